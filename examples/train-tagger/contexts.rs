//! Text written by hand with slots for names, and what fills it.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use crate::damage;
use crate::people::{Names, Person};
use crate::things::Things;
use lakmoes::detect::training::{Chance, Example};

/// Passages with slots; see `training/README.md` for how they are written.
pub struct Contexts(Vec<String>);

impl Contexts {
    /// Reads every `.txt` of a folder, in order of name.
    pub fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
        files.sort_by_key(std::fs::DirEntry::path);
        let mut out = Vec::new();
        for file in files {
            if file.path().extension().is_none_or(|e| e != "txt") {
                continue;
            }
            let text = std::fs::read_to_string(file.path())?;
            let mut passage = String::new();
            for line in text.lines().chain(["%%"]) {
                if line.trim_end() == "%%" {
                    if !passage.trim().is_empty() {
                        out.push(passage.trim_matches('\n').to_owned());
                    }
                    passage.clear();
                } else {
                    passage.push_str(line);
                    passage.push('\n');
                }
            }
        }
        Ok(Self(out))
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All but one in `n`, and these.
    pub fn split(self, n: usize) -> (Self, Self) {
        let (mut most, mut few) = (Vec::new(), Vec::new());
        for (i, passage) in self.0.into_iter().enumerate() {
            if i % n == n - 1 {
                few.push(passage);
            } else {
                most.push(passage);
            }
        }
        (Self(most), Self(few))
    }
}

/// Fills slots.
pub struct Filler<'a> {
    names: &'a Names,
    things: &'a Things,
}

impl<'a> Filler<'a> {
    pub fn new(names: &'a Names, things: &'a Things) -> Self {
        Self { names, things }
    }

    /// Every passage `times`, a few of them to an example.
    pub fn all(&mut self, contexts: &Contexts, times: usize, chance: &mut Chance) -> Vec<Example> {
        let mut order: Vec<usize> = (0..contexts.len())
            .cycle()
            .take(contexts.len() * times)
            .collect();
        chance.shuffle(&mut order);
        let mut out = Vec::new();
        let mut left = order.as_slice();
        while !left.is_empty() {
            let n = (1 + chance.below(4)).min(left.len());
            let mut example = Example::default();
            for &i in &left[..n] {
                if !example.text.is_empty() {
                    example.text.push_str("\n\n");
                }
                self.fill(&contexts.0[i], &mut example, chance);
            }
            left = &left[n..];
            out.push(damage::damage(example, chance));
        }
        out
    }

    /// Appends a passage with its slots filled.
    fn fill(&self, passage: &str, out: &mut Example, chance: &mut Chance) {
        let mut people: BTreeMap<char, Person> = BTreeMap::new();
        let case = chance.below(40);
        let mut rest = passage;
        let cased = |text: &str| match case {
            0..4 => text.to_lowercase(),
            4 => text.to_uppercase(),
            _ => text.to_owned(),
        };
        while let Some(open) = rest.find(['{', '[']) {
            let public = rest[open..].starts_with("[[");
            let (from, close) = if public { (2, "]]") } else { (1, "}") };
            let end = rest[open..].find(close).map(|e| open + e);
            let Some(end) = end.filter(|_| public || rest[open..].starts_with('{')) else {
                out.text.push_str(&cased(&rest[..=open]));
                rest = &rest[open + 1..];
                continue;
            };
            out.text.push_str(&cased(&rest[..open]));
            let slot = &rest[open + from..end];
            let start = out.text.len();
            let number = slot.chars().next().filter(char::is_ascii_digit);
            let filled = match number {
                _ if public => slot.to_owned(),
                Some(n) => people
                    .entry(n)
                    .or_insert_with(|| Person::new(self.names, chance))
                    .form(slot.chars().nth(1), chance),
                None => self.things.of(slot, self.names, chance),
            };
            out.text.push_str(&cased(&filled));
            let range = start..out.text.len();
            match slot.chars().nth(1) {
                // Accounts and addresses are found by their form.
                Some('u' | 'e') if number.is_some() => out.unsure.push(range),
                _ if public || number.is_some() => out.names.push(range),
                _ => {}
            }
            rest = &rest[end + close.len()..];
        }
        out.text.push_str(&cased(rest));
    }
}
