//! The words of a PDF, as they lie in its bytes: no cross-reference table is believed.

use std::borrow::Cow;

/// One word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token<'a> {
    /// `(…)` or `<…>`, decoded.
    Text(Cow<'a, [u8]>),
    /// `/…`, decoded.
    Name(Cow<'a, [u8]>),
    /// `<<`
    Open,
    /// `>>`
    Close,
    /// `[`
    ArrayOpen,
    /// `]`
    ArrayClose,
    /// A number or keyword.
    Word(&'a [u8]),
    /// From `%` to the end of the line.
    Comment(&'a [u8]),
}

/// Reads words one after another. It never fails: what is no word of a PDF is a `Word`.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    /// Where the next word is looked for.
    pub at: usize,
}

pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' | 0)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !is_delimiter(byte)
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// All of it.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// The bytes from here for which `is` holds, stepped over.
    fn take(&mut self, is: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().position(|b| !is(*b)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// `(…)`, from behind the bracket.
    fn literal(&mut self) -> Cow<'a, [u8]> {
        let start = self.at;
        let plain = memchr::memchr3(b'\\', b'(', b')', &self.bytes[start..]);
        if let Some(len) = plain
            && self.bytes[start + len] == b')'
        {
            self.at = start + len + 1;
            return Cow::Borrowed(&self.bytes[start..start + len]);
        }
        let mut out = Vec::new();
        let mut depth = 1;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        Cow::Owned(out)
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek(0) else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' => self.at += usize::from(self.peek(0) == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek(0) else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                out.push(code as u8);
            }
            other => out.push(other),
        }
    }

    /// `<…>`, from behind the bracket.
    fn hex(&mut self) -> Vec<u8> {
        let rest = &self.bytes[self.at..];
        let len = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (len + 1).min(rest.len());
        from_hex(&rest[..len])
    }

    /// `/…`, from behind the slash.
    fn name(&mut self) -> Cow<'a, [u8]> {
        let raw = self.take(is_regular);
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let mut out = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let [first, behind @ ..] = rest {
            let code = match rest {
                [b'#', a, b, ..] => digit(*a).zip(digit(*b)),
                _ => None,
            };
            match code {
                Some((high, low)) => {
                    out.push(high << 4 | low);
                    rest = &rest[3..];
                }
                None => {
                    out.push(*first);
                    rest = behind;
                }
            }
        }
        Cow::Owned(out)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take(is_white);
        let byte = self.peek(0)?;
        let next = self.peek(1);
        let start = self.at;
        self.at += 1;
        Some(match (byte, next) {
            (b'(', _) => Token::Text(self.literal()),
            (b'<', Some(b'<')) => {
                self.at += 1;
                Token::Open
            }
            (b'<', _) => Token::Text(Cow::Owned(self.hex())),
            (b'>', Some(b'>')) => {
                self.at += 1;
                Token::Close
            }
            (b'[', _) => Token::ArrayOpen,
            (b']', _) => Token::ArrayClose,
            (b'/', _) => Token::Name(self.name()),
            (b'%', _) => {
                self.take(|b| !matches!(b, b'\r' | b'\n'));
                Token::Comment(&self.bytes[start..self.at])
            }
            _ => {
                if is_regular(byte) {
                    self.take(is_regular);
                }
                Token::Word(&self.bytes[start..self.at])
            }
        })
    }
}

/// Hex digits to bytes; all else between them is passed over, an odd last one counts as followed by 0.
pub(super) fn from_hex(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut high = None;
    for low in text.iter().filter_map(|b| digit(*b)) {
        match high.take() {
            None => high = Some(low),
            Some(high) => out.push(high << 4 | low),
        }
    }
    out.extend(high.map(|h| h << 4));
    out
}

/// The value of a hex digit.
#[inline]
pub(super) fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pdf: &[u8]) -> Vec<Vec<u8>> {
        Lexer::new(pdf)
            .filter_map(|t| match t {
                Token::Text(t) | Token::Name(t) => Some(t.into_owned()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn strings_and_names_are_read_in_every_way_of_writing_them() {
        let pdf = b"(Jan) (J(a)n) (J\\141\\n\\\nn) <4A 61 6e> <4A7> /J#61n /Jan/Piet";
        let want: [&[u8]; 8] = [
            b"Jan", b"J(a)n", b"Ja\nn", b"Jan", b"Jp", b"Jan", b"Jan", b"Piet",
        ];
        assert_eq!(texts(pdf), want);
    }

    #[test]
    fn what_is_cut_off_is_read_to_the_end() {
        for pdf in [&b"(Jan"[..], b"<4a616e", b"/Jan"] {
            assert_eq!(texts(pdf), [b"Jan"]);
        }
        assert_eq!(texts(b"(\\"), [b""]);
        assert_eq!(texts(b"/J#6"), [b"J#6"]);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(0u8..128, 0..64)) {
            let mut lexer = Lexer::new(&bytes);
            let mut at = 0;
            while lexer.next().is_some() {
                proptest::prop_assert!(lexer.at > at && lexer.at <= bytes.len());
                at = lexer.at;
            }
        }
    }
}
