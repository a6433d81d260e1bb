//! Files with documents in them: archives, mailboxes, mails with attachments.
//!
//! [`kind`] tells them by what they hold; [`walk`] goes through one and all that is nested in it and
//! hands over every member: its bytes, or why it can't be read. One file a format lists members and
//! reads them; what holds for all of them is beside it: [`budget`] bounds what may be unpacked, and
//! [`name`] makes of what an archive calls a member a path that leads nowhere else.

mod attached;
mod budget;
mod gzip;
mod name;
mod seven;
mod sniff;
mod tar;
mod walk;
mod zip;

#[cfg(test)]
mod tests;

pub use budget::Budget;
pub use sniff::kind;
pub use walk::{Found, walk};

use crate::model::Code;
use std::io::{self, Read, Seek};
use std::path::PathBuf;

/// What a file with documents in it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// A ZIP archive that is no office document.
    Zip,
    /// A tape archive.
    Tar,
    /// One file, or a tape archive, packed by gzip.
    Gzip,
    /// A 7-Zip archive.
    SevenZip,
    /// Mails in a row.
    Mbox,
    /// A mail: a document itself, with attachments.
    Mail,
    /// A mail as Outlook saves it.
    Outlook,
}

impl Kind {
    /// Whether the file is a document itself besides what is in it.
    #[must_use]
    pub fn is_document(self) -> bool {
        matches!(self, Self::Mail | Self::Outlook)
    }
}

/// Why a member can't be read. The message never quotes the archive.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
pub struct Refusal {
    /// Stable, kebab-case.
    pub code: Code,
    /// The reason and the remedy.
    pub message: String,
    /// It is no document that is lost.
    pub skipped: bool,
}

impl Refusal {
    /// A member that is lost, and why.
    pub fn new(code: impl Into<Code>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            skipped: false,
        }
    }

    fn damaged(what: &str) -> Self {
        Self::new("damaged", format!("the file is damaged: {what}"))
    }

    fn encrypted() -> Self {
        Self::new(
            "encrypted",
            "it is encrypted: unpack it with its password and run again",
        )
    }

    fn unreadable(error: &io::Error) -> Self {
        // The library's words may quote a name.
        Self::damaged(match error.kind() {
            io::ErrorKind::UnexpectedEof => "it stops in the middle",
            _ => "its data can't be followed",
        })
    }
}

/// What an archive says of a member, and its bytes.
struct Member {
    path: PathBuf,
    content: Result<Vec<u8>, Refusal>,
}

/// Takes a member; false when no more are wanted.
type Each<'a> = &'a mut dyn FnMut(Member) -> bool;

/// Bytes that can be read from any place: of a file, or unpacked before.
pub trait Bytes: Read + Seek {}
impl<T: Read + Seek> Bytes for T {}
