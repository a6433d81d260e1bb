//! Pages of glyphs out of any bytes.

use arbitrary::{Result, Unstructured};
use lakmoes::model::{Carrier, Glyph, GlyphPage, Paint, Painted, Rect};
use std::sync::Arc;

/// At most this many of anything: more is only slower.
const MOST: u32 = 400;

/// Strings as pages have them, and some that they should not have.
const WORDS: &[&str] = &[
    "Datum",
    "Ons kenmerk",
    "Aan",
    "1.",
    "Aanleiding",
    "de",
    "heer",
    "Jansen",
    "•",
    "Pagina 1 van 3",
    "-",
    "",
    " ",
    "\u{fb01}",
    "é",
    "\u{200b}",
    "\n",
    "\u{c}",
    "06-12345678",
    "9 april 2024",
    "A",
    "a",
    "0",
    ".",
];

/// The pages that the bytes stand for; as many as there are bytes for.
#[must_use]
pub fn pages(data: &[u8]) -> Vec<GlyphPage> {
    let mut bytes = Unstructured::new(data);
    let mut pages = Vec::new();
    while !bytes.is_empty() && pages.len() < 4 {
        let number = pages.len() as u32 + 1;
        let Ok(page) = page(&mut bytes, number) else {
            break;
        };
        pages.push(page);
    }
    pages
}

fn page(bytes: &mut Unstructured<'_>, number: u32) -> Result<GlyphPage> {
    let mut page = GlyphPage {
        number,
        width: 595.0,
        height: 842.0,
        glyphs: Vec::new(),
        duplicates: Vec::new(),
        paints: Vec::new(),
        image_cover: 0.0,
        unread: bytes.ratio(1_u8, 8_u8)?,
    };
    let mut pen = (70.0, 90.0);
    let lines = bytes.int_in_range(0..=60)?;
    for _ in 0..lines {
        line(bytes, &mut page, &mut pen)?;
    }
    Ok(page)
}

/// A line somewhere, now and then a stray glyph or something painted.
fn line(bytes: &mut Unstructured<'_>, page: &mut GlyphPage, pen: &mut (f32, f32)) -> Result<()> {
    match bytes.int_in_range(0..=9)? {
        0 => *pen = (number(bytes)?, number(bytes)?),
        1 => page.paints.push(paint(bytes, page.glyphs.len() as u32)?),
        2 => pen.0 = *bytes.choose(&[70.0, 90.0, 300.0, 430.0])?,
        _ => {
            pen.1 += *bytes.choose(&[12.0, 13.0, 24.0, 0.0, 2.0, -12.0])?;
        }
    }
    let (mut x, y) = *pen;
    let size = *bytes.choose(&[9.0, 9.0, 9.0, 12.0, 6.0, 0.0, 400.0])?;
    let angle = *bytes.choose(&[0.0, 0.0, 0.0, 0.0, 90.0, 37.0, -90.0])?;
    for _ in 0..bytes.int_in_range(0..=6)? {
        for c in bytes.choose(WORDS)?.chars().chain([' ']) {
            if page.glyphs.len() as u32 >= MOST {
                return Ok(());
            }
            let nth = page.glyphs.len() as u32;
            page.glyphs.push(glyph(c, (x, y), size, angle, nth));
            x += size * 0.5;
        }
        x += *bytes.choose(&[0.0, 0.0, 1.0, 40.0, -5.0])?;
    }
    if let Some(last) = page.glyphs.last_mut() {
        last.bold = bytes.arbitrary()?;
        last.carrier = *bytes.choose(&[
            Carrier::Page,
            Carrier::Page,
            Carrier::HiddenLayer,
            Carrier::Value,
        ])?;
    }
    Ok(())
}

fn glyph(c: char, origin: (f32, f32), size: f32, angle: f32, nth: u32) -> Glyph {
    let (x, y) = origin;
    Glyph {
        unicode: Arc::from(c.to_string()),
        rect: Rect {
            x0: x,
            y0: y - size * 0.8,
            x1: x + size * 0.5,
            y1: y + size * 0.2,
        },
        origin,
        angle,
        size,
        space: size * 0.25,
        bold: false,
        advance: size * 0.5,
        rgb: [0; 3],
        nth,
        invisible: false,
        carrier: Carrier::Page,
    }
}

fn paint(bytes: &mut Unstructured<'_>, after: u32) -> Result<Paint> {
    let (x0, y0) = (number(bytes)?, number(bytes)?);
    let what = match bytes.int_in_range(0..=3)? {
        0 => Painted::Fill {
            rgb: [0; 3],
            opacity: 1.0,
            rectangle: true,
        },
        1 => Painted::Stroke {
            curves: 9,
            lines: 2,
        },
        2 => Painted::Image {
            opaque: bytes.arbitrary()?,
        },
        _ => Painted::Annotation {
            rgb: [255, 255, 0],
            opacity: 0.5,
        },
    };
    Ok(Paint {
        rect: Rect {
            x0,
            y0,
            x1: x0 + number(bytes)?.abs(),
            y1: y0 + 12.0,
        },
        what,
        after,
    })
}

/// On the page mostly, now and then far from it. The reader lets through finite numbers only.
fn number(bytes: &mut Unstructured<'_>) -> Result<f32> {
    Ok(match bytes.int_in_range(0..=15)? {
        0 => *bytes.choose(&[0.0, -1e9, 1e9, f32::MAX, f32::MIN_POSITIVE])?,
        _ => f32::from(bytes.int_in_range(0..=900_u16)?),
    })
}
