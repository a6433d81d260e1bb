//! Words for an office as OCR leaves them: "Burgemccster", "Gcdepüreerde".

use crate::lexicon::edits::edits;

/// Words that are long enough to be known again.
const LONG: [&str; 22] = [
    "burgemeester",
    "locoburgemeester",
    "wethouder",
    "wethouders",
    "gedeputeerde",
    "gedeputeerden",
    "staatssecretaris",
    "staatssecretarissen",
    "minister",
    "ministers",
    "dijkgraaf",
    "raadslid",
    "raadsleden",
    "kamerlid",
    "kamerleden",
    "statenlid",
    "ombudsman",
    "gezaghebber",
    "eurocommissaris",
    "bewindspersoon",
    "raadsheer",
    "inspecteurgeneraal",
];

/// Whether a word may be one for an office with a letter or two misread; never an intact one.
#[must_use]
pub fn is_damaged(word: &str) -> bool {
    if !(7..=24).contains(&word.len()) {
        return false;
    }
    let mut letters = [0u8; 24];
    let mut len = 0;
    for c in word.chars() {
        letters[len] = fold(c);
        len += 1;
    }
    let seen = &letters[..len];
    let intact = LONG.iter().any(|w| word.eq_ignore_ascii_case(w));
    !intact && LONG.iter().any(|w| off_by(seen, w.as_bytes()))
}

/// Whether so few letters differ that they may have been misread, and the word not another one.
fn off_by(seen: &[u8], word: &[u8]) -> bool {
    let most = match word.len() {
        0..=11 => 1,
        _ => 2,
    };
    let same = |s: u8, w: u8| s == fold(char::from(w));
    seen.len().abs_diff(word.len()) <= most && edits(seen, word, &mut [0; 26], most, same) <= most
}

/// What letters that look alike become.
fn fold(c: char) -> u8 {
    match c.to_ascii_lowercase() {
        'c' | 'é' | 'ë' | 'è' => b'e',
        'l' | '1' | 'í' | 'ï' | '|' | '!' => b'i',
        'ü' | 'ú' | 'v' => b'u',
        '0' | 'ö' | 'ó' => b'o',
        '5' => b's',
        'q' | '9' => b'g',
        c if c.is_ascii() => c as u8,
        _ => b'?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misread_offices_are_known_and_other_words_are_not() {
        for word in [
            "Burgemccster",
            "Gcdepüreerde",
            "wethoudcr",
            "mínister",
            "Gedeputoerde",
        ] {
            assert!(is_damaged(word), "{word}");
        }
        for word in [
            "burgemeester",
            "registers",
            "Hofmeester",
            "behouders",
            "minderjarig",
            "",
            "Ünlü",
        ] {
            assert!(!is_damaged(word), "{word}");
        }
    }
}
