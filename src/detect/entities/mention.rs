//! A mention of a person taken apart for comparison, in any order and case.

use crate::detect::parts::folded;
use crate::detect::scan::{Words, word};
use crate::lexicon::words::is_known;

/// What a mention says of a person's name. Words are in lower case, without accents.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Mention {
    /// Given names.
    pub firsts: Vec<String>,
    /// The words of the surname, without its prefixes.
    pub surnames: Vec<String>,
    /// The prefixes of the surname, written together.
    pub prefix: String,
    /// A word that stands alone: a given name or a surname.
    pub loose: Option<String>,
    /// The initials of the given names.
    pub initials: String,
    /// The initials of the surname: "Karin P.".
    pub tail: String,
}

impl Mention {
    /// Whether it tells a person from others of one name.
    pub fn is_full(&self) -> bool {
        !self.surnames.is_empty() && self.letter().is_some()
            || !self.firsts.is_empty() && !self.tail.is_empty()
    }

    /// Whether it gives a given name in full.
    pub fn is_named(&self) -> bool {
        !self.surnames.is_empty() && !self.firsts.is_empty()
    }

    /// The letters with which the given names begin.
    pub fn letters(&self) -> String {
        if self.initials.is_empty() {
            self.firsts
                .iter()
                .filter_map(|f| f.chars().next())
                .collect()
        } else {
            self.initials.clone()
        }
    }

    /// The first of [`Mention::letters`].
    pub fn letter(&self) -> Option<char> {
        let first = |f: &String| f.chars().next();
        first(&self.initials).or_else(|| self.firsts.first().and_then(first))
    }

    /// Every whole word.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        self.surnames.iter().chain(&self.firsts).chain(&self.loose)
    }
}

/// One word of a mention.
struct Piece<'t> {
    text: &'t str,
    dot: bool,
    /// Behind a hyphen: belongs to the word before it.
    joined: bool,
    bracketed: bool,
    comma: bool,
}

/// Longer mentions are no names.
const LONGEST: usize = 200;
/// Capitals up to this many without a blank between them may be initials: "GC", "AMJ".
const INITIALS: usize = 4;

/// Takes a mention apart.
pub(crate) fn read(words: &Words, text: &str) -> Mention {
    if text.len() > LONGEST {
        return Mention::default();
    }
    // Two full names that were taken out as one passage: it is numbered by the first.
    if let Some((first, rest)) = text.split_once(['\n', '/', ';', '|']) {
        let first = read(words, first);
        if first.is_full() && read(words, rest).is_full() {
            return first;
        }
    }
    if let Some(piece) = own_line(words, text) {
        return read(words, piece);
    }
    let pieces = pieces(text);
    let mut reader = Reader::new(words, &pieces);
    for piece in &pieces {
        reader.read(piece);
    }
    reader.finish()
}

/// The line that names someone, of a mention to which what stands above, below or in the next
/// column was added. None where the lines are one name, or there is only one.
fn own_line<'t>(words: &Words, text: &'t str) -> Option<&'t str> {
    let apart = ["\n\n", ",\n", "   ", "\t"]
        .iter()
        .any(|gap| text.contains(gap));
    if !apart && !text.contains('\n') {
        return None;
    }
    let lines = || {
        text.split(['\n', '\t'])
            .flat_map(|l| l.split("   "))
            .map(str::trim)
            .filter(|l| !l.is_empty())
    };
    if lines().nth(1).is_none() {
        return lines().next().filter(|l| l.len() < text.len());
    }
    let full = lines().find(|l| read(words, l).is_full());
    if full.is_some() || !apart {
        return full;
    }
    if text.contains(",\n") {
        lines().last()
    } else {
        lines().next()
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out: Vec<Piece<'_>> = Vec::new();
    let (mut from, mut bracketed, mut comma, mut joined) = (None, false, false, false);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}');
        if inside {
            from.get_or_insert(at);
            continue;
        }
        if let Some(from) = from.take() {
            out.push(Piece {
                text: unnumbered(text[from..at].trim_matches(['\'', '’'])),
                dot: c == '.',
                joined,
                bracketed,
                comma,
            });
            (comma, joined) = (false, false);
        }
        match c {
            ',' | ';' => comma = true,
            '(' => bracketed = true,
            ')' => bracketed = false,
            '-' | '‐' | '–' => joined = true,
            _ => joined = joined && c == '\n',
        }
    }
    out.retain(|p| !p.text.is_empty());
    out
}

/// "sahin4" is the fourth of that name with an account.
fn unnumbered(text: &str) -> &str {
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.chars().count() > 2 { name } else { text }
}

struct Reader<'w> {
    words: &'w Words,
    out: Mention,
    /// Words whose place is known only at the end: the word, and whether it goes with the last.
    open: Vec<(String, bool, bool)>,
    /// How many of them stood before the prefix.
    before_prefix: Option<usize>,
    turned: bool,
    past_comma: bool,
    shouted: bool,
    /// Whether capitals tell its names from other words.
    capitals: bool,
}

impl<'w> Reader<'w> {
    fn new(words: &'w Words, pieces: &[Piece<'_>]) -> Self {
        let is_word = |p: &&Piece<'_>| !p.bracketed && p.text.chars().count() > 1 && !p.dot;
        let own = |p: &&Piece<'_>| is_word(p) && words.flags(p.text) & word::PREFIX == 0;
        let turned = pieces
            .iter()
            .enumerate()
            .skip(1)
            .any(|(i, p)| p.comma || (i == 1 && stopped(words, &pieces[0])));
        Self {
            words,
            out: Mention::default(),
            open: Vec::new(),
            before_prefix: None,
            turned,
            past_comma: false,
            capitals: pieces
                .iter()
                .any(|p| own(&p) && p.text.starts_with(char::is_uppercase)),
            // "CASTELLANI Giulia": the capitals tell the surname.
            shouted: pieces.iter().any(|p| own(&p) && is_upper(p.text))
                && pieces.iter().any(|p| own(&p) && !is_upper(p.text)),
        }
    }

    fn read(&mut self, piece: &Piece<'_>) {
        if piece.comma {
            self.past_comma = true;
        }
        let text = piece.text;
        let flags = self.words.flags(text);
        let count = text.chars().filter(|c| c.is_alphabetic()).count();
        let named = flags & (word::FIRST | word::SURNAME) != 0;
        if flags & (word::ACADEMIC | word::HONORIFIC | word::POSTNOMINAL) != 0
            && !named
            && !self.past_comma
            && (piece.dot || text.chars().all(char::is_lowercase) || !self.open.is_empty())
        {
            return;
        }
        if piece.bracketed {
            return self.bracketed(text, count);
        }
        let small = text.chars().next().is_some_and(char::is_lowercase);
        let is_prefix = flags & word::PREFIX != 0 || matches!(text, "v" | "d" | "vd" | "vdr");
        if is_prefix && (small || flags & word::SURNAME == 0 || self.past_comma) && !piece.dot
            || matches!(text, "v" | "d") && small
        {
            self.out.prefix.push_str(&folded(text));
            if !self.past_comma {
                self.before_prefix.get_or_insert(self.open.len());
            }
            return;
        }
        if let Some((prefix, rest)) = glued_prefix(text) {
            self.out.prefix.push_str(prefix);
            self.before_prefix.get_or_insert(self.open.len());
            return self.word(rest, rest.chars().count(), piece);
        }
        self.word(text, count, piece);
    }

    fn bracketed(&mut self, text: &str, count: usize) {
        // "(GROW)" is a unit.
        if count > 1 && !is_upper(text) {
            self.out.firsts.push(folded(text));
        }
    }

    fn word(&mut self, text: &str, count: usize, piece: &Piece<'_>) {
        let initials = count == 1
            || piece.dot && count == 2 && !self.past_comma && self.open.is_empty()
            || is_upper(text) && count <= INITIALS && !self.shouted && self.leads(text, piece);
        if initials {
            let letters = folded(text);
            let take = if count == 2 && !is_upper(text) {
                1
            } else {
                count
            };
            let letters: String = letters.chars().take(take).collect();
            if let ([(led, ..)], false, true) = (&self.open[..], self.past_comma, piece.dot)
                && self.words.flags(led) & (word::FIRST | word::SURNAME) == 0
                && is_known(led)
            {
                self.open.clear(); // "Zet M. Wiltvank": the beginning of a sentence
            }
            if self.open.is_empty() || self.past_comma {
                self.out.initials.push_str(&letters);
            } else {
                self.out.tail.push_str(&letters);
            }
            return;
        }
        let word = folded(text);
        let small = text.chars().next().is_some_and(char::is_lowercase);
        let named = self.words.flags(text) & (word::FIRST | word::SURNAME) != 0;
        if self.capitals && small && !named && is_known(&word) {
            return; // "Golestani komen": caught up in the mention
        }
        if self.turned {
            let past = self.past_comma || !self.out.surnames.is_empty() && self.stop_passed(piece);
            if past && (!piece.joined || self.out.surnames.is_empty()) {
                self.out.firsts.push(word);
            } else {
                self.out.surnames.push(word);
            }
            return;
        }
        self.open.push((word, piece.joined, is_upper(text)));
    }

    /// "Visser. Kees": OCR's dot for a comma.
    fn stop_passed(&mut self, piece: &Piece<'_>) -> bool {
        self.past_comma |= !piece.comma && !piece.joined && self.out.surnames.len() == 1;
        self.past_comma
    }

    /// Whether a word in capitals stands where initials stand.
    fn leads(&self, text: &str, piece: &Piece<'_>) -> bool {
        let unknown = self.words.flags(text) & (word::FIRST | word::SURNAME) == 0;
        self.open.is_empty()
            && (piece.dot || (unknown && !text.contains(['A', 'E', 'I', 'O', 'U'])))
    }

    fn finish(mut self) -> Mention {
        let open = std::mem::take(&mut self.open);
        let mut out = self.out;
        if open.is_empty() {
            return out;
        }
        let prefixed = self.before_prefix.filter(|&n| n < open.len());
        let alone = open.iter().filter(|(_, joined, _)| !joined).count() == 1;
        let given = |w: &str| self.words.flags(w) & (word::FIRST | word::SURNAME) == word::FIRST;
        if alone && out.initials.is_empty() && self.before_prefix == Some(0) && given(&open[0].0) {
            // "van Sanne": no prefix of a surname.
            out.prefix.clear();
            out.loose = open.into_iter().map(|o| o.0).next();
            return out;
        }
        let led = !out.initials.is_empty() || self.before_prefix == Some(0);
        if alone && !led && !out.tail.is_empty() {
            out.firsts.extend(open.into_iter().map(|o| o.0));
        } else if alone && !led && open.len() == 1 {
            out.loose = open.into_iter().map(|o| o.0).next();
        } else if led || (alone && open.len() > 1 && prefixed.is_none()) {
            out.surnames.extend(open.into_iter().map(|o| o.0));
        } else if self.shouted {
            for (word, _, upper) in open {
                if upper {
                    &mut out.surnames
                } else {
                    &mut out.firsts
                }
                .push(word);
            }
        } else {
            let cut = prefixed.unwrap_or_else(|| {
                1 + open[1..]
                    .iter()
                    .take_while(|(_, joined, _)| *joined)
                    .count()
            });
            for (i, (word, ..)) in open.into_iter().enumerate() {
                if i < cut {
                    &mut out.firsts
                } else {
                    &mut out.surnames
                }
                .push(word);
            }
        }
        out
    }
}

/// Whether a word of a name ends in a dot as no initial does.
fn stopped(words: &Words, piece: &Piece<'_>) -> bool {
    piece.dot
        && piece.text.chars().count() > INITIALS
        && words.flags(piece.text) & (word::ACADEMIC | word::HONORIFIC) == 0
}

/// "vdHeuvel", "vanDijk".
fn glued_prefix(text: &str) -> Option<(&'static str, &str)> {
    ["vander", "vanden", "vande", "van", "vd", "v", "de"]
        .into_iter()
        .find_map(|p| {
            let rest = text.strip_prefix(p)?;
            rest.starts_with(char::is_uppercase).then_some((p, rest))
        })
}

fn is_upper(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::engine;

    fn told(text: &str) -> String {
        let m = read(&engine::lexicon_words(), text);
        format!(
            "{}|{}|{}|{}|{}|{}",
            m.firsts.join(" "),
            m.initials,
            m.prefix,
            m.surnames.join(" "),
            m.tail,
            m.loose.unwrap_or_default()
        )
    }

    #[test]
    fn a_name_is_read_in_every_order() {
        for (text, parts) in [
            ("Lubna Wiltvank", "lubna|||wiltvank||"),
            ("Wiltvank, L. (Lubna)", "lubna|l||wiltvank||"),
            ("WILTVANK Lubna", "lubna|||wiltvank||"),
            ("Wiltvank, Lubna van der", "lubna||vander|wiltvank||"),
            (
                "mr. L.A. van der Wiltvank-Ooms",
                "|la|vander|wiltvank ooms||",
            ),
            ("Van der Wiltvank", "||vander|wiltvank||"),
            ("vdWiltvank", "||vd|wiltvank||"),
            ("Lubna W.", "lubna||||w|"),
            ("Sjaak de K.", "sjaak||de||k|"),
            ("wiltvank", "|||||wiltvank"),
            ("Auke-Jan Wiltvank", "auke jan|||wiltvank||"),
            ("GC. Wiltvank", "|gc||wiltvank||"),
        ] {
            assert_eq!(told(text), parts, "{text}");
        }
    }
}
