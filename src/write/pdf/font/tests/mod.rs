//! Fonts are written from sources of different making and read again.

mod others;
mod true_type;

use std::fmt::Write as _;

use hayro_font::kurbo::{BezPath, ParamCurve};
use hayro_font::{Font, FontGlyph, StandardFont};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, ObjectIdentifier, Stream};
use lopdf::{Document, Object, dictionary};

use super::super::file::Objects;
use super::descriptor::descendant;
use super::{FontBook, FontId, Shown};
use crate::ingest::Limits;
use crate::model::{Content, GlyphPage};
use crate::pdf::open_program;

/// Files of the making: object 1 is the catalog, 2 the font.
pub(super) struct Source {
    document: Document,
}

impl Source {
    pub fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let catalog = document.add_object(dictionary! {
            "Type" => "Catalog", "Pages" => Object::Reference((3, 0)),
        });
        document.trailer.set("Root", Object::Reference(catalog));
        document.max_id = 4;
        let page = dictionary! {
            "Type" => "Page", "Parent" => Object::Reference((3, 0)),
            "MediaBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        };
        let tree = dictionary! {
            "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::Reference((4, 0))],
        };
        document.objects.insert((3, 0), tree.into());
        document.objects.insert((4, 0), page.into());
        Self { document }
    }

    pub fn font(mut self, font: lopdf::Dictionary) -> Pdf {
        self.document.objects.insert((2, 0), font.into());
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("can be written");
        Pdf::new(bytes).expect("can be read")
    }

    pub fn stream(&mut self, dict: lopdf::Dictionary, data: Vec<u8>) -> Object {
        let stream = lopdf::Stream::new(dict, data);
        Object::Reference(self.document.add_object(stream))
    }

    /// An embedded Type 1 font, whose codes from 1 are these glyphs.
    pub fn type1(names: &[&str]) -> Pdf {
        let mut source = Self::new();
        let (data, _) = StandardFont::TimesItalic.get_font_data();
        let file = source.stream(dictionary! {}, (*data).as_ref().to_vec());
        source.font(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type1",
            "BaseFont" => "ABCDEF+JansenSerif",
            "FirstChar" => 0,
            "Widths" => (0..256).map(|code| Object::Integer(400 + code % 2)).collect::<Vec<_>>(),
            "Encoding" => dictionary! {"Differences" => differences(names)},
            "FontDescriptor" => dictionary! {
                "Type" => "FontDescriptor",
                "FontName" => "ABCDEF+JansenSerif",
                "Flags" => 34,
                "ItalicAngle" => -15,
                "FontFile" => file,
            },
        })
    }
}

/// The font of a source.
pub(super) fn dict(pdf: &Pdf) -> Dict<'_> {
    let id = ObjectIdentifier::new(2, 0);
    pdf.xref().get::<Dict<'_>>(id).expect("is there")
}

/// A new file of one page that shows these glyphs in this font, and nothing else.
pub(super) fn page_of(
    book: FontBook<'_>,
    mut objects: Objects,
    font: FontId,
    shown: &[Shown],
) -> Vec<u8> {
    let mut content = String::from("BT /F 20 Tf 20 100 Td <");
    for shown in shown {
        for byte in &shown.code[..usize::from(shown.len)] {
            let _ = write!(content, "{byte:02X}");
        }
    }
    content.push_str("> Tj ET");
    let content = objects.add(Objects::stream(dictionary! {}, content.into_bytes()));
    let id = book.object(font);
    book.finish(&mut objects);
    let tree = objects.reserve();
    let page = objects.add(dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Contents" => content,
        "Resources" => dictionary! {"Font" => dictionary! {"F" => id}},
    });
    objects.set(
        tree,
        dictionary! {"Type" => "Pages", "Count" => 1, "Kids" => vec![Object::from(page)]},
    );
    let catalog = objects.add(dictionary! {"Type" => "Catalog", "Pages" => tree});
    let info = objects.add(dictionary! {});
    objects.save(catalog, info)
}

/// Shows codes with what they stand for and their widths in ems.
pub(super) fn rebuilt(source: &Pdf, codes: &[(u32, &str, f32)]) -> (Vec<u8>, Vec<Shown>) {
    let mut objects = Objects::new();
    let mut book = FontBook::default();
    let font = book.open(&mut objects, &dict(source));
    let shown: Vec<Shown> = codes
        .iter()
        .map(|&(code, unicode, width)| book.show(font, code, unicode, width).expect("is shown"))
        .collect();
    (page_of(book, objects, font, &shown), shown)
}

/// The font of the one page of a new file.
pub(super) fn font_of(pdf: &Pdf) -> Dict<'_> {
    let fonts = &pdf.pages()[0].resources().fonts;
    fonts.get::<Dict<'_>>(b"F").expect("is there")
}

/// What our reader reads of a file.
pub(super) fn read(file: &[u8]) -> GlyphPage {
    let source = crate::pdf::read_whatever(file.to_vec(), &Limits::default()).expect("can be read");
    let Content::Glyphs(mut pages) = source.content else {
        panic!("no glyphs");
    };
    pages.remove(0)
}

fn outline(font: &Font<'_>, code: u32) -> BezPath {
    let FontGlyph::Outline(glyph) = font.glyph(font.map_code(code), code) else {
        panic!("no outline");
    };
    glyph.outline()
}

/// Whether outlines are the same, to this part of the thousandth of an em.
fn assert_same(ours: &BezPath, theirs: &BezPath, within: f64) {
    let segments = |path: &BezPath| -> Vec<_> {
        path.segments()
            .filter(|segment| segment.start() != segment.end())
            .collect()
    };
    let (ours, theirs) = (segments(ours), segments(theirs));
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        for t in [0.0, 0.3, 0.7, 1.0] {
            let off = ours.eval(t).distance(theirs.eval(t));
            assert!(off < within, "{ours:?} is not {theirs:?}");
        }
    }
}

pub(super) fn differences(names: &[&str]) -> Vec<Object> {
    let names = names.iter().map(|&name| Object::Name(name.into()));
    std::iter::once(Object::Integer(1)).chain(names).collect()
}

fn code(shown: Shown) -> u32 {
    assert_eq!(shown.len, 2);
    u32::from(u16::from_be_bytes([shown.code[0], shown.code[1]]))
}

/// The text of a file of one page.
fn text(file: &[u8]) -> String {
    read(file)
        .glyphs
        .iter()
        .map(|glyph| &*glyph.unicode)
        .collect()
}

#[test]
fn outlines_widths_and_characters_come_through() {
    let source = Source::type1(&["J", "a", "n", "space", "fi", "eacute"]);
    let codes = [
        (1, "J", 0.401),
        (2, "a", 0.4),
        (4, " ", 0.4),
        (5, "fi", 0.401),
        (6, "é", 0.4005),
    ];
    let (file, shown) = rebuilt(&source, &codes);
    let pdf = Pdf::new(file.clone()).expect("can be read");
    let theirs = open_program(&dict(&source)).expect("opens");
    let ours = open_program(&font_of(&pdf)).expect("opens");
    assert!(!ours.substituted && !theirs.substituted);
    let page = read(&file);
    assert_eq!(page.glyphs.len(), codes.len());
    for (((from, unicode, width), shown), glyph) in codes.into_iter().zip(shown).zip(page.glyphs) {
        let to = code(shown);
        assert_same(
            &outline(&ours.font, to),
            &outline(&theirs.font, from),
            0.001,
        );
        assert!((ours.font.code_advance(to).x - f64::from(width) * 1000.0).abs() < 0.001);
        assert!((shown.width - width * 1000.0).abs() < 0.001);
        assert_eq!(&*glyph.unicode, unicode);
    }
}

#[test]
fn how_the_source_codes_its_glyphs_is_not_to_be_seen() {
    let one = Source::type1(&["J", "a", "n"]);
    let other = Source::type1(&["s", "e", "n", "J", "q", "a"]);
    let (one, _) = rebuilt(&one, &[(1, "J", 0.5), (2, "a", 0.5), (3, "n", 0.5)]);
    let (other, _) = rebuilt(&other, &[(4, "J", 0.5), (6, "a", 0.5), (3, "n", 0.5)]);
    assert_eq!(one, other);
}

#[test]
fn glyphs_that_look_and_mean_the_same_are_one() {
    let source = Source::type1(&["J", "a", "J"]);
    let (_, shown) = rebuilt(
        &source,
        &[(1, "J", 0.5), (3, "J", 0.5), (3, "j", 0.5), (1, "J", 0.6)],
    );
    assert_eq!(
        shown.into_iter().map(code).collect::<Vec<_>>(),
        [1, 1, 2, 3]
    );
}

#[test]
fn what_is_not_shown_leaves_nothing() {
    let source = Source::type1(&["J", "a", "n"]);
    let (file, _) = rebuilt(&source, &[(2, "a", 0.5)]);
    let pdf = Pdf::new(file).expect("can be read");
    let font = font_of(&pdf);
    let map = font.get::<Stream<'_>>(b"ToUnicode").expect("is there");
    let map = String::from_utf8(map.decoded_data().expect("decodes").into_owned());
    let map = map.expect("is text");
    assert!(
        map.contains("1 beginbfchar\n<0001> <0061>\nendbfchar"),
        "{map}"
    );
    let opened = open_program(&font).expect("opens").font;
    assert!(outline(&opened, 0).is_empty());
    assert!(!outline(&opened, 1).is_empty());
    assert!(outline(&opened, 2).is_empty());
    let text = format!("{font:?}{:?}", descendant(&font));
    assert!(
        !text.contains("Jansen") && !text.contains("ABCDEF"),
        "{text}"
    );
    assert!(text.contains("AAAAAA+Serif-Italic"), "{text}");
}

#[test]
fn a_glyph_that_means_nothing_is_shown_without_a_meaning() {
    let source = Source::type1(&["J"]);
    let (file, shown) = rebuilt(&source, &[(1, "", 0.5)]);
    assert_eq!(code(shown[0]), 1);
    assert_eq!(text(&file), "");
}

#[test]
fn ligatures_are_spelt_where_the_source_leaves_it_to_the_reader() {
    let source = Source::type1(&["fi"]);
    let (file, _) = rebuilt(&source, &[(1, "\u{fb01}", 0.5)]);
    assert_eq!(text(&file), "fi");
}

#[test]
fn labels_are_shown_in_a_font_of_our_own() {
    let mut objects = Objects::new();
    let mut book = FontBook::default();
    let (font, mut shown) = book.label(&mut objects, "art. 5.1.2e, (1) €\u{2026}");
    let (again, more) = book.label(&mut objects, "é");
    assert_eq!(font, again);
    shown.extend(more);
    assert_eq!(shown[0].width, 556.0);
    let page = read(&page_of(book, objects, font, &shown));
    let text: String = page.glyphs.iter().map(|glyph| &*glyph.unicode).collect();
    assert_eq!(text, "art. 5.1.2e, (1) ??é");
}

#[test]
fn text_that_is_not_seen_is_read_whatever_it_is() {
    let mut objects = Objects::new();
    let mut book = FontBook::default();
    let (font, one) = book.unseen(&mut objects, "Ж", 0.5);
    let (again, other) = book.unseen(&mut objects, "\u{fb01}亜", 1.5);
    assert_eq!(font, again);
    let shown = [one.expect("is shown"), other.expect("is shown")];
    assert_eq!(shown[1].width, 1500.0);
    let file = page_of(book, objects, font, &shown);
    assert_eq!(text(&file), "Ж\u{fb01}亜");
    let pdf = Pdf::new(file).expect("can be read");
    let opened = open_program(&font_of(&pdf)).expect("opens").font;
    assert!(outline(&opened, 1).is_empty());
}

#[test]
fn a_hostile_font_is_survived() {
    let descendant = |w: Object| {
        let below = dictionary! {"Type" => "Font", "Subtype" => "CIDFontType2", "W" => w};
        dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![below.into()],
        }
    };
    let many = vec![0.into(), 4_294_967_295_i64.into(), 500.into()];
    let mut torn = Source::new();
    let file = torn.stream(dictionary! {}, b"%!PS-AdobeFont-1.0 junk eexec".to_vec());
    for (source, font) in [
        (Source::new(), descendant(many.into())),
        (Source::new(), dictionary! {"Subtype" => "Type0"}),
        (Source::new(), dictionary! {}),
        (
            torn,
            dictionary! {
                "Subtype" => "Type1",
                "FontDescriptor" => dictionary! {"FontFile" => file.clone(), "FontFile2" => file},
            },
        ),
    ] {
        let pdf = source.font(font);
        let mut objects = Objects::new();
        let mut book = FontBook::default();
        let font = book.open(&mut objects, &dict(&pdf));
        for code in [0, 65, 300, 70_000, u32::MAX] {
            for width in [0.5, -1.0, f32::NAN, f32::INFINITY] {
                let _ = book.show(font, code, "A", width);
            }
        }
        book.finish(&mut objects);
    }
}
