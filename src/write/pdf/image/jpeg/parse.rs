//! The segments of a JPEG.

use super::bits::next_marker;
use super::huffman::Decoder;
use super::scan::{self, Scan};
use super::{Component, DAMAGED, Jpeg, NotUnderstood, TOO_LARGE, UNKNOWN};

/// Most scans: a picture in progress has some ten.
const MOST_SCANS: usize = 256;

/// What was read so far.
struct Parser {
    jpeg: Option<Jpeg>,
    /// The sign of each component, by which scans name it.
    signs: Vec<u8>,
    progressive: bool,
    tables: [Option<[u16; 64]>; 4],
    dc: [Option<Decoder>; 4],
    ac: [Option<Decoder>; 4],
    restart: u32,
    adobe: Option<u8>,
    jfif: bool,
    hint: (u32, u32),
    /// Most coefficients.
    most: u64,
    scans: usize,
}

pub(super) fn read(data: &[u8], hint: (u32, u32), most: u64) -> Result<Jpeg, NotUnderstood> {
    let mut parser = Parser {
        jpeg: None,
        signs: Vec::new(),
        progressive: false,
        tables: [None; 4],
        dc: [const { None }; 4],
        ac: [const { None }; 4],
        restart: 0,
        adobe: None,
        jfif: false,
        hint,
        most,
        scans: 0,
    };
    let mut at = 0;
    while let Some(marker) = next_marker(data, at) {
        at = marker + 2;
        match data[marker + 1] {
            0x01 | 0xD0..=0xD8 => continue,
            0xD9 => break,
            _ => {}
        }
        let Some(segment) = segment(data, at) else {
            break;
        };
        at += 2 + segment.len();
        match data[marker + 1] {
            0xC0..=0xC2 => parser.frame(data[marker + 1] == 0xC2, segment)?,
            0xC4 => parser.codes(segment)?,
            0xDB => parser.divisors(segment)?,
            0xDD => {
                let interval = segment.get(..2).ok_or(DAMAGED)?;
                parser.restart = u32::from(interval[0]) << 8 | u32::from(interval[1]);
            }
            0xDA => at = parser.scan(segment, data, at)?,
            0xE0 if segment.starts_with(b"JFIF\0") => parser.jfif = true,
            0xEE if segment.starts_with(b"Adobe") => parser.adobe = segment.get(11).copied(),
            // Lossless, arithmetic, hierarchical.
            0xC3 | 0xC5..=0xCF | 0xDE | 0xDF => return Err(UNKNOWN),
            _ => {}
        }
    }
    parser.finish()
}

/// What stands in a segment, behind its length.
fn segment(data: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?]));
    data.get(at + 2..at + length.max(2))
}

impl Parser {
    fn finish(self) -> Result<Jpeg, NotUnderstood> {
        let mut jpeg = self.jpeg.filter(|_| self.scans > 0).ok_or(DAMAGED)?;
        jpeg.tables = self.tables;
        jpeg.adobe = self.adobe;
        jpeg.named_rgb = self.signs == *b"RGB" && self.adobe.is_none() && !self.jfif;
        let known = |component: &Component| jpeg.tables[component.table].is_some();
        if !jpeg.components.iter().all(known) {
            return Err(DAMAGED);
        }
        Ok(jpeg)
    }

    fn frame(&mut self, progressive: bool, segment: &[u8]) -> Result<(), NotUnderstood> {
        let [precision, h1, h0, w1, w0, count, rest @ ..] = segment else {
            return Err(DAMAGED);
        };
        if self.jpeg.is_some() || *precision != 8 || !matches!(count, 1 | 3 | 4) {
            return Err(UNKNOWN);
        }
        let width = u32::from(u16::from_be_bytes([*w1, *w0]));
        let mut height = u32::from(u16::from_be_bytes([*h1, *h0]));
        // Some say that they are higher than they are.
        if width == self.hint.0 && (height > self.hint.1 || height == 0) {
            height = self.hint.1;
        }
        if width == 0 || height == 0 {
            return Err(UNKNOWN);
        }
        let parts: Vec<&[u8]> = rest.chunks_exact(3).take(usize::from(*count)).collect();
        if parts.len() < usize::from(*count) {
            return Err(DAMAGED);
        }
        let alone = *count == 1;
        let of = |part: &&[u8]| {
            let (h, v) = (u32::from(part[1] >> 4), u32::from(part[1] & 15));
            let usual = (1..=4).contains(&h) && (1..=4).contains(&v) && part[2] < 4;
            // A single component has nothing to be finer than.
            let (h, v) = if alone { (1, 1) } else { (h, v) };
            usual.then_some((h, v, usize::from(part[2]))).ok_or(DAMAGED)
        };
        let factors: Vec<(u32, u32, usize)> = parts.iter().map(of).collect::<Result<_, _>>()?;
        let most_h = factors.iter().map(|f| f.0).max().unwrap_or(1);
        let most_v = factors.iter().map(|f| f.1).max().unwrap_or(1);
        let groups = (
            width.div_ceil(8 * most_h) as usize,
            height.div_ceil(8 * most_v) as usize,
        );
        let blocks =
            |f: &(u32, u32, usize)| groups.0 as u64 * groups.1 as u64 * u64::from(f.0 * f.1);
        if factors.iter().map(blocks).sum::<u64>() * 64 > self.most {
            return Err(TOO_LARGE);
        }
        let component = |(h, v, table): (u32, u32, usize)| {
            let (across, down) = (groups.0 * h as usize, groups.1 * v as usize);
            Component {
                h,
                v,
                table,
                across,
                down,
                real: (
                    (width * h).div_ceil(most_h).div_ceil(8) as usize,
                    (height * v).div_ceil(most_v).div_ceil(8) as usize,
                ),
                coefficients: vec![0; across * down * 64],
            }
        };
        self.signs = parts.iter().map(|part| part[0]).collect();
        self.progressive = progressive;
        self.jpeg = Some(Jpeg {
            width,
            height,
            components: factors.into_iter().map(component).collect(),
            tables: [None; 4],
            adobe: None,
            named_rgb: false,
        });
        Ok(())
    }

    fn divisors(&mut self, mut segment: &[u8]) -> Result<(), NotUnderstood> {
        while let Some((kind, rest)) = segment.split_first() {
            let wide = kind >> 4 > 0;
            let (own, rest) = rest
                .split_at_checked(if wide { 128 } else { 64 })
                .ok_or(DAMAGED)?;
            let one = |at: usize| match wide {
                true => u16::from_be_bytes([own[2 * at], own[2 * at + 1]]),
                false => u16::from(own[at]),
            };
            let table = std::array::from_fn(|at| one(at).max(1));
            *self.tables.get_mut(usize::from(kind & 15)).ok_or(DAMAGED)? = Some(table);
            segment = rest;
        }
        Ok(())
    }

    fn codes(&mut self, mut segment: &[u8]) -> Result<(), NotUnderstood> {
        while let Some((kind, rest)) = segment.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>().ok_or(DAMAGED)?;
            let count = counts.iter().map(|n| usize::from(*n)).sum();
            let (symbols, rest) = rest.split_at_checked(count).ok_or(DAMAGED)?;
            let tables = if kind >> 4 == 0 {
                &mut self.dc
            } else {
                &mut self.ac
            };
            *tables.get_mut(usize::from(kind & 15)).ok_or(DAMAGED)? =
                Some(Decoder::new(*counts, symbols)?);
            segment = rest;
        }
        Ok(())
    }

    /// Reads a scan; returns where the marker behind it stands.
    fn scan(&mut self, segment: &[u8], data: &[u8], at: usize) -> Result<usize, NotUnderstood> {
        self.scans += 1;
        if self.scans > MOST_SCANS {
            return Err(TOO_LARGE);
        }
        let jpeg = self.jpeg.as_mut().ok_or(DAMAGED)?;
        let count = usize::from(*segment.first().ok_or(DAMAGED)?);
        let (parts, rest) = segment[1..].split_at_checked(2 * count).ok_or(DAMAGED)?;
        let [first, last, shift, ..] = rest else {
            return Err(DAMAGED);
        };
        let mut components = Vec::with_capacity(count);
        for part in parts.chunks_exact(2) {
            let which = self.signs.iter().position(|sign| *sign == part[0]);
            let which = which.ok_or(DAMAGED)?;
            if components.iter().any(|(known, _, _)| *known == which) {
                return Err(DAMAGED);
            }
            let table =
                |of: &[Option<Decoder>; 4], n: u8| of.get(usize::from(n)).cloned().flatten();
            components.push((
                which,
                table(&self.dc, part[1] >> 4),
                table(&self.ac, part[1] & 15),
            ));
        }
        let scan = Scan {
            components,
            band: if self.progressive {
                (*first, *last)
            } else {
                (0, 63)
            },
            high: if self.progressive { shift >> 4 } else { 0 },
            low: if self.progressive { shift & 15 } else { 0 },
            progressive: self.progressive,
            restart: self.restart,
        };
        scan::read(jpeg, &scan, data, at)
    }
}
