//! What is known of words against their being names: a likelihood that would do for an unknown
//! word does not do for the name of a party.

use super::active::Role;
use crate::detect::scan::{Gap, Scan, Shape, Token, word};
use std::ops::Range;

/// More likely than anything is.
const NEVER: f32 = 2.0;

/// Of a single capital, and of a town: some are names.
const LETTER: f32 = 0.45;
const TOWN: f32 = 0.65;
/// Of capitals beside a stroke: "DCV/VV" is a unit.
const UNIT: f32 = 0.97;
/// Of a word that begins sentences and labels, a month or a day.
const STOP: f32 = 0.7;

/// How likely a name of these tokens must be.
pub(super) fn least(scan: &Scan<'_>, roles: &[Role], tokens: Range<usize>) -> f32 {
    let mut words = tokens.clone().filter(|&i| roles[i] == Role::Word);
    let (Some(first), more) = (words.next(), words.next().is_some()) else {
        return NEVER;
    };
    let all = |is: fn(&Token) -> bool| {
        let mut words = tokens.clone().filter(|&i| roles[i] == Role::Word);
        words.all(|i| is(&scan.tokens[i]))
    };
    if !more && scan.tokens[first].end - scan.tokens[first].start == 1 {
        return match scan.tokens[first].shape {
            Shape::Single => LETTER,
            _ => NEVER,
        };
    }
    if !more && beside_stroke(scan, first) {
        UNIT
    } else if all(is_no_name) {
        NEVER
    } else if all(|t| t.is(word::PLACE) && !t.is(word::FIRST | word::SURNAME)) {
        TOWN
    } else if !more
        && all(|t| t.is(word::STOP | word::CALENDAR) && !t.is(word::FIRST | word::SURNAME))
    {
        STOP
    } else {
        0.0
    }
}

fn beside_stroke(scan: &Scan<'_>, i: usize) -> bool {
    let t = &scan.tokens[i];
    let joined = |n: usize| scan.get(n).is_some_and(|t| t.gap == Gap::None);
    t.shape == Shape::Upper
        && t.end - t.start <= 5
        && (i > 0 && scan.sign(i - 1, "/") && joined(i) || scan.sign(i + 1, "/") && joined(i + 1))
}

fn is_no_name(t: &Token) -> bool {
    let other = word::PARTY | word::ORGANISATION | word::OFFICE | word::HONORIFIC;
    t.is(other) && !t.is(word::FIRST | word::SURNAME | word::POLITICIAN)
}
