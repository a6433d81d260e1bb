//! Public names are not the price: a report of a debate full of ministers and Kamerleden, with a few
//! civil servants in it. What is said in it is invented.

use crate::support::lakmoes;
use serde_json::Value;
use std::path::Path;

const TEXT: &str = include_str!("data/kamerstuk.txt");

/// What goes out of a text under these arguments.
fn gone(arguments: &[&str], text: &str) -> Vec<String> {
    let ran = lakmoes(arguments, Path::new("."), text.as_bytes());
    let line: Value = serde_json::from_str(ran.out.trim()).unwrap();
    let characters: Vec<char> = text.chars().collect();
    let findings = line["findings"].as_array().unwrap();
    let gone = findings.iter().filter(|f| f["action"] != "keep");
    gone.map(|f| {
        let at = |key: &str| usize::try_from(f[key].as_u64().unwrap()).unwrap();
        characters[at("start")..at("end")].iter().collect()
    })
    .collect()
}

#[test]
fn in_a_debate_the_civil_servants_go_and_at_most_one_public_name() {
    let mut gone = gone(&["detect", "-"], TEXT);
    for name in ["Wiltvank", "S. Flach"] {
        let at = gone.iter().position(|g| g == name);
        assert!(at.is_some(), "{name} stays: {gone:?}");
        gone.remove(at.unwrap());
    }
    assert!(gone.len() <= 1, "public names went: {gone:?}");
}

#[test]
fn a_policy_is_chosen_by_name_and_decides_on_classes() {
    let text = "Het advies van prof. dr. Peter Wiltvank is helder.\n";
    assert!(gone(&["detect", "-"], text).is_empty());
    let under = gone(&["detect", "--policy", "woo-dossier", "-"], text);
    assert_eq!(under, ["prof. dr. Peter Wiltvank"]);
}
