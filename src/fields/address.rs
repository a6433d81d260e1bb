//! Streets, postbuses and postcodes.

use crate::lexicon::gate::opens;

/// A street with a house number, a postbus, a postcode with its town.
pub(super) fn is_address(text: &str) -> bool {
    if text.len() > 90 {
        return false;
    }
    let starts = |p: &str| opens(text, p);
    if starts("postbus") || starts("p.o. box") || starts("p.o.box") || starts("antwoordnummer") {
        return true;
    }
    is_postcode(text) || is_street(text)
}

/// "2511 DP Den Haag", "1000AE Amsterdam".
pub(super) fn is_postcode(text: &str) -> bool {
    let b = text.as_bytes();
    if b.len() < 6 || !b[..4].iter().all(u8::is_ascii_digit) || b[0] == b'0' {
        return false;
    }
    let rest = text[4..].trim_start();
    let r = rest.as_bytes();
    r.len() >= 2 && r[..2].iter().all(u8::is_ascii_uppercase) && r.get(2).is_none_or(|b| *b == b' ')
}

/// "Turfmarkt 147", "Woudenbergseweg 56-58", "Houtplein 33 a".
fn is_street(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "straat",
        "weg",
        "laan",
        "plein",
        "gracht",
        "kade",
        "markt",
        "singel",
        "dijk",
        "hof",
        "steeg",
        "park",
        "plantsoen",
        "dreef",
        "haven",
        "vijver",
        "amstel",
        "allee",
        "burgwal",
        "poort",
        "boulevard",
        "kanaal",
        "voorhout",
        "brug",
        "straatweg",
        "veld",
        "oever",
    ];
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let mut words = text.split_whitespace();
    let Some(last_word) = words
        .by_ref()
        .take_while(|w| !w.starts_with(|c: char| c.is_ascii_digit()))
        .last()
    else {
        return false;
    };
    let Some(figure_at) = text.find(|c: char| c.is_ascii_digit()) else {
        return false;
    };
    let name = text[..figure_at].trim_end();
    let number = &text[figure_at..];
    let figures = number.bytes().take_while(u8::is_ascii_digit).count();
    let year = figures == 4 && (number.starts_with("19") || number.starts_with("20"));
    let house = figures <= 4 && !year && number.len() <= figures + 12 && !number.contains('%');
    let lower = last_word.trim_end_matches(['.', ',']);
    house
        && name.split(' ').count() <= 5
        && !name.ends_with(['/', '-'])
        && ENDS.iter().any(|e| {
            lower.len() >= e.len()
                && lower.as_bytes()[lower.len() - e.len()..].eq_ignore_ascii_case(e.as_bytes())
        })
}
