//! Dates in words: "g april 2024", "l5 rnaart 2O24", "1 1 oktober", "29maart 2021". A day, a
//! month and a year vouch for each other: what is damaged is read from the two that are whole.

use std::sync::LazyLock;

use super::proposal::Proposals;
use super::token::Token;
use crate::lexicon::months::NAMES as MONTHS;
use crate::model::EditKind;

/// Words before a date. Behind others ("bijlage 1 1 oktober") two digits may be two numbers.
const BEFORE_DATE: [&str; 20] = [
    "van",
    "op",
    "tot",
    "per",
    "dd",
    "datum",
    "sinds",
    "vanaf",
    "uiterlijk",
    "voor",
    "vóór",
    "na",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "d",
];

/// Proposes repairs of the date whose month is `token`.
pub(super) fn propose(token: Token<'_>, out: &mut Proposals) {
    let text = token.text();
    if !(3..=10).contains(&text.len()) {
        return;
    }
    // Almost every word ends here: nothing like a day stands before it.
    if !follows_short_day_like(token) {
        return;
    }
    let day = token.previous().filter(|d| {
        let text = d.text();
        text.len() <= 2 && text.bytes().all(is_day_like)
    });
    let Some(day) = day else {
        return;
    };
    match month(text) {
        Some(Month::Exact) => around_month(day, token, out),
        Some(Month::Damaged(name)) => damaged_month(day, token, name, out),
        None => month_in_halves(day, token, out),
    }
}

/// Whether one or two characters that a day may be made of stand before the token; a few more
/// words pass than have a day there.
fn follows_short_day_like(token: Token<'_>) -> bool {
    let bytes = token.block.as_bytes();
    let back = |n: usize| token.start.checked_sub(n).map(|i| bytes[i]);
    let in_word = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_alphanumeric());
    back(2).is_some_and(is_day_like)
        && back(1) == Some(b' ')
        && (!in_word(back(3)) || (back(3).is_some_and(is_day_like) && !in_word(back(4))))
}

/// "29maart 2021" and "29 maart2021".
pub(super) fn propose_glued(token: Token<'_>, out: &mut Proposals) {
    let text = token.text();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if matches!(digits, 1 | 2) {
        let rest = &text[digits..];
        let numbered = token.next().is_some_and(|y| is_year(y.text()));
        if numbered && is_day(&text[..digits]) && is_month(rest) {
            out.push(
                token.start + digits,
                token.start + digits,
                " ",
                Some(EditKind::Date),
            );
        }
    } else if let Some(cut) = text.len().checked_sub(4)
        && text.is_char_boundary(cut)
        && is_year(&text[cut..])
        && is_month(&text[..cut])
        && token.previous().is_some_and(|d| is_day(d.text()))
    {
        out.push(
            token.start + cut,
            token.start + cut,
            " ",
            Some(EditKind::Date),
        );
    }
}

/// The month is whole: reads a damaged day or year beside it.
fn around_month(day: Token<'_>, month: Token<'_>, out: &mut Proposals) {
    let year = month.next();
    let whole_year = year.filter(|y| is_year(y.text()));
    if is_day(day.text()) {
        if let Some(year) = year.filter(|_| whole_year.is_none())
            && let Some(read) = read_year(year.text())
        {
            out.rewrite(year.start, year.text(), &read, EditKind::Date);
        }
        split_day(day, whole_year.is_some(), out);
    } else if let Some(read) = read_day(day.text())
        && (whole_year.is_some() || year.is_some_and(|y| read_year(y.text()).is_some()))
        && !(day.text().len() == 1 && day.before().is_some_and(|c| c != ' '))
    {
        out.rewrite(day.start, day.text(), &read, EditKind::Date);
    }
}

/// "van 1 1 oktober": a day that a gap tore apart.
fn split_day(day: Token<'_>, has_year: bool, out: &mut Proposals) {
    let Some(first) = day.previous() else {
        return;
    };
    let single = |t: Token<'_>| t.end - t.start == 1;
    let fits = single(first) && single(day) && matches!(first.text(), "1" | "2" | "3");
    if !fits || !is_day(&format!("{}{}", first.text(), day.text())) {
        return;
    }
    let lead = first.just_before().trim_end_matches([' ', ':', '.']);
    let word = lead
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    let vouched = word.len() <= 10 && BEFORE_DATE.contains(&word.to_lowercase().as_str());
    if vouched && (has_year || word != "d") {
        out.push(first.end, day.start, "", Some(EditKind::Kerning));
    }
}

/// The month is damaged: day and year must vouch for it, one of them whole.
fn damaged_month(day: Token<'_>, token: Token<'_>, name: &'static str, out: &mut Proposals) {
    let Some(year) = token.next() else {
        return;
    };
    let (whole_day, whole_year) = (is_day(day.text()), is_year(year.text()));
    let vouched = (whole_day && (whole_year || read_year(year.text()).is_some()))
        || (whole_year && read_day(day.text()).is_some());
    if vouched {
        out.rewrite(token.start, token.text(), name, EditKind::Date);
    }
}

/// "12 okt ober 2024".
fn month_in_halves(day: Token<'_>, token: Token<'_>, out: &mut Proposals) {
    let Some(second) = token
        .next()
        .filter(|s| s.text().len() <= 8 && is_day(day.text()))
    else {
        return;
    };
    if second.next().is_some_and(|y| is_year(y.text()))
        && is_month(&format!("{}{}", token.text(), second.text()))
    {
        out.push(token.end, second.start, "", Some(EditKind::Kerning));
    }
}

/// What OCR cannot tell apart made one, for each month.
static SKELETONS: LazyLock<[String; 12]> = LazyLock::new(|| MONTHS.map(skeleton));

enum Month {
    Exact,
    Damaged(&'static str),
}

fn is_month(text: &str) -> bool {
    MONTHS.iter().any(|m| m.eq_ignore_ascii_case(text))
}

fn month(text: &str) -> Option<Month> {
    if is_month(text) {
        return Some(Month::Exact);
    }
    // All skeletons differ.
    let seen = skeleton(text);
    let at = SKELETONS.iter().position(|s| *s == seen)?;
    let name = MONTHS[at];
    Some(Month::Damaged(name))
}

/// A word with the letters that OCR mistakes for each other made one.
fn skeleton(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c.to_ascii_lowercase() {
            'l' | '1' | 'j' | '!' => 'i',
            '0' => 'o',
            'v' => 'u',
            'c' => 'e',
            'h' => 'b',
            'n' if out.ends_with('r') => {
                out.pop();
                'm'
            }
            c => c,
        };
        out.push(c);
    }
    out
}

/// Whether a byte is a digit, or is read as one in a damaged day.
fn is_day_like(b: u8) -> bool {
    matches!(
        b,
        b'0'..=b'9' | b'O' | b'o' | b'l' | b'I' | b'i' | b'Z' | b'S' | b'B' | b'g' | b'q'
    )
}

fn is_day(text: &str) -> bool {
    text.len() <= 2
        && text.bytes().all(|b| b.is_ascii_digit())
        && text.parse().is_ok_and(|n: u8| (1..=31).contains(&n))
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text.starts_with("19") || text.starts_with("20"))
}

/// The day that a damaged one can only be.
fn read_day(text: &str) -> Option<String> {
    let read: Option<String> = text
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            'O' | 'o' => Some('0'),
            'l' | 'I' | 'i' => Some('1'),
            'Z' => Some('2'),
            'S' => Some('5'),
            'B' => Some('8'),
            'g' | 'q' => Some('9'),
            _ => None,
        })
        .collect();
    read.filter(|d| is_day(d))
}

/// The year that a damaged one can only be.
fn read_year(text: &str) -> Option<String> {
    let damaged = text.bytes().filter(|b| !b.is_ascii_digit()).count();
    if text.len() != 4 || damaged > 2 {
        return None;
    }
    let read: Option<String> = text
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            'O' | 'o' => Some('0'),
            'l' | 'I' => Some('1'),
            'g' | 'q' => Some('9'),
            _ => None,
        })
        .collect();
    read.filter(|y| is_year(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_months_look_alike() {
        let mut seen: Vec<_> = MONTHS.iter().map(|m| skeleton(m)).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), MONTHS.len());
    }
}
