//! Soft hyphens: invisible inside a word; some fonts print the ordinary hyphen with them.

use super::characters::{At, Fix};
use crate::model::EditKind;

pub(super) fn fix(here: At<'_>) -> Option<Fix> {
    if here.c != '\u{ad}' {
        return None;
    }
    let before = here.before().chars().next_back();
    let after = here.after().chars().next();
    let letters = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    // Nobody divides numbers: between digits it was printed as a hyphen.
    let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let printed =
        (digits(before) && (digits(after) || letters(after))) || (letters(before) && digits(after));
    Fix::one(here, if printed { "-" } else { "" }, EditKind::SoftHyphen)
}
