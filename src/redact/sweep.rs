//! A value that is redacted in one place is redacted in every place of the document.

use super::{PartPlan, Plan, Policy, resolve};
use crate::matching::{Needle, Needles, folded, needles_of, surname};
use crate::model::{Action, Clean, CleanSpan, CleanText, EvidenceSource, Finding, Kind, RuleId};
use std::collections::BTreeMap;
use std::ops::Range;

/// The rule that such findings carry.
const RULE: RuleId = RuleId::fixed("sweep/same-value", EvidenceSource::Mention);

/// Two pieces of a name that grow together make a new value to seek; growing ends soon.
const ROUNDS: usize = 5;

/// Adds to the plan every other mention of what it redacts, and notes what was sought.
pub(super) fn sweep(clean: &Clean, plan: &mut Plan, known: &[&Needles], policy: &Policy) {
    for _ in 0..ROUNDS {
        plan.values = values(clean, plan);
        let own = Needles::new(plan.values.clone());
        let mut needles = vec![&own];
        needles.extend_from_slice(known);
        let mut more = false;
        for (text, part) in parts(clean, plan) {
            let found = unplanned(text, part, &needles);
            more |= !found.is_empty();
            resolve::add(&text.text, part, &found, policy);
        }
        if !more {
            return;
        }
    }
    plan.values = values(clean, plan);
}

/// The forms in which the redacted values are sought.
fn values(clean: &Clean, plan: &mut Plan) -> Vec<Needle> {
    let mut out = Vec::new();
    for (text, part) in parts(clean, plan) {
        for r in &part.redactions {
            needles_of(r.kind, text.slice(r.span), &mut out);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// How sure a rule is of a value, and what it says is to happen.
type Verdict = (f32, RuleId, Action);

/// Gives every mention of a value the rule that is surest of it: which rule finds which mention
/// depends on the letters of a name, and rules are published.
pub(super) fn settle(clean: &Clean, plan: &mut Plan) {
    let mut surest: BTreeMap<(Kind, Vec<u8>), Verdict> = BTreeMap::new();
    for (text, part) in parts(clean, plan) {
        for r in &part.redactions {
            let value = text.slice(r.span);
            let family = (r.kind == Kind::Person).then(|| surname(value)).flatten();
            for form in [Some(value), family].into_iter().flatten() {
                let known = surest
                    .entry((r.kind, folded(form)))
                    .or_insert((0.0, RULE, r.action));
                if (r.told.confidence, &r.told.rule) > (known.0, &known.1) {
                    *known = (r.told.confidence, r.told.rule.clone(), r.action);
                }
            }
        }
    }
    for (text, part) in parts(clean, plan) {
        for r in &mut part.redactions {
            if let Some((confidence, rule, action)) =
                surest.get(&(r.kind, folded(text.slice(r.span))))
            {
                r.told.confidence = *confidence;
                r.told.rule.clone_from(rule);
                r.action = *action;
            }
        }
    }
}

fn parts<'a>(clean: &'a Clean, plan: &'a mut Plan) -> [(&'a CleanText, &'a mut PartPlan); 2] {
    [
        (&clean.body, &mut plan.body),
        (&clean.colofon, &mut plan.colofon),
    ]
}

/// The mentions that neither a redaction nor a keep covers.
fn unplanned(text: &CleanText, part: &PartPlan, needles: &[&Needles]) -> Vec<Finding> {
    let mut covered: Vec<CleanSpan> = part.redactions.iter().map(|r| r.span).collect();
    covered.extend(part.kept.iter().map(|k| k.span));
    covered.sort_unstable();
    let mut out = Vec::new();
    let mut seek = |from: usize, to: usize| {
        let mut note = |needle: &Needle, range: Range<usize>| {
            let span = CleanSpan::new(from + range.start, from + range.end);
            if !covers(&covered, span) {
                out.push(finding(needle.kind, span));
            }
            true
        };
        let piece = &text.text[from..to];
        needles.iter().for_each(|n| n.find(piece, &mut note));
    };
    seek(0, text.text.len());
    for (from, to) in freed(&text.text, part) {
        seek(from, to);
    }
    out.sort_by_key(|f| f.span);
    out
}

/// The texts beside a redaction that goes on as a word: "00Jansen" is no name, but behind the
/// label of what ends in "00" it is.
fn freed(text: &str, part: &PartPlan) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    let ends = part
        .redactions
        .iter()
        .map(|r| r.span.range())
        .chain(std::iter::once(text.len()..text.len()));
    for range in ends {
        let left = from > 0 && text[from..].starts_with(char::is_alphanumeric);
        let right =
            range.start < text.len() && text[..range.start].ends_with(char::is_alphanumeric);
        if from < range.start && (left || right) {
            out.push((from, range.start));
        }
        from = range.end;
    }
    out
}

fn finding(kind: Kind, span: CleanSpan) -> Finding {
    Finding::new(span, kind, Action::Redact, RULE, 0.95)
}

fn covers(sorted: &[CleanSpan], span: CleanSpan) -> bool {
    // Kept spans may nest, but none is long: looking back a little finds all that could cover.
    let after = sorted.partition_point(|c| c.start <= span.start);
    sorted[..after].iter().rev().take(8).any(|c| c.covers(span))
}
