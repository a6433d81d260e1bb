//! A side column that extraction kept apart by blanks: cut off where it begins, page by page.

use super::kinds::{Kind, kind};
use super::lines::{Line, Lines, Role};
use crate::layout::shape::Shape;

/// A side column does not begin further to the left than this.
const LEFTMOST: usize = 40;

/// A text that begins behind a gap or a deep indent.
struct Entry {
    column: usize,
    /// Whether a gap also stands in what is left of it: then it may be a row of a table.
    row: bool,
    kind: Option<Kind>,
}

/// Cuts the side column off the lines of every page that has one.
pub(super) fn cut(lines: &mut Lines<'_>) {
    if !lines
        .all
        .iter()
        .any(|line| line.shape.gap > 0 || usize::from(line.indent) >= LEFTMOST)
    {
        return;
    }
    let all = std::mem::take(&mut lines.all);
    let mut out = Vec::with_capacity(all.len() + all.len() / 8);
    let mut from = 0;
    while from < all.len() {
        let page = all[from].page;
        let to = from
            + all[from..]
                .iter()
                .take_while(|line| line.page == page)
                .count();
        let column = column_of(lines.raw, &all[from..to]);
        for line in &all[from..to] {
            match column {
                Some(column) => part(lines.raw, line, column, &mut out),
                None => out.push(line.clone()),
            }
        }
        from = to;
    }
    lines.all = out;
}

fn entry(raw: &str, line: &Line) -> Option<Entry> {
    let text = &raw[line.start as usize..line.end as usize];
    let gap = usize::from(line.shape.gap);
    let column = usize::from(line.indent) + text.get(..gap)?.chars().count();
    if column < LEFTMOST || line.shape.width > 300 {
        return None;
    }
    let (left, right) = (text[..gap].trim_end(), &text[gap..]);
    Some(Entry {
        column,
        row: left.contains("   "),
        kind: kind(right, &Shape::of(right)),
    })
}

/// Where the side column of a page begins, if it has one.
fn column_of(raw: &str, page: &[Line]) -> Option<usize> {
    let entries: Vec<Entry> = page.iter().filter_map(|line| entry(raw, line)).collect();
    let is_side = |entry: &&Entry| {
        matches!(
            entry.kind,
            Some(Kind::Label(_) | Kind::Unit | Kind::Address | Kind::Labelled(_, true))
        )
    };
    let column = entries
        .iter()
        .filter(is_side)
        .map(|entry| entry.column)
        .min()?;
    let within = || {
        entries
            .iter()
            .filter(|entry| (column..=column + 3).contains(&entry.column))
    };
    let sides = within().filter(is_side).count();
    let rows = within().filter(|entry| entry.row).count();
    let dates = within()
        .filter(|entry| entry.kind == Some(Kind::Date))
        .count();
    let all = within().count();
    // Body lines that run across it say that it is none.
    let across = page
        .iter()
        .filter(|line| line.shape.gap == 0 && usize::from(line.indent) < LEFTMOST)
        .filter(|line| usize::from(line.indent) + usize::from(line.shape.width) > column + 2)
        .count();
    (sides >= 2 && rows * 3 <= all && dates <= 3 && across * 5 <= page.len()).then_some(column)
}

/// Parts a line at the column.
fn part(raw: &str, line: &Line, column: usize, out: &mut Vec<Line>) {
    let text = &raw[line.start as usize..line.end as usize];
    let gap = usize::from(line.shape.gap);
    let begins = usize::from(line.indent) + text[..gap].chars().count();
    if !(column.saturating_sub(1)..=column + 6).contains(&begins) {
        out.push(line.clone());
        return;
    }
    let cut = line.start + u32::try_from(gap).unwrap_or(0);
    if gap > 0 {
        let left = text[..gap].trim_end();
        let end = line.start + u32::try_from(left.len()).unwrap_or(0);
        out.push(Line {
            end,
            tail: end,
            shape: Shape::of(left),
            ..line.clone()
        });
    }
    let right = &text[gap..];
    out.push(Line {
        start: cut,
        shape: Shape::of(right),
        blanks: if gap > 0 { 0 } else { line.blanks },
        role: Role::Colofon,
        ..line.clone()
    });
}
