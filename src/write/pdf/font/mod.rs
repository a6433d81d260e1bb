//! New fonts, of the glyphs that stay alone.

use hayro_syntax::object::Dict;
use lopdf::ObjectId;

use super::file::Objects;

/// The fonts of the new file.
#[derive(Default)]
pub(super) struct FontBook<'a> {
    _source: std::marker::PhantomData<Dict<'a>>,
}

/// A font of the new file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct FontId(pub u32);

/// How a glyph is shown in the new file.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Shown {
    /// The bytes of its code: the first `len` of them.
    pub code: [u8; 4],
    /// How many.
    pub len: u8,
    /// How far it advances by the font of the new file, in thousandths of its size.
    pub width: f32,
}

impl<'a> FontBook<'a> {
    /// The new font for one of the source: the same for the same dictionary.
    pub fn open(&mut self, _objects: &mut Objects, _dict: &Dict<'a>) -> FontId {
        FontId(0)
    }

    /// The object of a font: for resource dictionaries, under the name `F` and its number.
    pub fn object(&self, _font: FontId) -> ObjectId {
        (0, 0)
    }

    /// How the glyph of a code of the source is shown; none where its shape can't be carried over:
    /// then the page is made into an image. `unicode` is what it stands for, `width` how far it
    /// advances in ems by the source.
    pub fn show(
        &mut self,
        _font: FontId,
        _code: u32,
        _unicode: &str,
        _width: f32,
    ) -> Option<Shown> {
        None
    }

    /// The font of labels, and how a text is shown in it; `?` for what it has no glyph for.
    pub fn label(&mut self, _objects: &mut Objects, _text: &str) -> (FontId, Vec<Shown>) {
        (FontId(0), Vec::new())
    }

    /// Writes the fonts: only now is it known which glyphs are used.
    pub fn finish(self, _objects: &mut Objects) {}
}
