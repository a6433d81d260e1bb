//! The order of what is not body: header block, side columns, running heads.

use super::sheet::{Doc, Row};
use super::{tables, words};
use crate::lexicon::labels::{self, Label};
use crate::model::Break;

/// A line and how it starts.
pub(super) type Placed = (usize, Break);

/// The rows of a header block in reading order.
pub(super) fn header(doc: &Doc, rows: &[Row], right: f32, out: &mut Vec<Placed>) {
    let mut at = 0;
    while at < rows.len() {
        let end = block_end(doc, rows, at);
        let block = &rows[at..end];
        if block.iter().any(|r| r.end - r.first > 1) || stand_beside(block) {
            celled(doc, block, right, out);
        } else {
            lines(doc, block.iter().map(|r| r.first), right, out);
        }
        at = end;
    }
}

/// Whether lines of different height stand beside each other, such as "nota" and its subject.
fn stand_beside(rows: &[Row]) -> bool {
    rows.windows(2).any(|w| {
        let apart = w[0].x1 < w[1].x0 || w[1].x1 < w[0].x0;
        apart && w[1].base - w[0].base < 0.9 * w[0].size.min(w[1].size)
    })
}

/// Lines of a column, top to bottom: each on its own unless it clearly goes on.
pub(super) fn lines(
    doc: &Doc,
    lines: impl Iterator<Item = usize>,
    right: f32,
    out: &mut Vec<Placed>,
) {
    let lines: Vec<usize> = lines.collect();
    let right = lines.iter().map(|&l| doc.lines[l].x1).fold(right, f32::max);
    let mut subject = None;
    for (i, &line) in lines.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| lines[i]);
        let how = match before {
            Some(b) if doc.lines[b].page == doc.lines[line].page => {
                seam(doc, b, line, right, subject == Some(b))
            }
            _ => Break::Paragraph,
        };
        // A subject goes on for as long as its lines stand close.
        let named = names_subject(doc, line).is_some_and(|alone| !alone)
            || before.and_then(|b| names_subject(doc, b)) == Some(true)
                && labels::at_start(doc.text(line)).is_none();
        if named || how == Break::Wrap && subject == before {
            subject = Some(line);
        }
        out.push((line, how));
    }
}

/// Whether a line names the subject or the project; true when nothing but the label stands there.
fn names_subject(doc: &Doc, line: usize) -> Option<bool> {
    let hit = labels::at_start(doc.text(line))?;
    matches!(hit.label, Label::Subject | Label::Project).then_some(hit.alone)
}

fn seam(doc: &Doc, before: usize, line: usize, right: f32, subject: bool) -> Break {
    let (a, b) = (&doc.lines[before], &doc.lines[line]);
    if a.row == b.row {
        return Break::Gap;
    }
    let (last, text) = (doc.text(before), doc.text(line));
    let size = a.size.max(b.size);
    let step = b.base - a.base;
    let aligned = (a.x0 - b.x0).abs() < 0.8 * size || subject && b.x0 > a.x0 && b.x0 < a.x1;
    let tight = step > 0.0 && step < 1.75 * size && aligned;
    let alike = (a.size - b.size).abs() < 0.12 * size && a.bold == b.bold;
    if !tight || !alike || words::marker(text).is_some() {
        return Break::Paragraph;
    }
    if labels::at_start(text).is_some() || labels::at_start(last).is_some_and(|hit| hit.alone) {
        return Break::Paragraph;
    }
    let address = text.contains('@') || text.starts_with("www.") || text.starts_with("http");
    let full = right - a.x1 < b.first_word_x1 - b.x0 && a.x1 - a.x0 > 8.0 * size;
    let first = text.split(' ').next().unwrap_or_default();
    let joined = matches!(first, "en" | "of" | "voor" | "van" | "met" | "&");
    let open = words::is_open(last);
    let wide = a.x1 - a.x0 > 0.5 * (right - a.x0);
    // An article may start the next addressee.
    let small = words::starts_small(text) && !matches!(first, "de" | "het") && wide;
    let goes_on = joined
        || words::must_go_on(last)
        || open && (full || small || subject && words::is_open(text));
    let kind = matches!(
        text,
        "nota" | "Nota" | "NOTA" | "memo" | "Memo" | "MEMO" | "notitie" | "Notitie"
    );
    let goes_on = goes_on && !address && !kind;
    if goes_on {
        Break::Wrap
    } else {
        Break::Paragraph
    }
}

/// Rows that belong together: until a gap, or until cells start in other places.
fn block_end(doc: &Doc, rows: &[Row], start: usize) -> usize {
    let celled = |r: &Row| r.end - r.first > 1;
    let mut starts: Vec<f32> = Vec::new();
    let mut end = start;
    while end < rows.len() {
        let row = &rows[end];
        let cells = &doc.lines[row.first + 1..row.end];
        let known = |x: f32| starts.iter().any(|s| (s - x).abs() <= 4.0);
        if end > start {
            let before = &rows[end - 1];
            let step = row.base - before.base;
            let size = row.size.max(before.size);
            let elsewhere = celled(row) && !starts.is_empty() && !cells.iter().any(|c| known(c.x0));
            let parted = celled(row) != celled(before) && step > 1.9 * size;
            if row.page != before.page || step > 3.2 * size || parted || elsewhere {
                break;
            }
        }
        if starts.len() < 64 {
            starts.extend(cells.iter().map(|c| c.x0));
        }
        end += 1;
    }
    end
}

/// A block with cells: row by row where labels stand before their values, otherwise column by column.
fn celled(doc: &Doc, rows: &[Row], right: f32, out: &mut Vec<Placed>) {
    let columns = tables::columns(doc, rows);
    if !is_table(doc, rows) && (labels_above_values(doc, &columns) || !rows_answer(doc, rows)) {
        for (i, column) in columns.iter().enumerate() {
            // A column ends where the next one starts.
            let next = columns.get(i + 1).and_then(|c| c.first());
            let right = next.map_or(right, |&l| doc.lines[l].x0 - doc.lines[l].size);
            lines(doc, column.iter().copied(), right, out);
        }
        return;
    }
    let mut subject = false;
    for (i, row) in rows.iter().enumerate() {
        // A value of two lines goes on under its first.
        let above = i.checked_sub(1).map(|i| rows[i].end - 1);
        let first = above.map_or(Break::Paragraph, |above| {
            seam(doc, above, row.first, right, subject)
        });
        subject = names_subject(doc, row.first).is_some() || subject && first == Break::Wrap;
        out.push((row.first, first));
        out.extend((row.first + 1..row.end).map(|line| (line, Break::Gap)));
    }
}

/// A table, such as the route of a paraaf: labels above its columns, and several rows below.
fn is_table(doc: &Doc, rows: &[Row]) -> bool {
    let labelled = |r: &&Row| {
        let mut cells = r.first + 1..r.end;
        cells.any(|l| labels::at_start(doc.text(l)).is_some_and(|hit| hit.alone))
    };
    let celled = rows.iter().filter(|r| r.end - r.first > 1).count();
    rows.len() >= 4 && celled * 4 >= rows.len() * 3 && rows.iter().filter(labelled).count() <= 1
}

/// Whether labels stand at the head of columns: "Datum" and "Ons kenmerk" side by side.
fn labels_above_values(doc: &Doc, columns: &[Vec<usize>]) -> bool {
    let headed = |column: &Vec<usize>| {
        column.windows(2).any(|pair| {
            let alone = labels::at_start(doc.text(pair[0])).is_some_and(|hit| hit.alone);
            alone && labels::at_start(doc.text(pair[1])).is_none()
        })
    };
    columns.iter().skip(1).any(headed)
}

/// Whether the rows are rows: their first cell a label, or most of them in step.
fn rows_answer(doc: &Doc, rows: &[Row]) -> bool {
    let celled = rows.iter().filter(|r| r.end - r.first > 1).count();
    let labelled = rows
        .iter()
        .filter(|r| r.end - r.first > 1)
        .filter(|r| {
            let text = doc.text(r.first);
            labels::at_start(text).is_some() || text.ends_with(':')
        })
        .count();
    celled > 0 && labelled * 2 >= celled || celled * 10 >= rows.len() * 9 && rows.len() > 1
}
