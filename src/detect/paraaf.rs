//! The paraaf of a person who is known by name: two letters, where people sign.
//!
//! Two letters may be anything, so they count only where they stand alone on a line, beside a
//! person, or behind the word "paraaf".

use std::collections::BTreeSet;

use super::parts::Parts;
use super::scan::{Words, word};
use crate::lexicon::words::is_word;
use crate::model::{CleanSpan, EvidenceSource, Finding, Kind, RuleId};

pub(super) const RULE: RuleId = RuleId::fixed("document/paraaf", EvidenceSource::Mention);
/// How far behind the word "paraaf" letters may stand, in bytes.
const REACH: usize = 40;

/// Notes the two letters by which a person signs, in capitals.
pub(super) fn note(words: &Words, parts: &Parts, out: &mut BTreeSet<String>) {
    let family = parts.surnames.first().and_then(|s| s.chars().next());
    let (Some(given), Some(family)) = (parts.letter(), family) else {
        return;
    };
    let form: String = [given, family]
        .iter()
        .flat_map(|c| c.to_uppercase())
        .collect();
    let taken = words.flags(&form) & (word::ORGANISATION | word::OFFICE | word::PLACE) != 0
        || matches!(
            &*form,
            "NL" | "EU" | "TK" | "EK" | "OR" | "SG" | "DG" | "PM" | "MP" | "MR"
        );
    if form.is_ascii() && form.len() == 2 && !taken {
        out.insert(form);
    }
}

/// Where these letters stand as people sign.
pub(super) fn places(letters: &BTreeSet<String>, text: &str, found: &[Finding]) -> Vec<CleanSpan> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for at in 0..bytes.len().saturating_sub(1) {
        let two = [bytes[at], bytes[at + 1]];
        let upper = two.iter().all(u8::is_ascii_uppercase);
        if !upper && !two.iter().all(u8::is_ascii_lowercase) {
            continue;
        }
        let edge = |b: Option<&u8>| b.is_none_or(|b| matches!(b, b' ' | b'\n'));
        let before = at.checked_sub(1).map(|i| &bytes[i]);
        if !edge(before) || !edge(bytes.get(at + 2)) {
            continue;
        }
        let form = two.map(|b| b.to_ascii_uppercase());
        let known = std::str::from_utf8(&form).is_ok_and(|f| letters.contains(f));
        if known && signs(text, at, upper, found) {
            out.push(CleanSpan::new(at, at + 2));
        }
    }
    out
}

/// Whether two letters at a place are a paraaf.
fn signs(text: &str, at: usize, upper: bool, found: &[Finding]) -> bool {
    let (before, after) = (&text[..at], &text[at + 2..]);
    if !upper && is_word(&text[at..at + 2]) {
        return false;
    }
    let alone = (before.is_empty() || before.ends_with('\n'))
        && (after.is_empty() || after.starts_with('\n'));
    let from = before.floor_char_boundary(at.saturating_sub(REACH));
    let line = before[from..].rsplit('\n').next().unwrap_or_default();
    if alone || line.to_lowercase().contains("paraaf") {
        return true;
    }
    let near = found.partition_point(|f| (f.span.end as usize) + 1 < at);
    upper
        && found[near.saturating_sub(1)..].iter().take(4).any(|f| {
            let person = matches!(f.kind, Kind::Person | Kind::Signature);
            let (start, end) = (f.span.start as usize, f.span.end as usize);
            person && (end + 1 == at && before.ends_with(' '))
                || person && start == at + 3 && after.starts_with(' ')
        })
}
