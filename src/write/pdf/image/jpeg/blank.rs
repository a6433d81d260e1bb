//! Makes pixels of a JPEG blank. A block of eight by eight that is covered as a whole becomes one
//! colour; of one that is covered in part the pixels are worked out, those that are covered made
//! blank, and only this block is computed anew.

use std::f32::consts::PI;

use super::{Component, Jpeg};
use crate::write::pdf::image::cover::Region;

/// Where each coefficient in zigzag order stands in the block.
const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Makes the pixels of a region one colour, given as it is stored.
pub(super) fn blank(jpeg: &mut Jpeg, region: &Region, colour: &[f32]) {
    let most_h = jpeg.components.iter().map(|c| c.h).max().unwrap_or(1);
    let most_v = jpeg.components.iter().map(|c| c.v).max().unwrap_or(1);
    let (width, height) = (jpeg.width, jpeg.height);
    let cosines = Cosines::new();
    for (at, component) in jpeg.components.iter_mut().enumerate() {
        let value = colour.get(at).copied().unwrap_or(0.0);
        let divisors = jpeg.tables[component.table].unwrap_or([1; 64]);
        let (h, v) = (component.h, component.v);
        // How many pixels of the picture a sample of the component covers.
        let wide = |n: u32| (n * h).div_ceil(most_h) as usize;
        let high = |n: u32| (n * v / most_v) as usize;
        let last_of = |y: u32| (((y + 1) * v - 1) / most_v) as usize;
        let mut masks = vec![0_u64; component.across];
        let mut row_of_blocks = 0;
        for (y, ranges) in (0..height).zip(region.rows()) {
            let mut sample_rows = high(y)..=last_of(y);
            if y + 1 == height {
                // What fills up the last blocks is covered as the last row is.
                sample_rows = high(y)..=component.down * 8 - 1;
            }
            for sample_row in sample_rows {
                if sample_row / 8 != row_of_blocks {
                    flush(
                        component,
                        row_of_blocks,
                        &mut masks,
                        value,
                        &divisors,
                        &cosines,
                    );
                    row_of_blocks = sample_row / 8;
                }
                for range in ranges {
                    let start = (range.start * h / most_h) as usize;
                    let end = match range.end == width {
                        true => component.across * 8,
                        false => wide(range.end),
                    };
                    mark(&mut masks, sample_row % 8, start, end);
                }
            }
        }
        flush(
            component,
            row_of_blocks,
            &mut masks,
            value,
            &divisors,
            &cosines,
        );
        fill_up(component);
    }
}

/// Marks samples of a row as covered.
fn mark(masks: &mut [u64], row: usize, start: usize, end: usize) {
    let last = end.div_ceil(8).min(masks.len());
    for (block, mask) in masks.iter_mut().enumerate().take(last).skip(start / 8) {
        let from = start.saturating_sub(block * 8).min(8);
        let to = (end - block * 8).min(8);
        let bits = ((1_u64 << to) - 1) & !((1_u64 << from) - 1);
        *mask |= bits << (row * 8);
    }
}

fn flush(
    component: &mut Component,
    row: usize,
    masks: &mut [u64],
    value: f32,
    divisors: &[u16; 64],
    cosines: &Cosines,
) {
    let start = row * component.across * 64;
    let end = start + component.across * 64;
    let Some(blocks) = component.coefficients.get_mut(start..end) else {
        return;
    };
    for (block, mask) in blocks.chunks_exact_mut(64).zip(masks) {
        match std::mem::take(mask) {
            0 => {}
            u64::MAX => {
                block.fill(0);
                block[0] = divided(8.0 * (value - 128.0), divisors[0]);
            }
            mask => partly(block, mask, value, divisors, cosines),
        }
    }
}

/// Blocks that hold nothing of the picture become like the one before them.
fn fill_up(component: &mut Component) {
    let (across, real) = (component.across, component.real);
    for y in 0..component.down {
        for x in 0..across {
            let from = match (x < real.0, y < real.1) {
                (true, true) => continue,
                (false, _) => y * across + x - 1,
                (true, false) => (y - 1) * across + x,
            };
            let first = component.coefficients[from * 64];
            let block = &mut component.coefficients[(y * across + x) * 64..][..64];
            block.fill(0);
            block[0] = first;
        }
    }
}

fn divided(value: f32, divisor: u16) -> i16 {
    (value / f32::from(divisor)).round() as i16
}

fn partly(block: &mut [i16], mask: u64, value: f32, divisors: &[u16; 64], cosines: &Cosines) {
    let mut whole = [0.0; 64];
    for (at, place) in ZIGZAG.iter().enumerate() {
        whole[*place] = f32::from(block[at]) * f32::from(divisors[at]);
    }
    let mut pixels = cosines.pixels(&whole);
    for (at, pixel) in pixels.iter_mut().enumerate() {
        *pixel = match mask >> at & 1 {
            1 => value - 128.0,
            _ => pixel.clamp(-128.0, 127.0),
        };
    }
    let whole = cosines.coefficients(&pixels);
    for (at, place) in ZIGZAG.iter().enumerate() {
        block[at] = divided(whole[*place], divisors[at]);
    }
}

/// The waves that blocks are made of.
struct Cosines([[f32; 8]; 8]);

impl Cosines {
    fn new() -> Self {
        let wave = |u: usize, x: usize| {
            let scale = if u == 0 { (1.0_f32 / 8.0).sqrt() } else { 0.5 };
            scale * ((2 * x + 1) as f32 * u as f32 * PI / 16.0).cos()
        };
        Self(std::array::from_fn(|u| std::array::from_fn(|x| wave(u, x))))
    }

    fn pixels(&self, block: &[f32; 64]) -> [f32; 64] {
        self.both(block, |waves, u, x| waves[u][x])
    }

    fn coefficients(&self, pixels: &[f32; 64]) -> [f32; 64] {
        self.both(pixels, |waves, x, u| waves[u][x])
    }

    /// Across and then down.
    fn both(
        &self,
        from: &[f32; 64],
        wave: impl Fn(&[[f32; 8]; 8], usize, usize) -> f32,
    ) -> [f32; 64] {
        let mut across = [0.0; 64];
        for y in 0..8 {
            for to in 0..8 {
                let sum = (0..8).map(|of| from[y * 8 + of] * wave(&self.0, of, to));
                across[y * 8 + to] = sum.sum();
            }
        }
        let mut both = [0.0; 64];
        for x in 0..8 {
            for to in 0..8 {
                let sum = (0..8).map(|of| across[of * 8 + x] * wave(&self.0, of, to));
                both[to * 8 + x] = sum.sum();
            }
        }
        both
    }
}
