//! Shows what is missed and what is wrongly found: `SHOW=200` says how many.

use std::ops::Range;

use lakmoes::detect::training::{Example, Reader};

/// How much of the text is shown before and behind.
const AROUND: usize = 40;

/// Prints the first mistakes.
pub fn show(reader: &Reader<'_>, examples: &[Example]) {
    let asked = std::env::var("SHOW").ok().and_then(|n| n.parse().ok());
    let mistakes = examples.iter().flat_map(|e| of(reader, e));
    for mistake in mistakes.take(asked.unwrap_or(0)) {
        println!("  {mistake}");
    }
}

fn of(reader: &Reader<'_>, example: &Example) -> Vec<String> {
    let found = reader.find(&example.text);
    let covered = |n: &Range<usize>| {
        found
            .iter()
            .any(|(f, _)| f.start <= n.start && n.end <= f.end)
    };
    let missed = example.names.iter().filter(|n| !covered(n));
    let mut out: Vec<String> = missed
        .map(|n| format!("missed {}", line(&example.text, n)))
        .collect();
    let touches = |f: &Range<usize>, n: &Range<usize>| n.start < f.end && f.start < n.end;
    for (f, sure) in &found {
        let mut known = example.names.iter().chain(&example.unsure);
        if !known.any(|n| touches(f, n)) {
            out.push(format!("wrong {sure:.2} {}", line(&example.text, f)));
        }
    }
    out
}

/// A place with what stands around it.
fn line(text: &str, at: &Range<usize>) -> String {
    let mut from = at.start.saturating_sub(AROUND);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (at.end + AROUND).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let whole = format!(
        "{}[{}]{}",
        &text[from..at.start],
        &text[at.clone()],
        &text[at.end..to]
    );
    whole.replace('\n', "⏎")
}
