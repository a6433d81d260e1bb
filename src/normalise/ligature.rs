//! Ligatures of a font, which stand for their letters.

use super::characters::{At, Fix};
use crate::model::EditKind;

pub(super) fn fix(here: At<'_>) -> Option<Fix> {
    let letters = match here.c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ĳ' => "ij",
        'Ĳ' => "IJ",
        _ => return None,
    };
    Fix::one(here, letters, EditKind::Ligature)
}
