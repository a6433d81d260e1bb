//! The composed form of letters with accents, and the one hyphen among its twins.

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

use super::characters::{At, Fix};
use crate::model::EditKind;

/// A letter with more marks than this is no letter.
const MOST_MARKS: usize = 8;

pub(super) fn fix(here: At<'_>) -> Option<Fix> {
    match here.c {
        '\u{2010}' | '\u{2011}' => Fix::one(here, "-", EditKind::Unicode),
        c if is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
            && canonical_combining_class(c) == 0 =>
        {
            None
        }
        _ => compose(here),
    }
}

/// Composes the letter that this mark belongs to.
fn compose(here: At<'_>) -> Option<Fix> {
    let from = here
        .before()
        .char_indices()
        .rev()
        .take(MOST_MARKS)
        .find(|&(_, c)| canonical_combining_class(c) == 0)
        .map_or(here.at, |(i, _)| i);
    let to = here
        .after()
        .char_indices()
        .take(MOST_MARKS)
        .find(|&(_, c)| {
            is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
                && canonical_combining_class(c) == 0
        })
        .map_or_else(
            || here.at + here.c.len_utf8(),
            |(i, _)| here.at + here.c.len_utf8() + i,
        );
    let cluster = &here.text[from..to];
    let composed: String = cluster.nfc().collect();
    (composed != cluster).then_some(Fix {
        from,
        to,
        text: composed,
        kind: EditKind::Unicode,
    })
}
