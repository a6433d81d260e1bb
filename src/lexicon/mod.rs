//! What the Dutch government writes: words that several stages need to know, each said once.
//!
//! No stage may be imported here, and nothing here decides: it only recognises.

pub(crate) mod chat;
pub mod dates;
pub mod doctypes;
mod edits;
pub(crate) mod gate;
pub mod grammar;
pub mod grounds;
pub mod headings;
pub mod known;
pub mod labels;
pub mod mailboxes;
pub mod ministries;
pub mod months;
pub mod offices;
pub mod organisations;
pub mod places;
pub mod titles;
pub mod words;
