//! What one place of a document says of a name holds for all of it: a name found beyond doubt is
//! redacted wherever it stands again, whole or in part, also misread; an office holder's name
//! stays wherever it stands again, unless someone else bears it; mentions of one person are linked.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::dossier::{self, Dossier};
use super::entities;
use super::paraaf;
use super::parts::{Known, Parts};
use super::scan::Words;
use super::terms::{Care, Terms, begins_sentence, part_of_firm};
use crate::model::{Action, CleanSpan, EvidenceSource, Finding, Kind, RuleId};

/// From this confidence on a name is certain enough to be sought elsewhere.
pub(super) const SURE: f32 = 0.9;
/// From this confidence on a person's name is not taken for an office holder's.
pub(super) const LABELLED: f32 = 0.965;
/// Up to this confidence an office holder's name stays for nothing but what stands near by.
const NEAR_BY: f32 = 0.93;
/// The confidence of what was found by its like.
const ALIKE: f32 = 0.95;
const RULE: RuleId = RuleId::fixed("document/zelfde-naam", EvidenceSource::Mention);
const KEPT: RuleId = RuleId::fixed("document/zelfde-ambtsdrager", EvidenceSource::Mention);

/// More names than any note has: then misread forms are no longer sought.
const MANY: usize = 20_000;

/// Carries over what is known of names from each place to all others. `findings` holds one list
/// a view.
pub(super) fn propagate(
    words: &Words,
    views: &[View<'_>],
    findings: &mut [Vec<Finding>],
    dossiers: &[&Dossier],
) {
    for dossier in dossiers {
        for (view, found) in views.iter().zip(findings.iter_mut()) {
            dossier.seek(view.text, found);
        }
    }
    let mut known = Known::new(words);
    keep_holders(&mut known, views, findings);
    let terms = terms(&mut known, views, findings);
    if !terms.is_empty() {
        for (view, found) in views.iter().zip(findings.iter_mut()) {
            seek(&terms, view.text, found);
        }
    }
    let mut letters = BTreeSet::new();
    for text in texts(views, findings, sure) {
        if let Some(parts) = known.parts(text) {
            paraaf::note(words, parts, &mut letters);
        }
    }
    if !letters.is_empty() {
        for (view, found) in views.iter().zip(findings.iter_mut()) {
            let places = paraaf::places(&letters, view.text, found);
            dossier::add(found, places.into_iter().map(|s| (s, paraaf::RULE, ALIKE)));
        }
    }
    entities::link(words, views, findings);
}

/// Whether a finding is a name that is certain enough to be sought elsewhere.
fn sure(f: &Finding) -> bool {
    matches!(f.kind, Kind::Person | Kind::Signature)
        && f.action != Action::Keep
        && f.confidence >= SURE
}

/// The texts of all findings of a kind.
fn texts<'f, 't: 'f>(
    views: &'f [View<'t>],
    findings: &'f [Vec<Finding>],
    of: impl Fn(&Finding) -> bool + Copy + 'f,
) -> impl Iterator<Item = &'t str> + 'f {
    views
        .iter()
        .zip(findings)
        .flat_map(move |(view, list)| list.iter().filter(move |f| of(f)).map(|f| (view.text, f)))
        .filter_map(|(text, f)| text.get(f.span.range()))
}

/// Findings that name an office holder of this document stay, unless a label says otherwise.
fn keep_holders<'t>(known: &mut Known<'t>, views: &[View<'t>], findings: &mut [Vec<Finding>]) {
    let mut holders: BTreeMap<String, Vec<Parts>> = BTreeMap::new();
    for text in texts(views, findings, |f| f.kind == Kind::OfficeHolder) {
        if let Some(parts) = known.parts(text)
            && let Some(surname) = parts.key()
        {
            holders.entry(surname).or_default().push(parts.clone());
        }
    }
    if holders.is_empty() {
        return;
    }
    let mut others: BTreeSet<String> = BTreeSet::new();
    for text in texts(views, findings, |f| {
        f.kind == Kind::Person && f.action != Action::Keep && f.confidence >= LABELLED
    }) {
        others.extend(known.parts(text).and_then(Parts::key));
    }
    // Someone of another first name: then a surname alone may be either's.
    for text in texts(views, findings, |f| {
        f.kind == Kind::Person && f.action != Action::Keep && f.confidence > SURE
    }) {
        let namesake = known.parts(text).filter(|p| p.given()).and_then(|p| {
            let key = p.key()?;
            let other = holders.get(&key).is_some_and(|all| !is_holder(all, p));
            other.then_some(key)
        });
        others.extend(namesake);
    }
    for (view, list) in views.iter().zip(findings.iter_mut()) {
        for f in list.iter_mut() {
            // A name kept only for what stands near by, that a civil servant elsewhere bears.
            if f.kind == Kind::OfficeHolder && f.action == Action::Keep && f.confidence <= NEAR_BY {
                let key = view.text.get(f.span.range()).and_then(|t| known.parts(t));
                if key
                    .and_then(Parts::key)
                    .is_some_and(|k| others.contains(&k))
                {
                    let gone =
                        Finding::new(f.span, Kind::Person, Action::Redact, RULE, f.confidence);
                    let was = std::mem::replace(f, gone);
                    f.ground = Some("5.1.2e".to_owned());
                    f.hear(&was);
                }
                continue;
            }
            if f.kind != Kind::Person || f.action == Action::Keep || f.confidence >= LABELLED {
                continue;
            }
            let Some(parts) = view.text.get(f.span.range()).and_then(|t| known.parts(t)) else {
                continue;
            };
            let holder = parts
                .key()
                .filter(|k| !others.contains(k))
                .and_then(|k| holders.get(&k))
                .is_some_and(|all| is_holder(all, parts));
            if holder {
                let kept =
                    Finding::new(f.span, Kind::OfficeHolder, Action::Keep, KEPT, f.confidence);
                let was = std::mem::replace(f, kept);
                f.hear(&was);
            }
        }
    }
}

/// Whether a name is that of one of these holders: a first name or initials must be theirs, where
/// they are known to have any; someone whose first name the text tells of nobody is someone else.
fn is_holder(holders: &[Parts], name: &Parts) -> bool {
    holders.iter().any(|h| {
        h.agrees(name) && (h.given() || !name.given()) && name.surnames.len() <= h.surnames.len()
    })
}

/// What to look for.
fn terms<'t>(known: &mut Known<'t>, views: &[View<'t>], findings: &[Vec<Finding>]) -> Terms {
    let mut terms = Terms::default();
    let many = findings.iter().map(Vec::len).sum::<usize>() > MANY;
    let words = known.words;
    for text in texts(views, findings, sure) {
        if let Some(parts) = known.parts_once(text) {
            terms.add_name(words, parts, many);
        }
    }
    for local in texts(views, findings, |f| {
        f.kind == Kind::Email && f.action != Action::Keep
    }) {
        terms.add_local_part(words, local);
    }
    terms.settle();
    // Office holders' names are not sought: someone else may bear them.
    for text in texts(views, findings, |f| f.kind == Kind::OfficeHolder) {
        for word in known.parts(text).into_iter().flat_map(Parts::words) {
            terms.forget_ordinary(word);
        }
    }
    terms
}

/// Finds the terms in a text and notes what is not yet covered.
fn seek(terms: &Terms, text: &str, found: &mut Vec<Finding>) {
    let mut places = Vec::new();
    terms.find(text, |range, care| {
        let doubtful = part_of_firm(text, range.start, range.end)
            || (care == Care::Inside && begins_sentence(text, range.start));
        if !doubtful {
            places.push((CleanSpan::new(range.start, range.end), RULE, ALIKE));
        }
    });
    dossier::add(found, places);
}

#[cfg(test)]
mod tests {
    use crate::detect::{Detectors, View};
    use crate::model::{Action, Finding, Kind};

    fn found(texts: &[&str]) -> (Vec<Vec<Finding>>, Vec<Vec<String>>) {
        let detectors = Detectors::built_in();
        let views: Vec<View<'_>> = texts
            .iter()
            .map(|text| View {
                text,
                blocks: &[],
                part: None,
            })
            .collect();
        let mut findings: Vec<Vec<Finding>> = views.iter().map(|v| detectors.detect(v)).collect();
        detectors.propagate(&views, &mut findings, &[]);
        let gone = findings
            .iter()
            .zip(texts)
            .map(|(list, text)| {
                list.iter()
                    .filter(|f| f.action != Action::Keep)
                    .map(|f| text[f.span.range()].to_owned())
                    .collect()
            })
            .collect();
        (findings, gone)
    }

    #[test]
    fn a_name_introduced_by_a_label_is_found_everywhere() {
        let (_, gone) = found(&[
            "Contactpersoon: P. Wiltvank",
            "Dat heeft Wiltvank beloofd, en Wi1tvank doet het.",
        ]);
        assert_eq!(gone[1], ["Wiltvank", "Wi1tvank"]);
    }

    #[test]
    fn an_account_and_a_monogram_are_found_by_the_name() {
        let (_, gone) = found(&[
            "Contactpersoon: Sanne van der Wiltvank\nSteller: A.C. Drobbelsma",
            "Account svanderwiltvank2 en a.drobbelsma, adrobbel01. Paraaf SvdW, ACD.",
        ]);
        for form in [
            "svanderwiltvank2",
            "a.drobbelsma",
            "adrobbel01",
            "SvdW",
            "ACD",
        ] {
            assert!(gone[1].iter().any(|g| g == form), "{form}: {gone:?}");
        }
    }

    #[test]
    fn two_letters_are_a_paraaf_where_people_sign() {
        let (_, gone) = found(&[
            "Contactpersoon: Sanne Wiltvank\nSteller: J. Drobbelsma",
            "Paraaf: SW jd\n\nJD\n\nDe SW is een wet.",
        ]);
        assert_eq!(gone[1], ["SW", "jd", "JD"]);
    }

    #[test]
    fn an_ordinary_word_is_no_name_at_the_start_of_a_sentence() {
        let (_, gone) = found(&[
            "Contactpersoon: P. Appel",
            "Appel met kaneel smaakt goed. Dat zegt ook Appel zelf, maar een appel niet.",
        ]);
        assert_eq!(gone[1], ["Appel"]);
    }

    #[test]
    fn an_office_holder_stays_also_without_the_office() {
        let (all, gone) =
            found(&["Wethouder Thea Bontekoe sprak. Mevrouw Bontekoe vroeg om steun."]);
        assert_eq!(gone[0], Vec::<String>::new());
        assert!(all[0].iter().all(|f| f.kind == Kind::OfficeHolder));
        let (_, gone) = found(&[
            "Wethouder Thea Bontekoe sprak.\nContactpersoon: J. Bontekoe\nMevrouw Bontekoe vroeg om steun.",
        ]);
        assert_eq!(
            gone[0],
            ["J. Bontekoe", "Bontekoe"],
            "where someone else bears the name"
        );
    }

    #[test]
    fn mentions_of_one_person_share_a_number() {
        let (all, _) = found(&[
            "Contactpersoon: Sanne Wiltvank\nE-mail: s.wiltvank@minbzk.nl\nSteller: K. Bos\nSanne belt; mevrouw Wiltvank ook.",
        ]);
        let numbers: Vec<_> = all[0].iter().map(|f| f.entity).collect();
        assert_eq!(numbers, [Some(1), Some(1), Some(2), Some(1), Some(1)]);
    }
}
