//! The main flow cut into paragraphs, list items and tables, by gaps, indents and line ends.

use std::ops::Range;

use super::columns::Role;
use super::sheet::{Doc, Place, Row};
use super::{tables, words};

/// Rows that stay together.
#[derive(Clone, Debug)]
pub(super) struct Para {
    /// Which rows of the flow.
    pub rows: Range<usize>,
    /// A table: each of its rows is a line of the output.
    pub table: bool,
    /// It starts with a list mark.
    pub item: bool,
    /// Left edge of its first row, and of its text.
    pub x0: f32,
    pub text_x0: f32,
    /// More room above it than between lines.
    pub gap_before: bool,
}

/// The main flow of the document in reading order.
pub(super) struct Flow {
    pub rows: Vec<Row>,
    pub paras: Vec<Para>,
    /// Left and right edge of the text, per page and column.
    edges: Vec<Vec<(f32, f32)>>,
}

impl Flow {
    /// Reads the flow.
    pub fn read(doc: &Doc) -> Self {
        let mut rows = Vec::new();
        let mut edges = Vec::with_capacity(doc.pages.len());
        for page in 0..doc.pages.len() {
            let on_page = doc.rows(page, Place::Flow);
            edges.push(column_edges(doc, page, &on_page));
            in_reading_order(doc, page, on_page, &mut rows);
        }
        share_edges(doc, &mut edges);
        let mut flow = Self {
            rows,
            paras: Vec::new(),
            edges,
        };
        flow.cut(doc);
        flow
    }

    /// Left and right edge of the column in which a row stands.
    pub fn edges_of(&self, row: &Row) -> (f32, f32) {
        self.edges[row.page as usize][row.column as usize]
    }

    /// The text of a paragraph's first row.
    pub fn first_text<'a>(&self, doc: &'a Doc, para: &Para) -> &'a str {
        doc.row_text(&self.rows[para.rows.start])
    }

    /// The text of a paragraph's last row.
    pub fn last_text<'a>(&self, doc: &'a Doc, para: &Para) -> &'a str {
        doc.row_text(&self.rows[para.rows.end - 1])
    }

    fn cut(&mut self, doc: &Doc) {
        let mut at = 0;
        while at < self.rows.len() {
            let edges = self.edges_of(&self.rows[at]);
            if let Some(table) = tables::starting_at(doc, &self.rows, at, edges) {
                at = table.end;
                self.paras.push(self.start(doc, table.start));
                if let Some(last) = self.paras.last_mut() {
                    last.rows = table;
                    last.table = true;
                }
                continue;
            }
            let goes_on = self
                .paras
                .last()
                .is_some_and(|p| !p.table && self.goes_on(doc, p, at));
            if goes_on {
                let (before, row) = (&self.rows[at - 1], &self.rows[at]);
                let elsewhere = before.page != row.page || before.column != row.column;
                let x0 = row.x0;
                if let Some(para) = self.paras.last_mut() {
                    // The second row shows where the text of the paragraph stands, and so does
                    // the first one in the next column.
                    if para.rows.len() == 1 || elsewhere {
                        para.text_x0 = x0;
                    }
                    para.rows.end = at + 1;
                }
            } else {
                let para = self.start(doc, at);
                self.paras.push(para);
            }
            at += 1;
        }
    }

    fn start(&self, doc: &Doc, at: usize) -> Para {
        let row = &self.rows[at];
        let marker = words::marker(doc.row_text(row));
        let cells = row.end - row.first;
        let text_x0 = if marker.is_some() && cells > 1 {
            doc.lines[row.first + 1].x0
        } else {
            row.x0
        };
        let gap_before = at == 0 || {
            let before = &self.rows[at - 1];
            before.page != row.page
                || before.column != row.column
                || row.base - before.base > 1.28 * doc.leading * row.size.max(doc.size)
        };
        Para {
            rows: at..at + 1,
            table: false,
            item: marker.is_some(),
            x0: row.x0,
            text_x0,
            gap_before,
        }
    }

    /// Whether a row goes on with the paragraph of the row before it.
    fn goes_on(&self, doc: &Doc, para: &Para, at: usize) -> bool {
        let (before, row) = (&self.rows[at - 1], &self.rows[at]);
        let (last, text) = (doc.row_text(before), doc.row_text(row));
        let parted = |r: &Row| tables::is_parted(doc, r) && !self.is_justified(para, r);
        if parted(row) || parted(before) {
            return false;
        }
        let size = before.size.max(row.size);
        let titled = self.is_second_of_title(doc, para, before, row);
        let apart = (before.size - row.size).abs() > 0.16 * size;
        if apart
            || !titled
                && before.bold != row.bold
                && (before.bold || words::is_open(last))
                && !small_step(before, row)
        {
            return false;
        }
        let open = words::is_open(last);
        let fits = self.would_have_fitted(doc, before, row);
        let pull = open && (words::starts_small(text) || words::must_go_on(last));
        if before.page != row.page || before.column != row.column {
            return self.goes_on_over_page(doc, para, before, row, fits, pull);
        }
        let step = row.base - before.base;
        if step > 1.32 * doc.leading * size || step < -0.5 * size {
            return false;
        }
        let indent = row.x0 - para.text_x0;
        if let Some(mark) = words::marker(text) {
            let bullet = text[..mark]
                .chars()
                .all(|c| !c.is_alphanumeric() && !matches!(c, '-' | '–' | '—'));
            let in_text = !bullet && indent.abs() <= 0.4 * size && !fits && open && !para.item;
            // "55." at the end of a sentence is no item.
            let only = mark == text.len() && text.starts_with(char::is_alphanumeric) && open;
            if !in_text && !only {
                return false;
            }
        }
        let wide = self.is_wide(before);
        self.indent_fits(para, before, row, indent, size) && (!fits || pull && wide || titled)
    }

    /// Whether a row is stretched from edge to edge of its paragraph's column.
    fn is_justified(&self, para: &Para, row: &Row) -> bool {
        let (_, right) = self.edges_of(row);
        (row.x1 - right).abs() <= 1.0 && (row.x0 - para.text_x0).abs() <= 1.5
    }

    /// A heading of two lines may be broken anywhere, and end in lighter type.
    fn is_second_of_title(&self, doc: &Doc, para: &Para, before: &Row, row: &Row) -> bool {
        let text = doc.row_text(row);
        let bold = doc.lines[row.first].bold_start;
        let bracketed = text.starts_with('(') && text.ends_with(')');
        before.bold
            && (bold || bracketed)
            && para.rows.len() == 1
            && (para.item || self.is_wide(before))
            && words::is_open(doc.row_text(before))
            && !self.is_full(row)
    }

    fn indent_fits(&self, para: &Para, before: &Row, row: &Row, indent: f32, size: f32) -> bool {
        if indent.abs() <= 0.75 * size {
            return true;
        }
        // The second row shows the hang of an item, or that the first row was indented.
        let second = para.rows.len() == 1;
        let (left, _) = self.edges_of(row);
        let hangs = para.item && row.x0 > para.x0 && row.x0 - para.x0 < 6.0 * size;
        let outdents =
            !para.item && indent < 0.0 && indent > -5.0 * size && (row.x0 - left).abs() < size;
        second && (hangs || outdents || indent > 0.0 && self.is_full(before))
    }

    /// Over the end of a page or column there is no gap to see: the words have to tell.
    fn goes_on_over_page(
        &self,
        doc: &Doc,
        para: &Para,
        before: &Row,
        row: &Row,
        fits: bool,
        pull: bool,
    ) -> bool {
        let text = doc.row_text(row);
        let open = words::is_open(doc.row_text(before));
        if words::marker(text).is_some() && !(pull && open) {
            return false;
        }
        let inset = |r: &Row, x: f32| x - self.edges_of(r).0;
        let first = &self.rows[para.rows.start];
        let shift = inset(row, row.x0) - inset(first, para.text_x0);
        if shift.abs() > 1.5 * row.size && !pull {
            return false;
        }
        if !fits {
            open || !words::starts_small(text) || pull
        } else {
            pull && self.is_wide(before)
        }
    }

    /// Whether the first word of a row would have fitted on the row before it: then its author
    /// ended the line there.
    fn would_have_fitted(&self, doc: &Doc, before: &Row, row: &Row) -> bool {
        let (_, right) = self.edges_of(before);
        let first = &doc.lines[row.first];
        let word = (first.first_word_x1 - first.x0).min(0.35 * (right - before.x0).max(0.0));
        right - before.x1 > word + 0.9 * row.size
    }

    /// Whether a row reaches at least the middle of its column.
    fn is_wide(&self, row: &Row) -> bool {
        let (left, right) = self.edges_of(row);
        row.x1 - left > 0.5 * (right - left)
    }

    /// Whether a row reaches nearly to the end of its column.
    pub fn is_full(&self, row: &Row) -> bool {
        let (left, right) = self.edges_of(row);
        right - row.x1 < 0.22 * (right - left)
    }
}

fn small_step(before: &Row, row: &Row) -> bool {
    // Bold type in the middle of a sentence: both lines stand alike and the first is full.
    !before.bold && (row.base - before.base) < 1.1 * row.size && before.x1 > row.x1
}

/// The left edge most rows share, and the right edge the longest rows reach.
fn column_edges(doc: &Doc, page: usize, rows: &[Row]) -> Vec<(f32, f32)> {
    let columns = &doc.pages[page].columns;
    let width = doc.pages[page].width;
    (0..columns.len())
        .map(|column| {
            if columns[column].role != Role::Text {
                return (0.0, 0.0);
            }
            let next = columns.get(column + 1).map_or(width, |c| c.from);
            let inside = || {
                rows.iter()
                    .filter(|r| r.column as usize == column && !r.spans && r.x0 < next)
            };
            let left = inside().map(|r| r.x0).fold(f32::INFINITY, f32::min);
            let mut ends: Vec<f32> = inside()
                .filter(|r| r.end - r.first <= 2 && r.x1 - r.x0 > 0.3 * (next - left).min(width))
                .map(|r| r.x1)
                .collect();
            ends.sort_unstable_by(f32::total_cmp);
            let right = match ends.len() {
                0 => f32::NEG_INFINITY,
                n => ends[(n - 1) - (n - 1) / 12],
            };
            (left, right)
        })
        .collect()
}

/// Pages with few long rows take the right edge of the document's other pages.
fn share_edges(doc: &Doc, edges: &mut [Vec<(f32, f32)>]) {
    let Some(columns) = edges.iter().map(Vec::len).max() else {
        return;
    };
    for column in 0..columns {
        let mut rights: Vec<f32> = edges
            .iter()
            .filter_map(|page| page.get(column))
            .map(|e| e.1)
            .filter(|r| r.is_finite())
            .collect();
        rights.sort_unstable_by(f32::total_cmp);
        let common = rights.get(rights.len() / 2).copied();
        for (page, info) in edges.iter_mut().zip(&doc.pages) {
            let Some(edge) = page.get_mut(column) else {
                continue;
            };
            let common = common.unwrap_or(0.88 * info.width);
            if !edge.1.is_finite() || edge.1 < common && common < info.width {
                edge.1 = common.max(edge.0);
            }
            if !edge.0.is_finite() {
                edge.0 = 0.0;
            }
        }
    }
}

/// Columns are read one after the other, between the rows that run across them.
fn in_reading_order(doc: &Doc, page: usize, mut rows: Vec<Row>, out: &mut Vec<Row>) {
    let columns = doc.pages[page]
        .columns
        .iter()
        .filter(|c| c.role == Role::Text)
        .count();
    if columns < 2 {
        out.append(&mut rows);
        return;
    }
    let across: Vec<f32> = {
        let mut bases: Vec<f32> = rows.iter().filter(|r| r.spans).map(|r| r.base).collect();
        bases.sort_unstable_by(f32::total_cmp);
        bases
    };
    // Band 2k holds what stands above the k-th row across, band 2k+1 that row itself.
    let band = |r: &Row| {
        let above = across.partition_point(|&b| b < r.base);
        if r.spans { 2 * above + 1 } else { 2 * above }
    };
    rows.sort_by(|a, b| {
        (band(a).cmp(&band(b)))
            .then(a.column.cmp(&b.column))
            .then(a.base.total_cmp(&b.base))
    });
    out.append(&mut rows);
}
