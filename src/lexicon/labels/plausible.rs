//! Whether a text may be the value of a label, so that a sentence that happens to begin with the
//! same word ("Van deze gelden …") is not taken for one.

use super::Label;
use crate::lexicon::months;

/// Longer than this no value goes on in one line.
const LONGEST: usize = 140;

/// Whether `rest`, which follows the label without a colon, looks like its value.
pub(super) fn value(label: Label, rest: &str) -> bool {
    let first = rest.chars().next();
    let digit = first.is_some_and(|c| c.is_ascii_digit());
    match label {
        Label::Date | Label::MeetingDate | Label::Received | Label::YourLetter => date_like(rest),
        Label::Deadline => date_like(rest) || names(rest),
        Label::Reference | Label::YourReference | Label::Dossier => reference_like(rest),
        Label::Annexes => {
            digit || annexes_like(rest) || rest.len() <= 80 && first.is_some_and(char::is_uppercase)
        }
        Label::Subject | Label::Project => {
            digit || first.is_some_and(|c| c.is_uppercase() || matches!(c, '‘' | '“' | '"' | '\''))
        }
        Label::Phone => {
            first.is_some_and(|c| c.is_ascii_digit() || matches!(c, '+' | '('))
                && rest.bytes().filter(u8::is_ascii_digit).count() >= 3
        }
        Label::Email => rest.split(' ').take(3).any(|w| w.contains(['@', '©'])),
        Label::ActivelyPublic => matches!(word(rest), "Ja" | "Nee" | "JA" | "NEE" | "ja" | "nee"),
        Label::OfficeAddress => digit || first.is_some_and(char::is_uppercase),
        Label::Other => rest.len() < 40 && rest.bytes().take(12).any(|b| b.is_ascii_digit()),
        Label::To => names(rest) || minister(rest),
        _ => names(rest),
    }
}

/// "de Minister v an Landbouw": a minister's title, damaged, and no sentence.
fn minister(rest: &str) -> bool {
    const VERBS: &[&str] = &[
        " is ", " heeft ", " wordt ", " worden ", " zijn ", " kan ", " om ", " dat ", " die ",
        " te ", " zal ", " was ",
    ];
    let title = rest.strip_prefix("de ").unwrap_or(rest);
    (title.starts_with("Minister v") || title.starts_with("Staatssecretaris v"))
        && rest.len() <= LONGEST
        && !rest.ends_with('.')
        && !VERBS.iter().any(|v| rest.contains(v))
}

/// "TER BESLISSING / TER INFORMATIE", "Ter informatie en bespreking".
pub(super) fn more_kinds(rest: &str) -> bool {
    rest.len() <= 40
        && (rest.starts_with(['/', '&', '(']) || matches!(word(rest), "en" | "of" | "EN" | "OF"))
}

fn word(text: &str) -> &str {
    text.split([' ', '\t', ',']).next().unwrap_or_default()
}

fn date_like(rest: &str) -> bool {
    let mut words = rest.split_whitespace().take(4);
    let Some(first) = words.next() else {
        return false;
    };
    let digit = first.starts_with(|c: char| c.is_ascii_digit());
    digit && !first.ends_with('%')
        || months::weekday(first.trim_end_matches(',')).is_some()
        || matches!(first, "d.d." | "dd.")
        || words.any(|w| months::month(w).is_some())
}

fn reference_like(rest: &str) -> bool {
    rest.len() <= LONGEST
        && rest
            .split_whitespace()
            .take(3)
            .any(|w| w.bytes().any(|b| b.is_ascii_digit()))
        && !rest.starts_with(char::is_lowercase)
}

fn annexes_like(rest: &str) -> bool {
    let first = word(rest);
    rest.starts_with(['-', '•', '*'])
        || matches!(
            first.trim_end_matches('.'),
            "geen" | "Geen" | "n.v.t" | "nvt" | "div" | "diverse" | "een" | "één" | "twee" | "drie"
        )
}

/// Names, offices and units and the small words between them: no verb, no sentence.
fn names(rest: &str) -> bool {
    if rest.len() > LONGEST || rest.ends_with('.') && rest.contains(' ') {
        return false;
    }
    let mut named = false;
    for (i, w) in rest.split_whitespace().enumerate() {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(c) = bare.chars().next() else {
            continue;
        };
        if c.is_uppercase() || c.is_ascii_digit() {
            named = true;
        } else if is_office_word(bare) {
            named |= i < 3;
        } else if !is_small_word(bare) && !w.contains('@') {
            return false;
        }
        // "Van der Berg" is a name, not an announcement.
        if i == 0 && matches!(bare, "der" | "den" | "ter" | "ten" | "'t") {
            return false;
        }
    }
    named
}

fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "de" | "het"
            | "van"
            | "voor"
            | "en"
            | "der"
            | "den"
            | "des"
            | "te"
            | "ten"
            | "ter"
            | "t"
            | "aan"
            | "op"
            | "in"
            | "d.t.v"
            | "via"
            | "a"
            | "of"
            | "tot"
            | "bij"
            | "i.o"
            | "ov"
            | "la"
            | "el"
            | "al"
            | "d"
            | "s"
            | "mr"
            | "drs"
            | "ir"
            | "dr"
            | "ing"
            | "prof"
            | "dhr"
            | "mw"
            | "mevr"
            | "t.a.v"
            | "cc"
            | "namens"
            | "met"
            | "dhr./mw"
    )
}

fn is_office_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "minister",
        "staatssecretaris",
        "voorzitter",
        "secretaris",
        "leden",
        "college",
        "colleges",
        "burgemeester",
        "wethouder",
        "wethouders",
        "gedeputeerde",
        "gedeputeerden",
        "directeur",
        "plaatsvervangend",
        "raad",
        "gemeenteraad",
        "commissie",
        "hoofd",
        "president",
        "bestuur",
        "afdeling",
        "directie",
        "minister-president",
        "bewindspersonen",
        "ambtelijk",
        "portefeuillehouder",
        "heer",
        "mevrouw",
        "ministers",
        "lid",
        "ministerie",
        "gemeente",
        "provincie",
        "deelnemers",
        "inspecteur",
    ];
    WORDS.contains(&word)
        || [
            "secretaris-generaal",
            "directeur-generaal",
            "inspecteur-generaal",
        ]
        .iter()
        .any(|w| word.ends_with(w))
}
