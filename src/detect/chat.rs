//! Who takes part in a chat: each message says who sent it, and lines of the program say who came and
//! went. Such a name is one whatever its words are; "Meldkamer" and "Minister" are none.

use std::ops::Range;

use super::scan::Words;
use super::who::{Who, judge};
use crate::lexicon::chat::{self, DID, head};
use crate::model::{Action, CleanSpan, EvidenceSource, Finding, Kind, RuleId};

const RULE: RuleId = RuleId::fixed("chat/deelnemer", EvidenceSource::Context);
/// Sure: the program wrote it there.
const SENDER: f32 = 0.98;
/// A chat says once that it is encrypted; where it says so more often, it is looked up no more.
const MOST_NOTICES: usize = 4;
/// Read from a sentence of the program.
const TOLD: f32 = 0.97;
/// Adds those who take part in a chat, if a text is one; what was found in the name of a group goes.
pub(super) fn seek(words: &Words, text: &str, found: &mut Vec<Finding>) {
    if chat::form(text.lines()).is_none() {
        return;
    }
    let mut people = Vec::new();
    let (mut groups, mut lines): (Vec<CleanSpan>, Vec<CleanSpan>) = (Vec::new(), Vec::new());
    let (mut at, mut notices) = (0, 0);
    for line in text.split('\n') {
        let from = at;
        at += line.len() + 1;
        let Some(head) = head(line) else { continue };
        match head.sender {
            // iOS has the group say that all is encrypted.
            Some(sender)
                if notices < MOST_NOTICES && chat::is_notice(&line[head.text.clone()]) && {
                    notices += 1;
                    !speaks(text, &line[sender.clone()])
                } =>
            {
                groups.push(place(from, sender));
            }
            Some(sender) => match judge(words, line, sender.clone()) {
                Who::Person(name) => people.push((place(from, name), SENDER)),
                Who::Group | Who::Words(_) => groups.push(place(from, sender)),
                Who::Nobody => {}
            },
            None => told(words, line, head.text, &mut |name| {
                let name = place(from, name);
                lines.push(name);
                people.push((name, TOLD));
            }),
        }
    }
    // Both in order of position. "Femke Wit left": the verb is no part of who left.
    lines.sort_unstable();
    found.retain(|f| {
        let is_person = f.kind == Kind::Person && f.action != Action::Keep;
        let overlapped = |list: &[CleanSpan]| {
            let near = list.partition_point(|g| g.end <= f.span.start);
            list.get(near).copied().filter(|g| g.overlaps(f.span))
        };
        !is_person
            || overlapped(&groups).is_none()
                && overlapped(&lines).is_none_or(|name| f.span.end <= name.end)
    });
    let mut kept: Vec<CleanSpan> = found
        .iter()
        .filter(|f| f.action == Action::Keep && f.kind == Kind::OfficeHolder)
        .map(|f| f.span)
        .collect();
    kept.sort_unstable();
    for (span, sure) in people {
        let near = kept.partition_point(|k| k.end <= span.start);
        if kept.get(near).is_some_and(|k| k.overlaps(span)) {
            continue;
        }
        found.push(Finding {
            ground: Some("5.1.2e".to_owned()),
            ..Finding::new(span, Kind::Person, Action::Redact, RULE, sure)
        });
    }
}

/// Whether someone of this name says anything but that all is encrypted.
fn speaks(text: &str, name: &str) -> bool {
    let mut lines = text.lines().filter(|line| line.contains(name));
    lines.any(|line| {
        head(line).is_some_and(|h| {
            h.sender.is_some_and(|s| &line[s] == name) && !chat::is_notice(&line[h.text])
        })
    })
}

fn place(from: usize, range: Range<usize>) -> CleanSpan {
    CleanSpan::new(from + range.start, from + range.end)
}

/// What stands before someone else in such a line.
const WHOM: &[&str] = &[
    " heeft ",
    " added ",
    " removed ",
    " hebt ",
    " door ",
    " by ",
    " voegde ",
];
/// What stands behind them.
const DONE: &[&str] = &[
    " toegevoegd",
    " verwijderd",
    " uitgenodigd",
    " aan de groep",
    " to the group",
    " from the group",
    " toe",
];

/// The people in what a program tells of a chat.
fn told(words: &Words, line: &str, text: Range<usize>, each: &mut dyn FnMut(Range<usize>)) {
    let said = &line[text.clone()];
    let Some((verb, did)) = DID
        .iter()
        .filter_map(|d| said.find(d).map(|at| (at, *d)))
        .min_by_key(|(at, _)| *at)
    else {
        return;
    };
    let mut people = |from: usize, list: &str| {
        let mut at = from;
        for part in list.split_inclusive([',', '&']) {
            let mut start = at;
            at += part.len();
            for one in part
                .trim_end_matches([',', '&'])
                .split(" en ")
                .flat_map(|p| p.split(" and "))
            {
                let lead = one.len() - one.trim_start().len();
                let name = one.trim();
                let begin = start + lead;
                // Past " en " or " and ": sought, as they differ in length.
                start += one.len();
                start += line[start..].find(|c: char| c != ' ').unwrap_or(0);
                for joint in ["en ", "and "] {
                    if line[start..].starts_with(joint) {
                        start += joint.len();
                        break;
                    }
                }
                if is_someone(name)
                    && let Who::Person(span) = judge(words, line, begin..begin + name.len())
                {
                    each(span);
                }
            }
        }
    };
    people(text.start, &said[..verb]);
    let Some((at, whom)) = WHOM
        .iter()
        .filter_map(|w| said[verb..].find(w).map(|at| (verb + at, *w)))
        .next_back()
    else {
        return;
    };
    let from = at + whom.len();
    let rest = &said[from..];
    let end = DONE.iter().filter_map(|d| rest.find(d)).min();
    let passive = matches!(whom, " door " | " by ");
    let plain = matches!(did, " added " | " removed ");
    match end {
        Some(end) => people(text.start + from, &rest[..end]),
        None if passive || plain => people(text.start + from, rest.trim_end_matches('.')),
        None => {}
    }
}

/// Whether words may be someone's name: capitals, and few of them.
fn is_someone(name: &str) -> bool {
    let count = name.split_whitespace().count();
    (1..=6).contains(&count)
        && name.len() <= 64
        && !name.contains(['"', '“', ':', '/'])
        && name.chars().any(char::is_uppercase)
        && ![
            "De ",
            "Het ",
            "Je ",
            "U ",
            "You",
            "Deze ",
            "Dit ",
            "Your ",
            "This ",
            "Berichten",
            "Messages",
            "Jij",
        ]
        .iter()
        .any(|s| name.starts_with(s) || name == s.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::engine::lexicon_words;

    fn found(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        seek(&lexicon_words(), text, &mut found);
        found.iter().map(|f| &text[f.span.range()]).collect()
    }

    #[test]
    fn senders_are_people_and_services_are_not() {
        let text = "12-03-2021 14:05 - Jan de Vries: hoi\n12-03-2021 14:05 - Sjors BZK: hoi\n12-03-2021 14:05 - Bas (DGWB): x\n12-03-2021 14:05 - El Khatib, F. (Fatima): x\n12-03-2021 14:05 - ~ Tonnie🌊: x\n12-03-2021 14:05 - Minister: x\n12-03-2021 14:05 - Werkgroep Dijk: x\n12-03-2021 14:05 - Jij: x\n12-03-2021 14:05 - +31 6 12345678: x\n12-03-2021 14:05 - mam: x\n12-03-2021 14:05 - Bloem: x\n12-03-2021 14:05 - Meldkamer: x\n12-03-2021 14:05 - Bos, J.: x\n12-03-2021 14:05 - Beleid Omgevingsdienst: x\n12-03-2021 14:05 - kol vd Broek: x\n12-03-2021 14:05 - Loubna meldkamer: x\n12-03-2021 14:05 - Nana (school): x\n12-03-2021 14:05 - muriel (skool): x\n12-03-2021 14:05 - VC Noord, bericht 12: x\n";
        assert_eq!(
            found(text),
            [
                "Jan de Vries",
                "Sjors",
                "Bas",
                "El Khatib, F. (Fatima)",
                "Tonnie",
                "mam",
                "Bloem",
                "Bos, J.",
                "vd Broek",
                "Loubna",
                "Nana",
                "muriel"
            ]
        );
    }

    #[test]
    fn who_comes_and_goes_is_told_by_the_program() {
        let text = "12-03-2021 14:05 - Ans: x\n12-03-2021 14:05 - Ans Vis heeft Piet Blom, Wubbo en Kees toegevoegd\n12-03-2021 14:05 - Roos heeft de groep verlaten\n12-03-2021 14:05 - Femke Wit left\n12-03-2021 14:05 - Kees added Joop\n12-03-2021 14:05 - Berichten zijn versleuteld\n12-03-2021 14:05 - Je hebt het onderwerp gewijzigd\n12-03-2021 14:05 - Wim is toegevoegd door Sjaak\n12-03-2021 14:05 - Ans heeft het onderwerp gewijzigd van \"A\" naar \"Wim: b\"\n";
        assert_eq!(
            found(text),
            [
                "Ans",
                "Ans Vis",
                "Piet Blom",
                "Wubbo",
                "Kees",
                "Roos",
                "Femke Wit",
                "Kees",
                "Joop",
                "Wim",
                "Sjaak",
                "Ans"
            ]
        );
    }

    #[test]
    fn in_no_other_text_anything_is_found() {
        assert!(found("Jan: hoi\nPiet: ja\nKees: nee\n").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_chat_brings_it_down(lines in proptest::collection::vec("(12-03-2021 14:05 - |\\[14:05\\] )(Jan| heeft | en |,|&|toegevoegd| added |: |\\(|\\)|~|\\PC){0,12}", 3..9)) {
            seek(&lexicon_words(), &lines.join("\n"), &mut Vec::new());
        }
    }
}
