//! The forms in which a name may stand again in its document, and where they stand.

use std::ops::Range;

use super::parts::{Parts, folded};
use super::scan::{Words, word};
use crate::lexicon::words::{is_known, is_word};

/// Of a surname, in an account.
const SHORTEST_ACCOUNT: usize = 4;
const LONGEST_ACCOUNT: usize = 40;
/// Older systems cut accounts off after so many letters.
const CUT: usize = 8;

/// How a term must stand to count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Care {
    /// Anywhere.
    None,
    /// An ordinary word too: not where a sentence begins.
    Inside,
    /// A given name alone: not as part of a longer name.
    Given,
}

/// Where a term comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum From {
    /// A name or a part of one.
    Name,
    /// A form of a name that is a term unless it is a word.
    UnlessWord,
    /// How an account is named after someone: digits may follow.
    Account,
    /// An e-mail address: what the names say of it goes before.
    Address,
}

#[derive(Clone, Copy, Debug)]
struct Term {
    /// Its first eight bytes: most comparisons need no more.
    head: u64,
    at: u32,
    len: u32,
    care: Care,
    from: From,
}

/// What to look for, with how it must stand.
#[derive(Default)]
pub(super) struct Terms {
    /// All terms, one behind the other.
    text: String,
    list: Vec<Term>,
    starts: Starts,
}

impl Terms {
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn of(&self, term: &Term) -> &str {
        &self.text[term.at as usize..][..term.len as usize]
    }

    /// Notes what was written behind `at` as a term.
    fn note(&mut self, at: usize, care: Care, from: From) {
        let len = self.text.len() - at;
        let (Ok(from_byte), Ok(len)) = (u32::try_from(at), u32::try_from(len)) else {
            self.text.truncate(at);
            return;
        };
        if self.text[at..].chars().nth(2).is_none() {
            self.text.truncate(at);
            return;
        }
        self.list.push(Term {
            head: head(&self.text.as_bytes()[at..]),
            at: from_byte,
            len,
            care,
            from,
        });
    }

    fn add(&mut self, parts: &[&str], care: Care, from: From) {
        let at = self.text.len();
        parts.iter().for_each(|p| self.text.push_str(p));
        self.note(at, care, from);
    }

    /// The forms of a name.
    pub fn add_name(&mut self, words: &Words, parts: &Parts, many: bool) {
        let bare =
            parts.initials.is_empty() && parts.firsts.is_empty() && parts.prefixes.is_empty();
        for main in &parts.surnames {
            let care = care_of(words, main);
            let abbreviation = main.chars().count() <= 4 && main.chars().all(char::is_uppercase);
            let unknown = bare && words.flags(main) & (word::FIRST | word::SURNAME) == 0;
            if abbreviation || (unknown && (care == Care::Inside || is_known(&main.to_lowercase())))
            {
                continue;
            }
            if !parts.prefixes.is_empty() {
                self.add(&[&parts.prefixes, " ", main], Care::None, From::Name);
                let at = self.text.len();
                push_capitalised(&mut self.text, &parts.prefixes);
                self.text.push(' ');
                self.text.push_str(main);
                self.note(at, Care::None, From::Name);
            }
            // "Berg" of "Van den Berg" is a word of its own too often.
            if parts.prefixes.is_empty() || care == Care::None {
                self.add(&[main], care, From::Name);
                let at = self.text.len();
                self.text.extend(main.chars().flat_map(char::to_uppercase));
                self.note(at, care, From::Name);
            }
            if care == Care::None && main.chars().count() >= 4 {
                self.add_small(main);
                self.add(&[main, "s"], Care::None, From::Name);
                self.add_misread(main, many);
            }
        }
        for first in &parts.firsts {
            let care = care_of(words, first);
            self.add(&[first], care, From::Name);
            if care == Care::None && first.chars().count() >= 4 && !is_word(&first.to_lowercase()) {
                self.add(&[&first.to_lowercase()], Care::None, From::Name);
                self.add_misread(first, many);
            }
        }
        if parts.surnames.len() + parts.firsts.len() > 1 {
            self.add(&[&parts.text], Care::None, From::Name);
        }
        if let (Some(main), Some(letter)) = (parts.surnames.first(), parts.letter()) {
            self.add_small_whole(parts, main, letter);
            self.add_accounts(parts, main, letter);
            self.add_monograms(words, parts, main, letter);
        }
    }

    /// "wil de haan", "w. de haan": what a chat makes of a full name.
    fn add_small_whole(&mut self, parts: &Parts, main: &str, letter: char) {
        let mut family = parts.prefixes.to_lowercase();
        if !family.is_empty() {
            family.push(' ');
        }
        family.push_str(&main.to_lowercase());
        if let Some(first) = parts.firsts.first() {
            self.add(
                &[&first.to_lowercase(), " ", &family],
                Care::None,
                From::Name,
            );
        }
        let letter = letter.to_lowercase().to_string();
        self.add(&[&letter, ". ", &family], Care::None, From::Name);
    }

    /// "wdehaan", "w.dehaan", "dehaanw", also cut off after eight letters and followed by digits.
    fn add_accounts(&mut self, parts: &Parts, main: &str, letter: char) {
        let letter = folded(&letter.to_string());
        let plain = |text: &str| -> String {
            folded(text)
                .chars()
                .filter(char::is_ascii_alphabetic)
                .collect()
        };
        let family = plain(&parts.prefixes) + &plain(main);
        if family.len() < SHORTEST_ACCOUNT || family.len() > LONGEST_ACCOUNT {
            return;
        }
        for forms in [[&*letter, &*family], [&*family, &*letter]] {
            self.add(&forms, Care::None, From::Account);
        }
        self.add(&[&letter, ".", &family], Care::None, From::Account);
        if family.len() > CUT - 1 {
            self.add(&[&letter, &family[..CUT - 1]], Care::None, From::Account);
            self.add(&[&family[..CUT - 1], &letter], Care::None, From::Account);
        }
    }

    /// "WdH", "HvdS", "ACV": three letters or more that are no abbreviation of anything else.
    fn add_monograms(&mut self, words: &Words, parts: &Parts, main: &str, letter: char) {
        let given: String = if parts.initials.is_empty() {
            parts
                .firsts
                .iter()
                .filter_map(|f| f.chars().next())
                .collect()
        } else {
            parts.initials.clone()
        };
        let prefix: String = parts
            .prefixes
            .split([' ', '.'])
            .filter_map(|p| p.chars().find(|c| c.is_alphabetic()))
            .flat_map(char::to_lowercase)
            .collect();
        let family = main.chars().next().map(String::from).unwrap_or_default();
        let one = letter.to_string();
        for given in [&one, &given] {
            let form = format!("{given}{prefix}{family}");
            let taken = words.flags(&form) != 0 || is_word(&form.to_lowercase());
            if form.chars().nth(2).is_some() && form.len() <= 8 && !taken {
                self.add(&[&form], Care::None, From::Name);
            }
        }
    }

    /// The parts of a name that may stand alone in another document, as they are written. A word
    /// of the language is no name there, unless its prefix is written as a name's: "De Boer".
    pub fn add_bare(&mut self, words: &Words, parts: &Parts) {
        let named = !parts.initials.is_empty() || !parts.firsts.is_empty();
        for main in parts.surnames.iter().filter(|m| is_written_as_name(m)) {
            let listed = words.flags(main) & (word::FIRST | word::SURNAME) != 0;
            let word =
                care_of(words, main) != Care::None || (!listed && is_known(&main.to_lowercase()));
            if word && (!named || parts.prefixes.is_empty()) {
                continue;
            }
            let care = if word { Care::Inside } else { Care::None };
            if !parts.prefixes.is_empty() {
                let at = self.text.len();
                push_capitalised(&mut self.text, &parts.prefixes);
                self.text.push(' ');
                self.text.push_str(main);
                self.note(at, care, From::Name);
            }
            if word {
                continue;
            }
            if !parts.prefixes.is_empty() {
                self.add(&[&parts.prefixes, " ", main], care, From::Name);
            }
            self.add(&[main], care, From::Name);
            self.add(&[main, "s"], care, From::Name);
            let at = self.text.len();
            self.text.extend(main.chars().flat_map(char::to_uppercase));
            self.note(at, care, From::Name);
        }
        for first in parts.firsts.iter().filter(|f| is_written_as_name(f)) {
            let listed = words.flags(first) & word::FIRST != 0;
            if listed && care_of(words, first) == Care::None && !is_word(&first.to_lowercase()) {
                self.add(&[first], Care::Given, From::Name);
            }
        }
    }

    fn add_small(&mut self, name: &str) {
        self.add(&[&name.to_lowercase()], Care::None, From::UnlessWord);
    }

    /// The names that an e-mail address spells.
    pub fn add_local_part(&mut self, words: &Words, local: &str) {
        for part in local.split(|c: char| !c.is_alphabetic()) {
            if part.chars().nth(3).is_some()
                && words.flags(part) & (word::ORDINARY | word::ORGANISATION | word::PLACE) == 0
            {
                let small = part.to_lowercase();
                if !is_word(&small) {
                    let at = self.text.len();
                    push_capitalised(&mut self.text, &small);
                    self.note(at, Care::None, From::Address);
                }
            }
        }
    }

    /// A long name as OCR may have read it: one letter taken for its like, or a blank inside.
    fn add_misread(&mut self, name: &str, many: bool) {
        if many || name.chars().count() < 7 || name.len() > 40 {
            return;
        }
        for (right, wrong) in LIKE {
            for (at, _) in name.match_indices(right) {
                let form = [&name[..at], wrong, &name[at + right.len()..]];
                self.add(&form, Care::None, From::UnlessWord);
            }
        }
        for (at, _) in name.char_indices().skip(2) {
            let form = [&name[..at], " ", &name[at..]];
            self.add(&form, Care::None, From::UnlessWord);
        }
    }

    /// Puts the terms in order, each once. Ends the adding.
    pub fn settle(&mut self) {
        let mut list = std::mem::take(&mut self.list);
        list.sort_unstable_by(|a, b| {
            let texts = || self.of(a).cmp(self.of(b));
            let rest = || (a.from, a.care, a.at).cmp(&(b.from, b.care, b.at));
            a.head.cmp(&b.head).then_with(texts).then_with(rest)
        });
        let mut out: Vec<Term> = Vec::with_capacity(list.len());
        for term in list {
            match out.last_mut() {
                Some(last) if last.head == term.head && self.of(last) == self.of(&term) => {
                    // The first of a name's has the least care. A form that may be a word matters
                    // beside it only where it asks for less.
                    if term.from == From::UnlessWord
                        && last.from == From::Name
                        && last.care == Care::Inside
                        && !is_word(&self.of(&term).to_lowercase())
                    {
                        last.care = Care::None;
                    }
                    // What an address spells is no word.
                    if term.from == From::Address && last.from == From::UnlessWord {
                        last.from = From::Name;
                    }
                }
                _ => out.push(term),
            }
        }
        self.list = out;
        for i in 0..self.list.len() {
            let form = self.of(&self.list[i]).as_bytes();
            let (first, second) = (form[0], form[1]);
            self.starts.add(first, second);
        }
    }

    /// Leaves out a term that is also an ordinary word.
    pub fn forget_ordinary(&mut self, form: &str) {
        if let Ok(i) = self.list.binary_search_by(|t| self.of(t).cmp(form))
            && self.list[i].care == Care::Inside
        {
            self.list.remove(i);
        }
    }

    /// Calls `found` for each place where a term stands as a word or words, in order and without
    /// overlaps: the longest at each place.
    pub fn find(&self, text: &str, mut found: impl FnMut(Range<usize>, Care)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at + 1 < bytes.len() {
            let next = self
                .starts
                .has(bytes[at], bytes[at + 1])
                .then(|| self.longest(text, at));
            at = match next.flatten() {
                Some((end, care)) => {
                    found(at..end, care);
                    end
                }
                None => at + 1,
            };
        }
    }

    /// The end of the longest term that stands at `at` with no letter or digit around it.
    fn longest(&self, text: &str, at: usize) -> Option<(usize, Care)> {
        let glued = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if !text.is_char_boundary(at) || glued(text[..at].chars().next_back()) {
            return None;
        }
        let bytes = &text.as_bytes()[at..];
        // No term has fewer than three bytes; the first two are looked up at once.
        let two = head(bytes) >> 48;
        let from = self.list.partition_point(|t| t.head >> 48 < two);
        let count = self.list[from..].partition_point(|t| t.head >> 48 == two);
        let mut list = &self.list[from..from + count];
        let mut longest = None;
        for (i, &byte) in bytes.iter().enumerate().skip(2) {
            // All of the list begin with what was read so far.
            let key = |t: &Term| self.of(t).as_bytes().get(i).copied();
            let from = list.partition_point(|t| key(t) < Some(byte));
            let to = from + list[from..].partition_point(|t| key(t) == Some(byte));
            list = &list[from..to];
            let Some(first) = list.first() else { break };
            if first.len as usize != i + 1 {
                continue;
            }
            let mut end = at + i + 1;
            if first.from == From::Account {
                let digits = text.as_bytes()[end..].iter().take(4);
                end += digits.take_while(|b| b.is_ascii_digit()).count();
            }
            if !glued(text[end..].chars().next()) && self.holds(first) {
                longest = Some((end, first.care));
            }
        }
        longest
    }

    fn holds(&self, term: &Term) -> bool {
        !matches!(term.from, From::UnlessWord | From::Account)
            || !is_word(&self.of(term).to_lowercase())
    }
}

/// The first eight bytes, in the order in which texts are compared.
fn head(text: &[u8]) -> u64 {
    let mut eight = [0; 8];
    let len = text.len().min(8);
    eight[..len].copy_from_slice(&text[..len]);
    u64::from_be_bytes(eight)
}

/// With which two bytes terms begin: one bit for each hash of two.
#[derive(Default)]
struct Starts([u64; 32]);

impl Starts {
    #[inline]
    fn bit(first: u8, second: u8) -> (usize, u64) {
        let hash = usize::from(first).wrapping_mul(67) ^ usize::from(second).wrapping_mul(5);
        (hash / 64 % 32, 1 << (hash % 64))
    }

    fn add(&mut self, first: u8, second: u8) {
        let (word, bit) = Self::bit(first, second);
        self.0[word] |= bit;
    }

    #[inline]
    fn has(&self, first: u8, second: u8) -> bool {
        let (word, bit) = Self::bit(first, second);
        self.0[word] & bit != 0
    }
}

/// Whether a word has four letters or more, a capital first, and is no abbreviation.
fn is_written_as_name(word: &str) -> bool {
    let capitals = word.chars().skip(2).filter(|c| c.is_uppercase()).count();
    word.chars().nth(3).is_some() && word.starts_with(char::is_uppercase) && capitals == 0
}

fn care_of(words: &Words, name: &str) -> Care {
    let flags = words.flags(name);
    let ordinary = flags
        & (word::ORDINARY
            | word::PLACE
            | word::CALENDAR
            | word::ORGANISATION
            | word::OFFICE
            | word::PREFIX)
        != 0
        || (flags & (word::FIRST | word::SURNAME) == 0 && is_word(&name.to_lowercase()))
        || name.chars().nth(2).is_none();
    if ordinary { Care::Inside } else { Care::None }
}

fn push_capitalised(out: &mut String, text: &str) {
    let mut chars = text.chars();
    if let Some(first) = chars.next() {
        out.extend(first.to_uppercase());
        out.push_str(chars.as_str());
    }
}

/// Letters and what OCR takes them for.
const LIKE: [(&str, &str); 22] = [
    ("l", "i"),
    ("i", "l"),
    ("l", "1"),
    ("i", "1"),
    ("o", "0"),
    ("e", "c"),
    ("c", "e"),
    ("rn", "m"),
    ("m", "rn"),
    ("n", "ri"),
    ("g", "q"),
    ("q", "g"),
    ("h", "b"),
    ("b", "h"),
    ("u", "v"),
    ("v", "u"),
    ("s", "5"),
    ("t", "f"),
    ("f", "t"),
    ("B", "8"),
    ("a", "o"),
    ("o", "a"),
];

/// Whether an ampersand stands beside it: the name of a firm.
pub(super) fn part_of_firm(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with("& ") || text[end..].starts_with(" &")
}

/// Whether a place begins a sentence or a line.
pub(super) fn begins_sentence(text: &str, start: usize) -> bool {
    text[..start]
        .trim_end_matches([' ', '"', '\'', '(', '“', '‘'])
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n' | '•' | '-' | '–'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(forms: &[&str]) -> Terms {
        let mut terms = Terms::default();
        for form in forms {
            terms.add(&[form], Care::None, From::Name);
        }
        terms.settle();
        terms
    }

    fn found<'t>(forms: &[&str], text: &'t str) -> Vec<&'t str> {
        let mut out = Vec::new();
        of(forms).find(text, |range, _| out.push(&text[range]));
        out
    }

    #[test]
    fn the_longest_term_that_ends_with_a_word_is_found() {
        assert_eq!(
            found(&["Jan", "Jan Bos"], "Jan Bos, Jan Bosman, Jandorie"),
            ["Jan Bos", "Jan"]
        );
        assert_eq!(found(&["de Boer", "Boer"], "Beide Boer"), ["Boer"]);
    }

    proptest! {
        #[test]
        fn every_whole_word_that_is_a_term_is_found(
            forms in proptest::collection::vec("[abé]{3,5}", 1..6),
            words in proptest::collection::vec("[abé]{1,5}", 0..12),
        ) {
            let text = words.join(" ");
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            let expected: Vec<&str> = words.iter().map(String::as_str).filter(|w| forms.contains(w)).collect();
            prop_assert_eq!(found(&forms, &text), expected);
        }
    }
}
