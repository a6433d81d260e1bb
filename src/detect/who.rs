//! Names in places where a program puts whoever sent or gets something: each is someone, but for
//! services, groups and offices.

use std::ops::Range;

use super::scan::{Scan, Shape, Token, Words, word};

/// Those whom a program names in the place of a sender.
const NOBODY: &[&str] = &[
    "jij",
    "u",
    "ik",
    "you",
    "me",
    "wij",
    "system",
    "systeem",
    "whatsapp",
    "signal",
    "telegram",
    "unknown",
    "onbekend",
    "meta ai",
    "moi",
    "deleted account",
    "slackbot",
    "verwijderd account",
];
/// What stands before a name.
const RANKS: &[&str] = &[
    "kol", "lkol", "ltkol", "maj", "kap", "kapt", "lt", "elnt", "tlnt", "sgt", "sm", "aooi", "gen",
    "bgen", "korp", "kpl", "adj", "cdt", "dhr", "mw", "mevr", "dr", "drs", "mr", "ir", "ing",
    "prof",
];
/// What groups and services are called.
const GROUP: &[&str] = &[
    "team",
    "groep",
    "groepsapp",
    "werkgroep",
    "projectgroep",
    "appgroep",
    "meldkamer",
    "piket",
    "dienst",
    "receptie",
    "balie",
    "communicatie",
    "woordvoering",
    "secretariaat",
    "bode",
    "bodes",
    "gemeente",
    "ministerie",
    "directie",
    "afdeling",
    "bureau",
    "cluster",
    "helpdesk",
    "servicedesk",
    "loket",
    "kabinet",
    "redactie",
    "persdienst",
    "crisisteam",
    "beleidsteam",
    "commissie",
    "projectteam",
    "klantenservice",
    "planning",
    "beveiliging",
    "griffie",
    "raad",
    "college",
    "directiesecretariaat",
    "bestuurssecretariaat",
    "managementsecretariaat",
    "dienstpostbus",
    "postbus",
    "postkamer",
    "mailbox",
    "distributielijst",
    "functionele",
    "gemeenteraad",
    "dagelijks",
    "bestuur",
    "stichting",
    "vereniging",
    "politie",
    "brandweer",
];

/// What a name in such a place is.
pub(super) enum Who {
    /// Someone: the name without what stands behind it.
    Person(Range<usize>),
    /// A service, a group, an office.
    Group,
    /// Ordinary words: mostly what a desk is called.
    Words(Range<usize>),
    /// Nobody who can be named.
    Nobody,
}

/// Who a sender is; a name without what stands behind it ("Jan BZK", "Bas (DGWB)").
pub(super) fn judge(words: &Words, line: &str, range: Range<usize>) -> Who {
    let name = &line[range.clone()];
    let lower = name
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 || NOBODY.contains(&lower.as_str()) {
        return Who::Nobody;
    }
    let scan = Scan::new(line, range, words);
    let tokens = &scan.tokens;
    let Some(mut first) = tokens.iter().position(|t| t.shape != Shape::Sign) else {
        return Who::Nobody;
    };
    // "bericht 12": a number is no part of a name.
    if tokens.iter().any(|t| t.shape == Shape::Digits) {
        return Who::Nobody;
    }
    let is = |t: &Token, list: &[&str]| {
        let text = line[t.start as usize..t.end as usize].to_lowercase();
        list.contains(&text.as_str())
    };
    if is(&tokens[first], GROUP) {
        return Who::Group;
    }
    // "kol vd Broek", "dr. Visser"
    while first + 1 < tokens.len()
        && (is(&tokens[first], RANKS) || tokens[first].is(word::HONORIFIC | word::ACADEMIC))
        && (tokens[first].shape == Shape::Lower || scan.sign(first + 1, "."))
    {
        first += 1 + usize::from(scan.sign(first + 1, ".") && first + 2 < tokens.len());
    }
    let mut end = tokens.len();
    loop {
        let kept = end;
        while end > first + 1
            && tokens[end - 1].shape == Shape::Sign
            && !closes_name(&scan, first, end)
        {
            // "muriel (school)": all of what stands in brackets.
            let open = (first + 1..end - 1).rev().find(|&i| scan.sign(i, "("));
            end = open.filter(|_| scan.sign(end - 1, ")")).unwrap_or(end - 1);
        }
        let named = tokens[first].capital();
        let beside = |t: &Token| named && t.shape == Shape::Lower && is(t, GROUP);
        if end > first + 1 && (is_unit(&scan, end - 1) || beside(&tokens[end - 1])) {
            end -= 1;
        }
        if end == kept {
            break;
        }
    }
    let shortened = tokens[end..].iter().any(|t| t.shape == Shape::Cap);
    let all = || tokens[first..end].iter().filter(|t| t.shape != Shape::Sign);
    let span = tokens[first].start as usize..tokens[end - 1].end as usize;
    let lone = is_lone_name(&scan, first, end) && !shortened;
    if all().all(|t| is_service(t, is(t, GROUP))) && !lone {
        let office = word::OFFICE | word::FUNCTION | word::ORGANISATION;
        let ordinary = all().all(|t| !t.is(office) && !is(t, GROUP)) && !shortened;
        return if ordinary {
            Who::Words(span)
        } else {
            Who::Group
        };
    }
    Who::Person(span)
}

/// Whether the last sign belongs to the name: the bracket of "(Fatima)", the dot of an initial.
fn closes_name(scan: &Scan<'_>, first: usize, end: usize) -> bool {
    if scan.sign(end - 1, ")") {
        let open = (first..end - 1).rev().find(|&i| scan.sign(i, "("));
        // "(school)" is where someone works, "(Fatima)" who.
        let told =
            |i: usize| scan.tokens[i].shape != Shape::Lower || scan.tokens[i].is(word::FIRST);
        return open.is_some_and(|open| {
            (open + 1..end - 1).any(told)
                && open > first
                && (open + 1..end - 1)
                    .any(|i| !is_unit(scan, i) && scan.tokens[i].shape != Shape::Sign)
        });
    }
    scan.sign(end - 1, ".") && scan.tokens[end - 2].shape == Shape::Single
}

/// "BZK", "(IND)", "szw": where someone works.
fn is_unit(scan: &Scan<'_>, i: usize) -> bool {
    let t = &scan.tokens[i];
    let guest = [
        "gast", "ext", "extern", "externe", "guest", "external", "app", "APP", "bot",
    ];
    if guest.contains(&scan.word(i))
        || t.is(word::ORGANISATION) && !t.is(word::FIRST | word::SURNAME)
    {
        return true;
    }
    let short = (2..=6).contains(&(t.end - t.start));
    matches!(t.shape, Shape::Upper | Shape::Mixed) && short && !t.is(word::FIRST | word::SURNAME)
}

/// A word that is no name: of an office, a post, a service.
fn is_service(t: &Token, group: bool) -> bool {
    group
        || t.is(word::OFFICE | word::FUNCTION | word::ORGANISATION)
        || t.is(word::ORDINARY) && !t.is(word::FIRST | word::SURNAME)
        || t.is(word::PREFIX)
}

/// "Bloem", "Mam", "Pres": a single ordinary word is what someone is called.
fn is_lone_name(scan: &Scan<'_>, first: usize, end: usize) -> bool {
    let t = &scan.tokens[first];
    let word = scan.word(first).to_lowercase();
    let service = [
        "dienst", "team", "groep", "kamer", "loket", "punt", "desk", "post", "lijn",
    ]
    .iter()
    .any(|e| word.ends_with(e));
    end == first + 1 && !t.is(word::OFFICE | word::FUNCTION | word::ORGANISATION) && !service
}
