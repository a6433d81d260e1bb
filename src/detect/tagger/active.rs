//! Which words of a text are worth asking whether they are a name: those that are written like
//! one, those that are in no dictionary, and the small words and signs that hold names together.

use crate::detect::scan::{Gap, Scan, Shape, Token, word};
use crate::lexicon::words;

/// How far the parts of a name stand apart: "Vries, J.H. van der".
const REACH: u8 = 3;

/// How many lower-case letters a word has that is looked up in the dictionary.
const SHORTEST_SMALL: usize = 2;

/// How many letters a piece has at most that OCR broke off a name: "Kaando rp".
const LONGEST_PIECE: usize = 4;

/// What each token of a text is to the tagger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// No part of a name, without a further look.
    Outside,
    /// A small word or sign beside a word that may be a name.
    Link,
    /// A word that may be a name, or part of one.
    Word,
}

/// The role of each token.
pub(super) fn roles(scan: &Scan<'_>) -> Vec<Role> {
    let mut roles: Vec<Role> = (0..scan.tokens.len())
        .map(|i| {
            if may_be_name(scan, i) {
                Role::Word
            } else {
                Role::Outside
            }
        })
        .collect();
    let last = roles.len();
    link(scan, &mut roles, 0..last);
    link(scan, &mut roles, (0..last).rev());
    roles
}

/// Marks what stands close behind words that may be names, in the order of the walk.
fn link(scan: &Scan<'_>, roles: &mut [Role], walk: impl Iterator<Item = usize>) {
    let mut left = 0;
    for i in walk {
        if roles[i] == Role::Word {
            left = REACH;
        } else if left > 0 && (holds_together(&scan.tokens[i], scan, i) || piece(scan, roles, i)) {
            roles[i] = Role::Link;
            left -= 1;
        } else {
            left = 0;
        }
    }
}

fn holds_together(t: &Token, scan: &Scan<'_>, i: usize) -> bool {
    match t.shape {
        Shape::Sign => scan.any_sign(i, ".-'’‘`,‚()–\"“”"),
        _ => t.is(word::PREFIX),
    }
}

/// Whether token `i` may be the rest of the name before it.
fn piece(scan: &Scan<'_>, roles: &[Role], i: usize) -> bool {
    let t = &scan.tokens[i];
    let short = t.shape == Shape::Lower && (t.end - t.start) as usize <= LONGEST_PIECE;
    let Some(before) = i.checked_sub(1).filter(|_| short && t.gap == Gap::Blank) else {
        return false;
    };
    let name = &scan.tokens[before];
    roles[before] == Role::Word && name.capital() && !name.is(word::ORDINARY | word::CRAFT)
}

fn may_be_name(scan: &Scan<'_>, i: usize) -> bool {
    let t = &scan.tokens[i];
    match t.shape {
        Shape::Cap | Shape::Upper | Shape::Mixed | Shape::Single => true,
        Shape::Lower => small_name(scan, i, t),
        Shape::Alnum => {
            let w = scan.word(i);
            let letters = w.chars().filter(|c| c.is_alphabetic()).count();
            letters * 4 >= w.chars().count() * 3 && letters > 2
        }
        Shape::Digits | Shape::Sign => false,
    }
}

/// A name in lower case: one that is known, or a word that is in no dictionary.
fn small_name(scan: &Scan<'_>, i: usize, t: &Token) -> bool {
    let initial = t.end - t.start == 1;
    if t.is(word::PREFIX) && !initial {
        return false;
    }
    if !initial && t.is(word::FIRST | word::SURNAME) {
        return true;
    }
    let w = scan.word(i);
    if initial {
        // An initial: "m. landveld".
        return scan.sign(i + 1, ".") && scan.tokens[i + 1].gap == Gap::None;
    }
    t.flags == 0 && w.len() >= SHORTEST_SMALL && !words::is_likely(w)
}
