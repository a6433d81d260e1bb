//! The new file: its objects, its pages and what makes it accessible.
//!
//! [`objects`] numbers the objects and writes them in one fixed way; [`copy`] copies what pages
//! refer to, so far as it is on an allow-list; [`page`] is the page tree;
//! [`boxes`] draws what stands in the place of what was taken out; [`structure`] says in which
//! order it is read; [`metadata`] says what the file is, as far as [`conformance`] finds that
//! true; [`finish`] puts it all together.

mod boxes;
mod catalog;
mod conformance;
mod copy;
mod metadata;
mod objects;
mod output_intent;
mod page;
mod structure;
mod text;

#[cfg(test)]
mod tests;

pub(super) use catalog::finish;
pub(super) use copy::Copier;
pub(super) use metadata::markup;
pub(super) use objects::Objects;
pub(super) use page::{Frame, NewPage};
pub(super) use text::number;
