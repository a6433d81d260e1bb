//! Any input is survivable: each bad one costs itself its output, with a reason, and no other.

use crate::support::Place;
use std::fs;

/// Runs with one good document and one bad; checks that only the bad one is lost.
fn lost(name: &str, bytes: &[u8]) -> (String, String) {
    let place = Place::with(&[
        (name, bytes),
        ("good.txt", b"Geachte lezer,\n\nAlles is goed.\n"),
    ]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains(name), "the file is not named: {}", ran.err);
    assert!(place.path("out/good.txt.json").exists());
    assert!(!place.path("out").join(format!("{name}.json")).exists());
    let lines = place.manifest();
    let line = lines.iter().find(|l| l["path"] == name).unwrap();
    assert_eq!(line["status"], "failed");
    let text = |key: &str| line["reason"][key].as_str().unwrap().to_owned();
    (text("code"), text("message"))
}

#[test]
fn an_empty_file() {
    assert_eq!(lost("empty.txt", b"").0, "empty");
}

#[test]
fn binary_junk_named_pdf() {
    let junk: Vec<u8> = (0..4000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let (_, message) = lost("junk.pdf", &junk);
    assert!(message.contains("PDF"), "{message}");
}

#[test]
fn a_word_file_is_named_as_what_it_is() {
    let (_, message) = lost(
        "note.docx",
        b"PK\x03\x04\x14\0\0\0\x08\0aaaaaaaaaaaaaaaa\0\0\x01\x02",
    );
    assert!(
        message.to_lowercase().contains("zip") || message.contains("cut off"),
        "{message}"
    );
}

#[test]
fn a_pdf_that_stops_in_the_middle() {
    lost("cut.pdf", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0");
}

#[test]
fn a_page_tree_that_bites_its_tail() {
    let pdf = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3/Prev 9>>\nstartxref\n9\n%%EOF";
    lost("loop.pdf", pdf);
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_dead_link_are_named_and_not_waited_for() {
    let place = Place::with(&[("good.txt", b"Geachte lezer,\n\nGoed.\n")]);
    std::os::unix::fs::symlink("nowhere", place.path("in/dead.txt")).unwrap();
    std::os::unix::fs::symlink("..", place.path("in/loop")).unwrap();
    let ran = place.run(&[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let codes: Vec<_> = place
        .manifest()
        .iter()
        .map(|l| l["reason"]["code"].as_str().unwrap_or("done").to_owned())
        .collect();
    assert_eq!(codes, ["not-a-file", "done", "not-a-file"]);
}

#[test]
fn a_text_in_an_old_encoding_is_read_with_a_warning() {
    let place = Place::with(&[(
        "old.txt",
        b"Geachte lezer,\n\nDe co\xebrdinatie in \x91Belgi\xeb\x92 co\xf6peratie.\n",
    )]);
    assert_eq!(place.run(&[]).code, 0);
    let json = place.json("old.txt.json");
    assert!(
        json["text"]
            .as_str()
            .unwrap()
            .contains("coërdinatie in ‘België’"),
        "{}",
        json["text"]
    );
    assert!(!json["warnings"].as_array().unwrap().is_empty());
}

#[test]
fn a_name_with_a_line_end_in_it() {
    let place = Place::with(&[("a\nb.txt", b"Geachte lezer,\n\nGoed.\n")]);
    assert_eq!(place.run(&[]).code, 0);
    assert!(place.path("out/a_b.txt.json").exists());
}

#[test]
fn a_file_over_the_limit() {
    let place = Place::with(&[("big.txt", &vec![b'a'; (1 << 20) + 1])]);
    assert_eq!(place.run(&["--max-bytes", "1"]).code, 1);
    assert_eq!(place.reason().0, "limit");
}

#[test]
fn one_endless_line() {
    let mut text = b"Geachte heer Jansen, ".to_vec();
    while text.len() < 3 << 20 {
        text.extend_from_slice(b"de minister heeft 12 brieven van 3 mei 2024 ontvangen en ");
    }
    let place = Place::with(&[("line.txt", &text)]);
    assert_eq!(place.run(&[]).code, 0);
}

#[test]
fn a_folder_of_yesterday_does_not_hide_a_failure_of_today() {
    let place = Place::with(&[("a.txt", b"Geachte lezer,\n\nGoed.\n")]);
    assert_eq!(place.run(&[]).code, 0);
    fs::write(place.path("in/a.txt"), b"").unwrap();
    assert_eq!(place.run(&[]).code, 1);
    assert!(!place.path("out/a.txt.json").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_leaves_nothing_half_written() {
    // /dev/full takes no byte: the confidential file stands for any file that can't be written.
    let place = Place::with(&[("a.txt", crate::support::note("Jan de Waard").as_bytes())]);
    fs::create_dir(place.path("out")).unwrap();
    // A folder in the place of the result.
    fs::create_dir_all(place.path("out/a.txt.json/taken")).unwrap();
    let ran = place.run(&[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!(place.reason().0, "unwritable");
    let left: Vec<_> = place
        .published()
        .into_keys()
        .filter(|n| n.ends_with(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
