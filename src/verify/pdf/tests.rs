//! A value in each place of a file that can carry one: the gate finds it.
use super::*;
use crate::matching::Needle;
use crate::model::Kind;

const SECRET: &str = "Wubbo Ferwerda";

/// A file of these objects: 1 is the catalog.
fn file(objects: &[(u32, &str)], behind: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    for (number, body) in objects {
        out.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }
    out.extend_from_slice(
        b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 9/Root 1 0 R>>\nstartxref\n0\n%%EOF",
    );
    out.extend_from_slice(behind.as_bytes());
    out
}

fn stream(dict: &str, data: &str) -> String {
    format!(
        "<<{dict}/Length {}>>\nstream\n{data}\nendstream",
        data.len()
    )
}

/// A page with this content, and one more object.
fn page_with(content: &str, extra: &str) -> Vec<u8> {
    let content = stream("", content);
    file(
        &[
            (1, "<</Type/Catalog/Pages 2 0 R>>"),
            (2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"),
            (
                3,
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            ),
            (4, &content),
            (
                5,
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            ),
            (6, extra),
        ],
        "",
    )
}

fn needles(value: &str) -> Needles {
    Needles::new(vec![Needle::any_form(Kind::Person, value)])
}

fn checked(pdf: &[u8], value: &str, kept: &Kept<'_>) -> Result<(), Leak> {
    check(pdf, &[&needles(value)], kept, &Limits::default())
}

fn found(pdf: &[u8], value: &str) -> Vec<String> {
    let hits = seek(
        pdf,
        &[&needles(value)],
        &Kept::default(),
        50,
        &Limits::default(),
    )
    .unwrap();
    hits.iter().map(|h| h.place.to_string()).collect()
}

const PLAIN: &str = "BT /F1 12 Tf 72 700 Td (De nota ligt klaar.) Tj ET";

#[test]
fn a_file_without_the_value_passes() {
    let pdf = page_with(PLAIN, "<</Type/Metadata>>");
    assert_eq!(checked(&pdf, SECRET, &Kept::default()), Ok(()));
}

#[test]
fn what_stands_in_numbers_by_chance_withdraws_no_file() {
    let page = |extra| found(&page_with(PLAIN, extra), "De");
    let on_page = page("null");
    for chance in [
        "<</ID[<0193646520917F>]>>",
        "<</ColorSpace[/Indexed/DeviceRGB 2<016465209101646520>]>>",
        "<</Type/Font/BaseFont/DE-Bold>>",
    ] {
        assert_eq!(page(chance), on_page, "{chance}");
    }
    for told in [
        "<</ID[(van De Hoop)]>>",
        "<</ColorSpace[/Indexed/DeviceRGB 2(van De)]>>",
        "(\\001 van De)",
        "<</Lang(De)>>",
    ] {
        assert!(page(told).len() > on_page.len(), "{told}");
    }
    let name = "Ferwerda";
    for told in [
        "<</ID[<0120466572776572646120>]>>",
        "<</Type/Font/BaseFont/Ferwerda-Bold>>",
    ] {
        assert!(!found(&page_with(PLAIN, told), name).is_empty(), "{told}");
    }
}

#[test]
fn two_letters_far_apart_are_no_value() {
    let page = |content: &str| {
        let content = format!("BT /F1 12 Tf 72 700 Td {content} ET");
        !found(&page_with(&content, "null"), "Bo").is_empty()
    };
    assert!(!page(
        "(B) Tj 300 0 Td (n) Tj -300 -90 Td (B) Tj 0 -90 Td (O) Tj 0 -90 Td (x) Tj"
    ));
    assert!(page("(van Bo) Tj"));
    assert!(page("(B) Tj 24 0 Td (o) Tj"));
}

#[test]
fn a_value_is_found_however_the_page_paints_it() {
    for content in [
        "(Wubbo Ferwerda) Tj",
        "[(Wub) -20 (bo Fer) 30 (werda)] TJ",
        "<577562626F204665727765726461> Tj",
        "(W\\165bbo Ferwerda) Tj",
        "3 Tr (Wubbo Ferwerda) Tj",
        "(W u b b o  F e r w e r d a) Tj",
        "(Wubbo Fer-) Tj 0 -14 Td (werda) Tj",
        "(adrewreF obbuW) Tj",
        "(WUBBO FERWERDA) Tj",
        "(van) Tj (Wubbo) Tj (Ferwerda) Tj (: naar) Tj",
        "60 0 Td (Ferwerda) Tj -40 0 Td (Wubbo) Tj",
        "(Wubb0 Ferwercla) Tj 0 -14 Td (Wubbo Ferwerda) ' ",
    ] {
        let content = format!("BT /F1 12 Tf 72 700 Td 14 TL {content} ET");
        let pdf = page_with(&content, "null");
        let places = found(&pdf, SECRET);
        assert!(
            places.iter().any(|p| p.starts_with("page 1")),
            "{content}: {places:?}"
        );
        assert!(
            checked(&pdf, SECRET, &Kept::default()).is_err(),
            "{content}"
        );
    }
}

#[test]
fn a_value_is_found_wherever_it_lies_in_the_file() {
    let xmp = stream(
        "/Type/Metadata/Subtype/XML",
        "<x:xmpmeta>Wubbo Ferwerda</x:xmpmeta>",
    );
    let attached = stream("/Type/EmbeddedFile", "naam;Wubbo Ferwerda;");
    let pixels = stream(
        "/Subtype/Image/Width 14/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        SECRET,
    );
    let hex = stream(
        "/Filter/ASCIIHexDecode",
        "<3c783e577562626f204665727765726461>",
    );
    let packed = stream("/Type/ObjStm/N 1/First 4", "9 0 (Wubbo Ferwerda)");
    let property = stream(
        "/Subtype/Form",
        "/Span <</ActualText(Wubbo Ferwerda)>> BDC EMC",
    );
    let remark = stream("/Subtype/Form", "q Q % Wubbo Ferwerda");
    let inline = stream(
        "/Subtype/Form",
        "BI /W 14/H 1/BPC 8/CS/G ID Wubbo Ferwerda EI",
    );
    let cmap = stream(
        "",
        "begincmap <01> <0057007500620062006F0020004600650072007700650072006400610021> endcmap",
    );
    let jpeg = stream("/Subtype/Image/Filter/DCTDecode", "no jpeg: Wubbo Ferwerda");
    for extra in [
        "<</Title(Wubbo Ferwerda)>>",
        "<</Author<FEFF0057007500620062006F0020004600650072007700650072006400610029>>>",
        "<</URI(https://x.nl/?n=Wubbo%20Ferwerda)>>",
        "<</Names[(Wubbo) (Ferwerda)]>>",
        "<</Wubbo#20Ferwerda 1>>",
        "/Wubbo_Ferwerda",
        "null % Wubbo Ferwerda\n",
        "<</JS(app.alert\\('Wubbo\\\\x20Ferwerda'\\))>>",
        "<</F(V3ViYm8gRmVyd2VyZGE=)>>",
        &*xmp,
        &*attached,
        &*pixels,
        &*hex,
        &*packed,
        &*property,
        &*remark,
        &*inline,
        &*cmap,
        &*jpeg,
    ] {
        let pdf = page_with(PLAIN, extra);
        assert!(!found(&pdf, SECRET).is_empty(), "{extra}");
        assert!(checked(&pdf, SECRET, &Kept::default()).is_err(), "{extra}");
    }
}

#[test]
fn a_short_value_is_found_as_a_word_and_not_among_numbers() {
    let pdf = page_with(PLAIN, "<</Title(brief van Bos)>>");
    assert_eq!(found(&pdf, "Bos").len(), 1);
    let pixels = stream(
        "/Subtype/Image/Width 3/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        " Bos ",
    );
    assert_eq!(found(&page_with(PLAIN, &pixels), "Bos").len(), 0);
}

#[test]
fn a_value_may_stand_where_it_was_kept_and_nowhere_else() {
    let pdf = page_with("BT /F1 12 Tf 72 700 Td (minister Waard) Tj ET", "null");
    let whole = Rect {
        x0: 70.0,
        y0: 125.0,
        x1: 200.0,
        y1: 150.0,
    };
    let verdict = |places: &[(u32, Rect)]| checked(&pdf, "Waard", &Kept { places, texts: &[] });
    assert_eq!(verdict(&[(1, whole)]), Ok(()));
    let part = Rect { x1: 140.0, ..whole };
    for places in [&[(2, whole)][..], &[(1, part)], &[]] {
        assert!(verdict(places).is_err());
    }
}

#[test]
fn a_file_of_ours_holds_nothing_but_what_we_write() {
    let text = stream("", "Beste lezer, hier staat een tekst.");
    for extra in [
        "<</Type/Annot/Contents(x)>>",
        "<</PieceInfo<<>>>>",
        "<</Author(iemand)>>",
        "<</S(x)>>",
        "<</Type/Font % x\n>>",
        "<</Type/Font/Type/Font>>",
        &*text,
    ] {
        let result = checked(&page_with(PLAIN, extra), SECRET, &Kept::default());
        assert!(
            matches!(result, Err(Leak::Foreign(_))),
            "{extra}: {result:?}"
        );
    }
    let pdf = page_with(PLAIN, "null");
    let with = |before: &[u8], behind: &[u8]| [before, &pdf, behind].concat();
    for odd in [
        with(b"x\n", b""),
        with(b"", b"\n% x"),
        with(b"", &pdf),
        with(b"", b"\nx"),
    ] {
        let result = checked(&odd, SECRET, &Kept::default());
        assert!(matches!(result, Err(Leak::Foreign(_))), "{result:?}");
    }
}

#[test]
fn a_file_that_grows_without_end_is_refused() {
    use std::io::Write;
    let mut zipped = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..300 {
        zipped.write_all(&zeros).unwrap();
    }
    let mut bomb = b"1 0 obj<</Filter/FlateDecode>>stream\n".to_vec();
    bomb.extend(zipped.finish().unwrap());
    bomb.extend_from_slice(b"\nendstream endobj");
    let result = checked(&bomb, SECRET, &Kept::default());
    assert!(matches!(result, Err(Leak::Unreadable(_))), "{result:?}");
}

fn flawed(pdf: &[u8]) -> Vec<(Sort, String)> {
    let flaws = flaws(pdf, &Limits::default()).unwrap();
    flaws.into_iter().map(|f| (f.sort, f.text)).collect()
}

fn page(content: &str) -> Vec<u8> {
    page_with(content, "null")
}

#[test]
fn text_under_a_box_is_a_bad_redaction_and_a_label_under_it_is_none() {
    let name = "BT /F1 12 Tf 72 700 Td (Jan Jansen) Tj ET 0 g 70 697 66 12 re f";
    let told = |sort, text: &str| (sort, text.to_owned());
    assert!(flawed(&page(name)).contains(&told(Sort::CoveredText, "Jan Jansen")));
    assert_eq!(flawed(&page(&name.replace("Jan Jansen", "5.1.2e"))), []);
    assert_eq!(flawed(&page(&name.replace("Jan Jansen", ",   "))), []);
}

#[test]
fn what_is_covered_in_one_place_and_stands_in_another_is_told() {
    let content = "BT /F1 12 Tf 72 700 Td (Jan Oosterhuis) Tj ET 0 g 70 697 90 12 re f \
        BT /F1 12 Tf 72 600 Td (Volgens Oosterhuis is dat zo.) Tj ET";
    let told = flawed(&page(content));
    assert!(
        told.contains(&(Sort::NamedElsewhere, "Oosterhuis".to_owned())),
        "{told:?}"
    );
}

#[test]
fn what_is_written_again_on_top_of_a_cover_is_no_bad_redaction() {
    let content = "BT /F1 12 Tf 72 700 Td (de nota) Tj ET 1 g 70 697 90 12 re f \
        0 g BT /F1 12 Tf 70 700 Td (van de nota) Tj ET";
    assert_eq!(flawed(&page(content)), []);
}

#[test]
fn a_box_in_a_line_without_a_ground_is_told() {
    let line =
        "BT /F1 12 Tf 72 700 Td (Volgens) Tj 110 0 Td (is dat zo.) Tj ET 0 g 120 697 60 12 re f";
    assert_eq!(flawed(&page(line)), [(Sort::NoGround, String::new())]);
    let labelled = format!("{line} 1 g BT /F1 9 Tf 130 700 Td (5.1.2e) Tj ET");
    assert_eq!(flawed(&page(&labelled)), []);
    let named = "BT /F1 12 Tf 72 700 Td (Volgens [naam] is dat zo.) Tj ET";
    assert_eq!(flawed(&page(named)), [(Sort::NoGround, "naam".to_owned())]);
}

#[test]
fn what_an_earlier_state_of_the_file_holds_is_told() {
    let before = page("BT /F1 12 Tf 72 700 Td (Jan Oosterhuis) Tj ET");
    let same = [&before[..], b"\n9 0 obj null endobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 9/Root 1 0 R>>\nstartxref\n0\n%%EOF"].concat();
    assert_eq!(flawed(&same), [(Sort::EarlierRevision, String::new())]);
    let content = stream("", "BT /F1 12 Tf 72 700 Td (geen naam) Tj ET");
    let changed = format!(
        "\n4 0 obj\n{content}\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 9/Root 1 0 R>>\nstartxref\n0\n%%EOF"
    );
    let changed = [&before[..], changed.as_bytes()].concat();
    assert_eq!(
        flawed(&changed),
        [(Sort::EarlierText, "Oosterhuis".to_owned())]
    );
}

#[test]
fn authors_and_attachments_are_told() {
    let author = page_with(PLAIN, "<</Producer(x)/Author(Jan Oosterhuis)>>");
    assert_eq!(
        flawed(&author),
        [(Sort::Author, "Jan Oosterhuis".to_owned())]
    );
    let office = page_with(PLAIN, "<</Producer(x)/Author(Ministerie van Financien)>>");
    assert_eq!(flawed(&office), []);
    let attached = page_with(PLAIN, &stream("/Type/EmbeddedFile", "x"));
    assert_eq!(flawed(&attached), [(Sort::Attachment, String::new())]);
}

#[test]
fn text_outside_of_the_page_is_told_but_not_the_end_of_a_line() {
    let outside = "BT /F1 12 Tf 700 700 Td (Jan Jansen) Tj ET";
    assert_eq!(
        flawed(&page(outside)),
        [(Sort::OutsidePage, "Jan Jansen".to_owned())]
    );
    let over = "BT /F1 12 Tf 560 700 Td (een te lange regel) Tj ET";
    assert_eq!(flawed(&page(over)), []);
}
