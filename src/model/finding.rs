//! What a detector found, and what is to be done with it.

use super::{CleanSpan, Evidence, RuleId, combined, note};

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
    /// The surest rule that says so, as `file/name`.
    pub rule: RuleId,
    /// How sure that rule is, 0 to 1. How sure all evidence together is, [`Finding::combined`] says.
    pub confidence: f32,
    /// Which person, once mentions are linked.
    pub entity: Option<Entity>,
    /// What all rules say of the place, its own among them; empty where no other says anything.
    pub evidence: Vec<Evidence>,
}

impl Finding {
    /// What one rule found; on no ground, and of nobody yet.
    #[must_use]
    pub fn new(span: CleanSpan, kind: Kind, action: Action, rule: RuleId, confidence: f32) -> Self {
        Self {
            span,
            kind,
            action,
            ground: None,
            rule,
            confidence,
            entity: None,
            evidence: Vec::new(),
        }
    }

    /// What its own rule says.
    fn own(&self) -> Evidence {
        Evidence {
            rule: self.rule.clone(),
            kind: self.kind,
            action: self.action,
            weight: self.confidence,
            from: None,
        }
    }

    /// What all rules say of the place.
    #[must_use]
    pub fn all_evidence(&self) -> Vec<Evidence> {
        if self.evidence.is_empty() {
            return vec![self.own()];
        }
        self.evidence.clone()
    }

    /// Notes what another finding says of the same place.
    pub fn hear(&mut self, other: &Self) {
        if self.evidence.is_empty() {
            self.evidence.push(self.own());
        }
        if other.evidence.is_empty() {
            note(&mut self.evidence, other.own());
        }
        for e in &other.evidence {
            note(&mut self.evidence, e.clone());
        }
    }

    /// How sure all that is known of the place makes what is to happen, 0 to 1.
    #[must_use]
    pub fn combined(&self) -> f32 {
        combined(&self.all_evidence(), self.kind, self.action)
    }
}
