//! Damage like that of OCR and of text extraction: letters misread, blanks lost and put in, lines
//! broken anywhere. Names move along.

use std::ops::Range;

use lakmoes::detect::training::{Chance, Example};

/// What is read for what stands there.
const MISREAD: &[(&str, &[&str])] = &[
    ("e", &["c", "o", "é"]),
    ("c", &["e", "o"]),
    ("o", &["e", "0", "c"]),
    ("a", &["o", "e", "á"]),
    ("i", &["l", "j", "1", "í", "!"]),
    ("l", &["i", "1", "I", "|"]),
    ("I", &["l", "1", "|"]),
    ("n", &["r", "u", "ri"]),
    ("m", &["rn", "in", "nn"]),
    ("u", &["ü", "v", "n"]),
    ("r", &["t", "n", "f"]),
    ("t", &["f", "l", "r"]),
    ("f", &["t", "f "]),
    ("h", &["b", "li"]),
    ("b", &["h", "6"]),
    ("d", &["cl", "a"]),
    ("g", &["q", "9", "y"]),
    ("s", &["5", "z", "$"]),
    ("S", &["5", "8"]),
    ("B", &["8", "3", "E"]),
    ("O", &["0", "Q", "D"]),
    ("D", &["O", "0"]),
    ("G", &["C", "6"]),
    ("C", &["G", "c"]),
    ("E", &["F", "B"]),
    ("V", &["v", "Y"]),
    ("W", &["VV", "w"]),
    ("w", &["vv", "W"]),
    ("J", &["I", "]", "j"]),
    ("j", &["i", "y"]),
    ("H", &["ll", "M"]),
    ("M", &["H", "IM"]),
    ("P", &["F", "p"]),
    ("R", &["B", "K"]),
    ("K", &["k", "R"]),
    ("T", &["I", "7"]),
    ("Z", &["2", "z"]),
    ("k", &["lc", "x"]),
    ("v", &["y", "r"]),
    ("y", &["v", "ij"]),
    ("z", &["s", "2"]),
    ("1", &["l", "I"]),
    ("0", &["O", "o"]),
    (".", &[",", "", ":"]),
    (",", &[".", ""]),
    ("-", &["~", "—", ""]),
    ("'", &["’", "`", ""]),
    ("@", &["©", "®"]),
    ("•", &["©", "e", "*"]),
    (" ", &["", "", "  ", "\n", " . ", " | "]),
];

/// The example, damaged or not.
pub fn damage(example: Example, chance: &mut Chance) -> Example {
    let rate = match chance.below(20) {
        0..10 => 0.0,
        10..14 => 0.004,
        14..17 => 0.015,
        17..19 => 0.03,
        _ => 0.05,
    };
    let width = if chance.share(0.3) {
        50 + chance.below(50)
    } else {
        0
    };
    if rate == 0.0 && width == 0 {
        return example;
    }
    let mut out = Example::default();
    let mut at = Vec::with_capacity(example.text.len() + 1);
    let mut column = 0;
    for c in example.text.chars() {
        at.resize(at.len() + c.len_utf8(), out.text.len());
        column = if c == '\n' { 0 } else { column + 1 };
        if c == ' ' && width > 0 && column > width {
            out.text.push('\n');
            column = 0;
        } else if chance.share(rate) {
            misread(c, &mut out.text, chance);
        } else {
            out.text.push(c);
        }
    }
    at.push(out.text.len());
    let moved = |r: &Range<usize>| at[r.start]..at[r.end];
    out.names = example
        .names
        .iter()
        .map(moved)
        .filter(|r| !r.is_empty())
        .collect();
    out.unsure = example
        .unsure
        .iter()
        .map(moved)
        .filter(|r| !r.is_empty())
        .collect();
    out
}

fn misread(c: char, out: &mut String, chance: &mut Chance) {
    let mut buffer = [0; 4];
    let text: &str = c.encode_utf8(&mut buffer);
    // Words fall apart at any letter.
    if c.is_alphabetic() && chance.share(0.1) {
        out.push(c);
        out.push(' ');
        return;
    }
    match MISREAD.iter().find(|(seen, _)| *seen == text) {
        Some((_, ways)) => out.push_str(ways[chance.below(ways.len())]),
        None => out.push(c),
    }
}
