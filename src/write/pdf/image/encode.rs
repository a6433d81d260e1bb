//! Packs pixels: fax where there are two tones, else deflate, over differences where that pays.

use std::io::Write;

use fax::{Color, VecWriter, encoder::Encoder};
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Object};

use super::filters::paeth;
use super::samples::{Samples, get_bits};

/// Longest row that the fax encoder takes.
const LONGEST_FAX: u32 = 32_000;
/// Rows to try the differences on.
const TRIED: usize = 48;

/// The packed pixels; how, is said in `dict`.
pub(in crate::write::pdf) fn encode(samples: &Samples, dict: &mut Dictionary) -> Vec<u8> {
    let flate = deflated(samples);
    let two_tone = samples.components == 1 && samples.bits == 1;
    if two_tone && samples.width < LONGEST_FAX {
        let fax = faxed(samples);
        if fax.len() < flate.0.len() {
            dict.set("Filter", "CCITTFaxDecode");
            dict.set(
                "DecodeParms",
                parameters(&[
                    ("K", -1),
                    ("Columns", i64::from(samples.width)),
                    ("Rows", i64::from(samples.height)),
                ]),
            );
            return fax;
        }
    }
    dict.set("Filter", "FlateDecode");
    if flate.1 {
        dict.set(
            "DecodeParms",
            parameters(&[
                ("Predictor", 15),
                ("Colors", i64::from(samples.components)),
                ("BitsPerComponent", i64::from(samples.bits)),
                ("Columns", i64::from(samples.width)),
            ]),
        );
    }
    flate.0
}

fn parameters(of: &[(&str, i64)]) -> Object {
    let mut dict = Dictionary::new();
    for (key, value) in of {
        dict.set(*key, *value);
    }
    dict.into()
}

/// Group 4: each row as its difference from the one above.
fn faxed(samples: &Samples) -> Vec<u8> {
    let mut encoder = Encoder::new(VecWriter::new());
    for row in samples.data.chunks(samples.row()) {
        let tone = |at: u32| match get_bits(row, at as usize, 1) {
            0 => Color::Black,
            _ => Color::White,
        };
        // A vector takes all that is written.
        let _ = encoder.encode_line((0..samples.width).map(tone), samples.width);
    }
    encoder
        .finish()
        .map_or_else(|_| Vec::new(), VecWriter::finish)
}

/// The bytes, and whether they are of differences.
fn deflated(samples: &Samples) -> (Vec<u8>, bool) {
    let row = samples.row();
    let height = samples.data.len() / row;
    let pixel = (usize::from(samples.components) * usize::from(samples.bits)).div_ceil(8);
    let step = height.div_ceil(TRIED).max(1);
    // Whole stretches of rows, since rows are like their neighbours.
    let tried: Vec<usize> = (0..height).filter(|at| at / 8 % step == 0).collect();
    let size = |differences: bool| {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        write_rows(samples, &tried, pixel, differences, &mut packed).len()
    };
    let differences = samples.bits >= 8 && size(true) < size(false);
    let all: Vec<usize> = (0..height).collect();
    let packed = ZlibEncoder::new(Vec::new(), Compression::default());
    let mut packed = packed;
    (
        write_rows(samples, &all, pixel, differences, &mut packed),
        differences,
    )
}

fn write_rows(
    samples: &Samples,
    rows: &[usize],
    pixel: usize,
    differences: bool,
    packed: &mut ZlibEncoder<Vec<u8>>,
) -> Vec<u8> {
    let row = samples.row();
    let first = vec![0; row];
    let mut trial = Trial::new(row);
    for &at in rows {
        let line = &samples.data[at * row..(at + 1) * row];
        // A vector takes all that is written.
        let _ = if differences {
            let above = match at {
                0 => &first[..],
                _ => &samples.data[(at - 1) * row..at * row],
            };
            packed.write_all(trial.best(line, above, pixel))
        } else {
            packed.write_all(line)
        };
    }
    let _ = packed.try_finish();
    std::mem::take(packed.get_mut())
}

/// A row in each of the ways of PNG.
struct Trial {
    ways: [Vec<u8>; 5],
}

impl Trial {
    fn new(row: usize) -> Self {
        Self {
            ways: std::array::from_fn(|way| {
                let mut line = vec![0; row + 1];
                line[0] = way as u8;
                line
            }),
        }
    }

    /// The one with the smallest differences.
    fn best(&mut self, line: &[u8], above: &[u8], pixel: usize) -> &[u8] {
        let [none, left, up, middle, near] = &mut self.ways;
        for at in 0..line.len() {
            let a = if at >= pixel { line[at - pixel] } else { 0 };
            let c = if at >= pixel { above[at - pixel] } else { 0 };
            let (x, b) = (line[at], above[at]);
            none[at + 1] = x;
            left[at + 1] = x.wrapping_sub(a);
            up[at + 1] = x.wrapping_sub(b);
            middle[at + 1] = x.wrapping_sub(u8::midpoint(a, b));
            near[at + 1] = x.wrapping_sub(paeth(a, b, c));
        }
        let weight = |way: &&Vec<u8>| -> u64 {
            let size = |b: &u8| u64::from(b.cast_signed().unsigned_abs());
            way[1..].iter().map(size).sum()
        };
        self.ways
            .iter()
            .min_by_key(weight)
            .map_or(&[], Vec::as_slice)
    }
}
