//! A scored corpus: the sums over all of it and over its groups, and each document.

use super::{
    Bin, DocumentScore, Goal, OriginGap, Tally, Threshold, calibration, goals, origin_gaps,
    thresholds,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A scored corpus.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The figures for names, each beside its target.
    pub goals: Vec<Goal>,
    /// How far the names of each origin are behind the rest, the worst first.
    pub origin_gaps: Vec<OriginGap>,
    /// Redactions of persons: what their confidence said, and how many are right.
    pub calibration: Vec<Bin>,
    /// What each threshold would give for persons.
    pub thresholds: Vec<Threshold>,
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
            goals: goals(&documents),
            origin_gaps: origin_gaps(&documents),
            calibration: calibration(&documents),
            thresholds: thresholds(&documents),
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

#[cfg(test)]
mod tests {
    use super::super::testing::{case, found, mention};
    use super::super::{GoldAction, Prediction, render_table, score_case};
    use super::*;

    fn report() -> Report {
        let text = "Samira El Amrani mailt s.el@minbzk.nl";
        let documents = [
            ("b", "heavy", "El Amrani"),
            ("a", "clean", "Samira El Amrani"),
        ]
        .into_iter()
        .map(|(id, noise, redacted)| {
            let mut person = mention(text, "PERSON", "Samira El Amrani", GoldAction::Redact);
            person.origin = Some("ma".to_owned());
            person.entity = Some(1);
            let email = mention(text, "EMAIL", "s.el@minbzk.nl", GoldAction::Redact);
            let mut c = case(text, vec![person, email]);
            c.gold.id = id.to_owned();
            c.gold.noise = noise.to_owned();
            let prediction = Prediction {
                raw_text: text.to_owned(),
                found: vec![found(text, redacted)],
                ..Prediction::default()
            };
            score_case(&c, &Ok(prediction))
        })
        .collect();
        Report::new(documents)
    }

    #[test]
    fn groups_add_up_the_mentions_of_their_own() {
        let r = report();
        let kinds: Vec<_> = r
            .by_kind
            .iter()
            .map(|(k, t)| (k.as_str(), t.mentions, t.covered, t.touched))
            .collect();
        assert_eq!(kinds, [("EMAIL", 2, 0, 0), ("PERSON", 2, 1, 2)]);
        let origins: Vec<_> = r
            .by_origin
            .iter()
            .map(|(o, t)| (o.as_str(), t.entities))
            .collect();
        assert_eq!(origins, [("ma", [2, 1])]);
    }

    #[test]
    fn the_cleanest_noise_level_comes_first() {
        let levels: Vec<_> = report().by_noise.into_iter().map(|(n, _)| n).collect();
        assert_eq!(levels, ["clean", "heavy"]);
    }

    #[test]
    fn the_table_has_every_group_and_names_what_leaks() {
        let table = render_table(&report(), false);
        for part in [
            "kind",
            "noise",
            "genre",
            "origin of name",
            "F3",
            "leaking: b a",
        ] {
            assert!(table.contains(part), "{part} is missing in\n{table}");
        }
    }
}
