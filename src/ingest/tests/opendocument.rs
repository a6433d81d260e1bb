//! OpenDocument texts and sheets.

use super::{seen, seen_as, zipped};
use crate::ingest::IngestError;
use crate::model::{BlockRole, MediaType};

fn odt(content: &str, styles: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        ("styles.xml", styles),
    ])
}

#[test]
fn every_carrier_of_a_text_and_what_goes_apart() {
    let styles = r#"<s><office:master-styles><style:master-page><style:header-style/><style:header><text:p>Onze referentie 5820286</text:p></style:header><style:footer><text:p>Pagina <text:page-number>1</text:page-number> van 2</text:p></style:footer><style:header-left style:display="false"><text:p>Linkerkop</text:p></style:header-left></style:master-page></office:master-styles></s>"#;
    let content = r#"<d><office:automatic-styles><style:style style:name="T1"><style:text-properties text:display="none"/></style:style><style:style style:name="V"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="P9" style:parent-style-name="V"><style:paragraph-properties fo:break-before="page"/></style:style>
      <text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style></office:automatic-styles>
      <office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><dc:creator>Bram Weverink</dc:creator><text:p>was geschrapt</text:p></text:deletion></text:changed-region></text:tracked-changes>
      <text:h text:outline-level="2">Kern</text:h>
      <text:p>Tekst<text:s text:c="2"/>met
        <text:span text:style-name="T1">stiekem</text:span>slot<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Een noot.</text:p></text:note-body></text:note>.<office:annotation><dc:creator>Noor Veldhuis</dc:creator><text:p>Klopt dit?</text:p></office:annotation></text:p>
      <text:list text:style-name="L2"><text:list-item><text:p>een</text:p></text:list-item><text:list-item><text:p>twee</text:p></text:list-item></text:list>
      <text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>
      <table:table><table:table-row><table:table-cell><text:p>Naam</text:p></table:table-cell><table:table-cell><text:p>Functie</text:p></table:table-cell></table:table-row></table:table>
      <text:p>Voor<draw:frame><draw:text-box><text:p>In een kader</text:p></draw:text-box><svg:desc>beeld</svg:desc></draw:frame></text:p>
      <text:section text:display="none"><text:p>Weggezet</text:p></text:section>
      <text:p text:style-name="P9">Vet op blad twee</text:p></office:text></office:body></d>"#;
    let read = seen(&odt(content, styles));
    assert_eq!(read.media_type, MediaType::OpenText);
    let texts: Vec<String> = read
        .texts()
        .iter()
        .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        texts,
        [
            "Onze referentie 5820286",
            "Kern",
            "Tekst met slot.",
            "1. een",
            "2. twee",
            "• punt",
            "Naam | Functie",
            "In een kader",
            "Voor",
            "Vet op blad twee",
            "1 Een noot.",
            "Pagina 1 van 2",
        ]
    );
    assert_eq!(read.roles()[1], BlockRole::Heading(2));
    let last = read.blocks.list[9];
    assert_eq!((last.bold, last.page), (Some(true), 2));
    for apart in [
        "Linkerkop",
        "was geschrapt",
        "stiekem",
        "Noor Veldhuis",
        "Weggezet",
    ] {
        assert!(read.blocks.aside.contains(apart), "{apart}");
    }
    assert_eq!(read.warnings, ["deleted-text", "hidden-text", "comments"]);
}

#[test]
fn of_sheets_all_are_read_and_none_fills_the_memory() {
    let content = r#"<d><office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>
      <table:table table:name="Blad1"><table:table-column table:visibility="collapse"/><table:table-row><table:table-cell office:value-type="string"><text:p>Naam</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>Bedrag</text:p><office:annotation><text:p>navragen</text:p></office:annotation></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
      <table:table table:name="Geheim" table:style-name="ta2"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></d>"#;
    let read = seen(&zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ]));
    assert_eq!(read.media_type, MediaType::OpenSheet);
    assert_eq!(
        read.texts(),
        ["Blad1", "Naam |  |  | Bedrag", "Geheim", "x | x", "x | x"]
    );
    assert_eq!(read.warnings, ["hidden-cells", "hidden-sheet", "comments"]);
    assert_eq!(read.blocks.list[4].page, 2);
}

#[test]
fn a_file_with_a_password_is_named_as_such() {
    let locked = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "META-INF/manifest.xml",
            "<m><f><manifest:encryption-data/></f></m>",
        ),
        ("content.xml", "geheim"),
    ]);
    assert_eq!(
        seen_as(&locked, Some("odt")).err(),
        Some(IngestError::Encrypted)
    );
}
