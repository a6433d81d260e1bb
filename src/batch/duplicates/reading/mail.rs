//! What a mail says itself. Two answers to one mail quote the same: only what stands above that
//! tells them apart. A greeting, a signature and a disclaimer do not.

use super::Part;
use super::letters::begins;

/// Lines of a header.
const DEEP: usize = 8;
/// Letters before a first header that are more than the name of who printed the mail.
const PRINTED: usize = 40;
/// A mail that says less ("Akkoord") is known by its date too.
const TELLING: usize = 40;

const FROM: &[&str] = &["van", "from", "von", "fan", "afzender"];
const HEADER: &[&str] = &[
    "aan",
    "to",
    "an",
    "cc",
    "bcc",
    "kopie",
    "verzonden",
    "verzonden op",
    "sent",
    "gesendet",
    "datum",
    "date",
    "ferstjoerd",
    "onderwerp",
    "underwerp",
    "subject",
    "betreft",
    "betreff",
    "bijlagen",
    "bijlage",
    "attachments",
];
/// How the end of a message begins.
const CLOSING: &[&str] = &[
    "groet",
    "met vriendelijke",
    "vriendelijke groet",
    "met groet",
    "hartelijke groet",
    "mvg",
    "m vr gr",
    "met hartelijke",
    "kind regards",
    "best regards",
    "regards",
    "vr gr",
    "hoogachtend",
];
/// How what is put under every mail begins.
const DISCLAIMER: &[&str] = &[
    "dit bericht kan",
    "dit bericht is",
    "dit e-mailbericht",
    "deze e-mail",
    "de informatie verzonden",
    "aan dit bericht",
    "de inhoud van dit bericht",
    "disclaimer",
    "this message",
    "this e-mail",
    "the information contained",
    "denk aan het milieu",
    "please consider",
];

/// A mail as it is read, line by line.
pub(super) struct Mail {
    own: Vec<u8>,
    place: Place,
    /// The lines of a header that are still to come.
    header: usize,
    disclaims: bool,
    date: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Above its header.
    Above,
    Own,
    /// Behind what it says itself.
    Below,
}

impl Mail {
    pub(super) fn new(date: &str) -> Self {
        Self {
            own: Vec::new(),
            place: Place::Above,
            header: 0,
            disclaims: false,
            date: date.bytes().filter(u8::is_ascii_digit).collect(),
        }
    }

    /// Hears a line and its letters; says whether it belongs to the text.
    pub(super) fn line(&mut self, part: Part<'_>, n: usize, letters: &[u8]) -> bool {
        let deep = header(part, n);
        if deep > 0 {
            self.header = deep;
            self.disclaims = false;
            let printed = self.place == Place::Above && self.own.len() < PRINTED;
            if printed {
                self.own.clear();
            }
            self.place = if printed { Place::Own } else { Place::Below };
        }
        if self.header > 0 {
            self.header -= 1;
            return true;
        }
        let any = |phrases: &[&str]| phrases.iter().any(|p| begins(letters, p));
        self.disclaims |= any(DISCLAIMER);
        if self.disclaims {
            return false;
        }
        let line = part.line(n);
        if self.place != Place::Below && (any(CLOSING) && letters.len() < PRINTED || quotes(line)) {
            self.place = Place::Below;
        }
        if self.place != Place::Below {
            self.own.extend_from_slice(letters);
        }
        true
    }

    /// The letters of what it says itself.
    pub(super) fn own(mut self) -> Vec<u8> {
        if self.own.len() < TELLING {
            self.own.append(&mut self.date);
        }
        self.own
    }
}

/// The lines of a header that begins here: a sender, and two more of its lines at least.
fn header(part: Part<'_>, n: usize) -> usize {
    if !is_label(part.line(n), FROM) {
        return 0;
    }
    let (mut deep, mut labels) = (1, 0);
    for ahead in 1..DEEP.min(part.lines() - n) {
        let line = part.line(n + ahead);
        if is_label(line, FROM) {
            break;
        }
        if is_label(line, HEADER) {
            labels += 1;
            deep = ahead + 1;
        }
    }
    if labels < 2 { 0 } else { deep }
}

fn is_label(line: &str, labels: &[&str]) -> bool {
    let line = bare(line);
    let Some(colon) = line.bytes().take(16).position(|b| b == b':') else {
        return false;
    };
    let label = line[..colon].trim_matches([' ', '*', '\t']);
    labels.iter().any(|l| l.eq_ignore_ascii_case(label))
}

/// Without quote marks.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c == '|' || c.is_whitespace())
}

/// `> Beste`, `-----Oorspronkelijk bericht-----`, `Op 8 feb 2022 schreef Jan:`
fn quotes(line: &str) -> bool {
    let line = line.trim();
    let is_said = line.ends_with(':')
        && (line.starts_with("Op ") && line.contains("schreef")
            || line.starts_with("On ") && line.contains("wrote"));
    line.starts_with('>') || line.starts_with("----") || line.starts_with("____") || is_said
}
