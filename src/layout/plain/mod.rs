//! Text without geometry: what each line says, and how lines read on, tell the colofon from
//! the body.
//!
//! [`lines`] cuts the text and looks at the bytes of each line; [`kinds`] tells what a line
//! says; [`profile`] looks at the document as a whole; [`columns`] cuts off a side column that
//! blanks still keep apart. Then three rooms mark lines, each only
//! what is left: [`furniture`] page numbers and running heads, [`header`] the block before the
//! body, [`interleave`] (with [`tails`]) the side column woven into the body. [`emit`] makes
//! the pieces. What no room claims stays where it is, in the body.

mod columns;
mod dates;
pub(super) mod emit;
mod furniture;
pub(super) mod header;
mod interleave;
pub(super) mod kinds;
pub(super) mod lines;
pub(super) mod profile;
mod tails;

use lines::Lines;
use profile::Profile;

use crate::lexicon::chat;
use crate::model::{Laid, Warning};

/// Lays out decoded text.
pub(super) fn lay_out(raw: String) -> Laid {
    let mut lines = Lines::of(&raw);
    // Who sent a message and when stand apart, but in no columns.
    if chat::form(raw.lines()).is_none() {
        columns::cut(&mut lines);
    }
    for at in 0..lines.all.len() {
        lines.all[at].kind = kinds::kind(lines.text(at), &lines.all[at].shape);
    }
    let profile = Profile::of(&lines);
    furniture::mark(&mut lines, &profile);
    let start = header::mark(&mut lines, &profile);
    let unsure = interleave::mark(&mut lines, &profile, start);
    let (pieces, interleaved) = emit::pieces(&lines, &profile);
    let pages = lines.pages;
    Laid {
        raw,
        pieces,
        pages,
        interleaved,
        warnings: warnings(&unsure),
        ..Laid::default()
    }
}

fn warnings(unsure: &[u32]) -> Vec<Warning> {
    if unsure.is_empty() {
        return Vec::new();
    }
    let pages: Vec<String> = unsure.iter().take(10).map(u32::to_string).collect();
    vec![Warning::new(
        "layout-uncertain",
        format!(
            "Lines that may belong to the colofon were left in the text on page {}.",
            pages.join(", ")
        ),
    )]
}

#[cfg(test)]
mod tests;
