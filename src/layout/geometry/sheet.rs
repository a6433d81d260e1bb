//! The document between lines and pieces: its lines, its rows, what each line is, and the
//! measures of its ordinary text.

use super::columns::{Column, Role};
use super::lines::Line;
use crate::model::GlyphRange;

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// In the main flow: header block or body.
    Flow,
    /// In a side column.
    Side,
    /// A running head or foot.
    Head,
    /// A page number or a stamp.
    Furniture,
    /// A footnote.
    Note,
    /// Runs in another direction than the page.
    Turned,
}

/// A page of lines.
#[derive(Debug)]
pub(super) struct PageInfo {
    /// As printed in the file, from 1.
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub columns: Vec<Column>,
    /// Its lines, as indices.
    pub lines: std::ops::Range<usize>,
}

/// Lines on one baseline of one column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// First line.
    pub first: usize,
    /// One past the last line.
    pub end: usize,
    pub page: u32,
    pub column: u8,
    pub base: f32,
    pub x0: f32,
    pub x1: f32,
    pub size: f32,
    /// All cells are bold.
    pub bold: bool,
    pub spans: bool,
}

/// The document.
#[derive(Debug, Default)]
pub(super) struct Doc {
    pub raw: String,
    pub glyphs: Vec<GlyphRange>,
    pub lines: Vec<Line>,
    /// What each line is.
    pub places: Vec<Place>,
    pub pages: Vec<PageInfo>,
    /// Font size of most of the running text.
    pub size: f32,
    /// Distance of its baselines, in font sizes.
    pub leading: f32,
}

impl Doc {
    /// The text of a line.
    pub fn text(&self, line: usize) -> &str {
        &self.raw[self.lines[line].span.range()]
    }

    /// The text of a row from its first to its last cell.
    pub fn row_text(&self, row: &Row) -> &str {
        let (from, to) = (self.lines[row.first].span, self.lines[row.end - 1].span);
        &self.raw[from.start as usize..to.end as usize]
    }

    /// The rows of a page that have this place, column by column as read.
    pub fn rows(&self, page: usize, place: Place) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for i in self.pages[page].lines.clone() {
            let line = &self.lines[i];
            if self.places[i] != place {
                continue;
            }
            if let Some(row) = rows.last_mut()
                && self.lines[row.first].row == line.row
                && row.end == i
            {
                row.end = i + 1;
                row.x1 = row.x1.max(line.x1);
                row.bold &= line.bold;
                row.spans |= line.spans;
                row.size = row.size.max(line.size);
                continue;
            }
            rows.push(Row {
                first: i,
                end: i + 1,
                page: line.page,
                column: line.column,
                base: line.base,
                x0: line.x0,
                x1: line.x1,
                size: line.size,
                bold: line.bold,
                spans: line.spans,
            });
        }
        rows
    }

    /// Finds what each line is by its column alone, and measures the running text.
    pub fn survey(&mut self) {
        self.places = self
            .lines
            .iter()
            .map(|line| match (line.angle, line.role) {
                (0, Role::Text) => Place::Flow,
                (0, Role::Side) => Place::Side,
                _ => Place::Turned,
            })
            .collect();
        self.size = self.common_size();
        self.leading = self.common_leading();
    }

    fn common_size(&self) -> f32 {
        // Sizes in half points up to 100.
        let mut weight = [0u64; 200];
        for (line, place) in self.lines.iter().zip(&self.places) {
            if *place == Place::Flow {
                let bin = ((line.size * 2.0).round() as usize).min(weight.len() - 1);
                weight[bin] += u64::from(line.chars);
            }
        }
        let most = (0..weight.len()).max_by_key(|&i| (weight[i], std::cmp::Reverse(i)));
        most.filter(|&i| i > 0).map_or(10.0, |i| i as f32 / 2.0)
    }

    fn common_leading(&self) -> f32 {
        let mut steps: Vec<f32> = Vec::new();
        for pair in self.lines.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            let ordinary = |l: &Line| (l.size / self.size - 1.0).abs() < 0.08 && l.chars >= 12;
            if a.page != b.page || a.column != b.column || a.angle != b.angle {
                continue;
            }
            let step = (b.base - a.base) / self.size;
            if ordinary(a) && ordinary(b) && step > 0.8 && step < 2.4 {
                steps.push(step);
            }
        }
        if steps.len() < 3 {
            return 1.25;
        }
        let at = steps.len() * 2 / 5;
        let (_, &mut median, _) = steps.select_nth_unstable_by(at, f32::total_cmp);
        median
    }
}
