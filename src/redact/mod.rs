//! Findings to a [`Plan`]: overlaps united, the policy applied, the same value redacted
//! wherever it stands; and the only way to publishable text.

mod blackout;
mod lists;
mod name;
mod policy;
mod project;
mod published;
mod resolve;
mod sweep;
mod tell;
mod trace;

pub use blackout::{After, Drawn, Given, GivenError, Order, Phrase, Region, after, blackout};
pub use name::{plan_name, spaced};
pub use policy::{Boxes, NameLists, Policy, PolicyError, ReviewAs};
pub use project::onto_parts;
pub use published::{Published, PublishedText, label_in_name, redacted_name};
pub use tell::tell;
pub use trace::trace;

use crate::matching::{Needle, Needles};
use std::collections::BTreeMap;

use crate::model::{Action, Clean, CleanSpan, CleanText, Entity, Evidence, Finding, Kind, RuleId};

/// A passage that is taken out.
#[derive(Clone, PartialEq, Debug)]
pub struct Redaction {
    /// Where it stands in the clean part.
    pub span: CleanSpan,
    /// What it is.
    pub kind: Kind,
    /// [`Action::Redact`] or [`Action::Review`].
    pub action: Action,
    /// The ground under the Woo.
    pub ground: String,
    /// The rule that says so with most confidence.
    pub rule: RuleId,
    /// How sure all evidence together makes it, 0 to 1.
    pub confidence: f32,
    /// Which person.
    pub entity: Option<Entity>,
    /// What all rules say of the place.
    pub evidence: Vec<Evidence>,
    /// Its number over all documents, where that is to stand in the place of the ground.
    pub pseudonym: Option<Entity>,
    /// What is published of why: nothing that depends on the letters of what is taken out.
    pub told: Told,
}

impl Redaction {
    /// What stands in its place.
    #[must_use]
    pub fn label(&self, policy: &Policy) -> String {
        self.pseudonym.map_or_else(
            || policy.label_for(&self.ground),
            |number| format!("[persoon {number}]"),
        )
    }
}

/// The rule that a publication names for a redaction, and its confidence.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// The rule.
    pub rule: RuleId,
    /// 0 to 1.
    pub confidence: f32,
}

/// What is to happen to one part. Redactions are disjoint and in order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PartPlan {
    /// What is taken out.
    pub redactions: Vec<Redaction>,
    /// What was recognised and stays.
    pub kept: Vec<Finding>,
}

/// What is to happen to a document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plan {
    /// The body.
    pub body: PartPlan,
    /// The colofon.
    pub colofon: PartPlan,
    values: Vec<Needle>,
}

impl Plan {
    /// Each published part: its clean text, and what is to happen to it.
    #[must_use]
    pub fn parts<'a>(&'a self, clean: &'a Clean) -> [(&'a CleanText, &'a PartPlan); 2] {
        [(&clean.body, &self.body), (&clean.colofon, &self.colofon)]
    }

    /// Numbers persons as over all documents; their numbers stand in the place of grounds.
    pub fn renumber(&mut self, numbers: &BTreeMap<Entity, Entity>) {
        for r in self
            .body
            .redactions
            .iter_mut()
            .chain(&mut self.colofon.redactions)
        {
            r.entity = r.entity.and_then(|e| numbers.get(&e).copied());
            r.pseudonym = r.entity.filter(|_| r.kind == Kind::Person);
        }
    }

    /// Where the redactions of each part stand, and what they are.
    #[must_use]
    pub fn places(&self) -> [Vec<(CleanSpan, Kind)>; 2] {
        [&self.body, &self.colofon].map(|part| {
            let place = |r: &Redaction| (r.span, r.kind);
            part.redactions.iter().map(place).collect()
        })
    }

    /// Says which person each redaction of each part names, in the order of [`Plan::places`].
    pub fn set_entities(&mut self, numbers: &[Vec<Option<Entity>>]) {
        for (part, numbers) in [&mut self.body, &mut self.colofon].into_iter().zip(numbers) {
            for (r, number) in part.redactions.iter_mut().zip(numbers) {
                r.entity = *number;
            }
        }
    }

    /// The values that are redacted, in the forms in which they are to be sought elsewhere.
    #[must_use]
    pub fn values(&self) -> &[Needle] {
        &self.values
    }
}

/// The findings of a document, by the part they stand in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PartFindings {
    /// In the body.
    pub body: Vec<Finding>,
    /// In the colofon.
    pub colofon: Vec<Finding>,
}

/// Makes the plan of a document. `known` are values that go wherever they stand, unless they are
/// kept there.
#[must_use]
pub fn plan(clean: &Clean, findings: PartFindings, known: &[&Needles], policy: &Policy) -> Plan {
    let mut plan = Plan {
        body: resolve::resolve(&clean.body.text, findings.body, policy),
        colofon: resolve::resolve(&clean.colofon.text, findings.colofon, policy),
        values: Vec::new(),
    };
    sweep::sweep(clean, &mut plan, known, policy);
    sweep::settle(clean, &mut plan);
    plan
}
