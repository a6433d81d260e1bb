//! The coefficients of a scan, as the standard says (annexes F and G).

use super::bits::Bits;
use super::huffman::Decoder;
use super::{DAMAGED, Jpeg, NotUnderstood};

/// What a scan holds.
pub(super) struct Scan {
    /// Components, each with its codes.
    pub components: Vec<(usize, Option<Decoder>, Option<Decoder>)>,
    /// The first and the last coefficient, in zigzag order.
    pub band: (u8, u8),
    /// Whether bits of these coefficients were read before.
    pub high: u8,
    /// How many bits are still to come.
    pub low: u8,
    pub progressive: bool,
    /// Groups between two restarts; 0 for none.
    pub restart: u32,
}

/// What goes on from block to block.
#[derive(Default)]
struct Running {
    /// The last first coefficient of each component of the scan.
    last: [i32; 4],
    /// Blocks in which nothing more is new.
    nothing: u32,
}

/// Reads a scan into the coefficients; returns where the marker behind it stands. What is cut off
/// or damaged is read as far as it goes.
pub(super) fn read(
    jpeg: &mut Jpeg,
    scan: &Scan,
    data: &[u8],
    at: usize,
) -> Result<usize, NotUnderstood> {
    let (first, last) = scan.band;
    let usual = first <= last && last < 64 && scan.low < 14 && !scan.components.is_empty();
    let dc = first == 0;
    if !usual || (scan.progressive && ((dc && last > 0) || (!dc && scan.components.len() > 1))) {
        return Err(DAMAGED);
    }
    for (_, dc_codes, ac_codes) in &scan.components {
        let needs_dc = dc && scan.high == 0;
        let needs_ac = last > 0;
        if (needs_dc && dc_codes.is_none()) || (needs_ac && ac_codes.is_none()) {
            return Err(DAMAGED);
        }
    }
    let mut bits = Bits::new(data, at);
    let _ = groups(jpeg, scan, &mut bits);
    Ok(bits.end())
}

/// Reads group by group; none where the data ends too early or is damaged.
fn groups(jpeg: &mut Jpeg, scan: &Scan, bits: &mut Bits<'_>) -> Option<()> {
    let alone = scan.components.len() == 1;
    let (across, down) = {
        let component = &jpeg.components[scan.components[0].0];
        match alone {
            true => component.real,
            false => (
                component.across / component.h as usize,
                component.down / component.v as usize,
            ),
        }
    };
    let mut running = Running::default();
    let mut left = scan.restart;
    for y in 0..down {
        for x in 0..across {
            if scan.restart > 0 {
                if left == 0 {
                    if !bits.restart() {
                        return None;
                    }
                    running = Running::default();
                    left = scan.restart;
                }
                left -= 1;
            }
            for at in 0..scan.components.len() {
                let component = &mut jpeg.components[scan.components[at].0];
                let (h, v) = match alone {
                    true => (1, 1),
                    false => (component.h as usize, component.v as usize),
                };
                for block in 0..h * v {
                    let (bx, by) = (x * h + block % h, y * v + block / h);
                    let from = (by * component.across + bx) * 64;
                    let block = component.coefficients.get_mut(from..from + 64)?;
                    scan.block(block.try_into().ok()?, at, bits, &mut running)?;
                }
            }
            if bits.exhausted() {
                return None;
            }
        }
    }
    Some(())
}

impl Scan {
    #[inline]
    fn block(
        &self,
        block: &mut [i16; 64],
        at: usize,
        bits: &mut Bits<'_>,
        running: &mut Running,
    ) -> Option<()> {
        let (_, dc, ac) = &self.components[at];
        match (self.progressive, self.band.0, self.high) {
            (false, _, _) => {
                let change = first(dc.as_ref()?, bits)?;
                running.last[at] = running.last[at].wrapping_add(change);
                block[0] = running.last[at] as i16;
                whole(ac.as_ref()?, bits, block)
            }
            (true, 0, 0) => {
                let change = first(dc.as_ref()?, bits)?;
                running.last[at] = running.last[at].wrapping_add(change);
                block[0] = (running.last[at] << self.low) as i16;
                Some(())
            }
            (true, 0, _) => {
                block[0] |= (bits.take(1) << self.low) as i16;
                Some(())
            }
            (true, _, 0) => self.band(ac.as_ref()?, bits, block, running),
            (true, _, _) => self.refined(ac.as_ref()?, bits, block, running),
        }
    }

    /// A band of coefficients for the first time.
    fn band(
        &self,
        codes: &Decoder,
        bits: &mut Bits<'_>,
        block: &mut [i16; 64],
        running: &mut Running,
    ) -> Option<()> {
        if running.nothing > 0 {
            running.nothing -= 1;
            return Some(());
        }
        let (mut at, last) = (usize::from(self.band.0), usize::from(self.band.1));
        while at <= last {
            let symbol = codes.next(bits)?;
            let (zeros, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
            if size > 0 {
                at += zeros;
                *block.get_mut(at)? = (bits.signed(size) << self.low) as i16;
                at += 1;
            } else if zeros == 15 {
                at += 16;
            } else {
                running.nothing = (1 << zeros) - 1 + more(bits, zeros);
                break;
            }
        }
        Some(())
    }

    /// One more bit of a band of coefficients.
    fn refined(
        &self,
        codes: &Decoder,
        bits: &mut Bits<'_>,
        block: &mut [i16; 64],
        running: &mut Running,
    ) -> Option<()> {
        let (mut at, last) = (usize::from(self.band.0), usize::from(self.band.1));
        let one = 1_i16 << self.low;
        while running.nothing == 0 && at <= last {
            let symbol = codes.next(bits)?;
            let (mut zeros, size) = (usize::from(symbol >> 4), symbol & 15);
            let mut new = 0;
            if size > 0 {
                new = if bits.take(1) == 1 { one } else { -one };
            } else if zeros < 15 {
                running.nothing = (1 << zeros) + more(bits, zeros);
                break;
            }
            while at <= last {
                let value = &mut block[at];
                if *value != 0 {
                    refine(value, one, bits);
                } else if zeros == 0 {
                    *value = new;
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            at += 1;
        }
        if running.nothing > 0 {
            for value in block.get_mut(at..=last).unwrap_or_default() {
                if *value != 0 {
                    refine(value, one, bits);
                }
            }
            running.nothing -= 1;
        }
        Some(())
    }
}

#[inline]
fn more(bits: &mut Bits<'_>, count: usize) -> u32 {
    if count == 0 {
        0
    } else {
        bits.take(count as u32)
    }
}

#[inline]
fn refine(value: &mut i16, one: i16, bits: &mut Bits<'_>) {
    if bits.take(1) == 1 && *value & one == 0 {
        let step = if *value < 0 { -one } else { one };
        *value = value.wrapping_add(step);
    }
}

/// How much the first coefficient changes.
#[inline]
fn first(codes: &Decoder, bits: &mut Bits<'_>) -> Option<i32> {
    let size = u32::from(codes.next(bits)?);
    (size <= 15).then(|| bits.signed(size))
}

/// All coefficients but the first.
#[inline]
fn whole(codes: &Decoder, bits: &mut Bits<'_>, block: &mut [i16; 64]) -> Option<()> {
    let mut at = 1;
    while at < 64 {
        let symbol = codes.next(bits)?;
        let (zeros, size) = (usize::from(symbol >> 4), u32::from(symbol & 15));
        if size == 0 {
            if zeros < 15 {
                break;
            }
            at += 16;
            continue;
        }
        at += zeros;
        *block.get_mut(at)? = bits.signed(size) as i16;
        at += 1;
    }
    Some(())
}
