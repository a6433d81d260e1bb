//! Writes coefficients as a baseline JPEG, with the codes that are best for them.

use super::huffman::Encoder;
use super::{Component, Jpeg};

/// How often each symbol occurs, and then its code: for the first coefficients and the others.
#[derive(Default)]
struct Counted {
    first: Vec<[u32; 256]>,
    others: Vec<[u32; 256]>,
}

pub(super) fn pack(jpeg: &Jpeg) -> Vec<u8> {
    let mut counted = Counted {
        first: vec![[0; 256]; 2],
        others: vec![[0; 256]; 2],
    };
    for scan in scans(jpeg) {
        walk(jpeg, &scan, &mut counted);
    }
    let codes = Codes {
        first: counted.first.iter().map(Encoder::best).collect(),
        others: counted.others.iter().map(Encoder::best).collect(),
    };
    let mut out = head(jpeg, &codes);
    for scan in scans(jpeg) {
        out.extend(scan_head(jpeg, &scan));
        let mut written = Written {
            codes: &codes,
            buffer: 0,
            held: 0,
            out: std::mem::take(&mut out),
        };
        walk(jpeg, &scan, &mut written);
        out = written.finish();
    }
    out.extend([0xFF, 0xD9]);
    out
}

/// All components in one scan; where that makes too large a group, each in its own.
fn scans(jpeg: &Jpeg) -> Vec<Vec<usize>> {
    /// Most blocks of a group.
    const MOST: u32 = 10;
    let blocks: u32 = jpeg.components.iter().map(|c| c.h * c.v).sum();
    let all: Vec<usize> = (0..jpeg.components.len()).collect();
    if blocks <= MOST {
        vec![all]
    } else {
        all.into_iter().map(|one| vec![one]).collect()
    }
}

/// Brightness and black have codes of their own, and so have the differences.
fn table_of(component: usize) -> usize {
    usize::from(matches!(component, 1 | 2))
}

fn head(jpeg: &Jpeg, codes: &Codes) -> Vec<u8> {
    let mut out = vec![0xFF, 0xD8];
    if let Some(adobe) = jpeg.adobe {
        out.extend([0xFF, 0xEE, 0, 14]);
        out.extend(b"Adobe\0\x64\0\0\0\0");
        out.push(adobe.min(2));
    }
    let mut wide = false;
    for table in 0..4 {
        let used = jpeg.components.iter().any(|c| c.table == table);
        let Some(divisors) = jpeg.tables[table].filter(|_| used) else {
            continue;
        };
        let large = divisors.iter().any(|n| *n > 255);
        wide |= large;
        out.extend([0xFF, 0xDB, 0, if large { 131 } else { 67 }]);
        out.push(u8::from(large) << 4 | table as u8);
        for divisor in divisors {
            let [high, low] = divisor.to_be_bytes();
            out.extend(large.then_some(high));
            out.push(low);
        }
    }
    let count = jpeg.components.len();
    // Large divisors are for the extended kind.
    out.extend([
        0xFF,
        if wide { 0xC1 } else { 0xC0 },
        0,
        (8 + 3 * count) as u8,
        8,
    ]);
    out.extend((jpeg.height as u16).to_be_bytes());
    out.extend((jpeg.width as u16).to_be_bytes());
    out.push(count as u8);
    for (at, component) in jpeg.components.iter().enumerate() {
        let factors = component.h << 4 | component.v;
        out.extend([sign(jpeg, at), factors as u8, component.table as u8]);
    }
    for kind in 0..if count > 1 { 2 } else { 1 } {
        for (class, encoder) in [(0, &codes.first[kind]), (1, &codes.others[kind])] {
            out.extend([0xFF, 0xC4]);
            out.extend((19 + encoder.symbols.len() as u16).to_be_bytes());
            out.push(class << 4 | kind as u8);
            out.extend(encoder.counts);
            out.extend(&encoder.symbols);
        }
    }
    out
}

/// What a component is called.
fn sign(jpeg: &Jpeg, component: usize) -> u8 {
    match jpeg.named_rgb {
        true => b"RGB"[component.min(2)],
        false => component as u8 + 1,
    }
}

fn scan_head(jpeg: &Jpeg, scan: &[usize]) -> Vec<u8> {
    let mut out = vec![0xFF, 0xDA, 0, (6 + 2 * scan.len()) as u8, scan.len() as u8];
    for component in scan {
        let table = table_of(*component) as u8;
        out.extend([sign(jpeg, *component), table << 4 | table]);
    }
    out.extend([0, 63, 0]);
    out
}

/// What is done with the symbols of a scan.
trait Sink {
    fn first(&mut self, table: usize, symbol: u8, bits: u32);
    fn other(&mut self, table: usize, symbol: u8, bits: u32);
}

impl Sink for Counted {
    #[inline]
    fn first(&mut self, table: usize, symbol: u8, _: u32) {
        self.first[table][usize::from(symbol)] += 1;
    }

    #[inline]
    fn other(&mut self, table: usize, symbol: u8, _: u32) {
        self.others[table][usize::from(symbol)] += 1;
    }
}

struct Codes {
    first: Vec<Encoder>,
    others: Vec<Encoder>,
}

struct Written<'c> {
    codes: &'c Codes,
    buffer: u64,
    held: u32,
    out: Vec<u8>,
}

impl Sink for Written<'_> {
    #[inline]
    fn first(&mut self, table: usize, symbol: u8, bits: u32) {
        self.put(self.codes.first[table].code(symbol), symbol, bits);
    }

    #[inline]
    fn other(&mut self, table: usize, symbol: u8, bits: u32) {
        self.put(self.codes.others[table].code(symbol), symbol, bits);
    }
}

impl Written<'_> {
    #[inline]
    fn put(&mut self, (code, length): (u16, u8), symbol: u8, bits: u32) {
        let size = u32::from(symbol & 15);
        self.buffer = (self.buffer << length) | u64::from(code);
        self.buffer = (self.buffer << size) | u64::from(bits & ((1 << size) - 1));
        self.held += u32::from(length) + size;
        while self.held >= 8 {
            self.held -= 8;
            let byte = (self.buffer >> self.held) as u8;
            self.out.push(byte);
            if byte == 0xFF {
                self.out.push(0);
            }
        }
    }

    /// Fills up the last byte with ones.
    fn finish(mut self) -> Vec<u8> {
        if self.held > 0 {
            let missing = 8 - self.held;
            let byte = (self.buffer << missing) as u8 | ((1 << missing) - 1) as u8;
            self.out.push(byte);
            if byte == 0xFF {
                self.out.push(0);
            }
        }
        self.out
    }
}

/// Runs over the blocks of a scan.
fn walk(jpeg: &Jpeg, scan: &[usize], sink: &mut impl Sink) {
    let alone = scan.len() == 1;
    let head = &jpeg.components[scan[0]];
    let (across, down) = match alone {
        true => head.real,
        false => (head.across / head.h as usize, head.down / head.v as usize),
    };
    let mut last = [0_i32; 4];
    for y in 0..down {
        for x in 0..across {
            for (at, component) in scan.iter().enumerate() {
                let Component { h, v, .. } = jpeg.components[*component];
                let (h, v) = if alone {
                    (1, 1)
                } else {
                    (h as usize, v as usize)
                };
                let component_of = &jpeg.components[*component];
                for block in 0..h * v {
                    let (bx, by) = (x * h + block % h, y * v + block / h);
                    let from = (by * component_of.across + bx) * 64;
                    let block = &component_of.coefficients[from..from + 64];
                    write(block, &mut last[at], table_of(*component), sink);
                }
            }
        }
    }
}

/// The symbols of a block. Values that a baseline file can't hold stand in damaged files alone.
#[inline]
fn write(block: &[i16], last: &mut i32, table: usize, sink: &mut impl Sink) {
    let value = i32::from(block[0]).clamp(-1024, 1023);
    let change = value - *last;
    *last = value;
    let (size, bits) = sized(change);
    sink.first(table, size, bits);
    let mut zeros = 0;
    for value in &block[1..] {
        if *value == 0 {
            zeros += 1;
            continue;
        }
        while zeros > 15 {
            sink.other(table, 0xF0, 0);
            zeros -= 16;
        }
        let (size, bits) = sized(i32::from(*value).clamp(-1023, 1023));
        sink.other(table, zeros << 4 | size, bits);
        zeros = 0;
    }
    if zeros > 0 {
        sink.other(table, 0, 0);
    }
}

/// How many bits a number takes, and which.
#[inline]
fn sized(value: i32) -> (u8, u32) {
    let size = 32 - value.unsigned_abs().leading_zeros();
    let bits = if value < 0 { value - 1 } else { value };
    (size as u8, bits.cast_unsigned() & ((1 << size) - 1))
}
