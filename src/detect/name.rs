//! Reads a personal name from the words of a text: titles, initials, first names, prefixes,
//! surnames, in the ways in which they are written and misread.

use super::scan::{Gap, Scan, Shape, Token, word};
use crate::lexicon::gate::Ends;

/// How readily words are taken for a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Trust {
    /// Running text: a capital alone says nothing.
    Text,
    /// Behind a title or function: a capital that is no ordinary word is a name.
    Title,
    /// In a person's region: any capital that is no unit, office or function is a name.
    Region,
}

/// A name, as ranges of tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Name {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// How many initials.
    pub initials: usize,
    /// Whether a known first name is part of it.
    pub first: bool,
    /// Whether prefixes such as `van der` are part of it.
    pub prefix: bool,
    /// Whether those prefixes make a name by themselves: "van der", or with a capital.
    pub sure_prefix: bool,
    /// Where the surname with its prefixes begins; `to` where there is none.
    pub surname: usize,
    /// The surname's own word, behind its prefixes.
    pub main: usize,
    /// Whether a known surname is part of it.
    pub known: bool,
    /// Whether academic titles are part of it.
    pub academic: bool,
    /// How many capitalised words.
    pub capitals: usize,
}

impl Name {
    /// Whether it has a surname.
    pub fn has_surname(&self) -> bool {
        self.surname < self.to
    }

    /// Whether it looks like a name whatever stands around it.
    pub fn clear(&self) -> bool {
        self.has_surname() && (self.initials > 0 || self.first || self.academic)
    }
}

const NO_NAME: u32 =
    word::ORGANISATION | word::OFFICE | word::FUNCTION | word::CALENDAR | word::HONORIFIC;

/// The name that begins at token `i`.
pub(super) fn parse(scan: &Scan<'_>, i: usize, trust: Trust) -> Option<Name> {
    let mut name = Name {
        from: i,
        to: i,
        surname: i,
        ..Name::default()
    };
    let mut at = academics(scan, i, &mut name);
    at = initials(scan, at, &mut name, trust);
    at = nickname(scan, at, &name);
    at = first_names(scan, at, &mut name, trust);
    at = nickname(scan, at, &name);
    at = middle_initials(scan, at, &mut name);
    name.to = at;
    name.surname = at;
    if let Some(end) = surname(scan, at, &mut name, trust) {
        name.to = end;
        name.to = more_surnames(scan, end, &mut name, trust);
    } else {
        name.prefix = false;
        name.sure_prefix = false;
    }
    if name.to == i || (name.capitals == 0 && name.initials == 0) {
        return None;
    }
    name.to = postnominals(scan, name.to, &name);
    Some(name)
}

/// Whether token `i` goes on directly from the token before it.
fn joined(scan: &Scan<'_>, i: usize, over_line: bool) -> bool {
    scan.get(i)
        .is_some_and(|t| t.gap <= Gap::Blank || (over_line && t.gap <= Gap::Line))
}

fn academics(scan: &Scan<'_>, mut at: usize, name: &mut Name) -> usize {
    while let Some(t) = scan.get(at)
        && t.is(word::ACADEMIC)
        && t.shape != Shape::Upper
        && (at == name.from || joined(scan, at, true))
    {
        name.academic = true;
        at += 1;
        while scan.any_sign(at, ".,") && joined(scan, at, false) {
            at += 1;
        }
    }
    at
}

/// The end of the initial at token `at`, with its dot; none where there is none.
pub(super) fn initial(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let t = scan.get(at)?;
    let next = scan.get(at + 1)?;
    if next.shape != Shape::Sign {
        return None;
    }
    let w = scan.word(at);
    let short = match t.shape {
        Shape::Single => true,
        Shape::Upper => w.len() <= 4,
        Shape::Cap => matches!(
            w,
            "Th" | "Ch" | "Ph" | "Sj" | "Tj" | "Kh" | "Sh" | "Fr" | "Jac" | "Joh" | "Wm"
        ),
        _ => false,
    };
    if !short {
        return None;
    }
    match scan.word(at + 1) {
        "." if next.gap == Gap::None || (next.gap == Gap::Blank && t.shape == Shape::Single) => {
            Some(at + 2)
        }
        // A dot misread, between an initial and more of the name.
        "," | "‚" | ":" | "·" | ";" if next.gap == Gap::None && t.shape != Shape::Cap => {
            let after = scan.get(at + 2)?;
            let goes_on = after.gap == Gap::None && after.shape == Shape::Single;
            goes_on.then_some(at + 2)
        }
        _ => None,
    }
}

fn initials(scan: &Scan<'_>, mut at: usize, name: &mut Name, trust: Trust) -> usize {
    loop {
        if at > name.from && !joined(scan, at, name.initials > 0 || name.academic) {
            return at;
        }
        if let Some(end) = initial(scan, at) {
            name.initials += 1;
            at = end;
            if scan.sign(at, "-") && initial(scan, at + 1).is_some() {
                at += 1;
            }
            continue;
        }
        let Some(t) = scan.get(at) else { return at };
        // "L.G," "LG, Boer" and "J Jansen": only where a name is expected, or after dots.
        let bare =
            t.shape == Shape::Single || (t.shape == Shape::Upper && scan.word(at).len() <= 3);
        // "1175 LA Lijnden" is a postcode.
        let postcode = at > 0 && scan.tokens[at - 1].shape == Shape::Digits;
        let expected = (trust == Trust::Region || name.initials > 0) && !postcode;
        let dot = usize::from(scan.any_sign(at + 1, ",‚:") && joined(scan, at + 1, false));
        if bare
            && expected
            && t.flags & (NO_NAME | word::PARTY) == 0
            && name_goes_on(scan, at + 1 + dot)
        {
            let comma_list = dot == 1 && t.shape == Shape::Upper && trust != Trust::Region;
            if !comma_list {
                name.initials += 1;
                return at + 1 + dot;
            }
        }
        return at;
    }
}

/// Whether a surname or its prefixes begin at token `at`.
fn name_goes_on(scan: &Scan<'_>, at: usize) -> bool {
    let Some(t) = scan.get(at) else { return false };
    if t.gap > Gap::Blank {
        return false;
    }
    if t.is(word::PREFIX) {
        return prefixes(scan, at).is_some_and(|end| {
            scan.get(end).is_some_and(|t| {
                t.capital() && t.flags & (NO_NAME | word::PLACE) == 0 && t.shape != Shape::Upper
            })
        });
    }
    t.shape == Shape::Cap && t.flags & (NO_NAME | word::PLACE) == 0
}

/// "Jan P. Bakker", and "Jan P." where that is all.
fn middle_initials(scan: &Scan<'_>, mut at: usize, name: &mut Name) -> usize {
    if !name.first || at == name.from {
        return at;
    }
    for _ in 0..3 {
        let Some(t) = scan.get(at) else { break };
        if t.shape != Shape::Single
            || t.gap != Gap::Blank
            || t.is(word::PREFIX) && t.shape == Shape::Lower
        {
            break;
        }
        name.initials += 1;
        at += 1;
        if scan.sign(at, ".") && joined(scan, at, false) && scan.tokens[at].gap == Gap::None {
            at += 1;
        }
    }
    at
}

fn nickname(scan: &Scan<'_>, at: usize, name: &Name) -> usize {
    let opens = scan.any_sign(at, "(\"“'‘") && at > name.from;
    let inside = scan
        .get(at + 1)
        .is_some_and(|t| t.shape == Shape::Cap && t.flags & NO_NAME == 0);
    let closes = scan.any_sign(at + 2, ")\"”'’");
    if opens && inside && closes && name_goes_on(scan, at + 3) {
        at + 3
    } else {
        at
    }
}

fn first_names(scan: &Scan<'_>, mut at: usize, name: &mut Name, trust: Trust) -> usize {
    for _ in 0..4 {
        let Some(t) = scan.get(at) else { break };
        if at > name.from && !joined(scan, at, false) {
            break;
        }
        let known = t.is(word::FIRST) && t.capital();
        // An ordinary word is a first name only where one is expected or a surname follows.
        let doubtful = t.is(word::ORDINARY | word::PLACE | word::CALENDAR) && trust == Trust::Text;
        let before_surname = name_goes_on(scan, at + 1);
        if !known || (t.is(word::PREFIX) && !before_surname) || (doubtful && !before_surname) {
            break;
        }
        // The last name in the row is the surname: "Willem Jan", "Maria Thomas".
        let last = !before_surname && !scan.sign(at + 1, "-");
        let doubled = scan.sign(at + 1, "-")
            && !before_surname
            && scan.get(at + 2).is_some_and(|n| !n.is(word::FIRST));
        if t.is(word::SURNAME) && (last && (name.first || name.initials > 0) || doubled) {
            break;
        }
        name.first = true;
        name.capitals += 1;
        at += 1;
        while scan.sign(at, "-")
            && joined(scan, at, false)
            && scan
                .get(at + 1)
                .is_some_and(|t| t.capital() && t.gap == Gap::None)
        {
            at += 2;
        }
    }
    at
}

/// The end of the prefixes at token `at`: `van der`, `'t`, `v.d.`, `d'`.
pub(super) fn prefixes(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..4 {
        if end > at && !joined(scan, end, true) {
            break;
        }
        let Some(t) = scan.get(end) else { break };
        let w = scan.word(end);
        if t.is(word::PREFIX) && t.shape != Shape::Mixed {
            end += 1;
            while scan.any_sign(end, "./") && joined(scan, end, false) && w.len() == 1 {
                end += 1;
            }
            if scan.any_sign(end, "'’-") && joined(scan, end, false) && (w.len() <= 2) {
                end += 1;
            }
        } else if matches!(w, "'" | "’" | "‘" | "`")
            && scan.get(end + 1).is_some_and(|t| t.gap == Gap::None)
            && matches!(scan.word(end + 1), "t" | "s" | "T")
        {
            end += 2;
        } else {
            break;
        }
    }
    (end > at).then_some(end)
}

/// Whether a word ends as streets, halls and festivals named after people do.
pub(super) fn names_a_thing(w: &str) -> bool {
    const ENDS: [&str; 31] = [
        "straatweg",
        "academie",
        "lyceum",
        "college",
        "stadion",
        "sporthal",
        "orkest",
        "straat",
        "laan",
        "plein",
        "gracht",
        "kade",
        "singel",
        "steeg",
        "dreef",
        "plantsoen",
        "zaal",
        "school",
        "festival",
        "brug",
        "markt",
        "boulevard",
        "buurt",
        "kwartier",
        "park",
        "tunnel",
        "prijs",
        "lezing",
        "stichting",
        "fonds",
        "kazerne",
    ];
    const GATE: Ends = Ends::of(&ENDS);
    GATE.may_close(w) && ENDS.iter().any(|e| w.len() > e.len() + 1 && w.ends_with(e))
}

/// The end of the surname, with its prefixes, that begins at token `at`.
fn surname(scan: &Scan<'_>, at: usize, name: &mut Name, trust: Trust) -> Option<usize> {
    let begun = at > name.from;
    let wraps = name.initials > 0
        || name.academic
        || name.first && scan.get(at).is_some_and(|t| t.shape == Shape::Lower);
    if begun && !joined(scan, at, wraps) {
        return None;
    }
    let mut end = at;
    // "Anton\nvan der Plas": a line that begins with small prefixes goes on.
    let first = scan.get(at)?;
    // "De", "Van" at the start of a sentence are words like any other.
    if let Some(after) = prefixes(scan, at)
        && (first.shape == Shape::Lower || scan.get(after).is_some_and(Token::capital))
        && joined(scan, after, true)
    {
        name.prefix = true;
        name.sure_prefix = (at..after).any(|i| {
            let small = matches!(
                scan.word(i),
                "der" | "den" | "ter" | "ten" | "t" | "el" | "von" | "du" | "v"
            );
            small
                || scan.tokens[i].shape == Shape::Cap
                    && !scan.line_start(i)
                    && i > 0
                    && !scan.any_sign(i - 1, ".!?:")
        });
        end = after;
    }
    let t = scan.get(end)?;
    if !surname_word(scan, end, name, trust, begun) {
        return None;
    }
    name.capitals += 1;
    name.main = end;
    name.known |= t.is(word::SURNAME);
    end += 1;
    Some(double_barrel(scan, end, name))
}

/// Whether the word at token `at` can be a surname here.
fn surname_word(scan: &Scan<'_>, at: usize, name: &Name, trust: Trust, begun: bool) -> bool {
    let Some(t) = scan.get(at) else { return false };
    let w = scan.word(at);
    // Chats: "jan van dijk".
    let small = t.shape == Shape::Lower && t.is(word::SURNAME) && begun && !t.is(word::ORDINARY);
    let odd = t.shape == Shape::Alnum
        && trust == Trust::Region
        && w.len() > 4
        && w.bytes().filter(u8::is_ascii_digit).count() == 1;
    if !(t.capital() || small || odd) || w.chars().nth(1).is_none() || t.is(word::CALENDAR) {
        return false;
    }
    let capital_prefix = at > name.from
        && scan
            .get(at - 1)
            .is_some_and(|b| b.is(word::PREFIX) && b.shape == Shape::Cap);
    let borne = name.initials > 0 || name.first || (capital_prefix && trust >= Trust::Title);
    if t.flags & NO_NAME != 0 && !(t.is(word::SURNAME) && borne) {
        return false;
    }
    let place = t.is(word::PLACE) && at > 0 && scan.word(at - 1).eq_ignore_ascii_case("den");
    if place {
        return false;
    }
    // "Johan de Wittlaan"
    if t.shape == Shape::Cap && w.len() > 7 && !t.is(word::SURNAME) && names_a_thing(w) {
        return false;
    }
    let evident = name.initials > 0 || name.first || name.academic;
    if t.shape == Shape::Upper && !t.is(word::SURNAME) {
        let all_caps = scan
            .get(at.saturating_sub(1))
            .is_some_and(|b| at > name.from && b.shape != Shape::Lower);
        if w.chars().nth(3).is_none()
            || !(all_caps || trust == Trust::Region)
            || !(evident || name.prefix || trust == Trust::Region)
        {
            return false;
        }
    }
    // "Rechten van de Mens", and a sentence that begins on the next line.
    let weak = name.prefix && !name.sure_prefix && !evident && t.is(word::ORDINARY);
    if t.gap >= Gap::Line && at > name.from && t.is(word::ORDINARY)
        || weak
            && trust == Trust::Region
            && scan.get(name.from).is_some_and(|f| f.shape == Shape::Lower)
    {
        return false;
    }
    match trust {
        Trust::Text => {
            let ordinary = t.is(word::ORDINARY | word::PLACE | word::PARTY);
            if name.initials > 0 || name.academic {
                true
            } else if name.first {
                !ordinary || t.is(word::SURNAME) || name.prefix
            } else {
                (!ordinary || t.is(word::CRAFT)) && (t.is(word::SURNAME) || name.prefix)
            }
        }
        Trust::Title => {
            evident || name.prefix || t.is(word::SURNAME) || !t.is(word::ORDINARY | word::PLACE)
        }
        Trust::Region => {
            evident
                || name.prefix
                || t.is(word::SURNAME | word::FIRST)
                || !t.is(word::ORDINARY | word::PLACE)
        }
    }
}

/// "-Jansen", "- de Wit" behind a surname.
pub(super) fn double_barrel(scan: &Scan<'_>, mut end: usize, name: &mut Name) -> usize {
    for _ in 0..3 {
        if !scan.any_sign(end, "-–‐") || !joined(scan, end, false) {
            break;
        }
        let blank = scan.get(end).is_some_and(|t| t.gap == Gap::Blank);
        let after = prefixes(scan, end + 1).unwrap_or(end + 1);
        let Some(t) = scan.get(after) else { break };
        let tight = scan.get(end + 1).is_some_and(|t| t.gap == Gap::None);
        // With blanks on both sides it is a dash, unless what follows is a known surname.
        let fits = t.capital()
            && t.flags & NO_NAME == 0
            && joined(scan, after, true)
            && ((!blank && tight)
                || (blank == tight)
                || t.is(word::SURNAME) && !t.is(word::ORDINARY));
        if !fits {
            break;
        }
        name.capitals += 1;
        name.known |= t.is(word::SURNAME);
        end = after + 1;
    }
    end
}

/// Further surnames: "Garcia Lopez", "Bakker de Wit".
fn more_surnames(scan: &Scan<'_>, mut end: usize, name: &mut Name, trust: Trust) -> usize {
    for _ in 0..3 {
        if !joined(scan, end, false) {
            break;
        }
        let after = prefixes(scan, end).unwrap_or(end);
        let Some(t) = scan.get(after) else { break };
        if !joined(scan, after, false)
            || !t.capital()
            || t.flags & (NO_NAME | word::POSTNOMINAL) != 0
        {
            break;
        }
        let listed = t.is(word::SURNAME | word::FIRST) && !t.is(word::ORDINARY | word::PLACE);
        let of = after > end && scan.word(end).eq_ignore_ascii_case("van");
        let same_case =
            t.shape == Shape::Upper && scan.get(end - 1).is_some_and(|p| p.shape == Shape::Upper);
        let expected = (trust >= Trust::Title || name.academic)
            && after == end
            && !t.is(word::ORDINARY | word::PLACE)
            && (t.shape != Shape::Upper || same_case);
        let borne = listed && (!of || t.is(word::SURNAME) && trust == Trust::Region);
        if !(borne || expected) {
            break;
        }
        name.capitals += 1;
        name.known |= t.is(word::SURNAME);
        end = double_barrel(scan, after + 1, name);
    }
    end
}

fn postnominals(scan: &Scan<'_>, end: usize, name: &Name) -> usize {
    if !name.has_surname() {
        return end;
    }
    let mut to = end;
    for _ in 0..4 {
        let at = to + usize::from(scan.sign(to, ",") && joined(scan, to, false));
        let fits = scan
            .get(at)
            .is_some_and(|t| t.is(word::POSTNOMINAL) && t.shape != Shape::Lower);
        if !fits || !joined(scan, at, false) {
            break;
        }
        to = at + 1;
    }
    to
}

/// A surname, a comma and initials or a first name: "Berg, M.A. van der". Begins at `i`.
pub(super) fn reversed(scan: &Scan<'_>, i: usize, trust: Trust) -> Option<Name> {
    let mut name = Name {
        from: i,
        surname: i,
        ..Name::default()
    };
    let after = prefixes(scan, i).unwrap_or(i);
    let t = scan.get(after)?;
    if !t.capital() || t.flags & NO_NAME != 0 || (after > i && !joined(scan, after, false)) {
        return None;
    }
    name.known = t.is(word::SURNAME);
    name.capitals = 1;
    let mut at = double_barrel(scan, after + 1, &mut name);
    if let Some(behind) = prefixes(scan, at + 1)
        && scan.sign(at, ",")
        && scan.sign(behind, ",")
    {
        at = behind;
    }
    if !scan.sign(at, ",") || !joined(scan, at, false) {
        return None;
    }
    at += 1;
    let mut inner = Name {
        from: at,
        ..Name::default()
    };
    let mut end = at;
    while let Some(next) = initial(scan, end)
        && joined(scan, end, false)
    {
        inner.initials += 1;
        end = next;
    }
    if inner.initials == 0 {
        let t = scan.get(end)?;
        if !(t.is(word::FIRST) && t.capital() && joined(scan, end, false)) {
            return None;
        }
        if !name.known && trust == Trust::Text {
            return None;
        }
        inner.first = true;
        end += 1;
    }
    if let Some(behind) = prefixes(scan, end)
        && joined(scan, end, false)
    {
        end = behind;
    }
    // "Amsterdam, M. Jansen" is no name turned round.
    let goes_on = scan.get(end).is_some_and(|t: &Token| {
        t.gap <= Gap::Blank && t.capital() && t.flags & (NO_NAME | word::ORDINARY) == 0
    });
    if goes_on {
        return None;
    }
    name.initials = inner.initials;
    name.first = inner.first;
    name.to = end;
    Some(name)
}
