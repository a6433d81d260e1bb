//! Opens the program of a font, or one that stands in for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hayro_font::{FontCache, FontQuery};
use hayro_syntax::object::{Array, Dict, Object, Stream};

use crate::pdf::stream::grows_too_much;

/// Most glyphs that the widths of a font may speak of: the library makes an entry for each.
const MOST_WIDTHS: i64 = 1 << 18;

/// An opened font.
pub(crate) struct Opened<'a> {
    /// The font.
    pub font: hayro_font::Font<'a>,
    /// Whether its own program is not there, or can't be used, and a standard one stands in.
    pub substituted: bool,
}

/// Opens the font that a dictionary describes.
pub(crate) fn open_program<'a>(dict: &Dict<'a>) -> Option<Opened<'a>> {
    if asks_too_much(dict) {
        return None;
    }
    let substituted = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&substituted);
    let substitute: hayro_font::FontResolverFn = Arc::new(move |query| {
        asked.store(true, Ordering::Relaxed);
        Some(match query {
            FontQuery::Standard(font) => font.get_font_data(),
            FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
        })
    });
    let cmaps: hayro_font::CMapResolverFn = Arc::new(hayro_cmap::load_embedded);
    let open = || FontCache::new().font(dict, &substitute, &cmaps);
    let font = catch_unwind(AssertUnwindSafe(open)).ok()??;
    Some(Opened {
        font,
        substituted: substituted.load(Ordering::Relaxed),
    })
}

/// Whether a font is built to use up memory.
fn asks_too_much(dict: &Dict<'_>) -> bool {
    // The library makes a list as long as the first code is high.
    if dict
        .get::<i64>(b"FirstChar")
        .is_some_and(|c| !(0..=255).contains(&c))
    {
        return true;
    }
    let descendant = dict
        .get::<Array<'_>>(b"DescendantFonts")
        .and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let of = descendant.as_ref().unwrap_or(dict);
    let widths = |key: &[u8], behind| {
        of.get::<Array<'_>>(key)
            .is_some_and(|widths| speaks_of_many(&widths, behind))
    };
    if widths(b"W", 1) || widths(b"W2", 3) {
        return true;
    }
    let bombs = |dict: &Dict<'_>, key: &[u8]| {
        dict.get::<Stream<'_>>(key)
            .is_some_and(|stream| grows_too_much(&stream))
    };
    let descriptor = of.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
    [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
        .iter()
        .any(|key| bombs(&descriptor, key))
        || [&b"ToUnicode"[..], b"Encoding"]
            .iter()
            .any(|key| bombs(dict, key))
        || bombs(of, b"CIDToGIDMap")
}

/// Whether the runs of a `/W` (one number behind first and last) or `/W2` (three) are long beyond
/// reason.
fn speaks_of_many(widths: &Array<'_>, behind: usize) -> bool {
    let mut many = 0_i64;
    let mut items = widths.iter::<Object<'_>>();
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        if matches!(second, Object::Array(_)) {
            continue;
        }
        let (Some(first), Some(last)) = (whole(first), whole(second)) else {
            return false;
        };
        many = many.saturating_add(last.saturating_sub(first).max(0));
        if many > MOST_WIDTHS {
            return true;
        }
        for _ in 0..behind {
            items.next();
        }
    }
    false
}

fn whole(object: Object<'_>) -> Option<i64> {
    Some(object.into_number()?.as_i64())
}
