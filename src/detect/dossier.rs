//! Names known from elsewhere: from the other documents of a dossier, or from a list.
//!
//! A full name, or initials and a surname, is that person wherever it stands. A bare surname or
//! given name is only where it is written as a name, and where the document does not speak of an
//! office holder or organisation that is called so.

use std::collections::BTreeSet;
use std::ops::Range;

use super::entities::mention::{self, Mention};
use super::parts::{Known, Parts, folded};
use super::scan::{Words, word};
use super::terms::{Care, Terms, begins_sentence, part_of_firm};
use crate::lexicon::words::is_known;
use crate::matching::{self, Needle, Needles};
use crate::model::{Action, CleanSpan, EvidenceSource, Finding, Kind, RuleId};

const FULL: RuleId = RuleId::fixed("dossier/zelfde-naam", EvidenceSource::Mention);
const BARE: RuleId = RuleId::fixed("dossier/deel-van-naam", EvidenceSource::Mention);
/// The confidence of a name in full, and of a part of one.
const SURE: f32 = 0.95;
const LIKELY: f32 = 0.85;

/// Names of fewer letters and digits are sought as they are written: others may look like them.
const SHORT: usize = 8;

/// Names to seek in every document.
pub struct Dossier {
    full: Needles,
    bare: Terms,
}

impl Dossier {
    /// Prepares names for seeking.
    pub(super) fn new<'n>(words: &Words, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut known = Known::new(words);
        let mut values = Vec::new();
        let mut bare = Terms::default();
        for name in names {
            let Some(parts) = known.parts_once(name) else {
                continue;
            };
            full_forms(words, parts, &mention::read(words, name), &mut values);
            bare.add_bare(words, parts);
        }
        bare.settle();
        let full = Needles::new(values);
        Self { full, bare }
    }

    /// The names in full, as the leak check seeks them.
    #[must_use]
    pub fn values(&self) -> &Needles {
        &self.full
    }

    /// Whether part of a name stands alone in a text, other than where it is kept.
    pub fn touches(&self, text: &str, is_kept: impl Fn(&Range<usize>) -> bool) -> bool {
        let mut hit = false;
        self.bare.find(text, |range, care| {
            hit = hit || (stands(text, &range, care) && !is_kept(&range));
        });
        hit
    }

    /// Adds what stands in a text and is not found or kept already.
    pub(super) fn seek(&self, text: &str, found: &mut Vec<Finding>) {
        let kept: BTreeSet<String> = found
            .iter()
            .filter(|f| f.action == Action::Keep)
            .filter_map(|f| text.get(f.span.range()))
            .flat_map(|t| t.split(|c: char| !c.is_alphanumeric()).map(folded))
            .collect();
        let mut places: Vec<(CleanSpan, RuleId, f32)> = Vec::new();
        self.full.find(text, |_, range| {
            places.push((CleanSpan::new(range.start, range.end), FULL, SURE));
            true
        });
        self.bare.find(text, |range, care| {
            let name = text[range.clone()].rsplit(' ').next().unwrap_or_default();
            if stands(text, &range, care) && !kept.contains(&folded(name)) {
                places.push((CleanSpan::new(range.start, range.end), BARE, LIKELY));
            }
        });
        places.sort_by_key(|(span, ..)| *span);
        add(found, places);
    }
}

/// Adds findings of persons where nothing is kept and nothing found covers them. `places` are in
/// order.
pub(super) fn add(
    found: &mut Vec<Finding>,
    places: impl IntoIterator<Item = (CleanSpan, RuleId, f32)>,
) {
    let mut new = Vec::new();
    let mut at = 0;
    for (span, rule, confidence) in places {
        while found.get(at).is_some_and(|f| f.span.end <= span.start) {
            at += 1;
        }
        let covered = found[at..]
            .iter()
            .take_while(|f| f.span.start < span.end)
            .any(|f| f.span.overlaps(span) && (f.action == Action::Keep || f.span.covers(span)));
        if !covered {
            new.push(Finding::new(
                span,
                Kind::Person,
                Action::Redact,
                rule,
                confidence,
            ));
        }
    }
    if !new.is_empty() {
        found.append(&mut new);
        found.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    }
}

/// Whether a part of a name stands where it can only be a name.
fn stands(text: &str, range: &Range<usize>, care: Care) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if part_of_firm(text, range.start, range.end)
        || before.ends_with('-')
        || after.starts_with('-')
        || after.starts_with('@')
        || after.starts_with('.')
            && after[1..].starts_with(char::is_alphanumeric)
            && !is_file(after)
    {
        return false;
    }
    if care == Care::None {
        return true;
    }
    let begins = begins_sentence(text, range.start);
    if care == Care::Inside && begins {
        return false;
    }
    // Beside another capital it may be part of any other name: a street, a prince, a firm.
    let next_capital = after
        .strip_prefix(' ')
        .is_some_and(|a| a.starts_with(char::is_uppercase));
    let last = before.trim_end_matches(' ');
    let last = &last[last.rfind([' ', '\n']).map_or(0, |i| i + 1)..];
    let article = matches!(
        last,
        "het" | "de" | "een" | "'t" | "’t" | "dit" | "deze" | "dat"
    );
    let capital = before.ends_with(' ') && last.starts_with(char::is_uppercase) && !begins;
    !next_capital && !capital && !article
}

/// Whether what stands behind a name makes it the end of a file's: an extension, not a domain.
fn is_file(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '.');
    let name = format!(
        "x{}",
        after[..end.unwrap_or(after.len())].trim_end_matches('.')
    );
    matching::stem(&name) == "x"
}

/// The forms of a name in full.
pub(super) fn full_forms(words: &Words, parts: &Parts, mention: &Mention, out: &mut Vec<Needle>) {
    if parts.surnames.is_empty() || !mention.is_full() {
        return;
    }
    let mut family = parts.prefixes.clone();
    for surname in &parts.surnames {
        if !family.is_empty() {
            family.push(' ');
        }
        family.push_str(surname);
    }
    let dotted = |letters: &str| {
        letters
            .chars()
            .fold(String::new(), |s, c| s + &format!("{}.", c.to_uppercase()))
    };
    let mut given: Vec<String> = Vec::new();
    given.extend(parts.firsts.first().cloned());
    given.push(parts.firsts.join(" "));
    given.push(dotted(&mention.letters()));
    given.extend(mention.letter().map(|l| dotted(&l.to_string())));
    given.retain(|g| !g.is_empty());
    given.sort_unstable();
    given.dedup();
    let ordinary = parts.surnames.iter().all(|s| {
        let flags = words.flags(s);
        let other = word::ORDINARY | word::PLACE | word::ORGANISATION | word::CALENDAR;
        flags & other != 0 || is_known(&s.to_lowercase())
    });
    let words_only = |given: &str| {
        ordinary && (given.chars().nth(2).is_none() || is_known(&given.to_lowercase()))
    };
    let surnames = parts.surnames.join(" ");
    let mut add = |form: String, initials: bool| {
        let short = matching::folded(&form).len() < SHORT;
        out.push(if short || (ordinary && initials) {
            Needle::as_written(Kind::Person, &form)
        } else {
            Needle::any_form(Kind::Person, &form)
        });
    };
    for g in &given {
        let initials = g.ends_with('.') || words_only(g);
        add(format!("{g} {family}"), initials);
        if parts.prefixes.is_empty() {
            add(format!("{surnames}, {g}"), initials);
        } else {
            add(format!("{surnames}, {g} {}", parts.prefixes), initials);
        }
        if initials {
            add(format!("{g}{family}"), initials);
            add(format!("{} {family}", g.trim_end_matches('.')), initials);
        }
    }
}

/// Whether a name that was found is known well enough to be sought in other documents: in full,
/// or on its own where a list knows it or it is `addressed`.
pub(super) fn is_sure(words: &Words, name: &str, addressed: bool) -> bool {
    let upper = name
        .split_whitespace()
        .next_back()
        .is_some_and(|w| w.chars().any(char::is_uppercase));
    if !upper || name.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '\n' | '{' | '}'))
    {
        return false;
    }
    let mention = mention::read(words, name);
    let listed = |w: &String| words.flags(w) & (word::FIRST | word::SURNAME) != 0;
    let unknown = |w: &String| words.flags(w) == 0 && !is_known(w);
    let long = mention.words().any(|w| w.chars().nth(3).is_some());
    if !long || mention.surnames.iter().any(|s| s.chars().nth(2).is_none()) {
        return false; // what OCR leaves of anything
    }
    if mention.is_full() {
        return mention.words().any(|w| listed(w) || unknown(w));
    }
    mention.words().count() > 0
        && mention
            .words()
            .all(|w| listed(w) || (addressed && unknown(w)))
}

/// Whether a name tells a person from others of one surname.
pub(super) fn is_full(words: &Words, name: &str) -> bool {
    mention::read(words, name).is_full()
}
