//! Many values sought at once in one pass over a text.

use super::fold::{fold, folded, is_word};
use crate::model::Kind;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{Anchored, MatchKind};
use std::ops::Range;

/// One value to find again.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Needle {
    /// What it is.
    pub kind: Kind,
    /// The value as it was.
    value: String,
    /// Only in exactly these letters and this case: for values that are also ordinary words.
    exact: bool,
}

impl Needle {
    /// A value that is found in any form.
    #[must_use]
    pub fn any_form(kind: Kind, value: &str) -> Self {
        Self {
            kind,
            value: value.to_owned(),
            exact: false,
        }
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// A value that is found only as it is written.
    #[must_use]
    pub fn as_written(kind: Kind, value: &str) -> Self {
        Self {
            kind,
            value: value.to_owned(),
            exact: true,
        }
    }
}

/// A set of values, ready to be found.
pub struct Needles {
    needles: Vec<Needle>,
    automaton: Option<NFA>,
    longest: usize,
}

impl Needles {
    /// Prepares a set. Values without a letter or digit are left out: they cannot be found.
    #[must_use]
    pub fn new(mut needles: Vec<Needle>) -> Self {
        needles.sort();
        needles.dedup();
        let mut patterns: Vec<Vec<u8>> = Vec::with_capacity(needles.len());
        needles.retain(|needle| {
            let bytes = folded(&needle.value);
            let some = !bytes.is_empty();
            if some {
                patterns.push(bytes);
            }
            some
        });
        let longest = patterns.iter().map(Vec::len).max().unwrap_or(0);
        let automaton = (!patterns.is_empty())
            .then(|| {
                NFA::builder()
                    .match_kind(MatchKind::Standard)
                    .build(&patterns)
                    .ok()
            })
            .flatten();
        assert!(
            patterns.is_empty() || automaton.is_some(),
            "as many needles as there are state numbers"
        );
        Self {
            needles,
            automaton,
            longest,
        }
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// Calls `found` with the needle and the byte range of each match.
    /// Matches may overlap. `found` returns false to stop.
    pub fn find(&self, text: &str, mut found: impl FnMut(&Needle, Range<usize>) -> bool) {
        let Some(automaton) = &self.automaton else {
            return;
        };
        let start = automaton
            .start_state(Anchored::No)
            .expect("unanchored search is always built");
        let mut search = Search {
            automaton,
            state: start,
            starts: vec![0; self.longest],
            count: 0,
        };
        for (at, c) in text.char_indices() {
            let mut hits = Hits::default();
            fold(c, |byte| search.step(byte, at, &mut hits));
            for &(pattern, from) in &hits.0 {
                let range = from..at + c.len_utf8();
                if self.stands_alone(pattern, text, &range) && !found(&self.needles[pattern], range)
                {
                    return;
                }
            }
        }
    }

    fn stands_alone(&self, pattern: usize, text: &str, range: &Range<usize>) -> bool {
        let before = text[..range.start].chars().next_back();
        let after = &text[range.end..];
        let needle = &self.needles[pattern];
        if before.is_some_and(is_word) || !ends_word(after) {
            return false;
        }
        !needle.exact || text[range.clone()] == needle.value
    }
}

/// A word ends here: at its edge, or before the s of a genitive.
fn ends_word(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None => true,
        Some('s') => !chars.next().is_some_and(is_word),
        Some(c) => !is_word(c),
    }
}

#[derive(Default)]
struct Hits(Vec<(usize, usize)>);

struct Search<'a> {
    automaton: &'a NFA,
    state: StateID,
    /// Where each of the last folded bytes came from, as a ring.
    starts: Vec<usize>,
    count: usize,
}

impl Search<'_> {
    #[inline]
    fn step(&mut self, byte: u8, at: usize, hits: &mut Hits) {
        let ring = self.starts.len();
        self.starts[self.count % ring] = at;
        self.count += 1;
        self.state = self.automaton.next_state(Anchored::No, self.state, byte);
        if self.automaton.is_special(self.state) && self.automaton.is_match(self.state) {
            for i in 0..self.automaton.match_len(self.state) {
                let pattern = self.automaton.match_pattern(self.state, i);
                let len = self.automaton.pattern_len(pattern);
                hits.0
                    .push((pattern.as_usize(), self.starts[(self.count - len) % ring]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(needle: Needle, text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        Needles::new(vec![needle]).find(text, |_, range| {
            out.push(&text[range]);
            true
        });
        out
    }

    #[test]
    fn a_value_is_found_however_it_is_spaced_cased_or_damaged() {
        let text =
            "JAN DE WAARD, jan.de.waard@x, Jan de\nWaard, Jan d e Waard, Jan de Waards brief";
        assert_eq!(
            found(Needle::any_form(Kind::Person, "Jan de Waard"), text).len(),
            5
        );
    }

    #[test]
    fn a_value_inside_a_longer_word_is_not_the_value() {
        assert!(
            found(
                Needle::any_form(Kind::Person, "Waard"),
                "waarde, Waardenburg, bewaard"
            )
            .is_empty()
        );
    }

    #[test]
    fn an_ordinary_word_is_found_only_as_written() {
        assert_eq!(
            found(
                Needle::as_written(Kind::Person, "Bos"),
                "het bos, BOS, Bos, Bossche"
            ),
            ["Bos"]
        );
    }

    #[test]
    fn numbers_are_found_across_their_separators() {
        assert_eq!(
            found(
                Needle::any_form(Kind::Person, "0612345678"),
                "bel 06-12 34 56 78."
            ),
            ["06-12 34 56 78"]
        );
    }

    #[test]
    fn nothing_is_sought_when_there_is_nothing_to_seek() {
        assert!(Needles::new(vec![Needle::any_form(Kind::Person, "--")]).is_empty());
    }

    #[test]
    fn a_needle_is_found_after_text_with_accents() {
        assert_eq!(
            found(Needle::any_form(Kind::Person, "Zoë Ümit"), "één Zoë Ümit é"),
            ["Zoë Ümit"]
        );
    }
}
