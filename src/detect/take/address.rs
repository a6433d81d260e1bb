//! Home addresses; those of bodies stay.

use super::{Place, push_tokens};
use crate::detect::engine::{Compiled, same_word};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::Finding;

const OFFICIAL_STREETS: [&str; 16] = [
    "turfmarkt",
    "bezuidenhoutseweg",
    "rijnstraat",
    "voorhout",
    "parnassusplein",
    "schedeldoekshaven",
    "gorterstraat",
    "koningskade",
    "stadhuisplein",
    "raadhuisplein",
    "raadhuisstraat",
    "kalvermarkt",
    "spui",
    "kneuterdijk",
    "marktplein",
    "provinciehuisplein",
];

const OFFICIAL: [&str; 24] = [
    "bezoekadres",
    "postadres",
    "retouradres",
    "kantoor",
    "kantoren",
    "gevestigd",
    "vestiging",
    "locatie",
    "vergaderlocatie",
    "stadhuis",
    "gemeentehuis",
    "postbus",
    "ministerie",
    "gemeente",
    "bv",
    "b.v",
    "stichting",
    "vereniging",
    "hotel",
    "restaurant",
    "bezoek",
    "factuuradres",
    "balie",
    "loket",
];

const HOME: [&str; 20] = [
    "woonachtig",
    "wonende",
    "wonend",
    "woont",
    "woon",
    "wonen",
    "bewoner",
    "bewoners",
    "woning",
    "huis",
    "thuis",
    "woonadres",
    "huisadres",
    "correspondentieadres",
    "buren",
    "buurman",
    "buurvrouw",
    "klager",
    "heer",
    "mevrouw",
];

/// A street with its number, postcode and town, around token `i`.
pub(super) fn address(rule: &Compiled, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
    let t = &scan.tokens[i];
    if matches!(t.shape, Shape::Digits | Shape::Alnum) {
        by_postcode(rule, scan, i, out);
        return;
    }
    if t.shape == Shape::Sign {
        return;
    }
    let goes_on = i > 0 && scan.tokens[i - 1].capital() && t.gap <= Gap::Blank;
    let Some(mut end) = number(scan, i + 1) else {
        return;
    };
    // "pioenstraat 19 b, 3135 vd": written small only with a postcode behind it.
    let small = t.shape == Shape::Lower && postcode(scan, end).is_some();
    if !(t.capital() || goes_on || small) {
        return;
    }
    let mut from = i;
    while from > 0 && i - from < 6 && scan.tokens[from].gap <= Gap::Blank {
        let b = &scan.tokens[from - 1];
        let fits = (b.capital()
            && !b.is(word::CALENDAR | word::ORGANISATION | word::ORDINARY | word::FUNCTION)
            || b.capital() && is_old(scan, from - 1))
            || (b.is(word::PREFIX)
                && (b.capital() || from >= 2 && scan.tokens[from - 2].capital()))
            || (scan.any_sign(from - 1, "-'’.") && scan.tokens[from].gap == Gap::None);
        if !fits {
            break;
        }
        from -= 1;
    }
    let postcode = postcode(scan, end);
    if let Some(behind) = postcode {
        end = behind;
    }
    // A place where someone lives, not just any place.
    if is_official(scan, from, i) || !(postcode.is_some() || at_home(scan, from)) {
        return;
    }
    push_tokens(rule, scan, from, end, out);
}

/// The address of which a postcode at token `i` is part: what stands before it with a number.
fn by_postcode(rule: &Compiled, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
    let w = scan.word(i);
    let four = w.len() >= 4 && w.bytes().take(4).all(|b| b.is_ascii_digit());
    let glued = w.len() == 6 && w.as_bytes()[4..].iter().all(u8::is_ascii_uppercase);
    let apart = w.len() == 4
        && scan
            .get(i + 1)
            .is_some_and(|n| n.shape == Shape::Upper && n.end - n.start == 2);
    if !four || !(glued || apart) || w.starts_with('0') {
        return;
    }
    let Some(end) = postcode(scan, i) else { return };
    let mut before = i;
    while before > 0 && scan.any_sign(before - 1, ",;()-–|") {
        before -= 1;
    }
    let mut line = before;
    while line > 0 && before - line < 9 {
        let t = &scan.tokens[line - 1];
        if scan.any_sign(line - 1, ",;:()|") || scan.tokens[line].begins_line() && line < before {
            break;
        }
        if !(t.capital() || t.shape != Shape::Sign || scan.any_sign(line - 1, ".-'’")) {
            break;
        }
        line -= 1;
    }
    while line < before
        && !(scan.tokens[line].capital()
            || scan.any_sign(line, "'’")
            || scan.tokens[line].shape == Shape::Digits)
    {
        line += 1;
    }
    let numbered =
        (line + 1..before).any(|j| matches!(scan.tokens[j].shape, Shape::Digits | Shape::Alnum));
    let closes = i.checked_sub(1).is_some_and(|_| numbered) && scan.tokens[line].capital();
    if closes
        && !is_official(scan, line, before.saturating_sub(2))
        && !(line..before).any(|j| {
            same_word(scan.word(j), "postbus")
                || same_word(scan.word(j), "antwoordnummer")
                || scan.word(j).len() == 7 && scan.word(j).ends_with("stbus")
                || OFFICIAL_STREETS.iter().any(|s| same_word(scan.word(j), s))
        })
    {
        push_tokens(rule, scan, line, end, out);
    }
}

fn is_old(scan: &Scan<'_>, i: usize) -> bool {
    [
        "oude", "nieuwe", "lange", "korte", "eerste", "tweede", "derde", "grote", "kleine",
    ]
    .iter()
    .any(|w| same_word(scan.word(i), w))
}

/// One past the house number at token `i`, with what belongs to it.
fn number(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let t = scan.get(i)?;
    let w = scan.word(i);
    let digits = w.bytes().take_while(u8::is_ascii_digit).count();
    if t.gap > Gap::Line
        || !matches!(t.shape, Shape::Digits | Shape::Alnum)
        || digits == 0
        || digits > 4
        || w.len() > digits + 3
    {
        return None;
    }
    // "Rijnstraat 12 maart"
    if scan.get(i + 1).is_some_and(|n| n.is(word::CALENDAR)) {
        return None;
    }
    let mut end = i + 1;
    for _ in 0..2 {
        let Some(n) = scan.get(end) else { break };
        let w = scan.word(end);
        if scan.any_sign(end, "-/–")
            && n.gap == Gap::None
            && scan.get(end + 1).is_some_and(|m| {
                m.gap == Gap::None && m.end - m.start <= 4 && m.shape != Shape::Sign
            })
        {
            end += 2;
        } else if n.gap == Gap::Blank
            && (matches!(
                w,
                "bis"
                    | "hs"
                    | "huis"
                    | "boven"
                    | "beneden"
                    | "rood"
                    | "zw"
                    | "I"
                    | "II"
                    | "III"
                    | "IV"
            ) || n.shape == Shape::Single && !scan.sign(end + 1, "."))
        {
            end += 1;
        } else {
            break;
        }
    }
    Some(end)
}

/// One past the postcode and town that begin at token `i`, behind a comma or line end.
fn postcode(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let mut at = i;
    while scan.any_sign(at, ",;()-–|") {
        at += 1;
    }
    let t = scan.get(at)?;
    let w = scan.word(at);
    let mut end = at;
    if t.shape == Shape::Digits && w.len() == 4 {
        let letters = scan.get(at + 1)?;
        let w = scan.word(at + 1);
        let small = letters.shape == Shape::Lower
            && w.len() == 2
            && !matches!(
                w,
                "is" | "en"
                    | "in"
                    | "op"
                    | "te"
                    | "of"
                    | "al"
                    | "de"
                    | "we"
                    | "ik"
                    | "um"
                    | "km"
                    | "kg"
                    | "om"
                    | "er"
                    | "zo"
                    | "bv"
                    | "nu"
            );
        // "3572 XHUtrecht": the blank was lost.
        let glued = letters.shape == Shape::Mixed
            && w.len() > 5
            && w.as_bytes()[..3].iter().all(u8::is_ascii_uppercase)
            && w.as_bytes()[3..].iter().all(u8::is_ascii_lowercase);
        let two = w.len() == 2 && letters.shape == Shape::Upper;
        if letters.gap > Gap::Wide || !(two || small || glued) {
            return None;
        }
        end += 2;
        if small {
            // The town is written small as well.
            let town = scan.get(end).is_some_and(|t| {
                t.gap <= Gap::Line && t.shape == Shape::Lower && t.end - t.start > 2
            });
            return Some(end + usize::from(town));
        }
        if glued {
            return Some(end);
        }
    } else if t.shape == Shape::Alnum
        && w.len() == 6
        && w.is_char_boundary(4)
        && w[..4].bytes().all(|b| b.is_ascii_digit())
    {
        end += 1;
    } else {
        // "Lindenlaan 12, Utrecht", "Lindenlaan 12 te Utrecht"
        let mut town = at + usize::from(matches!(w, "te" | "in"));
        town += usize::from(matches!(scan.word(town), "Den" | "den"));
        let fits = scan
            .get(town)
            .is_some_and(|t| t.is(word::PLACE) && t.capital() && t.gap <= Gap::Blank);
        return fits.then_some(town + 1);
    }
    Some(town(scan, end))
}

/// One past the town at token `i`.
fn town(scan: &Scan<'_>, i: usize) -> usize {
    let mut end = i;
    while scan.any_sign(end, ",'’") {
        end += 1;
    }
    let mut any = false;
    for _ in 0..4 {
        let Some(t) = scan.get(end) else { break };
        let fits = t.gap <= Gap::Wide
            && (t.capital() && !t.is(word::FUNCTION | word::HONORIFIC)
                || any
                    && (t.is(word::PREFIX) || scan.sign(end, "-"))
                    && scan
                        .get(end + 1)
                        .is_some_and(|n| n.capital() || n.is(word::PREFIX)))
            || (matches!(scan.word(end), "s" | "-") && !any);
        if !fits || (any && t.is(word::ORDINARY | word::FIRST) && !t.is(word::PLACE)) {
            break;
        }
        any |= t.capital();
        end += 1;
    }
    if any { end } else { i }
}

/// Whether words before token `from` say that a person lives there.
fn at_home(scan: &Scan<'_>, from: usize) -> bool {
    (from.saturating_sub(14)..from).any(|j| {
        let t = &scan.tokens[j];
        HOME.iter()
            .chain(&["adres", "adressen", "mijn", "ons"])
            .any(|h| same_word(scan.word(j), h))
            || t.is(word::HONORIFIC)
            || t.is(word::FIRST) && t.capital() && !t.is(word::ORDINARY | word::PLACE)
            || super::super::name::initial(scan, j).is_some()
    })
}

/// Whether the address at tokens `from..=street` is that of a body.
fn is_official(scan: &Scan<'_>, from: usize, street: usize) -> bool {
    if OFFICIAL_STREETS
        .iter()
        .any(|s| same_word(scan.word(street), s))
    {
        return true;
    }
    let mut official = false;
    for j in (from.saturating_sub(14)..from).rev() {
        let w = scan.word(j);
        if HOME.iter().any(|h| same_word(w, h)) {
            // "De burgemeester van Zwolle, de heer X" is written to at the town hall.
            let holder = matches!(w, "heer" | "mevrouw")
                && (j.saturating_sub(7)..j).any(|k| scan.tokens[k].is(word::OFFICE));
            return holder;
        }
        let near = from - j <= 8;
        official |= OFFICIAL.iter().any(|o| same_word(w, o))
            || near && scan.tokens[j].is(word::ORGANISATION | word::OFFICE) && !is_surname(scan, j);
    }
    official
}

/// Whether the word at `j` is the surname of someone who is called by first name: "Stijn Koning".
fn is_surname(scan: &Scan<'_>, j: usize) -> bool {
    j.checked_sub(1).map(|b| &scan.tokens[b]).is_some_and(|b| {
        b.is(word::FIRST)
            && b.capital()
            && !b.is(word::ORDINARY | word::PLACE)
            && scan.tokens[j].gap <= Gap::Blank
    })
}

/// What stands behind "woonachtig te", "Woonadres:".
pub(super) fn residence(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let mut at = place.at;
    while scan.any_sign(at, ":.-–=")
        || matches!(scan.word(at), "de" | "het" | "te" | "aan" | "is" | "op")
            && scan.get(at).is_some_and(|t| t.gap <= Gap::Blank)
    {
        at += 1;
    }
    let Some(t) = scan.get(at) else { return };
    if t.gap > Gap::Line
        || !(t.capital()
            || t.shape == Shape::Digits
            || scan.any_sign(at, "'’")
            || t.is(word::PREFIX))
    {
        return;
    }
    let mut end = at;
    let mut lines = 0;
    for j in at..(at + 24).min(scan.tokens.len()) {
        let t = &scan.tokens[j];
        if same_word(scan.word(j), "postbus") || same_word(scan.word(j), "antwoordnummer") {
            return;
        }
        if t.begins_line() && j > at {
            lines += 1;
            let goes_on = t.gap == Gap::Line
                && lines <= 2
                && (t.shape == Shape::Digits && scan.word(j).len() == 4
                    || t.shape == Shape::Alnum && scan.word(j).len() == 6);
            if !goes_on {
                break;
            }
        }
        let next_small = scan
            .get(j + 1)
            .is_none_or(|n| n.shape == Shape::Lower && !n.is(word::PREFIX));
        if scan.any_sign(j, ";(.") || scan.sign(j, ",") && next_small {
            break;
        }
        if t.shape == Shape::Lower
            && !t.is(word::PREFIX)
            && !matches!(scan.word(j), "bis" | "hs" | "huis" | "boven")
        {
            break;
        }
        end = j + 1;
    }
    push_tokens(rule, scan, at, end, out);
}
