//! The content of the pages, written anew.
//!
//! A [`Scribe`] listens to the walker that also reads. It keeps the state that the source asks for
//! ([`ink`], [`clip`], [`path`]) in the space of the page, and tells a [`sheet`] what is painted.
//! The sheet writes what is needed for that, and nothing else: forms are written out where they are
//! painted, text by its place ([`letters`]), numbers in one form ([`digits`]). So the operators of
//! the source leave no trace of what went. What is read is tagged by its place ([`marks`]).

mod arena;
mod clip;
mod color;
mod digits;
mod images;
mod ink;
mod letters;
mod levels;
mod marks;
mod names;
mod operators;
mod path;
mod pen;
mod procedure;
mod scopes;
mod scribe;
mod sheet;
mod state;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use hayro_syntax::page::Page;
use lopdf::{Dictionary, Object, ObjectId};

pub(super) use arena::Arena;
use names::Names;
use scribe::{Mode, Scribe};

use super::PdfError;
use super::file::{Copier, Objects};
use super::font::{FontBook, FontId};
use super::image::Images;
use super::strange::Given;
use crate::model::Place;
use crate::pdf::walk::{Shared, walk};

/// What the pages of the new file have in common.
pub(super) struct Tools<'a> {
    pub objects: Objects,
    pub fonts: FontBook<'a>,
    pub images: Images,
    pub copier: Copier<'a>,
    /// Keeps what is made of inline images.
    arena: &'a Arena,
    /// The fonts of the new file by those of the source.
    opened: Vec<Option<FontId>>,
    /// For the procedures of drawn glyphs, which are run on their own.
    procedures: Shared<'a>,
    /// The resources of those procedures.
    drawn: HashMap<FontId, Names>,
    /// Patterns that are shadings, so that each is written once.
    shading_patterns: Vec<(Dictionary, ObjectId)>,
}

/// The content of a page.
pub(super) struct Written {
    pub content: Vec<u8>,
    pub resources: Dictionary,
    /// Where its marked content is read, by number.
    pub marked: Vec<Place>,
    pub group: Option<Object>,
    /// Why it must be made into an image.
    pub strange: Option<&'static str>,
}

impl<'a> Tools<'a> {
    pub fn new(images: Images, arena: &'a Arena) -> Self {
        Self {
            objects: Objects::new(),
            fonts: FontBook::default(),
            images,
            copier: Copier::default(),
            arena,
            opened: Vec::new(),
            procedures: Shared::default(),
            drawn: HashMap::new(),
            shading_patterns: Vec::new(),
        }
    }

    /// Writes the content of a page.
    pub fn page(
        &mut self,
        shared: &mut Shared<'a>,
        given: Given<'_, 'a>,
    ) -> Result<Written, PdfError> {
        let group = self.group(given.page);
        let scribe = Scribe::new(self, given, Mode::Full);
        let (scribe, _) = walk(shared, given.page, scribe)?;
        let mut written = scribe.finish()?;
        written.group = group;
        Ok(written)
    }

    /// Writes an image of a page, and the text of the page over it, without ink.
    pub fn layer(
        &mut self,
        shared: &mut Shared<'a>,
        given: Given<'_, 'a>,
        image: ObjectId,
    ) -> Result<Written, PdfError> {
        let mut scribe = Scribe::new(self, given, Mode::Layer);
        scribe.paint_page(image);
        let (scribe, _) = walk(shared, given.page, scribe)?;
        scribe.finish()
    }

    fn group(&mut self, page: &Page<'a>) -> Option<Object> {
        let group = page.raw().get(b"Group".as_slice())?;
        Some(self.copier.group(&mut self.objects, &group)?.into())
    }

    /// All that is left to do when the pages are written.
    pub fn finish(mut self) -> (Objects, FontBook<'a>) {
        let mut drawn: Vec<_> = self.drawn.into_iter().collect();
        drawn.sort_by_key(|(font, _)| *font);
        for (font, names) in drawn {
            let resources = names.dictionary(|id| self.fonts.object(id));
            self.fonts.set_resources(font, resources);
        }
        (self.objects, self.fonts)
    }
}
