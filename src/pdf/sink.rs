//! Who listens to the walker: what a page paints is told to a sink, which makes glyphs of it
//! (reading) or a new page (writing).

use std::sync::Arc;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Dict, Stream};

use super::font::{Fonts, Metrics};
use super::matrix::Matrix;
use super::resources::Resources;
use super::state::State;
use crate::model::Carrier;

/// Takes in what a page paints, in painting order.
pub(crate) trait Sink<'a> {
    /// A glyph is painted.
    fn glyph(&mut self, fonts: &mut Fonts<'a>, glyph: Painted<'_>);

    /// An operator of paths, colours, shadings and their state; the other kinds have methods here,
    /// or have come into effect in the state.
    fn operation(&mut self, _operation: &Instruction<'_, '_>, _here: Here<'_, 'a>) {}

    /// An image XObject is painted.
    fn image(&mut self, _stream: &Stream<'a>, _here: Here<'_, 'a>) {}

    /// An inline image is painted; none where it can't be followed.
    fn inline_image(&mut self, _stream: Option<&Stream<'_>>, _here: Here<'_, 'a>) {}

    /// `q`.
    fn save(&mut self) {}

    /// `Q` for which there was a `q`.
    fn restore(&mut self) {}

    /// A text object is over (`ET`): what was shown in it may be a clip from now on.
    fn end_text(&mut self, _here: Here<'_, 'a>) {}

    /// Content of its own begins: a form, an appearance, a pattern, a mask, a glyph.
    fn enter(&mut self, _scope: Scope<'_, 'a>, _here: Here<'_, 'a>) {}

    /// It is over.
    fn leave(&mut self) {}
}

/// A glyph as it is painted.
pub(crate) struct Painted<'w> {
    /// Its number in painting order on the page, from 0.
    pub nth: u32,
    /// The font, an index into the fonts of the document; none for values that nothing paints.
    pub font: Option<usize>,
    /// The character code.
    pub code: u32,
    /// What it stands for; empty when the font does not say.
    pub unicode: Arc<str>,
    /// How far it advances, in ems.
    pub width: f32,
    /// The measures of its font.
    pub metrics: Metrics,
    /// From ems of the glyph to the page.
    pub paint: Matrix,
    /// From text space, after size, rise and stretch, to the page; before the glyph is moved
    /// to its origin for writing downwards.
    pub text: Matrix,
    /// The state it is painted in.
    pub state: &'w State,
    /// What carries it.
    pub carrier: Carrier,
}

/// Where the walker is.
#[derive(Clone, Copy)]
pub(crate) struct Here<'w, 'a> {
    /// The state in force.
    pub state: &'w State,
    /// The resources in force.
    pub resources: &'w Resources<'a>,
    /// The matrix that the content stream began with: what patterns stand in.
    pub base: Matrix,
    /// What carries what is painted here.
    pub carrier: Carrier,
}

/// Content of its own.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'w, 'a> {
    /// A form XObject.
    Form(&'w Stream<'a>),
    /// An appearance of an annotation.
    Appearance(&'w Stream<'a>),
    /// The cell of a tiling pattern, which is painted from now on under this key.
    Pattern(&'w Stream<'a>, Key),
    /// The group of a soft mask, with the dictionary of the mask.
    SoftMask(&'w Dict<'a>, &'w Stream<'a>, Key),
    /// The procedure of a glyph of a Type 3 font.
    GlyphProcedure,
}

/// Tells content that is walked once on a page, whatever the times it is painted: what it is, and
/// the matrix it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Key {
    place: usize,
    code: u32,
    matrix: [u64; 6],
}

impl Key {
    /// The key of a stream.
    pub fn of(stream: &Stream<'_>, matrix: Matrix) -> Self {
        Self::new(place(stream), 0, matrix)
    }

    /// The key of what lies at a place in memory, with a code.
    pub fn new(place: usize, code: u32, matrix: Matrix) -> Self {
        let Matrix { a, b, c, d, e, f } = matrix;
        Self {
            place,
            code,
            matrix: [a, b, c, d, e, f].map(f64::to_bits),
        }
    }
}

/// Where a stream lies: it stays there for as long as the file is open.
pub(crate) fn place(stream: &Stream<'_>) -> usize {
    stream.dict().data().as_ptr() as usize
}
