//! What the stage as a whole promises.

use proptest::prelude::*;

use super::clean;
use crate::model::{Break, Clean, CleanSpan, CleanText, EditKind, Laid, Part, Piece, RawSpan};

/// Lays each line as a paragraph of its own, or as a wrapped line where it starts with `\\`.
fn lay(raw: &str, part: Part) -> Laid {
    let mut pieces = Vec::new();
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let text = line.trim();
        let from = at + line.len() - line.trim_start().len();
        let wraps = text.starts_with('\\');
        let skip = usize::from(wraps);
        if text.len() > skip {
            pieces.push(Piece {
                span: RawSpan::new(from + skip, from + text.len()),
                part,
                page: 1,
                before: if wraps { Break::Wrap } else { Break::Paragraph },
                heading: None,
                confidence: 1.0,
            });
        }
        at += line.len();
    }
    Laid {
        raw: raw.to_owned(),
        pieces,
        pages: 1,
        ..Laid::default()
    }
}

fn body(raw: &str) -> CleanText {
    clean(&lay(raw, Part::Body)).body
}

fn colofon(raw: &str) -> CleanText {
    clean(&lay(raw, Part::Colofon)).colofon
}

#[track_caller]
fn reads(raw: &str, wanted: &str) {
    assert_eq!(body(raw).text, wanted);
}

#[track_caller]
fn stays(raw: &str) {
    let clean = body(raw);
    assert_eq!(
        (clean.text.as_str(), clean.edits.as_slice()),
        (raw, &[][..])
    );
}

#[test]
fn wrapped_lines_read_on() {
    reads(
        "De  nota\n\\ gaat \t over\n\\de uit-\n\\voering.\nSlot",
        "De nota gaat over de uitvoering.\nSlot",
    );
}

#[test]
fn odd_characters_become_plain() {
    reads(
        "o\u{fb03}cieel co\u{ad}mmis\u{200b}sie",
        "officieel commissie",
    );
    reads("cafe\u{301} \u{a0}één", "café één");
    reads("één Ã©n â€™s â‚¬ 5Â\u{a0}mln", "één én ’s € 5 mln");
    reads(
        "de k\u{430}binetten, \u{43a}\u{430}",
        "de kabinetten, \u{43a}\u{430}",
    );
    reads("Ｄatum ２０２４", "Datum 2024");
    reads(
        "\u{f0b7} punt\n© een punt van\n© 2024 Uitgever",
        "• punt\n• een punt van\n© 2024 Uitgever",
    );
    reads("06\u{ad}12345678", "06-12345678");
}

#[test]
fn damaged_dates_are_read() {
    reads("Nota van g april 2024 over", "Nota van 9 april 2024 over");
    reads("op l5 mei 2O24 is", "op 15 mei 2024 is");
    reads("van 1 1 oktober 2023", "van 11 oktober 2023");
    reads("d.d. I1 oktober 2023", "d.d. 11 oktober 2023");
    reads(
        "van 3 rnaart 2024, 4 apri1 2024 en 5 junl 2024",
        "van 3 maart 2024, 4 april 2024 en 5 juni 2024",
    );
    reads(
        "op 29maart 2021 en 3 juni2022",
        "op 29 maart 2021 en 3 juni 2022",
    );
}

#[test]
fn what_is_not_certain_stays() {
    stays("op 3 juli 202S is");
    stays("bijlage 1 1 oktober 2023 E-mail");
    stays("zaak PDC19 en B520 en 4O1l");
    stays("artikel 5.1.2e en &12e");
    stays("3 mei tot 4 mei");
}

#[test]
fn numbers_are_read_where_their_shape_is_known() {
    reads(
        "bel O6-l2345678 of 070 37O 79 11",
        "bel 06-12345678 of 070 370 79 11",
    );
    reads("kenmerk 544O272 van 2O24", "kenmerk 5440272 van 2024");
    reads("1O11 PN Amsterdam", "1011 PN Amsterdam");
}

#[test]
fn gaps_and_lost_spaces_are_mended() {
    reads("P agina 1 van 3", "Pagina 1 van 3");
    reads(
        "De Ref erentie van de uitvoe ring is",
        "De Referentie van de uitvoering is",
    );
    reads("de leden vanhet parlement", "de leden van het parlement");
    reads(
        "voor zover bekendis gemaakt umet de brief",
        "voor zover bekend is gemaakt u met de brief",
    );
    reads(
        "Postbus483,1000 AL Amsterdam",
        "Postbus 483, 1000 AL Amsterdam",
    );
}

#[test]
fn confused_letters_are_read_along_the_dictionary() {
    reads(
        "de vitvoering van de docurnenten",
        "de uitvoering van de documenten",
    );
    reads(
        "Op vw verzoek heeft v met het miliev",
        "Op uw verzoek heeft u met het milieu",
    );
    reads(
        "de vljfde keer dat de feden vit de kamer",
        "de vijfde keer dat de leden uit de kamer",
    );
}

#[test]
fn an_authors_own_spelling_stays() {
    stays("de dillema’s van de staatsecretaris zijn te koste gegaan");
    stays("het uitvoeringsorganisatieoverleg en de kabinetsreactietermijn");
    stays("de snelheids beperking in de power point presentatie");
    stays("de wijzingen van punt viii, bij de sterk aangetaste schil");
    stays("wij vinden dat de deradicalisering is aangeboordt");
}

#[test]
fn names_and_codes_are_left_alone() {
    stays("de heer Vitvoering en mevrouw docurnent van de vitvoer@voorbeeld.nl");
    stays("In de Vw en aan Vit Jansen en beste docurnent van de");
    stays("van Hoeve en van delden met de heer r. haverkarnp");
    stays("zie www.docurnent.nl en /vitvoering/");
}

#[test]
fn damaged_labels_are_read_in_the_colofon_only() {
    assert_eq!(
        colofon("Nns kenmer\noatum\nBijiage(n)").text,
        "Ons kenmerk\nDatum\nBijlage(n)"
    );
    assert_eq!(colofon("Onskenmerk 12-AB").text, "Ons kenmerk 12-AB");
    let kept = "Pagina7 van 8\nDatumA jd\nContactperson";
    assert_eq!(colofon(kept).text, kept);
    assert_eq!(colofon("oatum: 3 mei 2024").text, "Datum: 3 mei 2024");
    stays("oatum");
}

#[test]
fn an_edit_says_where_its_result_stands() {
    let clean = body("De co\u{ad}mmissie van g april 2024");
    let edits: Vec<_> = clean
        .edits
        .iter()
        .map(|&(s, k)| (clean.slice(s), k))
        .collect();
    assert_eq!(edits, [("", EditKind::SoftHyphen), ("9", EditKind::Date)]);
}

#[test]
fn a_heading_keeps_its_title() {
    let raw = "4.1.\u{200b}  Politieke context";
    let mut laid = lay(raw, Part::Body);
    laid.pieces[0].heading = Some(crate::model::Heading {
        number: Some("4.1".into()),
        level: 2,
        title_at: u32::try_from(raw.find('P').unwrap()).unwrap(),
    });
    let text = clean(&laid).body;
    let block = &text.blocks[0];
    let title = block.heading.as_ref().unwrap().title_at as usize;
    assert_eq!(&text.slice(block.span)[title..], "Politieke context");
}

#[test]
fn in_reading_order_a_change_of_part_starts_a_line() {
    let raw = "De brief is\nDatum\nverzonden.";
    let mut laid = lay(raw, Part::Body);
    laid.pieces[1].part = Part::Colofon;
    laid.pieces[2].before = Break::Wrap;
    laid.pieces.swap(1, 2);
    laid.interleaved = true;
    let clean = clean(&laid);
    assert_eq!(clean.body.text, "De brief is verzonden.");
    assert_eq!(clean.linear.unwrap().text, raw);
}

#[test]
fn nothing_at_all_is_survived() {
    for raw in ["", " ", "\u{200b}", "-", "\\-\n\\-"] {
        let _ = body(raw);
    }
}

/// Words as notes have them, and noise as OCR makes it.
fn noisy() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "de", "het", "van", "minister", "uitvoering", "nota", "kamer", "besluit", "wordt",
            "u", "uw", "is", "bekend", "in", "met", "voor", "maart", "mei", "2024", "9", "12",
            "Jansen", "IND", "wet-", "en", "regelgeving", "info@voorbeeld.nl", "één", "coördinatie",
        ]),
        3 => prop::sample::select(vec![
            "g", "v", "vw", "vit", "vitvoering", "rnaart", "2O24", "l5", "vanhet", "bekendis",
            "Ref", "erentie", "P", "agina", "1", "O6", "12345678", "uit-", "co\u{ad}m", "ﬁ", "Ã©",
            "Ã", "©", "Â", "\u{a0}", "\u{200b}", "e\u{301}", "\u{301}", "\u{f0b7}", "oatum", "docurnent",
            "miliev", "Postbus483,1000", "AL", "\u{430}", "\u{92}", "\t", "ƒ",
        ]),
    ];
    let joint = prop_oneof![6 => Just(" "), 1 => Just("\n"), 2 => Just("\n\\"), 1 => Just("")];
    prop::collection::vec((word, joint), 0..40)
        .prop_map(|v| v.into_iter().flat_map(|(w, j)| [w, j]).collect())
}

fn check_offsets(raw: &str, text: &CleanText) {
    let lines: Vec<_> = text.blocks.iter().map(|b| text.slice(b.span)).collect();
    prop_assert_lines(&lines, &text.text);
    let mut end = 0;
    for s in text.map.segments() {
        assert!(s.clean.start >= end, "segments stand in order");
        end = s.clean.end;
        assert!(raw.get(s.raw.range()).is_some() && text.text.get(s.clean.range()).is_some());
        if s.verbatim {
            assert_eq!(&raw[s.raw.range()], text.slice(s.clean));
        }
    }
    let mut raws: Vec<_> = text.map.segments().iter().map(|s| s.raw).collect();
    raws.sort_unstable();
    assert!(
        raws.windows(2).all(|w| w[0].end <= w[1].start),
        "no raw text stands twice"
    );
    for (span, _) in &text.edits {
        assert!(text.text.get(span.range()).is_some());
    }
    for (i, c) in text.text.char_indices() {
        let span = CleanSpan::new(i, i + c.len_utf8());
        let there = text.map.to_raw(span);
        if !there.is_empty() {
            let back = there.iter().flat_map(|r| text.map.to_clean(*r));
            assert!(back.into_iter().any(|b| b.covers(span)), "{c:?} at {i}");
        } else {
            assert!(
                matches!(c, ' ' | '\n'),
                "{c:?} at {i} stands for no raw text"
            );
        }
    }
}

fn prop_assert_lines(lines: &[&str], text: &str) {
    let whole = lines.join("\n");
    assert_eq!(whole, text, "the blocks are the lines");
}

/// Every raw character that is not white space is in a run of one part.
fn check_nothing_lost(laid: &Laid, clean: &Clean) {
    let mut seen: Vec<RawSpan> = clean.body.map.segments().iter().map(|s| s.raw).collect();
    seen.extend(clean.colofon.map.segments().iter().map(|s| s.raw));
    for piece in &laid.pieces {
        for (i, c) in laid.raw[piece.span.range()].char_indices() {
            let at = piece.span.start as usize + i;
            let span = RawSpan::new(at, at + c.len_utf8());
            assert!(
                c.is_whitespace() || seen.iter().any(|s| s.covers(span)),
                "{c:?} at {at} is lost"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn cleaning_clean_text_changes_nothing(raw in noisy()) {
        let once = body(&raw);
        let twice = body(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.edits.is_empty(), "{:?}", twice.edits);
        let once = colofon(&raw);
        let twice = colofon(&once.text);
        prop_assert_eq!(twice.text, once.text);
    }

    #[test]
    fn offsets_lead_there_and_back(raw in noisy()) {
        let laid = lay(&raw, Part::Body);
        let clean = clean(&laid);
        check_offsets(&raw, &clean.body);
        check_nothing_lost(&laid, &clean);
    }

    #[test]
    fn any_text_is_survived(raw in "\\PC{0,60}|[\\x00-\\u{3000}]{0,60}") {
        let laid = lay(&raw, Part::Colofon);
        let clean = clean(&laid);
        check_offsets(&raw, &clean.colofon);
        check_nothing_lost(&laid, &clean);
    }
}
