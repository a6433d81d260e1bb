//! Which standards the new file meets, judged by its objects: nothing is claimed that isn't so.
//!
//! What holds for every file that is written here (one revision, a title, a language, tags, an
//! output intent, no scripts, no attachments …) needs no judging; see `docs/redacted-pdf.md`.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use super::Objects;
use super::page::NewPage;

/// Deepest nesting of saved graphics states in PDF/A.
const DEEPEST_SAVED: i32 = 28;

/// What is met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Met {
    /// PDF/A-2b.
    pub archive: bool,
    /// PDF/UA-1, so far as a machine can tell. Never with images: nobody has said what they show.
    pub accessible: bool,
}

/// Judges the file, but for its catalog and what that names.
pub(super) fn judge(objects: &Objects, pages: &[NewPage<'_>]) -> Met {
    let mut met = Met {
        archive: pages
            .iter()
            .all(|page| page.frame.is_usual() && content_is_sound(&page.content)),
        accessible: true,
    };
    let resources = pages.iter().flat_map(|page| page.resources.iter());
    let groups = pages.iter().filter_map(|page| page.group.as_ref());
    let named = resources.map(|(_, part)| part).chain(groups);
    judge_objects(objects, named, &mut met);
    met
}

fn judge_objects<'o>(objects: &'o Objects, named: impl Iterator<Item = &'o Object>, met: &mut Met) {
    let mut inks = BTreeMap::new();
    for object in objects.reached(named) {
        met.archive &= !is_cmyk(object) && inks_agree(object, &mut inks);
        let Ok(dict) = dictionary(object) else {
            continue;
        };
        let is_image = is(dict, b"Subtype", b"Image");
        met.accessible &= !is_image;
        met.archive &= !(is_image && dict.has(b"Interpolate"));
        met.archive &= !overprints(dict);
        if is(dict, b"Type", b"Font") {
            let embedded = is_embedded(objects, dict);
            met.archive &= embedded;
            met.accessible &= embedded && has_text(dict);
        }
        if let Object::Stream(stream) = object
            && !is_image
            && is_content(dict)
        {
            met.archive &= stream
                .get_plain_content()
                .is_ok_and(|content| content_is_sound(&content));
        }
    }
}

fn dictionary(object: &Object) -> lopdf::Result<&Dictionary> {
    match object {
        Object::Stream(stream) => Ok(&stream.dict),
        other => other.as_dict(),
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

/// Descendants leave it to the font that names them.
fn has_text(font: &Dictionary) -> bool {
    font.has(b"ToUnicode") || font.has(b"CIDSystemInfo")
}

/// Whether it is a colour space of a press: what that looks like depends on the press.
fn is_cmyk(object: &Object) -> bool {
    object.as_name().is_ok_and(|name| name == b"DeviceCMYK")
}

fn overprints(dict: &Dictionary) -> bool {
    let on = |key: &[u8]| matches!(dict.get(key), Ok(Object::Boolean(true)));
    is(dict, b"Type", b"ExtGState")
        && matches!(dict.get(b"OPM"), Ok(Object::Integer(1)))
        && (on(b"OP") || on(b"op"))
}

/// Inks of one name have to look the same everywhere.
fn inks_agree<'o>(object: &'o Object, inks: &mut BTreeMap<&'o [u8], &'o [Object]>) -> bool {
    match object.as_array().map(Vec::as_slice) {
        Ok([Object::Name(family), Object::Name(ink), looks @ ..]) if family == b"Separation" => {
            *inks.entry(ink).or_insert(looks) == looks
        }
        _ => true,
    }
}

/// Whether a stream is drawn: a form, a pattern or the procedure of a glyph, which is known by
/// having no keys but those of any stream and its resources.
fn is_content(dict: &Dictionary) -> bool {
    let of_any: [&[u8]; 3] = [b"Length", b"Filter", b"Resources"];
    is(dict, b"Subtype", b"Form")
        || dict.has(b"PatternType")
        || dict.iter().all(|(key, _)| of_any.contains(&key.as_slice()))
}

/// Whether content neither sets colours of a press nor saves its state too often.
fn content_is_sound(content: &[u8]) -> bool {
    let ends = |b: &u8| b.is_ascii_whitespace() || b"[]<>()/".contains(b);
    let mut saved = 0;
    for word in content.split(ends) {
        match word {
            b"q" => saved += 1,
            b"Q" => saved -= 1,
            b"k" | b"K" => return false,
            _ => {}
        }
        if saved > DEEPEST_SAVED {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    fn judged_all(named: &[Object]) -> Met {
        let mut met = ALL;
        judge_objects(&Objects::new(), named.iter(), &mut met);
        met
    }

    fn judged(object: impl Into<Object>) -> Met {
        judged_all(&[object.into()])
    }

    const ALL: Met = Met {
        archive: true,
        accessible: true,
    };
    const NO_ARCHIVE: Met = Met {
        archive: false,
        accessible: true,
    };

    #[test]
    fn fonts_must_be_there_and_say_what_they_show() {
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "ToUnicode" => (9, 0) };
        assert_eq!(judged(font.clone()), Met::default());
        let mut embedded = font;
        embedded.set("FontDescriptor", dictionary! { "FontFile3" => (1, 0) });
        assert_eq!(judged(embedded.clone()), ALL);
        embedded.remove(b"ToUnicode");
        assert!(!judged(embedded).accessible);
    }

    #[test]
    fn colours_of_a_press_are_not_for_archives() {
        let form = |content: &[u8]| {
            let dict = dictionary! { "Subtype" => "Form" };
            judged(Stream::new(dict, content.to_vec()))
        };

        assert_eq!(form(b"0 0 0 1 k\n0 0 9 9 re\nf"), NO_ARCHIVE);
        assert_eq!(form(b"0 0 0 rg\n0 0 9 9 re\nf"), ALL);
        assert_eq!(
            judged(vec!["Pattern".into(), "DeviceCMYK".into()]),
            NO_ARCHIVE
        );
    }

    #[test]
    fn images_are_not_described() {
        let image = dictionary! { "Subtype" => "Image" };
        let met = judged(Stream::new(image, Vec::new()));
        assert_eq!((met.archive, met.accessible), (true, false));
    }

    #[test]
    fn inks_of_one_name_look_alike() {
        let ink = |look: &'static str| -> Object {
            vec!["Separation".into(), "Spot1".into(), look.into()].into()
        };
        let met = |second| judged_all(&[ink("DeviceRGB"), ink(second)]);
        assert_eq!(met("DeviceRGB"), ALL);
        assert_eq!(met("DeviceGray"), NO_ARCHIVE);
    }

    #[test]
    fn saved_states_are_not_nested_too_deeply() {
        let form = |deep: usize| {
            let dict = dictionary! { "Subtype" => "Form" };
            judged(Stream::new(dict, "q ".repeat(deep).into_bytes()))
        };
        assert_eq!(form(28), ALL);
        assert_eq!(form(29), NO_ARCHIVE);
    }
}
