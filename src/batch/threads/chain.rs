//! The messages of a mail: its own, and those it quotes.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Lines of a header.
const DEEP: usize = 8;
/// A text of fewer letters and digits ("Akkoord") is known only with its subject and time.
const TELLING: usize = 40;

/// One message.
#[derive(Debug, Default)]
pub(super) struct Message {
    /// Without what answering and forwarding put before it.
    pub(super) subject: String,
    pub(super) people: BTreeSet<String>,
    /// The time of day, as digits.
    clock: String,
    /// Letters and digits.
    text: String,
}

impl Message {
    /// The same for the same message, wherever it is quoted.
    pub(super) fn fingerprint(&self) -> [u8; 16] {
        let mut hash = Sha256::new();
        hash.update(&self.text);
        if self.text.chars().take(TELLING).count() < TELLING {
            for part in [&self.subject, &self.clock] {
                hash.update([0]);
                hash.update(part);
            }
        }
        let digest = hash.finalize();
        std::array::from_fn(|n| digest[n])
    }
}

/// What a line of a header is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    From,
    To,
    Date,
    Subject,
    Other,
}

const LABELS: &[(&str, Label)] = &[
    ("van", Label::From),
    ("from", Label::From),
    ("afzender", Label::From),
    ("aan", Label::To),
    ("to", Label::To),
    ("cc", Label::To),
    ("bcc", Label::Other),
    ("kopie", Label::To),
    ("verzonden", Label::Date),
    ("verzonden op", Label::Date),
    ("sent", Label::Date),
    ("datum", Label::Date),
    ("date", Label::Date),
    ("onderwerp", Label::Subject),
    ("subject", Label::Subject),
    ("bijlagen", Label::Other),
    ("bijlage", Label::Other),
    ("attachments", Label::Other),
    ("prioriteit", Label::Other),
    ("urgentie", Label::Other),
    ("importance", Label::Other),
    ("von", Label::From),
    ("an", Label::To),
    ("kopie (cc)", Label::To),
    ("gesendet", Label::Date),
    ("betreff", Label::Subject),
    ("anlagen", Label::Other),
    ("de", Label::From),
    ("à", Label::To),
    ("envoyé", Label::Date),
    ("date d'envoi", Label::Date),
    ("objet", Label::Subject),
    ("reply-to", Label::Other),
    ("beantwoorden", Label::Other),
];

/// The messages of a text, from the top.
pub(super) fn messages(raw: &str) -> Vec<Message> {
    let lines: Vec<&str> = raw
        .split(['\n', '\r'])
        .map(bare)
        .filter(|l| !l.is_empty())
        .collect();
    let mut messages = vec![Message::default()];
    let mut at = 0;
    while at < lines.len() {
        let (header, deep) = header(&lines[at..]);
        if deep > 0 {
            // A printed mail has the name of who printed it above its header.
            let printed = messages.len() == 1
                && messages[0].people.is_empty()
                && messages[0].subject.is_empty()
                && messages[0].text.chars().nth(TELLING).is_none();
            if printed {
                messages.clear();
            }
            messages.push(header);
            at += deep;
            continue;
        }
        let line = lines[at];
        if let Some(quoted) = attribution(&lines[at..]) {
            at += quoted.lines;
            // A chain keeps its subject.
            let subject = messages.first().map(|m| m.subject.clone());
            messages.push(Message {
                subject: subject.unwrap_or_default(),
                clock: quoted.clock,
                ..Message::default()
            });
            continue;
        }
        at += 1;
        if is_rule(line) {
            continue;
        }
        if let Some(last) = messages.last_mut() {
            gather(line, &mut last.text);
        }
    }
    // What only names its sender quotes nothing.
    let mut first = true;
    messages.retain(|m| {
        let empty = m.text.is_empty() && (m.subject.is_empty() || !first && m.people.is_empty());
        first = false;
        !empty
    });
    messages
}

/// Without quote marks.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c == '|' || c.is_whitespace())
        .trim_end()
}

fn label(line: &str) -> Option<(Label, &str)> {
    let head = &line[..line.floor_char_boundary(16)];
    let (name, _) = head.split_once(':')?;
    let value = line[name.len() + 1..].trim();
    let name = name.trim_matches([' ', '*', '\t']).to_lowercase();
    LABELS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(_, label)| (label, value))
}

/// A header that begins here, and its lines: a sender, and two more of its lines at least.
fn header(lines: &[&str]) -> (Message, usize) {
    let none = || (Message::default(), 0);
    if !matches!(label(lines[0]), Some((Label::From, _))) {
        return none();
    }
    let mut message = Message::default();
    let (mut kinds, mut deep) = (0, 0);
    for (n, line) in lines.iter().take(DEEP).enumerate() {
        let Some((kind, value)) = label(line) else {
            // A long list of recipients goes on.
            if n > 0 && line.contains([';', '@', '<']) && deep == n && !line.ends_with('.') {
                people(line, &mut message.people);
                deep = n + 1;
                continue;
            }
            break;
        };
        deep = n + 1;
        kinds += 1;
        match kind {
            Label::From | Label::To => people(value, &mut message.people),
            Label::Subject => message.subject = base(value),
            Label::Date => message.clock = clock(value),
            Label::Other => {}
        }
    }
    if kinds >= 3 { (message, deep) } else { none() }
}

fn people(value: &str, out: &mut BTreeSet<String>) {
    let split = if value.contains(';') { ';' } else { ',' };
    // "Bos, J." is one person: a comma parts people only where there are addresses.
    let parts: Vec<&str> = if split == ',' && !value.contains('@') {
        vec![value]
    } else {
        value.split(split).collect()
    };
    for part in parts {
        let inner = part
            .split_once('<')
            .map_or(part, |(_, rest)| rest.trim_end_matches(['>', ' ']));
        let person: String = inner
            .chars()
            .filter(|c| c.is_alphanumeric() || "@.".contains(*c))
            .flat_map(char::to_lowercase)
            .collect();
        if !person.is_empty() {
            out.insert(person);
        }
    }
}

/// `RE: FW: Overleg` is about `overleg`.
fn base(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((prefix, behind)) = rest.split_once(':') {
        let known = matches!(
            prefix.trim().to_lowercase().as_str(),
            "re" | "fw" | "fwd" | "antw" | "antwoord" | "doorst" | "aw" | "wg" | "betr" | "betreft"
        );
        if !known {
            break;
        }
        rest = behind.trim_start();
    }
    let mut out = String::new();
    gather(rest, &mut out);
    out
}

/// The first `10:02`, or else the first `10.02`, by the clock of 24 hours.
fn clock(value: &str) -> String {
    let bytes = value.as_bytes();
    let at = |n: usize| bytes.get(n).is_some_and(u8::is_ascii_digit);
    let found = [b':', b'.'].into_iter().find_map(|sign| {
        (1..bytes.len()).find(|&n| {
            bytes[n] == sign
                && at(n - 1)
                && at(n + 1)
                && at(n + 2)
                && !at(n + 3)
                && !(n > 2 && at(n - 2) && at(n - 3))
        })
    });
    let Some(n) = found else { return String::new() };
    let hour = &value[n - 1 - usize::from(n > 1 && at(n - 2))..n];
    let behind = value[n + 3..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let late = behind
        .trim_start()
        .get(..2)
        .is_some_and(|w| w.eq_ignore_ascii_case("pm"));
    let hour = hour.parse::<u8>().unwrap_or(0);
    let hour = if late && hour < 12 { hour + 12 } else { hour };
    format!("{hour:02}{}", &value[n + 1..n + 3])
}

/// `-----Oorspronkelijk bericht-----`, `_______`
fn is_rule(line: &str) -> bool {
    let marks = line
        .chars()
        .filter(|c| matches!(c, '-' | '_' | '*' | '='))
        .count();
    marks >= 4
        && line.len() < 120
        && (marks * 2 >= line.len() || {
            let words = line.to_lowercase();
            ["bericht", "message", "mail"]
                .iter()
                .any(|w| words.contains(w))
        })
}

/// A line above a quoted message.
struct Attribution {
    lines: usize,
    clock: String,
}

/// Verbs of those who are quoted.
const WROTE: &[&str] = &[
    "schreef",
    "geschreven",
    "wrote",
    "schrieb",
    "geschrieben",
    "a écrit",
    "skreau",
    "writes",
];

/// `Op 8 feb 2022 schreef Jan:`, `On Tuesday Jan wrote:`, `Jan <…> schreef op 8 feb om 10:02:`, also
/// over two lines.
fn attribution(lines: &[&str]) -> Option<Attribution> {
    let first = lines[0];
    let ends = |line: &str| line.ends_with(':');
    let wrote = |line: &str| WROTE.iter().any(|w| line.contains(w));
    let tells = |line: &str| {
        line.len() < 300
            && wrote(line)
            && line.bytes().any(|b| b.is_ascii_digit())
            && (line.contains(['<', '@', ':']))
    };
    if ends(first) {
        return tells(first).then(|| Attribution {
            lines: 1,
            clock: clock(first),
        });
    }
    let second = lines.get(1).filter(|l| ends(l) && l.len() < 200)?;
    let opens = ["Op ", "On ", "Am ", "Le "]
        .iter()
        .any(|o| first.starts_with(o));
    if first.len() > 200 || !(opens || wrote(first)) {
        return None;
    }
    // A header may begin there.
    if label(second).is_some() {
        return None;
    }
    let both = format!("{first} {second}");
    tells(&both).then(|| Attribution {
        lines: 2,
        clock: clock(&both),
    })
}

/// Letters and digits, in small letters; links that some programs print behind words are left out.
fn gather(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        letters(&rest[..at], out);
        rest = &rest[at..];
        let link = ["<mailto:", "<http://", "<https://"]
            .iter()
            .any(|l| rest.starts_with(l));
        let end = if link { rest.find('>') } else { None };
        rest = &rest[end.unwrap_or(0) + 1..];
    }
    letters(rest, out);
}

fn letters(text: &str, out: &mut String) {
    out.extend(
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_falls_apart_into_its_messages() {
        let text = "Van: Bos, J.\nVerzonden: 8 feb 2022 9:02\nAan: Blom, P.; Vis, A.\nOnderwerp: RE: Dijk\n\nGoed.\n\n-----Oorspronkelijk bericht-----\nFrom: P. Blom <p.blom@example.nl>\nSent: 7 feb 2022 10:00\nTo: Bos\nSubject: Dijk\n\nMag het?\n\nOp 6 feb 2022 schreef A. Vis:\n> Is de dijk klaar?\n";
        let found = messages(text);
        let texts: Vec<_> = found
            .iter()
            .map(|m| (&*m.subject, &*m.text, &*m.clock))
            .collect();
        assert_eq!(
            texts,
            [
                ("dijk", "goed", "0902"),
                ("dijk", "maghet", "1000"),
                ("dijk", "isdedijkklaar", "")
            ]
        );
        assert_eq!(
            found[0]
                .people
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
            ["blomp.", "bosj.", "visa."]
        );
    }

    #[test]
    fn every_program_and_language_quotes_in_its_own_way() {
        for head in [
            "Op 8 feb. 2022 om 09:30 heeft Jan Bos <j@x.example> het volgende geschreven:",
            "Op 8 feb. 2022 om 09:30 heeft Jan Bos <\n> j@x.example> het volgende geschreven:",
            "Jan Bos <j@x.example> schreef op 8-2-2022 om 09:30:",
            "On Tue, Feb 8, 2022 at 09:30, Jan Bos\n<j@x.example> wrote:",
            "Am 08.02.22 um 09:30 schrieb Jan Bos:",
            "Le mar. 8 févr. 2022 à 09:30, Jan Bos <j@x.example> a écrit :",
            "-----Original Message-----\nFrom: Jan Bos [mailto:j@x.example]\nSent: 8 feb 2022 9:30\nTo: Ans\nSubject: Dijk",
            "Von: Jan Bos\nGesendet: Dienstag, 8. Februar 2022 09:30\nAn: Ans Vis\nBetreff: AW: Dijk",
            "De : Jan Bos\nEnvoyé : mardi 8 février 2022 09:30\nÀ : Ans Vis\nObjet : RE: Dijk",
        ] {
            let text = format!(
                "Van: Ans\nVerzonden: 8 feb 2022 10:00\nAan: Jan\nOnderwerp: Dijk\n\nJa.\n\n{head}\n> Goed?\n"
            );
            let found = messages(&text);
            let own = messages(
                "Van: Jan Bos\nVerzonden: 8 feb 2022 09:30\nAan: Ans\nOnderwerp: RE: Dijk\n\nGoed?\n",
            );
            assert_eq!(found.len(), 2, "{head}");
            assert_eq!(found[1].fingerprint(), own[0].fingerprint(), "{head}");
        }
    }

    #[test]
    fn who_printed_a_mail_is_no_message() {
        let found = messages(
            "Bos, Jan\n\nVan: Ans\nVerzonden: 8 feb 2022 10:00\nAan: Jan\nOnderwerp: Dijk\n\nJa.\n",
        );
        assert_eq!(found.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn no_text_brings_it_down(text in "(Van: |Aan: |Op |schreef:|<http://|>|;|10:0|[0-9]{1,3}|\n|\\PC){0,60}") {
            let _ = messages(&text);
        }
    }
}
