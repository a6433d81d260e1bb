//! Type 1, TrueType and Type 3 fonts: one byte a code.

use std::sync::Arc;

use hayro_cmap::CMap;
use hayro_font::FontGlyph;
use hayro_syntax::object::{Array, Dict, Name};

use super::opened::open_program;
use super::{Code, meaning, to_unicode};

/// A font whose codes are single bytes.
pub(super) struct Simple<'a> {
    dict: Dict<'a>,
    to_unicode: Option<CMap>,
    /// Advances by code, in ems; none where the font dictionary does not say.
    widths: Box<[Option<f32>; 256]>,
    has_widths: bool,
    missing_width: f32,
    em: f32,
    /// The font opened in full: for what the dictionary leaves open.
    opened: Option<Option<hayro_font::Font<'a>>>,
}

impl<'a> Simple<'a> {
    pub fn new(dict: &Dict<'a>) -> Self {
        let descriptor = dict.get::<Dict<'a>>(b"FontDescriptor").unwrap_or_default();
        let is_type3 = dict.get::<Name<'_>>(b"Subtype").as_deref() == Some(b"Type3");
        let unit = if is_type3 {
            dict.get::<[f32; 6]>(b"FontMatrix").map_or(0.001, |m| m[0])
        } else {
            0.001
        };
        let (widths, has_widths) = read_widths(dict, unit);
        Self {
            dict: dict.clone(),
            to_unicode: to_unicode(dict),
            widths,
            has_widths,
            missing_width: descriptor.get::<f32>(b"MissingWidth").unwrap_or(0.0) * 0.001,
            em: if is_type3 { type3_em(dict) } else { 1.0 },
            opened: None,
        }
    }

    pub fn em(&self) -> f32 {
        self.em
    }

    pub fn space(&mut self) -> Option<f32> {
        let width = if self.has_widths {
            self.widths[32]?
        } else {
            self.width(32)
        };
        (width > 0.05 * self.em && width < 2.0 * self.em).then_some(width / self.em)
    }

    pub fn look_up(&mut self, code: u8) -> Code {
        Code {
            unicode: self.unicode(code),
            width: self.width(code),
        }
    }

    fn unicode(&mut self, code: u8) -> Arc<str> {
        self.to_unicode
            .as_ref()
            .and_then(|map| map.lookup_bf_string(u32::from(code)))
            .and_then(meaning)
            .or_else(|| self.unicode_by_name(code))
            .unwrap_or_else(|| Arc::from(""))
    }

    fn unicode_by_name(&mut self, code: u8) -> Option<Arc<str>> {
        let code = u32::from(code);
        let font = self.opened()?;
        match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        }
        .and_then(meaning)
    }

    fn width(&mut self, code: u8) -> f32 {
        if let Some(width) = self.widths[usize::from(code)] {
            return width;
        }
        if self.has_widths {
            return self.missing_width;
        }
        let width = self.opened().map_or(0.0, |font| {
            font.code_advance(u32::from(code)).x as f32 * 0.001
        });
        self.widths[usize::from(code)] = Some(width);
        width
    }

    fn opened(&mut self) -> Option<&hayro_font::Font<'a>> {
        let dict = &self.dict;
        self.opened
            .get_or_insert_with(|| Some(open_program(dict)?.font))
            .as_ref()
    }
}

fn read_widths(dict: &Dict<'_>, unit: f32) -> (Box<[Option<f32>; 256]>, bool) {
    let mut widths = Box::new([None; 256]);
    let Some(array) = dict.get::<Array<'_>>(b"Widths") else {
        return (widths, false);
    };
    let first = dict.get::<i64>(b"FirstChar").unwrap_or(0).clamp(0, 256) as usize;
    for (slot, width) in widths[first..].iter_mut().zip(array.iter::<f32>()) {
        *slot = Some(width * unit);
    }
    (widths, true)
}

/// Type 3 fonts choose their own units; the box of the font says how large an em is.
fn type3_em(dict: &Dict<'_>) -> f32 {
    let scale = dict
        .get::<[f32; 6]>(b"FontMatrix")
        .map_or(0.001, |m| m[3].abs());
    let height = dict
        .get::<[f32; 4]>(b"FontBBox")
        .map_or(0.0, |b| (b[3] - b[1]).abs() * scale);
    if height == 0.0 || (0.5..=2.0).contains(&height) {
        1.0
    } else {
        height
    }
}
