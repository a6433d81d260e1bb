//! What happened to every document, and the sum of it.

use super::Card;
use crate::model::{Code, Kind};
use crate::redact::Published;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What became of a document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Written.
    Done,
    /// Could not be done: nothing written.
    Failed,
    /// Written, but the leak check found a redacted value: taken back.
    Withdrawn,
    /// Not a document, such as a folder's thumbnail cache.
    Skipped,
}

/// Why a document has no output.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reason {
    /// Stable, kebab-case.
    pub code: Code,
    /// The stage that stopped.
    pub stage: Code,
    /// For a person: the reason and the remedy. Never quotes the document.
    pub message: String,
}

/// One line of `manifest.jsonl`.
#[derive(Clone, Debug, Serialize)]
pub struct ManifestLine {
    /// The redacted relative path of the input.
    pub path: Published,
    /// What became of it.
    pub status: Status,
    /// The output, relative to the folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Published>,
    /// The document's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Pages read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// How many passages of each kind were taken out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redactions: Option<BTreeMap<Kind, usize>>,
    /// Codes of the document's warnings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Code>,
    /// Which documents are copies of one another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate: Option<Duplicate>,
    /// Which documents came together, a mail and its attachments, by number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<u32>,
    /// Which conversation a mail belongs to, by number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread: Option<u32>,
    /// Which messages stand in a mail, by number: its own first, then those it quotes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<u32>,
    /// What became of its redacted PDF, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf: Option<PdfLine>,
    /// Its DiWoo metadata, relative to the folder, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diwoo: Option<Published>,
    /// Why there is no output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What lists need to know of it.
    #[serde(skip)]
    pub card: Option<Card>,
}

impl ManifestLine {
    /// What became of an input, of which nothing else is known yet.
    #[must_use]
    pub fn new(path: Published, status: Status) -> Self {
        Self {
            path,
            status,
            output: None,
            id: None,
            pages: None,
            redactions: None,
            warnings: Vec::new(),
            duplicate: None,
            family: None,
            thread: None,
            messages: Vec::new(),
            pdf: None,
            diwoo: None,
            reason: None,
            card: None,
        }
    }
}

/// Where a document stands among its copies.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Duplicate {
    /// Copies of one another have one number, from 1 in the order of the paths.
    pub group: u32,
    /// How it is like the first of them.
    pub copy: Copied,
}

/// How a document is like the first of its group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Copied {
    /// It is the first.
    First,
    /// The same file as one before it.
    Exact,
    /// Nearly the same text.
    Near,
}

/// What became of a redacted PDF.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PdfLine {
    /// Written, not written, or taken back by the gate.
    pub status: Status,
    /// Where it stands, relative to the folder.
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    pub output: Option<Published>,
    /// Pages, from 1, that hold something that is not understood and were made into an image.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rasterised: Vec<u32>,
    /// Pages, from 1, that nobody could read and that are covered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<u32>,
    /// Pages, from 1, with text under something opaque, which was taken out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covered: Vec<u32>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// The manifest: a line a document, in the order of the paths.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// The lines.
    pub lines: Vec<ManifestLine>,
}

/// `summary.json`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Summary {
    /// The version of this file.
    pub schema: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// Inputs: the sum of the four that follow.
    pub documents: usize,
    /// Written.
    pub done: usize,
    /// No output.
    pub failed: usize,
    /// Taken back by the leak check.
    pub withdrawn: usize,
    /// Not documents.
    pub skipped: usize,
    /// Pages of the documents written.
    pub pages: u64,
    /// What became of redacted PDFs, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdfs: Option<PdfSummary>,
    /// How many passages of each kind were taken out.
    pub redactions: BTreeMap<Kind, usize>,
    /// How many documents carry each warning.
    pub warnings: BTreeMap<Code, usize>,
    /// How many documents have no output for each reason.
    pub reasons: BTreeMap<Code, usize>,
}

/// What became of the redacted PDFs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct PdfSummary {
    /// Written.
    pub done: usize,
    /// Could not be written.
    pub failed: usize,
    /// Taken back by the gate.
    pub withdrawn: usize,
}

impl Manifest {
    /// The bytes of `manifest.jsonl`.
    ///
    /// # Panics
    /// Never: every key is a string.
    #[must_use]
    pub fn to_jsonl(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for line in &self.lines {
            serde_json::to_writer(&mut out, line).expect("a manifest line has only string keys");
            out.push(b'\n');
        }
        out
    }

    /// The sum of the lines.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut sum = Summary {
            schema: "lakmoes/summary/1",
            version: env!("CARGO_PKG_VERSION"),
            ..Summary::default()
        };
        for line in &self.lines {
            sum.documents += 1;
            match line.status {
                Status::Done => sum.done += 1,
                Status::Failed => sum.failed += 1,
                Status::Withdrawn => sum.withdrawn += 1,
                Status::Skipped => sum.skipped += 1,
            }
            sum.pages += u64::from(line.pages.unwrap_or(0));
            if let Some(pdf) = &line.pdf {
                let pdfs = sum.pdfs.get_or_insert_default();
                match pdf.status {
                    Status::Done => pdfs.done += 1,
                    Status::Withdrawn => pdfs.withdrawn += 1,
                    Status::Failed | Status::Skipped => pdfs.failed += 1,
                }
                if let Some(reason) = &pdf.reason {
                    *sum.reasons.entry(reason.code.clone()).or_default() += 1;
                }
            }
            for (&kind, n) in line.redactions.iter().flatten() {
                *sum.redactions.entry(kind).or_default() += n;
            }
            for code in &line.warnings {
                *sum.warnings.entry(code.clone()).or_default() += 1;
            }
            if let Some(reason) = &line.reason {
                *sum.reasons.entry(reason.code.clone()).or_default() += 1;
            }
        }
        sum
    }
}
