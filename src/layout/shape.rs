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
        let look = &bytes[..bytes.len().min(LOOK)];
        let mut counts = Counts::default();
        let mut before = b' ';
        for block in look.chunks(BLOCK) {
            counts.add(block, before);
            before = block[block.len() - 1];
        }
        shape.words = counts.words;
        shape.capitals = counts.capitals;
        shape.lowers = counts.lowers;
        shape.letters = counts.letters;
        shape.digits = counts.digits;
        if counts.accents > 0 {
            shape.add_accents(look, bytes);
        }
        if counts.wide > 0 {
            shape.gap = gap(look);
        }
        let width = usize::from(counts.width) + bytes.len() - look.len();
        shape.width = u16::try_from(width).unwrap_or(u16::MAX);
        shape
    }

    /// Words that begin with an accented letter.
    fn add_accents(&mut self, look: &[u8], bytes: &[u8]) {
        for at in memchr::memchr_iter(0xC3, look) {
            if at == 0 || is_blank(look[at - 1]) {
                if bytes.get(at + 1).is_some_and(|n| *n < 0x9F) {
                    self.capitals += 1;
                } else {
                    self.lowers += 1;
                }
            }
        }
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

/// How many bytes are counted at once.
const BLOCK: usize = 64;

#[derive(Default)]
struct Counts {
    width: u16,
    words: u16,
    capitals: u16,
    lowers: u16,
    letters: u16,
    digits: u16,
    /// Words that may begin with an accented letter.
    accents: u16,
    /// Blanks that may make a gap.
    wide: u16,
}

impl Counts {
    /// Counts a block; `before` is the byte before it. Without branches, so that the compiler
    /// counts many bytes at a time.
    fn add(&mut self, block: &[u8], before: u8) {
        // Continuation bytes belong to the character before them: they fill up what is not there.
        let mut here = [0x80u8; BLOCK];
        here[..block.len()].copy_from_slice(block);
        let mut prev = [before; BLOCK];
        prev[1..].copy_from_slice(&here[..BLOCK - 1]);
        let mut sums = [0u8; 8];
        for at in 0..BLOCK {
            let (b, p) = (here[at], prev[at]);
            let blank = is_blank(b);
            let after = is_blank(p);
            let begins = after & !blank & (b != 0x80);
            let lower = b.wrapping_sub(b'a') < 26;
            let upper = b.wrapping_sub(b'A') < 26;
            let accented = b.wrapping_sub(0xC3) < 7;
            sums[0] += u8::from(b & 0xC0 != 0x80);
            sums[1] += u8::from(begins);
            sums[2] += u8::from(begins & upper);
            sums[3] += u8::from(begins & lower);
            sums[4] += u8::from(lower | upper | accented);
            sums[5] += u8::from(b.wrapping_sub(b'0') < 10);
            sums[6] += u8::from(begins & (b == 0xC3));
            sums[7] += u8::from((b == b'\t') | (blank & after));
        }
        self.width += u16::from(sums[0]);
        self.words += u16::from(sums[1]);
        self.capitals += u16::from(sums[2]);
        self.lowers += u16::from(sums[3]);
        self.letters += u16::from(sums[4]);
        self.digits += u16::from(sums[5]);
        self.accents += u16::from(sums[6]);
        self.wide += u16::from(sums[7]);
    }
}

#[inline]
fn is_blank(b: u8) -> bool {
    (b == b' ') | (b == b'\t')
}

/// Behind the last gap: three blanks, or a tab, that a word follows.
fn gap(look: &[u8]) -> u16 {
    let (mut gap, mut blanks) = (0, 1usize);
    for (at, &b) in look.iter().enumerate() {
        if is_blank(b) {
            blanks += if b == b'\t' { 3 } else { 1 };
        } else {
            if blanks >= 3 && at > 0 {
                gap = at;
            }
            blanks = 0;
        }
    }
    u16::try_from(gap).unwrap_or(0)
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
    if text.as_bytes().last().is_some_and(u8::is_ascii_alphabetic) {
        return Last::Letter;
    }
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
