//! Footnotes: small type at the foot of a page, from the first line that starts with a note mark.

use super::sheet::{Doc, Place, Row};

/// Marks footnotes.
pub(super) fn mark(doc: &mut Doc) {
    for page in 0..doc.pages.len() {
        let mut rows = doc.rows(page, Place::Flow);
        rows.sort_by(|a, b| a.base.total_cmp(&b.base));
        let lines = footnotes(doc, page, &rows);
        let Some(&first) = lines.first() else {
            continue;
        };
        for line in lines {
            doc.places[line] = Place::Note;
        }
        go_on(doc, page, first);
    }
}

fn footnotes(doc: &Doc, page: usize, rows: &[Row]) -> Vec<usize> {
    let is_small = |r: &&Row| r.size < 0.93 * doc.size || doc.lines[r.first].raised_start;
    let small = rows.iter().rev().take_while(is_small).count();
    let foot = &rows[rows.len() - small..];
    let Some(first) = foot.iter().position(|r| is_mark(doc, r)) else {
        return Vec::new();
    };
    let foot = &foot[first..];
    let height = doc.pages[page].height;
    let apart = rows.len() > foot.len() && {
        let before = &rows[rows.len() - foot.len() - 1];
        foot[0].base - before.base > 1.1 * doc.leading * doc.size
    };
    if foot[0].base < 0.3 * height || !apart && rows.len() > foot.len() {
        return Vec::new();
    }
    foot.iter().flat_map(|r| r.first..r.end).collect()
}

/// The last line of a note may have been taken for a foot that several pages have.
fn go_on(doc: &mut Doc, page: usize, first: usize) {
    let mut last = first;
    for line in first..doc.pages[page].lines.end {
        let (before, l) = (&doc.lines[last], &doc.lines[line]);
        let follows = l.column == before.column && l.base - before.base <= 1.5 * before.size;
        let alike = (l.size - before.size).abs() <= 0.1 * before.size;
        match doc.places[line] {
            Place::Note => last = line,
            Place::Head if follows && alike => {
                doc.places[line] = Place::Note;
                last = line;
            }
            _ => {}
        }
    }
}

/// A raised mark, or a number or star before a text.
pub(super) fn is_mark(doc: &Doc, row: &Row) -> bool {
    let text = doc.row_text(row);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let star = text.starts_with(['*', '†', '¹', '²', '³']);
    let numbered = (1..=3).contains(&digits)
        && text[digits..].starts_with(|c: char| matches!(c, ' ' | '.' | ')') || c.is_uppercase())
        && text.len() > digits + 2;
    doc.lines[row.first].raised_start || star || numbered
}
