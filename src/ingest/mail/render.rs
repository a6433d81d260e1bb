//! The text of a mail, as a printed mail has it.

use super::{Mail, Moment, Person};
use crate::model::{MailField, MailText, RawSpan};
use std::fmt::Write;

const DAYS: [&str; 7] = [
    "zaterdag",
    "zondag",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
];
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// The header, a blank line, the body.
pub(super) fn text(mail: &Mail) -> MailText {
    let mut out = Rendered::default();
    out.people("Van", Some(MailField::From), &mail.from);
    if let Some(moment) = mail.date {
        out.line("Verzonden", Some(MailField::Date), &[dutch(moment)]);
    }
    out.people("Aan", Some(MailField::To), &mail.to);
    out.people("CC", Some(MailField::Cc), &mail.cc);
    out.people("BCC", None, &mail.bcc);
    if let Some(subject) = &mail.subject {
        out.line("Onderwerp", Some(MailField::Subject), &[one_line(subject)]);
    }
    let attached: Vec<String> = mail
        .attachments
        .iter()
        .filter(|a| a.part.is_none())
        .filter_map(|a| a.name.as_deref())
        .map(one_line)
        .collect();
    out.line("Bijlagen", Some(MailField::Attachment), &attached);
    let MailText {
        mut text,
        mut header,
        ..
    } = out.0;
    text.push('\n');
    push_body(mail.body.trim_matches(['\r', '\n']), &mut text);
    text.push('\n');
    header.date = mail.date.map(iso);
    header.id.clone_from(&mail.id);
    header.earlier.clone_from(&mail.earlier);
    MailText {
        text,
        header,
        aside: mail.aside.clone(),
    }
}

/// The body; a line of nothing but marks of quotation is a blank line.
fn push_body(body: &str, out: &mut String) {
    for line in body.split_inclusive('\n') {
        let marks = line.trim_end();
        if marks.is_empty() || !marks.bytes().all(|b| matches!(b, b'>' | b' ' | b'|')) {
            without_pictures(line, out);
        } else {
            out.push('\n');
        }
    }
}

/// `[cid:image001.png@01D9]` stands where a picture stood.
fn without_pictures(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find("[cid:") {
        let Some(end) = rest[at..].find(']') else {
            break;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
}

#[derive(Default)]
struct Rendered(MailText);

impl Rendered {
    fn people(&mut self, label: &str, field: Option<MailField>, people: &[Person]) {
        let shown: Vec<String> = people.iter().filter_map(shown).collect();
        self.line(label, field, &shown);
    }

    /// `Label: one; two`, with the places of the values.
    fn line(&mut self, label: &str, field: Option<MailField>, values: &[String]) {
        let MailText { text, header, .. } = &mut self.0;
        let mut first = true;
        for value in values.iter().filter(|v| !v.is_empty()) {
            text.push_str(if first { label } else { ";" });
            text.push_str(if first { ": " } else { " " });
            first = false;
            let start = text.len();
            text.push_str(value);
            if let Some(field) = field {
                header.places.push((field, RawSpan::new(start, text.len())));
            }
        }
        if !first {
            text.push('\n');
        }
    }
}

fn shown(person: &Person) -> Option<String> {
    let name = person
        .name
        .as_deref()
        .map(one_line)
        .filter(|n| !n.is_empty());
    let address = person
        .address
        .as_deref()
        .map(one_line)
        .filter(|a| !a.is_empty());
    match (name, address) {
        (Some(name), Some(address)) if name.trim_matches('\'') == address => Some(address),
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (name, address) => name.or(address),
    }
}

/// What stands in a header stands on one line, whatever was written there.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `dinsdag 8 februari 2022 10:02`
fn dutch(moment: Moment) -> String {
    let Moment {
        year,
        month,
        day,
        hour,
        minute,
        ..
    } = moment;
    let name = usize::from(month)
        .checked_sub(1)
        .and_then(|m| MONTHS.get(m));
    format!(
        "{} {day} {} {year} {hour:02}:{minute:02}",
        weekday(moment),
        name.unwrap_or(&"")
    )
}

/// Zeller's congruence.
fn weekday(
    Moment {
        year, month, day, ..
    }: Moment,
) -> &'static str {
    let (year, month) = if month < 3 {
        (u32::from(year) + 399, u32::from(month) + 12)
    } else {
        (u32::from(year) + 400, u32::from(month))
    };
    let n = u32::from(day) + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400;
    DAYS[(n % 7) as usize]
}

fn iso(
    Moment {
        year,
        month,
        day,
        hour,
        minute,
        offset,
    }: Moment,
) -> String {
    let mut out = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}");
    if let Some(offset) = offset {
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.unsigned_abs();
        // Writing to a string cannot fail.
        let _ = write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_are_right() {
        for (year, month, day, name) in [
            (2022, 2, 8, "dinsdag"),
            (2024, 2, 29, "donderdag"),
            (2000, 1, 1, "zaterdag"),
            (2023, 12, 31, "zondag"),
        ] {
            let moment = Moment {
                year,
                month,
                day,
                hour: 0,
                minute: 0,
                offset: None,
            };
            assert_eq!(weekday(moment), name);
        }
    }
}
