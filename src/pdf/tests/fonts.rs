//! What codes stand for, and how wide they are.

use super::make::Make;
use super::{codes, glyph, near, open, page, text};
use crate::ingest::IngestError;

/// A page that shows `string` in the font that object 10 is.
fn in_font(string: &str, font: &str, more: &[(u32, &str, &str)]) -> Vec<u8> {
    let mut pdf = Make::new();
    pdf.page_with(
        format!("BT /F 10 Tf 72 700 Td {string} Tj ET"),
        "/Resources<</Font<</F 10 0 R>>>>",
    );
    pdf.object(10, font);
    for (number, dict, data) in more {
        pdf.stream(*number, dict, data);
    }
    pdf.bytes()
}

fn to_unicode(body: &str) -> String {
    format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def \
         1 begincodespacerange <0000> <FFFF> endcodespacerange {body} endcmap end end"
    )
}

const TYPE0: &str = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 11 0 R\
    /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X-Bold/DW 400/W[3[250] 36[722 667 600] 50 60 555]\
    /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
    /FontDescriptor<</Type/FontDescriptor/Ascent 900/Descent -200/FontName/X-Bold>>>>]>>";

#[test]
fn two_byte_codes_are_read_through_the_map_to_unicode() {
    let map = to_unicode(
        "2 beginbfchar <0003> <0020> <0024> <00410042> endbfchar \
         2 beginbfrange <0025> <0026> <0062> <0032> <0033> [<0065> <D835DC00>] endbfrange",
    );
    let page = page(&in_font(
        "<00240025000300260032003300FF>",
        TYPE0,
        &[(11, "", &map)],
    ));
    assert_eq!(text(&page), "ABb ce𝐀");
    let b = glyph(&page, "b");
    near(b.origin.0, 72.0 + 7.22);
    near(b.space, 2.5);
    assert!(b.bold);
    near(b.rect.y0, b.origin.1 - 9.0);
    near(b.rect.y1, b.origin.1 + 2.0);
    near(
        glyph(&page, "𝐀").origin.0 - glyph(&page, "e").origin.0,
        5.55,
    );
    near(page.glyphs[6].origin.0 - glyph(&page, "𝐀").origin.0, 5.55);
}

#[test]
fn a_width_for_four_thousand_million_glyphs_takes_no_room() {
    let font = TYPE0.replace("/W[3[250]", "/W[0 4294967295 500 3[250]");
    let map = to_unicode("1 beginbfchar <0024> <0041> endbfchar");
    assert_eq!(
        text(&page(&in_font("<0024>", &font, &[(11, "", &map)]))),
        "A"
    );
}

#[test]
fn codes_named_as_unicode_are_unicode() {
    let font = TYPE0.replace("/ToUnicode 11 0 R", "/ToUnicode/Identity-H");
    assert_eq!(text(&page(&in_font("<00410062>", &font, &[]))), "Ab");
}

#[test]
fn a_font_of_a_known_collection_needs_no_map() {
    let font = TYPE0
        .replace("/ToUnicode 11 0 R", "")
        .replace("(Identity)", "(Japan1)");
    assert_eq!(text(&page(&in_font("<00220023>", &font, &[]))), "AB");
}

#[test]
fn encodings_and_differences_say_what_bytes_stand_for() {
    for (encoding, string, wanted) in [
        ("/WinAnsiEncoding", "<80E96F>", "€éo"),
        ("/MacRomanEncoding", "<8E6F>", "éo"),
        (
            "<</BaseEncoding/WinAnsiEncoding/Differences[65/eacute/f_i/uni20AC 90/Scaron]>>",
            "(ABCDZ)",
            "éfi€DŠ",
        ),
        ("<</Differences[1/J/a/n]>>", "<010203>", "Jan"),
    ] {
        let font = format!("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding{encoding}>>");
        assert_eq!(
            text(&page(&in_font(string, &font, &[]))),
            wanted,
            "{encoding}"
        );
    }
}

#[test]
fn the_map_to_unicode_goes_before_the_encoding() {
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding/FirstChar 65\
        /LastChar 66/Widths[500 300]/ToUnicode 11 0 R/FontDescriptor<</MissingWidth 700>>>>";
    let map = to_unicode("1 beginbfchar <41> <00660069> endbfchar");
    let page = page(&in_font("(ABC)", font, &[(11, "", &map)]));
    assert_eq!(text(&page), "fiBC");
    near(glyph(&page, "B").origin.0, 77.0);
    near(glyph(&page, "C").origin.0, 80.0);
    near(glyph(&page, "C").rect.x1, 87.0);
}

#[test]
fn a_type_3_font_is_read_by_the_names_of_its_glyphs() {
    let font = "<</Type/Font/Subtype/Type3/FontBBox[0 -2 8 8]/FontMatrix[0.1 0 0 0.1 0 0]\
        /Encoding<</Differences[1/J/a]>>/FirstChar 1/LastChar 2/Widths[6 5]\
        /CharProcs<</J 12 0 R/a 12 0 R>>>>";
    let page = page(&in_font("<0102>", font, &[(12, "", "6 0 0 0 5 5 d1")]));
    assert_eq!(text(&page), "Ja");
    near(glyph(&page, "a").origin.0, 78.0);
    near(glyph(&page, "a").size, 10.0);
}

#[test]
fn text_in_a_font_that_is_not_there_is_read_as_latin() {
    let mut pdf = Make::new();
    pdf.page_with("BT /F9 10 Tf 72 700 Td (Jan) Tj ET", "");
    assert_eq!(text(&page(&pdf.bytes())), "Jan");
}

#[test]
fn a_hostile_font_is_survived() {
    for font in [
        "<</Type/Font/Subtype/Type1/FirstChar 4000000000/LastChar 4000000001/Widths[1 2]>>",
        "<</Type/Font/Subtype/Type0/DescendantFonts[]>>",
        "<</Subtype/Type0/DescendantFonts[10 0 R]/Encoding 10 0 R/ToUnicode 10 0 R>>",
        "<</Subtype/Type3/FontMatrix[0 0 0 0 0 0]/CharProcs 10 0 R>>",
        "<</Subtype/TrueType/FontDescriptor 10 0 R/Encoding 10 0 R/Widths 10 0 R>>",
        "[]",
    ] {
        let _ = open(&in_font("(Jan)", font, &[]));
    }
}

#[test]
fn glyphs_without_a_meaning_are_reported_and_mostly_such_is_an_error() {
    let font = TYPE0.replace("/ToUnicode 11 0 R", "");
    let error = open(&in_font("<00240025>", &font, &[])).map(|_| ());
    assert_eq!(error, Err(IngestError::NoUnicode));

    let map = to_unicode("1 beginbfrange <0041> <005A> <0041> endbfrange");
    let some = in_font("<00410042004300440001>", TYPE0, &[(11, "", &map)]);
    let (pages, warnings) = open(&some).expect("can be read");
    assert_eq!(text(&pages[0]), "ABCD");
    assert_eq!(codes(&warnings), ["glyphs-without-unicode"]);
    assert!(warnings[0].message.starts_with("page 1 "));
}

#[test]
fn what_the_author_says_helps_where_the_font_does_not() {
    let font = TYPE0.replace("/ToUnicode 11 0 R", "");
    let mut pdf = Make::new();
    pdf.page_with(
        "BT /F 10 Tf 72 700 Td /Span<</ActualText(Jan)>>BDC <00240025> Tj EMC ET",
        "/Resources<</Font<</F 10 0 R>>>>",
    );
    pdf.object(10, font);
    let (pages, warnings) = open(&pdf.bytes()).expect("can be read");
    assert_eq!(text(&pages[0]), "Jan");
    assert_eq!(codes(&warnings), [""; 0]);
}
