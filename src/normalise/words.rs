//! Looks at every word, and asks each kind of noise that its shape allows.

use super::proposal::Proposals;
use super::token::{LONGEST, Token};
use super::{confusion, date, digit, kerning, label, lost_space};
use crate::lexicon::words;

/// What a word is made of.
#[derive(Clone, Copy, Default, Debug)]
struct Shape {
    digits: bool,
    upper: bool,
    lower: bool,
}

/// What a byte adds to the shape of a word.
const DIGIT: u8 = 1;
const UPPER: u8 = 2;
const LOWER: u8 = 4;
const OTHER: u8 = 8;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut b = 0;
    while b < 256 {
        classes[b] = match b as u8 {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LOWER,
            0x80.. => OTHER,
            _ => 0,
        };
        b += 1;
    }
    classes
};

/// Proposes the repairs of the words of a block; those of labels only where `labels` may stand.
pub(super) fn propose(block: &str, labels: bool, out: &mut Proposals) {
    if labels {
        label::propose(block, out);
    }
    let bytes = block.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut seen = 0;
        while let Some(&b) = bytes.get(at) {
            let class = CLASSES[b as usize];
            if class & OTHER != 0 {
                let Some(c) = block[at..].chars().next().filter(|c| c.is_alphanumeric()) else {
                    break;
                };
                seen |= if c.is_lowercase() { LOWER } else { UPPER };
                at += c.len_utf8();
            } else if class != 0 {
                seen |= class;
                at += 1;
            } else {
                break;
            }
        }
        if at == start {
            at += block[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let shape = Shape {
            digits: seen & DIGIT != 0,
            upper: seen & UPPER != 0,
            lower: seen & LOWER != 0,
        };
        if at - start <= LONGEST {
            let token = Token {
                block,
                start,
                end: at,
            };
            word(token, shape, out);
        }
    }
}

/// Asks the kinds of noise that a word of this shape may be.
fn word(token: Token<'_>, shape: Shape, out: &mut Proposals) {
    if shape.digits {
        if shape.lower || shape.upper {
            date::propose(token, out);
            date::propose_glued(token, out);
            digit::propose(token, out);
            lost_space::propose_postbus(token, out);
        } else {
            lost_space::propose_number(token, out);
        }
        return;
    }
    date::propose(token, out);
    let text = token.text();
    if shape.upper || !shape.lower {
        if text.starts_with('V') && text.len() < 4 {
            confusion::propose_capital(token, out);
        }
        return;
    }
    if text.len() < 4 {
        confusion::propose_short(token, out);
    } else if !words::is_likely(text) && token.stands_free() && !words::is_known(text) {
        unknown(token, out);
    }
}

/// Abbreviations that no dictionary has and that look like damaged words: "mevr" is no "meur".
fn is_abbreviation(text: &str) -> bool {
    matches!(
        text,
        "mevr"
            | "jkvr"
            | "bijv"
            | "resp"
            | "incl"
            | "excl"
            | "vlgs"
            | "evtl"
            | "febr"
            | "sept"
            | "telnr"
            | "mobnr"
            | "postb"
            | "plvv"
            | "vgld"
            | "secr"
            | "coll"
            | "mvrg"
            | "vrgr"
    )
}

/// Asks what an unknown word can be.
fn unknown(token: Token<'_>, out: &mut Proposals) {
    if is_abbreviation(token.text()) {
        return;
    }
    if kerning::propose(token, out) || token.follows_title() || !token.among_dutch() {
        return;
    }
    let _ = lost_space::propose(token, out) || confusion::propose(token, out);
}

#[cfg(test)]
mod tests {
    use super::is_abbreviation;

    #[test]
    fn forms_of_address_are_no_damaged_words() {
        assert!(is_abbreviation("mevr"));
        assert!(!is_abbreviation("meur"));
    }
}
