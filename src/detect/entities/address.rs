//! What stands for a name without being one: e-mail addresses, user names, monograms.

use super::alike::key;
use super::mention::Mention;
use super::people::People;
use crate::detect::parts::folded;
use crate::model::Kind;

/// The longest monogram: "MAJvdB".
const MONOGRAM: usize = 6;
/// The shortest part of a name that an account is known by.
const STEM: usize = 4;
/// More persons than this are not all looked at for each monogram.
const MANY: usize = 500;

/// "AdB", "EJP", "mh": letters without a name.
pub(super) fn is_monogram(text: &str, kind: Kind) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let one = !text.contains(char::is_whitespace);
    let paraaf = kind == Kind::Signature && (2..=4).contains(&letters);
    let dotted = text.split_terminator('.').all(|p| p.chars().count() == 1) && letters > 1;
    one && letters <= MONOGRAM
        && (paraaf
            || dotted
            || letters == 1
            || (letters <= 3 && capitals == letters)
            || (capitals > 1 && starts_and_ends(text)))
}

/// "KdV": a capital at both ends and small letters between.
fn starts_and_ends(text: &str) -> bool {
    let upper = |c: Option<char>| c.is_some_and(char::is_uppercase);
    upper(text.chars().next()) && upper(text.chars().next_back()) && text.chars().count() <= 5
}

impl People<'_> {
    /// The person whose name an address or account spells.
    pub fn of_address(&self, text: &str) -> Option<usize> {
        let local = text.split(['@', '©', '®']).next().unwrap_or(text);
        let letters: String = folded(local)
            .chars()
            .filter(|c| c.is_alphabetic())
            .collect();
        if let Some(person) = self.only(self.by_form(&key(&letters)).to_vec()) {
            return Some(person);
        }
        self.of_letters(&letters).or_else(|| self.of_words(local))
    }

    /// An initial and a surname written together, either of them in front, the surname perhaps
    /// cut off: "zwojtas", "mahabr".
    pub fn of_letters(&self, letters: &str) -> Option<usize> {
        let count = letters.chars().count();
        if count <= STEM || count > 40 || !letters.is_ascii() {
            return None;
        }
        let mut found = Vec::new();
        for (initial, rest) in [
            (&letters[..1], &letters[1..]),
            (&letters[count - 1..], &letters[..count - 1]),
        ] {
            let fits = |p: &usize| {
                let name = self.name(*p);
                let glued = format!("{}{}", name.prefix, name.surnames.concat());
                let family =
                    name.surnames.iter().any(|s| s.starts_with(rest)) || glued.starts_with(rest);
                family && name.letters().starts_with(initial)
            };
            let start: String = key(rest);
            found.extend(self.by_beginning(&start).into_iter().filter(fits));
        }
        self.only(found)
    }

    /// The one person that has a word of the address for a name; a surname counts for more.
    fn of_words(&self, local: &str) -> Option<usize> {
        let words: Vec<String> = local
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.chars().count() > 2)
            .map(folded)
            .collect();
        let named = |of: fn(&Mention) -> &[String]| {
            let mut all = Vec::new();
            for word in &words {
                let has = |p: &usize| {
                    of(self.name(*p)).contains(word) || self.name(*p).loose.as_ref() == Some(word)
                };
                all.extend(self.by_word(&key(word)).iter().copied().filter(has));
            }
            all
        };
        let letter = folded(local).chars().next();
        let surnamed = named(|m| &m.surnames);
        let fitting: Vec<usize> = surnamed
            .iter()
            .copied()
            .filter(|&p| {
                self.name(p)
                    .letter()
                    .is_none_or(|l| Some(l) == letter || words.len() == 1)
            })
            .collect();
        self.only(fitting)
            .or_else(|| self.only(named(|m| &m.firsts)))
    }

    /// The person whose letters these are, or someone new.
    pub fn of_monogram(&mut self, text: &str) -> usize {
        let letters: String = folded(text).chars().filter(|c| c.is_alphabetic()).collect();
        let known = if letters.chars().count() > 1 {
            let fits = |p: &usize| monograms(self.name(*p)).contains(&letters);
            self.only(self.all().take(MANY).filter(fits).collect())
        } else {
            let fits = |p: &usize| self.name(*p).letter() == letters.chars().next();
            self.only(self.all().take(MANY).filter(fits).collect())
        };
        known.unwrap_or_else(|| self.stranger(&letters))
    }

    /// The one person in a list.
    fn only(&self, list: Vec<usize>) -> Option<usize> {
        let mut list: Vec<usize> = list.into_iter().map(|p| self.root(p)).collect();
        list.sort_unstable();
        list.dedup();
        match list[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// The letters by which a person may sign.
fn monograms(name: &Mention) -> Vec<String> {
    let first = |s: &String| s.chars().next();
    if name.surnames.is_empty() && name.letter().is_none() {
        return vec![name.tail.clone()];
    }
    let surname: Option<char> = name.surnames.first().and_then(first);
    let all: String = name.surnames.iter().filter_map(first).collect();
    let letter: String = name.letter().into_iter().collect();
    let prefix = prefix_letters(&name.prefix);
    let mut out = Vec::new();
    for given in [name.letters(), letter] {
        for family in [surname.into_iter().collect(), all.clone()] {
            out.push(format!("{given}{family}"));
            out.push(format!("{given}{prefix}{family}"));
        }
    }
    out.push(name.letters());
    out.retain(|m| m.chars().count() > 1);
    out
}

/// "vd" of "vander".
fn prefix_letters(prefix: &str) -> String {
    const PARTS: [&str; 12] = [
        "van", "der", "den", "de", "het", "ter", "ten", "te", "el", "al", "op", "in",
    ];
    let mut rest = prefix;
    let mut out = String::new();
    while let Some(part) = PARTS.iter().find(|p| rest.starts_with(**p)) {
        out.extend(part.chars().next());
        rest = &rest[part.len()..];
    }
    out.push_str(rest);
    out
}
