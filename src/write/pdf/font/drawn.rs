//! Type 3 fonts, whose glyphs are drawn by procedures: a new one of those that are shown.
//!
//! The procedures are content, rewritten by whoever writes content: asked for with
//! [`FontBook::wanted`](super::FontBook::wanted), given back before the glyph is shown.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_font::{Font, FontGlyph};
use hayro_syntax::object::{Dict, Stream};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::super::file::Objects;
use super::Shown;
use super::descriptor::{number, to};
use super::to_unicode::to_unicode;

/// Most glyphs: codes are one byte, and none is 0.
const MOST: usize = 255;

/// A procedure that draws a glyph of the source.
pub(in crate::write::pdf) struct Proc<'a> {
    pub stream: Stream<'a>,
    /// Of the font; none where the page's are meant.
    pub resources: Option<Dict<'a>>,
}

/// A font in the making.
pub(super) struct Drawn<'a> {
    source: Font<'a>,
    matrix: [f32; 6],
    /// The rewritten procedures by code of the source; none for what can't be.
    procs: HashMap<u32, Option<Vec<u8>>>,
    resources: Dictionary,
    known: HashMap<Glyph, u8>,
    glyphs: Vec<Glyph>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Glyph {
    proc: Vec<u8>,
    /// In ten thousandths of the units of the font.
    width: i64,
    unicode: Box<str>,
}

impl<'a> Drawn<'a> {
    pub fn new(source: Font<'a>, dict: &Dict<'_>) -> Option<Self> {
        let matrix = dict
            .get::<[f32; 6]>(b"FontMatrix")
            .unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
        let is_sane = matrix.iter().all(|n| n.abs() < 1e6) && matrix[0].abs() > 1e-9;
        is_sane.then(|| Self {
            source,
            matrix,
            procs: HashMap::new(),
            resources: Dictionary::new(),
            known: HashMap::new(),
            glyphs: Vec::new(),
        })
    }

    pub fn wanted(&self, code: u32) -> Option<Proc<'a>> {
        if code > 255 || self.procs.contains_key(&code) {
            return None;
        }
        let find = || match self.source.glyph(self.source.map_code(code), code) {
            FontGlyph::Type3(glyph) => Some(Proc {
                stream: glyph.program()?.clone(),
                resources: glyph.font().resources(),
            }),
            FontGlyph::Outline(_) => None,
        };
        catch_unwind(AssertUnwindSafe(find)).ok()?
    }

    pub fn set(&mut self, code: u32, proc: Option<Vec<u8>>) {
        self.procs.insert(code, proc);
    }

    pub fn set_resources(&mut self, resources: Dictionary) {
        self.resources = resources;
    }

    pub fn show(&mut self, code: u32, unicode: &str, ems: f32) -> Option<Shown> {
        let proc = match self.procs.get(&code) {
            Some(proc) => proc.clone()?,
            // A code without a procedure draws nothing.
            None if self.wanted(code).is_none() => b"0 0 d0".to_vec(),
            None => return None,
        };
        let width = f64::from(ems) / f64::from(self.matrix[0]);
        let glyph = Glyph {
            proc,
            width: (width.abs() < 1e9).then(|| (width * 1e4).round() as i64)?,
            unicode: Box::from(unicode),
        };
        let shown_as = match self.known.get(&glyph) {
            Some(&known) => known,
            None if self.glyphs.len() >= MOST => return None,
            None => {
                self.glyphs.push(glyph.clone());
                let number = self.glyphs.len() as u8;
                self.known.insert(glyph.clone(), number);
                number
            }
        };
        Some(Shown {
            code: [shown_as, 0, 0, 0],
            len: 1,
            width: (glyph.width as f64 * 0.1 * f64::from(self.matrix[0])) as f32,
        })
    }

    pub fn finish(self, id: ObjectId, objects: &mut Objects) {
        if self.glyphs.is_empty() {
            return;
        }
        let mut procs = Dictionary::new();
        let mut differences = vec![Object::Integer(1)];
        let mut widths = Vec::new();
        for (number, glyph) in (0..).zip(&self.glyphs) {
            let name = name(number);
            let proc = objects.add(Objects::stream(dictionary! {}, glyph.proc.clone()));
            procs.set(name.clone(), to(proc));
            differences.push(Object::Name(name.into()));
            widths.push(self::number((glyph.width as f64 / 1e4) as f32));
        }
        let mut font = dictionary! {
            "Type" => "Font",
            "Subtype" => "Type3",
            "FontMatrix" => self.matrix.map(number).to_vec(),
            "FontBBox" => self.bounds().map(number).to_vec(),
            "CharProcs" => procs,
            "Encoding" => dictionary! {"Type" => "Encoding", "Differences" => differences},
            "FirstChar" => 1,
            "LastChar" => self.glyphs.len() as i64,
            "Widths" => widths,
            "Resources" => self.resources,
        };
        let codes = (1..).zip(self.glyphs.iter().map(|glyph| &*glyph.unicode));
        font.set("ToUnicode", to(objects.add(to_unicode(1, codes))));
        objects.set(id, font);
    }

    /// The room of all glyphs, if all say theirs; else nothing is said.
    fn bounds(&self) -> [f32; 4] {
        let mut all: Option<[f32; 4]> = None;
        for glyph in &self.glyphs {
            let Some([left, bottom, right, top]) = room(&glyph.proc) else {
                return [0.0; 4];
            };
            let [l, b, r, t] = all.unwrap_or([left, bottom, right, top]);
            all = Some([left.min(l), bottom.min(b), right.max(r), top.max(t)]);
        }
        all.unwrap_or_default()
    }
}

/// A name for a glyph: one that no reader takes for a character.
fn name(number: u8) -> String {
    let letter = |n: u8| char::from(b'a' + n);
    format!("x{}{}", letter(number / 26), letter(number % 26))
}

/// What a procedure says in its first operator, `d1`.
fn room(proc: &[u8]) -> Option<[f32; 4]> {
    let start = &proc[..proc.len().min(256)];
    let start = String::from_utf8_lossy(start);
    let mut words = start.split_ascii_whitespace();
    let mut numbers = [0.0_f32; 6];
    for number in &mut numbers {
        *number = words.next()?.parse().ok()?;
    }
    let [_, _, left, bottom, right, top] = numbers;
    (words.next()? == "d1").then_some([left, bottom, right, top])
}
