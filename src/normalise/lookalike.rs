//! Letters of another script that look like Latin ones, inside a Latin word; and the wide and
//! mathematical forms of plain letters. A name written with one of them would be found by no rule.

use unicode_normalization::UnicodeNormalization;

use super::characters::{At, Fix};
use crate::model::EditKind;

/// A word that is longer than this is none.
const WORD: usize = 64;

pub(super) fn fix(here: At<'_>) -> Option<Fix> {
    let text = match here.c {
        '\u{ff01}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}' => here.c.nfkc().collect(),
        c => latin_twin(c).filter(|_| in_latin_word(here))?.to_string(),
    };
    Fix::one(here, text, EditKind::Lookalike)
}

/// Whether the word around has Latin letters, and no foreign ones but look-alikes.
fn in_latin_word(here: At<'_>) -> bool {
    let back = here.before().chars().rev().take(WORD);
    let on = here.after().chars().take(WORD);
    let (a, b) = (latin_letters(back), latin_letters(on));
    matches!((a, b), (Some(a), Some(b)) if a + b > 0)
}

/// How many Latin letters a run of letters has; none when it has letters of another script.
fn latin_letters(chars: impl Iterator<Item = char>) -> Option<usize> {
    let mut latin = 0;
    for c in chars.take_while(|c| c.is_alphabetic()) {
        if c.is_ascii_alphabetic() || matches!(c, 'À'..='\u{24f}') {
            latin += 1;
        } else if latin_twin(c).is_none() {
            return None;
        }
    }
    Some(latin)
}

fn latin_twin(c: char) -> Option<char> {
    Some(match c {
        // Cyrillic
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'ј' => 'j',
        'ѕ' => 's',
        'к' => 'k',
        'һ' => 'h',
        'ԁ' => 'd',
        'ӏ' => 'l',
        'ё' => 'ë',
        'ї' => 'ï',
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        'І' => 'I',
        'Ј' => 'J',
        'Ѕ' => 'S',
        'Ё' => 'Ë',
        'Ї' => 'Ï',
        // Greek
        'ο' => 'o',
        'α' => 'a',
        'ν' => 'v',
        'ι' => 'i',
        'ρ' => 'p',
        'κ' => 'k',
        'υ' => 'u',
        'Α' => 'A',
        'Β' => 'B',
        'Ε' => 'E',
        'Ζ' => 'Z',
        'Η' => 'H',
        'Ι' => 'I',
        'Κ' => 'K',
        'Μ' => 'M',
        'Ν' => 'N',
        'Ο' => 'O',
        'Ρ' => 'P',
        'Τ' => 'T',
        'Υ' => 'Y',
        'Χ' => 'X',
        _ => return None,
    })
}
