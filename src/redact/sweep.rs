//! A value that is redacted in one place is redacted in every place of the document.

use super::{PartPlan, Plan, Policy, resolve};
use crate::matching::Needles;
use crate::model::{Action, Clean, CleanSpan, CleanText, Finding};

/// The rule that such findings carry.
const RULE: &str = "sweep/same-value";

/// Adds to the plan every other mention of what it redacts.
pub(super) fn sweep(clean: &Clean, plan: &mut Plan, policy: &Policy) {
    let needles = Needles::new(plan.needles(clean));
    if needles.is_empty() {
        return;
    }
    for (text, part) in [
        (&clean.body, &mut plan.body),
        (&clean.colofon, &mut plan.colofon),
    ] {
        let found = unplanned(text, part, &needles);
        resolve::add(&text.text, part, &found, policy);
    }
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
