//! What one document tells the batch.
//!
//! It holds what must not be published, and is written down all the same: to the pipe of a worker and
//! to the journal in the private folder, and nowhere else.

use super::duplicates::Sketch;
use super::threads::Trace;
use crate::matching::Needle;
use crate::model::{Code, Entity, Kind};
use crate::write::{Card, PdfLine, Reason, Status};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a document that was done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Facts {
    /// What its id is made of besides its path.
    pub(super) content: String,
    pub(super) pages: u32,
    /// What lists need to know of it.
    pub(super) card: Card,
    pub(super) redactions: BTreeMap<Kind, usize>,
    pub(super) warnings: Vec<Code>,
    /// What must not stand in any path.
    #[serde(with = "values")]
    pub(super) values: Vec<Needle>,
    /// The names that are sought in all documents.
    pub(super) names: BTreeSet<String>,
    /// Its persons, each with the fullest mention, where they are to be numbered.
    pub(super) people: Vec<(Entity, String)>,
    /// What a mail is recognised by.
    pub(super) trace: Option<Trace>,
    /// What its copies are recognised by.
    pub(super) sketch: Option<Sketch>,
    /// What became of its redacted PDF, where one was wanted and it is a PDF.
    pub(super) pdf: Option<PdfLine>,
}

/// Why a document has no result.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// What became of it.
    pub status: Status,
    /// Why.
    pub reason: Reason,
}

impl Failure {
    pub(super) fn new(
        stage: impl Into<Code>,
        code: impl Into<Code>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status: Status::Failed,
            reason: Reason {
                code: code.into(),
                stage: stage.into(),
                message: message.into(),
            },
        }
    }

    /// No document that is lost.
    pub(super) fn skipped(code: impl Into<Code>, message: impl Into<String>) -> Self {
        Self {
            status: Status::Skipped,
            ..Self::new("collect", code, message)
        }
    }

    /// What was written must not be published.
    pub(super) fn withdrawn(message: impl Into<String>) -> Self {
        Self {
            status: Status::Withdrawn,
            ..Self::new("verify", "leak", message)
        }
    }

    pub(super) fn unwritable(error: &std::io::Error) -> Self {
        Self::new("write", "unwritable", format!("can't be written: {error}"))
    }

    /// Whether the same document would fail in the same way again: not so when time, memory or the
    /// disk ran out.
    pub(super) fn is_final(&self) -> bool {
        matches!(&*self.reason.stage, "ingest" | "verify") || self.reason.code == "panic"
    }
}

mod values {
    use super::{Kind, Needle};
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(values: &[Needle], out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(values.iter().map(|n| (n.kind, n.value(), n.is_exact())))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Needle>, D::Error> {
        let values = Vec::<(Kind, String, bool)>::deserialize(from)?;
        let needle = |(kind, value, exact): (Kind, String, bool)| match exact {
            true => Needle::as_written(kind, &value),
            false => Needle::any_form(kind, &value),
        };
        Ok(values.into_iter().map(needle).collect())
    }
}
