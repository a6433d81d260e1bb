//! Months and weekdays, Dutch and English, in full and abbreviated.

const MONTHS: [(&str, &str, &[&str]); 12] = [
    ("januari", "jan", &["january"]),
    ("februari", "feb", &["february"]),
    ("maart", "mrt", &["march", "mar", "mrt"]),
    ("april", "apr", &[]),
    ("mei", "mei", &["may"]),
    ("juni", "jun", &["june"]),
    ("juli", "jul", &["july"]),
    ("augustus", "aug", &["august"]),
    ("september", "sep", &["sept"]),
    ("oktober", "okt", &["october", "oct"]),
    ("november", "nov", &[]),
    ("december", "dec", &[]),
];

const WEEKDAYS: [(&str, &str); 7] = [
    ("maandag", "monday"),
    ("dinsdag", "tuesday"),
    ("woensdag", "wednesday"),
    ("donderdag", "thursday"),
    ("vrijdag", "friday"),
    ("zaterdag", "saturday"),
    ("zondag", "sunday"),
];

/// The month, 1 to 12, that a word names; a closing point or comma does not matter.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches(['.', ',', ';', ')', ':']);
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    (1u8..)
        .zip(&MONTHS)
        .find(|(_, (name, short, others))| is(name) || is(short) || others.iter().any(|o| is(o)))
        .map(|(number, _)| number)
}

/// The month that a word damaged by OCR stands for: one letter wrong, in a name of five letters
/// or more.
#[must_use]
pub fn month_damaged(word: &str) -> Option<u8> {
    let word = word.trim_end_matches(['.', ',', ';', ')', ':']);
    let near = |name: &str| {
        name.len() >= 5
            && name.len() == word.len()
            && name
                .bytes()
                .zip(word.bytes())
                .filter(|(a, b)| *a != b.to_ascii_lowercase())
                .count()
                == 1
    };
    (1u8..)
        .zip(&MONTHS)
        .find(|(_, (name, ..))| near(name))
        .map(|(number, _)| number)
}

/// The weekday, 1 for Monday, that a word names in full or by its first two letters and a point.
#[must_use]
pub fn weekday(word: &str) -> Option<u8> {
    let bare = word.trim_end_matches(['.', ',']);
    (1u8..)
        .zip(&WEEKDAYS)
        .find(|(_, (nl, en))| {
            bare.eq_ignore_ascii_case(nl)
                || bare.eq_ignore_ascii_case(en)
                || (word.len() == 3 && word.ends_with('.') && nl[..2].eq_ignore_ascii_case(bare))
        })
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_both_languages_and_abbreviated() {
        for (word, number) in [
            ("Maart", 3),
            ("mrt.", 3),
            ("may", 5),
            ("OKTOBER", 10),
            ("dec", 12),
            ("sept.", 9),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!(month("maar"), None);
        assert_eq!(month_damaged("aprll"), Some(4));
        assert_eq!(month_damaged("okfober"), Some(10));
    }

    #[test]
    fn weekdays_are_known() {
        assert_eq!(weekday("vrijdag"), Some(5));
        assert_eq!(weekday("vr."), Some(5));
        assert_eq!(weekday("vrij"), None);
    }
}
