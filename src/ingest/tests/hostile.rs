//! Files made to bring a reader down.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{seen, seen_as, zipped};
use crate::ingest::{IngestError, Limits, read};

const TYPES: &str = r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

fn docx(document: &str) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", document),
    ])
}

fn code(bytes: &[u8]) -> &'static str {
    match seen_as(bytes, None) {
        Ok(_) => "read",
        Err(error) => error.code(),
    }
}

#[test]
fn a_part_that_unpacks_to_far_more_than_it_is() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer
        .start_file("[Content_Types].xml", options)
        .expect("a name");
    writer.write_all(TYPES.as_bytes()).expect("in memory");
    writer
        .start_file("word/document.xml", options)
        .expect("a name");
    let blank = vec![b' '; 1 << 20];
    for _ in 0..64 {
        writer.write_all(&blank).expect("in memory");
    }
    let bomb = writer.finish().expect("in memory").into_inner();
    assert!(bomb.len() < 100_000);
    let limits = Limits {
        bytes: 128 << 20,
        ..Limits::default()
    };
    let told = read(bomb, None, &limits).map(|_| ()).expect_err("a bomb");
    assert!(told.to_string().contains("--max-expansion"), "{told}");
}

#[test]
fn parts_that_are_larger_than_the_limit_together() {
    let text = "<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>".repeat(2000);
    let bytes = docx(&format!("<d>{text}</d>"));
    let limits = Limits {
        bytes: 60_000,
        ..Limits::default()
    };
    let error = read(bytes, None, &limits)
        .map(|_| ())
        .expect_err("too large");
    assert!(error.to_string().contains("--max-"), "{error}");
}

#[test]
fn entities_are_not_expanded_and_nothing_is_fetched() {
    let laughs = r#"<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/hostname">]>
        <d><w:p><w:r><w:t>Voor &c; &x; na</w:t></w:r></w:p></d>"#;
    assert_eq!(seen(&docx(laughs)).texts(), ["Voor \u{FFFD} \u{FFFD} na"]);
}

#[test]
fn elements_nested_ten_thousand_deep() {
    for (open, close) in [
        ("<w:p>", "</w:p>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    ] {
        let deep = format!("<d>{}{}</d>", open.repeat(10_000), close.repeat(10_000));
        assert_eq!(code(&docx(&deep)), "limit");
    }
}

#[test]
fn files_cut_off_anywhere_or_with_a_byte_changed() {
    let whole = docx("<d><w:p><w:r><w:t>Tekst.</w:t></w:r></w:p></d>");
    for at in 0..whole.len() {
        let _ = read(whole[..at].to_vec(), None, &Limits::default());
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let _ = read(changed, None, &Limits::default());
    }
}

#[test]
fn xml_that_is_not_well_formed_is_damaged() {
    for broken in ["<d><w:p>", "<d></e>", "<d", "<d><w:p><w:r><w:t>Tekst"] {
        assert_eq!(code(&docx(broken)), "damaged", "{broken}");
    }
    assert_eq!(code(&docx("<d></d>")), "empty");
    assert_eq!(code(&docx("")), "empty");
}

#[test]
fn a_zip_file_that_is_no_document_is_named() {
    let error = read(zipped(&[("nota.txt", "Tekst.")]), None, &Limits::default());
    let Err(IngestError::UnknownFormat(reason)) = error.map(|_| ()) else {
        panic!("was read");
    };
    assert!(reason.contains("ZIP"), "{reason}");
}

proptest::proptest! {
    #[test]
    fn no_xml_brings_the_reader_down(body in "(</?w:(p|r|t|tbl|tr|tc|del|txbxContent|pPr|rPr|vanish/|br/)>|[a-z ]{1,5}){0,60}") {
        let _ = read(docx(&format!("<d>{body}</d>")), None, &Limits::default());
    }
}
