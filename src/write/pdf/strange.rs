//! Pages that hold something that is not understood: an image of the page as it was written anew,
//! with its text over it, without ink.

use hayro_syntax::page::Page;

use super::content::{Arena, Tools, Written};
use super::file::{self, Frame, NewPage};
use super::image::Images;
use super::{PdfError, PdfJob, raster};
use crate::model::PageBlackout;
use crate::pdf::walk::Shared;

/// A page of the source, with what becomes of it.
#[derive(Clone, Copy)]
pub(super) struct Given<'p, 'a> {
    /// From 1.
    pub number: u32,
    pub page: &'p Page<'a>,
    pub plan: &'p PageBlackout,
}

/// The page as an image, with its text over it; and whether something of it is missing there.
pub(super) fn pictured<'a>(
    job: &PdfJob<'_>,
    tools: &mut Tools<'a>,
    shared: &mut Shared<'a>,
    arena: &'a Arena,
    given: Given<'_, 'a>,
) -> Result<(Written, bool), PdfError> {
    let alone = alone(job, shared, arena, given)?;
    let picture = raster::render(alone, 0, raster::DPI).map_err(|why| PdfError::Page {
        page: given.number,
        what: why.0.to_owned(),
    })?;
    let image = tools.objects.add(picture.object());
    let written = tools.layer(shared, given, image)?;
    Ok((written, picture.incomplete))
}

/// A file of the page as it was written anew, with its boxes.
fn alone<'a>(
    job: &PdfJob<'_>,
    shared: &mut Shared<'a>,
    arena: &'a Arena,
    given: Given<'_, 'a>,
) -> Result<Vec<u8>, PdfError> {
    let mut tools = Tools::new(Images::new(job.values, job.limits), arena);
    let written = tools.page(shared, given)?;
    let page = new_page(written, given);
    let (objects, fonts) = tools.finish();
    let elements = &job.blackout.elements;
    Ok(file::finish(
        objects,
        fonts,
        vec![page],
        elements,
        job.title,
        job.style,
    ))
}

/// The page, with what is drawn over it.
pub(super) fn new_page<'p>(written: Written, given: Given<'p, '_>) -> NewPage<'p> {
    NewPage {
        frame: Frame::of(given.page),
        content: written.content,
        resources: written.resources,
        group: written.group,
        marked: written.marked,
        boxes: &given.plan.boxes,
    }
}
