//! What the layout promises, on pages set by hand.

use std::sync::Arc;

use proptest::prelude::*;

use super::lay_out;
use crate::model::{Break, Carrier, Glyph, GlyphPage, Laid, Part, Rect};

/// A page on which text is set glyph by glyph, each half as wide as it is high.
struct Setter(GlyphPage);

impl Setter {
    fn new(number: u32) -> Self {
        Self(GlyphPage {
            number,
            width: 595.0,
            height: 842.0,
            glyphs: Vec::new(),
            image_cover: 0.0,
            duplicates: Vec::new(),
            paints: Vec::new(),
            unread: false,
        })
    }

    fn glyph(&mut self, x: f32, y: f32, size: f32, angle: f32, bold: bool, text: &str) {
        let (w, up, down) = (0.5 * size, 0.8 * size, 0.2 * size);
        let rect = if angle == 90.0 {
            Rect {
                x0: x - down,
                y0: y,
                x1: x + up,
                y1: y + w,
            }
        } else {
            Rect {
                x0: x,
                y0: y - up,
                x1: x + w,
                y1: y + down,
            }
        };
        self.0.glyphs.push(Glyph {
            unicode: Arc::from(text),
            rect,
            origin: (x, y),
            angle,
            size,
            space: 0.5 * size,
            advance: w,
            rgb: [0; 3],
            nth: 0,
            bold,
            invisible: false,
            carrier: Carrier::Page,
        });
    }

    fn put_with(&mut self, x: f32, y: f32, size: f32, bold: bool, text: &str) {
        for (i, c) in text.chars().enumerate() {
            let mut buffer = [0; 4];
            self.glyph(
                x + 0.5 * size * i as f32,
                y,
                size,
                0.0,
                bold,
                c.encode_utf8(&mut buffer),
            );
        }
    }

    fn put(&mut self, x: f32, y: f32, text: &str) {
        self.put_with(x, y, 10.0, false, text);
    }

    /// Words set apart by position only.
    fn put_apart(&mut self, x: f32, y: f32, words: &str, gap: f32) {
        let mut at = x;
        for word in words.split(' ') {
            self.put(at, y, word);
            at += 5.0 * word.chars().count() as f32 + gap;
        }
    }

    fn lines(&mut self, x: f32, y: f32, lines: &[&str]) {
        for (i, line) in lines.iter().enumerate() {
            self.put(x, y + 13.0 * i as f32, line);
        }
    }
}

/// The text of a part as it will be read: a line for each paragraph.
fn text(laid: &Laid, part: Part) -> String {
    let mut out = String::new();
    for piece in laid.pieces.iter().filter(|p| p.part == part) {
        if !out.is_empty() {
            out.push(if piece.before == Break::Paragraph {
                '\n'
            } else {
                ' '
            });
        }
        out.push_str(&laid.raw[piece.span.range()]);
    }
    out
}

fn body(pages: &[GlyphPage]) -> String {
    text(&lay_out(pages), Part::Body)
}

const PROSE: [&str; 6] = [
    "De inspectie heeft in het voorjaar onderzoek gedaan naar de",
    "uitvoering van de regeling. Daaruit blijkt dat de gemeenten de",
    "regeling goed uitvoeren, maar dat de doorlooptijden oplopen bij",
    "een enkele gemeente. Het ministerie bespreekt met de koepels of",
    "er meer ondersteuning nodig is en hoe die het best gegeven kan",
    "worden. Daarover volgt in het najaar een brief aan de Kamer met",
];

#[test]
fn words_are_told_by_gaps_where_no_space_was_painted() {
    let mut page = Setter::new(1);
    page.put_apart(60.0, 100.0, "Geachte heer Veldhuis,", 3.0);
    page.put_apart(60.0, 113.0, "hierbij een brief", 9.0);
    assert_eq!(body(&[page.0]), "Geachte heer Veldhuis,\nhierbij een brief");
}

#[test]
fn a_justified_line_with_painted_spaces_gets_single_spaces() {
    let mut page = Setter::new(1);
    page.put(60.0, 100.0, "Geachte ");
    page.put(104.0, 100.0, "heer ");
    page.put(134.0, 100.0, "Veldhuis,");
    assert_eq!(body(&[page.0]), "Geachte heer Veldhuis,");
}

#[test]
fn kerning_does_not_split_words_and_letter_spacing_does_not_either() {
    let mut page = Setter::new(1);
    for (i, c) in "AANLEIDING".chars().enumerate() {
        page.put(60.0 + 7.5 * i as f32, 100.0, &c.to_string());
    }
    page.put(60.0, 126.0, "Ref");
    page.put(75.9, 126.0, "erentie volgt.");
    assert_eq!(body(&[page.0]), "AANLEIDING\nReferentie volgt.");
}

#[test]
fn a_footnote_mark_stays_with_its_word() {
    let mut page = Setter::new(1);
    page.put(60.0, 100.0, "Aanleiding");
    page.put(60.0, 113.0, "Zie de evaluatie.");
    page.put_with(145.0, 109.5, 6.0, false, "1");
    assert_eq!(body(&[page.0]), "Aanleiding\nZie de evaluatie.1");
}

fn note() -> Vec<GlyphPage> {
    let mut one = Setter::new(1);
    one.put_with(75.0, 200.0, 10.0, true, "Aanleiding");
    one.lines(75.0, 213.0, &PROSE);
    one.lines(75.0, 291.0, &PROSE);
    for (i, t) in [
        "Directie",
        "Toezicht",
        "",
        "Datum",
        "12 maart 2024",
        "",
        "Ons kenmerk",
        "4455667",
    ]
    .iter()
    .enumerate()
    {
        one.put_with(440.0, 150.0 + 9.5 * i as f32, 7.0, false, t);
    }
    one.put_with(440.0, 800.0, 7.0, false, "Pagina 1 van 2");
    let mut two = Setter::new(2);
    two.lines(
        75.0,
        150.0,
        &["daarin de stand van zaken. Dat is alles.", ""],
    );
    two.lines(75.0, 189.0, &PROSE);
    two.put_with(440.0, 150.0, 7.0, false, "Ons kenmerk");
    two.put_with(440.0, 159.5, 7.0, false, "4455667");
    two.put_with(440.0, 800.0, 7.0, false, "Pagina 2 van 2");
    vec![one.0, two.0]
}

#[test]
fn a_sentence_reads_on_across_the_colofon_and_the_page_end() {
    let laid = lay_out(&note());
    let body = text(&laid, Part::Body);
    assert!(body.starts_with("Aanleiding\nDe inspectie"), "{body}");
    assert!(
        body.contains("aan de Kamer met daarin de stand van zaken."),
        "{body}"
    );
    assert!(
        !body.contains("kenmerk") && !body.contains("Pagina"),
        "{body}"
    );
    assert_eq!(laid.pieces[0].heading.as_ref().map(|h| h.level), Some(1));
    let colofon = text(&laid, Part::Colofon);
    assert!(
        colofon.contains("Datum\n12 maart 2024\nOns kenmerk\n4455667"),
        "{colofon}"
    );
    assert_eq!(
        text(&laid, Part::Furniture),
        "Pagina 1 van 2\nPagina 2 van 2"
    );
}

#[test]
fn columns_of_text_are_read_one_after_the_other() {
    let mut page = Setter::new(1);
    page.put_with(
        40.0,
        60.0,
        14.0,
        true,
        "Een kop die over allebei de kolommen van de bladzijde loopt",
    );
    let short = PROSE.map(|l| &l[..44]);
    for i in 0..3 {
        page.lines(40.0, 100.0 + 78.0 * i as f32, &short);
        page.lines(
            310.0,
            104.0 + 78.0 * i as f32,
            &short.map(|l| l.trim_start_matches("De ")),
        );
    }
    let body = body(&[page.0]);
    let lines = body.matches("voorjaar onderzoek uitvoering van").count();
    assert_eq!(lines, 6, "{body}");
}

#[test]
fn the_lines_of_a_cell_stay_in_their_row() {
    let mut page = Setter::new(1);
    page.put_with(60.0, 100.0, 10.0, true, "Bijlagen");
    page.lines(60.0, 113.0, &["Bij deze nota horen de volgende stukken."]);
    for (x, y, t) in [
        (60.0, 140.0, "Volgnummer"),
        (200.0, 140.0, "Naam"),
        (420.0, 140.0, "Datum"),
        (60.0, 170.0, "1"),
        (200.0, 165.0, "Kamerbrief bij de evaluatie van"),
        (420.0, 170.0, "3 mei"),
        (200.0, 176.0, "de regeling"),
        (60.0, 200.0, "2"),
        (200.0, 200.0, "Rapport"),
        (420.0, 200.0, "4 mei"),
    ] {
        page.put(x, y, t);
    }
    let body = body(&[page.0]);
    assert!(body.ends_with("Volgnummer Naam Datum\n1 Kamerbrief bij de evaluatie van de regeling 3 mei\n2 Rapport 4 mei"), "{body}");
}

#[test]
fn footnotes_do_not_cut_the_sentence_that_goes_on_overleaf() {
    let mut one = Setter::new(1);
    one.put_with(75.0, 500.0, 10.0, true, "Aanleiding");
    one.lines(75.0, 513.0, &PROSE);
    one.put_with(
        75.0,
        700.0,
        7.0,
        false,
        "1 Kamerstukken II 2023/24, 36 410, nr. 3.",
    );
    let mut two = Setter::new(2);
    two.lines(
        75.0,
        100.0,
        &["daarin de stand van zaken.", "Dat is alles."],
    );
    let body = body(&[one.0, two.0]);
    assert!(body.contains("aan de Kamer met daarin"), "{body}");
    assert!(
        body.ends_with("\n1 Kamerstukken II 2023/24, 36 410, nr. 3."),
        "{body}"
    );
}

#[test]
fn a_page_set_sideways_is_read() {
    let mut page = Setter::new(1);
    for (i, line) in ["Aanleiding", "Deze bladzijde ligt op haar kant."]
        .iter()
        .enumerate()
    {
        for (k, c) in line.chars().enumerate() {
            let mut buffer = [0; 4];
            page.glyph(
                500.0 - 13.0 * i as f32,
                60.0 + 5.0 * k as f32,
                10.0,
                90.0,
                false,
                c.encode_utf8(&mut buffer),
            );
        }
    }
    assert_eq!(
        body(&[page.0]),
        "Aanleiding\nDeze bladzijde ligt op haar kant."
    );
}

#[test]
fn text_painted_twice_for_bold_is_read_once_with_both_its_glyphs() {
    let mut page = Setter::new(1);
    page.put(60.0, 100.0, "Aanleiding");
    page.put(60.3, 100.0, "Aanleiding");
    let laid = lay_out(&[page.0]);
    assert_eq!(laid.raw, "Aanleiding");
    assert_eq!(laid.glyphs_of(laid.pieces[0].span).count(), 20);
}

#[test]
fn the_fields_of_a_form_are_rows_and_no_side_column() {
    let mut page = Setter::new(1);
    let fields = [
        ("Datum", "3 mei 2024"),
        ("Kenmerk", "4455667"),
        ("Afdeling", "Financiën en Control"),
        ("Personeelsnummer", "30217764"),
        ("Organisatie", "Directie Toezicht"),
    ];
    for (i, (label, value)) in fields.into_iter().enumerate() {
        let y = 100.0 + 15.0 * i as f32;
        page.put(60.0, y, label);
        page.put(260.0, y, value);
    }
    page.put_with(60.0, 230.0, 10.0, true, "Toelichting");
    page.lines(60.0, 243.0, &PROSE);
    let colofon = text(&lay_out(&[page.0]), Part::Colofon);
    for (label, value) in fields {
        let row = format!("{label} {value}");
        assert!(colofon.lines().any(|l| l == row), "{row} in {colofon}");
    }
}

#[test]
fn labels_above_their_values_are_read_down() {
    let mut page = Setter::new(1);
    for (x, label, value) in [
        (60.0, "Datum", "3 mei 2024"),
        (200.0, "Ons kenmerk", "2024/778"),
        (340.0, "Bijlagen", "geen"),
    ] {
        page.put(x, 100.0, label);
        page.put(x, 111.0, value);
    }
    page.put(60.0, 160.0, "Geachte heer Veldhuis,");
    page.lines(60.0, 186.0, &PROSE);
    let colofon = text(&lay_out(&[page.0]), Part::Colofon);
    assert_eq!(
        colofon,
        "Datum\n3 mei 2024\nOns kenmerk\n2024/778\nBijlagen\ngeen"
    );
}

#[test]
fn dirt_behind_a_heading_does_not_hide_it() {
    let mut page = Setter::new(1);
    page.put_with(60.0, 100.0, 10.0, true, "Besluit");
    page.put(200.0, 100.0, ".");
    page.put(300.0, 100.0, ":");
    page.lines(60.0, 113.0, &PROSE);
    let laid = lay_out(&[page.0]);
    assert!(laid.pieces[0].heading.is_some(), "{:?}", laid.pieces[0]);
    assert_eq!(text(&laid, Part::Furniture), ".\n:");
}

#[test]
fn nothing_is_a_document_without_pieces() {
    assert!(lay_out(&[]).pieces.is_empty());
    assert!(lay_out(&[Setter::new(1).0]).pieces.is_empty());
}

/// Every visible glyph painted bytes that lie in exactly one piece.
fn assert_nothing_lost(pages: &[GlyphPage]) {
    let laid = lay_out(pages);
    let mut spans: Vec<_> = laid.pieces.iter().map(|p| p.span).collect();
    spans.sort();
    assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
    assert!(laid.glyphs.is_sorted_by_key(|g| g.start));
    let mut seen: Vec<_> = laid.glyphs.iter().map(|g| (g.page, g.glyph)).collect();
    seen.sort_unstable();
    let painted: Vec<_> = (pages.iter().enumerate())
        .flat_map(|(p, page)| (0..page.glyphs.len()).map(move |g| (p as u32, g as u32)))
        .filter(|&(p, g)| *pages[p as usize].glyphs[g as usize].unicode != *" ")
        .collect();
    assert_eq!(seen, painted);
    for g in &laid.glyphs {
        assert!(spans.iter().any(|s| s.start <= g.start && g.end <= s.end));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost_wherever_it_stands(glyphs in proptest::collection::vec(
        (-50.0f32..700.0, -50.0f32..900.0, 1.0f32..40.0, 0usize..6, any::<bool>(), "[a-zA-Z0-9 .•é-]"), 0..300)) {
        let mut page = Setter::new(1);
        for (x, y, size, angle, bold, text) in glyphs {
            let angle = [0.0, 0.0, 0.0, 90.0, 37.0, 270.0][angle];
            page.glyph(x, y, size, angle, bold, &text);
        }
        assert_nothing_lost(&[page.0]);
    }

    #[test]
    fn nothing_is_lost_from_lines(lines in proptest::collection::vec(
        (0usize..12, 0u32..60, 6.0f32..14.0, any::<bool>(), "[a-zA-Z0-9 .,•]{1,40}"), 0..80)) {
        let mut pages = vec![Setter::new(1), Setter::new(2)];
        for (x, y, size, bold, text) in lines {
            pages[(y % 2) as usize].put_with(40.0 * x as f32, 13.0 * y as f32, size, bold, &text);
        }
        let pages: Vec<_> = pages.into_iter().map(|p| p.0).collect();
        assert_nothing_lost(&pages);
    }

    #[test]
    fn nonsense_coordinates_do_no_harm(values in proptest::collection::vec(any::<f32>(), 8..64)) {
        let mut page = Setter::new(1);
        for v in values.chunks_exact(4) {
            page.glyph(v[0], v[1], v[2], v[3], false, "x");
        }
        page.0.width = values[0];
        page.0.height = values[1];
        lay_out(&[page.0]);
    }
}
