//! The reference of the letter that is answered, where running text states it: "In antwoord op
//! uw brief van 5 juli 2024, kenmerk ABC-12, deel ik u mede …".

use super::context::{Context, Slice};
use super::reference;
use crate::lexicon::dates;
use crate::model::{CleanSpan, FieldValue};

/// Blocks of the body in which a letter says what it answers.
const FIRST: usize = 8;

/// How far into a paragraph, and how far behind the letter's name.
const DEEP: usize = 1_200;
const FAR: usize = 160;

/// What the addressee sent: the words behind "uw".
const SENT: &[&str] = &[
    "brief",
    "brieven",
    "e-mail",
    "email",
    "mail",
    "e-mailbericht",
    "mailbericht",
    "bericht",
    "schrijven",
    "verzoek",
    "woo-verzoek",
    "wob-verzoek",
    "informatieverzoek",
    "aanvraag",
    "bezwaarschrift",
    "bezwaar",
    "klacht",
    "melding",
    "zienswijze",
    "vragen",
    "kamervragen",
    "nota",
    "memo",
    "ingebrekestelling",
    "kamer",
    "commissie",
];

/// What stands between a letter and its reference, longest first.
const MARKS: &[&str] = &[
    "uw kenmerk",
    "uw referentie",
    "kenmerk",
    "referentienummer",
    "referentie",
    "zaaknummer",
    "briefnummer",
    "onder nummer",
    "met nummer",
    "nummer",
    "onder nr.",
    "met nr.",
    "nr.",
    "nr",
    "ref.",
];

/// What else has numbers.
const OTHERS: &[&str] = &[
    "mijn ",
    "onze ",
    "ons ",
    "kamerstuk",
    "artikel",
    "stcrt",
    "motie",
    "dossier",
];

/// The reference of the letter that the first paragraphs answer.
pub(super) fn reference(context: &Context<'_>) -> Option<FieldValue> {
    context.body_start().take(FIRST).find_map(|slice| {
        let found = in_text(slice.text)?;
        let value = slice.text[found.0..found.1].to_owned();
        let from = slice.span.start as usize;
        let slice = Slice {
            text: &slice.text[found.0..found.1],
            span: CleanSpan::new(from + found.0, from + found.1),
            ..slice
        };
        context.value(&[slice], value, 0.9)
    })
}

/// Where a paragraph states the reference of the letter that it answers.
fn in_text(text: &str) -> Option<(usize, usize)> {
    let text = &text[..text.floor_char_boundary(DEEP)];
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[at..], b"uw ") {
        let own = at + found;
        at = own + 3;
        if text[..own].ends_with(char::is_alphanumeric) {
            continue;
        }
        let rest = &text[at..];
        let end = rest.find([' ', ',', ';', '(']).unwrap_or(rest.len());
        let named = rest[..end].to_lowercase();
        if SENT.contains(&named.as_str())
            && let Some((from, to)) = behind(&rest[end..])
        {
            return Some((at + end + from, at + end + to));
        }
    }
    let capital = text.strip_prefix("Uw ")?;
    let end = capital.find([' ', ',', ';', '(']).unwrap_or(capital.len());
    let shift = 3 + end;
    let (from, to) = SENT
        .contains(&capital[..end].to_lowercase().as_str())
        .then(|| behind(&capital[end..]))
        .flatten()?;
    Some((shift + from, shift + to))
}

/// The reference behind the name of a letter, within its sentence.
fn behind(text: &str) -> Option<(usize, usize)> {
    let near = sentence(&text[..text.floor_char_boundary(FAR)]);
    let lower = near.to_ascii_lowercase();
    let mut at = 0;
    while at < lower.len() {
        if !lower.is_char_boundary(at) || lower[..at].ends_with(char::is_alphanumeric) {
            at += 1;
            continue;
        }
        // From another letter or a paper of parliament on, numbers are of that.
        if OTHERS.iter().any(|other| lower[at..].starts_with(other)) {
            return None;
        }
        let Some(mark) = MARKS.iter().find(|m| lower[at..].starts_with(**m)) else {
            at += 1;
            continue;
        };
        let after = at + mark.len();
        let word_goes_on = near[after..].starts_with(char::is_alphanumeric);
        if !word_goes_on && let Some((from, to)) = value(&near[after..]) {
            return Some((after + from, after + to));
        }
        at = after;
    }
    None
}

/// As far as the sentence goes: a dot, a blank and a capital, but not behind "nr." or a figure.
fn sentence(text: &str) -> &str {
    let mut from = 0;
    while let Some(dot) = text[from..].find(". ").map(|d| from + d) {
        let capital = text[dot + 2..].starts_with(char::is_uppercase);
        let short = text[..dot]
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .is_some_and(|w| matches!(w, "nr" | "ref" | "d" | "jl" | "nrs"));
        if capital && !short {
            return &text[..dot];
        }
        from = dot + 2;
    }
    text
}

/// The reference at the start of a text, behind a colon.
fn value(text: &str) -> Option<(usize, usize)> {
    let from = text.len() - text.trim_start_matches([' ', ':', '.']).len();
    let rest = &text[from..];
    let end = rest
        .find([' ', ',', ';', ')', '(', '\n', '\t'])
        .unwrap_or(rest.len());
    let one = rest[..end].trim_end_matches(['.', ':', '?', '!']);
    let figures = |t: &str| t.bytes().filter(u8::is_ascii_digit).count();
    let fits = |t: &str| {
        figures(t) >= 2
            && (reference::is_look_alike(t)
                || reference::is_reference(t)
                || figures(t) == t.len() && t.len() >= 3)
            && dates::at_start(t).is_none_or(|d| d.len < t.len())
    };
    if fits(one) {
        return Some((from, from + one.len()));
    }
    // "DGKE-PK / 96817177", "BSK 2024/12": letters first.
    let letters = !one.is_empty()
        && one
            .chars()
            .all(|c| c.is_ascii_uppercase() || matches!(c, '-' | '/' | '.'))
        && one.chars().any(|c| c.is_ascii_uppercase());
    if !letters {
        return None;
    }
    let next = end + (rest[end..].len() - rest[end..].trim_start_matches([' ', '/']).len());
    let stop = rest[next..]
        .find([' ', ',', ';', ')', '\n'])
        .map_or(rest.len(), |e| next + e);
    let two = rest[..stop].trim_end_matches(['.', ':']);
    (figures(two) >= 3 && two.len() > end).then_some((from, from + two.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        in_text(text).map(|(from, to)| &text[from..to])
    }

    #[test]
    fn the_letter_that_is_answered_has_its_reference_in_the_sentence() {
        for (text, says) in [
            (
                "In antwoord op uw brief van 5 juli 2024, nr. 2024Z11859, deel ik u mede dat",
                "2024Z11859",
            ),
            (
                "Naar aanleiding van uw e-mail van 3 mei (kenmerk: WOO-2024/117) bericht ik u.",
                "WOO-2024/117",
            ),
            (
                "In reactie op uw verzoek van 3 mei jl. met kenmerk 5293107. Ik kan u melden",
                "5293107",
            ),
            (
                "Uw brief van 3 mei 2024, uw kenmerk DGKE-PK / 96817177, heb ik ontvangen.",
                "DGKE-PK / 96817177",
            ),
            (
                "Op 3 mei heeft uw Kamer, onder nummer 2024D31474, gevraagd om een reactie.",
                "2024D31474",
            ),
        ] {
            assert_eq!(found(text), Some(says), "{text}");
        }
    }

    #[test]
    fn what_is_no_reference_of_that_letter_is_none() {
        for text in [
            "In antwoord op uw brief van 5 juli 2024 deel ik u mede dat wet nr. 12 geldt.",
            "In antwoord op uw brief van 5 juli 2024 deel ik u mede. Het kenmerk 5293107 is van ons.",
            "De brief van de Kamer, nr. 2024Z11859, is ontvangen.",
            "De brief aan uw Kamer van 3 mei (Kamerstuk 29628, nr. 1234) gaat hierover.",
            "Bij uw brief van 3 mei, nummer 3, en mijn brief met kenmerk 5293107",
            "uw bericht",
            "Uw ",
            "uw brief kenmerk",
            "",
            "uw brief nr. é",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
