//! Folding: what a reader would take for the same letter becomes the same byte.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// A byte that is not part of any word.
const SEPARATOR: u8 = 0;

/// For ASCII: the folded byte, or [`SEPARATOR`].
const ASCII: [u8; 128] = ascii_table();

const fn ascii_table() -> [u8; 128] {
    let mut table = [SEPARATOR; 128];
    let mut c = 0;
    while c < 128 {
        let byte = c as u8;
        if byte.is_ascii_alphanumeric() {
            table[c] = confused(byte.to_ascii_lowercase());
        }
        c += 1;
    }
    // OCR reads these for an i or an l.
    table[b'|' as usize] = b'i';
    table[b'!' as usize] = b'i';
    table
}

/// One byte for all that OCR confuses in both directions without a dictionary noticing.
const fn confused(lower: u8) -> u8 {
    match lower {
        b'0' => b'o',
        b'1' | b'l' | b'j' => b'i',
        b'5' => b's',
        b'8' => b'b',
        b'9' | b'q' => b'g',
        b'2' => b'z',
        b'y' => b'i',
        other => other,
    }
}

/// Folds one character, handing its bytes to `emit`; nothing for a separator.
#[inline]
pub fn fold(c: char, mut emit: impl FnMut(u8)) {
    if c.is_ascii() {
        match ASCII[c as usize] {
            SEPARATOR => {}
            byte => emit(byte),
        }
        return;
    }
    decompose_compatible(c, |part| {
        if part.is_ascii() {
            if part.is_ascii_alphanumeric() {
                emit(ASCII[part as usize]);
            }
        } else if canonical_combining_class(part) == 0 {
            fold_foreign(part, &mut emit);
        }
    });
}

/// The folded byte of an ASCII one; none for a separator and for what is not ASCII.
#[inline]
pub(super) fn of_ascii(byte: u8) -> Option<u8> {
    ASCII
        .get(usize::from(byte))
        .copied()
        .filter(|b| *b != SEPARATOR)
}

/// A whole text, folded: equal for values that count as the same.
#[must_use]
pub fn folded(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.bytes().filter_map(of_ascii).collect();
    }
    let mut out = Vec::with_capacity(text.len());
    text.chars().for_each(|c| fold(c, |byte| out.push(byte)));
    out
}

fn fold_foreign(c: char, emit: &mut impl FnMut(u8)) {
    match c {
        'ø' | 'Ø' | 'œ' | 'Œ' => emit(b'o'),
        'ł' | 'Ł' | 'ı' => emit(b'i'),
        'đ' | 'Đ' | 'ð' => emit(b'd'),
        'ß' => {
            emit(b's');
            emit(b's');
        }
        'æ' | 'Æ' => {
            emit(b'a');
            emit(b'e');
        }
        _ if c.is_alphanumeric() => {
            for lower in c.to_lowercase() {
                let mut buffer = [0; 4];
                lower.encode_utf8(&mut buffer).bytes().for_each(&mut *emit);
            }
        }
        _ => {}
    }
}

/// Whether a character belongs to a word.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_spacing_and_punctuation_do_not_count() {
        assert_eq!(folded("José  de-Vries"), folded("JOSE DE VRIES"));
        assert_eq!(folded("Yıldız"), folded("Yildiz"));
    }

    #[test]
    fn characters_that_ocr_confuses_are_one() {
        assert_eq!(folded("06 1Z345"), folded("O6-l2345"));
    }

    #[test]
    fn different_names_stay_different() {
        assert_ne!(folded("Jansen"), folded("Janssen"));
    }
}
