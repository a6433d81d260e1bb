//! The forms in which a redacted value is sought again: all of it, and a person's family name.

use super::Needle;
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
        out.extend(surname(value).and_then(|name| needle(kind, name)));
    }
}

fn needle(kind: Kind, value: &str) -> Option<Needle> {
    let value = value.trim_matches(|c: char| !c.is_alphanumeric());
    let signs = value.chars().filter(|c| c.is_alphanumeric()).count();
    if signs < 2 {
        return None;
    }
    let one_word = !value.contains(|c: char| !c.is_alphanumeric());
    let as_written = signs < SHORT || (one_word && is_ordinary(value));
    Some(if as_written {
        Needle::as_written(kind, value)
    } else {
        Needle::any_form(kind, value)
    })
}

/// Whether a single word also means something else than a person.
fn is_ordinary(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

/// The family name in a full name, with its tussenvoegsels: `van der Berg-Jansen` of
/// `mr. M.A.J. van der Berg-Jansen`, `Berg` of `Berg, M.A. van der`. None when the name has one part.
#[must_use]
pub fn surname(name: &str) -> Option<&str> {
    if let Some((before, _)) = name.split_once(',') {
        let before = before.trim();
        return (before.chars().filter(|c| c.is_alphabetic()).count() > 1).then_some(before);
    }
    let words: Vec<(usize, &str)> = words(name).collect();
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

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
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
