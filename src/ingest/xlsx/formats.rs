//! What the number formats of cells make of numbers: dates, hours, leading zeros, percentages.

use super::super::xml::{Token, Xml};
use super::super::{IngestError, Limits};

/// How a number is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Format {
    /// As it stands.
    Plain,
    /// A day, and the hour where it has one.
    Date { hour: bool },
    /// An hour of a day.
    Time,
    /// A hundred times as much, with so many decimals.
    Percent(usize),
    /// Digits in the places of zeros: `000000000`, `00 00 00 00`.
    Mask(String),
}

/// For each style of cells how it shows numbers.
pub(super) fn of_styles(text: &str, limits: &Limits) -> Result<Vec<Format>, IngestError> {
    let mut own: Vec<(u32, Format)> = Vec::new();
    let mut styles = Vec::new();
    let mut in_cells = false;
    let mut xml = Xml::new(text, limits);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => match tag.name() {
                "numFmt" => {
                    let code = tag.get("formatCode").unwrap_or_default();
                    if let Some(id) = tag.number("numFmtId") {
                        own.push((id, of_code(&code)));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    let found = own.iter().find(|(own, _)| *own == id);
                    styles.push(found.map_or_else(|| built_in(id), |(_, format)| format.clone()));
                }
                _ => {}
            },
            Token::Close(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    Ok(styles)
}

fn built_in(id: u32) -> Format {
    match id {
        9 => Format::Percent(0),
        10 => Format::Percent(2),
        14..=17 | 27..=31 | 34..=36 | 50..=58 => Format::Date { hour: false },
        22 => Format::Date { hour: true },
        18..=21 | 32..=33 | 45..=47 => Format::Time,
        _ => Format::Plain,
    }
}

/// What a format code says, its first section.
fn of_code(code: &str) -> Format {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    // Signs that mean something, and literals marked by a backslash.
    let mut signs = String::new();
    let mut mask = String::new();
    for c in code.chars() {
        match c {
            _ if escaped => {
                escaped = false;
                mask.push(c);
            }
            '\\' => escaped = true,
            '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' if bracket => bracket = false,
            _ if bracket => {}
            _ if quoted => mask.push(c),
            ';' => break,
            c => {
                signs.extend(c.to_lowercase());
                mask.push(c);
            }
        }
    }
    let has = |any: &[char]| signs.contains(any);
    if has(&['d', 'y', 'j']) {
        return Format::Date {
            hour: has(&['h', 'u']),
        };
    }
    if has(&['h', 's']) && !signs.contains("standaard") && !signs.contains("general") {
        return Format::Time;
    }
    if signs.contains('%') {
        let decimals = signs.split('.').nth(1).unwrap_or_default();
        return Format::Percent(decimals.chars().filter(|c| *c == '0').count().min(9));
    }
    let zeros = signs.chars().filter(|c| *c == '0').count();
    if zeros >= 3 && !has(&['.', ',', '#', '?', 'e', '@']) {
        return Format::Mask(mask);
    }
    Format::Plain
}

impl Format {
    /// What a number looks like; none where it is none.
    pub(super) fn shown(&self, value: &str, from_1904: bool) -> Option<String> {
        let number: f64 = value.parse().ok().filter(|n: &f64| n.is_finite())?;
        match self {
            Self::Plain => plain(value, number),
            Self::Date { hour } => {
                let day = date(number, from_1904)?;
                let hour = hour.then(|| time(number)).flatten();
                Some(hour.map_or(day.clone(), |hour| format!("{day} {hour}")))
            }
            Self::Time => time(number),
            Self::Percent(decimals) => {
                Some(format!("{:.*}%", *decimals, number * 100.0).replace('.', ","))
            }
            Self::Mask(mask) => masked(mask, number),
        }
    }
}

/// A number as it stands, but for what computing leaves behind: 0.30000000000000004, 6.12E8.
fn plain(value: &str, number: f64) -> Option<String> {
    let exponent = value.contains(['e', 'E']);
    if number.fract() == 0.0 && number.abs() < 1e15 && (exponent || value.contains('.')) {
        return Some(format!("{number:.0}"));
    }
    if value.len() > 14 && value.contains('.') {
        let rounded = format!("{number:.9}");
        return Some(
            rounded
                .trim_end_matches('0')
                .trim_end_matches('.')
                .to_owned(),
        );
    }
    Some(value.to_owned())
}

fn masked(mask: &str, number: f64) -> Option<String> {
    if number < 0.0 || number.fract() != 0.0 || number >= 1e15 {
        return None;
    }
    let zeros = mask.chars().filter(|c| *c == '0').count();
    let digits = format!("{number:0zeros$.0}");
    let more = digits.len() - zeros;
    let mut rest = digits.chars();
    // What does not fit stands before the first place.
    let mut out = String::new();
    let mut begun = false;
    for c in mask.chars() {
        if c != '0' {
            out.push(c);
            continue;
        }
        if !begun {
            out.extend(rest.by_ref().take(more));
            begun = true;
        }
        out.extend(rest.next());
    }
    Some(out)
}

/// A day counted from 1900, or from 1904 on.
fn date(serial: f64, from_1904: bool) -> Option<String> {
    let shift = if from_1904 { 1462 } else { 0 };
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial as i64 + shift;
    // 29 February 1900 counts, though there was none.
    let days = if days < 60 { days + 1 } else { days };
    let (year, month, day) = civil(days - 25_569);
    Some(format!("{day:02}-{month:02}-{year}"))
}

/// The hour and minute of a part of a day; none at midnight.
fn time(serial: f64) -> Option<String> {
    let minutes = (serial.fract().abs() * 1_440.0).round() as i64;
    (minutes > 0 || serial == 0.0).then(|| format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60))
}

/// Year, month and day of a number of days after 1 January 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: &str) -> Option<String> {
        of_code(code).shown(value, false)
    }

    #[test]
    fn days_are_counted_as_excel_does() {
        let date = |value: &str, from_1904| Format::Date { hour: false }.shown(value, from_1904);
        assert_eq!(date("45415", false).as_deref(), Some("03-05-2024"));
        assert_eq!(date("1", false).as_deref(), Some("01-01-1900"));
        assert_eq!(date("61", false).as_deref(), Some("01-03-1900"));
        assert_eq!(date("43953.5", true).as_deref(), Some("03-05-2024"));
        assert_eq!(date("NaN", false), None);
        assert_eq!(date("1e300", false), None);
    }

    #[test]
    fn formats_show_what_people_see() {
        for (code, value, says) in [
            ("dd-mm-yyyy;@", "45415", "03-05-2024"),
            ("[$-413]d mmm", "45415", "03-05-2024"),
            ("dd-mm-yyyy hh:mm", "45415.4375", "03-05-2024 10:30"),
            ("h:mm", "0.4375", "10:30"),
            ("000000000", "12345672", "012345672"),
            ("00 00 00 00 00", "612345678", "06 12 34 56 78"),
            ("0000\\-000000", "703456789", "0703-456789"),
            ("0.0%", "0.125", "12,5%"),
            ("General", "6.12345678E8", "612345678"),
            ("#,##0.00", "0.30000000000000004", "0.3"),
            ("[Red]0\"dagen\"", "12", "12"),
            ("0\\d", "12", "12"),
            ("@", "45415", "45415"),
        ] {
            assert_eq!(shown(code, value).as_deref(), Some(says), "{code} {value}");
        }
        assert_eq!(shown("000", "-1"), None);
        assert_eq!(shown("", "geen getal"), None);
    }
}
