//! The numbers and bullets that a word processor puts before paragraphs: they are not in the text.

use std::collections::BTreeMap;

use super::super::xml::{Token, Xml};
use super::super::{IngestError, Limits};
use super::styles::level;

const LEVELS: usize = 9;

#[derive(Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".into(),
            text: String::new(),
        }
    }
}

type Levels = [Level; LEVELS];

/// The lists of a document, and how far each has been counted.
#[derive(Default)]
pub(super) struct Numbers {
    kinds: BTreeMap<u32, Levels>,
    lists: BTreeMap<u32, List>,
    counted: BTreeMap<u32, [Option<u32>; LEVELS]>,
}

#[derive(Default, Clone)]
struct List {
    kind: u32,
    starts: [Option<u32>; LEVELS],
}

/// What stands before a paragraph.
pub(super) enum Mark {
    /// A bullet.
    Bullet,
    /// A number, with what the list puts around it.
    Number(String),
}

impl Numbers {
    /// Reads `numbering.xml`.
    pub(super) fn read(text: &str, limits: &Limits) -> Result<Self, IngestError> {
        let mut numbers = Self::default();
        let mut xml = Xml::new(text, limits);
        let (mut kind, mut list, mut at) = (None, None, 0_usize);
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(tag) => match tag.name() {
                    "abstractNum" => {
                        kind = tag.number("abstractNumId");
                        list = None;
                    }
                    "num" => {
                        list = tag.number("numId");
                        kind = None;
                    }
                    "lvl" | "lvlOverride" => {
                        at = usize::from(level(tag.number("ilvl")).unwrap_or(0));
                    }
                    "abstractNumId" => {
                        if let (Some(list), Some(kind)) = (list, tag.number("val")) {
                            numbers.lists.entry(list).or_default().kind = kind;
                        }
                    }
                    "startOverride" => {
                        if let Some(list) = list {
                            let list = numbers.lists.entry(list).or_default();
                            list.starts[at] = tag.number("val");
                        }
                    }
                    name @ ("start" | "numFmt" | "lvlText") => {
                        if let Some(kind) = kind {
                            let level = &mut numbers.kinds.entry(kind).or_default()[at];
                            match name {
                                "start" => level.start = tag.number("val").unwrap_or(1),
                                "numFmt" => level.format = tag.get("val").unwrap_or_default(),
                                _ => level.text = mark(tag.get("val").unwrap_or_default()),
                            }
                        }
                    }
                    _ => {}
                },
                Token::Close(_) | Token::Text(_) => {}
            }
        }
        Ok(numbers)
    }

    /// What stands before the next paragraph of a list.
    pub(super) fn next(&mut self, list: u32, level: u8) -> Option<Mark> {
        let at = usize::from(level).min(LEVELS - 1);
        let known = self.lists.get(&list)?;
        let levels = self.kinds.get(&known.kind)?;
        // Lists of one kind count on, unless a list says where it starts.
        let overridden = known.starts.iter().any(Option::is_some);
        let key = if overridden {
            list.wrapping_mul(2).wrapping_add(1)
        } else {
            known.kind.wrapping_mul(2)
        };
        let counted = self.counted.entry(key).or_default();
        let start = |n: usize| known.starts[n].unwrap_or(levels[n].start);
        counted[at] = Some(counted[at].map_or_else(|| start(at), |n| n.saturating_add(1)));
        for deeper in &mut counted[at + 1..] {
            *deeper = None;
        }
        let own = &levels[at];
        match own.format.as_str() {
            "bullet" => return Some(Mark::Bullet),
            "none" => return None,
            _ => {}
        }
        let mut text = own.text.clone();
        for n in 0..=at {
            let value = counted[n].unwrap_or_else(|| start(n));
            text = text.replace(&format!("%{}", n + 1), &written(value, &levels[n].format));
        }
        let text = text.trim();
        (!text.is_empty()).then(|| Mark::Number(text.to_owned()))
    }
}

/// What stands around a number, cut where it is longer than any list has it: it comes back with
/// every paragraph.
fn mark(mut text: String) -> String {
    const LONGEST: usize = 128;
    text.truncate(text.floor_char_boundary(LONGEST));
    text
}

fn written(n: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(n, b'a'),
        "upperLetter" => letters(n, b'A'),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperRoman" => roman(n),
        "decimalZero" => format!("{n:02}"),
        _ => n.to_string(),
    }
}

/// a … z, aa … zz.
fn letters(n: u32, first: u8) -> String {
    if n == 0 {
        return "0".into();
    }
    let times = ((n - 1) / 26 + 1).min(10) as usize;
    let letter = char::from(first + ((n - 1) % 26) as u8);
    std::iter::repeat_n(letter, times).collect()
}

fn roman(mut n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_by_level_and_begin_anew_below_another() {
        let mut numbers = Numbers::read(
            r#"<n><abstractNum abstractNumId="3">
              <lvl ilvl="0"><start val="1"/><numFmt val="decimal"/><lvlText val="%1."/></lvl>
              <lvl ilvl="1"><start val="1"/><numFmt val="lowerLetter"/><lvlText val="%1.%2)"/></lvl>
              <lvl ilvl="2"><numFmt val="bullet"/><lvlText val="o"/></lvl></abstractNum>
              <num numId="7"><abstractNumId val="3"/></num></n>"#,
            &Limits::default(),
        )
        .expect("well-formed");
        let mut next = |level| match numbers.next(7, level) {
            Some(Mark::Number(text)) => text,
            Some(Mark::Bullet) => "*".into(),
            None => "-".into(),
        };
        let all: Vec<String> = [0, 1, 1, 0, 1, 2].map(&mut next).into();
        assert_eq!(all, ["1.", "1.a)", "1.b)", "2.", "2.a)", "*"]);
        assert!(numbers.next(8, 0).is_none());
    }

    #[test]
    fn letters_and_roman_numerals() {
        assert_eq!(
            (letters(1, b'a'), letters(28, b'A')),
            ("a".into(), "BB".into())
        );
        assert_eq!((roman(4), roman(1999)), ("IV".into(), "MCMXCIX".into()));
        assert_eq!(letters(u32::MAX, b'a').len(), 10);
    }
}
