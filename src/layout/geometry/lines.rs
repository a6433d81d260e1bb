//! Runs to lines: in each column, what stands on one baseline, cut where the gap is wide.
//! Writes the raw text and notes which glyph painted which bytes.

use super::columns::{Column, Role, SLACK, column_at};
use super::marks::{Mark, is_blank};
use super::runs::{Run, Runs, Word, is_twin};
use crate::model::{GlyphPage, GlyphRange, RawSpan};

/// A line, or a cell of one: words with no wide gap between them.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its text.
    pub span: RawSpan,
    /// Index of its page.
    pub page: u32,
    /// Index of its column on the page.
    pub column: u8,
    /// What the column is.
    pub role: Role,
    /// Which row of the document it stands on; cells of one row share it.
    pub row: u32,
    pub x0: f32,
    pub x1: f32,
    pub base: f32,
    pub size: f32,
    /// Number of glyphs.
    pub chars: u32,
    /// Most of it is bold.
    pub bold: bool,
    /// Its first glyph is bold.
    pub bold_start: bool,
    /// It reaches into the next column.
    pub spans: bool,
    /// It starts with a raised mark, as footnotes do.
    pub raised_start: bool,
    /// Clockwise angle on the upright page: 0 for the main text.
    pub angle: i32,
    /// Where its first word ends.
    pub first_word_x1: f32,
}

/// The raw text as it grows.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub raw: String,
    pub glyphs: Vec<GlyphRange>,
    pub lines: Vec<Line>,
    pub rows: u32,
    parts: Vec<Part>,
    /// Where the glyphs of the last part start, and how often it has been painted.
    last_part: (usize, usize),
}

/// A run, or what of it lies in one column.
#[derive(Clone, Debug)]
struct Part {
    run: u32,
    column: u8,
    first_word: u32,
    end_word: u32,
    x0: f32,
    x1: f32,
    base: f32,
    size: f32,
    spans: bool,
}

/// All there is to know of one direction of one page.
pub(super) struct Sheet<'a> {
    pub page: &'a GlyphPage,
    pub index: u32,
    pub marks: &'a [Mark],
    pub runs: &'a Runs,
    pub columns: &'a [Column],
    pub angle: i32,
}

impl Page {
    /// Adds the lines of a sheet, column by column, top to bottom.
    pub fn add(&mut self, sheet: &Sheet<'_>) {
        let mut parts = std::mem::take(&mut self.parts);
        parts.clear();
        for (i, run) in sheet.runs.runs.iter().enumerate() {
            split(sheet, run, i as u32, &mut parts);
        }
        parts.sort_unstable_by(|a, b| {
            (a.column.cmp(&b.column))
                .then(a.base.total_cmp(&b.base))
                .then(a.x0.total_cmp(&b.x0))
                .then(a.run.cmp(&b.run))
        });
        let mut rows = rows(&parts);
        lift_scripts(&parts, &mut rows);
        let mut row = Vec::new();
        for range in rows {
            row.clear();
            row.extend(range.iter().map(|&i| parts[i as usize].clone()));
            row.sort_unstable_by(|a, b| a.x0.total_cmp(&b.x0).then(a.run.cmp(&b.run)));
            self.add_row(sheet, &row);
        }
        self.parts = parts;
    }

    fn add_row(&mut self, sheet: &Sheet<'_>, row: &[Part]) {
        self.rows += 1;
        let mut open: Option<usize> = None;
        for (i, part) in row.iter().enumerate() {
            let twin = i > 0 && self.lay_over(sheet, &row[i - 1], part);
            if twin {
                continue;
            }
            let last = open.map(|at| &self.lines[at]);
            // Far over the end of the line, another text was painted on top of it.
            let joins = last.is_some_and(|l| {
                let (gap, size) = (part.x0 - l.x1, l.size.max(part.size));
                gap <= 1.3 * size && gap >= -2.0 * size
            });
            if !joins {
                self.separate(open.is_some());
                self.lines.push(self.new_line(sheet, part));
                open = Some(self.lines.len() - 1);
            }
            self.extend_line(sheet, part, joins);
        }
    }

    /// Writes what parts this line from what was written before.
    fn separate(&mut self, same_row: bool) {
        if !self.raw.is_empty() && !self.raw.ends_with('\u{c}') {
            self.raw.push(if same_row { ' ' } else { '\n' });
        }
    }

    fn new_line(&self, sheet: &Sheet<'_>, part: &Part) -> Line {
        let at = self.raw.len();
        let run = &sheet.runs.runs[part.run as usize];
        Line {
            span: RawSpan::new(at, at),
            page: sheet.index,
            column: part.column,
            role: sheet.columns[part.column as usize].role,
            row: self.rows,
            x0: part.x0,
            x1: part.x0,
            base: part.base,
            size: part.size,
            chars: 0,
            bold: false,
            bold_start: sheet.marks[sheet.runs.words[part.first_word as usize].start as usize].bold,
            spans: false,
            raised_start: run.raised_start && part.first_word == run.words.start,
            angle: sheet.angle,
            first_word_x1: sheet.runs.words[part.first_word as usize].x1,
        }
    }

    fn extend_line(&mut self, sheet: &Sheet<'_>, part: &Part, joins: bool) {
        let run = &sheet.runs.runs[part.run as usize];
        self.last_part = (self.glyphs.len(), 1);
        let Some(line) = self.lines.last() else {
            return;
        };
        let gap = part.x0 - line.x1;
        let space = run.blank_before && part.first_word == run.words.start
            || gap > (0.5 * run.space).clamp(0.12 * part.size, 0.3 * part.size);
        let mut bold = 0;
        let mut chars = 0;
        for at in part.first_word..part.end_word {
            let word = sheet.runs.words[at as usize];
            let first = at == part.first_word;
            if (!first && word.space_before) || (first && joins && space) {
                self.raw.push(' ');
            }
            bold += self.write_word(sheet, word);
            chars += word.end - word.start;
        }
        let end = self.raw.len();
        let Some(line) = self.lines.last_mut() else {
            return;
        };
        if line.chars == 0 || chars > line.chars {
            line.base = part.base;
        }
        let (before, now) = (line.chars as f32, chars as f32);
        line.size = (line.size * before + part.size * now) / (before + now);
        line.bold = (line.bold && bold * 10 >= chars * 3) || bold * 10 >= (line.chars + chars) * 7;
        line.chars += chars;
        line.x1 = line.x1.max(part.x1);
        line.spans |= part.spans;
        line.span = RawSpan::new(line.span.start as usize, end);
    }

    /// Writes a word; returns how many of its glyphs are bold.
    fn write_word(&mut self, sheet: &Sheet<'_>, word: Word) -> u32 {
        let mut bold = 0;
        let mut last: Option<&Mark> = None;
        for mark in &sheet.marks[word.start as usize..word.end as usize] {
            bold += u32::from(mark.bold);
            let start = self.raw.len();
            if last.is_some_and(|l| is_twin(l, mark, sheet.page)) {
                if let Some(&first) = self.glyphs.last() {
                    self.glyphs.push(GlyphRange {
                        glyph: mark.glyph,
                        ..first
                    });
                }
                continue;
            }
            push_visible(
                &mut self.raw,
                &sheet.page.glyphs[mark.glyph as usize].unicode,
            );
            self.glyphs.push(GlyphRange {
                start: start as u32,
                end: self.raw.len() as u32,
                page: sheet.index,
                glyph: mark.glyph,
            });
            last = Some(mark);
        }
        bold
    }

    /// When a part repeats the one before it in the same place, its glyphs join that one's bytes.
    fn lay_over(&mut self, sheet: &Sheet<'_>, first: &Part, second: &Part) -> bool {
        let marks = |p: &Part| {
            let words = &sheet.runs.words;
            let (from, to) = (
                words[p.first_word as usize].start,
                words[p.end_word as usize - 1].end,
            );
            &sheet.marks[from as usize..to as usize]
        };
        let (a, b) = (marks(first), marks(second));
        if a.len() != b.len() || !a.iter().zip(b).all(|(a, b)| is_twin(a, b, sheet.page)) {
            return false;
        }
        let (from, times) = self.last_part;
        let ranges = &self.glyphs[from..];
        let twins: Vec<GlyphRange> = (b.iter().enumerate())
            .filter_map(|(i, mark)| {
                Some(GlyphRange {
                    glyph: mark.glyph,
                    ..*ranges.get(i * times)?
                })
            })
            .collect();
        self.glyphs.extend(twins);
        self.glyphs[from..].sort_by_key(|g| g.start);
        self.last_part = (from, times + 1);
        true
    }
}

/// A glyph without a meaning stays visible as U+FFFD; control characters never get into the text.
fn push_visible(raw: &mut String, unicode: &str) {
    if unicode.is_empty() {
        raw.push('\u{fffd}');
    }
    raw.extend(unicode.chars().map(|c| if is_blank(c) { ' ' } else { c }));
}

/// Cuts a run where another column begins, if it looks as if two texts were painted in a row.
fn split(sheet: &Sheet<'_>, run: &Run, index: u32, parts: &mut Vec<Part>) {
    let columns = sheet.columns;
    let column = column_at(columns, run.x0);
    let words = &sheet.runs.words;
    let mut part = Part {
        run: index,
        column: column as u8,
        first_word: run.words.start,
        end_word: run.words.end,
        x0: run.x0,
        x1: run.x1,
        base: run.base,
        size: run.size,
        spans: false,
    };
    for (next, beyond) in columns.iter().enumerate().skip(column + 1) {
        let edge = beyond.from;
        if run.x1 <= edge + SLACK {
            break;
        }
        let cut = (part.first_word + 1..run.words.end).find(|&i| {
            let (last, word) = (words[i as usize - 1], words[i as usize]);
            let starts = word.x0 >= edge - SLACK && word.x0 <= edge + run.size;
            starts && last.x1 <= edge && is_seam(sheet, run, last, word)
        });
        let Some(cut) = cut else {
            part.spans = true;
            continue;
        };
        parts.push(Part {
            end_word: cut,
            x1: words[cut as usize - 1].x1,
            ..part.clone()
        });
        part.first_word = cut;
        part.x0 = words[cut as usize].x0;
        part.column = next as u8;
        part.spans = false;
    }
    parts.push(part);
}

/// Whether more than a space of the same text lies between two words.
fn is_seam(sheet: &Sheet<'_>, run: &Run, last: Word, next: Word) -> bool {
    let (a, b) = (
        sheet.marks[last.end as usize - 1],
        sheet.marks[next.start as usize],
    );
    next.x0 - last.x1 > 1.5 * run.space
        || (a.size / b.size - 1.0).abs() > 0.08
        || a.bold != b.bold
        || (a.base - b.base).abs() > 0.04 * run.size
}

/// Groups parts, sorted by column and baseline, into rows.
fn rows(parts: &[Part]) -> Vec<Vec<u32>> {
    let mut rows: Vec<Vec<u32>> = Vec::new();
    let mut at = (u8::MAX, 0.0, 0.0);
    for (i, part) in parts.iter().enumerate() {
        let (column, base, size) = at;
        let same = column == part.column && part.base - base <= 0.3 * part.size.min(size);
        if !same || rows.is_empty() {
            rows.push(Vec::new());
            at = (part.column, part.base, part.size);
        }
        if let Some(row) = rows.last_mut() {
            row.push(i as u32);
        }
    }
    rows
}

/// A footnote mark painted on its own stands on a row of its own: it belongs to the text that
/// it touches on the row below.
fn lift_scripts(parts: &[Part], rows: &mut Vec<Vec<u32>>) {
    for i in 1..rows.len() {
        let (above, below) = (&rows[i - 1], &rows[i]);
        let touches = above.len() <= 3
            && below.len() < 200
            && above.iter().all(|&a| {
                let a = &parts[a as usize];
                below.iter().any(|&b| is_script_of(a, &parts[b as usize]))
            });
        let marked = is_mark_of(parts, above, below);
        if touches || marked || is_mark_of(parts, below, above) {
            let above = std::mem::take(&mut rows[i - 1]);
            rows[i].extend(above);
        }
    }
    rows.retain(|row| !row.is_empty());
}

/// A bullet may stand a little above or below the baseline of its text.
fn is_mark_of(parts: &[Part], mark: &[u32], text: &[u32]) -> bool {
    let ([mark], Some(&text)) = (mark, text.first()) else {
        return false;
    };
    let (mark, text) = (&parts[*mark as usize], &parts[text as usize]);
    let gap = text.x0 - mark.x1;
    mark.column == text.column
        && mark.end_word - mark.first_word == 1
        && mark.x1 - mark.x0 <= 0.9 * text.size
        && gap >= 0.0
        && gap <= 3.0 * text.size
        && (mark.base - text.base).abs() <= 0.55 * text.size
}

fn is_script_of(small: &Part, text: &Part) -> bool {
    small.column == text.column
        && small.size <= 0.82 * text.size
        && small.x1 - small.x0 <= 2.5 * text.size
        && text.base - small.base <= 0.65 * text.size
        && small.x0 - text.x1 <= 0.6 * text.size
        && small.x0 >= text.x0 - 1.5 * text.size
}
