//! A redacted PDF keeps nothing of a secret, wherever the source kept it.

use crate::pdf::{self, NEIGHBOUR, Place, places, stranger};
use crate::support::{self, lakmoes};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// Three persons: the second has a name as long as the first, the third a very short one.
const SECRET: &str = "Wubbo Ferwerda-Quist";
const AS_LONG: &str = "Tjibbe Oosterwal-Bos";
const SHORT: &str = "Ype Kattestaart";

/// What `lakmoes redact` makes of a PDF: the file, or why there is none.
fn redacted(pdf: &[u8], secret: &str) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().unwrap();
    let input = format!("nota {secret}.pdf");
    fs::write(folder.path().join(&input), pdf).unwrap();
    let ran = lakmoes(
        &["redact", &input, "--phrase", secret, "-o", "out.pdf"],
        folder.path(),
        b"",
    );
    assert_eq!(
        fs::read(folder.path().join(&input)).unwrap(),
        pdf,
        "the source was changed"
    );
    let left: Vec<String> = names_in(folder.path());
    let done = left.contains(&"out.pdf".to_owned());
    let more = left
        .iter()
        .filter(|name| **name != input && *name != "out.pdf");
    assert_eq!(more.count(), 0, "left behind: {left:?}");
    match (ran.code, done) {
        (0, true) => Ok(fs::read(folder.path().join("out.pdf")).unwrap()),
        (1 | 3, false) if !ran.err.trim().is_empty() => Err(ran.err),
        (code, _) => panic!("ended with {code}, wrote a file: {done}; {}", ran.err),
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// What is wrong with the redacted file of one place.
fn wrongs(place: &Place) -> Option<String> {
    let source = place.pdf(SECRET);
    let pdf = match redacted(&source, SECRET) {
        Ok(pdf) => pdf,
        Err(_) if place.odd => return None,
        Err(reason) => return Some(format!("refused: {reason}")),
    };
    let seen = stranger::sightings(&pdf, SECRET);
    if !seen.is_empty() {
        return Some(seen.join("; "));
    }
    let count = |pdf: &[u8]| {
        let text = stranger::text(pdf).concat().replace(' ', "");
        ["archief", "geordend", &NEIGHBOUR.replace(' ', "")].map(|w| text.matches(w).count())
    };
    let (before, after) = (count(&source), count(&pdf));
    if before != after && !place.odd {
        return Some(format!("neighbours: {before:?} before, {after:?} after"));
    }
    for (other, length) in [(AS_LONG, "the same length"), (SHORT, "another length")] {
        if place.shows_length && other == SHORT {
            continue;
        }
        if redacted(&place.pdf(other), other).ok().as_ref() != Some(&pdf) {
            return Some(format!("a name of {length} gives other bytes"));
        }
    }
    None
}

#[test]
fn no_place_keeps_the_secret_and_each_keeps_its_neighbours() {
    let wrong: Vec<String> = places()
        .filter_map(|place| Some(format!("{}: {}", place.name, wrongs(place)?)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} places:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn all_places_at_once_keep_nothing() {
    if let Ok(pdf) = redacted(&pdf::all_at_once(SECRET), SECRET) {
        assert_eq!(stranger::sightings(&pdf, SECRET), Vec::<String>::new());
    }
    let plain = |secret| redacted(&pdf::plain_at_once(secret), secret).unwrap();
    assert!(
        plain(SECRET) == plain(AS_LONG),
        "a name of the same length gives other bytes"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
        fn whatever_the_names_and_the_places_the_bytes_are_the_same(
        first in "[A-Z][a-z]{4,9} [A-Z][a-z]{3,12}",
        second in "[A-Z][a-z]{4,9} [A-Z][a-z]{3,12}",
        chosen in proptest::sample::subsequence(pdf::some().collect::<Vec<_>>(), 1..6),
    ) {
        let pdf = |secret| redacted(&pdf::made_of(chosen.iter().copied(), secret), secret);
        prop_assert!(pdf(&first) == pdf(&second), "in {:?}", chosen.iter().map(|p| p.name).collect::<Vec<_>>());
    }
}

#[test]
fn the_pdfs_of_a_folder_are_published_alike_whatever_the_name() {
    let published = |name: &str| {
        let place = support::Place::with(&[
            (&format!("nota {name}.pdf"), &pdf::note(name)),
            (&format!("dossier {name}/bijlage.pdf"), &pdf::note(name)),
        ]);
        let ran = place.run(&["--pdf"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        place.published()
    };
    let files = published(SECRET);
    let pdfs: Vec<_> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".pdf"))
        .collect();
    assert_eq!(pdfs.len(), 2, "{:?}", files.keys());
    for (name, bytes) in &files {
        assert!(!name.contains("Quist"), "{name}");
        if name.ends_with(".pdf") {
            assert_eq!(stranger::sightings(bytes, SECRET), Vec::<String>::new());
        }
    }
    for other in [AS_LONG, SHORT] {
        let others = published(other);
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            others.keys().collect::<Vec<_>>()
        );
        // Of the JSON the paragraphs still follow the width of lines with a name in them.
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".pdf")) {
            assert!(others[name] == *bytes, "{name} tells of {other}");
        }
    }
}

#[test]
fn a_redacted_pdf_never_takes_the_place_of_its_source() {
    let folder = tempfile::tempdir().unwrap();
    let source = places().next().unwrap().pdf(SECRET);
    fs::write(folder.path().join("in.pdf"), &source).unwrap();
    let ran = lakmoes(
        &["redact", "in.pdf", "--phrase", SECRET, "-o", "./in.pdf"],
        folder.path(),
        b"",
    );
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(fs::read(folder.path().join("in.pdf")).unwrap(), source);
}

#[test]
fn a_refusal_leaves_no_file_and_an_older_one_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.pdf"), "%PDF-1.7\nnothing").unwrap();
    fs::write(folder.path().join("old.pdf"), "older").unwrap();
    for out in ["new.pdf", "old.pdf"] {
        let ran = lakmoes(
            &["redact", "in.pdf", "--phrase", "x y z", "-o", out],
            folder.path(),
            b"",
        );
        assert_eq!(ran.code, 1, "{}", ran.err);
    }
    assert_eq!(fs::read(folder.path().join("old.pdf")).unwrap(), b"older");
    let mut names = names_in(folder.path());
    names.sort();
    assert_eq!(names, ["in.pdf", "old.pdf"]);
}

#[test]
fn every_source_of_these_tests_shows_its_secret_to_the_stranger() {
    // But for pictures, which only eyes can read.
    let eyes = [
        "alternate-image",
        "image-never-shown",
        "image-off-page",
        "thumbnail",
    ];
    for place in places().filter(|place| !eyes.contains(&place.name)) {
        let pdf = place.pdf(SECRET);
        let seen = stranger::sightings(&pdf, SECRET);
        assert!(!seen.is_empty(), "{} shows nothing", place.name);
        let text = stranger::text(&pdf).concat();
        assert!(
            text.contains("archief") && text.contains("geordend"),
            "{}: {text}",
            place.name
        );
    }
}

#[test]
#[ignore = "writes the PDFs for other programs to judge, into the folder that LAKMOES_FIXTURES names"]
fn write_the_fixture() {
    let folder = std::env::var("LAKMOES_FIXTURES").unwrap();
    let folder = Path::new(&folder);
    let secret = std::env::var("LAKMOES_SECRET").unwrap_or_else(|_| SECRET.to_owned());
    fs::create_dir_all(folder.join("odd")).unwrap();
    for place in places() {
        let below = if place.odd { "odd" } else { "" };
        let file = folder.join(below).join(place.name);
        fs::write(file.with_extension("pdf"), place.pdf(&secret)).unwrap();
    }
    fs::write(folder.join("odd/all.pdf"), pdf::all_at_once(&secret)).unwrap();
    fs::write(folder.join("SECRET"), &secret).unwrap();
}
