//! Which words are Dutch.
//!
//! The dictionary is made from OpenTaal's by `examples/build-words.rs`; see `assets/README.md`.
//! It holds words in lower case, with their inflections, without names.

pub mod gate;
mod memo;

use std::sync::LazyLock;

use fst::raw::{Fst, Node};

static TABLE: &[u8] = include_bytes!("../../../assets/words.gate");
static WORDS: LazyLock<Option<Fst<&'static [u8]>>> =
    LazyLock::new(|| Fst::new(&include_bytes!("../../../assets/words.fst")[..]).ok());

/// The shortest first part of a compound: shorter words are found in anything.
const SHORTEST_PART: usize = 3;

/// Words that are no part of a compound: where one is found, a space was lost or a letter damaged.
const NEVER_PART: [&str; 32] = [
    "dat", "den", "der", "deze", "die", "dit", "een", "geen", "haar", "had", "heeft", "het", "hun",
    "kan", "maar", "met", "naar", "niet", "ons", "onze", "ook", "van", "vit", "was", "wat", "werd",
    "werden", "wij", "wordt", "worden", "zij", "zijn",
];

/// Endings of inflected forms that the dictionary may lack.
const ENDINGS: [&str; 4] = ["e", "en", "s", "n"];

/// Whether a word, in lower case, is in the dictionary, as far as a glance can tell: words that
/// are in it always are, of the others about one in sixty.
#[must_use]
pub fn is_likely(word: &str) -> bool {
    gate::holds(TABLE, word.as_bytes())
}

/// Whether a word, in lower case, is in the dictionary.
#[must_use]
pub fn is_word(word: &str) -> bool {
    let listed = |word: &str| {
        WORDS
            .as_ref()
            .is_some_and(|words| words.get(word).is_some())
    };
    is_likely(word) && memo::ask(&memo::LISTED, word, listed)
}

/// Whether a word, in lower case, is in the dictionary, an inflection of one that is, or made
/// of words that are.
#[must_use]
pub fn is_known(word: &str) -> bool {
    memo::ask(&memo::KNOWN, word, |word| {
        is_word(word) || is_inflected(word) || is_compound(word)
    })
}

/// Whether a word is one of the dictionary with an ending.
fn is_inflected(word: &str) -> bool {
    ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .any(|stem| stem.len() > 4 && is_word(stem))
}

/// Whether a word is two or more words of the dictionary written together, as Dutch does, with
/// or without an s between; only the first may be as short as three letters.
#[must_use]
pub fn is_compound(word: &str) -> bool {
    let Some(words) = WORDS.as_ref() else {
        return false;
    };
    let bytes = word.as_bytes();
    let size = bytes.len();
    if !(2 * SHORTEST_PART + 1..=60).contains(&size) {
        return false;
    }
    // Where a part may start, a bit for each place: each is visited once.
    let mut starts = 1u64;
    for from in 0..size {
        if starts & 1 << from == 0 {
            continue;
        }
        for end in ends_of_words(words, bytes, from) {
            let part = &bytes[from..end];
            let shortest = SHORTEST_PART + usize::from(from > 0);
            if part.len() == size || part.len() < shortest || is_never_part(part) {
                continue;
            }
            starts |= 1 << end;
            let linked = bytes.get(end) == Some(&b's') && end + 1 < size;
            if linked && part.len() > SHORTEST_PART + 1 {
                starts |= 1 << (end + 1);
            }
        }
    }
    starts & 1 << size != 0
}

fn is_never_part(part: &[u8]) -> bool {
    part.len() <= 6 && NEVER_PART.iter().any(|w| w.as_bytes() == part)
}

/// Every word of the dictionary that `seen` can be when up to `most` of the `confusions` (what
/// is seen, what is meant) were made, with how many it took.
pub fn readings<'a>(
    seen: &str,
    confusions: &'a [(&'a str, &'a str)],
    most: u8,
    found: &mut Vec<(u8, String)>,
) {
    if let Some(words) = WORDS.as_ref() {
        let mut search = Search {
            words,
            seen: seen.as_bytes(),
            confusions,
            most,
            read: Vec::with_capacity(seen.len() + 2),
            found,
        };
        search.from(words.root(), 0, 0);
    }
}

/// A walk of the dictionary along a word and its confusions at once.
struct Search<'a, 'f> {
    words: &'a Fst<&'static [u8]>,
    seen: &'a [u8],
    confusions: &'a [(&'a str, &'a str)],
    most: u8,
    read: Vec<u8>,
    found: &'f mut Vec<(u8, String)>,
}

impl<'a> Search<'a, '_> {
    fn from(&mut self, node: Node<'a>, at: usize, made: u8) {
        let Some(&next) = self.seen.get(at) else {
            if node.is_final()
                && let Ok(word) = String::from_utf8(self.read.clone())
            {
                self.found.push((made, word));
            }
            return;
        };
        self.along(node, &[next], at + 1, made);
        if made == self.most {
            return;
        }
        for (seen, meant) in self.confusions {
            // The first byte settles most of them.
            if seen.as_bytes().first() == Some(&next)
                && self.seen[at..].starts_with(seen.as_bytes())
            {
                self.along(node, meant.as_bytes(), at + seen.len(), made + 1);
            }
        }
    }

    /// Goes on from the node that the bytes lead to, if the dictionary has them.
    fn along(&mut self, mut node: Node<'a>, bytes: &[u8], at: usize, made: u8) {
        for &b in bytes {
            let Some(i) = node.find_input(b) else {
                return;
            };
            node = self.words.node(node.transition_addr(i));
        }
        self.read.extend_from_slice(bytes);
        self.from(node, at, made);
        self.read.truncate(self.read.len() - bytes.len());
    }
}

/// Where the words of the dictionary that start at `from` end.
fn ends_of_words<'a>(
    words: &'a Fst<&'static [u8]>,
    bytes: &'a [u8],
    from: usize,
) -> impl Iterator<Item = usize> + 'a {
    let mut node: Option<Node<'a>> = Some(words.root());
    (from..bytes.len()).filter_map(move |at| {
        let here = node?;
        node = here
            .find_input(bytes[at])
            .map(|i| words.node(here.transition_addr(i)));
        node.filter(Node::is_final).map(|_| at + 1)
    })
}

/// Whether a word is an article, a pronoun, a preposition, an auxiliary or the like.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// In order.
const FUNCTION_WORDS: &[&str] = &[
    "aan", "al", "als", "bij", "dan", "dat", "de", "den", "der", "deze", "die", "dit", "door",
    "een", "en", "er", "geen", "haar", "had", "heeft", "het", "hij", "hun", "ik", "in", "is", "je",
    "kan", "maar", "met", "naar", "niet", "nog", "of", "om", "onder", "ons", "onze", "ook", "op",
    "over", "per", "te", "ten", "ter", "tot", "u", "uit", "uw", "van", "vanuit", "via", "voor",
    "was", "wat", "we", "werd", "wij", "wordt", "zal", "ze", "zich", "zij", "zijn", "zo",
];

#[cfg(test)]
mod tests {
    use fst::{IntoStreamer, Streamer};

    use super::*;

    #[test]
    fn inflected_words_and_compounds_are_known() {
        for word in [
            "uitvoering",
            "besluiten",
            "heeft",
            "mooiere",
            "coördinatie",
            "één",
            "organen",
            "e-mail",
        ] {
            assert!(is_word(word), "{word}");
        }
        for word in [
            "bewindspersonenoverleg",
            "uitvoeringsorganisatietoets",
            "bestuursorganen",
            "kabinetsreactietermijn",
        ] {
            assert!(!is_word(word) && is_known(word), "{word}");
        }
        for word in [
            "vitvoering",
            "erentie",
            "vanhet",
            "docurnenten",
            "dillema",
            "xq",
            "",
        ] {
            assert!(!is_word(word), "{word}");
        }
    }

    #[test]
    fn the_gate_lets_every_word_through_and_few_others() {
        let words = WORDS.as_ref().unwrap();
        let (mut all, mut wrong) = (0u32, 0u32);
        let mut stream = words.into_stream();
        while let Some((word, _)) = stream.next() {
            let mut word = word.to_vec();
            assert!(gate::holds(TABLE, &word));
            word.push(b'q');
            all += 1;
            wrong += u32::from(gate::holds(TABLE, &word));
        }
        assert!(all > 200_000 && wrong * 40 < all, "{wrong} of {all}");
    }

    #[test]
    fn function_words_stand_in_order() {
        assert!(FUNCTION_WORDS.is_sorted());
    }
}
