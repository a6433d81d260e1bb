//! Appointments: what they are about, when, where, who is asked.

use super::{Line, Told, moment};

/// An appointment, a task or a note.
const KINDS: &[&str] = &["VEVENT", "VTODO", "VJOURNAL"];

pub(super) fn tell(lines: &[Line], told: &mut Told) {
    let mut open: Vec<String> = Vec::new();
    let mut own: Vec<&Line> = Vec::new();
    for line in lines {
        match line.name.as_str() {
            "BEGIN" => open.push(line.text().trim().to_ascii_uppercase()),
            "END" => {
                let ended = open.pop();
                if ended.is_some_and(|e| KINDS.contains(&e.as_str())) {
                    appointment(&own, told);
                    own.clear();
                }
            }
            _ if open.last().is_some_and(|o| KINDS.contains(&o.as_str())) => own.push(line),
            _ => apart(line, told),
        }
    }
    // One that is cut off.
    if !own.is_empty() {
        appointment(&own, told);
    }
}

fn appointment(lines: &[&Line], told: &mut Told) {
    let text = |name: &str| {
        let found = lines.iter().find(|l| l.name == name);
        found.map_or(String::new(), |l| l.text())
    };
    told.say("Onderwerp", &one_line(&text("SUMMARY")));
    let when: Vec<String> = ["DTSTART", "DTEND", "DUE"]
        .iter()
        .map(|n| text(n))
        .filter(|t| !t.is_empty())
        .map(|t| moment(&t))
        .collect();
    told.say("Datum", &when.join(" – "));
    told.say("Locatie", &one_line(&text("LOCATION")));
    people(lines, "Organisator", |l| l.name == "ORGANIZER", told);
    let optional = |l: &Line| {
        l.parameter("ROLE")
            .is_some_and(|r| r.eq_ignore_ascii_case("OPT-PARTICIPANT"))
    };
    let asked = |l: &Line| l.name == "ATTENDEE";
    people(lines, "Vereist", |l| asked(l) && !optional(l), told);
    people(lines, "Optioneel", |l| asked(l) && optional(l), told);
    people(lines, "Contactpersoon", |l| l.name == "CONTACT", told);
    told.text(&text("DESCRIPTION"));
    for line in lines.iter().filter(|l| l.name == "COMMENT") {
        told.say("Opmerking", &line.text());
    }
    const TOLD: &[&str] = &[
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DUE",
        "LOCATION",
        "ORGANIZER",
        "ATTENDEE",
        "CONTACT",
        "DESCRIPTION",
        "COMMENT",
    ];
    for line in lines {
        if TOLD.contains(&line.name.as_str()) {
            // "SENT-BY", "DELEGATED-TO": who acts for someone.
            for (name, value) in line.parameters() {
                if !matches!(name, "CN" | "ROLE" | "TZID" | "PARTSTAT" | "RSVP") {
                    told.apart("Van: ", address(value));
                }
            }
        } else {
            apart(line, told);
        }
    }
}

fn people(lines: &[&Line], label: &str, of: impl Fn(&Line) -> bool, told: &mut Told) {
    let shown: Vec<String> = lines.iter().filter(|l| of(l)).map(|l| person(l)).collect();
    told.say(label, &shown.join("; "));
}

fn person(line: &Line) -> String {
    let value = line.text();
    let address = address(value.trim());
    match line.parameter("CN").map(str::trim) {
        Some(name) if !name.is_empty() && name != address => format!("{name} <{address}>"),
        _ => one_line(address),
    }
}

fn address(value: &str) -> &str {
    match value.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &value[7..],
        _ => value,
    }
}

fn apart(line: &Line, told: &mut Told) {
    // Identifiers are no text, and hold none.
    let machine = matches!(
        line.name.as_str(),
        "UID"
            | "PRODID"
            | "VERSION"
            | "METHOD"
            | "RRULE"
            | "TRANSP"
            | "CLASS"
            | "STATUS"
            | "ACTION"
    );
    if machine || line.is_binary() {
        return;
    }
    // Outlook writes the description again, as a web page.
    let value = line.text();
    if value.contains('<') && line.name.starts_with("X-ALT") {
        return;
    }
    told.apart("", &one_line(&value));
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
