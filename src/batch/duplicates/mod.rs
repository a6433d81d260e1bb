//! Documents that are the same: the same bytes, or nearly the same text. Numbers over the batch.
//!
//! [`reading`] takes from a document the text that tells it from others, without what is redacted
//! in it; [`sketch`] makes some hundred small numbers of that, alike where texts are alike;
//! [`buckets`] finds who may be alike without comparing all with all.
//!
//! **What is near**: a scan of the same page, its Word file, a mail with another header, a draft
//! with a few other lines, a copy that lost a page. Near is said of the published text alone, so
//! letters of one form that differ in a redacted name, number and amount are near too: with
//! anything else, who publishes could tell names apart by their groups. What two notes of one
//! template, or two answers to one mail, have in common makes them no copies. Nothing is left out
//! for being a copy. A decision about *passages* may be carried over to an exact copy only: a near
//! one may hold, in the same place, what another is not to say.

mod buckets;
mod reading;
mod sketch;

use super::digest::Digest;
use crate::pipeline::Analysis;
use crate::write::{Copied, Duplicate};
use buckets::Buckets;
pub(super) use sketch::Sketch;
use std::collections::HashMap;

/// What a document is recognised by. Never published.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<'a> {
    /// Of the bytes of its file.
    pub(super) content: Digest,
    /// None of a document without enough text: it has only exact copies.
    pub(super) sketch: Option<&'a Sketch>,
}

/// The sketch of what is published of a document. Its plan must be the final one: what is to be
/// redacted must not decide.
pub(super) fn sketch(analysis: &Analysis) -> Option<Sketch> {
    Sketch::of(&reading::read(analysis))
}

/// The groups of a batch, numbered in the order of their first documents; none for a document
/// without a copy. What is said of a document is how it is like the first of its group: the same
/// file as one that is nearly that is only nearly that.
///
/// A document is compared with the first of a group only: else a row of drafts, each a little
/// different from the one before, would make one of texts that have nothing in common.
pub(super) fn groups(documents: &[Option<Seen<'_>>]) -> Vec<Option<Duplicate>> {
    let firsts = firsts(documents);
    let mut members = vec![0_u32; documents.len()];
    for &(first, _) in firsts.iter().flatten() {
        members[first] += 1;
    }
    let mut numbers = vec![0; documents.len()];
    let mut groups = 0;
    let mut number = |first: usize| {
        if numbers[first] == 0 {
            groups += 1;
            numbers[first] = groups;
        }
        numbers[first]
    };
    firsts
        .into_iter()
        .map(|found| {
            let (first, copy) = found.filter(|(first, _)| members[*first] > 1)?;
            let group = number(first);
            Some(Duplicate { group, copy })
        })
        .collect()
}

/// The first of the group of each document, and how it is like that.
fn firsts(documents: &[Option<Seen<'_>>]) -> Vec<Option<(usize, Copied)>> {
    let mut same = HashMap::with_capacity(documents.len());
    let mut buckets = Buckets::new(documents.len());
    let mut out: Vec<Option<(usize, Copied)>> = Vec::with_capacity(documents.len());
    for (n, seen) in documents.iter().enumerate() {
        let found = seen.as_ref().map(|seen| {
            let twin = *same.entry(seen.content).or_insert(n);
            match out.get(twin).copied().flatten() {
                Some((first, Copied::Near)) => (first, Copied::Near),
                Some((first, _)) => (first, Copied::Exact),
                None => seen
                    .sketch
                    .and_then(|sketch| buckets.nearest_or_add(n, sketch))
                    .map_or((n, Copied::First), |first| (first, Copied::Near)),
            }
        });
        out.push(found);
    }
    out
}

#[cfg(test)]
mod tests;
