//! File and folder names: a name in a path is as much a leak as one in the text.

use super::{PartPlan, Policy, resolve};
use crate::matching::{Needle, Needles, stem};
use crate::model::{Action, CleanSpan, EvidenceSource, Finding, RuleId};

use std::ops::Range;

/// The rule that values of the document carry when found in its name.
const RULE: RuleId = RuleId::fixed("sweep/file-name", EvidenceSource::Mention);

/// A name as detectors should read it: separators as blanks, every byte in its place.
#[must_use]
pub fn spaced(name: &str) -> String {
    name.chars()
        .map(|c| {
            if matches!(c, '_' | '+' | '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

/// What was taken out may free what stood against it; growing ends soon.
const ROUNDS: usize = 5;

/// The plan for a name: what the detectors found in [`spaced`], and the values redacted in documents.
/// Its extension says nothing about anyone.
#[must_use]
pub fn plan_name(
    name: &str,
    findings: Vec<Finding>,
    values: &[&Needles],
    policy: &Policy,
) -> PartPlan {
    let stem = stem(name);
    let inside = findings.into_iter().filter_map(|mut f| {
        let end = (f.span.end as usize).min(stem.len());
        let start = f.span.start as usize;
        f.span = (start < end).then(|| CleanSpan::new(start, end))?;
        Some(f)
    });
    let mut plan = resolve::resolve(name, inside.collect(), policy);
    for _ in 0..ROUNDS {
        let more = found(stem, &plan, values);
        if more.is_empty() {
            break;
        }
        resolve::add(name, &mut plan, &more, policy);
    }
    plan
}

/// The values that stand between what is taken out.
fn found(stem: &str, plan: &PartPlan, values: &[&Needles]) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut from = 0;
    let gaps = plan.redactions.iter().map(|r| r.span.range());
    for gap in gaps.chain(std::iter::once(stem.len()..stem.len())) {
        let piece = stem.get(from..gap.start).unwrap_or_default();
        let mut note = |needle: &Needle, range: Range<usize>| {
            let span = CleanSpan::new(from + range.start, from + range.end);
            out.push(Finding::new(span, needle.kind, Action::Redact, RULE, 0.95));
            true
        };
        values.iter().for_each(|v| v.find(piece, &mut note));
        from = gap.end;
    }
    out.sort_by_key(|f| f.span);
    out
}

#[cfg(test)]
mod tests {
    use super::super::published::redacted_name;
    use super::*;
    use crate::model::Kind;

    #[test]
    fn a_redacted_value_goes_from_the_file_name_in_any_form() {
        let values = Needles::new(vec![Needle::any_form(Kind::Person, "Jan de Waard")]);
        let name = "Brief_jan-de-waard_2024.pdf";
        let plan = plan_name(name, Vec::new(), &[&values], &Policy::default());
        assert_eq!(
            redacted_name(name, &plan, &Policy::default()).as_str(),
            "Brief_[5.1.2e]_2024.pdf"
        );
    }

    #[test]
    fn an_extension_is_never_taken_out() {
        let values = Needles::new(vec![
            Needle::as_written(Kind::Person, "md"),
            Needle::as_written(Kind::Person, "Zo"),
        ]);
        let name = "Zo zit het.md";
        let plan = plan_name(name, Vec::new(), &[&values], &Policy::default());
        assert_eq!(
            redacted_name(name, &plan, &Policy::default()).as_str(),
            "[5.1.2e] zit het.md"
        );
    }
}
