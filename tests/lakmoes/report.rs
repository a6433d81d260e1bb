//! What people get: progress while it runs, a few lines at the end, and report.html.

use crate::support::{Place, note};
use std::fs;

/// Files with something wrong, and two notes.
fn mixed() -> Place {
    let mut files = vec![
        ("a.txt".to_owned(), note("Sjoerd Wibbelink")),
        ("map/<b>&.txt".to_owned(), note("Sjoerd Wibbelink")),
        ("stuk\u{1b}[31m\u{202e}.txt".to_owned(), String::new()),
    ];
    files.extend((0..25).map(|n| (format!("leeg-{n:02}.txt"), String::new())));
    Place::with_texts(&files)
}

#[test]
fn the_report_says_what_became_of_all_and_names_nobody() {
    let place = mixed();
    assert_eq!(place.run(&[]).code, 1);
    let report = fs::read_to_string(place.path("out/report.html")).unwrap();
    assert!(report.contains("2 van de 28 documenten zijn verwerkt; 26 zijn niet gelukt."));
    assert!(!report.contains("Wibbelink") && !report.contains("<b>&"));
    assert!(!report.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn the_report_goes_with_its_run() {
    let place = mixed();
    place.run(&[]);
    let first = fs::read(place.path("out/report.html")).unwrap();
    place.run(&["--threads", "1"]);
    assert_eq!(fs::read(place.path("out/report.html")).unwrap(), first);
    for n in 0..25 {
        fs::remove_file(place.path(&format!("in/leeg-{n:02}.txt"))).unwrap();
    }
    place.run(&[]);
    let report = fs::read_to_string(place.path("out/report.html")).unwrap();
    assert!(report.contains("2 van de 3 documenten zijn verwerkt"));
}

#[test]
fn a_document_that_is_called_like_a_file_of_the_program_takes_nothing_s_place() {
    let page = "<p>Gespreksverslag van het overleg over de begroting van volgend jaar.</p>";
    let place = Place::with(&[
        ("report.html", page.as_bytes()),
        ("report", b"Een notitie over de begroting."),
    ]);
    assert_eq!(place.run(&[]).code, 0);
    let report = fs::read_to_string(place.path("out/report.html")).unwrap();
    assert!(report.starts_with("<!DOCTYPE html>"));
    assert!(place.path("out/report.html.json").exists());
}

#[test]
fn without_a_terminal_each_phase_is_a_line_and_documents_are_none() {
    let files: Vec<_> = (0..200)
        .map(|n| {
            (
                format!("{n}.txt"),
                format!("Notitie {n} over de begroting."),
            )
        })
        .collect();
    let place = Place::with_texts(&files);
    let ran = place.run(&["--progress", "always"]);
    let lines: Vec<_> = ran.err.lines().collect();
    for phase in [
        "listing folders",
        "opening archives",
        "reading and redacting: 200 documents",
        "publishing",
    ] {
        assert!(
            lines.iter().any(|l| l.contains(phase)),
            "{phase}: {}",
            ran.err
        );
    }
    assert!(lines.len() < 30, "{}", ran.err);
    assert!(!place.run(&[]).err.contains("listing folders"));
}

#[test]
fn failures_of_one_kind_are_told_up_to_twenty_and_then_counted() {
    let place = mixed();
    let ran = place.run(&[]);
    let told = |ran: &str| {
        ran.lines()
            .filter(|l| l.ends_with(": the file is empty") && l.contains(".txt"))
            .count()
    };
    assert_eq!(told(&ran.err), 20, "{}", ran.err);
    assert!(
        ran.err
            .contains("and 6 more that failed: empty; see manifest.jsonl"),
        "{}",
        ran.err
    );
    assert_eq!(told(&place.run(&["-v"]).err), 26);
}

#[test]
fn names_of_files_do_a_terminal_no_harm() {
    let place = Place::with(&[("x\u{1b}[2J\nlakmoes: all is well\u{202e}.txt", b"")]);
    let ran = place.run(&[]);
    assert!(
        ran.err
            .contains("x?[2J?lakmoes: all is well?.txt: the file is empty"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn the_end_says_what_failed_and_what_to_do_and_quiet_only_what_failed() {
    let place = mixed();
    let ran = place.run(&[]);
    for words in [
        "2 of 28 documents written to out in ",
        "26 failed: nothing of them is published",
        "26  empty: the file is empty",
        "run the same command again",
        "look at out/report.html before you publish",
    ] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    let quiet = place.run(&["--quiet", "--progress", "always"]);
    assert!(
        quiet
            .err
            .lines()
            .all(|l| l.contains("empty") || l.contains("manifest.jsonl")),
        "{}",
        quiet.err
    );
}

#[test]
fn what_may_not_be_published_is_said_at_the_end_too() {
    let secret = note("Sjoerd Wibbelink").replace("nota\n", "nota\n\nNota actief openbaar\nNee\n");
    let place = Place::with_texts(&[("a.txt".into(), secret)]);
    let ran = place.run(&[]);
    assert!(ran.err.contains("STOP: 1 "), "{}", ran.err);
    let report = fs::read_to_string(place.path("out/report.html")).unwrap();
    assert!(report.contains("Stop: 1 stuk draagt een rubricering of zegt zelf"));
}

#[test]
fn what_is_mistyped_is_answered_with_what_to_do() {
    let place = Place::with(&[("a.txt", b"Een notitie.")]);
    let said = |more: &[&str]| {
        let ran = place.run(more);
        assert_eq!(ran.code, 2, "{}", ran.err);
        ran.err
    };
    assert!(said(&["--policy", "beslisnotas"]).contains("beslisnota, woo-dossier or a file"));
    assert!(
        said(&["--confidential", "weg/x.jsonl"]).contains("there is no folder weg; make it first")
    );
    assert!(said(&["--threads", "99999999"]).contains("0..=1024"));
}

#[test]
fn the_help_of_a_run_comes_in_groups_with_examples() {
    let help = crate::support::lakmoes(&["run", "--help"], std::path::Path::new("."), b"").out;
    let at = |words: &str| {
        help.find(words)
            .unwrap_or_else(|| panic!("no {words}: {help}"))
    };
    let order = [
        "Output:",
        "What is redacted:",
        "Limits:",
        "General:",
        "Examples:",
        "Exit codes:",
    ]
    .map(at);
    assert!(order.is_sorted(), "{order:?}");
}
