//! The list of office holders, made ready to be met in a text: by the hash of a surname's first
//! word.

use crate::detect::scan::{Scan, Shape, Words, word};
use crate::lexicon::offices::holders;

/// One person, in hashes of words.
pub(super) struct Person {
    /// The surname behind its first word, signs and all.
    pub rest: Vec<u32>,
    pub prefix: Vec<u32>,
    pub firsts: Vec<u32>,
    /// The capital letters with which the initials, or else the first name, may begin.
    pub letters: [u8; 2],
    pub since: u16,
    /// Whether the surname alone may mean this person.
    pub national: bool,
}

/// All of them.
pub(super) struct Table {
    gate: Vec<u64>,
    /// In order of the hash of the surname's first word.
    people: Vec<(u32, Person)>,
    /// What the first words of long surnames look like, in order, and their hashes.
    looks: Vec<(u64, u32)>,
}

const GATE_BITS: usize = 1 << 14;

impl Table {
    pub fn new(words: &Words) -> Self {
        let mut people: Vec<_> = holders::all().filter_map(|h| person(words, &h)).collect();
        people.sort_by_key(|(hash, p)| (*hash, std::cmp::Reverse(p.rest.len())));
        let mut gate = vec![0; GATE_BITS / 64];
        for (hash, _) in &people {
            let bit = *hash as usize % GATE_BITS;
            gate[bit / 64] |= 1 << (bit % 64);
        }
        let mut looks: Vec<(u64, u32)> = holders::all()
            .filter_map(|h| {
                let hash = *hashes(words, h.surname).first()?;
                let first = h.surname.split(['-', ' ']).next()?;
                Some((look(first)?, hash))
            })
            .collect();
        looks.sort_unstable();
        looks.dedup();
        Self {
            gate,
            people,
            looks,
        }
    }

    /// The hash of the surname that an unknown word looks like: "Weekcrs", "P1oumen".
    pub fn looks_like(&self, word: &str) -> Option<u32> {
        let look = look(word)?;
        let at = self.looks.binary_search_by_key(&look, |(l, _)| *l).ok()?;
        Some(self.looks[at].1)
    }

    /// Everyone whose surname begins with the word of this hash; longer surnames first.
    #[inline]
    pub fn named(&self, hash: u32) -> &[(u32, Person)] {
        let bit = hash as usize % GATE_BITS;
        if self.gate[bit / 64] >> (bit % 64) & 1 == 0 {
            return &[];
        }
        let from = self.people.partition_point(|(h, _)| *h < hash);
        let len = self.people[from..].partition_point(|(h, _)| *h == hash);
        &self.people[from..from + len]
    }
}

fn person(words: &Words, holder: &holders::Holder) -> Option<(u32, Person)> {
    let surname = hashes(words, holder.surname);
    let (&main, rest) = surname.split_first()?;
    let letter = |s: &str| s.bytes().next().map_or(0, |b| b.to_ascii_uppercase());
    Some((
        main,
        Person {
            rest: rest.to_vec(),
            prefix: hashes(words, holder.prefix),
            firsts: hashes(words, holder.first),
            letters: [letter(holder.initials), letter(holder.first)],
            since: holder.since,
            national: holder.national,
        },
    ))
}

fn hashes(words: &Words, text: &str) -> Vec<u32> {
    let scan = Scan::new(text, 0..text.len(), words);
    scan.tokens.iter().map(|t| t.hash).collect()
}

/// A number for what a long word looks like to OCR: letters that it mixes up count as one.
fn look(word: &str) -> Option<u64> {
    if !(6..=24).contains(&word.len()) {
        return None;
    }
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for c in word.chars() {
        let folded = match c.to_ascii_lowercase() {
            'c' | 'é' | 'ë' => 'e',
            'l' | '1' | 'j' | '|' | '!' | 'í' | 'ï' => 'i',
            'v' | 'ü' | 'ú' => 'u',
            '0' | 'ö' | 'ó' => 'o',
            '5' => 's',
            'q' | '9' => 'g',
            other => other,
        };
        hash = (hash ^ u64::from(u32::from(folded))).wrapping_mul(0x0100_0000_01b3);
    }
    Some(hash)
}

/// Whether few bear a surname that begins with token `i`.
pub(super) fn rare(scan: &Scan<'_>, i: usize) -> bool {
    scan.get(i).is_some_and(|t| {
        !t.is(word::SURNAME | word::FIRST) && t.end - t.start > 2 && t.shape != Shape::Single
    })
}
