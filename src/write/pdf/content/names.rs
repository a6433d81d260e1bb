//! The names of a sheet's resources, given in order of first use.

use std::collections::HashMap;

use lopdf::{Dictionary, Object, ObjectId};

use crate::write::pdf::font::FontId;

/// Kinds of resources.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Kind {
    ColorSpace,
    GraphicsState,
    Pattern,
    Shading,
    XObject,
}

const KINDS: [(Kind, &str, &str); 5] = [
    (Kind::ColorSpace, "ColorSpace", "C"),
    (Kind::GraphicsState, "ExtGState", "G"),
    (Kind::Pattern, "Pattern", "P"),
    (Kind::Shading, "Shading", "S"),
    (Kind::XObject, "XObject", "X"),
];

/// The resources of a sheet.
#[derive(Default)]
pub(super) struct Names {
    used: [Vec<Object>; 5],
    by_id: HashMap<(Kind, ObjectId), usize>,
    fonts: Vec<FontId>,
}

impl Names {
    /// The name of a resource, with its slash.
    pub fn of(&mut self, kind: Kind, object: &Object) -> String {
        let at = kind as usize;
        let used = &mut self.used[at];
        let number = if let Object::Reference(id) = object {
            *self.by_id.entry((kind, *id)).or_insert_with(|| {
                used.push(object.clone());
                used.len() - 1
            })
        } else if let Some(known) = used.iter().position(|known| known == object) {
            known
        } else {
            used.push(object.clone());
            used.len() - 1
        };
        format!("/{}{number}", KINDS[at].2)
    }

    /// Notes that a font is used; its name is `F` and its number.
    pub fn font(&mut self, font: FontId) {
        if !self.fonts.contains(&font) {
            self.fonts.push(font);
        }
    }

    /// The resource dictionary.
    pub fn dictionary(self, font: impl Fn(FontId) -> ObjectId) -> Dictionary {
        let mut resources = Dictionary::new();
        for ((_, key, prefix), used) in KINDS.iter().zip(self.used) {
            if used.is_empty() {
                continue;
            }
            let mut named = Dictionary::new();
            for (number, object) in used.into_iter().enumerate() {
                named.set(format!("{prefix}{number}"), object);
            }
            resources.set(*key, named);
        }
        if !self.fonts.is_empty() {
            let mut named = Dictionary::new();
            for id in self.fonts {
                named.set(format!("F{}", id.0), Object::Reference(font(id)));
            }
            resources.set("Font", named);
        }
        resources
    }
}
