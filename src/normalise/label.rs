//! Damaged labels at the start of a colofon line: "Nns kenmer", "oatum", "Bijiage(n)".

use super::proposal::Proposals;
use crate::lexicon::words;
use crate::model::EditKind;

/// The labels that are repaired: long enough, and like no name.
const LABELS: [&str; 24] = [
    "Afdeling",
    "Afgestemd met",
    "Behandeld door",
    "Betreft",
    "Bezoekadres",
    "Bijlage",
    "Bijlagen",
    "Contactpersoon",
    "Datum",
    "Directie",
    "Kenmerk",
    "Onderwerp",
    "Ons kenmerk",
    "Onze referentie",
    "Opgesteld door",
    "Pagina",
    "Postadres",
    "Projectnaam",
    "Referentie",
    "Retouradres",
    "Telefoon",
    "Uw brief van",
    "Uw kenmerk",
    "Uw referentie",
];

/// A label is not longer than this, damaged or not.
const LONGEST: usize = 20;

/// What one letter in the place of another costs; two whole slips are too many.
const SLIP: usize = 2;
const CONFUSION: usize = 1;

pub(super) fn propose(block: &str, out: &mut Proposals) {
    let head_end = block
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| !(c.is_alphanumeric() || *c == ' '))
        .map_or_else(
            || {
                block
                    .char_indices()
                    .nth(LONGEST + 1)
                    .map_or(block.len(), |(i, _)| i)
            },
            |(i, _)| i,
        );
    let head = &block[..head_end];
    if !head.starts_with(char::is_alphabetic) {
        return;
    }
    if let Some(gap) = lost_space(head) {
        return out.push(gap, gap, " ", Some(EditKind::LostSpace));
    }
    let ends_well = block[head_end..]
        .chars()
        .next()
        .is_none_or(|c| matches!(c, ':' | '(' | ' '));
    let best = LABELS
        .iter()
        .filter_map(|label| {
            let seen = first_words(head, label.split(' ').count())?;
            if seen.len() == head.len() && !ends_well {
                return None;
            }
            Some((cost(seen, label)?, seen, *label))
        })
        .min_by_key(|(cost, seen, _)| (*cost, std::cmp::Reverse(seen.len())));
    if let Some((1.., seen, label)) = best
        && !words::is_word(&seen.to_lowercase())
    {
        out.rewrite(0, seen, &as_printed(seen, label), EditKind::Label);
    }
}

/// Where a label has lost its space: "Onskenmerk".
fn lost_space(head: &str) -> Option<usize> {
    LABELS.iter().find_map(|label| {
        let (first, rest) = label.split_once(' ')?;
        let starts = |text: &str, with: &str| {
            text.get(..with.len())
                .is_some_and(|t| t.eq_ignore_ascii_case(with))
        };
        let ends = |c: char| !c.is_alphanumeric();
        (starts(head, first)
            && starts(&head[first.len()..], rest)
            && head[first.len() + rest.len()..]
                .chars()
                .next()
                .is_none_or(ends))
        .then_some(first.len())
    })
}

/// The label in capitals where the line has capitals.
fn as_printed(seen: &str, label: &str) -> String {
    if seen.chars().filter(|c| c.is_uppercase()).count() > 2 && !seen.contains(char::is_lowercase) {
        label.to_uppercase()
    } else {
        label.to_owned()
    }
}

/// The first `count` words of a line.
fn first_words(line: &str, count: usize) -> Option<&str> {
    let mut ends = line.match_indices(' ').map(|(i, _)| i).chain([line.len()]);
    let end = ends.nth(count - 1)?;
    Some(&line[..end])
}

/// How far what is seen is from a label: 0 when it is the label, none when too far. Letters may
/// be confused, and one may be lost at either end; none is ever taken away.
fn cost(seen: &str, label: &str) -> Option<usize> {
    if seen.eq_ignore_ascii_case(label) {
        return Some(0);
    }
    if !seen.is_ascii() {
        return None;
    }
    let most = if label.len() >= 9 { 2 * SLIP } else { SLIP };
    let cost = match label.len().checked_sub(seen.len())? {
        0 => distance(seen, label),
        1 => SLIP + distance(seen, &label[1..]).min(distance(seen, &label[..seen.len()])),
        _ => return None,
    };
    (cost < most || cost == SLIP).then_some(cost.max(1))
}

/// What it costs to see one text for another of the same length.
fn distance(seen: &str, label: &str) -> usize {
    let lower = |s: &str| {
        s.bytes()
            .map(|b| b.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    lower(seen)
        .into_iter()
        .zip(lower(label))
        .enumerate()
        .map(|(at, (s, l))| {
            let cost = substitution(char::from(s), char::from(l));
            // The capital in front is the first to go.
            if at == 0 { cost.min(CONFUSION) } else { cost }
        })
        .sum()
}

fn substitution(a: char, b: char) -> usize {
    const ALIKE: [&str; 6] = ["ilj1tf!", "oecd0a", "nmhru", "uv", "bh", "yvu"];
    if a == b {
        0
    } else if ALIKE.iter().any(|set| set.contains(a) && set.contains(b)) {
        CONFUSION
    } else {
        SLIP
    }
}
