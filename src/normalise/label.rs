//! Damaged labels at the start of a colofon line: "Nns kenmer", "oatum", "Bijiage(n)".

use super::proposal::Proposals;
use crate::lexicon::words;
use crate::model::EditKind;

/// A label, prepared for the comparison.
struct Label {
    text: &'static str,
    /// How many words it has.
    words: usize,
}

const fn label(text: &'static str) -> Label {
    let mut words = 1;
    let mut i = 0;
    while i < text.len() {
        if text.as_bytes()[i] == b' ' {
            words += 1;
        }
        i += 1;
    }
    Label { text, words }
}

/// The labels that are repaired: long enough, and like no name.
const LABELS: [Label; 24] = [
    label("Afdeling"),
    label("Afgestemd met"),
    label("Behandeld door"),
    label("Betreft"),
    label("Bezoekadres"),
    label("Bijlage"),
    label("Bijlagen"),
    label("Contactpersoon"),
    label("Datum"),
    label("Directie"),
    label("Kenmerk"),
    label("Onderwerp"),
    label("Ons kenmerk"),
    label("Onze referentie"),
    label("Opgesteld door"),
    label("Pagina"),
    label("Postadres"),
    label("Projectnaam"),
    label("Referentie"),
    label("Retouradres"),
    label("Telefoon"),
    label("Uw brief van"),
    label("Uw kenmerk"),
    label("Uw referentie"),
];

/// The most words that a label has.
const MOST_WORDS: usize = 3;

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
    let head_alone = |seen: &str| seen.len() == head.len() && !ends_well;
    let starts: [Option<&str>; MOST_WORDS] = std::array::from_fn(|n| {
        first_words(head, n + 1).filter(|s| s.is_ascii() && !head_alone(s))
    });
    let mut best: Option<(usize, &str, &str)> = None;
    for label in &LABELS {
        if let Some(seen) = starts[label.words - 1]
            && let Some(cost) = cost(seen, label.text)
            && best.is_none_or(|(c, s, _)| (cost, s.len()) < (c, seen.len()))
        {
            best = Some((cost, seen, label.text));
        }
    }
    if let Some((1.., seen, label)) = best
        && !words::is_word(&seen.to_lowercase())
    {
        out.rewrite(0, seen, &as_printed(seen, label), EditKind::Label);
    }
}

/// Where a label has lost its space: "Onskenmerk".
fn lost_space(head: &str) -> Option<usize> {
    let initial = head.as_bytes().first()?.to_ascii_lowercase();
    let several = LABELS.iter().filter(|l| l.words > 1);
    several
        .filter(|l| l.text.as_bytes()[0].to_ascii_lowercase() == initial)
        .find_map(|label| {
            let (first, rest) = label.text.split_once(' ')?;
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
    let spaces = line.bytes().enumerate().filter(|&(_, b)| b == b' ');
    let end = spaces.map(|(i, _)| i).chain([line.len()]).nth(count - 1)?;
    Some(&line[..end])
}

/// How far what is seen is from a label: 0 when it is the label, none when too far. Letters may
/// be confused, and one may be lost at either end; none is ever taken away.
fn cost(seen: &str, label: &str) -> Option<usize> {
    let lost = label.len().checked_sub(seen.len()).filter(|&n| n < 2)?;
    let (seen, label) = (seen.as_bytes(), label.as_bytes());
    let most = if label.len() >= 9 { 2 * SLIP - 1 } else { SLIP };
    if lost == 0 {
        return distance(seen, label, most);
    }
    let most = most - SLIP;
    let front = distance(seen, &label[1..], most);
    let back = distance(seen, &label[..seen.len()], most);
    [front, back].into_iter().flatten().min().map(|c| SLIP + c)
}

/// What it costs to see one text for another of the same length; none when more than `most`.
fn distance(seen: &[u8], label: &[u8], most: usize) -> Option<usize> {
    let mut cost = 0;
    for (at, (s, l)) in seen.iter().zip(label).enumerate() {
        let one = substitution(s.to_ascii_lowercase(), l.to_ascii_lowercase());
        // The capital in front is the first to go.
        cost += if at == 0 { one.min(CONFUSION) } else { one };
        if cost > most {
            return None;
        }
    }
    Some(cost)
}

/// Signs that are taken for each other.
const ALIKE: [&[u8]; 6] = [b"ilj1tf!", b"oecd0a", b"nmhru", b"uv", b"bh", b"yvu"];

/// For each byte, the sets of [`ALIKE`] that it is in.
const SETS: [u8; 256] = {
    let mut sets = [0; 256];
    let mut n = 0;
    while n < ALIKE.len() {
        let mut i = 0;
        while i < ALIKE[n].len() {
            sets[ALIKE[n][i] as usize] |= 1 << n;
            i += 1;
        }
        n += 1;
    }
    sets
};

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if SETS[a as usize] & SETS[b as usize] != 0 {
        CONFUSION
    } else {
        SLIP
    }
}
