//! Real pages of published dossiers, as OCR read them. Where a label of a redaction stands, a
//! name that nobody bears is put in its place: a real context with a known answer. What else on
//! the page may be a name is left out of account.

use std::error::Error;
use std::path::Path;

use crate::people::{Names, Person};
use lakmoes::detect::training::{Chance, Example, Reader};
use regex::Regex;

/// The lines of a page.
pub struct Page(String);

/// Reads all pages, without the lines that OCR made of pictures.
pub fn read(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut files = Vec::new();
    for sub in std::fs::read_dir(folder)? {
        let sub = sub?.path();
        if sub.is_dir() {
            for file in std::fs::read_dir(sub)? {
                files.push(file?.path());
            }
        }
    }
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file)?;
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.lines().filter(|l| legible(l)).collect();
        // Some thousand letters to an example.
        for part in lines.chunks(40) {
            out.push(Page(part.join("\n")));
        }
    }
    Ok(out)
}

/// Whether most of a line is words.
fn legible(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let long: usize = line
        .split_whitespace()
        .filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .map(|w| w.chars().count())
        .sum();
    let all = line.chars().filter(|c| !c.is_whitespace()).count();
    line.trim().is_empty() || (letters * 10 > all * 6 && long * 2 > all)
}

/// The pages with names in half of the places of labels.
pub fn fill(
    pages: &[Page],
    names: &Names,
    reader: &Reader<'_>,
    chance: &mut Chance,
) -> Vec<Example> {
    let label = Regex::new(
        r"(?x) \b (?: 5 [.,\s]{0,2} 1 [.,\s]{0,2} 2 [.,\s]{0,2} [eEcE] | [Ss&] 12 [ec] | 52e
        | 10 [.,\s]{0,2} 2 [.,\s]{0,2} e | 512e | 51[.,]2e | 5[.,]12e ) \b",
    )
    .expect("a sound pattern");
    let mut out = Vec::new();
    for page in pages {
        let mut example = Example::default();
        let mut at = 0;
        let mut slots = Vec::new();
        for hit in label.find_iter(&page.0) {
            example.text.push_str(&page.0[at..hit.start()]);
            at = hit.end();
            let start = example.text.len();
            if beside_address(&page.0, hit.start(), hit.end()) || chance.share(0.35) {
                example.text.push_str(hit.as_str());
                continue;
            }
            let name = suits(&example.text, names, chance);
            example.text.push_str(&name);
            slots.push(start..example.text.len());
        }
        example.text.push_str(&page.0[at..]);
        // What was found already, or nearly, may be a name that stands there.
        for (found, likely) in reader.find(&example.text) {
            let slot = slots
                .iter()
                .any(|s| s.start < found.end && found.start < s.end);
            if !slot && likely > 0.3 {
                example.unsure.push(found);
            }
        }
        example.names = slots;
        out.push(example);
    }
    out
}

/// Whether a label stands for an address or a number.
fn beside_address(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end();
    text[end..].trim_start().starts_with(['@', '©'])
        || before.ends_with(|c: char| c.is_ascii_digit() || c == '+' || c == '<')
        || ["Tel", "tel", "T", "M", "06", "E-mail", "Mobiel", "Telefoon"]
            .iter()
            .any(|w| before.trim_end_matches([':', '.']).ends_with(w))
}

/// A name in the form that suits what stands before it.
fn suits(before: &str, names: &Names, chance: &mut Chance) -> String {
    let person = Person::new(names, chance);
    let last = before
        .split_whitespace()
        .next_back()
        .unwrap_or("")
        .to_lowercase();
    let last = last.trim_matches(|c: char| !c.is_alphanumeric());
    let form = match last {
        "heer" | "mevrouw" | "mevr" | "dhr" | "mw" => 's',
        "beste" | "hoi" | "hallo" | "dag" | "hi" => 'v',
        "van" | "aan" | "from" | "to" | "cc" | "door" if chance.share(0.5) => 'c',
        _ => ['f', 'i', 'f', 'v', 's', 'c'][chance.below(6)],
    };
    person.form(Some(form), chance)
}
