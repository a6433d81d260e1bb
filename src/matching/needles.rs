//! Many values sought at once in one pass over a text.
//!
//! A match begins at the beginning of a word, and few words begin as a value does: the first two
//! folded bytes of each word are looked up in a small table, and only where they are those of a
//! value is the value compared, letter by letter.

use super::fold::{fold, folded, is_word, of_ascii};
use crate::model::Kind;
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

    /// Whether it is found only as it is written.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.exact
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
    /// With their folded forms, sorted by these.
    needles: Vec<(Vec<u8>, Needle)>,
    /// Where the values with each two first bytes begin.
    heads: Vec<([u8; 2], usize)>,
    /// One bit for each hash of two first folded bytes.
    starts: [u64; WORDS],
}

/// 2048 bits: a few dozen values leave nearly all of them empty.
const WORDS: usize = 32;

fn bit(first: u8, second: u8) -> (usize, u64) {
    let hash = (usize::from(first) * 67) ^ (usize::from(second) * 5);
    (hash / 64 % WORDS, 1 << (hash % 64))
}

impl Needles {
    /// Prepares a set. Values of fewer than two letters or digits are left out: they would be found
    /// everywhere.
    #[must_use]
    pub fn new(needles: Vec<Needle>) -> Self {
        let mut needles: Vec<_> = needles
            .into_iter()
            .map(|n| (folded(&n.value), n))
            .filter(|(f, _)| f.len() > 1)
            .collect();
        needles.sort();
        needles.dedup();
        let mut starts = [0; WORDS];
        let mut heads: Vec<([u8; 2], usize)> = Vec::new();
        for (i, (form, _)) in needles.iter().enumerate() {
            let head = [form[0], form[1]];
            if heads.last().is_none_or(|(last, _)| *last != head) {
                let (word, mask) = bit(head[0], head[1]);
                starts[word] |= mask;
                heads.push((head, i));
            }
        }
        Self {
            needles,
            heads,
            starts,
        }
    }

    /// The values, in order of their folded forms.
    pub fn all(&self) -> impl Iterator<Item = &Needle> {
        self.needles.iter().map(|(_, needle)| needle)
    }

    /// Whether there is nothing to find.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty()
    }

    /// The values, in the order of their folded forms.
    pub fn iter(&self) -> impl Iterator<Item = &Needle> {
        self.needles.iter().map(|(_, needle)| needle)
    }

    /// Calls `found` with the needle and the byte range of each match, in order of their starts.
    /// Matches may overlap. `found` returns false to stop.
    pub fn find(&self, text: &str, mut found: impl FnMut(&Needle, Range<usize>) -> bool) {
        if self.needles.is_empty() {
            return;
        }
        let bytes = text.as_bytes();
        let mut inside = false;
        let mut at = 0;
        while at < bytes.len() {
            let (word, mut len) = word_sign(text, at);
            let begins = word && !inside && self.may_begin(&bytes[at..]);
            if begins && !self.find_at(text, at, &mut found) {
                return;
            }
            inside = word;
            if word {
                let rest = bytes[at + len..].iter();
                len += rest.take_while(|b| b.is_ascii_alphanumeric()).count();
            }
            at += len;
        }
    }

    /// False where the two first bytes, two letters or digits, are those of no value.
    #[inline]
    fn may_begin(&self, bytes: &[u8]) -> bool {
        let two = match bytes {
            [a, b, ..] => of_ascii(*a).zip(of_ascii(*b)),
            _ => None,
        };
        two.is_none_or(|(first, second)| {
            let (word, mask) = bit(first, second);
            self.starts[word] & mask != 0
        })
    }

    /// The values that begin at `at`, where a word begins. False when `found` says to stop.
    fn find_at(
        &self,
        text: &str,
        at: usize,
        found: &mut impl FnMut(&Needle, Range<usize>) -> bool,
    ) -> bool {
        let rest = &text[at..];
        let Some((first, second)) = two_folded(rest) else {
            return true;
        };
        let (word, mask) = bit(first, second);
        if self.starts[word] & mask == 0 {
            return true;
        }
        // All of the list begin with what was read so far; in order, so that those that end here
        // come first.
        let mut list = self.with_head([first, second]);
        let mut read = 0;
        for (i, c) in rest.char_indices() {
            if is_barrier(c) || list.is_empty() {
                return true;
            }
            let before = read;
            fold(c, |byte| {
                if read > 1 {
                    let sign = |(form, _): &(Vec<u8>, Needle)| form.get(read).copied();
                    let from = list.partition_point(|n| sign(n) < Some(byte));
                    let to = from + list[from..].partition_point(|n| sign(n) == Some(byte));
                    list = &list[from..to];
                }
                read += 1;
            });
            if read == before {
                continue;
            }
            let range = at..at + i + c.len_utf8();
            for (_, needle) in list.iter().take_while(|(form, _)| form.len() == read) {
                let fits = ends_word(&text[range.end..])
                    && (!needle.exact || text[range.clone()] == needle.value);
                if fits && !found(needle, range.clone()) {
                    return false;
                }
            }
        }
        true
    }

    /// The values that begin with these two folded bytes.
    fn with_head(&self, head: [u8; 2]) -> &[(Vec<u8>, Needle)] {
        let at = self.heads.partition_point(|(h, _)| *h < head);
        match self.heads.get(at) {
            Some(&(h, from)) if h == head => {
                let to = self.heads.get(at + 1).map_or(self.needles.len(), |h| h.1);
                &self.needles[from..to]
            }
            _ => &[],
        }
    }
}

/// Whether the character at a boundary belongs to a word, and its length in bytes.
#[inline]
fn word_sign(text: &str, at: usize) -> (bool, usize) {
    let byte = text.as_bytes()[at];
    if byte.is_ascii() {
        return (byte.is_ascii_alphanumeric(), 1);
    }
    text[at..]
        .chars()
        .next()
        .map_or((false, 1), |c| (is_word(c), c.len_utf8()))
}

/// The first two folded bytes of a text.
#[inline]
fn two_folded(text: &str) -> Option<(u8, u8)> {
    let mut first = None;
    let mut second = None;
    for c in text.chars() {
        fold(c, |byte| match (first, second) {
            (None, _) => first = Some(byte),
            (_, None) => second = Some(byte),
            _ => {}
        });
        if let (Some(first), Some(second)) = (first, second) {
            return Some((first, second));
        }
    }
    None
}

/// No value goes on over a bracket: what stands in it is most often a label, whose digits are no
/// letters of a name.
fn is_barrier(c: char) -> bool {
    matches!(c, '[' | ']')
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
    fn a_label_is_no_part_of_a_value() {
        assert!(
            found(
                Needle::any_form(Kind::Person, "Waarden5"),
                "Waarden [5.1.2e]"
            )
            .is_empty()
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

    proptest::proptest! {
        #[test]
        fn many_values_are_found_as_each_alone_would_be(
            values in proptest::collection::vec("[abß .]{2,6}", 1..8),
            text in "[abß. \\[]{0,24}",
        ) {
            let needle = |v: &String| Needle::any_form(Kind::Person, v);
            let places = |needles: Vec<Needle>| {
                let mut out = Vec::new();
                Needles::new(needles).find(&text, |n, range| {
                    out.push((n.value().to_owned(), range.start, range.end));
                    true
                });
                out.sort();
                out.dedup();
                out
            };
            let mut each: Vec<_> = values.iter().flat_map(|v| places(vec![needle(v)])).collect();
            each.sort();
            each.dedup();
            proptest::prop_assert_eq!(places(values.iter().map(needle).collect()), each);
        }
    }
}
