//! What around a name speaks for a public office, and what against it.

use crate::detect::scan::{Gap, Scan, Shape, Words, word};
use crate::lexicon::labels;

/// Words of politics. With one of them near, a listed name is probably the holder's.
const POLITICS: &str = "minister ministers minister-president bewindspersoon bewindspersonen bewindslieden \
    staatssecretaris staatssecretarissen staatsecretaris premier vicepremier oud-premier stas kamerlid kamerleden \
    motie moties amendement amendementen initiatiefwet initiatiefnota kamervragen kamerdebat commissiedebat \
    plenair plenaire debat interruptie fractie fracties fractievoorzitter fractieleider lijsttrekker partijleider \
    partij coalitie oppositie kabinet kabinetten kabinets ministerraad parlement eurocommissaris burgemeester \
    oud-minister oud-staatssecretaris oud-kamerlid vragenuur regeling stemming stemmingen formateur informateur \
    formatie kamer wetgevingsoverleg notaoverleg senator mp minpres commissaris wethouder wethouders \
    gedeputeerde gedeputeerden raadslid raadsleden statenlid statenleden gemeenteraad";

/// The words as hashes, in order.
pub(super) struct Signs {
    politics: Vec<u32>,
    /// A bit for each of them, by the hash: most words have none.
    gate: [u64; 64],
}

/// How far around a name a word of politics counts, in tokens.
const REACH: usize = 20;

/// How many tokens the head of a text may have, where its own date stands.
const HEAD: usize = 150;

impl Signs {
    pub fn new(words: &Words) -> Self {
        let scan = Scan::new(POLITICS, 0..POLITICS.len(), words);
        let mut politics: Vec<u32> = scan
            .tokens
            .iter()
            .filter(|t| t.shape != Shape::Sign && t.end - t.start > 1)
            .map(|t| t.hash)
            .collect();
        politics.sort_unstable();
        politics.dedup();
        let mut gate = [0; 64];
        for hash in &politics {
            gate[*hash as usize / 64 % 64] |= 1 << (hash % 64);
        }
        Self { politics, gate }
    }

    #[inline]
    fn holds(&self, hash: u32) -> bool {
        let likely = self.gate[hash as usize / 64 % 64] >> (hash % 64) & 1 != 0;
        likely && self.politics.binary_search(&hash).is_ok()
    }

    /// The latest year of a date at the head of the text, or one far ahead, and how many words of
    /// politics the text has.
    pub fn count(&self, scan: &Scan<'_>) -> (u16, usize) {
        let mut year = 0;
        for i in 1..scan.tokens.len().min(HEAD) {
            let t = &scan.tokens[i];
            let dated = t.shape == Shape::Digits
                && t.end - t.start == 4
                && (scan.tokens[i - 1].is(word::CALENDAR) || scan.any_sign(i - 1, "-/"));
            if dated {
                let value: u16 = scan.word(i).parse().unwrap_or_default();
                if (1990..=2035).contains(&value) {
                    year = year.max(value);
                }
            }
        }
        let words = scan
            .tokens
            .iter()
            .filter(|t| t.shape != Shape::Sign && t.end - t.start > 1 && self.holds(t.hash))
            .take(64)
            .count();
        (if year == 0 { u16::MAX } else { year }, words)
    }

    /// Whether a word of politics stands near token `i`, in the same paragraph.
    pub fn near(&self, scan: &Scan<'_>, i: usize) -> bool {
        let before = (i.saturating_sub(REACH)..i)
            .rev()
            .take_while(|&j| scan.tokens[j + 1].gap < Gap::Para);
        let behind = (i + 1..(i + REACH).min(scan.tokens.len()))
            .take_while(|&j| scan.tokens[j].gap < Gap::Para);
        before.chain(behind).any(|j| {
            let t = &scan.tokens[j];
            t.shape != Shape::Sign && t.end - t.start > 1 && self.holds(t.hash)
        })
    }
}

/// Whether what stands around a name makes its bearer a civil servant, or someone who writes.
pub(super) fn civil(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    let office = from > 0 && scan.tokens[from - 1].is(word::OFFICE);
    if office {
        return false;
    }
    let address = (to..to + 6)
        .take_while(|&i| scan.get(i).is_some_and(|t| t.gap <= Gap::Blank))
        .any(|i| scan.any_sign(i, "@©") && scan.tokens[i].gap == Gap::None);
    address || function_beside(scan, from, to) || labelled(scan, from) || sends(scan, from, to)
}

/// "Voorzitter: Beckerman": who chairs a debate.
pub(super) fn chairs(scan: &Scan<'_>, from: usize) -> bool {
    from > 1
        && scan.sign(from - 1, ":")
        && scan.word(from - 2).eq_ignore_ascii_case("voorzitter")
        && scan.line_start(from - 2)
}

/// "De voorzitter, de heer Bosma", "collega De Vries": spoken of as one of the house.
pub(super) fn spoken_of(scan: &Scan<'_>, from: usize) -> bool {
    let mut at = from;
    while at > 0
        && from - at < 4
        && (scan.tokens[at - 1].is(word::HONORIFIC)
            || scan.any_sign(at - 1, ",")
            || scan.word(at - 1) == "de")
    {
        at -= 1;
    }
    at > 0
        && matches!(
            scan.word(at - 1),
            "voorzitter" | "Voorzitter" | "collega" | "Collega" | "lid" | "ambtgenoot"
        )
}

/// Whether the text is the report of a debate: the chair speaks in it.
pub(super) fn is_debate(scan: &Scan<'_>) -> bool {
    (1..scan.tokens.len()).any(|i| {
        scan.sign(i, ":")
            && scan.word(i - 1).eq_ignore_ascii_case("voorzitter")
            && (scan.line_start(i - 1)
                || i > 1 && scan.word(i - 2).eq_ignore_ascii_case("de") && scan.line_start(i - 2))
    })
}

/// "u (Bruins Slot)": the minister to whom a note is written.
pub(super) fn you(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    from > 1
        && scan.sign(from - 1, "(")
        && scan.sign(to, ")")
        && matches!(scan.word(from - 2), "u" | "U")
}

/// "Geachte heer Omtzigt": a letter opens with the name.
pub(super) fn greeted(scan: &Scan<'_>, from: usize) -> bool {
    from > 1
        && scan.tokens[from - 1].is(word::HONORIFIC)
        && matches!(
            scan.word(from - 2),
            "Geachte" | "geachte" | "Beste" | "beste"
        )
}

/// Whether a form of address stands before the name.
pub(super) fn addressed(scan: &Scan<'_>, from: usize) -> bool {
    from > 0 && scan.tokens[from - 1].is(word::HONORIFIC)
}

/// Posts that holders of public office have too, and words for whoever has the same one.
const NOT_CIVIL: [&str; 16] = [
    "collega",
    "collegae",
    "voorzitter",
    "vicevoorzitter",
    "ondervoorzitter",
    "woordvoerder",
    "plaatsvervangend",
    "waarnemend",
    "wnd",
    "plv",
    "deelnemer",
    "secretaris",
    "griffier",
    "inspecteur",
    "architect",
    "fractievoorzitter",
];

fn function_beside(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    let function = |i: usize| {
        scan.get(i)
            .is_some_and(|t| t.is(word::FUNCTION) && t.gap <= Gap::Line)
            && !NOT_CIVIL
                .iter()
                .any(|w| scan.word(i).eq_ignore_ascii_case(w))
    };
    let mut before = from;
    while before > 0
        && (scan.any_sign(before - 1, ",(:") || scan.tokens[before - 1].is(word::HONORIFIC))
    {
        before -= 1;
    }
    let below = scan.get(to).is_some_and(|t| t.gap == Gap::Line);
    let behind = to + usize::from(scan.any_sign(to, ",("));
    let beside = behind > to || below;
    before > 0 && function(before - 1) && scan.tokens[before].gap <= Gap::Blank
        || beside && function(behind)
}

/// Whether the line begins with the label of a person, or the line above is nothing but one.
fn labelled(scan: &Scan<'_>, from: usize) -> bool {
    let start = line_start(scan, from);
    let person = |at: usize| {
        // Who chairs speaks to members of parliament, not of civil servants.
        let article = usize::from(scan.word(at).eq_ignore_ascii_case("de"));
        if scan.word(at + article).eq_ignore_ascii_case("voorzitter") {
            return false;
        }
        let from = scan.tokens[at].start as usize;
        let mut to = (from + 80).min(scan.end);
        while !scan.text.is_char_boundary(to) {
            to -= 1;
        }
        let line = scan.text[from..to].split('\n').next().unwrap_or_default();
        labels::at_start(line).is_some_and(|hit| hit.label.introduces_person())
    };
    if start < from && person(start) {
        return true;
    }
    let Some(last) = start.checked_sub(1) else {
        return false;
    };
    let above = line_start(scan, last);
    start - above <= 4 && scan.tokens[start].gap <= Gap::Line && person(above)
}

fn line_start(scan: &Scan<'_>, from: usize) -> usize {
    (from.saturating_sub(40)..=from)
        .rev()
        .find(|&i| scan.line_start(i))
        .unwrap_or(from)
}

/// "Groet,\nKaag", "[12:03] Kaag:", "Beste Kaag".
fn sends(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    let Some(before) = from.checked_sub(1) else {
        return false;
    };
    let greeting = |i: usize| {
        matches!(
            scan.word(i),
            "Beste"
                | "beste"
                | "Hoi"
                | "hoi"
                | "Ha"
                | "Dag"
                | "Hallo"
                | "groet"
                | "Groet"
                | "groeten"
                | "Groeten"
                | "gr"
                | "Gr"
        )
    };
    let closes = before > 0 && scan.any_sign(before, ",.") && greeting(before - 1);
    let chat = scan.sign(to, ":")
        && !scan.sign(to.saturating_sub(1), ")")
        && (scan.sign(before, "]") || scan.tokens[before].shape == Shape::Digits);
    greeting(before) || closes || chat
}

/// Whether a first name at token `i` stands without a surname, and is not that of who writes or is
/// written to.
pub(super) fn stands_alone(scan: &Scan<'_>, i: usize) -> bool {
    let next = scan.get(i + 1);
    let surname = next.is_some_and(|n| {
        n.gap <= Gap::Blank
            && (n.capital()
                && !n.is(word::OFFICE | word::FUNCTION | word::PARTY | word::ORGANISATION)
                || n.shape == Shape::Single
                || n.is(word::PREFIX)
                    && n.shape == Shape::Lower
                    && scan
                        .get(i + 2)
                        .is_some_and(|s| s.capital() || s.is(word::PREFIX))
                || n.gap == Gap::None && scan.any_sign(i + 1, "-@_"))
    });
    let before = i.checked_sub(1).map(|b| &scan.tokens[b]);
    let joined = before.is_some_and(|b| {
        scan.tokens[i].gap <= Gap::Blank
            && (b.is(word::FIRST | word::HONORIFIC | word::PREFIX) && b.capital()
                || scan.tokens[i].gap == Gap::None && scan.any_sign(i - 1, "-@._")
                || scan.any_sign(i - 1, "@"))
    });
    let own_line = scan.line_start(i) && scan.line_start(i + 1);
    let speaks = scan.line_start(i) && scan.any_sign(i + 1, ":,");
    !surname && !joined && !own_line && !speaks && !civil(scan, i, i + 1)
}
