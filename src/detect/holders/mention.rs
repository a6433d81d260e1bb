//! A place where a name from the list stands, with the first name or initials before it.

use super::table::{Person, Table, rare};
use crate::detect::scan::{Gap, Scan, Shape, word};

/// A name that is that of an office holder, as ranges of tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub from: usize,
    /// The surname's first word.
    pub main: usize,
    pub to: usize,
    /// Whether the first name stands there in full.
    pub whole: bool,
    /// Whether initials stand there that agree.
    pub initials: bool,
    /// Whether few bear the surname.
    pub rare: bool,
    /// Whether it is one of cabinet or parliament, whose surname alone may be meant.
    pub national: bool,
    /// Whether the first office was taken not so long ago that the name is anyone's again.
    pub recent: bool,
}

/// The mention whose surname begins at token `i`, of someone in office since `year` or earlier.
pub(super) fn at(table: &Table, scan: &Scan<'_>, i: usize, year: u16) -> Option<Mention> {
    of_surname(table, scan, (i, scan.get(i)?.hash), year)
}

/// The mention whose surname begins at token `i` and is a misread one.
pub(super) fn misread(table: &Table, scan: &Scan<'_>, i: usize, year: u16) -> Option<Mention> {
    let hash = table.looks_like(scan.word(i))?;
    of_surname(table, scan, (i, hash), year)
}

fn of_surname(
    table: &Table,
    scan: &Scan<'_>,
    (i, hash): (usize, u32),
    year: u16,
) -> Option<Mention> {
    let mut best: Option<Mention> = None;
    for (_, person) in table.named(hash) {
        if person.since > year {
            continue;
        }
        let Some(mention) = of(scan, i, person) else {
            continue;
        };
        let better = best.is_none_or(|b| {
            (mention.whole, mention.initials, mention.to) > (b.whole, b.initials, b.to)
        });
        if better {
            best = Some(mention);
        }
    }
    best
}

fn of(scan: &Scan<'_>, i: usize, person: &Person) -> Option<Mention> {
    let mut to = i + 1;
    for &hash in &person.rest {
        let t = scan.get(to).filter(|t| t.gap <= Gap::Line)?;
        if t.hash != hash {
            return None;
        }
        to += 1;
    }
    if goes_on(scan, to) {
        return None;
    }
    let start = prefixed(scan, i, &person.prefix)?;
    let (from, whole, initials) = given(scan, start, i, person)?;
    Some(Mention {
        from,
        main: i,
        to,
        whole,
        initials,
        rare: rare(scan, i) || person.rest.len() == 1 && person.prefix.is_empty(),
        national: person.national,
        recent: person.since >= 2010,
    })
}

/// Whether the surname goes on with something that is not the holder's.
fn goes_on(scan: &Scan<'_>, to: usize) -> bool {
    let Some(t) = scan.get(to) else { return false };
    let double = scan.any_sign(to, "-–")
        && t.gap == Gap::None
        && scan
            .get(to + 1)
            .is_some_and(|n| n.gap == Gap::None && (n.capital() || n.is(word::PREFIX)));
    // "Kaag Jansen", "Klaver Advocaten"
    let more =
        t.gap == Gap::Blank && t.capital() && !t.is(NOT_OF_A_NAME) && !sign_between(scan, to);
    // Part of an address or a domain.
    let glued = t.gap == Gap::None && (scan.any_sign(to, "@_") || t.shape == Shape::Alnum);
    double || more || glued
}

fn sign_between(scan: &Scan<'_>, to: usize) -> bool {
    to > 0 && scan.tokens[to - 1].shape == Shape::Sign
}

/// Words that stand beside a name and are no part of it.
const NOT_OF_A_NAME: u32 = word::ORDINARY
    | word::STOP
    | word::OFFICE
    | word::FUNCTION
    | word::HONORIFIC
    | word::ORGANISATION
    | word::PARTY
    | word::PLACE
    | word::CALENDAR;

/// Where the prefixes begin, if they are those of the holder: `i` where there are none.
fn prefixed(scan: &Scan<'_>, i: usize, prefix: &[u32]) -> Option<usize> {
    let mut at = i;
    for &hash in prefix.iter().rev() {
        at = at.checked_sub(1)?;
        if scan.tokens[at].hash != hash || scan.tokens[at + 1].gap > Gap::Line {
            return None;
        }
    }
    let Some(b) = at.checked_sub(1).map(|b| &scan.tokens[b]) else {
        return Some(at);
    };
    if !b.is(word::PREFIX) || scan.tokens[at].gap > Gap::Line {
        return Some(at);
    }
    // "mijn collega's Kaag en Bos"
    if scan.word(at - 1) == "s" && at > 1 && scan.any_sign(at - 2, "'’‘") {
        return Some(at);
    }
    // "de motie van Kaag", "De Kaag": a preposition, an article at the start of a sentence.
    let preposition = matches!(
        scan.word(at - 1),
        "van"
            | "aan"
            | "bij"
            | "op"
            | "in"
            | "over"
            | "uit"
            | "voor"
            | "Van"
            | "Aan"
            | "Bij"
            | "In"
            | "Over"
    );
    let name_before = at > 1
        && scan.tokens[at - 1].gap == Gap::Blank
        && (scan.tokens[at - 2].is(word::FIRST | word::PREFIX) && scan.tokens[at - 2].capital()
            || scan.tokens[at - 2].shape == Shape::Single
            || scan.any_sign(at - 2, ".") && at > 2 && scan.tokens[at - 3].shape == Shape::Single);
    let line = scan.tokens[at].gap == Gap::Line;
    ((preposition && prefix.is_empty() && !name_before && b.shape == Shape::Lower)
        || line && b.shape == Shape::Lower)
        .then_some(at)
        .or_else(|| (preposition && !prefix.is_empty() && !name_before).then_some(at))
}

/// Where the name begins, and whether a first name or initials that agree stand there; none where
/// those of someone else do.
fn given(
    scan: &Scan<'_>,
    start: usize,
    main: usize,
    person: &Person,
) -> Option<(usize, bool, bool)> {
    let Some(last) = start.checked_sub(1) else {
        return Some((start, false, false));
    };
    if scan.tokens[start].gap > Gap::Line {
        return Some((start, false, false));
    }
    if let Some(from) = whole_first(scan, start, &person.firsts) {
        return Some((from, true, false));
    }
    if let Some((from, letter)) = initials_before(scan, start) {
        let agrees = person.letters.contains(&letter);
        return agrees.then_some((from, false, true));
    }
    let b = &scan.tokens[last];
    let small = scan.tokens[main].shape == Shape::Lower;
    let first = b.is(word::FIRST)
        && (b.capital() || small)
        && scan.tokens[start].gap <= Gap::Line
        && !b.is(word::CALENDAR);
    let unknown = scan.tokens[start].gap == Gap::Blank
        && b.capital()
        && !b.is(NOT_OF_A_NAME | word::PREFIX)
        && !scan.line_start(last)
        && !(last > 0 && scan.any_sign(last - 1, ".:!?"));
    // "Jansen-Kaag", "x.kaag"
    let glued = scan.tokens[start].gap == Gap::None && !scan.any_sign(last, "(['‘\"“/,;:)]");
    let surname = b.is(word::SURNAME) && b.capital() && scan.tokens[start].gap == Gap::Blank;
    (!first && !unknown && !glued && !surname).then_some((start, false, false))
}

/// Whether a first name or initials stand before the surname at token `i` and its prefixes.
pub(super) fn given_before(scan: &Scan<'_>, i: usize) -> bool {
    let mut at = i;
    while at > 0
        && i - at < 4
        && scan.tokens[at].gap <= Gap::Blank
        && scan.tokens[at - 1].is(word::PREFIX)
    {
        at -= 1;
    }
    at > 0
        && scan.tokens[at].gap <= Gap::Blank
        && (initials_before(scan, at).is_some()
            || scan.tokens[at - 1].is(word::FIRST) && scan.tokens[at - 1].capital())
}

/// Where the holder's own first name begins, if it ends directly before token `start`.
fn whole_first(scan: &Scan<'_>, start: usize, firsts: &[u32]) -> Option<usize> {
    if firsts.is_empty() {
        return None;
    }
    let from = start.checked_sub(firsts.len())?;
    let all = firsts.iter().enumerate().all(|(k, &hash)| {
        scan.tokens[from + k].hash == hash && (k == 0 || scan.tokens[from + k].gap <= Gap::Line)
    });
    all.then_some(from)
}

/// Where the initials begin that end directly before token `start`, and the first of them.
fn initials_before(scan: &Scan<'_>, start: usize) -> Option<(usize, u8)> {
    let mut from = start;
    for _ in 0..8 {
        let Some(dot) = from.checked_sub(1) else {
            break;
        };
        let short = |i: usize| {
            let t = &scan.tokens[i];
            matches!(t.shape, Shape::Single) || t.capital() && t.end - t.start <= 2
        };
        if scan.sign(dot, ".") && dot > 0 && short(dot - 1) && scan.tokens[dot].gap == Gap::None {
            from = dot - 1;
        } else {
            break;
        }
    }
    (from < start).then(|| (from, scan.text.as_bytes()[scan.tokens[from].start as usize]))
}
