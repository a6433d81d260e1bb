//! The objects of a PDF, in the order in which they lie in the file: also those that nothing
//! points to, and what lies between them.

use super::filters::{Filter, Predictor};
use super::lex::{Lexer, Token, is_white};
use std::borrow::Cow;

/// Deepest nesting that is followed: what lies deeper is read as if it lay here.
const DEEPEST: usize = 64;

/// An object.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Text(Cow<'a, [u8]>),
    Name(Cow<'a, [u8]>),
    Dict(Dict<'a>),
    Array(Vec<Self>),
    /// A number or keyword; `12 0 R` is three of them.
    Word(&'a [u8]),
    Comment(&'a [u8]),
}

/// A dictionary: what it holds, in order; keys may come twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Dict<'a> {
    pub entries: Vec<(Cow<'a, [u8]>, Vec<Value<'a>>)>,
    /// What stands where a key should.
    pub stray: Vec<Value<'a>>,
}

impl<'a> Dict<'a> {
    pub fn get(&self, key: &[u8]) -> Option<&Value<'a>> {
        let found = self.entries.iter().rfind(|(k, _)| **k == *key)?;
        let value = |v: &&Value<'_>| !matches!(v, Value::Comment(_));
        found.1.iter().find(value)
    }

    pub fn has(&self, key: &[u8]) -> bool {
        self.entries.iter().any(|(k, _)| **k == *key)
    }

    pub fn name(&self, key: &[u8]) -> Option<&[u8]> {
        match self.get(key)? {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    /// A number that stands here itself.
    pub fn number(&self, key: &[u8]) -> Option<usize> {
        let (_, values) = self.entries.iter().rfind(|(k, _)| **k == *key)?;
        match values.as_slice() {
            [Value::Word(word)] => std::str::from_utf8(word).ok()?.parse().ok(),
            _ => None,
        }
    }

    /// The filters of a stream.
    pub fn filters(&self) -> Vec<Filter> {
        let either = |long: &[u8], short: &[u8]| match (self.get(long), self.get(short)) {
            (Some(Value::Array(items)), _) | (None, Some(Value::Array(items))) => items.clone(),
            (Some(item), _) | (None, Some(item)) => vec![item.clone()],
            (None, None) => Vec::new(),
        };
        let parms: Vec<Value<'a>> = either(b"DecodeParms", b"DP")
            .into_iter()
            .filter(|v| !matches!(v, Value::Comment(_)))
            .collect();
        let names = either(b"Filter", b"F").into_iter().filter_map(|v| match v {
            Value::Name(name) => Some(name.into_owned()),
            _ => None,
        });
        names
            .zip(parms.iter().map(Some).chain(std::iter::repeat(None)))
            .map(|(name, parms)| match parms {
                Some(Value::Dict(parms)) => Filter {
                    name,
                    predictor: predictor(parms),
                    early: parms.number(b"EarlyChange") != Some(0),
                },
                _ => Filter {
                    name,
                    predictor: None,
                    early: true,
                },
            })
            .collect()
    }
}

fn predictor(parms: &Dict<'_>) -> Option<Predictor> {
    let of = |key: &[u8], default| parms.number(key).unwrap_or(default);
    if of(b"Predictor", 1) < 10 {
        return None;
    }
    let bits = of(b"Colors", 1).checked_mul(of(b"BitsPerComponent", 8))?;
    let row = bits.checked_mul(of(b"Columns", 1))?.checked_add(7)? / 8;
    (row > 0 && row < 1 << 28).then_some(Predictor {
        row,
        pixel: bits.div_ceil(8).max(1),
    })
}

/// Something that lies in the file.
pub(super) enum Part<'a> {
    /// An object, by its number; 0 for a trailer.
    Object(u32, Vec<Value<'a>>),
    /// An object that is a stream.
    Stream(u32, Dict<'a>, &'a [u8]),
    /// A cross-reference table, or where it is.
    Table,
    /// `%%EOF` or `%PDF-`.
    Mark(&'a [u8]),
    /// What has no place there.
    Junk(&'a [u8]),
}

/// Reads values until a word says to stop.
fn values<'a>(
    lexer: &mut Lexer<'a>,
    depth: usize,
    stop: &dyn Fn(&Token<'a>) -> bool,
) -> Vec<Value<'a>> {
    let mut out = Vec::new();
    loop {
        let before = lexer.at;
        let Some(token) = lexer.next() else { break };
        if stop(&token) {
            lexer.at = before;
            break;
        }
        match token {
            Token::Text(t) => out.push(Value::Text(t)),
            Token::Name(n) => out.push(Value::Name(n)),
            Token::Word(w) => out.push(Value::Word(w)),
            Token::Comment(c) => out.push(Value::Comment(c)),
            Token::Open if depth < DEEPEST => out.push(Value::Dict(dict(lexer, depth + 1))),
            Token::ArrayOpen if depth < DEEPEST => {
                let end = |t: &Token<'_>| *t == Token::ArrayClose || is_end(t);
                let items = values(lexer, depth + 1, &end);
                step_over(lexer, &Token::ArrayClose);
                out.push(Value::Array(items));
            }
            _ => {}
        }
    }
    out
}

/// The end of the object, whatever is still open in it.
fn is_end(token: &Token<'_>) -> bool {
    matches!(token, Token::Word(b"endobj" | b"stream" | b"endstream"))
}

fn step_over<'a>(lexer: &mut Lexer<'a>, token: &Token<'a>) {
    let before = lexer.at;
    if lexer.next().as_ref() != Some(token) {
        lexer.at = before;
    }
}

/// A dictionary, from behind its `<<`.
fn dict<'a>(lexer: &mut Lexer<'a>, depth: usize) -> Dict<'a> {
    let end = |t: &Token<'_>| matches!(t, Token::Close) || is_end(t);
    let mut out = Dict::default();
    // A name is a key, or the value of one: a value that is a name stands right behind its key.
    for value in values(lexer, depth, &end) {
        let waits = out
            .entries
            .last()
            .is_some_and(|(_, v)| v.iter().all(|v| matches!(v, Value::Comment(_))));
        match value {
            Value::Name(name) if !waits => out.entries.push((name, Vec::new())),
            value => match out.entries.last_mut() {
                Some((_, values)) => values.push(value),
                None => out.stray.push(value),
            },
        }
    }
    step_over(lexer, &Token::Close);
    out
}

/// All values in some bytes, such as those of an object stream.
pub(super) fn all(bytes: &[u8]) -> Vec<Value<'_>> {
    values(&mut Lexer::new(bytes), 0, &|_| false)
}

/// Calls `see` with all that lies in a file.
pub(super) fn parts<'a>(file: &'a [u8], mut see: impl FnMut(Part<'a>)) {
    let mut lexer = Lexer::new(file);
    // The numbers before `obj`, with the places where they begin.
    let mut numbers: Vec<(usize, &'a [u8])> = Vec::new();
    loop {
        let before = lexer.at;
        let Some(token) = lexer.next() else { break };
        let here = &file[before..lexer.at];
        match token {
            Token::Word(b"obj") => {
                // Where they were read as the end of the object before, there are none.
                let own = numbers.split_off(numbers.len().saturating_sub(2));
                junk(file, &numbers, &mut see);
                numbers.clear();
                let number = own.first().and_then(|n| std::str::from_utf8(n.1).ok());
                let number = number.and_then(|n| n.parse().ok()).unwrap_or(0);
                object(&mut lexer, number, &mut see);
            }
            Token::Word(word) if word.iter().all(u8::is_ascii_digit) => {
                numbers.push((lexer.at - word.len(), word));
            }
            Token::Word(b"xref" | b"startxref") => {
                junk(file, &numbers, &mut see);
                numbers.clear();
                table(&mut lexer);
                see(Part::Table);
            }
            Token::Word(b"trailer") => {
                junk(file, &numbers, &mut see);
                numbers.clear();
                object(&mut lexer, 0, &mut see);
            }
            Token::Comment(mark)
                if mark.trim_ascii_end() == b"%%EOF" || mark.starts_with(b"%PDF-") =>
            {
                see(Part::Mark(mark));
            }
            // The second line of a file: tells programs that it is no text.
            Token::Comment([b'%', rest @ ..]) if before < 32 && rest.iter().all(|b| *b > 127) => {}
            _ => {
                junk(file, &numbers, &mut see);
                numbers.clear();
                see(Part::Junk(here));
            }
        }
    }
    junk(file, &numbers, &mut see);
}

fn junk<'a>(file: &'a [u8], numbers: &[(usize, &'a [u8])], see: &mut impl FnMut(Part<'a>)) {
    if let (Some((from, _)), Some((to, last))) = (numbers.first(), numbers.last()) {
        see(Part::Junk(&file[*from..to + last.len()]));
    }
}

/// Steps over the numbers of a cross-reference table.
fn table(lexer: &mut Lexer<'_>) {
    let number = |w: &[u8]| w.iter().all(u8::is_ascii_digit) || matches!(w, b"n" | b"f");
    loop {
        let before = lexer.at;
        let mut ahead = lexer.clone();
        let goes_on = match ahead.next() {
            Some(Token::Word(word)) => number(word),
            _ => false,
        };
        // The number of the next object, where there is no trailer between.
        let object = goes_on
            && matches!(ahead.next(), Some(Token::Word(w)) if number(w))
            && ahead.next() == Some(Token::Word(b"obj"));
        if !goes_on || object {
            lexer.at = before;
            return;
        }
        lexer.next();
    }
}

/// An object, from behind `obj` or `trailer`.
fn object<'a>(lexer: &mut Lexer<'a>, number: u32, see: &mut impl FnMut(Part<'a>)) {
    let end = |t: &Token<'_>| {
        is_end(t) || matches!(t, Token::Word(b"obj" | b"xref" | b"trailer" | b"startxref"))
    };
    let mut values = values(lexer, 0, &end);
    let before = lexer.at;
    match lexer.next() {
        Some(Token::Word(b"stream")) => {
            let dict = match values.iter().position(|v| matches!(v, Value::Dict(_))) {
                Some(at) => match values.remove(at) {
                    Value::Dict(dict) => dict,
                    _ => Dict::default(),
                },
                None => Dict::default(),
            };
            let data = stream_data(lexer, dict.number(b"Length"));
            see(Part::Stream(number, dict, data));
            if !values.is_empty() {
                see(Part::Object(number, values));
            }
            let rest = self::values(lexer, 0, &end);
            if !rest.is_empty() {
                see(Part::Object(number, rest));
            }
            step_over(lexer, &Token::Word(b"endobj"));
        }
        Some(Token::Word(b"endobj")) => see(Part::Object(number, values)),
        _ => {
            lexer.at = before;
            see(Part::Object(number, values));
        }
    }
}

/// The data of a stream, from behind `stream`.
fn stream_data<'a>(lexer: &mut Lexer<'a>, length: Option<usize>) -> &'a [u8] {
    const END: &[u8] = b"endstream";
    let bytes = lexer.bytes();
    let mut from = lexer.at;
    if bytes.get(from) == Some(&b'\r') {
        from += 1;
    }
    if bytes.get(from) == Some(&b'\n') {
        from += 1;
    }
    let rest = &bytes[from.min(bytes.len())..];
    let is_end = |len: &usize| {
        let white = rest[*len..].iter().take_while(|b| is_white(**b)).count();
        white <= 2 && rest[len + white..].starts_with(END)
    };
    let said = length.filter(|len| *len <= rest.len()).filter(is_end);
    let len = said.unwrap_or_else(|| memchr::memmem::find(rest, END).unwrap_or(rest.len()));
    let behind =
        memchr::memmem::find(&rest[len..], END).map_or(rest.len(), |at| len + at + END.len());
    lexer.at = from + behind;
    &rest[..len]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &[u8]) -> Vec<String> {
        let mut out = Vec::new();
        parts(file, |part| {
            out.push(match part {
                Part::Object(n, v) => format!("{n}: {}", v.len()),
                Part::Stream(n, d, data) => {
                    format!("{n}: {} keys, {} bytes", d.entries.len(), data.len())
                }
                Part::Table => "table".to_owned(),
                Part::Mark(m) | Part::Junk(m) => String::from_utf8_lossy(m).trim().to_owned(),
            });
        });
        out
    }

    #[test]
    fn all_that_lies_in_a_file_is_seen() {
        let file = b"%PDF-1.7\n1 0 obj\n<</A(b)/C/D>>endobj lost 12\n2 0 obj <</Length 6>>stream\nendobj\nendstream endobj\n\
            xref\n0 1\n0000000000 65535 f \ntrailer <</Size 3>>\nstartxref\n9\n%%EOF\n% more";
        assert_eq!(
            told(file),
            [
                "%PDF-1.7",
                "1: 1",
                "lost",
                "12",
                "2: 1 keys, 6 bytes",
                "table",
                "0: 1",
                "table",
                "%%EOF",
                "% more"
            ]
        );
    }

    #[test]
    fn a_wrong_length_hides_nothing() {
        assert_eq!(
            told(b"1 0 obj<</Length 1>>stream\nJan Jansen\nendstream endobj"),
            ["1: 1 keys, 11 bytes"]
        );
        assert_eq!(told(b"1 0 obj (a) 2 0 obj (b)"), ["1: 3", "0: 1"]);
    }

    #[test]
    fn a_name_behind_a_key_is_its_value() {
        let values = all(b"<</Type/Font % x\n/Filter[/A/B]/Length 12 0 R>>");
        let Some(Value::Dict(dict)) = values.first() else {
            panic!("no dictionary");
        };
        assert_eq!(dict.name(b"Type"), Some(&b"Font"[..]));
        assert_eq!(dict.filters().len(), 2);
        assert_eq!(dict.number(b"Length"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_come_to_an_end(words in proptest::collection::vec(
            proptest::sample::select(vec!["1 ", "0 ", "obj ", "<<", ">>", "[", "(", ")", "/A ", "stream\n", "endstream ", "endobj ", "xref ", "n ", "trailer ", "%x\n"]), 0..64)) {
            parts(words.concat().as_bytes(), |_| {});
        }
    }
}
