//! The document's own date: under its label, behind a place ("Voorbeeldstad, 3 mei 2022"), alone
//! in the colofon, or, for minutes, that of the meeting. Never one from the running text, never
//! that of a receipt stamp or of their letter.

use super::context::{Context, Line, Region, Slice, plausible_year};
use super::pairs::{Pair, Pairs};
use super::shape::{Shape, after_place};
use crate::lexicon::dates::{self, DateHit};
use crate::lexicon::doctypes;
use crate::lexicon::labels::Label;
use crate::model::{CleanSpan, FieldValue, Part};

pub(super) fn read<'a>(
    context: &Context<'a>,
    pairs: &Pairs<'a>,
    document_type: Option<&FieldValue>,
) -> Option<FieldValue> {
    let minutes = document_type.is_some_and(|t| t.value == "verslag");
    let mut labelled: Vec<Found<'a>> = pairs
        .of(Label::Date)
        .filter_map(|p| of_pair(context, p))
        .filter(|f| plausible_year(&f.date))
        .collect();
    let best = best_labelled(&labelled)
        .or_else(|| behind_place(context))
        .or_else(|| alone(context, pairs))
        .or_else(|| running_head(context))
        .or_else(|| beside_type(context))
        .or_else(|| {
            labelled.sort_by_key(|f| f.meeting);
            let first = labelled.first().filter(|f| minutes || !f.meeting)?;
            Some(first.at(first.confidence.min(if first.meeting { 0.85 } else { 1.0 })))
        })
        .or_else(|| minutes.then(|| of_meeting(context, pairs)).flatten())
        .or_else(|| minutes.then(|| heads_minutes(context)).flatten())
        .or_else(|| signed(context))
        .or_else(|| labelled.first().copied().map(|f| f.at(0.6)))?;
    let contradicted = best.labelled
        && labelled.iter().any(|f| {
            f.colofon && best.colofon && f.date.iso() != best.date.iso() && !f.meeting && !f.mail
        });
    let mut confidence = best.confidence;
    if best.date.damaged {
        confidence *= 0.92;
    }
    if contradicted {
        confidence *= 0.75;
    }
    context.value(&[best.slice], best.date.iso(), confidence)
}

#[derive(Clone, Copy)]
struct Found<'a> {
    date: DateHit,
    slice: Slice<'a>,
    confidence: f32,
    /// With a time range: when people met.
    meeting: bool,
    /// With a time, as in the head of an e-mail.
    mail: bool,
    colofon: bool,
    labelled: bool,
}

impl Found<'_> {
    fn at(self, confidence: f32) -> Self {
        Self { confidence, ..self }
    }
}

fn of_pair<'a>(context: &Context<'a>, pair: &Pair<'a>) -> Option<Found<'a>> {
    let value = pair.values.first()?;
    let (from, date) = dates::at_start(value.text)
        .map(|d| (0, d))
        .or_else(|| after_place(value.text))
        // "Verzonden cp: 14 juni 2021"
        .or_else(|| dates::find(value.text).filter(|(at, _)| *at <= 6))?;
    let rest = value.text[from + date.len..].trim_start();
    let line = &context.lines[pair.line];
    let label = &line.text[..line.hit.map_or(0, |h| h.len)];
    let mail_label = ["Verzonden", "Sent", "Date", "Verstuurd", "Gestuurd"]
        .iter()
        .any(|m| {
            label
                .get(..m.len())
                .is_some_and(|t| t.eq_ignore_ascii_case(m))
        });
    let confidence =
        0.99 - if pair.exact { 0.0 } else { 0.05 } - if pair.apart { 0.04 } else { 0.0 };
    Some(Found {
        date,
        slice: cut(*value, from, date.len),
        confidence,
        meeting: !mail_label && has_time(rest),
        mail: mail_label,
        colofon: line.region == Region::Colofon,
        labelled: true,
    })
}

/// "van 14:30 – 15:30 uur", "14.00 uur", "om 10 uur".
fn has_time(rest: &str) -> bool {
    let rest = rest.trim_start_matches([',', ';', ' ', '|', '-', '–']);
    let rest = ["van ", "om ", "vanaf ", "tijd", "Tijd"]
        .iter()
        .find_map(|p| rest.strip_prefix(p))
        .unwrap_or(rest)
        .trim_start_matches([':', ' ']);
    rest.starts_with(|c: char| c.is_ascii_digit())
        && (rest.get(1..6).is_some_and(|t| t.contains([':', '.'])) || rest.contains("uur"))
}

/// Prefers the colofon over the head of the body, and a date over a meeting's.
fn best_labelled<'a>(found: &[Found<'a>]) -> Option<Found<'a>> {
    let usable = |f: &&Found<'a>| !f.meeting;
    found
        .iter()
        .filter(usable)
        .find(|f| f.colofon)
        .or_else(|| found.iter().find(usable))
        .copied()
}

/// "Voorbeeldstad, 3 mei 2022" on a line of its own, in the colofon or the head of the body.
fn behind_place<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    context
        .lines
        .iter()
        .filter(|l| l.hit.is_none() && l.text.len() <= 60)
        .find_map(|line| {
            let (from, date) = after_place(line.text)?;
            let rest = &line.text[from + date.len..];
            (plausible_year(&date) && !rest.contains(char::is_alphanumeric)).then(|| Found {
                date,
                slice: cut(context.whole(line), from, date.len),
                confidence: 0.95,
                meeting: false,
                mail: false,
                colofon: line.region == Region::Colofon,
                labelled: false,
            })
        })
}

/// A line of the colofon that is a date and no label's value.
fn alone<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<Found<'a>> {
    let free = |line: &Line<'_>, i: usize| !pairs.claimed[i] && line.shape() == Shape::Date;
    let mut found: Option<Found<'a>> = None;
    for (i, line) in context.lines.iter().enumerate() {
        if line.region != Region::Colofon || !free(line, i) || near_receipt(context, i) {
            continue;
        }
        let Some(date) = dates::at_start(line.text).filter(plausible_year) else {
            continue;
        };
        let rest = line.text[date.len..].trim();
        if has_time(rest) || rest.starts_with(['-', '–']) {
            continue;
        }
        let here = Found {
            date,
            slice: cut(context.whole(line), 0, date.len),
            confidence: 0.85,
            meeting: false,
            mail: false,
            colofon: true,
            labelled: false,
        };
        match &found {
            None => found = Some(here),
            // Repeated at the head of the next page: so much the surer.
            Some(first) if first.date == date => return found.map(|f| f.at(0.92)),
            // Two dates without a label: neither is the document's.
            Some(_) => return None,
        }
    }
    found
}

/// "19 juli 2021 | Memo" at the head of a later page, left in the body.
fn running_head<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    let body = &context.clean.body;
    body.blocks
        .iter()
        .take(400)
        .filter(|b| b.span.len() <= 60)
        .find_map(|block| {
            let text = body.slice(block.span);
            let (left, right) = text.split_once('|')?;
            let date = dates::at_start(left).filter(plausible_year)?;
            let typed = doctypes::of_line(right).is_some() && left[date.len..].trim().is_empty();
            let slice = Slice {
                text,
                span: block.span,
                page: block.page,
                part: Part::Body,
            };
            typed.then(|| Found {
                date,
                slice: cut(slice, 0, date.len),
                confidence: 0.85,
                meeting: false,
                mail: false,
                colofon: false,
                labelled: false,
            })
        })
}

/// "MEMO 11-02-2019".
fn beside_type<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    context.lines.iter().take(6).find_map(|line| {
        let (word, rest) = line.text.split_once(' ')?;
        doctypes::of_line(word)?;
        let date = dates::at_start(rest).filter(plausible_year)?;
        (date.len == rest.len()).then(|| unlabelled(context.whole(line), word.len() + 1, date, 0.9))
    })
}

/// "8 september 2022, provinciehuis": minutes open with when and where.
fn heads_minutes<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    context
        .lines
        .iter()
        .take(8)
        .map(|l| context.whole(l))
        .chain(context.body_start().take(6))
        .find_map(|slice| {
            let date = dates::at_start(slice.text).filter(plausible_year)?;
            (slice.text.len() < 100).then(|| unlabelled(slice, 0, date, 0.8))
        })
}

/// "Voorbeeldstad, 2 februari 2024" above a signature.
fn signed<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    context
        .body_end()
        .take(15)
        .filter(|s| s.text.len() <= 50)
        .find_map(|slice| {
            let (from, date) = after_place(slice.text)?;
            let rest = &slice.text[from + date.len..];
            (plausible_year(&date) && !rest.contains(char::is_alphanumeric))
                .then(|| unlabelled(slice, from, date, 0.75))
        })
}

fn unlabelled(slice: Slice<'_>, from: usize, date: DateHit, confidence: f32) -> Found<'_> {
    Found {
        date,
        slice: cut(slice, from, date.len),
        confidence,
        meeting: false,
        mail: false,
        colofon: slice.part == Part::Colofon,
        labelled: false,
    }
}

/// Whether a stamp's word stands beside the line.
fn near_receipt(context: &Context<'_>, i: usize) -> bool {
    context.lines[i.saturating_sub(2)..(i + 2).min(context.lines.len())]
        .iter()
        .any(|l| {
            l.is(Label::Received)
                || l.text.get(..8).is_some_and(|t| {
                    t.eq_ignore_ascii_case("ingekome") || t.eq_ignore_ascii_case("ontvange")
                })
        })
}

/// "gehouden op vrijdag 10 januari 2025", "Datum overleg", a running head "MR vrijdag …".
fn of_meeting<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<Found<'a>> {
    let found = |slice: Slice<'a>, from: usize, date: DateHit, confidence| Found {
        date,
        slice: cut(slice, from, date.len),
        confidence,
        meeting: true,
        mail: false,
        colofon: slice.part == Part::Colofon,
        labelled: false,
    };
    let by_label = pairs.of(Label::MeetingDate).find_map(|p| {
        let value = p.values.first()?;
        let (from, date) = dates::find(value.text)?;
        Some(found(*value, from, date, 0.9))
    });
    by_label.or_else(|| {
        context
            .lines
            .iter()
            .map(|l| context.whole(l))
            .chain(context.body_start().take(12))
            .filter(|s| s.text.len() <= 300 && s.text.bytes().any(|b| b.is_ascii_digit()))
            .find_map(|slice| {
                let at = [
                    "gehouden op",
                    "van de vergadering",
                    "vergadering van",
                    "overleg van",
                    "overleg d.d.",
                    "bespreking van",
                    "vergadering d.d.",
                    "gesprek van",
                    "bijeenkomst van",
                    "Vergadering",
                    "Verslag",
                    "vergadering",
                ]
                .iter()
                .find_map(|m| slice.text.find(m).map(|i| i + m.len()))?;
                let (from, date) = dates::find(&slice.text[at..])?;
                (from < 60 && plausible_year(&date)).then(|| found(slice, at + from, date, 0.85))
            })
    })
}

fn cut(slice: Slice<'_>, from: usize, len: usize) -> Slice<'_> {
    let at = slice.span.start as usize + from;
    Slice {
        text: &slice.text[from..from + len],
        span: CleanSpan::new(at, at + len),
        ..slice
    }
}
