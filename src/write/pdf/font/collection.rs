//! Composite fonts of a well-known character collection whose program is not embedded: readers have
//! one of their own. Named again, with the widths of the codes that are shown.

use std::collections::BTreeMap;

use hayro_cmap::{CMap, CMapName, CidFamily};
use hayro_syntax::object::{Dict, Name, String as Bytes};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::super::file::Objects;
use super::descriptor::{Traits, described_again, name_of, number, to};
use super::{Shown, name, rounded};

/// A font in the making.
pub(super) struct Collection {
    name: String,
    map: CMap,
    map_name: Vec<u8>,
    ordering: &'static str,
    supplement: i64,
    subtype: &'static str,
    /// Whether the name of the font has that of the map behind it.
    says_map: bool,
    descriptor: Dictionary,
    /// Height of the origin and advance, in thousandths, of glyphs written downwards.
    down: Option<(f32, f32)>,
    widths: BTreeMap<u32, f32>,
}

impl Collection {
    /// For a font and its descendant; none for collections and maps that are not well known.
    pub fn new(dict: &Dict<'_>, below: &Dict<'_>) -> Option<Self> {
        let map_name = dict.get::<Name<'_>>(b"Encoding")?;
        let known = CMapName::from_bytes(map_name.as_ref());
        let map = match known {
            CMapName::Custom(_) => return None,
            CMapName::IdentityH => CMap::identity_h(),
            CMapName::IdentityV => CMap::identity_v(),
            known => {
                let data = hayro_cmap::load_embedded(known)?;
                CMap::parse(data, hayro_cmap::load_embedded)?
            }
        };
        let info = below.get::<Dict<'_>>(b"CIDSystemInfo")?;
        let part = |key: &[u8]| info.get::<Bytes<'_>>(key);
        let ordering =
            match CidFamily::from_registry_ordering(&part(b"Registry")?, &part(b"Ordering")?) {
                CidFamily::AdobeJapan1 => "Japan1",
                CidFamily::AdobeGB1 => "GB1",
                CidFamily::AdobeCNS1 => "CNS1",
                CidFamily::AdobeKorea1 => "Korea1",
                CidFamily::AdobeIdentity | CidFamily::Custom { .. } => return None,
            };
        let down = if !map_name.ends_with(b"V") {
            None
        } else if below.contains_key(b"W2") {
            return None;
        } else {
            let [origin, advance] = below.get::<[f32; 2]>(b"DW2").unwrap_or([880.0, -1000.0]);
            Some((rounded(origin)?, rounded(advance)?))
        };
        let whole_name = name_of(dict, b"BaseFont");
        let ending = format!("-{}", map_name.as_str());
        let mut source_name = name_of(below, b"BaseFont");
        if source_name.is_empty() {
            source_name = whole_name.trim_end_matches(&*ending).to_owned();
        }
        let descriptor = below.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
        let traits = Traits::of(&source_name, &descriptor);
        let name = name::harmless(&source_name, traits.look);
        Some(Self {
            map,
            map_name: map_name.as_ref().to_vec(),
            ordering,
            supplement: info.get::<i64>(b"Supplement").unwrap_or(0).clamp(0, 99),
            descriptor: described_again(&traits, &name, &descriptor),
            says_map: whole_name.ends_with(&*ending),
            subtype: match below.get::<Name<'_>>(b"Subtype").as_deref() {
                Some(b"CIDFontType2") => "CIDFontType2",
                _ => "CIDFontType0",
            },
            down,
            widths: BTreeMap::new(),
            name,
        })
    }

    pub fn show(&mut self, code: u32, ems: f32) -> Option<Shown> {
        let width = rounded(ems * 1000.0)?;
        let (len, glyph) =
            (1..=4).find_map(|len| Some((len, self.map.lookup_cid_code(code, len)?)))?;
        if *self.widths.entry(glyph).or_insert(width) != width {
            return None;
        }
        let mut bytes = [0; 4];
        bytes[..usize::from(len)].copy_from_slice(&code.to_be_bytes()[4 - usize::from(len)..]);
        Some(Shown {
            code: bytes,
            len,
            width: self.down.map_or(width, |(_, advance)| advance),
        })
    }

    pub fn finish(self, id: ObjectId, objects: &mut Objects) {
        if self.widths.is_empty() {
            return;
        }
        let mut widths: Vec<Object> = Vec::new();
        for (&glyph, &width) in &self.widths {
            widths.push(i64::from(glyph).into());
            widths.push(vec![number(width)].into());
        }
        let mut below = dictionary! {
            "Type" => "Font",
            "Subtype" => self.subtype,
            "BaseFont" => Object::Name(self.name.clone().into()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal(self.ordering),
                "Supplement" => self.supplement,
            },
            "W" => widths,
        };
        if let Some((origin, advance)) = self.down {
            below.set("DW2", vec![number(origin), number(advance)]);
        }
        below.set("FontDescriptor", to(objects.add(self.descriptor)));
        let below = objects.add(below);
        let mut name = self.name;
        if self.says_map {
            name = format!("{name}-{}", String::from_utf8_lossy(&self.map_name));
        }
        objects.set(
            id,
            dictionary! {
                "Type" => "Font",
                "Subtype" => "Type0",
                "BaseFont" => Object::Name(name.into()),
                "Encoding" => Object::Name(self.map_name),
                "DescendantFonts" => vec![to(below)],
            },
        );
    }
}
