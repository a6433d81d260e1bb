//! Words of a block, and what stands around them.

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
const DUTCH: [&str; 48] = [
    "aan", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er",
    "geen", "haar", "heb", "heeft", "het", "hij", "hun", "ik", "je", "kan", "maar", "met", "naar",
    "niet", "nog", "om", "onder", "ons", "onze", "ook", "te", "tot", "u", "uit", "uw", "van",
    "voor", "wat", "wij", "wordt", "zal", "ze", "zich", "zij", "zijn",
];

/// Words that make a sentence English.
const ENGLISH: [&str; 24] = [
    "a", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "not", "on", "our",
    "that", "the", "their", "this", "to", "which", "with", "you", "your", "it",
];

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
        let back = self.just_before().rsplit(' ').skip(1);
        let on = self.just_behind().split(' ').skip(1);
        let near = back.filter(|w| !w.is_empty()).take(3);
        let near = near.chain(on.filter(|w| !w.is_empty()).take(3));
        let mut all = 0;
        for (place, word) in around.iter_mut().zip(near) {
            *place = word.trim_matches(|c: char| !c.is_alphanumeric());
            all += 1;
        }
        let around = &around[..all];
        // The cheap questions first: most scraps end here.
        around.iter().any(|w| DUTCH.contains(w))
            && !around.iter().any(|w| ENGLISH.contains(w))
            && 3 * around.iter().filter(|w| !is_sound(w)).count() <= all
    }

    /// Whether the words before it say that a name stands here: a title, a salutation, an initial.
    pub(super) fn follows_title(&self) -> bool {
        let before = self.just_before();
        let last = before
            .trim_end_matches(' ')
            .rsplit(' ')
            .next()
            .unwrap_or("");
        if last.len() > 12 {
            return false;
        }
        let bare = last.trim_matches(|c: char| !c.is_alphanumeric());
        let initial = last.ends_with('.')
            && !bare.is_empty()
            && bare.split('.').all(|p| p.chars().count() <= 2)
            && bare.starts_with(char::is_uppercase);
        initial || TITLES.iter().any(|t| bare.eq_ignore_ascii_case(t))
    }
}

const TITLES: [&str; 36] = [
    "dhr", "heer", "mevr", "mevrouw", "mw", "mej", "mr", "drs", "dr", "ir", "ing", "prof", "jhr",
    "jkvr", "ds", "bc", "msc", "bsc", "llm", "ma", "mrs", "ms", "sir", "fam", "beste", "geachte",
    "lieve", "hoi", "hi", "hallo", "dag", "groet", "groeten", "gr", "mvg", "collega",
];

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
