//! Commands, options and exit codes.

use crate::support::{Place, lakmoes};
use std::path::Path;

#[test]
fn help_names_every_command_and_shows_the_main_job() {
    let ran = lakmoes(&["--help"], Path::new("."), b"");
    assert_eq!(ran.code, 0);
    for word in [
        "run",
        "detect",
        "eval",
        "rules",
        "schema",
        "completions",
        "lakmoes run dossier/ --out published/",
    ] {
        assert!(ran.out.contains(word), "{word} is missing from the help");
    }
}

#[test]
fn wrong_usage_exits_with_2_and_says_what_is_wrong() {
    let place = Place::new();
    for arguments in [
        &["run"][..],
        &["run", "nowhere", "--out", "out"],
        &["detect", "nowhere.txt"],
        &["--policy", "nowhere.toml", "run", "in", "--out", "out"],
    ] {
        let ran = lakmoes(arguments, &place.path(""), b"");
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(!ran.err.is_empty());
    }
}

#[test]
fn an_input_inside_the_output_is_refused() {
    let place = Place::with(&[("a.txt", b"x")]);
    let ran = lakmoes(&["run", "in", "--out", "."], &place.path(""), b"");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("choose another --out"), "{}", ran.err);
}

#[test]
fn a_confidential_file_among_what_is_published_is_refused() {
    let place = Place::with(&[("a.txt", b"x")]);
    std::fs::create_dir(place.path("out")).unwrap();
    let ran = place.run(&["--confidential", "out/originals.jsonl"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}

#[test]
fn the_schema_is_json_and_completions_are_made() {
    let schema = lakmoes(&["schema"], Path::new("."), b"");
    assert_eq!(schema.code, 0);
    let schema: serde_json::Value = serde_json::from_str(&schema.out).unwrap();
    assert!(schema["properties"]["redactions"].is_object());
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            lakmoes(&["completions", shell], Path::new("."), b"")
                .out
                .contains("lakmoes")
        );
    }
}

#[test]
fn the_built_in_rules_stand_by_their_own_examples() {
    let ran = lakmoes(&["rules", "check"], Path::new("."), b"");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(
        lakmoes(&["rules", "list"], Path::new("."), b"")
            .out
            .lines()
            .count()
            > 10
    );
}

#[test]
fn a_broken_rule_file_is_named_with_the_reason() {
    let place = Place::new();
    std::fs::create_dir(place.path("rules")).unwrap();
    std::fs::write(place.path("rules/mine.toml"), "[[rule]]\nid = 7\n").unwrap();
    let ran = lakmoes(
        &["--rules", "rules", "rules", "check"],
        &place.path(""),
        b"",
    );
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("mine.toml"), "{}", ran.err);
}
