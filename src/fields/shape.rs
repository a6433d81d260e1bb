//! What a line of a header looks like, its label apart: a date, a reference, an office …

use super::address::is_address;
pub(super) use super::address::is_postcode;
use super::reference::is_reference_form;
pub(super) use super::reference::{is_look_alike, is_reference};
use super::scraps::is_junk;
use crate::lexicon::dates::DateHit;
use crate::lexicon::gate::{self, Gate, opens};
use crate::lexicon::{dates, doctypes, ministries};

/// The look of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// No letter or figure.
    Nothing,
    /// A redaction that was already there stands in its place.
    Redacted,
    Date,
    /// A reference, or a number that may be one.
    Reference,
    /// A number of parliament, a law, a court.
    Foreign,
    /// A small number: of annexes, of a row.
    Count,
    YesNo,
    Phone,
    Email,
    Url,
    /// A street, a postbus or a postcode.
    Address,
    /// One or more offices in full.
    Offices,
    /// One or more offices in short: MBZK.
    ShortOffices,
    /// A unit or body in full.
    Unit,
    /// A unit in short: CZW/CZ.
    ShortUnit,
    /// The word by which a document says what it is.
    DocType,
    Classification,
    /// A list item.
    Bullet,
    PageNumber,
    /// Scraps of a stamp or logo.
    Junk,
    /// Anything else: a title, a name.
    Words,
}

/// The shape of a text.
pub(super) fn of(text: &str) -> Shape {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '_' | '>' | '<'));
    if !text.contains(char::is_alphanumeric) {
        return Shape::Nothing;
    }
    if is_redaction(text) {
        return Shape::Redacted;
    }
    if is_page_number(text) {
        return Shape::PageNumber;
    }
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    // No date is without a figure.
    if figures > 0
        && let Some(date) = dates::at_start(text)
        && text.len() - date.len <= 24
        && !is_reference_after_date(&text[date.len..])
    {
        return Shape::Date;
    }
    if figures > 0
        && after_place(text)
            .is_some_and(|(at, date)| !text[at + date.len..].contains(char::is_alphanumeric))
    {
        return Shape::Date;
    }
    if text.len() < 80 && text.contains('.') && text.contains(['@', '©']) {
        return Shape::Email;
    }
    if opens(text, "www.") || opens(text, "http") || is_domain(text) {
        return Shape::Url;
    }
    if classification(text).is_some() {
        return Shape::Classification;
    }
    of_figures(text, figures).unwrap_or_else(|| of_words(text))
}

/// What figures decide.
fn of_figures(text: &str, figures: usize) -> Option<Shape> {
    if figures == 0 {
        return None;
    }
    if text.len() <= 2 && figures == text.len() {
        return Some(Shape::Count);
    }
    if is_address(text) {
        return Some(Shape::Address);
    }
    if is_look_alike(text) {
        return Some(Shape::Foreign);
    }
    if is_bullet(text) {
        return Some(Shape::Bullet);
    }
    if is_phone(text, figures) {
        return Some(Shape::Phone);
    }
    is_reference_form(text, figures).then_some(Shape::Reference)
}

fn of_words(text: &str) -> Shape {
    if matches!(text, "Ja" | "Nee" | "JA" | "NEE" | "ja" | "nee") {
        Shape::YesNo
    } else if matches!(
        text,
        "geen" | "Geen" | "één" | "twee" | "drie" | "vier" | "vijf"
    ) {
        Shape::Count
    } else if is_bullet(text) {
        Shape::Bullet
    } else if doctypes::of_line(text).is_some() {
        Shape::DocType
    } else if short_offices(text) {
        Shape::ShortOffices
    } else if ministries::starts_with_unit(text) || ministries::is_body(text) {
        Shape::Unit
    } else if ministries::starts_with_office(text) {
        Shape::Offices
    } else if ministries::is_unit_abbreviation(text) {
        Shape::ShortUnit
    } else if is_junk(text) {
        Shape::Junk
    } else {
        Shape::Words
    }
}

/// "MBZK", "MBZK en SBZK", "MP / SG".
fn short_offices(text: &str) -> bool {
    text.len() <= 60
        && text
            .split([' ', ',', '/', ';'])
            .filter(|w| !w.is_empty() && !matches!(*w, "en" | "de" | "&" | "+" | "tkn"))
            .try_fold(0, |n, w| {
                ministries::is_office_abbreviation(w).then_some(n + 1)
            })
            .is_some_and(|n| n > 0)
}

/// A redaction label in any notation: "Persoonsgegeven", "5.1.2e", "art. 10.2.e", "[naam]".
pub(super) fn is_redaction(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 40 {
        return false;
    }
    if text.starts_with('[') && text.ends_with(']') && text.len() < 20 {
        return !text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'(' | b')'));
    }
    let mut letters = [0u8; 24];
    let mut n = 0;
    for b in text.bytes().filter(u8::is_ascii_alphanumeric) {
        if n == letters.len() {
            return false;
        }
        letters[n] = b.to_ascii_lowercase();
        n += 1;
        if n == 2 && !may_be_redaction([letters[0], letters[1]]) {
            return false;
        }
    }
    let Ok(bare) = std::str::from_utf8(&letters[..n]) else {
        return false;
    };
    let bare = ["artikel", "art", "woo", "wob"]
        .iter()
        .fold(bare, |b, p| b.strip_prefix(p).unwrap_or(b));
    let ground = |b: &str| {
        matches!(
            b,
            "512e"
                | "s12e"
                | "5l2e"
                | "51lid2e"
                | "102e"
                | "1o2e"
                | "10lid2e"
                | "511e"
                | "511d"
                | "512i"
                | "52"
                | "512"
                | "l02e"
                | "51lid2sube"
                | "10lid2sube"
                | "512e512e"
                | "12e"
                | "52e"
                | "102e102e"
        )
    };
    (bare.starts_with(['5', 's', '1', 'l']) && ground(bare))
        || bare.starts_with("persoonsgeg")
        || bare.starts_with("persoonsg") && text.contains("..")
        || matches!(
            bare,
            "gelakt" | "naam" | "buitenreikwijdte" | "dubbel" | "geanonimiseerd"
        )
        || (bare.len() >= 3 && bare.bytes().all(|b| b == b'x'))
}

/// Whether a redaction's label, "artikel" and the like before it included, may begin so.
fn may_be_redaction(begin: [u8; 2]) -> bool {
    matches!(begin[0], b'5' | b'1' | b'l')
        || matches!(
            &begin,
            b"ar" | b"wo" | b"s1" | b"pe" | b"ge" | b"na" | b"bu" | b"du" | b"xx"
        )
}

/// A date behind a place and a comma, and where it starts; behind some well-known places without
/// the comma too.
pub(super) fn after_place(text: &str) -> Option<(usize, DateHit)> {
    const PLACES: &[&str] = &[
        "Den Haag",
        "'s-Gravenhage",
        "Amsterdam",
        "Rotterdam",
        "Utrecht",
        "Haarlem",
        "Groningen",
        "Zwolle",
        "Arnhem",
    ];
    if !text.starts_with(|c: char| c.is_uppercase() || c == '\'' || c == '’') {
        return None;
    }
    let digit = text.bytes().take(61).position(|b| b.is_ascii_digit())?;
    let place = text.get(..digit)?.trim_end();
    let place = [" d.d.", " dd.", " de"]
        .iter()
        .find_map(|s| place.strip_suffix(s))
        .unwrap_or(place);
    let bare = place.trim_end_matches([',', '.', ' ']);
    let capital = bare.starts_with(|c: char| c.is_uppercase() || c == '\'' || c == '’');
    let lettered = bare
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.'));
    let comma = place.len() > bare.len() && place[bare.len()..].contains(',');
    if !capital || !lettered || bare.len() < 3 || bare.split([' ', '-']).count() > 4 {
        return None;
    }
    if !comma && !PLACES.contains(&bare) {
        return None;
    }
    dates::at_start(&text[digit..]).map(|d| (digit, d))
}

fn is_page_number(text: &str) -> bool {
    let starts = |p: &str| opens(text, p);
    (text.len() <= 24 && (starts("pagina ") || starts("blad ") || starts("page ")))
        || text.len() == 3
            && text
                .split_once(['|', '/'])
                .is_some_and(|(a, b)| a.len() == 1 && b.len() == 1 && text.is_ascii())
            && text.bytes().filter(u8::is_ascii_digit).count() == 2
}

fn is_reference_after_date(rest: &str) -> bool {
    rest.starts_with(['/', '-'])
}

fn is_domain(text: &str) -> bool {
    !text.contains(' ')
        && [".nl", ".eu", ".com", ".org"]
            .iter()
            .any(|end| text.contains(end))
        && text.contains('.')
        && text.len() < 60
}

/// "- Stand van …", "• …", "1.Beantwoording", "1) …", "a. …".
pub(super) fn is_bullet(text: &str) -> bool {
    bullet_len(text) > 0
}

/// Bytes of the bullet or number, blanks included; 0 where there is none.
pub(super) fn bullet_len(text: &str) -> usize {
    let rest =
        text.trim_start_matches(['-', '•', '–', '—', '*', '·', '▪', '\u{f0b7}', '➢', '☒', '_']);
    if rest.len() < text.len() {
        let item = rest.trim_start();
        let spaced = item.len() < rest.len() || item.starts_with(char::is_uppercase);
        return if spaced && item.starts_with(char::is_alphanumeric) {
            text.len() - item.len()
        } else {
            0
        };
    }
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&figures) {
        return 0;
    }
    let after = &text[figures..];
    let signed = after.starts_with(['.', ')', ':']);
    let item = after[usize::from(signed)..].trim_start();
    let spaced = item.len() < after.len() - usize::from(signed);
    if (signed || spaced) && item.starts_with(|c: char| c.is_alphabetic() || matches!(c, '‘' | '“'))
    {
        text.len() - item.len()
    } else {
        0
    }
}

fn is_phone(text: &str, figures: usize) -> bool {
    if !text.starts_with(['+', '0', '(']) {
        return false;
    }
    let starts = text.starts_with("+31") || text.starts_with("0") || text.starts_with("(0");
    let other = text
        .bytes()
        .filter(|b| !b.is_ascii_digit() && !matches!(b, b' ' | b'-' | b'(' | b')' | b'+' | b'.'))
        .count();
    starts && (8..=14).contains(&figures) && other <= 4 && text.contains([' ', '-', '+', '('])
        || text.starts_with("+31") && figures >= 4 && text.len() <= 40
}

/// The rubricering a text states, where that is all it says.
pub(super) fn classification(text: &str) -> Option<&str> {
    const LEVELS: &[&str] = &[
        "departementaal vertrouwelijk",
        "departementaal-vertrouwelijk",
        "dep. vertrouwelijk",
        "dep.vertrouwelijk",
        "dep. v",
        "dep.v",
        "stg. zeer geheim",
        "stg. geheim",
        "stg.geheim",
        "stg geheim",
        "stg. confidentieel",
        "stg.confidentieel",
        "stg confidentieel",
        "staatsgeheim",
        "zeer geheim",
        "zeer vertrouwelijk",
        "persoonlijk vertrouwelijk",
        "strikt vertrouwelijk",
        "commercieel vertrouwelijk",
        "bedrijfsvertrouwelijk",
        "vertrouwelijk",
        "geheim",
        "confidentieel",
        "intern gebruik",
        "ongerubriceerd",
        "niet gerubriceerd",
        "restricted",
        "confidential",
    ];
    const GATE: Gate = Gate::of(LEVELS);
    let bare = gate::bare(text);
    if bare.len() > 60 || !GATE.may_open(bare) {
        return None;
    }
    LEVELS
        .iter()
        .any(|level| {
            opens(bare, level)
                && bare[level.len()..]
                    .trim_matches(|c: char| !c.is_alphanumeric())
                    .split(char::is_whitespace)
                    .all(|w| {
                        w.is_empty()
                            || matches!(w, "tot" | "en" | "intern" | "Intern")
                            || w.bytes().any(|b| b.is_ascii_digit())
                    })
        })
        .then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_known_by_their_look() {
        for (text, shape) in [
            ("9 april 2024", Shape::Date),
            ("19 juli 2021 | Memo", Shape::Date),
            ("5444272", Shape::Reference),
            ("2024-0000182791", Shape::Reference),
            ("DGED / 44314491", Shape::Reference),
            ("DGNV-NV 58775937", Shape::Reference),
            ("IENW/BSK-2022/248639", Shape::Reference),
            ("2021/306", Shape::Reference),
            ("3796542-1061234-PDC19", Shape::Reference),
            ("BZDOC-123456789-12", Shape::Reference),
            ("BS2024021319", Shape::Reference),
            ("2023Z21022", Shape::Foreign),
            ("34 338, nr. 5", Shape::Foreign),
            ("Voorbeeldstad, 3 mei 2022", Shape::Date),
            ("DGKE-PK / documentId", Shape::Words),
            ("2", Shape::Count),
            ("Ja", Shape::YesNo),
            ("Postbus 20301", Shape::Address),
            ("2511 DP Den Haag", Shape::Address),
            ("Turfmarkt 147", Shape::Address),
            ("MBZK", Shape::ShortOffices),
            ("MBZK en SBZK", Shape::ShortOffices),
            ("Minister van Justitie en Veiligheid", Shape::Offices),
            ("CZW/CZ", Shape::ShortUnit),
            ("Directie Eigenaarsadvisering", Shape::Unit),
            ("nota", Shape::DocType),
            ("Persoonsgegeven", Shape::Redacted),
            ("art. 10.2.e", Shape::Redacted),
            ("5.1.2e", Shape::Redacted),
            ("[naam]", Shape::Redacted),
            ("- Stand van de uitvoering", Shape::Bullet),
            ("1.Beantwoording kamervragen", Shape::Bullet),
            ("www.voorbeeld.nl", Shape::Url),
            ("info@voorbeeld.nl", Shape::Email),
            ("070 123 45 67", Shape::Phone),
            ("Departementaal Vertrouwelijk", Shape::Classification),
            ("Stg. GEHEIM", Shape::Classification),
            ("Pagina 1 van 3", Shape::PageNumber),
            ("nn", Shape::Junk),
            ("cL vult nv( kvi-fi Ey&", Shape::Junk),
            ("Inzet van de iPad", Shape::Words),
            ("Vertrouwelijkheid van gegevens", Shape::Words),
            ("Stand van zaken begroting 2024", Shape::Words),
        ] {
            assert_eq!(of(text), shape, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_shape(text in "\\PC{0,60}") {
            let _ = of(&text);
        }
    }
}
