//! The structured fields of a document, as spans of its clean parts: no value is copied
//! out before the plan has decided what may be published.

use super::{CleanSpan, Part};

/// One field value.
#[derive(Clone, PartialEq, Debug)]
pub struct FieldValue {
    /// The value in its published form. A date is ISO 8601; a reference, recipient or subject is
    /// its text with white space folded and certain OCR damage undone.
    pub value: String,
    /// Which part it was read from.
    pub part: Part,
    /// Where its evidence stands. Whatever the plan redacts here is redacted in the value too.
    pub span: CleanSpan,
    /// 0 to 1; falls where the evidence is damaged.
    pub confidence: f32,
    /// Page number, from 1.
    pub page: u32,
}

/// The annexes a document states.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Attachments {
    /// How many: the number stated, or the number of titles listed.
    pub count: u32,
    /// Their titles, where listed.
    pub titles: Vec<FieldValue>,
}

/// A numbered or unnumbered section of the body.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    /// As printed, without the closing dot.
    pub number: Option<String>,
    /// 1 for a main heading.
    pub level: u8,
    /// Title, in the clean body.
    pub title: CleanSpan,
    /// The text up to the next heading, in the clean body.
    pub text: CleanSpan,
}

/// The fields of a document. What it does not state is absent, never guessed.
#[derive(Clone, PartialEq, Debug, Default)]
#[allow(missing_docs)]
pub struct Note {
    pub document_type: Option<FieldValue>,
    pub date: Option<FieldValue>,
    pub kenmerk: Option<FieldValue>,
    pub your_reference: Option<FieldValue>,
    pub recipients: Vec<FieldValue>,
    pub sender: Vec<FieldValue>,
    pub subject: Option<FieldValue>,
    pub project: Option<FieldValue>,
    pub attachments: Option<Attachments>,
    pub deadline: Option<FieldValue>,
    pub classification: Option<FieldValue>,
    /// Ter beslissing, ter informatie …
    pub kind: Option<FieldValue>,
    /// "Nota actief openbaar": Ja or Nee.
    pub actively_public: Option<bool>,
    pub sections: Vec<Section>,
}
