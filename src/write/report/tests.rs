use super::*;
use crate::model::Kind;
use crate::redact::Published;
use crate::write::{Card, Copied, Duplicate, ManifestLine, PdfLine, Reason, Status};
use std::collections::BTreeMap;

fn path(text: &str) -> Published {
    Published::fixed("").with_suffix(text)
}

fn done(name: &str) -> ManifestLine {
    ManifestLine {
        output: Some(path(name).with_suffix(".json")),
        pages: Some(2),
        redactions: Some(BTreeMap::from([(Kind::Person, 3), (Kind::Email, 1)])),
        ..ManifestLine::new(path(name), Status::Done)
    }
}

fn lost(name: &str, status: Status, code: &'static str, message: &str) -> ManifestLine {
    ManifestLine {
        reason: Some(Reason {
            code: code.into(),
            stage: "ingest".into(),
            message: message.into(),
        }),
        ..ManifestLine::new(path(name), status)
    }
}

/// A bit of everything.
fn manifest() -> Manifest {
    let scan = "no text layer: the pages are images or empty";
    let mut review = Card::new("text/plain");
    review.review = 2;
    review.existing = 5;
    review.add_ground(&Published::fixed("5.1.2e"));
    let mut blank = Card::new("text/plain");
    blank.withheld = true;
    let copy = |group, copy| Some(Duplicate { group, copy });
    let lines = vec![
        lost(
            "archief.zip",
            Status::Skipped,
            "container",
            "what is in it, 2 members, has lines of its own",
        ),
        ManifestLine {
            warnings: vec!["classified".into(), "layout-uncertain".into()],
            card: Some(review),
            ..done("archief.zip/nota [5.1.2e].txt")
        },
        ManifestLine {
            duplicate: copy(1, Copied::First),
            ..done("brief <b>&amp; \u{202e}txt.txt")
        },
        ManifestLine {
            duplicate: copy(1, Copied::Exact),
            ..done("kopie/brief.txt")
        },
        ManifestLine {
            duplicate: copy(1, Copied::Near),
            card: Some(blank),
            ..done("kopie/brief-2.txt")
        },
        ManifestLine {
            thread: Some(4),
            ..done("mail/1.eml")
        },
        ManifestLine {
            thread: Some(4),
            warnings: vec!["something-new".into()],
            ..done("mail/2.eml")
        },
        ManifestLine {
            pdf: Some(PdfLine {
                status: Status::Done,
                output: Some(path("nota.pdf")),
                rasterised: vec![3],
                withheld: vec![1, 2],
                covered: vec![],
                reason: None,
            }),
            ..done("nota.pdf")
        },
        lost("scan.pdf", Status::Failed, "no-text-layer", scan),
        lost("scan-2.pdf", Status::Failed, "no-text-layer", scan),
        lost(
            "stuk.doc",
            Status::Failed,
            "damaged",
            "the file is damaged: it stops in the middle",
        ),
        lost(
            "stuk-2.doc",
            Status::Failed,
            "damaged",
            "the file is damaged: <script>",
        ),
        lost(
            "vreemd.txt",
            Status::Withdrawn,
            "leak",
            "withdrawn: a value is left; please report it",
        ),
    ];
    Manifest { lines }
}

fn report(manifest: &Manifest) -> String {
    String::from_utf8(html(manifest, &Settings::default())).unwrap()
}

/// What is between two places of a page.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from}"));
    let rest = &page[start..];
    &rest[..rest.find(to).unwrap_or_else(|| panic!("no {to}"))]
}

/// The words of a page, as they are read.
fn words(page: &str) -> String {
    let mut text = String::new();
    let mut tag = false;
    for c in page.chars() {
        match c {
            '<' => tag = true,
            '>' => {
                tag = false;
                text.push(' ');
            }
            c if !tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_report_of_a_bit_of_everything_is_as_expected() {
    let page = report(&manifest()).replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let expected = include_str!("expected.html");
    if page != expected {
        let actual = std::env::temp_dir().join("lakmoes-report-actual.html");
        std::fs::write(&actual, &page).unwrap();
        panic!("not as in expected.html: look at {}", actual.display());
    }
}

#[test]
fn every_input_is_counted_once() {
    let page = report(&manifest());
    let table = words(between(&page, "<caption>Wat er binnenkwam", "</table>"));
    assert!(
        table.ends_with("Verwerkt 7 waarvan precies gelijk aan een eerder stuk 1 waarvan bijna gelijk aan een eerder stuk 1 Niet gelukt 4 Ingetrokken door de eindcontrole 1 Overgeslagen: geen documenten 1 Binnengekomen 13"),
        "{table}"
    );
}

#[test]
fn what_is_to_be_done_comes_first_and_what_is_not_there_is_not_told() {
    let page = report(&manifest());
    let steps = words(between(&page, "<ol>", "</ol>"));
    assert!(
        steps.starts_with("Stop: 1 stuk draagt een rubricering"),
        "{steps}"
    );
    assert!(
        steps.contains("2 gelakte passages wachten op een besluit"),
        "{steps}"
    );
    assert!(!steps.contains("verborgen"), "{steps}");
    let fine = report(&Manifest {
        lines: vec![done("a.txt")],
    });
    assert!(!fine.contains("Voordat u publiceert"));
    assert!(words(&fine).contains("Het document is verwerkt. Er zijn 4 passages gelakt."));
}

#[test]
fn a_reason_is_said_once_and_a_code_that_is_not_known_is_shown() {
    let page = report(&manifest());
    assert_eq!(page.matches("no text layer: the pages").count(), 1);
    assert_eq!(page.matches("the file is damaged: ").count(), 2);
    assert!(page.contains("<code>something-new</code>"));
}

#[test]
fn names_of_files_are_text_wherever_they_stand() {
    let page = report(&manifest());
    assert!(page.contains("brief &lt;b&gt;&amp;amp; \u{fffd}txt.txt"));
    assert!(!page.contains("<script") && !page.contains('\u{202e}'));
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let page = report(&manifest());
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    for wrong in [
        "src=", "<link", "<img", "@import", "url(", "http:", "https:", " on", "<form", "<iframe",
    ] {
        // `on…=` are handlers; the words of the report may begin so.
        let found = page.match_indices(wrong).any(|(at, _)| {
            wrong != " on"
                || page[at..]
                    .split(['>', '<'])
                    .next()
                    .is_some_and(|t| t.contains('=') && !t.contains(' '))
        });
        assert!(!found, "{wrong}");
    }
}

#[test]
fn every_link_within_the_report_leads_somewhere() {
    let page = report(&manifest());
    let links = page.split("href=\"#").skip(1);
    for id in links.map(|rest| rest.split('"').next().unwrap()) {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

#[test]
fn an_empty_run_has_a_report_too() {
    let page = words(&report(&Manifest::default()));
    assert!(page.contains("Er waren geen documenten om te verwerken."));
    assert!(page.contains("Er is niets gelakt."));
}

#[test]
fn twenty_thousand_documents_stay_readable_and_none_is_dropped_in_silence() {
    let lines = (0..20_000)
        .map(|n| {
            let name = format!("map/{n:05}.pdf");
            match n % 4 {
                0 => lost(&name, Status::Failed, "no-text-layer", "no text layer"),
                1 => ManifestLine {
                    warnings: vec!["layout-uncertain".into()],
                    ..done(&name)
                },
                2 => ManifestLine {
                    duplicate: Some(Duplicate {
                        group: n / 20 + 1,
                        copy: if n % 20 == 2 {
                            Copied::First
                        } else {
                            Copied::Near
                        },
                    }),
                    ..done(&name)
                },
                _ => ManifestLine {
                    thread: Some(1),
                    ..done(&name)
                },
            }
        })
        .collect();
    let page = report(&Manifest { lines });
    assert!(page.len() < 1 << 20, "{}", page.len());
    let text = words(&page);
    assert!(text.contains("5.000 bestanden") && text.contains("en nog 4.750"));
    assert!(text.contains("1.000 groepen") && text.contains("en nog 750"));
    assert!(text.contains("en nog 4.975"));
}

#[test]
fn what_was_decided_is_told_but_not_what_a_policy_file_is_called() {
    let own = Settings {
        policy: toml::from_str("label = \"[<{ground}>]\"\n[classes]\ndirector = \"keep\"\n[kinds.person]\nground = \"10.2.e\"").unwrap(),
        pseudonyms: true,
        ..Settings::default()
    };
    let page = String::from_utf8(html(&manifest(), &own)).unwrap();
    let settings = words(between(&page, "id=\"instellingen\"", "</main>"));
    assert!(settings.contains("Beleid een eigen bestand"), "{settings}");
    assert!(settings.contains("[&lt;{ground}&gt;]"), "{settings}");
    assert!(
        settings.contains("Directeuren en afdelingshoofden blijft staan"),
        "{settings}"
    );
    assert!(settings.contains("op grond van 10.2.e"), "{settings}");
    assert!(report(&manifest()).contains("<code>beslisnota</code> (meegeleverd)"));
}
