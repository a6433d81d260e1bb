//! Words of a block, and what stands around them.

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

    /// Whether the words before it say that a name stands here: a title, a salutation, an initial.
    pub(super) fn follows_title(&self) -> bool {
        let before = self.block[..self.start].trim_end_matches(' ');
        let last = before.rsplit(' ').next().unwrap_or("");
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

const TITLES: [&str; 24] = [
    "dhr", "heer", "mevr", "mevrouw", "mw", "mej", "mr", "drs", "dr", "ir", "ing", "prof", "jhr",
    "jkvr", "ds", "bc", "msc", "bsc", "llm", "ma", "mrs", "ms", "sir", "fam",
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
