//! Settles what findings say of the same place.
//!
//! The more confident of a finding that stays and one that goes wins; on a tie it goes, unless
//! only the letters look like a name: a minister has a name too. A name that reaches beyond
//! what stays is no part of it, unless what stays is surer. Nothing is forgotten: who wins
//! hears what the others said, as [`Finding::evidence`].

use super::runs;
use crate::model::{Action, EvidenceSource, Finding};

/// The findings without contradictions, in order.
pub(super) fn resolve(text: &str, findings: Vec<Finding>) -> Vec<Finding> {
    let (keeps, goes): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|f| f.action == Action::Keep);
    let mut keeps = outermost(keeps);
    let lost = beaten(&goes, &keeps);
    let mut standing = Vec::with_capacity(goes.len());
    for finding in goes {
        standing.extend(survivor(finding, &mut keeps, &lost));
    }
    let mut lost = lost.into_iter();
    let mut out: Vec<Finding> = keeps
        .into_iter()
        .filter(|_| !lost.next().unwrap_or(false))
        .collect();
    out.extend(without_weaker(runs::part(text, standing)));
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
    for mut f in goes {
        while let Some(last) = out.pop_if(|l| f.span.covers(l.span) && f.confidence > l.confidence)
        {
            f.hear(&last);
        }
        let covering = out
            .iter_mut()
            .rev()
            .take(6)
            .find(|o| o.span.covers(f.span) && o.confidence >= f.confidence);
        match covering {
            Some(covering) => covering.hear(&f),
            None => out.push(f),
        }
    }
    out
}

/// Of kept spans that overlap, the surer one, and of two equally sure ones the longer:
/// the rest are disjoint and in order.
fn outermost(keeps: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(keeps.len());
    for mut keep in keeps {
        let mut beaten = false;
        while let Some(last) = out.last_mut() {
            if !last.span.overlaps(keep.span) {
                break;
            }
            let stronger = (keep.confidence, keep.span.len()) > (last.confidence, last.span.len());
            if !stronger {
                last.hear(&keep);
                beaten = true;
                break;
            }
            keep.hear(last);
            out.pop();
        }
        if !beaten {
            out.push(keep);
        }
    }
    out
}

/// Which of what stays is overruled: by something that goes and that nothing surer holds back.
fn beaten(goes: &[Finding], keeps: &[Finding]) -> Vec<bool> {
    let mut lost = vec![false; keeps.len()];
    for finding in goes {
        let over = over(finding, keeps);
        if !keeps[over.clone()].iter().any(|k| stays(k, finding)) {
            lost[over].fill(true);
        }
    }
    lost
}

/// Something that goes, where nothing that stays holds it back; who stands hears the other.
fn survivor(mut finding: Finding, keeps: &mut [Finding], lost: &[bool]) -> Option<Finding> {
    let over = over(&finding, keeps);
    if let Some(n) = over
        .clone()
        .find(|&n| !lost[n] && stays(&keeps[n], &finding))
    {
        keeps[n].hear(&finding);
        return None;
    }
    for n in over.filter(|&n| lost[n]) {
        finding.hear(&keeps[n]);
    }
    Some(finding)
}

/// Which of what stays overlaps a finding.
fn over(finding: &Finding, keeps: &[Finding]) -> std::ops::Range<usize> {
    let from = keeps.partition_point(|k| k.span.end <= finding.span.start);
    let count = keeps[from..]
        .iter()
        .take_while(|k| k.span.start < finding.span.end)
        .count();
    from..from + count
}

/// Whether what stays is surer than what goes.
fn stays(keep: &Finding, finding: &Finding) -> bool {
    let by_letters = finding.rule.source() == EvidenceSource::Learned;
    keep.confidence > finding.confidence || by_letters && keep.confidence >= finding.confidence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CleanSpan, Kind, RuleId};

    const TEXT: &str = "Wiltvank belt";

    fn by(
        source: EvidenceSource,
        start: usize,
        end: usize,
        action: Action,
        confidence: f32,
    ) -> Finding {
        let rule = match source {
            EvidenceSource::Learned => RuleId::fixed("t/learned", source),
            _ => RuleId::fixed("t/t", source),
        };
        Finding::new(
            CleanSpan::new(start, end),
            Kind::Person,
            action,
            rule,
            confidence,
        )
    }

    fn finding(start: usize, end: usize, action: Action, confidence: f32) -> Finding {
        by(EvidenceSource::Context, start, end, action, confidence)
    }

    #[test]
    fn the_surer_one_wins_and_a_tie_is_redacted() {
        use Action::{Keep, Redact};
        let kept = resolve(
            TEXT,
            vec![finding(0, 9, Keep, 0.97), finding(4, 9, Redact, 0.9)],
        );
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].action, Keep);
        for confidence in [0.97, 0.99] {
            let gone = resolve(
                TEXT,
                vec![finding(0, 9, Keep, 0.97), finding(4, 9, Redact, confidence)],
            );
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
        assert_eq!(resolve(TEXT, both.clone()), both);
    }

    #[test]
    fn a_learned_name_does_not_beat_what_stays_by_a_tie() {
        let learned = by(EvidenceSource::Learned, 4, 9, Action::Redact, 0.9);
        let settled = resolve(TEXT, vec![finding(0, 9, Action::Keep, 0.9), learned]);
        assert_eq!(settled.len(), 1);
        assert_eq!(settled[0].action, Action::Keep);
    }

    #[test]
    fn who_stands_has_heard_what_the_others_said() {
        let learned = by(EvidenceSource::Learned, 0, 9, Action::Redact, 0.8);
        let settled = resolve(
            TEXT,
            vec![
                finding(0, 9, Action::Keep, 0.7),
                learned,
                finding(0, 9, Action::Redact, 0.9),
            ],
        );
        assert_eq!(settled.len(), 1);
        let heard: Vec<_> = settled[0]
            .all_evidence()
            .iter()
            .map(|e| (e.rule.to_string(), e.action))
            .collect();
        assert_eq!(heard.len(), 3, "{heard:?}");
        assert!(heard.contains(&("t/learned".into(), Action::Redact)));
        assert!(heard.contains(&("t/t".into(), Action::Keep)));
    }
}
