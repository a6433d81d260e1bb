//! New fonts, of the glyphs that stay alone.
//!
//! [`rebuilt`] makes new programs of embedded fonts ([`cff`] writes them); [`plain`] and
//! [`collection`] name fonts that are not embedded; [`drawn`] takes Type 3 fonts; [`label`] is the font of the boxes. Nothing of a source's program or map is copied but outlines, widths and characters.

mod cff;
mod collection;
mod descriptor;
mod drawn;
mod glyph_name;
mod label;
mod name;
mod outline;
mod plain;
mod rebuilt;
mod to_unicode;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use hayro_syntax::object::{Dict, Name, Stream};
use lopdf::{Dictionary, ObjectId};

use super::file::Objects;
use crate::pdf::open_program;
use collection::Collection;
use descriptor::descendant;
use drawn::Drawn;
pub(super) use drawn::Proc;
use plain::Plain;
use rebuilt::Rebuilt;

/// Most things that one code may stand for, each time it is shown another.
const MOST_MEANINGS: usize = 256;

/// The fonts of the new file.
#[derive(Default)]
pub(super) struct FontBook<'a> {
    fonts: Vec<Entry<'a>>,
    /// By where their dictionaries stand in the source.
    by_place: HashMap<usize, FontId>,
    /// By the bytes of their dictionaries: of equal ones one is enough.
    by_bytes: HashMap<&'a [u8], FontId>,
    label: Option<FontId>,
    /// Labels shown before: there are few, shown often.
    labels: HashMap<String, Vec<Shown>>,
    unseen: Option<FontId>,
}

/// A font of the new file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct FontId(pub u32);

/// How a glyph is shown in the new file.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Shown {
    /// The bytes of its code: the first `len` of them.
    pub code: [u8; 4],
    /// How many.
    pub len: u8,
    /// How far it advances by the font of the new file, in thousandths of its size: to the right,
    /// or upwards in fonts that are written downwards.
    pub width: f32,
}

/// Codes below this are kept by number.
const LOW: u32 = 1024;

struct Entry<'a> {
    id: ObjectId,
    /// Whether the source leaves to the reader what codes stand for: then ligatures are letters.
    spells: bool,
    kind: Kind<'a>,
    /// How codes of the source are shown, with what they stand for each time: the low ones by
    /// number, and the others.
    low: Vec<Vec<Known>>,
    shown: HashMap<u32, Vec<Known>>,
}

/// How a code is shown where it stands for this and is as wide as this.
struct Known {
    unicode: Box<str>,
    width: f32,
    shown: Option<Shown>,
}

enum Kind<'a> {
    Rebuilt(Box<Rebuilt<'a>>),
    Plain(Box<Plain>),
    Collection(Box<Collection>),
    Drawn(Box<Drawn<'a>>),
    /// Nothing of it can be shown.
    Unknown,
}

impl<'a> FontBook<'a> {
    /// The new font for one of the source: the same for the same dictionary. Fonts are numbered in
    /// the order in which they are opened, so one is opened when a glyph of it is to be shown, not
    /// before.
    pub fn open(&mut self, objects: &mut Objects, dict: &Dict<'a>) -> FontId {
        // The bytes of a dictionary stay where they are for as long as the file is open.
        let place = dict.data().as_ptr() as usize;
        if let Some(&known) = self.by_place.get(&place) {
            return known;
        }
        let font = match self.by_bytes.get(dict.data()) {
            Some(&known) => known,
            None => {
                let spells = !dict.contains_key(b"ToUnicode");
                self.add(objects, Kind::of(dict), spells)
            }
        };
        self.by_bytes.insert(dict.data(), font);
        self.by_place.insert(place, font);
        font
    }

    fn add(&mut self, objects: &mut Objects, kind: Kind<'a>, spells: bool) -> FontId {
        let font = FontId(self.fonts.len() as u32);
        self.fonts.push(Entry {
            id: objects.reserve(),
            kind,
            spells,
            low: Vec::new(),
            shown: HashMap::new(),
        });
        font
    }

    /// The object of a font: for resource dictionaries, under the name `F` and its number. There is
    /// no such object for a font of which no glyph was shown.
    pub fn object(&self, font: FontId) -> ObjectId {
        self.fonts
            .get(font.0 as usize)
            .map_or((0, 0), |font| font.id)
    }

    /// How the glyph of a code of the source is shown; none where its shape can't be carried over:
    /// then the page is made into an image. `unicode` is what it stands for, `width` how far it
    /// advances in ems by the source.
    pub fn show(&mut self, font: FontId, code: u32, unicode: &str, width: f32) -> Option<Shown> {
        let entry = self.fonts.get_mut(font.0 as usize)?;
        let known = if code < LOW {
            let at = code as usize;
            if entry.low.len() <= at {
                entry.low.resize_with(at + 1, Vec::new);
            }
            &mut entry.low[at]
        } else {
            entry.shown.entry(code).or_default()
        };
        let same = |known: &&Known| *known.unicode == *unicode && known.width == width;
        if let Some(known) = known.iter().find(same) {
            return known.shown;
        }
        if known.len() >= MOST_MEANINGS {
            return None;
        }
        let spelt = spelt(unicode).filter(|_| entry.spells);
        let shown = entry.kind.show(code, spelt.unwrap_or(unicode), width);
        let unicode = Box::from(unicode);
        known.push(Known {
            unicode,
            width,
            shown,
        });
        shown
    }

    /// The procedure that draws a code, in a Type 3 font, if it was not given yet. It is to be
    /// rewritten and given with [`Self::set_proc`] before the code is shown.
    pub fn wanted(&self, font: FontId, code: u32) -> Option<Proc<'a>> {
        match self.fonts.get(font.0 as usize).map(|font| &font.kind) {
            Some(Kind::Drawn(font)) => font.wanted(code),
            _ => None,
        }
    }

    /// Gives the procedure of a code of the source, rewritten; none if it can't be: then the code
    /// is never shown. Codes with the same procedure, width and meaning become one glyph.
    pub fn set_proc(&mut self, font: FontId, code: u32, content: Option<Vec<u8>>) {
        if let Some(font) = self.drawn(font) {
            font.set(code, content);
        }
    }

    /// Gives the resources that the rewritten procedures of a font use.
    pub fn set_resources(&mut self, font: FontId, resources: Dictionary) {
        if let Some(font) = self.drawn(font) {
            font.set_resources(resources);
        }
    }

    fn drawn(&mut self, font: FontId) -> Option<&mut Drawn<'a>> {
        match &mut self.fonts.get_mut(font.0 as usize)?.kind {
            Kind::Drawn(font) => Some(font),
            _ => None,
        }
    }

    /// The font of labels, and how a text is shown in it; `?` for what it has no glyph for.
    pub fn label(&mut self, objects: &mut Objects, text: &str) -> (FontId, Vec<Shown>) {
        let label = match self.label {
            Some(label) => label,
            None => {
                let font = label::label_font().map(|font| Kind::Rebuilt(Box::new(font)));
                self.add(objects, font.unwrap_or(Kind::Unknown), false)
            }
        };
        self.label = Some(label);
        if let Some(known) = self.labels.get(text) {
            return (label, known.clone());
        }
        let font = self.fonts.get_mut(label.0 as usize);
        let shown = match font.map(|font| &mut font.kind) {
            Some(Kind::Rebuilt(font)) => label::show(font, text),
            _ => Vec::new(),
        };
        self.labels.insert(text.to_owned(), shown.clone());
        (label, shown)
    }

    /// The font of text that is read and not seen, and a glyph of it that stands for this text and
    /// is as wide as this, in ems; none for no text.
    pub fn unseen(
        &mut self,
        objects: &mut Objects,
        unicode: &str,
        width: f32,
    ) -> (FontId, Option<Shown>) {
        let font = match self.unseen {
            Some(font) => font,
            None => self.add(objects, Kind::Rebuilt(Box::new(Rebuilt::blank())), false),
        };
        self.unseen = Some(font);
        let shown = unicode.chars().next();
        let shown = shown.and_then(|c| self.show(font, u32::from(c), unicode, width));
        (font, shown)
    }

    /// Writes the fonts: only now is it known which glyphs are used.
    pub fn finish(self, objects: &mut Objects) {
        for (number, font) in (0..).zip(self.fonts) {
            match font.kind {
                Kind::Rebuilt(rebuilt) => rebuilt.finish(font.id, &name::mark(number), objects),
                Kind::Plain(plain) => plain.finish(font.id, objects),
                Kind::Collection(collection) => collection.finish(font.id, objects),
                Kind::Drawn(drawn) => drawn.finish(font.id, objects),
                Kind::Unknown => {}
            }
        }
    }
}

impl<'a> Kind<'a> {
    fn of(dict: &Dict<'a>) -> Self {
        let below = descendant(dict);
        let described = below.as_ref().unwrap_or(dict);
        let descriptor = described
            .get::<Dict<'a>>(b"FontDescriptor")
            .unwrap_or_default();
        let is_embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
            .iter()
            .any(|key| descriptor.get::<Stream<'_>>(key).is_some());
        if is_embedded
            && let Some(opened) = open_program(dict)
            // A program that can't be used is as good as none, to every reader.
            && !opened.substituted
        {
            return Rebuilt::of(opened.font, dict, described, &descriptor)
                .map_or(Self::Unknown, |font| Self::Rebuilt(Box::new(font)));
        }
        match dict.get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Type0") => below
                .and_then(|below| Collection::new(dict, &below))
                .map_or(Self::Unknown, |font| Self::Collection(Box::new(font))),
            Some(b"Type3") => open_program(dict)
                .and_then(|opened| Drawn::new(opened.font, dict))
                .map_or(Self::Unknown, |font| Self::Drawn(Box::new(font))),
            _ => Self::Plain(Box::new(Plain::new(dict))),
        }
    }

    fn show(&mut self, code: u32, unicode: &str, width: f32) -> Option<Shown> {
        match self {
            Self::Rebuilt(font) => font.show(code, unicode, width),
            Self::Plain(font) => font.show(code, unicode, width),
            Self::Collection(font) => font.show(code, width),
            Self::Drawn(font) => font.show(code, unicode, width),
            Self::Unknown => None,
        }
    }
}

/// The letters of a ligature.
fn spelt(unicode: &str) -> Option<&'static str> {
    Some(match unicode {
        "\u{fb00}" => "ff",
        "\u{fb01}" => "fi",
        "\u{fb02}" => "fl",
        "\u{fb03}" => "ffi",
        "\u{fb04}" => "ffl",
        _ => return None,
    })
}

/// To a thousandth; none where it is no number for a font.
fn rounded(number: f32) -> Option<f32> {
    (number.abs() < 16_000.0).then(|| ((f64::from(number) * 1000.0).round() / 1000.0) as f32)
}
