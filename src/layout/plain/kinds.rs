//! What a colofon says: the kinds of line (or of a tail of a line) that a letterhead, a header
//! block or a side column consists of.

use super::dates::is_date;
use crate::layout::shape::{First, Shape};
use crate::lexicon::grammar;
use crate::lexicon::labels::{self, Label};

/// What a line says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::layout) enum Kind {
    /// A label without its value.
    Label(Label),
    /// A label and its value, of the type it announces where that can be told.
    Labelled(Label, bool),
    /// A date and nothing else.
    Date,
    /// A reference number and nothing else.
    Reference,
    /// The name of a unit or of an organisation.
    Unit,
    /// Street, postal code, post-office box.
    Address,
    /// A web or e-mail address.
    Web,
    /// A telephone number.
    Phone,
    /// `TER BESLISSING` and the like.
    Purpose,
    /// What letter paper asks of its reader.
    Plea,
    /// `Pagina 2 van 6`
    PageNumber,
}

impl Kind {
    /// Whether a single line of it is evidence by itself.
    pub(super) fn is_strong(self) -> bool {
        match self {
            Self::Labelled(_, typed) => typed,
            _ => true,
        }
    }

    /// Whether what it says may go on in the next line.
    pub(super) fn takes_more(self) -> bool {
        matches!(self, Self::Labelled(_, false) | Self::Unit)
    }
}

/// The widest line that is looked at.
const WIDEST: u16 = 100;

/// What the text says, if it is something that a colofon says.
pub(in crate::layout) fn kind(text: &str, shape: &Shape) -> Option<Kind> {
    if shape.width > WIDEST || shape.words == 0 {
        return None;
    }
    if shape.digits > 0 {
        if is_page_number(text) {
            return Some(Kind::PageNumber);
        }
        if is_date(text) {
            return Some(Kind::Date);
        }
        if is_phone(text) {
            return Some(Kind::Phone);
        }
        if is_address(text, shape) {
            return Some(Kind::Address);
        }
        if is_reference(text, shape) {
            return Some(Kind::Reference);
        }
    }
    if is_web(text, shape) {
        return Some(Kind::Web);
    }
    // The second half of a sentence is no label, and most lines are that.
    let runs_on = shape.first == First::Lower && shape.width > 45 && shape.is_prose();
    if runs_on {
        return is_plea(text).then_some(Kind::Plea);
    }
    if let Some(hit) = labels::at_start(text) {
        return labelled(text, hit);
    }
    if is_note_kind(text) {
        return Some(Kind::Purpose);
    }
    if is_unit(text, shape) {
        return Some(Kind::Unit);
    }
    is_plea(text).then_some(Kind::Plea)
}

fn labelled(text: &str, hit: labels::LabelHit) -> Option<Kind> {
    let value = text.get(hit.len..)?.trim();
    if hit.label == Label::NoteKind {
        return Some(Kind::Purpose);
    }
    if hit.alone || value.is_empty() {
        return Some(Kind::Label(hit.label));
    }
    if hit.label == Label::Unit && !hit.colon {
        return is_unit(text, &Shape::of(text)).then_some(Kind::Unit);
    }
    let shape = Shape::of(value);
    let typed = match hit.label {
        Label::Date | Label::Deadline | Label::YourLetter | Label::Received => {
            is_date(value) || begins_with_date(value)
        }
        Label::Reference | Label::YourReference => is_reference(value, &shape) || is_mark(value),
        Label::Phone => is_phone(value),
        Label::Email => value.contains('@'),
        Label::Annexes => value.len() <= 3,
        Label::Unit => shape.words <= 6 && !is_sentence(value),
        Label::OfficeAddress => is_address(value, &shape),
        _ => false,
    };
    // "Van de zijde van …", "Aan de minister wordt voorgesteld": a word of a sentence.
    if !typed && (is_sentence(value) || (shape.lowers > 0 && shape.words > 8)) {
        return None;
    }
    Some(Kind::Labelled(hit.label, typed))
}

fn begins_with_date(value: &str) -> bool {
    let end = value
        .match_indices(' ')
        .nth(2)
        .map_or(value.len(), |(at, _)| at);
    is_date(&value[..end])
}

/// One word with a digit in it.
fn is_mark(value: &str) -> bool {
    value.len() <= 40 && !value.contains(' ') && value.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a text has a finite verb or a pronoun.
pub(super) fn is_sentence(text: &str) -> bool {
    text.split_ascii_whitespace()
        .take(40)
        .any(|word| grammar::makes_sentence(word.trim_end_matches([',', '.', ';'])))
}

/// `Pagina 2 van 6`, `Pagina 2 van6`, `P agina 2`, `Blad 3`, `Page 1 of 2`, `pagina 1/3`.
pub(super) fn is_page_number(text: &str) -> bool {
    if text.len() > 28 {
        return false;
    }
    let text = text.trim_matches(['-', '–', '|', ' ', '_']);
    let head = text.as_bytes();
    if !matches!(head.first(), Some(b'P' | b'p' | b'B' | b'b')) {
        return false;
    }
    let mut letters = [0u8; 12];
    let (mut count, mut digits) = (0, 0);
    for b in text.bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' => {
                let Some(slot) = letters.get_mut(count) else {
                    return false;
                };
                *slot = b.to_ascii_lowercase();
                count += 1;
            }
            b'0'..=b'9' => digits += 1,
            b' ' | b'/' | b':' | b'.' => {}
            _ => return false,
        }
    }
    digits > 0
        && digits <= 8
        && matches!(
            &letters[..count],
            b"pagina"
                | b"paginavan"
                | b"pag"
                | b"pagvan"
                | b"page"
                | b"pageof"
                | b"blad"
                | b"bladvan"
                | b"biad"
                | b"paglna"
                | b"paglnavan"
                | b"paqina"
                | b"paqinavan"
                | b"p"
                | b"pvan"
                | b"bladzijde"
        )
}

/// A telephone number, with or without its word.
fn is_phone(text: &str) -> bool {
    let rest = text
        .strip_prefix("Telefoon")
        .or_else(|| text.strip_prefix("Tel"))
        .or_else(|| text.strip_prefix("T "))
        .or_else(|| text.strip_prefix("M "))
        .or_else(|| text.strip_prefix("F "));
    let worded = rest.is_some();
    let rest = rest.unwrap_or(text).trim_matches(['.', ':', ' ']);
    let clean = rest
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'(' | b')' | b'+' | b'.' | b'/'));
    if !clean {
        return false;
    }
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    (worded && digits >= 5)
        || (digits == 10 && rest.starts_with('0'))
        || (rest.starts_with('+') && digits >= 10)
}

/// `2511 DP Den Haag`, `Postbus 20301`, `Turfmarkt 147`.
fn is_address(text: &str, shape: &Shape) -> bool {
    if shape.words > 9 || shape.width > 70 {
        return false;
    }
    if is_postcode(text)
        || text.starts_with("Postbus ")
        || text.starts_with("Retouradres")
        || text.starts_with("Bezoekadres")
        || text.starts_with("Postadres")
    {
        return !is_sentence(text);
    }
    let mut words = text.split_ascii_whitespace();
    let (Some(first), mut count) = (words.next(), 1) else {
        return false;
    };
    if !first.starts_with(char::is_uppercase) {
        return false;
    }
    let mut street = is_street(first);
    for word in words {
        count += 1;
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return street && count <= 5 && word.len() <= 7 && shape.words <= count + 5;
        }
        if !word.starts_with(char::is_uppercase)
            && !matches!(word, "van" | "de" | "der" | "den" | "het")
        {
            return false;
        }
        street |= is_street(word);
    }
    false
}

fn is_street(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "straat",
        "weg",
        "laan",
        "plein",
        "kade",
        "markt",
        "gracht",
        "singel",
        "dijk",
        "hof",
        "pad",
        "plantsoen",
        "dreef",
        "ring",
        "baan",
        "boulevard",
        "haven",
        "park",
        "wal",
        "steeg",
        "burg",
        "bolwerk",
        "poort",
    ];
    word.starts_with(char::is_uppercase)
        && word.len() >= 5
        && ENDS.iter().any(|end| word.ends_with(end))
}

fn is_postcode(text: &str) -> bool {
    let b = text.as_bytes();
    if b.len() < 6 || !b[..4].iter().all(u8::is_ascii_digit) || b[0] == b'0' {
        return false;
    }
    let at = 4 + usize::from(b[4] == b' ');
    b.len() >= at + 2
        && b[at].is_ascii_uppercase()
        && b[at + 1].is_ascii_uppercase()
        && b.get(at + 2).is_none_or(|n| *n == b' ' || *n == b',')
}

/// Numbers and capitals in one or two words, enough digits for a register: `5444272`,
/// `DGNV-NV 58775937`, `IENW/BSK-2022/248639`.
pub(super) fn is_reference(text: &str, shape: &Shape) -> bool {
    let text = text.trim_end_matches(['|', ' ', ',']);
    if shape.words > 4
        || text.ends_with('.')
        || text.len() > 40
        || shape.digits < 4
        || shape.lowers > 0
    {
        return false;
    }
    let mut run = 0;
    let mut longest = 0;
    for b in text.bytes() {
        match b {
            b'0'..=b'9' => run += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'/' | b'.' | b'_' | b' ' => run = 0,
            _ => return false,
        }
        longest = longest.max(run);
    }
    let word = text.bytes().filter(u8::is_ascii_lowercase).count();
    // A year is no reference, nor is an amount with its dots.
    word <= 5
        && longest >= 4
        && !(shape.digits == 4 && text.len() == 4)
        && !is_postcode(text)
        && !is_amount(text)
}

fn is_amount(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or("");
    let mut rest = 0;
    for group in groups {
        if group.len() != 3 || !group.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        rest += 1;
    }
    rest > 0 && first.len() <= 3
}

/// A web or mail address and little else.
fn is_web(text: &str, shape: &Shape) -> bool {
    if shape.words > 4 || memchr::memchr(b'.', text.as_bytes()).is_none() {
        return false;
    }
    let last = text.rsplit(' ').next().unwrap_or(text);
    let ends = [".nl", ".com", ".eu", ".org"]
        .iter()
        .any(|end| last.ends_with(end))
        || last.contains(".nl/");
    (ends || last.starts_with("www."))
        && shape.lowers <= 2
        && (text.starts_with("www.")
            || text.contains('@')
            || shape.capitals == 0 && shape.words <= 3)
        && !text.starts_with("http")
}

const UNITS: &[&str] = &[
    "Directie",
    "Dir.",
    "Directoraat",
    "Cluster",
    "Afdeling",
    "DG",
    "Team",
    "Programma",
    "Bureau",
    "Dienst",
    "Ministerie",
    "Kabinet",
    "Bestuurskern",
    "Bestuursdepartement",
    "Eenheid",
    "Sector",
    "Stafafdeling",
    "Stafdirectie",
    "Hoofddirectie",
    "Programmadirectie",
    "Projectdirectie",
    "Kenniscentrum",
    "Inspectie",
    "Gemeente",
    "Provincie",
    "Waterschap",
    "Staf",
    "Domein",
    "Portefeuille",
    "Secretariaat",
    "Rijksdienst",
    "Agentschap",
    "Dienstonderdeel",
    "Onderdeel",
    "Taakveld",
    "Raad",
    "Stadsdeel",
    "Concern",
    "Concerndirectie",
    "Bestuursstaf",
    "Bestuursdienst",
    "DGPenV",
    "Secretaris-Generaal",
    "cluster",
    "directie",
    "afdeling",
    "team",
    "directoraat-generaal",
    "programma",
    "Politie",
    "Rijkswaterstaat",
    "Directoraat-generaal",
    "Directoraat-Generaal",
    "Projectgroep",
    "Programmabureau",
    "Sectie",
    "Unit",
    "Divisie",
    "Commando",
];

/// For each first letter, the lengths of the words for a unit.
const UNIT_LENGTHS: [u32; 128] = {
    let mut lengths = [0u32; 128];
    let mut n = 0;
    while n < UNITS.len() {
        let word = UNITS[n].as_bytes();
        lengths[word[0] as usize] |= 1 << word.len();
        n += 1;
    }
    lengths
};

fn is_unit_name(word: &str) -> bool {
    let first = word.as_bytes().first().copied().unwrap_or(0);
    let lengths = UNIT_LENGTHS.get(usize::from(first)).copied().unwrap_or(0);
    word.len() < 32 && lengths & (1 << word.len()) != 0 && UNITS.contains(&word)
}

/// A unit's name: a word for a unit, then capitals and small words, and no verb.
pub(super) fn is_unit(text: &str, shape: &Shape) -> bool {
    if shape.width > 60 || shape.words > 9 || text.ends_with(['.', ',', ';', ':', '?']) {
        return false;
    }
    let first = text
        .split([' ', '\t'])
        .next()
        .unwrap_or("")
        .trim_end_matches(',');
    if !is_unit_name(first) && !first.starts_with("Directoraat") {
        // "DGPolitie", "DGKE-PK"
        if !(first.len() > 2 && first.starts_with("DG") && first.as_bytes()[2].is_ascii_uppercase())
        {
            return false;
        }
    }
    if shape.words == 1 {
        return first.len() >= 12 || first.starts_with("DG") || first.contains('-');
    }
    !is_sentence(text) && text.split_ascii_whitespace().skip(1).all(is_unit_word)
}

fn is_unit_word(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', ',']);
    !word.starts_with(|c: char| c.is_lowercase())
        || matches!(
            word,
            "van"
                | "de"
                | "der"
                | "den"
                | "het"
                | "en"
                | "voor"
                | "in"
                | "op"
                | "te"
                | "aan"
                | "tot"
                | "bij"
                | "of"
                | "met"
        )
        || word.contains("generaal")
        || word.len() >= 10
}

/// `TER BESLISSING`, `Ter informatie`.
fn is_note_kind(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() <= 32
        && bytes.len() > 8
        && bytes[..4].eq_ignore_ascii_case(b"ter ")
        && !text[4..].contains(' ')
        && !text.ends_with(['.', ','])
}

/// What printed letter paper asks of its reader, in the side column or at the foot.
fn is_plea(text: &str) -> bool {
    const PLEAS: &[&str] = &[
        "bij beantwoording",
        "en ons kenmerk vermelden",
        "wilt u slechts",
        "één zaak in uw",
        "een zaak in uw",
        "brief behandelen",
        "een routebeschrijving vindt",
        "kenmerk vermelden",
        "verzoeke bij beantwoording",
        "gelieve bij beantwoording",
        "bij correspondentie",
    ];
    let bytes = text.as_bytes();
    // Most lines begin with none of these letters ("é" for one).
    let may = bytes
        .first()
        .is_some_and(|b| matches!(b | 0x20, b'b' | b'e' | b'w' | b'k' | b'v' | b'g' | 0xE3));
    may && text.len() <= 90
        && PLEAS.iter().any(|plea| {
            bytes.len() >= plea.len() && bytes[..plea.len()].eq_ignore_ascii_case(plea.as_bytes())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Kind> {
        kind(text, &Shape::of(text))
    }

    #[test]
    fn knows_what_a_colofon_says() {
        assert_eq!(of("Datum"), Some(Kind::Label(Label::Date)));
        assert_eq!(
            of("Datum 18 mei 2021"),
            Some(Kind::Labelled(Label::Date, true))
        );
        assert_eq!(of("5444272"), Some(Kind::Reference));
        assert_eq!(of("DGNV-NV 58775937"), Some(Kind::Reference));
        assert_eq!(of("Cluster secretaris-generaal"), Some(Kind::Unit));
        assert_eq!(of("Directie Eigenaarsadvisering"), Some(Kind::Unit));
        assert_eq!(of("2511 DP Den Haag"), Some(Kind::Address));
        assert_eq!(of("Turfmarkt 147"), Some(Kind::Address));
        assert_eq!(of("Pagina 2 van6"), Some(Kind::PageNumber));
        assert_eq!(of("www.rijksoverheid.nl/jenv"), Some(Kind::Web));
        assert_eq!(of("Telefoon 14 020"), Some(Kind::Phone));
        assert_eq!(of("TER BESLISSING"), Some(Kind::Purpose));
        assert_eq!(
            of("Een routebeschrijving vindt u op www.stad.nl."),
            Some(Kind::Plea)
        );
    }

    #[test]
    fn a_sentence_is_none_of_it() {
        for text in [
            "Datum en tijd zijn nog niet bekend gemaakt aan de Kamer",
            "Aan de minister wordt voorgesteld om akkoord te gaan met",
            "Van de zijde van de regio is daar om gevraagd.",
            "Directie en medewerkers hebben het plan besproken",
            "2016, 2017, 2018, 2019, 2020.",
            "verzonden. 5444272",
            "Afdeling voorlopige voorzieningen heeft dat verzocht",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
