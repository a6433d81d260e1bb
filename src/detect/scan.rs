//! One pass over a text: its words and signs, each looked up once.

use std::ops::Range;

use super::words::{Entry, Fold, LONGEST};
pub(crate) use super::words::{Words, plain};

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
    /// Stands for the word, without case and accents; of signs and numbers, for their form.
    pub hash: u32,
    /// Which phrases begin with this word, as an index; 0 for none.
    pub phrase: u16,
    pub shape: Shape,
    pub gap: Gap,
}

impl Token {
    #[inline]
    pub fn is(&self, flags: u32) -> bool {
        self.flags & flags != 0
    }

    /// Whether it begins a line.
    #[inline]
    pub fn begins_line(&self) -> bool {
        self.gap >= Gap::Line
    }

    /// Whether it is written like a name.
    #[inline]
    pub fn capital(&self) -> bool {
        matches!(self.shape, Shape::Cap | Shape::Upper | Shape::Mixed)
    }
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
    #[inline]
    fn token(&self, at: usize, end: usize, gap: Gap, words: &Words) -> (Token, bool) {
        let rest = &self.text.as_bytes()[at..end];
        let mut seen = 0;
        let mut upper = 0;
        let mut len = 0;
        for &byte in rest {
            let class = CLASS[usize::from(byte)];
            if class & (LOWER | UPPER | DIGIT) == 0 {
                break;
            }
            seen |= class;
            upper += usize::from(class == UPPER);
            len += 1;
        }
        if rest.get(len).is_some_and(|b| !b.is_ascii()) {
            return self.token_with_marks(at, end, gap, words);
        }
        if len == 0 {
            let token = token_at(at, at + 1, Shape::Sign, gap, of_sign(rest[0]));
            return (token, rest[0].is_ascii_control());
        }
        let word = &rest[..len];
        let shape = shape_of(word, seen, upper);
        let mut entry = match shape {
            Shape::Digits => of_number(len),
            _ => words.of_ascii(word),
        };
        entry.flags = self.with_form(at, at + len, shape, entry.flags);
        (token_at(at, at + len, shape, gap, entry), false)
    }

    /// The same, where letters or signs beyond ASCII may stand.
    fn token_with_marks(&self, at: usize, end: usize, gap: Gap, words: &Words) -> (Token, bool) {
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
        let mut entry = match shape {
            Shape::Sign => of_sign(bytes[to - 1]),
            Shape::Digits => of_number(to - at),
            _ => words.of_fold(&key),
        };
        entry.flags = self.with_form(at, to, shape, entry.flags);
        (token_at(at, to, shape, gap, entry), wide)
    }

    /// The flags of a word, with what its form says where it is written like a name.
    #[inline]
    fn with_form(&self, from: usize, to: usize, shape: Shape, flags: u32) -> u32 {
        match shape {
            Shape::Cap | Shape::Mixed | Shape::Upper => {
                flags | of_form(&self.text[from..to], flags)
            }
            _ => flags,
        }
    }

    /// The text of a token.
    #[inline]
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens
            .get(i)
            .map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// Whether token `i` is this sign.
    #[inline]
    pub fn sign(&self, i: usize, sign: &str) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.shape == Shape::Sign && same(self.bytes_of(t), sign.as_bytes()))
    }

    /// Whether token `i` is one of these signs.
    #[inline]
    pub fn any_sign(&self, i: usize, signs: &str) -> bool {
        let Some(t) = self.tokens.get(i).filter(|t| t.shape == Shape::Sign) else {
            return false;
        };
        match self.bytes_of(t) {
            [one] => signs.as_bytes().contains(one),
            more => memchr::memmem::find(signs.as_bytes(), more).is_some(),
        }
    }

    #[inline]
    fn bytes_of(&self, t: &Token) -> &'a [u8] {
        &self.text.as_bytes()[t.start as usize..t.end as usize]
    }

    /// The token, if there is one.
    #[inline]
    pub fn get(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    /// Whether token `i` begins a line, or is beyond the end.
    #[inline]
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

/// Whether two signs are the same: nearly all are of one byte.
#[inline]
fn same(a: &[u8], b: &[u8]) -> bool {
    match (a, b) {
        ([a], [b]) => a == b,
        ([_], _) | (_, [_]) => false,
        _ => a == b,
    }
}

/// A sign stands for itself.
#[inline]
fn of_sign(byte: u8) -> Entry {
    Entry {
        hash: u32::from(byte) + 1,
        ..Entry::default()
    }
}

/// A number stands for all numbers as long.
#[inline]
fn of_number(len: usize) -> Entry {
    Entry {
        hash: 0x100 + len.min(12) as u32,
        ..Entry::default()
    }
}

fn token_at(from: usize, to: usize, shape: Shape, gap: Gap, entry: Entry) -> Token {
    Token {
        start: u32::try_from(from).expect("texts are limited to 4 GiB"),
        end: u32::try_from(to).expect("texts are limited to 4 GiB"),
        flags: entry.flags,
        hash: entry.hash,
        phrase: entry.phrase,
        shape,
        gap,
    }
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;

/// What each byte is.
static CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 128 {
        let b = i as u8;
        table[i] = if b.is_ascii_lowercase() {
            LOWER
        } else if b.is_ascii_uppercase() {
            UPPER
        } else if b.is_ascii_digit() {
            DIGIT
        } else {
            0
        };
        i += 1;
    }
    table
};

/// How a word of ASCII letters and digits is written.
#[inline]
fn shape_of(word: &[u8], seen: u8, upper: usize) -> Shape {
    let capital = word[0].is_ascii_uppercase();
    match (seen, upper) {
        (DIGIT, _) => Shape::Digits,
        (LOWER, _) => Shape::Lower,
        _ if seen & DIGIT != 0 => Shape::Alnum,
        _ if word.len() == 1 => Shape::Single,
        (UPPER, _) => Shape::Upper,
        (_, 1) if capital => Shape::Cap,
        // IJzerman
        (_, 2) if capital && word[1] == b'J' && word.len() > 3 => Shape::Cap,
        _ => Shape::Mixed,
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
}
