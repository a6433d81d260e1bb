//! How much a word by itself is like a first name and like a surname: from its letters, in
//! pieces, so that names nobody listed are known by their like.

use super::table::{LIKENESS, Table};
use crate::detect::words::plain;

/// Longer words are no names.
const LONGEST: usize = 24;
/// The most pieces that a word has.
pub(super) const MOST: usize = 2 * LONGEST + 14;

/// The degrees of likeness, for first names and for surnames each.
const DEGREES: u8 = 5;

/// The pieces of a word, as places in the table.
pub(super) struct Pieces {
    places: [u32; MOST],
    count: usize,
}

impl Pieces {
    /// The pieces of a word, without case and accents.
    pub fn of(word: &str) -> Self {
        let mut pieces = Self {
            places: [0; MOST],
            count: 0,
        };
        let mut letters = [0u8; LONGEST + 2];
        let len = fold(word, &mut letters);
        pieces.fill(&letters[..len]);
        pieces
    }

    /// The places.
    pub fn places(&self) -> &[u32] {
        &self.places[..self.count]
    }

    #[inline(always)]
    fn push(&mut self, kind: u64, bytes: &[u8]) {
        let mut h = kind.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for &b in bytes {
            h = (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3);
        }
        h ^= h >> 29;
        h = h.wrapping_mul(0xBF58_476D_1CE4_E5B9);
        if let Some(place) = self.places.get_mut(self.count) {
            *place = (h >> 40) as u32 & (LIKENESS as u32 - 1);
            self.count += 1;
        }
    }

    /// `letters` begins and ends with a mark.
    fn fill(&mut self, letters: &[u8]) {
        let inside = &letters[1..letters.len() - 1];
        self.push(1, inside);
        self.push(2, &[inside.len() as u8]);
        for n in 2..=5 {
            if inside.len() > n {
                self.push(3, &inside[..n]);
                self.push(4, &inside[inside.len() - n..]);
            }
        }
        // Of a length that is known beforehand, which makes them twice as fast.
        for three in letters.windows(3) {
            self.push(5, &[three[0], three[1], three[2]]);
        }
        for four in letters.windows(4) {
            self.push(6, &[four[0], four[1], four[2], four[3]]);
        }
    }
}

/// Writes the letters between two marks; how many bytes were written.
fn fold(word: &str, out: &mut [u8; LONGEST + 2]) -> usize {
    out[0] = b'^';
    let mut len = 1;
    let mut push = |b: u8| {
        if len <= LONGEST {
            out[len] = b;
            len += 1;
        }
    };
    for c in word.chars() {
        if c.is_ascii() {
            push(c.to_ascii_lowercase() as u8);
        } else if let Some(letters) = plain(c) {
            letters.bytes().for_each(&mut push);
        } else if c.is_alphabetic() {
            push(0x80 | (c as u32 as u8));
        }
    }
    out[len] = b'$';
    len + 1
}

/// The degrees of the words that a text said lately: it says the same ones again and again.
pub(super) struct Memo<'a>([(&'a str, u8); MEMO]);

/// How many words are remembered; a power of two.
const MEMO: usize = 128;

impl<'a> Memo<'a> {
    pub fn new() -> Self {
        Self([("", 0); MEMO])
    }

    /// The degree of a word of this hash.
    pub fn degree(&mut self, table: &Table<'_>, word: &'a str, hash: u32) -> u8 {
        let place = &mut self.0[hash as usize % MEMO];
        if place.0 != word || word.is_empty() {
            *place = (word, degree(table, word));
        }
        place.1
    }
}

/// How much a word is like a name, as one of few degrees.
fn degree(table: &Table<'_>, word: &str) -> u8 {
    let [first, surname] = table.likeness(Pieces::of(word).places());
    step(first) * DEGREES + step(surname)
}

fn step(score: f32) -> u8 {
    match score {
        s if s < -3.0 => 0,
        s if s < -0.7 => 1,
        s if s < 0.7 => 2,
        s if s < 3.0 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(Pieces::of("Özgür").places(), Pieces::of("OZGUR").places());
    }

    #[test]
    fn any_word_has_pieces_and_none_too_many() {
        for word in [
            "",
            "a",
            "ab",
            "ﬁ",
            &"x".repeat(500),
            &"é".repeat(500),
            "日本",
        ] {
            assert!(Pieces::of(word).places().len() <= MOST);
        }
    }
}
