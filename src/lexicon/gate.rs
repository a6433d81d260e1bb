//! A quick no: whether a list of words can hold a word at all, by its first letter and length.

/// For each first letter, which lengths the words of a list have; letter case does not matter.
pub(crate) struct Gate([u32; 32]);

impl Gate {
    /// The gate of a list of ASCII words.
    pub(crate) const fn of(words: &[&str]) -> Self {
        let mut lengths = [0u32; 32];
        let mut i = 0;
        while i < words.len() {
            let word = words[i].as_bytes();
            lengths[slot(word[0])] |= bit(word.len());
            i += 1;
        }
        Self(lengths)
    }

    /// False where no word of the list is this one.
    #[inline]
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        word.as_bytes()
            .first()
            .is_some_and(|&b| self.0[slot(b)] & bit(word.len()) != 0)
    }

    /// False where no word of the list is the text's beginning.
    #[inline]
    pub(crate) fn may_open(&self, text: &str) -> bool {
        text.as_bytes()
            .first()
            .is_some_and(|&b| self.0[slot(b)] != 0)
    }
}

/// The last three letters of a list's words, three or more each, as one bit of these; letter case
/// does not matter.
pub(crate) struct Ends([u64; 64]);

impl Ends {
    /// The ends of a list of words.
    pub(crate) const fn of(words: &[&str]) -> Self {
        let mut bits = [0u64; 64];
        let mut i = 0;
        while i < words.len() {
            let word = words[i].as_bytes();
            let n = word.len();
            let (at, bit) = end(word[n - 3], word[n - 2], word[n - 1]);
            bits[at] |= bit;
            i += 1;
        }
        Self(bits)
    }

    /// False where a text ends with no word of the list.
    #[inline]
    pub(crate) fn may_close(&self, text: &str) -> bool {
        let [.., a, b, c] = text.as_bytes() else {
            return false;
        };
        let (at, bit) = end(*a, *b, *c);
        self.0[at] & bit != 0
    }
}

/// The place of the bit for three last letters.
const fn end(a: u8, b: u8, c: u8) -> (usize, u64) {
    (slot(a) ^ slot(b) << 1, 1 << (slot(c) ^ (slot(b) & 16) << 1))
}

const fn slot(b: u8) -> usize {
    (b & 31) as usize
}

/// Longer words share the last bit.
const fn bit(len: usize) -> u32 {
    1 << (if len > 31 { 31 } else { len })
}

/// Whether a text begins with an ASCII word, letter case left aside.
#[inline]
pub(crate) fn opens(text: &str, word: &str) -> bool {
    text.as_bytes()
        .get(..word.len())
        .is_some_and(|t| alike(t, word.as_bytes()))
}

/// Whether a text is an ASCII word, letter case left aside.
#[inline]
pub(crate) fn is(text: &str, word: &str) -> bool {
    text.len() == word.len() && alike(text.as_bytes(), word.as_bytes())
}

/// Of two texts of one length; their ends are looked at first.
#[inline]
fn alike(text: &[u8], word: &[u8]) -> bool {
    let ends = |a: Option<&u8>, b: Option<&u8>| match (a, b) {
        (Some(a), Some(b)) => (a ^ b) & !0x20 == 0,
        _ => true,
    };
    ends(text.first(), word.first())
        && ends(text.last(), word.last())
        && text.eq_ignore_ascii_case(word)
}

/// A text without the marks around it that are no letters or figures.
#[inline]
pub(crate) fn bare(text: &str) -> &str {
    match text.as_bytes() {
        [only] if only.is_ascii_alphanumeric() => text,
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => text,
        _ => text.trim_matches(|c: char| !c.is_alphanumeric()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_lets_through_every_word_of_its_list() {
        const WORDS: &[&str] = &[
            "nota",
            "e-mail",
            "een woord dat langer is dan alle andere woorden",
        ];
        const GATE: Gate = Gate::of(WORDS);
        for word in WORDS {
            assert!(GATE.may_hold(word), "{word}");
            assert!(GATE.may_hold(&word.to_uppercase()), "{word}");
            assert!(GATE.may_open(word), "{word}");
        }
        for word in ["", "notas", "memo", "é"] {
            assert!(!GATE.may_hold(word), "{word}");
        }
        const ENDS: Ends = Ends::of(WORDS);
        assert!(WORDS.iter().all(|w| ENDS.may_close(&w.to_uppercase())));
        assert!(!ENDS.may_close("memo") && !ENDS.may_close("a") && !ENDS.may_close(""));
        assert!(is("NoTa", "nota") && !is("note", "nota") && !is("nöta", "nota") && is("", ""));
        for text in ["", "a", "-", "ab", "a.", "‘ab’", "éa", "— ’"] {
            let slow = text.trim_matches(|c: char| !c.is_alphanumeric());
            assert_eq!(bare(text), slow, "{text}");
        }
        assert!(opens("NOTA's", "nota") && !opens("not", "nota") && !opens("notä", "nota"));
    }
}
