//! What is to be said of a document: in Dutch, for the list is published.

use super::judgement::{APART, STOPS, UNREAD, has};
use crate::write::{Copied, ManifestLine, Status};

/// The platform takes no more characters than this.
const LONGEST: usize = 1000;

/// Everything, in sentences. `first` is the row of the first of its copies.
pub(super) fn of(line: &ManifestLine, first: Option<u32>) -> String {
    let mut told = Vec::new();
    match line.status {
        Status::Done => {}
        Status::Withdrawn => told.push(
            "Nog niet beoordeeld: teruggehouden door de controle achteraf, die nog een te lakken gegeven vond"
                .to_owned(),
        ),
        Status::Failed | Status::Skipped => told.push(unread(line)),
    }
    if let (Some(duplicate), Some(first)) = (line.duplicate, first) {
        match duplicate.copy {
            Copied::First => {}
            Copied::Exact => told.push(format!("Dubbel, zie ID {first}")),
            Copied::Near => told.push(format!("Bijna gelijk aan ID {first}")),
        }
    }
    warnings(line, &mut told);
    pages(line, &mut told);
    let review = line.card.as_ref().map_or(0, |card| card.review);
    match review {
        0 => {}
        1 => told.push("Over 1 gelakte passage moet nog worden beslist".into()),
        n => told.push(format!("Over {n} gelakte passages moet nog worden beslist")),
    }
    let mut told = told.join(". ");
    if let Some((end, _)) = told.char_indices().nth(LONGEST) {
        told.truncate(end);
    }
    told
}

fn unread(line: &ManifestLine) -> String {
    let code = line.reason.as_ref().map_or("", |r| r.code.as_ref());
    let why = match code {
        "empty" => "het bestand is leeg",
        "encrypted" => "het bestand is met een wachtwoord beveiligd",
        "no-text-layer" => "er staat geen leesbare tekst in, alleen beeld",
        "no-unicode" => "de tekst is niet te lezen zonder tekstherkenning",
        "unknown-format" => "dit soort bestand wordt niet gelezen",
        "damaged" => "het bestand is beschadigd",
        "limit" => "het bestand is te groot of te diep ingepakt",
        "timeout" => "het lezen duurde te lang",
        "memory" => "het lezen vroeg te veel geheugen",
        "unreadable" | "not-a-file" | "unsafe-path" => "het bestand is niet te openen",
        _ => "het bestand kon niet worden verwerkt",
    };
    // The code is how the manifest and the report name it.
    match code {
        "" => format!("Nog niet beoordeeld: {why}"),
        code => format!("Nog niet beoordeeld: {why} ({code})"),
    }
}

fn warnings(line: &ManifestLine, told: &mut Vec<String>) {
    for (code, sentence) in [
        (
            STOPS[0],
            "Draagt een rubricering: eerst beslissen of het openbaar mag worden",
        ),
        (
            STOPS[1],
            "Zegt zelf niet actief openbaar te worden gemaakt: eerst beslissen",
        ),
        (
            "older-than-five-years",
            "Mogelijk ouder dan vijf jaar: relatieve gronden vragen dan extra motivering (artikel 5.3 Woo)",
        ),
    ] {
        if has(line, &[code]) {
            told.push(sentence.to_owned());
        }
    }
    if has(line, UNREAD) {
        told.push("Niet alles in dit document kon worden gelezen: nakijken".to_owned());
    }
    if has(line, APART) {
        told.push(
            "Opmerkingen, verwijderde of verborgen tekst in het bestand zijn niet opgenomen"
                .to_owned(),
        );
    }
}

fn pages(line: &ManifestLine, told: &mut Vec<String>) {
    let Some(pdf) = &line.pdf else { return };
    match pdf.status {
        Status::Done => {}
        _ => told.push("De gelakte pdf kon niet worden gemaakt".to_owned()),
    }
    if !pdf.withheld.is_empty() {
        told.push(format!(
            "Afgedekt, want niet te lezen: {}",
            named(&pdf.withheld)
        ));
    }
    if !pdf.covered.is_empty() {
        told.push(format!(
            "Tekst onder een afdekking weggehaald: {}",
            named(&pdf.covered)
        ));
    }
}

/// `pagina 3`, `pagina 3, 4 en 9`.
fn named(pages: &[u32]) -> String {
    const MANY: usize = 20;
    let numbers: Vec<String> = pages.iter().take(MANY).map(u32::to_string).collect();
    match (numbers.as_slice(), pages.len().saturating_sub(MANY)) {
        ([], _) => String::new(),
        ([one], 0) => format!("pagina {one}"),
        ([rest @ .., last], 0) => format!("pagina {} en {last}", rest.join(", ")),
        (all, more) => format!("pagina {} en nog {more}", all.join(", ")),
    }
}
