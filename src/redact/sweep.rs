//! A value that is redacted in one place is redacted in every place of the document.

use super::{PartPlan, Plan, Policy, resolve};
use crate::matching::{Needles, folded, needles_of};
use crate::model::{Action, Clean, CleanSpan, CleanText, Finding};
use std::collections::BTreeMap;

/// The rule that such findings carry.
const RULE: &str = "sweep/same-value";

/// Two pieces of a name that grow together make a new value to seek; growing ends soon.
const ROUNDS: usize = 4;

/// Adds to the plan every other mention of what it redacts.
pub(super) fn sweep(clean: &Clean, plan: &mut Plan, policy: &Policy) {
    let mut sought = Vec::new();
    for _ in 0..ROUNDS {
        let values = plan.needles(clean);
        if values == sought {
            break;
        }
        sought.clone_from(&values);
        let needles = Needles::new(values);
        for (text, part) in parts(clean, plan) {
            let found = unplanned(text, part, &needles);
            resolve::add(&text.text, part, &found, policy);
        }
    }
}

/// Gives every mention of a value the rule that is surest of it: which rule finds which mention
/// depends on the letters of a name, and rules are published.
pub(super) fn settle(clean: &Clean, plan: &mut Plan) {
    let mut surest: BTreeMap<Vec<u8>, (f32, String, Action)> = BTreeMap::new();
    let mut forms = Vec::new();
    for (text, part) in parts(clean, plan) {
        for r in &part.redactions {
            needles_of(r.kind, text.slice(r.span), &mut forms);
            for form in forms.drain(..) {
                let known =
                    surest
                        .entry(folded(form.value()))
                        .or_insert((0.0, String::new(), r.action));
                if (r.confidence, &r.rule) > (known.0, &known.1) {
                    *known = (r.confidence, r.rule.clone(), r.action);
                }
            }
        }
    }
    for (text, part) in parts(clean, plan) {
        for r in &mut part.redactions {
            if let Some((confidence, rule, action)) = surest.get(&folded(text.slice(r.span))) {
                r.confidence = *confidence;
                r.rule.clone_from(rule);
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
fn unplanned(text: &CleanText, part: &PartPlan, needles: &Needles) -> Vec<Finding> {
    let mut covered: Vec<CleanSpan> = part
        .redactions
        .iter()
        .map(|r| r.span)
        .chain(part.kept.iter().map(|k| k.span))
        .collect();
    covered.sort_unstable();
    let mut out = Vec::new();
    needles.find(&text.text, |needle, range| {
        let span = CleanSpan::new(range.start, range.end);
        if !covers(&covered, span) {
            let rule = RULE.to_owned();
            out.push(Finding {
                span,
                kind: needle.kind,
                action: Action::Redact,
                ground: None,
                rule,
                confidence: 0.95,
                entity: None,
            });
        }
        true
    });
    out
}

fn covers(sorted: &[CleanSpan], span: CleanSpan) -> bool {
    // Kept spans may nest, but none is long: looking back a little finds all that could cover.
    let after = sorted.partition_point(|c| c.start <= span.start);
    sorted[..after].iter().rev().take(8).any(|c| c.covers(span))
}
