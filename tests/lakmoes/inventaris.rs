//! What is written for who publishes the documents: the inventarislijst and the metadata.

use crate::support::{Place, note};
use std::collections::BTreeMap;
use std::io::Read;

const LISTS: &str = "--inventarislijst";
const METADATA: [&str; 5] = [
    "--diwoo",
    "--publisher",
    "JenV",
    "--besluitdatum",
    "2025-06-01",
];

/// A mail of somebody with a note attached, a note in an archive's place, and a file nobody can read.
fn place(name: &str) -> Place {
    let local = name.to_lowercase().replace(' ', ".");
    let attached = note(name).replace('\n', "\r\n");
    let mail = format!(
        "From: {name} <{local}@minjenv.example>\r\nTo: info@minjenv.example\r\n\
         Date: Tue, 4 Jun 2024 09:00:00 +0200\r\nSubject: Stukken over de sluis\r\nMessage-ID: <een@x.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nDe stukken zijn aan deze mail gehecht.\r\n\r\n{name}\r\n--grens\r\n\
         Content-Type: text/plain; charset=utf-8; name=\"Nota {name}.txt\"\r\nContent-Disposition: attachment\r\n\r\n\
         {attached}\r\n--grens--\r\n"
    );
    Place::with(&[
        ("a-post.eml", mail.as_bytes()),
        ("=b, \"nota\".txt", note(name).as_bytes()),
        (
            "c.txt",
            b"De sluis bij Meerstad is open.\n\nHet water staat laag.\n",
        ),
        ("d.bin", b"\x00\x01\x02\xff\xfe\x00"),
    ])
}

fn rows(place: &Place) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(place.path("out/inventarislijst.csv")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// All that an archive holds, as one text.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for n in 0..archive.len() {
        let mut member = archive.by_index(n).unwrap();
        member.read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn every_document_has_a_row_and_no_row_a_name() {
    let place = place("Fenna Wiltvank");
    let ran = place.run(&[LISTS, "--matter", "2024-17"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let rows = rows(&place);
    let column = |name: &str| rows.iter().map(|r| r[name].as_str()).collect::<Vec<_>>();
    assert_eq!(column("id"), ["1", "2", "3", "4", "5"]);
    assert_eq!(
        column("beoordeling"),
        [
            "Deels openbaar",
            "Deels openbaar",
            "Deels openbaar",
            "Openbaar",
            ""
        ]
    );
    assert_eq!(column("familie"), ["", "2", "2", "", ""]);
    assert_eq!(column("thread id"), ["", "1", "", "", ""]);
    assert_eq!(
        column("datum"),
        ["2024-06-03", "2024-06-04", "2024-06-03", "", ""]
    );
    assert_eq!(column("beoordelingsgrond")[0], "5.1.2e");
    assert_eq!(column("matter"), ["2024-17"; 5]);
    assert_eq!(column("document")[0], "'=b, \"nota\".txt");
    assert_eq!(column("pad")[2], "a-post.eml/Nota [5.1.2e].txt");
    assert!(
        column("toelichting")[4].contains("unknown-format"),
        "{rows:?}"
    );
    let workbook = unpacked(&place.published()["inventarislijst.xlsx"]);
    assert!(workbook.contains("Nota [5.1.2e].txt"));
    for text in [workbook, format!("{rows:?}")] {
        for planted in ["wiltvank", "fenna", "06-1234"] {
            assert!(!text.to_lowercase().contains(planted), "{planted}");
        }
    }
}

#[test]
fn lists_and_metadata_are_the_same_every_time_and_for_every_name() {
    let mut options = vec![LISTS];
    options.extend(METADATA);
    let published = |name: &str, threads: &str| {
        let place = place(name);
        let mut options = options.clone();
        options.extend(["--threads", threads]);
        assert_eq!(place.run(&options).code, 1);
        place.published()
    };
    let first = published("Fenna Wiltvank", "1");
    assert!(
        first.contains_key("a-post.eml.diwoo.xml"),
        "{:?}",
        first.keys()
    );
    assert!(first == published("Fenna Wiltvank", "7"));
    assert!(first == published("Oktay Drobbelsma", "2"));
}

#[test]
fn metadata_stands_beside_each_document_and_the_manifest_names_it() {
    let place = place("Fenna Wiltvank");
    assert_eq!(place.run(&METADATA).code, 1);
    let files = place.published();
    for line in place.manifest() {
        let output = line["output"].as_str();
        assert_eq!(output.is_some(), line["diwoo"].is_string(), "{line}");
        let Some(output) = output else { continue };
        let name = line["diwoo"].as_str().unwrap();
        assert_eq!(name, output.replace(".json", ".diwoo.xml"));
        let xml = String::from_utf8(files[name].clone()).unwrap();
        for required in [
            "mnre1058\">ministerie van Justitie en Veiligheid</diwoo:publisher>",
            "<diwoo:officieleTitel>",
            "c_3baef532\">Woo-verzoeken en -besluiten</diwoo:informatiecategorie>",
            "<diwoo:soortHandeling resource=",
            "<diwoo:atTime>202",
        ] {
            assert!(xml.contains(required), "{required}\n{xml}");
        }
        assert!(!xml.to_lowercase().contains("wiltvank"), "{xml}");
    }
    let of = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    assert!(of("=b, \"nota\".txt.diwoo.xml").contains("c_2977c34f\">beslisnota<"));
    assert!(of("a-post.eml.diwoo.xml").contains(">heeft bijlage<"));
    // Nobody decided on what could not be read.
    assert_eq!(
        files.keys().filter(|n| n.ends_with(".diwoo.xml")).count(),
        4
    );
}

#[test]
fn the_next_run_takes_away_what_it_does_not_write() {
    let place = place("Fenna Wiltvank");
    let mut options = vec![LISTS];
    options.extend(METADATA);
    assert_eq!(place.run(&options).code, 1);
    assert_eq!(place.run(&[]).code, 1);
    let left = place.published();
    assert!(
        left.keys()
            .all(|n| !n.contains("diwoo") && !n.contains("inventaris")),
        "{:?}",
        left.keys()
    );
    // Also where nothing but the manifest tells of them.
    assert_eq!(place.run(&METADATA).code, 1);
    std::fs::remove_dir_all(place.path("out.lakmoes")).unwrap();
    assert_eq!(place.run(&[]).code, 1);
    assert!(place.published().keys().all(|n| !n.contains("diwoo")));
}

#[test]
fn what_says_nothing_but_a_secret_is_not_public_and_what_was_secret_is_for_a_person() {
    let secret = note("Fenna Wiltvank").replace("Datum", "Rubricering: Stg. Geheim\n\nDatum");
    let place = Place::with(&[
        ("a.txt", b"06-12345678\n"),
        ("b.txt", secret.as_bytes()),
        ("c.txt", b"---\n\n---\n"),
    ]);
    place.run(&[LISTS]);
    let rows = rows(&place);
    let column = |name: &str| rows.iter().map(|r| r[name].as_str()).collect::<Vec<_>>();
    assert_eq!(
        column("beoordeling"),
        ["Niet openbaar", "", "Openbaar"],
        "{rows:?}"
    );
    assert!(column("nog te doen")[1].contains("rubricering"), "{rows:?}");
}

#[test]
fn what_cannot_be_known_is_asked_before_anything_is_done() {
    let place = place("Fenna Wiltvank");
    for (options, why) in [
        (&["--diwoo"][..], "--publisher"),
        (&["--diwoo", "--publisher", "JenV"], "--besluitdatum"),
        (
            &[
                "--diwoo",
                "--publisher",
                "Juk",
                "--besluitdatum",
                "2025-06-01",
            ],
            "identifier.overheid.nl/tooi",
        ),
        (
            &[
                "--diwoo",
                "--publisher",
                "BZK",
                "--besluitdatum",
                "1-6-2025",
            ],
            "2024-04-09",
        ),
        (&["--publisher", "JenV"], "--diwoo"),
        (&["--inventarislijst", "--matter", "a;b"], "--matter"),
    ] {
        let ran = place.run(options);
        assert_eq!(ran.code, 2, "{options:?}");
        assert!(ran.err.contains(why), "{options:?}: {}", ran.err);
        assert!(!place.path("out").exists());
    }
}
