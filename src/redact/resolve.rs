//! Many findings to one decision for every character.
//!
//! Overlapping redactions are united, never skipped: with overlaps skipped,
//! "Jan Jansen" + "Jansen de Vries" would leave "de Vries".

use super::{PartPlan, Policy, Redaction, Told};
use crate::model::{Action, CleanSpan, Finding, Kind, combined, note};

/// Decides over the findings of one part.
pub(super) fn resolve(text: &str, findings: Vec<Finding>, policy: &Policy) -> PartPlan {
    let mut takes = Vec::new();
    let mut keeps = Vec::new();
    for mut finding in findings {
        if finding.span.is_empty() {
            continue;
        }
        finding.action = policy.action(finding.kind, finding.action);
        match finding.action {
            Action::Keep => keeps.push(finding),
            Action::Redact if finding.combined() < policy.min_confidence => {}
            Action::Redact | Action::Review => takes.push(finding),
        }
    }
    sort(&mut takes);
    sort(&mut keeps);
    takes.retain(|take| match protector(take, &mut keeps) {
        Some(keep) => {
            keep.hear(take);
            false
        }
        None => true,
    });
    let mut redactions = Vec::new();
    unite(text, &takes, policy, &mut redactions);
    keeps.dedup_by(|b, a| {
        let same = a.span == b.span && a.kind == b.kind;
        if same {
            a.hear(b);
        }
        same
    });
    let mut plan = PartPlan {
        redactions,
        kept: keeps,
    };
    drop_hit_keeps(&mut plan);
    plan
}

/// Adds more redactions to a plan: they overrule what was kept.
pub(super) fn add(text: &str, plan: &mut PartPlan, takes: &[Finding], policy: &Policy) {
    if takes.is_empty() {
        return;
    }
    unite(text, takes, policy, &mut plan.redactions);
    plan.redactions.sort_by_key(|r| r.span);
    plan.redactions.dedup_by(|b, a| {
        let overlap = b.span.start < a.span.end;
        if overlap {
            a.join(b, true);
        }
        overlap
    });
    drop_hit_keeps(plan);
}

/// What is redacted, if only in part, is not listed as kept.
fn drop_hit_keeps(plan: &mut PartPlan) {
    let redactions = &mut plan.redactions;
    plan.kept.retain(|keep| {
        let from = redactions.partition_point(|r| r.span.end <= keep.span.start);
        match redactions.get_mut(from) {
            Some(r) if r.span.start < keep.span.end => {
                r.hear(keep);
                false
            }
            _ => true,
        }
    });
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (a.span, a.action, &a.rule)
            .cmp(&(b.span, b.action, &b.rule))
            .then(b.confidence.total_cmp(&a.confidence))
    });
}

/// What is surer that this stays, if anything: it must cover the finding wholly.
fn protector<'k>(take: &Finding, keeps: &'k mut [Finding]) -> Option<&'k mut Finding> {
    // Keeps are short, so those that could cover the finding start not far before it.
    const REACH: u32 = 4096;
    let from = keeps.partition_point(|k| k.span.start + REACH < take.span.start);
    keeps[from..]
        .iter_mut()
        .take_while(|k| k.span.start <= take.span.start)
        .find(|k| {
            // What is redacted already holds nothing any more, however it looks.
            let gone = k.kind == Kind::ExistingRedaction && k.span.covers(take.span);
            gone || k.span.covers(take.span) && k.confidence > take.confidence
        })
}

/// Appends the union of `takes`, which are in order; what overlaps or belongs together becomes one.
fn unite(text: &str, takes: &[Finding], policy: &Policy, out: &mut Vec<Redaction>) {
    let first = out.len();
    for take in takes {
        let span = with_genitive(text, take.kind, trimmed(text, take.span));
        if span.is_empty() {
            continue;
        }
        match out[first..].last_mut() {
            Some(last) if belong_together(text, last, take, span) => {
                let overlap = last.span.end > span.start;
                last.join(&mut redaction(take, span, policy), overlap);
            }
            _ => out.push(redaction(take, span, policy)),
        }
    }
}

/// Overlapping, or two pieces of one person with only a blank or a hyphen between them.
fn belong_together(text: &str, last: &Redaction, take: &Finding, span: CleanSpan) -> bool {
    if last.span.end > span.start {
        return true;
    }
    let between = &text[last.span.end as usize..span.start as usize];
    last.kind == take.kind
        && !(last.entity.is_some() && take.entity.is_some() && last.entity != take.entity)
        && !between.contains('\n')
        && (between.chars().all(|c| c == ' ' || c == '-' || c == '.')
            || take.kind == Kind::Person && NOBLE.contains(&between.trim()))
}

/// What stands between first name and surname of some, in small letters.
const NOBLE: [&str; 7] = [
    "baron",
    "barones",
    "graaf",
    "gravin",
    "ridder",
    "jonkheer",
    "jonkvrouw",
];

fn redaction(take: &Finding, span: CleanSpan, policy: &Policy) -> Redaction {
    Redaction {
        span,
        kind: take.kind,
        action: take.action,
        ground: policy.ground(take.kind, take.ground.as_deref()),
        rule: take.rule.clone(),
        confidence: take.combined(),
        entity: take.entity,
        pseudonym: None,
        evidence: take.all_evidence(),
        told: Told {
            rule: take.rule.clone(),
            confidence: take.confidence,
        },
    }
}

impl Redaction {
    /// Becomes one with another; where they overlap they speak of the same value.
    fn join(&mut self, other: &mut Self, overlap: bool) {
        let span = self.span.unite(other.span);
        if other.confidence > self.confidence {
            std::mem::swap(self, other);
        }
        self.span = span;
        self.entity = self.entity.or(other.entity);
        for e in other.evidence.drain(..) {
            note(&mut self.evidence, e);
        }
        if overlap {
            self.weigh();
        }
    }

    /// Notes what was kept here.
    fn hear(&mut self, keep: &Finding) {
        for e in keep.all_evidence() {
            note(&mut self.evidence, e);
        }
        self.weigh();
    }

    pub(super) fn weigh(&mut self) {
        self.confidence = combined(&self.evidence, self.kind, self.action);
    }
}

/// A redaction neither starts nor ends with a blank: that would show in the text around it.
fn trimmed(text: &str, span: CleanSpan) -> CleanSpan {
    let inside = &text[span.range()];
    let start = span.start as usize + (inside.len() - inside.trim_start().len());
    CleanSpan::new(start, start + inside.trim().len())
}

/// A name with the letters behind it that make it a genitive: "Jans auto", "Fatimas brief".
fn with_genitive(text: &str, kind: Kind, span: CleanSpan) -> CleanSpan {
    let end = span.end as usize;
    let rest = &text.as_bytes()[end..];
    let goes_on = rest
        .get(1)
        .is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    let word = text[..end].ends_with(char::is_alphabetic);
    if kind == Kind::Person && word && rest.first() == Some(&b's') && !goes_on {
        CleanSpan::new(span.start as usize, end + 1)
    } else {
        span
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EvidenceSource, RuleId};

    fn finding(start: usize, end: usize, action: Action, confidence: f32) -> Finding {
        let kind = if action == Action::Keep {
            Kind::OfficeHolder
        } else {
            Kind::Person
        };
        let rule = RuleId::fixed("test/rule", EvidenceSource::Context);
        Finding::new(CleanSpan::new(start, end), kind, action, rule, confidence)
    }

    fn redacted(text: &str, findings: Vec<Finding>) -> Vec<&str> {
        let plan = resolve(text, findings, &Policy::default());
        plan.redactions
            .iter()
            .map(|r| &text[r.span.range()])
            .collect()
    }

    #[test]
    fn overlapping_findings_are_united() {
        let text = "Jan Jansen de Vries belt";
        let two = vec![
            finding(0, 10, Action::Redact, 0.9),
            finding(4, 19, Action::Redact, 0.8),
        ];
        assert_eq!(redacted(text, two), ["Jan Jansen de Vries"]);
    }

    #[test]
    fn a_surer_keep_protects_what_it_covers_and_nothing_more() {
        let text = "minister Bos en Bos de Wit";
        let keep = finding(0, 12, Action::Keep, 0.95);
        assert!(
            redacted(
                text,
                vec![keep.clone(), finding(9, 12, Action::Redact, 0.7)]
            )
            .is_empty()
        );
        assert_eq!(
            redacted(
                text,
                vec![keep.clone(), finding(9, 19, Action::Redact, 0.7)]
            ),
            ["Bos en Bos"]
        );
        assert_eq!(
            redacted(text, vec![keep, finding(9, 12, Action::Redact, 0.99)]),
            ["Bos"]
        );
    }

    #[test]
    fn a_label_that_stands_in_the_document_is_not_redacted_again() {
        let text = "art. 10.2.e @provincie.example";
        let label = Finding {
            kind: Kind::ExistingRedaction,
            ..finding(0, 11, Action::Keep, 0.5)
        };
        assert!(redacted(text, vec![label, finding(5, 11, Action::Redact, 0.99)]).is_empty());
    }

    #[test]
    fn two_pieces_of_a_name_get_one_label() {
        let text = "Jan Jansen";
        let two = vec![
            finding(0, 3, Action::Redact, 0.9),
            finding(4, 10, Action::Redact, 0.9),
        ];
        assert_eq!(redacted(text, two), ["Jan Jansen"]);
    }

    #[test]
    fn a_genitive_goes_with_its_name() {
        let of = |text, end| redacted(text, vec![finding(0, end, Action::Redact, 0.9)]);
        assert_eq!(of("Jans auto", 3), ["Jans"]);
        assert_eq!(of("Jan's auto", 3), ["Jan"]);
        assert_eq!(of("Janssen belt", 3), ["Jan"]);
    }

    #[test]
    fn a_noble_title_inside_a_name_goes_with_it() {
        let two = vec![
            finding(0, 4, Action::Redact, 0.9),
            finding(11, 16, Action::Redact, 0.9),
        ];
        assert_eq!(redacted("Otto baron Wiltz", two), ["Otto baron Wiltz"]);
    }

    #[test]
    fn doubtful_findings_are_left_but_review_is_not() {
        assert!(redacted("Jansen", vec![finding(0, 6, Action::Redact, 0.2)]).is_empty());
        assert_eq!(
            redacted("Jansen", vec![finding(0, 6, Action::Review, 0.2)]),
            ["Jansen"]
        );
    }
}
