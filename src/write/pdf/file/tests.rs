//! Files are written and read again.

use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use lopdf::{Dictionary, Document, Object, dictionary};

use super::super::BoxStyle;
use super::super::font::FontBook;
use super::*;
use crate::ingest::Limits;
use crate::model::{Content, Place, RedactionBox, Role};
use crate::redact::Published;

fn a4(rotate: i64) -> Frame {
    Frame {
        shown: [0.0, 0.0, 595.2756, 841.8898],
        rotate,
        user_unit: None,
        to_page: [1.0, 0.0, 0.0, -1.0, 0.0, 841.8898],
    }
}

fn place(element: u32, order: u32) -> Place {
    Place { element, order }
}

fn a_box(place: Option<Place>) -> RedactionBox {
    RedactionBox {
        corner: (100.0, 100.0),
        width: 40.0,
        height: 12.0,
        angle: 0.0,
        label: "5.1.2e".into(),
        alt: "Gelakt: artikel 5.1, tweede lid, onder e, Woo".into(),
        review: false,
        burn: false,
        place,
    }
}

/// A page that says "Kop" and "Alinea".
fn a_page<'j>(objects: &mut Objects, boxes: &'j [RedactionBox], marked: Vec<Place>) -> NewPage<'j> {
    let font = objects.add(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type1",
        "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    let mut content = String::new();
    for number in 0..marked.len() {
        let text = ["Kop", "Alinea"][number % 2];
        content += &format!(
            "/P<</MCID {number}>>BDC\nBT\n/Own 12 Tf\n1 0 0 1 72 {} Tm\n({text}) Tj\nET\nEMC\n",
            700 - 20 * number
        );
    }
    NewPage {
        frame: a4(0),
        content: content.into_bytes(),
        resources: dictionary! { "Font" => dictionary! { "Own" => font } },
        group: None,
        marked,
        boxes,
    }
}

const ROLES: [Role; 3] = [Role::Heading(3), Role::Paragraph, Role::Aside];

fn write(pages: impl FnOnce(&mut Objects) -> Vec<NewPage<'static>>) -> Vec<u8> {
    let mut objects = Objects::new();
    let pages = pages(&mut objects);
    finish(
        objects,
        FontBook::default(),
        pages,
        &ROLES,
        &Published::fixed("Nota over \u{e9}\u{e9}n onderwerp"),
        &BoxStyle::default(),
    )
}

fn one_page() -> Vec<u8> {
    let boxes = vec![a_box(Some(place(1, 5))), a_box(None)].leak();
    write(|objects| {
        let page = a_page(objects, boxes, vec![place(0, 0), place(1, 1)]);
        vec![page]
    })
}

fn dict(document: &Document, object: &Object) -> Dictionary {
    let (_, object) = document.dereference(object).expect("it is there");
    object.as_dict().expect("a dictionary").clone()
}

/// The structure below an element, as `tag(…)` with marked content as numbers.
fn outline(document: &Document, object: &Object) -> String {
    if let Ok(number) = object.as_i64() {
        return number.to_string();
    }
    let element = dict(document, object);
    let Ok(tag) = element.get(b"S").and_then(Object::as_name) else {
        return format!("{:?}", element.get(b"MCID").expect("a mark"));
    };
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(one) => vec![one.clone()],
        Err(_) => Vec::new(),
    };
    let kids: Vec<_> = kids.iter().map(|kid| outline(document, kid)).collect();
    format!("{}({})", String::from_utf8_lossy(tag), kids.join(" "))
}

fn structure_of(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).expect("it opens");
    let catalog = document.catalog().expect("a catalog");
    let root = dict(
        &document,
        catalog.get(b"StructTreeRoot").expect("a structure"),
    );
    outline(&document, root.get(b"K").expect("a document"))
}

#[test]
fn what_was_written_is_read_again() {
    let source = crate::pdf::read(one_page(), &Limits::default()).expect("it can be read");
    assert!(source.warnings.is_empty(), "{:?}", source.warnings);
    let Content::Glyphs(pages) = source.content else {
        panic!("glyphs");
    };
    let text: String = pages[0].glyphs.iter().map(|g| &*g.unicode).collect();
    assert!(text.starts_with("KopAlinea"), "{text}");
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    assert_eq!(one_page(), one_page());
}

#[test]
fn what_nothing_refers_to_is_not_written() {
    let with = |extra: bool| {
        write(|objects| {
            if extra {
                objects.reserve();
                objects.add(dictionary! { "Secret" => "Wubbo" });
            }
            vec![a_page(objects, &[], vec![place(0, 0)])]
        })
    };
    assert_eq!(with(true), with(false));
}

#[test]
fn nothing_of_the_file_is_reached_by_other_keys_than_these() {
    let document = Document::load_mem(&one_page()).expect("it opens");
    let keys = |dict: &Dictionary| -> BTreeSet<String> {
        dict.iter()
            .map(|(key, _)| String::from_utf8_lossy(key).into_owned())
            .collect()
    };
    let set = |keys: &str| keys.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(
        keys(catalog),
        set("Lang MarkInfo Metadata OutputIntents Pages StructTreeRoot Type ViewerPreferences")
    );
    let info = dict(&document, document.trailer.get(b"Info").expect("one"));
    assert_eq!(keys(&info), set("Producer Title"));
    let page = document
        .get_dictionary(document.get_pages()[&1])
        .expect("a page");
    assert_eq!(
        keys(page),
        set("Contents MediaBox Parent Resources StructParents Tabs Type")
    );
}

#[test]
fn boxes_are_read_at_their_place() {
    // The box without a place stands behind what is read last on its page.
    assert_eq!(
        structure_of(&one_page()),
        "Document(H1(0) P(1 Span(2)) P(Span(3)))"
    );
}

#[test]
fn a_paragraph_goes_on_on_the_next_page() {
    let bytes = write(|objects| {
        let first = a_page(objects, &[], vec![place(0, 0), place(1, 1)]);
        let second = a_page(objects, &[], vec![place(1, 3), place(1, 2)]);
        vec![first, second]
    });
    assert_eq!(structure_of(&bytes), "Document(H1(0) P(1 1 0))");
}

#[test]
fn what_stands_beside_the_text_is_one_section() {
    let boxes = vec![a_box(None)].leak();
    let bytes = write(|objects| {
        let marks = vec![place(2, 0), place(3, 1), place(2, 2)];
        vec![a_page(objects, boxes, marks)]
    });
    // Element 3 has no role: a paragraph.
    assert_eq!(
        structure_of(&bytes),
        "Document(Sect(P(0 2)) P(1) P(Span(3)))"
    );
}

#[test]
fn a_file_with_nothing_to_read_is_a_file() {
    let boxes = vec![a_box(None)].leak();
    let bytes = write(|objects| vec![a_page(objects, boxes, Vec::new())]);
    assert_eq!(structure_of(&bytes), "Document(P(Span(0)))");
    let bytes = write(|objects| vec![a_page(objects, &[], Vec::new())]);
    assert_eq!(structure_of(&bytes), "Document()");
}

#[test]
fn a_file_of_embedded_fonts_meets_both_standards() {
    let boxes = vec![a_box(Some(place(1, 0)))].leak();
    let bytes = write(|objects| {
        let mut page = a_page(objects, boxes, Vec::new());
        page.resources = Dictionary::new();
        vec![page]
    });
    let claims = |bytes: &[u8]| {
        ["pdfaid:part>2<", "pdfuaid:part>1<"]
            .map(|claim| memchr::memmem::find(bytes, claim.as_bytes()).is_some())
    };
    assert_eq!(claims(&bytes), [true, true]);
    // Helvetica is not in the file.
    assert_eq!(claims(&one_page()), [false, false]);
}

/// The frame of a page of the source that is cropped and turned.
fn turned(rotate: i64) -> Frame {
    let mut source = Document::with_version("1.7");
    let page = dictionary! {
        "Type" => "Page",
        "MediaBox" => [0, 0, 700, 900].map(Object::from).to_vec(),
        "CropBox" => [50, 30, 645, 872].map(Object::from).to_vec(),
        "Rotate" => rotate,
    };
    let pages = dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![page.into()] };
    let pages = source.add_object(pages);
    let catalog = source.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    source.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    source.save_to(&mut bytes).expect("in memory");
    let pdf = Pdf::new(bytes).expect("a file");
    Frame::of(&pdf.pages()[0])
}

#[test]
fn labels_stand_in_their_boxes_on_turned_and_cropped_pages() {
    for rotate in [0, 90, 180, 270] {
        for angle in [0.0, 90.0, 180.0, 30.0] {
            let boxes = vec![RedactionBox {
                angle,
                ..a_box(None)
            }]
            .leak();
            let bytes = write(|objects| {
                let mut page = a_page(objects, boxes, Vec::new());
                page.frame = turned(rotate);
                vec![page]
            });
            let source = crate::pdf::read(bytes, &Limits::default()).expect("it can be read");
            let Content::Glyphs(pages) = source.content else {
                panic!("glyphs");
            };
            let long = if rotate % 180 == 0 {
                pages[0].height
            } else {
                pages[0].width
            };
            assert_eq!(long, 842.0);
            let text: String = pages[0].glyphs.iter().map(|g| &*g.unicode).collect();
            assert_eq!(text, "5.1.2e");
            let around = boxes[0].bounds();
            for glyph in &pages[0].glyphs {
                let (x, y) = glyph.origin;
                let within = around.x0 <= x && x <= around.x1 && around.y0 <= y && y <= around.y1;
                assert!(
                    within && (glyph.angle - angle).abs() < 0.1,
                    "{rotate} {angle} {glyph:?}"
                );
            }
        }
    }
}
