//! Which paragraphs are headings: by their words, their type and the room around them.

use super::paras::{Flow, Para};
use super::sheet::Doc;
use super::words;
use crate::lexicon::headings::{Known, known};
use crate::lexicon::labels;
use crate::model::Heading;

/// Evidence that a heading needs.
const ENOUGH: f32 = 3.0;

/// The heading that a paragraph is, if it is one.
pub(super) fn find(doc: &Doc, flow: &Flow, at: usize) -> Option<Heading> {
    let para = &flow.paras[at];
    if para.table || para.rows.len() > 3 {
        return None;
    }
    let text = flow.first_text(doc, para);
    if evidence(doc, flow, at) < ENOUGH {
        return None;
    }
    let (number, title_at) = words::heading_number(text);
    Some(Heading {
        number: number.map(str::to_owned),
        level: number.map_or(1, level),
        title_at: u32::try_from(title_at).unwrap_or(0),
    })
}

/// `5.1` is below `5`, and so is `a`.
fn level(number: &str) -> u8 {
    let dots = number.bytes().filter(|b| *b == b'.').count();
    let letter = number.starts_with(|c: char| c.is_ascii_lowercase());
    u8::try_from(1 + dots + usize::from(letter)).unwrap_or(u8::MAX)
}

fn evidence(doc: &Doc, flow: &Flow, at: usize) -> f32 {
    let para = &flow.paras[at];
    let (first, last) = (flow.first_text(doc, para), flow.last_text(doc, para));
    let (number, title_at) = words::heading_number(first);
    let title = &first[title_at..];
    let rows = &flow.rows[para.rows.clone()];
    let bold = rows[0].bold;
    let known = if rows.len() <= 2 { known(title) } else { None };
    let mut sum = match known {
        Some(Known::Always) => 3.0,
        Some(Known::Begun) if rows.len() == 2 => 3.0,
        Some(Known::Alone) => 1.6,
        _ => 0.0,
    };
    sum += by_type(doc, flow, at, bold);
    sum += by_room(flow, doc, at, title, last);
    if let Some(number) = number {
        sum += if in_series(doc, flow, at, number) {
            -2.0
        } else {
            1.0
        };
    } else if para.item {
        sum -= 3.0;
    }
    let numbered = number.is_some() && para.gap_before;
    sum + by_ending(title, last, bold || numbered && last.ends_with(':'), known)
}

/// Whether numbered lines follow each other with nothing between them: a list, not headings.
fn in_series(doc: &Doc, flow: &Flow, at: usize, number: &str) -> bool {
    let digits = number.starts_with(|c: char| c.is_ascii_digit());
    let alike = |i: Option<usize>| {
        let para = i.and_then(|i| flow.paras.get(i));
        let other = para.and_then(|p| words::heading_number(flow.first_text(doc, p)).0);
        other.is_some_and(|n| {
            n.starts_with(|c: char| c.is_ascii_digit()) == digits
                && n.matches('.').count() == number.matches('.').count()
        })
    };
    let (before, next) = (alike(at.checked_sub(1)), alike(Some(at + 1)));
    let beyond = alike(Some(at + 2)) || alike(at.checked_sub(2));
    (before || next) && (before && next || beyond)
}

/// Bold, large or capital type.
fn by_type(doc: &Doc, flow: &Flow, at: usize, bold: bool) -> f32 {
    let para = &flow.paras[at];
    let row = &flow.rows[para.rows.start];
    let text = flow.first_text(doc, para);
    let mut sum = 0.0;
    let next_is_bold = flow
        .paras
        .get(at + 1)
        .is_some_and(|p| flow.rows[p.rows.start].bold);
    if bold {
        sum += if next_is_bold { 1.2 } else { 2.2 };
    }
    if row.size > 1.12 * doc.size {
        sum += 1.5;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters >= 4 && !text.chars().any(char::is_lowercase) {
        sum += 0.7;
    }
    sum
}

fn is_known(doc: &Doc, flow: &Flow, para: &Para) -> bool {
    let text = flow.first_text(doc, para);
    let (_, title_at) = words::heading_number(text);
    para.rows.len() == 1 && known(&text[title_at..]).is_some()
}

/// Room above it, text below it, and a line of its own.
fn by_room(flow: &Flow, doc: &Doc, at: usize, title: &str, last: &str) -> f32 {
    let para = &flow.paras[at];
    let mut sum = 0.0;
    if para.gap_before {
        sum += 1.0;
    }
    let Some(next) = flow.paras.get(at + 1) else {
        return sum - 1.5;
    };
    if next.gap_before {
        sum += 0.4;
    }
    let next_row = &flow.rows[next.rows.start];
    let last_row = &flow.rows[para.rows.end - 1];
    let prose_follows = next.table
        || next.item
        || next.rows.len() > 1
        || flow.is_full(next_row)
        || !words::is_open(flow.last_text(doc, next));
    if !flow.is_full(last_row) {
        sum += 0.5;
    }
    let ending = if para.item {
        last.trim_end_matches(':')
    } else {
        last
    };
    let titled = title.starts_with(char::is_uppercase)
        && words::is_open(ending)
        && !words::is_sentence(title);
    let before = at.checked_sub(1).map(|i| &flow.paras[i]);
    let closed_before = before.is_none_or(|p| {
        let short = p.rows.len() == 1 && !flow.is_full(&flow.rows[p.rows.start]);
        short || !words::is_open(flow.last_text(doc, p))
    });
    if titled && prose_follows && closed_before {
        sum += if para.gap_before || !para.item && next.item {
            1.0
        } else {
            0.3
        };
        // A title binds to what follows it.
        let binds = para.gap_before && !next.gap_before;
        sum += if binds { 0.6 } else { 0.0 };
        sum += if binds && !para.item && next.item {
            0.7
        } else {
            0.0
        };
        let under = before.is_some_and(|p| is_known(doc, flow, p)) && !para.gap_before;
        sum += if under { 1.6 } else { 0.0 };
    }
    sum
}

fn by_ending(title: &str, last: &str, bold: bool, known: Option<Known>) -> f32 {
    let mut sum = 0.0;
    if known.is_none() {
        sum -= match last.chars().next_back() {
            Some(',') => 2.0,
            Some(';') => 2.0,
            Some('.' | '!') if !bold => 1.6,
            Some('?' | ':') if !bold => 1.2,
            _ => 0.0,
        };
    }
    if words::starts_small(title) {
        sum -= 2.5;
    }
    if title.len() > 110 {
        sum -= 2.0;
    }
    if !title.chars().any(char::is_alphabetic) || title.contains('@') || title.starts_with("http") {
        sum -= 3.0;
    }
    if known.is_none() && words::is_salutation(title) {
        sum -= 3.0;
    }
    if known.is_none() && labels::at_start(title).is_some_and(|hit| !hit.alone || hit.colon) {
        sum -= 1.5;
    }
    sum
}
