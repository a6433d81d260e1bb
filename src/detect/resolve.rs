//! Settles what findings say of the same place.
//!
//! The more confident of a finding that stays and one that goes wins; on a tie it goes.
//! A name that reaches beyond what stays is no part of it, unless what stays is surer.

use crate::model::{Action, Finding};

/// The findings without contradictions, in order.
pub(super) fn resolve(findings: Vec<Finding>) -> Vec<Finding> {
    let (keeps, mut goes): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|f| f.action == Action::Keep);
    let keeps = outermost(keeps);
    let mut lost = vec![false; keeps.len()];
    goes.retain(|f| survives(f, &keeps, &mut lost));
    let mut lost = lost.into_iter();
    let mut out: Vec<Finding> = keeps
        .into_iter()
        .filter(|_| !lost.next().unwrap_or(false))
        .collect();
    out.extend(without_weaker(goes));
    out.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    out
}

/// The findings in order, less those that are part of another one of the same rule.
pub(super) fn without_parts(findings: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        while out
            .last()
            .is_some_and(|l| l.rule == finding.rule && finding.span.covers(l.span))
        {
            out.pop();
        }
        let part = out
            .iter()
            .rev()
            .take(6)
            .any(|o| o.rule == finding.rule && o.span.covers(finding.span));
        if !part {
            out.push(finding);
        }
    }
    out
}

/// The findings that go, less those that a finding at least as sure covers.
fn without_weaker(goes: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(goes.len());
    for f in goes {
        while out
            .last()
            .is_some_and(|l| f.span.covers(l.span) && f.confidence > l.confidence)
        {
            out.pop();
        }
        let covered = out
            .iter()
            .rev()
            .take(6)
            .any(|o| o.span.covers(f.span) && o.confidence >= f.confidence);
        if !covered {
            out.push(f);
        }
    }
    out
}

/// Of kept spans that overlap, the surer one, and of two equally sure ones the longer:
/// the rest are disjoint and in order.
fn outermost(keeps: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(keeps.len());
    for keep in keeps {
        let mut beaten = false;
        while let Some(last) = out.last() {
            if !last.span.overlaps(keep.span) {
                break;
            }
            let stronger = (keep.confidence, keep.span.len()) > (last.confidence, last.span.len());
            if !stronger {
                beaten = true;
                break;
            }
            out.pop();
        }
        if !beaten {
            out.push(keep);
        }
    }
    out
}

/// Whether something that goes outlives what stays around it; marks the kept spans it beats.
fn survives(finding: &Finding, keeps: &[Finding], lost: &mut [bool]) -> bool {
    let from = keeps.partition_point(|k| k.span.end <= finding.span.start);
    let over = keeps[from..]
        .iter()
        .take_while(|k| k.span.start < finding.span.end);
    if over.clone().any(|k| k.confidence > finding.confidence) {
        return false;
    }
    for (i, _) in over.enumerate() {
        lost[from + i] = true;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CleanSpan, Kind};

    fn finding(start: usize, end: usize, action: Action, confidence: f32) -> Finding {
        Finding {
            span: CleanSpan::new(start, end),
            kind: Kind::Person,
            action,
            ground: None,
            rule: "t/t".into(),
            confidence,
            entity: None,
        }
    }

    #[test]
    fn the_surer_one_wins_and_a_tie_is_redacted() {
        use Action::{Keep, Redact};
        let kept = resolve(vec![finding(0, 9, Keep, 0.97), finding(4, 9, Redact, 0.9)]);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].action, Keep);
        for confidence in [0.97, 0.99] {
            let gone = resolve(vec![
                finding(0, 9, Keep, 0.97),
                finding(4, 9, Redact, confidence),
            ]);
            assert_eq!(gone.len(), 1);
            assert_eq!(gone[0].action, Redact);
        }
    }

    #[test]
    fn what_does_not_overlap_stays_untouched() {
        let both = vec![
            finding(0, 4, Action::Keep, 0.5),
            finding(4, 9, Action::Redact, 0.9),
        ];
        assert_eq!(resolve(both.clone()), both);
    }
}
