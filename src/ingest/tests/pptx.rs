//! PowerPoint files: slides in their order, notes, tables, and what is not shown.

use super::{seen, zipped};
use crate::model::{BlockRole, MediaType};

#[test]
fn slides_come_in_their_order_with_tables_and_notes() {
    let shape = |kind: &str, text: &str| {
        format!(
            r#"<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"#
        )
    };
    let slide = |attributes: &str, inner: &str| {
        format!(
            r#"<p:sld xmlns:p="p" xmlns:a="a" {attributes}><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:sld>"#
        )
    };
    let hidden = r#"<p:sp><p:cNvPr id="2" hidden="1"/><p:txBody><a:p><a:r><a:t>Stiekem</a:t></a:r></a:p></p:txBody></p:sp>"#;
    let cell = |text: &str| {
        format!("<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>")
    };
    let table = format!(
        "<p:graphicFrame><a:tbl><a:tr>{}{}</a:tr></a:tbl></p:graphicFrame>",
        cell("Noor Veldhuis"),
        cell("adviseur")
    );
    let first = slide(
        "",
        &(shape("title", "Werving") + &shape("body", "Een punt") + hidden),
    );
    let second = slide(r#"show="0""#, &(table + &shape("sldNum", "2")));
    let notes = slide("", &shape("body", "Bram belt"));
    let read = seen(&zipped(&[
        (
            "[Content_Types].xml",
            r#"<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>"#,
        ),
        (
            "ppt/presentation.xml",
            r#"<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="257" r:id="b"/><p:sldId id="256" r:id="a"/></p:sldIdLst></p:presentation>"#,
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="http://x/slide" Target="slides/slide1.xml"/><Relationship Id="b" Type="http://x/slide" Target="slides/slide2.xml"/></Relationships>"#,
        ),
        ("ppt/slides/slide1.xml", &second),
        ("ppt/slides/slide2.xml", &first),
        (
            "ppt/slides/_rels/slide2.xml.rels",
            r#"<Relationships><Relationship Id="n" Type="http://x/notesSlide" Target="../notesSlides/n.xml"/></Relationships>"#,
        ),
        ("ppt/notesSlides/n.xml", &notes),
    ]));
    assert_eq!(read.media_type, MediaType::PowerPoint);
    assert_eq!(
        read.texts(),
        [
            "Werving",
            "Een punt",
            "Bram belt",
            "Noor Veldhuis | adviseur"
        ]
    );
    assert_eq!(read.roles()[0], BlockRole::Heading(1));
    assert_eq!(read.blocks.aside.trim(), "Stiekem");
    assert_eq!(read.warnings, ["hidden-slide", "hidden-text"]);
}
