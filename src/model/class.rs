//! Who someone is, as far as that decides whether the name may be public.

use super::{Action, Kind};

/// A class of people, or of names, on which a policy decides as one.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Ministers, members of parliament, those who govern a town, a province or a water board.
    OfficeHolder,
    /// Judges and public prosecutors.
    Judge,
    /// Secretaries-general, directors-general, inspectors-general.
    SgDg,
    /// Clerks of parliament, councils and courts.
    Clerk,
    /// Members of state committees, professors, experts who speak in public.
    Expert,
    /// Authors of books and public reports.
    Author,
    /// Directors and heads of department.
    Director,
    /// Spokespersons.
    Spokesperson,
    /// Professionals from outside without a public role: lawyers, notaries, doctors.
    ThirdParty,
    /// Who signs on behalf of an office holder.
    Mandated,
    /// Firms that bear the name of a person.
    Firm,
    /// Motions, laws, committees, streets and buildings that bear the name of a person.
    NameInName,
}

impl Class {
    /// The kind of a finding of this class with which this is to happen: who stays is no `person`,
    /// and who goes no `office_holder`.
    #[must_use]
    pub fn kind(self, kind: Kind, action: Action) -> Kind {
        match (kind, action) {
            (Kind::Person, Action::Keep) => Kind::OfficeHolder,
            (Kind::OfficeHolder, Action::Redact | Action::Review) => Kind::Person,
            _ => kind,
        }
    }
}
