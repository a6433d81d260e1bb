//! Dates in every form Dutch documents write them, at the start of a text.

use super::months;

/// A date at the start of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateHit {
    /// Full year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31, valid in its month.
    pub day: u8,
    /// Bytes of the date, a weekday and "d.d." before it included.
    pub len: usize,
    /// Whether a letter had to be read as a digit, or a month looked through damage.
    pub damaged: bool,
}

impl DateHit {
    /// As ISO 8601.
    #[must_use]
    pub fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Whether a weekday is the day's own; any is where none is given.
    fn valid(year: u16, month: u8, day: u8) -> bool {
        (1900..2100).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in(year, month)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The date with which `text` starts, if it is one that exists.
#[must_use]
pub fn at_start(text: &str) -> Option<DateHit> {
    let mut at = skip_blanks(text, 0);
    if text.as_bytes().get(at) == Some(&b'd')
        && let Some(rest) = ["d.d. ", "d.d.", "dd. ", "dd "]
            .iter()
            .find_map(|p| text[at..].strip_prefix(p))
    {
        at = skip_blanks(text, text.len() - rest.len());
    }
    let first = *text.as_bytes().get(at)?;
    if !may_begin(first) {
        return None;
    }
    if first.is_ascii_alphabetic() {
        let word = word_at(text, at);
        if months::weekday(word).is_some() {
            at = skip_blanks(text, at + word.len());
        }
    }
    let hit = in_words(text, at)
        .or_else(|| in_figures(text, at))
        .or_else(|| month_first(text, at))?;
    let next = text[hit.len..].chars().next();
    (!next.is_some_and(char::is_alphanumeric) && DateHit::valid(hit.year, hit.month, hit.day))
        .then_some(hit)
}

/// Whether a date or its weekday may begin so: with a figure, a letter read for one, or the first
/// letter of a month or a weekday.
fn may_begin(b: u8) -> bool {
    matches!(
        b.to_ascii_lowercase(),
        b'0'..=b'9'
            | b'g'
            | b'q'
            | b'l'
            | b'i'
            | b'|'
            | b'o'
            | b's'
            | b'b'
            | b'z'
            | b'j'
            | b'f'
            | b'm'
            | b'a'
            | b'n'
            | b'd'
            | b'w'
            | b'v'
            | b't'
    )
}

/// Where the first date of a text starts, and the date. Only places where a date may begin are
/// looked at.
#[must_use]
pub fn find(text: &str) -> Option<(usize, DateHit)> {
    let mut before = b' ';
    for (i, b) in text.bytes().enumerate() {
        if b.is_ascii_digit()
            && !before.is_ascii_alphanumeric()
            && before < 128
            && !(before == b'-' || before == b'/')
            && let Some(hit) = at_start(&text[i..])
        {
            return Some((i, hit));
        }
        before = b;
    }
    None
}

/// `9 oktober 2024`, `9 okt. '24`, `g april 2024`, `22 jun i 2022`.
fn in_words(text: &str, at: usize) -> Option<DateHit> {
    let (day, mut at, day_damaged) = number(text, at, 2)?;
    let after = &text[at..];
    if let Some(rest) = ["ste ", "de ", "e ", ". "]
        .iter()
        .find_map(|p| after.strip_prefix(p))
    {
        at = text.len() - rest.len();
    }
    at = skip_blanks(text, at);
    if text[at..].starts_with('-') {
        at += 1;
    }
    let letters = |at: usize| {
        text[at..]
            .find(|c: char| !c.is_alphabetic() && c != '|')
            .unwrap_or(text.len() - at)
    };
    let len = letters(at);
    let name = &text[at..at + len];
    let whole = months::month(name)
        .map(|m| (m, false))
        .or_else(|| months::month_damaged(name).map(|m| (m, true)))
        .map(|(month, damaged)| (month, damaged, at + len));
    let split = || split_month(text, at).map(|(month, end)| (month, true, end));
    let (month, month_damaged, (year, end, year_damaged)) = whole
        .and_then(|(m, d, at)| Some((m, d, year_after(text, at)?)))
        .or_else(|| split().and_then(|(m, d, at)| Some((m, d, year_after(text, at)?))))?;
    Some(DateHit {
        year,
        month,
        day: u8::try_from(day).ok()?,
        len: end,
        damaged: day_damaged || month_damaged || year_damaged,
    })
}

fn year_after(text: &str, at: usize) -> Option<(u16, usize, bool)> {
    let mut at = skip_blanks(text, at);
    for sign in [".", "-", "'", "’", ","] {
        at += usize::from(text[at..].starts_with(sign)) * sign.len();
    }
    at = skip_blanks(text, at);
    at += usize::from(text[at..].starts_with('\''));
    let (year, end, damaged) = number(text, at, 4)?;
    Some((full_year(year, end - at)?, end, damaged))
}

/// A month with one blank inside, left by kerning.
fn split_month(text: &str, at: usize) -> Option<(u8, usize)> {
    let mut name = [0u8; 9];
    let mut n = 0;
    let mut blanks = 0;
    for (i, b) in text.as_bytes()[at..].iter().enumerate().take(12) {
        match b {
            b' ' => blanks += 1,
            b if b.is_ascii_alphabetic() && n < 9 => {
                name[n] = *b;
                n += 1;
            }
            _ => return None,
        }
        if blanks > 2 {
            return None;
        }
        if n >= 3
            && blanks > 0
            && let Ok(word) = std::str::from_utf8(&name[..n])
            && word.len() >= 4
            && let Some(m) = months::month(word)
            && !text[at + i + 1..].starts_with(char::is_alphabetic)
        {
            return Some((m, at + i + 1));
        }
    }
    None
}

/// `16-12-2022`, `16/12/22`, `16.12.2022`, `2022-12-16`.
fn in_figures(text: &str, at: usize) -> Option<DateHit> {
    let (a, next, a_damaged) = number(text, at, 4)?;
    let a_len = next - at;
    let sign = text[next..].chars().next()?;
    if !matches!(sign, '-' | '/' | '.' | '–') {
        return None;
    }
    let at = skip_blanks(text, next + sign.len_utf8());
    let (b, next, b_damaged) = number(text, at, 2)?;
    let at = skip_blanks(text, next);
    let rest = text[at..].strip_prefix(sign)?;
    let at = skip_blanks(text, text.len() - rest.len());
    let (c, end, c_damaged) = number(text, at, 4)?;
    let c_len = end - at;
    let (year, month, day) = match (a_len, c_len) {
        (4, 1..=2) => (a, b, c),
        (1..=2, 4 | 2) => (full_year(c, c_len)?, b, a),
        _ => return None,
    };
    Some(DateHit {
        year,
        month: u8::try_from(month).ok()?,
        day: u8::try_from(day).ok()?,
        len: end,
        damaged: a_damaged || b_damaged || c_damaged,
    })
}

/// `May 3, 2022`.
fn month_first(text: &str, at: usize) -> Option<DateHit> {
    if !text.as_bytes().get(at)?.is_ascii_alphabetic() {
        return None;
    }
    let word = word_at(text, at);
    let month = months::month(word)?;
    let at = skip_blanks(text, at + word.len());
    let (day, next, _) = number(text, at, 2)?;
    let at = skip_blanks(text, next + usize::from(text[next..].starts_with(',')));
    let (year, end, _) = number(text, at, 4)?;
    Some(DateHit {
        year: full_year(year, end - at)?,
        month,
        day: u8::try_from(day).ok()?,
        len: end,
        damaged: false,
    })
}

fn full_year(year: u16, figures: usize) -> Option<u16> {
    match figures {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// A number of up to `most` figures, with where it ends and whether a letter stood for a figure.
fn number(text: &str, at: usize, most: usize) -> Option<(u16, usize, bool)> {
    let mut value = 0u16;
    let mut damaged = false;
    let mut len = 0;
    let bytes = text.as_bytes();
    for &b in bytes.get(at..)?.iter().take(most) {
        let figure = match b {
            b'0'..=b'9' => b - b'0',
            b'g' | b'q' => 9,
            b'l' | b'I' | b'|' => 1,
            b'O' | b'o' => 0,
            b'S' => 5,
            b'B' => 8,
            b'Z' => 2,
            _ => break,
        };
        // A word is no number: "ons", "Sol".
        damaged |= !b.is_ascii_digit();
        value = value * 10 + u16::from(figure);
        len += 1;
    }
    if len == 0 {
        return None;
    }
    let goes_on = bytes.get(at + len).is_some_and(u8::is_ascii_digit);
    let figures = bytes[at..at + len]
        .iter()
        .filter(|b| b.is_ascii_digit())
        .count();
    // In a longer number most figures must be figures; a single letter may stand for a day.
    let trusted = !damaged || (len <= 1) || figures * 2 >= len;
    (!goes_on && trusted).then_some((value, at + len, damaged))
}

fn skip_blanks(text: &str, at: usize) -> usize {
    at + text[at..]
        .bytes()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count()
}

fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.find([' ', '\t']).map_or(rest, |n| &rest[..n])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_all_their_forms() {
        for (text, iso, damaged) in [
            ("9 oktober 2024", "2024-10-09", false),
            ("9 okt. 2024", "2024-10-09", false),
            ("09-okt-2024", "2024-10-09", false),
            ("16-12-2022", "2022-12-16", false),
            ("16/12/2022 om 10 uur", "2022-12-16", false),
            ("16.12.22", "2022-12-16", false),
            ("16 - 12 - 2022", "", false),
            ("2022-12-16", "2022-12-16", false),
            ("d.d. 3 mei 2022", "2022-05-03", false),
            ("vrijdag 10 januari 2025", "2025-01-10", false),
            ("dinsdag, 3 mei 2022 10:12", "2022-05-03", false),
            ("Tuesday, May 3, 2022 10:12 AM", "2022-05-03", false),
            ("g april 2024", "2024-04-09", true),
            ("l2 aprll 2024", "2024-04-12", true),
            ("12 april 2O24", "2024-04-12", true),
            ("22 jun i 2022", "2022-06-22", true),
            ("21mei2024", "2024-05-21", false),
            ("1e maart 2021", "2021-03-01", false),
            ("29 februari 2024", "2024-02-29", false),
            ("29 februari 2023", "", false),
            ("31-04-2023", "", false),
            ("45 mei 2022", "", false),
            ("9 oktober", "", false),
            ("12-2022", "", false),
            ("2021/306", "", false),
            ("070 123 45 67", "", false),
            ("1.2.3", "", false),
            ("", "", false),
            ("é", "", false),
        ] {
            let hit = at_start(text);
            assert_eq!(hit.map(|h| h.iso()).unwrap_or_default(), iso, "{text}");
            if let Some(hit) = hit {
                assert_eq!(hit.damaged, damaged, "{text}");
            }
        }
    }

    #[test]
    fn a_date_inside_a_text_is_found() {
        let (at, hit) = find("gehouden op vrijdag 10 januari 2025 in de zaal").unwrap();
        assert_eq!((at, hit.iso().as_str()), (20, "2025-01-10"));
        assert_eq!(find("nummer 2021-10-2022-11"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "[0-9gl]{0,3}[ .’é/-]?(mei|jun i|\\PC{0,5})[ .'é-]?\\PC{0,9}") {
            if let Some(hit) = at_start(&text) {
                assert!(text.is_char_boundary(hit.len));
            }
            let _ = find(&text);
        }
    }
}
