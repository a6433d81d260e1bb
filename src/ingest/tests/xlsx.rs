//! Excel files: all sheets, also what is hidden.

use super::{Seen, seen, zipped};
use crate::model::{BlockRole, MediaType};

const TYPES: &str = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;

const BOOK: &str = r#"<workbook><sheets><sheet name="Overzicht" sheetId="1" r:id="a"/><sheet name="Oud" state="veryHidden" sheetId="2" r:id="b"/></sheets></workbook>"#;

const RELATIONS: &str = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="c" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="d" Type="x/styles" Target="styles.xml"/></Relationships>"#;

const STRINGS: &str = r#"<sst><si><t>Naam</t></si><si><r><t>Noor </t></r><r><t>Veldhuis</t></r><rPh><t>x</t></rPh></si></sst>"#;

const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\-mm\-yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;

fn xlsx(first: &str, second: &str) -> Seen {
    seen(&zipped(&[
        ("[Content_Types].xml", TYPES),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", first),
        ("xl/worksheets/sheet2.xml", second),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            r#"<Relationships><Relationship Id="x" Type="x/comments" Target="../comments1.xml"/><Relationship Id="y" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>"#,
        ),
        (
            "xl/comments1.xml",
            r#"<comments><authors><author>Bram Weverink</author></authors><commentList><comment ref="A1"><text><r><t>navragen</t></r></text></comment></commentList></comments>"#,
        ),
        (
            "xl/drawings/drawing1.xml",
            "<d><a:p><a:r><a:t>In een kader</a:t></a:r></a:p></d>",
        ),
    ]))
}

#[test]
fn rows_are_lines_and_cells_show_what_excel_shows() {
    let read = xlsx(
        r#"<worksheet><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Datum</t></is></c></row>
        <row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2"><f>1+1</f><v>123456782</v></c><c r="C2" s="1"><v>45415</v></c><c t="b"><v>1</v></c></row></sheetData><headerFooter><oddHeader>&amp;LKabinet</oddHeader></headerFooter></worksheet>"#,
        r#"<worksheet><sheetData><row><c t="s"><v>1</v></c><c t="s"><v>99</v></c></row></sheetData></worksheet>"#,
    );
    assert_eq!(read.media_type, MediaType::Excel);
    assert_eq!(
        read.texts(),
        [
            "Overzicht",
            "Naam |  | Datum",
            "Noor Veldhuis | 123456782 | 03-05-2024 | WAAR",
            "Kabinet",
            "In een kader",
            "Oud",
            "Noor Veldhuis",
        ]
    );
    assert_eq!(read.roles()[3], BlockRole::Header);
    assert_eq!(read.warnings, ["hidden-cells", "hidden-sheet", "comments"]);
    assert!(read.blocks.aside.contains("Bram Weverink") && read.blocks.aside.contains("navragen"));
}

#[test]
fn cells_at_the_end_of_the_world_take_no_room() {
    let rows: String = (1..=2000)
        .map(|n| format!(r#"<row r="{n}"><c r="XFD{n}"><v>{n}</v></c></row>"#))
        .collect();
    let read = xlsx(
        &format!(
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
        ),
        "<worksheet/>",
    );
    assert!(read.blocks.text.len() < 50_000);
}
