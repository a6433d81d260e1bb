//! Finds the gold's mentions in the text as it was read.
//!
//! For text documents the two texts are the same. A PDF's text is known only when it is read, and
//! then it may stand in another order, with colofon lines between, or damaged by OCR. So each
//! mention is looked for by its own letters with a few edits allowed; of several places, the one
//! whose neighbourhood is most like the mention's is taken, each place once.

use super::fuzzy::{Folded, Hit, find, likeness};
use super::{Gold, Mention};
use std::ops::Range;

/// How many folded characters on each side make the neighbourhood of a mention.
const CONTEXT: usize = 24;
/// Shorter mentions are found by their neighbourhood only: their letters stand everywhere.
const SHORT: usize = 5;
/// The least likeness of a neighbourhood for a short or damaged mention.
const ALIKE: f64 = 0.5;

/// Where each mention stands in `read`, in bytes; `None` where nothing like it can be found.
#[must_use]
pub fn locate(truth: &str, gold: &Gold, read: &str) -> Vec<Option<Range<usize>>> {
    let spans = byte_ranges(truth, &gold.spans);
    if truth == read {
        return spans.into_iter().map(Some).collect();
    }
    let (from, to) = (Folded::new(truth), Folded::new(read));
    let places: Vec<_> = spans
        .iter()
        .map(|s| from.index_at(s.start)..from.index_at(s.end))
        .collect();
    let mut found = assign(&candidates(&from, &to, &places), places.len());
    for (place, hit) in places.iter().zip(&mut found) {
        if hit.is_none() {
            *hit = between_neighbours(&from, &to, place);
        }
    }
    found
        .into_iter()
        .map(|hit| hit.map(|h| to.at[h.start].0..to.at[h.end - 1].1))
        .collect()
}

/// The bytes of mentions that are given in characters.
fn byte_ranges(text: &str, mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    starts.push(text.len());
    let at = |n: usize| starts.get(n).copied().unwrap_or(text.len());
    mentions.iter().map(|m| at(m.start)..at(m.end)).collect()
}

struct Candidate {
    mention: usize,
    hit: Hit,
    score: f64,
}

/// The places where each mention may stand, best first.
fn candidates(from: &Folded, to: &Folded, places: &[Range<usize>]) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (mention, place) in places.iter().enumerate() {
        let pattern = &from.chars[place.clone()];
        let most = if pattern.len() < SHORT {
            0
        } else {
            pattern.len() * 3 / 10
        };
        for hit in find(pattern, &to.chars, most) {
            let (one, other) = neighbourhood(from, to, place, hit);
            let damaged = hit.distance * 5 > pattern.len();
            if (pattern.len() < SHORT || damaged) && one.max(other) < ALIKE {
                continue;
            }
            let own = 1.0 - hit.distance as f64 / pattern.len() as f64;
            let score = 2.0 * own + one.max(other) + 0.5 * one.min(other);
            out.push(Candidate {
                mention,
                hit,
                score,
            });
        }
    }
    out.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then(a.mention.cmp(&b.mention))
            .then(a.hit.start.cmp(&b.hit.start))
    });
    out
}

/// How alike the text before and the text after are.
fn neighbourhood(from: &Folded, to: &Folded, place: &Range<usize>, hit: Hit) -> (f64, f64) {
    let before = |f: &Folded, at: usize| f.chars[at.saturating_sub(CONTEXT)..at].to_vec();
    let after = |f: &Folded, at: usize| f.chars[at..(at + CONTEXT).min(f.chars.len())].to_vec();
    (
        likeness(&before(from, place.start), &before(to, hit.start)),
        likeness(&after(from, place.end), &after(to, hit.end)),
    )
}

/// Gives each mention its best place that no better one has taken.
fn assign(candidates: &[Candidate], mentions: usize) -> Vec<Option<Hit>> {
    let mut out: Vec<Option<Hit>> = vec![None; mentions];
    let mut taken: Vec<Hit> = Vec::new();
    for c in candidates {
        let free = taken
            .iter()
            .all(|t| c.hit.end <= t.start || t.end <= c.hit.start);
        if out[c.mention].is_none() && free {
            out[c.mention] = Some(c.hit);
            taken.push(c.hit);
        }
    }
    out
}

/// What stands between the two neighbourhoods of a mention that is damaged beyond recognition.
fn between_neighbours(from: &Folded, to: &Folded, place: &Range<usize>) -> Option<Hit> {
    let before = &from.chars[place.start.saturating_sub(CONTEXT)..place.start];
    let after = &from.chars[place.end..(place.end + CONTEXT).min(from.chars.len())];
    if before.len() < CONTEXT / 2 || after.len() < CONTEXT / 2 {
        return None;
    }
    let lefts = find(before, &to.chars, before.len() / 4);
    let rights = find(after, &to.chars, after.len() / 4);
    let longest = 2 * place.len() + 6;
    lefts
        .iter()
        .flat_map(|l| rights.iter().map(move |r| (l.end, r.start)))
        .filter(|&(start, end)| start < end && end - start <= longest)
        .min_by_key(|&(start, end)| (end - start).abs_diff(place.len()))
        .map(|(start, end)| Hit {
            start,
            end,
            distance: place.len(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(truth: &str, marks: &[&str], read: &str) -> Vec<Option<String>> {
        let mut from = 0;
        let spans: Vec<String> = marks
            .iter()
            .map(|m| {
                let at = truth[from..].find(m).unwrap() + from;
                from = at + m.len();
                let start = truth[..at].chars().count();
                format!(
                    r#"{{"start":{start},"end":{},"type":"PERSON","action":"redact","text":"{m}"}}"#,
                    start + m.chars().count()
                )
            })
            .collect();
        let gold: Gold = serde_json::from_str(&format!(
            r#"{{"id":"x","genre":"nota","noise":"clean","spans":[{}]}}"#,
            spans.join(",")
        ))
        .unwrap();
        locate(truth, &gold, read)
            .into_iter()
            .map(|r| r.map(|r| read[r].to_owned()))
            .collect()
    }

    #[test]
    fn the_same_text_is_taken_as_it_is() {
        assert_eq!(
            located("één Vos", &["Vos"], "één Vos"),
            [Some("Vos".to_owned())]
        );
    }

    #[test]
    fn a_mention_is_found_in_another_order_and_damaged() {
        let truth = "Opgesteld door\nWietze Haverkort\nAanleiding\nDe steller heeft gebeld.";
        let read = "Aanleiding\nDe steller heeft gebeld.\nOpgesteld dcor W1etze Haver kcrt";
        assert_eq!(
            located(truth, &["Wietze Haverkort"], read),
            [Some("W1etze Haver kcrt".to_owned())]
        );
    }

    #[test]
    fn the_neighbourhood_tells_equal_mentions_apart() {
        let truth = "Vanmorgen belde Bos met de gemeente. Daarna schreef Bos aan de provincie.";
        let read = "Daarna schreef Bos aan de provincie.\nVanmorgen belde B0s met de gemeente.";
        assert_eq!(
            located(truth, &["Bos", "Bos"], read),
            [Some("B0s".to_owned()), Some("Bos".to_owned())]
        );
    }

    #[test]
    fn what_the_reading_lost_is_nowhere() {
        assert_eq!(located("Paraaf HW", &["HW"], "Paraaf"), [None]);
    }

    #[test]
    fn a_mention_beyond_recognition_lies_between_its_neighbours() {
        let truth = "Dit stuk is opgesteld door Tahapary van de directie Juridische Zaken";
        let read = "Dit stuk is opgesteld door Tzhzpmy van de directie Juridische Zaken";
        assert_eq!(
            located(truth, &["Tahapary"], read),
            [Some("Tzhzpmy".to_owned())]
        );
    }
}
