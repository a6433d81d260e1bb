//! What is asked of the reader: ter beslissing, ter informatie …

use super::context::Context;
use super::join;
use super::pairs::Pairs;
use crate::lexicon::labels::Label;
use crate::model::FieldValue;

pub(super) fn read<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let pair = pairs.of(Label::NoteKind).next()?;
    let hit = context.lines[pair.line].hit;
    let value = match hit.filter(|h| !h.exact && h.alone) {
        Some(damaged) => damaged.form.to_owned(),
        None => join::join(&pair.values).to_lowercase(),
    };
    let confidence = if pair.exact { 0.98 } else { 0.92 };
    context.value(&pair.values, join::tidy(&value).to_owned(), confidence)
}
