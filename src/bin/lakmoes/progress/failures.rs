//! Failures are told as they happen, but a thousand of one kind are one message.

use std::collections::BTreeMap;

/// So many of one reason are told.
const TOLD: usize = 20;

/// What to do with a failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    /// Tell it.
    Tell,
    /// Tell it, and that more of these are only counted.
    TellAndHush,
    /// Only count it.
    Count,
}

/// How many failed, for each reason.
#[derive(Debug, Default)]
pub(super) struct Failures {
    by_code: BTreeMap<String, usize>,
    all: bool,
}

impl Failures {
    /// `all` tells every one, however many there are.
    pub(super) fn new(all: bool) -> Self {
        Self {
            all,
            ..Self::default()
        }
    }

    /// One more failed.
    pub(super) fn heard(&mut self, code: &str) -> Word {
        let n = self.by_code.entry(code.to_owned()).or_default();
        *n += 1;
        match *n {
            _ if self.all => Word::Tell,
            n if n < TOLD => Word::Tell,
            TOLD => Word::TellAndHush,
            _ => Word::Count,
        }
    }

    /// How many failed.
    pub(super) fn count(&self) -> usize {
        self.by_code.values().sum()
    }

    /// How many of each reason were not told.
    pub(super) fn untold(&self) -> impl Iterator<Item = (&str, usize)> {
        let most = if self.all { usize::MAX } else { TOLD };
        self.by_code
            .iter()
            .filter(move |&(_, &n)| n > most)
            .map(move |(code, &n)| (code.as_str(), n - most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_kind_are_told_and_the_rest_are_counted() {
        let mut failures = Failures::new(false);
        let words: Vec<_> = (0..332).map(|_| failures.heard("no-text-layer")).collect();
        failures.heard("empty");
        assert!(words[..19].iter().all(|&w| w == Word::Tell));
        assert_eq!(words[19], Word::TellAndHush);
        assert!(words[20..].iter().all(|&w| w == Word::Count));
        assert_eq!(
            failures.untold().collect::<Vec<_>>(),
            [("no-text-layer", 312)]
        );
        assert_eq!(failures.count(), 333);
    }

    #[test]
    fn who_asks_for_more_is_told_all() {
        let mut failures = Failures::new(true);
        assert!((0..100).all(|_| failures.heard("empty") == Word::Tell));
        assert_eq!(failures.untold().count(), 0);
    }
}
