//! Fonts, so far as reading needs them: how a string falls apart into codes, how far
//! each code advances, and which characters it stands for.
//!
//! Font programs are opened only where the font dictionary does not say enough.

mod composite;
mod embedded;
mod opened;
mod pictures;
mod procedures;
mod simple;

use std::collections::HashMap;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Dict, FromBytes, Name, Stream};

use composite::Composite;
pub(crate) use opened::open_program;
use pictures::Pictures;
pub(crate) use procedures::Procedures;
use simple::Simple;

/// What a character code stands for.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    /// The characters; empty when the font does not say.
    pub unicode: Arc<str>,
    /// Horizontal advance in ems.
    pub width: f32,
}

/// A font of the document.
pub(crate) struct Font<'a> {
    /// Its dictionary.
    pub dict: Dict<'a>,
    kind: Kind<'a>,
    pictures: Pictures,
    /// Codes met so far, by their high byte and low byte.
    pages: Vec<Option<Box<[Option<Code>; 256]>>>,
    /// Codes beyond two bytes.
    more: HashMap<u32, Code>,
    pub metrics: Metrics,
    /// What draws the glyphs of a Type 3 font.
    pub procedures: Option<Box<Procedures<'a>>>,
}

enum Kind<'a> {
    Simple(Box<Simple<'a>>),
    Composite(Box<Composite<'a>>),
}

/// Measures of a whole font, in ems.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Metrics {
    pub ascent: f32,
    pub descent: f32,
    pub space: f32,
    pub bold: bool,
    /// Ems of the font per unit of Tf's size: 1 but for Type 3 fonts.
    pub em: f32,
    pub vertical: bool,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            ascent: 0.75,
            descent: -0.25,
            space: 0.25,
            bold: false,
            em: 1.0,
            vertical: false,
        }
    }
}

/// The fonts of a document: each is opened once.
#[derive(Default)]
pub(crate) struct Fonts<'a> {
    fonts: Vec<Font<'a>>,
    by_object: HashMap<(u32, i32), usize>,
    by_place: HashMap<usize, usize>,
    substitute: Option<usize>,
}

impl<'a> Fonts<'a> {
    /// The font of this name in a resource dictionary.
    pub fn named(&mut self, fonts: &Dict<'a>, name: &[u8]) -> usize {
        if let Some(id) = fonts.get_ref(name) {
            let id = (id.obj_number, id.gen_number);
            if let Some(&known) = self.by_object.get(&id) {
                return known;
            }
            let font = match fonts.get::<Dict<'a>>(name) {
                Some(dict) => self.open(&dict),
                None => self.substitute(),
            };
            self.by_object.insert(id, font);
            return font;
        }
        match fonts.get::<Dict<'a>>(name) {
            Some(dict) => self.direct(&dict),
            None => self.substitute(),
        }
    }

    /// A plain font, for text that comes without one.
    pub fn substitute(&mut self) -> usize {
        if let Some(known) = self.substitute {
            return known;
        }
        let dict = Dict::from_bytes(
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        );
        let font = self.open(&dict.unwrap_or_default());
        self.substitute = Some(font);
        font
    }

    /// The font that a dictionary describes.
    pub fn direct(&mut self, dict: &Dict<'a>) -> usize {
        // The bytes of a dictionary stay where they are for as long as the file is open.
        let place = dict.data().as_ptr() as usize;
        if let Some(&known) = self.by_place.get(&place) {
            return known;
        }
        let font = self.open(dict);
        self.by_place.insert(place, font);
        font
    }

    fn open(&mut self, dict: &Dict<'a>) -> usize {
        self.fonts.push(Font::new(dict));
        self.fonts.len() - 1
    }

    #[inline]
    pub fn get_mut(&mut self, index: usize) -> &mut Font<'a> {
        &mut self.fonts[index]
    }
}

impl<'a> Font<'a> {
    fn new(dict: &Dict<'a>) -> Self {
        let subtype = dict.get::<Name<'_>>(b"Subtype");
        let is_composite = subtype.as_deref() == Some(b"Type0")
            || (subtype.is_none() && dict.contains_key(b"DescendantFonts"));
        let is_type3 = subtype.as_deref() == Some(b"Type3");
        let mut font = Self {
            dict: dict.clone(),
            procedures: is_type3.then(|| Box::new(Procedures::new(dict))),
            kind: match Composite::new(dict).filter(|_| is_composite) {
                Some(font) => Kind::Composite(Box::new(font)),
                None => Kind::Simple(Box::new(Simple::new(dict))),
            },
            pictures: Pictures::of(dict),
            pages: Vec::new(),
            more: HashMap::new(),
            metrics: Metrics::default(),
        };
        font.measure(dict);
        font
    }

    /// Whether its glyphs are drawn by content streams.
    #[inline]
    pub fn is_type3(&self) -> bool {
        self.procedures.is_some()
    }

    /// The next code of a string: its number and its length in bytes, at least 1.
    #[inline]
    pub fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        match &self.kind {
            Kind::Simple(_) => (u32::from(bytes.first().copied().unwrap_or(0)), 1),
            Kind::Composite(font) => font.next_code(bytes),
        }
    }

    /// What a code stands for.
    #[inline]
    pub fn code(&mut self, code: u32) -> &Code {
        let (high, low) = ((code >> 8) as usize, (code & 0xFF) as usize);
        if high > 0xFF {
            let (kind, pictures) = (&mut self.kind, self.pictures);
            let look_up = || pictures.name(kind.look_up(code));
            return self.more.entry(code).or_insert_with(look_up);
        }
        if self.pages.len() <= high {
            self.pages.resize_with(high + 1, || None);
        }
        let page = self.pages[high].get_or_insert_with(|| Box::new([const { None }; 256]));
        page[low].get_or_insert_with(|| self.pictures.name(self.kind.look_up(code)))
    }

    /// The displacement of the origin and the advance of a glyph written downwards, in ems.
    pub fn vertical(&self, width: f32) -> ((f32, f32), f32) {
        match &self.kind {
            Kind::Composite(font) => font.vertical(width),
            Kind::Simple(_) => ((0.0, 0.0), 0.0),
        }
    }

    fn measure(&mut self, dict: &Dict<'a>) {
        let descriptor = match &self.kind {
            Kind::Composite(font) => font.descriptor(),
            Kind::Simple(_) => dict.get::<Dict<'a>>(b"FontDescriptor").unwrap_or_default(),
        };
        let metrics = &mut self.metrics;
        if let Some(ascent) = sane(descriptor.get::<f32>(b"Ascent"), 0.4, 1.3) {
            metrics.ascent = ascent;
        }
        if let Some(descent) = sane(
            descriptor.get::<f32>(b"Descent").map(|d| -d.abs()),
            -0.6,
            -0.05,
        ) {
            metrics.descent = descent;
        }
        metrics.bold = is_bold(dict, &descriptor);
        match &mut self.kind {
            Kind::Simple(font) => {
                metrics.em = font.em();
                if let Some(space) = font.space() {
                    metrics.space = space;
                }
            }
            Kind::Composite(font) => {
                metrics.vertical = font.is_vertical();
                if let Some(space) = font.space() {
                    metrics.space = space;
                }
            }
        }
    }
}

impl Kind<'_> {
    fn look_up(&mut self, code: u32) -> Code {
        match self {
            Self::Simple(font) => font.look_up(code as u8),
            Self::Composite(font) => font.look_up(code),
        }
    }
}

fn sane(thousandths: Option<f32>, least: f32, most: f32) -> Option<f32> {
    let ems = thousandths? / 1000.0;
    (least..=most).contains(&ems).then_some(ems)
}

fn is_bold(dict: &Dict<'_>, descriptor: &Dict<'_>) -> bool {
    const FORCE_BOLD: u32 = 1 << 18;
    let by_name = |name: Name<'_>| {
        let name = name.as_str().to_ascii_lowercase();
        ["bold", "black", "heavy", "demi"]
            .iter()
            .any(|weight| name.contains(weight))
    };
    dict.get::<Name<'_>>(b"BaseFont").is_some_and(by_name)
        || descriptor.get::<Name<'_>>(b"FontName").is_some_and(by_name)
        || descriptor
            .get::<f32>(b"FontWeight")
            .is_some_and(|w| w >= 600.0)
        || descriptor
            .get::<u32>(b"Flags")
            .is_some_and(|f| f & FORCE_BOLD != 0)
}

/// The ToUnicode map of a font.
fn to_unicode(dict: &Dict<'_>) -> Option<CMap> {
    if let Some(stream) = dict.get::<Stream<'_>>(b"ToUnicode") {
        return CMap::parse(&stream.decoded_data().ok()?, hayro_cmap::load_embedded);
    }
    // Some writers name a predefined map here.
    let name = dict.get::<Name<'_>>(b"ToUnicode")?;
    let data = hayro_cmap::load_embedded(hayro_cmap::CMapName::from_bytes(name.as_ref()))?;
    CMap::parse(data, hayro_cmap::load_embedded)
}

/// The characters as a string; none where a map says "nothing" in one way or another.
fn meaning(unicode: BfString) -> Option<Arc<str>> {
    match unicode {
        BfString::Char(c) => is_said(c).then(|| shared(c)),
        BfString::String(text) => {
            let text = text.trim_matches('\0');
            (!text.is_empty() && text.chars().all(is_said)).then(|| Arc::from(text))
        }
    }
}

fn is_said(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    !is_control && !matches!(c, '\u{FFFD}'..='\u{FFFF}')
}

/// A character as it is shared by glyphs.
pub(super) fn shared(c: char) -> Arc<str> {
    Arc::from(&*c.encode_utf8(&mut [0; 4]))
}
