//! `Zomer, Bloem <b.zomer@example.nl>`: whoever an address of a person belongs to is someone, whatever
//! their name is made of.

use super::scan::Words;
use super::who::{Who, judge};
use crate::model::{Action, CleanSpan, EvidenceSource, Finding, Kind, RuleId};

const RULE: RuleId = RuleId::fixed("adres/naam", EvidenceSource::Context);
/// The address holds the name.
const SAME: f32 = 0.985;
/// It does not.
const BESIDE: f32 = 0.93;
/// No name is longer.
const LONGEST: usize = 64;

/// Adds the names that stand before the addresses that were found.
pub(super) fn seek(words: &Words, text: &str, found: &mut Vec<Finding>) {
    let (mut out, mut beside) = (Vec::new(), Vec::new());
    for f in found.iter() {
        if f.kind == Kind::Email && f.action != Action::Keep {
            let Some((shown, name, sure)) = before(words, text, f.span) else {
                continue;
            };
            // "(Sietske) - DGMR": where someone works is no name.
            beside.push(CleanSpan::new(name.end as usize, shown.end as usize));
            out.push((name, sure));
        } else if f.kind == Kind::Mailbox {
            beside.extend(desk(words, text, f.span));
        }
    }
    beside.retain(|b| !b.is_empty());
    beside.sort_unstable();
    if !beside.is_empty() {
        found.retain(|f| {
            let is_person = f.kind == Kind::Person && f.action != Action::Keep;
            let near = beside.partition_point(|b| b.end <= f.span.start);
            let inside = |b: &CleanSpan| b.start <= f.span.start && f.span.end <= b.end;
            !is_person || !beside.get(near).is_some_and(inside)
        });
    }
    let mut kept: Vec<CleanSpan> = found
        .iter()
        .filter(|f| f.action == Action::Keep && f.kind == Kind::OfficeHolder)
        .map(|f| f.span)
        .collect();
    kept.sort_unstable();
    for (span, sure) in out {
        let near = kept.partition_point(|k| k.end <= span.start);
        if kept.get(near).is_none_or(|k| !k.overlaps(span)) {
            found.push(Finding {
                ground: Some("5.1.2e".to_owned()),
                ..Finding::new(span, Kind::Person, Action::Redact, RULE, sure)
            });
        }
    }
}

/// What a general mailbox is called: its name is nobody's.
fn desk(words: &Words, text: &str, address: CleanSpan) -> Option<CleanSpan> {
    let shown = shown(text, address)?;
    let from = shown.as_ptr() as usize - text.as_ptr() as usize;
    matches!(judge(words, text, from..from + shown.len()), Who::Group)
        .then(|| CleanSpan::new(from, from + shown.len()))
}

/// What stands before an address as the name of whose it is.
fn shown(text: &str, address: CleanSpan) -> Option<&str> {
    let start = address.start as usize;
    let head = &text[text.floor_char_boundary(start.saturating_sub(2 * LONGEST))..start];
    let line = &head[head.rfind('\n').map_or(0, |n| n + 1)..];
    let name = ["<mailto:", "[mailto:", "<", "("]
        .iter()
        .find_map(|open| line.strip_suffix(open))?;
    let name = &name[cut(name)..];
    let shown = name.trim_matches(|c: char| c.is_whitespace() || "\"'“”‘’,;_".contains(c));
    (!shown.is_empty() && shown.len() <= LONGEST && is_name_like(shown)).then_some(shown)
}

/// The name before an address: all that is shown, the name in it, and how sure it is.
fn before(words: &Words, text: &str, local: CleanSpan) -> Option<(CleanSpan, CleanSpan, f32)> {
    let shown = shown(text, local)?;
    let from = shown.as_ptr() as usize - text.as_ptr() as usize;
    let local = folded(&text[local.range()]);
    let same = shown
        .split(|c: char| !c.is_alphanumeric())
        .map(folded)
        .any(|w| w.chars().count() >= 3 && local.contains(&w));
    let range = match judge(words, text, from..from + shown.len()) {
        Who::Person(range) => range,
        Who::Words(range) if same => range,
        _ => return None,
    };
    let sure = if same { SAME } else { BESIDE };
    let all = CleanSpan::new(from, from + shown.len());
    Some((all, CleanSpan::new(range.start, range.end), sure))
}

/// Where the name begins: behind a label, behind another address.
fn cut(before: &str) -> usize {
    let hard = before
        .rfind([';', ':', '>', '|', '\t'])
        .map_or(0, |n| n + 1);
    // "a@x.nl, Jan <": a comma parts people only behind an address.
    let soft = before[hard..]
        .rfind(',')
        .filter(|&n| before[hard..hard + n].contains('@'))
        .map_or(hard, |n| hard + n + 1);
    before[soft..]
        .find(|c: char| !c.is_whitespace())
        .map_or(soft, |n| soft + n)
}

/// Capitals, but for prefixes and what stands in brackets: no sentence.
fn is_name_like(name: &str) -> bool {
    const SMALL: &[&str] = &[
        "van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "ben", "da", "dos", "di",
        "von", "und", "en", "op", "in", "'t", "t", "la", "le", "du", "vd", "v.d.", "v", "d",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |w: &&str| {
        w.chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase())
    };
    (1..=7).contains(&words.len())
        && words.iter().any(capital)
        && words.iter().all(|w| {
            let bare = w.trim_end_matches(['.', ',']);
            capital(w) || SMALL.contains(&bare) || !w.chars().any(char::is_alphanumeric)
        })
}

fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::engine::lexicon_words;

    fn found(text: &str) -> Vec<&str> {
        let words = lexicon_words();
        let mut found: Vec<Finding> = text
            .match_indices('@')
            .map(|(at, _)| {
                let from = text[..at].rfind(['<', ' ', ':', '(']).map_or(0, |n| n + 1);
                Finding::new(
                    CleanSpan::new(from, at),
                    Kind::Email,
                    Action::Redact,
                    RULE,
                    0.9,
                )
            })
            .collect();
        seek(&words, text, &mut found);
        found
            .iter()
            .filter(|f| f.kind == Kind::Person)
            .map(|f| &text[f.span.range()])
            .collect()
    }

    #[test]
    fn whoever_an_address_belongs_to_is_someone() {
        assert_eq!(
            found(
                "Aan: Bloem Zomer <b.zomer@x.nl>; \"Kaas, W. (Wil) - DGWB\" <w.kaas@x.nl>, Groot de Klein <x@x.nl>; Berg, Zee <mailto:z@x.nl>"
            ),
            [
                "Bloem Zomer",
                "Kaas, W. (Wil)",
                "Groot de Klein",
                "Berg, Zee"
            ]
        );
    }

    #[test]
    fn services_and_sentences_are_not() {
        assert!(
            found("Aan: Directie Water <a.b@x.nl>; Team Woo <c.d@x.nl>; Minister <m.x@x.nl>\nU kunt mailen (naar j.bos@x.nl) of (j.bos@x.nl)")
                .is_empty()
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_brings_it_down(text in "(<|>|a@b|, |; |Jan |: |\\(|\"|é|\n|\\PC){0,30}") {
            found(&text);
        }
    }
}
