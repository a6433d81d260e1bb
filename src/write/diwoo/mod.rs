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
use crate::redact::Published;
use std::collections::BTreeMap;
use tooi::Concept;
use xml::Xml;

const NAMESPACE: &str = "https://standaarden.overheid.nl/diwoo/metadata/";
const SCHEMA: &str =
    "https://standaarden.overheid.nl/diwoo/metadata/0.9.8/xsd/diwoo/diwoo-metadata.xsd";

/// Which documents came together.
#[derive(Debug)]
pub struct Families<'a>(BTreeMap<u32, Vec<&'a ManifestLine>>);

impl<'a> Families<'a> {
    /// The families of a batch.
    #[must_use]
    pub fn new(manifest: &'a Manifest) -> Self {
        let mut families: BTreeMap<u32, Vec<&ManifestLine>> = BTreeMap::new();
        for line in &manifest.lines {
            if let Some(family) = line.family {
                families.entry(family).or_default().push(line);
            }
        }
        Self(families)
    }

    /// What came with a mail; nothing for what is none, or came with one itself.
    fn attachments(&self, line: &ManifestLine) -> &[&'a ManifestLine] {
        line.family
            .and_then(|family| self.0.get(&family)?.split_first())
            // The mail is the first of its family.
            .filter(|(mail, _)| std::ptr::eq(**mail, line))
            .map_or(&[], |(_, attachments)| attachments)
    }
}

/// The name of the file of metadata of a document that was written as this.
#[must_use]
pub fn name(output: &Published) -> Published {
    output.with_ending(".json", ".diwoo.xml")
}

/// The metadata of a document. None for one that was not written.
#[must_use]
pub fn xml(
    line: &ManifestLine,
    families: &Families<'_>,
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
        relations(xml, families.attachments(line));
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
