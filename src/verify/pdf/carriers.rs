//! What each object and stream of a file holds: text, numbers, or pages' content.

use super::filters::{Budget, TooLarge};
use super::hunt::{Hunt, readings};
use super::lex::{Lexer, Token, is_white};
use super::names;
use super::objects::{self, Dict, Part, Value};
use super::pictures;
use super::place::Place;
use super::strict::Strict;

/// Why a file can't be judged.
pub(super) const TOO_LARGE: &str = "it is too large when unpacked";
/// Object streams within object streams are not followed: there are none.
const OBJECTS: &[u8] = b"ObjStm";

/// What a stream holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Holds {
    /// Operators of a page, form, pattern or glyph.
    Content,
    /// What codes of a font stand for.
    CMap,
    /// Objects.
    Objects,
    /// Pixels.
    Pixels,
    /// A cross-reference table or a function's samples.
    Numbers,
    /// A font program or a colour profile: numbers, with names in it.
    Program,
    /// Anything that is read as text.
    Text,
}

/// Reads all that lies in a file.
pub(super) fn read(
    file: &[u8],
    hunt: &mut Hunt<'_>,
    strict: Option<&mut Strict>,
) -> Result<(), &'static str> {
    let mut reader = Reader {
        hunt,
        strict,
        budget: Budget::default(),
        too_large: false,
    };
    reader
        .hunt
        .bytes(file, &Place::File("the bytes of the file"));
    objects::parts(file, |part| reader.part(part));
    if reader.too_large {
        return Err(TOO_LARGE);
    }
    Ok(())
}

/// What strings are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strings {
    Text,
    /// The colours of a palette, the identifier of a file: where they can't be read as text, short
    /// values stand in them by chance.
    Numbers,
}

struct Reader<'h, 'a> {
    hunt: &'h mut Hunt<'a>,
    strict: Option<&'h mut Strict>,
    budget: Budget,
    too_large: bool,
}

impl Reader<'_, '_> {
    fn part(&mut self, part: Part<'_>) {
        if self.too_large || self.hunt.is_done() {
            return;
        }
        if let Some(strict) = &mut self.strict {
            strict.part(&part);
        }
        match part {
            Part::Object(number, values) => self.values(number, &values),
            Part::Stream(number, dict, data) => {
                self.dict(number, &dict);
                if self.stream(number, &dict, data).is_err() {
                    self.too_large = true;
                }
            }
            Part::Junk(bytes) => {
                let place = Place::File("between the objects");
                self.hunt.string(bytes, &place);
            }
            Part::Mark(bytes) => self.hunt.string(bytes, &Place::File("a mark of the file")),
            Part::Table => {}
        }
    }

    fn values(&mut self, object: u32, values: &[Value<'_>]) {
        self.list(object, values, Strings::Text);
    }

    fn list(&mut self, object: u32, values: &[Value<'_>], strings: Strings) {
        let mut joined = Vec::new();
        let mut spelled = String::new();
        for value in values {
            match value {
                Value::Text(text) => {
                    self.text(text, strings, &Place::Object(object, "a string"));
                    joined.push(&**text);
                }
                Value::Name(name) => {
                    self.name(object, name);
                    // Of glyphs, say: a letter is one, a longer name is a word.
                    match &**name {
                        [letter] => spelled.push(char::from(*letter)),
                        name if names::is_of_the_format(name) => spelled.push(' '),
                        name => {
                            spelled.push(' ');
                            spelled.push_str(&String::from_utf8_lossy(name));
                            spelled.push(' ');
                        }
                    }
                }
                Value::Dict(dict) => self.dict(object, dict),
                Value::Array(items) => {
                    let colours = matches!(items.first(), Some(Value::Name(name))
                        if matches!(&**name, b"Indexed" | b"I"));
                    let strings = if colours { Strings::Numbers } else { strings };
                    self.list(object, items, strings);
                }
                Value::Comment(text) => self.hunt.string(text, &Place::Object(object, "a comment")),
                Value::Word(_) => {}
            }
        }
        if spelled.len() > 1 {
            let place = Place::Object(object, "names of an array");
            self.hunt.run(&spelled, &place);
        }
        if joined.len() > 1 {
            let place = Place::Object(object, "strings of an array");
            self.text(&joined.concat(), strings, &place);
        }
    }

    fn text(&mut self, bytes: &[u8], strings: Strings, place: &Place) {
        let control = |b: &u8| matches!(b, 0..=8 | 14..=31 | 127..=159);
        if strings == Strings::Numbers && bytes.iter().any(control) {
            self.hunt.runs(bytes, place);
        } else {
            self.hunt.string(bytes, place);
        }
    }

    fn dict(&mut self, object: u32, dict: &Dict<'_>) {
        for (key, values) in &dict.entries {
            self.name(object, key);
            match (&**key, values.as_slice()) {
                (b"ID", _) => self.list(object, values, Strings::Numbers),
                (b"BaseFont" | b"FontName", [Value::Name(name)]) => self.font_name(object, name),
                _ => self.values(object, values),
            }
        }
        self.values(object, &dict.stray);
    }

    /// Syllables stand in the names of fonts: short values are not sought there.
    fn font_name(&mut self, object: u32, name: &[u8]) {
        let place = Place::Object(object, "the name of a font");
        for text in readings(name) {
            self.hunt.run(&text, &place);
        }
        self.hunt.bytes(name, &place);
    }

    /// A name that is not one of the format's own.
    fn name(&mut self, object: u32, name: &[u8]) {
        if !names::is_of_the_format(name) {
            self.hunt.string(name, &Place::Object(object, "a name"));
        }
    }

    fn stream(&mut self, object: u32, dict: &Dict<'_>, raw: &[u8]) -> Result<(), TooLarge> {
        let decoded = self.budget.decode(raw, &dict.filters())?;
        let data = &*decoded.data;
        if let Some(coded) = decoded.coded {
            let told = pictures::read(&coded, data, |text| {
                let place = Place::Object(object, "a note in a picture");
                self.hunt.runs(text, &place);
            });
            if let (Some(strict), Some(told)) = (&mut self.strict, told) {
                strict.foreign(object, told);
            }
            self.hunt.bytes(data, &Place::Object(object, "a picture"));
            return Ok(());
        }
        let holds = what(dict, data);
        if let Some(strict) = &mut self.strict {
            strict.stream(object, dict, holds);
        }
        match holds {
            Holds::Content => self.content(object, data),
            Holds::CMap => self.cmap(object, data),
            Holds::Objects => self.values(object, &objects::all(data)),
            Holds::Pixels => self.hunt.bytes(data, &Place::Object(object, "pixels")),
            Holds::Numbers => self.hunt.bytes(data, &Place::Object(object, "a stream")),
            Holds::Program => {
                let place = Place::Object(object, "a font or a profile");
                self.hunt.runs(data, &place);
            }
            Holds::Text => {
                self.hunt
                    .string(data, &Place::Object(object, "a stream of text"));
            }
        }
        Ok(())
    }

    /// Operators. The codes of a font are numbers: what they show is read on the page.
    fn content(&mut self, object: u32, data: &[u8]) {
        let place = Place::Object(object, "content");
        self.hunt.bytes(data, &place);
        let mut lexer = Lexer::new(data);
        let mut codes: Vec<u8> = Vec::new();
        let mut depth = 0;
        while let Some(token) = lexer.next() {
            match token {
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                Token::Text(text) if depth > 0 => {
                    let place = Place::Object(object, "a property in content");
                    self.hunt.string(&text, &place);
                }
                Token::Text(text) => codes.extend_from_slice(&text),
                Token::Name(name) => self.name(object, &name),
                Token::Comment(text) => {
                    self.hunt.string(text, &Place::Object(object, "a comment"));
                }
                Token::Word(b"ID") => {
                    let pixels = inline_image(&mut lexer);
                    self.hunt
                        .bytes(pixels, &Place::Object(object, "an inline image"));
                }
                _ => {}
            }
        }
        self.hunt.bytes(&codes, &place);
    }

    /// What each code stands for: text, each on its own.
    fn cmap(&mut self, object: u32, data: &[u8]) {
        let place = Place::Object(object, "a table of characters");
        self.hunt.bytes(data, &place);
        for token in Lexer::new(data) {
            match token {
                // Fewer than four letters are a ligature.
                Token::Text(text) if text.len() > 6 => {
                    let wide = [b"\xfe\xff", &*text].concat();
                    self.hunt.string(&wide, &place);
                }
                Token::Text(_) => {}
                Token::Name(name) => self.name(object, &name),
                Token::Comment(text) => self.hunt.string(text, &place),
                _ => {}
            }
        }
    }
}

/// The data of an inline image, from behind its `ID`.
fn inline_image<'a>(lexer: &mut Lexer<'a>) -> &'a [u8] {
    let bytes = lexer.bytes();
    let start = lexer.at;
    let rest = &bytes[start..];
    let ends = memchr::memmem::find_iter(rest, b"EI").find(|&at| {
        let before = at.checked_sub(1).and_then(|b| rest.get(b));
        let behind = rest.get(at + 2);
        before.is_some_and(|b| is_white(*b)) && behind.is_none_or(|b| is_white(*b))
    });
    let len = ends.unwrap_or(rest.len());
    lexer.at = (start + len + 2).min(bytes.len());
    &rest[..len]
}

/// What a stream holds, by what its dictionary says, and else by its looks.
pub(super) fn what(dict: &Dict<'_>, data: &[u8]) -> Holds {
    match (dict.name(b"Type"), dict.name(b"Subtype")) {
        (Some(kind), _) if kind == OBJECTS => return Holds::Objects,
        (Some(b"XRef"), _) => return Holds::Numbers,
        (Some(b"Metadata" | b"EmbeddedFile"), _) => return Holds::Text,
        (_, Some(b"Image")) => return Holds::Pixels,
        (_, Some(b"Form")) => return Holds::Content,
        (_, Some(b"Type1C" | b"CIDFontType0C" | b"OpenType")) => return Holds::Program,
        _ => {}
    }
    let has = |mark: &[u8]| memchr::memmem::find(&data[..data.len().min(4096)], mark).is_some();
    if dict.has(b"PatternType") || dict.has(b"PaintType") {
        Holds::Content
    } else if dict.has(b"ShadingType") {
        Holds::Numbers
    } else if let Some(kind) = dict.number(b"FunctionType") {
        if kind == 4 {
            Holds::Content
        } else {
            Holds::Numbers
        }
    } else if dict.has(b"Length1") || data.get(36..40) == Some(b"acsp") {
        Holds::Program
    } else if has(b"begincmap") || has(b"beginbf") || has(b"/CMapName") {
        Holds::CMap
    } else if looks_like_content(data) {
        Holds::Content
    } else if looks_like_text(data) {
        Holds::Text
    } else {
        Holds::Program
    }
}

/// Many of the first words are operators, numbers, names or strings.
fn looks_like_content(data: &[u8]) -> bool {
    let (mut operators, mut others) = (0, 0);
    for token in Lexer::new(data).take(400) {
        if let Token::Word(word) = token {
            let number = word
                .iter()
                .all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+'));
            if names::is_operator(word) {
                operators += 1;
            } else if !number {
                others += 1;
            }
        }
    }
    operators > others * 2 || data.iter().all(|b| is_white(*b))
}

fn looks_like_text(data: &[u8]) -> bool {
    let near = &data[..data.len().min(4096)];
    let odd = near
        .iter()
        .filter(|b| matches!(b, 1..=8 | 14..=31 | 127))
        .count();
    odd * 50 < near.len()
}
