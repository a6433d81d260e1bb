//! What stands in the margin between the text and a side column: remarks by hand, read as letters.

use super::columns::Role;
use super::sheet::{Doc, Place, Row};

/// Marks what starts right of where the text ends.
pub(super) fn mark(doc: &mut Doc) {
    for page in 0..doc.pages.len() {
        let rows = doc.rows(page, Place::Flow);
        for row in &rows {
            specks(doc, row);
        }
        let rows = doc.rows(page, Place::Flow);
        let Some(end) = text_end(doc, &rows) else {
            continue;
        };
        let columns = &doc.pages[page].columns;
        let beside = columns.len() == 2 && columns[1].role == Role::Side;
        for row in &rows {
            for line in row.first..row.end {
                let l = &doc.lines[line];
                let right_of_text = l.x0 > end + 1.2 * l.size.min(doc.size);
                let marked =
                    right_of_text || line > row.first && beside && is_scribble(doc, row, line, end);
                if !marked {
                    continue;
                }
                let speck = l.chars <= 2 && !doc.text(line).contains(char::is_alphanumeric);
                if speck && line > row.first {
                    doc.places[line] = Place::Furniture;
                } else if beside {
                    doc.places[line] = Place::Side;
                }
            }
        }
    }
}

/// Dirt that recognition took for points and commas, behind the text of a row.
fn specks(doc: &mut Doc, row: &Row) {
    for line in (row.first + 1..row.end).rev() {
        let dirt = |c: char| ".,:;‚'’‘”“\"|…` ".contains(c);
        if doc.lines[line].chars > 3 || !doc.text(line).chars().all(dirt) {
            return;
        }
        doc.places[line] = Place::Furniture;
    }
}

/// Whether a cell at the end of a row is of another hand: of another size, on another baseline,
/// or hardly any letters.
fn is_scribble(doc: &Doc, row: &Row, line: usize, end: f32) -> bool {
    let (text, l) = (&doc.lines[row.first], &doc.lines[line]);
    let letters = doc.text(line).chars().filter(|c| c.is_alphabetic()).count();
    let odd = (l.size / text.size - 1.0).abs() > 0.1
        || (l.base - text.base).abs() > 0.1 * text.size
        || letters * 3 < 2 * l.chars as usize;
    odd && l.x0 > text.x0 + 0.75 * (end - text.x0) && l.x1 > end
}

/// Where most long lines end.
fn text_end(doc: &Doc, rows: &[Row]) -> Option<f32> {
    let mut ends: Vec<f32> = rows
        .iter()
        .filter_map(|r| {
            let longest = doc.lines[r.first..r.end].iter().max_by_key(|l| l.chars)?;
            (longest.chars >= 30 && r.column == 0).then_some(longest.x1)
        })
        .collect();
    if ends.len() < 6 {
        return None;
    }
    let at = ends.len() * 3 / 4;
    let (_, &mut end, _) = ends.select_nth_unstable_by(at, f32::total_cmp);
    Some(end)
}
