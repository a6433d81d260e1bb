//! Rich text cut into groups, control words and text.

/// A piece of rich text.
#[derive(Clone, Copy)]
pub(super) enum Word<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\*`
    Star,
    /// `\name12`, or a control sign such as `\~`.
    Control(&'a str, Option<i32>),
    /// Bytes as they stand, no line ends among them.
    Text(&'a [u8]),
    /// `\'e9`
    Byte(u8),
}

/// Goes through the bytes once.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over raw bytes.
    pub(super) fn pass(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    pub(super) fn next(&mut self) -> Option<Word<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Word::Open,
                b'}' => Word::Close,
                b'\\' => self.control()?,
                b'\r' | b'\n' | 0 => continue,
                _ => {
                    let from = self.at - 1;
                    let rest = &self.bytes[from..];
                    let ends = |b: &u8| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    self.at = from + rest.iter().position(ends).unwrap_or(rest.len());
                    Word::Text(&self.bytes[from..self.at])
                }
            });
        }
    }

    fn control(&mut self) -> Option<Word<'a>> {
        let from = self.at;
        let first = *self.bytes.get(from)?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => self.hex(),
                b'*' => Word::Star,
                b'\r' | b'\n' => Word::Control("par", None),
                b'\t' => Word::Control("tab", None),
                b'~' => Word::Control("~", None),
                b'_' => Word::Control("_", None),
                b'{' | b'}' | b'\\' => Word::Text(&self.bytes[from..=from]),
                _ => Word::Control("", None),
            });
        }
        let letters = |b: &&u8| b.is_ascii_alphabetic();
        let name_end = from
            + self.bytes[from..]
                .iter()
                .take_while(letters)
                .take(32)
                .count();
        let mut at = name_end;
        let negative = self.bytes.get(at) == Some(&b'-')
            && self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        at += usize::from(negative);
        let mut value: Option<i32> = None;
        while let Some(digit) = self.bytes.get(at).filter(|b| b.is_ascii_digit()) {
            let so_far = value.unwrap_or(0).saturating_mul(10);
            value = Some(so_far.saturating_add(i32::from(digit - b'0')));
            at += 1;
        }
        // One blank behind a control word belongs to it.
        at += usize::from(self.bytes.get(at) == Some(&b' '));
        self.at = at;
        let name = std::str::from_utf8(&self.bytes[from..name_end]).unwrap_or_default();
        Some(Word::Control(
            name,
            value.map(|v| if negative { -v } else { v }),
        ))
    }

    fn hex(&mut self) -> Word<'a> {
        let digit = |at: usize| {
            let byte = *self.bytes.get(at)?;
            char::from(byte).to_digit(16)
        };
        match (digit(self.at), digit(self.at + 1)) {
            (Some(high), Some(low)) => {
                self.at += 2;
                Word::Byte((high * 16 + low) as u8)
            }
            _ => Word::Control("", None),
        }
    }
}
