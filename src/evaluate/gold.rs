//! The gold beside a document: what is personal in it, what must stay, and its fields.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The gold of one document, as in `NAME.gold.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// The document's name, unique in the corpus.
    pub id: String,
    /// nota, brief, e-mail …
    pub genre: String,
    /// clean, light, medium or heavy.
    pub noise: String,
    /// Whose layout a nota has.
    #[serde(default)]
    pub ministry: Option<String>,
    /// The true text, for a document whose text is only known when it is read (PDF).
    #[serde(default)]
    pub truth: Option<String>,
    /// The encoding of a text document, where it is not UTF-8.
    #[serde(default)]
    pub encoding: Option<String>,
    /// The marked mentions, in order.
    pub spans: Vec<Mention>,
    /// What the document states.
    #[serde(default)]
    pub fields: GoldFields,
    /// Other answers that are right too, per field.
    #[serde(default)]
    pub alt: BTreeMap<String, Value>,
}

/// A marked mention. Offsets count Unicode scalar values, half-open.
#[derive(Clone, Debug, Deserialize)]
pub struct Mention {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// PERSON, EMAIL … or, to keep, OFFICE_HOLDER, MAILBOX …
    #[serde(rename = "type")]
    pub kind: String,
    /// What must happen to it.
    pub action: GoldAction,
    /// What stands there.
    pub text: String,
    /// Which person of the document.
    #[serde(default)]
    pub entity: Option<u32>,
    /// Where the name comes from: nl, ma, tr …
    #[serde(default)]
    pub origin: Option<String>,
    /// What stood there before it was damaged.
    #[serde(default)]
    pub orig: Option<String>,
}

/// Whether a mention must be redacted or must stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum GoldAction {
    Redact,
    Keep,
}

/// The fields a document states; what it does not state is null or empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct GoldFields {
    pub date: Option<String>,
    pub kenmerk: Option<String>,
    pub uw_kenmerk: Option<String>,
    pub recipients: Vec<String>,
    /// Recipients that may be given but need not.
    pub recipients_optional: Vec<String>,
    pub sender: Option<Vec<String>>,
    pub subject: Option<String>,
    pub project: Option<String>,
    /// Their number or their titles.
    pub attachments: Option<Attachments>,
    pub doc_type: Option<String>,
    pub section_headings: Vec<String>,
    pub section_headings_optional: Vec<String>,
}

/// The annexes of the gold.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Attachments {
    Count(u32),
    Titles(Vec<String>),
}

impl Attachments {
    /// How many.
    #[must_use]
    pub fn count(&self) -> u32 {
        match self {
            Self::Count(n) => *n,
            Self::Titles(t) => u32::try_from(t.len()).unwrap_or(u32::MAX),
        }
    }
}

impl Mention {
    /// Whether it names a person directly: a signature or a date of birth alone does not.
    #[must_use]
    pub fn is_direct(&self) -> bool {
        !matches!(self.kind.as_str(), "SIGNATURE" | "DOB")
    }
}
