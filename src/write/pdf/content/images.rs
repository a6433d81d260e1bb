//! Images, placed where the source places them.

use hayro_syntax::object::{Dict, FromBytes, Object as Source, Stream};
use lopdf::{Object, ObjectId};

use super::clip;
use super::ink::Color;
use super::names::Kind;
use super::scopes::grown;
use super::scribe::{Scribe, bounds};
use super::sheet::{Thing, Uses};
use crate::model::Rect;
use crate::pdf::matrix::Matrix;
use crate::pdf::sink::Here;
use crate::write::pdf::image::Placed;

/// Everything there is.
const EVERYWHERE: Rect = Rect {
    x0: -1e7,
    y0: -1e7,
    x1: 1e7,
    y1: 1e7,
};

impl<'a> Scribe<'_, 'a> {
    /// Paints an image XObject.
    pub(super) fn paint_image(&mut self, stream: &Stream<'a>, here: Here<'_, 'a>) {
        if !self.paints(here.carrier) {
            return;
        }
        let space = self.to_base(here.state.ctm);
        if space.inverse().is_none() {
            return;
        }
        let on_page = self.is_on_page();
        let visible = if on_page { self.visible() } else { EVERYWHERE };
        let placed = Placed {
            matrix: here.state.ctm,
            burn: if on_page { &self.burn } else { &[] },
            visible,
        };
        let tools = &mut *self.tools;
        let copier = &mut tools.copier;
        let image = tools.images.place(
            &mut tools.objects,
            &mut |objects, space: &Source<'a>| copier.color_space(objects, space),
            stream,
            &here.resources.color_spaces,
            &placed,
        );
        let id = match image {
            Ok(Some(id)) => id,
            Ok(None) => return,
            Err(why) => return self.is_strange(why.0),
        };
        self.sheet.has_image = true;
        // A stencil takes the colour of fills.
        let stencil = is_stencil(stream.dict());
        if stencil && self.ink.fill == Color::Nothing {
            return;
        }
        let uses = if stencil { Uses::FILL } else { Uses::BLEND };
        let around = bounds(space, [0.0, 0.0, 1.0, 1.0]);
        let clip = self.notice.noticed(&self.ink.clip, grown(around));
        self.sheet.placed(
            &self.ink,
            &clip,
            &Thing {
                uses,
                space: Some(space),
                kind: Kind::XObject,
                object: &Object::Reference(id),
                place: None,
            },
        );
    }

    /// Paints an image of the page.
    pub(super) fn paint_page(&mut self, image: ObjectId) {
        let Rect { x1, y1, .. } = self.page;
        let (width, height) = (f64::from(x1), f64::from(y1));
        let space = Matrix::new(width, 0.0, 0.0, -height, 0.0, height);
        self.sheet.placed(
            &self.ink,
            &None,
            &Thing {
                uses: Uses::BLEND,
                space: Some(space.then(self.sheet.to_base)),
                kind: Kind::XObject,
                object: &Object::Reference(image),
                place: None,
            },
        );
    }

    /// Paints an inline image, which becomes an XObject.
    pub(super) fn paint_inline(&mut self, stream: Option<&Stream<'_>>, here: Here<'_, 'a>) {
        if !self.paints(here.carrier) {
            return;
        }
        let kept = stream.and_then(|stream| {
            let bytes = self.tools.arena.keep(with_length(stream));
            Stream::from_bytes(bytes)
        });
        match kept {
            Some(stream) => self.paint_image(&stream, here),
            None => self.is_strange("an inline image that can't be followed"),
        }
    }

    /// What the page and its clips leave to be seen, on the page.
    fn visible(&self) -> Rect {
        let visible = clip::visible(&self.ink.clip, self.page_bounds());
        let Some(to_page) = self.sheet.to_base.inverse() else {
            return self.page;
        };
        let [x0, y0, x1, y1] = bounds(to_page, visible).map(|n| n as f32);
        Rect { x0, y0, x1, y1 }
    }
}

fn is_stencil(dict: &Dict<'_>) -> bool {
    let flag = |key: &[u8]| dict.get::<bool>(key);
    flag(b"ImageMask").or(flag(b"IM")).unwrap_or(false)
}

/// An inline image as a stream that stands by itself.
fn with_length(stream: &Stream<'_>) -> Vec<u8> {
    let data = stream.raw_data();
    let entries = stream.dict().data();
    let entries = entries.strip_suffix(b"ID").unwrap_or(entries);
    let mut bytes = b"<<".to_vec();
    bytes.extend_from_slice(entries);
    bytes.extend_from_slice(format!("\n/Length {}>>\nstream\n", data.len()).as_bytes());
    bytes.extend_from_slice(&data);
    bytes.extend_from_slice(b"\nendstream");
    bytes
}
