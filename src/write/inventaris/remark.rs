//! What is to be said of a document: in Dutch, for the list is published. What the team still has to do
//! stands apart, in a column that the platform does not look at.

use super::judgement::{APART, STOPS, UNREAD, has};
use crate::write::{Copied, ManifestLine, Status};

/// The platform takes no more characters than this.
const LONGEST: usize = 1000;

/// What a reader of the list should know. `first` is the row of the first of its copies.
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
    if has(line, APART) {
        told.push(
            "Opmerkingen, verwijderde of verborgen tekst in het bestand zijn niet opgenomen"
                .to_owned(),
        );
    }
    pages(line, &mut told);
    sentences(&told)
}

/// What a person still has to do.
pub(super) fn to_do(line: &ManifestLine) -> String {
    let mut told: Vec<String> = [
        (
            STOPS[0],
            "Draagt een rubricering: beslissen of het openbaar mag worden",
        ),
        (
            STOPS[1],
            "Zegt zelf niet actief openbaar te worden gemaakt: beslissen",
        ),
        (
            "older-than-five-years",
            "Mogelijk ouder dan vijf jaar: relatieve gronden extra motiveren (artikel 5.3 Woo)",
        ),
    ]
    .into_iter()
    .filter(|(code, _)| has(line, &[code]))
    .map(|(_, sentence)| sentence.to_owned())
    .collect();
    if has(line, UNREAD) {
        told.push("Niet alles in dit document kon worden gelezen: nakijken".to_owned());
    }
    if has(line, APART) {
        told.push("Nakijken of wat niet is opgenomen openbaar moet worden".to_owned());
    }
    if line
        .pdf
        .as_ref()
        .is_some_and(|pdf| pdf.status != Status::Done)
    {
        told.push("De gelakte pdf kon niet worden gemaakt: zie het verslag".to_owned());
    }
    let review = line.card.as_ref().map_or(0, |card| card.review);
    match review {
        0 => {}
        1 => told.push("Beslissen over 1 gelakte passage".into()),
        n => told.push(format!("Beslissen over {n} gelakte passages")),
    }
    match line.status {
        Status::Done | Status::Skipped => {}
        Status::Failed | Status::Withdrawn => told.push("Zelf beoordelen".to_owned()),
    }
    sentences(&told)
}

fn sentences(told: &[String]) -> String {
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

fn pages(line: &ManifestLine, told: &mut Vec<String>) {
    let Some(pdf) = &line.pdf else { return };
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
