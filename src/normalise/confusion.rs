//! Words in which OCR took one letter for another: "vitvoering", "docurnenten".
//!
//! Only along confusions of shape that OCR is known for, only where the word is not in the
//! dictionary and exactly one that is can be meant. A misspelling is another matter: it is the
//! author's, and stays. A name is never touched: see who is asked in `words`.

use super::proposal::Proposals;
use super::token::Token;
use crate::lexicon::words;
use crate::model::EditKind;

/// What is seen, and what may be meant: shapes that nearly coincide.
const NEAR: &[(&str, &str)] = FAR.split_at(14).0;

/// The near ones first; behind them shapes that are only like each other: a longer word must
/// vouch for them.
const FAR: &[(&str, &str)] = &[
    ("rn", "m"),
    ("v", "u"),
    ("l", "i"),
    ("j", "i"),
    ("c", "e"),
    ("c", "o"),
    ("f", "l"),
    ("cl", "d"),
    ("ii", "n"),
    ("ni", "m"),
    ("ri", "n"),
    ("li", "h"),
    ("vv", "w"),
    ("q", "g"),
    ("m", "rn"),
    ("in", "m"),
    ("u", "v"),
    ("n", "u"),
    ("u", "n"),
    ("ii", "u"),
    ("i", "l"),
    ("i", "j"),
    ("l", "j"),
    ("l", "t"),
    ("t", "l"),
    ("e", "c"),
    ("t", "f"),
    ("f", "t"),
    ("h", "b"),
    ("b", "h"),
    ("lc", "k"),
];

/// Words of so many letters vouch for far shapes.
const LONG: usize = 8;

/// Words of so many letters can be damaged twice and still be sure.
const TWICE: usize = 9;

/// Proposes the one word of the dictionary that an unknown word in a Dutch sentence can be;
/// whether it does.
pub(super) fn propose(token: Token<'_>, out: &mut Proposals) -> bool {
    let text = token.text();
    let roman = text.bytes().all(|b| b"ivxlcdm".contains(&b));
    if roman {
        return false;
    }
    let mut found = Vec::new();
    let confusions = if text.len() < LONG { NEAR } else { FAR };
    words::readings(text, confusions, 1, &mut found);
    if found.is_empty() && text.len() >= TWICE {
        words::readings(text, NEAR, 2, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    let [(_, word)] = &found[..] else {
        return false;
    };
    out.rewrite(token.start, text, word, EditKind::Word);
    true
}

/// The word that two or three letters can only be, when they are none themselves.
fn short(seen: &str) -> Option<&'static str> {
    // As bytes: that makes a tree of the comparisons.
    Some(match seen.as_bytes() {
        [b'b', b'i', b'i'] | [b'b', b'l', b'j'] => "bij",
        [b'c', b'e', b'n'] | [b'e', b'c', b'n'] | [b'e', b'o', b'n'] | [b'o', b'e', b'n'] => "een",
        [b'd', b'l', b'e'] => "die",
        [b'h', b'c', b't'] => "het",
        [b'h', b'l', b'j'] => "hij",
        [b'v', b'i', b't'] | [b'v', b'l', b't'] => "uit",
        [b'v', b'w'] => "uw",
        [b'V', b'w'] => "Uw",
        [b'V', b'i', b't'] => "Uit",
        [b'w', b'l', b'j'] => "wij",
        [b'z', b'l', b'j'] => "zij",
        _ => return None,
    })
}

/// Verbs and conjunctions beside which a "v" alone is the reader addressed.
const BESIDE_U: [&str; 40] = [
    "aan",
    "als",
    "bent",
    "biedt",
    "bied",
    "dat",
    "dient",
    "door",
    "gaat",
    "geeft",
    "had",
    "hebt",
    "heeft",
    "heb",
    "ik",
    "indien",
    "informeer",
    "informeren",
    "krijgt",
    "kunt",
    "moet",
    "mag",
    "ontvangt",
    "verzoek",
    "verzoeken",
    "verzoekt",
    "vindt",
    "voor",
    "vraagt",
    "wanneer",
    "wij",
    "wilt",
    "wordt",
    "zoals",
    "zou",
    "zult",
    "staat",
    "stelt",
    "van",
    "met",
];

/// Proposes Uw for Vw and Uit for Vit at the start of a sentence.
pub(super) fn propose_capital(token: Token<'_>, out: &mut Proposals) {
    let before = token.just_before().trim_end_matches(' ');
    if before.is_empty() || before.ends_with(['.', '?', '!']) {
        propose_short(token, out);
    }
}

/// Proposes u for v, uw for vw, uit for vit, where the words around are Dutch.
pub(super) fn propose_short(token: Token<'_>, out: &mut Proposals) {
    let text = token.text();
    if text == "v" {
        return propose_u(token, out);
    }
    let Some(word) = short(text) else {
        return;
    };
    let lower = |t: Token<'_>| t.text().starts_with(char::is_lowercase) && t.text().len() > 1;
    if token.stands_free()
        && !token.follows_title()
        && token
            .next()
            .is_some_and(|t| lower(t) && words::is_word(t.text()))
        && token
            .previous()
            .is_none_or(|t| words::is_word(&t.text().to_lowercase()))
    {
        out.rewrite(token.start, text, word, EditKind::Word);
    }
}

fn propose_u(token: Token<'_>, out: &mut Proposals) {
    let beside = |t: Token<'_>| BESIDE_U.contains(&t.text());
    let word = |t: Token<'_>| words::is_word(t.text());
    if let (Some(before), Some(behind)) = (token.previous(), token.next())
        && word(before)
        && word(behind)
        && (beside(before) || beside(behind))
    {
        out.rewrite(token.start, "v", "u", EditKind::Word);
    }
}
