//! Tables in the main flow: which rows form one, its columns, and which rows of print make up
//! one row of the table when cells run over several lines.

use std::ops::Range;

use super::lines::Line;
use super::sheet::{Doc, Row};
use super::words;

/// One row of a table: the lines of each cell, left to right.
pub(super) type Cells = Vec<Vec<usize>>;

/// Whether a row has cells, apart from a list mark and its text.
pub(super) fn is_celled(doc: &Doc, row: &Row) -> bool {
    match row.end - row.first {
        0 | 1 => false,
        2 => !is_mark(doc.text(row.first)),
        _ => !is_mark(doc.text(row.first)) || row.end - row.first > 3,
    }
}

/// Whether a gap parts a row that is too wide for a justified line.
pub(super) fn is_parted(doc: &Doc, row: &Row) -> bool {
    let wide = |pair: &[Line]| pair[1].x0 - pair[0].x1 > 3.0 * row.size;
    is_celled(doc, row) && doc.lines[row.first..row.end].windows(2).any(wide)
}

fn is_mark(text: &str) -> bool {
    words::marker(text) == Some(text.len())
        || text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The table that starts at a row, if one does.
pub(super) fn starting_at(
    doc: &Doc,
    rows: &[Row],
    start: usize,
    (left, right): (f32, f32),
) -> Option<Range<usize>> {
    if !is_celled(doc, &rows[start]) {
        return None;
    }
    let filled = |r: &Row| (r.x0 - left).abs() <= 1.5 && (r.x1 - right).abs() <= 1.0;
    let step = doc.leading * doc.size;
    let mut starts: Vec<f32> = Vec::new();
    let mut celled = 0;
    let mut shared = 0;
    let mut end = start;
    let mut last = start;
    while end < rows.len() {
        let row = &rows[end];
        let before = &rows[end.max(start + 1) - 1];
        let apart = row.page != before.page || row.column != before.column;
        if apart || row.base - before.base > 4.5 * step || row.spans {
            break;
        }
        // Words of justified lines stand under each other by chance only.
        let near = if filled(row) || filled(&rows[start]) {
            0.5
        } else {
            4.0
        };
        let known = |x: f32| starts.iter().any(|s| (s - x).abs() <= near);
        if row.end - row.first > 1 {
            let cells = &doc.lines[row.first + 1..row.end];
            shared += usize::from(celled > 0 && cells.iter().any(|c| known(c.x0)));
            celled += 1;
            if celled > 8 && shared * 2 + 2 <= celled {
                return None;
            }
            let new: Vec<f32> = cells.iter().map(|c| c.x0).filter(|&x| !known(x)).collect();
            if starts.len() < 64 {
                starts.extend(new);
            }
            last = end;
        } else if known(row.x0) && row.x0 > left + 2.0 * doc.size {
            last = end;
        } else {
            // A first cell of several lines; text over the full width ends the table.
            let narrow = starts.iter().all(|&s| row.x1 < s) && row.base - before.base <= 1.4 * step;
            if !narrow || end > last + 3 {
                break;
            }
        }
        end += 1;
    }
    if end <= last {
        return None;
    }
    // Trailing lines of a first cell belong to it only when they follow closely.
    let end = rows[last + 1..end]
        .iter()
        .zip(&rows[last..])
        .take_while(|(row, before)| {
            row.base - before.base <= 1.1 * step && words::starts_small(doc.row_text(row))
        })
        .count()
        + last
        + 1;
    (celled >= 2 && shared * 2 + 2 > celled).then_some(start..end)
}

/// The rows of a table.
pub(super) fn cells(doc: &Doc, rows: &[Row]) -> Vec<Cells> {
    let edges = edges(doc, rows);
    let column = |line: usize| {
        let x = doc.lines[line].x0;
        edges.partition_point(|&e| e <= x + 1.0).saturating_sub(1)
    };
    let gap = gap_between_rows(doc, rows);
    let mut out: Vec<Cells> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let new = i == 0 || starts_row(doc, rows, i, gap, &|l| column(l) == 0);
        if new {
            out.push(vec![Vec::new(); edges.len()]);
        }
        if let Some(cells) = out.last_mut() {
            for line in row.first..row.end {
                cells[column(line)].push(line);
            }
        }
    }
    out
}

/// The lines of each column, top to bottom.
pub(super) fn columns(doc: &Doc, rows: &[Row]) -> Vec<Vec<usize>> {
    let edges = edges(doc, rows);
    let mut out = vec![Vec::new(); edges.len()];
    for line in rows.iter().flat_map(|r| r.first..r.end) {
        let x = doc.lines[line].x0;
        out[edges.partition_point(|&e| e <= x + 1.0).saturating_sub(1)].push(line);
    }
    out
}

/// The left edges of the columns.
fn edges(doc: &Doc, rows: &[Row]) -> Vec<f32> {
    let celled = rows.iter().any(|r| r.end - r.first > 1);
    let mut spans: Vec<(f32, f32)> = rows
        .iter()
        .filter(|r| r.end - r.first > 1 || !celled)
        .flat_map(|r| doc.lines[r.first..r.end].iter().map(|l| (l.x0, l.x1)))
        .collect();
    spans.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut edges: Vec<f32> = Vec::new();
    let mut reach = f32::NEG_INFINITY;
    for (x0, x1) in spans {
        if x0 > reach {
            edges.push(x0);
        }
        reach = reach.max(x1);
    }
    if edges.is_empty() {
        edges.push(f32::NEG_INFINITY);
    }
    edges
}

/// How far apart two lines of different rows are at least, where rows stand apart.
fn gap_between_rows(doc: &Doc, rows: &[Row]) -> Option<f32> {
    let gaps = || {
        rows.windows(2)
            .map(|w| w[1].base - w[0].base)
            .filter(|g| *g > 0.75 * doc.size)
    };
    let tight = gaps().fold(f32::INFINITY, f32::min);
    let wide = gaps().fold(0.0, f32::max);
    if tight.is_finite() && tight >= 1.6 * doc.size {
        // Every line is a row, but for cells set a little higher or lower.
        return Some(0.8 * tight);
    }
    (wide > 1.3 * tight).then_some(1.25 * tight)
}

fn starts_row(
    doc: &Doc,
    rows: &[Row],
    at: usize,
    gap: Option<f32>,
    in_first: &dyn Fn(usize) -> bool,
) -> bool {
    let (before, row) = (&rows[at - 1], &rows[at]);
    if gap.is_some_and(|gap| row.base - before.base > gap) {
        return true;
    }
    // Between rows set solid, the first column tells: unless its cell goes on.
    let first = in_first(row.first);
    let both = row.end - row.first > 1 && before.end - before.first > 1;
    let goes_on =
        words::starts_small(doc.text(row.first)) && words::is_open(doc.text(before.first));
    let solid = gap.is_none() || both && row.base - before.base > 0.95 * doc.leading * doc.size;
    first && solid && !goes_on && row.end - row.first > 1
}
