//! Simple fonts whose program is not embedded: named again, with what is said of the codes that are
//! shown.

use std::collections::{BTreeMap, HashMap};

use hayro_syntax::object::{Array, Dict, Name, Object as Read};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::super::file::Objects;
use super::descriptor::{Traits, described_again, name_of, number, to};
use super::to_unicode::to_unicode;
use super::{Shown, glyph_name, name, rounded};

const ENCODINGS: &[&str] = &[
    "WinAnsiEncoding",
    "MacRomanEncoding",
    "MacExpertEncoding",
    "StandardEncoding",
];
/// Fonts that every reader has.
const STANDARD: &[&str] = &[
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-Oblique",
    "Helvetica-BoldOblique",
    "Times-Roman",
    "Times-Bold",
    "Times-Italic",
    "Times-BoldItalic",
    "Courier",
    "Courier-Bold",
    "Courier-Oblique",
    "Courier-BoldOblique",
    "Symbol",
    "ZapfDingbats",
];

/// A font in the making.
pub(super) struct Plain {
    subtype: &'static str,
    name: String,
    base: Option<&'static str>,
    descriptor: Option<Dictionary>,
    has_widths: bool,
    /// Names of glyphs by code of the source, where the encoding does not say them.
    names: HashMap<u8, String>,
    /// Codes that are given out in the order of first use, last one first.
    free: Vec<u8>,
    /// Codes of the new font by code of the source.
    given: HashMap<u8, u8>,
    used: BTreeMap<u8, Used>,
}

struct Used {
    name: Option<String>,
    unicode: Box<str>,
    width: f32,
}

impl Plain {
    pub fn new(dict: &Dict<'_>) -> Self {
        let source_name = name_of(dict, b"BaseFont");
        let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor");
        let traits = Traits::of(&source_name, &descriptor.clone().unwrap_or_default());
        let name = name::harmless(&source_name, traits.look);
        let (base, names) = encoding(dict);
        // The codes of other glyphs depend on which glyphs the source happens to use.
        let mut free: Vec<u8> = names
            .iter()
            .filter(|&(&code, name)| !glyph_name::is_ascii(name, code))
            .map(|(&code, _)| code)
            .collect();
        free.sort_unstable_by(|a, b| b.cmp(a));
        Self {
            subtype: if dict.get::<Name<'_>>(b"Subtype").as_deref() == Some(b"TrueType") {
                "TrueType"
            } else {
                "Type1"
            },
            descriptor: descriptor.map(|source| described_again(&traits, &name, &source)),
            has_widths: dict.get::<Array<'_>>(b"Widths").is_some() || !STANDARD.contains(&&*name),
            name,
            base,
            names,
            free,
            given: HashMap::new(),
            used: BTreeMap::new(),
        }
    }

    pub fn show(&mut self, code: u32, unicode: &str, ems: f32) -> Option<Shown> {
        let source = u8::try_from(code).ok()?;
        let width = rounded(ems * 1000.0)?;
        let code = match self.given.get(&source) {
            Some(&code) => code,
            None => self.give(source, unicode, width)?,
        };
        // A code has one meaning here and one width.
        let used = self.used.get(&code)?;
        (*used.unicode == *unicode && used.width == width).then_some(Shown {
            code: [code, 0, 0, 0],
            len: 1,
            width,
        })
    }

    fn give(&mut self, source: u8, unicode: &str, width: f32) -> Option<u8> {
        let named = self.names.get(&source);
        let name = match named {
            Some(name) => Some(glyph_name::harmless(name, unicode)?),
            None => None,
        };
        let code = match named {
            Some(name) if !glyph_name::is_ascii(name, source) => self.free.pop()?,
            _ => source,
        };
        self.given.insert(source, code);
        let unicode = Box::from(unicode);
        let used = Used {
            name,
            unicode,
            width,
        };
        self.used.insert(code, used);
        Some(code)
    }

    pub fn finish(self, id: ObjectId, objects: &mut Objects) {
        let (Some(&first), Some(&last)) = (self.used.keys().next(), self.used.keys().next_back())
        else {
            return;
        };
        let mut font = dictionary! {
            "Type" => "Font",
            "Subtype" => self.subtype,
            "BaseFont" => Object::Name(self.name.clone().into()),
        };
        if self.has_widths {
            let width = |code| self.used.get(&code).map_or(0.0, |used| used.width);
            let widths = (first..=last).map(|code| number(width(code)));
            font.set("FirstChar", i64::from(first));
            font.set("LastChar", i64::from(last));
            font.set("Widths", widths.collect::<Vec<_>>());
        }
        if let Some(encoding) = self.encoding() {
            font.set("Encoding", encoding);
        }
        let codes = self
            .used
            .iter()
            .map(|(&code, used)| (u32::from(code), &*used.unicode));
        font.set("ToUnicode", to(objects.add(to_unicode(1, codes))));
        if let Some(descriptor) = self.descriptor {
            font.set("FontDescriptor", to(objects.add(descriptor)));
        }
        objects.set(id, font);
    }

    fn encoding(&self) -> Option<Object> {
        let mut differences = Vec::new();
        let mut next = None;
        for (&code, used) in &self.used {
            let Some(name) = &used.name else { continue };
            if next != Some(code) {
                differences.push(Object::Integer(code.into()));
            }
            differences.push(Object::Name(name.clone().into()));
            next = code.checked_add(1);
        }
        let base = self.base.map(|base| Object::Name(base.into()));
        if differences.is_empty() {
            return base;
        }
        let mut encoding = dictionary! {"Type" => "Encoding", "Differences" => differences};
        if let Some(base) = base {
            encoding.set("BaseEncoding", base);
        }
        Some(encoding.into())
    }
}

/// The encoding that a font builds on, and where it differs.
fn encoding(dict: &Dict<'_>) -> (Option<&'static str>, HashMap<u8, String>) {
    let known = |name: Name<'_>| {
        let known = ENCODINGS.iter().find(|known| ***known == *name.as_str());
        known.copied()
    };
    if let Some(name) = dict.get::<Name<'_>>(b"Encoding") {
        return (known(name), HashMap::new());
    }
    let encoding = dict.get::<Dict<'_>>(b"Encoding").unwrap_or_default();
    let base = encoding.get::<Name<'_>>(b"BaseEncoding").and_then(known);
    let mut names = HashMap::new();
    let mut code = 0_i64;
    let differences = encoding
        .get::<Array<'_>>(b"Differences")
        .unwrap_or_default();
    for item in differences.iter::<Read<'_>>() {
        match item {
            Read::Number(number) => code = number.as_i64(),
            Read::Name(name) => {
                if let Ok(code) = u8::try_from(code) {
                    names.insert(code, name.as_str().to_owned());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    (base, names)
}
