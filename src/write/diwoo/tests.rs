use super::{Families, Publication, name, xml};
use crate::redact::Published;
use crate::write::{Card, Language, Manifest, ManifestLine, PdfLine, Status};
use quick_xml::events::Event;

fn publication() -> Publication {
    Publication::new("JenV", None, "2025-06-01").unwrap()
}

fn line(path: &'static str, card: Card) -> ManifestLine {
    ManifestLine {
        output: Some(Published::fixed("x.json")),
        id: Some("0123456789abcdef".into()),
        card: Some(card),
        ..ManifestLine::new(Published::fixed(path), Status::Done)
    }
}

const NOTHING: &Manifest = &Manifest { lines: Vec::new() };

fn text(line: &ManifestLine) -> String {
    let none = Families::new(NOTHING);
    String::from_utf8(xml(line, &none, &publication()).unwrap()).unwrap()
}

/// The paths of all elements, with their text.
fn elements(xml: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut path, mut out) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                path.push(e.local_name().as_ref().to_owned());
                out.push((path.join("/"), String::new()));
            }
            Event::Text(t) => {
                let text = t.as_ref().to_owned();
                if let Some(last) = out.last_mut().filter(|_| !text.trim().is_empty()) {
                    last.1 = text;
                }
            }
            Event::End(_) => drop(path.pop()),
            Event::Eof => return out,
            _ => {}
        }
    }
}

const REQUIRED: [&str; 5] = [
    "Document/DiWoo/publisher",
    "Document/DiWoo/titelcollectie/officieleTitel",
    "Document/DiWoo/classificatiecollectie/informatiecategorieen/informatiecategorie",
    "Document/DiWoo/documenthandelingen/documenthandeling/soortHandeling",
    "Document/DiWoo/documenthandelingen/documenthandeling/atTime",
];

#[test]
fn what_the_standard_requires_is_there_whatever_the_document_says() {
    let silent = line("map/leeg.txt", Card::new("text/plain"));
    let found = elements(&text(&silent));
    for required in REQUIRED {
        let of = found.iter().filter(|(path, _)| path == required);
        let values: Vec<&str> = of.map(|(_, value)| value.as_str()).collect();
        assert!(
            matches!(values[..], [one] if !one.is_empty()),
            "{required}: {values:?}"
        );
    }
    let value = |path: &str| &found.iter().find(|(p, _)| p == path).unwrap().1;
    assert_eq!(value(REQUIRED[0]), "ministerie van Justitie en Veiligheid");
    assert_eq!(value(REQUIRED[1]), "leeg.txt");
    assert_eq!(value(REQUIRED[2]), "Woo-verzoeken en -besluiten");
    assert_eq!(value(REQUIRED[4]), "2025-06-01T00:00:00");
}

#[test]
fn what_neither_the_document_nor_the_user_says_is_left_out() {
    let silent = line("leeg.txt", Card::new("text/plain"));
    let text = text(&silent);
    for absent in [
        "creatiedatum",
        "language",
        "format",
        "documentsoort",
        "documentrelatie",
    ] {
        assert!(!text.contains(&format!("<diwoo:{absent}")), "{absent}");
    }
}

#[test]
fn what_the_document_says_is_told_in_the_words_of_the_government() {
    let mut card = Card::new("application/pdf")
        .with_title(Some(&Published::fixed("Wijziging <Wet> & meer")))
        .with_date(Some(&Published::fixed("2024-04-09")))
        .with_type(Some(&Published::fixed("beslisnota")))
        .with_kenmerk(Some(&Published::fixed("5444272")));
    card.language = Some(Language::Dutch);
    let mut line = line("nota.pdf", card);
    line.pdf = Some(PdfLine {
        status: Status::Done,
        output: Some(Published::fixed("nota.pdf")),
        rasterised: Vec::new(),
        withheld: Vec::new(),
        covered: Vec::new(),
        reason: None,
    });
    let text = text(&line);
    for told in [
        "<diwoo:identifier>5444272</diwoo:identifier>",
        "<diwoo:identifier>0123456789abcdef</diwoo:identifier>",
        "<diwoo:officieleTitel>Wijziging &lt;Wet&gt; &amp; meer</diwoo:officieleTitel>",
        "<diwoo:documentsoort resource=\"https://identifier.overheid.nl/tooi/def/thes/kern/c_2977c34f\">beslisnota</diwoo:documentsoort>",
        "<diwoo:creatiedatum>2024-04-09</diwoo:creatiedatum>",
        "<diwoo:atTime>2024-04-09T00:00:00</diwoo:atTime>",
        "<diwoo:language resource=\"http://publications.europa.eu/resource/authority/language/NLD\">Nederlands</diwoo:language>",
        "<diwoo:format resource=\"http://publications.europa.eu/resource/authority/file-type/PDF\">PDF</diwoo:format>",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
}

#[test]
fn a_kenmerk_of_which_a_part_is_taken_out_and_a_day_that_no_calendar_has_are_not_told() {
    let card = Card::new("text/plain")
        .with_kenmerk(Some(&Published::fixed("2024/[5.1.2e]")))
        .with_date(Some(&Published::fixed("2024-02-31")));
    let text = text(&line("a.txt", card));
    assert_eq!(text.matches("<diwoo:identifier>").count(), 1);
    assert!(!text.contains("creatiedatum"), "{text}");
    assert!(text.contains("2025-06-01T00:00:00"), "{text}");
}

#[test]
fn a_mail_names_what_came_with_it_and_nothing_else_does() {
    let of = |path, id: &str, family| ManifestLine {
        id: Some(id.into()),
        family,
        ..line(path, Card::new("message/rfc822"))
    };
    let mut lost = of("a.eml/foto.jpg", "", Some(1));
    (lost.id, lost.card) = (None, None);
    let manifest = Manifest {
        lines: vec![
            of("a.eml", "0", Some(1)),
            of("a.eml/bijlage.pdf", "1", Some(1)),
            lost,
            of("b.eml", "2", None),
        ],
    };
    let families = Families::new(&manifest);
    let written: Vec<String> = manifest
        .lines
        .iter()
        .filter_map(|line| xml(line, &families, &publication()))
        .map(|xml| String::from_utf8(xml).unwrap())
        .collect();
    assert_eq!(written.len(), 3);
    let relation = "<diwoo:relation resource=\"1\">bijlage.pdf</diwoo:relation>";
    assert!(written[0].contains(relation), "{}", written[0]);
    assert_eq!(written[0].matches("<diwoo:documentrelatie>").count(), 1);
    assert!(written[1..].iter().all(|xml| !xml.contains("relatie")));
}

#[test]
fn the_file_stands_beside_that_of_the_document() {
    for (output, metadata) in [
        ("a/b.eml.json", "a/b.eml.diwoo.xml"),
        ("a.json.2.json", "a.json.2.diwoo.xml"),
    ] {
        assert_eq!(name(&Published::fixed(output)).as_str(), metadata);
    }
}

#[test]
fn a_document_that_was_not_written_has_none() {
    let mut lost = line("a.doc", Card::default());
    (lost.id, lost.card, lost.status) = (None, None, Status::Failed);
    assert_eq!(xml(&lost, &Families::new(NOTHING), &publication()), None);
}
