//! Names that are part of the name of a thing, and phrases that are themselves the finding.

use super::{Place, push_tokens};
use crate::detect::engine::{Compiled, street_like};
use crate::detect::name::{Trust, names_a_thing, parse, prefixes};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::lexicon::gate::Ends;
use crate::model::{Finding, Kind};

/// The words of the trigger.
pub(super) fn itself(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let mut end = place.at;
    while end > place.trigger + 1 && scan.sign(end - 1, ".") {
        end -= 1;
    }
    let any_case =
        rule.finding.rule.starts_with("bestaand/") && !rule.finding.rule.ends_with("/aanduiding");
    // "koningin Juliana"
    let named = end > place.trigger + 1 && scan.tokens[end - 1].shape != Shape::Lower;
    if any_case || named || scan.tokens[place.trigger].shape != Shape::Lower {
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
    behind_capital
        && (names_a_thing(scan.word(i)) && !t.is(word::SURNAME)
            || t.is(word::THING)
            || t.capital() && thing_behind_het(scan.word(i)))
}

/// Whether a word ends as things do that are called `het`, and as surnames may: only behind that
/// article it is one.
fn thing_behind_het(w: &str) -> bool {
    const ENDS: [&str; 14] = [
        "huis",
        "veld",
        "kanaal",
        "arrangement",
        "akkoord",
        "museum",
        "theater",
        "gemaal",
        "bos",
        "comité",
        "genootschap",
        "paviljoen",
        "bad",
        "hofje",
    ];
    let ends = |e: &str| {
        w.len() >= e.len()
            && w.is_char_boundary(w.len() - e.len())
            && w[w.len() - e.len()..].eq_ignore_ascii_case(e)
    };
    const GATE: Ends = Ends::of(&ENDS);
    GATE.may_close(w) && ENDS.iter().any(|e| ends(e))
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
    // "Van der Sluis": a surname that is also the word for a thing.
    let behind_prefix = scan.tokens[i - 1].is(word::PREFIX);
    if behind_prefix && (scan.tokens[i].is(word::THING) || scan.tokens[i].is(word::SURNAME)) {
        return;
    }
    let mut from = i;
    let mut named = false;
    while from > 0 && i - from < 8 && scan.tokens[from].gap <= Gap::Blank {
        let b = &scan.tokens[from - 1];
        let dot = scan.sign(from - 1, ".")
            && from > 1
            && scan.tokens[from - 2].end - scan.tokens[from - 2].start <= 3;
        let before = matches!(
            scan.word(from - 1),
            "in" | "aan" | "bij" | "op" | "over" | "uit" | "onder"
        );
        let fits = b.capital() && !b.is(word::CALENDAR | word::STOP | word::HONORIFIC)
            || b.shape == Shape::Single
            || b.is(word::PREFIX) && !before
            || dot
            || scan.any_sign(from - 1, "-&'’");
        if !fits {
            break;
        }
        named |= b.is(word::FIRST | word::SURNAME | word::PREFIX)
            || b.shape == Shape::Cap && !b.is(word::ORDINARY);
        from -= 1;
    }
    while from < i
        && (scan.tokens[from].shape == Shape::Lower || scan.tokens[from].shape == Shape::Sign)
    {
        from += 1;
    }
    let thing = names_a_thing(scan.word(i)) && !scan.tokens[i].is(word::SURNAME);
    let doubtful = !thing && !scan.tokens[i].is(word::THING);
    let article = from > 0 && matches!(scan.word(from - 1), "het" | "Het" | "the");
    if doubtful && !article {
        return;
    }
    // "De heer Jan Jansen, Huis ter Heide": a form of address before it makes it a person.
    let titled = from > 0 && scan.tokens[from - 1].is(word::HONORIFIC);
    // "Het Breinburgfonds": no name but an article.
    let named =
        named && (from..i).any(|k| scan.tokens[k].capital() && !scan.tokens[k].is(word::PREFIX));
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
    let name = parse(scan, at, Trust::Title).filter(|n| n.has_surname());
    let sure = dashed
        || name.is_some_and(|n| {
            let t = &scan.tokens[n.main];
            let odd = scan.tokens[i].shape == Shape::Lower
                && t.shape == Shape::Cap
                && !t.is(word::FIRST | word::ORDINARY | word::PLACE | word::ORGANISATION);
            n.known || n.first && n.main > at || odd || n.prefix && prefixes(scan, at).is_some()
        })
        || scan.tokens[at].is(word::POLITICIAN);
    // "motie-Welzijn": whatever stands behind the dash.
    let mut to = match name {
        Some(name) => name.to,
        None if dashed || scan.tokens[at].is(word::POLITICIAN) => at + 1,
        None => return,
    };
    // "motie-Grinwis/Boulakjar", "motie-De Hoop c.s."
    for _ in 0..8 {
        let next = scan
            .get(to + 1)
            .is_some_and(|n| n.gap <= Gap::Line && n.capital());
        if !(scan.sign(to, "/") && scan.tokens[to].gap == Gap::None && next) {
            break;
        }
        to = parse(scan, to + 1, Trust::Title)
            .filter(|n| n.has_surname())
            .map_or(to + 2, |n| n.to);
    }
    if sure {
        let from = if scan.tokens[i].shape == Shape::Lower {
            at
        } else {
            i
        };
        push_tokens(rule, scan, from, to, out);
    }
}
