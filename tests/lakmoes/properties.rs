//! What holds for any text: on fragments of notes in any order, and on any characters at all.

use lakmoes::matching::Needles;
use lakmoes::model::{Content, MediaType, Source};
use lakmoes::pipeline::{Analysis, Engine};
use lakmoes::redact::Published;
use lakmoes::verify;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::built_in);

const FRAGMENTS: [&str; 32] = [
    "Datum\n",
    "g april 2024",
    "3 juni 2024\n",
    "Ons kenmerk\n",
    "5519311",
    "Aan de Minister van Defensie\n",
    "Opgesteld door\n",
    "dhr. J. de Waard",
    "Fatima el Idrissi",
    "Bo Li",
    "mw. Chen",
    "Beste Kees,\n",
    "Met vriendelijke groet,\n",
    "j.waard@minez.example",
    "06-12345678",
    "NL91 ABNA 0417 1643 00",
    "BSN 111222333",
    "1. Aanleiding\n",
    "2. Geadviseerd besluit\n",
    "minister Van Weel",
    "5.1.2e",
    "[...]",
    "Pagina 1 van 3\n",
    "\u{c}",
    "\r\n",
    "\n\n",
    " ",
    "De Kamer wordt hierover ge-\ninformeerd. ",
    "ﬁnanciën",
    "Ã©én",
    "Kerkstraat 12, 1234 AB Utrecht",
    "geboren op 12-03-1970",
];

fn texts() -> impl Strategy<Value = String> {
    let fragments = prop::collection::vec(
        (
            prop::sample::select(&FRAGMENTS[..]),
            prop::bool::weighted(0.7),
        ),
        0..40,
    )
    .prop_map(|parts| {
        parts
            .iter()
            .map(|(f, space)| format!("{f}{}", if *space { " " } else { "" }))
            .collect::<String>()
    });
    prop_oneof![4 => fragments, 1 => any::<String>(), 1 => "[A-Za-z0-9 .,:@\\n-]{0,300}"]
}

fn analyse(text: &str) -> Analysis {
    ENGINE.analyse_source(Source {
        media_type: MediaType::Text,
        content: Content::Text(text.to_owned()),
        warnings: Vec::new(),
    })
}

fn sorted_letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<char> {
    let mut letters: Vec<char> = texts
        .into_iter()
        .flat_map(str::chars)
        .filter(|c| c.is_alphanumeric())
        .collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_published_document_holds_a_redacted_value(text in texts()) {
        let analysis = analyse(&text);
        let name = Published::fixed("x.txt");
        let json = ENGINE.document(&analysis, name.clone(), &name).to_json();
        let values = Needles::new(analysis.plan.values().to_vec());
        prop_assert_eq!(verify::check(&json, &BTreeSet::new(), &[&values]), Ok(()));
    }

    #[test]
    fn findings_lie_in_the_text_that_was_given_in_order(text in texts()) {
        let length = text.chars().count();
        let findings = ENGINE.findings(&analyse(&text));
        for f in &findings {
            prop_assert!(f.start < f.end && f.end <= length, "{:?}", f);
        }
        prop_assert!(findings.is_sorted_by_key(|f| f.start));
    }

    #[test]
    fn every_redaction_maps_to_raw_text_and_back(text in texts()) {
        let analysis = analyse(&text);
        for (clean, plan) in [(&analysis.clean.body, &analysis.plan.body), (&analysis.clean.colofon, &analysis.plan.colofon)] {
            let mut end = 0;
            for r in &plan.redactions {
                prop_assert!(r.span.start >= end, "redactions overlap");
                end = r.span.end;
                let raw = clean.map.to_raw(r.span);
                prop_assert!(!raw.is_empty());
                let back: Vec<_> = raw.iter().flat_map(|&s| clean.map.to_clean(s)).collect();
                prop_assert!(back.iter().any(|s| s.overlaps(r.span)));
            }
        }
    }

    #[test]
    fn no_letter_is_lost_between_reading_and_layout(text in texts()) {
        let laid = analyse(&text).laid;
        let pieces = sorted_letters(laid.pieces.iter().map(|p| &laid.raw[p.span.range()]));
        prop_assert_eq!(pieces, sorted_letters([laid.raw.as_str()]));
    }
}
