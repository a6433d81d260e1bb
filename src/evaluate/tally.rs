//! Adds document scores up and makes rates of them.

use super::{DocumentScore, FIELDS, MentionScore, Outcome, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;

/// How often a field came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct FieldTally {
    pub right: usize,
    pub wrong: usize,
    pub empty: usize,
    pub absent: usize,
    pub invented: usize,
}

impl FieldTally {
    /// Of the documents that state it, the share read right.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        ratio(self.right, self.right + self.wrong + self.empty)
    }

    /// Of the documents that do not state it, the share with a value.
    #[must_use]
    pub fn invented_share(&self) -> Option<f64> {
        ratio(self.invented, self.invented + self.absent)
    }
}

/// Sums over documents or mentions. Rates are made of sums, so that a long document counts for more.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tally {
    /// Number of documents.
    pub documents: usize,
    /// Documents without a result.
    pub failed: usize,
    /// Mentions that must be redacted and stand in the text as read.
    pub mentions: usize,
    /// Those with all letters and digits redacted.
    pub covered: usize,
    /// Those with anything redacted.
    pub touched: usize,
    /// Mentions that the reading lost.
    pub lost: usize,
    /// Letters and digits that must be redacted, and those that are.
    pub letters: [usize; 2],
    /// Persons, and those with all mentions redacted.
    pub entities: [usize; 2],
    /// Documents with a direct identifier.
    pub with_direct: usize,
    /// Those with letters or digits of one left.
    pub leaking: usize,
    /// Those with one that is not touched at all.
    pub missing: usize,
    /// Redactions, and those that touch something personal.
    pub spans: [usize; 2],
    /// Redacted letters and digits, and those that are personal.
    pub chars: [usize; 2],
    /// Characters that are not personal, and those of them that are redacted.
    pub outside: [usize; 2],
    /// Mentions to keep; redacted in part or whole; wholly; by a redaction of nothing personal.
    pub keeps: [usize; 4],
    /// Per field.
    pub fields: BTreeMap<&'static str, FieldTally>,
    /// Recipients: right, wrong, missing.
    pub recipients: [usize; 3],
    /// Headings in order: right, wrong, missing.
    pub headings: [usize; 3],
}

/// The share, when there is anything to have a share of.
pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Precision and recall in one, recall with three times the weight.
pub(super) fn f3(p: f64, r: f64) -> Option<f64> {
    (p + r > 0.0).then(|| 10.0 * p * r / (9.0 * p + r))
}

/// The harmonic mean of precision and recall from right, wrong and missing.
fn f1([right, wrong, missing]: [usize; 3]) -> Option<f64> {
    ratio(2 * right, 2 * right + wrong + missing)
}

impl Tally {
    /// Adds a document.
    pub fn add(&mut self, d: &DocumentScore) {
        self.documents += 1;
        self.failed += usize::from(d.failed.is_some());
        self.with_direct += usize::from(d.mentions.iter().any(|m| m.direct));
        self.leaking += usize::from(d.leaks());
        self.missing += usize::from(d.misses());
        for m in &d.mentions {
            self.add_mention(m);
        }
        self.add_entities(&d.mentions);
        plus(&mut self.spans, [d.spans, d.true_spans]);
        plus(&mut self.chars, [d.chars, d.true_chars]);
        plus(&mut self.outside, [d.outside, d.outside_redacted]);
        for k in &d.keeps {
            plus(
                &mut self.keeps,
                [
                    1,
                    usize::from(k.any),
                    usize::from(k.full),
                    usize::from(k.pure),
                ],
            );
        }
        for name in FIELDS {
            let Some(verdict) = d.fields.verdicts.get(name) else {
                continue;
            };
            let f = self.fields.entry(name).or_default();
            *match verdict {
                Verdict::Right => &mut f.right,
                Verdict::Wrong => &mut f.wrong,
                Verdict::Empty => &mut f.empty,
                Verdict::Absent => &mut f.absent,
                Verdict::Invented => &mut f.invented,
            } += 1;
        }
        plus(&mut self.recipients, d.fields.recipients);
        plus(&mut self.headings, d.fields.headings);
    }

    /// Adds a mention alone, for sums per kind or origin.
    pub fn add_mention(&mut self, m: &MentionScore) {
        if m.outcome == Outcome::Lost {
            self.lost += 1;
            return;
        }
        self.mentions += 1;
        self.covered += usize::from(m.outcome == Outcome::Covered);
        self.touched += usize::from(m.outcome != Outcome::Missed);
        plus(&mut self.letters, [m.needed, m.covered]);
    }

    /// Adds the persons of a document, given mentions of it.
    pub fn add_entities<'a>(&mut self, mentions: impl IntoIterator<Item = &'a MentionScore>) {
        let mut whole: BTreeMap<u32, bool> = BTreeMap::new();
        for m in mentions {
            if let (Some(e), true) = (m.entity, m.outcome != Outcome::Lost) {
                *whole.entry(e).or_insert(true) &= m.outcome == Outcome::Covered;
            }
        }
        let covered = whole.values().filter(|w| **w).count();
        plus(&mut self.entities, [whole.len(), covered]);
    }

    /// Share of mentions fully covered.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.covered, self.mentions)
    }

    /// Share of persons with all mentions covered.
    #[must_use]
    pub fn entity_recall(&self) -> Option<f64> {
        ratio(self.entities[1], self.entities[0])
    }

    /// Share of redactions that touch something personal.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(self.spans[1], self.spans[0])
    }

    /// Share of the other characters that is redacted.
    #[must_use]
    pub fn over_redaction(&self) -> Option<f64> {
        ratio(self.outside[1], self.outside[0])
    }

    /// Share of keeps with anything redacted.
    #[must_use]
    pub fn keeps_hit(&self) -> Option<f64> {
        ratio(self.keeps[1], self.keeps[0])
    }

    /// Precision and recall in one, recall with three times the weight.
    #[must_use]
    pub fn f3(&self) -> Option<f64> {
        f3(self.precision()?, self.recall()?)
    }

    /// Of headings in order.
    #[must_use]
    pub fn headings_f1(&self) -> Option<f64> {
        f1(self.headings)
    }

    /// Of recipients as sets.
    #[must_use]
    pub fn recipients_f1(&self) -> Option<f64> {
        f1(self.recipients)
    }
}

fn plus<const N: usize>(sum: &mut [usize; N], more: [usize; N]) {
    for (s, m) in sum.iter_mut().zip(more) {
        *s += m;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{case, found, mention};
    use super::super::{GoldAction, Prediction, score_case};
    use super::*;

    fn tally(text: &str, words: &[(&str, u32)], redacted: &[&str]) -> Tally {
        let mut from = 0;
        let spans = words
            .iter()
            .map(|(w, entity)| {
                let mut m = mention(&text[from..], "PERSON", w, GoldAction::Redact);
                m.start += text[..from].chars().count();
                m.end += text[..from].chars().count();
                from = text[from..].find(w).unwrap() + from + w.len();
                m.entity = Some(*entity);
                m
            })
            .collect();
        let prediction = Prediction {
            raw_text: text.to_owned(),
            found: redacted.iter().map(|w| found(text, w)).collect(),
            ..Prediction::default()
        };
        let mut t = Tally::default();
        t.add(&score_case(&case(text, spans), &Ok(prediction)));
        t
    }

    #[test]
    fn a_person_is_covered_only_with_all_mentions() {
        let t = tally(
            "Anna Vos en Piet Bos; Vos belde.",
            &[("Anna Vos", 1), ("Piet Bos", 2), ("Vos", 1)],
            &["Anna Vos", "Piet Bos"],
        );
        assert_eq!(t.recall(), Some(2.0 / 3.0));
        assert_eq!(t.entities, [2, 1]);
        assert_eq!((t.with_direct, t.leaking, t.missing), (1, 1, 1));
    }

    #[test]
    fn f3_weighs_recall_three_times() {
        let t = tally("Vos en Bos", &[("Vos", 1), ("Bos", 2)], &["Vos"]);
        let (p, r) = (1.0, 0.5);
        assert_eq!(t.f3(), Some(10.0 * p * r / (9.0 * p + r)));
    }

    #[test]
    fn nothing_to_score_gives_no_rate() {
        let t = Tally::default();
        assert_eq!((t.recall(), t.precision(), t.f3()), (None, None, None));
    }
}
