//! What one place of a document says of a name holds for all of it: a name found beyond doubt is
//! redacted wherever it stands again, whole or in part, also misread; an office holder's name
//! stays wherever it stands again, unless someone else bears it; mentions of one person are linked.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, MatchKind};

use super::View;
use super::entities;
use super::parts::{Parts, parts_of};
use super::scan::{Words, word};
use crate::lexicon::words::{is_known, is_word};
use crate::model::{Action, CleanSpan, Finding, Kind};

/// From this confidence on a name is certain enough to be sought elsewhere.
const SURE: f32 = 0.9;
/// From this confidence on a person's name is not taken for an office holder's.
const LABELLED: f32 = 0.965;
/// The confidence of what was found by its like.
const ALIKE: f32 = 0.95;
const RULE: &str = "document/zelfde-naam";
const KEPT: &str = "document/zelfde-ambtsdrager";

/// How a term must stand to count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Care {
    /// Anywhere.
    None,
    /// An ordinary word too: not where a sentence begins.
    Inside,
}

/// Carries over what is known of names from each place to all others. `findings` holds one list
/// a view.
pub(super) fn propagate(words: &Words, views: &[View<'_>], findings: &mut [Vec<Finding>]) {
    keep_holders(words, views, findings);
    let terms = terms(words, views, findings);
    if !terms.is_empty() {
        seek(&terms, views, findings);
    }
    entities::link(words, views, findings);
}

/// The name parts of all findings of a kind.
fn names<'f>(
    words: &'f Words,
    views: &'f [View<'_>],
    findings: &'f [Vec<Finding>],
    of: impl Fn(&Finding) -> bool + 'f,
) -> impl Iterator<Item = (&'f Finding, Parts)> + 'f {
    views
        .iter()
        .zip(findings)
        .flat_map(|(view, list)| list.iter().map(move |f| (view, f)))
        .filter(move |(_, f)| of(f))
        .filter_map(|(view, f)| Some((f, parts_of(words, view.text.get(f.span.range())?)?)))
}

/// Findings that name an office holder of this document stay, unless a label says otherwise.
fn keep_holders(words: &Words, views: &[View<'_>], findings: &mut [Vec<Finding>]) {
    let mut holders: BTreeMap<String, Vec<Parts>> = BTreeMap::new();
    for (_, parts) in names(words, views, findings, |f| f.kind == Kind::OfficeHolder) {
        if let Some(surname) = parts.key() {
            holders.entry(surname).or_default().push(parts);
        }
    }
    if holders.is_empty() {
        return;
    }
    let mut others: BTreeSet<String> = BTreeSet::new();
    for (_, parts) in names(words, views, findings, |f| {
        f.kind == Kind::Person && f.action != Action::Keep && f.confidence >= LABELLED
    }) {
        others.extend(parts.key());
    }
    for (view, list) in views.iter().zip(findings.iter_mut()) {
        for f in list.iter_mut() {
            if f.kind != Kind::Person || f.action == Action::Keep || f.confidence >= LABELLED {
                continue;
            }
            let Some(parts) = view
                .text
                .get(f.span.range())
                .and_then(|t| parts_of(words, t))
            else {
                continue;
            };
            let holder = parts
                .key()
                .filter(|k| !others.contains(k))
                .and_then(|k| holders.get(&k))
                .is_some_and(|all| all.iter().any(|h| h.agrees(&parts)));
            if holder {
                f.kind = Kind::OfficeHolder;
                f.action = Action::Keep;
                f.ground = None;
                KEPT.clone_into(&mut f.rule);
            }
        }
    }
}

/// What to look for, with how it must stand.
fn terms(words: &Words, views: &[View<'_>], findings: &[Vec<Finding>]) -> BTreeMap<String, Care> {
    let mut terms = BTreeMap::new();
    let many = findings.iter().map(Vec::len).sum::<usize>() > MANY;
    let sure = |f: &Finding| {
        matches!(f.kind, Kind::Person | Kind::Signature)
            && f.action != Action::Keep
            && f.confidence >= SURE
    };
    for (_, parts) in names(words, views, findings, sure) {
        add_name(words, &parts, many, &mut terms);
    }
    for (view, list) in views.iter().zip(findings) {
        for f in list
            .iter()
            .filter(|f| f.kind == Kind::Email && f.action != Action::Keep)
        {
            if let Some(local) = view.text.get(f.span.range()) {
                add_local_part(words, local, &mut terms);
            }
        }
    }
    // Office holders' names are not sought: someone else may bear them.
    for (_, parts) in names(words, views, findings, |f| f.kind == Kind::OfficeHolder) {
        for term in parts.words() {
            if terms.get(term) == Some(&Care::Inside) {
                terms.remove(term);
            }
        }
    }
    terms
}

fn add_name(words: &Words, parts: &Parts, many: bool, terms: &mut BTreeMap<String, Care>) {
    let mut add = |term: String, care: Care| {
        if term.chars().count() >= 3 {
            let place = terms.entry(term).or_insert(care);
            *place = (*place).min(care);
        }
    };
    let bare = parts.initials.is_empty() && parts.firsts.is_empty() && parts.prefixes.is_empty();
    for main in &parts.surnames {
        let care = care_of(words, main);
        let abbreviation = main.chars().count() <= 4 && main.chars().all(char::is_uppercase);
        let unknown = bare && words.flags(main) & (word::FIRST | word::SURNAME) == 0;
        if abbreviation || (unknown && (care == Care::Inside || is_known(&main.to_lowercase()))) {
            continue;
        }
        if !parts.prefixes.is_empty() {
            add(format!("{} {main}", parts.prefixes), Care::None);
            add(
                format!("{} {main}", capitalised(&parts.prefixes)),
                Care::None,
            );
        }
        // "Berg" of "Van den Berg" is a word of its own too often.
        if parts.prefixes.is_empty() || care == Care::None {
            add(main.clone(), care);
            add(main.to_uppercase(), care);
        }
        if care == Care::None && main.chars().count() >= 4 {
            if !is_word(&main.to_lowercase()) {
                add(main.to_lowercase(), Care::None);
            }
            add(format!("{main}s"), Care::None);
            for variant in misread(main, many) {
                if !is_word(&variant.to_lowercase()) {
                    add(variant, Care::None);
                }
            }
        }
    }
    for first in &parts.firsts {
        let care = care_of(words, first);
        add(first.clone(), care);
        if care == Care::None && first.chars().count() >= 4 && !is_word(&first.to_lowercase()) {
            add(first.to_lowercase(), Care::None);
            for variant in misread(first, many) {
                if !is_word(&variant.to_lowercase()) {
                    add(variant, Care::None);
                }
            }
        }
    }
    if parts.surnames.len() + parts.firsts.len() > 1 {
        add(parts.text.clone(), Care::None);
    }
}

/// The names that an e-mail address spells.
fn add_local_part(words: &Words, local: &str, terms: &mut BTreeMap<String, Care>) {
    for part in local.split(|c: char| !c.is_alphabetic()) {
        if part.chars().count() >= 4
            && !is_word(&part.to_lowercase())
            && words.flags(part) & (word::ORDINARY | word::ORGANISATION | word::PLACE) == 0
        {
            terms
                .entry(capitalised(&part.to_lowercase()))
                .or_insert(Care::None);
        }
    }
}

fn care_of(words: &Words, name: &str) -> Care {
    let flags = words.flags(name);
    let ordinary = flags
        & (word::ORDINARY
            | word::PLACE
            | word::CALENDAR
            | word::ORGANISATION
            | word::OFFICE
            | word::PREFIX)
        != 0
        || (flags & (word::FIRST | word::SURNAME) == 0 && is_word(&name.to_lowercase()))
        || name.chars().count() < 3;
    if ordinary { Care::Inside } else { Care::None }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// More names than any note has: then misread forms are no longer sought.
const MANY: usize = 20_000;

/// A long name as OCR may have read it: one letter taken for its like, or a blank inside.
fn misread(name: &str, many: bool) -> Vec<String> {
    const LIKE: [(&str, &str); 22] = [
        ("l", "i"),
        ("i", "l"),
        ("l", "1"),
        ("i", "1"),
        ("o", "0"),
        ("e", "c"),
        ("c", "e"),
        ("rn", "m"),
        ("m", "rn"),
        ("n", "ri"),
        ("g", "q"),
        ("q", "g"),
        ("h", "b"),
        ("b", "h"),
        ("u", "v"),
        ("v", "u"),
        ("s", "5"),
        ("t", "f"),
        ("f", "t"),
        ("B", "8"),
        ("a", "o"),
        ("o", "a"),
    ];
    let mut out = Vec::new();
    if many || name.chars().count() < 7 || name.len() > 40 {
        return out;
    }
    for (right, wrong) in LIKE {
        for (at, _) in name.match_indices(right) {
            out.push(format!(
                "{}{wrong}{}",
                &name[..at],
                &name[at + right.len()..]
            ));
        }
    }
    for (at, _) in name.char_indices().skip(2) {
        out.push(format!("{} {}", &name[..at], &name[at..]));
    }
    out
}

/// Finds the terms in every view and notes what is not yet covered.
fn seek(terms: &BTreeMap<String, Care>, views: &[View<'_>], findings: &mut [Vec<Finding>]) {
    let list: Vec<(&String, &Care)> = terms.iter().collect();
    let Ok(machine) = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(list.iter().map(|(t, _)| t.as_bytes()))
    else {
        return;
    };
    for (view, found) in views.iter().zip(findings.iter_mut()) {
        let mut new = Vec::new();
        let mut at = 0;
        for hit in machine.find_iter(view.text) {
            let care = *list[hit.pattern().as_usize()].1;
            if !whole(view.text, hit.start(), hit.end())
                || part_of_firm(view.text, hit.start(), hit.end())
                || (care == Care::Inside && begins_sentence(view.text, hit.start()))
            {
                continue;
            }
            let span = CleanSpan::new(hit.start(), hit.end());
            while found.get(at).is_some_and(|f| f.span.end <= span.start) {
                at += 1;
            }
            let covered = found[at..]
                .iter()
                .take_while(|f| f.span.start < span.end)
                .any(|f| {
                    f.span.overlaps(span) && (f.action == Action::Keep || f.span.covers(span))
                });
            if !covered {
                new.push(Finding {
                    span,
                    kind: Kind::Person,
                    action: Action::Redact,
                    ground: Some("5.1.2e".to_owned()),
                    rule: RULE.to_owned(),
                    confidence: ALIKE,
                    entity: None,
                });
            }
        }
        if !new.is_empty() {
            found.append(&mut new);
            found.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        }
    }
}

/// Whether no letter or digit stands directly around a place.
fn whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let glued = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !glued(before) && !glued(after)
}

/// Whether an ampersand stands beside it: the name of a firm.
fn part_of_firm(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with("& ") || text[end..].starts_with(" &")
}

/// Whether a place begins a sentence or a line.
fn begins_sentence(text: &str, start: usize) -> bool {
    text[..start]
        .trim_end_matches([' ', '"', '\'', '(', '“', '‘'])
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n' | '•' | '-' | '–'))
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
        detectors.propagate(&views, &mut findings);
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
    fn an_ordinary_word_is_no_name_at_the_start_of_a_sentence() {
        let (_, gone) = found(&[
            "Contactpersoon: P. Appel",
            "Appel is fruit. Dat zegt ook Appel zelf, maar een appel niet.",
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
