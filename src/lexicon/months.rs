//! Months and weekdays, Dutch and English, in full and abbreviated.

use super::gate::{self, Gate};

/// The names in full, in lower case, in order.
pub const NAMES: [&str; 12] = {
    let mut names = [""; 12];
    let mut month = 0;
    while month < 12 {
        names[month] = MONTHS[month].0;
        month += 1;
    }
    names
};

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

/// All words for months, and all for weekdays.
const MONTH_GATE: Gate = Gate::of(&[
    "januari",
    "jan",
    "january",
    "februari",
    "feb",
    "february",
    "maart",
    "mrt",
    "march",
    "mar",
    "april",
    "apr",
    "mei",
    "may",
    "juni",
    "jun",
    "june",
    "juli",
    "jul",
    "july",
    "augustus",
    "aug",
    "august",
    "september",
    "sep",
    "sept",
    "oktober",
    "okt",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
]);
const WEEKDAY_GATE: Gate = Gate::of(&[
    "maandag",
    "monday",
    "dinsdag",
    "tuesday",
    "woensdag",
    "wednesday",
    "donderdag",
    "thursday",
    "vrijdag",
    "friday",
    "zaterdag",
    "saturday",
    "zondag",
    "sunday",
]);

/// The month, 1 to 12, that a word names; a closing point or comma does not matter.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches(['.', ',', ';', ')', ':']);
    if !MONTH_GATE.may_hold(word) {
        return None;
    }
    let is = |name: &str| gate::is(word, name);
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
    let short = word.len() == 3 && word.ends_with('.');
    if !short && !WEEKDAY_GATE.may_hold(bare) {
        return None;
    }
    (1u8..)
        .zip(&WEEKDAYS)
        .find(|(_, (nl, en))| {
            gate::is(bare, nl)
                || gate::is(bare, en)
                || (short && nl[..2].eq_ignore_ascii_case(bare))
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
    fn the_gates_hold_every_name() {
        for (number, (name, short, others)) in (1u8..).zip(&MONTHS) {
            for word in [name, short].into_iter().chain(others.iter()) {
                assert_eq!(month(word), Some(number), "{word}");
            }
        }
        for (number, (nl, en)) in (1u8..).zip(&WEEKDAYS) {
            assert_eq!((weekday(nl), weekday(en)), (Some(number), Some(number)));
        }
    }

    #[test]
    fn weekdays_are_known() {
        assert_eq!(weekday("vrijdag"), Some(5));
        assert_eq!(weekday("vr."), Some(5));
        assert_eq!(weekday("vrij"), None);
    }
}
