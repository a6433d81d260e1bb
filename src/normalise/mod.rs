//! Laid pieces to clean text: one file per kind of noise, each proposing edits; collected,
//! settled where they overlap, applied together.
//!
//! 1. [`reflow`] joins the pieces of a paragraph into one block, and takes line-break hyphens
//!    out ([`hyphen`] decides which), because only there the line ends are still known.
//! 2. [`characters`] looks at every character that is not plain: white space, [`invisible`]
//!    characters, [`soft_hyphen`]s, [`ligature`]s, [`lookalike`]s, [`mojibake`], [`bullet`]s,
//!    [`unicode_form`].
//! 3. [`words`] looks at every word: [`label`]s, [`date`]s, [`digit`]s, [`kerning`] gaps,
//!    [`lost_space`]s, [`confusion`]s.
//!
//! Steps 2 and 3 are repeated on a block that changed, until it is quiet: what one repair lays
//! bare another may finish, and cleaning clean text changes nothing.

mod bullet;
mod characters;
mod confusion;
mod date;
mod digit;
mod hyphen;
mod invisible;
mod kerning;
mod label;
mod ligature;
mod lookalike;
mod lost_space;
mod mojibake;
mod proposal;
mod quality;
mod reflow;
mod small;
mod soft_hyphen;
mod spaces;
mod token;
mod unicode_form;
mod words;

use crate::model::{Clean, Laid, Part, Piece};

pub use quality::quality;

/// Repairs the text of a document.
#[must_use]
pub fn clean(laid: &Laid) -> Clean {
    let of = |part: Part| laid.pieces.iter().filter(move |p| p.part == part);
    let body = reflow::assemble(laid, of(Part::Body), laid.raw.len());
    let colofon = of(Part::Colofon).chain(of(Part::Furniture));
    let colofon = reflow::assemble(laid, colofon, 0);
    let linear = laid.interleaved.then(|| linear(laid));
    Clean {
        body,
        colofon,
        linear,
    }
}

/// Everything in the order as read.
fn linear(laid: &Laid) -> crate::model::CleanText {
    let mut pieces: Vec<&Piece> = laid.pieces.iter().collect();
    pieces.sort_by_key(|p| p.span);
    reflow::assemble(laid, pieces.into_iter(), laid.raw.len())
}

#[cfg(test)]
mod tests;
