//! The secret in what a file carries besides its pages.

use super::Place;
use super::letters::Dots;
use super::maker::{Maker, PAGE, Table, hex, name, utf16};

pub(crate) const PLACES: &[Place] = &[
    Place::plain("info", |m, s| {
        for key in [
            "Title", "Author", "Subject", "Keywords", "Creator", "Producer", "Bedrijf",
        ] {
            m.set(Table::Info, key, &format!("({s})"));
        }
        m.set(Table::Info, "Beheerder", &hex(utf16(s)));
        m.set(Table::Info, &name(s), "(ja)");
    }),
    Place::plain("xmp", |m, s| {
        let xmp = m.stream("/Type/Metadata/Subtype/XML", packet(s));
        m.set(Table::Catalog, "Metadata", &format!("{xmp} 0 R"));
    }),
    Place::plain("xmp-of-the-page", |m, s| {
        let xmp = m.stream("/Type/Metadata/Subtype/XML", packet(s));
        m.set(Table::Page, "Metadata", &format!("{xmp} 0 R"));
    }),
    Place::plain("piece-info", |m, s| {
        let private = format!("<</Maker<</LastModified(D:20240603)/Private<</Wie({s})>>>>>>");
        m.set(Table::Page, "PieceInfo", &private);
        m.set(Table::Catalog, "PieceInfo", &private);
    }),
    Place::plain("attachment", attachment),
    Place::plain("associated-file", |m, s| {
        let file = m.stream("/Type/EmbeddedFile", s);
        m.set(
            Table::Catalog,
            "AF",
            &format!("[<</Type/Filespec/F({s}.txt)/AFRelationship/Source/EF<</F {file} 0 R>>>>]"),
        );
    }),
    Place::plain("javascript", |m, s| {
        let script = format!("<</S/JavaScript/JS(app.alert\\('{s}'\\))>>");
        m.set(
            Table::Names,
            "JavaScript",
            &format!("<</Names[({s}) {script}]>>"),
        );
        m.set(Table::Catalog, "OpenAction", &script);
        m.set(Table::Page, "AA", &format!("<</O {script}>>"));
    }),
    Place::plain("outline", |m, s| {
        let root = m.add("");
        let item = m.add(format!(
            "<</Title({s})/Parent {root} 0 R/A<</S/GoTo/D[{PAGE} 0 R/Fit]>>>>"
        ));
        m.set(Table::Catalog, "Outlines", &format!("{root} 0 R"));
        m.put(
            root,
            format!("<</Type/Outlines/First {item} 0 R/Last {item} 0 R/Count 1>>"),
        );
    }),
    Place::plain("named-destination", |m, s| {
        let names = format!("<</Names[({s}) [{PAGE} 0 R/Fit]]/Limits[({s})({s})]>>");
        m.set(Table::Names, "Dests", &names);
        m.set(
            Table::Catalog,
            "Dests",
            &format!("<</{} [{PAGE} 0 R/Fit]>>", name(s)),
        );
    }),
    Place::plain("page-label", |m, s| {
        m.set(
            Table::Catalog,
            "PageLabels",
            &format!("<</Nums[0 <</P({s} )/S/D>>]>>"),
        );
    }),
    Place::plain("structure-tree", structure),
    Place::plain("own-key", |m, s| {
        m.set(Table::Page, "Eigen", &format!("({s})"));
        m.set(Table::Catalog, &name(s), "true");
        m.set(Table::Catalog, "Lang", &format!("({s})"));
    }),
    Place::plain("article-and-collection", |m, s| {
        m.set(
            Table::Catalog,
            "Threads",
            &format!("[<</I<</Title({s})/Author({s})>>>>]"),
        );
        m.set(
            Table::Catalog,
            "URI",
            &format!(
                "<</Base(https://voorbeeld.example/{})>>",
                s.replace(' ', "%20")
            ),
        );
        m.set(Table::Page, "LastModified", &format!("({s})"));
        m.set(
            Table::Page,
            "SeparationInfo",
            &format!("<</DeviceColorant/{}>>", name(s)),
        );
    }),
    Place::plain("output-intent", |m, s| {
        m.set(
            Table::Catalog,
            "OutputIntents",
            &format!(
                "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({s})/Info({s})>>]"
            ),
        );
    }),
    Place::plain("comment-in-file", |m, s| {
        m.between.extend(format!("% {s}\n").into_bytes());
    }),
    Place::plain("between-objects", |m, s| {
        m.between.extend(format!("{s}\n").into_bytes());
    }),
    Place::plain("after-the-end", |m, s| {
        m.tail.extend(format!("{s}\n").into_bytes());
    }),
    Place::plain("orphan", |m, s| {
        m.add(format!("({s})"));
        m.add(format!("<</Wie({s})/Ook {}>>", hex(utf16(s))));
        m.stream("", format!("BT /F1 10 Tf ({s}) Tj ET"));
    }),
    Place::plain("object-stream", |m, s| {
        let packed = [m.add(format!("<</Wie({s})>>")), m.add(format!("[({s})]"))];
        m.packed.extend(packed);
    }),
    Place::plain("earlier-revision", |m, s| {
        m.had_content(&format!("BT /F1 10 Tf 50 600 Td ({s}) Tj ET"));
    }),
    Place::plain("trailer", |m, s| {
        m.set(Table::Trailer, "ID", &format!("[({s}){}]", hex(s)));
        m.set(
            Table::Trailer,
            "DocChecksum",
            &format!("/{}", hex(s).trim_matches(['<', '>'])),
        );
        m.set(Table::Trailer, "Eigen", &format!("({s})"));
    }),
];

pub(crate) fn packet(secret: &str) -> String {
    format!(
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq><rdf:li>{secret}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
}

fn attachment(m: &mut Maker, secret: &str) {
    let file = m.stream(
        &format!("/Type/EmbeddedFile/Subtype/text#2Fplain/Params<</CheckSum({secret})>>"),
        secret,
    );
    let named = hex(utf16(&format!("{secret}.txt")));
    let spec =
        format!("<</Type/Filespec/F({secret}.txt)/UF {named}/Desc({secret})/EF<</F {file} 0 R>>>>");
    m.set(
        Table::Names,
        "EmbeddedFiles",
        &format!("<</Names[({secret}) {spec}]>>"),
    );
    let entries = format!(
        "/Type/Annot/Subtype/FileAttachment/Rect[500 20 510 30]/FS {spec}/Contents({secret})"
    );
    let annotation = m.add(format!("<<{entries}>>"));
    m.set(Table::Page, "Annots", &format!("{annotation} 0 R "));
    // A picture in the attachment's own format, which nobody looks into.
    m.stream(
        "/Type/EmbeddedFile",
        Dots::of(secret).jpeg(&[(0xfe, secret.as_bytes().to_vec())]),
    );
}

fn structure(m: &mut Maker, secret: &str) {
    let root = m.add("");
    let element = m.add(format!(
        "<</Type/StructElem/S/P/P {root} 0 R/Pg {PAGE} 0 R/K 0/T({secret})/Alt({secret})/ActualText({secret})/E({secret})/ID({secret})/A<</O/UserProperties/P[<</N(Wie)/V({secret})>>]>>>>"
    ));
    m.put(
        root,
        format!(
            "<</Type/StructTreeRoot/K {element} 0 R/ParentTree<</Nums[0[{element} 0 R]]>>/RoleMap<</{} /P>>/IDTree<</Names[({secret}) {element} 0 R]>>>>",
            name(secret)
        ),
    );
    m.set(Table::Catalog, "StructTreeRoot", &format!("{root} 0 R"));
    m.set(Table::Catalog, "MarkInfo", "<</Marked true>>");
    m.set(Table::Page, "StructParents", "0");
    m.draw("/P <</MCID 0>> BDC");
    m.write("(Het archief) Tj");
    m.draw("EMC");
}
