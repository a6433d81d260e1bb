//! When two spellings are one name: case, accents and what OCR makes of letters do not count.

use crate::matching;

/// What a name is compared by: letters that OCR takes for one another are one, `rn` is `m`.
pub(super) fn key(text: &str) -> String {
    let folded = matching::folded(text);
    let mut out = String::with_capacity(folded.len());
    for c in String::from_utf8_lossy(&folded).chars() {
        match (out.ends_with('r'), out.ends_with('v'), c) {
            (true, _, 'n') => {
                out.pop();
                out.push('m');
            }
            (_, true, 'v') => {
                out.pop();
                out.push('w');
            }
            _ => out.push(c),
        }
    }
    out
}

/// Letters that OCR takes for one another, beside those that [`key`] makes one.
const LIKE: [&str; 7] = ["aeco", "uvn", "hbn", "fti", "rt", "mn", "ir"];

/// The shortest name in which a misread letter leaves no doubt.
const LONG: usize = 6;
/// And the longest that is looked at so closely.
const LONGEST: usize = 40;

/// A key with each of its letters in turn left open: keys that differ in one letter share one.
pub(super) fn open_keys(key: &str) -> impl Iterator<Item = String> + '_ {
    let fits = key.is_ascii() && (LONG..=LONGEST).contains(&key.len());
    let places = if fits { key.len() } else { 0 };
    (0..places).map(move |i| {
        let mut open = key.to_owned();
        open.replace_range(i..=i, "*");
        open
    })
}

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
    fn keys_that_differ_in_one_letter_share_an_open_key() {
        let shared = open_keys("wiltuank").any(|k| open_keys("wiltvank").any(|l| k == l));
        assert!(shared);
    }
}
