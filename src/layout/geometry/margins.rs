//! What stands in the margin between the text and a side column: remarks by hand, read as letters.

use super::columns::Role;
use super::sheet::{Doc, Place, Row};

/// Marks what starts right of where the text ends.
pub(super) fn mark(doc: &mut Doc) {
    for page in 0..doc.pages.len() {
        let rows = doc.rows(page, Place::Flow);
        let Some(end) = text_end(doc, &rows) else {
            continue;
        };
        let columns = &doc.pages[page].columns;
        let beside = columns.len() == 2 && columns[1].role == Role::Side;
        for row in &rows {
            for line in row.first..row.end {
                let l = &doc.lines[line];
                if l.x0 <= end + 1.2 * l.size.min(doc.size) {
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
