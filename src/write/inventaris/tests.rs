use super::{Inventarislijst, is_matter};
use crate::redact::Published;
use crate::write::{Card, Copied, Duplicate, Manifest, ManifestLine, PdfLine, Reason, Status};

fn line(path: &'static str, status: Status) -> ManifestLine {
    ManifestLine::new(Published::fixed(path), status)
}

fn card(media_type: &'static str, redacted: u32) -> Card {
    let mut card = Card::new(media_type)
        .with_title(Some(&Published::fixed("Stand van zaken")))
        .with_date(Some(&Published::fixed("2024-04-09")));
    if redacted > 0 {
        card.add_ground(&Published::fixed("5.1.2e"));
    }
    card.redacted = redacted;
    card
}

fn done(path: &'static str, redacted: u32) -> ManifestLine {
    ManifestLine {
        card: Some(card("application/pdf", redacted)),
        pages: Some(2),
        ..line(path, Status::Done)
    }
}

fn failed(path: &'static str, code: &'static str) -> ManifestLine {
    ManifestLine {
        reason: Some(Reason {
            code: code.into(),
            stage: "ingest".into(),
            message: "for a person".into(),
        }),
        ..line(path, Status::Failed)
    }
}

/// The rows of the CSV, as another reader sees them: each a column's name and value.
fn rows(lines: Vec<ManifestLine>) -> Vec<Vec<(String, String)>> {
    let csv = Inventarislijst::new(&Manifest { lines }, None).to_csv();
    let csv = csv.unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let names = reader.headers().unwrap().clone();
    let row = |r: csv::StringRecord| {
        let cells = names.iter().map(str::to_owned);
        cells.zip(r.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|r| row(r.unwrap())).collect()
}

fn cell<'a>(row: &'a [(String, String)], name: &str) -> &'a str {
    let found = row.iter().find(|(n, _)| n == name);
    &found.unwrap_or_else(|| panic!("no column {name}")).1
}

/// The judgement, and what is said with it: to all, and to the team.
fn judged(line: ManifestLine) -> (String, String) {
    let rows = rows(vec![line]);
    let of = |name| cell(&rows[0], name).to_owned();
    (of("beoordeling"), of("toelichting") + &of("nog te doen"))
}

#[test]
fn the_columns_are_those_that_the_platform_asks_for() {
    let rows = rows(vec![done("map/nota.pdf", 3)]);
    let names: Vec<&str> = rows[0].iter().map(|(n, _)| n.as_str()).collect();
    for required in ["id", "document", "beoordeling", "beoordelingsgrond"] {
        assert!(names.contains(&required), "{required}");
    }
    let row = &rows[0];
    assert_eq!(cell(row, "id"), "1");
    assert_eq!(cell(row, "document"), "nota.pdf");
    assert_eq!(cell(row, "pad"), "map/nota.pdf");
    assert_eq!(cell(row, "datum"), "2024-04-09");
    assert_eq!(cell(row, "beoordeling"), "Deels openbaar");
    assert_eq!(cell(row, "beoordelingsgrond"), "5.1.2e");
    assert_eq!(cell(row, "file type"), "pdf");
    assert_eq!(cell(row, "onderwerp"), "Stand van zaken");
    assert_eq!(cell(row, "familie"), "");
}

#[test]
fn several_grounds_are_divided_by_semicolons_in_one_order() {
    let mut line = done("a.pdf", 2);
    let card = line.card.as_mut().unwrap();
    card.add_ground(&Published::fixed("5.1.2i"));
    card.add_ground(&Published::fixed("5.1.1e"));
    let rows = rows(vec![line]);
    assert_eq!(cell(&rows[0], "beoordelingsgrond"), "5.1.1e;5.1.2e;5.1.2i");
}

#[test]
fn nothing_taken_out_is_openbaar_only_where_all_was_read() {
    assert_eq!(judged(done("a.txt", 0)), ("Openbaar".into(), String::new()));
    let mut line = done("a.pdf", 0);
    line.warnings = vec!["page-without-text".into()];
    let (judgement, remark) = judged(line.clone());
    assert_eq!(judgement, "");
    assert!(remark.contains("nakijken"), "{remark}");
    line.card = Some(card("application/pdf", 1));
    assert_eq!(judged(line).0, "Deels openbaar");
}

#[test]
fn what_was_taken_out_before_counts() {
    let mut line = done("a.pdf", 0);
    line.card.as_mut().unwrap().existing = 1;
    assert_eq!(judged(line).0, "Deels openbaar");
}

#[test]
fn nothing_left_to_read_is_niet_openbaar() {
    let mut line = done("a.pdf", 2);
    line.card.as_mut().unwrap().withheld = true;
    assert_eq!(judged(line).0, "Niet openbaar");
    let mut line = done("b.pdf", 2);
    line.pdf = Some(PdfLine {
        status: Status::Done,
        output: None,
        rasterised: Vec::new(),
        withheld: vec![1, 2],
        covered: Vec::new(),
        reason: None,
    });
    let (judgement, remark) = judged(line);
    assert_eq!(judgement, "Niet openbaar");
    assert!(remark.contains("pagina 1 en 2"), "{remark}");
}

#[test]
fn nobody_decided_on_what_was_not_read_or_says_itself_secret() {
    for (line, why) in [
        (failed("a.doc", "unknown-format"), "wordt niet gelezen"),
        (failed("b.pdf", "something-new"), "(something-new)"),
        (line("c.pdf", Status::Withdrawn), "teruggehouden"),
        (
            ManifestLine {
                warnings: vec!["classified".into()],
                ..done("d.pdf", 4)
            },
            "rubricering",
        ),
        (
            ManifestLine {
                warnings: vec!["not-for-publication".into()],
                ..done("e.pdf", 4)
            },
            "niet actief openbaar",
        ),
    ] {
        let (judgement, remark) = judged(line);
        assert_eq!(judgement, "");
        assert!(remark.contains(why), "{remark}");
    }
}

#[test]
fn every_document_has_a_row_and_an_archive_has_none() {
    let rows = rows(vec![
        line("a.zip", Status::Skipped),
        done("a.zip/1.txt", 0),
        failed("a.zip/2.doc", "unknown-format"),
        line("b.txt", Status::Withdrawn),
    ]);
    let paths: Vec<(&str, &str)> = rows
        .iter()
        .map(|r| (cell(r, "id"), cell(r, "pad")))
        .collect();
    assert_eq!(
        paths,
        [("1", "a.zip/1.txt"), ("2", "a.zip/2.doc"), ("3", "b.txt")]
    );
}

#[test]
fn a_family_is_named_by_the_row_of_its_mail_and_a_copy_by_that_of_the_first() {
    let of = |path, family, copy| ManifestLine {
        family,
        duplicate: copy,
        thread: family,
        ..done(path, 1)
    };
    let copy = |copy| Some(Duplicate { group: 7, copy });
    let rows = rows(vec![
        line("x.zip", Status::Skipped),
        of("a.eml", Some(1), None),
        of("a.eml/b.pdf", Some(1), copy(Copied::First)),
        of("c.pdf", None, copy(Copied::Exact)),
        of("d.pdf", None, copy(Copied::Near)),
    ]);
    let column = |name| rows.iter().map(|r| cell(r, name)).collect::<Vec<_>>();
    assert_eq!(column("familie"), ["1", "1", "", ""]);
    assert_eq!(column("thread id"), ["1", "1", "", ""]);
    assert_eq!(column("gerelateerd id"), ["", "", "2", "2"]);
    assert_eq!(cell(&rows[2], "toelichting"), "Dubbel, zie ID 2");
    assert_eq!(cell(&rows[3], "toelichting"), "Bijna gelijk aan ID 2");
    // A decision on one holds for its copies.
    assert_eq!(cell(&rows[1], "beoordeling"), cell(&rows[2], "beoordeling"));
}

#[test]
fn a_remark_is_no_longer_than_the_platform_takes() {
    let mut line = done("a.pdf", 1);
    line.pdf = Some(PdfLine {
        status: Status::Done,
        output: None,
        rasterised: Vec::new(),
        withheld: (1..5000).collect(),
        covered: (1..5000).collect(),
        reason: None,
    });
    let rows = rows(vec![line]);
    let remark = cell(&rows[0], "toelichting");
    assert!(remark.chars().count() <= 1000);
    assert!(remark.contains("en nog 4979"), "{remark}");
}

#[test]
fn the_csv_is_as_the_platform_reads_it() {
    let manifest = Manifest {
        lines: vec![done("Nota \"één\", deel 2.pdf", 0), done("=1+1.pdf", 0)],
    };
    let csv = Inventarislijst::new(&manifest, Some("17"))
        .to_csv()
        .unwrap();
    let text = String::from_utf8(csv).unwrap();
    // A byte order mark would be a part of the first column's name.
    assert!(text.starts_with("id,document,"), "{text}");
    assert_eq!(text.matches("\r\n").count(), 3);
    assert!(text.contains("\"Nota \"\"één\"\", deel 2.pdf\""), "{text}");
    assert!(
        text.contains(",'=1+1.pdf,") || text.contains("2,'=1+1.pdf"),
        "{text}"
    );
    assert!(text.contains(",17,"), "{text}");
}

#[test]
fn the_workbook_has_the_same_bytes_every_time() {
    let manifest = Manifest {
        lines: vec![done("a.pdf", 1), done("b.pdf", 0)],
    };
    let write = || Inventarislijst::new(&manifest, None).to_xlsx().unwrap();
    let first = write();
    // The clock of what is packed counts in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == write());
}

#[test]
fn an_empty_dossier_has_lists_too() {
    let list = Inventarislijst::new(&Manifest::default(), None);
    assert_eq!(
        String::from_utf8(list.to_csv().unwrap())
            .unwrap()
            .lines()
            .count(),
        1
    );
    assert!(list.to_xlsx().unwrap().starts_with(b"PK"));
}

#[test]
fn a_matter_is_what_the_platform_takes() {
    assert!(is_matter("17"));
    assert!(is_matter("2021.018-b_~"));
    for not in ["", "1", "a b", "a;b", "é1"] {
        assert!(!is_matter(not), "{not}");
    }
}

#[test]
fn twenty_thousand_documents_are_no_matter() {
    let lines = (0..20_000u32).map(|n| ManifestLine {
        family: Some(n / 3),
        duplicate: Some(Duplicate {
            group: n / 2,
            copy: Copied::Near,
        }),
        ..done("map/Een \u{1}naam\u{FFFE} _x0041_ van een nota.pdf", 1)
    });
    let manifest = Manifest {
        lines: lines.collect(),
    };
    let list = Inventarislijst::new(&manifest, None);
    assert!(list.to_csv().unwrap().len() > 1 << 20);
    assert!(list.to_xlsx().unwrap().len() > 1 << 17);
}
