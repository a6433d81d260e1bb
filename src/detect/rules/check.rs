//! Runs the examples that stand beside each rule.

use std::fmt;

use super::Rules;
use crate::detect::{DetectOptions, Detectors, View};

/// An example that does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExampleFailure {
    /// `file/name` of the rule.
    pub rule: String,
    /// The example, as written.
    pub example: String,
    /// What the rule should find in it.
    pub expected: Vec<String>,
    /// What it found.
    pub found: Vec<String>,
}

impl fmt::Display for ExampleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: in {:?} expected {:?}, found {:?}",
            self.rule, self.example, self.expected, self.found
        )
    }
}

/// The text of an example and what stands in braces in it.
fn marked(example: &str) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut open = None;
    for c in example.chars() {
        match (c, open) {
            ('{', None) => open = Some(text.len()),
            ('}', Some(at)) => {
                expected.push(text[at..].to_owned());
                open = None;
            }
            _ => text.push(c),
        }
    }
    (text, expected)
}

pub(super) fn check(rules: &Rules) -> Vec<ExampleFailure> {
    let detectors = Detectors::new(rules, &DetectOptions::default());
    let mut failures = Vec::new();
    for rule in rules.rules() {
        let hits = rule.raw.hits.iter().map(|h| (h, marked(h)));
        let misses = rule.raw.misses.iter().map(|m| (m, (m.clone(), Vec::new())));
        for (example, (text, expected)) in hits.chain(misses) {
            let view = View {
                text: &text,
                blocks: &[],
                part: None,
            };
            let found: Vec<String> = detectors
                .unresolved(&view)
                .into_iter()
                .filter(|f| f.rule == rule.info.id)
                .map(|f| text[f.span.range()].to_owned())
                .collect();
            if found != expected {
                failures.push(ExampleFailure {
                    rule: rule.info.id.clone(),
                    example: example.clone(),
                    expected,
                    found,
                });
            }
        }
    }
    failures
}
