//! Codes of different lengths: those of a file, and the best ones for what is to be written.

use std::cmp::Reverse;

use super::bits::Bits;
use super::{DAMAGED, NotUnderstood};

/// Bits that are looked up at once.
const FAST: u32 = 9;

/// The codes of a file.
#[derive(Clone)]
pub(super) struct Decoder {
    /// Length and symbol for each beginning; a length of 0 where the code is longer.
    fast: Vec<(u8, u8)>,
    /// For each length, the first code beyond it, as if it had 16 bits; and what to add to a code
    /// for its index.
    beyond: [(u32, i32); 17],
    symbols: Vec<u8>,
}

impl Decoder {
    /// From how many codes there are of each length, and their symbols.
    pub fn new(counts: [u8; 16], symbols: &[u8]) -> Result<Self, NotUnderstood> {
        let mut fast = vec![(0, 0); 1 << FAST];
        let mut beyond = [(0, 0); 17];
        let (mut code, mut index) = (0_u32, 0_usize);
        for length in 1..=16_u32 {
            let count = u32::from(counts[length as usize - 1]);
            let first = code;
            for symbol in symbols.get(index..index + count as usize).ok_or(DAMAGED)? {
                if length <= FAST {
                    let shift = FAST - length;
                    let from = (code << shift) as usize;
                    let entries = fast.get_mut(from..from + (1 << shift)).ok_or(DAMAGED)?;
                    entries.fill((length as u8, *symbol));
                }
                code += 1;
            }
            if code > 1 << length {
                return Err(DAMAGED);
            }
            beyond[length as usize] = (code << (16 - length), index as i32 - first.cast_signed());
            index += count as usize;
            code <<= 1;
        }
        Ok(Self {
            fast,
            beyond,
            symbols: symbols.to_vec(),
        })
    }

    /// The next symbol; none where the bits are no code.
    #[inline]
    pub fn next(&self, bits: &mut Bits<'_>) -> Option<u8> {
        let ahead = bits.peek();
        let (length, symbol) = self.fast[(ahead >> (16 - FAST)) as usize];
        if length > 0 {
            bits.skip(u32::from(length));
            return Some(symbol);
        }
        for length in FAST + 1..=16 {
            let (beyond, add) = self.beyond[length as usize];
            if ahead < beyond {
                bits.skip(length);
                let code = (ahead >> (16 - length)).cast_signed();
                let index = usize::try_from(code + add).ok()?;
                return self.symbols.get(index).copied();
            }
        }
        None
    }
}

/// The best codes for symbols that occur so often.
pub(super) struct Encoder {
    pub counts: [u8; 16],
    pub symbols: Vec<u8>,
    /// Code and length of each symbol.
    codes: [(u16, u8); 256],
}

impl Encoder {
    pub fn best(frequency: &[u32; 256]) -> Self {
        let lengths = lengths(frequency);
        let mut counts = [0_u8; 16];
        let mut symbols: Vec<u8> = (0..=255).filter(|s| lengths[usize::from(*s)] > 0).collect();
        symbols.sort_by_key(|symbol| (lengths[usize::from(*symbol)], *symbol));
        let mut codes = [(0, 0); 256];
        let (mut code, mut last) = (0_u32, 0);
        for symbol in &symbols {
            let length = lengths[usize::from(*symbol)];
            code <<= length - last;
            last = length;
            codes[usize::from(*symbol)] = (code as u16, length);
            counts[usize::from(length) - 1] += 1;
            code += 1;
        }
        Self {
            counts,
            symbols,
            codes,
        }
    }

    #[inline]
    pub fn code(&self, symbol: u8) -> (u16, u8) {
        self.codes[usize::from(symbol)]
    }
}

/// The lengths of the codes, at most 16, as the standard finds them (annex K.2). No code is made
/// of ones alone: one more symbol that never occurs takes it.
fn lengths(frequency: &[u32; 256]) -> [u8; 256] {
    let mut size = [0_usize; 257];
    let weight = |symbol: usize| frequency.get(symbol).map_or(1, |n| u64::from(*n));
    let used = (0..257).filter(|symbol| weight(*symbol) > 0);
    let mut groups: Vec<(u64, Vec<usize>)> = used.map(|s| (weight(s), vec![s])).collect();
    // The rarest two become one; of equals the later ones, so that the symbol that never occurs
    // gets one of the longest codes.
    while groups.len() > 1 {
        groups.sort_by_key(|(weight, symbols)| (Reverse(*weight), symbols[0]));
        if let (Some(rarest), Some((weight, symbols))) = (groups.pop(), groups.last_mut()) {
            *weight += rarest.0;
            symbols.extend(rarest.1);
            for symbol in symbols {
                size[*symbol] += 1;
            }
        }
    }
    let mut bits = [0_u32; 258];
    for length in size.into_iter().filter(|length| *length > 0) {
        bits[length.min(257)] += 1;
    }
    for length in (17..258).rev() {
        while bits[length] > 0 {
            let mut shorter = length - 2;
            while shorter > 0 && bits[shorter] == 0 {
                shorter -= 1;
            }
            bits[length] -= 2;
            bits[length - 1] += 1;
            bits[shorter + 1] += 2;
            bits[shorter] -= 1;
        }
    }
    // The symbol that never occurs has the last of the longest.
    if let Some(longest) = (1..=16).rev().find(|length| bits[*length] > 0) {
        bits[longest] -= 1;
    }
    let mut order: Vec<usize> = (0..256).filter(|symbol| size[*symbol] > 0).collect();
    order.sort_by_key(|symbol| (size[*symbol], *symbol));
    let mut lengths = [0; 256];
    let mut all = (1..=16).flat_map(|length| (0..bits[length]).map(move |_| length as u8));
    for symbol in order {
        lengths[symbol] = all.next().unwrap_or(16);
    }
    lengths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_the_best_codes_write_is_read_again(
            symbols in proptest::collection::vec((0_u8..=255, 0_u32..24), 1..300),
        ) {
            let mut frequency = [0_u32; 256];
            for (symbol, power) in &symbols {
                frequency[usize::from(*symbol)] = 1 << power;
            }
            let encoder = Encoder::best(&frequency);
            let decoder = Decoder::new(encoder.counts, &encoder.symbols).expect("they are codes");
            let (mut buffer, mut held) = (0_u128, 0_u32);
            let mut bytes = Vec::new();
            for (symbol, _) in &symbols {
                let (code, length) = encoder.code(*symbol);
                prop_assert!(length > 0);
                buffer = (buffer << length) | u128::from(code);
                held += u32::from(length);
                while held >= 8 {
                    held -= 8;
                    let byte = (buffer >> held) as u8;
                    bytes.push(byte);
                    if byte == 0xFF { bytes.push(0); }
                }
            }
            let byte = (buffer << (8 - held)) as u8;
            bytes.push(byte);
            if byte == 0xFF { bytes.push(0); }
            let mut bits = Bits::new(&bytes, 0);
            for (symbol, _) in &symbols {
                prop_assert_eq!(decoder.next(&mut bits), Some(*symbol));
            }
            prop_assert!(!bits.exhausted());
        }
    }
}
