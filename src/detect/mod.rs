//! Clean text to [`Finding`]s: one file per detector, rules as data.

use crate::model::{Block, CleanText, Finding, Part};

/// One text to search: a part of a document, or all of it in the order as read.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The text.
    pub text: &'a str,
    /// Its lines.
    pub blocks: &'a [Block],
    /// Which part it is; none for the linear view.
    pub part: Option<Part>,
}

impl<'a> View<'a> {
    /// A view of a whole clean text.
    #[must_use]
    pub fn of(clean: &'a CleanText, part: Option<Part>) -> Self {
        Self {
            text: &clean.text,
            blocks: &clean.blocks,
            part,
        }
    }
}

/// Something that finds personal data, or what is to stay.
pub trait Detector: Send + Sync {
    /// Adds what it finds in a view, in any order; findings may overlap.
    fn detect(&self, view: &View<'_>, out: &mut Vec<Finding>);
}

/// All detectors in force.
pub struct Detectors {
    list: Vec<Box<dyn Detector>>,
}

impl Detectors {
    /// Runs every detector over a view; findings in order of position.
    #[must_use]
    pub fn detect(&self, view: &View<'_>) -> Vec<Finding> {
        let mut out = Vec::new();
        for detector in &self.list {
            detector.detect(view, &mut out);
        }
        out.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        out
    }

    /// The detectors with the built-in rules.
    #[must_use]
    pub fn built_in() -> Self {
        Self { list: Vec::new() }
    }
}
