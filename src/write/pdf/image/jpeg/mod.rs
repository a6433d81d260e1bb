//! JPEG, carried over without another loss: its coefficients are read, made blank where a box
//! stands, and packed anew. Blocks that no box touches keep every coefficient; what is no
//! coefficient (EXIF, comments, thumbnails, bytes behind the end) is not read at all.
//!
//! [`parse`] reads the segments, [`scan`] the coefficients (baseline and progressive, [`bits`] and
//! [`huffman`]), [`blank`] takes out what is covered, [`pack`] writes a baseline JPEG.

mod bits;
mod blank;
mod huffman;
mod pack;
mod parse;
mod scan;

#[cfg(test)]
mod tests;

use super::cover::Region;
use super::samples::Size;
use super::{NotUnderstood, TOO_LARGE};

const UNKNOWN: NotUnderstood = NotUnderstood("a JPEG of a kind that is not understood");
const DAMAGED: NotUnderstood = NotUnderstood("a JPEG that can't be decoded");

/// The coefficients of a JPEG, and what they stand for.
pub(super) struct Jpeg {
    width: u32,
    height: u32,
    components: Vec<Component>,
    /// Divisors of coefficients, in zigzag order.
    tables: [Option<[u16; 64]>; 4],
    /// What the marker of Adobe says of the colours.
    adobe: Option<u8>,
    /// Whether the components are named R, G and B.
    named_rgb: bool,
}

/// One component, such as brightness.
struct Component {
    /// How many samples it has across and down for each of the coarsest component.
    h: u32,
    v: u32,
    /// Which divisors.
    table: usize,
    /// Blocks across, with those that fill up the last group.
    across: usize,
    /// Blocks down.
    down: usize,
    /// Blocks that hold something of the picture.
    real: (usize, usize),
    /// 64 for each block, in zigzag order.
    coefficients: Vec<i16>,
}

impl Jpeg {
    /// Reads one of at most so many samples; `hint` is the size that the PDF tells.
    pub fn read(data: &[u8], hint: (u32, u32), most: u64) -> Result<Self, NotUnderstood> {
        // Coefficients have two bytes each.
        parse::read(data, hint, most / 4 * 3)
    }

    /// How large it is.
    pub fn size(&self) -> Size {
        Size {
            width: self.width,
            height: self.height,
            components: self.components.len() as u8,
            bits: 8,
        }
    }

    /// Makes pixels blank. `black` is the sample of each component of the colours; `transform` is
    /// what the PDF says of how they are stored.
    pub fn blank(&mut self, region: &Region, black: &[u32], transform: Option<i64>) {
        let stored = self.stored(black, transform);
        blank::blank(self, region, &stored);
    }

    /// The new file.
    pub fn write(&self) -> Vec<u8> {
        pack::pack(self)
    }

    /// Whether the marker of Adobe says how the colours are stored: then what the PDF says of it
    /// does not count.
    pub fn tells_transform(&self) -> bool {
        self.adobe.is_some()
    }

    /// How a colour is stored: as brightness and two differences mostly.
    fn stored(&self, colour: &[u32], transform: Option<i64>) -> Vec<f32> {
        let plain: Vec<f32> = colour.iter().map(|part| *part as f32).collect();
        let transformed = match (self.adobe, transform) {
            (Some(adobe), _) => adobe != 0,
            (None, Some(transform)) => transform != 0,
            (None, None) => self.components.len() == 3 && !self.named_rgb,
        };
        match plain[..] {
            [r, g, b] if transformed => brightness(r, g, b).to_vec(),
            [c, m, y, k] if transformed => {
                let mut all = brightness(255.0 - c, 255.0 - m, 255.0 - y).to_vec();
                all.push(k);
                all
            }
            _ => plain,
        }
    }
}

/// Brightness and two differences of a colour.
fn brightness(r: f32, g: f32, b: f32) -> [f32; 3] {
    [
        0.299 * r + 0.587 * g + 0.114 * b,
        128.0 - 0.168_736 * r - 0.331_264 * g + 0.5 * b,
        128.0 + 0.5 * r - 0.418_688 * g - 0.081_312 * b,
    ]
}
