//! The labels of a note's colofon and header, in all their spellings.

/// What a label announces.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Label {
    Date,
    Reference,
    YourReference,
    /// Uw brief van: a date of theirs.
    YourLetter,
    To,
    Copy,
    Via,
    From,
    /// Who wrote it: a person follows.
    Author,
    /// Whom to call: a person follows.
    Contact,
    /// Paraaf, parafenroute: persons follow.
    Consent,
    CoordinatedWith,
    Deadline,
    Annexes,
    Subject,
    Project,
    Phone,
    Email,
    /// DG, Directie, Afdeling: an organisation's unit follows.
    Unit,
    Classification,
    /// Nota actief openbaar: Ja or Nee.
    ActivelyPublic,
    /// Ter beslissing and the like: the kind of note, a value of its own.
    NoteKind,
    /// Bezoekadres, postadres.
    OfficeAddress,
    /// Aanwezig, deelnemers: persons follow.
    Attendees,
    Place,
    Time,
}

/// A label at the start of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LabelHit {
    /// What it announces.
    pub label: Label,
    /// Bytes up to its value: the label, its colon and the blanks behind it.
    pub len: usize,
    /// False when OCR damage had to be looked through.
    pub exact: bool,
}

const FORMS: &[(&str, Label)] = &[
    ("datum", Label::Date),
    ("ons kenmerk", Label::Reference),
    ("onze referentie", Label::Reference),
    ("kenmerk", Label::Reference),
    ("uw kenmerk", Label::YourReference),
    ("aan", Label::To),
    ("van", Label::From),
    ("opgesteld door", Label::Author),
    ("bijlage(n)", Label::Annexes),
    ("onderwerp", Label::Subject),
    ("betreft", Label::Subject),
    ("projectnaam", Label::Project),
];

/// The label with which `line` starts, if any.
#[must_use]
pub fn at_start(line: &str) -> Option<LabelHit> {
    let lower = line.to_lowercase();
    FORMS
        .iter()
        .filter(|(form, _)| {
            lower.starts_with(form) && !lower[form.len()..].starts_with(char::is_alphanumeric)
        })
        .max_by_key(|(form, _)| form.len())
        .map(|&(form, label)| {
            let rest = line[form.len()..].trim_start_matches([':', ' ', '\t']);
            LabelHit {
                label,
                len: line.len() - rest.len(),
                exact: true,
            }
        })
}
