//! Text of form fields and notes for which the file holds no painted appearance.
//! Viewers paint it all the same, so it is read, in plain letters on their rectangle.

use hayro_syntax::object::{Dict, Name, Object, Rect, String as PdfString};

/// Deepest chain of parents that a field's value is looked for in.
const DEEPEST: usize = 32;
/// Most characters read of one field.
const MOST: usize = 1 << 16;

/// The advance of letters whose font is not asked, in ems.
pub(super) const WIDTH: f32 = 0.5;

/// A text to be placed on a rectangle.
pub(super) struct FieldText {
    pub text: String,
    pub rect: Rect,
    pub size: f64,
}

/// The text that a viewer would paint for an annotation.
pub(super) fn text_of(annotation: &Dict<'_>) -> Option<FieldText> {
    let text = match annotation.get::<Name<'_>>(b"Subtype")?.as_ref() {
        b"Widget" => value(annotation)?,
        b"FreeText" => decode(&annotation.get::<PdfString<'_>>(b"Contents")?),
        _ => return None,
    };
    let text: String = text.chars().take(MOST).collect();
    if text.trim().is_empty() {
        return None;
    }
    let rect = annotation.get::<Rect>(b"Rect")?;
    let size =
        font_size(annotation).unwrap_or_else(|| (0.7 * (rect.y1 - rect.y0).abs()).clamp(4.0, 12.0));
    Some(FieldText { text, rect, size })
}

fn value(field: &Dict<'_>) -> Option<String> {
    // Buttons have names of states for values, which nobody sees.
    if inherited(field, b"FT")?.into_name()?.as_ref() == b"Btn" {
        return None;
    }
    match inherited(field, b"V")? {
        Object::String(text) => Some(decode(&text)),
        Object::Array(texts) => {
            let texts: Vec<String> = texts
                .iter::<PdfString<'_>>()
                .take(MOST)
                .map(|text| decode(&text))
                .collect();
            Some(texts.join("\n"))
        }
        _ => None,
    }
}

fn inherited<'a>(field: &Dict<'a>, key: &[u8]) -> Option<Object<'a>> {
    let mut field = field.clone();
    for _ in 0..DEEPEST {
        if let Some(value) = field.get::<Object<'a>>(key) {
            return Some(value);
        }
        field = field.get::<Dict<'a>>(b"Parent")?;
    }
    None
}

/// The size in a default appearance such as `/Helv 10 Tf 0 g`.
fn font_size(annotation: &Dict<'_>) -> Option<f64> {
    let Object::String(appearance) = inherited(annotation, b"DA")? else {
        return None;
    };
    let appearance = String::from_utf8_lossy(&appearance).into_owned();
    let words: Vec<&str> = appearance.split_ascii_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf")?;
    let size: f64 = words.get(at.checked_sub(1)?)?.parse().ok()?;
    (2.0..=72.0).contains(&size).then_some(size)
}

/// A text string: UTF-16 or UTF-8 with a mark, else PDFDocEncoding.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(b"\xFE\xFF") {
        return encoding_rs::UTF_16BE
            .decode_without_bom_handling(utf16)
            .0
            .into_owned();
    }
    if let Some(utf16) = bytes.strip_prefix(b"\xFF\xFE") {
        return encoding_rs::UTF_16LE
            .decode_without_bom_handling(utf16)
            .0
            .into_owned();
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    bytes.iter().map(|&byte| pdf_doc(byte)).collect()
}

fn pdf_doc(byte: u8) -> char {
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    match byte {
        0x18..=0x1F => LOW[usize::from(byte - 0x18)],
        0x80..=0xA0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
