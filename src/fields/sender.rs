//! From whom: the value of Van, else the units of the colofon, else who signs.

use super::context::{Context, Region, Slice};
use super::join;
use super::pairs::{self, Pairs};
use super::shape::{self, Shape};
use super::subject;
use crate::lexicon::labels::Label;
use crate::lexicon::ministries;
use crate::model::FieldValue;

/// More units than this no colofon states.
const MOST: usize = 6;

pub(super) fn read<'a>(
    context: &Context<'a>,
    pairs: &Pairs<'a>,
    document_type: Option<&FieldValue>,
    subject: Option<&FieldValue>,
    recipients: &[FieldValue],
) -> Vec<FieldValue> {
    let kind = document_type.map_or("", |t| t.value.as_str());
    let mut out = labelled(context, pairs);
    if out.is_empty() {
        out = units(context, pairs);
    }
    if out.is_empty() {
        out = short_units(context, pairs);
    }
    if out.is_empty() && matches!(kind, "nota" | "beslisnota" | "memo") {
        out.extend(letterhead(context, pairs, subject));
    }
    if out.is_empty() || matches!(kind, "brief" | "kamerbrief" | "besluit") {
        let signed = signature(context, pairs);
        out.extend(signed.filter(|s| {
            recipients
                .iter()
                .chain(&out)
                .all(|o| !o.value.eq_ignore_ascii_case(&s.value))
        }));
    }
    if out.is_empty() {
        out.extend(body_of_head(context, pairs, recipients));
    }
    out
}

fn labelled<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Vec<FieldValue> {
    let pair = pairs.of(Label::From).find(|p| {
        let text = join::join(&p.values);
        !shape::is_redaction(&text)
            && text.contains(char::is_alphabetic)
            && is_sender(&text)
            && !matches!(
                shape::of(&text),
                Shape::Date | Shape::Reference | Shape::Junk | Shape::YesNo | Shape::Phone
            )
    });
    let Some(pair) = pair else { return Vec::new() };
    let value = join::join(&pair.values);
    let confidence = if pair.exact { 0.97 } else { 0.9 } - if pair.apart { 0.05 } else { 0.0 };
    context
        .value(&pair.values, join::tidy(&value).to_owned(), confidence)
        .into_iter()
        .collect()
}

/// "Directie …", "Cluster …", "Directoraat-generaal …" on the first page, in order.
fn units<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Vec<FieldValue> {
    let mut out: Vec<FieldValue> = Vec::new();
    let lines = &context.lines;
    for (i, line) in lines.iter().enumerate() {
        if out.len() == MOST || line.region != Region::Colofon {
            break;
        }
        let is_unit = match line.hit {
            Some(h) => h.label == Label::Unit,
            None => line.shape() == Shape::Unit && !pairs.claimed[i],
        };
        if !is_unit || line.goes_on || ministries::is_body(line.text) && !is_top(line.text) {
            continue;
        }
        let slices = unit_slices(context, pairs, i);
        let value = join::join(&slices);
        let value = join::tidy(&value);
        let known = out.iter().any(|v| v.value.eq_ignore_ascii_case(value));
        if known || value.len() > 120 || !is_sender(value) || ministries::is_unit_word_alone(value)
        {
            continue;
        }
        out.extend(context.value(&slices, value.to_owned(), 0.93));
    }
    out
}

/// Whether a value can be a sender's name: no address, no sentence, no emptied "de heer".
fn is_sender(value: &str) -> bool {
    let figures = value.bytes().filter(u8::is_ascii_digit).count();
    let bare = value.trim_matches(|c: char| !c.is_alphanumeric());
    figures <= 2
        && (!value.ends_with('.') || !value.contains(' ') || value.ends_with("B.V."))
        && !value.contains("Postbus")
        && !value.contains("Pagina")
        && bare.len() >= 2
        && !bare.eq_ignore_ascii_case("de heer")
        && !super::letter::is_emptied_person(bare)
}

/// Bodies that are as near as a unit.
fn is_top(text: &str) -> bool {
    text.starts_with("Kabinet") || text.starts_with("Gedeputeerde Staten")
}

/// A unit's line with the lines that go on with it, or the value of a lone label.
fn unit_slices<'a>(context: &Context<'a>, pairs: &Pairs<'a>, i: usize) -> Vec<Slice<'a>> {
    let line = &context.lines[i];
    let pair = pairs
        .list
        .iter()
        .find(|p| p.line == i && p.label == Label::Unit);
    if let Some(pair) = pair {
        let mut slices = Vec::new();
        // "Directoraat-generaal / Economie": the label is part of the name; "DG/Cluster / DGM" not.
        let part_of_name = ministries::is_unit_word_alone(line.text)
            && pair.values.first().is_some_and(|v| {
                shape::of(v.text) == Shape::Words && (v.text.contains(' ') || v.text.len() > 8)
            });
        if line.is_lone_label() && part_of_name {
            slices.push(context.whole(line));
        }
        slices.extend(pair.values.iter().copied());
        return slices;
    }
    let mut slices = vec![context.whole(line)];
    for (j, next) in context.lines.iter().enumerate().skip(i + 1).take(2) {
        let goes_on = slices.last().is_some_and(|s| pairs::is_unfinished(s.text))
            || next.text.starts_with("en ");
        if !goes_on
            || pairs.claimed[j]
            || next.hit.is_some()
            || !matches!(next.shape(), Shape::Words | Shape::Unit | Shape::Offices)
        {
            break;
        }
        slices.push(context.whole(next));
    }
    slices
}

/// "BEL/GND" alone on a line.
fn short_units<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Vec<FieldValue> {
    context
        .lines
        .iter()
        .enumerate()
        .filter(|(i, l)| {
            l.region == Region::Colofon
                && !pairs.claimed[*i]
                && l.text.contains('/')
                && l.shape() == Shape::ShortUnit
        })
        .take(1)
        .filter_map(|(_, l)| context.value(&[context.whole(l)], l.text.to_owned(), 0.8))
        .collect()
}

/// The unit that heads the column of an OCW note without any label, parted by "Aan:" perhaps.
fn letterhead<'a>(
    context: &Context<'a>,
    pairs: &Pairs<'a>,
    subject: Option<&FieldValue>,
) -> Option<FieldValue> {
    let subject = subject?;
    let labelled = |label| {
        pairs
            .list
            .iter()
            .filter(move |p| p.label == label)
            .map(|p| p.line)
            .min()
    };
    let border = [Label::Date, Label::Reference, Label::From]
        .into_iter()
        .filter_map(labelled)
        .min()?;
    let groups = subject::groups(context, pairs);
    let in_subject = |i: usize| {
        let line = &context.lines[i];
        line.part() == subject.part && line.span.overlaps(subject.span)
    };
    let nth = groups.iter().position(|g| {
        let text = context.lines[g[0]].text;
        g[0] < border.min(14)
            && !g.iter().any(|&i| in_subject(i))
            && text.starts_with(char::is_uppercase)
            && text.len() >= 6
    })?;
    let first = &groups[nth];
    let line = &context.lines[first[0]];
    if line.region != Region::Colofon || line.text.len() > 60 {
        return None;
    }
    let mut slices: Vec<Slice<'a>> = first
        .iter()
        .map(|&i| context.whole(&context.lines[i]))
        .collect();
    if let Some(second) = groups.get(nth + 1)
        && slices.last().is_some_and(|s| pairs::is_unfinished(s.text))
        && second[0] < border
        && !in_subject(second[0])
    {
        slices.extend(second.iter().map(|&i| context.whole(&context.lines[i])));
    }
    let value = join::join(&slices);
    let capital = value.starts_with(char::is_uppercase) && value.len() >= 6;
    capital.then(|| context.value(&slices, join::tidy(&value).to_owned(), 0.65))?
}

/// Who signs: "het college van burgemeester en wethouders van …", "De minister van …".
fn signature<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let tail = context
        .lines
        .iter()
        .enumerate()
        .rev()
        // The head holds the addressee, not who signs.
        .filter(|(i, l)| {
            *i >= 6 && l.region == Region::Colofon && l.hit.is_none() && !pairs.claimed[*i]
        })
        .map(|(_, l)| l)
        .take(40)
        .map(|l| context.whole(l));
    let signs = |s: &Slice<'_>| {
        s.text.len() <= 90
            && !s.text.ends_with('.')
            && (is_signing_body(s.text) || is_signing_office(s.text))
    };
    let namens = || context.body_end().take(25).find_map(on_behalf);
    let slice = context.body_end().chain(tail).find(signs).or_else(namens)?;
    let value = join::tidy(slice.text).trim_end_matches([',', ' ']);
    context.value(&[slice], value.to_owned(), 0.85)
}

/// "Namens de leden van het Comité Duinpad", the first letters damaged perhaps; not "Namens deze".
fn on_behalf(slice: Slice<'_>) -> Option<Slice<'_>> {
    let (word, rest) = slice.text.split_once(' ')?;
    if !word.ends_with(['s', 'S']) {
        return None;
    }
    let rest = rest.trim();
    let namens = word.chars().count() <= 7 && word.ends_with("mens") && word.len() > 5
        || word.eq_ignore_ascii_case("namens");
    let article = ["de ", "het ", "De ", "Het "]
        .iter()
        .any(|a| rest.starts_with(a));
    let at = slice.text.len() - rest.len();
    (namens && article && rest.len() <= 80 && !rest.ends_with('.')).then(|| Slice {
        text: rest,
        span: crate::model::CleanSpan::new(slice.span.start as usize + at, slice.span.end as usize),
        ..slice
    })
}

fn is_signing_body(text: &str) -> bool {
    ministries::is_body(text)
        && !text.starts_with("Gemeente ")
        && !text.starts_with("Ministerie ")
        && !text.starts_with("Provincie ")
        && !text.contains("Datum")
        && text.split(' ').all(|w| {
            w.starts_with(char::is_uppercase)
                || matches!(
                    w.trim_end_matches(','),
                    "het"
                        | "college"
                        | "van"
                        | "burgemeester"
                        | "en"
                        | "wethouders"
                        | "gedeputeerde"
                        | "staten"
                        | "de"
                        | "der"
                        | "voor"
                        | "dagelijks"
                        | "bestuur"
                )
        })
}

fn is_signing_office(text: &str) -> bool {
    let upper = text.trim_end_matches(',');
    (upper.starts_with("De ") || upper.starts_with("de ") || upper.starts_with("DE "))
        && ministries::starts_with_office(upper)
        && upper.split(' ').skip(1).all(|w| {
            w.starts_with(char::is_uppercase)
                || matches!(
                    w.trim_end_matches(','),
                    "van" | "en" | "voor" | "de" | "het" | "der"
                )
                || ministries::is_office_word(w)
        })
}

/// "Gemeente …", "Provincie …", "Ministerie van …", "MINISTERRAAD" in the letterhead.
fn body_of_head<'a>(
    context: &Context<'a>,
    pairs: &Pairs<'a>,
    recipients: &[FieldValue],
) -> Option<FieldValue> {
    let line = context
        .lines
        .iter()
        .enumerate()
        .filter(|(i, l)| l.hit.is_none() && l.region == Region::Colofon && !pairs.claimed[*i])
        .take(80)
        .map(|(_, l)| l)
        .find(|l| {
            ministries::is_body(l.text)
                && l.text.len() > 9
                && l.text.starts_with(char::is_uppercase)
                && is_sender(l.text)
                && recipients.iter().all(|r| r.value != l.text)
        })?;
    context.value(
        &[context.whole(line)],
        join::tidy(line.text).to_owned(),
        0.7,
    )
}
