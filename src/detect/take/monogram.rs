//! The letters with which someone initials, recognised by the name beside them: "Ria Hazelhoff
//! voorzitter RH", "D. Papadopoulou dp 23/4".

use super::push_tokens;
use crate::detect::engine::Compiled;
use crate::detect::name::{Name, Trust, parse};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::lexicon::words::is_known;
use crate::model::Finding;

/// How many tokens behind a name its letters may stand.
const REACH: usize = 12;
/// How many letters of a name count.
const MOST: usize = 8;

/// The letters that stand for the name which begins at token `at`, on its line or alone on the next.
pub(super) fn monogram(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let Some(name) = parse(scan, at, Trust::Text).filter(Name::clear) else {
        return;
    };
    let (letters, count, main) = initials_of(scan, &name);
    if count < 2 {
        return;
    }
    let line = scan.line_end(at).min(name.to + REACH);
    let mut i = name.to;
    while i < line {
        if let Some(end) = stands_for(scan, i, &letters[..count], main) {
            push_tokens(rule, scan, i, end, out);
            return;
        }
        i += 1;
    }
    if name.to == scan.line_end(at)
        && scan.get(name.to).is_some_and(|t| t.gap == Gap::Line)
        && let Some(end) = stands_for(scan, name.to, &letters[..count], main)
        && scan.line_start(end)
    {
        push_tokens(rule, scan, name.to, end, out);
    }
}

/// The first letters of a name's words, how many, and which is the surname's.
fn initials_of(scan: &Scan<'_>, name: &Name) -> ([u8; MOST], usize, usize) {
    let mut letters = [0; MOST];
    let (mut count, mut main) = (0, 0);
    for i in name.from..name.to {
        let t = &scan.tokens[i];
        let Some(first) = scan.word(i).bytes().next() else {
            continue;
        };
        let counts = first.is_ascii_alphabetic() && !t.is(word::ACADEMIC | word::HONORIFIC);
        if counts && count < MOST {
            if i == name.main {
                main = count;
            }
            letters[count] = first.to_ascii_lowercase();
            count += 1;
        }
    }
    (letters, count, main)
}

/// One past the letters at token `i`, if they stand for the name.
fn stands_for(scan: &Scan<'_>, i: usize, letters: &[u8], main: usize) -> Option<usize> {
    let t = scan.get(i)?;
    let mut given = [0u8; MOST];
    let mut count = 0;
    let mut end = i + 1;
    let w = scan.word(i);
    let whole = matches!(t.shape, Shape::Upper | Shape::Mixed | Shape::Lower)
        && (2..=4).contains(&w.len())
        && w.is_ascii();
    if whole {
        for b in w.bytes() {
            given[count] = b.to_ascii_lowercase();
            count += 1;
        }
    } else if t.shape == Shape::Single {
        end = i;
        while count < 4
            && scan.get(end).is_some_and(|t| t.shape == Shape::Single)
            && scan.sign(end + 1, ".")
        {
            given[count] = scan.word(end).bytes().next()?.to_ascii_lowercase();
            count += 1;
            end += 2;
        }
    }
    if count < 2
        || scan
            .get(end)
            .is_some_and(|n| n.gap == Gap::None && !scan.any_sign(end, ",);"))
    {
        return None;
    }
    let dated = scan
        .get(end)
        .is_some_and(|n| n.shape == Shape::Digits && n.end - n.start <= 2)
        && scan.any_sign(end + 1, "/-");
    let is_word = t.shape == Shape::Lower && is_known(w) || t.is(word::ORGANISATION | word::OFFICE);
    if is_word && !dated || t.shape == Shape::Lower && !dated && !scan.line_start(end) {
        return None;
    }
    // In order, from the first letter on, the surname's among them.
    let mut at = 0;
    let mut surname = false;
    for (n, &b) in given[..count].iter().enumerate() {
        let found = letters[at..].iter().position(|&l| l == b)?;
        if n == 0 && found != 0 {
            return None;
        }
        surname |= at + found >= main;
        at += found + 1;
    }
    surname.then_some(end)
}
