//! Scores what was found in a corpus of documents with gold, and holds it against a baseline.
//!
//! [`load_corpus`] finds the [`Case`]s of a folder; the caller reads and analyses each into a
//! [`Prediction`] (this room knows nothing of the pipeline); [`score_case`] compares it with the
//! gold, after finding each marked mention in the text as it was read ([`locate`]);
//! [`Report`] adds the documents up per kind, genre, noise level and origin, holds the figures
//! for names beside their targets ([`goals`](goals())) and tells whether confidences are what
//! they say ([`calibration`], [`thresholds`]); [`render_table`], [`render_json`] and
//! [`render_junit`] show it; [`Baseline`] says what got worse.

mod baseline;
mod case;
mod coverage;
mod fields;
mod fuzzy;
mod goals;
mod gold;
mod junit;
mod locate;
mod report;
mod sureness;
mod table;
mod tally;
#[cfg(test)]
mod testing;

pub use baseline::{Baseline, Change, compare};
pub use case::{Case, CorpusError, load_corpus};
pub use coverage::{DocumentScore, KeepScore, MentionScore, Outcome, score_case};
pub use fields::{FIELDS, FieldScore, Verdict};
pub use goals::{Goal, OriginGap, goals, origin_gaps};
pub use gold::{Gold, GoldAction, GoldFields, Mention};
pub use junit::render_junit;
pub use report::Report;
pub use sureness::{Bin, RedactionScore, Threshold, calibration, thresholds};
pub use table::render_table;
pub use tally::{FieldTally, Tally};

use crate::model::{Action, Kind, RawSpan};

/// What the analysis made of one document.
#[derive(Clone, Debug, Default)]
pub struct Prediction {
    /// The text as it was read: what the findings point into. Decoded text for a text document,
    /// the lines of the pages for a PDF.
    pub raw_text: String,
    /// The findings, of every action.
    pub found: Vec<Found>,
    /// The fields.
    pub fields: PredictedFields,
}

/// One finding in the text as read.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Found {
    /// Where.
    pub span: RawSpan,
    /// What it is.
    pub kind: Kind,
    /// Whether it is redacted.
    pub action: Action,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// The fields as the analysis gives them; absent is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct PredictedFields {
    /// ISO 8601.
    pub date: Option<String>,
    pub kenmerk: Option<String>,
    pub your_reference: Option<String>,
    pub recipients: Vec<String>,
    pub sender: Vec<String>,
    pub subject: Option<String>,
    pub project: Option<String>,
    /// The number of annexes.
    pub attachments: Option<u32>,
    pub document_type: Option<String>,
    /// The titles of the sections in order, with or without their numbers.
    pub headings: Vec<String>,
}

/// Scores a whole corpus, one document after another, in order.
/// `analyse` gets the document's bytes; its error says why the document gave no result.
pub fn evaluate(
    cases: &[Case],
    mut analyse: impl FnMut(&Case, &[u8]) -> Result<Prediction, String>,
) -> Report {
    let documents = cases
        .iter()
        .map(|case| {
            let prediction = case
                .bytes()
                .map_err(|e| e.to_string())
                .and_then(|bytes| analyse(case, &bytes));
            score_case(case, &prediction)
        })
        .collect();
    Report::new(documents)
}

/// The report as JSON, for scripts.
///
/// # Errors
/// Never for a report made here; the serialiser's signature has one.
pub fn render_json(report: &Report) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|s| s + "\n")
}
