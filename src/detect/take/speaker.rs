//! Who says something: chats, minutes.

use super::{Place, push};
use crate::detect::engine::Compiled;
use crate::detect::name::{Name, Trust, parse};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::Finding;

/// A name at token `at` with a colon behind it: behind a time, or at the start of a line.
pub(super) fn speaker(rule: &Compiled, scan: &Scan<'_>, mut at: usize, out: &mut Vec<Finding>) {
    let timed = rule.finding.rule.ends_with("/chat");
    while scan.any_sign(at, "-–]~<@>") && scan.get(at).is_some_and(|t| t.gap <= Gap::Blank) {
        at += 1;
    }
    let trust = if timed { Trust::Region } else { Trust::Text };
    let Some(t) = scan.get(at) else { return };
    if timed && t.begins_line() {
        return;
    }
    if let Some(name) = parse(scan, at, trust)
        && behind(scan, &name)
    {
        let lone_word = name.to == at + 1 && t.is(word::ORDINARY | word::PLACE);
        let listed = t.is(word::FIRST | word::SURNAME);
        let fits = if timed {
            !lone_word || listed
        } else {
            (name.clear() || name.prefix || name.known || name.first) && !lone_word
        };
        if fits {
            push(rule, scan, &name, out);
        }
        return;
    }
    if timed
        && t.gap <= Gap::Blank
        && (t.is(word::FIRST) || t.shape == Shape::Alnum)
        && scan.sign(at + 1, ":")
    {
        super::push_tokens(rule, scan, at, at + 1, out);
    }
}

/// A name at the start of a line with a time behind it, and nothing more: "Margo, 08:32".
pub(super) fn timed(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let found = crate::detect::name::reversed(scan, at, Trust::Region)
        .or_else(|| parse(scan, at, Trust::Region));
    let Some(name) = found else { return };
    let mut i = name.to;
    while scan.any_sign(i, ",(-–[|") && !scan.line_start(i) {
        i += 1;
    }
    let clock = scan
        .get(i)
        .is_some_and(|t| t.shape == Shape::Digits && t.end - t.start <= 2 && !t.begins_line())
        && scan.any_sign(i + 1, ":.")
        && scan
            .get(i + 2)
            .is_some_and(|t| t.shape == Shape::Digits && t.end - t.start == 2);
    let mut end = i + 3;
    while scan.any_sign(end, ":)]")
        || scan
            .get(end)
            .is_some_and(|t| !t.begins_line() && t.shape == Shape::Digits)
    {
        end += 1;
    }
    let t = &scan.tokens[at];
    let lone_word = name.to == at + 1
        && t.is(word::ORDINARY | word::PLACE)
        && !t.is(word::FIRST | word::SURNAME);
    let place = !name.first && scan.tokens[name.to - 1].is(word::PLACE);
    if clock && scan.line_start(end) && !lone_word && !place {
        push(rule, scan, &name, out);
    }
}

/// Whether the speech follows: a colon, if need be behind a function in brackets.
fn behind(scan: &Scan<'_>, name: &Name) -> bool {
    let mut at = name.to;
    if scan.sign(at, "(") {
        let Some(close) = (at..at + 8).find(|&i| scan.sign(i, ")")) else {
            return false;
        };
        at = close + 1;
    }
    scan.any_sign(at, ":>")
        && (scan.get(at).is_some_and(|t| t.gap <= Gap::Blank))
        && scan
            .get(at + 1)
            .is_none_or(|t| t.gap != Gap::None || t.shape != Shape::Digits)
}

/// "Jansen merkt op": the name before a verb of saying at token `verb`.
pub(super) fn says(rule: &Compiled, scan: &Scan<'_>, verb: usize, out: &mut Vec<Finding>) {
    let Some(last) = verb.checked_sub(1) else {
        return;
    };
    let t = scan.tokens[last];
    if !t.capital() || scan.tokens[verb].gap > Gap::Line {
        return;
    }
    let mut from = last;
    while from > 0 && last - from < 8 && scan.tokens[from].gap <= Gap::Blank {
        let before = scan.tokens[from - 1];
        let fits = before.is(word::PREFIX)
            || before.capital()
            || before.shape == Shape::Single
            || scan.any_sign(from - 1, ".-'’");
        if !fits {
            break;
        }
        from -= 1;
    }
    for start in from..=last {
        let Some(name) = parse(scan, start, Trust::Text) else {
            continue;
        };
        if name.to == verb
            && (name.clear() || name.prefix && name.has_surname() || name.known || name.first)
        {
            let lone = start == last;
            let known = t.is(word::SURNAME | word::FIRST) && t.shape == Shape::Cap;
            if lone && !known && t.is(word::ORDINARY | word::PLACE) {
                return;
            }
            push(rule, scan, &name, out);
            return;
        }
    }
}

/// "Op 3 mei schreef Jan Jansen <…>:", "Jan Jansen wrote:".
pub(super) fn quoted(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let mut at = place.at;
    while scan.any_sign(at, "\"“'‘") {
        at += 1;
    }
    let found = crate::detect::name::reversed(scan, at, Trust::Region)
        .or_else(|| parse(scan, at, Trust::Region))
        .filter(|n| n.capitals > 0);
    if let Some(name) = found {
        let closes = (name.to..name.to + 2).any(|i| scan.any_sign(i, "<:(["));
        if closes || (name.clear() && scan.line_start(name.to)) {
            push(rule, scan, &name, out);
        }
        return;
    }
    if scan.any_sign(place.at, ":") || scan.word(place.trigger) == "wrote" {
        says(rule, scan, place.trigger, out);
    }
}

/// "@Fatima"
pub(super) fn mention(rule: &Compiled, scan: &Scan<'_>, sign: usize, out: &mut Vec<Finding>) {
    let opens =
        scan.tokens[sign].gap != Gap::None || sign == 0 || scan.any_sign(sign - 1, "([,;:-");
    let Some(t) = scan.get(sign + 1) else { return };
    if !scan.sign(sign, "@") || !opens || t.gap != Gap::None || !(t.capital() || t.is(word::FIRST))
    {
        return;
    }
    // "@minbzk.nl" is the rest of an address.
    let domain = scan.sign(sign + 2, ".")
        && scan
            .get(sign + 3)
            .is_some_and(|n| n.gap == Gap::None && n.shape == Shape::Lower);
    let no_one = t.is(word::ORGANISATION | word::OFFICE | word::FUNCTION | word::ORDINARY)
        && !t.is(word::FIRST | word::SURNAME);
    if domain || no_one {
        return;
    }
    match parse(scan, sign + 1, Trust::Text) {
        Some(name) => push(rule, scan, &name, out),
        None => super::push_tokens(rule, scan, sign + 1, sign + 2, out),
    }
}
