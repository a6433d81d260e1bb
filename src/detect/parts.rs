//! A name taken apart: what of it may stand alone elsewhere.

use std::collections::BTreeMap;

use super::name::{Name, Trust, parse, prefixes, reversed};
use super::scan::{Scan, Shape, Words, plain, word};

/// The parts of a name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Parts {
    /// All of it.
    pub text: String,
    /// Letters of the initials, in capitals.
    pub initials: String,
    /// First names.
    pub firsts: Vec<String>,
    /// The prefixes of the surname.
    pub prefixes: String,
    /// The surname's own words: several where it is double-barrelled.
    pub surnames: Vec<String>,
}

impl Parts {
    /// The surname as it is compared: folded.
    pub fn key(&self) -> Option<String> {
        self.surnames.first().map(|s| folded(s))
    }

    /// Whether nothing in the two says that they are not the same person.
    pub fn agrees(&self, other: &Self) -> bool {
        if !self.firsts.is_empty() && !other.firsts.is_empty() {
            return folded(&self.firsts[0]) == folded(&other.firsts[0]);
        }
        let letter = |p: &Self| {
            p.initials
                .chars()
                .next()
                .or_else(|| p.firsts.first().and_then(|f| f.chars().next()))
                .map(|c| c.to_ascii_uppercase())
        };
        match (letter(self), letter(other)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }

    /// Whether a first name or initials are part of it.
    pub fn given(&self) -> bool {
        !self.firsts.is_empty() || !self.initials.is_empty()
    }

    /// The first letter of the given names.
    pub fn letter(&self) -> Option<char> {
        let first = self.firsts.first().and_then(|f| f.chars().next());
        self.initials.chars().next().or(first)
    }

    /// Every word that may stand alone.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        self.surnames.iter().chain(&self.firsts)
    }
}

/// The parts of the names of a document, each name taken apart once.
pub(super) struct Known<'t> {
    pub words: &'t Words,
    names: BTreeMap<&'t str, (Option<Parts>, bool)>,
}

impl<'t> Known<'t> {
    pub fn new(words: &'t Words) -> Self {
        Self {
            words,
            names: BTreeMap::new(),
        }
    }

    fn entry(&mut self, text: &'t str) -> &mut (Option<Parts>, bool) {
        self.names
            .entry(text)
            .or_insert_with(|| (parts_of(self.words, text), false))
    }

    /// The parts of a name; none where it is none.
    pub fn parts(&mut self, text: &'t str) -> Option<&Parts> {
        self.entry(text).0.as_ref()
    }

    /// The parts of a name, the first time that they are asked for in this way.
    pub fn parts_once(&mut self, text: &'t str) -> Option<&Parts> {
        let (parts, asked) = self.entry(text);
        let again = std::mem::replace(asked, true);
        parts.as_ref().filter(|_| !again)
    }
}

/// A word in lower case without accents.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match plain(c) {
            Some(letters) => out.push_str(letters),
            None => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The parts of a name; none where it is none.
fn parts_of(words: &Words, text: &str) -> Option<Parts> {
    if text.len() > 200 {
        return None;
    }
    let scan = Scan::new(text, 0..text.len(), words);
    let turned = reversed(&scan, 0, Trust::Region);
    let name = turned.or_else(|| parse(&scan, 0, Trust::Region));
    let mut parts = Parts {
        text: text.to_owned(),
        ..Parts::default()
    };
    match name {
        Some(name) if turned.is_some() => turned_round(&scan, &name, &mut parts),
        Some(name) => straight(&scan, &name, &mut parts),
        None => lone(&scan, &mut parts),
    }
    (!parts.firsts.is_empty() || !parts.surnames.is_empty()).then_some(parts)
}

fn lone(scan: &Scan<'_>, parts: &mut Parts) {
    let from = prefixes(scan, 0).unwrap_or(0);
    parts.prefixes = joined(scan, 0, from);
    for i in from..scan.tokens.len() {
        let t = &scan.tokens[i];
        if t.shape != Shape::Sign && t.end - t.start > 1 && !t.is(word::PREFIX | word::ACADEMIC) {
            let list = if t.is(word::FIRST) && !t.is(word::SURNAME) {
                &mut parts.firsts
            } else {
                &mut parts.surnames
            };
            list.push(scan.word(i).to_owned());
        }
    }
}

fn joined(scan: &Scan<'_>, from: usize, to: usize) -> String {
    let (Some(first), Some(last)) = (scan.get(from), to.checked_sub(1).and_then(|l| scan.get(l)))
    else {
        return String::new();
    };
    if from >= to {
        return String::new();
    }
    scan.text[first.start as usize..last.end as usize].to_owned()
}

fn straight(scan: &Scan<'_>, name: &Name, parts: &mut Parts) {
    for i in name.from..name.surname {
        let t = &scan.tokens[i];
        if t.capital() && !t.is(word::ACADEMIC) && t.end - t.start > 2 && !scan.sign(i + 1, ".") {
            parts.firsts.push(scan.word(i).to_owned());
        } else if t.shape == Shape::Single || t.shape == Shape::Upper {
            parts.initials.push_str(scan.word(i));
        }
    }
    if name.has_surname() {
        let main = prefixes(scan, name.surname).unwrap_or(name.surname);
        parts.prefixes = joined(scan, name.surname, main);
        surnames(scan, main, name.to, parts);
    }
}

fn surnames(scan: &Scan<'_>, from: usize, to: usize, parts: &mut Parts) {
    for i in from..to {
        let t = &scan.tokens[i];
        let noun = t.shape != Shape::Sign && t.end - t.start > 1;
        if noun && !t.is(word::PREFIX | word::POSTNOMINAL) {
            parts.surnames.push(scan.word(i).to_owned());
        }
    }
}

fn turned_round(scan: &Scan<'_>, name: &Name, parts: &mut Parts) {
    let comma = (name.from..name.to)
        .find(|&i| scan.sign(i, ","))
        .unwrap_or(name.to);
    let main = prefixes(scan, name.from).unwrap_or(name.from);
    surnames(scan, main, comma, parts);
    for i in comma..name.to {
        let t = &scan.tokens[i];
        if t.is(word::PREFIX) && t.shape == Shape::Lower {
            if !parts.prefixes.is_empty() {
                parts.prefixes.push(' ');
            }
            parts.prefixes.push_str(scan.word(i));
        } else if t.capital() && t.end - t.start > 2 {
            parts.firsts.push(scan.word(i).to_owned());
        } else if t.shape == Shape::Single {
            parts.initials.push_str(scan.word(i));
        }
    }
}
