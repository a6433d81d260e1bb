//! Transparency groups.

use hayro_syntax::object::{Dict, Name, Object as Source};
use lopdf::{Dictionary, dictionary};

use super::super::Objects;
use super::Copier;

impl<'a> Copier<'a> {
    /// A transparency group, as a page or a form is one: none when it can't be followed.
    pub fn group(&mut self, objects: &mut Objects, dict: &Dict<'a>) -> Option<Dictionary> {
        if &*dict.get::<Name<'_>>(b"S")? != b"Transparency" {
            return None;
        }
        let mut copy = dictionary! { "Type" => "Group", "S" => "Transparency" };
        if let Some(space) = dict.get::<Source<'a>>(b"CS") {
            copy.set("CS", self.color_space(objects, &space)?);
        }
        for key in ["I", "K"] {
            if dict.get::<bool>(key) == Some(true) {
                copy.set(key, true);
            }
        }
        Some(copy)
    }
}
