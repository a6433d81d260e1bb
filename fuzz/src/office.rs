//! Office documents around the parts that are being tried.

use crate::packed::{Member, zip};
use crate::parts::{self, Part};

/// What every document of a kind has, unless the input says otherwise.
pub type Defaults = &'static [(&'static str, &'static str)];

/// Word.
pub const DOCX: Defaults = &[
    (
        "[Content_Types].xml",
        r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="r1" Type="urn:r/officeDocument" Target="word/document.xml"/></Relationships>"#,
    ),
    (
        "word/_rels/document.xml.rels",
        r#"<Relationships><Relationship Id="rId1" Type="urn:r/styles" Target="styles.xml"/><Relationship Id="rId2" Type="urn:r/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="urn:r/header" Target="header1.xml"/><Relationship Id="rId4" Type="urn:r/footer" Target="footer1.xml"/><Relationship Id="rId5" Type="urn:r/footnotes" Target="footnotes.xml"/><Relationship Id="rId6" Type="urn:r/endnotes" Target="endnotes.xml"/><Relationship Id="rId7" Type="urn:r/comments" Target="comments.xml"/></Relationships>"#,
    ),
];

/// Excel.
pub const XLSX: Defaults = &[
    (
        "[Content_Types].xml",
        r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="r1" Type="urn:r/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns:r="urn:r"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/><sheet name="Blad2" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="rId1" Type="urn:r/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="urn:r/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="urn:r/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId4" Type="urn:r/styles" Target="styles.xml"/></Relationships>"#,
    ),
];

/// Text and sheets of LibreOffice: the part `mimetype` says which.
pub const OPENDOCUMENT: Defaults = &[("mimetype", "application/vnd.oasis.opendocument.text")];

/// What `mimetype` says of a spreadsheet.
pub const ODS_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The file of these parts, or the input itself where it is one. What has no name is `main`.
#[must_use]
pub fn file(data: &[u8], defaults: Defaults, main: &str) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let parts = parts::split(data);
    let named = |part: &Part<'_>, name: &str| part.name == name.as_bytes();
    let given = |name: &str| parts.iter().any(|part| named(part, name));
    let mut members: Vec<Member<'_>> = defaults
        .iter()
        .filter(|(name, _)| !given(name))
        .map(|(name, data)| member(name.as_bytes(), data.as_bytes()))
        .collect();
    for part in &parts {
        let name = if part.name.is_empty() {
            main.as_bytes()
        } else {
            part.name
        };
        let member = member(name, part.data);
        // The type of an OpenDocument stands first.
        if name == b"mimetype" {
            members.insert(0, member)
        } else {
            members.push(member)
        }
    }
    zip(&members)
}

fn member<'a>(name: &'a [u8], data: &'a [u8]) -> Member<'a> {
    Member {
        name,
        data,
        deflated: false,
    }
}
