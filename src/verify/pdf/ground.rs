//! Redactions that do not tell on what ground.

use super::flaws::{Flaw, Sort};
use super::place::Place;
use crate::model::{Glyph, GlyphPage, Painted, Rect};

/// Parts of the colour of a box are no lighter.
const DARK: u8 = 80;
/// Height of a box over a line of text, in points: lower is a rule, higher a picture.
const HEIGHTS: std::ops::Range<f32> = 6.0..40.0;
/// A box over a word is at least so wide: narrower is a bullet.
const WIDTH: f32 = 14.0;
/// A box stands in a line when text stands so near beside it, in points.
const BESIDE: f32 = 12.0;
/// What stands in brackets in the place of a name.
const PLACEHOLDERS: [&str; 14] = [
    "naam",
    "namen",
    "persoon",
    "gelakt",
    "weggelakt",
    "geanonimiseerd",
    "verwijderd",
    "onleesbaar gemaakt",
    "adres",
    "telefoonnummer",
    "e-mailadres",
    "functie",
    "handtekening",
    "zwart gemaakt",
];

/// The redactions of a page without a ground.
pub(super) fn missing(page: &GlyphPage) -> Vec<Flaw> {
    let mut out: Vec<Flaw> = boxes(page)
        .into_iter()
        .filter(|r| is_bare(page, r))
        .map(|rect| Flaw {
            sort: Sort::NoGround,
            place: Place::Page(page.number, Some(rect)),
            text: String::new(),
        })
        .collect();
    out.extend(placeholders(page));
    out
}

/// Dark boxes as high as a line, on which nothing else is painted.
fn boxes(page: &GlyphPage) -> Vec<Rect> {
    let paints = page.paints.iter().enumerate();
    let on_top = |at: usize, r: &Rect| {
        let (x, y) = (f32::midpoint(r.x0, r.x1), f32::midpoint(r.y0, r.y1));
        let holds = |o: &Rect| o.x0 < x && x < o.x1 && o.y0 < y && y < o.y1 && o != r;
        let after = page.paints[at + 1..].iter().take(200);
        after
            .filter(|p| !matches!(p.what, Painted::Stroke { .. }))
            .any(|p| holds(&p.rect))
    };
    let dark = paints
        .filter(|(at, p)| !on_top(*at, &p.rect))
        .filter_map(|(_, p)| match p.what {
            Painted::Fill {
                rgb,
                opacity,
                rectangle: true,
            } if opacity > 0.9 => rgb.iter().all(|part| *part <= DARK).then_some(p.rect),
            _ => None,
        });
    let fits = |r: &Rect| HEIGHTS.contains(&(r.y1 - r.y0)) && r.x1 - r.x0 > WIDTH;
    let mut out: Vec<Rect> = dark.filter(fits).take(2000).collect();
    out.dedup();
    out
}

/// Whether text stands beside a box and none that can be seen in it.
fn is_bare(page: &GlyphPage, r: &Rect) -> bool {
    let seen = |g: &&Glyph| !g.invisible && !g.unicode.trim().is_empty();
    let in_line = |g: &&Glyph| {
        let middle = f32::midpoint(g.rect.y0, g.rect.y1);
        r.y0 < middle && middle < r.y1
    };
    let mut beside = false;
    for g in page.glyphs.iter().filter(seen).filter(in_line) {
        let middle = f32::midpoint(g.rect.x0, g.rect.x1);
        let inside = r.x0 < middle && middle < r.x1;
        // Light text in it, or a label painted in it.
        if inside && g.rgb.iter().any(|part| *part > DARK) {
            return false;
        }
        let near = (g.rect.x0 - r.x1).abs() < BESIDE || (r.x0 - g.rect.x1).abs() < BESIDE;
        beside |= near && !inside;
    }
    beside
}

/// `[naam]`.
fn placeholders(page: &GlyphPage) -> Vec<Flaw> {
    let mut out = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, glyph) in page.glyphs.iter().enumerate() {
        for c in glyph.unicode.chars() {
            match (c, &mut open) {
                ('[', _) => open = Some((at, String::new())),
                (']', Some((from, said))) => {
                    let said = said.trim().to_lowercase();
                    if PLACEHOLDERS.contains(&said.as_str()) {
                        out.push(Flaw {
                            sort: Sort::NoGround,
                            place: Place::Page(page.number, Some(page.glyphs[*from].rect)),
                            text: said,
                        });
                    }
                    open = None;
                }
                (c, Some((_, said))) if said.len() < 40 => said.push(c),
                _ => open = None,
            }
        }
    }
    out
}
