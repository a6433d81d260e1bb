//! Firms, schools and clubs that bear the name of a person: "Bakkerij De Graaf", "Vos & De Wolf",
//! "Xenakis Vastgoed B.V.".

use super::push_tokens;
use crate::detect::engine::Compiled;
use crate::detect::name::initial;
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::lexicon::organisations::firms;
use crate::model::Finding;

/// How many tokens a firm's name may have.
const LONGEST: usize = 9;

/// Whether the name of a firm may stand around token `i`.
pub(in crate::detect) fn firm_word(scan: &Scan<'_>, i: usize) -> bool {
    let t = &scan.tokens[i];
    if t.shape == Shape::Sign {
        return scan.sign(i, "&");
    }
    let after_name = i > 0
        && t.gap <= Gap::Line
        && t.capital()
        && (scan.tokens[i - 1].capital() || scan.any_sign(i - 1, ".&'"));
    let before_name = scan.get(i + 1).is_some_and(|n| {
        n.gap <= Gap::Line && (n.capital() || n.gap == Gap::None && scan.sign(i + 1, "."))
    });
    after_name && tail(scan, i).is_some() || before_name && firms::is_lead(scan.word(i))
}

/// One past the tail at token `i`: "B.V.", "Advocaten", "& Zn.".
fn tail(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let w = scan.word(i);
    if firms::is_tail(w) || firms::is_doubtful_tail(w) {
        return Some(i + 1);
    }
    let dotted = |letters: &[&str]| {
        letters
            .iter()
            .enumerate()
            .all(|(n, l)| scan.word(i + 2 * n) == *l && scan.sign(i + 2 * n + 1, "."))
    };
    if dotted(&["B", "V"]) || dotted(&["N", "V"]) || dotted(&["C", "V"]) {
        return Some(i + 4);
    }
    if dotted(&["V", "O", "F"]) || dotted(&["v", "o", "f"]) {
        return Some(i + 6);
    }
    None
}

/// The firm around token `i`.
pub(super) fn firm(rule: &Compiled, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
    let found = if scan.sign(i, "&") {
        joined(scan, i)
    } else if firms::is_lead(scan.word(i)) {
        led(scan, i)
    } else {
        tailed(scan, i)
    };
    if let Some((from, to)) = found {
        push_tokens(rule, scan, from, to, out);
    }
}

/// Whether token `i` may be part of a firm's name.
fn part(scan: &Scan<'_>, i: usize) -> bool {
    scan.get(i).is_some_and(|t| {
        t.capital() && !t.is(word::CALENDAR | word::HONORIFIC | word::OFFICE)
            || t.is(word::PREFIX)
                && !matches!(
                    scan.word(i),
                    "in" | "aan" | "bij" | "op" | "over" | "uit" | "onder" | "van"
                )
            || matches!(scan.word(i), "van" | "Van")
                && scan
                    .get(i + 1)
                    .is_some_and(|n| n.capital() || n.is(word::PREFIX))
            || initial(scan, i).is_some()
    })
}

/// One past what belongs to the firm's name from token `at` on, tails and all.
fn end(scan: &Scan<'_>, mut at: usize, from: usize) -> usize {
    let mut last = at;
    while at - from < LONGEST {
        let Some(t) = scan.get(at) else { break };
        if t.gap > Gap::Line || t.gap == Gap::Wide {
            break;
        }
        if let Some(to) = tail(scan, at) {
            at = to;
            last = to;
            continue;
        }
        let sign = scan.any_sign(at, "&-–/")
            || scan.any_sign(at, ".")
                && at > 0
                && scan.tokens[at - 1].end - scan.tokens[at - 1].start <= 2
            || scan.any_sign(at, "'’") && scan.word(at + 1) == "s";
        let possessive = scan.word(at) == "s" && scan.any_sign(at - 1, "'’");
        // Only a tail stands on the next line: "Kranendonk Transport\nB.V."
        if t.gap == Gap::Line && at > from {
            break;
        }
        if possessive || part(scan, at) {
            at += 1;
            last = if scan.tokens[at - 1].is(word::PREFIX)
                && scan.tokens[at - 1].shape == Shape::Lower
            {
                last
            } else {
                at
            };
        } else if sign {
            at += 1;
        } else {
            break;
        }
    }
    last
}

/// "bakkerij De Graaf", "Gebr. Kok Infra": from the word itself on where it has a capital.
fn led(scan: &Scan<'_>, i: usize) -> Option<(usize, usize)> {
    let at = i + 1 + usize::from(scan.sign(i + 1, ".") && scan.tokens[i + 1].gap == Gap::None);
    let first = scan.get(at)?;
    let named = first.capital()
        && first.gap <= Gap::Line
        && !first.is(word::STOP | word::CALENDAR | word::HONORIFIC | word::PLACE)
        || first.capital() && first.is(word::PREFIX) && first.gap <= Gap::Line;
    // On a line below stands who wrote it: "Nota sluiting zwembad / Jolanda Terwisscha".
    let person = first.gap == Gap::Line
        && (initial(scan, at).is_some()
            || first.is(word::FIRST)
                && !first.is(word::PREFIX | word::ORDINARY)
                && (scan.get(at + 1)).is_some_and(|n| n.gap <= Gap::Blank && n.capital()));
    if !named || person {
        return None;
    }
    let to = end(scan, at, at);
    let from = if scan.tokens[i].shape == Shape::Lower && !matches!(scan.word(i), "sv" | "vv") {
        at
    } else {
        i
    };
    let to = to + usize::from(scan.sign(to, ".") && scan.word(to - 1) == "Zn");
    (to > at).then_some((from, to))
}

/// Where the words that belong to a name begin, going back from token `i`.
fn begin(scan: &Scan<'_>, i: usize) -> usize {
    let mut from = i;
    while from > 0 && i - from < LONGEST && scan.tokens[from].gap <= Gap::Blank {
        let b = from - 1;
        let dot = scan.sign(b, ".")
            && b > 0
            && (scan.tokens[b - 1].shape == Shape::Single
                || scan.tokens[b - 1].end - scan.tokens[b - 1].start <= 2);
        // "Marijke Zonneveld van Zonneveld & Partners": who works there.
        let works = scan.word(b) == "van"
            && b > 0
            && scan.tokens[b - 1].capital()
            && !scan.tokens[b - 1].is(word::PREFIX);
        if works {
            break;
        }
        let fits = part(scan, b)
            && (scan.tokens[b].is(word::PREFIX) || !scan.tokens[b].is(word::STOP))
            || dot
            || scan.any_sign(b, "&-–'’");
        if !fits {
            break;
        }
        from = b;
    }
    while from < i
        && (scan.tokens[from].shape == Shape::Lower || scan.tokens[from].shape == Shape::Sign)
    {
        from += 1;
    }
    from
}

/// "Xenakis Vastgoed B.V.", "De Wit Advocaten".
fn tailed(scan: &Scan<'_>, i: usize) -> Option<(usize, usize)> {
    let from = begin(scan, i);
    let titled = from > 0 && scan.tokens[from - 1].is(word::HONORIFIC);
    if from == i || titled {
        return None;
    }
    let to = end(scan, i, i);
    let sure = (i..to).any(|k| firms::is_tail(scan.word(k)) || scan.word(k) == "V");
    // "Postma Security": a firm behind a word that a firm follows, and no first name before it.
    let bare = (from..i)
        .all(|k| !scan.tokens[k].is(word::FIRST) && scan.tokens[k].shape != Shape::Single)
        && (from..i).any(|k| scan.tokens[k].is(word::SURNAME | word::PREFIX))
        && from > 0
        && matches!(
            scan.word(from - 1),
            "door" | "van" | "bij" | "aan" | "met" | "bureau" | "de" | "het" | "firma" | "niet"
        );
    (sure || bare).then_some((from, to))
}

/// "Vos & De Wolf": two surnames; with first names they are two people.
fn joined(scan: &Scan<'_>, i: usize) -> Option<(usize, usize)> {
    let right = scan.get(i + 1)?;
    let spaced = scan.tokens[i].gap <= Gap::Blank && right.gap <= Gap::Blank;
    if i == 0 || !spaced || !part(scan, i + 1) && !right.capital() {
        return None;
    }
    let from = begin(scan, i);
    let to = end(scan, i + 1, i + 1);
    if from == i || to == i + 1 {
        return None;
    }
    let sure = (i..to).any(|k| {
        firms::is_tail(scan.word(k))
            || scan.word(k) == "V"
            || matches!(scan.word(k), "Zn" | "Zonen" | "Zoon" | "Co" | "Dochters")
    });
    let people = (from..to).any(|k| {
        let t = &scan.tokens[k];
        t.is(word::FIRST) && !t.is(word::SURNAME | word::ORDINARY) || t.shape == Shape::Single
    });
    let titled = from > 0 && scan.tokens[from - 1].is(word::HONORIFIC);
    let family = from > 0
        && matches!(
            scan.word(from - 1).to_ascii_lowercase().as_str(),
            "fam" | "familie" | "." | "echtpaar" | "gezin"
        );
    let to = to + usize::from(scan.sign(to, ".") && scan.word(to - 1) == "Zn");
    (sure || !people && !titled && !family).then_some((from, to))
}
