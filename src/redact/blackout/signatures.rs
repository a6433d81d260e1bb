//! Signatures and parafen that were written by hand: images and strokes where people sign.
//!
//! What they say can't be read, so only their place tells: behind or below "Paraaf" and
//! "Handtekening", or in the gap between "Hoogachtend" or "namens deze" and the name below it. Rules,
//! boxes to tick, tables and logos stand there too: what is straight, what is too large or too
//! small, what text runs across and what stands on every page is none. A person decides on each.

use crate::model::{Glyph, GlyphPage, Paint, Painted, Rect};

/// Behind these, or below them, someone signs.
const FIELDS: [&str; 16] = [
    "paraaf",
    "parafen",
    "lijnparaaf",
    "medeparaaf",
    "eindparaaf",
    "geparafeerd",
    "handtekening",
    "ondertekening",
    "ondertekend",
    "getekend",
    "w.g",
    "initialen",
    "voor akkoord",
    "akkoord",
    "voor gezien",
    "signature",
];
/// Below these someone signs, above a name.
const CLOSINGS: [&str; 11] = [
    "hoogachtend",
    "met hoogachting",
    "met de meeste hoogachting",
    "met vriendelijke groet",
    "vriendelijke groet",
    "met groet",
    "met dank",
    "namens deze",
    "namens de minister",
    "namens de staatssecretaris",
    "voor deze",
];
/// So do these, but letters are also addressed to them.
const OFFICES: [&str; 6] = [
    "de minister",
    "de staatssecretaris",
    "de directeur",
    "de secretaris",
    "de burgemeester",
    "het hoofd",
];
/// Above this share of the page stands the address.
const ADDRESS: f32 = 0.4;
/// Longest label, in characters: a longer line is a sentence.
const LONGEST_FIELD: usize = 40;
const LONGEST_CLOSING: usize = 60;
/// Longest text of a stretch that is looked at, in bytes.
const LONGEST_TEXT: usize = 400;
/// Most lines of other text between a closing and its signature: more are an e-mail's address and
/// telephone, and what follows is a logo.
const MOST_BETWEEN: usize = 2;
/// How far below a label a signature begins at most, in points.
const BELOW: f32 = 110.0;
/// How far behind a label.
const BEHIND: f32 = 220.0;
/// How far it may reach out before or above its label.
const REACH: f32 = 40.0;
/// The size of a signature, in points: from a paraaf in a cell to a name in full.
const LEAST: (f32, f32) = (10.0, 6.0);
const MOST: (f32, f32) = (280.0, 140.0);
/// Most characters in the midst of it.
const MOST_GLYPHS: usize = 6;
/// Strokes so near to each other belong together.
const NEAR: f32 = 8.0;
/// Least curves of a signature in strokes; a rounded box and a ring have four.
const LEAST_CURVES: u32 = 5;
/// Least pieces of one that is drawn in short straight pieces.
const LEAST_PIECES: u32 = 24;
/// Most strokes looked at on a page: more are a drawing.
const MOST_STROKES: usize = 4000;
/// What stands in one place on so many pages belongs to the paper.
const PAPER: usize = 3;
/// Grown by this on each side, for the width of the stroke.
const EDGE: f32 = 1.5;

/// For each page, the signatures on it.
pub(super) fn find(pages: &[GlyphPage]) -> Vec<Vec<Rect>> {
    let marks: Vec<Vec<Rect>> = pages.iter().map(marks).collect();
    let mut places: Vec<[i32; 4]> = marks.iter().flatten().map(place).collect();
    places.sort_unstable();
    let on_paper = |mark: &Rect| {
        let from = places.partition_point(|p| *p < place(mark));
        places[from..]
            .iter()
            .take_while(|p| **p == place(mark))
            .count()
            >= PAPER
    };
    let signed = |(page, marks): (&GlyphPage, &Vec<Rect>)| {
        let marks: Vec<Rect> = marks
            .iter()
            .copied()
            .filter(|mark| !on_paper(mark))
            .collect();
        if marks.is_empty() {
            return Vec::new();
        }
        let text = stretches(page);
        let signs = |mark: &Rect| text.iter().any(|label| label.signs(mark, &text));
        let found = marks
            .into_iter()
            .filter(signs)
            .filter(|mark| is_clear(page, mark));
        found.map(|mark| grown(&mark, EDGE)).collect()
    };
    pages.iter().zip(&marks).map(signed).collect()
}

/// Where a mark stands, to the nearest point.
fn place(mark: &Rect) -> [i32; 4] {
    [mark.x0, mark.y0, mark.x1, mark.y1].map(|edge| edge.round() as i32)
}

/// What might be written by hand, by its form.
fn marks(page: &GlyphPage) -> Vec<Rect> {
    let mut marks: Vec<Rect> = Vec::new();
    let mut strokes: Vec<Stroke> = Vec::new();
    for paint in &page.paints {
        match paint.what {
            Painted::Image { .. } => marks.push(paint.rect),
            _ => strokes.extend(Stroke::of(paint)),
        }
    }
    if strokes.len() <= MOST_STROKES {
        marks.extend(clusters(strokes));
    }
    let usual = |mark: &Rect| {
        let (width, height) = (mark.x1 - mark.x0, mark.y1 - mark.y0);
        (LEAST.0..=MOST.0).contains(&width)
            && (LEAST.1..=MOST.1).contains(&height)
            && width < 12.0 * height
            && height < 3.0 * width
    };
    marks.retain(usual);
    marks
}

/// A stroke that is not straight.
struct Stroke {
    rect: Rect,
    curves: u32,
    pieces: u32,
    /// Filled shapes do not tell how they are curved.
    filled: bool,
}

impl Stroke {
    fn of(paint: &Paint) -> Option<Self> {
        let rect = paint.rect;
        let (curves, pieces, filled) = match paint.what {
            // A ring, a rounded box.
            Painted::Stroke { curves: 4, lines } if lines <= 4 => return None,
            Painted::Stroke { curves, lines } => (curves, lines, false),
            Painted::Fill {
                rgb,
                opacity,
                rectangle: false,
            } => {
                let light = rgb.iter().map(|part| u32::from(*part)).sum::<u32>() / 3;
                if light > 170 || opacity < 0.4 {
                    return None;
                }
                (0, 0, true)
            }
            _ => return None,
        };
        let thin = rect.x1 - rect.x0 < 1.0 || rect.y1 - rect.y0 < 1.0;
        let large = rect.x1 - rect.x0 > MOST.0 || rect.y1 - rect.y0 > MOST.1;
        let straight = !filled && curves == 0 && (thin || pieces < 2);
        (!straight && !large).then_some(Self {
            rect,
            curves,
            pieces,
            filled,
        })
    }
}

/// Strokes that are near each other, taken together, where they look like handwriting.
fn clusters(strokes: Vec<Stroke>) -> Vec<Rect> {
    let mut groups: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        let mut all = stroke;
        // Each group that it touches becomes part of it, and what these touch was joined before.
        groups.retain(|group| {
            let joined = overlap(&grown(&all.rect, NEAR), &group.rect);
            if joined {
                all.rect = around(&all.rect, &group.rect);
                all.curves = all.curves.saturating_add(group.curves);
                all.pieces = all.pieces.saturating_add(group.pieces);
                all.filled |= group.filled;
            }
            !joined
        });
        groups.push(all);
    }
    let written = |group: &Stroke| {
        group.curves >= LEAST_CURVES || group.pieces >= LEAST_PIECES || group.filled
    };
    groups
        .into_iter()
        .filter(written)
        .map(|group| group.rect)
        .collect()
}

/// What a stretch of text says.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    /// Someone signs behind it or below it.
    Field,
    /// Someone signs below it.
    Closing,
    Other,
}

/// A stretch of a line without a wide gap.
struct Stretch {
    rect: Rect,
    says: Says,
}

impl Stretch {
    /// Whether a mark stands where this wants a signature.
    fn signs(&self, mark: &Rect, text: &[Self]) -> bool {
        let label = &self.rect;
        let middle = (mark.y0 + mark.y1) / 2.0;
        let level = middle > label.y0 - REACH && middle < label.y1 + REACH;
        let behind = mark.x0 > label.x0 && mark.x0 < label.x1 + BEHIND;
        let below = mark.y0 > label.y0 - REACH && middle > label.y1 && mark.y0 < label.y1 + BELOW;
        let under = mark.x1 > label.x0 - REACH && mark.x0 < label.x1 + BEHIND / 2.0;
        let between = |other: &&Self| {
            let height = (other.rect.y0 + other.rect.y1) / 2.0;
            other.says == Says::Other
                && height > label.y1
                && height < mark.y0
                && other.rect.x0 < mark.x1 + REACH
                && other.rect.x1 > mark.x0 - REACH
        };
        match self.says {
            Says::Other => false,
            Says::Field if behind && level => true,
            _ => {
                below
                    && under
                    && text.iter().filter(between).take(MOST_BETWEEN + 1).count() <= MOST_BETWEEN
            }
        }
    }
}

/// Whether no text runs through the midst of a mark: that is a picture with text on it, or paper.
fn is_clear(page: &GlyphPage, mark: &Rect) -> bool {
    let (across, down) = ((mark.x1 - mark.x0) / 4.0, (mark.y1 - mark.y0) / 4.0);
    let core = Rect {
        x0: mark.x0 + across,
        y0: mark.y0 + down,
        x1: mark.x1 - across,
        y1: mark.y1 - down,
    };
    let inside = |glyph: &&Glyph| {
        let x = (glyph.rect.x0 + glyph.rect.x1) / 2.0;
        let y = (glyph.rect.y0 + glyph.rect.y1) / 2.0;
        !glyph.unicode.trim().is_empty()
            && (core.x0..core.x1).contains(&x)
            && (core.y0..core.y1).contains(&y)
    };
    page.glyphs
        .iter()
        .filter(inside)
        .take(MOST_GLYPHS + 1)
        .count()
        <= MOST_GLYPHS
}

/// The text of a page, line by line.
fn stretches(page: &GlyphPage) -> Vec<Stretch> {
    let mut upright: Vec<&Glyph> = page.glyphs.iter().filter(|g| g.angle.abs() < 1.0).collect();
    upright.sort_by(|a, b| a.origin.1.total_cmp(&b.origin.1));
    let address = ADDRESS * page.height;
    let mut found = Vec::new();
    let mut rest = &mut upright[..];
    while let Some(first) = rest.first() {
        let (base, reach) = (first.origin.1, (first.size * 0.35).max(0.5));
        let count = rest.partition_point(|g| g.origin.1 <= base + reach).max(1);
        let (line, after) = rest.split_at_mut(count);
        line.sort_by(|a, b| a.origin.0.total_cmp(&b.origin.0));
        let apart = |a: &&Glyph, b: &&Glyph| b.rect.x0 - a.rect.x1 <= 1.5 * a.size.max(4.0);
        found.extend(
            line.chunk_by(apart)
                .filter_map(|line| stretch(line, address)),
        );
        rest = after;
    }
    found
}

fn stretch(glyphs: &[&Glyph], address: f32) -> Option<Stretch> {
    let mut text = String::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if last.is_some_and(|last| glyph.rect.x0 - last.rect.x1 > 0.5 * glyph.space.max(0.5)) {
            text.push(' ');
        }
        text.extend(glyph.unicode.chars().flat_map(char::to_lowercase));
        last = Some(glyph);
        if text.len() > LONGEST_TEXT {
            break;
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = text.chars().count();
    let begins = |words: &[&str]| {
        words.iter().any(|word| {
            let rest = text.strip_prefix(word);
            rest.is_some_and(|rest| {
                !rest.starts_with(char::is_alphanumeric) || rest.starts_with("en")
            })
        })
    };
    let signs = text.ends_with(',') || glyphs.first()?.origin.1 > address;
    let says = if length <= LONGEST_FIELD && begins(&FIELDS) {
        Says::Field
    } else if length <= LONGEST_CLOSING && (begins(&CLOSINGS) || (begins(&OFFICES) && signs)) {
        Says::Closing
    } else {
        Says::Other
    };
    let mut rects = glyphs.iter().map(|glyph| glyph.rect);
    let first = rects.next()?;
    let rect = rects.fold(first, |all, rect| around(&all, &rect));
    (length > 0).then_some(Stretch { rect, says })
}

fn grown(rect: &Rect, by: f32) -> Rect {
    Rect {
        x0: rect.x0 - by,
        y0: rect.y0 - by,
        x1: rect.x1 + by,
        y1: rect.y1 + by,
    }
}

fn around(a: &Rect, b: &Rect) -> Rect {
    Rect {
        x0: a.x0.min(b.x0),
        y0: a.y0.min(b.y0),
        x1: a.x1.max(b.x1),
        y1: a.y1.max(b.y1),
    }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Carrier;

    fn page() -> GlyphPage {
        GlyphPage {
            number: 1,
            width: 595.0,
            height: 842.0,
            glyphs: Vec::new(),
            duplicates: Vec::new(),
            paints: Vec::new(),
            image_cover: 0.0,
            unread: false,
        }
    }

    /// Ten-point text, each character five points wide.
    fn say(page: &mut GlyphPage, x: f32, y: f32, text: &str) {
        for (at, c) in text.chars().enumerate() {
            let x0 = x + 5.0 * at as f32;
            page.glyphs.push(Glyph {
                unicode: c.to_string().into(),
                rect: rect(x0, y - 8.0, x0 + 5.0, y + 2.0),
                origin: (x0, y),
                angle: 0.0,
                size: 10.0,
                space: 2.5,
                bold: false,
                advance: 5.0,
                rgb: [0; 3],
                nth: page.glyphs.len() as u32,
                invisible: false,
                carrier: Carrier::Page,
            });
        }
    }

    fn rect(x0: f32, y0: f32, x1: f32, y1: f32) -> Rect {
        Rect { x0, y0, x1, y1 }
    }

    fn paint(page: &mut GlyphPage, rect: Rect, what: Painted) {
        page.paints.push(Paint {
            rect,
            what,
            after: 0,
        });
    }

    const IMAGE: Painted = Painted::Image { opaque: true };

    fn letter() -> GlyphPage {
        let mut page = page();
        say(&mut page, 70.0, 500.0, "Hoogachtend,");
        say(&mut page, 70.0, 514.0, "De minister van Onderzoek,");
        say(&mut page, 70.0, 600.0, "A.B. van Voorbeeld");
        page
    }

    #[test]
    fn an_image_between_the_closing_and_the_name_is_a_signature() {
        let mut page = letter();
        paint(&mut page, rect(72.0, 522.0, 190.0, 590.0), IMAGE);
        let found = find(&[page]);
        assert_eq!(found, [[rect(70.5, 520.5, 191.5, 591.5)]]);
    }

    #[test]
    fn strokes_with_curves_are_taken_together() {
        let mut page = letter();
        for at in 0..4_u8 {
            let x = 80.0 + 15.0 * f32::from(at);
            let stroke = Painted::Stroke {
                curves: 3,
                lines: 1,
            };
            paint(&mut page, rect(x, 530.0, x + 14.0, 550.0), stroke);
        }
        assert_eq!(find(&[page]), [[rect(78.5, 528.5, 140.5, 551.5)]]);
    }

    #[test]
    fn a_paraaf_stands_behind_its_label_or_below_it() {
        let mut page = page();
        say(&mut page, 70.0, 300.0, "Paraaf");
        paint(&mut page, rect(130.0, 285.0, 165.0, 310.0), IMAGE);
        assert_eq!(find(&[page])[0].len(), 1);
        let mut cell = super::tests::page();
        say(&mut cell, 70.0, 300.0, "Naam");
        say(&mut cell, 200.0, 300.0, "Paraaf:");
        paint(&mut cell, rect(205.0, 320.0, 235.0, 340.0), IMAGE);
        assert_eq!(find(&[cell])[0].len(), 1);
    }

    #[test]
    fn rules_boxes_and_tables_where_people_sign_are_none() {
        let mut page = letter();
        say(&mut page, 70.0, 640.0, "Handtekening:");
        let line = |curves, lines| Painted::Stroke { curves, lines };
        paint(&mut page, rect(140.0, 641.0, 340.0, 641.5), line(0, 1));
        paint(&mut page, rect(140.0, 610.0, 340.0, 660.0), line(0, 4));
        paint(&mut page, rect(70.0, 530.0, 270.0, 590.0), line(4, 4));
        paint(&mut page, rect(150.0, 545.0, 160.0, 555.0), line(4, 0));
        let fill = Painted::Fill {
            rgb: [0; 3],
            opacity: 1.0,
            rectangle: true,
        };
        paint(&mut page, rect(72.0, 530.0, 190.0, 560.0), fill);
        assert_eq!(find(&[page]), [[]]);
    }

    #[test]
    fn logos_scans_and_charts_are_none() {
        let mut page = letter();
        paint(&mut page, rect(250.0, 0.0, 330.0, 90.0), IMAGE);
        paint(&mut page, rect(0.0, 0.0, 595.0, 842.0), IMAGE);
        say(
            &mut page,
            70.0,
            200.0,
            "De minister van Onderzoek is op bezoek geweest in een stad, zoals u weet, en gaf een rede.",
        );
        paint(&mut page, rect(70.0, 210.0, 250.0, 300.0), IMAGE);
        assert_eq!(find(&[page]), [[]]);
    }

    #[test]
    fn a_logo_below_the_address_is_none() {
        let mut page = page();
        say(&mut page, 70.0, 160.0, "Aan de minister");
        say(&mut page, 70.0, 172.0, "de directeur-generaal Onderzoek");
        paint(&mut page, rect(72.0, 220.0, 132.0, 260.0), IMAGE);
        assert_eq!(find(&[page]), [[]]);
    }

    #[test]
    fn the_logo_below_the_address_of_an_e_mail_is_none() {
        let mut page = page();
        say(&mut page, 70.0, 300.0, "Met vriendelijke groet,");
        for (y, line) in [
            (325.0, "Jan Voorbeeld"),
            (337.0, "beleidsmedewerker"),
            (349.0, "Postbus 1, Plaats"),
        ] {
            say(&mut page, 70.0, y, line);
        }
        paint(&mut page, rect(70.0, 360.0, 170.0, 390.0), IMAGE);
        assert_eq!(find(&[page]), [[]]);
    }

    #[test]
    fn a_picture_that_text_runs_across_is_none() {
        let mut page = letter();
        paint(&mut page, rect(60.0, 515.0, 300.0, 640.0), IMAGE);
        say(
            &mut page,
            70.0,
            570.0,
            "een zin die dwars door het beeld loopt",
        );
        assert_eq!(find(&[page]), [[]]);
    }

    #[test]
    fn what_stands_on_every_page_is_the_paper() {
        let pages: Vec<GlyphPage> = (0..3)
            .map(|_| {
                let mut page = letter();
                paint(&mut page, rect(72.0, 522.0, 190.0, 590.0), IMAGE);
                page
            })
            .collect();
        assert!(find(&pages).iter().all(Vec::is_empty));
    }

    #[test]
    fn empty_pages_and_odd_numbers_do_no_harm() {
        let mut page = page();
        let odd = rect(f32::NAN, f32::INFINITY, -1.0, f32::NEG_INFINITY);
        paint(&mut page, odd, IMAGE);
        paint(
            &mut page,
            odd,
            Painted::Stroke {
                curves: 99,
                lines: 0,
            },
        );
        say(&mut page, f32::NAN, f32::NAN, "Paraaf");
        assert_eq!(find(&[page]), [[]]);
        assert!(find(&[]).is_empty());
    }
}
