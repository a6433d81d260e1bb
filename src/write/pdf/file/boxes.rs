//! The boxes: filled, with the ground in them as text.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object};

use super::super::BoxStyle;
use super::super::font::{FontBook, Shown};
use super::page::NewPage;
use super::{Objects, number};
use crate::model::RedactionBox;

/// Height of a capital of the font of labels, in ems.
const CAPITAL: f64 = 0.718;
/// The label is no higher than this part of its box.
const FILLED: f64 = 0.72;
/// Room beside the label, in ems.
const BESIDE: f64 = 0.15;
/// Where the edge of a box to be decided on stands: so far within it, in points.
const INSET: f64 = 0.9;

/// Draws the boxes of a page over its content. The first of them gets the number behind the last
/// marked content.
pub(super) fn draw(
    objects: &mut Objects,
    fonts: &mut FontBook<'_>,
    page: &mut NewPage<'_>,
    style: &BoxStyle,
) {
    if page.boxes.is_empty() {
        return;
    }
    let mut content = b"q\n".to_vec();
    content.append(&mut page.content);
    content.extend_from_slice(b"Q\n");
    let mut drawn = String::new();
    for (number, of) in page.boxes.iter().enumerate() {
        let label = fonts.label(objects, &of.label);
        let font = format!("F{}", label.0.0);
        let shown = label.1;
        if !shown.is_empty() {
            name_font(&mut page.resources, &font, fonts.object(label.0));
        }
        let id = page.marked.len() + number;
        let _ = writeln!(drawn, "/Span<</MCID {id}>>BDC\nq");
        let matrix = placed(of, page.frame.to_page);
        draw_one(&mut drawn, of, matrix, style, &font, &shown);
        drawn.push_str("Q\nEMC\n");
    }
    content.extend_from_slice(drawn.as_bytes());
    page.content = content;
}

fn draw_one(
    out: &mut String,
    of: &RedactionBox,
    matrix: [f64; 6],
    style: &BoxStyle,
    font: &str,
    label: &[Shown],
) {
    let (width, height) = (f64::from(of.width), f64::from(of.height));
    let [fill, text] = [style.fill, style.text].map(|rgb| {
        let parts = rgb.map(|part| number(f64::from(part) / 255.0));
        parts.join(" ")
    });
    let matrix = matrix.map(number).join(" ");
    let size = [width, height].map(number).join(" ");
    let _ = writeln!(out, "{matrix} cm\n{fill} rg\n0 0 {size} re\nf");
    if of.review && width.min(height) > 4.0 * INSET {
        let inner = [width - 2.0 * INSET, height - 2.0 * INSET].map(number);
        let _ = writeln!(
            out,
            "{text} RG\n0.5 w\n[2 1] 0 d\n{INSET} {INSET} {} re\nS",
            inner.join(" ")
        );
    }
    let ems: f64 = label.iter().map(|g| f64::from(g.width) / 1000.0).sum();
    let size = (height * FILLED / CAPITAL).min(width / (ems + 2.0 * BESIDE));
    if label.is_empty() || !size.is_finite() || size <= 0.0 {
        return;
    }
    // Rounded down, so that it fits.
    let size = (size * 100.0).floor() / 100.0;
    let x = number((width - ems * size) / 2.0);
    let y = number((height - CAPITAL * size) / 2.0);
    let _ = write!(
        out,
        "{text} rg\nBT\n/{font} {} Tf\n1 0 0 1 {x} {y} Tm\n<",
        number(size)
    );
    for glyph in label {
        for byte in &glyph.code[..usize::from(glyph.len).min(4)] {
            let _ = write!(out, "{byte:02X}");
        }
    }
    out.push_str("> Tj\nET\n");
}

/// From the box's own space (from its corner along its baseline and up) to that of the content.
fn placed(of: &RedactionBox, to_page: [f64; 6]) -> [f64; 6] {
    let (sin, cos) = f64::from(of.angle).to_radians().sin_cos();
    let (x, y) = (f64::from(of.corner.0), f64::from(of.corner.1));
    let [a, b, c, d, e, f] = to_page;
    let determinant = a * d - b * c;
    // Turned, flipped and shifted: never flat.
    let direction = |x: f64, y: f64| ((d * x - c * y) / determinant, (a * y - b * x) / determinant);
    let along = direction(cos, sin);
    let up = direction(sin, -cos);
    let corner = direction(x - e, y - f);
    [along.0, along.1, up.0, up.1, corner.0, corner.1]
}

/// Adds a font to the resources of a page.
fn name_font(resources: &mut Dictionary, name: &str, font: lopdf::ObjectId) {
    if !matches!(resources.get(b"Font"), Ok(Object::Dictionary(_))) {
        resources.set("Font", Dictionary::new());
    }
    if let Ok(Object::Dictionary(fonts)) = resources.get_mut(b"Font") {
        fonts.set(name, font);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_box(angle: f32) -> RedactionBox {
        RedactionBox {
            corner: (100.0, 200.0),
            width: 30.0,
            height: 10.0,
            angle,
            label: String::new(),
            alt: String::new(),
            review: false,
            burn: false,
            place: None,
        }
    }

    fn near(found: [f64; 6], expected: [f64; 6]) {
        let far = found
            .iter()
            .zip(expected)
            .any(|(a, b)| (a - b).abs() > 1e-4);
        assert!(!far, "{found:?} is not {expected:?}");
    }

    #[test]
    fn a_box_lands_where_it_is_seen() {
        let upright = [1.0, 0.0, 0.0, -1.0, 0.0, 842.0];
        near(
            placed(&a_box(0.0), upright),
            [1.0, 0.0, 0.0, 1.0, 100.0, 642.0],
        );
        // Down the page.
        near(
            placed(&a_box(90.0), upright),
            [0.0, -1.0, 1.0, 0.0, 100.0, 642.0],
        );
        // A page turned by a quarter: x as shown is y of the content.
        let turned = [0.0, 1.0, 1.0, 0.0, 0.0, 0.0];
        near(
            placed(&a_box(0.0), turned),
            [0.0, 1.0, -1.0, 0.0, 200.0, 100.0],
        );
    }

    #[test]
    fn the_label_fits_the_box_and_stands_in_its_middle() {
        let glyph = Shown {
            code: [0, 7, 0, 0],
            len: 2,
            width: 500.0,
        };
        let mut out = String::new();
        draw_one(
            &mut out,
            &a_box(0.0),
            [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            &BoxStyle::default(),
            "F3",
            &[glyph; 6],
        );
        assert!(out.contains("0 0 0 rg\n0 0 30 10 re\nf\n"), "{out}");
        // Six glyphs of half an em and room beside them: 3.3 em in 30 points.
        assert!(
            out.contains("/F3 9.09 Tf\n1 0 0 1 1.365 1.7367 Tm\n<000700070007000700070007> Tj"),
            "{out}"
        );
    }

    #[test]
    fn a_box_to_be_decided_on_is_as_large_and_has_an_edge() {
        let (mut sure, mut review) = (String::new(), String::new());
        let matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        draw_one(
            &mut sure,
            &a_box(0.0),
            matrix,
            &BoxStyle::default(),
            "F0",
            &[],
        );
        let of = RedactionBox {
            review: true,
            ..a_box(0.0)
        };
        draw_one(&mut review, &of, matrix, &BoxStyle::default(), "F0", &[]);
        assert!(
            review.starts_with(&sure) && review.ends_with("0.9 0.9 28.2 8.2 re\nS\n"),
            "{review}"
        );
    }
}
