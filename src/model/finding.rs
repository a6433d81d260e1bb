//! What a detector found, and what is to be done with it.

use super::CleanSpan;

/// What a finding is.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Kind {
    Person,
    Email,
    Phone,
    Bsn,
    Iban,
    Plate,
    DateOfBirth,
    Address,
    PersonnelNo,
    Signature,
    Username,
    IdDocument,
    IpAddress,
    // For what is recognised and stays:
    OfficeHolder,
    Organisation,
    Mailbox,
    Switchboard,
    OfficialAddress,
    Reference,
    Date,
    Law,
    NameInName,
    /// A redaction that was already in the document.
    ExistingRedaction,
}

/// What happens to a finding.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Recognised and deliberately left.
    Keep,
    /// Redacted unless a person decides otherwise.
    Review,
    /// Redacted.
    Redact,
}

/// Numbers the persons of a document, from 1, in order of first mention.
pub type Entity = u32;

/// One finding in one view of the document.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// Where, in the clean text of the view that was searched.
    pub span: CleanSpan,
    /// What it is.
    pub kind: Kind,
    /// What is to happen.
    pub action: Action,
    /// The ground under the Woo, such as `5.1.2e`; none for what stays.
    pub ground: Option<String>,
    /// The rule that found it, as `file/name`.
    pub rule: String,
    /// 0 to 1. Never derived from the value itself beyond its rule: it is published.
    pub confidence: f32,
    /// Which person, once mentions are linked.
    pub entity: Option<Entity>,
}
