//! Whether a confidence says how often it is right, and what each threshold would give.

use super::tally::{f3, ratio};
use super::{DocumentScore, MentionScore, Outcome};
use serde::Serialize;

/// Where the bins of the calibration begin; the last one ends at 1.
const EDGES: [f32; 9] = [0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98];
/// Thresholds that are tried out.
const THRESHOLDS: [f32; 9] = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95];

/// A redaction, as it was scored.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RedactionScore {
    /// Whether it was taken for a person's name.
    pub person: bool,
    /// How sure it was; 1 where a person decides, whatever the threshold.
    pub confidence: f32,
    /// Whether it touches something personal.
    pub right: bool,
}

/// Redactions of persons of about one confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// From this confidence …
    pub from: f32,
    /// … to below this one.
    pub to: f32,
    /// How many.
    pub redactions: usize,
    /// How many of them are right.
    pub right: usize,
    /// The mean of what they were said to be.
    pub said: f64,
}

/// What a threshold would give for the names of persons.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Threshold {
    /// The least confidence of a redaction.
    pub at: f32,
    /// Mentions of persons, and those fully covered.
    pub mentions: [usize; 2],
    /// Redactions of persons, and those that are right.
    pub spans: [usize; 2],
    /// Share of mentions covered.
    pub recall: Option<f64>,
    /// Share of redactions that are right.
    pub precision: Option<f64>,
    /// Both in one, recall with three times the weight.
    pub f3: Option<f64>,
}

/// The redactions of persons by confidence, the least sure first; empty bins are left out.
#[must_use]
pub fn calibration(documents: &[DocumentScore]) -> Vec<Bin> {
    let mut bins: Vec<Bin> = EDGES
        .iter()
        .enumerate()
        .map(|(n, &from)| Bin {
            from,
            to: EDGES.get(n + 1).copied().unwrap_or(1.0),
            redactions: 0,
            right: 0,
            said: 0.0,
        })
        .collect();
    let persons = documents
        .iter()
        .flat_map(|d| &d.redactions)
        .filter(|r| r.person);
    for r in persons {
        let n = EDGES.partition_point(|e| *e <= r.confidence).max(1) - 1;
        bins[n].redactions += 1;
        bins[n].right += usize::from(r.right);
        bins[n].said += f64::from(r.confidence);
    }
    bins.retain(|b| b.redactions > 0);
    for b in &mut bins {
        b.said /= b.redactions as f64;
    }
    bins
}

/// What each threshold would give. Only what is redacted now is looked at: a threshold below the
/// one in force gives the same as that one.
#[must_use]
pub fn thresholds(documents: &[DocumentScore]) -> Vec<Threshold> {
    let name = |m: &&MentionScore| m.kind == "PERSON" && m.outcome != Outcome::Lost;
    THRESHOLDS
        .iter()
        .map(|&at| {
            let mut mentions = [0; 2];
            let mut spans = [0; 2];
            for d in documents {
                for m in d.mentions.iter().filter(name) {
                    mentions[0] += 1;
                    mentions[1] += usize::from(m.outcome == Outcome::Covered && m.sure >= at);
                }
                let stays = |r: &&RedactionScore| r.person && r.confidence >= at;
                for r in d.redactions.iter().filter(stays) {
                    spans[0] += 1;
                    spans[1] += usize::from(r.right);
                }
            }
            let recall = ratio(mentions[1], mentions[0]);
            let precision = ratio(spans[1], spans[0]);
            Threshold {
                at,
                mentions,
                spans,
                recall,
                precision,
                f3: precision.zip(recall).and_then(|(p, r)| f3(p, r)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{case, found, mention};
    use super::super::{Found, GoldAction, Prediction, score_case};
    use super::*;

    const TEXT: &str = "Anna Vos sprak Piet Bos in Lelystad.";

    fn documents() -> Vec<DocumentScore> {
        let spans = vec![
            mention(TEXT, "PERSON", "Anna Vos", GoldAction::Redact),
            mention(TEXT, "PERSON", "Piet Bos", GoldAction::Redact),
        ];
        let with = |word: &str, confidence| Found {
            confidence,
            ..found(TEXT, word)
        };
        let prediction = Prediction {
            raw_text: TEXT.to_owned(),
            found: vec![
                with("Anna Vos", 0.97),
                with("Piet", 0.97),
                with("Bos", 0.66),
                with("Lelystad", 0.66),
            ],
            ..Prediction::default()
        };
        vec![score_case(&case(TEXT, spans), &Ok(prediction))]
    }

    #[test]
    fn a_bin_tells_what_was_said_and_what_was_right() {
        let bins = calibration(&documents());
        let told: Vec<_> = bins
            .iter()
            .map(|b| (b.from, b.redactions, b.right))
            .collect();
        assert_eq!(told, [(0.6, 2, 1), (0.95, 2, 2)]);
        assert!((bins[0].said - 0.66).abs() < 1e-6);
    }

    #[test]
    fn a_mention_is_covered_up_to_its_least_sure_part() {
        let list = thresholds(&documents());
        let at = |t: f32| {
            let found = list.iter().find(|x| x.at == t).unwrap();
            (found.mentions, found.spans)
        };
        assert_eq!(at(0.6), ([2, 2], [4, 3]));
        assert_eq!(at(0.7), ([2, 1], [2, 2]));
    }
}
