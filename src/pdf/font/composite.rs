//! Type 0 fonts: codes of one to four bytes, mapped to glyphs by a `CMap`.

use std::sync::Arc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::embedded::Embedded;
use super::{Code, meaning};

/// A font whose codes may be more than one byte.
pub(super) struct Composite<'a> {
    descendant: Dict<'a>,
    /// None for the identity: two bytes a code, the code is the glyph.
    encoding: Option<CMap>,
    vertical: bool,
    /// Codes are UTF-16 themselves.
    codes_are_unicode: bool,
    to_unicode: Option<CMap>,
    /// Characters by glyph of the character collection the font is made after.
    collection: Lazy<CMap>,
    /// Characters by glyph of the font program.
    embedded: Lazy<Embedded>,
    widths: Vec<Widths>,
    default_width: f32,
    /// `/DW2`: height of the vertical origin and vertical advance, in ems.
    down: (f32, f32),
}

/// Looked up when first needed.
type Lazy<T> = Option<Option<T>>;

/// Advances of a run of glyphs, in thousandths.
struct Widths {
    first: u32,
    last: u32,
    each: Each,
}

enum Each {
    Same(f32),
    Own(Vec<f32>),
}

impl<'a> Composite<'a> {
    pub fn new(dict: &Dict<'a>) -> Option<Self> {
        let descendant = dict
            .get::<Array<'a>>(b"DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict<'a>>().next())
            .or_else(|| dict.get::<Dict<'a>>(b"DescendantFonts"))?;
        let (encoding, vertical, mut codes_are_unicode) = read_encoding(dict);
        // Some writers say "the codes are Unicode" by naming the identity here.
        codes_are_unicode |= dict
            .get::<Name<'_>>(b"ToUnicode")
            .is_some_and(|name| name.starts_with(b"Identity"));
        Some(Self {
            encoding,
            vertical,
            codes_are_unicode,
            to_unicode: dict
                .get::<Stream<'_>>(b"ToUnicode")
                .and_then(|stream| parse_stream(&stream)),
            collection: None,
            embedded: None,
            widths: descendant
                .get::<Array<'a>>(b"W")
                .map(|w| read_widths(&w))
                .unwrap_or_default(),
            down: descendant
                .get::<[f32; 2]>(b"DW2")
                .map_or((0.88, -1.0), |[origin, advance]| {
                    (origin * 0.001, advance * 0.001)
                }),
            default_width: descendant.get::<f32>(b"DW").unwrap_or(1000.0),
            descendant,
        })
    }

    pub fn descriptor(&self) -> Dict<'a> {
        self.descendant
            .get::<Dict<'a>>(b"FontDescriptor")
            .unwrap_or_default()
    }

    pub fn is_vertical(&self) -> bool {
        self.vertical
    }

    /// The width of a space, where one of the likely codes is one.
    pub fn space(&self) -> Option<f32> {
        let map = self.to_unicode.as_ref()?;
        let code = [3, 32, 1]
            .into_iter()
            .chain(0..256)
            .find(|&code| matches!(map.lookup_bf_string(code), Some(BfString::Char(' '))))?;
        let width = self.width(self.glyph(code));
        (width > 0.05 && width < 2.0).then_some(width)
    }

    pub fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        let Some(encoding) = &self.encoding else {
            return match *bytes {
                [high, low, ..] => (u32::from(high) << 8 | u32::from(low), 2),
                [only] => (u32::from(only), 1),
                [] => (0, 1),
            };
        };
        let mut code = 0;
        for (n, &byte) in bytes.iter().take(4).enumerate() {
            code = code << 8 | u32::from(byte);
            if encoding.lookup_cid_code(code, n as u8 + 1).is_some() {
                return (code, n + 1);
            }
        }
        // Not in the map: two bytes is what nearly all of them are.
        match *bytes {
            [high, low, ..] => (u32::from(high) << 8 | u32::from(low), 2),
            _ => (code, 1),
        }
    }

    pub fn look_up(&mut self, code: u32) -> Code {
        let glyph = self.glyph(code);
        Code {
            unicode: self.unicode(code, glyph).unwrap_or_else(|| Arc::from("")),
            width: self.width(glyph),
        }
    }

    pub fn vertical(&self, width: f32) -> ((f32, f32), f32) {
        let (origin, advance) = self.down;
        ((-width / 2.0, -origin), advance)
    }

    fn glyph(&self, code: u32) -> u32 {
        let Some(encoding) = &self.encoding else {
            return code;
        };
        (1..=4)
            .find_map(|len| encoding.lookup_cid_code(code, len))
            .unwrap_or(0)
    }

    fn unicode(&mut self, code: u32, glyph: u32) -> Option<Arc<str>> {
        self.to_unicode
            .as_ref()
            .and_then(|map| mapped(map, code))
            .or_else(|| {
                let c = self.codes_are_unicode.then(|| char::from_u32(code))??;
                meaning(BfString::Char(c))
            })
            .or_else(|| mapped(self.collection()?, glyph))
            .or_else(|| meaning(BfString::Char(self.embedded()?.character(glyph)?)))
    }

    fn collection(&mut self) -> Option<&CMap> {
        let (descendant, encoding) = (&self.descendant, &self.encoding);
        self.collection
            .get_or_insert_with(|| {
                let family = collection_of(descendant).or_else(|| {
                    let metadata = encoding.as_ref()?.metadata();
                    Some(metadata.character_collection.clone()?.family)
                })?;
                let data = hayro_cmap::load_embedded(family.ucs2_cmap()?)?;
                CMap::parse(data, hayro_cmap::load_embedded)
            })
            .as_ref()
    }

    fn embedded(&mut self) -> Option<&Embedded> {
        let descriptor = self.descriptor();
        let descendant = &self.descendant;
        self.embedded
            .get_or_insert_with(|| Embedded::new(descendant, &descriptor))
            .as_ref()
    }

    fn width(&self, glyph: u32) -> f32 {
        let at = self.widths.partition_point(|run| run.last < glyph);
        let thousandths = match self.widths.get(at) {
            Some(run) if run.first <= glyph => match &run.each {
                Each::Same(width) => *width,
                Each::Own(widths) => widths
                    .get((glyph - run.first) as usize)
                    .copied()
                    .unwrap_or(self.default_width),
            },
            _ => self.default_width,
        };
        thousandths * 0.001
    }
}

/// The map, whether it writes downwards, and whether its codes are Unicode.
fn read_encoding(dict: &Dict<'_>) -> (Option<CMap>, bool, bool) {
    let map = match dict.get::<Object<'_>>(b"Encoding") {
        Some(Object::Name(name)) => match CMapName::from_bytes(name.as_ref()) {
            CMapName::IdentityH => return (None, false, false),
            CMapName::IdentityV => return (None, true, false),
            known => {
                let text = String::from_utf8_lossy(name.as_ref()).into_owned();
                let unicode = text.contains("UCS2") || text.contains("UTF16");
                let map = hayro_cmap::load_embedded(known)
                    .and_then(|data| CMap::parse(data, hayro_cmap::load_embedded));
                return (map, text.ends_with('V'), unicode);
            }
        },
        Some(Object::Stream(stream)) => parse_stream(&stream),
        _ => None,
    };
    let vertical = map
        .as_ref()
        .is_some_and(|map| matches!(map.metadata().writing_mode, Some(WritingMode::Vertical)));
    (map, vertical, false)
}

fn collection_of(descendant: &Dict<'_>) -> Option<CidFamily> {
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
    let part = |key: &[u8]| info.get::<hayro_syntax::object::String<'_>>(key);
    let family = CidFamily::from_registry_ordering(&part(b"Registry")?, &part(b"Ordering")?);
    family.ucs2_cmap().map(|_| family)
}

/// What a map to Unicode says of a code; some writers put characters where glyphs belong.
fn mapped(map: &CMap, code: u32) -> Option<Arc<str>> {
    map.lookup_bf_string(code).and_then(meaning).or_else(|| {
        let number = (1..=4).find_map(|len| map.lookup_cid_code(code, len))?;
        meaning(BfString::Char(char::from_u32(number)?))
    })
}

fn parse_stream(stream: &Stream<'_>) -> Option<CMap> {
    CMap::parse(&stream.decoded_data().ok()?, hayro_cmap::load_embedded)
}

/// `/W`: `first [w w w]` and `first last w`, sorted by glyph.
fn read_widths(array: &Array<'_>) -> Vec<Widths> {
    let mut runs = Vec::new();
    let mut items = array.iter::<Object<'_>>();
    while let Some(first) = items.next() {
        let (Some(first), Some(second)) = (glyph_number(first), items.next()) else {
            break;
        };
        if let Object::Array(widths) = second {
            let own: Vec<f32> = widths.iter::<f32>().take(1 << 16).collect();
            if let Some(more) = own.len().checked_sub(1) {
                runs.push(Widths {
                    first,
                    last: first.saturating_add(more as u32),
                    each: Each::Own(own),
                });
            }
        } else {
            let (Some(last), Some(width)) = (
                glyph_number(second),
                items.next().and_then(Object::into_f32),
            ) else {
                break;
            };
            runs.push(Widths {
                first,
                last,
                each: Each::Same(width),
            });
        }
    }
    runs.sort_by_key(|run| run.first);
    runs
}

fn glyph_number(object: Object<'_>) -> Option<u32> {
    u32::try_from(object.into_number()?.as_i64()).ok()
}
