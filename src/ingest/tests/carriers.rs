//! Every place where a file can hold text: what is shown is published, all else is judged and
//! not published.

use super::{seen, seen_as, zipped};

/// What becomes of a name in a carrier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    /// In the text.
    Shown,
    /// Apart; the code of the warning, empty where nobody needs to be told.
    Apart(&'static str),
}
use Fate::{Apart, Shown};

const WHO: &str = "Bram Weverink";

fn check(name: &str, bytes: &[u8], extension: Option<&str>, fate: Fate) {
    let read = seen_as(bytes, extension).unwrap_or_else(|e| panic!("{name}: {e}"));
    let times = read.blocks.text.matches(WHO).count();
    let apart = read.blocks.aside.contains(WHO);
    match fate {
        Shown => assert_eq!(
            times,
            1,
            "{name}: {:?} | {:?}",
            read.texts(),
            read.blocks.aside
        ),
        Apart(code) => {
            assert_eq!(times, 0, "{name}: {:?}", read.texts());
            assert!(apart, "{name}: neither shown nor judged");
            let told = read.warnings.contains(&code);
            assert!(code.is_empty() || told, "{name}: {:?}", read.warnings);
        }
    }
}

const WORD: &str = r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A Word file with this body and other parts.
fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let body = body.replace("WHO", WHO);
    let body = format!(
        r#"<w:document xmlns:w="w" xmlns:r="r"><w:body><w:p><w:r><w:t>Tekst van de brief.</w:t></w:r></w:p>{body}</w:body></w:document>"#
    );
    let mut relations = String::from("<Relationships>");
    for (name, _) in parts {
        let kind = match name.rsplit('/').next().unwrap_or_default() {
            n if n.starts_with("chart") => "chart",
            n if n.starts_with("data") => "diagramData",
            n if n.starts_with("chunk") => "aFChunk",
            n if n.starts_with("settings") => "settings",
            n if n.starts_with("glossary") => "glossaryDocument",
            _ => "other",
        };
        relations.push_str(&format!(
            r#"<Relationship Id="{kind}" Type="http://x/{kind}" Target="/{name}"/>"#
        ));
    }
    relations.push_str(r#"<Relationship Id="link" Type="http://x/hyperlink" TargetMode="External" Target="mailto:bram@x.nl"/></Relationships>"#);
    let parts: Vec<(&str, String)> = parts
        .iter()
        .map(|(name, text)| (*name, text.replace("WHO", WHO)))
        .collect();
    let mut all = vec![
        ("[Content_Types].xml", WORD),
        ("word/document.xml", body.as_str()),
        ("word/_rels/document.xml.rels", relations.as_str()),
    ];
    all.extend(parts.iter().map(|(name, text)| (*name, text.as_str())));
    zipped(&all)
}

#[test]
fn of_word_files() {
    let bodies = [
        (
            "smart tag",
            r#"<w:p><w:smartTag><w:r><w:t>WHO</w:t></w:r></w:smartTag></w:p>"#,
            Shown,
        ),
        (
            "runs",
            r#"<w:p><w:r><w:t>Bram</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> Wever</w:t></w:r><w:r><w:softHyphen/><w:t>ink</w:t></w:r></w:p>"#,
            Shown,
        ),
        (
            "inserted",
            r#"<w:p><w:ins w:author="x"><w:r><w:t>WHO</w:t></w:r></w:ins></w:p>"#,
            Shown,
        ),
        (
            "content control",
            r#"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>WHO</w:t></w:r></w:p></w:sdtContent></w:sdt>"#,
            Shown,
        ),
        (
            "text box, in two forms",
            r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>WHO</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>WHO</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
            Shown,
        ),
        (
            "word art",
            r#"<w:p><w:r><w:pict><v:shape><v:textpath string="WHO"/></v:shape></w:pict></w:r></w:p>"#,
            Shown,
        ),
        (
            "table in a table",
            r#"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>WHO</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"#,
            Shown,
        ),
        (
            "result of a field",
            r#"<w:p><w:fldSimple w:instr=" MERGEFIELD Naam "><w:r><w:t>WHO</w:t></w:r></w:fldSimple></w:p>"#,
            Shown,
        ),
        (
            "deleted",
            r#"<w:p><w:del w:author="x"><w:r><w:delText>WHO</w:delText></w:r></w:del></w:p>"#,
            Apart("deleted-text"),
        ),
        (
            "moved away",
            r#"<w:p><w:moveFrom><w:r><w:t>WHO</w:t></w:r></w:moveFrom></w:p>"#,
            Apart("deleted-text"),
        ),
        (
            "deleted cell",
            r#"<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:author="x"/></w:tcPr><w:p><w:r><w:t>WHO</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
            Apart("deleted-text"),
        ),
        (
            "deleted row",
            r#"<w:tbl><w:tr><w:trPr><w:del w:author="x"/></w:trPr><w:tc><w:p><w:r><w:t>WHO</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
            Apart("deleted-text"),
        ),
        (
            "hidden",
            r#"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>WHO</w:t></w:r></w:p>"#,
            Apart("hidden-text"),
        ),
        (
            "who changed it",
            r#"<w:p><w:ins w:author="WHO"><w:r><w:t>a</w:t></w:r></w:ins></w:p>"#,
            Apart(""),
        ),
        (
            "who changed how it looks",
            r#"<w:p><w:pPr><w:pPrChange w:author="WHO"><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#,
            Apart(""),
        ),
        (
            "alternative text",
            r#"<w:p><w:r><w:drawing><wp:docPr id="1" name="x" descr="Foto van WHO"/></w:drawing></w:r></w:p>"#,
            Apart(""),
        ),
        (
            "choices of a list",
            r#"<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="WHO" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:sdtContent></w:sdt>"#,
            Apart(""),
        ),
        (
            "choices of a form",
            r#"<w:p><w:r><w:fldChar><w:ffData><w:ddList><w:listEntry w:val="WHO"/></w:ddList></w:ffData></w:fldChar></w:r></w:p>"#,
            Apart(""),
        ),
        (
            "code of a field",
            r#"<w:p><w:r><w:instrText> IF 1 = 1 "WHO" "" </w:instrText></w:r></w:p>"#,
            Apart(""),
        ),
        (
            "name of a bookmark",
            r#"<w:p><w:bookmarkStart w:name="Bram_Weverink"/><w:r><w:t>a</w:t></w:r></w:p>"#,
            Apart(""),
        ),
    ];
    for (name, body, fate) in bodies {
        check(name, &word(body, &[]), None, fate);
    }
}

#[test]
fn of_parts_of_word_files() {
    let chart = r#"<w:p><w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r></w:p>"#;
    let diagram =
        r#"<w:p><w:r><w:drawing><dgm:relIds r:dm="diagramData"/></w:drawing></w:r></w:p>"#;
    let chunk = r#"<w:altChunk r:id="aFChunk"/>"#;
    let labels = r#"<c:chart xmlns:c="c" xmlns:a="a"><c:cat><c:strRef><c:strCache><c:pt><c:v>WHO</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:v>3</c:v></c:numCache></c:numRef></c:val></c:chart>"#;
    let nodes = r#"<dgm:dataModel xmlns:a="a"><dgm:t><a:p><a:r><a:t>Bram </a:t></a:r><a:r><a:t>Weverink</a:t></a:r></a:p></dgm:t></dgm:dataModel>"#;
    let paragraph = r#"<w:x xmlns:w="w"><w:p><w:r><w:t>WHO</w:t></w:r></w:p></w:x>"#;
    let parts = [
        (chart, "word/charts/chart1.xml", labels, Shown),
        (diagram, "word/diagrams/data1.xml", nodes, Shown),
        (
            chunk,
            "word/chunk1.html",
            "<html><body><p>WHO</p></body></html>",
            Shown,
        ),
        (chunk, "word/chunk1.txt", "WHO", Shown),
        ("", "word/charts/chart1.xml", labels, Apart("")),
        ("", "word/glossary/document.xml", paragraph, Apart("")),
        (
            "",
            "docProps/core.xml",
            "<cp xmlns:dc='d'><dc:creator>WHO</dc:creator></cp>",
            Apart(""),
        ),
        (
            "",
            "docProps/app.xml",
            "<p><Manager>WHO</Manager></p>",
            Apart(""),
        ),
        ("", "docProps/custom.xml", "<p><vt>WHO</vt></p>", Apart("")),
        (
            "",
            "customXml/item1.xml",
            "<r><Steller>WHO</Steller></r>",
            Apart(""),
        ),
        (
            "",
            "word/people.xml",
            "<p><person author='WHO'/></p>",
            Apart(""),
        ),
        (
            "",
            "word/settings.xml",
            "<s><docVar name='steller' val='WHO'/></s>",
            Apart(""),
        ),
        ("", "word/vergeten.xml", paragraph, Apart("")),
    ];
    for (body, part, text, fate) in parts {
        check(part, &word(body, &[(part, text)]), None, fate);
    }
    let read = seen(&word(
        "",
        &[
            ("word/vbaProject.bin", "x"),
            ("word/embeddings/a.xlsx", "x"),
        ],
    ));
    assert_eq!(read.warnings, ["macros-not-read", "embedded-not-read"]);
    assert!(read.blocks.aside.contains("bram@x.nl"));
}

#[test]
fn of_workbooks() {
    let types = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let relations = r#"<Relationships><Relationship Id="s" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
    let cell = r#"<row><c r="A1" t="inlineStr"><is><t>Tekst</t></is></c></row>"#;
    let book = |names: &str, state: &str, sheet: &str, part: &str, text: &str| {
        let workbook = format!(
            r#"<workbook><sheets><sheet name="Blad1" sheetId="1" {state} r:id="s"/></sheets>{names}</workbook>"#
        );
        let sheet = format!("<worksheet><sheetData>{cell}</sheetData>{sheet}</worksheet>");
        let all = [
            ("[Content_Types].xml", types.to_owned()),
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relations.to_owned()),
            ("xl/worksheets/sheet1.xml", sheet),
            (part, text.to_owned()),
        ];
        let all: Vec<(&str, String)> = all
            .into_iter()
            .map(|(name, text)| (name, text.replace("WHO", WHO)))
            .collect();
        let all: Vec<(&str, &str)> = all.iter().map(|(n, t)| (*n, t.as_str())).collect();
        zipped(&all)
    };
    let none = ("x.png", "");
    let sheets = [
        (
            "choices",
            r#"<dataValidations><dataValidation prompt="x"><formula1>"Noor,WHO"</formula1></dataValidation></dataValidations>"#,
            Apart(""),
        ),
        (
            "help with a choice",
            r#"<dataValidations><dataValidation promptTitle="WHO"/></dataValidations>"#,
            Apart(""),
        ),
        (
            "scenario",
            r#"<scenarios><scenario name="a" user="WHO"/></scenarios>"#,
            Apart(""),
        ),
        (
            "footer",
            "<headerFooter><oddFooter>&amp;LWHO</oddFooter></headerFooter>",
            Shown,
        ),
    ];
    for (name, sheet, fate) in sheets {
        check(name, &book("", "", sheet, none.0, none.1), None, fate);
    }
    let name = r#"<definedNames><definedName name="a">"WHO"</definedName></definedNames>"#;
    check(
        "defined name",
        &book(name, "", "", none.0, none.1),
        None,
        Apart(""),
    );
    let parts = [
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>WHO</t></si></sst>",
            Apart("deleted-text"),
        ),
        (
            "xl/pivotCache/pivotCacheDefinition1.xml",
            "<p><sharedItems><s v='WHO'/></sharedItems></p>",
            Apart("stored-data"),
        ),
        (
            "xl/externalLinks/externalLink1.xml",
            "<e><cell><v>WHO</v></cell></e>",
            Apart("stored-data"),
        ),
        (
            "xl/persons/person.xml",
            "<p><person displayName='WHO'/></p>",
            Apart(""),
        ),
        (
            "xl/revisions/revisionLog1.xml",
            "<r><t>WHO</t></r>",
            Apart("deleted-text"),
        ),
        (
            "xl/tables/table1.xml",
            "<t><tableColumn name='WHO'/></t>",
            Apart(""),
        ),
        (
            "docProps/core.xml",
            "<c><lastModifiedBy>WHO</lastModifiedBy></c>",
            Apart(""),
        ),
    ];
    for (part, text, fate) in parts {
        check(part, &book("", "", "", part, text), None, fate);
    }
    let hidden = seen(&book("", r#"state="veryHidden""#, "", none.0, none.1));
    assert_eq!(hidden.warnings, ["hidden-sheet"]);
}

#[test]
fn of_open_document_texts() {
    let odt = |body: &str, part: &str, text: &str| {
        let content = format!(
            r#"<office:document-content xmlns:office="o" xmlns:text="t"><office:automatic-styles><style:style style:name="weg"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text><text:p>Tekst.</text:p>{body}</office:text></office:body></office:document-content>"#
        )
        .replace("WHO", WHO);
        let text = text.replace("WHO", WHO);
        zipped(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", &content),
            (part, &text),
        ])
    };
    let bodies = [
        (
            "box",
            r#"<text:p><draw:frame><draw:text-box><text:p>WHO</text:p></draw:text-box></draw:frame></text:p>"#,
            Shown,
        ),
        (
            "note",
            r#"<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>WHO</text:p></text:note-body></text:note></text:p>"#,
            Shown,
        ),
        (
            "runs",
            r#"<text:p><text:span>Bram</text:span><text:s/><text:span>Weverink</text:span></text:p>"#,
            Shown,
        ),
        (
            "hidden",
            r#"<text:p><text:span text:style-name="weg">WHO</text:span></text:p>"#,
            Apart("hidden-text"),
        ),
        (
            "hidden section",
            r#"<text:section text:display="none"><text:p>WHO</text:p></text:section>"#,
            Apart("hidden-text"),
        ),
        (
            "comment",
            r#"<text:p>a<office:annotation><dc:creator>x</dc:creator><text:p>WHO</text:p></office:annotation></text:p>"#,
            Apart("comments"),
        ),
        (
            "who commented",
            r#"<text:p>a<office:annotation><dc:creator>WHO</dc:creator></office:annotation></text:p>"#,
            Apart("comments"),
        ),
        (
            "deleted",
            r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>WHO</text:p></text:deletion></text:changed-region></text:tracked-changes>"#,
            Apart("deleted-text"),
        ),
        (
            "alternative text",
            r#"<text:p>a<draw:frame><svg:desc>Foto van WHO</svg:desc></draw:frame></text:p>"#,
            Apart(""),
        ),
        (
            "variable",
            r#"<text:user-field-decls><text:user-field-decl office:string-value="WHO"/></text:user-field-decls>"#,
            Apart(""),
        ),
        (
            "either or",
            r#"<text:p><text:conditional-text text:string-value-if-true="WHO">a</text:conditional-text></text:p>"#,
            Apart(""),
        ),
    ];
    for (name, body, fate) in bodies {
        check(name, &odt(body, "x.png", ""), None, fate);
    }
    for (part, text) in [
        (
            "meta.xml",
            "<m><meta:initial-creator>WHO</meta:initial-creator></m>",
        ),
        ("Object 1/content.xml", "<o><text:p>WHO</text:p></o>"),
    ] {
        check(part, &odt("", part, text), None, Apart(""));
    }
}

#[test]
fn of_rich_text() {
    for (name, rtf, fate) in [
        ("box", r"{\*\shpinst{\shptxt\pard WHO\par}}", Shown),
        ("old box", r"{\*\do{\dptxbxtext\pard WHO\par}}", Shown),
        (
            "result",
            r#"{\field{\*\fldinst DATE}{\fldrslt WHO}}\par"#,
            Shown,
        ),
        ("foot", r"{\footer\pard WHO\par}", Shown),
        ("hidden", r"{\v WHO}\par", Apart("hidden-text")),
        ("deleted", r"{\deleted WHO}\par", Apart("deleted-text")),
        ("comment", r"a{\*\annotation WHO}\par", Apart("comments")),
        ("properties", r"{\info{\author WHO}}", Apart("")),
        ("title", r"{\info{\title WHO}}", Apart("")),
        ("revisions", r"{\*\revtbl{Unknown;}{WHO;}}", Apart("")),
        (
            "code",
            r#"{\field{\*\fldinst HYPERLINK "WHO"}{\fldrslt a}}\par"#,
            Apart(""),
        ),
        (
            "alternative text",
            r"{\*\shpinst{\sp{\sn wzDescription}{\sv WHO}}}",
            Apart(""),
        ),
        ("variable", r"{\*\docvar {naam}{WHO}}", Apart("")),
        ("unknown", r"{\*\ooitbedacht WHO}", Apart("")),
    ] {
        let text = format!(r"{{\rtf1\ansi \pard Tekst.\par {rtf} }}").replace("WHO", WHO);
        check(name, text.as_bytes(), None, fate);
    }
}

#[test]
fn of_web_pages() {
    for (name, html, fate) in [
        ("table", "<table><tr><td>Naam<td>WHO</table>", Shown),
        ("list", "<ol><li><p>WHO</p></ol>", Shown),
        ("unclosed", "<p style='display:none'>weg<p>WHO", Shown),
        (
            "hidden",
            "<p style='display: none'>Bram <b>Weverink</b></p>",
            Apart("hidden-text"),
        ),
        (
            "hidden by class",
            "<style>.weg{display:none}</style><p class='weg'>WHO</p>",
            Apart("hidden-text"),
        ),
        ("deleted", "<p><del>WHO</del></p>", Apart("deleted-text")),
        ("comment", "<!-- WHO -->", Apart("comments")),
        (
            "comment of a word processor",
            "<div style='mso-element:comment'><p>WHO</p></div>",
            Apart("comments"),
        ),
        (
            "comment of an office on the web",
            "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>WHO</span></p></div>",
            Apart("comments"),
        ),
        (
            "properties",
            "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>WHO</o:Author></o:DocumentProperties></xml><![endif]-->",
            Apart(""),
        ),
        ("title", "<title>WHO</title>", Apart("")),
        ("author", "<meta name='author' content='WHO'>", Apart("")),
        ("alternative text", "<img alt='WHO' src='x'>", Apart("")),
        (
            "hidden field",
            "<input type='hidden' value='WHO'>",
            Apart(""),
        ),
        ("choice", "<select><option>WHO</option></select>", Apart("")),
    ] {
        let text = format!("<html><body><p>Tekst.</p>{html}</body></html>").replace("WHO", WHO);
        check(name, text.as_bytes(), None, fate);
    }
}

#[test]
fn of_markdown() {
    for (name, text, fate) in [
        ("head", "---\nauthor: WHO\n---\n\nTekst.", Shown),
        ("comment", "Tekst.\n\n<!-- WHO -->\n", Apart("comments")),
        ("title of a link", "Tekst [hier](x.md \"WHO\").", Apart("")),
    ] {
        check(name, text.replace("WHO", WHO).as_bytes(), Some("md"), fate);
    }
}
