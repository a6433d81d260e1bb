//! The project's name, where it is labelled.

use super::context::Context;
use super::join;
use super::pairs::Pairs;
use crate::lexicon::labels::Label;
use crate::model::FieldValue;

pub(super) fn read<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let pair = pairs.of(Label::Project).next()?;
    let value = join::join(&pair.values);
    let confidence = if pair.exact { 0.97 } else { 0.9 };
    context.value(&pair.values, join::tidy(&value).to_owned(), confidence)
}
