//! The document's own reference, and theirs.

use super::context::{Context, Slice};
use super::join;
use super::pairs::{Pair, Pairs};
use super::{shape, your_letter};
use crate::lexicon::dates;
use crate::lexicon::labels::Label;
use crate::model::{CleanSpan, FieldValue};

/// Ours: never a number of parliament, a law or a court, never an unfilled template.
pub(super) fn ours<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let own = pairs
        .of(Label::Reference)
        .filter_map(|p| Some((p, of_pair(p, false)?)))
        .min_by_key(|(p, _)| rank(context, p));
    let (pair, slices) = own.or_else(|| {
        pairs
            .of(Label::Dossier)
            .find_map(|p| Some((p, of_pair(p, false)?)))
    })?;
    let base = if pair.label == Label::Dossier {
        0.7
    } else {
        0.99
    };
    build(context, pair, &slices, base)
}

/// Theirs: here a number of parliament is one. Where no label states it, the text may.
pub(super) fn theirs<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let labelled = pairs
        .of(Label::YourReference)
        .find_map(|p| Some((p, of_pair(p, true)?)));
    match labelled {
        Some((pair, slices)) => build(context, pair, &slices, 0.99),
        None => your_letter::reference(context),
    }
}

/// "Ons kenmerk" before a bare number of another kind.
fn rank(context: &Context<'_>, pair: &Pair<'_>) -> u8 {
    let label = context.lines[pair.line].text;
    let starts = |p: &str| {
        label
            .get(..p.len())
            .is_some_and(|t| t.eq_ignore_ascii_case(p))
    };
    if starts("on") || starts("nn") {
        0
    } else if starts("kenm") || starts("refe") || starts("nota") || starts("brief") {
        1
    } else {
        2
    }
}

fn of_pair<'a>(pair: &Pair<'a>, theirs: bool) -> Option<Vec<Slice<'a>>> {
    let mut slices = pair.values.clone();
    let first = slices.first_mut()?;
    *first = reference_of(*first, theirs)?;
    Some(slices)
}

/// The reference at the start of a value, without what follows it on the line.
fn reference_of(slice: Slice<'_>, theirs: bool) -> Option<Slice<'_>> {
    let text = join::tidy(slice.text);
    let at = slice.text.find(text)?;
    let acceptable = |t: &str| {
        let bare = t.bytes().any(|b| b.is_ascii_digit()) && !shape::is_redaction(t);
        let alike = shape::is_look_alike(t);
        bare && !is_date(t)
            && if theirs {
                alike || shape::is_reference(t)
            } else {
                is_own(t)
            }
    };
    // The whole, or as many words of it as make a reference.
    let mut end = text.len();
    while !acceptable(&text[..end]) {
        end = text[..end].rfind(char::is_whitespace)?;
        end = text[..end].trim_end().len();
    }
    let from = slice.span.start as usize + at;
    Some(Slice {
        text: &text[..end],
        span: CleanSpan::new(from, from + end),
        ..slice
    })
}

fn is_own(text: &str) -> bool {
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    !shape::is_look_alike(text)
        && (shape::is_reference(text) || figures >= 2 && figures == text.len())
}

/// A date, or a text with one in it and a word before it.
fn is_date(text: &str) -> bool {
    dates::at_start(text).is_some_and(|d| d.len == text.len())
        || dates::find(text).is_some_and(|(at, _)| text[..at].ends_with(' '))
}

fn build<'a>(
    context: &Context<'a>,
    pair: &Pair<'a>,
    slices: &[Slice<'a>],
    base: f32,
) -> Option<FieldValue> {
    let label = if pair.exact { 0.0 } else { 0.04 };
    let apart = if pair.apart { 0.03 } else { 0.0 };
    let (value, damage) = mended(join::join(slices));
    context.value(slices, value, base - label - apart - damage)
}

/// "lenW/BSK-…" and "TenW/BSK-…" are what a scan makes of IenW.
fn mended(value: String) -> (String, f32) {
    match ["lenW/", "TenW/", "1enW/"]
        .iter()
        .find_map(|p| value.strip_prefix(p))
    {
        Some(rest) => (format!("IenW/{rest}"), 0.07),
        None => (value, 0.0),
    }
}
