//! Page numbers, running heads and specks: what the paper adds to the text.

use std::collections::HashMap;

use super::kinds::{Kind, is_page_number};
use super::lines::{Lines, Role};
use super::profile::Profile;
use crate::layout::paragraphs::{is_chat_line, is_close, is_field_line, starts_item};
use crate::layout::shape::{First, Last, Shape};

/// How many lines at the top and at the foot of a page can be a running head or foot.
const HEAD: usize = 6;
const FOOT: usize = 3;

/// Marks what is furniture or a running head.
pub(super) fn mark(lines: &mut Lines<'_>, profile: &Profile) {
    mark_specks(lines);
    mark_scrawls(lines);
    let edges = edges(lines);
    mark_repeats(lines, &edges, profile);
    mark_page_numbers(lines, &edges);
    mark_heads(lines, profile);
}

/// Lines without a letter or digit, unless they are the mark of a list item.
fn mark_specks(lines: &mut Lines<'_>) {
    for line in &mut lines.all {
        let text = &lines.raw[line.start as usize..line.end as usize];
        if line.shape.letters == 0 && line.shape.digits == 0 && is_speck(text) {
            line.role = Role::Furniture;
        }
    }
}

fn is_speck(text: &str) -> bool {
    !starts_item(text, &Shape::default(), &Shape::default())
        && !text.chars().any(|c| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    '[' | ']' | '█' | '■' | '…' | '\u{e000}'
                        ..='\u{f8ff}' | '-' | '–' | '—' | '€' | '☒' | '☐' | '©' | '*'
                )
        })
        && !text.starts_with("...")
}

/// What OCR makes of a signature: under a close, a few shreds of two or three letters.
fn mark_scrawls(lines: &mut Lines<'_>) {
    let mut left = 0;
    for line in &mut lines.all {
        let text = &lines.raw[line.start as usize..line.end as usize];
        if is_close(text) {
            left = 10;
        } else if left > 0 {
            left -= 1;
            if line.shape.width <= 14 && is_scrawl(text) {
                line.role = Role::Furniture;
            }
        }
    }
}

fn is_scrawl(text: &str) -> bool {
    let mut odd = 0;
    let mut words = 0;
    for word in text.split_ascii_whitespace() {
        words += 1;
        if word.chars().count() > 3
            || word.contains(['.', '@', '&', '[', ']'])
            || word.bytes().any(|b| b.is_ascii_digit())
        {
            return false;
        }
        let mut chars = word.chars();
        let named = chars.next().is_some_and(char::is_uppercase) && chars.all(char::is_lowercase);
        odd += u32::from(!named);
    }
    words >= 2 && odd >= 2
}

/// For each line how far it is from the nearer end of its page: 0 for none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Inner,
    Head,
    Foot,
}

fn edges(lines: &Lines<'_>) -> Vec<Edge> {
    let count = lines.all.len();
    let mut edges = vec![Edge::Inner; count];
    if lines.pages < 2 {
        return edges;
    }
    let mut from = 0;
    while from < count {
        let page = lines.all[from].page;
        let to = from
            + lines.all[from..]
                .iter()
                .take_while(|line| line.page == page)
                .count();
        for edge in &mut edges[from..to.min(from + HEAD)] {
            *edge = Edge::Head;
        }
        for edge in &mut edges[from.max(to.saturating_sub(FOOT))..to] {
            if *edge == Edge::Inner {
                *edge = Edge::Foot;
            }
        }
        from = to;
    }
    edges
}

/// Lines that stand at the head or foot of two or more pages, their numbers apart.
fn mark_repeats(lines: &mut Lines<'_>, edges: &[Edge], profile: &Profile) {
    if lines.pages < 2 {
        return;
    }
    let mut seen: HashMap<u64, Seen> = HashMap::new();
    for (at, edge) in edges.iter().enumerate() {
        if *edge == Edge::Inner || !can_repeat(lines, at, profile) {
            continue;
        }
        let page = lines.all[at].page;
        let entry = seen.entry(key(lines.text(at))).or_default();
        if entry.last != page {
            entry.pages += 1;
            entry.last = page;
        }
    }
    seen.retain(|_, entry| entry.pages >= 2);
    if seen.is_empty() {
        return;
    }
    // What also stands in the middle of pages is no head.
    for (at, edge) in edges.iter().enumerate() {
        if *edge == Edge::Inner
            && lines.all[at].shape.width <= 100
            && let Some(entry) = seen.get_mut(&key(lines.text(at)))
        {
            entry.inner += 1;
        }
    }
    for (at, edge) in edges.iter().enumerate() {
        if *edge == Edge::Inner || !can_repeat(lines, at, profile) {
            continue;
        }
        let repeats = seen
            .get(&key(lines.text(at)))
            .is_some_and(|entry| entry.inner * 2 < entry.pages);
        if repeats && lines.all[at].role == Role::Body {
            lines.all[at].role = Role::Colofon;
        }
    }
}

#[derive(Default)]
struct Seen {
    pages: u32,
    last: u32,
    inner: u32,
}

fn can_repeat(lines: &Lines<'_>, at: usize, profile: &Profile) -> bool {
    let line = &lines.all[at];
    let text = lines.text(at);
    line.shape.width <= 100
        && line.shape.letters >= 3
        && line.shape.first != First::Lower
        // The rows of a table differ by little more than their numbers.
        && !text.contains('|')
        && !(profile.talk && (is_field_line(text, &line.shape) || is_chat_line(text)))
        && !(line.shape.last == Last::Stop && line.shape.is_prose())
        && !starts_item(text, &line.shape, &Shape::default())
        && !crate::layout::headings::is_known(text)
}

/// A hash of the letters of a line, its digits made one.
fn key(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    // A page number, or what OCR made of it.
    let text = match text.rsplit_once(' ') {
        Some((head, last)) if last.len() <= 2 && head.len() >= 12 => head,
        _ => text,
    };
    let mut digits = false;
    for b in text.bytes() {
        match b {
            b' ' | b'\t' => {}
            b'0'..=b'9' => {
                if !digits {
                    mix(&mut hash, b'0');
                }
                digits = true;
            }
            _ => {
                digits = false;
                mix(&mut hash, b.to_ascii_lowercase());
            }
        }
    }
    hash
}

/// One step of FNV-1a.
fn mix(hash: &mut u64, b: u8) {
    *hash = (*hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
}

fn mark_page_numbers(lines: &mut Lines<'_>, edges: &[Edge]) {
    for (at, edge) in edges.iter().enumerate() {
        let line = &lines.all[at];
        if line.shape.digits == 0 || line.shape.width > 28 {
            continue;
        }
        let text = lines.text(at);
        let first = lines.begins_page(at);
        let last = at + 1 == lines.all.len() || lines.all[at + 1].page != line.page;
        let bare = *edge != Edge::Inner && (first || last) && is_bare(text);
        if is_page_number(text) || bare {
            lines.all[at].role = Role::PageNumber;
        }
    }
}

/// `3`, `- 3 -`, `3/12`, `0003`.
fn is_bare(text: &str) -> bool {
    let text = text.trim_matches(['-', '–', ' ', '|']);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (1..=6).contains(&digits)
        && digits <= 6
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'/')
        && text.split('/').all(|part| (1..=4).contains(&part.len()))
}

/// Label lines around a page number or at the head of a later page: a running head that OCR
/// has spelt differently on each page.
fn mark_heads(lines: &mut Lines<'_>, profile: &Profile) {
    for at in 0..lines.all.len() {
        if lines.all[at].role == Role::PageNumber {
            for step in 1..=4 {
                if at < step || !mark_head(lines, at - step, profile) {
                    break;
                }
            }
            // A foot ends its page: what follows it belongs to the next one.
            for step in 1..=4 {
                if !mark_head(lines, at + step, profile) {
                    break;
                }
            }
        } else if at > 0 && lines.begins_page(at) {
            for step in 0..HEAD {
                if !mark_head(lines, at + step, profile) {
                    break;
                }
            }
        }
    }
}

/// Marks one line of a head; false when it is none.
fn mark_head(lines: &mut Lines<'_>, at: usize, profile: &Profile) -> bool {
    let Some(line) = lines.all.get(at) else {
        return false;
    };
    if line.role != Role::Body {
        return true;
    }
    let says = match line.kind {
        Some(Kind::Labelled(_, typed)) => typed && !profile.talk,
        Some(Kind::Unit | Kind::Plea | Kind::Label(_) | Kind::Date | Kind::Reference) => {
            !profile.talk
        }
        _ => is_dated_head(lines.text(at), &line.shape),
    };
    if says {
        lines.all[at].role = Role::Colofon;
    }
    says
}

/// `Gemeente Zuidlaren Datum 17 december 2021`: an organisation, then a label with its value.
pub(super) fn is_dated_head(text: &str, shape: &Shape) -> bool {
    if shape.width > 80 || shape.digits == 0 || shape.first != First::Upper {
        return false;
    }
    text.match_indices([' ']).take(8).any(|(at, _)| {
        let tail = text[at..].trim_start();
        tail.starts_with(|c: char| c.is_ascii_uppercase() || c == 'o')
            && matches!(
                super::kinds::kind(tail, &Shape::of(tail)),
                Some(Kind::Labelled(_, true))
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_of_organisation_and_label() {
        let is = |text: &str| is_dated_head(text, &Shape::of(text));
        assert!(is("Gemeente Zuidlaren Datum 17 december 2021"));
        assert!(!is("Het besluit van 17 december 2021 is bekend"));
    }
}
