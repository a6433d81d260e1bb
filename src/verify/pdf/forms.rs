//! The byte forms in which a value may hide where there is no text: encoded, spaced, reversed.
//!
//! Only values of eight letters or more are sought in bytes that stand for something else (pixels,
//! outlines, codes of a font): in a file of 100 MB and with a thousand values, fewer than one of a
//! million files holds such a value by chance. In bytes that are text, values of five letters are
//! sought in those of their encoded forms that are eight bytes or longer. Shorter ones are sought as
//! words of the text alone.

use crate::matching::{Needle, folded};
use std::fmt::Write as _;

/// Every form begins with so many bytes at least.
const HEAD: usize = 8;
/// Letters of a value that is sought among numbers.
pub(super) const LONG: usize = 8;
/// Letters of a value whose encoded forms are sought in text.
const MIDDLING: usize = 5;

/// One form of a value.
struct Form {
    /// Its first bytes, folded.
    head: u64,
    bytes: Vec<u8>,
    /// Capitals count.
    exact: bool,
    /// The letters beside it must not be letters of a longer word; so many bytes each.
    word: Option<usize>,
    /// It is sought among numbers too.
    long: bool,
    /// Which value.
    value: u32,
}

/// The forms of all values.
pub(super) struct Forms {
    /// Sorted by their heads.
    forms: Vec<Form>,
    /// One bit for each hash of a head.
    heads: Vec<u64>,
    shift: u32,
}

impl Forms {
    pub fn new<'a>(values: impl Iterator<Item = &'a Needle>) -> Self {
        let mut make = Make::default();
        for (number, needle) in (0..).zip(values) {
            make.value = number;
            make.forms_of(needle);
        }
        let mut forms = make.forms;
        forms.sort_unstable_by_key(|form| form.head);
        let bits = (forms.len() * 32)
            .next_power_of_two()
            .clamp(1 << 10, 1 << 22);
        let mut out = Self {
            heads: vec![0; bits / 64],
            shift: 64 - bits.trailing_zeros(),
            forms: Vec::new(),
        };
        for form in &forms {
            let hash = out.hash(form.head);
            out.heads[hash / 64] |= 1 << (hash % 64);
        }
        out.forms = forms;
        out
    }

    fn hash(&self, head: u64) -> usize {
        (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    /// Calls `found` with the number of each value of which a form stands in the bytes. `text`: the
    /// bytes are text.
    pub fn find(&self, bytes: &[u8], text: bool, mut found: impl FnMut(u32)) {
        if self.forms.is_empty() {
            return;
        }
        for (at, window) in bytes.windows(HEAD).enumerate() {
            let head = head_of(window);
            let hash = self.hash(head);
            if self.heads[hash / 64] >> (hash % 64) & 1 == 0 {
                continue;
            }
            let from = self.forms.partition_point(|f| f.head < head);
            let here = self.forms[from..].iter().take_while(|f| f.head == head);
            for form in here.filter(|f| (f.long || text) && f.stands(bytes, at)) {
                found(form.value);
            }
        }
    }
}

/// Eight bytes, without what makes capitals.
fn head_of(bytes: &[u8]) -> u64 {
    const LOWER: u64 = 0x2020_2020_2020_2020;
    bytes
        .first_chunk::<HEAD>()
        .map_or(0, |b| u64::from_le_bytes(*b) | LOWER)
}

impl Form {
    fn stands(&self, bytes: &[u8], at: usize) -> bool {
        let Some(there) = bytes.get(at..at + self.bytes.len()) else {
            return false;
        };
        let same = if self.exact {
            there == self.bytes
        } else {
            there.eq_ignore_ascii_case(&self.bytes)
        };
        same && self
            .word
            .is_none_or(|unit| is_word(bytes, at, at + self.bytes.len(), unit))
    }
}

/// Whether no letter stands on either side; a letter takes `unit` bytes.
fn is_word(bytes: &[u8], from: usize, to: usize, unit: usize) -> bool {
    let letter = |range: Option<&[u8]>| {
        range.is_some_and(|unit| {
            let signs = unit.iter().filter(|b| b.is_ascii_alphanumeric()).count();
            signs == 1 && unit.iter().filter(|b| **b == 0).count() + 1 == unit.len()
        })
    };
    let before = from
        .checked_sub(unit)
        .and_then(|start| bytes.get(start..from));
    let behind = bytes.get(to..to + unit);
    // "Jansens brief": the s of a genitive.
    let genitive = unit == 1
        && behind == Some(b"s")
        && !bytes.get(to + 1).is_some_and(u8::is_ascii_alphanumeric);
    !letter(before) && (genitive || !letter(behind))
}

#[derive(Default)]
struct Make {
    forms: Vec<Form>,
    value: u32,
    long: bool,
}

impl Make {
    fn add(&mut self, bytes: Vec<u8>, exact: bool, word: Option<usize>) {
        if bytes.len() >= HEAD {
            self.forms.push(Form {
                head: head_of(&bytes),
                bytes,
                exact,
                word,
                long: self.long,
                value: self.value,
            });
        }
    }

    fn forms_of(&mut self, needle: &Needle) {
        let value = needle.value();
        let letters = folded(value).len();
        let digits = !value.chars().any(char::is_alphabetic);
        // What is all digits is everywhere among numbers.
        if letters < MIDDLING || digits {
            return;
        }
        self.long = letters >= LONG;
        if self.long {
            self.spelled(value, needle.is_exact());
        }
        let written = value.to_owned();
        let mut cases = vec![written];
        if !needle.is_exact() {
            cases.extend([value.to_lowercase(), value.to_uppercase()]);
            cases.dedup();
        }
        for case in &cases {
            self.encoded(case);
        }
    }

    /// The letters themselves, in each width.
    fn spelled(&mut self, value: &str, exact: bool) {
        let mut spellings = vec![value.to_owned()];
        for between in ["", "_", "-", ".", "  "] {
            let words = value.split(|c: char| !c.is_alphanumeric());
            let words: Vec<&str> = words.filter(|w| !w.is_empty()).collect();
            spellings.push(words.join(between));
        }
        spellings.sort();
        spellings.dedup();
        let letters: Vec<String> = value.chars().map(String::from).collect();
        spellings.push(letters.join(" "));
        spellings.push(value.chars().rev().collect());
        for spelling in spellings {
            let bytes = spelling.as_bytes();
            self.add(bytes.to_vec(), exact, Some(1));
            if let Some(latin) = latin(&spelling).filter(|l| l != bytes) {
                self.add(latin, exact, Some(1));
            }
            self.add(wide(&spelling, u16::to_be_bytes), exact, Some(2));
            self.add(wide(&spelling, u16::to_le_bytes), exact, Some(2));
        }
    }

    /// What programs make of bytes that must not look like letters.
    fn encoded(&mut self, value: &str) {
        let bytes = value.as_bytes();
        let each = |sign: &dyn Fn(&u8) -> String| {
            let signs: String = bytes.iter().map(sign).collect();
            signs.into_bytes()
        };
        let wide = wide(value, u16::to_be_bytes);
        let hex = |bytes: &[u8]| {
            let mut out = String::new();
            for b in bytes {
                let _ = write!(out, "{b:02x}");
            }
            out.into_bytes()
        };
        self.add(hex(bytes), false, None);
        self.add(hex(&wide), false, None);
        self.add(each(&|b| format!("\\{b:03o}")), true, None);
        self.add(each(&|b| format!("%{b:02x}")), false, None);
        self.add(each(&|b| format!("\\x{b:02x}")), false, None);
        self.add(each(&|b| format!("{b:02x} ")), false, None);
        for skip in 0..3 {
            self.add(base64(bytes, skip), true, None);
            self.add(base64(&wide, skip), true, None);
        }
        for skip in 0..4 {
            self.add(base85(bytes, skip), true, None);
        }
    }
}

fn latin(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|c| u8::try_from(c).ok()).collect()
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The letters of base64 that the bytes alone decide, where `skip` bytes of something else stand
/// before them in their group of three.
fn base64(bytes: &[u8], skip: usize) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let before = skip * 8;
    let all = before + bytes.len() * 8;
    let bit = |at: usize| bytes[(at - before) / 8] >> (7 - (at - before) % 8) & 1;
    let first = before.div_ceil(6);
    (first..all / 6)
        .map(|sign| {
            let code = (0..6).fold(0, |code, i| code << 1 | bit(sign * 6 + i));
            SIGNS[usize::from(code)]
        })
        .collect()
}

/// The whole groups of ASCII85 of the bytes, where `skip` bytes of something else stand before
/// them in their group of four.
fn base85(bytes: &[u8], skip: usize) -> Vec<u8> {
    let rest = bytes.get((4 - skip) % 4..).unwrap_or_default();
    let mut out = Vec::new();
    for group in rest.chunks_exact(4) {
        let mut code = group.iter().fold(0, |code, b| code << 8 | u32::from(*b));
        let mut signs = [0; 5];
        for sign in signs.iter_mut().rev() {
            *sign = b'!' + (code % 85) as u8;
            code /= 85;
        }
        out.extend_from_slice(&signs);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn finds(value: &str, bytes: &[u8], text: bool) -> bool {
        let needle = Needle::any_form(Kind::Person, value);
        let mut found = false;
        Forms::new([needle].iter()).find(bytes, text, |_| found = true);
        found
    }

    #[test]
    fn a_long_value_is_found_among_numbers_in_every_form() {
        let value = "Wubbo Quist";
        for hidden in [
            "\u{1}Wubbo Quist\u{1}",
            "WUBBO_QUIST",
            "wubboquist",
            "W u b b o   Q u i s t",
            "tsiuQ obbuW",
            "x57756262 6f205175697374",
            "577562626f205175697374",
            "W\0u\0b\0b\0o\0 \0Q\0u\0i\0s\0t\0",
            "\\127\\165\\142\\142\\157\\040\\121\\165\\151\\163\\164",
            "%57%75%62%62%6F%20%51%75%69%73%74",
            "V3ViYm8gUXVpc3Q=",
            "YVd1YmJvIFF1aXN0",
            "YWFXdWJibyBRdWlzdA==",
        ] {
            let want = hidden != "x57756262 6f205175697374";
            assert_eq!(finds(value, hidden.as_bytes(), false), want, "{hidden}");
        }
    }

    #[test]
    fn a_value_inside_a_longer_word_is_not_the_value() {
        assert!(!finds("Waardenburg", b"Waardenburgstraat", true));
        assert!(finds("Waardenburg", b"Waardenburgs brief", true));
        assert!(finds("Waardenburg", b"/Waardenburg", true));
    }

    #[test]
    fn a_short_value_is_not_sought_among_numbers() {
        assert!(!finds("Waard", b"Waard", false));
        assert!(!finds("Waard", b"5761617264", false));
        assert!(finds("Waard", b"5761617264", true));
    }

    #[test]
    fn digits_are_not_sought_among_numbers() {
        assert!(!finds("0612345678", b"0612345678", true));
    }
}
