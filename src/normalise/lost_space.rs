//! Spaces that were lost: "vanhet", "bekendis", "Postbus483,1000 AL".
//!
//! An unknown word is split only where one half is a word that forms no compounds, and only
//! if there is one way to do it.

use super::proposal::Proposals;
use super::small::Small;
use super::token::Token;
use crate::lexicon::words;
use crate::model::EditKind;

/// Words that begin no other word, so that what follows is a word of its own.
static FIRST: Small = Small::of(&[
    "van", "het", "de", "dat", "die", "deze", "dit", "uw", "ook", "wordt", "heeft", "met", "naar",
    "zijn",
]);

/// Words that end no other word.
static LAST: Small = Small::of(&[
    "is", "van", "het", "een", "dat", "wordt", "heeft", "met", "niet", "deze", "dit",
]);

/// Small words, and those that they may have run together with. Not "en", "er", "een" and
/// "de" in front: scraps of pictures are full of "eneen" and "dede".
static SMALL_FIRST: Small = Small::of(&[
    "aan", "als", "bij", "dat", "die", "dit", "door", "heeft", "hij", "ik", "in", "is", "met",
    "naar", "of", "om", "op", "tot", "u", "uit", "van", "voor",
]);
static SMALL_LAST: Small = Small::of(&[
    "aan", "bij", "dat", "de", "deze", "die", "dit", "een", "het", "hij", "ik", "met", "te", "u",
    "uw", "van",
]);

/// Endings of verbs and what is made of them, which "de" may begin: "deradicalisering".
const VERBAL: [&str; 4] = ["ering", "eren", "eerd", "eerde"];

/// Proposes to split an unknown word in a Dutch sentence; whether it does.
pub(super) fn propose(token: Token<'_>, out: &mut Proposals) -> bool {
    let text = token.text();
    let mut cuts = text.char_indices().skip(1).map(|(i, _)| i).filter(|&i| {
        let (left, right) = text.split_at(i);
        is_lost_between(left, right)
    });
    let (Some(cut), None) = (cuts.next(), cuts.next()) else {
        return false;
    };
    let at = token.start + cut;
    out.push(at, at, " ", Some(EditKind::LostSpace));
    true
}

fn is_lost_between(left: &str, right: &str) -> bool {
    if SMALL_FIRST.contains(left) && SMALL_LAST.contains(right) {
        return true;
    }
    let verbal = left == "de" && VERBAL.iter().any(|e| right.ends_with(e));
    let first = FIRST.contains(left) && right.len() > 3 && !verbal && words::is_word(right);
    let last = LAST.contains(right) && left.len() > 3 && words::is_word(left);
    first || last
}

/// Proposes spaces around the numbers of a postal address: "Postbus483,1000 AL".
pub(super) fn propose_number(token: Token<'_>, out: &mut Proposals) {
    let text = token.text();
    let postcode = text.len() == 4
        && token.before() == Some(',')
        && token.block[..token.start - 1].ends_with(|c: char| c.is_alphanumeric())
        && token.next().is_some_and(|t| {
            t.text().len() == 2 && t.text().bytes().all(|b| b.is_ascii_uppercase())
        });
    if postcode {
        out.push(token.start, token.start, " ", Some(EditKind::LostSpace));
    }
}

/// Proposes a space in "Postbus483".
pub(super) fn propose_postbus(token: Token<'_>, out: &mut Proposals) {
    let number = token.text().strip_prefix("Postbus");
    if number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
        let at = token.start + "Postbus".len();
        out.push(at, at, " ", Some(EditKind::LostSpace));
    }
}
