//! What one look at the bytes of a line tells: its width, its words, how it begins and ends.

/// How a line begins.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum First {
    /// With an upper-case letter.
    Upper,
    /// With a lower-case letter.
    Lower,
    /// With a digit.
    Digit,
    /// With an opening bracket or quotation mark.
    Opening,
    /// With anything else.
    #[default]
    Other,
}

/// How a line ends, closing quotes and brackets left out.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) enum Last {
    /// `.`, `!` or `?`, also with a footnote mark behind it.
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `,`
    Comma,
    /// `-` behind a letter.
    Hyphen,
    /// A letter.
    Letter,
    /// A digit.
    Digit,
    /// Anything else.
    #[default]
    Other,
}

/// The shape of a line.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Shape {
    /// Characters, capped.
    pub width: u16,
    /// Words: runs of non-blanks.
    pub words: u16,
    /// Words that begin with an upper-case letter.
    pub capitals: u16,
    /// Words that begin with a lower-case letter.
    pub lowers: u16,
    /// Letters.
    pub letters: u16,
    /// Digits.
    pub digits: u16,
    /// How it begins.
    pub first: First,
    /// How it ends.
    pub last: Last,
    /// Byte offset behind the last gap of three or more blanks; 0 for none.
    pub gap: u16,
}

/// Longer lines are paragraphs: their head tells enough.
const LOOK: usize = 1024;

impl Shape {
    /// Looks at a trimmed line.
    pub(super) fn of(text: &str) -> Self {
        let mut shape = Self {
            first: first(text),
            last: last(text),
            ..Self::default()
        };
        let bytes = text.as_bytes();
        let look = bytes.len().min(LOOK);
        let (mut width, mut blanks) = (0usize, 1usize);
        for (at, &b) in bytes[..look].iter().enumerate() {
            // Continuation bytes belong to the character before them.
            if b & 0xC0 == 0x80 {
                continue;
            }
            width += 1;
            if b == b' ' || b == b'\t' {
                blanks += if b == b'\t' { 3 } else { 1 };
                continue;
            }
            if blanks > 0 {
                shape.words += 1;
                if blanks >= 3 && at > 0 {
                    shape.gap = u16::try_from(at).unwrap_or(0);
                }
                blanks = 0;
                match b {
                    b'a'..=b'z' => shape.lowers += 1,
                    b'A'..=b'Z' => shape.capitals += 1,
                    0xC3 if bytes.get(at + 1).is_some_and(|n| *n < 0x9F) => shape.capitals += 1,
                    0xC3 => shape.lowers += 1,
                    _ => {}
                }
            }
            match b {
                b'a'..=b'z' | b'A'..=b'Z' | 0xC3..=0xC9 => shape.letters += 1,
                b'0'..=b'9' => shape.digits += 1,
                _ => {}
            }
        }
        width += bytes.len() - look;
        shape.width = u16::try_from(width).unwrap_or(u16::MAX);
        shape
    }

    /// Whether the line reads as running text rather than as a name, a title or a number.
    pub(super) fn is_prose(&self) -> bool {
        self.lowers >= 3 && self.lowers * 2 >= self.words
    }

    /// Whether nothing at the end says that a sentence ends.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self.last, Last::Stop | Last::Colon | Last::Semicolon)
    }
}

fn first(text: &str) -> First {
    match text.chars().next() {
        Some(c) if c.is_lowercase() => First::Lower,
        Some(c) if c.is_uppercase() => First::Upper,
        Some('0'..='9') => First::Digit,
        Some('(' | '[' | '"' | '\'' | '‘' | '’' | '“' | '”' | '„' | '«') => {
            First::Opening
        }
        _ => First::Other,
    }
}

fn last(text: &str) -> Last {
    let text = text.trim_end_matches([')', ']', '"', '\'', '’', '”', '»', '‘', '“']);
    let mut back = text.chars().rev();
    match back.next() {
        Some('.' | '!' | '?' | '…') => Last::Stop,
        Some(':') => Last::Colon,
        Some(';') => Last::Semicolon,
        Some(',' | '‚') => Last::Comma,
        Some('-' | '\u{ad}' | '‐') if back.next().is_some_and(char::is_alphabetic) => {
            Last::Hyphen
        }
        Some('0'..='9') if ends_in_footnote(text) => Last::Stop,
        Some('0'..='9') => Last::Digit,
        Some(c) if c.is_alphabetic() => Last::Letter,
        _ => Last::Other,
    }
}

/// `evaluaties.1`: a full stop with a footnote mark behind it.
fn ends_in_footnote(text: &str) -> bool {
    let bytes = text.as_bytes();
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    bytes.len() - head <= 2
        && head >= 3
        && matches!(bytes[head - 1], b'.' | b'?' | b'!')
        && bytes[head - 2].is_ascii_lowercase()
        && bytes[head - 3].is_ascii_lowercase()
}

/// The last word of a line, without the punctuation behind it.
pub(super) fn last_word(text: &str) -> &str {
    let from = text.rfind([' ', '\t']).map_or(0, |at| at + 1);
    text[from..].trim_end_matches([',', ';', '.', ':', ')'])
}

/// The first word of a line.
pub(super) fn first_word(text: &str) -> &str {
    &text[..text.find([' ', '\t']).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footnote_mark_does_not_hide_a_full_stop() {
        assert_eq!(
            Shape::of("na ontvangst van de evaluaties.1").last,
            Last::Stop
        );
        assert_eq!(Shape::of("versie 2.1").last, Last::Digit);
    }

    #[test]
    fn counts_words_by_how_they_begin() {
        let shape = Shape::of("Één besluit van de Kamer");
        assert_eq!((shape.words, shape.capitals, shape.lowers), (5, 2, 3));
        assert_eq!(shape.width, 24);
    }

    #[test]
    fn finds_the_gap_before_a_side_column() {
        let text = "wordt verwezen naar     Directie Eigenaren";
        assert_eq!(&text[Shape::of(text).gap as usize..], "Directie Eigenaren");
    }
}
