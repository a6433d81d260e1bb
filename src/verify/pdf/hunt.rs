//! Looks for the values: in text as words, in bytes as their byte forms.

use super::filters::from_percent;
use super::forms::Forms;
use super::place::{Hit, Place};
use crate::matching::{Needle, Needles, folded};
use aho_corasick::AhoCorasick;
use std::borrow::Cow;
use std::ops::Range;

/// Values of fewer letters are not sought backwards: "Leon" is also a Noel.
const BACKWARDS: usize = 6;
/// So many readable bytes in a row are text, wherever they stand.
const RUN: usize = 8;
/// And values of fewer letters are not sought there.
const IN_RUN: usize = 5;

/// Takes tags, entities or escapes out of a text.
type Unwrap<'f> = &'f dyn Fn(&str) -> String;

/// The values, what was found of them, and what may stand.
pub(super) struct Hunt<'a> {
    needles: &'a [&'a Needles],
    values: Vec<&'a Needle>,
    forms: Forms,
    /// Names that are found in text without spaces, and which values they are of.
    glued: Option<(AhoCorasick, Vec<usize>)>,
    /// Texts in which a value may stand outside pages, such as the title.
    kept: &'a [&'a str],
    pub hits: Vec<Hit>,
    /// No more than so many hits are told.
    most: usize,
}

impl<'a> Hunt<'a> {
    pub fn new(needles: &'a [&'a Needles], kept: &'a [&'a str], most: usize) -> Self {
        let values: Vec<&Needle> = needles.iter().flat_map(|n| n.iter()).collect();
        Self {
            needles,
            forms: Forms::new(values.iter().copied()),
            glued: glued(&values),
            values,
            kept,
            hits: Vec::new(),
            most,
        }
    }

    /// Whether enough was found.
    pub fn is_done(&self) -> bool {
        self.hits.len() >= self.most
    }

    /// Notes a hit, once for each place and value.
    fn hit(&mut self, hit: Hit) {
        if !self.is_done() && !self.hits.contains(&hit) {
            self.hits.push(hit);
        }
    }

    /// Seeks the values as words, forwards and backwards. `fine` says whether one may stand there.
    pub fn words(
        &mut self,
        text: &str,
        mut fine: impl FnMut(&Needle, Range<usize>) -> Option<Place>,
    ) {
        if self.is_done() || text.len() < 2 {
            return;
        }
        let mut found = Vec::new();
        for needles in self.needles {
            needles.find(text, |needle, range| {
                found.extend(fine(needle, range).map(|place| Hit::new(needle, place)));
                found.len() < 64
            });
        }
        let back: String = text.chars().rev().collect();
        for needles in self.needles {
            needles.find(&back, |needle, range| {
                let long = !needle.is_exact() && folded(needle.value()).len() >= BACKWARDS;
                // What reads the same both ways was judged above.
                if long && folded(&back[range.clone()]) != folded(&reversed(&back[range.clone()])) {
                    let range = text.len() - range.end..text.len() - range.start;
                    found.extend(fine(needle, range).map(|place| Hit::new(needle, place)));
                }
                found.len() < 64
            });
        }
        found.into_iter().for_each(|hit| self.hit(hit));
    }

    /// Text that is no page's: what is kept by the caller may stand there.
    fn text(&mut self, text: &str, place: &Place) {
        let kept = self.kept;
        self.words(text, |_, range| {
            let holds = |k: &&str| super::super::kept::holds(k, text, &range);
            (!kept.iter().any(holds)).then(|| place.clone())
        });
    }

    /// A string whose encoding is not told: every reading of it.
    pub fn string(&mut self, bytes: &[u8], place: &Place) {
        if bytes.is_empty() || self.is_done() {
            return;
        }
        for text in readings(bytes) {
            self.text(&text, place);
            self.wrapped(&text, place);
        }
        self.encoded(bytes, true, place);
    }

    /// Text with tags, entities or escapes in it, one taken out of the other.
    fn wrapped(&mut self, text: &str, place: &Place) {
        let mut plain = Cow::Borrowed(text);
        let percent = |t: &str| String::from_utf8_lossy(&from_percent(t.as_bytes())).into_owned();
        let unwrap: [(char, Unwrap<'_>); 5] = [
            ('<', &without_tags),
            ('&', &without_entities),
            ('<', &without_tags),
            ('%', &percent),
            ('\\', &without_escapes),
        ];
        for (mark, out_of) in unwrap {
            if plain.contains(mark) {
                plain = Cow::Owned(out_of(&plain));
                self.text(&plain, place);
            }
        }
    }

    /// Seeks names in text without spaces, where words can be told by their capitals alone; `fine`
    /// sees to it that none goes on behind its end.
    pub fn glued(&mut self, text: &str, fine: impl Fn(&Needle, Range<usize>) -> Option<Place>) {
        let Some((names, numbers)) = &self.glued else {
            return;
        };
        let mut found = Vec::new();
        for m in names.find_overlapping_iter(text) {
            let needle = self.values[numbers[m.pattern().as_usize()]];
            if found.len() < 64 {
                found.extend(fine(needle, m.range()).map(|place| Hit::new(needle, place)));
            }
        }
        found.into_iter().for_each(|hit| self.hit(hit));
    }

    /// Byte forms; `text`: the bytes are text.
    fn encoded(&mut self, bytes: &[u8], text: bool, place: &Place) {
        let mut found = Vec::new();
        self.forms.find(bytes, text, |value| {
            if found.len() < 64 && !found.contains(&value) {
                found.push(value);
            }
        });
        for value in found {
            let needle = self.values[value as usize];
            // Where a kept text stands as it is, it was judged as text.
            let kept = self.kept.iter().any(|k| k.contains(needle.value()));
            if !(text && kept) {
                self.hit(Hit::new(needle, place.clone()));
            }
        }
    }

    /// Bytes that stand for numbers.
    pub fn bytes(&mut self, bytes: &[u8], place: &Place) {
        self.encoded(bytes, false, place);
    }

    /// Bytes that stand for numbers, with text between them: names in a font, notes in a picture.
    pub fn runs(&mut self, bytes: &[u8], place: &Place) {
        self.bytes(bytes, place);
        let readable = |b: &u8| matches!(b, b' '..=b'~' | 0xC0..=0xFF);
        for run in bytes.split(|b| !readable(b)).filter(|r| r.len() >= RUN) {
            let text: String = run.iter().map(|b| doc_encoded(*b)).collect();
            self.run(&text, place);
        }
        // The same in two bytes a letter.
        for start in 0..2 {
            let mut run = String::new();
            for pair in bytes[start.min(bytes.len())..].chunks_exact(2) {
                match pair {
                    [0, b] if readable(b) => run.push(char::from(*b)),
                    _ if run.len() >= RUN => self.run(&std::mem::take(&mut run), place),
                    _ => run.clear(),
                }
            }
            if run.len() >= RUN {
                self.run(&run, place);
            }
        }
    }

    /// Text that is spelled by chance now and then: only longer values count.
    pub fn run(&mut self, text: &str, place: &Place) {
        self.words(text, |needle, _| {
            let long = !needle.is_exact() && folded(needle.value()).len() >= IN_RUN;
            long.then(|| place.clone())
        });
    }
}

/// Names long enough, with capitals enough, to be told from a stretch of other words.
fn glued(values: &[&Needle]) -> Option<(AhoCorasick, Vec<usize>)> {
    const LETTERS: usize = 10;
    let mut names = Vec::new();
    let mut numbers = Vec::new();
    for (number, needle) in values.iter().enumerate() {
        let letters = needle.value().chars().filter(|c| c.is_alphanumeric());
        let name: String = letters.collect();
        let capitals = name.chars().filter(|c| c.is_uppercase()).count();
        if capitals > 1 && name.chars().count() >= LETTERS {
            names.push(name);
            numbers.push(number);
        }
    }
    if names.is_empty() {
        return None;
    }
    AhoCorasick::new(names).ok().map(|names| (names, numbers))
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

/// What the bytes of a string may say.
pub(super) fn readings(bytes: &[u8]) -> Vec<Cow<'_, str>> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|p| unit([p[0], p[1]]));
        let chars = char::decode_utf16(units);
        Cow::Owned(chars.map(|c| c.unwrap_or('\u{FFFD}')).collect::<String>())
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => return vec![wide(rest, u16::from_be_bytes)],
        [0xFF, 0xFE, rest @ ..] => return vec![wide(rest, u16::from_le_bytes)],
        _ => {}
    }
    let mut out = Vec::new();
    match std::str::from_utf8(bytes) {
        Ok(text) => out.push(Cow::Borrowed(text)),
        Err(_) => out.push(String::from_utf8_lossy(bytes)),
    }
    if !bytes.is_ascii() {
        out.push(Cow::Owned(bytes.iter().map(|b| doc_encoded(*b)).collect()));
    }
    if bytes.iter().take(4096).filter(|b| **b == 0).count() * 4 > bytes.len().min(4096) {
        out.push(wide(bytes, u16::from_be_bytes));
        out.push(wide(bytes, u16::from_le_bytes));
    }
    out
}

/// `PDFDocEncoding`, as far as letters go.
fn doc_encoded(byte: u8) -> char {
    match byte {
        0x95 => 'Ł',
        0x96 => 'Œ',
        0x97 => 'Š',
        0x98 => 'Ÿ',
        0x99 => 'Ž',
        0x9A => 'ı',
        0x9B => 'ł',
        0x9C => 'œ',
        0x9D => 'š',
        0x9E => 'ž',
        0x93 => 'ﬁ',
        0x94 => 'ﬂ',
        _ => char::from(byte),
    }
}

/// `&#74;`, `&#x4a;`, `&eacute;` to letters.
fn without_entities(text: &str) -> String {
    replaced(text, '&', |rest| {
        let end = rest.bytes().take(12).position(|b| b == b';')?;
        let name = &rest[..end];
        let c = if let Some(code) = name.strip_prefix('#') {
            let number = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => code.parse(),
            };
            char::from_u32(number.ok()?)?
        } else {
            // `&eacute;`: a letter and its accent, which does not count.
            let accents = [
                "acute", "grave", "uml", "circ", "tilde", "cedil", "ring", "slash", "caron",
            ];
            let letter = name.chars().next()?;
            if accents.contains(&name.get(letter.len_utf8()..)?) {
                letter
            } else {
                ' '
            }
        };
        Some((c, end + 1))
    })
}

/// `\u00e9`, `\x4a`, `\112` to letters.
fn without_escapes(text: &str) -> String {
    replaced(text, '\\', |rest| {
        let code = |from: usize, len: usize, base| {
            let digits = rest.get(from..from + len)?;
            let c = char::from_u32(u32::from_str_radix(digits, base).ok()?)?;
            Some((c, from + len))
        };
        match rest.as_bytes().first()? {
            b'u' => code(1, 4, 16),
            b'x' => code(1, 2, 16),
            b'0'..=b'7' => code(0, 3, 8),
            b'n' | b'r' | b't' => Some((' ', 1)),
            _ => None,
        }
    })
}

/// What stands between tags.
fn without_tags(text: &str) -> String {
    replaced(text, '<', |rest| {
        let end = rest.bytes().take(4096).position(|b| b == b'>')?;
        Some((' ', end + 1))
    })
}

/// Each `mark` and what stands behind it replaced, where `code` knows what it stands for.
fn replaced(text: &str, mark: char, code: impl Fn(&str) -> Option<(char, usize)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match code(rest) {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => out.push(mark),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn hits(value: &str, kept: &[&str], seek: impl Fn(&mut Hunt<'_>, &Place)) -> usize {
        let needles = Needles::new(vec![Needle::any_form(Kind::Person, value)]);
        let all = [&needles];
        let mut hunt = Hunt::new(&all, kept, 9);
        seek(&mut hunt, &Place::file("a string"));
        hunt.hits.len()
    }

    fn in_string(value: &str, bytes: &[u8]) -> usize {
        hits(value, &[], |hunt, place| hunt.string(bytes, place))
    }

    #[test]
    fn a_value_is_found_in_strings_of_every_encoding() {
        let value = "José Waard";
        for bytes in [
            &b"van Jos\xe9 Waard"[..],
            "JOSÉ  WAARD".as_bytes(),
            b"\xfe\xff\0J\0o\0s\0\xe9\0 \0W\0a\0a\0r\0d",
            b"\xff\xfeJ\0o\0s\0\xe9\0 \0W\0a\0a\0r\0d\0",
            b"J\0o\0s\0\xe9\0 \0W\0a\0a\0r\0d\0",
            b"x?naam=Jos%C3%A9+Waard",
            b"Jos&#233; <b>Waard</b>",
            b"Jos&eacute; Waard",
            b"var x = 'Jos\\u00e9 Waard'",
            b"draaW \xe9soJ",
            b"jose-waard@x.nl",
        ] {
            assert!(
                in_string(value, bytes) > 0,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
        assert_eq!(in_string(value, b"Jos\xe9 Waarde"), 0);
    }

    #[test]
    fn what_is_kept_may_stand() {
        let title = b"Brief van minister Waard";
        let seek = |hunt: &mut Hunt<'_>, place: &Place| hunt.string(title, place);
        assert_eq!(hits("Waard", &["Brief van minister Waard"], seek), 0);
        assert_eq!(hits("Waard", &["minister"], seek), 1);
    }

    #[test]
    fn text_between_numbers_is_read() {
        let seek = |hunt: &mut Hunt<'_>, place: &Place| {
            hunt.runs(b"\x01\x02 by Waard (c)\x00\x01", place);
        };
        assert_eq!(hits("Waard", &[], seek), 1);
        let wide = |hunt: &mut Hunt<'_>, place: &Place| {
            hunt.runs(b"\x01\0b\0y\0 \0W\0a\0a\0r\0d\0 \0(\x00\x01", place);
        };
        assert_eq!(hits("Waard", &[], wide), 1);
    }
}
