//! Whether a number may be a document's own reference, or is of parliament, a law or a court.

use crate::lexicon::gate::{Gate, opens};
use crate::lexicon::months;

/// Whether a text may be a document's reference.
pub(super) fn is_reference(text: &str) -> bool {
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    is_reference_form(text, figures) && !is_look_alike(text)
}

/// Whether the form of a text with so many figures is a reference's.
pub(super) fn is_reference_form(text: &str, figures: usize) -> bool {
    if text.len() < 3 || text.len() > 48 {
        return false;
    }
    if figures < 3 && !(figures >= 2 && text.contains(['/', '-', '.'])) {
        return false;
    }
    // Words of prose beside the number, or a month, make it something else.
    let mut words = 0;
    for word in text.split([' ', '/']).filter(|w| !w.is_empty()) {
        words += 1;
        if months::month(word).is_some() {
            return false;
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let lower = word.chars().filter(|c| c.is_lowercase()).count();
        if lower > 4 && lower + 1 >= letters && !word.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
    }
    let year_only = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    words <= 5 && !year_only && !text.contains(['%', '€', '?', '!'])
}

/// What opens the numbers of others, in lower case.
const OTHERS: &[&str] = &[
    "kamerstuk",
    "kst",
    "ecli",
    "bwbr",
    "handelingen",
    "stb",
    "stcrt",
    "trb",
    "dossier ",
];
const OTHERS_GATE: Gate = Gate::of(OTHERS);

/// What looks like a document's reference and is another's: of parliament, a law, a court.
pub(super) fn is_look_alike(text: &str) -> bool {
    let text = text.trim();
    if OTHERS_GATE.may_open(text) && OTHERS.iter().any(|p| opens(text, p)) {
        return true;
    }
    let b = text.as_bytes();
    // 2023Z21022, 2024D31474
    let house = b.len() >= 9
        && b[..4].iter().all(u8::is_ascii_digit)
        && matches!(b[4], b'Z' | b'D')
        && b[5..].iter().take(4).all(u8::is_ascii_digit);
    // "34 338, nr. 5", "28807, nr. 281"
    let paper = text.contains(" nr")
        && (text.contains(", nr") || b[0].is_ascii_digit() && text.contains(" nr. "));
    house || paper
}
