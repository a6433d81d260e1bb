//! A scored corpus: the sums over all of it and over its groups, and each document.

use super::{DocumentScore, Tally};
use serde::Serialize;
use std::collections::BTreeMap;

/// A scored corpus.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// All documents.
    pub all: Tally,
    /// Mentions by kind, most first.
    pub by_kind: Vec<(String, Tally)>,
    /// Documents by noise level, cleanest first.
    pub by_noise: Vec<(String, Tally)>,
    /// Documents by genre, most first.
    pub by_genre: Vec<(String, Tally)>,
    /// Documents by form: txt or pdf.
    pub by_form: Vec<(String, Tally)>,
    /// Mentions of persons by the origin of the name, most first.
    pub by_origin: Vec<(String, Tally)>,
    /// Each document, in the order of the corpus.
    pub documents: Vec<DocumentScore>,
}

const NOISE: [&str; 4] = ["clean", "light", "medium", "heavy"];

impl Report {
    /// Adds scored documents up.
    #[must_use]
    pub fn new(documents: Vec<DocumentScore>) -> Self {
        let mut all = Tally::default();
        let mut kinds: BTreeMap<String, Tally> = BTreeMap::new();
        let mut origins = kinds.clone();
        let mut noise = kinds.clone();
        let mut genres = kinds.clone();
        let mut forms = kinds.clone();
        for d in &documents {
            all.add(d);
            noise.entry(d.noise.clone()).or_default().add(d);
            genres.entry(d.genre.clone()).or_default().add(d);
            let form = d.name.rsplit('.').next().unwrap_or_default();
            forms.entry(form.to_owned()).or_default().add(d);
            for m in &d.mentions {
                kinds.entry(m.kind.clone()).or_default().add_mention(m);
                if let (Some(origin), "PERSON") = (&m.origin, m.kind.as_str()) {
                    origins.entry(origin.clone()).or_default().add_mention(m);
                }
            }
            add_entities(&mut origins, d);
        }
        let mut by_noise: Vec<_> = noise.into_iter().collect();
        by_noise.sort_by_key(|(n, _)| NOISE.iter().position(|x| x == n).unwrap_or(NOISE.len()));
        Self {
            all,
            by_kind: most_first(kinds),
            by_noise,
            by_genre: most_first(genres),
            by_form: forms.into_iter().collect(),
            by_origin: most_first(origins),
            documents,
        }
    }
}

/// Adds each person of a document to the sums of the name's origin.
fn add_entities(origins: &mut BTreeMap<String, Tally>, d: &DocumentScore) {
    let mut by_origin: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for m in &d.mentions {
        if let (Some(origin), "PERSON") = (&m.origin, m.kind.as_str()) {
            by_origin.entry(origin).or_default().push(m);
        }
    }
    for (origin, mentions) in by_origin {
        if let Some(t) = origins.get_mut(origin) {
            t.add_entities(mentions);
        }
    }
}

fn most_first(groups: BTreeMap<String, Tally>) -> Vec<(String, Tally)> {
    let mut list: Vec<_> = groups.into_iter().collect();
    list.sort_by(|a, b| b.1.mentions.cmp(&a.1.mentions).then(a.0.cmp(&b.0)));
    list
}
