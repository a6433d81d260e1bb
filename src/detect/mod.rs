//! Clean text to [`Finding`]s: rules as data, one file per way of reading them.
//!
//! A text is scanned once ([`scan`]); the places where a rule could apply are recognised on
//! the way ([`engine`]), and only there is anything read further ([`take`], [`name`]).
//! [`resolve`] settles what findings say of the same place.

mod addressee;
mod announce;
mod chat;
mod dossier;
mod engine;
mod entities;
mod ground;
mod holders;
mod lists;
mod name;
mod paraaf;
mod parts;
mod propagate;
mod resolve;
pub mod rules;
mod runs;
mod scan;
mod stretch;
mod tables;
mod tagger;
mod take;
mod terms;
#[cfg(test)]
mod tests;
mod validate;
mod who;
mod words;

#[cfg(feature = "training")]
pub use tagger::training;

pub use dossier::Dossier;
pub use rules::{ExampleFailure, RuleInfo, Rules, RulesError};

use std::collections::BTreeMap;

use crate::matching::Needles;
use crate::model::{
    Action, Block, Class, CleanSpan, CleanText, Entity, Finding, Kind, Part, RuleId,
};
use lists::Lists;
use scan::{Scan, Words};

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
trait Detector: Send + Sync {
    /// Adds what it finds in a stretch of text, in any order; findings may overlap.
    fn detect(&self, scan: &Scan<'_>, out: &mut Vec<Finding>);

    /// The rule by which the end of a text announces a person, and how sure it is.
    fn announces(&self, _: &Scan<'_>) -> Option<(RuleId, f32)> {
        None
    }
}

/// What a user may choose about detection.
#[derive(Clone, Debug, Default)]
pub struct DetectOptions {
    /// Redact an e-mail address whole, not only the part before the at sign.
    pub whole_email: bool,
    /// What happens to whole classes of people, where it is not what their rules say.
    pub classes: BTreeMap<Class, Action>,
    /// Names that are redacted wherever they stand.
    pub redact_always: Vec<String>,
    /// Names that stay wherever they stand, unless the other list holds them.
    pub keep_always: Vec<String>,
}

impl DetectOptions {
    /// What a finding of a class is, and what happens to it.
    fn decide(&self, class: Option<Class>, kind: Kind, action: Action) -> (Kind, Action) {
        match class.and_then(|c| self.classes.get(&c).map(|&a| (c, a))) {
            Some((class, action)) => (class.kind(kind, action), action),
            None => (kind, action),
        }
    }
}

/// The rule for names behind a form of address: "de heer".
const ADDRESSED: &str = "personen/aanspreekvorm";

/// All detectors in force.
pub struct Detectors {
    list: Vec<Box<dyn Detector>>,
    words: Words,
    lists: Option<Lists>,
}

impl Detectors {
    /// The detectors for these rules.
    #[must_use]
    pub fn new(rules: &Rules, options: &DetectOptions) -> Self {
        let mut words = engine::lexicon_words();
        Self {
            list: vec![
                Box::new(engine::Engine::new(rules, options, &mut words)),
                Box::new(tagger::Tagger::built_in()),
                Box::new(holders::Holders::new(&words, options)),
            ],
            lists: (!options.redact_always.is_empty() || !options.keep_always.is_empty())
                .then(|| Lists::new(&words, &options.redact_always, &options.keep_always)),
            words,
        }
    }

    /// Runs every detector over a view; findings in order of position, with what they
    /// disagreed on settled.
    #[must_use]
    pub fn detect(&self, view: &View<'_>) -> Vec<Finding> {
        resolve::resolve(view.text, self.unresolved(view))
    }

    /// Carries what was found in one place over to all others: names found beyond doubt are found
    /// everywhere, office holders stay everywhere, and mentions of one person are linked by
    /// [`Finding::entity`]. `findings` holds, for each view, what [`Detectors::detect`] gave.
    ///
    /// `dossiers` hold the names that are known from other documents, or from what is not published.
    pub fn propagate(
        &self,
        views: &[View<'_>],
        findings: &mut [Vec<Finding>],
        dossiers: &[&Dossier],
    ) {
        if let Some(lists) = &self.lists {
            for (view, found) in views.iter().zip(findings.iter_mut()) {
                lists.seek(view.text, found);
            }
        }
        propagate::propagate(&self.words, views, findings, dossiers);
    }

    /// The names that the user's list has redacted in every document.
    #[must_use]
    pub fn listed(&self) -> Option<&Needles> {
        self.lists.as_ref().map(Lists::values)
    }

    /// Names that are to be found in every document of a dossier.
    #[must_use]
    pub fn dossier<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Dossier {
        Dossier::new(&self.words, names)
    }

    /// Whether a name that a rule found is known well enough to be sought in other documents.
    #[must_use]
    pub fn is_sure(&self, name: &str, rule: &str, confidence: f32) -> bool {
        let addressed = rule == ADDRESSED && confidence >= propagate::SURE;
        let certain = confidence >= propagate::LABELLED;
        confidence >= propagate::SURE
            && dossier::is_sure(&self.words, name, addressed)
            && (certain || addressed || dossier::is_full(&self.words, name))
    }

    /// The person of each mention: for each text, one number a place in it.
    #[must_use]
    pub fn number(
        &self,
        texts: &[&str],
        places: &[Vec<(CleanSpan, Kind)>],
    ) -> Vec<Vec<Option<Entity>>> {
        let places: Vec<Vec<_>> = places
            .iter()
            .map(|list| list.iter().copied().map(Some).collect())
            .collect();
        entities::numbers(&self.words, texts, &places)
    }

    /// How much a mention tells of who someone is: more is better.
    #[must_use]
    pub fn fullness(&self, mention: &str) -> usize {
        entities::fullness(&self.words, mention)
    }

    /// The numbers over all documents of the persons of each, who come in order of first mention
    /// with the fullest of their mentions.
    #[must_use]
    pub fn number_over(&self, documents: &[&[(Entity, String)]]) -> Vec<BTreeMap<Entity, Entity>> {
        entities::over_documents(&self.words, documents)
    }

    /// The rule by which the end of a text announces a person, and how sure it is. In the text
    /// [`Detectors::GAP`] stands for whatever is taken out.
    #[must_use]
    pub fn announces(&self, before: &str) -> Option<(RuleId, f32)> {
        let scan = Scan::new(before, 0..before.len(), &self.words);
        self.list.iter().find_map(|d| d.announces(&scan))
    }

    /// What stands for a redaction in [`Detectors::announces`].
    pub const GAP: char = announce::GAP;

    /// What every detector says, in order of position, contradictions and all.
    fn unresolved(&self, view: &View<'_>) -> Vec<Finding> {
        let mut out = Vec::new();
        for (range, believe) in stretch::stretches(view.text) {
            let scan = Scan::new(view.text, range, &self.words);
            let before = out.len();
            for detector in &self.list {
                detector.detect(&scan, &mut out);
            }
            if believe.len() < view.text.len() {
                let found = out.split_off(before);
                let inside = |f: &Finding| believe.contains(&(f.span.start as usize));
                out.extend(found.into_iter().filter(inside));
            }
        }
        tables::detect(view.text, &self.words, &mut out);
        chat::seek(&self.words, view.text, &mut out);
        addressee::seek(&self.words, view.text, &mut out);
        out.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        resolve::without_parts(out)
    }

    /// The detectors with the built-in rules.
    #[must_use]
    pub fn built_in() -> Self {
        Self::new(&Rules::built_in(), &DetectOptions::default())
    }
}
