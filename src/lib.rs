//! lakmoes turns Dutch government documents into cleaned, structured JSON
//! with the personal data of civil servants and citizens redacted.
//!
//! Data flows one way, one room a stage:
//! [`ingest`] reads bytes into a [`model::Source`]; [`layout`] puts its lines
//! in reading order and the colofon apart from the body; [`normalise`] repairs
//! OCR noise and keeps a map back to what was read; [`fields`] reads the date,
//! kenmerk, recipients and more; [`detect`] finds personal data and what is to
//! stay; [`redact`] unites the findings into one plan; [`write`] writes what the
//! plan leaves; [`verify`] reads the result back as a stranger would.
//! [`pipeline`] is the only file that knows this order, [`batch`] the only one
//! that runs in parallel.

pub mod batch;
pub mod detect;
pub mod evaluate;
pub mod fields;
pub mod ingest;
pub mod layout;
pub mod lexicon;
pub mod matching;
pub mod model;
pub mod normalise;
mod pdf;
pub mod pipeline;
pub mod redact;
pub mod verify;
pub mod write;
