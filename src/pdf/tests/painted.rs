//! Text state, forms, annotations: where glyphs stand and where they come from.

use super::make::{FONTS, Make};
use super::{codes, glyph, near, open, page, pages, text};
use crate::model::Carrier;

#[test]
fn a_glyph_stands_where_the_page_shows_it() {
    let page = page(&Make::page_of("BT /F1 10 Tf 72 742 Td (Aan) Tj ET"));
    assert_eq!((page.width, page.height), (595.0, 842.0));
    let (first, second) = (&page.glyphs[0], &page.glyphs[1]);
    near(first.origin.0, 72.0);
    near(first.origin.1, 100.0);
    near(second.origin.0, 72.0 + 6.67);
    near(first.size, 10.0);
    near(first.space, 2.78);
    assert!(first.rect.y0 < 100.0 && first.rect.y1 > 100.0);
    assert_eq!(first.angle, 0.0);
    assert!(!first.bold && !first.invisible);
}

#[test]
fn the_crop_box_is_the_page() {
    let mut pdf = Make::new();
    pdf.page(
        "BT /F1 10 Tf 72 742 Td (A) Tj ET",
        "/CropBox[50 100 450 792]",
    );
    let page = page(&pdf.bytes());
    assert_eq!((page.width, page.height), (400.0, 692.0));
    near(page.glyphs[0].origin.0, 22.0);
    near(page.glyphs[0].origin.1, 50.0);
}

#[test]
fn rotated_pages_read_upright() {
    // Text written so that it is upright once the page is turned.
    for (rotate, matrix, wanted) in [
        (90, "0 1 -1 0 100 72", (72.0, 100.0)),
        (180, "-1 0 0 -1 500 700", (95.0, 700.0)),
        (270, "0 -1 1 0 100 700", (142.0, 495.0)),
    ] {
        let mut pdf = Make::new();
        pdf.page(
            &format!("BT /F1 10 Tf {matrix} Tm (AB) Tj ET"),
            &format!("/Rotate {rotate}"),
        );
        let page = page(&pdf.bytes());
        let sides = if rotate == 180 {
            (595.0, 842.0)
        } else {
            (842.0, 595.0)
        };
        assert_eq!((page.width, page.height), sides, "{rotate}");
        near(page.glyphs[0].angle.rem_euclid(360.0), 0.0);
        near(page.glyphs[0].origin.0, wanted.0);
        near(page.glyphs[0].origin.1, wanted.1);
        near(page.glyphs[1].origin.0, wanted.0 + 6.67);
        near(page.glyphs[1].origin.1, wanted.1);
    }
}

#[test]
fn turned_text_says_its_angle() {
    let page = page(&Make::page_of(
        "BT /F1 10 Tf 0 1 -1 0 100 100 Tm (AB) Tj ET",
    ));
    near(page.glyphs[0].angle, -90.0);
    near(page.glyphs[0].origin.1, 742.0);
    near(page.glyphs[1].origin.1, 742.0 - 6.67);
    near(page.glyphs[1].origin.0, 100.0);
}

#[test]
fn justified_text_moves_glyphs_and_adds_none() {
    let page = page(&Make::page_of(
        "BT /F1 10 Tf 72 700 Td 2 Tw [(de) -500 (nota ) 120 (is)] TJ ET",
    ));
    assert_eq!(text(&page), "denota is");
    // d and e are 5.56 wide, the gap is 5.
    near(glyph(&page, "n").origin.0, 72.0 + 11.12 + 5.0);
    // n o t a are 5.56 5.56 2.78 5.56, the space 2.78 and 2 of Tw, 1.2 back.
    near(glyph(&page, "i").origin.0, 88.12 + 19.46 + 2.78 + 2.0 - 1.2);
}

#[test]
fn spacing_stretching_and_rising_move_glyphs() {
    let page = page(&Make::page_of(
        "BT /F1 10 Tf 72 700 Td 1 Tc 50 Tz 3 Ts (ab) Tj ET",
    ));
    near(glyph(&page, "a").origin.1, 842.0 - 703.0);
    near(glyph(&page, "b").origin.0, 72.0 + (5.56 + 1.0) / 2.0);
    near(glyph(&page, "a").space, 1.39);
}

#[test]
fn quotes_go_to_the_next_line_first() {
    let page = page(&Make::page_of(
        "BT /F1 10 Tf 72 700 Td 12 TL (a) Tj (b) ' 5 3 (c d) \" T* (e) Tj ET",
    ));
    near(glyph(&page, "b").origin.0, 72.0);
    near(glyph(&page, "b").origin.1, 842.0 - 688.0);
    near(glyph(&page, "c").origin.1, 842.0 - 676.0);
    // c, 3 of Tc, space, 3 of Tc and 5 of Tw.
    near(
        glyph(&page, "d").origin.0,
        72.0 + 5.0 + 3.0 + 2.78 + 3.0 + 5.0,
    );
    near(glyph(&page, "e").origin.1, 842.0 - 664.0);
}

#[test]
fn saving_and_restoring_keeps_the_text_state_and_not_the_text_position() {
    let page = page(&Make::page_of(
        "q /F2 20 Tf q 2 0 0 2 0 0 cm /F1 10 Tf BT 10 10 Td (a) Tj ET Q BT 10 10 Td (b) Tj ET Q \
         Q Q BT 0 5 TD /F1 8 Tf (c) Tj ET",
    ));
    let (a, b) = (glyph(&page, "a"), glyph(&page, "b"));
    near(a.size, 20.0);
    near(a.origin.0, 20.0);
    assert!(!a.bold && b.bold);
    near(b.size, 20.0);
    near(b.origin.0, 10.0);
    near(glyph(&page, "c").size, 8.0);
}

#[test]
fn strings_are_read_in_hexadecimal_and_with_escapes() {
    let page = page(&Make::page_of(
        "BT /F1 10 Tf 72 700 Td <4E6F 7461> Tj (\\(a\\) \\101\\\nB) Tj ET",
    ));
    assert_eq!(text(&page), "Nota(a) AB");
}

#[test]
fn an_invisible_layer_is_read_and_marked() {
    let page = page(&Make::page_of(
        "BT 3 Tr /F1 10 Tf 72 700 Td (ocr) Tj 0 Tr (ink) Tj ET",
    ));
    assert_eq!(text(&page), "ocrink");
    assert!(glyph(&page, "o").invisible && !glyph(&page, "k").invisible);
}

#[test]
fn text_painted_twice_is_read_once_and_remembered() {
    let page = page(&Make::page_of(
        "BT /F1 10 Tf 72 700 Td (Jan) Tj ET BT 1 Tr /F1 10 Tf 72.2 700.1 Td (Jan) Tj ET \
         BT 2 Tr /F1 10 Tf 72 600 Td (Hello) Tj ET",
    ));
    assert_eq!(text(&page), "JanHello");
    assert_eq!(page.duplicates.len(), 3);
    let (first, second) = page.duplicates[1];
    assert_eq!(&*page.glyphs[first as usize].unicode, "a");
    assert_eq!(second, 4);
    assert!(glyph(&page, "H").bold);
}

#[test]
fn double_letters_of_squeezed_text_are_two() {
    let page = page(&Make::page_of("BT /F1 10 Tf 8 Tz 72 700 Td (allee) Tj ET"));
    assert_eq!(text(&page), "allee");
}

#[test]
fn a_heap_of_equal_glyphs_is_read_in_time() {
    let content = format!(
        "BT /F1 1 Tf 0.001 0 0 0.001 72 700 Tm ({}) Tj ET",
        "ab".repeat(200_000)
    );
    assert!(!pages(&Make::page_of(&content))[0].glyphs.is_empty());
}

#[test]
fn forms_are_read_nested_and_a_form_that_paints_itself_ends() {
    let mut pdf = Make::new();
    let form = |inner: &str| {
        format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Matrix[1 0 0 1 50 0]\
             /Resources<<{FONTS}{inner}>>"
        )
    };
    pdf.page_with(
        "q 1 0 0 1 0 100 cm /Fm0 Do Q",
        "/Resources<</XObject<</Fm0 20 0 R>>>>",
    );
    pdf.stream(
        20,
        &form("/XObject<</Fm1 21 0 R>>"),
        "BT /F1 10 Tf (a) Tj ET /Fm1 Do BT /F1 10 Tf 20 0 Td (c) Tj ET",
    );
    pdf.stream(
        21,
        &form("/XObject<</Fm0 20 0 R/Fm1 21 0 R>>"),
        "/Fm1 Do BT /F1 10 Tf (b) Tj ET /Fm0 Do",
    );
    let page = page(&pdf.bytes());
    assert_eq!(text(&page), "abc");
    near(glyph(&page, "b").origin.0, 100.0);
    near(glyph(&page, "b").origin.1, 742.0);
}

#[test]
fn a_form_without_resources_uses_those_of_its_page() {
    let mut pdf = Make::new();
    pdf.page_with(
        "/Fm0 Do",
        &format!("/Resources<<{FONTS}/XObject<</Fm0 20 0 R>>>>"),
    );
    pdf.stream(
        20,
        "/Subtype/Form/BBox[0 0 500 500]",
        "BT /F2 10 Tf (a) Tj ET",
    );
    assert!(glyph(&page(&pdf.bytes()), "a").bold);
}

#[test]
fn an_inline_image_is_stepped_over() {
    let page = page(&Make::page_of(
        "BI /W 4 /H 4 /BPC 8 /CS /G ID (EI not) BT \x01\x02 EI BT /F1 10 Tf 72 700 Td (na) Tj ET",
    ));
    assert_eq!(text(&page), "na");
}

#[test]
fn appearances_of_annotations_are_read_hidden_ones_too() {
    let mut pdf = Make::new();
    pdf.page(
        "BT /F1 10 Tf 72 700 Td (Nota) Tj ET",
        "/Annots[<</Type/Annot/Subtype/FreeText/F 2/Rect[100 500 300 520]/Contents(x)\
         /AP<</N 20 0 R>>>>]",
    );
    pdf.stream(
        20,
        &format!("/Subtype/Form/BBox[0 0 100 10]/Resources<<{FONTS}>>"),
        "BT /F1 10 Tf 10 0 Td (Jan) Tj ET",
    );
    let page = page(&pdf.bytes());
    assert_eq!(text(&page), "NotaJan");
    // The box is stretched to twice its size.
    near(glyph(&page, "J").origin.0, 120.0);
    near(glyph(&page, "J").origin.1, 342.0);
    near(glyph(&page, "J").size, 20.0);
    assert_eq!(glyph(&page, "J").carrier, Carrier::HiddenAnnotation);
}

#[test]
fn a_field_that_nothing_paints_is_read_from_its_value() {
    let mut pdf = Make::new();
    pdf.page(
        "BT /F1 10 Tf 72 700 Td (Naam) Tj ET",
        "/Annots[<</Subtype/Widget/Rect[100 500 300 520]/Parent 20 0 R>>]",
    );
    pdf.object(20, "<</FT/Tx/DA(/F1 9 Tf)/V<FEFF004A00EB0072>>>");
    let (mut pages, warnings) = open(&pdf.bytes()).expect("can be read");
    let page = pages.remove(0);
    assert_eq!(text(&page), "NaamJër");
    near(glyph(&page, "J").size, 9.0);
    assert!((322.0..=342.0).contains(&glyph(&page, "J").origin.1));
    assert_eq!(glyph(&page, "J").carrier, Carrier::Value);
    assert_eq!(codes(&warnings), ["form-field-unpainted"]);
}

#[test]
fn text_in_a_layer_that_is_switched_off_is_read() {
    let mut pdf = Make::new();
    pdf.catalog("/OCProperties<</OCGs[20 0 R]/D<</OFF[20 0 R]>>>>");
    pdf.object(20, "<</Type/OCG/Name(x)>>");
    pdf.page_with(
        "/OC /oc BDC BT /F1 10 Tf 72 700 Td (off) Tj ET EMC",
        &format!("/Resources<<{FONTS}/Properties<</oc 20 0 R>>>>"),
    );
    let page = page(&pdf.bytes());
    assert_eq!(text(&page), "off");
    assert_eq!(glyph(&page, "o").carrier, Carrier::HiddenLayer);
}

#[test]
fn reading_goes_on_behind_junk_and_says_so() {
    let junk = "1 ".repeat(60);
    let content = format!(
        "BT /F1 10 Tf 72 700 Td (voor) Tj {junk} Tj ) ]] >> (na) Tj ET BT 9 0 Td (eind) Tj ET"
    );
    let (mut pages, warnings) = open(&Make::page_of(&content)).expect("can be read");
    assert_eq!(text(&pages.remove(0)), "voornaeind");
    assert_eq!(codes(&warnings), ["content-damaged"]);
}
