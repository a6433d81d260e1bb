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
mod linear;
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

use crate::model::{Clean, Laid, Part};

pub use quality::quality;

/// Repairs the text of a document.
#[must_use]
pub fn clean(laid: &Laid) -> Clean {
    let of = |part: Part, to: &mut Vec<_>| {
        let all = laid.pieces.iter();
        to.extend(all.filter(|p| p.part == part && !p.span.is_empty()));
    };
    let mut made = Vec::new();
    let mut pieces = Vec::with_capacity(laid.pieces.len());
    of(Part::Body, &mut pieces);
    let body = reflow::assemble(laid, &pieces, laid.raw.len(), &mut made);
    pieces.clear();
    of(Part::Colofon, &mut pieces);
    of(Part::Furniture, &mut pieces);
    let colofon = reflow::assemble(laid, &pieces, 0, &mut made);
    let linear = laid.interleaved.then(|| {
        made.sort_unstable_by_key(|m| m.start);
        linear::assemble(laid, &body, &colofon, &made)
    });
    Clean {
        body,
        colofon,
        linear,
    }
}

#[cfg(test)]
mod tests;
