//! The lines in which fields are looked for, made once: the colofon's, then those of the body
//! before its first heading or salutation; each with its label and its look.

use super::join;
use super::shape::{self, Shape};
use crate::lexicon::labels::{self, Label, LabelHit};
use crate::lexicon::{dates, doctypes};
use std::cell::Cell;

use crate::model::{Clean, CleanSpan, CleanText, EditKind, FieldValue, Part};

/// Colofon lines looked at from the top: several pages of heads; and from the end: a signature.
const COLOFON_HEAD: usize = 240;
const COLOFON_TAIL: usize = 60;
/// Body lines looked at from the top, and from the end.
const BODY_HEAD: usize = 60;
const BODY_TAIL: usize = 60;
/// A longer line is prose.
const LONGEST: usize = 400;

/// Which region of the document a line is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Region {
    Colofon,
    /// Before the first heading or salutation of the body.
    BodyHead,
}

/// A line, or the part of one that begins with a label of its own.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) span: CleanSpan,
    pub(super) page: u32,
    pub(super) region: Region,
    pub(super) hit: Option<LabelHit>,
    /// Read when it is first asked for: a label's line often is not.
    shape: Cell<Option<Shape>>,
    /// It ends the name that the line before it breaks off: "Directoraat-generaal Natuur / en
    /// Visserij".
    pub(super) goes_on: bool,
}

impl Line<'_> {
    pub(super) fn part(&self) -> Part {
        match self.region {
            Region::Colofon => Part::Colofon,
            Region::BodyHead => Part::Body,
        }
    }

    /// Of the whole text, label included where there is one.
    pub(super) fn shape(&self) -> Shape {
        if let Some(shape) = self.shape.get() {
            return shape;
        }
        let shape = shape::of(self.text);
        self.shape.set(Some(shape));
        shape
    }

    pub(super) fn is(&self, label: Label) -> bool {
        self.hit.is_some_and(|h| h.label == label)
    }

    /// A label with nothing behind it.
    pub(super) fn is_lone_label(&self) -> bool {
        self.hit.is_some_and(|h| h.alone)
    }
}

/// A piece of a line that is a value, or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice<'a> {
    pub(super) text: &'a str,
    pub(super) span: CleanSpan,
    pub(super) page: u32,
    pub(super) part: Part,
}

/// What all fields read from.
pub(super) struct Context<'a> {
    pub(super) clean: &'a Clean,
    pub(super) lines: Vec<Line<'a>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(clean: &'a Clean) -> Self {
        let mut lines = Vec::with_capacity(64);
        let colofon = &clean.colofon;
        let count = colofon.blocks.len();
        let tail = count
            .saturating_sub(COLOFON_TAIL)
            .max(COLOFON_HEAD.min(count));
        for i in (0..count.min(COLOFON_HEAD)).chain(tail..count) {
            let block = &colofon.blocks[i];
            add_lines(colofon, block.span, block.page, Region::Colofon, &mut lines);
        }
        for block in clean.body.blocks.iter().take(body_head(&clean.body)) {
            add_lines(
                &clean.body,
                block.span,
                block.page,
                Region::BodyHead,
                &mut lines,
            );
        }
        mend(&mut lines);
        Self { clean, lines }
    }

    pub(super) fn text_of(&self, part: Part) -> &'a CleanText {
        match part {
            Part::Body => &self.clean.body,
            Part::Colofon | Part::Furniture => &self.clean.colofon,
        }
    }

    /// The whole of a line as a value.
    pub(super) fn whole(&self, line: &Line<'a>) -> Slice<'a> {
        Slice {
            text: line.text,
            span: line.span,
            page: line.page,
            part: line.part(),
        }
    }

    /// The first lines of the body, whatever they are.
    pub(super) fn body_start(&self) -> impl Iterator<Item = Slice<'a>> + Clone + use<'a> {
        let body = &self.clean.body;
        body.blocks
            .iter()
            .take(BODY_HEAD)
            .map(move |b| slice_of(body, b.span, b.page, Part::Body))
    }

    /// The last lines of the body, last first.
    pub(super) fn body_end(&self) -> impl Iterator<Item = Slice<'a>> + use<'a> {
        let body = &self.clean.body;
        body.blocks
            .iter()
            .rev()
            .take(BODY_TAIL)
            .map(move |b| slice_of(body, b.span, b.page, Part::Body))
    }

    /// A field value of one or more slices, its confidence lowered where they are damaged. What
    /// stands in another part than the first is left out: a redaction there would not be seen.
    pub(super) fn value(
        &self,
        slices: &[Slice<'a>],
        value: String,
        confidence: f32,
    ) -> Option<FieldValue> {
        let first = slices.first()?;
        let same: Vec<_> = slices
            .iter()
            .copied()
            .filter(|s| s.part == first.part)
            .collect();
        if same.len() < slices.len() {
            let whole = join::join(slices);
            let joined = join::tidy(&whole) == value;
            let rest = join::join(&same);
            return joined
                .then(|| self.value(&same, join::tidy(&rest).to_owned(), confidence))
                .flatten();
        }
        let span = same
            .iter()
            .fold(first.span, |all, slice| all.unite(slice.span));
        let damage: f32 = slices
            .iter()
            .map(|s| damage(self.text_of(s.part), s.span))
            .fold(1.0, f32::min);
        let confidence = (confidence * damage * 100.0).round() / 100.0;
        (!value.is_empty()).then_some(FieldValue {
            value,
            part: first.part,
            span,
            confidence,
            page: first.page,
        })
    }
}

/// How sure repairs inside a span leave it: 1 where nothing was repaired.
fn damage(text: &CleanText, span: CleanSpan) -> f32 {
    let from = text.edits.partition_point(|(at, _)| at.end <= span.start);
    text.edits[from..]
        .iter()
        .take_while(|(at, _)| at.start < span.end)
        .take(64)
        .map(|(_, kind)| match kind {
            EditKind::Digit | EditKind::Date => 0.9,
            EditKind::Word | EditKind::Kerning | EditKind::LostSpace | EditKind::Mojibake => 0.95,
            _ => 1.0,
        })
        .fold(1.0, f32::min)
}

fn slice_of(text: &CleanText, span: CleanSpan, page: u32, part: Part) -> Slice<'_> {
    let line = text.slice(span);
    let from = span.start as usize + (line.len() - line.trim_start().len());
    let line = line.trim();
    Slice {
        text: line,
        span: CleanSpan::new(from, from + line.len()),
        page,
        part,
    }
}

/// What follows a line that breaks off ("… van de") goes on with it: it is no label, and has the
/// look of what it ends.
fn mend(lines: &mut [Line<'_>]) {
    for i in 1..lines.len() {
        let (before, rest) = lines.split_at_mut(i);
        let (above, line) = (&before[i - 1], &mut rest[0]);
        if above.region != line.region || above.is_lone_label() {
            continue;
        }
        let doubtful = line.hit.is_some_and(|h| {
            let word = matches!(
                h.label,
                Label::Unit
                    | Label::From
                    | Label::To
                    | Label::Via
                    | Label::Portfolio
                    | Label::OfficeAddress
            );
            !h.colon && !h.alone && word
        });
        if doubtful && breaks_off(above.text) && !above.text.ends_with(',') {
            line.hit = None;
            line.shape.set(Some(Shape::Words));
        }
        let named = above.hit.is_none() && matches!(above.shape(), Shape::Unit | Shape::Offices);
        if named
            && line.hit.is_none()
            && matches!(line.shape(), Shape::Words | Shape::Junk)
            && (["en ", "van ", "der ", "voor "]
                .iter()
                .any(|w| line.text.starts_with(w))
                || breaks_off(above.text))
        {
            line.shape.set(Some(above.shape()));
            line.goes_on = true;
        }
    }
}

/// Whether a line ends in a word that no text ends in.
pub(super) fn breaks_off(line: &str) -> bool {
    let line = line.trim_end();
    let last = line.rsplit(' ').next().unwrap_or_default();
    line.ends_with([',', '&', '('])
        || matches!(
            last,
            "en" | "de"
                | "het"
                | "van"
                | "voor"
                | "der"
                | "den"
                | "een"
                | "in"
                | "op"
                | "met"
                | "aan"
                | "tot"
                | "over"
                | "bij"
                | "of"
                | "naar"
                | "te"
                | "door"
                | "om"
                | "inzake"
                | "uit"
                | "ten"
                | "ter"
                | "betreffende"
                | "tussen"
                | "onder"
                | "als"
                | "dat"
                | "die"
                | "zonder"
                | "tegen"
                | "vanaf"
                | "per"
        )
}

/// How many blocks of the body come before its text.
fn body_head(body: &CleanText) -> usize {
    body.blocks
        .iter()
        .take(BODY_HEAD)
        .position(|b| {
            let text = body.slice(b.span);
            let heading = b.heading.is_some()
                && doctypes::of_line(text).is_none()
                && labels::at_start(text).is_none();
            heading || is_salutation(text) || b.span.len() > LONGEST
        })
        .unwrap_or_else(|| body.blocks.len().min(BODY_HEAD))
}

/// "Geachte …", "Beste …".
pub(super) fn is_salutation(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(['G', 'B', 'E', 'H', 'D'])
        && text.len() < 120
        && [
            "Geachte",
            "Geacht ",
            "Beste ",
            "Excellentie",
            "Hooggeachte",
            "Dear ",
            "Hoi ",
            "Hallo ",
            "Dag ",
        ]
        .iter()
        .any(|s| text.starts_with(s))
}

/// Splits a block where labels stand inside it, and adds the pieces.
fn add_lines<'a>(
    text: &'a CleanText,
    span: CleanSpan,
    page: u32,
    region: Region,
    out: &mut Vec<Line<'a>>,
) {
    let whole = text.slice(span);
    let base = span.start as usize;
    if whole.len() > LONGEST {
        return;
    }
    let mut from = 0;
    let whole_hit = labels::at_start(whole);
    // What is found only by looking through damage is never exact.
    let undamaged = whole_hit.filter(|h| h.exact);
    let mut borders = inner_labels(whole, undamaged);
    borders.extend(foreign_tail(whole, undamaged, borders.first().copied()));
    borders.sort_unstable();
    let mut cuts = borders.into_iter().chain([whole.len()]);
    let mut cut = cuts.next();
    while let Some(to) = cut {
        let piece = &whole[from..to];
        let lead = piece.len() - piece.trim_start().len();
        let piece = piece.trim();
        if !piece.is_empty() {
            let at = base + from + lead;
            out.push(Line {
                text: piece,
                span: CleanSpan::new(at, at + piece.len()),
                page,
                region,
                hit: if piece.len() == whole.len() {
                    whole_hit
                } else {
                    labels::at_start(piece)
                }
                .map(|hit| LabelHit {
                    len: hit.len.min(piece.len()),
                    ..hit
                }),
                shape: Cell::new(None),
                goes_on: false,
            });
        }
        from = to;
        cut = cuts.next();
    }
}

/// Where in a line begins what is no part of the first label's value: a reference of the other
/// column behind "Aan MBZK", a unit's name behind "TER BESLISSING".
fn foreign_tail(line: &str, hit: Option<LabelHit>, end: Option<usize>) -> Option<usize> {
    // "Minister van … nota": the type's word in the next column.
    if line.ends_with('a')
        && let Some(title) = line
            .strip_suffix(" nota")
            .or_else(|| line.strip_suffix(" Nota"))
        && end.is_none()
        && crate::lexicon::ministries::starts_with_office(title)
    {
        return Some(title.len() + 1);
    }
    let hit = hit.filter(|h| !h.alone)?;
    let line = line[..end.unwrap_or(line.len())].trim_end();
    let at = match hit.label {
        Label::NoteKind if line[hit.len.min(line.len())..].starts_with(char::is_uppercase) => {
            hit.len
        }
        Label::To | Label::From => {
            let at = line.rfind(' ')? + 1;
            let long = line[at..].bytes().filter(u8::is_ascii_digit).count() >= 6;
            (at > hit.len && long && shape::is_reference(&line[at..])).then_some(at)?
        }
        _ => return None,
    };
    (at < line.len() && line.is_char_boundary(at)).then_some(at)
}

/// Where in a line labels stand that are not its first word: "Gemeente Voorbeeld Datum 3 mei
/// 2022", "Datum 3 mei 2022 Ons kenmerk 123". At most eight.
fn inner_labels(line: &str, hit: Option<LabelHit>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut before = 0u8;
    // After a subject's label everything is subject, up to the next label with a colon.
    let mut colon_only =
        hit.is_some_and(|h| matches!(h.label, Label::Subject | Label::Project | Label::To));
    for (i, b) in line.bytes().enumerate() {
        let starts = matches!(before, b' ' | b'\t' | b'|') && b.is_ascii_uppercase();
        before = b;
        if !starts || out.len() == 8 {
            continue;
        }
        let Some(hit) = labels::undamaged_at_start(&line[i..]) else {
            continue;
        };
        // "Soort ID: paspoort Nummer: …": these words are labels of the document at a line's start only.
        let word = line[i..].split([' ', ':']).next().unwrap_or_default();
        if matches!(word, "Nummer" | "Zaak" | "Nr") {
            continue;
        }
        let likely = match hit.label {
            Label::Date | Label::Reference => {
                hit.colon || hit.exact && (!hit.alone || i > 0) && !colon_only
            }
            Label::YourReference | Label::Annexes | Label::Author | Label::Contact => {
                hit.exact && (hit.colon || !colon_only)
            }
            Label::Phone | Label::Email => hit.exact && hit.len > 3 && !hit.alone,
            Label::From | Label::To | Label::Copy | Label::Subject | Label::Deadline => {
                hit.exact && hit.colon && hit.len > 4
            }
            _ => false,
        };
        if likely && !is_mid_phrase(&line[..i]) {
            colon_only = matches!(hit.label, Label::Subject);
            out.push(i);
        }
    }
    out
}

/// Whether a label after these words is part of their phrase: "Besluit met Kenmerk 3".
fn is_mid_phrase(before: &str) -> bool {
    let word = before
        .trim_end()
        .rsplit([' ', '\t'])
        .next()
        .unwrap_or_default();
    matches!(
        word,
        "met"
            | "van"
            | "de"
            | "het"
            | "een"
            | "en"
            | "op"
            | "onder"
            | "uw"
            | "Uw"
            | "RE:"
            | "FW:"
            | "Re:"
            | "Fwd:"
    )
}

/// The year a document's own date must lie after; older ones are history.
pub(super) fn plausible_year(date: &dates::DateHit) -> bool {
    (1950..=2090).contains(&date.year)
}
