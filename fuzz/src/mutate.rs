//! Small changes to an input, the same every time: what libFuzzer does, without looking at coverage.

/// Numbers that follow from a seed alone.
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Below `n`; 0 where there is nothing below.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) as usize).checked_rem(n).unwrap_or(0)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let most = (length - start).min(1 << self.below(9));
        start..start + self.below(most + 1)
    }
}

/// The longest input that is made.
pub const LONGEST: usize = 128 << 10;

/// Bytes that turn counts and lengths over.
const ODD: &[&[u8]] = &[
    b"\0",
    b"\xFF",
    b"\x7F",
    b"\x80",
    b"\0\0\0\0",
    b"\xFF\xFF\xFF\xFF",
    b"\xFF\xFF\xFF\x7F",
    b"-1",
    b"0",
    b"1e9",
    b"65536",
    b"4294967295",
    b"99999999999999999999",
    b"\n",
    b"\r",
    b"\t",
    b"\x0C",
    "\u{200b}".as_bytes(),
    "\u{301}".as_bytes(),
    "\u{feff}".as_bytes(),
    "\u{130}".as_bytes(),
    "\u{1f600}".as_bytes(),
    "\u{df}".as_bytes(),
];

/// Changes `input` here and there, with words of the format and with pieces of `other`.
pub fn mutate(input: &mut Vec<u8>, other: &[u8], words: &[Vec<u8>], dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        let range = dice.range(input.len());
        match dice.below(10) {
            0 => {
                if let Some(b) = input.get_mut(range.start) {
                    *b ^= 1 << dice.below(8);
                }
            }
            1 => drop(input.drain(range)),
            2 => {
                let piece = input[range.clone()].to_vec();
                let most = 1 << dice.below(10);
                let times = 1 + dice.below(most);
                let room = (16 << 10) / piece.len().max(1);
                insert(input, range.start, &piece.repeat(times.min(room.max(1))));
            }
            3 | 4 => drop(input.splice(range, ODD[dice.below(ODD.len())].iter().copied())),
            5 | 6 => {
                let word = words.get(dice.below(words.len())).map_or(&b""[..], |w| w);
                insert(input, range.start, word);
            }
            7 => {
                let piece = &other[dice.range(other.len())];
                drop(input.splice(range, piece.iter().copied()));
            }
            8 => {
                let piece = input[range].to_vec();
                let at = dice.below(input.len() + 1);
                insert(input, at, &piece);
            }
            _ => input.truncate(range.end.max(input.len() / 2)),
        }
        input.truncate(LONGEST);
    }
}

fn insert(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    drop(input.splice(at..at, piece.iter().copied()));
}

/// The words of a dictionary: `name="word"`, with `\xNN`, `\\` and `\"`.
#[must_use]
pub fn words(dictionary: &str) -> Vec<Vec<u8>> {
    dictionary.lines().filter_map(word).collect()
}

fn word(line: &str) -> Option<Vec<u8>> {
    if line.starts_with('#') {
        return None;
    }
    let (from, to) = (line.find('"')? + 1, line.rfind('"')?);
    let mut out = Vec::new();
    let mut rest = line.get(from..to)?.as_bytes();
    while let Some((&b, after)) = rest.split_first() {
        rest = after;
        match (b, after) {
            (b'\\', [b'x', a, b, end @ ..]) => {
                let digits = [*a, *b];
                out.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
                rest = end;
            }
            (b'\\', [b, end @ ..]) => {
                out.push(*b);
                rest = end;
            }
            _ => out.push(b),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_changes() {
        let made = |seed| {
            let mut input = b"een twee drie vier".to_vec();
            mutate(
                &mut input,
                b"ander",
                &[b"woord".to_vec()],
                &mut Dice::new(seed),
            );
            input
        };
        assert!((0..50).all(|n| made(n) == made(n)));
        assert!((1..50).any(|n| made(n) != made(0)));
    }

    #[test]
    fn words_are_read_as_libfuzzer_reads_them() {
        let wanted = [b"a\"b".to_vec(), vec![0, 255], b"\\".to_vec()];
        assert_eq!(
            words("# x\n\"a\\\"b\"\nkey=\"\\x00\\xff\"\n\"\\\\\"\n"),
            wanted
        );
    }
}
