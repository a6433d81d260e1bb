//! What the scores were when they were last accepted, and what got worse since.

use super::{DocumentScore, Outcome, Report, Tally, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Accepted scores: headline numbers, and for each document what is known to be wrong in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// Rates by name, rounded; a name starts with `-` where less is better.
    pub rates: BTreeMap<String, f64>,
    /// Per document id, what is wrong in it; a document with nothing wrong has an empty entry.
    pub documents: BTreeMap<String, Known>,
}

/// What is known to be wrong in a document. Mentions are named by their place in the gold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    /// It has no result.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub failed: bool,
    /// Mentions not fully covered.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub open: BTreeSet<usize>,
    /// Mentions that the reading lost.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub lost: BTreeSet<usize>,
    /// Keeps that are redacted.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub keeps: BTreeSet<usize>,
    /// Fields that are wrong, empty or invented.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub fields: BTreeSet<String>,
    /// Number of redactions of nothing personal.
    #[serde(skip_serializing_if = "is_zero")]
    pub false_spans: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde asks for
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// A difference from the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which document; none for a rate over many.
    pub document: Option<String>,
    /// Whether it is worse: then the run fails.
    pub worse: bool,
    /// One line for a person, without the document's name.
    pub message: String,
}

/// Differences smaller than this are rounding.
const SMALL: f64 = 1.5e-6;

impl Baseline {
    /// The scores of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self {
            rates: rates(report),
            documents: report
                .documents
                .iter()
                .map(|d| (d.id.clone(), known(d)))
                .collect(),
        }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// When the text is no baseline.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// Writes a baseline.
    ///
    /// # Errors
    /// Never for a baseline made here; the serialiser's signature has one.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|s| s + "\n")
    }
}

fn rates(report: &Report) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    for goal in &report.goals {
        let sign = if goal.at_most { "-" } else { "" };
        let name = format!("{sign}goal {}", goal.name);
        put(&mut out, name, goal.value);
    }
    add_rates(&mut out, "all", &report.all);
    for (noise, t) in &report.by_noise {
        add_rates(&mut out, &format!("noise {noise}"), t);
    }
    for (kind, t) in &report.by_kind {
        put(&mut out, format!("kind {kind}: recall"), t.recall());
    }
    for (name, f) in &report.all.fields {
        put(&mut out, format!("field {name}: right"), f.accuracy());
        put(
            &mut out,
            format!("-field {name}: invented"),
            f.invented_share(),
        );
    }
    put(
        &mut out,
        "field headings: F1".to_owned(),
        report.all.headings_f1(),
    );
    put(
        &mut out,
        "field recipients: F1".to_owned(),
        report.all.recipients_f1(),
    );
    out
}

fn add_rates(out: &mut BTreeMap<String, f64>, group: &str, t: &Tally) {
    put(out, format!("{group}: recall of mentions"), t.recall());
    put(
        out,
        format!("{group}: recall of persons"),
        t.entity_recall(),
    );
    put(
        out,
        format!("-{group}: documents with a leak"),
        Some(t.leaking as f64),
    );
    put(out, format!("{group}: precision"), t.precision());
    put(out, format!("-{group}: over-redaction"), t.over_redaction());
    put(out, format!("-{group}: keeps redacted"), t.keeps_hit());
    put(out, format!("{group}: F3"), t.f3());
}

fn put(out: &mut BTreeMap<String, f64>, name: String, value: Option<f64>) {
    if let Some(v) = value {
        out.insert(name, (v * 1e6).round() / 1e6);
    }
}

fn known(d: &DocumentScore) -> Known {
    let with = |wanted: fn(Outcome) -> bool| {
        d.mentions
            .iter()
            .filter(|m| wanted(m.outcome))
            .map(|m| m.index)
            .collect()
    };
    Known {
        failed: d.failed.is_some(),
        open: with(|o| matches!(o, Outcome::Partly | Outcome::Missed)),
        lost: with(|o| o == Outcome::Lost),
        keeps: d.keeps.iter().filter(|k| k.any).map(|k| k.index).collect(),
        fields: d
            .fields
            .verdicts
            .iter()
            .filter(|(_, v)| !matches!(v, Verdict::Right | Verdict::Absent))
            .map(|(name, _)| (*name).to_owned())
            .collect(),
        false_spans: d.false_spans.len(),
    }
}

/// What differs from the baseline, in a fixed order: rates, then documents by id.
/// Anything worse anywhere is worse, even where the sums got better.
#[must_use]
pub fn compare(report: &Report, baseline: &Baseline) -> Vec<Change> {
    let now = Baseline::of(report);
    let mut out = Vec::new();
    for (name, old) in &baseline.rates {
        match now.rates.get(name) {
            Some(new) => out.extend(rate_change(name, *old, *new)),
            None => out.push(change(
                None,
                true,
                format!("{name}: was {old}, can't be told any more"),
            )),
        }
    }
    for (id, old) in &baseline.documents {
        match report.documents.iter().find(|d| d.id == *id) {
            Some(d) => document_changes(&mut out, d, old),
            None => out.push(change(
                Some(id),
                true,
                "is no longer in the corpus".to_owned(),
            )),
        }
    }
    for id in now.documents.keys() {
        if !baseline.documents.contains_key(id) {
            out.push(change(Some(id), false, "is new in the corpus".to_owned()));
        }
    }
    out
}

fn change(document: Option<&str>, worse: bool, message: String) -> Change {
    Change {
        document: document.map(str::to_owned),
        worse,
        message,
    }
}

fn rate_change(name: &str, old: f64, new: f64) -> Option<Change> {
    let (shown, less_is_better) = match name.strip_prefix('-') {
        Some(n) => (n, true),
        None => (name, false),
    };
    if (new - old).abs() < SMALL {
        return None;
    }
    let worse = (new > old) == less_is_better;
    Some(change(None, worse, format!("{shown}: {old} → {new}")))
}

/// A mention on one line.
fn shown(kind: &str, text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("{kind} “{}”", words.join(" "))
}

fn document_changes(out: &mut Vec<Change>, d: &DocumentScore, old: &Known) {
    let now = known(d);
    let id = &d.id;
    let mut tell = |worse, what: String| {
        out.push(change(Some(id), worse, what));
    };
    if now.failed != old.failed {
        let reason = d.failed.as_deref().unwrap_or("has a result again");
        tell(now.failed, reason.to_owned());
    }
    let mention = |i: &usize| {
        d.mentions
            .iter()
            .find(|m| m.index == *i)
            .map_or_else(String::new, |m| shown(&m.kind, &m.text))
    };
    for i in now.open.difference(&old.open) {
        tell(true, format!("{} is not covered", mention(i)));
    }
    for i in old.open.difference(&now.open) {
        if !now.lost.contains(i) {
            tell(false, format!("{} is covered now", mention(i)));
        }
    }
    for i in now.lost.difference(&old.lost) {
        tell(true, format!("{} is not read any more", mention(i)));
    }
    for i in now.keeps.difference(&old.keeps) {
        let keep = d.keeps.iter().find(|k| k.index == *i);
        let text = keep.map_or_else(String::new, |k| shown(&k.kind, &k.text));
        tell(true, format!("{text} must stay and is redacted"));
    }
    for field in now.fields.difference(&old.fields) {
        tell(true, format!("field {field} is wrong"));
    }
    for field in old.fields.difference(&now.fields) {
        tell(false, format!("field {field} is right now"));
    }
    if now.false_spans != old.false_spans {
        let (was, is) = (old.false_spans, now.false_spans);
        tell(
            is > was,
            format!("redactions of nothing personal: {was} → {is}"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{case, found, mention};
    use super::super::{GoldAction, Prediction, score_case};
    use super::*;

    const TEXT: &str = "Anna Vos sprak minister Slob in Den Haag en Piet Bos.";

    fn report(redacted: &[&str]) -> Report {
        let spans = vec![
            mention(TEXT, "PERSON", "Anna Vos", GoldAction::Redact),
            mention(TEXT, "OFFICE_HOLDER", "Slob", GoldAction::Keep),
            mention(TEXT, "PERSON", "Piet Bos", GoldAction::Redact),
        ];
        let prediction = Prediction {
            raw_text: TEXT.to_owned(),
            found: redacted.iter().map(|w| found(TEXT, w)).collect(),
            ..Prediction::default()
        };
        Report::new(vec![score_case(&case(TEXT, spans), &Ok(prediction))])
    }

    fn worse(before: &[&str], after: &[&str]) -> Vec<String> {
        compare(&report(after), &Baseline::of(&report(before)))
            .into_iter()
            .filter(|c| c.worse)
            .map(|c| c.message)
            .collect()
    }

    #[test]
    fn the_same_scores_change_nothing() {
        let r = report(&["Anna Vos"]);
        assert_eq!(compare(&r, &Baseline::of(&r)), []);
    }

    #[test]
    fn a_lost_mention_is_worse_even_when_the_recall_is_the_same() {
        let changes = worse(&["Anna Vos"], &["Piet Bos"]);
        assert_eq!(changes, ["PERSON “Anna Vos” is not covered"]);
    }

    #[test]
    fn a_redacted_keep_and_a_false_redaction_are_worse() {
        let changes = worse(&["Anna Vos"], &["Anna Vos", "Slob"]);
        assert!(changes.iter().any(|c| c.contains("“Slob” must stay")));
        assert!(
            changes
                .iter()
                .any(|c| c.contains("nothing personal: 0 → 1"))
        );
        assert!(changes.iter().any(|c| c.starts_with("all: precision")));
    }

    #[test]
    fn better_is_told_but_not_worse() {
        let changes = compare(
            &report(&["Anna Vos", "Piet Bos"]),
            &Baseline::of(&report(&["Anna Vos"])),
        );
        assert!(changes.iter().all(|c| !c.worse));
        assert!(
            changes
                .iter()
                .any(|c| c.message.contains("“Piet Bos” is covered now"))
        );
    }

    #[test]
    fn a_document_that_is_gone_is_worse() {
        let gone = compare(&Report::new(vec![]), &Baseline::of(&report(&[])));
        assert!(
            gone.iter()
                .any(|c| c.worse && c.message == "is no longer in the corpus")
        );
    }

    #[test]
    fn a_baseline_is_read_as_it_was_written() {
        let baseline = Baseline::of(&report(&["Anna Vos"]));
        let json = baseline.to_json().unwrap();
        assert_eq!(Baseline::from_json(&json).unwrap(), baseline);
    }
}
