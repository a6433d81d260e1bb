//! Fonts that are not embedded, and fonts of procedures.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name};
use lopdf::{Object, dictionary};

use super::super::super::file::Objects;
use super::{FontBook, Source, dict, differences, font_of, page_of, read, rebuilt, text};

fn ascii(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// A font that is not embedded.
fn named(encoding: Object, widths: bool) -> Pdf {
    let mut font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Roman", "Encoding" => encoding,
    };
    if widths {
        font.set("FirstChar", 0);
        font.set("Widths", vec![Object::Integer(600); 256]);
    }
    Source::new().font(font)
}

#[test]
fn a_font_that_is_not_embedded_stays_so_with_the_codes_it_has() {
    let source = named("WinAnsiEncoding".into(), true);
    let (file, shown) = rebuilt(&source, &[(0xE9, "é", 0.6), (65, "A", 0.6)]);
    assert_eq!((shown[0].code[0], shown[1].code[0]), (0xE9, 65));
    assert_eq!(text(&file), "éA");
    let pdf = Pdf::new(file).expect("can be read");
    let font = font_of(&pdf);
    assert_eq!(
        ascii(&font.get::<Name<'_>>(b"BaseFont").expect("is there")),
        "Times-Roman"
    );
    let widths: Vec<i32> = font
        .get::<Array<'_>>(b"Widths")
        .expect("is there")
        .iter::<i32>()
        .collect();
    assert_eq!(widths.iter().filter(|&&width| width != 0).count(), 2);
    assert_eq!(widths.len(), 0xE9 - 65 + 1);
    assert!(!font.contains_key(b"FontDescriptor"));
}

#[test]
fn a_standard_font_without_widths_gets_none() {
    let (file, _) = rebuilt(&named("WinAnsiEncoding".into(), false), &[(65, "A", 0.722)]);
    assert_eq!(text(&file), "A");
    let pdf = Pdf::new(file).expect("can be read");
    assert!(!font_of(&pdf).contains_key(b"Widths"));
}

#[test]
fn codes_of_glyphs_with_names_follow_from_their_order_alone() {
    let source = |names: &[&str]| {
        named(
            dictionary! {"Differences" => differences(names)}.into(),
            true,
        )
    };
    let (one, _) = rebuilt(
        &source(&["eacute", "Jansen", "a"]),
        &[(1, "é", 0.6), (3, "a", 0.6), (2, "J", 0.6)],
    );
    let (other, _) = rebuilt(
        &source(&["x", "a", "y", "Pieters", "eacute"]),
        &[(5, "é", 0.6), (2, "a", 0.6), (4, "J", 0.6)],
    );
    assert_eq!(text(&one), "éaJ");
    assert_eq!(one, other);
    let pdf = Pdf::new(one).expect("can be read");
    let font = format!("{:?}", font_of(&pdf));
    assert!(
        font.contains("eacute") && !font.contains("Jansen"),
        "{font}"
    );
}

#[test]
fn fonts_of_well_known_collections_are_named_again() {
    let below = dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "HeiseiMin-W3",
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Japan1"),
            "Supplement" => 2,
        },
    };
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "HeiseiMin-W3-90ms-RKSJ-H",
        "Encoding" => "90ms-RKSJ-H", "DescendantFonts" => vec![below.into()],
    };
    let source = Source::new().font(font);
    let (file, shown) = rebuilt(&source, &[(0x41, "A", 0.5), (0x889F, "亜", 1.0)]);
    assert_eq!((shown[0].len, shown[1].len), (1, 2));
    assert_eq!(text(&file), "A亜");
}

#[test]
fn a_font_of_procedures_keeps_those_in_use_alone() {
    let mut source = Source::new();
    let proc = source.stream(
        dictionary! {},
        b"600 0 0 0 500 500 d1 0 0 500 500 re f".to_vec(),
    );
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontBBox" => vec![Object::Integer(0); 4],
        "FontMatrix" => [0.01, 0.0, 0.0, 0.01, 0.0, 0.0].map(Object::Real).to_vec(),
        "CharProcs" => dictionary! {"Jansen" => proc.clone(), "a" => proc.clone(), "b" => proc},
        "Encoding" => dictionary! {"Differences" => differences(&["b", "Jansen", "a"])},
        "FirstChar" => 1, "LastChar" => 3, "Widths" => vec![Object::Integer(60); 3],
    };
    let source = source.font(font);
    let mut objects = Objects::new();
    let mut book = FontBook::default();
    let font = book.open(&mut objects, &dict(&source));
    assert_eq!(book.show(font, 2, "J", 0.6), None, "before it is rewritten");
    let mut book = FontBook::default();
    let font = book.open(&mut objects, &dict(&source));
    let mut shown = Vec::new();
    for (code, unicode) in [(2, "J"), (3, "a"), (2, "J")] {
        if let Some(proc) = book.wanted(font, code) {
            let content = proc.stream.decoded_data().expect("decodes").into_owned();
            book.set_proc(font, code, Some(content));
        }
        shown.extend(book.show(font, code, unicode, 0.6));
    }
    assert_eq!(
        shown.iter().map(|shown| shown.code[0]).collect::<Vec<_>>(),
        [1, 2, 1]
    );
    assert_eq!(shown[0].width, 600.0);
    book.set_proc(font, 1, None);
    assert_eq!(book.show(font, 1, "b", 0.6), None);
    let file = page_of(book, objects, font, &shown);
    assert_eq!(text(&file), "JaJ");
    let page = read(&file);
    assert!((page.glyphs[1].origin.0 - page.glyphs[0].origin.0 - 12.0).abs() < 0.001);
    let pdf = Pdf::new(file).expect("can be read");
    let font = font_of(&pdf);
    let procs = font.get::<Dict<'_>>(b"CharProcs").expect("is there");
    let mut names: Vec<String> = procs.keys().map(|name| ascii(&name)).collect();
    names.sort();
    assert_eq!(names, ["xaa", "xab"]);
    let bounds = font.get::<[f32; 4]>(b"FontBBox");
    assert_eq!(bounds, Some([0.0, 0.0, 500.0, 500.0]));
}

#[test]
fn what_readers_find_a_substitute_by_is_as_in_the_source() {
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "CourierNewPSMT",
        "Encoding" => "WinAnsiEncoding",
        "FontDescriptor" => dictionary! {
            "Type" => "FontDescriptor", "FontName" => "Jansen", "Flags" => 32 | 1 << 30,
            "MissingWidth" => 760, "StemV" => 58, "FontWeight" => 400,
            "FontFamily" => Object::string_literal("Jansen"), "CharSet" => "Jansen",
        },
    };
    let source = Source::new().font(font);
    let (file, _) = rebuilt(&source, &[(65, "A", 0.6)]);
    let pdf = Pdf::new(file).expect("can be read");
    let again = font_of(&pdf).get::<Dict<'_>>(b"FontDescriptor");
    let again = again.expect("is there");
    let number = |key: &[u8]| again.get::<i64>(key).expect("is there");
    assert_eq!(number(b"Flags"), 32);
    assert_eq!(number(b"MissingWidth"), 760);
    assert_eq!((number(b"StemV"), number(b"FontWeight")), (58, 400));
    let text = format!("{again:?}");
    assert!(!text.contains("Jansen"), "{text}");
}
