//! Takes off what is written as the difference to its neighbours.

use hayro_syntax::object::Dict;

use super::super::NotUnderstood;
use crate::write::pdf::image::samples::{get_bits, set_bits};

/// How the rows of a stream are written.
#[derive(Clone, Copy)]
pub(super) struct Predictor {
    kind: Kind,
    /// Components of a pixel.
    colours: usize,
    bits: usize,
    /// Bytes of a row.
    row: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    None,
    Tiff,
    Png,
}

impl Predictor {
    pub fn of(params: &Dict<'_>) -> Result<Self, NotUnderstood> {
        let kind = match params.get::<i64>(b"Predictor").unwrap_or(1) {
            2 => Kind::Tiff,
            10..=15 => Kind::Png,
            _ => Kind::None,
        };
        let number = |key: &[u8], or: i64, most: i64| {
            let given = params.get::<i64>(key).unwrap_or(or);
            let usual = (1..=most).contains(&given).then_some(given as usize);
            usual.ok_or(NotUnderstood("an image with impossible rows"))
        };
        let colours = number(b"Colors", 1, 64)?;
        let bits = number(b"BitsPerComponent", 8, 16)?;
        let columns = number(b"Columns", 1, 1 << 24)?;
        if !bits.is_power_of_two() {
            return Err(NotUnderstood("an image with impossible rows"));
        }
        Ok(Self {
            kind,
            colours,
            bits,
            row: (colours * bits * columns).div_ceil(8),
        })
    }

    /// How many bytes must be unpacked for so many bytes of rows.
    pub fn before(&self, most: usize) -> usize {
        match self.kind {
            Kind::Png => most
                .saturating_add(most / self.row)
                .saturating_add(self.row + 2),
            Kind::Tiff => most.saturating_add(self.row),
            Kind::None => most,
        }
    }

    pub fn undo(&self, data: Vec<u8>) -> Vec<u8> {
        match self.kind {
            Kind::None => data,
            Kind::Tiff => self.undo_tiff(data),
            Kind::Png => self.undo_png(&data),
        }
    }

    fn undo_tiff(&self, mut data: Vec<u8>) -> Vec<u8> {
        for row in data.chunks_mut(self.row) {
            match self.bits {
                8 => {
                    for at in self.colours..row.len() {
                        row[at] = row[at].wrapping_add(row[at - self.colours]);
                    }
                }
                bits => {
                    for at in self.colours..row.len() * 8 / bits {
                        let sum = get_bits(row, at, bits) + get_bits(row, at - self.colours, bits);
                        set_bits(row, at, bits, sum);
                    }
                }
            }
        }
        data
    }

    fn undo_png(&self, data: &[u8]) -> Vec<u8> {
        let pixel = (self.colours * self.bits).div_ceil(8);
        let mut out: Vec<u8> = Vec::with_capacity(data.len());
        let first = vec![0; self.row];
        for line in data.chunks(self.row + 1) {
            let (filter, line) = (line[0], &line[1..]);
            let start = out.len();
            let above_at = start.checked_sub(self.row);
            out.extend_from_slice(line);
            let (done, row) = out.split_at_mut(start);
            let above = above_at.map_or(&first[..], |at| &done[at..]);
            undo_row(filter, row, above, pixel);
        }
        out
    }
}

fn undo_row(filter: u8, row: &mut [u8], above: &[u8], pixel: usize) {
    for at in 0..row.len() {
        let left = if at >= pixel { row[at - pixel] } else { 0 };
        let up = above[at];
        let add = match filter {
            1 => left,
            2 => up,
            3 => u8::midpoint(left, up),
            4 => {
                let corner = if at >= pixel { above[at - pixel] } else { 0 };
                paeth(left, up, corner)
            }
            _ => 0,
        };
        row[at] = row[at].wrapping_add(add);
    }
}

/// The one of three neighbours that is nearest to what they foretell.
pub(in crate::write::pdf::image) fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let (to_left, to_up, to_corner) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    if to_left <= to_up && to_left <= to_corner {
        left
    } else if to_up <= to_corner {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn predictor(kind: Kind, colours: usize, bits: usize, columns: usize) -> Predictor {
        Predictor {
            kind,
            colours,
            bits,
            row: (colours * bits * columns).div_ceil(8),
        }
    }

    #[test]
    fn differences_to_the_left_are_summed_at_any_depth() {
        let eight = predictor(Kind::Tiff, 2, 8, 3);
        assert_eq!(eight.undo(vec![1, 2, 1, 2, 255, 2]), [1, 2, 2, 4, 1, 6]);
        let four = predictor(Kind::Tiff, 1, 4, 4);
        assert_eq!(four.undo(vec![0x11, 0x1F]), [0x12, 0x32]);
        let sixteen = predictor(Kind::Tiff, 1, 16, 2);
        assert_eq!(sixteen.undo(vec![0, 255, 0, 1]), [0, 255, 1, 0]);
    }

    #[test]
    fn a_last_row_that_is_cut_off_is_read_as_far_as_it_goes() {
        let png = predictor(Kind::Png, 1, 8, 3);
        assert_eq!(png.undo(vec![1, 1, 1, 1, 2, 1]), [1, 2, 3, 2]);
        assert_eq!(png.undo(vec![1, 1, 1, 1, 2]), [1, 2, 3]);
    }
}
