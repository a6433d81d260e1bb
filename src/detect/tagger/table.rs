//! What was learned, as it lies in the file: small whole numbers, used where they lie.

/// Places for the weights of name-likeness; a power of two.
pub(super) const LIKENESS: usize = 1 << 19;
/// Places for the weights of features; a power of two.
pub(super) const FEATURES: usize = 1 << 21;
/// Numbers a place.
pub(super) const KINDS: usize = 2;
/// What one step of a weight stands for.
pub(super) const STEP: f32 = 1.0 / 16.0;
/// Weights of the steps from one tag to the next.
pub(super) const CHAIN: usize = 9;
/// What one step of the weights stands for that are more precise, two bytes each.
pub(super) const PRECISE_STEP: f32 = 1.0 / 1024.0;

/// Places of the layer that sees things together; a power of two.
pub(super) const TRAITS: usize = 1 << 17;
/// What the layer makes of them: this many numbers.
pub(super) const CELLS: usize = 16;
/// What one step of a trait stands for.
pub(super) const TRAIT_STEP: f32 = 1.0 / 48.0;
/// Weights of the layer: of each cell alone and for each kind.
pub(super) const LAYER: usize = CELLS * (1 + KINDS);
const PRECISE: usize = CHAIN + LAYER;

/// The file's length.
pub(super) const LENGTH: usize = PRECISE_AT + 2 * PRECISE;
const FEATURES_AT: usize = KINDS * LIKENESS;
const TRAITS_AT: usize = FEATURES_AT + KINDS * FEATURES;
const PRECISE_AT: usize = TRAITS_AT + CELLS * TRAITS;

/// The weights that ship, made by `examples/train-tagger`; see `assets/README.md`.
pub(super) static BUILT_IN: &[u8] = include_bytes!("../../../assets/names.weights");

const _: () = assert!(
    include_bytes!("../../../assets/names.weights").len() == LENGTH,
    "the weights do not fit the tagger: train it again"
);

/// The weights, wherever they lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a>(&'a [u8]);

impl<'a> Table<'a> {
    /// None where the length is not [`LENGTH`].
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        (bytes.len() == LENGTH).then_some(Self(bytes))
    }

    /// The sum over places of name-likeness.
    #[inline]
    pub fn likeness(self, places: &[u32]) -> [f32; KINDS] {
        sum(&self.0[..KINDS * LIKENESS], places)
    }

    /// The sum over features.
    #[inline]
    pub fn features(self, places: &[u32]) -> [f32; KINDS] {
        sum(&self.0[FEATURES_AT..TRAITS_AT], places)
    }

    /// What the layer is given: the sum over traits.
    #[inline]
    pub fn traits(self, places: &[u32]) -> [f32; CELLS] {
        let bytes = &self.0[TRAITS_AT..PRECISE_AT];
        let mut total = [0i16; CELLS];
        for &place in places {
            let at = place as usize * CELLS;
            if let Some(cells) = bytes.get(at..at + CELLS) {
                for (t, &c) in total.iter_mut().zip(cells) {
                    *t += i16::from(c as i8);
                }
            }
        }
        total.map(|t| f32::from(t) * TRAIT_STEP)
    }

    /// The weights of the steps between tags, and those of the layer.
    pub fn precise(self) -> ([f32; CHAIN], [f32; LAYER]) {
        let mut out = [0.0; PRECISE];
        for (weight, two) in out.iter_mut().zip(self.0[PRECISE_AT..].chunks_exact(2)) {
            *weight = f32::from(i16::from_le_bytes([two[0], two[1]])) * PRECISE_STEP;
        }
        let (mut chain, mut layer) = ([0.0; CHAIN], [0.0; LAYER]);
        chain.copy_from_slice(&out[..CHAIN]);
        layer.copy_from_slice(&out[CHAIN..]);
        (chain, layer)
    }
}

#[inline]
fn sum(bytes: &[u8], places: &[u32]) -> [f32; KINDS] {
    let mut total = [0i32; KINDS];
    for &place in places {
        let at = place as usize * KINDS;
        if let Some(two) = bytes.get(at..at + KINDS) {
            total[0] += i32::from(two[0] as i8);
            total[1] += i32::from(two[1] as i8);
        }
    }
    total.map(|t| t as f32 * STEP)
}
