//! Says of what was found by its like where the like stood, and how sure that makes it.
//!
//! A value that stands again is as sure as the place that it was known from, and less where it
//! is also an ordinary word.

use super::{Plan, Redaction};
use crate::lexicon::words;
use crate::matching::{folded, surname};
use crate::model::{Clean, EvidenceSource, Kind, RuleId};
use std::collections::BTreeMap;

/// How much of its sureness a value keeps where it stands again …
const AGAIN: f32 = 0.96;
/// … and where it is one word that may also be another.
const DOUBTFUL: f32 = 0.75;

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
        for r in part.redactions.iter_mut().filter(|r| is_echo(r)) {
            let value = &text[r.span.range()];
            let origin = by_value
                .get(&(r.kind, folded(value)))
                .or_else(|| by_entity.get(&r.entity?));
            if let Some(origin) = origin {
                echo(r, value, origin);
            }
        }
    }
}

/// Whether nothing but other mentions speaks for it.
fn is_echo(r: &Redaction) -> bool {
    r.evidence
        .iter()
        .filter(|e| e.action != crate::model::Action::Keep)
        .all(|e| e.rule.source() == EvidenceSource::Mention)
}

fn surest<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Origin>, r: &Redaction) {
    let known = entry.or_insert_with(|| (0.0, r.rule.clone()));
    if (r.confidence, &r.rule) > (known.0, &known.1) {
        *known = (r.confidence, r.rule.clone());
    }
}

fn echo(r: &mut Redaction, value: &str, (sure, rule): &Origin) {
    let word = value.split_whitespace().nth(1).is_none();
    let doubtful = r.kind == Kind::Person && word && words::is_known(&value.to_lowercase());
    let weight = sure * if doubtful { DOUBTFUL } else { AGAIN };
    for e in &mut r.evidence {
        if e.rule.source() == EvidenceSource::Mention {
            e.weight = weight;
            e.from = Some(rule.clone());
        }
    }
    r.weigh();
}
