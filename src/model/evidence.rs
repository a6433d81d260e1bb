//! What speaks for a finding and what against it.

use super::{Action, Kind};
use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// What a rule goes by. Two sources that agree are surer than one; two rules of one source are not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Source {
    /// What stands around a value, or its form: a label, a title, a place on the page.
    Context,
    /// The letters of a name: lists of first names and surnames.
    Letters,
    /// The learned detector of names.
    Learned,
    /// Another mention of the same value.
    Mention,
}

/// The id of a rule, as `file/name`, and what it goes by. Cheap to clone: no text is copied.
#[derive(Clone)]
pub struct RuleId {
    id: Id,
    source: Source,
}

#[derive(Clone)]
enum Id {
    Fixed(&'static str),
    Read(Arc<str>),
}

impl RuleId {
    /// A rule of the program itself.
    #[must_use]
    pub const fn fixed(id: &'static str, source: Source) -> Self {
        Self {
            id: Id::Fixed(id),
            source,
        }
    }

    /// A rule that was read.
    #[must_use]
    pub fn read(id: &str, source: Source) -> Self {
        Self {
            id: Id::Read(id.into()),
            source,
        }
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.id {
            Id::Fixed(id) => id,
            Id::Read(id) => id,
        }
    }

    /// What the rule goes by.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }
}

impl Deref for RuleId {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for RuleId {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for RuleId {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for RuleId {}

impl PartialOrd for RuleId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RuleId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialEq<str> for RuleId {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for RuleId {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for RuleId {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl serde::Serialize for RuleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// What one rule says of a place.
#[derive(Clone, PartialEq, Debug)]
pub struct Evidence {
    /// The rule.
    pub rule: RuleId,
    /// What it takes the place for.
    pub kind: Kind,
    /// What it wants: `keep` speaks against a redaction, `redact` and `review` for one.
    pub action: Action,
    /// How sure it is, 0 to 1.
    pub weight: f32,
    /// For another mention: the rule by which that one is known.
    pub from: Option<RuleId>,
}

/// Surer than this is nothing that only several together say.
const SUREST: f32 = 0.99;

/// What it says against a name that the learned detector, which sees every word, took it for none.
const SILENCE: f32 = 0.8;

/// Adds what was heard; a rule counts once, with what it is surest of.
pub fn note(evidence: &mut Vec<Evidence>, heard: Evidence) {
    let known = evidence
        .iter_mut()
        .find(|e| e.rule == heard.rule && e.action == heard.action);
    match known {
        Some(known) => known.weight = known.weight.max(heard.weight),
        None => evidence.push(heard),
    }
}

/// How sure all of this together makes that a place is of this kind and is taken out or stays.
///
/// The surest rule of each source counts, as if the sources were independent; what speaks
/// against it counts by its odds. That something looks like a name does not speak against an
/// office holder: a minister has a name too. That the learned detector says nothing of a name
/// speaks against it.
#[must_use]
pub fn combined(evidence: &[Evidence], kind: Kind, action: Action) -> f32 {
    let stays = |a: Action| a == Action::Keep;
    let (agree, contradict): (Vec<_>, Vec<_>) = evidence
        .iter()
        .partition(|e| stays(e.action) == stays(action));
    let pro = surest(agree.into_iter().filter(|e| e.kind == kind));
    let contra =
        surest(contradict.into_iter().filter(|e| {
            !stays(action) || matches!(e.rule.source, Source::Context | Source::Mention)
        }));
    let mut sure = against(pro, contra);
    if kind == Kind::Person && !stays(action) && is_unheard(evidence) {
        // Silence alone never makes a redaction less likely than not.
        sure = against(sure, SILENCE).max(sure.min(0.5));
    }
    sure
}

/// How sure remains what is contradicted.
fn against(pro: f32, contra: f32) -> f32 {
    if contra <= 0.5 {
        return pro;
    }
    let odds = |p: f32| p / (1.0 - p).max(1e-3);
    odds(pro) / (odds(pro) + odds(contra))
}

/// Whether rules alone speak, and the learned detector says nothing.
fn is_unheard(evidence: &[Evidence]) -> bool {
    let any = |source: Source| evidence.iter().any(|e| e.rule.source == source);
    !any(Source::Learned) && !any(Source::Mention)
}

/// The noisy-or of the surest rule of each source: never less sure than one of them alone.
fn surest<'e>(evidence: impl Iterator<Item = &'e Evidence>) -> f32 {
    let mut of_source = [0f32; 4];
    for e in evidence {
        let most = &mut of_source[e.rule.source as usize];
        *most = most.max(e.weight);
    }
    let single = of_source.iter().copied().fold(0.0, f32::max);
    let united = 1.0 - of_source.iter().map(|w| 1.0 - w).product::<f32>();
    united.min(SUREST).max(single)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(source: Source, action: Action, weight: f32) -> Evidence {
        Evidence {
            rule: RuleId::fixed("t/t", source),
            kind: Kind::Person,
            action,
            weight,
            from: None,
        }
    }

    fn together(evidence: &[Evidence]) -> f32 {
        combined(evidence, Kind::Person, Action::Redact)
    }

    fn near(a: f32, b: f32) -> bool {
        (a - b).abs() < 1e-3
    }

    #[test]
    fn two_sources_are_surer_than_one_and_two_rules_of_one_source_are_not() {
        use Action::Redact;
        let learned = evidence(Source::Learned, Redact, 0.8);
        let list = evidence(Source::Letters, Redact, 0.8);
        assert!(near(together(std::slice::from_ref(&learned)), 0.8));
        assert!(near(together(&[learned.clone(), learned.clone()]), 0.8));
        assert!(near(together(&[learned, list]), 0.96));
    }

    #[test]
    fn agreement_never_makes_certain_and_never_makes_less_sure() {
        use Action::Redact;
        let label = evidence(Source::Context, Redact, 0.998);
        let learned = evidence(Source::Learned, Redact, 0.9);
        assert!(near(together(&[label, learned]), 0.998));
    }

    #[test]
    fn what_speaks_against_it_makes_less_sure_by_its_weight() {
        let label = evidence(Source::Learned, Action::Redact, 0.98);
        let office = evidence(Source::Context, Action::Keep, 0.96);
        let weak = evidence(Source::Context, Action::Keep, 0.6);
        let opposed = together(&[label.clone(), office]);
        let hardly = together(&[label, weak]);
        assert!(0.5 < opposed && opposed < hardly && hardly < 0.98);
    }

    #[test]
    fn a_name_that_the_learned_detector_did_not_see_is_less_sure_but_still_goes() {
        use Action::Redact;
        let label = evidence(Source::Context, Redact, 0.97);
        let list = evidence(Source::Letters, Redact, 0.7);
        let alone = together(std::slice::from_ref(&label));
        assert!(0.8 < alone && alone < 0.97);
        assert!(together(&[list]) >= 0.5);
        let seen = evidence(Source::Learned, Redact, 0.6);
        assert!(together(&[label, seen]) > 0.97);
    }

    #[test]
    fn that_it_looks_like_a_name_does_not_speak_against_an_office_holder() {
        let office = evidence(Source::Context, Action::Keep, 0.97);
        let learned = evidence(Source::Learned, Action::Redact, 0.9);
        assert!(near(
            combined(&[office, learned], Kind::Person, Action::Keep),
            0.97
        ));
    }
}
