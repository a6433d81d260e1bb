//! What a line's own words tell: list marks, numbers, salutations, whether a sentence is open.

use crate::lexicon::grammar;

/// The length of the mark with which a list item starts, blanks behind it left out.
pub(super) fn marker(text: &str) -> Option<usize> {
    let c = text.chars().next()?;
    let after = |len: usize| {
        text[len..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
            .then_some(len)
    };
    match c {
        '•'
        | '·'
        | '▪'
        | '■'
        | '●'
        | '○'
        | '‣'
        | '◦'
        | '□'
        | '☐'
        | '☒'
        | '☑'
        | '►'
        | '➢'
        | '✓'
        | '\u{f000}'..='\u{f0ff}' => Some(c.len_utf8()),
        '-' | '–' | '—' | '*' | 'o' | '§' | '>' => after(c.len_utf8()),
        '0'..='9' | 'a'..='z' | 'A'..='Z' | '(' => enumerator(text).and_then(after),
        _ => None,
    }
}

/// `1.`, `2)`, `4.1`, `4.1.`, `a.`, `(b)`, `iii.`
fn enumerator(text: &str) -> Option<usize> {
    let len = text.find(char::is_whitespace).unwrap_or(text.len());
    if len > 10 {
        return None;
    }
    let word = &text[..len];
    let body = word
        .trim_start_matches('(')
        .trim_end_matches(['.', ')', ':']);
    let closed = word.ends_with(['.', ')']);
    let mut numbers = body.split('.');
    let all_digits =
        numbers.all(|n| !n.is_empty() && n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit()));
    let is = match body.as_bytes() {
        [] => false,
        _ if all_digits => closed || body.contains('.'),
        [b] => b.is_ascii_alphabetic() && closed,
        letters => {
            closed && letters.len() <= 4 && letters.iter().all(|b| matches!(b, b'i' | b'v' | b'x'))
        }
    };
    is.then_some(len)
}

/// The number or letter of a heading, without its closing mark, and where the title begins.
pub(super) fn heading_number(text: &str) -> (Option<&str>, usize) {
    let bare = text
        .split_whitespace()
        .next()
        .filter(|w| w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit()) && w.len() < text.len())
        .map(str::len);
    let Some(len) = enumerator(text).or(bare) else {
        return (None, 0);
    };
    let number = text[..len].trim_matches(['.', ')', '(', ':']);
    let title = len + text[len..].len() - text[len..].trim_start().len();
    // "D. Veldhuis" is a name, not heading D.
    let initial = number.starts_with(char::is_uppercase);
    let named = initial
        && !text[title..]
            .split(' ')
            .any(|w| w.starts_with(char::is_lowercase));
    if title >= text.len() || named {
        (None, 0)
    } else {
        (Some(number), title)
    }
}

/// Whether a line greets the one it is written to.
pub(super) fn is_salutation(text: &str) -> bool {
    const GREETINGS: &[&str] = &[
        "geachte",
        "geacht",
        "beste",
        "hallo",
        "hoi",
        "dag",
        "excellentie",
        "hooggeachte",
        "weledelgestrenge",
        "l.s.",
        "goedemorgen",
        "goedemiddag",
        "goedendag",
        "goedenavond",
        "dear",
        "lieve",
        "waarde",
        "zeer",
    ];
    let first = text.split([' ', ',']).next().unwrap_or_default();
    let greets = first.len() <= 18 && GREETINGS.contains(&first.to_lowercase().as_str());
    let closed =
        text.trim_end().ends_with([',', '!', ':', '.']) || first.eq_ignore_ascii_case("geachte");
    greets && text.len() <= 120 && closed
}

/// Whether a sentence can't be over at the end of this text.
pub(super) fn is_open(text: &str) -> bool {
    !text
        .trim_end_matches(['"', '\'', '”', '’', ')', ' ', '»'])
        .ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Whether a text starts with a small letter.
pub(super) fn starts_small(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '\'', '“', '‘', '(', '„']);
    text.starts_with(char::is_lowercase)
}

/// Whether a text ends with a word or a sign after which more has to come.
pub(super) fn must_go_on(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "en", "of", "van", "de", "het", "een", "voor", "met", "te", "in", "op", "tot", "naar",
        "bij", "aan", "door", "der", "den", "&",
    ];
    const BEGUN: &[&str] = &[
        "directoraat-generaal",
        "programmadirectie",
        "programma-directie",
        "directie",
        "afdeling",
        "cluster",
        "team",
    ];
    let last = text.rsplit(' ').next().unwrap_or_default();
    let whole = text.trim();
    SMALL.contains(&last)
        || last.ends_with('-') && last.len() > 2
        || whole.len() <= 20 && BEGUN.contains(&whole.to_lowercase().as_str())
}

/// Whether a text has a verb or a pronoun by which a sentence is told from a title.
pub(super) fn is_sentence(text: &str) -> bool {
    text.split_whitespace().any(grammar::makes_sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_marks_are_told_from_words() {
        for (text, len) in [
            ("• punt", 3),
            ("- punt", 1),
            ("1. Punt", 2),
            ("4.1 Punt", 3),
            ("a) punt", 2),
            ("(b) punt", 3),
            ("iii. punt", 4),
        ] {
            assert_eq!(marker(text), Some(len), "{text}");
        }
        for text in ["onder", "12 april", "2023.", "-achtig", "A4", "Van", ""] {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn heading_numbers_lose_their_point() {
        assert_eq!(heading_number("5.1. Toelichting"), (Some("5.1"), 5));
        assert_eq!(heading_number("1 Aanleiding"), (Some("1"), 2));
        assert_eq!(heading_number("Aanleiding"), (None, 0));
        assert_eq!(heading_number("3."), (None, 0));
        assert_eq!(heading_number("D. Veldhuis"), (None, 0));
    }

    #[test]
    fn salutations() {
        assert!(
            is_salutation("Geachte heer Veldhuis,")
                && is_salutation("Beste Noor,")
                && is_salutation("L.S.,")
        );
        assert!(
            !is_salutation("Dagtekening 3 mei")
                && !is_salutation("Beste praktijken worden gedeeld")
        );
    }
}
