//! What kind of document it is: by its own word, else by what it is made of.

use super::context::{Context, Region, Slice, is_salutation};
use super::pairs::Pairs;
use super::shape::Shape;
use crate::lexicon::chat::{self, Form};
use crate::lexicon::doctypes;
use crate::lexicon::gate::{Gate, opens};
use crate::lexicon::labels::{self, Label};
use crate::model::{CleanSpan, FieldValue};

pub(super) fn read<'a>(
    context: &Context<'a>,
    pairs: &Pairs<'a>,
    subject: Option<&FieldValue>,
    recipients: &[FieldValue],
) -> Option<FieldValue> {
    let found = chat(context)
        .or_else(|| mail(context))
        .or_else(|| own_word(context, pairs, subject, recipients))
        .or_else(|| decision(context, subject))
        .or_else(|| note(context, pairs))
        .or_else(|| title_word(context))
        .or_else(|| note_headings(context).filter(|_| salutation(context).is_none()))
        .or_else(|| memo_header(context, pairs))
        .or_else(|| salutation(context).and_then(|_| letter(context, recipients)))
        .or_else(|| note_headings(context))
        .or_else(|| letter(context, recipients))
        .or_else(|| minutes(context))?;
    context.value(&[evidence(found.1)], found.0.to_owned(), found.2)
}

/// Of a line with a label the label is evidence enough: what follows may be somebody's name.
fn evidence(slice: Slice<'_>) -> Slice<'_> {
    let label = labels::at_start(slice.text).map(|h| h.len);
    let colon = slice.text.find(':').filter(|i| *i < 30);
    let len = label
        .or(colon)
        .unwrap_or(slice.text.len())
        .min(slice.text.len());
    let text = slice.text[..len].trim_end_matches([':', ' ', '\t']);
    if text.is_empty() {
        return slice;
    }
    let start = slice.span.start as usize;
    Slice {
        text,
        span: CleanSpan::new(start, start + text.len()),
        ..slice
    }
}

/// A row of a table: more than two cells.
fn is_row(text: &str) -> bool {
    text.matches(" | ").nth(1).is_some()
}

type Found<'a> = (&'static str, Slice<'a>, f32);

/// A line that is the type's word: in the colofon, or before the text.
fn own_word<'a>(
    context: &Context<'a>,
    pairs: &Pairs<'a>,
    subject: Option<&FieldValue>,
    recipients: &[FieldValue],
) -> Option<Found<'a>> {
    let mut best: Option<Found<'a>> = None;
    let free = |i: usize| !pairs.claimed[i];
    for (i, line) in context.lines.iter().enumerate().take(120) {
        // A row of a table says nothing of the whole.
        if !free(i) || is_row(line.text) {
            continue;
        }
        let word = match line.hit {
            None => doctypes::of_line(line.text).or_else(|| behind_date(line.text)),
            Some(_) => None,
        };
        let Some(name) = word else { continue };
        let in_subject =
            subject.is_some_and(|s| s.part == line.part() && s.span.overlaps(line.span));
        let is_whole = subject.is_some_and(|s| s.span.len() <= line.span.len());
        if in_subject && !is_whole {
            continue;
        }
        // "Bijlagen … Kamerbrief" and "Besluit" as headings of the text are not the type.
        if line.region == Region::BodyHead && matches!(name, "besluit" | "other" | "kamerbrief") {
            continue;
        }
        let name = if name == "brief" && to_parliament(recipients) {
            "kamerbrief"
        } else {
            name
        };
        // "Agenda" above the points of minutes is a heading; as a type it comes first.
        if name == "other" && i > 3 || name == "besluit" && i > 12 {
            continue;
        }
        let surer = best.is_none() || best.is_some_and(|b| b.0 == "nota" && name == "beslisnota");
        if surer {
            best = Some((name, context.whole(line), 0.98));
        }
    }
    // Titles such as "Openbare beslisnota …" and "Oplegnota: …" name it as surely.
    best.or_else(|| {
        context
            .lines
            .iter()
            .enumerate()
            .take(60)
            .filter(|(i, l)| l.hit.is_none() && free(*i))
            .find_map(|(_, line)| {
                let name = doctypes::of_title(line.text)?;
                matches!(name, "beslisnota" | "inventarislijst")
                    .then(|| (name, context.whole(line), 0.95))
            })
    })
}

/// "19 juli 2021 | Memo".
fn behind_date(text: &str) -> Option<&'static str> {
    let (_, last) = text.rsplit_once('|')?;
    doctypes::of_line(last)
}

fn title_word<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    let head = context
        .lines
        .iter()
        .take(40)
        .filter(|l| l.hit.is_none_or(|h| h.label == Label::Subject))
        .map(|l| {
            let from = l.hit.map_or(0, |h| h.len);
            (context.whole(l), &l.text[from..])
        });
    let body = context.body_start().take(6).map(|s| (s, s.text));
    head.chain(body).find_map(|(slice, text)| {
        let name = doctypes::of_title(text).filter(|_| text.len() < 200 && !is_row(text))?;
        (!matches!(name, "brief" | "e-mail" | "other")).then_some((name, slice, 0.85))
    })
}

/// A letter that decides: "Beslissing op uw verzoek", "Besluit actieve openbaarmaking".
fn decision<'a>(context: &Context<'a>, subject: Option<&FieldValue>) -> Option<Found<'a>> {
    let subject = subject?;
    let starts = |p: &str| {
        subject
            .value
            .get(..p.len())
            .is_some_and(|t| t.eq_ignore_ascii_case(p))
    };
    let decides = [
        "besluit",
        "beslissing op",
        "woo-besluit",
        "wob-besluit",
        "beslissing inzake",
        "(deel)besluit",
        "deelbesluit",
        "beschikking",
    ]
    .iter()
    .any(|p| starts(p))
        && !starts("besluitvorming")
        && !starts("besluitenlijst");
    let slice = Slice {
        text: "",
        span: subject.span,
        page: subject.page,
        part: subject.part,
    };
    let note = context.lines.iter().any(|l| l.is(Label::NoteKind));
    (decides && !note).then_some(("besluit", slice, 0.85))
}

/// TER BESLISSING, Nota actief openbaar, a parafenroute.
fn note<'a>(context: &Context<'a>, _pairs: &Pairs<'a>) -> Option<Found<'a>> {
    context
        .lines
        .iter()
        .find(|l| {
            l.is(Label::NoteKind)
                || l.is(Label::ActivelyPublic)
                || l.is(Label::Consent) && l.region == Region::Colofon
        })
        .map(|l| ("nota", context.whole(l), 0.9))
}

/// The headings that only notes have.
fn note_headings<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    const HEADS: &[&str] = &[
        "geadviseerd besluit",
        "gevraagd besluit",
        "gevraagde beslissing",
        "informatie die niet openbaar",
        "kernpunten",
        "beslispunten",
        "geadviseerde beslissing",
        "advies",
    ];
    const GATE: Gate = Gate::of(HEADS);
    let body = &context.clean.body;
    let heads = body
        .blocks
        .iter()
        .take(600)
        .filter(|b| b.heading.is_some() || b.span.len() < 70);
    for block in heads {
        let text = body.slice(block.span);
        let bare = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '));
        let known = GATE.may_open(bare)
            && HEADS
                .iter()
                .any(|h| opens(bare, h) && bare.len() <= h.len() + 30);
        if known && (block.heading.is_some() || bare.len() < 30) {
            let slice = Slice {
                text,
                span: block.span,
                page: block.page,
                part: crate::model::Part::Body,
            };
            return Some(("nota", slice, 0.85));
        }
    }
    None
}

/// Aan, Van and what about, all labelled, and no address: a memo.
fn memo_header<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<Found<'a>> {
    let first = |label| pairs.of(label).map(|p| p.line).find(|&i| i < 12);
    let to = first(Label::To)?;
    first(Label::From)?;
    first(Label::Subject).and(first(Label::Date))?;
    let letter = context.lines.iter().take(30).any(|l| {
        l.shape() == Shape::Address || l.is(Label::OfficeAddress) || l.is(Label::YourReference)
    });
    let formal = salutation(context).is_some_and(|s| s.text.starts_with("Geacht"));
    (!letter && !formal).then(|| ("memo", context.whole(&context.lines[to]), 0.7))
}

/// Two or more of an e-mail's header labels with colons, From among them.
fn mail<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    let lines = context.lines.iter().take(60);
    let body = context.body_start().take(20);
    // Without a sender's line there is no need to look for labels.
    let texts = lines.clone().map(|l| l.text);
    if !texts.chain(body.clone().map(|s| s.text)).any(names_sender) {
        return None;
    }
    let mut from = None;
    let mut others = 0u32;
    let lines = lines.map(|l| (context.whole(l), l.hit));
    let body = body.map(|s| {
        (
            s,
            Some(s.text)
                .filter(|t| may_have_colon(t))
                .and_then(labels::at_start),
        )
    });
    for (slice, hit) in lines.chain(body) {
        let Some(hit) = hit.filter(|h| h.colon) else {
            continue;
        };
        let word = slice.text.split([':', ' ']).next().unwrap_or_default();
        match hit.label {
            Label::From if names_sender(slice.text) => {
                from = from.or(Some(slice));
            }
            Label::Date
                if matches!(
                    word,
                    "Verzonden" | "Sent" | "Date" | "Verstuurd" | "verzonden" | "Ferstjoerd"
                ) =>
            {
                others += 2;
            }
            // "Datum: 3 mei 2022 10:12", as some programs write it.
            Label::Date => {
                others += if slice.text.matches(':').count() > 1 {
                    2
                } else {
                    0
                }
            }
            Label::To | Label::Subject | Label::Copy => others += 1,
            // A note's labels: a note.
            Label::NoteKind | Label::Reference | Label::ActivelyPublic => return None,
            _ => {}
        }
    }
    from.filter(|_| others >= 3)
        .map(|slice| ("e-mail", slice, 0.95))
}

/// "Van: …", "From: …".
fn names_sender(text: &str) -> bool {
    text.starts_with(['V', 'F', 'v', 'A'])
        && matches!(
            text.split([':', ' ']).next(),
            Some("Van" | "From" | "VAN" | "FROM" | "van" | "Afzender" | "Fan")
        )
}

/// Whether a label's colon, or what stands for it, may stand where a label ends.
fn may_have_colon(text: &str) -> bool {
    // No label is longer than this, points and blanks behind it apart.
    const LONGEST: usize = 128;
    memchr::memchr3(b':', b'|', b';', text.as_bytes()).is_some_and(|at| {
        at <= LONGEST
            || text[..at]
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '.'))
                .len()
                <= LONGEST
    })
}

/// Messages that say when they were sent, and by whom.
fn chat<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    // Signal, saved as text: headers like those of mails.
    let typed = context
        .body_start()
        .chain(context.lines.iter().take(40).map(|l| context.whole(l)))
        .find(|s| matches!(s.text, "Type: incoming" | "Type: outgoing"));
    if let Some(typed) = typed {
        return Some(("chat", typed, 0.9));
    }
    let lines: Vec<Slice<'a>> = context
        .body_start()
        .chain(context.lines.iter().take(40).map(|l| context.whole(l)))
        .collect();
    let clear = chat::form(lines.iter().map(|l| l.text)).is_some();
    let mut heads = lines.into_iter().filter(|l| {
        chat::head(l.text).is_some_and(|h| clear || h.form == Form::Before && h.sender.is_some())
    });
    let first = heads.next()?;
    // A chat of which many lines are misread.
    if !clear && heads.nth(1).is_none() {
        return None;
    }
    // The time says it, not who sent it.
    let head = chat::head(first.text)?;
    let sender = head.sender.filter(|_| head.form == Form::Behind);
    let from = sender.map_or(0, |s| s.end);
    let text = first.text[from..].trim_start_matches([',', ' ', '-', '–', '—', '[', '(']);
    let start = first.span.start as usize + first.text.len() - text.len();
    let stamp = Slice {
        text,
        span: CleanSpan::new(start, start + text.len()),
        ..first
    };
    Some(("chat", stamp, 0.9))
}

fn to_parliament(recipients: &[FieldValue]) -> bool {
    recipients
        .iter()
        .any(|r| r.value.contains("Tweede Kamer") || r.value.contains("Eerste Kamer"))
}

/// A salutation or a letter's labels.
fn letter<'a>(context: &Context<'a>, recipients: &[FieldValue]) -> Option<Found<'a>> {
    let head = context.lines.iter().find(|l| {
        l.hit.is_some_and(|h| h.label == Label::OfficeAddress) && l.text.starts_with("Retour")
            || l.is(Label::YourReference)
            || l.is(Label::YourLetter)
            || is_salutation(l.text)
    });
    let subject = context.lines.iter().find(|l| l.is(Label::Subject));
    let closing = context.body_end().find(|s| is_closing(s.text));
    let slice = head
        .or(subject.filter(|_| closing.is_some() || !recipients.is_empty()))
        .map(|l| context.whole(l))
        .or_else(|| salutation(context))?;
    let name = if to_parliament(recipients) {
        "kamerbrief"
    } else {
        "brief"
    };
    Some((name, slice, 0.85))
}

fn salutation<'a>(context: &Context<'a>) -> Option<Slice<'a>> {
    context.body_start().find(|s| is_salutation(s.text))
}

fn is_closing(text: &str) -> bool {
    text.len() < 80
        && [
            "Hoogachtend",
            "Met vriendelijke groet",
            "Hoogac",
            "Met de meeste hoogachting",
            "Vriendelijke groet",
        ]
        .iter()
        .any(|c| text.starts_with(c))
}

/// Attendance.
fn minutes<'a>(context: &Context<'a>) -> Option<Found<'a>> {
    context
        .lines
        .iter()
        .find(|l| l.is(Label::Attendees) && l.hit.is_some_and(|h| h.colon || h.alone))
        .filter(|l| l.shape() != Shape::Nothing)
        .map(|l| ("verslag", context.whole(l), 0.7))
}
