//! Laid pieces to clean text: one file per kind of noise, each proposing edits on the raw
//! text; applied once.

use crate::model::{Break, Clean, CleanText, Laid, Part, TextBuilder};

/// Repairs the text of a document.
#[must_use]
pub fn clean(laid: &Laid) -> Clean {
    let of = |parts: &[Part]| assemble(laid, parts);
    let colofon = of(&[Part::Colofon, Part::Furniture]);
    let linear = laid
        .interleaved
        .then(|| of(&[Part::Body, Part::Colofon, Part::Furniture]));
    Clean {
        body: of(&[Part::Body]),
        colofon,
        linear,
        quality: vec![1.0; laid.pages as usize],
    }
}

fn assemble(laid: &Laid, parts: &[Part]) -> CleanText {
    let mut out = TextBuilder::default();
    for piece in laid.pieces.iter().filter(|p| parts.contains(&p.part)) {
        match piece.before {
            Break::Paragraph => out.start_block(piece.page, piece.heading.clone()),
            _ if out.text().is_empty() => out.start_block(piece.page, piece.heading.clone()),
            _ => out.insert(" "),
        }
        out.copy(&laid.raw, piece.span);
    }
    out.finish()
}

/// How readable each page is, leaving out what is hidden.
#[must_use]
pub fn quality(_text: &CleanText, _hidden: &[crate::model::CleanSpan]) -> Vec<f32> {
    vec![1.0]
}
