//! Letters, folded as coarsely as damage is.

use crate::matching::fold;

/// What each ASCII character becomes; nothing for 0.
const COARSE: [u8; 128] = coarse();

const fn coarse() -> [u8; 128] {
    let mut table = [0; 128];
    let mut c = 0;
    while c < 128 {
        let byte = c as u8;
        table[c] = match byte.to_ascii_lowercase() {
            b'0' | b'c' | b'e' => b'o',
            b'1' | b'l' | b'j' | b'|' | b'!' => b'i',
            b'5' => b's',
            b'9' | b'q' => b'g',
            b'8' | b'h' | b'&' => b'b',
            b'2' => b'z',
            b'y' | b'u' => b'v',
            b'f' => b't',
            lower if lower.is_ascii_alphanumeric() => lower,
            _ => 0,
        };
        c += 1;
    }
    table
}

/// Adds the letters of a text.
pub(super) fn push(text: &str, out: &mut Vec<u8>) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|b| !b.is_ascii());
        let (ascii, other) = rest.split_at(plain.unwrap_or(rest.len()));
        ascii.bytes().for_each(|byte| push_byte(byte, out));
        let mut others = other.chars();
        if let Some(c) = others.next() {
            fold(c, |byte| push_byte(byte, out));
        }
        rest = others.as_str();
    }
}

#[inline]
fn push_byte(byte: u8, out: &mut Vec<u8>) {
    match COARSE.get(usize::from(byte)).copied().unwrap_or(byte) {
        0 => {}
        b'n' if out.last() == Some(&b'r') => {
            out.pop();
            out.push(b'm');
        }
        letter => out.push(letter),
    }
}

/// Whether folded letters begin with those of a phrase.
pub(super) fn begins(letters: &[u8], phrase: &str) -> bool {
    let mut rest = letters.iter();
    phrase
        .bytes()
        .map(|b| COARSE[usize::from(b) & 127])
        .filter(|b| *b != 0)
        .all(|b| rest.next() == Some(&b))
}
