//! Says of what stands elsewhere too where it is known from, and how sure that makes it.
//!
//! A value that stands again is as sure as the place that it is known from, and less where it
//! is also an ordinary word. A name that only looks like one, and that a label announces in
//! another place, is surer for it.

use super::{Plan, Redaction};
use crate::lexicon::words;
use crate::matching::{folded, surname};
use crate::model::{Action, Clean, Evidence, EvidenceSource, Kind, RuleId, note};
use std::collections::BTreeMap;

/// How much of its sureness a value keeps where it stands again …
const AGAIN: f32 = 0.96;
/// … and where it is one word that may also be another.
const DOUBTFUL: f32 = 0.75;

/// The rule that says so.
const SAME: RuleId = RuleId::fixed("document/zelfde-naam", EvidenceSource::Mention);

/// Where a value is known from: the rule, and how sure it is there.
type Origin = (f32, RuleId);

/// Traces each redaction that other mentions alone speak for.
pub fn trace(clean: &Clean, plan: &mut Plan) {
    let texts = [&*clean.body.text, &*clean.colofon.text];
    let mut by_value: BTreeMap<(Kind, Vec<u8>), Origin> = BTreeMap::new();
    let mut by_entity: BTreeMap<u32, Origin> = BTreeMap::new();
    for (text, part) in texts.iter().zip([&plan.body, &plan.colofon]) {
        for r in part.redactions.iter().filter(|r| !is_echo(r)) {
            let value = &text[r.span.range()];
            let family = (r.kind == Kind::Person).then(|| surname(value)).flatten();
            for form in [Some(value), family].into_iter().flatten() {
                surest(by_value.entry((r.kind, folded(form))), r);
            }
            if let Some(entity) = r.entity {
                surest(by_entity.entry(entity), r);
            }
        }
    }
    for (text, part) in texts.into_iter().zip([&mut plan.body, &mut plan.colofon]) {
        for r in part.redactions.iter_mut().filter(|r| !is_announced(r)) {
            let value = &text[r.span.range()];
            let same = by_value.get(&(r.kind, folded(value)));
            if is_echo(r) {
                if let Some(origin) = same.or_else(|| by_entity.get(&r.entity?)) {
                    echo(r, value, origin);
                }
            } else if let Some(origin) = same.filter(|(_, rule)| by_context(rule)) {
                note(&mut r.evidence, stands_again(r.kind, value, origin));
                r.weigh();
            }
        }
    }
}

/// Whether nothing but other mentions speaks for it.
fn is_echo(r: &Redaction) -> bool {
    r.evidence
        .iter()
        .filter(|e| e.action != Action::Keep)
        .all(|e| e.rule.source() == EvidenceSource::Mention)
}

fn by_context(rule: &RuleId) -> bool {
    rule.source() == EvidenceSource::Context
}

/// Whether its own place says what it is.
fn is_announced(r: &Redaction) -> bool {
    r.evidence
        .iter()
        .any(|e| e.action != Action::Keep && by_context(&e.rule))
}

fn surest<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Origin>, r: &Redaction) {
    let known = entry.or_insert_with(|| (0.0, r.rule.clone()));
    if (r.confidence, &r.rule) > (known.0, &known.1) {
        *known = (r.confidence, r.rule.clone());
    }
}

/// What the other mention says of this one.
fn stands_again(kind: Kind, value: &str, (sure, rule): &Origin) -> Evidence {
    let word = value.split_whitespace().nth(1).is_none();
    let doubtful = kind == Kind::Person && word && words::is_known(&value.to_lowercase());
    Evidence {
        rule: SAME,
        kind,
        action: Action::Redact,
        weight: sure * if doubtful { DOUBTFUL } else { AGAIN },
        from: Some(rule.clone()),
    }
}

/// Weighs what other mentions alone speak for by what is known of these.
fn echo(r: &mut Redaction, value: &str, origin: &Origin) {
    let said = stands_again(r.kind, value, origin);
    for e in &mut r.evidence {
        if e.rule.source() == EvidenceSource::Mention {
            e.weight = said.weight;
            e.from.clone_from(&said.from);
        }
    }
    r.weigh();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CleanSpan, CleanText, Finding};
    use crate::redact::{PartFindings, Policy, plan};

    const LABEL: RuleId = RuleId::fixed("t/label", EvidenceSource::Context);
    const LEARNED: RuleId = RuleId::fixed("t/learned", EvidenceSource::Learned);

    /// The sureness and the source of each redaction of a text.
    fn traced(text: &str, found: &[(&str, RuleId, f32)]) -> Vec<(f32, Option<RuleId>)> {
        let clean = Clean {
            body: CleanText {
                text: text.to_owned(),
                ..CleanText::default()
            },
            ..Clean::default()
        };
        let of = |(word, rule, sure): &(&str, RuleId, f32)| {
            let at = text.find(word).unwrap();
            let span = CleanSpan::new(at, at + word.len());
            Finding::new(span, Kind::Person, Action::Redact, rule.clone(), *sure)
        };
        let body = found.iter().map(of).collect();
        let colofon = Vec::new();
        let mut plan = plan(
            &clean,
            PartFindings { body, colofon },
            &[],
            &Policy::default(),
        );
        trace(&clean, &mut plan);
        plan.body
            .redactions
            .iter()
            .map(|r| {
                let from = r.evidence.iter().find_map(|e| e.from.clone());
                (r.confidence, from)
            })
            .collect()
    }

    #[test]
    fn what_stands_again_is_as_sure_as_where_it_is_known_from() {
        let text = "mr. J. Wiltvank belt; Wiltvank ook";
        let of = |sure| traced(text, &[("mr. J. Wiltvank", LEARNED, sure)])[1].clone();
        let (weak, strong) = (of(0.6), of(0.9));
        assert!(weak.0 < 0.6 && strong.0 > 0.8, "{weak:?} {strong:?}");
        assert_eq!(strong.1, Some(LEARNED));
    }

    #[test]
    fn an_ordinary_word_is_less_sure_where_it_stands_again() {
        let of = |name: &str| {
            let text = format!("mr. J. {name} belt; {name} ook");
            traced(&text, &[(&format!("mr. J. {name}"), LEARNED, 0.9)])[1].0
        };
        assert!(of("Kok") < of("Wiltvank"));
    }

    #[test]
    fn a_name_is_surer_where_a_label_announces_it_elsewhere() {
        let text = "Van: J. Wiltvank. Dat weet WILTVANK ook";
        let bare = ("WILTVANK", LEARNED, 0.7);
        let alone = traced(text, std::slice::from_ref(&bare));
        let both = traced(text, &[("J. Wiltvank", LABEL, 0.97), bare]);
        assert_eq!(alone.last().map(|a| a.1.clone()), Some(None));
        assert!(both[1].0 > alone[0].0, "{both:?} {alone:?}");
        assert_eq!(both[1].1, Some(LABEL));
    }
}
