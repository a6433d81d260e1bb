//! Office files from outside: what they hold is redacted wherever it stands, and what is not to
//! be published is not in the output.

use crate::support::Place;
use std::io::{Cursor, Write};

/// A ZIP file of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn note() -> Vec<u8> {
    let body = format!(
        r#"<w:document xmlns:w="w"><w:body>{}{}{}<w:p><w:r><w:t>De directie volgt dit advies.</w:t></w:r><w:del><w:r><w:delText> Maar Wouter Aldenkamp was tegen: geheimtaal.</w:delText></w:r></w:del></w:p>{}<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr></w:body></w:document>"#,
        p("Aanleiding"),
        p("Volgens Aldenkamp is het plan gereed."),
        p("In de bijlage staat wat mevrouw Sanne Hoogwerf (s.hoogwerf@minjenv.nl) ervan vindt."),
        p("Met Brandwijk is gesproken."),
    );
    let header = format!(
        r#"<w:hdr xmlns:w="w"><w:p><w:r><w:txbxContent>{}{}</w:txbxContent></w:r></w:p></w:hdr>"#,
        p("Contactpersoon"),
        p("drs. T. Oosterveen"),
    );
    let comments = r#"<w:comments xmlns:w="w"><w:comment w:author="x"><w:p><w:r><w:t>Graag even langs de heer Pieter Brandwijk, woordgeheim.</w:t></w:r></w:p></w:comment></w:comments>"#;
    zipped(&[
        (
            "[Content_Types].xml",
            r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
        ),
        ("_rels/.rels", "<Relationships/>"),
        (
            "word/_rels/document.xml.rels",
            r#"<Relationships><Relationship Id="h" Type="x/header" Target="header1.xml"/><Relationship Id="c" Type="x/comments" Target="comments.xml"/></Relationships>"#,
        ),
        ("word/document.xml", &body),
        ("word/header1.xml", &header),
        ("word/comments.xml", comments),
    ])
}

#[test]
fn of_a_word_file_no_name_and_nothing_deleted_or_commented_is_published() {
    let place = Place::with(&[("nota.docx", &note()), ("zonder-naam.bin", &note())]);
    let ran = place.run(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let published = place.published();
    let json = String::from_utf8_lossy(&published["nota.docx.json"]);
    for name in [
        "Aldenkamp",
        "Hoogwerf",
        "Oosterveen",
        "Brandwijk",
        "geheim",
        "Wouter",
        "Pieter",
    ] {
        assert!(!json.contains(name), "{name}: {json}");
    }
    for kept in [
        "De directie volgt dit advies.",
        "is het plan gereed",
        "deleted-text",
        "\"comments\"",
    ] {
        assert!(json.contains(kept), "{kept}: {json}");
    }
    assert!(json.contains("wordprocessingml"));
    assert!(published.contains_key("zonder-naam.bin.json"));
}
