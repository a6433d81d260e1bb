//! Clean text to [`Note`]: one file per field.

use crate::model::{Clean, Note};

/// Reads the fields of a document.
#[must_use]
pub fn read(_clean: &Clean) -> Note {
    Note::default()
}
