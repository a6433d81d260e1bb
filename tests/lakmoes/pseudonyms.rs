//! `--pseudonyms`: one number for one person, whatever the document and the form of the name.

use crate::support::{Place, note};

fn place(first: &str, second: &str) -> Place {
    let (initial, family) = first.split_once(' ').unwrap();
    let letter = initial.get(..1).unwrap();
    let third = format!(
        "Geachte lezer,\n\n1. Aanleiding\n\nMevrouw {second} vroeg het aan de heer {letter}. {family}. De minister Van Weel antwoordde.\n"
    );
    Place::with(&[
        ("a.txt", note(first).as_bytes()),
        ("b/b.txt", note(second).as_bytes()),
        ("b/c.txt", third.as_bytes()),
        (&format!("d {first}.txt"), b"Geachte lezer,\n\nx\n"),
    ])
}

fn text(place: &Place, name: &str) -> String {
    place.json(name)["text"].as_str().unwrap().to_owned()
}

#[test]
fn a_person_has_the_same_number_in_all_documents() {
    let place = place("Tjibbe Wiltvank", "Sanne Drobbelsma");
    let ran = place.run(&["--pseudonyms", "--confidential", "sleutel.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(text(&place, "a.txt.json").contains("de heer [persoon 1]."));
    assert!(text(&place, "b/b.txt.json").contains("de heer [persoon 2]."));
    let third = text(&place, "b/c.txt.json");
    assert!(
        third.contains("Mevrouw [persoon 2] vroeg het aan de heer [persoon 1]."),
        "{third}"
    );
    assert!(
        third.contains("minister Van Weel"),
        "office holders have no number: {third}"
    );
    let json = place.json("b/c.txt.json");
    for r in json["redactions"].as_array().unwrap() {
        let label = format!("[persoon {}]", r["entity"]);
        assert_eq!(r["label"].as_str().unwrap(), label);
    }
}

#[test]
fn the_key_stands_in_the_confidential_file_alone() {
    let place = place("Tjibbe Wiltvank", "Sanne Drobbelsma");
    assert_eq!(
        place
            .run(&["--pseudonyms", "--confidential", "sleutel.jsonl"])
            .code,
        0
    );
    let lines = std::fs::read_to_string(place.path("sleutel.jsonl")).unwrap();
    let key: Vec<serde_json::Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .filter(|l: &serde_json::Value| !l["person"].is_null())
        .collect();
    assert_eq!(key.len(), 2, "{lines}");
    assert_eq!(key[0]["person"], 1);
    assert!(
        key[0]["forms"].to_string().contains("T. Wiltvank"),
        "{}",
        key[0]
    );
    assert_eq!(
        key[0]["documents"].to_string(),
        r#"["a.txt.json","b/c.txt.json"]"#
    );
    for (file, bytes) in place.published() {
        let all = format!("{file} {}", String::from_utf8(bytes).unwrap()).to_lowercase();
        assert!(
            !all.contains("wiltvank") && !all.contains("drobbelsma"),
            "{file}: {all}"
        );
    }
}

#[test]
fn numbers_tell_nothing_of_names_and_do_not_hang_on_threads() {
    let published = |first: &str, second: &str, threads: &str| {
        let place = place(first, second);
        let ran = place.run(&["--pseudonyms", "--threads", threads]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        place.published()
    };
    let one = published("Tjibbe Wiltvank", "Sanne Drobbelsma", "1");
    assert_eq!(one, published("Tjibbe Wiltvank", "Sanne Drobbelsma", "4"));
    let others = published("Willemijn Oosterhuis", "Bo Zandstra", "2");
    for (file, bytes) in &one {
        let (a, b) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&others[file]),
        );
        assert_eq!(a, b, "{file}");
    }
}
