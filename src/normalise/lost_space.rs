//! Spaces that were lost: "vanhet", "bekendis", "Postbus483,1000 AL".

use super::proposal::Proposals;
use super::token::Token;

/// Proposes to split an unknown word; whether it does.
pub(super) fn propose(_token: Token<'_>, _out: &mut Proposals) -> bool {
    false
}

/// Proposes spaces around the numbers of an address.
pub(super) fn propose_number(_token: Token<'_>, _out: &mut Proposals) {}
