//! What is a heading: by its number, by its words, by where it stands. Shared by both layouts.

use super::paragraphs::{begins_with_any, is_field_line, starts_item};
use super::shape::{First, Last, Shape, last_word};
use crate::lexicon::grammar;
use crate::lexicon::headings::{Known, known};
use crate::model::Heading;

/// A neighbouring line of the same part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbour<'a> {
    /// Its text, trimmed.
    pub text: &'a str,
    /// Its shape.
    pub shape: &'a Shape,
    /// Whether there is more room between the two than between the lines of a paragraph.
    pub blank: bool,
    /// Whether it is a heading itself; known for the line before only.
    pub heading: bool,
}

/// What surrounds a line.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Around<'a> {
    /// The line before it.
    pub prev: Option<Neighbour<'a>>,
    /// The line after it.
    pub next: Option<Neighbour<'a>>,
    /// The line after that.
    pub after: Option<Neighbour<'a>>,
    /// Whether it stands out by weight or size; none where that can't be seen.
    pub bold: Option<bool>,
    /// Whether only headings known by their words count: in messages, chats and forms.
    pub known_only: bool,
}

/// A heading that was recognised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    /// Its number, level and where its title begins.
    pub heading: Heading,
    /// Whether its title goes on in the next line.
    pub wraps: bool,
}

/// The widest line that can be a heading, in characters.
const WIDEST: u16 = 120;

/// Whether the line is a heading.
pub(super) fn recognise(text: &str, shape: &Shape, around: &Around<'_>) -> Option<Found> {
    if shape.width > WIDEST || shape.letters < 3 || shape.words > 18 || text.ends_with(',') {
        return None;
    }
    if let Some(number) = Number::of(text) {
        return numbered(text, shape, &number, around);
    }
    if shape.first != First::Upper {
        return None;
    }
    if is_question(text, shape) || is_article(text, shape) {
        return Some(found(None, 1, 0, false));
    }
    if is_annex(text, shape) && !follows_on(around) {
        return Some(found(None, 1, 0, false));
    }
    let unnumbered = match known(text) {
        Some(Known::Always) => stands_free(around) || around.bold == Some(true),
        Some(Known::Alone) => stands_apart(around) || around.bold == Some(true),
        Some(Known::Begun) => {
            let whole = around.next.is_some_and(|next| goes_on_known(text, next));
            return (whole && stands_free(around)).then(|| found(None, 1, 0, true));
        }
        None => !around.known_only && is_title(text, shape, around),
    };
    unnumbered.then(|| found(None, 1, 0, false))
}

/// The heading that a line is by its style.
pub(super) fn titled(text: &str, level: u8) -> Found {
    match Number::of(text) {
        Some(number) => found(Some(number.text), level, number.title_at, false),
        None => found(None, level, 0, false),
    }
}

/// Whether a line is a known heading by its words alone, with or without a number.
pub(super) fn is_known(text: &str) -> bool {
    let title = Number::of(text).map_or(text, |number| &text[number.title_at..]);
    matches!(known(title), Some(Known::Always | Known::Alone))
}

fn found(number: Option<&str>, level: u8, title_at: usize, wraps: bool) -> Found {
    Found {
        heading: Heading {
            number: number.map(str::to_owned),
            level,
            title_at: u32::try_from(title_at).unwrap_or(0),
        },
        wraps,
    }
}

/// The number of a heading or of a list item.
struct Number<'a> {
    /// Without the closing dot.
    text: &'a str,
    /// Where the title begins.
    title_at: usize,
    /// Whether a dot or bracket closes it.
    closed: bool,
    /// 1 for `1`, 2 for `4.1`.
    level: u8,
    /// The last component, for telling siblings.
    last: u32,
    /// Whether it is a letter or a roman numeral.
    letter: bool,
}

impl<'a> Number<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        match bytes.first()? {
            b'0'..=b'9' => Self::digits(text),
            b'I' | b'V' | b'X' | b'A'..=b'H' | b'a'..=b'h' => Self::letter(text),
            _ => None,
        }
    }

    fn digits(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (mut at, mut level, mut last, mut end, mut closed) = (0, 0u8, 0u32, 0, false);
        while let Some(run) = digit_run(bytes, at) {
            if run > 2 || level == 5 {
                return None;
            }
            last = text[at..at + run].parse().ok()?;
            level += 1;
            end = at + run;
            at = end;
            closed = matches!(bytes.get(at), Some(b'.' | b')'));
            if !closed {
                break;
            }
            at += 1;
        }
        let rest = &text[at..];
        let title = rest.trim_start();
        // "1.Beantwoording" has lost its blank; "1a" and "14u" are no numbers.
        if title.is_empty() || (!closed && title.len() == rest.len()) {
            return None;
        }
        Some(Self {
            text: &text[..end],
            title_at: text.len() - title.len(),
            closed,
            level,
            last,
            letter: false,
        })
    }

    fn letter(text: &'a str) -> Option<Self> {
        let end = text.find(['.', ')', ' '])?;
        let mark = &text[..end];
        let roman = mark.len() <= 4 && mark.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        if text.as_bytes()[end] == b' ' || !(roman || mark.len() == 1) {
            return None;
        }
        let rest = &text[end + 1..];
        let title = rest.trim_start();
        if title.is_empty() || title.len() == rest.len() {
            return None;
        }
        let last = if roman {
            roman_value(mark)
        } else {
            u32::from(mark.as_bytes()[0])
        };
        Some(Self {
            text: mark,
            title_at: text.len() - title.len(),
            closed: true,
            level: if roman { 1 } else { 2 },
            last,
            letter: true,
        })
    }

    fn is_next_of(&self, before: &Self) -> bool {
        self.level == before.level && self.last == before.last + 1 && self.letter == before.letter
    }
}

fn digit_run(bytes: &[u8], at: usize) -> Option<usize> {
    let run = bytes
        .get(at..)?
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count();
    (run > 0).then_some(run)
}

fn roman_value(mark: &str) -> u32 {
    let value = |b| match b {
        b'I' => 1,
        b'V' => 5,
        _ => 10,
    };
    let bytes = mark.as_bytes();
    let mut sum = 0;
    for (at, &b) in bytes.iter().enumerate() {
        let here = value(b);
        if bytes.get(at + 1).is_some_and(|&n| value(n) > here) {
            sum -= here;
        } else {
            sum += here;
        }
    }
    u32::try_from(sum.max(0)).unwrap_or(0)
}

fn numbered(text: &str, shape: &Shape, number: &Number<'_>, around: &Around<'_>) -> Option<Found> {
    let title = &text[number.title_at..];
    let make = |wraps| {
        Some(found(
            Some(number.text),
            number.level,
            number.title_at,
            wraps,
        ))
    };
    match known(title) {
        Some(Known::Always) => return make(false),
        Some(Known::Alone) if !among_siblings(number, around) => return make(false),
        Some(Known::Begun) if around.next.is_some_and(|next| goes_on_known(title, next)) => {
            return make(true);
        }
        _ => {}
    }
    if around.known_only || (number.letter && (number.level > 1 || shape.words < 3)) {
        return None;
    }
    let begins = title
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '‘' || c == '\'');
    let ends = matches!(shape.last, Last::Letter | Last::Digit | Last::Other)
        || title.ends_with(['?', ')']);
    if !begins
        || !ends
        || is_month_next(title)
        || says_something(title)
        || among_siblings(number, around)
    {
        return None;
    }
    if !starts_fresh(around) {
        return None;
    }
    let next = around.next?;
    if next.shape.first == First::Lower && !starts_item(next.text, next.shape, shape) {
        let closes = !next.blank
            && next.shape.words <= 8
            && matches!(next.shape.last, Last::Letter | Last::Digit | Last::Other)
            && around
                .after
                .is_some_and(|after| after.blank || after.shape.first == First::Upper);
        return if closes && number.closed {
            make(true)
        } else {
            None
        };
    }
    let carries = next.shape.words >= 5
        || next.blank
        || Number::of(next.text).is_some()
        || starts_item(next.text, next.shape, shape);
    // Without a closing dot it may be a row of a table, or a number and its noun.
    let firm = number.closed
        || number.level > 1
        || (number.last <= 20 && next.shape.is_prose() && shape.capitals <= shape.lowers + 1);
    (carries && firm && shape.letters > shape.digits)
        .then(|| found(Some(number.text), number.level, number.title_at, false))
}

/// Whether the line before or after is the neighbour in a list: then it is an item.
fn among_siblings(number: &Number<'_>, around: &Around<'_>) -> bool {
    let next = around.next.and_then(|next| Number::of(next.text));
    if next.is_some_and(|next| next.is_next_of(number)) {
        return true;
    }
    around.prev.is_some_and(|prev| {
        !prev.heading && Number::of(prev.text).is_some_and(|prev| number.is_next_of(&prev))
    })
}

fn is_month_next(title: &str) -> bool {
    let word = title.split([' ', '\t']).next().unwrap_or("");
    matches!(
        word.get(..3).map(str::to_ascii_lowercase).as_deref(),
        Some(
            "jan"
                | "feb"
                | "maa"
                | "mrt"
                | "apr"
                | "mei"
                | "jun"
                | "jul"
                | "aug"
                | "sep"
                | "okt"
                | "nov"
                | "dec"
        )
    ) && title
        .split([' ', '\t'])
        .nth(1)
        .is_none_or(|w| w.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a title has a finite verb: then it is a sentence, unless it asks something.
fn says_something(title: &str) -> bool {
    !title.ends_with('?')
        && title
            .split_ascii_whitespace()
            .skip(1)
            .any(grammar::makes_sentence)
}

/// Begun in this line, completed by the next: both together are one known heading.
fn goes_on_known(title: &str, next: Neighbour<'_>) -> bool {
    if next.shape.first != First::Lower || title.len() + next.text.len() > 62 {
        return false;
    }
    let whole = format!("{title} {}", next.text);
    matches!(known(&whole), Some(Known::Always | Known::Alone))
}

/// `Vraag 1`, `Antwoord op vraag 1`, `Antwoord op vragen 4, 5 en 6`, `Vragen 2 en 3`.
fn is_question(text: &str, shape: &Shape) -> bool {
    if shape.digits == 0
        || shape.words > 10
        || shape.width > 60
        || !(text.starts_with('V') || text.starts_with('A') || text.starts_with("B"))
    {
        return false;
    }
    let mut words = text
        .trim_end_matches([':', '.'])
        .split_ascii_whitespace()
        .peekable();
    let first = words.next().unwrap_or("");
    if !matches!(
        first,
        "Vraag" | "Vragen" | "Antwoord" | "Antwoorden" | "Beantwoording" | "VRAAG" | "ANTWOORD"
    ) {
        return false;
    }
    words.all(|w| {
        matches!(
            w,
            "op" | "vraag"
                | "vragen"
                | "en"
                | "t/m"
                | "tot"
                | "met"
                | "&"
                | "VRAAG"
                | "OP"
                | "de"
                | "deelvraag"
        ) || w
            .trim_end_matches([',', ';', '.', ')'])
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'a'..=b'd'))
    })
}

/// `Artikel 10`, alone.
fn is_article(text: &str, shape: &Shape) -> bool {
    shape.words == 2
        && shape.digits > 0
        && (text.starts_with("Artikel ") || text.starts_with("ARTIKEL "))
        && !matches!(shape.last, Last::Stop | Last::Semicolon)
}

/// `Bijlage 1 — Relevante artikelen`, `Bijlage A`.
fn is_annex(text: &str, shape: &Shape) -> bool {
    let Some(rest) = text
        .strip_prefix("Bijlage ")
        .or_else(|| text.strip_prefix("BIJLAGE "))
    else {
        return false;
    };
    let mark = rest
        .split([' ', ':', '.', '-', '–', '—', '|'])
        .next()
        .unwrap_or("");
    let is_mark = !mark.is_empty()
        && mark.len() <= 3
        && (mark
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V' | b'X'))
            || (mark.len() == 1 && mark.as_bytes()[0].is_ascii_uppercase()));
    let ends = !matches!(shape.last, Last::Stop | Last::Semicolon | Last::Comma);
    is_mark
        && ends
        && shape.words <= 14
        && !text.split_ascii_whitespace().any(grammar::makes_sentence)
}

/// Whether the next line goes on in small letters directly below.
fn follows_on(around: &Around<'_>) -> bool {
    around
        .next
        .is_some_and(|next| next.shape.first == First::Lower && !next.blank)
}

/// A known heading counts unless a sentence visibly runs through it.
fn stands_free(around: &Around<'_>) -> bool {
    let into = around.prev.is_some_and(|prev| {
        !prev.blank
            && !prev.heading
            && prev.shape.is_prose()
            && prev.shape.is_open()
            && grammar::keeps_open(last_word(prev.text))
    });
    !into
        && !around.next.is_some_and(|next| {
            !next.blank && next.shape.first == First::Lower && next.shape.is_prose() && into
        })
}

/// An ordinary word counts only where it stands apart, with something under it.
fn stands_apart(around: &Around<'_>) -> bool {
    starts_fresh(around)
        && around.next.is_some_and(|next| {
            next.shape.first != First::Lower || starts_item(next.text, next.shape, next.shape)
        })
        && !around.known_only
}

/// Whether the line before is finished.
fn starts_fresh(around: &Around<'_>) -> bool {
    around.prev.is_none_or(|prev| {
        prev.heading
            || prev.blank && !(prev.shape.is_prose() && grammar::keeps_open(last_word(prev.text)))
            || matches!(prev.shape.last, Last::Stop | Last::Colon | Last::Semicolon)
    })
}

/// A heading nobody listed: a short title, alone above a paragraph.
fn is_title(text: &str, shape: &Shape, around: &Around<'_>) -> bool {
    let asks = text.ends_with('?');
    let short = shape.width <= 70 && shape.words <= 9 && shape.letters >= 5;
    let ends = asks || shape.last == Last::Letter;
    if !short
        || !ends
        || text.contains(['.', ';', '@', '|', ':', '"', '“', '…'])
        || shape.digits > 4
    {
        return false;
    }
    if is_field_line(text, shape)
        || grammar::keeps_open(last_word(text))
        || is_courtesy(text)
        || looks_noisy(text)
    {
        return false;
    }
    // Names and units are all capitals; a title is a sentence without its verb.
    if shape.words > 1 && shape.lowers * 2 < shape.words {
        return false;
    }
    if starts_with_name(text) && around.bold != Some(true) {
        return false;
    }
    let bold = around.bold == Some(true);
    if around.bold == Some(false) {
        return false;
    }
    let under_heading = around.prev.is_some_and(|prev| prev.heading);
    if !asks && !under_heading && says_something(text) {
        return false;
    }
    let Some(next) = around.next else {
        return false;
    };
    let above_text = matches!(
        next.shape.first,
        First::Upper | First::Opening | First::Other
    ) && next.shape.words >= 6
        && (next.shape.is_prose() || starts_item(next.text, next.shape, shape));
    let room = around.prev.is_none_or(|prev| prev.blank || prev.heading);
    let lone_word = shape.words == 1;
    (above_text || bold)
        && starts_fresh(around)
        && (!lone_word || (shape.letters >= 6 && (room || bold)))
}

/// A greeting or a close is no heading.
fn is_courtesy(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "Geacht",
        "Beste",
        "Hoi",
        "Hallo",
        "Dag ",
        "Dear",
        "Goede",
        "Met vriendelijke",
        "Met hartelijke",
        "Hoogachtend",
        "Groet",
        "Hartelijke",
        "Vriendelijke",
        "Namens",
        "Alvast",
        "Excellentie",
        "Best regards",
        "Kind regards",
        "Mvg",
        "De heer",
        "Mevrouw",
        "Dhr",
        "Mevr",
        "Aan ",
        "De minister",
        "De staatssecretaris",
        "Het college",
        "De voorzitter",
        "De secretaris",
        "De directeur",
    ];
    begins_with_any(text, STARTS)
}

/// Two capitalised words in front, and a comma: a person and an office.
fn starts_with_name(text: &str) -> bool {
    let Some((head, _)) = text.split_once(", ") else {
        return false;
    };
    let mut words = head.split(' ');
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    capital(words.next()) && capital(words.next())
}

/// OCR debris: a capital inside a word, or hardly a vowel.
fn looks_noisy(text: &str) -> bool {
    let mut previous = ' ';
    let mut vowels = 0;
    let mut letters = 0;
    for c in text.chars() {
        letters += u32::from(c.is_alphabetic());
        vowels += u32::from("aeiouyAEIOUYéëèïöüó".contains(c));
        if c.is_ascii_uppercase() && previous.is_ascii_lowercase() {
            return true;
        }
        previous = c;
    }
    vowels * 5 < letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(prev: &str, text: &str, next: &str) -> Option<Found> {
        let shapes = [Shape::of(prev), Shape::of(text), Shape::of(next)];
        let near = |text, shape, blank| Neighbour {
            text,
            shape,
            blank,
            heading: false,
        };
        let around = Around {
            prev: (!prev.is_empty()).then(|| near(prev, &shapes[0], true)),
            next: (!next.is_empty()).then(|| near(next, &shapes[2], true)),
            ..Around::default()
        };
        recognise(text, &shapes[1], &around)
    }

    const PROSE: &str = "De dienst heeft in het voorjaar een plan gemaakt voor de uitvoering.";

    #[test]
    fn numbers_and_levels() {
        let sub = heading(PROSE, "4.1. Politieke context", PROSE)
            .expect("a heading")
            .heading;
        assert_eq!(
            (sub.number.as_deref(), sub.level, sub.title_at),
            (Some("4.1"), 2, 5)
        );
        let bare = heading(PROSE, "1 Aanleiding", PROSE)
            .expect("a heading")
            .heading;
        assert_eq!(bare.number.as_deref(), Some("1"));
        let generic = heading(PROSE, "2. Openstelling regeling per 1 april 2024", PROSE);
        assert_eq!(generic.and_then(|f| f.heading.number).as_deref(), Some("2"));
        assert!(heading(PROSE, "II. Juridische beoordeling van het verzoek", PROSE).is_some());
    }

    #[test]
    fn numbered_sentences_rows_and_dates_are_none() {
        assert!(
            heading(
                PROSE,
                "3. De verzoeker behoeft bij zijn verzoek geen belang te stellen.",
                PROSE
            )
            .is_none()
        );
        assert!(heading(PROSE, "15 januari 2024", PROSE).is_none());
        assert!(heading("1. Noorderhaven", "2. Zuiderhaven", "3. Westerhaven").is_none());
        assert!(heading("1. Noorderhaven", "2. Zuiderhaven", PROSE).is_none());
        assert!(heading(PROSE, "3 uitspraken rechtbank", PROSE).is_none());
        assert!(heading(PROSE, "2016, 2017, 2018", PROSE).is_none());
    }

    #[test]
    fn unnumbered_titles_above_a_paragraph() {
        for title in [
            "Wijze van openbaarmaking",
            "Heeft u vragen?",
            "Afspraken met de regio",
            "Vraag 1",
            "Antwoord op vragen 4, 5 en 6",
            "Bijlage 1 — Relevante artikelen",
        ] {
            assert!(heading(PROSE, title, PROSE).is_some(), "{title}");
        }
        for not in [
            "Noor Veldhuis",
            "Geachte heer Aldenkamp",
            "Met vriendelijke groet",
            "Turfkade 12",
            "Directie Eigenaarsadvisering",
            "Onderwerp: plan van aanpak",
            "De bijlage bevat het plan voor de",
        ] {
            assert!(heading(PROSE, not, PROSE).is_none(), "{not}");
        }
    }

    #[test]
    fn a_heading_may_go_on_in_the_next_line() {
        let found = heading(
            PROSE,
            "5. Informatie die niet openbaar gemaakt",
            "kan worden",
        )
        .expect("a heading");
        assert!(found.wraps);
    }
}
