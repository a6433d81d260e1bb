//! Whose name stays, and whose does not.

use std::sync::LazyLock;

use crate::detect::{Detectors, View};
use crate::model::Action;

static DETECTORS: LazyLock<Detectors> = LazyLock::new(Detectors::built_in);

/// What goes out of a text.
fn gone(text: &str) -> Vec<String> {
    let view = View {
        text,
        blocks: &[],
        part: None,
    };
    let mut found = [DETECTORS.detect(&view)];
    DETECTORS.propagate(&[view], &mut found, &[]);
    found[0]
        .iter()
        .filter(|f| f.action != Action::Keep)
        .map(|f| text[f.span.range()].to_owned())
        .collect()
}

fn stays(text: &str) {
    assert_eq!(gone(text), Vec::<String>::new(), "{text}");
}

#[test]
fn names_in_a_row_are_members_of_parliament() {
    stays("De vragen van Kröger, Veltman en Teunissen liggen er nog.");
    stays("Ingekomen: Boswijk, Grinwis, Van der Plas en Peter de Groot.");
}

#[test]
fn a_listed_name_stays_where_politics_is_near() {
    stays("Het debat met Omtzigt ging niet door.");
    stays("In de fractie zei Grinwis dat het te laat was.");
}

#[test]
fn a_namesake_goes() {
    assert_eq!(
        gone("Behandeld door: S. Kröger\nDe minister wil dit. Volgens Kröger kan dat."),
        ["S. Kröger", "Kröger"]
    );
}

#[test]
fn who_was_not_yet_in_office_is_someone_else() {
    let gone = gone("Het debat van 3 maart 2011 is bijgewoond door Klaas Uitermark.");
    assert_eq!(gone, ["Klaas Uitermark"]);
}

#[test]
fn another_first_name_is_another_person() {
    assert_eq!(
        gone("Over de motie van Pieter Omtzigt belde Fatima Omtzigt."),
        ["Fatima Omtzigt"]
    );
    let text = "De minister sprak met inspreker Kröger-de Wiltvank.";
    assert!(
        gone(text).iter().any(|g| g.contains("Kröger")),
        "half a surname"
    );
}

#[test]
fn the_roll_of_a_debate_stays_and_the_staff_goes() {
    let text = "Voorzitter: Beckerman\nGriffier: Verwey\n\nAanwezig zijn acht leden der Kamer, te weten: \
        Beckerman, Flach, Grinwis, Peter de Groot, De Hoop, Mooiman, Vedder en Welzijn.\n\n\
        Mevrouw Welzijn (Nieuw Sociaal Contract):\nVoorzitter. De motie van collega Bikker steun ik, zei minister De Jonge.\n\n\
        Naast de minister zit beleidsmedewerker Tjebbe Wiltvank.";
    assert_eq!(gone(text), ["Verwey", "Tjebbe Wiltvank"]);
}

#[test]
fn a_namesake_in_another_part_of_the_document_goes_everywhere() {
    let texts = [
        "Contactpersoon: S. Kröger",
        "De minister wil dit, en Kröger regelt het.",
    ];
    let views = texts.map(|text| View {
        text,
        blocks: &[],
        part: None,
    });
    let mut found = views.map(|view| DETECTORS.detect(&view));
    DETECTORS.propagate(&views, &mut found, &[]);
    assert!(found[1].iter().any(|f| f.action == Action::Redact));
}
