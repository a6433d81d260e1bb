//! What was found out lately about long words: a text says the same compounds again and again,
//! and taking one apart costs a hundred times as much as remembering it.
//!
//! One table for each thread, with the words themselves: an answer never depends on what was
//! asked before.

use std::cell::RefCell;

use super::gate;

/// Places in the table; a power of two.
const PLACES: usize = 2048;

/// Longer words are not remembered.
const LONGEST: usize = 30;

#[derive(Clone, Copy)]
struct Place {
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

thread_local! {
    static TABLE: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
}

/// The answer that `find` gives about the word, remembered or new.
pub(super) fn ask(word: &str, find: impl FnOnce(&str) -> bool) -> bool {
    let bytes = word.as_bytes();
    if bytes.is_empty() || bytes.len() > LONGEST {
        return find(word);
    }
    let at = gate::hash(bytes) as usize % PLACES;
    TABLE.with_borrow_mut(|table| {
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
            assert_eq!(ask(word, |_| n % 3 == 0), n % 3 == 0);
            assert_eq!(ask(word, |_| n % 3 != 0), n % 3 == 0, "asked twice");
        }
        for (n, word) in words.iter().enumerate() {
            assert_eq!(ask(word, |_| n % 3 == 0), n % 3 == 0);
        }
    }
}
