//! Words in which OCR took one letter for another: "vitvoering", "docurnenten".

use super::proposal::Proposals;
use super::token::Token;

/// Proposes the one word of the dictionary that an unknown word can be; whether it does.
pub(super) fn propose(_token: Token<'_>, _out: &mut Proposals) -> bool {
    false
}

/// Proposes u for v, uw for vw, uit for vit, where the words around say so.
pub(super) fn propose_short(_token: Token<'_>, _out: &mut Proposals) {}
