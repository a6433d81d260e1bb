//! How chats are written down: by the programs that export them and by people who copy them. A line
//! opens a message when it says when it was sent and who sent it.

use std::ops::Range;

/// The ways in which exports open a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// `[12-03-2021, 14:05:33] Jan: text`, `12-03-2021 14:05 - Jan: text`
    Before,
    /// `[12-3 14:05] Jan`, the text below it.
    Above,
    /// `Jan, 14:05`, the text below it.
    Behind,
}

/// The line that opens a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Head {
    pub(crate) form: Form,
    /// Whether it says the day too.
    pub(crate) dated: bool,
    /// Whether its stamp stands in brackets, or both day and time are told.
    marked: bool,
    /// Who sent it, in bytes of the line; none where a program speaks.
    pub(crate) sender: Option<Range<usize>>,
    /// What is said on the same line, or what a program says.
    pub(crate) text: Range<usize>,
}

/// Lines that are looked at to tell a chat.
const LOOK: usize = 400;
/// No name is longer.
const LONGEST: usize = 64;
/// Signs that exports put in and nobody sees.
const UNSEEN: &[char] = &[
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}', '\u{feff}',
];

/// How a text of these lines opens its messages, if it is a chat.
pub(crate) fn form<'a>(lines: impl Iterator<Item = &'a str>) -> Option<(Form, bool)> {
    let mut counts = [(0_usize, 0_usize); 3];
    let mut senders: Vec<&str> = Vec::new();
    let (mut filled, mut again, mut marked) = (0, 0, 0);
    let mut above = false;
    for line in lines.filter(|l| !l.trim().is_empty()).take(LOOK) {
        filled += 1;
        // A chat does not begin with pages of something else.
        if filled > 60 && counts.iter().all(|c| c.0 == 0) {
            return None;
        }
        let found = head(line);
        // A name and a time above a name and a time is a list of times.
        let listed = above && found.as_ref().is_some_and(|h| h.form == Form::Behind);
        above = found.as_ref().is_some_and(|h| h.form == Form::Behind);
        let Some(head) = found.filter(|_| !listed) else {
            continue;
        };
        let count = &mut counts[head.form as usize];
        count.0 += 1;
        count.1 += usize::from(head.dated);
        marked += usize::from(head.marked);
        if let Some(sender) = head.sender.filter(|_| senders.len() < 40) {
            let sender = &line[sender];
            if senders.contains(&sender) {
                again += 1;
            } else {
                senders.push(sender);
            }
        }
    }
    let forms = [Form::Before, Form::Above, Form::Behind];
    let (form, (heads, dated)) = forms
        .into_iter()
        .zip(counts)
        .max_by_key(|(form, (heads, _))| (*heads, std::cmp::Reverse(*form as usize)))?;
    let enough = match form {
        Form::Before => heads >= 3 && heads * 4 >= filled,
        // Who talks, talks more than once; a list of times names each once.
        Form::Above => heads >= 3 && heads * 5 >= filled && (again > 0 || dated == heads),
        Form::Behind => {
            heads >= 3
                && heads * 5 >= filled
                && (again > 0 || marked >= heads)
                && heads * 2 <= filled + 1
        }
    };
    enough.then_some((form, dated * 2 > heads))
}

/// Whether a program says that a chat is encrypted.
pub(crate) fn is_notice(text: &str) -> bool {
    let text = &text[..text.floor_char_boundary(200)];
    text.contains("end-to-end")
        && (text.contains("ersleuteld") || text.contains("encrypted") || text.contains("beveiligd"))
}

/// The opening of a message that a line is, if it is one.
pub(crate) fn head(line: &str) -> Option<Head> {
    let start = line.len() - line.trim_start_matches(ignored).len();
    let first = line[start..].chars().next()?;
    if first == '[' || first.is_ascii_digit() {
        return opening(line, start).or_else(|| behind(line, start));
    }
    if line.len() - start > 2 * LONGEST || !first.is_alphanumeric() && !"~+@\"'".contains(first) {
        return None;
    }
    behind(line, start)
}

fn ignored(c: char) -> bool {
    c.is_whitespace() || UNSEEN.contains(&c)
}

/// A time first.
fn opening(line: &str, start: usize) -> Option<Head> {
    let rest = &line[start..];
    let inner = rest.strip_prefix('[');
    let stamp = stamp(inner.unwrap_or(rest))?;
    let mut at = start + usize::from(inner.is_some()) + stamp.len;
    if inner.is_some() {
        at += line[at..].find(']').filter(|n| *n <= 1)? + 1;
    }
    let mut text = line[at..].trim_start_matches(ignored);
    let mut dashed = false;
    for dash in ["- ", "– ", "— ", "| "] {
        if let Some(behind) = text.strip_prefix(dash) {
            text = behind.trim_start_matches(ignored);
            dashed = true;
            break;
        }
    }
    let from = line.len() - text.len();
    let certain = inner.is_some() || dashed;
    // A bare time and words are a line of an agenda.
    if !certain && !stamp.dated && !text.contains(':') {
        return None;
    }
    let end = line.trim_end_matches(ignored).len().max(from);
    let named = sender(text);
    if let Some(len) = named {
        let behind = from + len + 1;
        let said = line.len() - line[behind..].trim_start_matches(ignored).len();
        return Some(Head {
            form: Form::Before,
            dated: stamp.dated,
            marked: certain,
            sender: Some(trimmed(line, from..from + len)),
            text: said.min(end)..end,
        });
    }
    if !certain {
        return None;
    }
    // Teams: the text is below.
    if inner.is_some() && is_name_like(text) {
        return Some(Head {
            form: Form::Above,
            dated: stamp.dated,
            marked: true,
            sender: Some(trimmed(line, from..end)),
            text: end..end,
        });
    }
    // A program speaks.
    (stamp.dated && !text.is_empty()).then_some(Head {
        form: Form::Before,
        dated: true,
        marked: true,
        sender: None,
        text: from..end,
    })
}

/// What programs say that someone did.
pub(crate) const DID: &[&str] = &[
    " heeft ",
    " is ",
    " hebt ",
    " heb ",
    " added ",
    " left",
    " joined",
    " removed ",
    " changed ",
    " created ",
    " was ",
    " verliet ",
    " neemt ",
    " wacht ",
    " pinned ",
    " verwijderde ",
    " has ",
    " nam ",
    " gebruikt ",
    " voegde ",
    " werd ",
    " turned ",
    " deleted ",
    " started ",
];

/// The length of the sender before the colon, if there is one.
fn sender(text: &str) -> Option<usize> {
    let limit = text.floor_char_boundary(LONGEST);
    let colon = text[..limit].find(':')?;
    let name = &text[..colon];
    let words = name.split_whitespace().count();
    // "Jan heeft het onderwerp gewijzigd in "Dijk: deel 2""
    let said = name.contains(['"', '“', '>', '<', '!', '?'])
        || name.contains("//")
        || [" heeft ", " changed ", " added ", " created ", " is "]
            .iter()
            .any(|s| name.contains(s))
        || ends_sentence(name);
    let fits = (1..=8).contains(&words) && !said && name.chars().any(char::is_alphanumeric);
    // "14:05:33": a time goes on.
    let time = name.bytes().all(|b| b.is_ascii_digit() || b == b' ')
        && text
            .as_bytes()
            .get(colon + 1)
            .is_some_and(u8::is_ascii_digit);
    (fits && !time).then_some(colon)
}

/// "Ja, goed. Wil": a sentence ends in it.
fn ends_sentence(name: &str) -> bool {
    name.match_indices(". ").any(|(at, _)| {
        let word = name[..at].rsplit(' ').next().unwrap_or("");
        word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase())
    })
}

/// Whether a text may be a name and nothing more: `Vries, Jan de (JenV)`.
fn is_name_like(text: &str) -> bool {
    let text = text.trim_end_matches(ignored);
    let words = text.split_whitespace().count();
    // Prefixes are small; other small words make a sentence.
    let small = text
        .split_whitespace()
        .filter(|w| w.len() > 4 && w.bytes().all(|b| b.is_ascii_lowercase()))
        .count();
    let did = || DID.iter().any(|d| text.contains(d));
    (1..=7).contains(&words)
        && text.len() <= LONGEST
        && small <= usize::from(words <= 2)
        && !did()
        && !text.ends_with(['.', '!', '?', ':', ','])
        && text
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() || "~+@".contains(c))
}

/// A time last: `Jan de Vries  14:05`, `Jan, [12.03.2024 14:05]`, `Jan — 28 May, 22:14`.
fn behind(line: &str, start: usize) -> Option<Head> {
    let end = line.trim_end_matches(ignored).len();
    if end <= start || end - start > LONGEST + 40 {
        return None;
    }
    let text = &line[start..end];
    let last = *text.as_bytes().last()?;
    if !(last.is_ascii_digit() || matches!(last, b']' | b')' | b'M' | b'm')) {
        return None;
    }
    // Where the stamp begins: the first place from which all that is left is one.
    let mut from = None;
    for (at, c) in text.char_indices().skip(1) {
        let before = &text[..at];
        let parted = before.ends_with([' ', '[', '(', '\t', ',']);
        if !parted || !(c.is_ascii_alphanumeric()) {
            continue;
        }
        if let Some(found) = stamp(&text[at..])
            && text[at + found.len..]
                .chars()
                .all(|c| matches!(c, ']' | ')' | ' '))
        {
            from = Some((at, found.dated));
            break;
        }
    }
    let (at, dated) = from?;
    let name = text[..at].trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '[' | '(' | '-' | '–' | '—' | '|' | '·')
    });
    let digits = name.bytes().any(|b| b.is_ascii_digit()) && !name.starts_with('+');
    (is_name_like(name) && !digits).then(|| Head {
        form: Form::Behind,
        dated,
        marked: dated || last == b']',
        sender: Some(start..start + name.len()),
        text: end..end,
    })
}

fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let from = range.start + text.len() - text.trim_start_matches(ignored).len();
    let end = range.start + text.trim_end_matches(ignored).len();
    from..end.max(from)
}

/// A day, a time, or both.
struct Stamp {
    len: usize,
    dated: bool,
}

/// The stamp that a text begins with: at least a time of day.
fn stamp(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let (mut timed, mut dated) = (false, false);
    // Parts of it, in any order, with commas and blanks between.
    for _ in 0..6 {
        let mut gap = at;
        while bytes
            .get(gap)
            .is_some_and(|b| matches!(b, b' ' | b',' | b'T' | b'\t'))
            || text[gap..].starts_with('\u{202f}')
            || text[gap..].starts_with('\u{a0}')
        {
            gap += text[gap..].chars().next().map_or(1, char::len_utf8);
        }
        let rest = &text[gap..];
        let part = if !timed && let Some(len) = clock(rest) {
            timed = true;
            len
        } else if !dated && let Some(len) = day(rest) {
            dated = true;
            len
        } else if let Some(len) = weekday(rest) {
            len
        } else if timed && let Some(len) = half(rest) {
            len
        } else {
            break;
        };
        at = gap + part;
        if timed
            && dated
            && half(text[at..].trim_start_matches([' ', '\u{202f}', '\u{a0}'])).is_none()
        {
            break;
        }
    }
    timed.then_some(Stamp { len: at, dated })
}

/// `14:05`, `14:05:33`, `14.05 uur`
fn clock(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let hour = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if !(1..=2).contains(&hour) || bytes.get(hour) != Some(&b':') {
        return None;
    }
    let two = |at: usize| {
        bytes
            .get(at..at + 2)
            .is_some_and(|d| d.iter().all(u8::is_ascii_digit))
            && !bytes.get(at + 2).is_some_and(u8::is_ascii_digit)
    };
    if !two(hour + 1) {
        return None;
    }
    let end = hour + 3;
    let seconds = bytes.get(end) == Some(&b':') && two(end + 1);
    Some(if seconds { end + 3 } else { end })
}

/// `12-03-2021`, `3/12/21`, `12.3`, `2024-03-12`, `12 mrt 2024`, `Mar 12, 2024`
fn day(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let first = digits(0);
    if first == 0 {
        // "Mar 12, 2024", "28 May" begins with its number.
        let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        if !is_month(&text[..word]) {
            return None;
        }
        let mut at = word + usize::from(bytes.get(word) == Some(&b'.'));
        at += usize::from(bytes.get(at) == Some(&b' '));
        let number = digits(at);
        if !(1..=2).contains(&number) {
            return None;
        }
        return Some(with_year(bytes, at + number));
    }
    let sign = *bytes.get(first)?;
    if matches!(sign, b'-' | b'/' | b'.') && (first <= 2 || first == 4) {
        let second = digits(first + 1);
        if !(1..=2).contains(&second) {
            return None;
        }
        let end = first + 1 + second;
        if bytes.get(end) == Some(&sign) {
            let third = digits(end + 1);
            if matches!(third, 1 | 2 | 4) {
                return Some(end + 1 + third);
            }
        }
        return (first <= 2).then_some(end);
    }
    if sign == b' ' && first <= 2 {
        let from = first + 1;
        let word = bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        if is_month(&text[from..from + word]) {
            let end = from + word;
            return Some(with_year(
                bytes,
                end + usize::from(bytes.get(end) == Some(&b'.')),
            ));
        }
    }
    None
}

/// One past the year behind a day.
fn with_year(bytes: &[u8], end: usize) -> usize {
    let mut at = end;
    while bytes.get(at).is_some_and(|b| matches!(b, b' ' | b',')) {
        at += 1;
    }
    let year = bytes
        .get(at..at + 4)
        .is_some_and(|y| y.iter().all(u8::is_ascii_digit));
    let goes_on = bytes
        .get(at + 4)
        .is_some_and(|b| b.is_ascii_digit() || *b == b':');
    if year && !goes_on { at + 4 } else { end }
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 17] = [
        "jan", "feb", "mrt", "mar", "maa", "apr", "mei", "may", "jun", "jul", "aug", "sep", "okt",
        "oct", "nov", "dec", "sept",
    ];
    (3..=9).contains(&word.len())
        && word.is_ascii()
        && MONTHS.iter().any(|m| word[..3].eq_ignore_ascii_case(m))
        && (word.len() <= 4 || crate::lexicon::months::month(&word.to_lowercase()).is_some())
}

/// `di`, `Tue,`, `Vandaag`, `gisteren om`
fn weekday(text: &str) -> Option<usize> {
    const WORDS: [&str; 38] = [
        "ma",
        "di",
        "wo",
        "do",
        "vr",
        "za",
        "zo",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "vandaag",
        "gisteren",
        "today",
        "yesterday",
        "om",
        "at",
        "sep",
        "tues",
        "thur",
        "thurs",
    ];
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let known = word >= 2 && WORDS.iter().any(|w| text[..word].eq_ignore_ascii_case(w));
    known.then(|| word + usize::from(text[word..].starts_with('.')))
}

/// `PM`, `a.m.`, `uur`
fn half(text: &str) -> Option<usize> {
    let known = ["a.m.", "p.m.", "AM", "PM", "uur", "u"].iter().find(|w| {
        text.get(..w.len())
            .is_some_and(|t| t.eq_ignore_ascii_case(w))
            && !text[w.len()..].starts_with(char::is_alphanumeric)
    })?;
    Some(known.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Option<(Form, Option<&str>, &str)> {
        let head = head(line)?;
        Some((head.form, head.sender.map(|s| &line[s]), &line[head.text]))
    }

    #[test]
    fn each_program_opens_a_message_in_its_own_way() {
        use Form::{Above, Before, Behind};
        for (line, form, sender, text) in [
            (
                "12-03-2021 14:05 - Jan de Vries: hoi",
                Before,
                Some("Jan de Vries"),
                "hoi",
            ),
            (
                "\u{200e}[12-03-2021, 14:05:33] ~\u{a0}Jan: \u{200e}hoi: ja",
                Before,
                Some("~\u{a0}Jan"),
                "hoi: ja",
            ),
            (
                "3/12/21, 2:05\u{202f}PM - Kees: <Media omitted>",
                Before,
                Some("Kees"),
                "<Media omitted>",
            ),
            ("[14:02, 12-3-2024] Kees: nee", Before, Some("Kees"), "nee"),
            (
                "[2024-03-12 14:05] +31 6 12345678: ok",
                Before,
                Some("+31 6 12345678"),
                "ok",
            ),
            (
                "12-03-2021 14:05 - Jan heeft Piet toegevoegd",
                Before,
                None,
                "Jan heeft Piet toegevoegd",
            ),
            (
                "12-03-2021 14:05 - Jan heeft het onderwerp gewijzigd in \"A: b\"",
                Before,
                None,
                "Jan heeft het onderwerp gewijzigd in \"A: b\"",
            ),
            (
                "30-04 13:14 Karin P.: is van r",
                Before,
                Some("Karin P."),
                "is van r",
            ),
            ("14:05 fatima: top", Before, Some("fatima"), "top"),
            (
                "[do 09:12] Vis, Ikram: ja",
                Before,
                Some("Vis, Ikram"),
                "ja",
            ),
            (
                "[12-3 14:05] Vries, Jan de (JenV)",
                Above,
                Some("Vries, Jan de (JenV)"),
                "",
            ),
            ("Jan de Vries  14:05", Behind, Some("Jan de Vries"), ""),
            ("Mieke Bakker  [2:06 PM]", Behind, Some("Mieke Bakker"), ""),
            ("Jan, [12.03.2024 14:05]", Behind, Some("Jan"), ""),
            (
                "Kwabena O-A — 28 May, 22:14",
                Behind,
                Some("Kwabena O-A"),
                "",
            ),
            (
                "[12-03-2021, 14:05:33] Hanneke Prins heeft de groep gemaakt",
                Before,
                None,
                "Hanneke Prins heeft de groep gemaakt",
            ),
            ("Bakhuis, Thirza 09:03", Behind, Some("Bakhuis, Thirza"), ""),
        ] {
            assert_eq!(said(line), Some((form, sender, text)), "{line}");
        }
        for line in [
            "",
            "om 14:02 uur begint het",
            "De vergadering begint om 14:05 uur.",
            "10:00 Opening",
            "12-03-2021",
            "2. Mededelingen",
            "Zie bijlage 12:30 en verder",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }

    #[test]
    fn an_agenda_is_no_chat() {
        let agenda = "Opening 10:00\nPauze 11:00\nSluiting 12:00\nBorrel 13:00";
        assert_eq!(form(agenda.lines()), None);
        let times = "10:00 Opening: voorzitter\nNotulen worden vastgesteld.\nDe leden spreken.\nEr is koffie.\nEr is thee.\n11:00 Sluiting";
        assert_eq!(form(times.lines()), None);
        let chat = "Jan  14:05\nhoi\nAns  14:06\nja\nJan  14:07\ngoed";
        assert_eq!(form(chat.lines()), Some((Form::Behind, false)));
    }

    proptest::proptest! {
        #[test]
        fn no_line_brings_it_down(line in "(\\[|\\]|[0-9]{1,4}|:|-|/| - | |PM|mrt|Jan|di|\u{202f}|,|\\PC){0,20}") {
            if let Some(head) = head(&line) {
                let _ = (&line[head.text], head.sender.map(|s| &line[s]));
            }
            form(line.lines());
        }
    }
}
