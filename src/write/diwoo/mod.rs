//! DiWoo metadata: what a document is, in the words of the government's own standard (version 0.9.8),
//! as an XML file beside it.
//!
//! Four elements are required: who publishes it, its title, the category of the Woo, and what was
//! done with it and when. What a document states is taken from it; who publishes it and when that was
//! decided, nobody can read there: [`Publication`] says it. What neither says is left out.

mod publication;
mod tooi;
mod xml;

pub use publication::{Day, Publication, categories, publishers};

use super::{Manifest, ManifestLine};
use std::collections::BTreeMap;
use tooi::Concept;
use xml::Xml;

/// What the name of a file of metadata ends with.
pub const ENDING: &str = ".diwoo.xml";
const NAMESPACE: &str = "https://standaarden.overheid.nl/diwoo/metadata/";
const SCHEMA: &str =
    "https://standaarden.overheid.nl/diwoo/metadata/0.9.8/xsd/diwoo/diwoo-metadata.xsd";

/// The metadata of every document that was written: the name of the file, beside that of the document,
/// and its bytes.
pub fn files<'a>(
    manifest: &'a Manifest,
    publication: &'a Publication,
) -> impl Iterator<Item = (String, Vec<u8>)> + 'a {
    let mut families: BTreeMap<u32, Vec<&ManifestLine>> = BTreeMap::new();
    for line in &manifest.lines {
        if let Some(family) = line.family {
            families.entry(family).or_default().push(line);
        }
    }
    manifest.lines.iter().filter_map(move |line| {
        let output = line.output.as_ref()?.as_str();
        let family = line.family.and_then(|f| families.get(&f));
        // The mail is the first of its family.
        let attachments = family
            .and_then(|lines| lines.split_first())
            .filter(|(mail, _)| std::ptr::eq(**mail, line))
            .map_or(&[][..], |(_, attachments)| attachments);
        let name = output.strip_suffix(".json").unwrap_or(output);
        let xml = xml(line, attachments, publication)?;
        Some((format!("{name}{ENDING}"), xml))
    })
}

/// The metadata of a document that was written, with the documents that came with it, if it is a
/// mail. None for one that was not written.
#[must_use]
pub fn xml(
    line: &ManifestLine,
    attachments: &[&ManifestLine],
    publication: &Publication,
) -> Option<Vec<u8>> {
    let id = line.id.as_deref()?;
    let card = line.card.as_ref()?;
    let date = card.date().and_then(Day::parse);
    let mut xml = Xml::new();
    xml.document(NAMESPACE, SCHEMA, |xml| {
        xml.within("identifiers", |xml| {
            // One of which a part is taken out identifies nothing.
            if let Some(kenmerk) = card.kenmerk().filter(|k| !k.contains('[')) {
                xml.text("identifier", kenmerk);
            }
            xml.text("identifier", id);
        });
        xml.resource(
            "publisher",
            &publication.publisher.uri,
            &publication.publisher.label,
        );
        xml.within("titelcollectie", |xml| {
            xml.text("officieleTitel", title(line));
        });
        xml.within("classificatiecollectie", |xml| {
            xml.within("informatiecategorieen", |xml| {
                concept(xml, "informatiecategorie", &publication.category);
            });
            if let Some(kind) = card.document_type().and_then(tooi::document_type) {
                xml.within("documentsoorten", |xml| concept(xml, "documentsoort", kind));
            }
        });
        if let Some(date) = date {
            xml.text("creatiedatum", &date.to_string());
        }
        if let Some(language) = card.language {
            concept(xml, "language", tooi::language(language));
        }
        // The JSON has no name in the standard; the redacted PDF has.
        if line.pdf.as_ref().is_some_and(|pdf| pdf.output.is_some()) {
            concept(xml, "format", &tooi::PDF);
        }
        xml.within("documenthandelingen", |xml| {
            xml.within("documenthandeling", |xml| {
                concept(xml, "soortHandeling", &tooi::ESTABLISHED);
                let day = date.unwrap_or(publication.decided);
                xml.text("atTime", &format!("{day}T00:00:00"));
            });
        });
        relations(xml, attachments);
    });
    Some(xml.into_bytes())
}

fn relations(xml: &mut Xml, attachments: &[&ManifestLine]) {
    let written: Vec<(&str, &str)> = attachments
        .iter()
        .filter_map(|line| Some((line.id.as_deref()?, title(line))))
        .collect();
    if written.is_empty() {
        return;
    }
    xml.within("documentrelaties", |xml| {
        for (id, title) in written {
            xml.within("documentrelatie", |xml| {
                concept(xml, "role", &tooi::HAS_ATTACHMENT);
                xml.resource("relation", id, title);
            });
        }
    });
}

/// What it says it is about, or what its file is called.
fn title(line: &ManifestLine) -> &str {
    let path = line.path.as_str();
    let name = path.rsplit('/').next().unwrap_or(path);
    line.card.as_ref().and_then(|c| c.title()).unwrap_or(name)
}

fn concept(xml: &mut Xml, name: &'static str, concept: &Concept) {
    xml.resource(name, &concept.uri(), concept.label);
}

#[cfg(test)]
mod tests;
