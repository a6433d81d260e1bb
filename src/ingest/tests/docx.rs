//! Word files: every carrier of text, and what is never published.

use super::{Seen, seen, seen_as, zipped};
use crate::model::{BlockRole, MediaType};

const TYPES: &str = r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="List"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="a" Type="http://x/styles" Target="styles.xml"/>
<Relationship Id="b" Type="http://x/numbering" Target="/word/numbering.xml"/>
<Relationship Id="c" Type="http://x/header" Target="header1.xml"/>
<Relationship Id="d" Type="http://x/header" Target="header2.xml"/>
<Relationship Id="e" Type="http://x/footer" Target="footer1.xml"/>
<Relationship Id="f" Type="http://x/footnotes" Target="footnotes.xml"/>
<Relationship Id="g" Type="http://x/comments" Target="comments.xml"/>
<Relationship Id="h" Type="http://x/header" Target="header3.xml"/>
</Relationships>"#;

/// A paragraph of text.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let mut parts = vec![
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/_rels/document.xml.rels", RELATIONS),
    ];
    parts.extend(more);
    zipped(&parts)
}

fn of_body(body: &str) -> Seen {
    seen(&docx(body, &[]))
}

#[test]
fn paragraphs_headings_lists_and_their_numbers() {
    let read = of_body(&format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Eigen"/><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>Aan</w:t></w:r><w:r><w:t xml:space="preserve">leiding </w:t></w:r></w:p>
        {}<w:p><w:pPr><w:pStyle w:val="Lijst"/></w:pPr><w:r><w:t>een punt</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Eigen"/><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>Advies</w:t></w:r></w:p>
        <w:p><w:r><w:t>R&amp;D</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>regel</w:t></w:r></w:p>"#,
        p("Gewone tekst &#233;n meer.")
    ));
    assert_eq!(read.media_type, MediaType::Word);
    assert_eq!(
        read.texts(),
        [
            "1. Aanleiding",
            "Gewone tekst én meer.",
            "• een punt",
            "2. Advies",
            "R&D\tx\nregel"
        ]
    );
    assert_eq!(
        read.roles(),
        [
            BlockRole::Heading(1),
            BlockRole::Paragraph,
            BlockRole::Item,
            BlockRole::Heading(1),
            BlockRole::Paragraph
        ]
    );
    assert_eq!(read.blocks.list[0].bold, Some(true));
    assert_eq!(read.blocks.list[1].bold, Some(false));
    assert!(read.warnings.is_empty());
}

#[test]
fn deleted_moved_and_hidden_text_and_comments_go_apart_with_a_warning() {
    let body = format!(
        r#"<w:p><w:r><w:t>Het advies</w:t></w:r><w:del w:author="Joost Aldenkamp"><w:r><w:delText> van Bram Weverink</w:delText></w:r></w:del>
        <w:ins w:author="x"><w:r><w:t> van de directie</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>Verplaatst</w:t></w:r></w:moveFrom>
        <w:moveTo><w:r><w:t>.</w:t></w:r></w:moveTo>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>Stiekem</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> Niet stiekem.</w:t></w:r>
        <w:r><w:rPr><w:rStyle w:val="Weg"/></w:rPr><w:t>Ook stiekem</w:t></w:r>
        <w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t> Was ooit stiekem.</w:t></w:r></w:p>
        <w:tbl><w:tr><w:trPr><w:del w:author="x"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>{}"#,
        p("Rij die weg is"),
        p("Slot.")
    );
    let comments = r#"<w:comments xmlns:w="w"><w:comment w:author="Noor Veldhuis"><w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment></w:comments>"#;
    let read = seen(&docx(&body, &[("word/comments.xml", comments)]));
    assert_eq!(
        read.texts(),
        [
            "Het advies van de directie. Niet stiekem. Was ooit stiekem.",
            "Slot."
        ]
    );
    for apart in [
        "Bram Weverink",
        "Verplaatst",
        "Stiekem",
        "Ook stiekem",
        "Rij die weg is",
        "Noor Veldhuis",
        "Klopt dit?",
    ] {
        assert!(read.blocks.aside.contains(apart), "{apart}");
    }
    assert_eq!(read.warnings, ["deleted-text", "hidden-text", "comments"]);
}

#[test]
fn headers_of_the_first_page_come_first_and_those_that_no_page_shows_go_apart() {
    let body = format!(
        r#"{}<w:sectPr><w:headerReference w:type="default" r:id="d"/><w:headerReference w:type="first" r:id="c"/><w:headerReference w:type="even" r:id="h"/><w:footerReference w:type="default" r:id="e"/><w:titlePg/></w:sectPr>"#,
        p("Tekst.<w:footnoteReference w:id=\"2\"/>")
    );
    let header = |text: &str| format!(r#"<w:hdr xmlns:w="w">{}</w:hdr>"#, p(text));
    let box_in_header = format!(
        r#"<w:hdr xmlns:w="w"><w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p></w:hdr>"#,
        p("Ons kenmerk 5820286")
    );
    let notes = format!(
        r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator">{}</w:footnote><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        p("----"),
        p("Zie het rapport.")
    );
    let read = seen(&docx(
        &body,
        &[
            ("word/header1.xml", &box_in_header),
            ("word/header2.xml", &header("Volgvel")),
            ("word/header3.xml", &header("Even bladzijde")),
            ("word/footer1.xml", &header("Pagina 1 van 2")),
            ("word/footnotes.xml", &notes),
        ],
    ));
    assert_eq!(
        read.texts(),
        [
            "Ons kenmerk 5820286",
            "Tekst.",
            "1 Zie het rapport.",
            "Volgvel",
            "Pagina 1 van 2"
        ]
    );
    assert_eq!(
        read.roles(),
        [
            BlockRole::Header,
            BlockRole::Paragraph,
            BlockRole::Note,
            BlockRole::Header,
            BlockRole::Footer
        ]
    );
    assert_eq!(read.blocks.aside.trim(), "Even bladzijde");
}

#[test]
fn rows_of_data_are_lines_and_what_is_laid_out_with_a_table_is_not() {
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let long = p("Een alinea.").repeat(6);
    let body = format!(
        "<w:tbl>{}{}{}{}</w:tbl>",
        row(&[cell(&p("Naam")), cell(&p("Functie")), cell("<w:p/>")]),
        row(&[
            cell(&(p("Noor") + &p("Veldhuis"))),
            cell("<w:p/>"),
            cell(&p("adviseur"))
        ]),
        row(&[cell(&p("Datum")), cell(&p("3 mei 2024"))]),
        row(&[cell(&long), cell(&p("kantlijn"))]),
    );
    let read = of_body(&body);
    assert_eq!(
        read.texts()[..3],
        [
            "Naam | Functie",
            "Noor Veldhuis |  | adviseur",
            "Datum\t3 mei 2024"
        ]
    );
    assert_eq!(read.texts().len(), 3 + 7);
    assert_eq!(read.roles()[0], BlockRole::Row);
}

#[test]
fn of_a_field_its_result_is_read_and_not_its_code() {
    let read = of_body(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3 mei 2024</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:fldSimple w:instr="AUTHOR"><w:r><w:t> door Noor</w:t></w:r></w:fldSimple>
        <w:sdt><w:sdtPr><w:alias w:val="Naam"/></w:sdtPr><w:sdtContent><w:r><w:t> Veldhuis</w:t></w:r></w:sdtContent></w:sdt></w:p>"#,
    );
    assert_eq!(read.texts(), ["3 mei 2024 door Noor Veldhuis"]);
}

#[test]
fn pages_are_counted_where_they_ended_when_shown_and_a_break_only_once() {
    let read = of_body(
        r#"<w:p><w:r><w:t>een</w:t><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>twee</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>drie</w:t></w:r></w:p>"#,
    );
    let pages: Vec<u32> = read.blocks.list.iter().map(|b| b.page).collect();
    assert_eq!(
        (read.blocks.text.as_str(), pages),
        ("een\x0ctwee\x0cdrie", vec![1, 2, 3])
    );
}

#[test]
fn images_and_embedded_files_are_named() {
    let read = of_body(&format!(
        r#"{}<w:p><w:r><w:drawing><a:blip r:embed="x"/></w:drawing><w:object><o:OLEObject/></w:object></w:r></w:p>"#,
        p("Tekst.")
    ));
    assert_eq!(read.warnings, ["images-not-read", "embedded-not-read"]);
    let only = docx(
        r#"<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"#,
        &[],
    );
    assert_eq!(
        seen_as(&only, None).err(),
        Some(crate::ingest::IngestError::NoText)
    );
}

#[test]
fn what_a_file_is_follows_from_its_content() {
    for name in ["txt", "pdf", "zip", "doc"] {
        let read = seen_as(&docx(&p("Tekst."), &[]), Some(name)).expect("is read");
        assert_eq!(read.texts(), ["Tekst."], "{name}");
    }
}
