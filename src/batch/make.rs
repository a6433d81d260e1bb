//! One document, from its bytes to its result: nothing here knows of files or processes, so that it is
//! the same in this process and in a worker.

use super::facts::{Facts, Failure};
use super::{duplicates, pdf, threads};
use crate::detect::Dossier;
use crate::model::{Entity, MediaType};
use crate::pipeline::Engine;
use crate::redact::Published;
use crate::write::Confidential;
use crate::write::pdf::BoxStyle;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is wanted of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Order {
    /// Of the file's name; only helps to say what is wrong with it.
    pub(super) extension: Option<String>,
    /// Whether its persons are to be numbered over all documents.
    pub(super) people: bool,
    /// The numbers over all documents of its persons, once they are known.
    pub(super) numbers: Option<BTreeMap<Entity, Entity>>,
    /// Whether originals are wanted.
    pub(super) originals: bool,
    /// How its redacted PDF looks, if one is wanted.
    pub(super) pdf: Option<BoxStyle>,
}

/// What became of a document.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) facts: Facts,
    /// Its JSON; where it goes is not known yet.
    pub(super) json: Vec<u8>,
    /// What was taken out.
    pub(super) originals: Option<Vec<u8>>,
    /// The redacted PDF.
    pub(super) pdf: Option<Vec<u8>>,
}

/// Reads and redacts one document, with the names of others.
pub(super) fn make(
    engine: &Engine,
    order: &Order,
    bytes: Vec<u8>,
    dossier: Option<&Dossier>,
) -> Result<Made, Failure> {
    let source = order.pdf.as_ref().map(|_| bytes.clone());
    let mut analysis = engine
        .analyse_in(bytes, order.extension.as_deref(), dossier)
        .map_err(|e| Failure::new("ingest", e.code(), e.to_string()))?;
    let people = if order.people {
        engine.people(&analysis)
    } else {
        Vec::new()
    };
    if let Some(numbers) = &order.numbers {
        analysis.plan.renumber(numbers);
    }
    let document = engine.document(&analysis, Published::default(), &Published::default());
    let (line, pdf) = match (&order.pdf, source) {
        (Some(style), Some(source)) if analysis.media_type == MediaType::Pdf => {
            let (line, pdf) = pdf::make(engine, &analysis, &source, dossier, style);
            (Some(line), pdf)
        }
        _ => (None, None),
    };
    let codes = document.warning_codes();
    Ok(Made {
        facts: Facts {
            content: document.content().to_owned(),
            pages: analysis.laid.pages,
            card: document.card(),
            redactions: document.redaction_counts(),
            warnings: codes.into_iter().map(Into::into).collect(),
            values: analysis.plan.values().to_vec(),
            names: engine.sure_names(&analysis),
            people,
            trace: threads::trace(&analysis),
            sketch: duplicates::sketch(&analysis),
            pdf: line,
        },
        originals: (order.originals)
            .then(|| Confidential::redactions(&analysis.clean, &analysis.plan)),
        json: document.unplaced(),
        pdf,
    })
}
