//! Which words are Dutch.

/// Whether a word, in lower case, is in the dictionary.
#[must_use]
pub fn is_word(_word: &str) -> bool {
    false
}

/// Whether a word, in lower case, is in the dictionary or made of words that are.
#[must_use]
pub fn is_known(word: &str) -> bool {
    is_word(word)
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

/// Whether a word, in lower case, is in the dictionary, as far as a glance can tell: words that
/// are in it always are, of the others nearly none.
#[must_use]
pub fn is_likely(_word: &str) -> bool {
    true
}
