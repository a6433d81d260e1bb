//! The names a letter, mail or chat opens and closes with.

use super::{Place, push, push_tokens};
use crate::detect::engine::Compiled;
use crate::detect::name::{Trust, parse};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::model::Finding;

const NO_PERSON: u32 = word::ORGANISATION | word::OFFICE | word::FUNCTION | word::CALENDAR;

/// "Beste Jan en Fatima,", "Geachte mevrouw De Boer,".
pub(super) fn greeting(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let opens = super::name::sentence_start(scan, place.trigger)
        || scan.any_sign(place.trigger - 1, ",)]>|");
    if !opens {
        return;
    }
    let mut at = place.at;
    for _ in 0..12 {
        let Some(t) = scan.get(at) else { return };
        if t.begins_line() && at > place.at || t.gap > Gap::Line {
            return;
        }
        let skip = t.is(word::HONORIFIC)
            || matches!(
                scan.word(at),
                "/" | "." | "," | "en" | "&" | "@" | "of" | "beste" | "lieve"
            )
            || (matches!(scan.word(at), "de" | "De")
                && scan.get(at + 1).is_some_and(|n| n.is(word::HONORIFIC)));
        if skip {
            // "Dag Jan, Minister": behind a comma only a list of names goes on.
            if scan.sign(at, ",") && !another(scan, at + 1) {
                return;
            }
            at += 1;
            continue;
        }
        if t.is(NO_PERSON) && !t.is(word::FIRST) {
            return;
        }
        if let Some(name) = parse(scan, at, Trust::Region)
            && (name.capitals > 0 || name.initials > 0 && ends(scan, name.to))
        {
            let lone = name.to == at + 1;
            let ordinary = t.is(word::ORDINARY | word::PLACE) && !t.is(word::FIRST | word::SURNAME);
            let titled = at > place.at && scan.tokens[at - 1].is(word::HONORIFIC);
            if lone && ordinary && !titled {
                return;
            }
            push(rule, scan, &name, out);
            at = name.to;
            continue;
        }
        // "Geachte mw. X", and not "Goedemorgen. Aan de orde is".
        let dotted =
            at > 0 && scan.sign(at - 1, ".") && !t.is(word::ORDINARY | word::PREFIX | word::STOP);
        let titled = at > place.at && (scan.tokens[at - 1].is(word::HONORIFIC) || dotted);
        let small =
            t.shape == Shape::Lower && t.is(word::FIRST) && !t.is(word::ORDINARY | word::PREFIX);
        let odd = matches!(
            t.shape,
            Shape::Mixed | Shape::Alnum | Shape::Upper | Shape::Cap | Shape::Single
        ) && (titled && t.shape != Shape::Lower
            || ends(scan, at + 1) && !t.is(word::ORDINARY | word::PLACE));
        if small || odd {
            push_tokens(rule, scan, at, at + 1, out);
            at += 1;
            continue;
        }
        return;
    }
}

fn ends(scan: &Scan<'_>, at: usize) -> bool {
    scan.line_start(at) || scan.any_sign(at, ",!.;:?)")
}

/// Whether behind the comma another addressee follows: "Beste Jan, Piet en Fatima,".
fn another(scan: &Scan<'_>, at: usize) -> bool {
    let Some(t) = scan.get(at) else { return false };
    let known = t.is(word::FIRST) && t.capital() && !t.is(word::ORDINARY);
    let honorific = t.is(word::HONORIFIC) || matches!(scan.word(at), "beste" | "Beste" | "lieve");
    t.gap <= Gap::Blank
        && (honorific
            || known
                && (scan.any_sign(at + 1, ",!")
                    || scan.word(at + 1) == "en"
                    || scan.line_start(at + 1)))
}

/// "Met vriendelijke groet," and then, on this line or the next ones, a name.
pub(super) fn signoff(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let mut at = place.at;
    // "Groeten uit Den Haag" is not the end of a mail.
    while (scan.any_sign(at, ",.!-–|:;") || scan.word(at) == "van")
        && scan.get(at).is_some_and(|t| t.gap <= Gap::Line)
    {
        at += 1;
    }
    let inline = scan.get(at).is_some_and(|t| !t.begins_line());
    if inline {
        if let Some(t) = scan.get(at)
            && !signer(rule, scan, at, out)
            && (t.is(word::OFFICE) || matches!(scan.word(at), "namens" | "de" | "De"))
        {
            lines_below(rule, scan, scan.line_end(at), false, out);
        }
        return;
    }
    lines_below(rule, scan, at, true, out);
}

/// Tries the next lines for a signer.
fn lines_below(
    rule: &Compiled,
    scan: &Scan<'_>,
    mut at: usize,
    mut own: bool,
    out: &mut Vec<Finding>,
) {
    let mut left = 7;
    while left > 0 && at < scan.tokens.len() {
        left -= 1;
        let end = scan.line_end(at);
        if !scan.line_start(end) {
            return;
        }
        let office = office_line(scan, at, end);
        let deputised = (at..end.min(at + 24))
            .any(|i| matches!(scan.word(i), "namens" | "Namens" | "voor" | "o" | "l"))
            && (at..end.min(at + 24)).any(|i| {
                matches!(
                    scan.word(i),
                    "deze" | "Deze" | "dezen" | "minister" | "Minister" | "namens" | "Namens"
                )
            });
        if deputised {
            own = true;
        } else if office {
            // Whoever holds the office signs under it.
            own = false;
        } else if own && signer(rule, scan, at, out) {
            // The name may stand twice: as a signature, and typed.
            let twice = end < scan.tokens.len()
                && parse(scan, end, Trust::Region)
                    .is_some_and(|n| n.clear() && n.to == scan.line_end(end));
            if twice {
                signer(rule, scan, end, out);
            }
            return;
        } else if !own {
            // The office goes on over several lines; then its holder signs, and stays.
            if parse(scan, at, Trust::Region).is_some_and(|n| n.clear() && n.to == end) {
                return;
            }
            own = end - at <= 6 && !scan.any_sign(end - 1, ",");
        } else if end - at > 12 {
            return;
        }
        at = end;
    }
}

fn office_line(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let from = at + usize::from(matches!(scan.word(at), "de" | "De" | "DE" | "het" | "Het"));
    (from..end.min(from + 3)).any(|i| {
        scan.tokens[i].is(word::OFFICE)
            || scan.sign(i, "-") && scan.word(i + 1).eq_ignore_ascii_case("generaal")
    })
}

/// The signer at token `at`, if a name stands there.
fn signer(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) -> bool {
    let Some(t) = scan.get(at) else { return false };
    if t.is(NO_PERSON) && !t.is(word::FIRST | word::SURNAME) {
        return false;
    }
    let line = scan.line_end(at);
    if let Some(name) = parse(scan, at, Trust::Region)
        && (name.clear()
            || name.to == line
            || name.first
            || name.prefix
            || name.known
            || ends(scan, name.to))
    {
        let lone = name.to == at + 1;
        let ordinary = t.is(word::ORDINARY | word::PLACE) && !t.is(word::FIRST | word::SURNAME);
        let known = t.is(word::FIRST | word::SURNAME);
        let unit = !known
            && (t.shape == Shape::Upper
                || crate::lexicon::words::is_known(&scan.word(at).to_lowercase()));
        if !(lone && (ordinary || unit)) {
            push(rule, scan, &name, out);
            return true;
        }
        return false;
    }
    let alone = at + 1 == line
        || (scan.any_sign(at + 1, ".,-") && at + 2 >= line)
        || (at + 1..line).len() <= 1;
    let initial = t.shape == Shape::Single && (alone || scan.sign(at + 1, "."));
    let small = t.shape == Shape::Lower && t.is(word::FIRST) && alone && !t.is(word::ORDINARY);
    // "JdB", "MvdB": initials as a signature.
    let monogram = alone && matches!(t.shape, Shape::Mixed) && t.end - t.start <= 5;
    if initial || small || monogram {
        push_tokens(rule, scan, at, at + 1, out);
        return true;
    }
    false
}
