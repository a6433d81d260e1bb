//! Finds values again, in any normalised or OCR-near form.
//!
//! The plan sweeps the document for other mentions of what it redacts, and the leak check
//! reads the written file for the same: both must mean the same by "the same value", so the
//! meaning is said here, once.
//!
//! A text is read as the sequence of its letters and digits: case, accents, spacing and
//! punctuation do not count, and characters that OCR confuses count as one ([`fold`]).
//! A match must begin and end at the edge of a word.

mod fold;
mod needles;
mod path;
mod person;

pub use fold::{fold, folded};
pub use needles::{Needle, Needles};
pub use path::stem;
pub use person::{needles_of, surname};
