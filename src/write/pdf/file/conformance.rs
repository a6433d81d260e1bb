//! Which standards the new file meets, judged by its objects.

use lopdf::{Dictionary, Object};

use super::Objects;
use super::page::NewPage;

/// What is met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Met {
    /// PDF/A-2b.
    pub archive: bool,
    /// PDF/UA-1.
    pub accessible: bool,
}

/// Judges the file, but for its catalog and what that names.
pub(super) fn judge(objects: &Objects, pages: &[NewPage<'_>]) -> Met {
    let fonts = objects
        .iter()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| is(dict, b"Type", b"Font"));
    let embedded = fonts.into_iter().all(|font| is_embedded(objects, font));
    Met {
        archive: embedded && pages.iter().all(|page| page.frame.is_usual()),
        accessible: embedded,
    }
}

fn is(dict: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dict.get(key)
        .and_then(Object::as_name)
        .is_ok_and(|found| found == name)
}

/// Composite fonts are judged by their descendants, which are fonts of their own.
fn is_embedded(objects: &Objects, font: &Dictionary) -> bool {
    if is(font, b"Subtype", b"Type0") || is(font, b"Subtype", b"Type3") {
        return true;
    }
    let descriptor = match font.get(b"FontDescriptor") {
        Ok(Object::Reference(id)) => objects.get(*id).and_then(|object| object.as_dict().ok()),
        Ok(Object::Dictionary(dict)) => Some(dict),
        _ => None,
    };
    let files: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    descriptor.is_some_and(|descriptor| files.iter().any(|key| descriptor.has(key)))
}
