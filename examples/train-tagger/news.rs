//! Newspaper text of long ago, read by OCR, with its names marked word by word.

use std::error::Error;
use std::path::Path;

use lakmoes::detect::training::Example;

/// Words to an example.
const WORDS: usize = 120;

/// Reads lines of a word and its tag.
pub fn read(path: &Path) -> Result<Vec<Example>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let mut out = Vec::new();
    let mut example = Example::default();
    let mut count = 0;
    let mut open: Option<usize> = None;
    for line in text.lines() {
        let Some((word, tag)) = line.trim_end().rsplit_once(' ') else {
            continue;
        };
        if open.is_some() && tag != "I-PER" {
            close(&mut example, &mut open);
        }
        if count >= WORDS && tag != "I-PER" {
            out.push(std::mem::take(&mut example));
            count = 0;
        }
        if count > 0 {
            example.text.push(if count % 12 == 0 { '\n' } else { ' ' });
        }
        if tag.ends_with("PER") && open.is_none() {
            open = Some(example.text.len());
        }
        example.text.push_str(word);
        count += 1;
    }
    close(&mut example, &mut open);
    out.push(example);
    Ok(out)
}

/// Ends a name, less the signs behind it.
fn close(example: &mut Example, open: &mut Option<usize>) {
    if let Some(from) = open.take() {
        let name = &example.text[from..];
        let inside = name.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
        let before = name.len()
            - name
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        if inside > before {
            example.names.push(from + before..from + inside);
        }
    }
}
