//! Office holders, who stay: "minister Van den Brink", "de leden Omtzigt en Dassen (Volt)".

use super::{Place, push_tokens};
use crate::detect::engine::Compiled;
use crate::detect::name::{Trust, parse};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::Finding;

/// The names behind an office at token `place.at`.
pub(super) fn holders(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let trigger = scan.word(place.trigger);
    let plural = trigger.ends_with("en")
        || trigger.ends_with('s') && trigger.len() > 6 && !trigger.ends_with("is");
    let leden = rule.finding.rule.ends_with("/leden");
    let list = leden || plural || rule.finding.rule.ends_with("/commissie");
    let mut at = if leden {
        place.at
    } else {
        portfolio(scan, place.at)
    };
    let mut count = 0;
    for _ in 0..40 {
        let Some(t) = scan.get(at) else { return };
        // Whoever signs for the holder is another.
        if matches!(scan.word(at), "namens" | "Namens" | "NAMENS" | "deze") {
            return;
        }
        let in_sentence =
            !scan.line_start(place.trigger) && !scan.line_start(place.trigger.saturating_sub(1));
        let over_line = leden || list && count > 0 || !list && in_sentence;
        let wrapped = t.gap == Gap::Line && over_line;
        let below = t.gap >= Gap::Line && !wrapped;
        if below && !(count == 0 && !list && under(scan, place, at)) {
            return;
        }
        if scan.sign(at, "(") {
            // The party, or what they have in common.
            let Some(close) = (at..at + 14).find(|&i| scan.sign(i, ")")) else {
                return;
            };
            at = close + 1;
            if !list {
                return;
            }
            continue;
        }
        let skip = scan.any_sign(at, ",.-–") && t.gap <= Gap::Blank
            || matches!(
                scan.word(at),
                "en" | "resp" | "respectievelijk" | "c" | "cs" | "s"
            )
            || t.is(word::HONORIFIC)
            || scan.word(at) == "de" && scan.get(at + 1).is_some_and(|n| n.is(word::HONORIFIC));
        if skip {
            if count > 0 && !list && !goes_on(scan, at + 1) {
                return;
            }
            at += 1;
            continue;
        }
        let trust = if list || count == 0 {
            Trust::Title
        } else {
            Trust::Text
        };
        let Some(name) = parse(scan, at, trust) else {
            // Members whose name is a word: "de leden Ceder en Kops".
            let bare = leden
                && t.shape == Shape::Cap
                && !t.is(word::ORGANISATION | word::PLACE | word::STOP);
            if !bare {
                return;
            }
            push_tokens(rule, scan, at, at + 1, out);
            count += 1;
            at += 1;
            continue;
        };
        let likely = name.clear()
            || name.known
            || name.first
            || name.prefix && name.has_surname()
            || t.is(word::POLITICIAN)
            || name.has_surname()
                && t.shape == Shape::Cap
                && (list || !super::name::ends_like_a_noun(scan.word(at)));
        if !likely {
            return;
        }
        push_tokens(rule, scan, name.from, name.to, out);
        count += 1;
        at = name.to;
    }
}

/// Whether behind a comma or `en` another holder of the office follows.
fn goes_on(scan: &Scan<'_>, at: usize) -> bool {
    scan.get(at).is_some_and(|t| t.is(word::POLITICIAN))
}

/// One past the portfolio, if one stands between office and name: "van Financiën", "voor Natuur en
/// Stikstof", "(BZK)".
fn portfolio(scan: &Scan<'_>, at: usize) -> usize {
    let mut i = at;
    if scan.sign(i, "(") {
        return (i..i + 12)
            .find(|&j| scan.sign(j, ")"))
            .map_or(at, |j| j + 1);
    }
    let opens = matches!(
        scan.word(i),
        "van" | "voor" | "der" | "in" | "te" | "VAN" | "VOOR"
    );
    let named = scan.get(i + 1).is_some_and(|t| {
        t.is(word::PREFIX | word::SURNAME)
            && !t.is(word::ORDINARY | word::PLACE | word::ORGANISATION)
    });
    if !opens || named {
        return at;
    }
    i += 1;
    let mut end = at;
    for _ in 0..14 {
        let Some(t) = scan.get(i) else { break };
        let wraps = t.gap == Gap::Line
            && (t.is(word::ORGANISATION | word::ORDINARY) || t.shape == Shape::Lower);
        if t.gap > Gap::Blank && !wraps {
            break;
        }
        let word_of_it = t.is(word::ORDINARY | word::PLACE | word::ORGANISATION)
            || matches!(
                scan.word(i),
                "en" | "de" | "het" | "der" | "-" | "van" | "voor" | ","
            )
            || t.shape == Shape::Upper
            || super::name::ends_like_a_noun(scan.word(i))
            || t.capital() && !t.is(word::SURNAME | word::FIRST | word::POLITICIAN);
        // "van Financiën Van Weyenberg": a capital prefix begins the name.
        let begins_name = t.capital() && t.is(word::PREFIX)
            || super::super::name::initial(scan, i).is_some()
            || t.is(word::POLITICIAN) && t.capital() && !t.is(word::ORDINARY);
        let deputised = matches!(scan.word(i), "namens" | "Namens" | "NAMENS" | "deze");
        if !word_of_it || begins_name || deputised {
            break;
        }
        i += 1;
        end = i;
    }
    end
}

/// Whether a line of its own under the office is the holder's: "De Minister van …,\nJ. Naam".
fn under(scan: &Scan<'_>, place: Place, at: usize) -> bool {
    let start = place.trigger;
    let own_line = scan.line_start(start)
        || start > 0
            && matches!(scan.word(start - 1), "de" | "De" | "DE")
            && scan.line_start(start - 1);
    let end = scan.line_end(at);
    own_line
        && parse(scan, at, Trust::Region)
            .is_some_and(|n| n.has_surname() && n.initials + n.capitals > 1 && n.to == end)
}
