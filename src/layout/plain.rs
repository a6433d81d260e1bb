//! Text without geometry.

use crate::model::{Break, Laid, Part, Piece, RawSpan};

/// Lays out decoded text.
pub(super) fn lay_out(raw: String) -> Laid {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut page = 1;
    let mut before = Break::Paragraph;
    for line in raw.split_inclusive(['\n', '\u{c}']) {
        let text = line.trim();
        let from = at + (line.len() - line.trim_start().len());
        if text.is_empty() {
            before = Break::Paragraph;
        } else {
            pieces.push(Piece {
                span: RawSpan::new(from, from + text.len()),
                part: Part::Body,
                page,
                before,
                heading: None,
                confidence: 1.0,
            });
            before = Break::Wrap;
        }
        at += line.len();
        page += u32::from(line.ends_with('\u{c}'));
    }
    Laid {
        raw,
        pieces,
        pages: page,
        ..Laid::default()
    }
}
