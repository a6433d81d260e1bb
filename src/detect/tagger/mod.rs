//! A learned detector of personal names: a linear chain over what [`features`] sees.
//!
//! It knows names that are in no list by their letters, and words that are also names by what
//! stands around them. The weights are made by `examples/train-tagger` and used as they lie in
//! the file.

mod active;
mod chain;
mod doubt;
mod features;
mod layer;
mod likeness;
mod powers;
mod table;
#[cfg(feature = "training")]
pub mod training;

use super::Detector;
use super::scan::{Gap, Scan, Shape, word};
use crate::model::{Action, CleanSpan, EvidenceSource, Finding, Kind, RuleId};
use active::Role;
use chain::{BEGIN, Chain, INSIDE, Steps};
use features::{Page, Places};
use layer::Layer;
use table::{KINDS, Table};

/// The rule that its findings carry.
const RULE: RuleId = RuleId::fixed("naam/herkend", EvidenceSource::Learned);

/// How sure it is at most: of what it has no doubt about, this much is right.
const MOST_SURE: f32 = 0.94;

/// From this likelihood on a word is part of a name.
const LEAST: f32 = 0.35;
/// And from this one where it stands beside such a word.
const BESIDE: f32 = 0.12;

/// A name that was recognised.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Likely {
    /// Its first token.
    pub from: usize,
    /// One past its last token.
    pub to: usize,
    /// How likely its surest word is part of a name.
    pub sure: f32,
}

/// The learned detector.
pub(super) struct Tagger<'t> {
    table: Table<'t>,
    steps: Steps,
    layer: Layer,
}

impl Tagger<'static> {
    /// With the weights that ship.
    pub fn built_in() -> Self {
        Self::new(Table::of(table::BUILT_IN).expect("the length was checked when it was compiled"))
    }
}

impl<'t> Tagger<'t> {
    fn new(table: Table<'t>) -> Self {
        let (chain, layer) = table.precise();
        Self {
            table,
            steps: Steps::new(chain),
            layer: Layer(layer),
        }
    }

    /// How much a token weighs as the first word of a name and as a further one.
    #[inline]
    fn weights(&self, places: &Places) -> [f32; KINDS] {
        let cells = self.layer.cells(self.table.traits(places.traits()));
        let more = self.layer.kinds(&cells);
        let mut weights = self.table.features(places.list());
        weights.iter_mut().zip(more).for_each(|(w, m)| *w += m);
        weights
    }

    /// The names in a stretch of text.
    pub fn names(&self, scan: &Scan<'_>) -> Vec<Likely> {
        let mut out = Vec::new();
        let roles = active::roles(scan);
        let mut page = Page::new(scan, &roles, &self.table);
        let mut weights: Vec<[f32; KINDS]> = Vec::new();
        let mut places = Places::new();
        let mut chain = Chain::default();
        for i in 0..=roles.len() {
            if roles.get(i).is_some_and(|r| *r != Role::Outside) {
                page.step(i);
                page.features(i, &mut places);
                page.traits(i, &mut places);
                weights.push(self.weights(&places));
                continue;
            }
            if i < roles.len() {
                page.step(i);
            }
            if !weights.is_empty() && !self.steps.all_outside(&weights, LEAST) {
                chain.run(&self.steps, &weights);
                read(scan, &roles, i - weights.len(), &chain, &mut out);
            }
            weights.clear();
        }
        out
    }
}

/// The names of a run of tokens from `first` on.
fn read(scan: &Scan<'_>, roles: &[Role], first: usize, chain: &Chain, out: &mut Vec<Likely>) {
    let likely = &chain.likely;
    let part = |n: usize| likely[n][BEGIN] + likely[n][INSIDE];
    let begins = |n: usize| likely[n][BEGIN] > likely[n][INSIDE];
    let joined = |n: usize| scan.tokens[first + n].gap <= Gap::Blank;
    let mut n = 0;
    let mut free = 0;
    while n < likely.len() {
        if part(n) < LEAST {
            n += 1;
            continue;
        }
        let mut from = n;
        while from > free && !begins(from) && joined(from) && part(from - 1) >= BESIDE {
            from -= 1;
        }
        let mut sure = part(n);
        n += 1;
        while n < likely.len() && !begins(n) {
            if part(n) < LEAST && !(part(n) >= BESIDE && joined(n)) {
                break;
            }
            sure = sure.max(part(n));
            n += 1;
        }
        free = n;
        if let Some((from, to)) = trimmed(scan, roles, first + from, first + n)
            && sure >= doubt::least(scan, roles, from..to)
        {
            out.push(Likely { from, to, sure });
        }
    }
}

/// A name without the signs around it; none where nothing is left.
fn trimmed(
    scan: &Scan<'_>,
    roles: &[Role],
    mut from: usize,
    mut to: usize,
) -> Option<(usize, usize)> {
    let sign = |i: usize| scan.tokens[i].shape == Shape::Sign;
    while from < to && sign(from) && !scan.any_sign(from, "'’‘") {
        from += 1;
    }
    while to > from && sign(to - 1) {
        // The dot of an initial belongs to it.
        let initial = to - 1 > from
            && scan.sign(to - 1, ".")
            && scan.tokens[to - 1].gap == Gap::None
            && scan.tokens[to - 2].shape == Shape::Single;
        if initial {
            break;
        }
        to -= 1;
    }
    let word = roles[from..to].contains(&Role::Word);
    word.then_some((from, to))
}

impl Detector for Tagger<'_> {
    fn detect(&self, scan: &Scan<'_>, out: &mut Vec<Finding>) {
        let names = self.names(scan).into_iter();
        out.extend(names.filter(|name| !of_slug(scan, name)).map(|name| {
            let span = CleanSpan::new(
                scan.tokens[name.from].start as usize,
                scan.tokens[name.to - 1].end as usize,
            );
            let sure = confidence(name.sure);
            Finding::new(span, Kind::Person, Action::Redact, RULE, sure)
        }));
    }
}

/// How many words joined by hyphens make the name of a web page.
const SLUG: usize = 5;

/// Whether a name is no more than some words of the name of a web page, of which none is known as
/// a name: "een-verbod-op-hoofddoek-bij-boas".
fn of_slug(scan: &Scan<'_>, name: &Likely) -> bool {
    let hyphen = |i: usize| scan.sign(i, "-") && scan.tokens[i].gap == Gap::None;
    let small = |i: usize| scan.get(i).is_some_and(|t| t.shape == Shape::Lower);
    let tied = |i: usize| small(i) && scan.tokens[i].gap == Gap::None;
    if (name.from..name.to).any(|i| {
        let sign = scan.tokens[i].shape == Shape::Sign;
        !(sign || small(i)) || scan.tokens[i].is(word::FIRST | word::SURNAME)
    }) {
        return false;
    }
    let (mut from, mut to) = (name.from, name.to);
    while to < name.to + 2 * SLUG && scan.get(to).is_some() && hyphen(to) && tied(to + 1) {
        to += 2;
    }
    while from >= 2 && name.from < from + 2 * SLUG && hyphen(from - 1) && small(from - 2) {
        if scan.tokens[from].gap != Gap::None {
            break;
        }
        from -= 2;
    }
    to - from > 2 * SLUG - 2
}

/// How often a name that is this likely is one: likelihoods are what they say, but for the surest.
fn confidence(sure: f32) -> f32 {
    MOST_SURE * sure
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::engine::lexicon_words;
    use proptest::prelude::*;

    fn names(text: &str) -> Vec<String> {
        let scan = Scan::new(text, 0..text.len(), &lexicon_words());
        let of = |l: Likely| {
            let from = scan.tokens[l.from].start as usize;
            text[from..scan.tokens[l.to - 1].end as usize].to_owned()
        };
        Tagger::built_in()
            .names(&scan)
            .into_iter()
            .map(of)
            .collect()
    }

    #[test]
    fn names_that_no_list_has_are_found_by_their_like() {
        let found = names(
            "Gisteren sprak Wiebrichje Tjoelkerstra met ons over de dijk. Volgens Tjoelkerstra is er haast bij.",
        );
        assert_eq!(found, ["Wiebrichje Tjoelkerstra", "Tjoelkerstra"]);
    }

    #[test]
    fn a_word_that_is_also_a_name_is_one_by_what_stands_around_it() {
        assert_eq!(
            names("Het bos ligt bij de berg. De roos bloeit op vrijdag."),
            Vec::<String>::new()
        );
        assert_eq!(
            names(
                "Ik heb het gisteren nog aan mevrouw Vrijdag gevraagd, maar Roos Berg was er niet."
            ),
            ["Vrijdag", "Roos Berg"]
        );
    }

    #[test]
    fn small_words_and_initials_belong_to_a_name() {
        assert_eq!(
            names("De brief is opgesteld door J.W. van der Kolkhorst en is verzonden."),
            ["J.W. van der Kolkhorst"]
        );
    }

    #[test]
    fn the_name_of_a_web_page_holds_no_names_but_those_that_are_known() {
        let found = |text: &str| {
            let mut found = Vec::new();
            let scan = Scan::new(text, 0..text.len(), &lexicon_words());
            Tagger::built_in().detect(&scan, &mut found);
            found.len()
        };
        assert_eq!(
            found(
                "Zie nos.nl/artikel/2511721-wil-nu-echt-een-landelijk-verbod-op-hoofddoek-bij-boas). Slot."
            ),
            0
        );
    }

    #[test]
    fn sentences_without_people_hold_no_names() {
        let text = "De Tweede Kamer heeft het wetsvoorstel aangenomen. Het Ministerie van Financiën en de \
                    Belastingdienst werken het uit voor Rotterdam en Utrecht.";
        assert_eq!(names(text), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn any_text_can_be_read_and_names_stand_in_order(text in "[A-Za-z .,'\\-\n:()é0-9]{0,200}|\\PC{0,80}") {
            let scan = Scan::new(&text, 0..text.len(), &lexicon_words());
            let mut at = 0;
            for name in Tagger::built_in().names(&scan) {
                prop_assert!(at <= name.from && name.from < name.to && name.to <= scan.tokens.len());
                prop_assert!(name.sure >= LEAST && name.sure <= 1.001);
                at = name.to;
            }
        }
    }
}
