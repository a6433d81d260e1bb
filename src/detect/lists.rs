//! An organisation's own lists: whom to redact always, and whom to leave always.

use super::dossier;
use super::entities::mention;
use super::parts::{Known, folded};
use super::scan::{Words, word};
use super::terms::{Care, Terms, begins_sentence, part_of_firm};
use crate::lexicon::words::is_known;
use crate::matching::{Needle, Needles};
use crate::model::{Action, CleanSpan, EvidenceSource, Finding, Kind, RuleId};

const REDACT: RuleId = RuleId::fixed("lijst/altijd-lakken", EvidenceSource::Context);
const KEEP: RuleId = RuleId::fixed("lijst/altijd-houden", EvidenceSource::Context);
/// Surer than anything but a list.
const FULL: f32 = 0.998;
const KEPT: f32 = 0.999;
/// Part of a name: others may be called so.
const PART: f32 = 0.95;

/// Two lists of names, ready to be sought.
pub(super) struct Lists {
    /// Names to redact, in full.
    redact: Needles,
    /// Their parts, and how they may be misread.
    parts: Terms,
    /// Names to keep, in all their forms.
    keep: Needles,
}

impl Lists {
    pub fn new(words: &Words, redact: &[String], keep: &[String]) -> Self {
        let mut known = Known::new(words);
        let mut values = Vec::new();
        let mut parts = Terms::default();
        for name in redact {
            values.push(as_listed(words, name));
            if name.contains('@') {
                parts.add_local_part(words, name.split('@').next().unwrap_or(name));
            } else if let Some(p) = known.parts_once(name) {
                dossier::full_forms(words, p, &mention::read(words, name), &mut values);
                parts.add_name(words, p, false);
            }
        }
        parts.settle();
        let mut kept = Vec::new();
        for name in keep {
            kept.push(as_listed(words, name));
            let mention = mention::read(words, name);
            if let Some(p) = known.parts(name)
                && mention.is_full()
            {
                dossier::full_forms(words, p, &mention, &mut kept);
                let family = format!("{} {}", p.prefixes, p.surnames.join(" "));
                let family = family.trim();
                kept.push(Needle::as_written(Kind::Person, &capitalised(family)));
                kept.push(Needle::as_written(Kind::Person, family));
            }
        }
        Self {
            redact: Needles::new(values),
            parts,
            keep: Needles::new(kept),
        }
    }

    /// The names to redact, as the leak check seeks them.
    pub fn values(&self) -> &Needles {
        &self.redact
    }

    /// Adds what the lists say of a text: redacting goes before keeping, and both before rules.
    pub fn seek(&self, text: &str, found: &mut Vec<Finding>) {
        let mut gone: Vec<CleanSpan> = Vec::new();
        let mut new: Vec<Finding> = Vec::new();
        self.redact.find(text, |_, range| {
            let span = CleanSpan::new(range.start, range.end);
            gone.push(span);
            new.push(Finding::new(
                span,
                Kind::Person,
                Action::Redact,
                REDACT,
                FULL,
            ));
            true
        });
        let mut kept: Vec<CleanSpan> = Vec::new();
        self.keep.find(text, |_, range| {
            let span = CleanSpan::new(range.start, range.end);
            let over = gone.partition_point(|g| g.end <= span.start);
            let overruled = gone[over.saturating_sub(4)..]
                .iter()
                .take_while(|g| g.start < span.end)
                .any(|g| g.overlaps(span));
            if !overruled {
                kept.push(span);
            }
            true
        });
        outermost(&mut kept);
        found.retain(|f| f.action == Action::Keep || !covered(&kept, f.span));
        new.extend(kept.iter().map(|&span| {
            let kind = if text[span.range()].contains(' ') {
                Kind::OfficeHolder
            } else {
                Kind::NameInName
            };
            Finding::new(span, kind, Action::Keep, KEEP, KEPT)
        }));
        found.append(&mut new);
        found.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        let mut parts = Vec::new();
        self.parts.find(text, |range, care| {
            let doubtful = part_of_firm(text, range.start, range.end)
                || (care == Care::Inside && begins_sentence(text, range.start));
            if !doubtful {
                parts.push((CleanSpan::new(range.start, range.end), REDACT, PART));
            }
        });
        dossier::add(found, parts);
    }
}

/// A name as it stands in a list: in any form, unless it is a word or so short that others may
/// look like it.
fn as_listed(words: &Words, name: &str) -> Needle {
    let lone = !name.contains(' ');
    let flags = words.flags(name);
    let ordinary = flags & word::ORDINARY != 0 || is_known(&folded(name));
    if name.chars().filter(|c| c.is_alphanumeric()).count() < 5 || (lone && ordinary) {
        Needle::as_written(Kind::Person, name)
    } else {
        Needle::any_form(Kind::Person, name)
    }
}

/// Leaves out the spans that lie within others.
fn outermost(spans: &mut Vec<CleanSpan>) {
    spans.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    let mut end = 0;
    spans.retain(|s| {
        let inside = s.end <= end;
        end = end.max(s.end);
        !inside
    });
}

/// Whether one of the spans, which are in order, covers a place.
fn covered(spans: &[CleanSpan], place: CleanSpan) -> bool {
    let after = spans.partition_point(|s| s.start <= place.start);
    spans[..after].last().is_some_and(|s| s.covers(place))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
