//! Names known by what stands directly before them, or by their own form.

use super::{Place, push, push_tokens};
use crate::detect::engine::Compiled;
use crate::detect::name::{Trust, parse, prefixes, reversed};
use crate::detect::scan::{Gap, Scan, Shape, word};
use crate::lexicon::words::is_known;
use crate::model::Finding;

/// Skips what may stand between a title and its name.
fn start(scan: &Scan<'_>, mut at: usize) -> Option<usize> {
    for _ in 0..4 {
        let t = scan.get(at)?;
        if t.gap > Gap::Line {
            return None;
        }
        let skip = scan.any_sign(at, ".") || (t.is(word::HONORIFIC) && t.shape == Shape::Lower);
        if !skip {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The name behind `de heer`, `mevrouw`.
pub(super) fn behind_title(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let Some(from) = start(scan, at) else { return };
    if let Some(name) = parse(scan, from, Trust::Title)
        && (name.has_surname() || name.first || name.initials > 0)
    {
        push(rule, scan, &name, out);
        also(rule, scan, name.to, out);
    } else if let Some(end) = small_surname(scan, from) {
        push_tokens(rule, scan, from, end, out);
    } else if let Some(t) = scan.get(from)
        && t.capital()
        && t.shape == Shape::Cap
        && t.gap <= Gap::Blank
        && !t.is(word::ORGANISATION
            | word::OFFICE
            | word::FUNCTION
            | word::HONORIFIC
            | word::CALENDAR)
    {
        // An ordinary word behind "mevrouw" is a name all the same.
        push_tokens(rule, scan, from, from + 1, out);
    }
}

/// One past a surname written small at token `at`: "mw de bruijn".
fn small_surname(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let main = prefixes(scan, at).unwrap_or(at);
    let t = scan.get(main)?;
    let fits = t.shape == Shape::Lower
        && t.gap <= Gap::Blank
        && t.is(word::SURNAME)
        && !t.is(word::STOP | word::PREFIX | word::FUNCTION | word::OFFICE);
    let titled = main == at && at > 0 && !scan.line_start(at);
    (fits && (titled || !is_known(scan.word(main)))).then_some(main + 1)
}

/// "de heren Jansen en De Vries": the names behind `en`.
fn also(rule: &Compiled, scan: &Scan<'_>, mut at: usize, out: &mut Vec<Finding>) {
    for _ in 0..6 {
        let joint = matches!(scan.word(at), "en" | ",")
            && scan.get(at).is_some_and(|t| t.gap <= Gap::Blank);
        if !joint {
            return;
        }
        let Some(name) = parse(scan, at + 1, Trust::Text) else {
            return;
        };
        if !(name.clear() || name.prefix && name.has_surname() || name.known || name.first) {
            return;
        }
        push(rule, scan, &name, out);
        at = name.to;
    }
}

/// The name behind a function: "beleidsmedewerker Jansen", "collega Fatima".
pub(super) fn behind_function(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let mut from = at;
    // "collega's Jan en Fatima", "secretaris, J. Bos", "adviseur (J. Bos)"
    if scan.any_sign(from, "'’") && scan.word(from + 1) == "s" {
        from += 2;
    }
    while scan.any_sign(from, ",(:-–") && scan.get(from).is_some_and(|t| t.gap <= Gap::Blank) {
        from += 1;
    }
    let named = |i: usize| {
        scan.get(i)
            .is_some_and(|t| t.capital() && t.is(word::FIRST) || t.is(word::HONORIFIC))
            || crate::detect::name::initial(scan, i).is_some()
    };
    if scan.word(from) == "van" && named(from + 1) {
        from += 1;
    }
    let Some(t) = scan.get(from) else { return };
    if t.gap > Gap::Line || (t.gap == Gap::Line && from != at) {
        return;
    }
    // "mijn vader, Kasan Wongso": such words are followed by nothing but a name.
    let direct = from == at || rule.finding.rule.ends_with("/stelt-zich-voor");
    let Some(name) = parse(scan, from, if direct { Trust::Title } else { Trust::Text }) else {
        return;
    };
    let evident = name.clear() || name.first || name.known || name.sure_prefix;
    let lone = direct
        && name.has_surname()
        && !name.prefix
        && t.shape == Shape::Cap
        && !ends_like_a_noun(scan.word(from))
        && !is_known(&scan.word(from).to_lowercase());
    if evident || lone {
        push(rule, scan, &name, out);
        also(rule, scan, name.to, out);
    }
}

/// The name of which academic titles are part: "mr. drs. J. Bos".
pub(super) fn titled(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    if let Some(name) = parse(scan, at, Trust::Title)
        && name.academic
        && name.has_surname()
        && (scan.tokens[name.main].is(word::SURNAME) || !scan.word(name.main).ends_with("huis"))
        && (scan.sign(at + 1, ".") || name.known || name.initials > 0 || name.first)
    {
        push(rule, scan, &name, out);
    }
}

/// Whether a word ends as names seldom do.
pub(in crate::detect) fn ends_like_a_noun(w: &str) -> bool {
    const ENDS: [&str; 24] = [
        "ing", "ingen", "heid", "heden", "atie", "aties", "tie", "teit", "schap", "ment", "dienst",
        "raad", "lijk", "isch", "ische", "zaken", "beleid", "staat", "wet", "nota", "plan", "team",
        "rijk", "recht",
    ];
    ENDS.iter().any(|e| w.len() > e.len() + 1 && w.ends_with(e))
}

/// A name with initials, in either order.
pub(super) fn with_initials(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    if let Some(name) = turned_round(scan, at) {
        if !cited(scan, name.to) {
            push(rule, scan, &name, out);
        }
        return;
    }
    let Some(name) = parse(scan, at, Trust::Text) else {
        return;
    };
    if !name.has_surname() || name.initials == 0 {
        return;
    }
    // "A. Inleiding", "B. Kosten": a list, not a name.
    let t = scan.tokens[at];
    let s = scan.tokens[name.main];
    let item = t.begins_line() && name.initials == 1 && !name.prefix && !name.first;
    let ends = scan.line_start(name.to) || scan.any_sign(name.to, ",(");
    let heading = item
        && (s.is(word::ORDINARY)
            || ends_like_a_noun(scan.word(name.main))
            || !(name.known || ends));
    let set_off = t.gap >= Gap::Wide && !t.begins_line() || at > 0 && scan.any_sign(at - 1, ",(:");
    let ordinary = !set_off
        && name.initials == 1
        && !name.prefix
        && s.is(word::ORDINARY)
        && !s.is(word::SURNAME);
    if heading || ordinary || legal(scan, at, &name) || cited(scan, name.to) {
        return;
    }
    push(rule, scan, &name, out);
}

/// "Smit, I. e.a. (2016)": the author of something published.
fn cited(scan: &Scan<'_>, to: usize) -> bool {
    let mut at = to;
    for _ in 0..6 {
        let skip = matches!(scan.word(at), "e" | "a" | "et" | "al" | "." | ",");
        if !skip {
            break;
        }
        at += 1;
    }
    let year = scan.word(at + 1);
    scan.sign(at, "(")
        && year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && scan.get(at + 1).is_some_and(|t| t.shape == Shape::Digits)
        && scan.sign(at + 2, ")")
}

/// "artikel 3, onder A. Wet", "B.V. Jansen", "U.S. Army"
fn legal(scan: &Scan<'_>, at: usize, name: &crate::detect::name::Name) -> bool {
    let letters: String = (at..name.surname)
        .map(|i| scan.word(i))
        .filter(|w| w.len() <= 2 && *w != ".")
        .collect();
    let abbreviation = matches!(
        letters.as_str(),
        "BV" | "NV" | "CV" | "US" | "EU" | "UN" | "VN" | "UK" | "VOF" | "PS" | "NB"
    );
    let before = at.checked_sub(1).map_or("", |b| scan.word(b));
    abbreviation
        || matches!(
            before,
            "onder" | "sub" | "lid" | "bijlage" | "Bijlage" | "categorie" | "optie"
        )
}

/// "Berg, M.A. van der", found from its initials.
fn turned_round(scan: &Scan<'_>, at: usize) -> Option<crate::detect::name::Name> {
    if at < 2 || !scan.sign(at - 1, ",") || scan.tokens[at].gap > Gap::Blank {
        return None;
    }
    let surname = scan.get(at - 2)?;
    if !surname.capital() || surname.is(word::ORDINARY) && !surname.is(word::SURNAME) {
        return None;
    }
    let mut from = at - 2;
    while from >= 2
        && scan.any_sign(from - 1, "-–")
        && scan.tokens[from - 2].capital()
        && scan.tokens[from].gap == Gap::None
    {
        from -= 2;
    }
    while from > 0 && scan.tokens[from].gap <= Gap::Blank && scan.tokens[from - 1].is(word::PREFIX)
    {
        from -= 1;
    }
    let name = reversed(scan, from, Trust::Text)?;
    // "Jan Jansen, M. de Vries" lists two people.
    let before = from.checked_sub(1).and_then(|b| scan.get(b));
    let list = before.is_some_and(|b| {
        scan.tokens[from].gap <= Gap::Blank
            && (b.is(word::FIRST | word::PREFIX) || scan.any_sign(from - 1, "."))
            && scan.tokens[from].gap == Gap::Blank
            && b.shape != Shape::Lower
    });
    let prefix = scan.tokens[from].is(word::PREFIX) && scan.tokens[from].capital();
    let begins = prefix
        || before.is_none_or(|b| {
            scan.tokens[from].begins_line() || b.shape == Shape::Sign || b.shape == Shape::Lower
        });
    (!list && begins).then_some(name)
}

/// A known first name, alone or with a surname.
pub(super) fn with_first_name(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let t = scan.tokens[at];
    if !t.capital() || follows_name(scan, at) {
        return;
    }
    if let Some(from) = cell_turned_round(scan, at) {
        push_tokens(rule, scan, from, at + 1, out);
        return;
    }
    let Some(name) = parse(scan, at, Trust::Text) else {
        return;
    };
    if !name.first {
        return;
    }
    let lone = rule.finding.rule.ends_with("/voornaam");
    let whole = name.has_surname() || name.initials > 0;
    if lone == whole {
        return;
    }
    if !lone && !name.has_surname() {
        if !t.is(word::ORDINARY | word::PLACE) {
            push(rule, scan, &name, out);
        }
        return;
    }
    if !lone {
        // "Jan Jansen": the surname known or prefixed, or the first name no other word.
        let doubtful =
            t.is(word::ORDINARY | word::PLACE | word::SURNAME) && !name.known && !name.prefix;
        let s = scan.tokens[name.main];
        if doubtful
            || (s.is(word::ORDINARY) && !s.is(word::SURNAME) && !name.prefix)
            || t.is(word::ORDINARY) && s.is(word::ORDINARY) && !(name.prefix && s.is(word::SURNAME))
        {
            return;
        }
        // Capitals throughout: headings, tables, noise.
        if t.shape == Shape::Upper && !name.known && !name.prefix {
            return;
        }
        push(rule, scan, &name, out);
        return;
    }
    const SHORT: [&str; 34] = [
        "Jan", "Tom", "Tim", "Bas", "Ali", "Eva", "Kim", "Sam", "Lex", "Ben", "Bob", "Els", "Ine",
        "Ina", "Ria", "Rob", "Ron", "Roy", "Rik", "Wim", "Pim", "Luc", "Leo", "Lea", "Lia", "Mia",
        "Pia", "Piet", "Gea", "Jos", "Cor", "Ger", "Ank", "Koos",
    ];
    let short = t.end - t.start < 4 && !SHORT.contains(&scan.word(at));
    if t.is(word::ORDINARY | word::PLACE | word::SURNAME | word::PREFIX)
        || short
        || t.shape != Shape::Cap
        || part_of_more(scan, &name)
    {
        return;
    }
    push(rule, scan, &name, out);
}

/// "Idrissi, Karim" in a cell of its own: where it begins.
fn cell_turned_round(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if at < 2 || !scan.sign(at - 1, ",") || !scan.tokens[at - 2].capital() {
        return None;
    }
    let mut from = at - 2;
    while from > 0 && !scan.tokens[from].begins_line() && scan.tokens[from - 1].is(word::PREFIX) {
        from -= 1;
    }
    // A row that lost its columns: what stands on either side are numbers.
    let number = |i: usize| {
        scan.get(i)
            .is_some_and(|t| matches!(t.shape, Shape::Digits | Shape::Alnum))
    };
    let listed = scan.tokens[at - 2].is(word::SURNAME);
    let begins = scan.tokens[from].gap >= Gap::Wide || listed && from > 0 && number(from - 1);
    let plate = scan.sign(at + 2, "-") && scan.get(at + 1).is_some_and(|t| t.shape == Shape::Upper);
    let ends = scan
        .get(at + 1)
        .is_none_or(|n| n.gap >= Gap::Wide || listed && (number(at + 1) || plate));
    let no_one = scan.tokens[at - 2].is(word::PLACE | word::ORGANISATION | word::STOP);
    (begins && ends && !no_one).then_some(from)
}

/// Whether a capitalised word stands directly before: then that is where the name begins.
fn follows_name(scan: &Scan<'_>, at: usize) -> bool {
    let t = scan.tokens[at];
    let Some(before) = at.checked_sub(1).and_then(|b| scan.get(b)) else {
        return false;
    };
    t.gap == Gap::Blank && before.capital() && before.is(word::FIRST) && !before.is(word::ORDINARY)
}

/// "Anne Frank Huis", "Willem II", "Sint Maria": the name of something else.
fn part_of_more(scan: &Scan<'_>, name: &crate::detect::name::Name) -> bool {
    let next = scan.get(name.to);
    // "Vos & De Wolf", "Zonneveld & Partners"
    let firm = scan.sign(name.to, "&") || name.from > 0 && scan.sign(name.from - 1, "&");
    let proper = next.is_some_and(|t| {
        t.gap == Gap::Blank && (t.capital() || t.shape == Shape::Single || t.shape == Shape::Digits)
    });
    let glued =
        scan.any_sign(name.to, "-/&@") && scan.get(name.to).is_some_and(|t| t.gap == Gap::None);
    let before = name.from.checked_sub(1).and_then(|b| scan.get(b));
    let behind = before.is_some_and(|b| {
        scan.tokens[name.from].gap <= Gap::Blank
            && (b.capital() && !sentence_start(scan, name.from - 1)
                || matches!(scan.word(name.from - 1), "-" | "/" | "&" | "@" | ".")
                    && scan.tokens[name.from].gap == Gap::None)
    });
    let saint = name.from > 0
        && matches!(
            scan.word(name.from - 1),
            "Sint" | "St" | "Prins" | "Prinses" | "Koning" | "Koningin" | "Heilige"
        );
    firm || proper || glued || behind || saint
}

/// Whether token `i` begins a sentence.
pub(in crate::detect) fn sentence_start(scan: &Scan<'_>, i: usize) -> bool {
    scan.line_start(i) || i == 0 || scan.any_sign(i - 1, ".!?:;•-–\"“”‘'(*·")
}

/// A surname on its own: known, no ordinary word, not at the start of a sentence unless it has
/// prefixes.
pub(super) fn lone_surname(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    let t = scan.tokens[at];
    let before = at.checked_sub(1).and_then(|b| scan.get(b));
    if t.gap <= Gap::Blank
        && before.is_some_and(|b| {
            b.capital()
                || b.is(word::PREFIX)
                || b.shape == Shape::Single
                || (b.shape == Shape::Sign && t.gap == Gap::None)
        })
    {
        return;
    }
    if t.is(word::PREFIX) {
        let Some(end) = prefixes(scan, at) else {
            return;
        };
        let Some(s) = scan.get(end) else { return };
        let Some(name) = parse(scan, at, Trust::Text) else {
            return;
        };
        // "Van der Berg": two prefixes, or a known name behind one.
        let sure = end - at >= 2 || (s.is(word::SURNAME) && !s.is(word::ORDINARY | word::PLACE));
        let split = (at..end).skip(1).any(|i| scan.tokens[i].capital());
        // "Aan de Minister" begins a line, not a name.
        let begins = sentence_start(scan, at)
            && !matches!(scan.word(at), "Van" | "De" | "Ter" | "Ten" | "El" | "Den")
            && !s.is(word::SURNAME);
        if sure
            && !begins
            && !part_of_more(scan, &name)
            && !split
            && name.prefix
            && name.has_surname()
            && s.shape == Shape::Cap
            && (!sentence_start(scan, at) || t.end - t.start > 2 || s.is(word::SURNAME))
        {
            push(rule, scan, &name, out);
        }
        return;
    }
    let ordinary = if t.is(word::CRAFT) {
        sentence_start(scan, at)
    } else {
        t.is(word::ORDINARY)
    };
    let short = t.end - t.start < 4;
    if t.shape != Shape::Cap || ordinary || short || t.is(word::PLACE | word::CALENDAR) {
        return;
    }
    let Some(name) = parse(scan, at, Trust::Text) else {
        return;
    };
    let known = name.known || t.is(word::SURNAME);
    if !known || name.to > at + 1 && name.first && !name.has_surname() || part_of_more(scan, &name)
    {
        return;
    }
    push(rule, scan, &name, out);
}

/// The name directly before a phrase: "Jansen, lid van de staatscommissie".
pub(super) fn before(rule: &Compiled, scan: &Scan<'_>, place: Place, out: &mut Vec<Finding>) {
    let mut end = place.trigger;
    while end > 0 && scan.any_sign(end - 1, ",(–-") {
        end -= 1;
    }
    let mut from = end;
    while from > 0 && end - from < 12 {
        let t = scan.tokens[from - 1];
        let after_gap = scan.get(from).map_or(Gap::None, |n| n.gap);
        let fits = t.capital()
            || t.shape == Shape::Single
            || t.is(word::PREFIX | word::ACADEMIC)
            || scan.any_sign(from - 1, ".-'’");
        if !fits || (after_gap > Gap::Blank && from < end) {
            break;
        }
        from -= 1;
        if scan.tokens[from].begins_line() {
            break;
        }
    }
    let keeps = rule.finding.action == crate::model::Action::Keep;
    // "Kuipers Adviseurs" is a firm.
    if !keeps && end == place.trigger && scan.tokens[place.trigger].capital() {
        return;
    }
    let trust = if keeps { Trust::Title } else { Trust::Text };
    for start in from..end {
        if let Some(name) = parse(scan, start, trust)
            && name.to == end
            && (name.clear() || name.prefix && name.has_surname() || name.known || keeps)
        {
            push(rule, scan, &name, out);
            return;
        }
    }
    if rule.finding.rule.ends_with("/fractie") {
        before_party(rule, scan, (from, end), out);
    }
}

/// What stands before a party in brackets is a name, whatever it looks like: "Merlien Welzijn".
fn before_party(
    rule: &Compiled,
    scan: &Scan<'_>,
    (mut from, end): (usize, usize),
    out: &mut Vec<Finding>,
) {
    let beside = word::HONORIFIC | word::OFFICE | word::FUNCTION | word::STOP | word::ACADEMIC;
    while from < end && (scan.tokens[from].is(beside) || scan.tokens[from].shape == Shape::Sign) {
        from += 1;
    }
    let name = from < end
        && end - from <= 4
        && scan.tokens[end - 1].shape == Shape::Cap
        && (from..end).all(|i| {
            let t = &scan.tokens[i];
            !t.is(word::PARTY | word::CALENDAR)
                && (!t.is(word::ORGANISATION) || t.is(word::POLITICIAN))
        });
    if name {
        push_tokens(rule, scan, from, end, out);
    }
}

/// A first name written small, as in chats: behind a word that a person follows, or spoken to.
pub(super) fn written_small(rule: &Compiled, scan: &Scan<'_>, at: usize, out: &mut Vec<Finding>) {
    const BEFORE: [&str; 34] = [
        "met", "aan", "van", "door", "en", "bij", "voor", "vraag", "bel", "hoi", "collega",
        "volgens", "ook", "dank", "heeft", "is", "heet", "zegt", "kreeg", "sprak", "cc", "hey",
        "top", "ja", "nee", "ok", "of", "namens", "dat", "mail", "app", "beste", "gr", "kan",
    ];
    let t = scan.tokens[at];
    let glued = scan.any_sign(at + 1, "@.©/_-")
        && scan.get(at + 1).is_some_and(|n| n.gap == Gap::None)
        && scan.get(at + 2).is_some_and(|n| n.gap == Gap::None);
    let long = t.end - t.start >= 5 || t.end - t.start == 4 && !is_known(scan.word(at));
    let apart = t.gap >= Gap::Blank && !glued && long;
    let Some(b) = at.checked_sub(1) else {
        return;
    };
    let expected = BEFORE.contains(&scan.word(b).to_lowercase().as_str())
        || (scan.any_sign(b, ":>") || t.begins_line())
            && (scan.sign(at + 1, ",")
                || scan.get(at + 1).is_some_and(|n| n.shape == Shape::Lower))
        || scan.sign(b, "@");
    if (apart && expected) || (scan.sign(b, "@") && !glued && scan.tokens[b].gap >= Gap::Blank) {
        push_tokens(rule, scan, at, at + 1, out);
    }
}
