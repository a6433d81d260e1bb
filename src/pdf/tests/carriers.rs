//! Text in places that are painted in other ways, or not at all.

use super::make::{FONTS, Make};
use super::{glyph, near, page, text};
use crate::model::{Carrier, GlyphPage};

const TEXT: &str = "BT /F1 10 Tf 10 20 Td (geheim) Tj ET";

fn carriers(page: &GlyphPage) -> Vec<Carrier> {
    let mut carriers: Vec<Carrier> = page.glyphs.iter().map(|glyph| glyph.carrier).collect();
    carriers.dedup();
    carriers
}

#[test]
fn text_in_a_pattern_is_read_once_where_the_pattern_begins() {
    let mut pdf = Make::new();
    pdf.page_with(
        "2 0 0 2 0 0 cm /Pattern cs /P scn 0 0 99 99 re f /P scn 0 0 9 9 re f",
        &format!("/Resources<<{FONTS}/Pattern<</P 20 0 R>>>>"),
    );
    let dict = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 50 50]/XStep 50/YStep 50";
    pdf.stream(
        20,
        &format!("{dict}/Matrix[1 0 0 1 100 0]/Resources<<{FONTS}>>"),
        TEXT,
    );
    let page = page(&pdf.bytes());
    assert_eq!(text(&page), "geheim");
    assert_eq!(carriers(&page), [Carrier::Pattern]);
    // Patterns stand on the page, whatever was scaled before.
    near(glyph(&page, "g").origin.0, 110.0);
}

#[test]
fn text_in_the_group_of_a_soft_mask_is_read() {
    let mut pdf = Make::new();
    pdf.page_with(
        "q 2 0 0 2 0 0 cm /G gs 0 0 99 99 re f Q",
        "/Resources<</ExtGState<</G<</SMask<</S/Luminosity/G 20 0 R>>>>>>>>",
    );
    let dict = "/Subtype/Form/BBox[0 0 50 50]/Group<</S/Transparency/CS/DeviceGray>>";
    pdf.stream(20, &format!("{dict}/Resources<<{FONTS}>>"), TEXT);
    let page = page(&pdf.bytes());
    assert_eq!(text(&page), "geheim");
    assert_eq!(carriers(&page), [Carrier::SoftMask]);
    near(glyph(&page, "g").origin.0, 20.0);
}

#[test]
fn text_in_the_procedure_of_a_drawn_glyph_is_read() {
    let mut pdf = Make::new();
    pdf.page_with(
        "BT /T 10 Tf 100 100 Td (aa) Tj ET",
        "/Resources<</Font<</T 20 0 R>>>>",
    );
    pdf.object(
        20,
        format!(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[0.1 0 0 0.1 0 0]\
             /CharProcs<</A 21 0 R>>/Encoding<</Differences[97/A]>>/FirstChar 97/LastChar 97\
             /Widths[10]/Resources<<{FONTS}>>>>"
        ),
    );
    pdf.stream(21, "", "10 0 d0 BT /F1 1 Tf (geheim) Tj ET");
    let page = page(&pdf.bytes());
    assert_eq!(text(&page), "AgeheimA");
    near(glyph(&page, "g").origin.0, 100.0);
    assert_eq!(glyph(&page, "g").carrier, Carrier::GlyphProcedure);
}

#[test]
fn all_appearances_of_an_annotation_are_read_the_shown_one_first() {
    let mut pdf = Make::new();
    pdf.page(
        "",
        "/Annots[<</Subtype/Widget/Rect[0 0 100 100]/AS/On\
         /AP<</N<</Off 20 0 R/On 21 0 R>>/D 22 0 R>>>>]",
    );
    for (number, shown) in [(20, "uit"), (21, "aan"), (22, "druk")] {
        pdf.stream(
            number,
            &format!("/Subtype/Form/BBox[0 0 100 100]/Resources<<{FONTS}>>"),
            format!("BT /F1 10 Tf {number} {number}0 Td ({shown}) Tj ET"),
        );
    }
    let page = page(&pdf.bytes());
    assert_eq!(text(&page), "aanuitdruk");
    assert_eq!(carriers(&page), [Carrier::Page, Carrier::HiddenAnnotation]);
}

#[test]
fn layers_are_hidden_by_expressions_and_memberships_too() {
    let shows = |layer: &str| {
        let mut pdf = Make::new();
        pdf.catalog("/OCProperties<</OCGs[20 0 R 21 0 R]/D<</OFF[20 0 R]>>>>");
        pdf.object(20, "<</Type/OCG/Name(uit)>>");
        pdf.object(21, "<</Type/OCG/Name(aan)>>");
        pdf.page_with(
            format!("/OC /oc BDC {TEXT} EMC EMC"),
            &format!("/Resources<<{FONTS}/Properties<</oc {layer}>>>>"),
        );
        carriers(&page(&pdf.bytes())) == [Carrier::Page]
    };
    assert!(!shows("20 0 R") && shows("21 0 R"));
    assert!(!shows("<</Type/OCMD/OCGs 20 0 R>>"));
    assert!(shows("<</Type/OCMD/OCGs[20 0 R 21 0 R]>>"));
    assert!(!shows("<</Type/OCMD/OCGs[20 0 R 21 0 R]/P/AllOn>>"));
    assert!(shows("<</Type/OCMD/VE[/Not 20 0 R]>>"));
    assert!(!shows("<</Type/OCMD/VE[/And 21 0 R[/Or 20 0 R]]>>"));
}

#[test]
fn a_hidden_form_hides_what_it_paints_and_nothing_behind_it() {
    let mut pdf = Make::new();
    pdf.catalog("/OCProperties<</OCGs[20 0 R]/D<</OFF[20 0 R]>>>>");
    pdf.object(20, "<</Type/OCG/Name(uit)>>");
    pdf.page_with(
        "/F Do BT /F1 10 Tf 10 200 Td (open) Tj ET",
        &format!("/Resources<<{FONTS}/XObject<</F 21 0 R>>>>"),
    );
    // Marked content that a form leaves open, or closes without having opened it, is its own.
    pdf.stream(
        21,
        &format!("/Subtype/Form/BBox[0 0 99 99]/OC 20 0 R/Resources<<{FONTS}>>"),
        format!("EMC /P BMC {TEXT}"),
    );
    let page = page(&pdf.bytes());
    assert_eq!(carriers(&page), [Carrier::HiddenLayer, Carrier::Page]);
}

#[test]
fn a_pattern_that_paints_itself_ends() {
    let mut pdf = Make::new();
    let resources = format!("/Resources<<{FONTS}/Pattern<</P 20 0 R>>/ExtGState<</G 21 0 R>>>>");
    let content = format!("/Pattern cs /P scn /G gs 0 0 9 9 re f {TEXT}");
    pdf.page_with(&content, &resources);
    pdf.stream(
        20,
        &format!("/PatternType 1/PaintType 1/BBox[0 0 9 9]/XStep 9/YStep 9{resources}"),
        &content,
    );
    pdf.object(21, "<</SMask<</S/Alpha/G 22 0 R>>>>");
    pdf.stream(
        22,
        &format!("/Subtype/Form/BBox[0 0 9 9]{resources}"),
        &content,
    );
    assert!(text(&page(&pdf.bytes())).ends_with("geheim"));
}
