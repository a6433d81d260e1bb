//! Blocks of which the structure is known: their lines are marked as lines of plain text are, but
//! for what the source says of them itself.

use super::plain::lines::{Given, Line, Lines, Role};
use super::plain::profile::Profile;
use super::plain::{emit, header, kinds};
use super::shape::Shape;
use crate::model::{BlockRole, Blocks, Laid, TextBlock};

/// Lays out blocks.
pub(super) fn lay_out(blocks: Blocks) -> Laid {
    let mut lines = Lines::none(&blocks.text);
    for block in &blocks.list {
        add(&mut lines, block);
    }
    let profile = Profile::of_blocks(&lines);
    header::mark(&mut lines, &profile);
    let (pieces, interleaved) = emit::pieces(&lines, &profile);
    let pages = lines.pages;
    Laid {
        raw: blocks.text,
        pieces,
        pages,
        interleaved,
        aside: blocks.aside,
        ..Laid::default()
    }
}

/// Adds the lines of a block.
fn add(lines: &mut Lines<'_>, block: &TextBlock) {
    let from = block.span.start as usize;
    let mut at = from;
    let mut begins = true;
    for line in lines.raw[block.span.range()].split('\n') {
        let text = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        if text.is_empty() {
            continue;
        }
        let shape = Shape::of(text);
        let kind = match block.role {
            BlockRole::Heading(_) | BlockRole::Item | BlockRole::Note => None,
            _ => kinds::kind(text, &shape),
        };
        let role = match block.role {
            BlockRole::Header | BlockRole::Footer if is_page_number(text, kind) => Role::PageNumber,
            BlockRole::Header | BlockRole::Footer => Role::Colofon,
            _ => Role::Body,
        };
        let given = Given {
            begins,
            role: block.role,
            bold: block.bold,
        };
        let line = Line {
            start: 0,
            end: 0,
            tail: 0,
            page: block.page,
            blanks: u16::from(begins),
            indent: 0,
            shape,
            kind,
            role,
            given: Some(given),
        };
        lines.give(start..start + text.len(), line);
        begins = false;
    }
}

/// `Pagina 2 van 6`, or the bare number of a page.
fn is_page_number(text: &str, kind: Option<kinds::Kind>) -> bool {
    kind == Some(kinds::Kind::PageNumber)
        || text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'/'))
            && text.len() <= 9
            // A longer number is a reference.
            && text.split(|c: char| !c.is_ascii_digit()).all(|n| n.len() <= 4)
}
