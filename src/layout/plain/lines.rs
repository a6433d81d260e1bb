//! The raw text cut into lines, each with its shape; nothing is lost, only blanks lie between.

use std::ops::Range;

use super::kinds::Kind;
use crate::layout::shape::Shape;
use crate::model::BlockRole;

/// What a line is taken for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::layout) enum Role {
    /// Body text.
    Body,
    /// Letterhead, header, side column, running head.
    Colofon,
    /// A page number: stands between body lines on every page and says nothing.
    PageNumber,
    /// Rules, stamps, specks.
    Furniture,
}

/// A line that is not blank.
#[derive(Clone, Debug)]
pub(in crate::layout) struct Line {
    /// First byte, behind the indent.
    pub start: u32,
    /// One past the last byte that is not blank.
    pub end: u32,
    /// Where a colofon tail begins behind body text; `end` where there is none.
    pub tail: u32,
    /// Page number, from 1.
    pub page: u32,
    /// Blank lines before it.
    pub blanks: u16,
    /// Blanks it is indented by.
    pub indent: u16,
    /// What it looks like.
    pub shape: Shape,
    /// What it says, where that is something a colofon says.
    pub kind: Option<Kind>,
    /// What it is taken for.
    pub role: Role,
    /// What the source says of it.
    pub given: Option<Given>,
}

/// What a source that knows its structure says of a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Given {
    /// Whether a paragraph, item or row begins with it.
    pub begins: bool,
    /// What it is part of.
    pub role: BlockRole,
    /// Whether it is bold, if that is known.
    pub bold: Option<bool>,
}

/// The lines of a document.
pub(in crate::layout) struct Lines<'a> {
    /// The raw text.
    pub raw: &'a str,
    /// Its lines, in order.
    pub all: Vec<Line>,
    /// Pages, one more than there are form feeds between text.
    pub pages: u32,
}

impl<'a> Lines<'a> {
    /// Cuts a text into lines.
    pub(super) fn of(raw: &'a str) -> Self {
        let mut lines = Self {
            raw,
            all: Vec::with_capacity(raw.len() / 64),
            pages: 1,
        };
        let bytes = raw.as_bytes();
        let (mut from, mut blanks, mut page) = (0, 0u16, 1);
        for at in memchr::memchr3_iter(b'\n', b'\r', 0x0c, bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            lines.push(from, at, page, &mut blanks);
            if bytes[at] == 0x0c {
                page += 1;
            }
            from = at + 1;
        }
        lines.push(from, raw.len(), page, &mut blanks);
        lines
    }

    fn push(&mut self, from: usize, to: usize, page: u32, blanks: &mut u16) {
        let line = &self.raw[from..to];
        let text = line.trim_start();
        let start = to - text.len();
        let text = text.trim_end();
        if text.is_empty() {
            *blanks = blanks.saturating_add(1);
            return;
        }
        let kept = without_rule(text);
        self.add(
            start,
            start + kept.len(),
            page,
            std::mem::take(blanks),
            start - from,
            Role::Body,
        );
        if kept.len() < text.len() {
            // The edge of the paper, or a rule beside the text, read as bars.
            let rule = text[kept.len()..].trim_start();
            let end = start + text.len();
            self.add(end - rule.len(), end, page, 0, 0, Role::Furniture);
        }
        self.pages = page;
    }

    fn add(&mut self, start: usize, end: usize, page: u32, blanks: u16, indent: usize, role: Role) {
        self.all.push(Line {
            start: offset(start),
            end: offset(end),
            tail: offset(end),
            page,
            blanks,
            indent: u16::try_from(indent).unwrap_or(u16::MAX),
            shape: Shape::of(&self.raw[start..end]),
            kind: None,
            role,
            given: None,
        });
    }

    /// A text of which the lines are given one by one.
    pub(in crate::layout) fn none(raw: &'a str) -> Self {
        Self {
            raw,
            all: Vec::new(),
            pages: 1,
        }
    }

    /// Adds a line of which more is known than its text.
    pub(in crate::layout) fn give(&mut self, span: Range<usize>, mut line: Line) {
        self.pages = self.pages.max(line.page);
        line.start = offset(span.start);
        line.end = offset(span.end);
        line.tail = offset(span.end);
        self.all.push(line);
    }

    /// The text of a line.
    pub(super) fn text(&self, at: usize) -> &'a str {
        let line = &self.all[at];
        &self.raw[line.start as usize..line.end as usize]
    }

    /// Whether another page begins with this line.
    pub(super) fn begins_page(&self, at: usize) -> bool {
        at == 0 || self.all[at].page != self.all[at - 1].page
    }

    /// The body line before this one.
    pub(super) fn body_before(&self, at: usize) -> Option<usize> {
        near(self.all[..at].iter().rev()).map(|steps| at - 1 - steps)
    }

    /// The body line after this one.
    pub(super) fn body_after(&self, at: usize) -> Option<usize> {
        near(self.all.get(at + 1..)?.iter()).map(|steps| at + 1 + steps)
    }
}

/// A line without the bars behind it, unless bars part the cells of a row.
fn without_rule(text: &str) -> &str {
    if !text.ends_with('|') {
        return text;
    }
    let kept = text.trim_end_matches(['|', ' ', '\t']);
    if kept.is_empty() || kept.contains('|') {
        text
    } else {
        kept
    }
}

/// The first body line, not further than a page's worth of lines away.
fn near<'l>(lines: impl Iterator<Item = &'l Line>) -> Option<usize> {
    lines.take(60).position(|line| line.role == Role::Body)
}

/// A byte offset; a reader's limits keep texts far below 4 GiB.
pub(in crate::layout) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("texts are limited to 4 GiB")
}
