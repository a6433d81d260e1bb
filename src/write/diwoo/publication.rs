//! What no document says of itself: who publishes it, in which category, and when that was decided.

use super::tooi::{CATEGORIES, Concept, MINISTRIES, ORGANISATION};
use std::fmt;

/// What holds for all documents of a publication.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publication {
    pub(super) publisher: Organisation,
    pub(super) category: Concept,
    pub(super) decided: Day,
}

/// An organisation of the government.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Organisation {
    pub(super) uri: String,
    pub(super) label: String,
}

impl Publication {
    /// From what a user typed. The publisher is a ministry, by its abbreviation, name or code, or
    /// `NAME <TOOI-URI>`; the category a code or a name, by default that of a Woo request; `decided` the day
    /// of the decision, which stands for the date of documents that have none.
    ///
    /// # Errors
    /// What is wrong, and what to do.
    pub fn new(publisher: &str, category: Option<&str>, decided: &str) -> Result<Self, String> {
        Ok(Self {
            publisher: organisation(publisher)?,
            category: category.map_or(Ok(CATEGORIES[0]), self::category)?,
            decided: Day::parse(decided)
                .ok_or_else(|| format!("`{decided}` is no date: write it as 2024-04-09"))?,
        })
    }
}

/// The abbreviations of the ministries.
pub fn publishers() -> impl Iterator<Item = &'static str> {
    MINISTRIES.iter().map(|m| m.0)
}

/// The categories: code and name.
pub fn categories() -> impl Iterator<Item = (&'static str, &'static str)> {
    CATEGORIES.iter().map(|c| (c.code, c.label))
}

fn organisation(typed: &str) -> Result<Organisation, String> {
    let typed = typed.trim();
    if let Some(found) = ministry(typed) {
        return Ok(found);
    }
    let named = typed
        .strip_suffix('>')
        .and_then(|t| t.rsplit_once('<'))
        .map(|(label, uri)| (label.trim(), uri.trim()))
        .filter(|(label, uri)| !label.is_empty() && is_organisation(uri));
    match named {
        Some((label, uri)) => Ok(Organisation {
            uri: uri.to_owned(),
            label: label.to_owned(),
        }),
        None => Err(format!(
            "`{typed}` is no ministry that is known ({}); name another body with its identifier, as in \
             \"gemeente Utrecht <{ORGANISATION}gemeente/gm0344>\"",
            publishers().collect::<Vec<_>>().join(", ")
        )),
    }
}

fn ministry(typed: &str) -> Option<Organisation> {
    let typed = typed.to_lowercase();
    let code = typed.strip_prefix(&format!("{ORGANISATION}ministerie/"));
    let name = typed.strip_prefix("ministerie van ").unwrap_or(&typed);
    let found = MINISTRIES.iter().find(|(short, tooi, long)| {
        code.unwrap_or(&typed) == *tooi
            || short.to_lowercase() == name
            || long.to_lowercase() == name
    })?;
    Some(Organisation {
        uri: format!("{ORGANISATION}ministerie/{}", found.1),
        label: format!("ministerie van {}", found.2),
    })
}

/// `…/tooi/id/gemeente/gm0344`
fn is_organisation(uri: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    uri.strip_prefix(ORGANISATION)
        .and_then(|rest| rest.split_once('/'))
        .is_some_and(|(kind, code)| word(kind) && word(code))
}

fn category(typed: &str) -> Result<Concept, String> {
    let typed = typed.trim();
    let wanted = typed.to_lowercase();
    let is = |c: &&Concept| {
        c.code == wanted
            || c.uri() == wanted
            || c.label.to_lowercase().replace('’', "'") == wanted.replace('’', "'")
    };
    CATEGORIES.iter().find(is).copied().ok_or_else(|| {
        let known: Vec<String> = categories()
            .map(|(code, label)| format!("{code} {label}"))
            .collect();
        format!(
            "`{typed}` is no category of the Woo; choose one of:\n  {}",
            known.join("\n  ")
        )
    })
}

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// From `2024-04-09`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = |range: std::ops::Range<usize>| {
            let digits = text.get(range)?;
            let fine = digits.bytes().all(|b| b.is_ascii_digit());
            fine.then(|| digits.parse::<u16>().ok())?
        };
        if text.len() != 10 || text.as_bytes()[4] != b'-' || text.as_bytes()[7] != b'-' {
            return None;
        }
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (year > 0 && (1..=days).contains(&day)).then_some(Self {
            year,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ministry_is_known_by_any_of_its_names() {
        for typed in [
            "JenV",
            "jenv",
            "mnre1058",
            "Justitie en Veiligheid",
            "Ministerie van Justitie en Veiligheid",
            "https://identifier.overheid.nl/tooi/id/ministerie/mnre1058",
        ] {
            let found = organisation(typed).unwrap();
            assert_eq!(
                found.label, "ministerie van Justitie en Veiligheid",
                "{typed}"
            );
            assert!(found.uri.ends_with("/ministerie/mnre1058"), "{typed}");
        }
    }

    #[test]
    fn another_body_comes_with_its_identifier() {
        let found = organisation(
            "gemeente Utrecht <https://identifier.overheid.nl/tooi/id/gemeente/gm0344>",
        );
        assert_eq!(found.unwrap().label, "gemeente Utrecht");
        for not in [
            "",
            "gemeente Utrecht",
            "https://identifier.overheid.nl/tooi/id/gemeente/gm0344",
            "<https://identifier.overheid.nl/tooi/id/gemeente/gm0344>",
            "gemeente Utrecht <https://example.org/tooi/id/gemeente/gm0344>",
            "x <https://identifier.overheid.nl/tooi/id/gemeente/>",
        ] {
            let error = organisation(not).unwrap_err();
            assert!(error.contains("JenV"), "{error}");
        }
    }

    #[test]
    fn a_category_is_known_by_its_code_and_its_name() {
        for typed in [
            "c_3a248e3a",
            "Agenda's en besluitenlijsten bestuurscolleges",
        ] {
            assert_eq!(category(typed).unwrap().code, "c_3a248e3a");
        }
        assert!(category("beslisnota").unwrap_err().contains("c_3baef532"));
    }

    #[test]
    fn a_day_is_one_that_the_calendar_has() {
        for day in ["2024-04-09", "2024-02-29", "2000-02-29", "1999-12-31"] {
            assert_eq!(Day::parse(day).unwrap().to_string(), day);
        }
        for not in [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-04-31",
            "0000-01-01",
            "2024-4-9",
            "2024/04/09",
            "+024-04-09",
            "2024-04-0é",
            "",
        ] {
            assert_eq!(Day::parse(not), None, "{not}");
        }
    }

    #[test]
    fn codes_are_told_apart() {
        let codes: std::collections::BTreeSet<_> = categories().map(|c| c.0).collect();
        assert_eq!(codes.len(), CATEGORIES.len());
        let codes: std::collections::BTreeSet<_> = MINISTRIES.iter().map(|m| m.1).collect();
        assert_eq!(codes.len(), MINISTRIES.len());
    }
}
