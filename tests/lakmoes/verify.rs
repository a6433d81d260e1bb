//! `lakmoes verify` finds a value wherever a PDF can keep one, and tells without quoting.

use crate::pdf::{self, places};
use crate::support::lakmoes;
use std::fs;

const SECRET: &str = "Wubbo Ferwerda-Quist";

#[test]
fn a_value_is_found_in_every_place_but_in_drawn_letters() {
    let folder = tempfile::tempdir().unwrap();
    let mut missed = Vec::new();
    let drawn = [
        "alternate-image",
        "image-never-shown",
        "image-off-page",
        "thumbnail",
    ];
    let told = |p: &&pdf::Place| !p.shows_length && !p.odd && !drawn.contains(&p.name);
    for place in places().filter(told) {
        fs::write(folder.path().join("a.pdf"), place.pdf(SECRET)).unwrap();
        let ran = lakmoes(&["verify", "a.pdf", "--phrase", SECRET], folder.path(), b"");
        assert!(
            !ran.out.contains("Ferwerda"),
            "{}: quoted without --show",
            place.name
        );
        if ran.code != 3 {
            missed.push((place.name, ran.code));
        }
    }
    assert_eq!(missed, []);
}

#[test]
fn what_is_redacted_here_passes_and_the_original_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| lakmoes(arguments, folder.path(), b"");
    fs::write(folder.path().join("a.pdf"), pdf::note("Wubbo Ferwerda")).unwrap();
    assert_eq!(run(&["redact", "a.pdf", "-o", "b.pdf"]).code, 0);
    let passed = run(&["verify", "a.pdf", "b.pdf"]);
    assert_eq!(passed.code, 0, "{}", passed.out);
    let failed = run(&["verify", "a.pdf", "a.pdf", "--show", "--format", "json"]);
    assert_eq!(failed.code, 3);
    assert!(
        failed.out.contains("\"level\":\"leak\"") && failed.out.contains("Wubbo Ferwerda"),
        "{}",
        failed.out
    );
}
