//! The catalog, and with it the whole file.

use lopdf::{ObjectId, dictionary};

use super::super::BoxStyle;
use super::super::font::FontBook;
use super::page::NewPage;
use super::{Objects, boxes, conformance, metadata, output_intent, page, structure};
use crate::model::Role;
use crate::redact::Published;

/// The file of these pages: `roles` are what their places point to.
pub(in crate::write::pdf) fn finish(
    mut objects: Objects,
    mut fonts: FontBook<'_>,
    mut pages: Vec<NewPage<'_>>,
    roles: &[Role],
    title: &Published,
    style: &BoxStyle,
) -> Vec<u8> {
    for page in &mut pages {
        boxes::draw(&mut objects, &mut fonts, page, style);
    }
    fonts.finish(&mut objects);
    let met = conformance::judge(&objects, &pages);
    let ids: Vec<ObjectId> = pages.iter().map(|_| objects.reserve()).collect();
    let structure = structure::write(&mut objects, &pages, &ids, roles);
    let pages = page::tree(&mut objects, pages, &ids);
    let title = metadata::title(title);
    let info = metadata::info(&mut objects, &title);
    let xmp = metadata::xmp(&mut objects, &title, met);
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => pages,
        "StructTreeRoot" => structure,
        "Metadata" => xmp,
        "OutputIntents" => vec![output_intent::write(&mut objects).into()],
    };
    metadata::preferences(&mut catalog);
    let catalog = objects.add(catalog);
    objects.save(catalog, info)
}
