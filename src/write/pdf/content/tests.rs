//! What is written reads as the plan says: everything else at its place, and nothing of what went.

use proptest::prelude::*;

use crate::ingest::{Limits, read};
use crate::model::{
    Blackout, BoxStyle, Content, Fate, GlyphPage, PageBlackout, Place, RedactionBox, Role,
};
use crate::pdf::tests::make::{FONTS, Make};
use crate::redact::Published;
use crate::write::pdf::{PdfJob, RedactedPdf, write};

fn glyphs(bytes: &[u8]) -> Vec<GlyphPage> {
    let source = crate::pdf::read_whatever(bytes.to_vec(), &Limits::default());
    match source.expect("can be read").content {
        Content::Glyphs(pages) => pages,
        _ => panic!("no pages of glyphs"),
    }
}

/// The file written anew, with what a plan makes of each page.
fn written(bytes: &[u8], plan: impl Fn(&GlyphPage) -> PageBlackout) -> RedactedPdf {
    let blackout = Blackout {
        pages: glyphs(bytes).iter().map(plan).collect(),
        elements: vec![Role::Paragraph, Role::Paragraph],
    };
    let job = PdfJob {
        source: bytes,
        blackout: &blackout,
        title: &Published::fixed("Nota"),
        style: &BoxStyle::default(),
        limits: &Limits::default(),
        values: &[],
    };
    write(&job).expect("can be written")
}

/// All glyphs stay but those that are named.
fn without(page: &GlyphPage, goes: impl Fn(usize) -> bool) -> PageBlackout {
    let fates = (0..page.glyphs.len()).map(|n| if goes(n) { Fate::Goes } else { Fate::Stays });
    PageBlackout {
        fates: fates.collect(),
        places: vec![None; page.glyphs.len()],
        ..PageBlackout::default()
    }
}

fn all(page: &GlyphPage) -> PageBlackout {
    without(page, |_| false)
}

fn text(page: &GlyphPage) -> String {
    page.glyphs.iter().map(|glyph| &*glyph.unicode).collect()
}

/// The operators of the first page of a file.
fn operators(pdf: &[u8]) -> String {
    let pdf = crate::pdf::open(pdf.to_vec()).expect("a PDF");
    let stream = pdf.pages()[0].page_stream().unwrap_or_default().to_vec();
    String::from_utf8_lossy(&stream).into_owned()
}

fn operators_of(content: &str) -> String {
    operators(&written(&Make::page_of(content), all).bytes)
}

fn with_form(content: &str, form: &str) -> Vec<u8> {
    let mut pdf = Make::new();
    pdf.page_with(
        content,
        &format!("/Resources<<{FONTS}/XObject<</Fm 20 0 R>>>>"),
    );
    pdf.stream(
        20,
        &format!(
            "/Subtype/Form/BBox[-500 -500 900 900]/Matrix[0.5 0.1 -0.1 0.5 60 40]/Resources<<{FONTS}>>"
        ),
        form,
    );
    pdf.bytes()
}

/// Whether the glyphs of one page stand on the other: the same ones at the same places.
fn stands(wanted: &[&crate::model::Glyph], found: &GlyphPage) -> Result<(), String> {
    for glyph in wanted {
        let same = found.glyphs.iter().any(|other| {
            other.unicode == glyph.unicode
                && (other.origin.0 - glyph.origin.0).abs() < 0.01
                && (other.origin.1 - glyph.origin.1).abs() < 0.01
                && (other.size - glyph.size).abs() <= 0.001 * glyph.size.max(1.0)
                && (other.advance - glyph.advance).abs() < 0.01
                && other.invisible == glyph.invisible
        });
        if !same {
            return Err(format!("{glyph:?} is lost"));
        }
    }
    if found.glyphs.len() > wanted.len() {
        return Err(format!(
            "{} glyphs, not {}",
            found.glyphs.len(),
            wanted.len()
        ));
    }
    Ok(())
}

fn on_page(page: &GlyphPage, n: usize) -> bool {
    let rect = &page.glyphs[n].rect;
    rect.x1 >= 0.0 && rect.y1 >= 0.0 && rect.x0 <= page.width && rect.y0 <= page.height
}

fn string() -> impl Strategy<Value = String> {
    "[A-Za-z ]{1,8}"
}

fn operator() -> impl Strategy<Value = String> {
    let n = |range: std::ops::Range<i32>| range.prop_map(|n| format!("{}", f64::from(n) / 10.0));
    prop_oneof![
        4 => string().prop_map(|s| format!("({s}) Tj")),
        4 => (string(), -9000..4000_i32, string()).prop_map(|(a, n, b)| format!("[({a}) {} ({b})] TJ", f64::from(n) / 10.0)),
        1 => string().prop_map(|s| format!("({s}) '")),
        1 => (n(-5..30), n(-5..30), string()).prop_map(|(w, c, s)| format!("{w} {c} ({s}) \"")),
        2 => (n(-300..1500), n(-400..400)).prop_map(|(x, y)| format!("{x} {y} Td")),
        1 => (n(-300..900), n(-400..400)).prop_map(|(x, y)| format!("{x} {y} TD")),
        1 => Just("T*".to_owned()),
        1 => n(0..200).prop_map(|l| format!("{l} TL")),
        1 => n(-10..40).prop_map(|c| format!("{c} Tc")),
        1 => n(-10..60).prop_map(|w| format!("{w} Tw")),
        1 => n(400..1600).prop_map(|z| format!("{z} Tz")),
        1 => n(-60..60).prop_map(|s| format!("{s} Ts")),
        1 => (1..3_u8, n(40..200)).prop_map(|(f, s)| format!("/F{f} {s} Tf")),
        1 => (0..4_u8).prop_map(|mode| format!("{mode} Tr")),
        1 => (0..36_u32, n(1000..4000), n(1000..6000)).prop_map(|(turn, x, y)| {
            let (sin, cos) = f64::from(turn * 10).to_radians().sin_cos();
            format!("{cos:.5} {sin:.5} {:.5} {cos:.5} {x} {y} Tm", -sin)
        }),
    ]
}

fn text_object() -> impl Strategy<Value = String> {
    (
        100..4500_i32,
        500..7500_i32,
        prop::collection::vec(operator(), 1..8),
    )
        .prop_map(|(x, y, operators)| {
            let (x, y) = (f64::from(x) / 10.0, f64::from(y) / 10.0);
            format!("BT /F1 11 Tf 1 0 0 1 {x} {y} Tm {} ET", operators.join(" "))
        })
}

fn content() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => text_object(),
        1 => (50..150_i32, text_object()).prop_map(|(scale, text)| {
            format!("q 0.{scale:03} 0 0 1.5 20 30 cm 1 0 0 rg {text} Q")
        }),
        1 => Just("q 1 0 0 1 0 0 cm /Fm Do Q".to_owned()),
        1 => Just("10 10 100 200 re W n".to_owned()),
        1 => text_object().prop_map(|text| format!("q {text}")),
        1 => Just("Q".to_owned()),
        1 => Just("20 20 50 3 re f 0 0 m 100 100 l S".to_owned()),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_stays_stands_where_it_stood(content in content(), form in text_object()) {
        let source = with_form(&content, &form);
        let Ok(found) = read(source.clone(), Some("pdf"), &Limits::default()) else {
            return Ok(());
        };
        let Content::Glyphs(pages) = found.content else {
            return Ok(());
        };
        let page = &pages[0];
        let wanted: Vec<_> = (0..page.glyphs.len()).filter(|&n| on_page(page, n)).map(|n| &page.glyphs[n]).collect();
        prop_assume!(wanted.iter().any(|glyph| &*glyph.unicode != " "));
        let written = written(&source, all);
        prop_assert!(written.rasterised.is_empty());
        stands(&wanted, &glyphs(&written.bytes)[0]).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn what_goes_is_gone_and_nothing_else(content in content(), form in text_object(), mask in any::<u64>()) {
        let source = with_form(&content, &form);
        let Ok(found) = read(source.clone(), Some("pdf"), &Limits::default()) else {
            return Ok(());
        };
        let Content::Glyphs(pages) = found.content else {
            return Ok(());
        };
        let page = &pages[0];
        let goes = |n: usize| mask >> (n % 64) & 1 == 1;
        let wanted: Vec<_> = (0..page.glyphs.len())
            .filter(|&n| !goes(n) && on_page(page, n))
            .map(|n| &page.glyphs[n])
            .collect();
        prop_assume!(wanted.iter().any(|glyph| &*glyph.unicode != " "));
        let written = written(&source, |page| without(page, goes));
        stands(&wanted, &glyphs(&written.bytes)[0]).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn nothing_of_what_goes_is_left_in_the_operators() {
    let ways = [
        "BT /F1 10 Tf 72 700 Td (Aan ) Tj (Jan) Tj ET",
        "BT /F1 10 Tf 72 700 Td (Aan ) Tj ET q 0.9 0 0 0.9 3 4 cm 1 0 0 rg BT /F2 12 Tf 90 700 Td 3 Tc 2 Tw [(J) -20 (an)] TJ ET Q",
        "BT 72 700 Td /F1 10 Tf (Aan ) Tj 50 Tz 3 Ts /F2 9 Tf 12 TL T* (Jan) ' ET 1 0 0 RG q Q 4 w 9 9 99 9 re W n",
        "/P <</ActualText(Jan)>> BDC BT /F1 10 Tf 72 700 Td (Aan ) Tj EMC 0 1 0 rg (Jan) Tj ET % Jan",
        "/Fm Do BT /F1 10 Tf 72 700 Td (Aan ) Tj ET",
    ];
    let written: Vec<Vec<u8>> = ways
        .iter()
        .map(|content| {
            let source = with_form(content, "BT /F2 10 Tf 1 1 1 rg (Jan) Tj ET");
            written(&source, |page| {
                without(page, |n| {
                    "Jn".contains(&*page.glyphs[n].unicode)
                        || {
                            // The second a is that of the name.
                            let a = &*page.glyphs[n].unicode == "a";
                            let before = n.checked_sub(1).map(|n| &*page.glyphs[n].unicode);
                            a && before == Some("J")
                        }
                        || {
                            let t = text(page);
                            t.starts_with("Aan") && n == 2
                        }
                })
            })
            .bytes
        })
        .collect();
    for other in &written[1..4] {
        assert_eq!(operators(&written[0]), operators(other));
        assert_eq!(&written[0], other);
    }
    assert!(operators(&written[4]).contains("BT"));
}

#[test]
fn what_moves_lands_where_the_plan_says() {
    let mut pdf = Make::new();
    pdf.page(
        "q 2 0 0.3 2 10 20 cm BT /F1 10 Tf 0 1 -1 0 100 100 Tm (Jan nam) Tj ET Q",
        "/Rotate 90",
    );
    let source = pdf.bytes();
    let (x, y) = (321.5, 123.25);
    let done = written(&source, |page| {
        let mut plan = without(page, |n| n < 4);
        plan.fates[4] = Fate::Moves { x, y };
        plan
    });
    let page = &glyphs(&done.bytes)[0];
    assert_eq!(text(page), "nam");
    assert!((page.glyphs[0].origin.0 - x).abs() < 0.005);
    assert!((page.glyphs[0].origin.1 - y).abs() < 0.005);
}

#[test]
fn a_shadow_follows_what_it_is_the_shadow_of() {
    let source =
        Make::page_of("BT /F1 10 Tf 72 700 Td (Jan) Tj ET BT /F1 10 Tf 72.3 700.2 Td (Jan) Tj ET");
    let done = written(&source, |page| {
        let mut plan = without(page, |n| n == 0);
        plan.fates[1] = Fate::Moves { x: 100.0, y: 100.0 };
        plan
    });
    let page = &glyphs(&done.bytes)[0];
    assert_eq!(text(page), "an");
    assert_eq!(page.duplicates.len(), 2);
    // Nothing else of the shadow is left.
    assert_eq!(operators(&done.bytes).matches("Tm").count(), 4);
}

#[test]
fn text_is_tagged_by_where_it_is_read_and_all_else_is_an_artifact() {
    let source = Make::page_of(
        "0 0 50 50 re f BT /F1 10 Tf 72 700 Td (ab) Tj ET 0 0 50 50 re f BT /F1 10 Tf 72 600 Td (cd) Tj ET",
    );
    let done = written(&source, |page| {
        let mut plan = all(page);
        let place = |element, order| Some(Place { element, order });
        plan.places = vec![place(0, 1), place(0, 2), place(1, 3), None];
        plan
    });
    let operators = operators(&done.bytes);
    assert_eq!(operators.matches("BDC").count(), 2);
    assert_eq!(operators.matches("/Artifact BMC").count(), 3);
    assert_eq!(operators.matches("EMC").count(), 5);
}

#[test]
fn what_is_not_balanced_is_written_balanced() {
    for content in [
        "Q Q BT /F1 10 Tf 72 700 Td (a) Tj",
        "q q q BT BT /F1 10 Tf 72 700 Td (a) Tj ET ET ET EMC EMC",
        "/P BMC q 9 9 500 800 re W n BT /F1 10 Tf 72 700 Td (a) Tj",
        "BT /F1 10 Tf 72 700 Td q 0.5 0 0 0.5 0 0 cm (a) Tj Q ET ) ] >> junk 5 5 nonsense",
    ] {
        let written = operators_of(content);
        let count = |word: &str| {
            written
                .split_ascii_whitespace()
                .filter(|w| *w == word)
                .count()
        };
        assert_eq!(count("q"), count("Q"), "{written}");
        assert_eq!((count("BT"), count("ET")), (1, 1), "{written}");
        assert_eq!(count("BMC") + count("BDC"), count("EMC"), "{written}");
        for junk in ["junk", "nonsense", "/P "] {
            assert!(!written.contains(junk), "{written}");
        }
    }
}

#[test]
fn paths_keep_their_look_whatever_the_matrix() {
    let written = operators_of(
        "q 2 0 0 2 10 10 cm 3 w [1 2] 0 d 0 0 10 5 re S 1 0 0 rg 5 5 m 6 6 7 7 v h f* Q \
         q 2 0 0 1 0 0 cm 1 w 0 0 m 5 5 l S Q",
    );
    assert!(
        written.contains("6 w\n[2 4] 0 d\n") && written.contains("10 10 20 10 re\nS"),
        "{written}"
    );
    assert!(
        written.contains("1 0 0 rg\n20 20 m\n20 20 22 22 24 24 c\nh\nf*"),
        "{written}"
    );
    // A skewed pen is drawn in a space of its own.
    assert!(written.contains(" cm\n"), "{written}");
}

#[test]
fn what_paints_nothing_leaves_nothing() {
    let written = operators_of(
        "q 1 0 0 rg 5 w 0 0 9 9 re W n q 3 0 0 3 0 0 cm Q 9 9 m 8 8 l n Q /nix gs /nix Do \
         1 0 0 1 7 7 cm 900 900 50 50 re f BT /F1 10 Tf 0 0 Td (a) Tj ET",
    );
    assert_eq!(written.matches('q').count(), 0, "{written}");
    assert!(
        !written.contains("re") && !written.contains("rg"),
        "{written}"
    );
}

#[test]
fn a_clip_that_can_not_be_noticed_is_not_written_and_others_are() {
    let all_of_page = operators_of("0 0 595 842 re W n BT /F1 10 Tf 72 700 Td (a) Tj ET");
    assert!(!all_of_page.contains("W n"), "{all_of_page}");
    let away = operators_of("q 0 0 50 50 re W n BT /F1 10 Tf 72 700 Td (a) Tj ET Q 9 9 9 9 re f");
    assert!(away.contains("q\n0 0 50 50 re\nW n\n"), "{away}");
}

#[test]
fn what_lies_under_a_box_is_not_written() {
    let source = Make::page_of(
        "BT /F1 10 Tf 72 700 Td (a) Tj ET 100 699 40 0.5 re f 100 500 40 20 re f 102 702 m 120 705 l S",
    );
    let done = written(&source, |page| PageBlackout {
        boxes: vec![RedactionBox {
            corner: (98.0, 145.0),
            width: 60.0,
            height: 14.0,
            angle: 0.0,
            label: "5.1.2e".into(),
            alt: String::new(),
            review: false,
            burn: false,
            place: None,
        }],
        ..all(page)
    });
    let operators = operators(&done.bytes);
    assert!(!operators.contains("100 699"), "{operators}");
    assert!(!operators.contains("102 702"), "{operators}");
    assert!(operators.contains("100 500 40 20 re"), "{operators}");
}

#[test]
fn hidden_layers_and_appearances_are_not_written() {
    let mut pdf = Make::new();
    pdf.catalog("/OCProperties<</OCGs[20 0 R]/D<</OFF[20 0 R]>>>>");
    pdf.object(20, "<</Type/OCG/Name(uit)>>");
    pdf.page_with(
        "BT /F1 10 Tf 72 700 Td (open) Tj /OC /oc BDC (dicht) Tj EMC ET /OC /oc BDC 0 0 9 9 re f EMC",
        &format!(
            "/Resources<<{FONTS}/Properties<</oc 20 0 R>>>>\
             /Annots[<</Subtype/FreeText/F 2/Rect[0 0 99 99]/AP<</N 21 0 R>>>>\
             <</Subtype/FreeText/Rect[0 100 99 199]/AP<</N 22 0 R>>>>]"
        ),
    );
    for (number, shown) in [(21, "weg"), (22, "aan")] {
        pdf.stream(
            number,
            &format!("/Subtype/Form/BBox[0 0 99 99]/Resources<<{FONTS}>>"),
            format!("0 1 0 rg BT /F1 10 Tf 9 9 Td ({shown}) Tj ET"),
        );
    }
    let done = written(&pdf.bytes(), all);
    assert_eq!(text(&glyphs(&done.bytes)[0]), "openaan");
    assert!(!operators(&done.bytes).contains("re"));
}

#[test]
fn text_that_is_a_clip_stays_one_without_what_goes() {
    let source = Make::page_of(
        "q BT /F1 40 Tf 7 Tr 72 700 Td (ab) Tj ET 1 0 0 rg 0 0 595 842 re f Q \
         BT /F1 10 Tf 72 100 Td (cd) Tj ET",
    );
    let some = written(&source, |page| without(page, |n| n == 0));
    let shown = operators(&some.bytes);
    assert!(
        shown.contains("7 Tr") && shown.contains("0 0 595 842 re\nf"),
        "{shown}"
    );
    let none = written(&source, |page| without(page, |n| n < 2));
    let shown = operators(&none.bytes);
    assert!(
        shown.contains("0 0 0 0 re\nW n\n0") || shown.contains("0 0 0 0 re\nW n\n"),
        "{shown}"
    );
}

#[test]
fn a_page_with_text_in_a_pattern_becomes_an_image_with_its_text_over_it() {
    let mut pdf = Make::new();
    pdf.page_with(
        "/Pattern cs /P scn 0 0 99 99 re f BT /F1 10 Tf 72 700 Td (open) Tj ET",
        &format!("/Resources<<{FONTS}/Pattern<</P 20 0 R>>>>"),
    );
    pdf.stream(
        20,
        &format!("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 50 50]/XStep 50/YStep 50/Resources<<{FONTS}>>"),
        "BT /F1 10 Tf 5 20 Td (cel) Tj ET",
    );
    let done = written(&pdf.bytes(), all);
    assert_eq!(done.rasterised, [(1, "text in a pattern")]);
    let page = &glyphs(&done.bytes)[0];
    assert_eq!(text(page), "celopen");
    assert!(page.glyphs.iter().all(|glyph| glyph.invisible));
    assert!(page.image_cover > 0.99);
}

#[test]
fn the_procedures_of_drawn_glyphs_are_written_anew() {
    let mut pdf = Make::new();
    pdf.page_with(
        "BT /T 10 Tf 100 100 Td (ab) Tj ET",
        "/Resources<</Font<</T 20 0 R>>>>",
    );
    pdf.object(
        20,
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[0.1 0 0 0.1 0 0]\
         /CharProcs<</A 21 0 R/B 22 0 R>>/Encoding<</Differences[97/A/B]>>/FirstChar 97/LastChar 98\
         /Widths[10 8]/Resources<<>>>>",
    );
    pdf.stream(
        21,
        "",
        "10 0 0 0 8 8 d1 % geheim\n q 1 0 0 rg 0 0 8 8 re f Q",
    );
    pdf.stream(22, "", "8 0 d0 q 1 0 0 rg 0 0 8 8 re f Q");
    let done = written(&pdf.bytes(), all);
    assert!(done.rasterised.is_empty(), "{:?}", done.rasterised);
    let page = &glyphs(&done.bytes)[0];
    assert_eq!(text(page), "AB");
    assert!((page.glyphs[1].origin.0 - 110.0).abs() < 0.01);
}

#[test]
fn a_plan_for_another_file_is_refused() {
    let source = Make::page_of("BT /F1 10 Tf 72 700 Td (abc) Tj ET");
    let blackout = Blackout {
        pages: vec![PageBlackout {
            fates: vec![Fate::Stays; 2],
            ..PageBlackout::default()
        }],
        elements: Vec::new(),
    };
    let job = PdfJob {
        source: &source,
        blackout: &blackout,
        title: &Published::fixed("Nota"),
        style: &BoxStyle::default(),
        limits: &Limits::default(),
        values: &[],
    };
    assert!(matches!(
        write(&job),
        Err(crate::write::pdf::PdfError::Plan(_))
    ));
}
