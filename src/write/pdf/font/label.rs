//! The font of the labels in boxes: a plain one that the library brings, embedded as any other.

use encoding_rs::WINDOWS_1252;
use hayro_syntax::object::{Dict, FromBytes};

use super::Shown;
use super::descriptor::Traits;
use super::outline::Kind;
use super::rebuilt::Rebuilt;
use crate::pdf::open_program;

/// The font of labels.
pub(super) fn label_font() -> Option<Rebuilt<'static>> {
    let dict = Dict::from_bytes(
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )?;
    let font = open_program(&dict)?.font;
    let name = "Label-Sans".to_owned();
    Some(Rebuilt::new(
        font,
        Kind::Standard,
        name,
        Traits::default(),
        None,
    ))
}

/// How a text is shown in it; `?` for what it has no glyph for.
pub(super) fn show(font: &mut Rebuilt<'_>, text: &str) -> Vec<Shown> {
    let mut shown = Vec::with_capacity(text.len());
    for c in text.chars() {
        let code = code(c);
        let unicode = if code == b'?' { '?' } else { c };
        let ems = font.advance(u32::from(code)) / 1000.0;
        shown.extend(font.show(u32::from(code), unicode.encode_utf8(&mut [0; 4]), ems));
    }
    shown
}

fn code(c: char) -> u8 {
    let mut text = [0; 4];
    let (bytes, _, unknown) = WINDOWS_1252.encode(c.encode_utf8(&mut text));
    match *bytes {
        [byte @ (b' '..=b'~' | 0xA0..)] if !unknown => byte,
        _ => b'?',
    }
}
