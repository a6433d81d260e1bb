//! When two spellings are one name: case, accents and what OCR makes of letters do not count.

use crate::matching;

/// What a name is compared by: letters that OCR takes for one another are one, `rn` is `m`.
pub(super) fn key(text: &str) -> String {
    let mut bytes = matching::folded(text);
    let mut len = 0usize;
    for at in 0..bytes.len() {
        let byte = bytes[at];
        let last = len.checked_sub(1).map(|l| bytes[l]);
        match (last, byte) {
            (Some(b'r'), b'n') => bytes[len - 1] = b'm',
            (Some(b'v'), b'v') => bytes[len - 1] = b'w',
            _ => {
                bytes[len] = byte;
                len += 1;
            }
        }
    }
    bytes.truncate(len);
    String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

/// Whether a glance tells that neither the keys of two words are one nor one is the other misread:
/// both begin and end otherwise.
pub(super) fn differ(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let otherwise = |x: Option<&u8>, y: Option<&u8>| match (x.copied(), y.copied()) {
        (Some(x), Some(y)) => x != y && is_itself(x) && is_itself(y),
        _ => false,
    };
    otherwise(a.first(), b.first()) && otherwise(a.last(), b.last())
}

/// Whether a letter stands in a key as it is, whatever stands beside it.
fn is_itself(letter: u8) -> bool {
    letter.is_ascii_lowercase() && !b"ijlmnqrvwyz".contains(&letter)
}

/// Letters that OCR takes for one another, beside those that [`key`] makes one.
const LIKE: [&str; 7] = ["aeco", "uvn", "hbn", "fti", "rt", "mn", "ir"];

/// The shortest name in which a misread letter leaves no doubt.
const LONG: usize = 6;
/// And the longest that is looked at so closely.
const LONGEST: usize = 40;

/// What stands for a key with one of its letters left open.
pub(super) type OpenKey = u64;

/// A key with each of its letters in turn left open: keys that differ in one letter share one.
pub(super) fn open_keys(key: &str) -> impl Iterator<Item = OpenKey> + '_ {
    let fits = key.is_ascii() && (LONG..=LONGEST).contains(&key.len());
    let bytes = if fits { key.as_bytes() } else { &[] };
    let hash = |hash: u64, byte: u8| hash.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1);
    let whole = bytes.iter().fold(bytes.len() as u64, |h, &b| hash(h, b));
    let mut weight = 1u64;
    bytes.iter().rev().map(move |&b| {
        let open = whole.wrapping_sub(weight.wrapping_mul(u64::from(b) + 1));
        weight = weight.wrapping_mul(BASE);
        open
    })
}

/// What each letter of a key weighs beside the next one.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Whether two keys of one length differ only in a letter that OCR takes for the other.
pub(super) fn misread(a: &str, b: &str) -> bool {
    if a.len() != b.len() || a.len() < LONG || !a.is_ascii() || !b.is_ascii() {
        return false;
    }
    let mut differing = a.chars().zip(b.chars()).filter(|(a, b)| a != b);
    let like = |(a, b): (char, char)| LIKE.iter().any(|l| l.contains(a) && l.contains(b));
    differing.next().is_some_and(like) && differing.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ocr_confuses_is_one_name_and_what_people_spell_apart_is_two() {
        assert_eq!(key("Semedo"), key("Sernedo"));
        assert_eq!(key("GianIuca"), key("gianluca"));
        assert!(misread(&key("Niederhausen"), &key("Niederhousen")));
        for (a, b) in [("Mulder", "Muller"), ("Jansen", "Janssen"), ("Bas", "Bos")] {
            assert!(!misread(&key(a), &key(b)) && key(a) != key(b), "{a} {b}");
        }
    }

    #[test]
    fn a_glance_tells_no_two_apart_that_may_be_one() {
        for (a, b) in [
            ("semedo", "sernedo"),
            ("gianiuca", "gianluca"),
            ("bob", "8ob"),
        ] {
            assert!(!differ(a, b), "{a} {b}");
        }
        assert!(!differ("niederhausen", "niederhousen") && !differ("tos", "bos"));
        assert!(differ("ahmed", "sofia"));
    }

    #[test]
    fn keys_that_differ_in_one_letter_share_an_open_key() {
        let shared = open_keys("wiltuank").any(|k| open_keys("wiltvank").any(|l| k == l));
        assert!(shared);
    }
}
