//! Where a paragraph, a list item or a heading begins: shared by both layouts.

use super::shape::{First, Last, Shape, first_word, last_word};
use crate::lexicon::grammar;

/// What lies between two lines of one part.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Seam {
    /// Whether there is more room between them than between the lines of a paragraph.
    pub blank: bool,
    /// Whether a page ends between them.
    pub page_end: bool,
    /// Whether lines that are no body stood between them.
    pub over_other: bool,
    /// Characters of a full line; 0 where lines are whole paragraphs.
    pub width: u16,
}

/// Whether `next` goes on in the paragraph of `prev`. Neither is a heading.
pub(super) fn joins(prev: &str, a: &Shape, next: &str, b: &Shape, seam: Seam) -> bool {
    if a.words == 0
        || b.words == 0
        || starts_item(next, b, a)
        || is_chat_line(next)
        || is_courtesy(prev, a)
        || is_courtesy(next, b)
    {
        return false;
    }
    if is_field_line(next, b) && !(a.is_prose() && is_full(a, seam.width) && a.is_open()) {
        return false;
    }
    let goes_on = b.first == First::Lower;
    if a.last == Last::Hyphen {
        return goes_on || !seam.blank;
    }
    // A name or a number can follow a word that can't end a sentence.
    let open = a.is_open();
    let ends_open = open && (a.last == Last::Comma || grammar::keeps_open(last_word(prev)));
    if seam.blank || seam.page_end {
        return joins_over_blank(a, b, open, ends_open, goes_on, seam);
    }
    if is_field_line(prev, a) {
        return goes_on
            || matches!(a.last, Last::Comma | Last::Semicolon)
            || is_full(a, seam.width);
    }
    if is_full(a, seam.width) {
        return a.words > 1 || goes_on;
    }
    if goes_on {
        return open && (a.width * 2 >= seam.width || ends_open || a.lowers >= 2);
    }
    ends_open && a.words >= 3 && (a.last != Last::Comma || a.is_prose())
}

fn joins_over_blank(
    a: &Shape,
    b: &Shape,
    open: bool,
    ends_open: bool,
    goes_on: bool,
    seam: Seam,
) -> bool {
    if !open || a.words < 3 {
        return false;
    }
    if goes_on {
        return a.is_prose() || (seam.over_other && a.lowers > 0);
    }
    // "… doorgestuurd naar de Tweede" / "Kamer."
    let closing_word = b.words <= 3 && b.last == Last::Stop;
    a.is_prose() && is_full(a, seam.width) && (ends_open || closing_word)
}

/// Whether a line reaches so far that the next word would not have fitted. Deliberately coarse:
/// a name on the line must not decide.
fn is_full(a: &Shape, width: u16) -> bool {
    width > 0
        && u32::from(a.width) * 4 >= u32::from(width) * 3
        && u32::from(a.width) <= u32::from(width) * 8 / 5
}

/// Whether a line begins a list item.
pub(super) fn starts_item(text: &str, shape: &Shape, before: &Shape) -> bool {
    let mut chars = text.chars();
    let Some(c) = chars.next() else { return false };
    let rest = chars.as_str();
    match c {
        '•' | '·' | '▪' | '■' | '●' | '○' | '‣' | '◦' | '\u{f0b7}' | '\u{f0a7}' | '\u{f02d}'
        | '\u{f0d8}' | '☒' | '☐' | '►' | '➢' | '✓' => true,
        '©' | '*' | '§' | '>' => rest.starts_with([' ', '\t']),
        '-' | '–' | '—' => {
            // A dash may also stand in the middle of a sentence that runs on.
            let mid_sentence = before.is_prose()
                && before.last == Last::Letter
                && rest.starts_with(' ')
                && rest.contains(" – ") | rest.contains(" — ");
            !mid_sentence
                && (rest.starts_with([' ', '\t', '_']) || rest.starts_with(char::is_uppercase))
        }
        'o' => rest.starts_with(' ') && shape.words > 1,
        '0'..='9' => is_number_mark(first_word(text)) && shape.words > 1,
        'a'..='z' => is_letter_mark(first_word(text)) && shape.words > 1,
        'A'..='Z' => is_letter_mark(first_word(text)) && shape.words > 1 && !before.is_open(),
        _ => false,
    }
}

/// `1.`, `12)`, `4.1.`, `1°.`
fn is_number_mark(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits <= 2
        && (word.ends_with(['.', ')']))
        && word.len() <= 8
        && word[digits..]
            .chars()
            .all(|c| matches!(c, '.' | ')' | '°' | '0'..='9'))
}

/// `a.`, `b)`, `iii.`
fn is_letter_mark(word: &str) -> bool {
    let Some(body) = word.strip_suffix(['.', ')']) else {
        return false;
    };
    match body.as_bytes() {
        [_] => true,
        roman => roman.len() <= 4 && roman.iter().all(|b| matches!(b, b'i' | b'v' | b'x')),
    }
}

/// `Onderwerp: …`, `Van: …`: a line of a form or of a message's head.
pub(super) fn is_field_line(text: &str, shape: &Shape) -> bool {
    let head = &text.as_bytes()[..text.len().min(36)];
    if shape.first != First::Upper || memchr::memchr(b':', head).is_none() {
        return false;
    }
    let mut words = 1;
    for (at, b) in text.bytes().enumerate().take(36) {
        match b {
            b':' => {
                let rest = &text.as_bytes()[at + 1..];
                return rest.is_empty() || rest[0] == b' ' || rest[0] == b'\t';
            }
            b' ' => words += 1,
            b'.' | b',' | b';' => return false,
            _ => {}
        }
        if words > 4 {
            return false;
        }
    }
    false
}

/// A salutation or a close: a line of its own.
pub(super) fn is_courtesy(text: &str, shape: &Shape) -> bool {
    shape.words <= 8 && shape.width <= 60 && (is_salutation(text) || is_close(text))
}

/// `Geachte heer …`, `Beste …`, `L.S.`
pub(super) fn is_salutation(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "Geacht",
        "Beste ",
        "Hoi",
        "Hallo",
        "Dear ",
        "L.S.",
        "LS,",
        "Excellentie",
        "Zeer geacht",
        "Goedemorgen",
        "Goedemiddag",
        "Goedenavond",
        "Waarde ",
        "Dag ",
        "Hi ",
        "Hi,",
        "Ha ",
    ];
    text.len() <= 120
        && begins_with_any(text, STARTS)
        && (!text.ends_with('.') || text.split_ascii_whitespace().count() <= 5)
}

/// `Met vriendelijke groet,`, `Hoogachtend,`, `Namens deze,`
pub(super) fn is_close(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "Met vriendelijke",
        "Met hartelijke",
        "Met collegiale",
        "Hoogachtend",
        "Groet",
        "Vriendelijke groet",
        "Hartelijke groet",
        "Namens deze",
        "namens deze",
        "Mvg",
        "MVG",
        "m.vr.gr",
        "Kind regards",
        "Best regards",
        "Mw. gr",
    ];
    begins_with_any(text, STARTS)
}

/// Whether a text begins with one of these.
pub(super) fn begins_with_any(text: &str, starts: &[&str]) -> bool {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else {
        return false;
    };
    starts
        .iter()
        .any(|start| start.as_bytes().first() == Some(first) && bytes.starts_with(start.as_bytes()))
}

/// `[12-03-2024 14:02] …`, `14:02 …`, `12-03-2024, 14:02 - …`
pub(super) fn is_chat_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let from = usize::from(bytes.first() == Some(&b'['));
    if !bytes.get(from).is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let head = &bytes[from..bytes.len().min(from + 24)];
    let colon = head.windows(5).position(|w| {
        w[0].is_ascii_digit()
            && w[1].is_ascii_digit()
            && w[2] == b':'
            && w[3].is_ascii_digit()
            && w[4].is_ascii_digit()
    });
    match colon {
        // A bare time needs more behind it than a sentence that begins with a time has.
        Some(0) => {
            bytes[..bytes.len().min(60)]
                .iter()
                .filter(|b| **b == b':')
                .count()
                >= 2
        }
        Some(at) => head[..at]
            .iter()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b',' | b' ' | b'T')),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(prev: &str, next: &str, seam: Seam) -> bool {
        joins(prev, &Shape::of(prev), next, &Shape::of(next), seam)
    }

    const PLAIN: Seam = Seam {
        blank: false,
        page_end: false,
        over_other: false,
        width: 78,
    };
    const BLANK: Seam = Seam {
        blank: true,
        ..PLAIN
    };

    #[test]
    fn a_sentence_runs_on_over_a_blank_line() {
        assert!(join(
            "deze brief worden de plannen van de dienst doorgestuurd naar de Tweede",
            "Kamer.",
            BLANK
        ));
        assert!(join(
            "de plannen van de dienst zijn doorgestuurd en worden",
            "later verzonden.",
            BLANK
        ));
        assert!(!join(
            "De plannen zijn doorgestuurd aan de Kamer.",
            "Verder is er niets.",
            BLANK
        ));
    }

    #[test]
    fn items_rows_and_chat_lines_stay_apart() {
        for next in [
            "- tweede punt",
            "b. tweede punt",
            "2. Tweede punt",
            "Onderwerp: plan",
            "[12-03-2024 14:02] Joris: ja",
            "• punt",
        ] {
            assert!(
                !join(
                    "een eerste punt dat wel tot aan het einde van de regel door kan lopen",
                    next,
                    PLAIN
                ) || next.starts_with("Onder"),
                "{next}"
            );
        }
        assert!(!join("Van: Joris Aldenkamp", "Aan: Noor Veldhuis", PLAIN));
    }

    #[test]
    fn short_lines_of_an_address_stay_apart() {
        assert!(!join("Turfkade 12", "2511 AB Den Haag", PLAIN));
        assert!(!join("Noor Veldhuis", "Joris Aldenkamp", PLAIN));
    }

    #[test]
    fn full_lines_wrap() {
        assert!(join(
            "Het is de derde keer dat het ministerie van Justitie en Veiligheid Standen van",
            "de Uitvoering aanbiedt.",
            PLAIN
        ));
    }
}
