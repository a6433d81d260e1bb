use super::lay_out;
use crate::model::{Break, Laid, Part};

/// The lines of one part as they will be published: wrapped pieces joined.
fn part(laid: &Laid, of: &[Part]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in laid.pieces.iter().filter(|piece| of.contains(&piece.part)) {
        let text = &laid.raw[piece.span.range()];
        match lines.last_mut() {
            Some(last) if piece.before != Break::Paragraph => {
                last.push(' ');
                last.push_str(text);
            }
            _ => lines.push(text.to_owned()),
        }
    }
    lines
}

fn body(raw: &str) -> Vec<String> {
    part(&lay_out(raw.to_owned()), &[Part::Body])
}

fn colofon(raw: &str) -> Vec<String> {
    part(&lay_out(raw.to_owned()), &[Part::Colofon])
}

fn headings(raw: &str) -> Vec<String> {
    let laid = lay_out(raw.to_owned());
    laid.pieces
        .iter()
        .filter(|piece| piece.heading.is_some())
        .map(|piece| laid.raw[piece.span.range()].to_owned())
        .collect()
}

const WOVEN: &str = "\
1. Aanleiding

De dijken langs de rivier zijn in het voorjaar geïnspecteerd en daarbij is gebleken
dat op drie plaatsen herstel nodig is. Voor de overige delen wordt verwezen naar Directie Waterveiligheid
het rapport dat de dienst zelf aan de gemeenten heeft gestuurd. Cluster Dijken

Datum

Het herstel van de dijken tussen de beide bruggen kan naar verwachting g april 2024

in het najaar beginnen, zodra de aannemer de vergunning heeft ons k y
Ons kenmerk
ontvangen. 5444272

2. Geadviseerd besluit

U wordt geadviseerd in te stemmen met het herstel.
";

#[test]
fn a_woven_side_column_is_taken_out_and_the_sentence_reads_on() {
    let lines = body(WOVEN);
    assert_eq!(lines[0], "1. Aanleiding");
    assert!(
        lines[1].contains("wordt verwezen naar het rapport dat de dienst zelf"),
        "{lines:#?}"
    );
    assert!(lines[2].ends_with("kan naar verwachting in het najaar beginnen, zodra de aannemer de vergunning heeft ontvangen."), "{lines:#?}");
    assert_eq!(
        colofon(WOVEN),
        [
            "Directie Waterveiligheid",
            "Cluster Dijken",
            "Datum",
            "g april 2024",
            "ons k y",
            "Ons kenmerk",
            "5444272"
        ]
    );
    assert!(lay_out(WOVEN.to_owned()).interleaved);
}

#[test]
fn every_character_lies_in_exactly_one_piece() {
    let laid = lay_out(WOVEN.to_owned());
    let mut seen = vec![0u8; laid.raw.len()];
    for piece in &laid.pieces {
        for at in piece.span.range() {
            seen[at] += 1;
        }
    }
    for (at, c) in laid.raw.char_indices() {
        assert!(
            seen[at] <= 1 && (c.is_whitespace() || seen[at] == 1),
            "{at} {c:?}"
        );
    }
}

#[test]
fn headings_of_a_note() {
    assert_eq!(headings(WOVEN), ["1. Aanleiding", "2. Geadviseerd besluit"]);
}
