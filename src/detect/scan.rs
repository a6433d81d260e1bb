//! One pass over a text: its words and signs, each looked up once.
//!
//! A long text is scanned in stretches that overlap, so that memory stays small and every
//! place is seen with what stands around it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

pub(crate) use crate::lexicon::known::flag as word;

/// How a token is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// All lower case.
    Lower,
    /// A capital and lower case.
    Cap,
    /// Capitals, two or more.
    Upper,
    /// One capital.
    Single,
    /// Capitals and lower case in another order.
    Mixed,
    /// Digits.
    Digits,
    /// Digits and letters.
    Alnum,
    /// One sign.
    Sign,
}

/// What stands before a token.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// A blank.
    Blank,
    /// Several blanks or a tab.
    Wide,
    /// A line end.
    Line,
    /// Several line ends.
    Para,
}

/// A word, number or sign.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    /// See [`word`].
    pub flags: u32,
    /// Which phrases begin with this word, as an index; 0 for none.
    pub phrase: u16,
    pub shape: Shape,
    pub gap: Gap,
}

impl Token {
    pub fn is(&self, flags: u32) -> bool {
        self.flags & flags != 0
    }

    /// Whether it begins a line.
    pub fn begins_line(&self) -> bool {
        self.gap >= Gap::Line
    }

    /// Whether it is written like a name.
    pub fn capital(&self) -> bool {
        matches!(self.shape, Shape::Cap | Shape::Upper | Shape::Mixed)
    }
}

/// Known words, folded to lower case without accents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    map: HashMap<Box<[u8]>, (u32, u16), BuildHasherDefault<Mix>>,
}

impl Words {
    /// Notes flags of a word.
    pub fn add(&mut self, word: &str, flags: u32) {
        let mut key = Fold::default();
        key.push_str(word);
        if let Some(key) = key.key() {
            self.map.entry(key.into()).or_default().0 |= flags;
        }
    }

    /// Notes that phrases begin with a word; gives back the index in use for it.
    pub fn phrase(&mut self, word: &str, index: u16) -> u16 {
        let mut key = Fold::default();
        key.push_str(word);
        match key.key() {
            Some(key) => {
                let entry = self.map.entry(key.into()).or_default();
                if entry.1 == 0 {
                    entry.1 = index;
                }
                entry.1
            }
            None => 0,
        }
    }

    /// What is known of a word.
    pub fn flags(&self, word: &str) -> u32 {
        let mut key = Fold::default();
        key.push_str(word);
        self.get(&key).0
    }

    fn get(&self, key: &Fold) -> (u32, u16) {
        key.key()
            .and_then(|k| self.map.get(k))
            .copied()
            .unwrap_or_default()
    }
}

/// A short, fast hash; the keys are ours, so nobody can choose them to collide.
#[derive(Clone, Default)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            let mixed = (self.0 ^ u64::from_le_bytes(eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.0 = mixed ^ (mixed >> 29);
        }
    }
    fn write_usize(&mut self, _: usize) {}
    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0xBF58_476D_1CE4_E5B9)
    }
}

const LONGEST: usize = 40;

/// A word folded into a small buffer: lower case, no accents.
#[derive(Clone)]
struct Fold {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Default for Fold {
    fn default() -> Self {
        Self {
            bytes: [0; LONGEST],
            len: 0,
        }
    }
}

impl Fold {
    fn byte(&mut self, byte: u8) {
        if self.len < LONGEST {
            self.bytes[self.len] = byte;
        }
        self.len += 1;
    }

    fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.byte(c.to_ascii_lowercase() as u8);
            return;
        }
        match plain(c) {
            Some(letters) => letters.bytes().for_each(|b| self.byte(b)),
            None => {
                let mut buffer = [0; 4];
                for lower in c.to_lowercase() {
                    lower
                        .encode_utf8(&mut buffer)
                        .bytes()
                        .for_each(|b| self.byte(b));
                }
            }
        }
    }

    fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    fn key(&self) -> Option<&[u8]> {
        (0 < self.len && self.len <= LONGEST).then(|| &self.bytes[..self.len])
    }
}

/// The letters of a Latin letter without its marks, in lower case.
pub(crate) fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ĳ' | 'ĳ' => "ij",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => "o",
        'Œ' | 'œ' => "oe",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'ß' => "ss",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'Ĝ'..='ģ' => "g",
        'Ķ' | 'ķ' => "k",
        'Ĺ'..='ł' => "l",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Ź'..='ž' => "z",
        _ => return None,
    })
}

/// A stretch of text with its tokens.
pub(crate) struct Scan<'a> {
    /// All of the text; offsets of tokens count from its start.
    pub text: &'a str,
    pub tokens: Vec<Token>,
    /// Where the stretch ends.
    pub end: usize,
}

impl<'a> Scan<'a> {
    /// The words and signs of `range`.
    pub fn new(text: &'a str, range: Range<usize>, words: &Words) -> Self {
        let mut scan = Scan {
            text,
            tokens: Vec::with_capacity(range.len() / 5 + 4),
            end: range.end,
        };
        scan.fill(range, words);
        scan
    }

    fn fill(&mut self, range: Range<usize>, words: &Words) {
        let bytes = self.text.as_bytes();
        let mut at = range.start;
        let mut gap = Gap::Para;
        while at < range.end {
            let byte = bytes[at];
            match byte {
                b'\n' | 0x0c | 0x0b => {
                    gap = match gap {
                        Gap::Line | Gap::Para => Gap::Para,
                        _ => Gap::Line,
                    };
                    at += 1;
                }
                b'\r' => {
                    gap = gap.max(Gap::Blank);
                    at += 1;
                }
                b' ' | b'\t' => {
                    gap = match gap {
                        Gap::None if byte == b' ' => Gap::Blank,
                        Gap::None | Gap::Blank => Gap::Wide,
                        other => other,
                    };
                    at += 1;
                }
                _ => {
                    let (token, wide) = self.token(at, range.end, gap, words);
                    at = token.end as usize;
                    if wide {
                        gap = gap.max(Gap::Blank);
                        continue;
                    }
                    self.tokens.push(token);
                    gap = Gap::None;
                }
            }
        }
    }

    /// The token at `at`, and whether it is a blank of another kind.
    fn token(&self, at: usize, end: usize, gap: Gap, words: &Words) -> (Token, bool) {
        let bytes = self.text.as_bytes();
        let mut key = Fold::default();
        let mut counts = Counts::default();
        let mut to = at;
        while to < end {
            let byte = bytes[to];
            if byte.is_ascii_alphanumeric() {
                counts.ascii(byte);
                key.byte(byte.to_ascii_lowercase());
                to += 1;
                continue;
            }
            if byte.is_ascii() {
                break;
            }
            let Some(c) = self.text[to..].chars().next() else {
                break;
            };
            if !c.is_alphanumeric() && !is_mark(c) {
                break;
            }
            counts.other(c);
            key.push(c);
            to += c.len_utf8();
        }
        let mut wide = false;
        if to == at {
            let c = self.text[at..].chars().next().unwrap_or(' ');
            to = at + c.len_utf8();
            wide = c.is_whitespace() || c.is_control() || c == '\u{feff}';
        }
        let shape = counts.shape();
        let (flags, phrase) = match shape {
            Shape::Sign | Shape::Digits => (0, 0),
            _ => words.get(&key),
        };
        let flags = match shape {
            Shape::Cap | Shape::Mixed | Shape::Upper => flags | of_form(&self.text[at..to], flags),
            _ => flags,
        };
        let token = Token {
            start: u32::try_from(at).expect("texts are limited to 4 GiB"),
            end: u32::try_from(to).expect("texts are limited to 4 GiB"),
            flags,
            phrase,
            shape,
            gap,
        };
        (token, wide)
    }

    /// The text of a token.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens
            .get(i)
            .map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// Whether token `i` is this sign.
    pub fn sign(&self, i: usize, sign: &str) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.shape == Shape::Sign && self.bytes_of(t) == sign.as_bytes())
    }

    /// Whether token `i` is one of these signs.
    pub fn any_sign(&self, i: usize, signs: &str) -> bool {
        let Some(t) = self.tokens.get(i).filter(|t| t.shape == Shape::Sign) else {
            return false;
        };
        match self.bytes_of(t) {
            [one] => signs.as_bytes().contains(one),
            more => memchr::memmem::find(signs.as_bytes(), more).is_some(),
        }
    }

    fn bytes_of(&self, t: &Token) -> &'a [u8] {
        &self.text.as_bytes()[t.start as usize..t.end as usize]
    }

    /// The token, if there is one.
    pub fn get(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// Whether token `i` begins a line, or is beyond the end.
    pub fn line_start(&self, i: usize) -> bool {
        self.get(i).is_none_or(Token::begins_line)
    }

    /// The first token at or behind a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| (t.start as usize) < byte)
    }

    /// One past the last token of the line of token `i`, or of as much of it as a line of a list
    /// or letter may hold: a text on one endless line must not be read again from every place.
    pub fn line_end(&self, i: usize) -> usize {
        let mut end = i + 1;
        let limit = self.tokens.len().min(i + LONGEST_LINE);
        while end < limit && !self.tokens[end].begins_line() {
            end += 1;
        }
        end
    }
}

/// What the form and the dictionary say of a capitalised word.
fn of_form(text: &str, flags: u32) -> u32 {
    let mut more = 0;
    if flags & (word::FIRST | word::POLITICIAN) == 0 {
        if flags & word::SURNAME == 0 {
            more |= crate::lexicon::known::by_form(text);
        }
        if flags & word::ORDINARY == 0 && ordinary(text) {
            more |= if flags & word::SURNAME == 0 {
                word::ORDINARY
            } else {
                word::CRAFT
            };
        }
    }
    more
}

/// Whether a word is in the dictionary when written small.
fn ordinary(text: &str) -> bool {
    let mut small = [0u8; LONGEST];
    let Some(buffer) = small.get_mut(..text.len()) else {
        return false;
    };
    if text.is_ascii() {
        buffer.copy_from_slice(text.as_bytes());
        buffer.make_ascii_lowercase();
        return std::str::from_utf8(buffer).is_ok_and(crate::lexicon::words::is_word);
    }
    crate::lexicon::words::is_word(&text.to_lowercase())
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}')
}

#[derive(Default)]
struct Counts {
    upper: u32,
    lower: u32,
    digits: u32,
    first_upper: bool,
    second: u8,
    len: u32,
}

impl Counts {
    fn ascii(&mut self, byte: u8) {
        if byte.is_ascii_digit() {
            self.digits += 1;
        } else {
            self.letter(byte.is_ascii_uppercase(), byte);
        }
        self.len += 1;
    }

    fn letter(&mut self, upper: bool, byte: u8) {
        if upper {
            self.upper += 1;
            self.first_upper |= self.len == 0;
        } else {
            self.lower += 1;
        }
        if self.len == 1 {
            self.second = byte;
        }
    }

    fn other(&mut self, c: char) {
        if c.is_numeric() && !c.is_alphabetic() {
            self.digits += 1;
        } else if c.is_alphabetic() {
            self.letter(c.is_uppercase(), 0);
        } else {
            return;
        }
        self.len += 1;
    }

    fn shape(&self) -> Shape {
        let letters = self.upper + self.lower;
        match (letters, self.digits) {
            (0, 0) => Shape::Sign,
            (0, _) => Shape::Digits,
            (_, 1..) => Shape::Alnum,
            _ if self.upper == 0 => Shape::Lower,
            (1, _) => Shape::Single,
            _ if self.lower == 0 => Shape::Upper,
            _ if self.first_upper && self.upper == 1 => Shape::Cap,
            // IJzerman
            _ if self.first_upper && self.upper == 2 && self.second == b'J' && self.lower > 1 => {
                Shape::Cap
            }
            _ => Shape::Mixed,
        }
    }
}

/// How many tokens of a line are looked at.
const LONGEST_LINE: usize = 300;

/// How long a stretch is, and how far two of them overlap.
const STRETCH: usize = 1 << 20;
const OVERLAP: usize = 1 << 13;

/// The stretches of a text: what to scan, and from where up to where to believe it.
pub(crate) fn stretches(text: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        if from >= text.len() {
            return None;
        }
        let believe_to = blank_near(text, from + STRETCH);
        let scan_from = blank_near(text, from.saturating_sub(OVERLAP).max(1)).min(from);
        let scan_from = if from == 0 { 0 } else { scan_from };
        let scan_to = blank_near(text, believe_to + OVERLAP);
        let out = (scan_from..scan_to, from..believe_to);
        from = believe_to;
        Some(out)
    })
}

/// A place near `at`, at or before it, where a word begins or a line ends.
fn blank_near(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let bytes = text.as_bytes();
    let low = at.saturating_sub(OVERLAP / 2).max(1);
    let window = &bytes[low..at];
    let found = memchr::memrchr(b'\n', window).or_else(|| memchr::memrchr(b' ', window));
    let mut place = found.map_or(at, |i| low + i);
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_without_case_and_accents() {
        let mut words = Words::default();
        words.add("Özgür", word::FIRST);
        let scan = Scan::new("OZGUR özgür, Qwerq", 0.."OZGUR özgür, Qwerq".len(), &words);
        let flags: Vec<_> = scan.tokens.iter().map(|t| t.flags).collect();
        assert_eq!(flags, [word::FIRST, word::FIRST, 0, 0]);
    }

    #[test]
    fn shapes_tell_names_from_abbreviations() {
        let text = "Jan JAN J IJzerman DGPenV jan 12 12a .";
        let scan = Scan::new(text, 0..text.len(), &Words::default());
        let shapes: Vec<_> = scan.tokens.iter().map(|t| t.shape).collect();
        use Shape::*;
        assert_eq!(
            shapes,
            [Cap, Upper, Single, Cap, Mixed, Lower, Digits, Alnum, Sign]
        );
    }

    proptest! {
        #[test]
        fn every_character_that_is_no_blank_lies_in_one_token(text in "\\PC{0,60}") {
            let scan = Scan::new(&text, 0..text.len(), &Words::default());
            let mut at = 0;
            for t in &scan.tokens {
                prop_assert!(t.start as usize >= at && t.end > t.start);
                prop_assert!(text.get(t.start as usize..t.end as usize).is_some());
                at = t.end as usize;
            }
        }
    }

    #[test]
    fn stretches_cover_a_long_text_once() {
        for text in ["x".repeat(3 << 20), "ab cd\n".repeat(700_000)] {
            let mut at = 0;
            for (scan, believe) in stretches(&text) {
                assert_eq!(believe.start, at);
                assert!(believe.end > believe.start);
                assert!(scan.start <= believe.start && believe.end <= scan.end);
                at = believe.end;
            }
            assert_eq!(at, text.len());
        }
    }
}
