//! Two capitalised words that no list and no dictionary holds: inside Dutch text that is mostly
//! a person, with a first name that no list can foresee.

use super::push_tokens;
use crate::detect::engine::{Compiled, street_like};
use crate::detect::name::{Name, double_barrel, names_a_thing, prefixes};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::Finding;

const NOT_BEFORE: u32 = word::ORGANISATION | word::LEAD | word::OFFICE | word::PARTY | word::PLACE;
const NOT_SURNAME: u32 = word::ORGANISATION
    | word::OFFICE
    | word::FUNCTION
    | word::CALENDAR
    | word::HONORIFIC
    | word::PLACE
    | word::PARTY
    | word::THING;

/// An unknown first name at token `at` and a surname behind it.
pub(super) fn pair(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let t = scan.tokens[at];
    let first = scan.word(at);
    let plausible = (3..=11).contains(&first.chars().count()) && !odd(first);
    if !plausible || street_like(first) || names_a_thing(first) || foreseen(first) {
        return;
    }
    let Some(b) = at.checked_sub(1).and_then(|b| scan.get(b)) else {
        return name_from(rule, scan, at, out);
    };
    let joined = t.gap <= Gap::Blank;
    let before = joined
        && (b.capital()
            || b.is(word::PREFIX) && b.shape == Shape::Cap
            || matches!(b.shape, Shape::Single | Shape::Digits | Shape::Alnum)
            || b.shape == Shape::Sign
                && t.gap == Gap::None
                && !scan.any_sign(at - 1, "(\"“'‘[>:,")
            || b.is(NOT_BEFORE)
            || scan.any_sign(at - 1, "&/@"));
    if !before {
        name_from(rule, scan, at, out);
    }
}

fn name_from(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let mut end = at + 1;
    while scan.sign(end, "-")
        && scan
            .get(end + 1)
            .is_some_and(|t| t.gap == Gap::None && t.shape == Shape::Cap)
        && scan.get(end).is_some_and(|t| t.gap == Gap::None)
    {
        end += 2;
    }
    let main = prefixes(scan, end).unwrap_or(end);
    let prefixed = main > end;
    let joined = |i: usize| scan.get(i).is_some_and(|t| t.gap <= Gap::Blank);
    if !joined(end) || !joined(main) {
        return;
    }
    let Some(s) = scan.get(main) else { return };
    let w = scan.word(main);
    let fits = s.shape == Shape::Cap
        && (3..=18).contains(&w.chars().count())
        && !s.is(NOT_SURNAME)
        && (!s.is(word::ORDINARY) || s.is(word::SURNAME))
        && !street_like(w)
        && !names_a_thing(w)
        && !odd(w)
        && !super::name::ends_like_a_noun(w)
        && (s.is(word::SURNAME) || !foreseen(w));
    // "Nieuwe van Gennep": prefixes that are words as well say little.
    let sure = s.is(word::SURNAME) || prefixed || !super::name::sentence_start(scan, at);
    if !fits || !sure {
        return;
    }
    let mut name = Name::default();
    let to = double_barrel(scan, main + 1, &mut name);
    let follows = scan.get(to).is_some_and(|n| {
        let close = n.gap <= Gap::Blank;
        close
            && (n.is(word::ORGANISATION | word::THING)
                || matches!(n.shape, Shape::Digits | Shape::Alnum | Shape::Upper)
                || n.capital() && !n.is(word::FUNCTION | word::SURNAME)
                || scan.any_sign(to, "&@/\\")
                || scan.sign(to, ".") && scan.get(to + 1).is_some_and(|m| m.gap == Gap::None))
    });
    if !follows {
        push_tokens(rule, scan, at, to, out);
    }
}

/// Whether a word is made of Dutch words: "Beroepsonderwijs".
fn foreseen(w: &str) -> bool {
    crate::lexicon::words::is_known(&w.to_lowercase())
}

/// Whether letters stand in a row that no name has: what OCR makes of a drawing or a table.
fn odd(w: &str) -> bool {
    let lower = w.to_lowercase();
    let vowel = |c: char| "aeiouyàáâãäåèéêëìíîïòóôõöùúûüıøæ".contains(c);
    let mut run = 0;
    let mut vowels = 0;
    for c in lower.chars() {
        if vowel(c) {
            vowels += 1;
            run = 0;
        } else {
            run += 1;
            if run > 4 {
                return true;
            }
        }
    }
    vowels == 0
}
