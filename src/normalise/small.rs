//! Small sets of short words, asked with one probe or two instead of a comparison for each.

/// The longest word that fits a number with its length.
const LONGEST: usize = 7;

/// A word and its length as a number; 0 for the empty word and for those that are too long.
const fn pack(word: &[u8]) -> u64 {
    if word.len() > LONGEST {
        return 0;
    }
    let mut packed = word.len() as u64;
    let mut i = 0;
    while i < word.len() {
        packed = packed << 8 | word[i] as u64;
        i += 1;
    }
    packed
}

const SLOTS: usize = 128;

/// A set of words of one to seven bytes.
pub(super) struct Small([u64; SLOTS]);

impl Small {
    /// The set of these words.
    pub(super) const fn of(words: &[&str]) -> Self {
        let mut slots = [0; SLOTS];
        let mut i = 0;
        while i < words.len() {
            let packed = pack(words[i].as_bytes());
            assert!(packed != 0, "words have one to seven bytes");
            let mut slot = slot(packed);
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = packed;
            i += 1;
        }
        Self(slots)
    }

    /// Whether the word is in the set, letters of either case being the same in ASCII.
    pub(super) fn contains_any_case(&self, word: &str) -> bool {
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..word.len()) else {
            return false;
        };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.holds(lower)
    }

    /// Whether the word is in the set.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.holds(word.as_bytes())
    }

    fn holds(&self, word: &[u8]) -> bool {
        let packed = pack(word);
        let mut at = slot(packed);
        while self.0[at] != 0 {
            if self.0[at] == packed {
                return true;
            }
            at = (at + 1) % SLOTS;
        }
        false
    }
}

const fn slot(packed: u64) -> usize {
    (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_its_words_and_no_others() {
        const WORDS: [&str; 5] = ["de", "het", "een", "één", "mevrouw"];
        static SET: Small = Small::of(&WORDS);
        assert!(WORDS.iter().all(|w| SET.contains(w)));
        assert!(SET.contains_any_case("Mevrouw") && !SET.contains_any_case("Mevrouwe"));
        for other in ["", "d", "dee", "mevrouwen", "\0de", "\0", "eindelijk"] {
            assert!(!SET.contains(other), "{other:?}");
        }
    }
}
