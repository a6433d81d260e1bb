//! Many documents at once.

use crate::support::{Place, lakmoes, note};

#[test]
fn the_same_bytes_at_any_number_of_threads() {
    let files: Vec<(String, String)> = (0..40)
        .map(|n| {
            (
                format!("d{}/n{n}.txt", n % 3),
                note(&format!("Jan de Waard{n}")),
            )
        })
        .collect();
    let place = Place::with_texts(&files);
    let results = place.published_by_threads();
    assert_eq!(results[0].len(), 43);
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0], results[2]);
}

#[test]
fn two_files_of_one_name_both_get_a_result() {
    let place = Place::new();
    for folder in ["a", "b"] {
        std::fs::create_dir(place.path(folder)).unwrap();
        std::fs::write(
            place.path(folder).join("n.txt"),
            format!("Geachte lezer,\n\nDit is {folder}.\n"),
        )
        .unwrap();
    }
    let ran = lakmoes(
        &["run", "a/n.txt", "b/n.txt", "--out", "out"],
        &place.path(""),
        b"",
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        place.json("n.txt.json")["text"]
            .as_str()
            .unwrap()
            .contains("Dit is a")
    );
    assert!(
        place.json("n.txt.2.json")["text"]
            .as_str()
            .unwrap()
            .contains("Dit is b")
    );
}

#[test]
fn every_input_is_accounted_for() {
    let place = Place::with(&[
        ("a.txt", b"Geachte lezer,\n\nx\n"),
        ("b.txt", b""),
        (".DS_Store", b"\0\0"),
        ("sub/c.txt", b"Geachte lezer,\n\ny\n"),
    ]);
    assert_eq!(place.run(&[]).code, 1);
    let summary = place.json("summary.json");
    assert_eq!(
        (
            &summary["documents"],
            &summary["done"],
            &summary["failed"],
            &summary["skipped"]
        ),
        (&4.into(), &2.into(), &1.into(), &1.into())
    );
    assert_eq!(place.manifest().len(), 4);
}

#[test]
fn the_output_folder_may_lie_in_the_input_and_is_not_read() {
    let place = Place::with(&[("a.txt", b"Geachte lezer,\n\nx\n")]);
    for _ in 0..2 {
        let ran = lakmoes(&["run", "in", "--out", "in/out"], &place.path(""), b"");
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert!(place.path("in/out/a.txt.json").exists());
    assert!(!place.path("in/out/out").exists());
}

#[test]
fn progress_and_messages_do_not_mix_with_data() {
    let place = Place::with(&[("a.txt", b"Geachte lezer,\n\nx\n")]);
    let ran = place.run(&["--progress", "always"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    let quiet = place.run(&["--quiet"]);
    assert_eq!(quiet.err, "");
}

#[test]
fn a_short_value_of_one_document_costs_no_other_its_result() {
    // Read as names, these would stand in every path, in every label and among the tool's words.
    let silly = "Contactpersoon: J. Json\nBehandeld door: Txt\nSteller: S. Ze\nParaaf: 2e\n";
    let place = Place::with(&[
        ("Txt/Json.txt", silly.as_bytes()),
        ("b.txt", b"Geachte lezer,\n\nDit is een brief.\n"),
        ("brief Txt.txt", note("Jan de Waard").as_bytes()),
    ]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(place.manifest().len(), 3);
    assert!(place.path("out/b.txt.json").exists());
}
