//! What an embedded TrueType program says: which character each of its glyphs is.
//! Only asked when the PDF itself does not say.

use std::collections::HashMap;

use hayro_syntax::object::{Dict, Stream};
use skrifa::FontRef;
use skrifa::charmap::Charmap;

/// Most mappings read of one font.
const MOST: usize = 1 << 17;

/// The characters of the glyphs of an embedded program, and how codes become its glyphs.
pub(super) struct Embedded {
    characters: HashMap<u32, char>,
    /// `/CIDToGIDMap`; none for the identity.
    glyphs: Option<Vec<u8>>,
}

impl Embedded {
    pub fn new(descendant: &Dict<'_>, descriptor: &Dict<'_>) -> Option<Self> {
        let stream = [&b"FontFile2"[..], b"FontFile3"]
            .iter()
            .find_map(|key| descriptor.get::<Stream<'_>>(key))?;
        let program = stream.decoded_data().ok()?;
        let font = FontRef::new(&program).ok()?;
        let mut characters: HashMap<u32, char> = HashMap::new();
        for (code, glyph) in Charmap::new(&font).mappings().take(MOST) {
            let Some(c) = char::from_u32(code) else {
                continue;
            };
            // A glyph may stand for several characters: the plainest is meant.
            let known = characters.entry(glyph.to_u32()).or_insert(c);
            if rank(c) < rank(*known) {
                *known = c;
            }
        }
        Some(Self {
            characters,
            glyphs: descendant
                .get::<Stream<'_>>(b"CIDToGIDMap")
                .and_then(|stream| Some(stream.decoded_data().ok()?.into_owned())),
        })
    }

    /// The character of the glyph with this number.
    pub fn character(&self, cid: u32) -> Option<char> {
        let glyph = match &self.glyphs {
            None => cid,
            Some(map) => {
                let at = cid as usize * 2;
                let pair = map.get(at..at + 2)?;
                u32::from(u16::from_be_bytes([pair[0], pair[1]]))
            }
        };
        self.characters.get(&glyph).copied()
    }
}

/// Spaces, hyphens and letters before their special forms.
fn rank(c: char) -> (u8, char) {
    let class = match c {
        ' '..='~' => 0,
        '\u{a0}' | '\u{ad}' => 2,
        '\u{e000}'..='\u{f8ff}' => 3,
        _ => 1,
    };
    (class, c)
}
