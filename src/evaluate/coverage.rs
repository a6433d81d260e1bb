//! What the redactions of one document cover of its gold, and what else.

use super::fields::{FieldScore, score_fields};
use super::locate::locate;
use super::{Case, Found, GoldAction, Mention, Prediction, RedactionScore};
use crate::model::{Action, Kind};
use serde::Serialize;
use std::ops::Range;

/// How a mention came out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// All its letters and digits are redacted; of an e-mail address, those of the local part.
    Covered,
    /// Something of it is redacted, something is not.
    Partly,
    /// Nothing of it is redacted.
    Missed,
    /// It does not stand in the text as read, so it can't leak from there.
    Lost,
}

/// A mention that must be redacted.
#[derive(Clone, Debug, Serialize)]
pub struct MentionScore {
    /// Its place in the gold, from 0.
    pub index: usize,
    /// PERSON, EMAIL …
    pub kind: String,
    /// What the gold says stands there.
    pub text: String,
    /// Which person of the document.
    pub entity: Option<u32>,
    /// Where the name comes from.
    pub origin: Option<String>,
    /// Whether a person's name alone would follow from it.
    pub direct: bool,
    /// How it came out.
    pub outcome: Outcome,
    /// Letters and digits that must be redacted.
    pub needed: usize,
    /// How many of them are.
    pub covered: usize,
    /// How sure the least sure redaction is that covers it; 0 where not all of it is covered.
    pub sure: f32,
}

/// A mention that must stay.
#[derive(Clone, Debug, Serialize)]
pub struct KeepScore {
    /// Its place in the gold, from 0.
    pub index: usize,
    /// OFFICE_HOLDER, MAILBOX …
    pub kind: String,
    /// What the gold says stands there.
    pub text: String,
    /// Any letter or digit of it is redacted.
    pub any: bool,
    /// All of them are.
    pub full: bool,
    /// Hit, and by no redaction that also covers something personal.
    pub pure: bool,
}

/// How one document came out.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentScore {
    /// The gold's id.
    pub id: String,
    /// The path within the corpus.
    pub name: String,
    /// nota, brief …
    pub genre: String,
    /// clean, light, medium or heavy.
    pub noise: String,
    /// Why there is no result, if there is none: then nothing counts as redacted.
    pub failed: Option<String>,
    /// What must be redacted.
    pub mentions: Vec<MentionScore>,
    /// What must stay.
    pub keeps: Vec<KeepScore>,
    /// Redactions that touch nothing personal.
    pub false_spans: Vec<String>,
    /// Number of redactions.
    pub spans: usize,
    /// How many of them touch something personal.
    pub true_spans: usize,
    /// Redacted letters and digits.
    pub chars: usize,
    /// How many of them are personal.
    pub true_chars: usize,
    /// Characters that are not personal.
    pub outside: usize,
    /// How many of them are redacted.
    pub outside_redacted: usize,
    /// Each redaction.
    pub redactions: Vec<RedactionScore>,
    /// The fields.
    pub fields: FieldScore,
}

impl DocumentScore {
    /// Whether a direct identifier has letters or digits left.
    #[must_use]
    pub fn leaks(&self) -> bool {
        let open = |m: &MentionScore| matches!(m.outcome, Outcome::Partly | Outcome::Missed);
        self.mentions.iter().any(|m| m.direct && open(m))
    }

    /// Whether a direct identifier is not touched at all.
    #[must_use]
    pub fn misses(&self) -> bool {
        self.mentions
            .iter()
            .any(|m| m.direct && m.outcome == Outcome::Missed)
    }
}

/// Scores one document; an error stands for a document without a result.
#[must_use]
pub fn score_case(case: &Case, prediction: &Result<Prediction, String>) -> DocumentScore {
    let truth = case.truth().unwrap_or_default();
    let empty = Prediction {
        raw_text: truth.clone(),
        ..Prediction::default()
    };
    let (prediction, failed) = match prediction {
        Ok(p) => (p, None),
        Err(reason) => (&empty, Some(reason.clone())),
    };
    let places = locate(&truth, &case.gold, &prediction.raw_text);
    let page = Page::new(&prediction.raw_text, &prediction.found, |red| {
        for (m, place) in case.gold.spans.iter().zip(&places) {
            if let (GoldAction::Redact, Some(r)) = (m.action, place) {
                red[r.clone()].fill(true);
            }
        }
    });
    let mut score = DocumentScore {
        id: case.gold.id.clone(),
        name: case.name.clone(),
        genre: case.gold.genre.clone(),
        noise: case.gold.noise.clone(),
        failed,
        mentions: Vec::new(),
        keeps: Vec::new(),
        false_spans: Vec::new(),
        spans: 0,
        true_spans: 0,
        chars: 0,
        true_chars: 0,
        outside: 0,
        outside_redacted: 0,
        redactions: Vec::new(),
        fields: score_fields(&case.gold, &prediction.fields),
    };
    page.count_spans(&mut score);
    page.count_characters(&mut score);
    for (index, (m, place)) in case.gold.spans.iter().zip(&places).enumerate() {
        match m.action {
            GoldAction::Redact => score.mentions.push(page.mention(index, m, place.as_ref())),
            GoldAction::Keep => score.keeps.push(page.keep(index, m, place.as_ref())),
        }
    }
    score
}

/// The text as read with what is redacted in it; all masks are per byte.
struct Page<'a> {
    text: &'a str,
    /// The redactions, cut to the text.
    redactions: Vec<(Range<usize>, RedactionScore)>,
    /// What they cover.
    covered: Vec<bool>,
    /// How sure the surest of them is.
    sure: Vec<f32>,
    /// What should be covered.
    personal: Vec<bool>,
    /// What is covered by a redaction that touches something personal.
    good: Vec<bool>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str, found: &[Found], mark: impl FnOnce(&mut [bool])) -> Self {
        let mut page = Self {
            text,
            redactions: found
                .iter()
                .filter(|f| matches!(f.action, Action::Redact | Action::Review))
                .map(|f| (f.span.range(), scored(f)))
                .filter(|(r, _)| r.start < r.end && text.get(r.clone()).is_some())
                .collect(),
            covered: vec![false; text.len()],
            sure: vec![0.0; text.len()],
            personal: vec![false; text.len()],
            good: vec![false; text.len()],
        };
        mark(&mut page.personal);
        for (r, score) in &mut page.redactions {
            page.covered[r.clone()].fill(true);
            for sure in &mut page.sure[r.clone()] {
                *sure = sure.max(score.confidence);
            }
            if page.personal[r.clone()].contains(&true) {
                page.good[r.clone()].fill(true);
                score.right = true;
            }
        }
        page
    }

    fn count_spans(&self, score: &mut DocumentScore) {
        score.spans = self.redactions.len();
        score.redactions = self.redactions.iter().map(|(_, s)| *s).collect();
        for (r, scored) in &self.redactions {
            if scored.right {
                score.true_spans += 1;
            } else {
                score.false_spans.push(self.text[r.clone()].to_owned());
            }
        }
    }

    fn count_characters(&self, score: &mut DocumentScore) {
        for (i, c) in self.text.char_indices() {
            if self.covered[i] && c.is_alphanumeric() {
                score.chars += 1;
                score.true_chars += usize::from(self.personal[i]);
            }
            if !self.personal[i] {
                score.outside += 1;
                score.outside_redacted += usize::from(self.covered[i]);
            }
        }
    }

    fn mention(&self, index: usize, m: &Mention, place: Option<&Range<usize>>) -> MentionScore {
        let needed = place.map_or_else(Vec::new, |r| needed(self.text, r, m));
        let covered = needed.iter().filter(|&&i| self.covered[i]).count();
        let touched = place.is_some_and(|r| self.covered[r.clone()].contains(&true));
        let outcome = match place {
            None => Outcome::Lost,
            Some(_) if covered == needed.len() => Outcome::Covered,
            Some(_) if touched => Outcome::Partly,
            Some(_) => Outcome::Missed,
        };
        MentionScore {
            index,
            kind: m.kind.clone(),
            text: m.text.clone(),
            entity: m.entity,
            origin: m.origin.clone(),
            direct: m.is_direct(),
            outcome,
            needed: needed.len(),
            covered,
            sure: match outcome {
                Outcome::Covered => needed.iter().map(|&i| self.sure[i]).fold(1.0, f32::min),
                _ => 0.0,
            },
        }
    }

    fn keep(&self, index: usize, m: &Mention, place: Option<&Range<usize>>) -> KeepScore {
        let letters = place.map_or_else(Vec::new, |r| needed(self.text, r, m));
        let hit = letters.iter().filter(|&&i| self.covered[i]).count();
        KeepScore {
            index,
            kind: m.kind.clone(),
            text: m.text.clone(),
            any: hit > 0,
            full: hit > 0 && hit == letters.len(),
            pure: hit > 0 && !letters.iter().any(|&i| self.good[i]),
        }
    }
}

/// A redaction before it is known whether it is right.
fn scored(found: &Found) -> RedactionScore {
    RedactionScore {
        person: found.kind == Kind::Person,
        // What a person decides on is redacted whatever the threshold.
        confidence: if found.action == Action::Review {
            1.0
        } else {
            found.confidence
        },
        right: false,
    }
}

/// Where the characters begin that must be covered: letters and digits, of an e-mail address those
/// of the local part; all characters where there are none.
fn needed(text: &str, place: &Range<usize>, m: &Mention) -> Vec<usize> {
    let part = &text[place.clone()];
    let mut end = part.len();
    let local = m.kind == "EMAIL" && m.action == GoldAction::Redact;
    if local {
        end = local_part(part, m);
    }
    let starts = |keep: fn(char) -> bool| {
        part[..end]
            .char_indices()
            .filter(move |&(_, c)| keep(c))
            .map(|(i, _)| place.start + i)
            .collect::<Vec<_>>()
    };
    let letters = starts(char::is_alphanumeric);
    if letters.is_empty() {
        starts(|_| true)
    } else {
        letters
    }
}

/// Where the local part of an e-mail address ends in what was read of it.
fn local_part(part: &str, m: &Mention) -> usize {
    let sign = ["@", "©", "(at)"]
        .iter()
        .filter_map(|s| part.find(s))
        .min()
        .filter(|&i| i > 0);
    if let Some(i) = sign {
        return i;
    }
    // The sign was lost in reading: as many letters and digits as the true local part has.
    let Some((local, _)) = m.text.split_once('@') else {
        return part.len();
    };
    let letters = local.chars().filter(|c| c.is_alphanumeric()).count();
    part.char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .nth(letters)
        .map_or(part.len(), |(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{case, found, mention};
    use super::*;

    /// Scores `text` with the `|`-separated marks and redactions of words.
    fn score(text: &str, marks: &[(&str, &str, GoldAction)], redacted: &[&str]) -> DocumentScore {
        let spans = marks
            .iter()
            .map(|(kind, word, action)| mention(text, kind, word, *action))
            .collect();
        let prediction = Prediction {
            raw_text: text.to_owned(),
            found: redacted.iter().map(|w| found(text, w)).collect(),
            ..Prediction::default()
        };
        score_case(&case(text, spans), &Ok(prediction))
    }
    use GoldAction::{Keep, Redact};

    #[test]
    fn a_mention_counts_as_covered_only_whole() {
        let text = "Gebeld met Anna de Vos.";
        let outcome = |redacted: &[&str]| {
            score(text, &[("PERSON", "Anna de Vos", Redact)], redacted).mentions[0].outcome
        };
        assert_eq!(outcome(&["Anna de Vos"]), Outcome::Covered);
        assert_eq!(outcome(&["Anna", "de", "Vos."]), Outcome::Covered);
        assert_eq!(outcome(&["de Vos"]), Outcome::Partly);
        assert_eq!(outcome(&["Gebeld"]), Outcome::Missed);
    }

    #[test]
    fn of_an_email_address_the_local_part_is_enough() {
        let marks = [("EMAIL", "a.vos©minbzk.nl", Redact)];
        assert_eq!(
            score("Mail a.vos©minbzk.nl", &marks, &["a.vos"]).mentions[0].outcome,
            Outcome::Covered
        );
        assert_eq!(
            score("Mail a.vos©minbzk.nl", &marks, &["©minbzk.nl"]).mentions[0].outcome,
            Outcome::Partly
        );
    }

    #[test]
    fn a_document_leaks_by_a_direct_identifier_not_by_a_date_of_birth() {
        let text = "Vos, geboren 3-4-1980";
        let marks = [("PERSON", "Vos", Redact), ("DOB", "3-4-1980", Redact)];
        assert!(!score(text, &marks, &["Vos"]).leaks());
        assert!(score(text, &marks, &["3-4-1980"]).leaks());
    }

    #[test]
    fn precision_counts_redactions_that_touch_nothing_personal() {
        let s = score(
            "Vos sprak Den Haag",
            &[("PERSON", "Vos", Redact)],
            &["Vos sprak", "Haag"],
        );
        assert_eq!((s.spans, s.true_spans), (2, 1));
        assert_eq!(s.false_spans, ["Haag"]);
        assert_eq!((s.chars, s.true_chars), (12, 3));
        assert_eq!((s.outside, s.outside_redacted), (15, 10));
    }

    #[test]
    fn a_wrongly_redacted_keep_tells_whether_it_was_beside_something_personal() {
        let text = "minister Bruins en Vos; minister Slob";
        let marks = [
            ("OFFICE_HOLDER", "Bruins", Keep),
            ("PERSON", "Vos", Redact),
            ("OFFICE_HOLDER", "Slob", Keep),
        ];
        let s = score(text, &marks, &["Bruins en Vos", "Slob"]);
        let keeps: Vec<_> = s.keeps.iter().map(|k| (k.any, k.full, k.pure)).collect();
        assert_eq!(keeps, [(true, true, false), (true, true, true)]);
    }

    #[test]
    fn review_redacts_and_keep_does_not() {
        let text = "Vos en Bos";
        let spans = vec![
            mention(text, "PERSON", "Vos", Redact),
            mention(text, "PERSON", "Bos", Redact),
        ];
        let with = |word, action| Found {
            action,
            ..found(text, word)
        };
        let prediction = Prediction {
            raw_text: text.to_owned(),
            found: vec![with("Vos", Action::Review), with("Bos", Action::Keep)],
            ..Prediction::default()
        };
        let s = score_case(&case(text, spans), &Ok(prediction));
        assert_eq!(s.mentions[0].outcome, Outcome::Covered);
        assert_eq!(s.mentions[1].outcome, Outcome::Missed);
    }

    #[test]
    fn a_document_without_a_result_has_everything_missed() {
        let text = "Vos";
        let spans = vec![mention(text, "PERSON", "Vos", Redact)];
        let s = score_case(&case(text, spans), &Err("broken".to_owned()));
        assert_eq!(s.failed.as_deref(), Some("broken"));
        assert!(s.leaks());
    }

    #[test]
    fn a_finding_outside_the_text_is_passed_over() {
        let text = "Vos";
        let prediction = Prediction {
            raw_text: text.to_owned(),
            found: vec![Found {
                span: crate::model::RawSpan::new(1, 90),
                ..found(text, "Vos")
            }],
            ..Prediction::default()
        };
        assert_eq!(score_case(&case(text, vec![]), &Ok(prediction)).spans, 0);
    }
}
