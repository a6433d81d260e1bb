//! Words that are names and words that are none, to learn what names are like by themselves.

use std::error::Error;
use std::path::Path;

use crate::people::Names;
use crate::things::Things;
use lakmoes::detect::training::{Chance, Word};

/// Of the names, how many are kept from this: what is learned next meets names that it has
/// never seen, as it will in documents.
const KEPT_BACK: f64 = 0.3;

/// The words.
pub fn words(
    names: &Names,
    things: &Things,
    data: &Path,
    chance: &mut Chance,
) -> Result<Vec<Word>, Box<dyn Error>> {
    let mut out = Vec::new();
    let first: std::collections::BTreeSet<&str> = names.first.iter().map(String::as_str).collect();
    for name in &names.first {
        if !chance.share(KEPT_BACK) {
            // Often: there are ten surnames and twenty words for each of them.
            for _ in 0..4 {
                out.push(word(name, true, false));
            }
        }
    }
    for surname in &names.surnames {
        if chance.share(KEPT_BACK) {
            continue;
        }
        for part in surname
            .name
            .split([' ', '-'])
            .filter(|p| p.chars().count() > 1)
        {
            out.push(word(part, first.contains(part), true));
        }
    }
    let list = std::fs::read_to_string(data.join("woordenlijst/basiswoorden-gekeurd.txt"))?;
    for line in list.lines().map(str::trim) {
        let small = line.chars().all(char::is_lowercase);
        if small && !line.is_empty() && !chance.share(0.25) {
            out.push(word(line, false, false));
        }
    }
    for name in things.bodies.iter().chain(&things.places) {
        for part in name
            .split([' ', '-', '/', '(', ')', ','])
            .filter(|p| p.chars().count() > 1)
        {
            out.push(word(part, false, false));
        }
    }
    Ok(out)
}

fn word(text: &str, first: bool, surname: bool) -> Word {
    Word {
        word: text.to_owned(),
        first,
        surname,
    }
}
