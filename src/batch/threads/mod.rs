//! Mails of one conversation, and messages that stand in more mails than one: numbers over the batch.
//!
//! [`chain`] splits a mail into its messages. Everything is compared in memory; what is published are
//! numbers in the order of the paths.

mod chain;
mod union;

use crate::pipeline::Analysis;
use chain::{Message, messages};
use std::collections::{BTreeMap, BTreeSet};
use union::Union;

/// What a mail is recognised by. Never published.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Trace {
    /// Its own identifier and those it answers.
    ids: Vec<String>,
    has_id: bool,
    /// The file is a mail, not one on paper.
    pub(super) is_file: bool,
    subject: String,
    people: BTreeSet<String>,
    /// Its own message first, then those it quotes.
    messages: Vec<[u8; 16]>,
}

/// The numbers of a mail.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Numbers {
    /// The conversation.
    pub(super) thread: u32,
    /// The messages in it, its own first.
    pub(super) messages: Vec<u32>,
}

/// What a document is recognised by, if it is a mail, also one on paper.
pub(super) fn trace(analysis: &Analysis) -> Option<Trace> {
    let header = analysis.mail.as_ref();
    let typed = analysis.note.document_type.as_ref();
    if header.is_none() && typed.is_none_or(|t| t.value != "e-mail") {
        return None;
    }
    let messages = messages(&analysis.laid.raw);
    let first = messages.first()?;
    let ids = header.map(|h| h.id.iter().chain(&h.earlier).cloned().collect());
    Some(Trace {
        ids: ids.unwrap_or_default(),
        has_id: header.is_some_and(|h| h.id.is_some()),
        is_file: header.is_some(),
        subject: first.subject.clone(),
        people: first.people.clone(),
        messages: messages.iter().map(Message::fingerprint).collect(),
    })
}

/// Numbers the conversations and messages of a batch, in the order of its documents.
pub(super) fn number(traces: &[Option<&Trace>]) -> Vec<Option<Numbers>> {
    let mut union = Union::new(traces.len());
    by_id(traces, &mut union);
    by_message(traces, &mut union);
    by_subject(traces, &mut union);
    let mut threads = BTreeMap::new();
    let mut numbered = BTreeMap::new();
    let mut out = Vec::with_capacity(traces.len());
    for (n, trace) in traces.iter().enumerate() {
        out.push(trace.map(|trace| {
            Numbers {
                thread: nth(&mut threads, union.root(n)),
                messages: trace
                    .messages
                    .iter()
                    .map(|m| nth(&mut numbered, *m))
                    .collect(),
            }
        }));
    }
    out
}

/// The number of a thing, from 1, in the order in which things are met.
fn nth<T: Ord>(known: &mut BTreeMap<T, u32>, thing: T) -> u32 {
    let next = u32::try_from(known.len() + 1).unwrap_or(u32::MAX);
    *known.entry(thing).or_insert(next)
}

fn each<'a>(traces: &'a [Option<&'a Trace>]) -> impl Iterator<Item = (usize, &'a Trace)> {
    traces
        .iter()
        .enumerate()
        .filter_map(|(n, t)| Some((n, (*t)?)))
}

fn by_id(traces: &[Option<&Trace>], union: &mut Union) {
    let mut first = BTreeMap::new();
    for (n, trace) in each(traces) {
        for id in &trace.ids {
            union.join(n, *first.entry(id.as_str()).or_insert(n));
        }
    }
}

fn by_message(traces: &[Option<&Trace>], union: &mut Union) {
    let mut first = BTreeMap::new();
    for (n, trace) in each(traces) {
        for message in &trace.messages {
            union.join(n, *first.entry(message).or_insert(n));
        }
    }
}

/// One subject and a person in common, where identifiers are missing.
fn by_subject(traces: &[Option<&Trace>], union: &mut Union) {
    let mut groups: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (n, trace) in each(traces).filter(|(_, t)| !t.subject.is_empty()) {
        for person in &trace.people {
            groups.entry((&trace.subject, person)).or_default().push(n);
        }
    }
    for group in groups.values() {
        let bare = group
            .iter()
            .find(|&&n| traces[n].is_some_and(|t| !t.has_id));
        if let Some(&bare) = bare {
            group.iter().for_each(|&n| union.join(bare, n));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(text: &str, ids: &[&str]) -> Trace {
        let messages = messages(text);
        Trace {
            ids: ids.iter().map(ToString::to_string).collect(),
            has_id: !ids.is_empty(),
            is_file: true,
            subject: messages[0].subject.clone(),
            people: messages[0].people.clone(),
            messages: messages.iter().map(Message::fingerprint).collect(),
        }
    }

    fn numbers(mails: &[Trace]) -> Vec<(u32, Vec<u32>)> {
        let traces: Vec<_> = mails.iter().map(Some).collect();
        number(&traces)
            .into_iter()
            .flatten()
            .map(|n| (n.thread, n.messages))
            .collect()
    }

    const FIRST: &str = "Van: Jan Bos <j.bos@example.nl>\nVerzonden: dinsdag 8 februari 2022 10:02\nAan: Piet Blom\nOnderwerp: Overleg over de dijk\n\nKunnen we dinsdag overleggen over de dijk en de sluis bij Meerstad?\n";

    #[test]
    fn answers_and_what_they_quote_are_one_conversation() {
        let answer = format!(
            "Van: Piet Blom\nVerzonden: dinsdag 8 februari 2022 11:00\nAan: Jan Bos <j.bos@example.nl>\nOnderwerp: RE: Overleg over de dijk\n\nGoed.\n\n{FIRST}"
        );
        let quoted = format!(
            "Van: Piet Blom\nDatum: 9 februari 2022 11:00\nAan: Ans Vis\nOnderwerp: FW: Overleg over de dijk\n\nTer info.\n\n> {}",
            FIRST.replace('\n', "\n> ")
        );
        let other = FIRST.replace("dijk", "weg").replace("sluis", "brug");
        let found = numbers(&[
            mail(FIRST, &[]),
            mail(&answer, &[]),
            mail(&other, &[]),
            mail(&quoted, &[]),
        ]);
        assert_eq!(
            found,
            [(1, vec![1]), (1, vec![2, 1]), (2, vec![3]), (1, vec![4, 1])]
        );
    }

    #[test]
    fn identifiers_join_and_subjects_join_only_where_they_lack() {
        let with = |n: u32, ids: &[&str]| {
            mail(
                &format!(
                    "Van: a@example.nl\nVerzonden: 8 februari 2022 10:0{n}\nAan: b@example.nl\nOnderwerp: Vraag\n\nDit is bericht {n}.\n"
                ),
                ids,
            )
        };
        let found = numbers(&[with(1, &["a"]), with(2, &["b"]), with(3, &["c", "a"])]);
        let threads: Vec<_> = found.iter().map(|(t, _)| *t).collect();
        assert_eq!(threads, [1, 2, 1]);
        let found = numbers(&[with(1, &["a"]), with(2, &["b"]), with(3, &[])]);
        assert!(found.iter().all(|(t, _)| *t == 1));
    }
}
