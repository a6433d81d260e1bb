//! Running heads, feet, page numbers and stamps, from the edges of the page inwards.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::sheet::{Doc, Place, Row};
use crate::lexicon::labels::{self, Label};

/// The share of the page, at the top and at the foot, where heads and feet stand.
const EDGE: f32 = 0.2;

/// Marks heads, feet and page numbers.
pub(super) fn mark(doc: &mut Doc) {
    let pages: Vec<Vec<Row>> = (0..doc.pages.len()).map(|p| by_height(doc, p)).collect();
    let repeats = Repeats::count(doc, &pages);
    for (page, rows) in pages.iter().enumerate() {
        let height = doc.pages[page].height;
        let top = rows.iter().take_while(|r| r.base < EDGE * height).count();
        let foot = rows
            .iter()
            .rev()
            .take_while(|r| r.base > (1.0 - EDGE) * height)
            .count();
        // A short page may end well above the foot of the sheet.
        let last = rows
            .last()
            .is_some_and(|r| is_page_number(doc.row_text(r), false));
        let foot = foot.max(usize::from(last));
        let (head, foot) = if top + foot > rows.len() {
            (top, 0)
        } else {
            (top, foot)
        };
        inwards(doc, page, &repeats, rows[..head].iter());
        inwards(doc, page, &repeats, rows[rows.len() - foot..].iter().rev());
        if page > 0 {
            unrepeated_head(doc, page);
        }
        numbers_in_side_columns(doc, page);
        receipt_stamps(doc, page);
    }
}

/// The rows of the main flow from top to bottom, of all columns together.
fn by_height(doc: &Doc, page: usize) -> Vec<Row> {
    let mut rows = doc.rows(page, Place::Flow);
    rows.sort_by(|a, b| a.base.total_cmp(&b.base));
    rows
}

/// Marks rows for as long as they are furniture.
fn inwards<'a>(doc: &mut Doc, page: usize, repeats: &Repeats, rows: impl Iterator<Item = &'a Row>) {
    let mut last: Option<f32> = None;
    for row in rows {
        let numbered = (row.first..row.end).any(|l| is_page_number(doc.text(l), true));
        let bare = row.end - row.first == 1 && is_page_number(doc.text(row.first), false);
        // A row close to a head belongs to it when it is on the same line of the page.
        let beside = last.is_some_and(|base| (base - row.base).abs() < 2.0);
        if !(numbered || bare || beside || repeats.has(doc, page, row)) {
            return;
        }
        last = Some(row.base);
        for line in row.first..row.end {
            let number = is_page_number(doc.text(line), true);
            doc.places[line] = if number {
                Place::Furniture
            } else {
                Place::Head
            };
        }
    }
}

/// On a following page, a small block well above the text that does not stand like the text:
/// its head, though no other page has the same.
fn unrepeated_head(doc: &mut Doc, page: usize) {
    let rows = by_height(doc, page);
    let height = doc.pages[page].height;
    let lead = doc.leading * doc.size;
    let end = (1..rows.len().min(5)).find(|&i| rows[i].base - rows[i - 1].base > 1.7 * lead);
    let Some(end) = end else { return };
    let block = &rows[..end];
    if rows[end - 1].base > 0.18 * height {
        return;
    }
    let left = rows[end..]
        .iter()
        .map(|r| r.x0)
        .fold(f32::INFINITY, f32::min);
    let odd = block.iter().all(|r| {
        let indented = r.x0 > left + 4.0 * doc.size && r.end - r.first == 1;
        r.size < 0.93 * doc.size || indented || r.end - r.first > 1
    });
    let starts = doc
        .row_text(&block[0])
        .starts_with(|c: char| c.is_alphanumeric());
    if odd && starts {
        for line in block.iter().flat_map(|r| r.first..r.end) {
            doc.places[line] = Place::Head;
        }
    }
}

/// "Pagina 1 van 3" often stands at the foot or the head of the colofon.
fn numbers_in_side_columns(doc: &mut Doc, page: usize) {
    for line in doc.pages[page].lines.clone() {
        if doc.places[line] == Place::Side && is_page_number(doc.text(line), false) {
            doc.places[line] = Place::Furniture;
        }
    }
}

/// How far up or down the same head may stand on another page, in points.
const SHIFT: f32 = 24.0;

/// "Ontvangen BPZ": a stamp, wherever it was put.
fn receipt_stamps(doc: &mut Doc, page: usize) {
    for line in doc.pages[page].lines.clone() {
        let stamp = |text: &str| {
            labels::at_start(text).is_some_and(|hit| hit.label == Label::Received && hit.alone)
        };
        if doc.places[line] == Place::Flow && doc.lines[line].chars <= 30 && stamp(doc.text(line)) {
            doc.places[line] = Place::Head;
        }
    }
}

/// Texts that stand at the edge of several pages.
struct Repeats {
    /// Number of pages, by place and text.
    pages: BTreeMap<(i32, u64), u32>,
    needed: u32,
}

impl Repeats {
    fn count(doc: &Doc, pages: &[Vec<Row>]) -> Self {
        let mut seen: BTreeMap<(i32, u64), (u32, usize)> = BTreeMap::new();
        for (page, rows) in pages.iter().enumerate() {
            for key in rows.iter().flat_map(|row| keys(doc, page, row)) {
                let entry = seen.entry(key).or_insert((0, usize::MAX));
                if entry.1 != page {
                    *entry = (entry.0 + 1, page);
                }
            }
        }
        Self {
            pages: seen.into_iter().map(|(key, (n, _))| (key, n)).collect(),
            needed: if pages.len() <= 4 { 2 } else { 3 },
        }
    }

    fn has(&self, doc: &Doc, page: usize, row: &Row) -> bool {
        let pages = |key| self.pages.get(&key).copied().unwrap_or(0);
        keys(doc, page, row).any(|key| pages(key) >= self.needed)
    }
}

/// Two overlapping stretches of the page in which a row stands, each with the letters of the row,
/// digits made alike; none outside the edges or for numbers only.
fn keys(doc: &Doc, page: usize, row: &Row) -> impl Iterator<Item = (i32, u64)> {
    let height = doc.pages[page].height;
    let top = row.base < EDGE * height;
    let note = row.size < 0.93 * doc.size && super::notes::is_mark(doc, row);
    let outside = !top && (row.base < (1.0 - EDGE) * height || note);
    let mut hasher = DefaultHasher::new();
    let mut letters = 0;
    if !outside {
        for c in doc.row_text(row).chars().filter(|c| !c.is_whitespace()) {
            letters += usize::from(c.is_alphabetic());
            if c.is_ascii_digit() { '0' } else { c }.hash(&mut hasher);
        }
    }
    let text = hasher.finish();
    let place = (row.base / SHIFT) as i32;
    let between = (row.base / SHIFT + 0.5) as i32;
    [(2 * place, text), (2 * between + 1, text)]
        .into_iter()
        .filter(move |_| letters >= 3)
}

/// Whether a text is nothing but a page number. A bare number counts only where `bare` says so.
pub(super) fn is_page_number(text: &str, bare: bool) -> bool {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '.' | '|' | '~')
    });
    if text.is_empty() || text.len() > 40 {
        return false;
    }
    if is_damaged_number(text) {
        return true;
    }
    let lower = text.to_lowercase();
    let mut rest = lower.as_str();
    let mut named = false;
    for name in [
        "pagina", "paglna", "pagirti", "pagirta", "page", "blad", "pag.", "pag", "p.",
    ] {
        if let Some(after) = rest.strip_prefix(name) {
            (rest, named) = (after.trim_start(), true);
            break;
        }
    }
    let (first, rest) = number(rest);
    if first == 0 {
        return false;
    }
    let rest = rest.trim_start();
    if rest.is_empty() {
        return named || (bare && first <= 6);
    }
    let of = ["van", "of", "/", "|", "uit"]
        .iter()
        .find_map(|s| rest.strip_prefix(s));
    let Some(of) = of else { return false };
    let (last, rest) = number(of.trim_start());
    last > 0 && rest.trim().is_empty() && (named || first <= 3 && last <= 3)
}

/// "Fagna 1 van", "Pagina 1 van t": a page number that recognition has spoilt.
fn is_damaged_number(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(5).collect();
    let (&[name, number, of] | &[name, number, of, _]) = words.as_slice() else {
        return false;
    };
    let named = (4..=7).contains(&name.len()) && name.to_lowercase().contains("ag");
    let last_short = words.get(3).is_none_or(|w| w.len() <= 3);
    named
        && of == "van"
        && number.len() <= 3
        && number.starts_with(|c: char| c.is_ascii_digit())
        && last_short
}

/// The number of digits a text starts with, letters that OCR reads for digits included.
fn number(text: &str) -> (usize, &str) {
    let len = text.bytes().take_while(|b| b.is_ascii_digit()).count();
    let len = if len == 0 && text.starts_with(['l', 'i', '|']) {
        1
    } else {
        len
    };
    (len, &text[len..])
}
