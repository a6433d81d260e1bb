//! The binary and its promises, from outside: one test program, linked once.
#![allow(clippy::unwrap_used)] // a test that finds nothing where it should find something fails

mod archives;
mod bad_input;
mod batch;
mod detect;
mod dossier;
mod duplicates;
mod hostile;
mod inventaris;
mod kamerstuk;
mod lists;
mod mails;
mod names;
mod office;
mod pdf;
mod pdf_places;
mod promises;
mod properties;
mod pseudonyms;
mod report;
mod resume;
mod schema;
mod support;
mod usage;
mod verify;
