//! Words of a block, and what stands around them.

use super::small::Small;
use crate::lexicon::words;

/// A run of letters and digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token<'a> {
    /// The whole block.
    pub(super) block: &'a str,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// How many bytes around a word are looked at.
const WINDOW: usize = 100;

/// Words that make a sentence Dutch, and no English.
static DUTCH: Small = Small::of(&[
    "aan", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er",
    "geen", "haar", "heb", "heeft", "het", "hij", "hun", "ik", "je", "kan", "maar", "met", "naar",
    "niet", "nog", "om", "onder", "ons", "onze", "ook", "te", "tot", "u", "uit", "uw", "van",
    "voor", "wat", "wij", "wordt", "zal", "ze", "zich", "zij", "zijn",
]);

/// Words that make a sentence English.
static ENGLISH: Small = Small::of(&[
    "a", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "not", "on", "our",
    "that", "the", "their", "this", "to", "which", "with", "you", "your", "it",
]);

/// Whether this may stand in a sentence: a word, a number, a name, an abbreviation.
fn is_sound(bare: &str) -> bool {
    if bare.len() > 2 && bare.starts_with(char::is_lowercase) {
        return words::is_likely(bare)
            || bare.contains(['-', '\'', '’', '/', '.'])
            || words::is_known(bare);
    }
    // A name is sound whatever its letters: nothing published may depend on them.
    bare.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
        || bare.chars().take(3).count() > 2
        || words::is_function_word(&bare.to_lowercase())
        || bare == "v"
        || bare == "vw"
}

/// A word that is longer than this is none: nothing looks at it.
pub(super) const LONGEST: usize = 64;

impl<'a> Token<'a> {
    /// The token itself.
    pub(super) fn text(&self) -> &'a str {
        &self.block[self.start..self.end]
    }

    /// The character right before it.
    pub(super) fn before(&self) -> Option<char> {
        self.block[..self.start].chars().next_back()
    }

    /// The character right behind it.
    pub(super) fn after(&self) -> Option<char> {
        self.block[self.end..].chars().next()
    }

    /// The next token, when only a single space lies between.
    pub(super) fn next(&self) -> Option<Token<'a>> {
        let rest = self.block[self.end..].strip_prefix(' ')?;
        let len = run_len(rest.chars());
        (len > 0).then_some(Token {
            block: self.block,
            start: self.end + 1,
            end: self.end + 1 + len,
        })
    }

    /// The token before, when only a single space lies between.
    pub(super) fn previous(&self) -> Option<Token<'a>> {
        let before = self.block[..self.start].strip_suffix(' ')?;
        let len = run_len(before.chars().rev());
        (len > 0).then_some(Token {
            block: self.block,
            start: before.len() - len,
            end: before.len(),
        })
    }

    /// Whether it stands free: with blanks or ordinary punctuation around it, not as a part of
    /// an address, a code, a path or a hyphenated word.
    pub(super) fn stands_free(&self) -> bool {
        let opens = |c: char| c.is_whitespace() || "(\"'“‘„’[".contains(c);
        let closes = |c: char| c.is_whitespace() || ").,;:!?\"'”’]".contains(c);
        if !self.before().is_none_or(opens) {
            return false;
        }
        let mut rest = self.block[self.end..].chars();
        match rest.next() {
            None => true,
            Some(c) if c.is_whitespace() => true,
            Some(c) if closes(c) => rest.next().is_none_or(|n| !n.is_alphanumeric()),
            Some(_) => false,
        }
    }

    /// As much of the block before it as matters for its reading.
    pub(super) fn just_before(&self) -> &'a str {
        let from = self
            .block
            .floor_char_boundary(self.start.saturating_sub(WINDOW));
        &self.block[from..self.start]
    }

    /// As much of the block behind it as matters for its reading.
    pub(super) fn just_behind(&self) -> &'a str {
        let to = self
            .block
            .floor_char_boundary((self.end + WINDOW).min(self.block.len()));
        &self.block[self.end..to.max(self.end)]
    }

    /// Whether it stands in a Dutch sentence: among words, not among scraps of a picture, and
    /// with Dutch function words near, not English ones.
    pub(super) fn among_dutch(&self) -> bool {
        let mut around = [""; 6];
        let mut all = 0;
        let mut note = |word: &'a str| {
            around[all] = word.trim_matches(|c: char| !c.is_alphanumeric());
            all += 1;
        };
        words_back(self.just_before()).take(3).for_each(&mut note);
        words_on(self.just_behind()).take(3).for_each(&mut note);
        let around = &around[..all];
        // The cheap questions first: most scraps end here.
        around.iter().any(|w| DUTCH.contains(w))
            && !around.iter().any(|w| ENGLISH.contains(w))
            && 3 * around.iter().filter(|w| !is_sound(w)).count() <= all
    }

    /// Whether the words before it say that a name stands here: a title, a salutation, an initial.
    pub(super) fn follows_title(&self) -> bool {
        // What is longer than a title is none, so a glance is enough.
        let before = self.just_before().trim_end_matches(' ');
        let bytes = before.as_bytes();
        let lead = bytes.iter().rev().take(LONGEST_TITLE + 1);
        let len = lead.take_while(|&&b| b != b' ').count();
        let Some(last) = before.get(before.len() - len..) else {
            return false; // cuts through a character: too long
        };
        if last.len() > LONGEST_TITLE {
            return false;
        }
        let bare = last.trim_matches(|c: char| !c.is_alphanumeric());
        let initial = last.ends_with('.')
            && !bare.is_empty()
            && bare.split('.').all(|p| p.chars().count() <= 2)
            && bare.starts_with(char::is_uppercase);
        initial || TITLES.contains_any_case(bare)
    }
}

/// A title with its point, or initials, is not longer than this.
const LONGEST_TITLE: usize = 12;

static TITLES: Small = Small::of(&[
    "dhr", "heer", "mevr", "mevrouw", "mw", "mej", "mr", "drs", "dr", "ir", "ing", "prof", "jhr",
    "jkvr", "ds", "bc", "msc", "bsc", "llm", "ma", "mrs", "ms", "sir", "fam", "beste", "geachte",
    "lieve", "hoi", "hi", "hallo", "dag", "groet", "groeten", "gr", "mvg", "collega",
]);

/// The words before the one that the text ends in, last first.
fn words_back(text: &str) -> impl Iterator<Item = &str> {
    words_beyond(text, |text| cut_back(text).map(|(rest, word)| (word, rest)))
}

/// The words behind the one that the text begins in.
fn words_on(text: &str) -> impl Iterator<Item = &str> {
    words_beyond(text, cut_on)
}

/// The words beyond the first that `cut` parts from the rest.
fn words_beyond<'t>(
    text: &'t str,
    cut: impl Fn(&'t str) -> Option<(&'t str, &'t str)>,
) -> impl Iterator<Item = &'t str> {
    let mut rest = cut(text).map(|(_, rest)| rest);
    std::iter::from_fn(move || {
        loop {
            let text = rest?;
            let word = match cut(text) {
                Some((word, beyond)) => {
                    rest = Some(beyond);
                    word
                }
                None => {
                    rest = None;
                    text
                }
            };
            if !word.is_empty() {
                return Some(word);
            }
        }
    })
}

/// What is before and behind the last space. Words are short: a search by byte is the fastest.
fn cut_back(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|b| b == b' ')?;
    Some((&text[..at], &text[at + 1..]))
}

/// What is before and behind the first space.
fn cut_on(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|b| b == b' ')?;
    Some((&text[..at], &text[at + 1..]))
}

/// The bytes of the run of letters and digits that the characters begin with; 0 when it is too long.
fn run_len(chars: impl Iterator<Item = char>) -> usize {
    let mut len = 0;
    for c in chars.take_while(|c| c.is_alphanumeric()) {
        len += c.len_utf8();
        if len > LONGEST {
            return 0;
        }
    }
    len
}
