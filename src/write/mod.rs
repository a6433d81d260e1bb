//! A plan to what is published: one file per format.

mod atomic;
mod card;
mod confidential;
pub mod diwoo;
mod document;
mod findings;
pub mod inventaris;
mod manifest;
pub mod pdf;
pub mod report;
mod schema;

pub use atomic::write_atomically;
pub use card::{Card, Language};
pub use confidential::Confidential;
pub use document::{Document, Material, Place};
pub use findings::{EvidenceLine, FindingLine, FindingsOf, places};
pub use manifest::{
    Copied, Duplicate, Manifest, ManifestLine, PdfLine, PdfSummary, Reason, Status, Summary,
};
pub use schema::schema;
