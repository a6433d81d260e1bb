//! The small words of Dutch: what keeps a sentence open, and what makes a line a sentence.
//!
//! Asked of most words of a text, so both lists are one table in which a word is found by hash.

/// Words after which a sentence can't end: articles, prepositions, conjunctions, possessives.
const KEEPS_OPEN: &[&str] = &[
    "de",
    "het",
    "een",
    "en",
    "of",
    "van",
    "voor",
    "naar",
    "in",
    "op",
    "te",
    "ter",
    "ten",
    "met",
    "door",
    "bij",
    "om",
    "dat",
    "die",
    "als",
    "dan",
    "tot",
    "over",
    "onder",
    "uit",
    "per",
    "tegen",
    "tussen",
    "deze",
    "dit",
    "zijn",
    "haar",
    "hun",
    "uw",
    "onze",
    "ons",
    "mijn",
    "der",
    "des",
    "den",
    "aan",
    "maar",
    "want",
    "omdat",
    "zoals",
    "waarin",
    "waarbij",
    "waarop",
    "welke",
    "wordt",
    "worden",
    "is",
    "heeft",
    "hebben",
    "kan",
    "zal",
    "moet",
    "betreffende",
    "inzake",
    "omtrent",
    "zonder",
    "binnen",
    "volgens",
    "namens",
    "tweede",
    "eerste",
    "the",
    "and",
    "to",
];

/// Finite verbs and pronouns common enough to tell a sentence from a title or a name.
const MAKES_SENTENCE: &[&str] = &[
    "is",
    "zijn",
    "was",
    "waren",
    "wordt",
    "worden",
    "werd",
    "werden",
    "heeft",
    "hebben",
    "had",
    "hebt",
    "heb",
    "kan",
    "kunnen",
    "kunt",
    "zal",
    "zullen",
    "zult",
    "zou",
    "zouden",
    "moet",
    "moeten",
    "mag",
    "mogen",
    "gaat",
    "gaan",
    "komt",
    "komen",
    "vraagt",
    "verzoekt",
    "verzoeken",
    "ontvangt",
    "geeft",
    "geven",
    "staat",
    "staan",
    "blijkt",
    "blijft",
    "maakt",
    "doet",
    "wil",
    "willen",
    "wilt",
    "bied",
    "biedt",
    "stelt",
    "stuur",
    "stuurt",
    "stuurde",
    "vindt",
    "vind",
    "treft",
    "ik",
    "u",
    "wij",
    "we",
    "hij",
    "zij",
    "ze",
    "er",
    "hierbij",
    "dient",
    "dienen",
    "neemt",
    "nemen",
    "ligt",
    "liggen",
    "leidt",
    "betreft",
    "betekent",
    "vormt",
    "volgt",
    "vloeit",
    "geldt",
    "gelden",
    "bevat",
    "bevatten",
    "verleent",
    "verwijs",
    "vervalt",
];

/// Whether a sentence can't end with this word.
#[must_use]
pub fn keeps_open(word: &str) -> bool {
    class(word) & OPEN != 0
}

/// Whether a text with this word is a sentence rather than a title or a name.
#[must_use]
pub fn makes_sentence(word: &str) -> bool {
    class(word) & VERB != 0
}

const OPEN: u8 = 1;
const VERB: u8 = 2;

/// The longest word of the lists.
const LONGEST: usize = 11;

const SLOTS: usize = 512;

/// A word's letters, then what it is.
type Slot = [u8; 16];

static TABLE: [Slot; SLOTS] = {
    let table = insert([[0; 16]; SLOTS], KEEPS_OPEN, OPEN);
    insert(table, MAKES_SENTENCE, VERB)
};

const fn insert(mut table: [Slot; SLOTS], words: &[&str], class: u8) -> [Slot; SLOTS] {
    let mut n = 0;
    while n < words.len() {
        let word = words[n].as_bytes();
        assert!(word.len() <= LONGEST);
        let mut slot = [0; 16];
        let mut i = 0;
        while i < word.len() {
            assert!(word[i].is_ascii_lowercase());
            slot[i] = word[i];
            i += 1;
        }
        let letters = u128::from_le_bytes(slot);
        let mut at = place(letters);
        while table[at][0] != 0 && letters_of(table[at]) != letters {
            at = (at + 1) % SLOTS;
        }
        slot[15] = table[at][15] | class;
        table[at] = slot;
        n += 1;
    }
    table
}

/// A slot's word alone.
const fn letters_of(slot: Slot) -> u128 {
    u128::from_le_bytes(slot) & (u128::MAX >> 8)
}

/// Where a word's search begins.
const fn place(letters: u128) -> usize {
    let folded = letters as u64 ^ ((letters >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55) as usize
}

/// What a word is, in any case; nothing for longer or other words.
fn class(word: &str) -> u8 {
    let bytes = word.as_bytes();
    if bytes.is_empty() || bytes.len() > LONGEST {
        return 0;
    }
    let mut lower = [0; 16];
    for (to, from) in lower.iter_mut().zip(bytes) {
        *to = from | 0x20;
        if !to.is_ascii_lowercase() {
            return 0;
        }
    }
    let letters = u128::from_le_bytes(lower);
    let mut at = place(letters);
    while TABLE[at][0] != 0 {
        if letters_of(TABLE[at]) == letters {
            return TABLE[at][15];
        }
        at = (at + 1) % SLOTS;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_small_words_in_any_case() {
        assert!(keeps_open("Van") && keeps_open("de") && !keeps_open("Kamer"));
        assert!(makes_sentence("Wordt") && !makes_sentence("Directie"));
        assert!(!keeps_open("een-lang-samengesteld-woord") && !keeps_open("é"));
    }
}
