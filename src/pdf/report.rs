//! What the reader has to say about the pages: which of them were not read, or not in full.

use crate::ingest::IngestError;
use crate::model::{GlyphPage, Warning};

/// An image that covers this share of a page is the page.
const SCAN: f32 = 0.5;
/// A scanned page with fewer visible glyphs than this has a stamp on it, no text.
const STAMP: usize = 40;
/// So many curves on a page without glyphs are letters drawn as shapes.
const DRAWN: u32 = 400;

/// What the walker noticed on a page besides its glyphs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PageNotes {
    /// Glyphs of which the font does not say what they stand for.
    pub unknown: u32,
    /// Curves drawn.
    pub curves: u32,
    /// Whether some content could not be decoded or understood.
    pub damaged: bool,
    /// Whether values of fields were read that nothing in the file paints.
    pub unpainted_field: bool,
}

/// The warnings about the pages.
///
/// # Errors
/// When there is nothing to read on any page, or hardly anything can be understood.
pub(super) fn judge(pages: &[(GlyphPage, PageNotes)]) -> Result<Vec<Warning>, IngestError> {
    let glyphs: usize = pages.iter().map(|(page, _)| page.glyphs.len()).sum();
    let unknown: usize = pages
        .iter()
        .map(|(page, notes)| notes.unknown as usize + private(page))
        .sum();
    if glyphs > 0 && unknown * 2 > glyphs {
        return Err(IngestError::NoUnicode);
    }
    if !pages
        .iter()
        .any(|(page, _)| has_text(page) && !is_scan(page))
    {
        return Err(IngestError::NoText);
    }
    let mut warnings = Vec::new();
    let mut warn = |code, chosen: &dyn Fn(&GlyphPage, &PageNotes) -> bool, one, many| {
        let numbers: Vec<u32> = pages
            .iter()
            .filter(|(page, notes)| chosen(page, notes))
            .map(|(page, _)| page.number)
            .collect();
        if let Some(named) = name(&numbers, one, many) {
            warnings.push(Warning::new(code, named));
        }
    };
    warn(
        "page-without-text",
        &|page, _| is_scan(page),
        "is an image without text: not read; run OCR over it",
        "are images without text: not read; run OCR over them",
    );
    warn(
        "page-without-text",
        &is_drawn,
        "is drawn, perhaps with letters as shapes: not read; run OCR over it",
        "are drawn, perhaps with letters as shapes: not read; run OCR over them",
    );
    warn(
        "glyphs-without-unicode",
        &|_, notes| notes.unknown > 0,
        "has glyphs of which the font does not say what they stand for: not read",
        "have glyphs of which the font does not say what they stand for: not read",
    );
    warn(
        "content-damaged",
        &|_, notes| notes.damaged,
        "has damaged content: text may be missing",
        "have damaged content: text may be missing",
    );
    warn(
        "form-field-unpainted",
        &|_, notes| notes.unpainted_field,
        "has form fields whose text is not painted in the file: read from the fields",
        "have form fields whose text is not painted in the file: read from the fields",
    );
    Ok(warnings)
}

/// A page with something to see on it of which nothing could be read.
pub(super) fn is_unread(page: &GlyphPage, notes: &PageNotes) -> bool {
    is_scan(page) || is_drawn(page, notes)
}

/// A page of shapes, which may be letters.
fn is_drawn(page: &GlyphPage, notes: &PageNotes) -> bool {
    !is_scan(page) && !has_text(page) && notes.curves > DRAWN
}

fn has_text(page: &GlyphPage) -> bool {
    page.glyphs.iter().any(|glyph| !is_blank(&glyph.unicode))
}

/// A page that is an image, with nothing to read but perhaps a page stamp.
fn is_scan(page: &GlyphPage) -> bool {
    page.image_cover > SCAN
        && page
            .glyphs
            .iter()
            .filter(|glyph| !is_blank(&glyph.unicode))
            .take(STAMP)
            .count()
            < STAMP
        && !page
            .glyphs
            .iter()
            .any(|glyph| glyph.invisible && !is_blank(&glyph.unicode))
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{FFFD}')
}

/// Glyphs that stand for private characters: as good as unknown when they are many.
fn private(page: &GlyphPage) -> usize {
    page.glyphs
        .iter()
        .filter(|glyph| {
            glyph
                .unicode
                .starts_with(|c| ('\u{E000}'..='\u{F8FF}').contains(&c))
        })
        .count()
}

/// "page 3 …" or "pages 2, 4-7 …".
fn name(numbers: &[u32], one: &str, many: &str) -> Option<String> {
    const MOST_RUNS: usize = 20;
    match numbers {
        [] => None,
        [number] => Some(format!("page {number} {one}")),
        _ => {
            let mut runs: Vec<(u32, u32)> = Vec::new();
            for &number in numbers {
                match runs.last_mut() {
                    Some((_, last)) if *last + 1 == number => *last = number,
                    _ => runs.push((number, number)),
                }
            }
            let mut named: Vec<String> = runs
                .iter()
                .take(MOST_RUNS)
                .map(|&(first, last)| match last - first {
                    0 => first.to_string(),
                    _ => format!("{first}-{last}"),
                })
                .collect();
            if runs.len() > MOST_RUNS {
                named.push("and more".into());
            }
            Some(format!("pages {} {many}", named.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn pages_are_named_in_runs() {
        assert_eq!(name(&[], "is", "are"), None);
        assert_eq!(name(&[3], "is", "are").as_deref(), Some("page 3 is"));
        assert_eq!(
            name(&[1, 2, 3, 7], "is", "are").as_deref(),
            Some("pages 1-3, 7 are")
        );
    }
}
