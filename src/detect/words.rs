//! The known words, and how a word of the text is found among them.
//!
//! Most words of a text are in no list. One bit tells that of nearly all of them, from a table
//! small enough to stay in the cache nearest to the processor.

/// Known words, folded to lower case without accents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// One bit for each hash that a known word has.
    gate: Vec<u64>,
    /// A power of two of them, at most two thirds in use; a word stands in the first free one
    /// from the place that its hash names.
    slots: Vec<Slot>,
    /// The words, one behind the other.
    keys: Vec<u8>,
    used: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    tag: u32,
    /// Where the word begins in the keys.
    at: u32,
    flags: u32,
    phrase: u16,
    /// How long it is; 0 for a free place.
    len: u8,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// See [`crate::lexicon::known::flag`].
    pub flags: u32,
    /// Which phrases begin with it; 0 for none.
    pub phrase: u16,
    /// Stands for the word, without case and accents. What was learned of names depends on it:
    /// with another hash the tagger has to be trained again.
    pub hash: u32,
}

impl Entry {
    #[inline]
    fn unknown(hash: u64) -> Self {
        Self {
            hash: (hash >> 16) as u32,
            ..Self::default()
        }
    }
}

const GATE_BITS: usize = 1 << 17;

impl Words {
    /// Notes flags of a word.
    pub fn add(&mut self, word: &str, flags: u32) {
        if let Some(slot) = self.entry(word) {
            slot.flags |= flags;
        }
    }

    /// Notes that phrases begin with a word; gives back the index in use for it.
    pub fn phrase(&mut self, word: &str, index: u16) -> u16 {
        self.entry(word).map_or(0, |slot| {
            if slot.phrase == 0 {
                slot.phrase = index;
            }
            slot.phrase
        })
    }

    /// What is known of a word.
    pub fn flags(&self, word: &str) -> u32 {
        if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return self.of_ascii(word.as_bytes()).flags;
        }
        let mut key = Fold::default();
        key.push_str(word);
        self.of_fold(&key).flags
    }

    /// What is known of a word of ASCII letters and digits, in any case.
    #[inline]
    pub(super) fn of_ascii(&self, word: &[u8]) -> Entry {
        if word.len() > LONGEST || self.slots.is_empty() {
            return Entry::default();
        }
        let hash = hash(word);
        let bit = hash as usize % GATE_BITS;
        if self.gate[bit / 64] >> (bit % 64) & 1 == 0 {
            return Entry::unknown(hash);
        }
        let place = self.place(hash, |key| key.eq_ignore_ascii_case(word));
        self.entry_at(place, hash)
    }

    /// What is known of a folded word.
    pub(super) fn of_fold(&self, key: &Fold) -> Entry {
        let Some(key) = key.key() else {
            return Entry::default();
        };
        let hash = hash(key);
        if self.slots.is_empty() {
            return Entry::unknown(hash);
        }
        self.entry_at(self.place(hash, |k| k == key), hash)
    }

    #[inline]
    fn entry_at(&self, place: usize, hash: u64) -> Entry {
        let mut entry = Entry::unknown(hash);
        if let Some(slot) = self.slots.get(place) {
            entry.flags = slot.flags;
            entry.phrase = slot.phrase;
        }
        entry
    }

    /// The place of a word, or the free one where it would stand.
    fn place(&self, hash: u64, same: impl Fn(&[u8]) -> bool) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        loop {
            let slot = &self.slots[at];
            if slot.len == 0 || slot.tag == hash as u32 && same(self.key(slot)) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn key(&self, slot: &Slot) -> &[u8] {
        &self.keys[slot.at as usize..][..usize::from(slot.len)]
    }

    fn entry(&mut self, word: &str) -> Option<&mut Slot> {
        let mut fold = Fold::default();
        fold.push_str(word);
        let key = fold.key()?;
        if (self.used + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        let hash = hash(key);
        let at = self.place(hash, |k| k == key);
        if self.slots[at].len == 0 {
            self.used += 1;
            self.slots[at] = Slot {
                tag: hash as u32,
                at: u32::try_from(self.keys.len()).expect("some thousands of words"),
                len: u8::try_from(key.len()).expect("no longer than the longest"),
                ..Slot::default()
            };
            self.keys.extend_from_slice(key);
            let bit = hash as usize % GATE_BITS;
            self.gate[bit / 64] |= 1 << (bit % 64);
        }
        Some(&mut self.slots[at])
    }

    fn grow(&mut self) {
        self.gate.resize(GATE_BITS / 64, 0);
        let size = (self.slots.len() * 2).max(1 << 14);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|s| s.len > 0) {
            let at = self.place(hash(self.key(&slot)), |_| false);
            self.slots[at] = slot;
        }
    }
}

/// A short, fast hash, the same for small letters and capitals; the keys are ours, so nobody can
/// choose them to collide.
#[inline]
fn hash(word: &[u8]) -> u64 {
    let (mut a, b);
    match word.len() {
        0 => return 0,
        n @ 1..=3 => {
            let [first, middle, last] = [word[0], word[n / 2], word[n - 1]].map(u64::from);
            a = first << 16 | middle << 8 | last | SMALL;
            b = 0;
        }
        n @ 4..=8 => {
            a = four(word, 0) | SMALL;
            b = four(word, n - 4) | SMALL;
        }
        n => {
            a = 0;
            let mut at = 0;
            while at + 16 < n {
                a = mix(a ^ eight(word, at), 0x9E37_79B9_7F4A_7C15);
                at += 8;
            }
            a = mix(a ^ eight(word, at), 0x9E37_79B9_7F4A_7C15);
            b = eight(word, n - 8);
        }
    }
    mix(
        a ^ 0xBF58_476D_1CE4_E5B9,
        b ^ 0x94D0_49BB_1331_11EB ^ word.len() as u64,
    )
}

/// The bit that makes a capital small, in every byte.
const SMALL: u64 = 0x2020_2020_2020_2020;

#[inline]
fn four(word: &[u8], at: usize) -> u64 {
    let mut four = [0; 4];
    four.copy_from_slice(&word[at..at + 4]);
    u64::from(u32::from_le_bytes(four))
}

#[inline]
fn eight(word: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&word[at..at + 8]);
    u64::from_le_bytes(eight) | SMALL
}

#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    (wide >> 64) as u64 ^ wide as u64
}

/// Longer words are in no list.
pub(super) const LONGEST: usize = 40;

/// A word folded into a small buffer: lower case, no accents.
#[derive(Clone)]
pub(super) struct Fold {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Default for Fold {
    fn default() -> Self {
        Self {
            bytes: [0; LONGEST],
            len: 0,
        }
    }
}

impl Fold {
    pub fn byte(&mut self, byte: u8) {
        if self.len < LONGEST {
            self.bytes[self.len] = byte;
        }
        self.len += 1;
    }

    pub fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.byte(c.to_ascii_lowercase() as u8);
            return;
        }
        match plain(c) {
            Some(letters) => letters.bytes().for_each(|b| self.byte(b)),
            None => {
                let mut buffer = [0; 4];
                for lower in c.to_lowercase() {
                    lower
                        .encode_utf8(&mut buffer)
                        .bytes()
                        .for_each(|b| self.byte(b));
                }
            }
        }
    }

    pub fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    fn key(&self) -> Option<&[u8]> {
        (0 < self.len && self.len <= LONGEST).then(|| &self.bytes[..self.len])
    }
}

/// The letters of a Latin letter without its marks, in lower case.
pub(crate) fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ĳ' | 'ĳ' => "ij",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => "o",
        'Œ' | 'œ' => "oe",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'ß' => "ss",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'Ĝ'..='ģ' => "g",
        'Ķ' | 'ķ' => "k",
        'Ĺ'..='ł' => "l",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Ź'..='ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_known_word_is_found_in_any_case() {
        let mut words = Words::default();
        let mut all = Vec::new();
        crate::lexicon::known::each(&mut |w, flags| {
            words.add(w, flags);
            all.push((w.to_owned(), flags));
        });
        for (word, flags) in all.iter().filter(|(w, _)| w.len() <= LONGEST) {
            assert_eq!(words.flags(word) & flags, *flags, "{word}");
            assert_eq!(words.flags(&word.to_uppercase()) & flags, *flags, "{word}");
        }
    }

    proptest! {
        #[test]
        fn a_word_is_known_when_it_was_added(known in proptest::collection::vec("[a-c]{0,24}", 0..40), word in "[a-c]{0,24}") {
            let mut words = Words::default();
            for w in &known {
                words.add(w, 1);
            }
            prop_assert_eq!(words.flags(&word) == 1, !word.is_empty() && known.contains(&word));
        }
    }
}
