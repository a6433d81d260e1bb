//! Gaps inside words that kerning left: "Ref erentie", "P agina", "uitvoe ring".
//!
//! Two neighbours are joined only where one of them is no word by itself and both together
//! are one in the dictionary.

use super::proposal::Proposals;
use super::token::Token;
use crate::lexicon::words;
use crate::model::EditKind;

/// The shortest word that is put together.
const SHORTEST: usize = 5;

/// The shortest that is put together where no sentence vouches for it: "P agina".
const SHORTEST_ALONE: usize = 6;

/// Before an unknown word these may begin a surname.
const NAME_PARTICLES: [&str; 10] = [
    "van", "de", "der", "den", "ten", "ter", "te", "het", "el", "la",
];

/// Proposes to join an unknown word to the one before or behind it; whether it does.
pub(super) fn propose(token: Token<'_>, out: &mut Proposals) -> bool {
    let before = token.previous().filter(|left| joins(*left, token, *left));
    let behind = token.next().filter(|right| {
        let edge = right.after().is_none_or(|c| !"@/_".contains(c));
        edge && right.text().len() > 2
            && right.text().chars().all(char::is_lowercase)
            && joins(token, *right, *right)
    });
    let (left, right) = match (before, behind) {
        (Some(left), _) => (left, token),
        (None, Some(right)) => (token, right),
        (None, None) => return false,
    };
    out.push(left.end, right.start, "", Some(EditKind::Kerning));
    true
}

/// Whether two neighbours are one word; `other` is the one that may be a word by itself.
fn joins(left: Token<'_>, right: Token<'_>, other: Token<'_>) -> bool {
    let lower = left.text().to_lowercase();
    let mut chars = left.text().chars();
    let shape = chars.next().is_some_and(char::is_alphabetic) && chars.all(char::is_lowercase);
    if !shape || lower.len() + right.text().len() < SHORTEST || left.follows_title() {
        return false;
    }
    if !words::is_word(&format!("{lower}{}", right.text())) {
        return false;
    }
    // Two words that belong together are the author's to write apart: "power point".
    if is_half(&lower) {
        return false;
    }
    if lower.len() + right.text().len() < SHORTEST_ALONE && !right.among_dutch() {
        return false;
    }
    let alone = other.text().to_lowercase();
    if NAME_PARTICLES.contains(&alone.as_str()) {
        return false;
    }
    // An article or a preposition mostly stands by itself: the rest must be long to outweigh it.
    let weight = if alone.len() > 1 && words::is_function_word(&alone) {
        5
    } else {
        2
    };
    let rest = lower.len() + right.text().len() - alone.len();
    // A hyphen or point before it belongs to something else.
    let free = left.before().is_none_or(|c| c == ' ' || c == '(');
    free && rest >= weight
}

/// Whether a word may be the first half of a compound.
fn is_half(word: &str) -> bool {
    word.len() > 3 && (words::is_known(word) || word.strip_suffix('s').is_some_and(words::is_known))
}
