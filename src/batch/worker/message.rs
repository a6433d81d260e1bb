//! What is said.

use super::super::facts::{Facts, Failure};
use super::super::make::Order;
use crate::ingest::Limits;
use crate::ingest::container::{Kind, Refusal};
use serde::{Deserialize, Serialize};

/// What the run asks of a worker.
#[derive(Serialize, Deserialize)]
pub(super) enum Request {
    /// What a document may use up, from now on. Answered by [`Answer::Ready`].
    Limits {
        limits: Limits,
        /// Bytes of memory.
        memory: u64,
    },
    /// Seek these names in the documents that follow; answered by nothing.
    Names(Vec<String>),
    /// Make this document; its bytes follow. Answered by [`Answer::Made`] or [`Answer::Failed`].
    Make(Order),
    /// Open this container: where it is follows, and what it is called. Answered by
    /// [`Answer::Found`]s, and [`Answer::Opened`] at the end.
    Open {
        kind: Kind,
        size: u64,
        /// Bytes that may still be unpacked in this run.
        left: u64,
    },
}

/// What a worker answers.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    /// It has rules, a policy and a program with this digest.
    Ready(String),
    /// The JSON follows, and so do the originals and the PDF, where there are any.
    Made {
        facts: Box<Facts>,
        originals: bool,
        pdf: bool,
    },
    Failed(Failure),
    /// It panicked, and goes on.
    Panicked,
    /// What is in a container: where it is follows, and, of a document, its bytes.
    Found(Found),
    /// The container was read, and so much may still be unpacked.
    Opened(u64),
    /// It can't be read at all.
    Unopened,
}

/// [`crate::ingest::container::Found`], as it is said.
#[derive(Serialize, Deserialize)]
pub(super) enum Found {
    Document,
    Refused(Refusal),
    Container(usize, Option<Refusal>),
}
