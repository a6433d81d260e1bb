//! Bullets that came out as something else: code points of symbol fonts, and the copyright
//! sign that OCR makes of a round bullet.

use super::characters::{At, Fix};
use crate::lexicon::words;
use crate::model::EditKind;

pub(super) fn fix(here: At<'_>) -> Option<Fix> {
    let starts = here.at == 0;
    let sign = match here.c {
        // Symbol and Wingdings, as word processors put them in the private use area.
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f076}' | '\u{f0fc}' | '\u{f0a8}'
        | '\u{f06e}' | '\u{f0b0}' | '\u{f071}' | '\u{f09f}' | '\u{f0d2}' => "•",
        '\u{f0e0}' | '\u{f0ae}' => "→",
        '\u{f02d}' => "-",
        // A copyright notice goes on with a year or a capital.
        '©' if starts && item_follows(here.after()) => "•",
        _ => return None,
    };
    Fix::one(here, sign, EditKind::Bullet)
}

/// Whether two words follow, in lower case; scraps of pictures have such signs too.
fn item_follows(after: &str) -> bool {
    let to = after.floor_char_boundary(80);
    let mut parts = after[..to].split(' ');
    let mut word = || parts.next().is_some_and(words::is_word);
    after.starts_with(' ') && !word() && word() && word()
}
