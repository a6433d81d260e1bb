//! Gaps inside words that kerning left: "Ref erentie", "P agina".

use super::proposal::Proposals;
use super::token::Token;

/// Proposes to join an unknown word to the one before it; whether it does.
pub(super) fn propose(_token: Token<'_>, _out: &mut Proposals) -> bool {
    false
}
