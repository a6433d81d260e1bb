//! How office holders and units of government are written in headers: "MBZK", "Stas IenW",
//! "Minister voor …", "CZW/CZ", "Directie …". Forms only; who holds an office is not known here.

use super::edits::edits;
use super::gate::{self, Gate, opens};
use std::sync::LazyLock;

/// Words that open the name of an office, in lower case.
const OFFICES: &[&str] = &[
    "minister",
    "ministers",
    "minister-president",
    "viceminister-president",
    "staatssecretaris",
    "staatsecretaris",
    "staatssecretarissen",
    "gedeputeerde",
    "gedeputeerden",
    "wethouder",
    "wethouders",
    "burgemeester",
    "commissaris",
    "voorzitter",
    "voorzitters",
    "griffier",
    "secretaris-generaal",
    "directeur-generaal",
    "inspecteur-generaal",
    "plv",
    "plv.",
    "plaatsvervangend",
    "college",
    "colleges",
    "directeur",
    "bewindspersonen",
    "gemeentesecretaris",
    "provinciesecretaris",
    "korpschef",
    "dijkgraaf",
    "rijksadvocaat",
    "landsadvocaat",
    "ministerraad",
    "staten-generaal",
];

const OFFICE_GATE: Gate = Gate::of(OFFICES);

/// Abbreviated offices without the M or S of a minister's.
const SHORT_OFFICES: &[&str] = &[
    "MP", "SG", "PSG", "pSG", "plvSG", "pDG", "DG", "IG", "BWO", "STAS",
];

/// What a minister's or state secretary's M or S stands before.
const PORTFOLIOS: &[&str] = &[
    "BZK", "JenV", "JV", "VenJ", "Rb", "RB", "VWS", "LZ", "LZS", "MZ", "MZS", "PG", "OCW", "PVO",
    "VBVOM", "EZK", "EZ", "KGG", "KE", "IenW", "IW", "IenM", "SZW", "PP", "PPP", "APP", "FIN",
    "Fin", "FB", "FD", "TD", "FT", "BZ", "BHOS", "BHO", "BUHA", "BuHa", "OS", "DEF", "Def",
    "INDEF", "LNV", "LVVN", "NS", "VRO", "AenM", "AM", "AZ", "JBZ", "KR", "DK", "DKR", "HV", "TT",
    "MOI", "OM", "JPS", "PS", "ED",
];

/// Whether a word is a minister's or state secretary's short name (MBZK, SOCW, MinIenW), or
/// that of the top of a department.
#[must_use]
pub fn is_office_abbreviation(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, ',' | '.' | ';' | '(' | ')' | ':'));
    let opens = word.as_bytes().first();
    if !opens.is_some_and(|b| matches!(b, b'M' | b'S' | b'P' | b'p' | b'D' | b'I' | b'B')) {
        return false;
    }
    if word.len() <= 5 && SHORT_OFFICES.contains(&word) {
        return true;
    }
    let portfolio = ["Min", "MIN", "Stas", "STAS", "MR", "M", "S"]
        .iter()
        .filter_map(|prefix| word.strip_prefix(prefix))
        .map(|rest| rest.trim_start_matches('-'))
        // All portfolios are short and begin with a capital.
        .filter(|rest| rest.len() <= 5 && rest.starts_with(|c: char| c.is_ascii_uppercase()))
        .any(|rest| PORTFOLIOS.contains(&rest));
    portfolio
        || matches!(
            word,
            "MINDEF" | "STASDEF" | "MinDef" | "MinFin" | "StasFin" | "MRb" | "MvD" | "MPG"
        )
}

/// What may stand before an office.
const BEFORE: &[&str] = &[
    "de", "het", "den", "aan", "mijne", "mevrouw", "heer", "dhr.", "mw.",
];
const BEFORE_GATE: Gate = Gate::of(BEFORE);

/// Whether a text begins with an office, an article or "aan" before it left aside.
#[must_use]
pub fn starts_with_office(text: &str) -> bool {
    let mut words = text
        .split([' ', '\t', ',', ':'])
        .filter(|w| !w.is_empty())
        .peekable();
    while words
        .next_if(|w| BEFORE_GATE.may_hold(w) && BEFORE.iter().any(|x| gate::is(w, x)))
        .is_some()
    {}
    let Some(first) = words.next() else {
        return false;
    };
    is_office_word(first)
        || (is_office_abbreviation(first) && first.len() > 1)
        || (["stas", "min", "min."]
            .iter()
            .any(|x| first.eq_ignore_ascii_case(x))
            && words
                .next()
                .is_some_and(|w| w.starts_with(char::is_uppercase)))
}

/// Whether a word opens an office's name.
#[must_use]
pub fn is_office_word(word: &str) -> bool {
    OFFICE_GATE.may_hold(word) && OFFICES.iter().any(|o| gate::is(word, o))
}

/// The portfolios of ministers and state secretaries, in full.
const FULL_PORTFOLIOS: &[&str] = &[
    "Algemene Zaken",
    "Asiel en Migratie",
    "Binnenlandse Zaken en Koninkrijksrelaties",
    "Buitenlandse Zaken",
    "Buitenlandse Handel en Ontwikkelingssamenwerking",
    "Defensie",
    "Economische Zaken",
    "Economische Zaken en Klimaat",
    "Financiën",
    "Infrastructuur en Milieu",
    "Infrastructuur en Waterstaat",
    "Justitie en Veiligheid",
    "Klimaat en Energie",
    "Klimaat en Groene Groei",
    "Landbouw, Natuur en Voedselkwaliteit",
    "Landbouw, Visserij, Voedselzekerheid en Natuur",
    "Langdurige Zorg en Sport",
    "Medische Zorg",
    "Natuur en Stikstof",
    "Onderwijs, Cultuur en Wetenschap",
    "Rechtsbescherming",
    "Sociale Zaken en Werkgelegenheid",
    "Veiligheid en Justitie",
    "Volksgezondheid, Welzijn en Sport",
    "Volkshuisvesting en Ruimtelijke Ordening",
];

/// A minister's or state secretary's title with the damage of a scan undone: "Minister van
/// Infrastructuur eu Waterstaat". None where it is right, or none that is known comes near.
#[must_use]
pub fn mended_title(title: &str) -> Option<String> {
    let mut words = title.split(' ');
    let office = words.next()?;
    let near_office = ["minister", "staatssecretaris"]
        .iter()
        .any(|o| office.eq_ignore_ascii_case(o));
    let rest = title.get(office.len()..)?.trim_start();
    let (link, rest) = [("van", "van "), ("voor", "voor "), ("van", "v an ")]
        .iter()
        .find_map(|(link, p)| rest.strip_prefix(p).map(|r| (*link, r)))?;
    if !near_office || rest.len() > 80 || title.contains('[') {
        return None;
    }
    let letters = Letters::of(rest);
    let full = PORTFOLIO_LETTERS
        .iter()
        .zip(FULL_PORTFOLIOS)
        .find(|(p, full)| {
            let allowed = 1 + full.len() / 20;
            letters.near(p, allowed)
        })?;
    let full = full.1;
    let mended = format!("{office} {link} {full}");
    (mended != title).then_some(mended)
}

/// The letters of the portfolios in full, in their order.
static PORTFOLIO_LETTERS: LazyLock<Vec<Letters>> =
    LazyLock::new(|| FULL_PORTFOLIOS.iter().map(|p| Letters::of(p)).collect());

/// A text's letters in lower case, blanks and commas left aside.
struct Letters {
    letters: Vec<char>,
    /// One bit for each kind of letter that occurs.
    kinds: u64,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Vec::with_capacity(text.len());
        for c in text.chars().filter(|c| c.is_alphanumeric()) {
            letters.extend(c.to_lowercase());
        }
        let kinds = letters
            .iter()
            .fold(0, |all, c| all | 1 << (u32::from(*c) & 63));
        Self { letters, kinds }
    }

    /// Whether the edit distance to another is at most `most`.
    fn near(&self, other: &Self, most: usize) -> bool {
        // An edit adds or takes away at most one kind of letter.
        let apart = |a: u64, b: u64| (a & !b).count_ones() as usize;
        let (mut a, mut b) = (self.letters.as_slice(), other.letters.as_slice());
        if a.len().abs_diff(b.len()) > most
            || apart(self.kinds, other.kinds) > most
            || apart(other.kinds, self.kinds) > most
        {
            return false;
        }
        // What both begin and end with costs nothing.
        let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        (a, b) = (&a[same..], &b[same..]);
        let same = a
            .iter()
            .rev()
            .zip(b.iter().rev())
            .take_while(|(x, y)| x == y)
            .count();
        (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
        edits(a, b, &mut vec![0; b.len() + 1], most, |x, y| x == y) <= most
    }
}

/// Words that open the name of a unit or body, in lower case.
const UNITS: &[&str] = &[
    "directie",
    "dir",
    "dir.",
    "directoraat-generaal",
    "directoraat",
    "dg",
    "cluster",
    "afdeling",
    "afd.",
    "programmadirectie",
    "projectdirectie",
    "hoofddirectie",
    "stafdirectie",
    "bestuurskern",
    "bestuursdepartement",
    "bestuursstaf",
    "bureau",
    "team",
    "eenheid",
    "sector",
    "dienst",
    "inspectie",
    "programma-dg",
    "kabinet",
    "onderafdeling",
    "stafbureau",
    "concernstaf",
    "kerndepartement",
    "domein",
    "ministerraad",
    "ministerie",
];

const UNIT_GATE: Gate = Gate::of(UNITS);

/// Whether a word opens a unit's name.
fn is_unit_word(word: &str) -> bool {
    UNIT_GATE.may_hold(word) && UNITS.iter().any(|u| gate::is(word, u))
}

/// Whether a text begins with the name of a unit: "Directie Participatie", "Kabinet
/// Minister-President", "DG Milieu".
#[must_use]
pub fn starts_with_unit(text: &str) -> bool {
    let mut words = text.split([' ', '\t']).filter(|w| !w.is_empty());
    let Some(first) = words.next() else {
        return false;
    };
    let first_bare = first.trim_end_matches([',', ':']);
    if first.len() > 4 && first_bare.starts_with("Dir.") {
        return true;
    }
    if !is_unit_word(first_bare) {
        return false;
    }
    words.next().is_none_or(|w| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '-')
            || matches!(
                w,
                "van" | "voor" | "secretaris-generaal" | "bestuursondersteuning"
            )
    })
}

/// Whether a line is nothing but the word that opens a unit's name: "Directoraat-generaal".
#[must_use]
pub fn is_unit_word_alone(line: &str) -> bool {
    let line = line.trim();
    !matches!(line, "DG" | "dg") && is_unit_word(line)
}

/// Whether a text is the name of a body that signs: "Gedeputeerde Staten", "het college van
/// burgemeester en wethouders van …", "Gemeente …", "Provincie …", "Ministerie van …".
#[must_use]
pub fn is_body(text: &str) -> bool {
    const BODIES: &[&str] = &[
        "gedeputeerde staten",
        "provinciale staten",
        "college van burgemeester",
        "college van gedeputeerde",
        "college van b en w",
        "college van b&w",
        "burgemeester en wethouders",
        "ministerraad",
        "gemeente ",
        "provincie ",
        "waterschap ",
        "hoogheemraadschap ",
        "ministerie van ",
        "kabinet minister-president",
    ];
    const GATE: Gate = Gate::of(BODIES);
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let text = ["Het ", "het ", "De ", "de "]
        .iter()
        .find_map(|a| text.strip_prefix(a))
        .unwrap_or(text);
    text.len() <= 90 && GATE.may_open(text) && BODIES.iter().any(|b| opens(text, b))
}

/// Whether a text is a unit's short name: "CZW/CZ", "BEL/GND", "DGRR", "DWJZ".
#[must_use]
pub fn is_unit_abbreviation(text: &str) -> bool {
    let text = text.trim();
    if text.len() < 2 || text.len() > 24 || text.contains(char::is_whitespace) {
        return false;
    }
    let slashed = text.contains(['/', '-', '&']);
    text.split(['/', '-', '&']).all(|part| {
        let upper = part.chars().filter(|c| c.is_uppercase()).count();
        let all = part.chars().count();
        all >= 1
            && part.starts_with(char::is_uppercase)
            && part.chars().all(char::is_alphanumeric)
            && upper * 2 >= all
            && (slashed || upper >= 2)
            && part.chars().filter(char::is_ascii_digit).count() <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_offices_are_known_from_units() {
        for word in [
            "MBZK", "SOCW", "MINDEF", "MRb", "MJenV", "SG", "MPVO", "StasIenW",
        ] {
            assert!(is_office_abbreviation(word), "{word}");
        }
        for word in ["CZW", "DGB", "Minder", "Samen", "MBO", "SMS", "WJZ"] {
            assert!(!is_office_abbreviation(word), "{word}");
        }
        for unit in ["CZW/CZ", "BEL/GND", "DGRR", "CZ/JZ/WCD", "DGMo", "B&C"] {
            assert!(is_unit_abbreviation(unit), "{unit}");
        }
        for word in ["Ja", "Datum", "2021/306", "nota", "BS2024021319"] {
            assert!(!is_unit_abbreviation(word), "{word}");
        }
    }

    #[test]
    fn damaged_titles_are_mended_and_right_ones_left() {
        for (title, mended) in [
            (
                "Minister van Infrastructuur eu Waterstaat",
                Some("Minister van Infrastructuur en Waterstaat"),
            ),
            (
                "Minister van Justitieen Veiligheid",
                Some("Minister van Justitie en Veiligheid"),
            ),
            (
                "Staatssecretaris v an Landbouw, Natuut en Voedselkwaliteit",
                Some("Staatssecretaris van Landbouw, Natuur en Voedselkwaliteit"),
            ),
            ("Minister van Justitie en Veiligheid", None),
            ("Minister van Economische Zaken", None),
            ("Minister voor Sterren en Planeten", None),
            ("minister", None),
        ] {
            assert_eq!(mended_title(title).as_deref(), mended, "{title}");
        }
    }

    #[test]
    fn offices_and_units_are_known_by_their_first_word() {
        assert!(starts_with_office("de Minister voor Natuur en Stikstof"));
        assert!(starts_with_office("Stas IenW"));
        assert!(!starts_with_office("Ministerie van Binnenlandse Zaken"));
        assert!(starts_with_unit("Directie Eigenaarsadvisering"));
        assert!(starts_with_unit("cluster secretaris-generaal"));
        assert!(!starts_with_unit("Directie en medewerkers"));
        assert!(is_body(
            "het college van burgemeester en wethouders van Voorbeeldstad"
        ));
    }
}
