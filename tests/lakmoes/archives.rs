//! Archives among the inputs: every member is a document, and all of them are accounted for.

use crate::support::{Place, note};
use std::collections::BTreeMap;

/// A ZIP archive of members that are not packed.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let header = out.len() as u32;
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let mut common = vec![20, 0, 0, 8, 0, 0, 0, 0, 0, 0];
        common.extend(crc.sum().to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0; 2]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(header.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([members.len() as u8, 0, members.len() as u8, 0]);
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

fn statuses(place: &Place) -> BTreeMap<String, String> {
    let told = |line: &serde_json::Value| {
        let code = line["reason"]["code"].as_str();
        code.or(line["status"].as_str()).unwrap().to_owned()
    };
    let lines = place.manifest();
    lines
        .iter()
        .map(|l| (l["path"].as_str().unwrap().to_owned(), told(l)))
        .collect()
}

#[test]
fn members_are_documents_and_names_go_from_their_paths_too() {
    let text = note("Fatima el Idrissi");
    let inner = zip(&[
        ("Brief Fatima el Idrissi.txt", text.as_bytes()),
        ("Thumbs.db", b"\0"),
    ]);
    let outer = zip(&[
        ("Dossier Idrissi/binnen.zip", &inner),
        (
            "b.txt",
            b"Geachte lezer,\n\nFatima el Idrissi schreef dit.\n",
        ),
        ("../ontsnapt.txt", b"Geachte lezer,\n\nx\n"),
    ]);
    let place = Place::with(&[("a.zip", &outer), ("c.txt", b"Geachte lezer,\n\ny\n")]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let told = statuses(&place);
    let told: Vec<_> = told.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(
        told,
        [
            ("a.zip", "container"),
            ("a.zip/Dossier [5.1.2e]/binnen.zip", "container"),
            (
                "a.zip/Dossier [5.1.2e]/binnen.zip/Brief [5.1.2e].txt",
                "done"
            ),
            ("a.zip/Dossier [5.1.2e]/binnen.zip/Thumbs.db", "system-file"),
            ("a.zip/_/ontsnapt.txt", "unsafe-path"),
            ("a.zip/b.txt", "done"),
            ("c.txt", "done"),
        ]
    );
    let summary = place.json("summary.json");
    assert_eq!(summary["documents"], 7);
    for (file, bytes) in place.published() {
        let text = format!("{file}\n{}", String::from_utf8(bytes).unwrap()).to_lowercase();
        assert!(!text.contains("idrissi"), "{file}: {text}");
    }
    assert!(!place.path("ontsnapt.txt.json").exists());
    assert!(!place.path("out/ontsnapt.txt.json").exists());
}

#[test]
fn what_waited_is_gone_afterwards() {
    let large = "Geachte lezer,\n\nDit is een brief.\n".repeat(100);
    let place = Place::with(&[("a.zip", &zip(&[("a.txt", large.as_bytes())]))]);
    assert_eq!(place.run(&[]).code, 0);
    let mut left: Vec<_> = std::fs::read_dir(place.path("out.lakmoes"))
        .unwrap()
        .flatten()
        .map(|e| e.file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["lock", "placed"]);
}

#[test]
fn the_limits_can_be_set() {
    let inner = zip(&[
        ("a.txt", b"Geachte lezer,\n\nx\n"),
        ("b.txt", b"Geachte lezer,\n\ny\n"),
    ]);
    let place = Place::with(&[("a.zip", &zip(&[("in.zip", &inner)]))]);
    assert_eq!(place.run(&["--max-nesting", "1"]).code, 1);
    assert_eq!(statuses(&place)["a.zip/in.zip"], "limit");
    assert_eq!(place.run(&["--max-members", "2"]).code, 1);
    let told = statuses(&place);
    assert_eq!(
        (&*told["a.zip/in.zip"], &*told["a.zip/in.zip/a.txt"]),
        ("limit", "done")
    );
}

#[test]
fn the_same_bytes_from_an_archive_at_any_number_of_threads() {
    let texts: Vec<(String, String)> = (0..30)
        .map(|n| (format!("n{n}.txt"), note(&format!("Jan de Waard{n}"))))
        .collect();
    let members: Vec<(&str, &[u8])> = texts.iter().map(|(n, t)| (&**n, t.as_bytes())).collect();
    let place = Place::with(&[("a.zip", &zip(&members))]);
    let results = place.published_by_threads();
    assert_eq!(results[0].len(), 33);
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0], results[2]);
}
