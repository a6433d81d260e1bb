//! The labels of colofons, letterheads, e-mail headers and minutes, in all their spellings.
//!
//! A line is looked up by its *skeleton*: its letters in lower case, without blanks and points,
//! and with the letters that OCR mixes up made one (`l` and `i`, `o` and `0`, `rn` and `m` …), so
//! that "Onskenmerk", "Ref erentie" and "Bijiage" are found where the right form is. What is
//! damaged further is compared by edit distance with the forms that no ordinary word resembles.
//! Nothing is allocated: this is asked of every line of every document.

mod plausible;
mod skeleton;
mod table;

use std::sync::LazyLock;

use skeleton::{Head, Mask, Skeleton};
use table::{FORMS, Needs};

/// What a label announces.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Label {
    Date,
    /// The date of a meeting, not of the document.
    MeetingDate,
    /// A receipt stamp: when it came in, not its date.
    Received,
    Reference,
    /// Dossier, projectnummer: a reference of something larger.
    Dossier,
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
    /// Mede namens: an office holder follows.
    OnBehalf,
    Deadline,
    Annexes,
    Subject,
    Project,
    Phone,
    Email,
    /// DG, Directie, Afdeling: an organisation's unit follows.
    Unit,
    /// Portefeuille(houder): a field of policy or an office holder follows.
    Portfolio,
    Classification,
    /// Nota actief openbaar: Ja or Nee.
    ActivelyPublic,
    /// Ter beslissing and the like: the kind of note, a value of its own.
    NoteKind,
    /// Bezoekadres, postadres.
    OfficeAddress,
    /// Aanwezig, afwezig, deelnemers, voorzitter: persons follow.
    Attendees,
    Place,
    Time,
    /// A label whose value nothing here needs.
    Other,
}

impl Label {
    /// Whether what follows is, first of all, a person.
    #[must_use]
    pub fn introduces_person(self) -> bool {
        matches!(
            self,
            Self::Author | Self::Contact | Self::Consent | Self::Attendees
        )
    }

    /// Whether what follows may be a person as well as an office or an organisation.
    #[must_use]
    pub fn may_introduce_person(self) -> bool {
        self.introduces_person()
            || matches!(
                self,
                Self::To
                    | Self::From
                    | Self::Copy
                    | Self::Via
                    | Self::CoordinatedWith
                    | Self::Portfolio
            )
    }

    /// Whether what follows is an organisation, a unit or its address.
    #[must_use]
    pub fn introduces_organisation(self) -> bool {
        matches!(self, Self::Unit | Self::OfficeAddress)
    }
}

/// A label at the start of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LabelHit {
    /// What it announces.
    pub label: Label,
    /// Bytes up to its value: the label, its colon and the blanks around them.
    pub len: usize,
    /// False when OCR damage had to be looked through.
    pub exact: bool,
    /// Whether a colon follows it.
    pub colon: bool,
    /// Whether nothing but its colon, or stray marks, stands behind it on the line.
    pub alone: bool,
    /// The label as it should read, in lower case.
    pub form: &'static str,
}

struct Form {
    text: &'static str,
    label: Label,
    needs: Needs,
    skeleton: Skeleton,
    /// May be compared by edit distance.
    fuzzy: bool,
}

/// Forms long and odd enough that no ordinary word comes near.
const FUZZY: &[&str] = &[
    "datum",
    "publicatiedatum",
    "verzenddatum",
    "ons kenmerk",
    "uw kenmerk",
    "kenmerk",
    "onze referentie",
    "uw referentie",
    "referentie",
    "registratienummer",
    "documentnummer",
    "zaaknummer",
    "notanummer",
    "bijlage(n)",
    "bijlagen",
    "aantal bijlagen",
    "onderwerp",
    "projectnaam",
    "opgesteld door",
    "behandeld door",
    "contactpersoon",
    "uw contactpersoon",
    "dossierhouder",
    "inlichtingen bij",
    "telefoonnummer",
    "doorkiesnummer",
    "samengewerkt met",
    "afgestemd met",
    "kopie aan",
    "in afschrift aan",
    "parafenroute",
    "lijnparaaf",
    "medeparaaf",
    "beslistermijn",
    "nota actief openbaar",
    "bezoekadres",
    "retouradres",
    "postadres",
    "ter beslissing",
    "ter besluitvorming",
    "ter ondertekening",
    "ter informatie",
];

/// The forms, longest first, in buckets by how their skeleton begins.
struct Table {
    forms: Vec<Form>,
    /// How the forms of each bucket begin, apart from the rest so that one is gone through at
    /// once.
    heads: Vec<(Head, u16)>,
    /// By the first two letters of a text.
    bucket: Vec<(u16, u16)>,
    /// The forms that a damaged label of each length may be.
    fuzzy: Vec<Vec<(Mask, u16)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut forms: Vec<Form> = FORMS
        .iter()
        .map(|&(text, label, needs)| Form {
            text,
            label,
            needs,
            skeleton: Skeleton::of_form(text),
            fuzzy: FUZZY.contains(&text),
        })
        .collect();
    forms.sort_by_key(|f| {
        (
            f.skeleton.first(),
            std::cmp::Reverse(f.skeleton.len()),
            f.text,
        )
    });
    let count = |list: &[(Head, u16)]| u16::try_from(list.len()).expect("a few hundred forms");
    let (mut heads, mut bucket) = (Vec::new(), Vec::new());
    let mut slots = vec![Vec::new(); skeleton::SLOTS];
    for (i, form) in (0..).zip(&forms) {
        for slot in form.skeleton.slots() {
            slots[slot].push((form.skeleton.head(), i));
        }
    }
    for slot in slots {
        let from = count(&heads);
        heads.extend(slot);
        bucket.push((from, count(&heads)));
    }
    let mut fuzzy = vec![Vec::new(); skeleton::ROOM + 1];
    for (i, form) in forms.iter().enumerate() {
        let i = u16::try_from(i).expect("a few hundred forms");
        if form.fuzzy {
            for (length, near) in fuzzy.iter_mut().enumerate() {
                if form.skeleton.may_be_near(length) {
                    near.push((form.skeleton.mask(), i));
                }
            }
        }
    }
    Table {
        forms,
        heads,
        bucket,
        fuzzy,
    }
});

/// The label with which `line` starts, if any. Ordinary words (Aan, Van, Datum …) count only where
/// they are alone on the line, have a colon, or stand before a text that looks like their value.
#[must_use]
pub fn at_start(line: &str) -> Option<LabelHit> {
    find(line, true)
}

/// The undamaged label with which `line` starts, if any: for the many places inside a line where
/// one might begin.
#[must_use]
pub fn undamaged_at_start(line: &str) -> Option<LabelHit> {
    find(line, false).filter(|hit| hit.exact)
}

fn find(line: &str, look_through_damage: bool) -> Option<LabelHit> {
    let table = &*TABLE;
    // Most lines begin like no label, and can't be a damaged one either.
    let mut line_skeleton = Skeleton::begun(line);
    if line_skeleton.is_empty() {
        return None;
    }
    let (from, to) = table.bucket[line_skeleton.slot()];
    let heads = &table.heads[usize::from(from)..usize::from(to)];
    let like = heads
        .iter()
        .position(|(head, _)| line_skeleton.begins_like(*head));
    let candidate = if look_through_damage {
        candidate_end(line)
    } else {
        None
    };
    if like.is_none() && candidate.is_none() {
        return if look_through_damage {
            shredded(line)
        } else {
            None
        };
    }
    line_skeleton.finish(line);
    let mut known = false;
    for (head, form) in &heads[like.unwrap_or(heads.len())..] {
        if !line_skeleton.begins_like(*head) {
            continue;
        }
        let form = &table.forms[usize::from(*form)];
        if !line_skeleton.starts_with(&form.skeleton) {
            continue;
        }
        let end = line_skeleton.end_of(form.skeleton.len());
        let Some(end) = end_of_word(line, end) else {
            continue;
        };
        let exact = skeleton::same_letters(&line[..end], form.text);
        if !exact && form.skeleton.len() < 5 {
            continue;
        }
        if let Some(hit) = judge(line, end, form, exact) {
            return Some(hit);
        }
        known |= exact;
    }
    // A right form that is no label here is no damaged form of another either.
    if known || !look_through_damage {
        return None;
    }
    candidate
        .and_then(|end| damaged(line, end, &line_skeleton, table))
        .or_else(|| shredded(line))
}

/// Where a label that ends at `end` ends, its closing parenthesis or point included; none when a
/// word goes on there.
fn end_of_word(line: &str, end: usize) -> Option<usize> {
    let rest = &line[end..];
    let closing = rest
        .bytes()
        .take_while(|b| matches!(b, b')' | b'.'))
        .count();
    let next = rest[closing..].chars().next();
    // "E-mail" is no "E", "Project's" no "Project".
    let goes_on = next.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(c, '\'' | '’' | '@' | '&')
            || (matches!(c, '-' | '/') && rest[closing + 1..].starts_with(char::is_alphanumeric))
    });
    (!goes_on).then_some(end + closing)
}

fn judge(line: &str, end: usize, form: &Form, exact: bool) -> Option<LabelHit> {
    let tail = &line[end..];
    let after_blank = tail.trim_start();
    // The rule of a table stands for a colon: "Onderwerp | Uitnodiging".
    let rest = after_blank.trim_start_matches([':', '|', ';', ' ']);
    let signs = &after_blank[..after_blank.len() - rest.len()];
    let colon = signs.contains([':', '|']) || exact && !signs.is_empty();
    let rest = if colon {
        rest.trim_start()
    } else {
        after_blank
    };
    let alone = !rest.contains(char::is_alphanumeric) && !rest.contains(['☒', '☐', '@']);
    let gap = tail.len() - after_blank.len() >= 3 || tail.starts_with('\t');
    let initial_lower = exact && line.trim_start().starts_with(char::is_lowercase);
    let stop = line[..end].ends_with('.') && !form.text.ends_with('.');
    let sure = match form.needs {
        _ if colon => true,
        Needs::Colon => false,
        // A lower-case word on a line of its own is the end of a paragraph rather than a label.
        Needs::Value | Needs::Alone if alone => {
            !(initial_lower && form.label != Label::NoteKind || stop)
        }
        // In capitals it stands apart from whatever shares its line.
        Needs::Alone => {
            form.label == Label::NoteKind
                && (plausible::more_kinds(rest) || !line[..end].contains(char::is_lowercase))
        }
        Needs::Nothing => alone || !initial_lower || plausible::value(form.label, rest),
        Needs::Value => !initial_lower && (gap || plausible::value(form.label, rest)),
    };
    sure.then(|| LabelHit {
        label: form.label,
        len: if alone {
            line.len()
        } else {
            line.len() - rest.len()
        },
        exact,
        colon,
        alone,
        form: form.text,
    })
}

/// A form within a small edit distance of the first words of the line. Only where those words are
/// the whole line, or a colon or a digit follows: a label's surroundings.
fn damaged(line: &str, end: usize, whole: &Skeleton, table: &Table) -> Option<LabelHit> {
    let length = whole.letters_before(end);
    if length < 5 {
        return None;
    }
    let mask = whole.mask_of_first(length);
    let mut likely = table.fuzzy[length]
        .iter()
        .filter(|(form, _)| mask.may_be_near(*form))
        .map(|&(_, i)| &table.forms[usize::from(i)])
        .peekable();
    likely.peek()?;
    let candidate = whole.prefix(length);
    let form = likely
        .filter(|f| candidate.near(&f.skeleton))
        .min_by_key(|f| candidate.distance(&f.skeleton))?;
    judge(line, end, form, false)
        .filter(|hit| hit.alone || hit.colon || plausible::value(hit.label, &line[hit.len..]))
}

/// What a scan leaves of "Ons kenmerk" where two columns met: "ons k y".
fn shredded(line: &str) -> Option<LabelHit> {
    let rest = line.trim();
    if !matches!(rest.as_bytes().first(), Some(b'o' | b'O')) {
        return None;
    }
    let rest = rest[1..].strip_prefix("ns k")?;
    (rest.len() <= 5 && !rest.starts_with(char::is_alphabetic)).then_some(LabelHit {
        label: Label::Reference,
        len: line.len(),
        exact: false,
        colon: false,
        alone: true,
        form: "ons kenmerk",
    })
}

/// Up to the colon, the first digit-led word, or the end of a short line.
fn candidate_end(line: &str) -> Option<usize> {
    const LONGEST: usize = 26;
    let bytes = line.as_bytes();
    let mut before = b' ';
    for (i, &b) in bytes.iter().enumerate().take(LONGEST) {
        match b {
            b':' => return Some(i),
            b'|' if before == b' ' && i > 4 => return Some(line[..i].trim_end().len()),
            b'0'..=b'9' | b'+' if before == b' ' && i > 4 => {
                return Some(line[..i].trim_end().len());
            }
            b'A'..=b'Z' if before == b' ' && i > 4 && has_figure(&line[i..]) => {
                return Some(line[..i].trim_end().len());
            }
            _ => before = b,
        }
    }
    (bytes.len() <= LONGEST).then(|| line.trim_end().len())
}

/// Whether the first word has a figure in it: a reference, not a word.
fn has_figure(text: &str) -> bool {
    text.bytes()
        .take_while(|b| *b != b' ')
        .any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests;
