//! How secret it is: a rubricering, labelled or alone on a line of the colofon; and whether the
//! note is to be published at all.

use super::context::{Context, Region};
use super::join;
use super::pairs::Pairs;
use super::shape::{self, Shape};
use crate::lexicon::labels::Label;
use crate::model::FieldValue;

pub(super) fn read<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let labelled = pairs
        .of(Label::Classification)
        .find_map(|p| Some((*p.values.first()?, 0.98)));
    let (slice, confidence) = labelled.or_else(|| {
        let line = context
            .lines
            .iter()
            .find(|l| l.hit.is_none() && l.shape() == Shape::Classification)?;
        let confidence = if line.region == Region::Colofon {
            0.95
        } else {
            0.85
        };
        Some((context.whole(line), confidence))
    })?;
    let text = shape::classification(slice.text).unwrap_or(slice.text);
    context.value(&[slice], join::tidy(text).to_owned(), confidence)
}

/// "Nota actief openbaar: Ja" or "Nee".
pub(super) fn actively_public(pairs: &Pairs<'_>) -> Option<bool> {
    let answer = |text: &str| match text.split([' ', ',', '.', ';']).next()? {
        t if t.eq_ignore_ascii_case("ja") => Some(true),
        t if t.eq_ignore_ascii_case("nee") => Some(false),
        _ => None,
    };
    pairs
        .of(Label::ActivelyPublic)
        .find_map(|p| answer(p.values.first()?.text))
}
