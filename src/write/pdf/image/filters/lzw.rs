//! LZW, as in TIFF and PDF.

const CLEAR: usize = 256;
const END: usize = 257;
const MOST_CODES: usize = 4096;

/// Decodes at most about `most` bytes; what can't be read ends it.
pub(super) fn decode(data: &[u8], early: bool, most: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    // Each code is a stretch of what came out already: where it starts and how long it is.
    let mut codes: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut bytes = data.iter();
    while out.len() < most {
        // The code that comes next is as wide as the one that was last told needs: a reader is one
        // behind the writer.
        let next = END + 1 + codes.len();
        let width = match next + usize::from(early) {
            ..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        while held < width {
            let Some(byte) = bytes.next() else {
                return out;
            };
            bits = (bits << 8) | u32::from(*byte);
            held += 8;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        match code {
            CLEAR => {
                codes.clear();
                last = None;
                continue;
            }
            END => return out,
            _ => {}
        }
        let start = out.len();
        if let Some((from, length)) = last
            && END + 1 + codes.len() < MOST_CODES
        {
            // One longer than the last: its next byte is the first one that comes out now.
            codes.push((from, length + 1));
        }
        match code {
            0..256 => out.push(code as u8),
            _ => {
                let Some(&(from, length)) = codes.get(code - END - 1) else {
                    return out;
                };
                for at in from..from + length {
                    // The last byte of the newest code may be the first one of itself.
                    let Some(&byte) = out.get(at) else {
                        return out;
                    };
                    out.push(byte);
                }
            }
        }
        last = Some((start, out.len() - start));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_comes_out() {
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let expected = [45, 45, 45, 45, 45, 65, 45, 45, 45, 66];
        assert_eq!(decode(&packed, true, 100), expected);
    }

    /// Packs single bytes only, which fills the table of codes all the same.
    fn packed(data: &[u8], early: bool) -> Vec<u8> {
        let (mut out, mut bits, mut held) = (Vec::new(), 0_u64, 0);
        let mut put = |code: usize, width: u32, end: bool| {
            bits = (bits << width) | code as u64;
            held += width;
            while held >= 8 || (end && held > 0) {
                let byte = if held >= 8 {
                    bits >> (held - 8)
                } else {
                    bits << (8 - held)
                };
                out.push(byte as u8);
                held = held.saturating_sub(8);
                bits &= (1 << held) - 1;
            }
        };
        put(CLEAR, 9, false);
        let width = |told: usize| {
            let next = END + told + usize::from(early);
            (usize::BITS - next.leading_zeros()).clamp(9, 12)
        };
        for (at, byte) in data.iter().enumerate() {
            put(usize::from(*byte), width(at.max(1)), false);
        }
        put(END, width(data.len().max(1)), true);
        out
    }

    #[test]
    fn codes_grow_wider_when_the_standard_says() {
        let data: Vec<u8> = (0..3500_u32).map(|n| ((n * n) >> 3) as u8).collect();
        for early in [false, true] {
            assert_eq!(
                decode(&packed(&data, early), early, 10_000),
                data,
                "{early}"
            );
        }
    }

    #[test]
    fn any_bytes_come_to_an_end() {
        let mut seed = 1_u32;
        for _ in 0..200 {
            let data: Vec<u8> = (0..500)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 24) as u8
                })
                .collect();
            assert!(decode(&data, seed.is_multiple_of(2), 5000).len() < 5000 + MOST_CODES);
        }
    }
}
