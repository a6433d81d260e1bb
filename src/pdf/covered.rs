//! Text that is in the file and can't be seen on the page: under something opaque, or in the colour
//! of what it stands on.

use crate::model::{Glyph, GlyphPage, Paint, Painted, Rect};

/// What lets less than this through hides what lies below.
const OPAQUE: f32 = 0.9;
/// An image that covers this share of the page is the page: text below it is its text layer.
const SCAN: f32 = 0.5;
/// Parts of colours that differ by no more can't be told apart on paper.
const ALIKE: u8 = 12;
/// Smaller text, in points, is no text: marks of programs.
const LEGIBLE: f32 = 2.5;
/// Where a glyph is looked at: shares of its width and of its height, from the top. Between these
/// heights lie the small letters.
const ACROSS: [f32; 3] = [0.15, 0.5, 0.85];
const DOWN: [f32; 3] = [0.4, 0.55, 0.7];
/// The same of a line to write on, of which a signature above it hides nothing.
const LINE: [f32; 3] = [0.85, 0.92, 0.98];
/// So many of these nine points must be hidden.
const HIDDEN: usize = 8;

/// How a glyph is hidden.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum How {
    /// Under this paint, the last of them.
    Under(u32),
    /// In the colour of what it stands on.
    Alike,
}

/// The glyphs under something opaque that was painted later: indices into the glyphs of the page.
#[must_use]
pub(crate) fn covered(page: &GlyphPage) -> Vec<u32> {
    if !page.paints.iter().any(may_hide) {
        return Vec::new();
    }
    let under = |(glyph, how): (u32, How)| matches!(how, How::Under(_)).then_some(glyph);
    hidden(page).into_iter().filter_map(under).collect()
}

fn may_hide(paint: &Paint) -> bool {
    match paint.what {
        Painted::Fill { opacity, .. } | Painted::Annotation { opacity, .. } => opacity >= OPAQUE,
        Painted::Image { opaque } => opaque,
        Painted::Stroke { .. } => false,
    }
}

/// The hidden glyphs, in order, and how they are hidden.
pub(crate) fn hidden(page: &GlyphPage) -> Vec<(u32, How)> {
    let index = Index::new(page);
    let last = last_painted(page);
    let mut again = vec![false; page.glyphs.len()];
    for (first, _) in &page.duplicates {
        if let Some(slot) = again.get_mut(*first as usize) {
            *slot = true;
        }
    }
    let judge = |(at, glyph): (u32, &Glyph)| {
        if glyph.unicode.chars().all(char::is_whitespace) {
            return None;
        }
        let how = index.judge(glyph, last[at as usize])?;
        // What was painted there again has a colour of its own.
        let seen = how == How::Alike && again[at as usize];
        (!seen).then_some((at, how))
    };
    (0..).zip(&page.glyphs).filter_map(judge).collect()
}

/// When each glyph was painted for the last time.
fn last_painted(page: &GlyphPage) -> Vec<u32> {
    let mut last: Vec<u32> = page.glyphs.iter().map(|g| g.nth).collect();
    for &(first, nth) in &page.duplicates {
        if let Some(slot) = last.get_mut(first as usize) {
            *slot = (*slot).max(nth);
        }
    }
    last
}

/// What is painted where: cells of the page, each with the paints that touch it.
struct Index<'p> {
    paints: &'p [Paint],
    cells: Vec<Vec<u32>>,
    /// Paints that touch a large part of the page.
    large: Vec<u32>,
    page: (f32, f32),
}

impl<'p> Index<'p> {
    /// Cells along a side.
    const SIDE: usize = 48;
    /// Paints of more cells are large.
    const MANY: usize = 200;
    /// Most paints in a cell, and most large ones: later ones are left out.
    const DEEPEST: usize = 512;

    fn new(page: &'p GlyphPage) -> Self {
        let mut out = Self {
            paints: &page.paints,
            cells: vec![Vec::new(); Self::SIDE * Self::SIDE],
            large: Vec::new(),
            page: (page.width.max(1.0), page.height.max(1.0)),
        };
        for (at, paint) in (0..).zip(&page.paints) {
            if !matches!(paint.what, Painted::Stroke { .. }) {
                out.add(at, &paint.rect);
            }
        }
        out
    }

    fn cell(&self, x: f32, y: f32) -> (usize, usize) {
        let of =
            |at: f32, length: f32| ((at / length * Self::SIDE as f32) as usize).min(Self::SIDE - 1);
        (of(x, self.page.0), of(y, self.page.1))
    }

    fn add(&mut self, at: u32, rect: &Rect) {
        let (left, top) = self.cell(rect.x0, rect.y0);
        let (right, bottom) = self.cell(rect.x1, rect.y1);
        if (right - left + 1) * (bottom - top + 1) > Self::MANY {
            if self.large.len() < Self::DEEPEST {
                self.large.push(at);
            }
            return;
        }
        for row in top..=bottom {
            for column in left..=right {
                let cell = &mut self.cells[row * Self::SIDE + column];
                if cell.len() < Self::DEEPEST {
                    cell.push(at);
                }
            }
        }
    }

    /// The paints near a point, in painting order.
    fn near(&self, (x, y): (f32, f32)) -> impl DoubleEndedIterator<Item = (u32, &Paint)> {
        let (column, row) = self.cell(x, y);
        let cell = &self.cells[row * Self::SIDE + column];
        let mut all: Vec<u32> = cell.iter().chain(&self.large).copied().collect();
        all.sort_unstable();
        all.into_iter().map(|at| (at, &self.paints[at as usize]))
    }

    fn judge(&self, glyph: &Glyph, last: u32) -> Option<How> {
        let points = points(glyph);
        let mut left = points.to_vec();
        let mut top = None;
        for (at, paint) in self.near(points[4]).rev() {
            if paint.after <= last {
                break;
            }
            if self.hides(paint, glyph) {
                let before = left.len();
                left.retain(|p| !holds(&paint.rect, *p));
                if left.len() < before {
                    top = top.or(Some(at));
                }
            }
        }
        if points.len() - left.len() >= HIDDEN {
            return top.map(How::Under);
        }
        let alike = !glyph.invisible && self.is_alike(glyph, &points, last);
        alike.then_some(How::Alike)
    }

    fn hides(&self, paint: &Paint, glyph: &Glyph) -> bool {
        match paint.what {
            Painted::Fill {
                opacity, rectangle, ..
            } => rectangle && opacity > OPAQUE,
            Painted::Annotation { opacity, .. } => opacity > OPAQUE,
            Painted::Image { opaque } => opaque && !glyph.invisible && !self.is_scan(&paint.rect),
            Painted::Stroke { .. } => false,
        }
    }

    fn is_scan(&self, rect: &Rect) -> bool {
        (rect.x1 - rect.x0) * (rect.y1 - rect.y0) > SCAN * self.page.0 * self.page.1
    }

    /// Whether a glyph is in the colour of what it was painted on. Where that can't be told, it is not.
    fn is_alike(&self, glyph: &Glyph, points: &[(f32, f32); 9], last: u32) -> bool {
        const PAPER: [u8; 3] = [255; 3];
        let mut ground = PAPER;
        let mut white_shape = false;
        for (_, paint) in self.near(points[4]).rev().filter(|(_, p)| p.after <= last) {
            let inside = points.iter().filter(|p| holds(&paint.rect, **p)).count();
            match paint.what {
                _ if inside == 0 => continue,
                Painted::Fill {
                    rgb,
                    opacity,
                    rectangle: true,
                } if inside >= HIDDEN && opacity > OPAQUE => {
                    ground = rgb;
                    break;
                }
                // On paper it changes nothing.
                Painted::Fill { rgb: PAPER, .. } => white_shape = true,
                _ => return false,
            }
        }
        if white_shape && ground != PAPER || glyph.size < LEGIBLE {
            return false;
        }
        glyph
            .rgb
            .iter()
            .zip(ground)
            .all(|(a, b)| a.abs_diff(b) <= ALIKE)
    }
}

fn points(glyph: &Glyph) -> [(f32, f32); 9] {
    let Rect { x0, y0, x1, y1 } = glyph.rect;
    let heights = if &*glyph.unicode == "_" { LINE } else { DOWN };
    std::array::from_fn(|n| {
        let (across, down) = (ACROSS[n % 3], heights[n / 3]);
        (x0 + (x1 - x0) * across, y0 + (y1 - y0) * down)
    })
}

fn holds(rect: &Rect, (x, y): (f32, f32)) -> bool {
    rect.x0 <= x && x <= rect.x1 && rect.y0 <= y && y <= rect.y1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Limits;
    use crate::model::Content;
    use crate::pdf::tests::make::Make;

    fn pages(pdf: Vec<u8>) -> Vec<GlyphPage> {
        match crate::pdf::read_whatever(pdf, &Limits::default())
            .unwrap()
            .content
        {
            Content::Glyphs(pages) => pages,
            _ => panic!("no glyphs"),
        }
    }

    fn told(page: &GlyphPage, hidden: &[(u32, How)]) -> String {
        let glyphs = hidden
            .iter()
            .map(|(at, _)| &*page.glyphs[*at as usize].unicode);
        glyphs.collect()
    }

    fn hidden_in(content: &str) -> String {
        let pages = pages(Make::page_of(content));
        told(&pages[0], &hidden(&pages[0]))
    }

    const TEXT: &str = "BT /F1 12 Tf 72 700 Td (Jan Jansen schrijft) Tj ET ";

    #[test]
    fn text_under_a_box_is_hidden_whatever_the_box_is_made_of() {
        for cover in [
            "0 g 70 697 66 12 re f",
            "1 g 70 697 66 12 re f",
            "0 0 0 1 k 70 709 m 136 709 l 136 697 l 70 697 l h f",
            "/Black CS 12 w 0 G 70 703 m 136 703 l S",
            "q 66 0 0 12 70 697 cm BI /W 1/H 1/BPC 8/CS/G ID \x00 EI Q",
            "q 70 697 66 12 re W n 0 g 0 0 600 800 re f Q",
            "70 697 33 12 re 103 697 33 12 re f",
        ] {
            assert_eq!(hidden_in(&format!("{TEXT}{cover}")), "JanJansen", "{cover}");
        }
    }

    #[test]
    fn what_can_be_seen_is_not_hidden() {
        for cover in [
            "0 G 70 697 66 12 re S",
            "0 g 70 690 66 4 re f",
            "0 g 70 695 66 3 re f",
            "70 697 66 12 re 71 698 64 10 re f*",
            "q 500 697 66 12 re W n 0 g 0 0 600 800 re f Q",
            "q 66 0 0 12 70 697 cm BI /W 1/H 1/BPC 1/IM true ID \x00 EI Q",
        ] {
            assert_eq!(hidden_in(&format!("{TEXT}{cover}")), "", "{cover}");
        }
        assert_eq!(
            hidden_in(&format!("0 g 70 697 66 12 re f 1 g {TEXT}")),
            "schrijft"
        );
        assert_eq!(
            hidden_in(&format!("{TEXT} 0.5 g 70 697 66 12 re f 0 g {TEXT}")),
            ""
        );
    }

    #[test]
    fn text_in_the_colour_of_what_it_stands_on_is_hidden() {
        assert_eq!(hidden_in(&format!("1 g {TEXT}")), "JanJansenschrijft");
        assert_eq!(
            hidden_in(&format!("0 g 70 697 66 12 re f {TEXT}")),
            "JanJansen"
        );
        // White below black is a shadow.
        let shadow = format!("1 g {TEXT} 0 g {TEXT}");
        assert_eq!(hidden_in(&shadow), "");
        // On something of which the colour is not known it may be seen.
        assert_eq!(
            hidden_in(&format!("/P cs /P1 scn 0 0 600 800 re f 1 g {TEXT}")),
            ""
        );
    }

    #[test]
    fn a_text_layer_is_hidden_by_a_box_and_not_by_its_scan() {
        let scan = "q 595 0 0 842 0 0 cm BI /W 1/H 1/BPC 8/CS/G ID \x7f EI Q ";
        let layer = TEXT.replace("Td", "Td 3 Tr");
        assert_eq!(hidden_in(&format!("{layer}{scan}")), "");
        assert_eq!(hidden_in(&format!("{scan}{layer}")), "");
        let cover = "0 g 70 697 66 12 re f";
        assert_eq!(hidden_in(&format!("{scan}{layer}{cover}")), "JanJansen");
        assert_eq!(hidden_in(&format!("{layer}{scan}{cover}")), "JanJansen");
    }

    #[test]
    fn a_mark_for_redaction_hides_the_text_below_it() {
        for annotation in [
            "/Subtype/Square/IC[0 0 0]/Rect[70 697 136 709]",
            "/Subtype/Highlight/C[0]/QuadPoints[70 709 136 709 70 697 136 697]/Rect[70 697 136 709]",
            "/Subtype/Redact/Rect[70 697 136 709]",
        ] {
            let mut pdf = Make::new();
            pdf.page(TEXT, &format!("/Annots[<</Type/Annot{annotation}>>]"));
            let pages = pages(pdf.bytes());
            assert_eq!(
                told(&pages[0], &hidden(&pages[0])),
                "JanJansen",
                "{annotation}"
            );
        }
        let mut pdf = Make::new();
        pdf.page(
            TEXT,
            "/Annots[<</Subtype/Highlight/C[1 1 0]/Rect[70 697 136 709]>>]",
        );
        assert!(covered(&pages(pdf.bytes())[0]).is_empty());
    }
}
