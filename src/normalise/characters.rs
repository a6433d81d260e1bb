//! Looks at every character that is not plain, and asks each kind of noise in turn.

use super::proposal::Proposals;
use super::{bullet, invisible, ligature, lookalike, mojibake, soft_hyphen, spaces, unicode_form};
use crate::model::EditKind;

/// A character in its block.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    /// The whole block.
    pub(super) text: &'a str,
    /// Where the character starts.
    pub(super) at: usize,
    /// The character.
    pub(super) c: char,
}

impl<'a> At<'a> {
    /// The block before the character.
    pub(super) fn before(&self) -> &'a str {
        &self.text[..self.at]
    }

    /// The block from the character on.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The block after the character.
    pub(super) fn after(&self) -> &'a str {
        &self.text[self.at + self.c.len_utf8()..]
    }
}

/// What a run of characters should read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fix {
    /// First byte of the run, in the block.
    pub(super) from: usize,
    /// One past its last byte.
    pub(super) to: usize,
    /// What it should read.
    pub(super) text: String,
    /// Which noise it is.
    pub(super) kind: EditKind,
}

impl Fix {
    /// The character alone should read `text`.
    pub(super) fn one(here: At<'_>, text: impl Into<String>, kind: EditKind) -> Option<Self> {
        Some(Self {
            from: here.at,
            to: here.at + here.c.len_utf8(),
            text: text.into(),
            kind,
        })
    }
}

/// A kind of noise: what should be done about this character, if it is that noise.
type Noise = fn(At<'_>) -> Option<Fix>;

/// The kinds of noise, in the order in which they are asked; the first answer counts.
const NOISES: [Noise; 7] = [
    mojibake::fix,
    soft_hyphen::fix,
    invisible::fix,
    ligature::fix,
    lookalike::fix,
    bullet::fix,
    unicode_form::fix,
];

/// What a byte may begin.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Plain,
    Space,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Plain; 256];
    let mut b = 0;
    while b < 256 {
        if b < 0x20 || b >= 0x7f {
            classes[b] = Class::Other;
        }
        b += 1;
    }
    classes[b' ' as usize] = Class::Space;
    classes
};

/// Proposes the repairs of the characters of a block.
pub(super) fn propose(block: &str, out: &mut Proposals) {
    let bytes = block.as_bytes();
    let mut i = skip_plain(bytes, 0);
    while let Some(&b) = bytes.get(i) {
        match CLASSES[b as usize] {
            Class::Plain => i += 1,
            Class::Space => {
                let odd_next = bytes
                    .get(i + 1)
                    .is_none_or(|&n| CLASSES[n as usize] != Class::Plain);
                if i == 0 || odd_next {
                    i = skip_plain(bytes, spaces::fold(block, i, out));
                } else {
                    i += 1;
                }
            }
            Class::Other => i = skip_plain(bytes, odd(block, i, out)),
        }
    }
}

/// So many bytes are looked at together.
const CHUNK: usize = 32;

/// Goes on from `at` over as many whole chunks as are plain, with single spaces between words:
/// most text is, and this costs a fraction of looking at every byte.
fn skip_plain(bytes: &[u8], mut at: usize) -> usize {
    if at == 0 && bytes.first() == Some(&b' ') {
        return 0;
    }
    // One byte more, for what follows a space at the end of the chunk.
    while let Some(window) = bytes.get(at..at + CHUNK + 1) {
        let pairs = window[..CHUNK].iter().zip(&window[1..]);
        // No early end: so the compiler looks at all of them at once.
        let plain = pairs.fold(true, |plain, (&b, &n)| {
            plain & (b' '..0x7f).contains(&n) & ((b != b' ') | (n != b' '))
        });
        if !plain || CLASSES[window[0] as usize] == Class::Other {
            break;
        }
        at += CHUNK;
    }
    at
}

/// Handles the character at `at`, which is not plain ASCII; returns where to go on.
fn odd(block: &str, at: usize, out: &mut Proposals) -> usize {
    let Some(c) = block[at..].chars().next() else {
        return block.len();
    };
    let next = at + c.len_utf8();
    if is_fine(c) {
        return next;
    }
    if spaces::is_blank(c) {
        return spaces::fold(block, at, out);
    }
    let here = At { text: block, at, c };
    match NOISES.iter().find_map(|noise| noise(here)) {
        Some(fix) => {
            let to = fix.to;
            out.push(fix.from, to, fix.text, Some(fix.kind));
            to.max(next)
        }
        None => next,
    }
}

/// Characters that are never noise by themselves: most of what is not ASCII in Dutch text.
fn is_fine(c: char) -> bool {
    matches!(c,
        '\u{c0}'..='\u{131}' | '\u{134}'..='\u{148}' | '\u{14a}'..='\u{17e}' if !mojibake::may_begin(c))
        || matches!(c, '‘' | '’' | '“' | '”' | '„' | '–' | '—' | '…' | '•' | '€')
}
