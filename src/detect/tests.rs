//! What holds for all detectors together, whatever the text.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Detectors, View};
use crate::model::Action;

static DETECTORS: LazyLock<Detectors> = LazyLock::new(Detectors::built_in);

/// Pieces that trigger rules, strung together at random.
const PIECES: [&str; 40] = [
    "Van: ",
    "Aan: ",
    "Contactpersoon",
    "Opgesteld door\n",
    "Beste ",
    "Met vriendelijke groet,\n",
    "namens deze,\n",
    "de heer ",
    "mr. drs. ",
    "M.A.J. ",
    "Fatima ",
    "van der ",
    "Berg",
    "-",
    "Jansen, ",
    "06-12345678 ",
    "12:03 ",
    "[",
    "]",
    "@",
    "©minbzk.nl ",
    "j.jansen",
    "BSN 111222333 ",
    "NL91 ABNA 0417 1643 00 ",
    "12-ABC-3 ",
    "geboren op ",
    "12 mei 1980 ",
    "Lindenlaan 12, 3511 AB Utrecht ",
    "minister ",
    "de leden ",
    "(SP) ",
    "5.1.2e ",
    "████ ",
    "motie-",
    "\n\n",
    "é",
    "İ",
    "\u{301}",
    "🙂",
    ":",
];

fn strung() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_yields_spans_of_whole_characters_in_order(text in strung()) {
        let view = View { text: &text, blocks: &[], part: None };
        let mut findings = [DETECTORS.detect(&view)];
        DETECTORS.propagate(&[view], &mut findings, &[]);
        let mut before = 0;
        for f in &findings[0] {
            prop_assert!(text.get(f.span.range()).is_some_and(|t| !t.is_empty()), "{:?}", f);
            prop_assert!(f.span.start >= before);
            before = f.span.start;
        }
    }

    #[test]
    fn a_person_behind_a_label_never_outlives_it(name in "[A-Z][a-z]{3,9}", initial in "[A-Z]") {
        let text = format!("Contactpersoon: {initial}. {name}\nDatum: 3 mei 2024");
        let view = View { text: &text, blocks: &[], part: None };
        let at = text.find(&name).unwrap();
        let covered = DETECTORS
            .detect(&view)
            .iter()
            .any(|f| f.action != Action::Keep && f.span.range().contains(&at));
        prop_assert!(covered, "{}", text);
    }
}
