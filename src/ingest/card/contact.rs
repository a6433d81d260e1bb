//! Contacts: a card each.

use super::{Line, Told, moment};

pub(super) fn tell(lines: &[Line], told: &mut Told) {
    let mut card: Vec<&Line> = Vec::new();
    for line in lines {
        match line.name.as_str() {
            "BEGIN" => card.clear(),
            "END" => contact(&std::mem::take(&mut card), told),
            _ => card.push(line),
        }
    }
    contact(&card, told);
}

fn contact(card: &[&Line], told: &mut Told) {
    let full = card
        .iter()
        .any(|l| l.name == "FN" && !l.text().trim().is_empty());
    let office = card.iter().any(|l| l.name == "ORG");
    for line in card {
        if line.is_binary() {
            continue;
        }
        let text = || line.text().split_whitespace().collect::<Vec<_>>().join(" ");
        match line.name.as_str() {
            "FN" => told.say("Naam", &text()),
            "N" if !full => told.say("Naam", &name(line)),
            "N" => told.apart("Naam: ", &name(line)),
            "NICKNAME" => told.say("Roepnaam", &text()),
            "TEL" => told.say("Telefoon", text().trim_start_matches("tel:")),
            "EMAIL" => told.say("E-mail", text().trim_start_matches("mailto:")),
            "ORG" => told.say("Organisatie", &filled(line.parts()).join(", ")),
            "TITLE" | "ROLE" => told.say("Functie", &text()),
            "BDAY" => told.say("Geboortedatum", &moment(&line.text())),
            "ADR" => {
                // Where a card says no more, it is someone's own.
                let office = line.is("WORK") || !line.is("HOME") && office;
                let label = if office { "Bezoekadres" } else { "Woonadres" };
                told.say(label, &address(&line.parts()));
            }
            "URL" => told.say("Website", &text()),
            "NOTE" => told.say("Opmerking", &line.text()),
            "VERSION" | "PRODID" | "REV" | "UID" | "KEY" => {}
            _ => told.apart("Naam: ", &text()),
        }
    }
}

/// Family name, first name, more names, title, suffix: as one says them.
fn name(line: &Line) -> String {
    let parts = line.parts();
    let order = [3, 1, 2, 0, 4];
    let said = order.iter().filter_map(|&n| parts.get(n).cloned());
    filled(said.collect()).join(" ")
}

/// Box, extension, street, town, region, code, country.
fn address(parts: &[String]) -> String {
    let part = |n: usize| parts.get(n).map_or("", String::as_str);
    let town = filled(vec![part(5).to_owned(), part(3).to_owned()]).join(" ");
    let lines = [part(0), part(1), part(2), &town, part(4), part(6)];
    filled(lines.iter().map(|l| (*l).to_owned()).collect())
        .join(", ")
        .replace('\n', " ")
}

fn filled(parts: Vec<String>) -> Vec<String> {
    parts.into_iter().filter(|p| !p.is_empty()).collect()
}
