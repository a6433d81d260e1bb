//! E-mail addresses, through what OCR does to them: a misread or spaced-out at sign, lost
//! dots, a blank inside, a line end.

use super::push_tokens;
use crate::detect::engine::{Compiled, Engine};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::lexicon::mailboxes;
use crate::model::{Finding, Kind};

/// The address around the at sign at token `at`.
pub(super) fn address(
    engine: &Engine,
    rule: &Compiled,
    scan: &Scan<'_>,
    trigger: usize,
    out: &mut Vec<Finding>,
) {
    let Some(behind) = at_sign(scan, trigger) else {
        return;
    };
    let exact = scan.sign(trigger, "@");
    let Some(end) = domain(scan, behind, exact) else {
        return;
    };
    let from = local(scan, trigger);
    if from == trigger {
        return;
    }
    // "10.2.e @noord-holland.nl": it was taken out before.
    let taken_out = super::span(scan, from, trigger)
        .is_some_and(|s| crate::detect::ground::read(&scan.text[s.range()]).is_some());
    if taken_out {
        return;
    }
    let general = is_general(scan, from, trigger);
    match (rule.finding.kind == Kind::Mailbox, general) {
        (true, true) => push_tokens(rule, scan, from, end, out),
        (false, false) if engine.whole_email => push_tokens(rule, scan, from, end, out),
        (false, false) => push_tokens(rule, scan, from, trigger, out),
        _ => {}
    }
}

/// One past the at sign at token `i`, in any of its forms.
fn at_sign(scan: &Scan<'_>, i: usize) -> Option<usize> {
    match scan.word(i) {
        "@" | "©" | "®" => Some(i + 1),
        "(" | "[" | "{" => {
            let inside = matches!(
                scan.word(i + 1),
                "at" | "AT" | "a" | "à" | "ad" | "apenstaartje" | "@" | "©"
            );
            (inside && scan.any_sign(i + 2, ")]}")).then_some(i + 3)
        }
        _ => None,
    }
}

const ENDINGS: [&str; 17] = [
    "rl",
    "ni",
    "n1",
    "nl",
    "com",
    "eu",
    "org",
    "net",
    "be",
    "de",
    "info",
    "amsterdam",
    "frl",
    "uk",
    "fr",
    "gov",
    "edu",
];

/// One past the domain that begins at token `i`.
fn domain(scan: &Scan<'_>, i: usize, exact: bool) -> Option<usize> {
    let first = scan.get(i)?;
    let glued = scan.get(i - 1).is_some_and(|s| s.gap == Gap::None) && first.gap == Gap::None;
    if first.gap > Gap::Line
        || !matches!(
            first.shape,
            Shape::Lower
                | Shape::Cap
                | Shape::Alnum
                | Shape::Upper
                | Shape::Mixed
                | Shape::Digits
                | Shape::Single
        )
    {
        return None;
    }
    let mut end = i + 1;
    let mut ending = false;
    while let Some(t) = scan.get(end) {
        let sign = scan.any_sign(end, ".,-_·‚");
        if !sign {
            // "minbzk nl": the dot was lost.
            let lost = t.gap == Gap::Blank
                && !ending
                && ENDINGS
                    .iter()
                    .skip(3)
                    .take(4)
                    .any(|e| scan.word(end).eq_ignore_ascii_case(e));
            if lost {
                end += 1;
                ending = true;
            }
            break;
        }
        let Some(part) = scan.get(end + 1) else { break };
        let known = ENDINGS
            .iter()
            .any(|e| scan.word(end + 1).eq_ignore_ascii_case(e));
        let close = t.gap == Gap::None && part.gap == Gap::None;
        let loose = known && t.gap <= Gap::Blank && part.gap <= Gap::Line;
        if part.shape == Shape::Sign || !(close || loose) || (scan.sign(end, ",") && !known) {
            break;
        }
        ending |= known && scan.any_sign(end, ".,·‚");
        end += 2;
    }
    let word = scan.word(i);
    let swallowed = ENDINGS.iter().skip(3).take(4).any(|e| {
        word.len() > e.len() + 3
            && word.is_char_boundary(word.len() - e.len())
            && word[word.len() - e.len()..].eq_ignore_ascii_case(e)
    });
    // A sign that OCR may have made of a bullet needs more to be an at sign.
    let enough = ending
        || (swallowed && first.shape != Shape::Cap)
        || (exact && glued && first.shape != Shape::Cap);
    enough.then_some(end)
}

/// The first token of the local part that ends before token `sign`.
fn local(scan: &Scan<'_>, sign: usize) -> usize {
    let mut from = sign;
    let mut gap = scan.tokens[sign].gap;
    for _ in 0..24 {
        let Some(before) = from.checked_sub(1).and_then(|b| scan.get(b)) else {
            break;
        };
        let i = from - 1;
        let part = before.shape != Shape::Sign;
        let joint = scan.any_sign(i, ".-_+&'’*");
        let misread = scan.any_sign(i, ",‚")
            && gap == Gap::None
            && before.gap == Gap::None
            && scan
                .get(i.wrapping_sub(1))
                .is_some_and(|t| t.shape == Shape::Single || t.shape == Shape::Lower);
        let first = from == sign;
        // Apart from what follows: only directly before the sign, or at a joint.
        let apart = gap == Gap::Blank || gap == Gap::Line;
        let bridged = apart
            && ((first && part)
                || (!first && scan.any_sign(from, ".-_"))
                || (joint
                    && scan.get(i).is_some_and(|t| t.gap == Gap::None)
                    && scan.any_sign(i, ".-_")
                    && lower_at(scan, from)
                    && short_before(scan, i)));
        let lost_dot = gap == Gap::Blank
            && part
            && !first
            && lower_at(scan, from)
            && (before.shape == Shape::Lower
                && (before.is(word::FIRST) && !before.is(word::ORDINARY)
                    || before.end - before.start == 1 && scan.word(i) != "u"));
        if !(part || joint || misread) || (gap != Gap::None && !bridged && !lost_dot) {
            break;
        }
        gap = before.gap;
        from = i;
    }
    while from < sign && scan.get(from).is_some_and(|t| t.shape == Shape::Sign) {
        from += 1;
    }
    from
}

fn lower_at(scan: &Scan<'_>, i: usize) -> bool {
    scan.get(i)
        .is_some_and(|t| matches!(t.shape, Shape::Lower | Shape::Alnum))
}

/// Whether the word before the joint at `i` is so short, or a name, that it ends no sentence.
fn short_before(scan: &Scan<'_>, i: usize) -> bool {
    i.checked_sub(1)
        .and_then(|b| scan.get(b))
        .is_some_and(|t| t.end - t.start <= 2 || (t.is(word::FIRST) && t.shape == Shape::Lower))
}

/// Whether the local part names a desk, not a person.
fn is_general(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    let mut general = false;
    // One ordinary word names a desk: belastingen@, evenementen@.
    let only = scan.tokens[from];
    let word_alone =
        to == from + 1 && only.end - only.start >= 5 && !only.is(word::FIRST | word::SURNAME);
    if word_alone && crate::lexicon::words::is_known(&scan.word(from).to_lowercase()) {
        return true;
    }
    // An initial before it makes a surname of a word: x.post@.
    if only.end - only.start == 1 && to > from + 2 && scan.sign(from + 1, ".") {
        return false;
    }
    for i in from..to {
        let t = &scan.tokens[i];
        if t.shape == Shape::Sign {
            continue;
        }
        if mailboxes::is_general(scan.word(i)) {
            general = true;
        } else if t.is(word::FIRST | word::SURNAME) && !t.is(word::ORDINARY | word::PLACE) {
            return false;
        }
    }
    general
}
