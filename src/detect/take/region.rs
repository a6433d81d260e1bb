//! What a person's label announces: names in a row or below each other, until something else
//! begins. Here a capital that is no unit, office or function is a name: fail closed.

use super::{Place, push_tokens};
use crate::detect::engine::Compiled;
use crate::detect::name::{Trust, parse, reversed};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::lexicon::labels::{self, Label};
use crate::model::Finding;

const UNIT: u32 = word::ORGANISATION | word::OFFICE;

/// "Opgesteld door": the rest of the line, or the next line.
pub(super) fn value(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    read(rule, scan, place, 3, out);
}

/// "Aanwezig:": all that follows up to an empty line or another label.
pub(super) fn names(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    read(rule, scan, place, 60, out);
}

/// "Van:", "Aan:": with a colon, or alone on its line; more lines while they are strung together.
pub(super) fn header(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let colon = scan.sign(place.at, ":") && scan.tokens[place.at].gap <= Gap::Blank;
    let titled = scan.get(place.at).is_some_and(|t| t.is(word::HONORIFIC));
    let opens = opens_line(scan, place.trigger);
    let attention = scan.word(place.trigger).len() > 3 || scan.sign(place.trigger + 1, ".");
    if !(colon || (attention && titled) || opens && (scan.line_start(place.at) || attention)) {
        return;
    }
    let at = place.at + usize::from(colon);
    if at >= scan.tokens.len() {
        return;
    }
    let below = scan.line_start(at);
    let mut from = at;
    for n in 0..12 {
        let end = scan.line_end(from);
        let t = &scan.tokens[from];
        if (n > 0 || below)
            && (t.gap == Gap::Para && n > 0
                || labelled(scan, from, end)
                || !could_be_names(scan, from, end))
        {
            return;
        }
        if n > 0 && !scan.any_sign(from - 1, ";,") && !(below && n == 0) {
            return;
        }
        segments(rule, scan, from, end, false, out);
        if end >= scan.tokens.len() || !scan.line_start(end) {
            return;
        }
        from = end;
    }
}

/// Whether only marks of quotation stand before token `i` on its line.
fn opens_line(scan: &Scan<'_>, mut i: usize) -> bool {
    while i > 0 && !scan.line_start(i) {
        if !scan.any_sign(i - 1, ">|*-–•#_") {
            return scan.tokens[i].gap == Gap::Wide;
        }
        i -= 1;
    }
    true
}

/// Reads up to `lines` lines of names.
fn read(rule: &Compiled, scan: &Scan<'_>, place: Place, lines: usize, out: &mut Vec<Finding>) {
    let mut at = place.at;
    let colon = scan.any_sign(at, ":;=") || scan.sign(place.at.saturating_sub(1), ":");
    let own_line = opens_line(scan, place.trigger);
    while scan.any_sign(at, ":;=|-–_*•.") && scan.get(at).is_some_and(|t| t.gap <= Gap::Blank) {
        at += 1;
    }
    let below = scan.line_start(at);
    if below && !own_line && !colon {
        return;
    }
    // "de leden Jansen en …" in a sentence is no list of those present.
    let in_sentence = lines <= 3 && starts_clearly(scan, at);
    let listing = lines > 3;
    let form = rule.finding.rule.ends_with("/ingevuld");
    let label_like = own_line || scan.tokens[place.trigger].capital();
    if (form && !(colon && label_like)) || (listing && !colon && !below) {
        return;
    }
    let begins = scan.get(at).is_some_and(|t| {
        t.capital() || t.shape == Shape::Single || t.is(word::HONORIFIC | word::ACADEMIC)
    });
    let named = own_line && begins;
    if !(colon || below || named || in_sentence) {
        return;
    }
    let mut left = lines;
    let mut first = true;
    let mut idle = false;
    while left > 0 && at < scan.tokens.len() {
        let end = scan.line_end(at);
        let t = &scan.tokens[at];
        if !first || below {
            let gap_ends = t.gap == Gap::Para && !first;
            if gap_ends || labelled(scan, at, end) || !could_be_names(scan, at, end) {
                return;
            }
        }
        let strict = !colon && !below && !own_line;
        let before = out.len();
        segments(rule, scan, at, end, strict, out);
        // What is no name ends the region: the label was empty.
        let nothing = out.len() == before && (below || !first);
        let heading = t.is(word::STOP) && end == at + 1 || end - at > 8;
        if (!below && lines <= 3) || (nothing && (heading || idle)) {
            return;
        }
        if !scan.line_start(end) {
            return;
        }
        idle = nothing;
        first = false;
        left -= 1;
        at = end;
    }
}

/// Whether a clear name begins at token `at`.
fn starts_clearly(scan: &Scan<'_>, at: usize) -> bool {
    parse(scan, at, Trust::Text).is_some_and(|n| n.clear() || n.sure_prefix || n.prefix && n.known)
        || scan.get(at).is_some_and(|t| {
            t.is(word::HONORIFIC) || t.is(word::FIRST) && t.capital() && !t.is(word::ORDINARY)
        })
}

/// Whether the line is another label, so that this one was left empty.
fn labelled(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let from = scan.tokens[at].start as usize;
    let to = scan.tokens[end - 1].end as usize;
    let mut stop = to.min(from + 120);
    while !scan.text.is_char_boundary(stop) {
        stop -= 1;
    }
    let line = &scan.text[from..stop];
    labels::at_start(line).is_some_and(|hit| {
        // "Van" and "Aan" also begin names.
        let prefix = matches!(hit.label, Label::From | Label::To)
            && !line[..hit.len].contains(':')
            && hit.len < line.len();
        !prefix
    })
}

/// Whether a line below a label may hold names: short, no sentence.
fn could_be_names(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let t = &scan.tokens[at];
    let mut from = at;
    while scan.any_sign(from, "-–•*|.©>") && from + 1 < end {
        from += 1;
    }
    // "Personeelsnummer: …"
    if (from + 1..end.min(from + 5)).any(|i| scan.sign(i, ":")) {
        return false;
    }
    let t0 = &scan.tokens[from];
    let starts = t0.capital()
        || t0.shape == Shape::Single
        || t0.is(word::HONORIFIC | word::PREFIX | word::ACADEMIC | word::FIRST)
        || t.shape == Shape::Digits && end - at > 2;
    if !starts {
        return false;
    }
    let mut small = 0;
    let mut words = 0;
    for i in from..end.min(from + 60) {
        let t = &scan.tokens[i];
        if t.shape == Shape::Sign || t.shape == Shape::Digits {
            continue;
        }
        words += 1;
        if t.shape == Shape::Lower
            && !t.is(word::PREFIX | word::HONORIFIC | word::FUNCTION | word::ACADEMIC | word::FIRST)
            && scan.word(i) != "en"
        {
            small += 1;
        }
    }
    // A sentence has more small words than names.
    words > 0
        && (small * 2 < words || (small <= 4 && scan.any_sign(from + 1, ",.(-–")) || words <= 3)
}

/// Names between commas, semicolons, slashes, `en` and brackets.
fn segments(
    rule: &Compiled,
    scan: &Scan<'_>,
    from: usize,
    end: usize,
    strict: bool,
    out: &mut Vec<Finding>,
) {
    let mut at = from;
    let mut fresh = true;
    let mut depth = 0usize;
    let mut any = false;
    while at < end {
        let t = &scan.tokens[at];
        if t.shape == Shape::Sign {
            match scan.word(at) {
                "(" | "[" => depth += 1,
                ")" | "]" => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            fresh = true;
            at += 1;
            continue;
        }
        // "Verzonden:", "Onderwerp:" on the same line.
        if at > from && scan.sign(at + 1, ":") && t.capital() {
            return;
        }
        if t.gap == Gap::Wide && at > from {
            // A column further on: another cell, perhaps another label.
            if labelled(scan, at, end) {
                return;
            }
            fresh = true;
        }
        let joint = matches!(
            scan.word(at),
            "en" | "of" | "door" | "via" | "namens" | "and" | "door:"
        ) || t.is(word::HONORIFIC);
        if joint {
            fresh = true;
            at += 1;
            continue;
        }
        let general = scan.sign(at + 1, "-") && scan.word(at + 2) == "generaal";
        if (t.is(UNIT) && !t.is(word::FIRST) || general) && depth == 0 {
            let office = t.is(word::OFFICE);
            at = segment_end(scan, at, end);
            // "de burgemeester van Zwolle, de heer Jansen" is one person, who stays.
            let apposed = scan.sign(at, ",")
                && (at + 1..at + 3).any(|i| scan.get(i).is_some_and(|t| t.is(word::HONORIFIC)));
            if office && apposed {
                at = segment_end(scan, at, end);
            }
            fresh = true;
            continue;
        }
        if address_part(scan, at, end) {
            at = address_end(scan, at, end);
            continue;
        }
        if let Some(name) =
            reversed(scan, at, Trust::Region).or_else(|| parse(scan, at, Trust::Region))
            && name.to <= end
            && is_person(scan, at, &name, fresh, depth, any)
        {
            let party =
                scan.sign(name.to, "(") && scan.get(name.to + 1).is_some_and(|p| p.is(word::PARTY));
            if party {
                at = name.to;
                continue;
            }
            let to = if rule.finding.rule.ends_with("/kop") {
                display_name(scan, name.to, end)
            } else {
                name.to
            };
            push_tokens(rule, scan, name.from, to, out);
            any = true;
            at = to;
            fresh = false;
            continue;
        }
        if let Some(to) = small_name(scan, at, end)
            && fresh
            && depth == 0
        {
            push_tokens(rule, scan, at, to, out);
            any = true;
            at = to;
            continue;
        }
        if depth == 0 && fresh && odd(scan, at) {
            push_tokens(rule, scan, at, at + 1, out);
            any = true;
            at += 1;
            continue;
        }
        if strict {
            return;
        }
        if t.shape == Shape::Lower
            && !t.is(word::PREFIX)
            && any
            && depth == 0
            && !t.is(word::FUNCTION | word::ACADEMIC)
            && !fresh
        {
            // Running text follows the names.
            return;
        }
        fresh = false;
        at += 1;
    }
}

/// One past the call name that mail programs add to a name: "Boer, P. de (Pieter) - DGLM". The
/// unit behind it stays.
fn display_name(scan: &Scan<'_>, to: usize, end: usize) -> usize {
    let call_name = scan.get(to + 1).is_some_and(|t| {
        t.shape == Shape::Cap && !t.is(UNIT | word::PLACE | word::FUNCTION) || t.is(word::FIRST)
    });
    if scan.sign(to, "(") && call_name && scan.sign(to + 2, ")") && to + 3 <= end {
        to + 3
    } else {
        to
    }
}

/// One past a name written small that begins at token `at`: "najib el khayari".
fn small_name(scan: &Scan<'_>, at: usize, end: usize) -> Option<usize> {
    let first = &scan.tokens[at];
    if first.shape != Shape::Lower
        || !first.is(word::FIRST)
        || first.is(word::ORDINARY | word::PREFIX)
    {
        return None;
    }
    let mut to = at + 1;
    while to < end
        && to < at + 6
        && scan.tokens[to].shape == Shape::Lower
        && scan.tokens[to].gap <= Gap::Blank
        && scan.word(to) != "en"
    {
        to += 1;
    }
    Some(to)
}

/// Whether what was read as a name is one here.
fn is_person(
    scan: &Scan<'_>,
    at: usize,
    name: &crate::detect::name::Name,
    fresh: bool,
    depth: usize,
    any: bool,
) -> bool {
    if name.clear() || name.initials > 0 && name.capitals > 0 {
        return true;
    }
    let t = &scan.tokens[at];
    let lone = name.to == at + 1;
    let followed_by_unit = scan
        .get(name.to)
        .is_some_and(|n| n.gap <= Gap::Blank && n.is(word::ORGANISATION));
    if followed_by_unit && !name.first {
        return false;
    }
    if depth > 0 {
        // In brackets stand functions and units; a first name may stand there too.
        return name.first && name.has_surname()
            || lone && t.is(word::FIRST) && !t.is(word::ORDINARY);
    }
    if lone && t.is(word::ORDINARY | word::PLACE) && !t.is(word::FIRST | word::SURNAME) {
        return false;
    }
    let column = any && t.gap == Gap::Wide && !t.is(word::FIRST | word::SURNAME);
    if lone
        && (t.shape == Shape::Upper || t.shape == Shape::Mixed && t.end - t.start <= 6 || column)
        && !t.is(word::FIRST | word::SURNAME)
    {
        return false;
    }
    if lone && super::name::ends_like_a_noun(scan.word(at)) && !t.is(word::SURNAME | word::FIRST) {
        return false;
    }
    fresh || name.first || name.prefix
}

/// A word that OCR has damaged beyond reading: in this place it was a name.
fn odd(scan: &Scan<'_>, at: usize) -> bool {
    let t = &scan.tokens[at];
    let w = scan.word(at);
    let letters = w.bytes().filter(u8::is_ascii_alphabetic).count();
    match t.shape {
        Shape::Mixed => {
            t.end - t.start >= 4
                && letters > 3
                && w.bytes().filter(u8::is_ascii_uppercase).count() * 2 < w.len()
        }
        Shape::Alnum => {
            letters >= 4
                && w.len() - letters <= 2
                && w.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        }
        _ => false,
    }
}

/// Whether an e-mail address begins at token `at`: it has rules of its own.
fn address_part(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let mut i = at;
    while i < end && i < at + 12 {
        if scan.any_sign(i, "@©®") {
            return true;
        }
        if i > at && scan.tokens[i].gap != Gap::None {
            return false;
        }
        i += 1;
    }
    false
}

fn address_end(scan: &Scan<'_>, at: usize, end: usize) -> usize {
    let mut i = at + 1;
    while i < end && (scan.tokens[i].gap == Gap::None) {
        i += 1;
    }
    i
}

/// Where the unit named here ends: at the next separator that is no part of it.
fn segment_end(scan: &Scan<'_>, at: usize, end: usize) -> usize {
    let mut i = at + 1;
    while i < end {
        let t = &scan.tokens[i];
        if scan.any_sign(i, ",;/|(") || t.gap == Gap::Wide {
            return i;
        }
        i += 1;
    }
    end
}
