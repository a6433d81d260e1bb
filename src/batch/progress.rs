//! How far the work is, for whoever wants to hear it.

use super::collect::Input;
use crate::write::{Reason, Status};

/// A stretch of the work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Folders are listed.
    Collecting,
    /// Archives, mailboxes and mails are opened.
    Opening,
    /// Documents are read, redacted and checked.
    Reading,
    /// Names of the dossier are sought in all documents.
    Names,
    /// Persons are numbered over all documents.
    Numbering,
    /// Results are moved to the output folder.
    Publishing,
}

impl Phase {
    /// What is done, for a person.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Collecting => "listing folders",
            Self::Opening => "opening archives and mails",
            Self::Reading => "reading and redacting",
            Self::Names => "seeking each name in all documents",
            Self::Numbering => "numbering persons",
            Self::Publishing => "publishing",
        }
    }
}

/// So much work: all that is to come in a phase, or what was just done of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Load {
    /// Documents; 0 for a phase of which that is not known.
    pub documents: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Their pages, which are known of what is done only.
    pub pages: u64,
}

impl Load {
    /// One document, as it is before it is read.
    #[must_use]
    pub fn of(input: &Input) -> Self {
        Self {
            documents: 1,
            bytes: input.bytes(),
            pages: 0,
        }
    }

    /// Documents, as they are before they are read.
    #[must_use]
    pub fn all(inputs: &[Input]) -> Self {
        Self {
            documents: inputs.len(),
            bytes: inputs.iter().map(Input::bytes).sum(),
            pages: 0,
        }
    }
}

/// Hears how far the work is.
pub trait Progress: Sync {
    /// A phase begins, in which so much is to come. What an earlier run has done is no part of it.
    fn phase(&self, phase: Phase, load: Load);
    /// So much of the phase is done.
    fn step(&self, done: Load);
    /// What became of a document. A later phase may take back what was done: then it comes again, as failed.
    fn document(&self, input: &Input, status: Status, reason: Option<&Reason>);
    /// All phases are done.
    fn finish(&self);
}
