//! Links mentions of one person: full name, surname, initials and surname, given name, nickname,
//! e-mail address, user name, paraaf, and what OCR made of them.
//!
//! Full names come first, wherever they stand; then what is less than full is given to the person
//! whose name it fits best, of several to the one that was named last before it ([`people`]);
//! addresses and monograms come last ([`address`]).

mod address;
mod alike;
pub(super) mod mention;
mod people;

use std::collections::BTreeMap;

use super::View;
use super::scan::Words;
use super::scan::word::{FIRST, SURNAME};
use crate::model::{Action, CleanSpan, Entity, Finding, Kind};
use mention::Mention;
use people::People;

/// Numbers the persons in order of first mention.
pub(super) fn link(words: &Words, views: &[View<'_>], findings: &mut [Vec<Finding>]) {
    let places: Vec<Vec<Option<(CleanSpan, Kind)>>> = findings
        .iter()
        .map(|list| {
            let gone = |f: &Finding| (f.action != Action::Keep).then_some((f.span, f.kind));
            list.iter().map(gone).collect()
        })
        .collect();
    let texts: Vec<&str> = views.iter().map(|v| v.text).collect();
    for (list, numbers) in findings.iter_mut().zip(numbers(words, &texts, &places)) {
        for (f, number) in list.iter_mut().zip(numbers) {
            f.entity = number;
        }
    }
}

/// The numbers of mentions: one list of places a text.
pub(super) fn numbers(
    words: &Words,
    texts: &[&str],
    places: &[Vec<Option<(CleanSpan, Kind)>>],
) -> Vec<Vec<Option<Entity>>> {
    let mut all: Vec<(&str, Kind)> = Vec::new();
    for (text, list) in texts.iter().zip(places) {
        let found = |place: &Option<(CleanSpan, Kind)>| {
            place.and_then(|(span, kind)| Some((text.get(span.range())?, kind)))
        };
        let from = all.len();
        let found = list.iter().map(|p| found(p).unwrap_or(("", Kind::Date)));
        all.extend(found);
        for i in 1..list.len() {
            if let (Some((a, Kind::Person)), Some((b, Kind::Person))) = (list[i - 1], list[i])
                && let Some(name) = turned(words, text, a, b)
            {
                all[from + i - 1].0 = name;
                all[from + i].0 = name;
            }
        }
    }
    let persons = persons(words, &all);
    let mut order: BTreeMap<usize, Entity> = BTreeMap::new();
    let mut numbered = persons.into_iter().map(|person| {
        let next = Entity::try_from(order.len() + 1).unwrap_or(Entity::MAX);
        Some(*order.entry(person?).or_insert(next))
    });
    places
        .iter()
        .map(|list| numbered.by_ref().take(list.len()).collect())
        .collect()
}

/// How much a mention tells of who someone is.
pub(super) fn fullness(words: &Words, text: &str) -> usize {
    let mention = mention::read(words, text);
    let phase = phases().iter().position(|fits| fits(&mention));
    3 * (2 - phase.unwrap_or(2)) + usize::from(!mention.surnames.is_empty())
}

/// Full names first, then initials and surnames, then the rest.
fn phases() -> [fn(&Mention) -> bool; 3] {
    [
        Mention::is_named,
        |m| m.is_full() && !m.is_named(),
        |m| !m.is_full(),
    ]
}

/// The numbers over all documents of the persons of each, who come in order of first mention with
/// the fullest of their mentions. Numbers are given in order of first mention too.
pub(super) fn over_documents(
    words: &Words,
    documents: &[&[(Entity, String)]],
) -> Vec<BTreeMap<Entity, Entity>> {
    let all: Vec<(usize, Entity, &str, Mention)> = documents
        .iter()
        .enumerate()
        .flat_map(|(n, people)| people.iter().map(move |(e, text)| (n, *e, &**text)))
        .map(|(n, e, text)| (n, e, text, mention::read(words, text)))
        .collect();
    let mut people = People::new(words);
    let mut persons = vec![None; all.len()];
    for fits in phases() {
        people.rewind();
        for (at, (_, _, text, mention)) in all.iter().enumerate() {
            if persons[at].is_none() && fits(mention) {
                persons[at] = if mention.is_full() {
                    people.of(mention, text, at)
                } else {
                    people.across(mention, text, at)
                };
            }
        }
    }
    let mut order: BTreeMap<usize, Entity> = BTreeMap::new();
    let mut out = vec![BTreeMap::new(); documents.len()];
    let mut strangers = usize::MAX;
    for ((n, entity, ..), person) in all.into_iter().zip(persons) {
        let person = person.unwrap_or_else(|| {
            strangers -= 1;
            strangers
        });
        let next = Entity::try_from(order.len() + 1).unwrap_or(Entity::MAX);
        out[n].insert(entity, *order.entry(person).or_insert(next));
    }
    out
}

/// The whole name where two passages are a surname and the given name behind its comma.
fn turned<'t>(words: &Words, text: &'t str, a: CleanSpan, b: CleanSpan) -> Option<&'t str> {
    let between = text.get(a.end as usize..b.start as usize)?;
    let (first, second) = (text.get(a.range())?, text.get(b.range())?);
    if between.trim_end() != "," || between.len() > 2 {
        return None;
    }
    let (family, given) = (mention::read(words, first), mention::read(words, second));
    let flags = |w: &Option<String>| w.as_deref().map_or(0, |w| words.flags(w));
    let surname = family.letter().is_none()
        && (family.loose.is_none() || flags(&family.loose) & (FIRST | SURNAME) != FIRST);
    let behind = given.surnames.is_empty()
        && given.tail.is_empty()
        && (given.loose.is_none() || flags(&given.loose) & (FIRST | SURNAME) == FIRST);
    (surname && behind).then(|| text.get(a.start as usize..b.end as usize))?
}

/// What each mention is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Name,
    Address,
    Monogram,
    Nobody,
}

fn form(text: &str, kind: Kind) -> Form {
    match kind {
        Kind::Person | Kind::Signature if address::is_monogram(text, kind) => Form::Monogram,
        Kind::Person | Kind::Signature => Form::Name,
        Kind::Email | Kind::Username => Form::Address,
        _ => Form::Nobody,
    }
}

/// The person of each mention, in the order of the mentions.
fn persons(words: &Words, all: &[(&str, Kind)]) -> Vec<Option<usize>> {
    let mut read: BTreeMap<&str, Mention> = BTreeMap::new();
    for &(text, kind) in all {
        if form(text, kind) == Form::Name {
            read.entry(text)
                .or_insert_with(|| mention::read(words, text));
        }
    }
    let mut out = vec![None; all.len()];
    let mut people = People::new(words);
    for fits in phases() {
        people.rewind();
        for (at, &(text, kind)) in all.iter().enumerate() {
            if let Some(person) = out[at] {
                people.seen(person, at);
            } else if form(text, kind) == Form::Name
                && let Some(mention) = read.get(text).filter(|m| fits(m))
            {
                out[at] = people.of(mention, text, at);
            }
        }
    }
    people.join_given_names();
    people.join_accounts();
    for (at, &(text, kind)) in all.iter().enumerate() {
        match form(text, kind) {
            Form::Address => out[at] = people.of_address(text),
            Form::Monogram => out[at] = Some(people.of_monogram(text)),
            _ => {}
        }
    }
    out.into_iter().map(|p| p.map(|p| people.root(p))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::engine;

    fn linked(mentions: &[&str]) -> Vec<usize> {
        let of = |m: &&'static str| {
            let kind = if m.contains('@') {
                Kind::Email
            } else {
                Kind::Person
            };
            (*m, kind)
        };
        let all: Vec<(&str, Kind)> = mentions
            .iter()
            .map(|m| {
                let m: &'static str = Box::leak((*m).to_owned().into_boxed_str());
                of(&m)
            })
            .collect();
        let persons = persons(&engine::lexicon_words(), &all);
        let mut order: Vec<usize> = Vec::new();
        let mut number = |p: Option<usize>| {
            let p = p.unwrap_or(usize::MAX);
            order.iter().position(|&o| o == p).unwrap_or_else(|| {
                order.push(p);
                order.len() - 1
            })
        };
        persons.into_iter().map(&mut number).collect()
    }

    #[test]
    fn every_form_of_a_name_is_one_person() {
        for forms in [
            &[
                "Sanne van der Wiltvank",
                "Van der Wiltvank",
                "S. van der Wiltvank",
                "Sanne",
            ][..],
            &[
                "Wiltvank, S. (Sanne)",
                "WILTVANK Sanne",
                "sanne",
                "S.M. Wiltvank",
                "Sannes",
            ],
            &[
                "Sanne Wiltvank",
                "s.wiltvank@",
                "swiltvank@",
                "wiltvs@",
                "sannewiltvank4@",
            ],
            &["Anna de Boer", "AdB", "A. de Boer", "Boer, A. de"],
            &[
                "Sanne Wiltvank-Ooms",
                "S. Wiltvank",
                "mevrouw Wiltvank-Ooms",
            ],
            &[
                "Sanne Niederhausen",
                "S. Niederhousen",
                "Niederhausen",
                "Niederh ausen",
            ],
            &["Taras H.", "T. Hrytsenko", "Hrytsenko"],
            &["Jan de Waard", "de waard", "jan"],
        ] {
            assert_eq!(linked(forms), vec![0; forms.len()], "{forms:?}");
        }
    }

    #[test]
    fn two_people_of_one_name_stay_two() {
        for forms in [
            ["A. Wiltvank", "B. Wiltvank"],
            ["Sanne Wiltvank", "Joris Wiltvank"],
            ["Jan Wiltvank", "Janneke Wiltvank"],
            ["C. Jansen", "C. Janssen"],
            ["Sanne", "Joris"],
        ] {
            assert_eq!(linked(&forms), [0, 1], "{forms:?}");
        }
    }

    #[test]
    fn a_bare_surname_is_the_one_who_was_named_last() {
        assert_eq!(
            linked(&[
                "A. Wiltvank",
                "Wiltvank",
                "B. Wiltvank",
                "Wiltvank",
                "A. Wiltvank",
                "wiltvank"
            ]),
            [0, 0, 1, 1, 0, 0]
        );
    }

    #[test]
    fn a_person_has_one_number_in_all_documents() {
        let documents: Vec<Vec<(Entity, String)>> = [
            &["S. Wiltvank", "Joris"][..],
            &["Sanne Wiltvank", "Joris Drobbelsma", "B. Wiltvank"],
            &["Drobbelsma", "Wiltvank", "Sanne"],
        ]
        .iter()
        .map(|names| (1..).zip(names.iter().map(|n| (*n).to_owned())).collect())
        .collect();
        let lists: Vec<&[(Entity, String)]> = documents.iter().map(Vec::as_slice).collect();
        let numbers: Vec<Vec<Entity>> = over_documents(&engine::lexicon_words(), &lists)
            .into_iter()
            .map(|m| m.into_values().collect())
            .collect();
        // "Wiltvank" may be either of two, so it is neither.
        assert_eq!(numbers, [vec![1, 2], vec![1, 2, 3], vec![2, 4, 1]]);
    }

    #[test]
    fn many_people_of_one_name_cost_no_more_than_others() {
        let names: Vec<String> = (0..3000)
            .map(|n| {
                format!(
                    "{}. Wiltvank",
                    char::from(b'A' + u8::try_from(n % 26).unwrap())
                )
            })
            .collect();
        let forms: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(linked(&forms).into_iter().max(), Some(25));
    }
}
