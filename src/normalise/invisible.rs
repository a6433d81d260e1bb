//! Characters without ink: zero-width spaces, byte-order marks, direction marks, variation
//! selectors, tags, control characters. They split words that a reader sees whole, so that
//! no rule would find them.

use super::characters::{At, Fix};
use crate::model::EditKind;

pub(super) fn fix(here: At<'_>) -> Option<Fix> {
    if !is_invisible(here.c) {
        return None;
    }
    // Joins the parts of a picture: without it a family becomes four people.
    if here.c == '\u{200d}' && here.after().chars().next().is_some_and(is_picture) {
        return None;
    }
    Fix::one(here, "", EditKind::Invisible)
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'
        | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}
