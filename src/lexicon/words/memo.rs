//! What was found out lately about words: a text says the same ones again and again, and looking
//! one up or taking it apart costs many times as much as remembering it.
//!
//! One table for each question and thread, with the words themselves: an answer never depends on
//! what was asked before.

use std::cell::RefCell;
use std::thread::LocalKey;

use super::gate;

/// Places in the table; a power of two.
const PLACES: usize = 2048;

/// Longer words are not remembered.
const LONGEST: usize = 30;

#[derive(Clone, Copy)]
pub(super) struct Place {
    /// 0 while the place is free.
    len: u8,
    answer: bool,
    word: [u8; LONGEST],
}

const FREE: Place = Place {
    len: 0,
    answer: false,
    word: [0; LONGEST],
};

/// The answers to one question.
pub(super) type Table = RefCell<Vec<Place>>;

thread_local! {
    /// Whether a word is in the dictionary.
    pub(super) static LISTED: Table = const { RefCell::new(Vec::new()) };
    /// Whether a word is known in any form.
    pub(super) static KNOWN: Table = const { RefCell::new(Vec::new()) };
}

/// The answer that `find` gives about the word, remembered or new.
pub(super) fn ask(
    table: &'static LocalKey<Table>,
    word: &str,
    find: impl FnOnce(&str) -> bool,
) -> bool {
    let bytes = word.as_bytes();
    if bytes.is_empty() || bytes.len() > LONGEST {
        return find(word);
    }
    let at = gate::hash(bytes) as usize % PLACES;
    table.with_borrow_mut(|table| {
        if table.is_empty() {
            table.resize(PLACES, FREE);
        }
        let place = &mut table[at];
        if usize::from(place.len) != bytes.len() || &place.word[..bytes.len()] != bytes {
            place.answer = find(word);
            place.len = bytes.len() as u8;
            place.word[..bytes.len()].copy_from_slice(bytes);
        }
        place.answer
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_asked_about_once_and_never_taken_for_another() {
        let words: Vec<String> = (0..3 * PLACES).map(|n| format!("woord{n}")).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(ask(&KNOWN, word, |_| n % 3 == 0), n % 3 == 0);
            assert_eq!(ask(&KNOWN, word, |_| n % 3 != 0), n % 3 == 0, "asked twice");
        }
        for (n, word) in words.iter().enumerate() {
            assert_eq!(ask(&KNOWN, word, |_| n % 3 == 0), n % 3 == 0);
        }
    }
}
