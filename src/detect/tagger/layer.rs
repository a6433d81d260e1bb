//! A small layer that sees things together: what the chain's weights only add up, such as a word in
//! no dictionary in a text without capitals behind "met", it can tell from each of them alone.

use super::table::{CELLS, KINDS, LAYER};

/// The layer's own weights: of each cell, and from each cell to each kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layer(pub [f32; LAYER]);

impl Layer {
    /// What the cells hold, given the sum over traits.
    #[inline]
    pub fn cells(&self, traits: [f32; CELLS]) -> [f32; CELLS] {
        let mut cells = traits;
        for (cell, own) in cells.iter_mut().zip(&self.0[..CELLS]) {
            *cell = (*cell + own).max(0.0);
        }
        cells
    }

    /// What the cells add to the weight of each kind.
    #[inline]
    pub fn kinds(&self, cells: &[f32; CELLS]) -> [f32; KINDS] {
        let of = |kind: usize| -> f32 {
            let weights = &self.0[CELLS * (1 + kind)..CELLS * (2 + kind)];
            cells.iter().zip(weights).map(|(c, w)| c * w).sum()
        };
        [of(0), of(1)]
    }
}
