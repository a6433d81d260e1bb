//! Office holders, who stay: "minister Van den Brink", "de leden Omtzigt en Dassen (Volt)".

use super::{Place, push_tokens};
use crate::detect::engine::{Compiled, street_like};
use crate::detect::name::{Name, Trust, parse, prefixes};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::Finding;

/// Groups whose members hold no public office.
const GROUPS: [&str; 15] = [
    "mt",
    "or",
    "ondernemingsraad",
    "managementteam",
    "werkgroep",
    "projectgroep",
    "stuurgroep",
    "klankbordgroep",
    "begeleidingsgroep",
    "bezwaarcommissie",
    "bewonerscommissie",
    "team",
    "kernteam",
    "vereniging",
    "projectteam",
];

/// The names behind an office at token `place.at`.
pub(super) fn holders(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let before = out.len();
    if deputised(scan, place.trigger) {
        return;
    }
    names(rule, scan, place, out);
    let Some(last) = out.get(before..).and_then(<[Finding]>::last) else {
        return;
    };
    let at = scan.token_at(last.span.end as usize);
    if street(scan, at) {
        out.truncate(before);
        return;
    }
    // "de leden Smit en Bakker van het MT"
    let of_a_group = matches!(scan.word(at), "van")
        && matches!(scan.word(at + 1), "de" | "het" | "onze")
        && GROUPS
            .iter()
            .any(|g| scan.word(at + 2).eq_ignore_ascii_case(g));
    if of_a_group {
        out.truncate(before);
    }
}

/// Whether the word before token `at` is that of a street with a number: "Burgemeester
/// Tellegenlaan 230" is an address.
fn street(scan: &Scan<'_>, at: usize) -> bool {
    let number = scan
        .get(at)
        .is_some_and(|t| t.shape == Shape::Digits && t.gap == Gap::Blank);
    let dated = scan.get(at + 1).is_some_and(|t| t.is(word::CALENDAR));
    number && !dated && at > 0 && street_like(scan.word(at - 1))
}

/// "Namens de minister": who follows is another.
fn deputised(scan: &Scan<'_>, trigger: usize) -> bool {
    let article = usize::from(trigger > 0 && matches!(scan.word(trigger - 1), "de" | "het"));
    trigger > article
        && scan
            .word(trigger - article - 1)
            .eq_ignore_ascii_case("namens")
}

/// Whether the post of a civil servant stands behind a name: "Jan Jansen (beleidsmedewerker)", also
/// on the next line.
fn employed(scan: &Scan<'_>, to: usize) -> bool {
    let at = to + usize::from(scan.any_sign(to, ",("));
    scan.get(at).is_some_and(|t| {
        let w = scan.word(at);
        t.gap <= Gap::Line
            && (at > to || t.gap == Gap::Line)
            && t.is(word::FUNCTION)
            && ![
                "voorzitter",
                "vicevoorzitter",
                "woordvoerder",
                "plaatsvervangend",
                "waarnemend",
                "wnd",
                "secretaris",
                "plv",
            ]
            .iter()
            .any(|o| w.eq_ignore_ascii_case(o))
    })
}

fn names(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let trigger = scan.word(place.trigger);
    let plural = trigger.ends_with("en")
        || trigger.ends_with('s') && trigger.len() > 6 && !trigger.ends_with("is");
    let leden = rule.finding.rule.ends_with("/leden") || rule.finding.rule.ends_with("/kamerlijst");
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
            // The party, or what they have in common; or the holder.
            let Some(close) = (at..at + 14).find(|&i| scan.sign(i, ")")) else {
                return;
            };
            if count == 0 && named_within(scan, at + 1, close) {
                push_tokens(rule, scan, at + 1, close, out);
                count += 1;
            }
            at = close + 1;
            if !list {
                return;
            }
            continue;
        }
        let dot = scan.sign(at, ".") && at > 0 && {
            let b = &scan.tokens[at - 1];
            b.end - b.start <= 4
        };
        let colon = leden && count == 0 && scan.sign(at, ":");
        let skip = (scan.any_sign(at, ",-–") || dot || colon) && t.gap <= Gap::Blank
            || (list || count > 0)
                && matches!(
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
        if let Some(end) = small_name(scan, at, count) {
            push_tokens(rule, scan, at, end, out);
            count += 1;
            at = end;
            continue;
        }
        let parsed = parse(scan, at, trust);
        // "de wethouder van Roosendaal, Klaar Koenraad"
        if parsed.is_none()
            && count == 0
            && at > place.at
            && scan.any_sign(at - 1, ",")
            && pair(scan, at)
        {
            push_tokens(rule, scan, at, at + 2, out);
            return;
        }
        let Some(name) = parsed else {
            // Members whose name is a word: "de leden Ceder en Kops", "raadslid Feest".
            let small = scan.tokens[place.trigger].shape == Shape::Lower
                || super::name::sentence_start(scan, place.trigger);
            let apart = scan
                .get(at + 1)
                .is_none_or(|n| !n.capital() || n.gap > Gap::Blank);
            let local = ["/lokaal", "/bewindspersoon"]
                .iter()
                .any(|end| rule.finding.rule.ends_with(end));
            let direct = local
                && at == place.at
                && count == 0
                && small
                && apart
                && t.gap == Gap::Blank
                && scan.tokens[at - 1].is(word::OFFICE);
            let titled =
                at > 0 && scan.tokens[at - 1].is(word::HONORIFIC) && t.gap == Gap::Blank && apart;
            let bare = (leden || direct || titled)
                && t.shape == Shape::Cap
                && (!t.is(word::ORGANISATION | word::PLACE | word::STOP) || t.is(word::POLITICIAN));
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
        // A first name on the next line begins something else.
        let next = wrapped && count == 0 && !name.has_surname() && name.initials == 0;
        // "aan de minister, Fatima belt morgen"
        let aside = !list
            && count == 0
            && at > place.at
            && scan.any_sign(at - 1, ",")
            && !name.has_surname();
        if !likely || next && !leden || aside || employed(scan, name.to) {
            return;
        }
        push_tokens(rule, scan, name.from, name.to, out);
        count += 1;
        at = name.to;
    }
}

/// Whether two capitalised words stand there alone, the second of them no ordinary one.
fn pair(scan: &Scan<'_>, at: usize) -> bool {
    let cap = |i: usize| {
        scan.get(i)
            .is_some_and(|t| t.shape == Shape::Cap && t.gap == Gap::Blank)
    };
    let other = word::ORGANISATION | word::ORDINARY | word::PLACE | word::FUNCTION;
    cap(at) && cap(at + 1) && !cap(at + 2) && !scan.tokens[at + 1].is(other)
}

/// Whether a name is all that stands between two tokens: "de wethouder (Jan Jansen)".
fn named_within(scan: &Scan<'_>, from: usize, close: usize) -> bool {
    let whole = |n: Name| n.to == close && n.has_surname();
    let kin = scan
        .get(from)
        .is_some_and(|t| t.capital() && !t.is(word::PARTY | word::ORGANISATION | word::PLACE));
    kin && parse(scan, from, Trust::Title).is_some_and(|n| {
        let known =
            n.clear() || n.known || n.first || n.prefix || scan.tokens[n.main].is(word::POLITICIAN);
        whole(n) && known && !(scan.tokens[n.main].is(word::ORDINARY) && !n.clear() && !n.prefix)
    })
}

/// One past a name written small, as in chats: "bgm van den hout", "minister faber".
fn small_name(scan: &Scan<'_>, at: usize, count: usize) -> Option<usize> {
    let t = scan.get(at)?;
    if count > 0
        || t.shape != Shape::Lower
        || t.gap != Gap::Blank
        || !scan.tokens[at - 1].is(word::OFFICE)
    {
        return None;
    }
    let first = at + usize::from(t.is(word::FIRST) && !t.is(word::ORDINARY | word::STOP));
    let main = prefixes(scan, first).unwrap_or(first);
    let s = scan.get(main)?;
    let sure_prefix = main >= first + 2;
    let listed = s.is(word::SURNAME | word::POLITICIAN) && !s.is(word::STOP | word::PREFIX);
    let odd = s.flags & !(word::SURNAME | word::POLITICIAN) == 0
        && s.end - s.start > 3
        && !crate::lexicon::words::is_known(scan.word(main));
    let fits = s.shape == Shape::Lower
        && s.gap == Gap::Blank
        && !s.is(word::PLACE | word::ORGANISATION | word::FUNCTION | word::OFFICE)
        && if main > first {
            listed || odd || sure_prefix && s.end - s.start > 2
        } else {
            odd || listed
                && s.is(word::POLITICIAN)
                && !crate::lexicon::words::is_known(scan.word(main))
        };
    fits.then_some(main + 1)
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
        let close = (i..i + 12).find(|&j| scan.sign(j, ")"));
        return match close {
            Some(close) if !named_within(scan, i + 1, close) => close + 1,
            _ => at,
        };
    }
    // "SG BZK", "DG Mobiliteit": its body, before a name.
    let body = scan.get(i).is_some_and(|t| {
        t.gap == Gap::Blank
            && matches!(t.shape, Shape::Upper | Shape::Mixed)
            && t.flags & !word::ORGANISATION == 0
    });
    let before_name = scan
        .get(i + 1)
        .is_some_and(|t| t.gap == Gap::Blank && matches!(t.shape, Shape::Cap | Shape::Single));
    if body && before_name {
        return i + 1;
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
        // "van Roosendaal, Jan Jansen": behind the comma the holder, not more of the portfolio.
        let holder = scan.sign(i, ",")
            && scan
                .get(i + 1)
                .is_some_and(|n| n.capital() && n.gap == Gap::Blank)
            && scan.get(i + 2).is_some_and(|n| {
                n.gap == Gap::Blank
                    && n.shape == Shape::Cap
                    && !n.is(word::ORGANISATION | word::ORDINARY | word::PLACE)
            });
        let begins_name = begins_name || holder;
        let deputised = matches!(scan.word(i), "namens" | "Namens" | "NAMENS" | "deze");
        if !word_of_it || begins_name || deputised || t.is(word::HONORIFIC) {
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
        && !scan.any_sign(at - 1, ".")
        && parse(scan, at, Trust::Region)
            .is_some_and(|n| n.has_surname() && n.initials + n.capitals > 1 && n.to == end)
}

/// Names with titles in a row: "gewezen door mr. A. Visser, mr. J. Bos en mr. drs. K. Dijk".
pub(super) fn judges(rule: &Compiled, scan: &Scan<'_>, mut at: usize, out: &mut Vec<Finding>) {
    for _ in 0..24 {
        let Some(t) = scan.get(at) else { return };
        let skip = t.gap <= Gap::Line
            && (scan.any_sign(at, ",:(")
                || matches!(scan.word(at), "en" | "mrs" | "de" | "als" | "door")
                || matches!(
                    scan.word(at),
                    "voorzitter" | "lid" | "leden" | "rechter" | "rechters"
                )
                || t.is(word::HONORIFIC)
                || scan.sign(at, ")")
                || scan.sign(at, ".") && scan.word(at - 1) == "mrs");
        if skip {
            at += 1;
            continue;
        }
        let listed = at > 1 && matches!(scan.word(at - 2), "mrs");
        let Some(name) = parse(scan, at, Trust::Title) else {
            return;
        };
        let strict = rule.finding.rule.ends_with("-mr");
        let titled = name.academic || listed || !strict && name.clear();
        if !titled || !name.has_surname() {
            return;
        }
        push_tokens(rule, scan, name.from, name.to, out);
        at = name.to;
    }
}
