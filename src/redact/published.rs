//! The only text that may be written: what a plan leaves of a clean text.
//!
//! [`Published`] is the only string in this crate that both holds text of a document and can be
//! serialised, and only this file makes one from a document: promise 1 as a type.

use super::{PartPlan, Policy};
use crate::model::{CleanSpan, CleanText, RawSpan, Warning};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use std::borrow::Cow;

/// Text that may be published.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Published(String);

impl Published {
    /// Text from the program itself.
    #[must_use]
    pub fn fixed(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// The message of a warning, which never quotes a document.
    #[must_use]
    pub fn message(warning: &Warning) -> Self {
        Self(warning.message.clone())
    }

    /// A rule's name.
    #[must_use]
    pub fn rule(rule: &str) -> Self {
        Self(rule.to_owned())
    }

    /// A ground's notation.
    #[must_use]
    pub fn ground(ground: &str) -> Self {
        Self(ground.to_owned())
    }

    /// Several in a row.
    #[must_use]
    pub fn joined(parts: &[Self], separator: &'static str) -> Self {
        Self(
            parts
                .iter()
                .map(|p| p.0.as_str())
                .collect::<Vec<_>>()
                .join(separator),
        )
    }

    /// With something of the program's own behind it.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        Self(format!("{}{suffix}", self.0))
    }

    /// With something of the program's own in the place of how it ends, or behind it.
    #[must_use]
    pub fn with_ending(&self, ending: &str, other: &str) -> Self {
        let rest = self.0.strip_suffix(ending).unwrap_or(&self.0);
        Self(format!("{rest}{other}"))
    }

    /// At most `bytes` long; a file's extension stays.
    #[must_use]
    pub fn shortened(mut self, bytes: usize) -> Self {
        if self.0.len() > bytes {
            let extension = self
                .0
                .rfind('.')
                .filter(|at| self.0.len() - at <= 8)
                .map_or(String::new(), |at| self.0[at..].to_owned());
            let end = self.0.floor_char_boundary(bytes - extension.len());
            self.0.truncate(end);
            self.0.push_str(&extension);
        }
        self
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Published {
    fn schema_name() -> Cow<'static, str> {
        "Published".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
    fn inline_schema() -> bool {
        true
    }
}

/// One place where a redaction stands: in the clean text and in the published text, in bytes.
#[derive(Clone, Copy, Debug)]
struct Gap {
    clean: CleanSpan,
    start: usize,
    end: usize,
}

/// A part as it may be published.
#[derive(Debug)]
pub struct PublishedText {
    text: Published,
    gaps: Vec<Gap>,
}

impl PublishedText {
    /// Applies a plan.
    #[must_use]
    pub fn new(clean: &CleanText, plan: &PartPlan, policy: &Policy) -> Self {
        let mut text = String::with_capacity(clean.text.len());
        let mut gaps = Vec::with_capacity(plan.redactions.len());
        let mut at = 0;
        for redaction in &plan.redactions {
            let range = redaction.span.range();
            text.push_str(&clean.text[at..range.start]);
            let start = text.len();
            text.push_str(&redaction.label(policy));
            gaps.push(Gap {
                clean: redaction.span,
                start,
                end: text.len(),
            });
            at = range.end;
        }
        text.push_str(&clean.text[at..]);
        Self {
            text: Published(text),
            gaps,
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &Published {
        &self.text
    }

    /// Where the `n`th redaction of the plan stands in the published text, in bytes.
    #[must_use]
    pub fn gap(&self, n: usize) -> (usize, usize) {
        (self.gaps[n].start, self.gaps[n].end)
    }

    /// The label that stands for the `n`th redaction.
    #[must_use]
    pub fn label(&self, n: usize) -> Published {
        let (start, end) = self.gap(n);
        Published(self.text.0[start..end].to_owned())
    }

    /// Whether a redaction touches a span.
    #[must_use]
    pub fn is_touched(&self, span: CleanSpan) -> bool {
        let from = self.gaps.partition_point(|g| g.clean.end <= span.start);
        self.gaps.get(from).is_some_and(|g| g.clean.overlaps(span))
    }

    /// Where a clean span stands in the published text, in bytes. A redaction that it touches is
    /// taken in whole.
    #[must_use]
    pub fn span(&self, span: CleanSpan) -> (usize, usize) {
        let start = self.position(span.start, |g| g.start);
        let end = if span.is_empty() {
            start
        } else {
            self.position(span.end, |g| g.end)
        };
        (start, end)
    }

    fn position(&self, clean: u32, inside: impl Fn(&Gap) -> usize) -> usize {
        let after = self.gaps.partition_point(|g| g.clean.start < clean);
        match self.gaps[..after].last() {
            None => clean as usize,
            Some(gap) if clean < gap.clean.end => inside(gap),
            Some(gap) => gap.end + (clean - gap.clean.end) as usize,
        }
    }

    /// How many letters and digits of a span are not taken out.
    #[must_use]
    pub fn letters_left(&self, clean: &CleanText, span: CleanSpan) -> usize {
        let from = self.gaps.partition_point(|g| g.clean.end <= span.start);
        let gaps = self.gaps[from..]
            .iter()
            .take_while(|g| g.clean.start < span.end);
        let letters = |range: std::ops::Range<u32>| {
            let text = &clean.text[range.start as usize..range.end.max(range.start) as usize];
            text.chars().filter(|c| c.is_alphanumeric()).count()
        };
        let mut at = span.start;
        let mut left = 0;
        for gap in gaps {
            left += letters(at..gap.clean.start);
            at = gap.clean.end;
        }
        left + letters(at..span.end)
    }

    /// The published text of a clean span.
    #[must_use]
    pub fn slice(&self, span: CleanSpan) -> Published {
        let (start, end) = self.span(span);
        Published(self.text.0[start..end].to_owned())
    }

    /// A value read from `span`: itself when no redaction touches its evidence, else what is
    /// published of that evidence, on one line.
    #[must_use]
    pub fn value(&self, value: &str, span: CleanSpan) -> Published {
        if self.is_touched(span) {
            Published(
                self.slice(span)
                    .0
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        } else {
            Published(value.to_owned())
        }
    }

    /// The raw text of a span, on one line, when no redaction touches it.
    #[must_use]
    pub fn raw(&self, clean: &CleanText, raw: &str, span: CleanSpan) -> Option<Published> {
        if self.is_touched(span) {
            return None;
        }
        let spans: Vec<RawSpan> = clean.map.to_raw(span);
        let words: Vec<&str> = spans
            .iter()
            .flat_map(|s| raw[s.range()].split_whitespace())
            .collect();
        Some(Published(words.join(" ")))
    }
}

/// What stands in a file or folder name in the place of a redaction.
#[must_use]
pub fn label_in_name(policy: &Policy, ground: &str) -> String {
    policy.label_for(ground).replace(['/', '\\'], "-")
}

/// Redacts a file or folder name: `plan` is over `name` as it stands.
#[must_use]
pub fn redacted_name(name: &str, plan: &PartPlan, policy: &Policy) -> Published {
    let mut out = String::with_capacity(name.len());
    let mut at = 0;
    for redaction in &plan.redactions {
        out.push_str(&name[at..redaction.span.start as usize]);
        out.push_str(&label_in_name(policy, &redaction.ground));
        at = redaction.span.end as usize;
    }
    out.push_str(&name[at..]);
    Published(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, EvidenceSource, Kind, RuleId, TextBuilder};
    use crate::redact::Redaction;

    fn redaction(start: usize, end: usize) -> Redaction {
        Redaction {
            span: CleanSpan::new(start, end),
            kind: Kind::Person,
            action: Action::Redact,
            ground: "5.1.2e".into(),
            rule: RuleId::fixed("test/rule", EvidenceSource::Context),
            evidence: Vec::new(),
            told: crate::redact::Told {
                rule: RuleId::fixed("test/rule", EvidenceSource::Context),
                confidence: 1.0,
            },
            confidence: 1.0,
            entity: None,
            pseudonym: None,
        }
    }

    fn published(raw: &str, redactions: Vec<Redaction>) -> PublishedText {
        let mut builder = TextBuilder::default();
        builder.start_block(1, None);
        builder.copy(raw, RawSpan::new(0, raw.len()));
        let plan = PartPlan {
            redactions,
            kept: Vec::new(),
        };
        PublishedText::new(&builder.finish(), &plan, &Policy::default())
    }

    #[test]
    fn every_redaction_becomes_one_label() {
        let text = published(
            "van Jan Jansen aan Bo",
            vec![redaction(4, 14), redaction(19, 21)],
        );
        assert_eq!(text.text().as_str(), "van [5.1.2e] aan [5.1.2e]");
        assert_eq!(text.gap(1), (17, 25));
    }

    #[test]
    fn spans_are_carried_over_and_take_touched_labels_whole() {
        let text = published("van Jan Jansen aan Bo", vec![redaction(4, 14)]);
        assert_eq!(text.slice(CleanSpan::new(8, 18)).as_str(), "[5.1.2e] aan");
        assert_eq!(text.slice(CleanSpan::new(15, 21)).as_str(), "aan Bo");
        assert_eq!(text.slice(CleanSpan::new(0, 4)).as_str(), "van ");
    }

    #[test]
    fn what_is_left_of_a_span_is_counted_without_its_labels() {
        let raw = "van Jan Jansen aan Bo";
        let mut builder = TextBuilder::default();
        builder.start_block(1, None);
        builder.copy(raw, RawSpan::new(0, raw.len()));
        let clean = builder.finish();
        let plan = PartPlan {
            redactions: vec![redaction(4, 14)],
            kept: Vec::new(),
        };
        let text = PublishedText::new(&clean, &plan, &Policy::default());
        let left = |a, b| text.letters_left(&clean, CleanSpan::new(a, b));
        assert_eq!(
            (left(4, 14), left(0, 21), left(0, 6), left(15, 18)),
            (0, 8, 3, 3)
        );
    }

    #[test]
    fn a_value_whose_evidence_is_redacted_is_redacted() {
        let text = published("van Jan Jansen aan Bo", vec![redaction(4, 14)]);
        assert_eq!(
            text.value("Jan Jansen", CleanSpan::new(4, 14)).as_str(),
            "[5.1.2e]"
        );
        assert_eq!(text.value("Bo!", CleanSpan::new(19, 21)).as_str(), "Bo!");
    }
}
