//! Names that are part of the name of a thing, and phrases that are themselves the finding.

use super::{Place, push_tokens};
use crate::detect::engine::{Compiled, street_like};
use crate::detect::name::{Trust, names_a_thing, parse, prefixes};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::{Finding, Kind};

/// The words of the trigger.
pub(super) fn itself(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let mut end = place.at;
    while end > place.trigger + 1 && scan.sign(end - 1, ".") {
        end -= 1;
    }
    let any_case =
        rule.finding.rule.starts_with("bestaand/") && !rule.finding.rule.ends_with("/aanduiding");
    if any_case || scan.tokens[place.trigger].shape != Shape::Lower {
        push_tokens(rule, scan, place.trigger, end, out);
    }
}

/// Whether token `i` may make the name of a thing out of a name beside it.
pub(in crate::detect) fn compound_word(scan: &Scan<'_>, i: usize) -> bool {
    let t = &scan.tokens[i];
    if t.is(word::LEAD) {
        let next = scan.get(i + 1);
        return next.is_some_and(|n| {
            n.gap == Gap::Blank && n.capital() || n.gap == Gap::None && n.shape == Shape::Sign
        });
    }
    let behind_capital = i > 0
        && t.gap <= Gap::Blank
        && t.shape != Shape::Lower
        && (scan.tokens[i - 1].capital()
            || scan.tokens[i - 1].is(word::PREFIX)
            || scan.any_sign(i - 1, ".-"));
    behind_capital && (names_a_thing(scan.word(i)) && !t.is(word::SURNAME) || t.is(word::THING))
}

/// The name of the thing around token `i`.
pub(super) fn compound(rule: &Compiled, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
    if scan.tokens[i].is(word::LEAD) {
        led(rule, scan, i, out);
        return;
    }
    let street = street_like(scan.word(i));
    let numbered = scan
        .get(i + 1)
        .is_some_and(|t| t.gap <= Gap::Blank && matches!(t.shape, Shape::Digits | Shape::Alnum));
    if street && numbered {
        return;
    }
    let mut from = i;
    let mut named = false;
    while from > 0 && i - from < 8 && scan.tokens[from].gap <= Gap::Blank {
        let b = &scan.tokens[from - 1];
        let fits = b.capital() && !b.is(word::CALENDAR)
            || b.shape == Shape::Single
            || b.is(word::PREFIX)
            || scan.any_sign(from - 1, ".-&'’");
        if !fits {
            break;
        }
        named |= b.is(word::FIRST | word::SURNAME | word::PREFIX);
        from -= 1;
    }
    while from < i
        && (scan.tokens[from].shape == Shape::Lower || scan.tokens[from].shape == Shape::Sign)
    {
        from += 1;
    }
    // "De heer Jan Jansen, Huis ter Heide": a form of address before it makes it a person.
    let titled = from > 0 && scan.tokens[from - 1].is(word::HONORIFIC);
    if from < i && named && !titled && rule.finding.kind == Kind::NameInName {
        push_tokens(rule, scan, from, i + 1, out);
    }
}

/// "motie-Omtzigt", "Commissie Van Rijn".
fn led(rule: &Compiled, scan: &Scan<'_>, i: usize, out: &mut Vec<Finding>) {
    let dashed = scan.any_sign(i + 1, "-–");
    let at = i + 1 + usize::from(dashed);
    let Some(t) = scan.get(at) else { return };
    if !t.capital() || t.gap > Gap::Blank {
        return;
    }
    let Some(name) = parse(scan, at, Trust::Title) else {
        return;
    };
    let sure = dashed || name.known || name.first || name.prefix && prefixes(scan, at).is_some();
    if sure && name.has_surname() {
        let from = if scan.tokens[i].shape == Shape::Lower {
            at
        } else {
            i
        };
        push_tokens(rule, scan, from, name.to, out);
    }
}
