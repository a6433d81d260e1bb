//! Tables: what the head of a column says holds for the cells below it, also where the cells
//! stand on lines of their own.

use super::{Place, push_tokens};
use crate::detect::engine::Compiled;
use crate::detect::name::{Trust, parse, reversed};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::{Finding, Kind};

/// How many lines below its head a column is followed.
const ROWS: usize = 400;

/// The cells under the head at `place`, in a table set with blanks.
pub(super) fn below(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let head = place.trigger;
    let end = scan.line_end(head);
    let alone = scan.tokens[head].gap >= Gap::Wide
        && (place.at >= end || scan.tokens[place.at].gap >= Gap::Wide);
    if !alone || (scan.line_start(head) && place.at >= end) {
        return;
    }
    let line = line_begin(scan, head);
    let from = column(scan, line, head);
    let to = if place.at < end {
        column(scan, line, place.at)
    } else {
        usize::MAX
    };
    let mut at = end;
    let mut barren = 0;
    for row in 0..ROWS {
        let Some(t) = scan.get(at) else { return };
        if t.gap == Gap::Para && row > 0 && barren > 0 {
            return;
        }
        let stop = scan.line_end(at);
        barren += 1;
        for (cell, cell_end) in cells(scan, at, stop) {
            let (a, b) = (column(scan, at, cell), column_end(scan, at, cell_end - 1));
            if a < to && b > from && a + 2 >= from {
                barren = 0;
                take(rule, scan, cell, cell_end, out);
                break;
            }
        }
        if barren > 2 || stop >= scan.tokens.len() {
            return;
        }
        at = stop;
    }
}

fn take(rule: &Compiled, scan: &Scan<'_>, from: usize, to: usize, out: &mut Vec<Finding>) {
    let len = scan.tokens[to - 1].end as usize - scan.tokens[from].start as usize;
    let text = &scan.text[scan.tokens[from].start as usize..scan.tokens[to - 1].end as usize];
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let fits = match rule.finding.kind {
        Kind::Signature => initials_only(scan, from, to),
        Kind::PersonnelNo => digits >= 3 && len <= 14,
        Kind::IdDocument => digits >= 4 && len <= 16,
        Kind::Plate => (6..=10).contains(&len) && text.contains(|c: char| c.is_alphabetic()),
        Kind::Bsn => (8..=9).contains(&digits) && len <= 13,
        Kind::DateOfBirth => (4..=8).contains(&digits) && len <= 20,
        Kind::Username => to <= from + 3 && (3..=24).contains(&len) && !text.contains(' '),
        Kind::Phone => digits >= 4 && len <= 20,
        Kind::Person => {
            let name =
                reversed(scan, from, Trust::Region).or_else(|| parse(scan, from, Trust::Region));
            if let Some(name) = name
                && name.to <= to
                && is_person(scan, from, &name)
            {
                push_tokens(rule, scan, name.from, name.to, out);
            } else if to - from >= 2 && to - from <= 5 && all_capitals(scan, from, to) {
                push_tokens(rule, scan, from, to, out);
            }
            return;
        }
        _ => false,
    };
    if fits {
        push_tokens(rule, scan, from, to, out);
    }
}

fn is_person(scan: &Scan<'_>, at: usize, name: &crate::detect::name::Name) -> bool {
    let t = &scan.tokens[at];
    let lone = name.to == at + 1;
    let word_only = t.is(word::ORDINARY | word::PLACE) && !t.is(word::FIRST | word::SURNAME);
    !(lone && (word_only || t.shape == Shape::Upper))
        && !(lone && super::name::ends_like_a_noun(scan.word(at)) && !t.is(word::SURNAME))
}

/// "Bui Thi Hong": nothing but capitalised words, and none that says unit or place.
fn all_capitals(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    const NOT: u32 = word::ORGANISATION | word::OFFICE | word::FUNCTION | word::CALENDAR;
    let tokens = &scan.tokens[from..to];
    tokens
        .iter()
        .all(|t| t.shape == Shape::Cap && !t.is(NOT | word::PLACE))
        && tokens.iter().any(|t| !t.is(word::ORDINARY))
}

/// "MvL", "H.A.", "sb": letters that stand for someone.
fn initials_only(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    const WORDS: [&str; 14] = [
        "nvt", "ja", "nee", "ok", "x", "op", "zie", "en", "SG", "DG", "MT", "DGV", "van", "de",
    ];
    let letters: usize = (from..to)
        .filter(|&i| scan.tokens[i].shape != Shape::Sign)
        .map(|i| scan.word(i).chars().count())
        .sum();
    let only = (from..to).all(|i| {
        !matches!(scan.tokens[i].shape, Shape::Digits | Shape::Alnum)
            && (scan.tokens[i].shape != Shape::Sign || scan.sign(i, "."))
    });
    only && (1..=4).contains(&letters)
        && !scan.tokens[from].is(word::ORGANISATION | word::OFFICE)
        && !WORDS.contains(&scan.word(from))
}

/// Letters alone on a line, a name above them and a short date below: a route with its parafen.
pub(super) fn route(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let end = scan.line_end(at);
    if at == 0 || end - at > 6 || !initials_only(scan, at, end) {
        return;
    }
    let dated = scan
        .get(end)
        .is_some_and(|t| t.gap == Gap::Line && matches!(t.shape, Shape::Digits | Shape::Alnum))
        && scan.any_sign(end + 1, "/-")
        && scan
            .get(end + 2)
            .is_some_and(|t| matches!(t.shape, Shape::Digits | Shape::Alnum));
    let above = line_begin(scan, at - 1);
    let named = scan.tokens[at].gap == Gap::Line
        && parse(scan, above, Trust::Region)
            .is_some_and(|n| n.to == at && n.initials + n.capitals > 1);
    if dated && named {
        push_tokens(rule, scan, at, end, out);
    }
}

/// The first token of the line of token `i`.
fn line_begin(scan: &Scan<'_>, mut i: usize) -> usize {
    let mut left = 200;
    while i > 0 && left > 0 && !scan.tokens[i].begins_line() {
        i -= 1;
        left -= 1;
    }
    i
}

/// In which column of its line token `i` begins. `line` is the first token of that line.
fn column(scan: &Scan<'_>, line: usize, i: usize) -> usize {
    column_of(scan, line, scan.tokens[i].start as usize)
}

fn column_end(scan: &Scan<'_>, line: usize, i: usize) -> usize {
    column_of(scan, line, scan.tokens[i].end as usize)
}

fn column_of(scan: &Scan<'_>, line: usize, byte: usize) -> usize {
    let first = scan.tokens[line].start as usize;
    let indent = scan.text.as_bytes()[..first]
        .iter()
        .rev()
        .take(200)
        .take_while(|&&b| b == b' ' || b == b'\t')
        .count();
    indent + scan.text[first..byte].chars().count()
}

/// The cells of a line: what stands between wide gaps.
fn cells<'s>(
    scan: &'s Scan<'_>,
    from: usize,
    to: usize,
) -> impl Iterator<Item = (usize, usize)> + 's {
    let mut at = from;
    std::iter::from_fn(move || {
        if at >= to {
            return None;
        }
        let start = at;
        at += 1;
        while at < to && scan.tokens[at].gap < Gap::Wide {
            at += 1;
        }
        Some((start, at))
    })
}
