//! What the detection of names must reach: each figure beside its target.
//!
//! Clean text and OCR (every other noise level) are told apart: a good sum over both can hide a
//! bad half. Only names count here: mentions of persons, and the redactions of anything.

use super::tally::ratio;
use super::{DocumentScore, MentionScore, Outcome};
use serde::Serialize;
use std::collections::BTreeMap;

/// Origins with fewer mentions say nothing.
const FEWEST: usize = 20;

/// One figure and its target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Goal {
    /// What is measured.
    pub name: String,
    /// The figure, in per cent or points; none where there is nothing to measure.
    pub value: Option<f64>,
    /// The target, in the same unit; none where it is only told.
    pub target: Option<f64>,
    /// Whether the figure should stay below its target, not above it.
    pub at_most: bool,
    /// What it was measured on: "2,431 of 2,488".
    pub counts: String,
}

impl Goal {
    /// Whether the target is reached; none where there is none, or nothing to measure.
    #[must_use]
    pub fn reached(&self) -> Option<bool> {
        let (value, target) = (self.value?, self.target?);
        Some(if self.at_most {
            value <= target
        } else {
            value >= target
        })
    }

    fn share(name: &str, [part, whole]: [usize; 2], target: Option<f64>, at_most: bool) -> Self {
        Self {
            name: name.to_owned(),
            value: ratio(part, whole).map(|r| 100.0 * r),
            target,
            at_most,
            counts: format!("{part} of {whole}"),
        }
    }
}

/// How far the names of one origin are behind all others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginGap {
    /// The origin.
    pub origin: String,
    /// Its mentions, and those fully covered.
    pub mentions: [usize; 2],
    /// How many points its recall is below that of the rest; negative where it is above.
    pub behind: f64,
}

/// Sums over the names of some documents.
#[derive(Clone, Copy, Default)]
struct Names {
    mentions: [usize; 2],
    entities: [usize; 2],
    leaks: [usize; 2],
    spans: [usize; 2],
}

fn is_name(m: &&MentionScore) -> bool {
    m.kind == "PERSON" && m.outcome != Outcome::Lost
}

impl Names {
    fn add(&mut self, d: &DocumentScore) {
        let mut whole: BTreeMap<u32, bool> = BTreeMap::new();
        let mut any = false;
        let mut leaks = false;
        for m in d.mentions.iter().filter(is_name) {
            let covered = m.outcome == Outcome::Covered;
            any = true;
            leaks |= !covered;
            self.mentions[0] += usize::from(covered);
            self.mentions[1] += 1;
            if let Some(e) = m.entity {
                *whole.entry(e).or_insert(true) &= covered;
            }
        }
        self.entities[0] += whole.values().filter(|w| **w).count();
        self.entities[1] += whole.len();
        self.leaks[0] += usize::from(leaks);
        self.leaks[1] += usize::from(any);
        self.spans[0] += d.true_spans;
        self.spans[1] += d.spans;
    }
}

/// The figures that the detection of names is judged by.
#[must_use]
pub fn goals(documents: &[DocumentScore]) -> Vec<Goal> {
    let mut clean = Names::default();
    let mut ocr = Names::default();
    let mut keeps = [0; 2];
    for d in documents {
        if d.noise == "clean" {
            clean.add(d);
        } else {
            ocr.add(d);
        }
        let public = |kind: &str| matches!(kind, "OFFICE_HOLDER" | "ORGANISATION");
        for k in d.keeps.iter().filter(|k| public(&k.kind)) {
            keeps[0] += usize::from(k.any);
            keeps[1] += 1;
        }
    }
    let share = Goal::share;
    let mut out = vec![
        share("names covered, clean", clean.mentions, Some(99.0), false),
        share("names covered, OCR", ocr.mentions, Some(97.0), false),
        share("persons covered, clean", clean.entities, Some(98.0), false),
        share("persons covered, OCR", ocr.entities, Some(95.0), false),
        share("precision, clean", clean.spans, Some(96.0), false),
        share("precision, OCR", ocr.spans, Some(93.0), false),
        share(
            "office holders, organisations redacted",
            keeps,
            Some(1.5),
            true,
        ),
        share(
            "documents with a leaked name, clean",
            clean.leaks,
            Some(3.0),
            true,
        ),
        share("documents with a leaked name, OCR", ocr.leaks, None, true),
    ];
    let gaps = origin_gaps(documents);
    let worst = gaps.first();
    out.push(Goal {
        name: "points the worst origin is behind".to_owned(),
        value: worst.map(|w| w.behind.max(0.0)),
        target: Some(2.0),
        at_most: true,
        counts: worst.map_or_else(String::new, |w| {
            let behind = gaps.iter().filter(|g| g.behind > 2.0).count();
            format!(
                "{}; {behind} of {} are more than 2 behind",
                w.origin,
                gaps.len()
            )
        }),
    });
    out
}

/// How far each origin with enough mentions is behind the rest, the worst first.
#[must_use]
pub fn origin_gaps(documents: &[DocumentScore]) -> Vec<OriginGap> {
    let mut origins: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut all = [0; 2];
    for m in documents.iter().flat_map(|d| &d.mentions).filter(is_name) {
        let Some(origin) = &m.origin else { continue };
        let covered = usize::from(m.outcome == Outcome::Covered);
        for sum in [origins.entry(origin).or_default(), &mut all] {
            sum[0] += 1;
            sum[1] += covered;
        }
    }
    let mut out: Vec<OriginGap> = origins
        .into_iter()
        .filter(|(_, [mentions, _])| *mentions >= FEWEST)
        .filter_map(|(origin, mentions)| {
            let own = ratio(mentions[1], mentions[0])?;
            let rest = ratio(all[1] - mentions[1], all[0] - mentions[0])?;
            Some(OriginGap {
                origin: origin.to_owned(),
                mentions,
                behind: 100.0 * (rest - own),
            })
        })
        .collect();
    out.sort_by(|a, b| b.behind.total_cmp(&a.behind).then(a.origin.cmp(&b.origin)));
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::{case, found, mention};
    use super::super::{GoldAction, Prediction, score_case};
    use super::*;

    const TEXT: &str = "Anna Vos sprak minister Slob, en Piet Bos mailde.";

    fn document(noise: &str, redacted: &[&str]) -> DocumentScore {
        let person = |word: &str, entity, origin: &str| {
            let mut m = mention(TEXT, "PERSON", word, GoldAction::Redact);
            m.entity = Some(entity);
            m.origin = Some(origin.to_owned());
            m
        };
        let mut c = case(
            TEXT,
            vec![
                person("Anna Vos", 1, "nl"),
                mention(TEXT, "OFFICE_HOLDER", "Slob", GoldAction::Keep),
                person("Piet Bos", 2, "word"),
            ],
        );
        c.gold.noise = noise.to_owned();
        let prediction = Prediction {
            raw_text: TEXT.to_owned(),
            found: redacted.iter().map(|w| found(TEXT, w)).collect(),
            ..Prediction::default()
        };
        score_case(&c, &Ok(prediction))
    }

    fn value(goals: &[Goal], name: &str) -> Option<f64> {
        goals.iter().find(|g| g.name == name).unwrap().value
    }

    #[test]
    fn clean_and_ocr_are_told_apart() {
        let documents = [
            document("clean", &["Anna Vos", "Piet Bos"]),
            document("heavy", &["Anna Vos", "Slob"]),
        ];
        let goals = goals(&documents);
        assert_eq!(value(&goals, "names covered, clean"), Some(100.0));
        assert_eq!(value(&goals, "names covered, OCR"), Some(50.0));
        assert_eq!(value(&goals, "persons covered, OCR"), Some(50.0));
        assert_eq!(value(&goals, "precision, OCR"), Some(50.0));
        assert_eq!(
            value(&goals, "office holders, organisations redacted"),
            Some(50.0)
        );
        assert_eq!(
            value(&goals, "documents with a leaked name, clean"),
            Some(0.0)
        );
        assert_eq!(
            value(&goals, "documents with a leaked name, OCR"),
            Some(100.0)
        );
    }

    #[test]
    fn an_origin_is_behind_by_the_points_between_it_and_the_rest() {
        let documents: Vec<_> = (0..20)
            .map(|n| {
                document(
                    "clean",
                    if n % 2 == 0 {
                        &["Anna Vos", "Piet Bos"]
                    } else {
                        &["Anna Vos"]
                    },
                )
            })
            .collect();
        let gaps = origin_gaps(&documents);
        assert_eq!((gaps[0].origin.as_str(), gaps[0].behind), ("word", 50.0));
        assert_eq!((gaps[1].origin.as_str(), gaps[1].behind), ("nl", -50.0));
        assert_eq!(origin_gaps(&documents[..19]), [], "too few to judge");
    }

    #[test]
    fn a_target_is_reached_from_its_own_side() {
        let goal = |value, at_most| Goal {
            name: String::new(),
            value: Some(value),
            target: Some(3.0),
            at_most,
            counts: String::new(),
        };
        assert_eq!(goal(2.0, true).reached(), Some(true));
        assert_eq!(goal(2.0, false).reached(), Some(false));
    }
}
