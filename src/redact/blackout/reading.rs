//! What is read where: headings, paragraphs and asides, and the glyphs of each.

use crate::model::{Break, GlyphPage, Laid, Part, Piece, Place, Role};

/// The order in which a document is read.
pub(super) struct Reading {
    pub elements: Vec<Role>,
    /// For each page and glyph.
    pub places: Vec<Vec<Option<Place>>>,
}

/// A piece of text with its element and the order of its first byte.
struct Known {
    start: u32,
    end: u32,
    element: u32,
    order: u32,
}

pub(super) fn of(laid: &Laid, pages: &[GlyphPage]) -> Reading {
    let mut elements = Vec::new();
    let mut known = Vec::with_capacity(laid.pieces.len());
    let mut order = 0;
    for piece in laid.pieces.iter().filter(|p| p.part != Part::Furniture) {
        if elements.is_empty() || piece.before == Break::Paragraph || piece.heading.is_some() {
            elements.push(role(piece));
        }
        known.push(Known {
            start: piece.span.start,
            end: piece.span.end,
            element: elements.len() as u32 - 1,
            order,
        });
        order += piece.span.len() as u32 + 1;
    }
    known.sort_unstable_by_key(|k| k.start);
    let mut places: Vec<Vec<Option<Place>>> =
        pages.iter().map(|p| vec![None; p.glyphs.len()]).collect();
    let mut last = 0;
    for range in &laid.glyphs {
        // Mostly in the piece of the glyph before it.
        let is_same = last > 0
            && known[last - 1].start <= range.start
            && known.get(last).is_none_or(|next| next.start > range.start);
        if !is_same {
            last = known.partition_point(|k| k.start <= range.start);
        }
        let at = last;
        let Some(piece) = at.checked_sub(1).map(|at| &known[at]) else {
            continue;
        };
        if range.start < piece.end {
            places[range.page as usize][range.glyph as usize] = Some(Place {
                element: piece.element,
                order: piece.order + (range.start - piece.start),
            });
        }
    }
    for (page, places) in pages.iter().zip(&mut places) {
        join_blanks(page, places);
    }
    Reading { elements, places }
}

/// Blanks are no text that is laid out, but words that are read together are apart by them: they
/// are read with what is painted before them on their line.
pub(super) fn join_blanks(page: &GlyphPage, places: &mut [Option<Place>]) {
    /// What may be a line's difference in height, as a part of its size.
    const LEVEL: f32 = 0.25;
    for at in 1..places.len() {
        let (before, blank) = (&page.glyphs[at - 1], &page.glyphs[at]);
        let level = (before.origin.0 - blank.origin.0)
            .abs()
            .min((before.origin.1 - blank.origin.1).abs());
        let is_blank = !blank.unicode.is_empty() && blank.unicode.chars().all(char::is_whitespace);
        if places[at].is_none() && is_blank && level <= LEVEL * blank.size {
            places[at] = places[at - 1];
        }
    }
}

fn role(piece: &Piece) -> Role {
    match (&piece.heading, piece.part) {
        (Some(heading), _) => Role::Heading(heading.level),
        (None, Part::Body) => Role::Paragraph,
        (None, _) => Role::Aside,
    }
}
