//! Office documents: XML that grows, that refers to itself, that reaches out.

use super::pack::{package, part, zip};
use super::{Bad, scaled};

const WORD: &str = r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const EXCEL: &str = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A paragraph of a Word file that can be read.
const READ: &str = "<w:p><w:r><w:t>De minister heeft dit gelezen.</w:t></w:r></w:p>";

pub(super) fn all() -> Vec<Bad> {
    let mut all = entities();
    all.extend(word());
    all.extend(excel());
    all.extend(open_document());
    all
}

fn docx(head: &str, body: &str) -> Vec<u8> {
    docx_with(head, body, &[])
}

fn docx_with(head: &str, body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("{head}<w:document><w:body>{body}</w:body></w:document>");
    let rels = format!(
        r#"<Relationships><Relationship Id="m" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let mut parts = vec![
        ("[Content_Types].xml", WORD),
        ("_rels/.rels", &*rels),
        ("word/document.xml", &*document),
    ];
    parts.extend(more);
    package(&parts)
}

fn relations(of: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let all: String = of.iter().map(one).collect();
    format!("<Relationships>{all}</Relationships>")
}

fn entities() -> Vec<Bad> {
    let laughs: String = (1..12)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let laughs = format!("<!DOCTYPE d [<!ENTITY l0 \"ha\">{laughs}]>");
    let quadratic = format!("<!DOCTYPE d [<!ENTITY a \"{}\">]>", "a".repeat(50_000));
    let outside = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y SYSTEM \"http://127.0.0.1:1/y\">\
        <!ENTITY % p SYSTEM \"file:///dev/zero\"> %p;]>";
    let dtd = "<!DOCTYPE d SYSTEM \"file:///dev/random\">";
    let endless = "<!DOCTYPE d [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>";
    let said = |text: &str| format!("{READ}<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    vec![
        Bad::new("laughs.docx", docx(&laughs, &said("&l11;"))).done(),
        Bad::new("quadratic.docx", docx(&quadratic, &said(&"&a;".repeat(20_000)))).done(),
        Bad::new("outside.docx", docx(outside, &said("&x;&y;"))).done(),
        Bad::new("dtd.docx", docx(dtd, READ)).done(),
        Bad::new("endless.docx", docx(endless, &said("&a;"))).done(),
        Bad::new("doctype-open.docx", docx(&"<!DOCTYPE d [".repeat(20_000), READ)).has("damaged"),
        Bad::new("laughs.odt", odt(&format!("{laughs}<d><body><p>Gelezen. &l11;</p></body></d>"), "")).done(),
        Bad::new("laughs.xlsx", xlsx(&[("xl/worksheets/a.xml", &format!(
            "{laughs}<sheetData><row><c t=\"str\"><v>Gelezen &l11;</v></c></row></sheetData>"
        ))], "")).done(),
    ]
}

fn word() -> Vec<Bad> {
    let deep =
        |open: &str, close: &str, n: usize| format!("{READ}{}{}", open.repeat(n), close.repeat(n));
    let far = format!(
        r#"<Relationships><Relationship Id="a" Type="{OFFICE}/header" Target="http://127.0.0.1:1/h.xml" TargetMode="External"/>
        <Relationship Id="b" Type="{OFFICE}/attachedTemplate" Target="file:///etc/passwd" TargetMode="External"/>
        <Relationship Id="c" Type="{OFFICE}/footer" Target="../../../../etc/passwd"/>
        <Relationship Id="d" Type="{OFFICE}/styles" Target="/word/document.xml"/></Relationships>"#
    );
    let circle = relations(&[
        ("a", "header", "document.xml"),
        ("b", "footnotes", "document.xml"),
        ("c", "comments", "document.xml"),
        ("d", "styles", "_rels/document.xml.rels"),
    ]);
    let many: Vec<String> = (0..5_000).map(|n| format!("h{n}")).collect();
    let many: Vec<(&str, &str, &str)> = many
        .iter()
        .map(|id| (&**id, "header", "document.xml"))
        .collect();
    let styles: String = (0..2000)
        .map(|n| {
            let parent = (n + 1) % 2000;
            format!(r#"<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{parent}"/></w:style>"#)
        })
        .collect();
    let styled =
        r#"<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Gelezen.</w:t></w:r></w:p>"#;
    let mark = "x%1".repeat(scaled(200_000));
    let numbering = format!(
        r#"<n><abstractNum abstractNumId="1"><lvl ilvl="0"><start val="4294967295"/><numFmt val="upperRoman"/><lvlText val="{mark}"/></lvl></abstractNum>
        <num numId="1"><abstractNumId val="1"/></num></n>"#
    );
    let numbered = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="4294967295"/><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"#
        .repeat(3000);
    let numbered = format!("<w:tbl><w:tr><w:tc>{numbered}</w:tc></w:tr></w:tbl>");
    let rels = "word/_rels/document.xml.rels";
    vec![
        Bad::new("deep-p.docx", docx("", &deep("<w:p>", "</w:p>", 30_000))).has("limit"),
        Bad::new(
            "deep-table.docx",
            docx(
                "",
                &deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 9_000),
            ),
        )
        .has("limit"),
        Bad::new(
            "deep-but-allowed.docx",
            docx(
                "",
                &deep(
                    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>",
                    "</w:tc></w:tr></w:tbl>",
                    600,
                ),
            ),
        )
        .done(),
        Bad::new("far.docx", docx_with("", READ, &[(rels, &far)])).done(),
        Bad::new("circle.docx", docx_with("", READ, &[(rels, &circle)])).done(),
        Bad::new(
            "relations.docx",
            docx_with("", READ, &[(rels, &relations(&many))]),
        )
        .done(),
        Bad::new(
            "styles.docx",
            docx_with(
                "",
                &styled.repeat(300),
                &[
                    (rels, &relations(&[("s", "styles", "styles.xml")])),
                    ("word/styles.xml", &format!("<w:styles>{styles}</w:styles>")),
                ],
            ),
        )
        .done(),
        Bad::new(
            "numbers.docx",
            docx_with(
                "",
                &numbered,
                &[
                    (rels, &relations(&[("n", "numbering", "numbering.xml")])),
                    ("word/numbering.xml", &numbering),
                ],
            ),
        ),
        Bad::new(
            "attributes.docx",
            docx(
                "",
                &format!("<w:p {}>{READ}</w:p>", "a=\"b\" ".repeat(scaled(200_000))),
            ),
        ),
        Bad::new(
            "part-bomb.docx",
            docx("", &format!("{READ}{}", " ".repeat(scaled(40 << 20)))),
        )
        .has("limit"),
        Bad::new(
            "no-main.docx",
            package(&[("[Content_Types].xml", WORD), ("_rels/.rels", "<r/>")]),
        )
        .has("damaged"),
        Bad::new(
            "sections.docx",
            docx("", &format!("{READ}{}", "<w:sectPr".repeat(100_000))),
        ),
    ]
}

fn xlsx(parts: &[(&str, &str)], strings: &str) -> Vec<u8> {
    let sheets: String = (0..parts.len())
        .map(|n| format!(r#"<sheet name="Blad{n}" sheetId="{n}" r:id="r{n}"/>"#))
        .collect();
    let mut rels: Vec<String> = (0..parts.len()).map(|n| format!("r{n}")).collect();
    rels.push("s".into());
    let related: Vec<(&str, &str, &str)> = rels
        .iter()
        .zip(parts)
        .map(|(id, (name, _))| (&**id, "worksheet", name.trim_start_matches("xl/")))
        .chain([("s", "sharedStrings", "sharedStrings.xml")])
        .collect();
    let root = relations(&[("m", "officeDocument", "xl/workbook.xml")]);
    let (related, book) = (
        relations(&related),
        format!("<workbook><sheets>{sheets}</sheets></workbook>"),
    );
    let mut all = vec![
        ("[Content_Types].xml", EXCEL),
        ("_rels/.rels", &*root),
        ("xl/workbook.xml", &*book),
        ("xl/_rels/workbook.xml.rels", &*related),
        ("xl/sharedStrings.xml", strings),
    ];
    all.extend(parts);
    package(&all)
}

fn excel() -> Vec<Bad> {
    let sheet = |rows: &str| {
        xlsx(
            &[(
                "xl/worksheets/a.xml",
                &format!("<worksheet>{rows}</worksheet>"),
            )],
            "",
        )
    };
    // Each of very many cells is one long text.
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(scaled(300_000)));
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(5000));
    let shared = xlsx(
        &[(
            "xl/worksheets/a.xml",
            &format!("<sheetData>{}</sheetData>", row.repeat(20)),
        )],
        &long,
    );
    let wide = r#"<dimension ref="A1:XFD1048576"/><cols><col min="1" max="4294967295" hidden="1"/></cols><sheetData><row r="1048576" spans="1:16384"><c r="XFD1048576"><v>12345</v></c></row>
        <row r="99999999999999999999"><c r="ZZZZZZZZ9"><v>7</v></c><c r=""><v>8</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>"#;
    let cells = format!(
        "<sheetData>{}</sheetData>",
        "<row><c><v>1</v></c><c><v>2</v></c></row>".repeat(3000)
    );
    let same: String = (0..30_000)
        .map(|n| format!(r#"<sheet name="{n}" r:id="r0"/>"#))
        .collect();
    let book = format!("<workbook><sheets>{same}</sheets></workbook>");
    let root = relations(&[("m", "officeDocument", "xl/workbook.xml")]);
    let one = relations(&[("r0", "worksheet", "worksheets/a.xml")]);
    let again = package(&[
        ("[Content_Types].xml", EXCEL),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &one),
        (
            "xl/worksheets/a.xml",
            &format!("<d>{}</d>", "<row><c><v>1</v></c></row>".repeat(500)),
        ),
    ]);
    let index = r#"<sheetData><row><c t="s"><v>4294967296</v></c><c t="s"><v>-1</v></c><c s="4294967295"><v>1e309</v></c><c t="inlineStr"><is><t>Gelezen.</t></is></c></row></sheetData>"#;
    vec![
        Bad::new("shared.xlsx", shared).has("limit"),
        Bad::new("wide.xlsx", sheet(wide)).done(),
        Bad::new("cells.xlsx", sheet(&cells)).has("limit"),
        Bad::new("same-sheet.xlsx", again).has("limit"),
        Bad::new("indices.xlsx", sheet(index)).done(),
        Bad::new("deep.xlsx", sheet(&"<row><c>".repeat(50_000))).has("limit"),
    ]
}

fn odt(content: &str, styles: &str) -> Vec<u8> {
    open("text", content, styles)
}

fn open(kind: &str, content: &str, styles: &str) -> Vec<u8> {
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    let mut mimetype = part("mimetype", kind.as_bytes());
    mimetype.method = 0;
    mimetype.packed = kind.into_bytes();
    zip(&[
        mimetype,
        part("content.xml", content.as_bytes()),
        part("styles.xml", styles.as_bytes()),
    ])
}

fn open_document() -> Vec<Bad> {
    let ods = |rows: &str| {
        open(
            "spreadsheet",
            &format!("<d><body><table name=\"Blad\">{rows}</table></body></d>"),
            "",
        )
    };
    let cell = |times: &str, text: &str| {
        format!(r#"<table-cell number-columns-repeated="{times}"><p>{text}</p></table-cell>"#)
    };
    let rows = |times: &str, cells: &str| {
        format!(r#"<table-row number-rows-repeated="{times}">{cells}</table-row>"#)
    };
    let styles: String = (0..3000)
        .map(|n| {
            format!(
                r#"<style name="s{n}" parent-style-name="s{}"/>"#,
                (n + 1) % 3000
            )
        })
        .collect();
    let spans = format!(
        "<d><body><p style-name=\"s1\">{}{}{}Gelezen.</p></body></d>",
        "<span style-name=\"s1\">".repeat(1500),
        "<s/>".repeat(scaled(30_000)),
        "</span>".repeat(1500),
    );
    let suffix = "y".repeat(scaled(300_000));
    let listed = format!(
        "<d><list-style name=\"l\"><list-level-style-number level=\"1\" num-format=\"1\" num-suffix=\"{suffix}\"/></list-style>\
        <body><list style-name=\"l\">{}</list></body></d>",
        "<list-item><p>x</p></list-item>".repeat(2000),
    );
    vec![
        Bad::new(
            "rows.ods",
            ods(&format!(
                "{}{}",
                rows("1", &cell("1", "Gelezen.")),
                rows("1000000000", &cell("1000000000", ""))
            )),
        )
        .done(),
        Bad::new(
            "cells.ods",
            ods(&rows("1000000000", &cell("1000000000", "x"))),
        )
        .has("limit"),
        Bad::new(
            "long-cells.ods",
            ods(&rows("9", &cell("1000000", &"x".repeat(scaled(300_000))))),
        )
        .has("limit"),
        Bad::new(
            "repeats.ods",
            ods(&rows("99999999999999999999", &cell("-1", "Gelezen."))),
        )
        .done(),
        Bad::new("styles.odt", odt(&spans, &format!("<d>{styles}</d>"))).done(),
        Bad::new("suffix.odt", odt(&listed, "")).done(),
        Bad::new(
            "deep.odt",
            odt(
                &format!("<body>{}", "<section><list><list-item>".repeat(20_000)),
                "",
            ),
        )
        .has("limit"),
        Bad::new(
            "flat.odt",
            odt(
                &format!(
                    "<d><body>{}</body></d>",
                    "<p>".repeat(1900) + &"</p>".repeat(1900)
                ),
                "",
            ),
        )
        .has("empty"),
    ]
}
