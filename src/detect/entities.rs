//! Links mentions of one person: full name, surname, initials and surname, e-mail address.

use std::collections::BTreeMap;

use super::View;
use super::parts::{Known, Parts, folded};
use crate::model::{Action, Entity, Finding, Kind};

/// A person as known so far.
struct Person {
    parts: Parts,
}

/// All persons of a document, with the words by which each is found again.
#[derive(Default)]
struct People {
    list: Vec<Person>,
    by_surname: BTreeMap<String, Vec<usize>>,
    by_first: BTreeMap<String, Vec<usize>>,
}

impl People {
    /// The person that a mention means, or a new one.
    fn of(&mut self, parts: &Parts) -> usize {
        let surname = parts.key();
        let first = parts.firsts.first().map(|f| folded(f));
        let candidates = match (&surname, &first) {
            (Some(s), _) => self.by_surname.get(s),
            (None, Some(f)) => self.by_first.get(f),
            (None, None) => None,
        };
        let known = candidates.and_then(|all| {
            all.iter()
                .copied()
                .find(|&i| self.list[i].parts.agrees(parts))
        });
        // A surname after a first name alone: "Sanne" and then "Sanne Bos".
        let known = known.or_else(|| {
            let all = self.by_first.get(first.as_ref()?)?;
            all.iter()
                .copied()
                .find(|&i| self.list[i].parts.surnames.is_empty())
        });
        let index = known.unwrap_or(self.list.len());
        if known.is_none() {
            self.list.push(Person {
                parts: parts.clone(),
            });
        }
        let person = &mut self.list[index].parts;
        if person.firsts.is_empty() {
            person.firsts.clone_from(&parts.firsts);
        }
        if person.initials.is_empty() {
            person.initials.clone_from(&parts.initials);
        }
        if person.surnames.is_empty() {
            person.surnames.clone_from(&parts.surnames);
        }
        for surname in &parts.surnames {
            note(&mut self.by_surname, folded(surname), index);
        }
        for first in &parts.firsts {
            note(&mut self.by_first, folded(first), index);
        }
        index
    }

    /// The person whose name an e-mail address spells.
    fn of_address(&self, local: &str) -> Option<usize> {
        let parts: Vec<String> = local
            .split(|c: char| !c.is_alphabetic())
            .filter(|p| p.chars().count() > 2)
            .map(folded)
            .collect();
        let named = |map: &BTreeMap<String, Vec<usize>>| {
            parts
                .iter()
                .find_map(|p| map.get(p).and_then(|all| all.first().copied()))
        };
        named(&self.by_surname).or_else(|| named(&self.by_first))
    }
}

fn note(map: &mut BTreeMap<String, Vec<usize>>, key: String, index: usize) {
    let list = map.entry(key).or_default();
    if !list.contains(&index) {
        list.push(index);
    }
}

/// Numbers the persons in order of first mention.
pub(super) fn link<'t>(known: &mut Known<'t>, views: &[View<'t>], findings: &mut [Vec<Finding>]) {
    let mut people = People::default();
    let mut persons: Vec<Vec<Option<usize>>> = Vec::with_capacity(findings.len());
    // Names first, then the addresses that spell them.
    for (view, list) in views.iter().zip(findings.iter()) {
        let mut of = |f: &Finding| {
            let named =
                matches!(f.kind, Kind::Person | Kind::Signature) && f.action != Action::Keep;
            if !named {
                return None;
            }
            Some(people.of(known.parts(view.text.get(f.span.range())?)?))
        };
        persons.push(list.iter().map(&mut of).collect());
    }
    for ((view, list), numbers) in views.iter().zip(findings.iter()).zip(&mut persons) {
        for (f, number) in list.iter().zip(numbers.iter_mut()) {
            if f.kind == Kind::Email && f.action != Action::Keep {
                *number = view
                    .text
                    .get(f.span.range())
                    .and_then(|local| people.of_address(local));
            }
        }
    }
    let mut order: BTreeMap<usize, Entity> = BTreeMap::new();
    for (list, numbers) in findings.iter_mut().zip(persons) {
        for (f, number) in list.iter_mut().zip(numbers) {
            let Some(person) = number else { continue };
            let next = Entity::try_from(order.len() + 1).unwrap_or(Entity::MAX);
            f.entity = Some(*order.entry(person).or_insert(next));
        }
    }
}
