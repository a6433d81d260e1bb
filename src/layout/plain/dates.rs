//! A date that stands alone, also as OCR reads it.

use crate::lexicon::months::NAMES as MONTHS;

/// Whether the whole text is a date: `9 april 2024`, `g april 2024`, `16-12-2022`,
/// `vrijdag 10 januari 2025`, `Den Haag, 9 april 2024`.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '|', ' ']);
    if text.len() > 48 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    if is_numeric(text) {
        return true;
    }
    let text = match text.split_once(", ") {
        Some((place, rest)) if place.len() <= 24 && place.starts_with(char::is_uppercase) => rest,
        _ => text,
    };
    let words = text.split_ascii_whitespace();
    let mut parts = [""; 4];
    let mut count = 0;
    for word in words {
        let Some(slot) = parts.get_mut(count) else {
            return false;
        };
        *slot = word;
        count += 1;
    }
    match parts[..count] {
        [day, month, year] => is_day(day) && is_month(month) && is_year(year),
        [weekday, day, month, year] => {
            weekday.trim_end_matches(',').ends_with("dag")
                && is_day(day)
                && is_month(month)
                && is_year(year)
        }
        _ => false,
    }
}

/// `16-12-2022`, `16/12/22`, `2022-12-16`, `16.12.2022`.
fn is_numeric(text: &str) -> bool {
    let mut groups = [0usize; 3];
    let mut at = 0;
    for b in text.bytes() {
        match b {
            b'0'..=b'9' => groups[at] += 1,
            b'-' | b'/' | b'.' if at < 2 && groups[at] > 0 => at += 1,
            _ => return false,
        }
    }
    matches!(groups, [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2])
}

fn is_day(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    (1..=2).contains(&word.len())
        && word.bytes().all(|b| {
            b.is_ascii_digit()
                || matches!(
                    b,
                    b'g' | b'l' | b'I' | b'O' | b'o' | b'S' | b'B' | b'q' | b'i' | b'Z' | b'z'
                )
        })
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'O' | b'o' | b'l' | b'I' | b'Z' | b'S'))
        && word.bytes().filter(u8::is_ascii_digit).count() >= 2
        && word.starts_with(['1', '2', 'l', 'Z', 'I'])
}

/// A month's name or its short form, one letter damaged at most.
pub(super) fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    if !(3..=10).contains(&word.len()) || !word.is_ascii() {
        return false;
    }
    MONTHS.iter().any(|month| {
        word.eq_ignore_ascii_case(&month[..3])
            || (month.len().abs_diff(word.len()) == 0
                && month
                    .bytes()
                    .zip(word.bytes())
                    .filter(|(a, b)| *a != b.to_ascii_lowercase())
                    .count()
                    <= usize::from(month.len() > 3))
    }) || matches!(word, "mrt" | "sept")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_date_alone() {
        for date in [
            "9 april 2024",
            "g april 2024",
            "16-12-2022",
            "2022-12-16",
            "vrijdag 10 januari 2025",
            "Den Haag, 3 mei 2021",
            "3 sept. 2021",
            "l2 maart 2O24",
        ] {
            assert!(is_date(date), "{date}");
        }
        for not in [
            "op 9 april 2024",
            "9 april",
            "april 2024",
            "2024",
            "5444272",
            "12 personen 2024",
        ] {
            assert!(!is_date(not), "{not}");
        }
    }
}
