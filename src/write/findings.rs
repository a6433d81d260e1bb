//! The lines of `lakmoes detect`: findings by their place in the text that was given.

use crate::model::{Action, Clean, CleanText, Evidence, Kind, Laid, RawSpan, RuleId, Scalars};
use crate::redact::{Plan, Policy};
use serde::Serialize;

/// The findings of one text.
#[derive(Debug, Serialize)]
pub struct FindingsOf<'a> {
    /// The id that came with the text, or the name of its file.
    pub id: &'a serde_json::Value,
    /// In order of position.
    pub findings: Vec<FindingLine>,
}

/// One finding.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FindingLine {
    /// In Unicode scalar values, in the text as given.
    pub start: usize,
    /// One past its end.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// What is to happen.
    pub action: Action,
    /// The ground; none for what stays.
    pub ground: Option<String>,
    /// The rule that found it.
    pub rule: RuleId,
    /// 0 to 1.
    pub confidence: f64,
    /// Which person of this text.
    pub entity: Option<u32>,
    /// What every rule said of the place, the surest first; empty where nobody asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceLine>,
}

/// What one rule said.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EvidenceLine {
    /// The rule.
    pub rule: RuleId,
    /// What it took the place for.
    pub kind: Kind,
    /// What it wanted: `keep` speaks against a redaction.
    pub action: Action,
    /// How sure it was, 0 to 1.
    pub weight: f64,
    /// For what stands elsewhere too: the rule by which it is known there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<RuleId>,
}

impl EvidenceLine {
    fn all(evidence: &[Evidence]) -> Vec<Self> {
        let mut lines: Vec<Self> = evidence
            .iter()
            .map(|e| Self {
                rule: e.rule.clone(),
                kind: e.kind,
                action: e.action,
                weight: rounded(e.weight),
                from: e.from.clone(),
            })
            .collect();
        lines.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.rule.cmp(&b.rule)));
        lines
    }
}

/// Two decimals: more would be false precision.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}

impl FindingLine {
    /// All findings of a plan, in order of position in the raw text.
    #[must_use]
    pub fn all(laid: &Laid, clean: &Clean, plan: &Plan, policy: &Policy) -> Vec<Self> {
        Self::placed(laid, clean, plan, policy)
            .into_iter()
            .map(|(_, line)| Self {
                evidence: Vec::new(),
                ..line
            })
            .collect()
    }

    /// The same, with their places in the raw text and their evidence.
    #[must_use]
    pub fn placed(
        laid: &Laid,
        clean: &Clean,
        plan: &Plan,
        policy: &Policy,
    ) -> Vec<(RawSpan, Self)> {
        let mut found: Vec<(RawSpan, Self)> = Vec::new();
        for (text, plan) in plan.parts(clean) {
            for r in &plan.redactions {
                let line = Self::new(
                    r.kind,
                    r.action,
                    Some(r.ground.clone()),
                    (&r.rule, r.confidence),
                    r.entity,
                    &r.evidence,
                );
                found.extend(places(laid, text, r.span).map(|span| (span, line.clone())));
            }
            for k in &plan.kept {
                let ground = k.ground.as_ref().map(|g| policy.ground(k.kind, Some(g)));
                let line = Self::new(
                    k.kind,
                    Action::Keep,
                    ground,
                    (&k.rule, k.combined()),
                    k.entity,
                    &k.all_evidence(),
                );
                found.extend(places(laid, text, k.span).map(|span| (span, line.clone())));
            }
        }
        found.sort_by(|a, b| (a.0, a.1.action, &a.1.rule).cmp(&(b.0, b.1.action, &b.1.rule)));
        let mut scalars = Scalars::new(&laid.raw);
        found
            .into_iter()
            .map(|(span, line)| (span, line.at(&mut scalars, span)))
            .collect()
    }

    fn new(
        kind: Kind,
        action: Action,
        ground: Option<String>,
        (rule, confidence): (&RuleId, f32),
        entity: Option<u32>,
        evidence: &[Evidence],
    ) -> Self {
        Self {
            start: 0,
            end: 0,
            kind,
            action,
            ground,
            rule: rule.clone(),
            confidence: rounded(confidence),
            entity,
            evidence: EvidenceLine::all(evidence),
        }
    }

    fn at(self, scalars: &mut Scalars<'_>, span: RawSpan) -> Self {
        Self {
            start: scalars.at(span.start as usize),
            end: scalars.at(span.end as usize),
            ..self
        }
    }
}

/// The raw places of a clean span; places that only a line end (and the hyphen before it) separates are one.
pub fn places(
    laid: &Laid,
    text: &CleanText,
    span: crate::model::CleanSpan,
) -> impl Iterator<Item = RawSpan> {
    let mut out: Vec<RawSpan> = Vec::new();
    for place in text.map.to_raw(span) {
        match out.last_mut() {
            Some(last)
                if laid.raw[last.end as usize..place.start as usize]
                    .chars()
                    .all(|c| c.is_whitespace() || c == '-') =>
            {
                *last = last.unite(place);
            }
            _ => out.push(place),
        }
    }
    out.into_iter()
}
