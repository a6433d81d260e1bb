//! The forms in which a redacted value is sought again: all of it, and a person's family name.

use super::Needle;
use crate::lexicon::words;
use crate::model::Kind;

/// Values with fewer letters and digits occur inside ordinary text too often to be sought in any form.
const SHORT: usize = 5;

/// Adds the needles for one redacted value.
pub fn needles_of(kind: Kind, value: &str, out: &mut Vec<Needle>) {
    if kind == Kind::Signature {
        return;
    }
    out.extend(needle(kind, value));
    if kind == Kind::Person {
        let name = surname(value);
        out.extend(name.and_then(|name| needle(kind, name)));
        out.extend(
            name.or(Some(value))
                .and_then(without_particles)
                .and_then(|name| needle(kind, name)),
        );
    }
}

/// "Idrissi" of "el Idrissi": how a person is also called, unless that is an ordinary word ("Boer").
fn without_particles(name: &str) -> Option<&str> {
    let (at, last) = parts(name).last()?;
    let particles = at > 0 && name[..at].split_whitespace().all(is_tussenvoegsel);
    (particles && starts_upper(last) && !words::is_known(&last.to_lowercase())).then_some(last)
}

fn needle(kind: Kind, value: &str) -> Option<Needle> {
    let value = value.trim_matches(|c: char| !c.is_alphanumeric());
    let signs = value.chars().filter(|c| c.is_alphanumeric()).count();
    let one_word = !value.contains(|c: char| !c.is_alphanumeric());
    let nothing = is_mere_number(value, signs)
        || is_account_word(kind, one_word, signs)
        || (one_word && is_function_word(value));
    if signs < 2 || nothing {
        return None;
    }
    let as_written = signs < SHORT || is_ordinary(value);
    Some(if as_written {
        Needle::as_written(kind, value)
    } else {
        Needle::any_form(kind, value)
    })
}

/// An extension or house number: it says nothing about a person where it stands alone.
fn is_mere_number(value: &str, signs: usize) -> bool {
    signs < 6
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || !c.is_alphanumeric())
}

/// "jan" before an @: the same letters elsewhere are a month as often as a person.
fn is_account_word(kind: Kind, one_word: bool, signs: usize) -> bool {
    matches!(kind, Kind::Email | Kind::Username) && one_word && signs < SHORT
}

/// "De" of a name that was cut in two, "Ik" taken for one: sought elsewhere it would be everywhere.
fn is_function_word(word: &str) -> bool {
    const WORDS: [&str; 42] = [
        "ik", "je", "jij", "u", "hij", "zij", "ze", "we", "wij", "jullie", "men", "mij", "me",
        "jou", "hem", "haar", "hen", "hun", "ons", "onze", "mijn", "uw", "zijn", "een", "en", "of",
        "als", "dat", "dit", "die", "deze", "er", "niet", "geen", "wie", "wat", "voor", "met",
        "the", "this", "that", "and",
    ];
    is_tussenvoegsel(word) || WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a value also means something else than a person: then its capitals decide.
fn is_ordinary(value: &str) -> bool {
    let last = value
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or(value);
    let rest = value[..value.len() - last.len()].split_whitespace();
    rest.into_iter().all(is_tussenvoegsel) && words::is_known(&last.to_lowercase())
}

/// The family name in a full name, with its tussenvoegsels: `van der Berg-Jansen` of
/// `mr. M.A.J. van der Berg-Jansen`, `Berg` of `Berg, M.A. van der`. None when the name has one part.
#[must_use]
pub fn surname(name: &str) -> Option<&str> {
    if let Some((before, _)) = name.split_once(',') {
        let before = before.trim();
        return (before.chars().filter(|c| c.is_alphabetic()).count() > 1).then_some(before);
    }
    let words: Vec<(usize, &str)> = parts(name).collect();
    let last = words
        .iter()
        .rposition(|(_, w)| !is_initials(w) && starts_upper(w))?;
    let mut first = last;
    while first > 0 && is_tussenvoegsel(words[first - 1].1) {
        first -= 1;
    }
    let lone = first == 0 && last + 1 == words.len();
    (!lone).then(|| &name[words[first].0..words[last].0 + words[last].1.len()])
}

fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace()
        .map(move |w| (w.as_ptr() as usize - base, w))
}

fn is_initials(word: &str) -> bool {
    word.ends_with('.') || word.contains('.') && word.len() < 8 || word.chars().count() == 1
}

fn starts_upper(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_uppercase)
}

/// The lower-case particles of Dutch and neighbouring family names.
fn is_tussenvoegsel(word: &str) -> bool {
    const PARTICLES: [&str; 30] = [
        "van", "de", "der", "den", "het", "'t", "’t", "ter", "ten", "te", "op", "in", "aan", "bij",
        "uit", "over", "onder", "von", "zu", "zur", "du", "des", "la", "le", "el", "al", "dos",
        "da", "di", "v.d.",
    ];
    let lower = word.to_lowercase();
    PARTICLES.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sought(kind: Kind, value: &str) -> Vec<Needle> {
        let mut out = Vec::new();
        needles_of(kind, value, &mut out);
        out
    }

    #[test]
    fn a_name_that_is_also_a_word_is_sought_with_its_capitals() {
        let person = Kind::Person;
        assert_eq!(
            sought(person, "Jan de Boer"),
            [
                Needle::any_form(person, "Jan de Boer"),
                Needle::as_written(person, "de Boer")
            ]
        );
        assert_eq!(sought(person, "Kok"), [Needle::as_written(person, "Kok")]);
        assert_eq!(
            sought(person, "Oosterhuis"),
            [Needle::any_form(person, "Oosterhuis")]
        );
    }

    #[test]
    fn a_family_name_is_sought_without_its_particles_too() {
        let person = Kind::Person;
        assert!(sought(person, "Fatima el Idrissi").contains(&Needle::any_form(person, "Idrissi")));
        assert!(
            !sought(person, "Jan de Boer")
                .iter()
                .any(|n| n.value() == "Boer")
        );
    }

    #[test]
    fn what_says_nothing_alone_is_not_sought_alone() {
        assert!(sought(Kind::Person, "De").is_empty());
        assert!(sought(Kind::Person, "Ik").is_empty());
        assert!(sought(Kind::Phone, "2024").is_empty());
        assert!(sought(Kind::Email, "jan").is_empty());
        assert_eq!(sought(Kind::Phone, "06-12345678").len(), 1);
    }

    #[test]
    fn the_family_name_keeps_its_particles() {
        assert_eq!(
            surname("mr. M.A.J. van der Berg-Jansen"),
            Some("van der Berg-Jansen")
        );
        assert_eq!(surname("Fatima el Idrissi"), Some("el Idrissi"));
        assert_eq!(surname("Jan Jansen"), Some("Jansen"));
        assert_eq!(surname("Berg, M.A. van der"), Some("Berg"));
    }

    #[test]
    fn a_name_of_one_part_has_no_shorter_form() {
        assert_eq!(surname("Jansen"), None);
        assert_eq!(surname("van der Berg"), None);
        assert_eq!(surname("J."), None);
        assert_eq!(surname(""), None);
    }
}
