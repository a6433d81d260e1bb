//! What a written document says was left in it on purpose, and its labels.

use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Range;

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow, default)]
    text: Cow<'a, str>,
    #[serde(borrow, default)]
    colofon: Cow<'a, str>,
    #[serde(borrow, default)]
    kept: Vec<Place<'a>>,
    #[serde(borrow, default)]
    existing_redactions: Vec<Place<'a>>,
    /// Labels: the program's own words, whatever a value is called.
    #[serde(borrow, default)]
    redactions: Vec<Place<'a>>,
}

#[derive(Deserialize)]
struct Place<'a> {
    #[serde(borrow)]
    part: Cow<'a, str>,
    start: usize,
    end: usize,
}

/// What was kept in one part.
#[derive(Default)]
pub(super) struct Kept {
    /// Where, in bytes, in order.
    ranges: Vec<Range<usize>>,
    /// The texts that stand there.
    texts: Vec<String>,
}

/// What was kept in `text` and in `colofon`.
pub(super) fn read(json: &str) -> Result<[Kept; 2], serde_json::Error> {
    serde_json::from_str(json).map(|document| kept_in(&document))
}

fn kept_in(document: &Document<'_>) -> [Kept; 2] {
    let of = |name: &str, text: &str| {
        let places = document
            .kept
            .iter()
            .chain(&document.existing_redactions)
            .chain(&document.redactions);
        let mut scalars: Vec<_> = places
            .filter(|p| p.part == name)
            .map(|p| (p.start, p.end))
            .collect();
        scalars.sort_unstable();
        let ranges = to_bytes(text, &scalars);
        let mut texts: Vec<String> = ranges.iter().map(|r| text[r.clone()].to_owned()).collect();
        texts.sort();
        texts.dedup();
        Kept { ranges, texts }
    };
    [of("text", &document.text), of("colofon", &document.colofon)]
}

/// A part of a written document, and what in it was kept.
pub struct PartLeft {
    /// The text.
    pub text: String,
    kept: Kept,
}

impl PartLeft {
    /// Whether a place lies within what was kept, or within a label.
    #[must_use]
    pub fn is_kept(&self, range: &Range<usize>) -> bool {
        self.kept.covers(range)
    }
}

/// What is left of `text` and of `colofon`.
pub(super) fn left(json: &str) -> Result<[PartLeft; 2], serde_json::Error> {
    let document: Document<'_> = serde_json::from_str(json)?;
    let [body, side] = kept_in(&document);
    let part = |text: Cow<'_, str>, kept| PartLeft {
        text: text.into_owned(),
        kept,
    };
    Ok([part(document.text, body), part(document.colofon, side)])
}

impl Kept {
    /// Whether a place lies within what was kept.
    pub(super) fn covers(&self, range: &Range<usize>) -> bool {
        let after = self.ranges.partition_point(|k| k.start <= range.start);
        self.ranges[..after]
            .iter()
            .rev()
            .take(16)
            .any(|k| k.end >= range.end)
    }

    /// Whether a place in another text stands within the same words as something kept.
    pub(super) fn says(&self, text: &str, range: &Range<usize>) -> bool {
        self.texts.iter().any(|kept| holds(kept, text, range))
    }
}

/// Scalar ranges, sorted by start, to byte ranges.
fn to_bytes(text: &str, scalars: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut walk = text
        .char_indices()
        .map(|(i, _)| i)
        .chain([text.len()])
        .enumerate()
        .peekable();
    let mut out = Vec::with_capacity(scalars.len());
    for &(start, end) in scalars {
        while walk.next_if(|&(n, _)| n < start).is_some() {}
        let Some(&(_, from)) = walk.peek() else { break };
        let to = text[from..]
            .char_indices()
            .nth(end.saturating_sub(start))
            .map_or(text.len(), |(i, _)| from + i);
        out.push(from..to);
    }
    out
}

/// Whether the match lies within an occurrence of a kept text.
pub(super) fn holds(kept: &str, text: &str, range: &Range<usize>) -> bool {
    let value = &text[range.clone()];
    kept.match_indices(value).any(|(i, _)| {
        range
            .start
            .checked_sub(i)
            .and_then(|from| text.get(from..from + kept.len()))
            .is_some_and(|there| there == kept)
    })
}
