//! By when a decision is asked: a date as ISO 8601, anything else as it stands.

use super::context::Context;
use super::join;
use super::pairs::Pairs;
use crate::lexicon::dates;
use crate::lexicon::labels::Label;
use crate::model::FieldValue;

pub(super) fn read<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let pair = pairs.of(Label::Deadline).next()?;
    let text = join::join(&pair.values);
    let text = join::tidy(&text);
    let confidence = if pair.exact { 0.97 } else { 0.9 };
    match dates::find(text) {
        Some((_, date)) => context.value(&pair.values, date.iso(), confidence),
        None if is_none(text) => None,
        None => context.value(&pair.values, text.to_owned(), confidence - 0.1),
    }
}

fn is_none(text: &str) -> bool {
    matches!(
        text,
        "-" | "n.v.t." | "nvt" | "N.v.t." | "geen" | "Geen" | "NVT" | "n.v.t"
    )
}
