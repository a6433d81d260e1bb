//! Letters inside numbers: O for 0, l and I for 1. Only where the shape says that every
//! character is a digit: a year, a phone number, a postcode, a long number standing free.

use super::proposal::Proposals;
use super::token::Token;
use crate::model::EditKind;

/// A phone number with its blanks is not longer than this.
const PHONE: usize = 24;

pub(super) fn propose(token: Token<'_>, out: &mut Proposals) {
    let text = token.text();
    if !text.chars().all(is_digit_like) {
        return;
    }
    if (is_year(text) || is_postcode(token) || is_number(token)) && !in_code(token) {
        out.rewrite(token.start, text, &read(text), EditKind::Digit);
    } else if let Some((from, to)) = phone_around(token) {
        let run = &token.block[from..to];
        let lead = token.start - from;
        let fixed = read(&run[lead..lead + text.len()]);
        out.rewrite(token.start, text, &fixed, EditKind::Digit);
    }
}

fn is_digit_like(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I')
}

fn read(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'O' | 'o' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect()
}

fn is_year(text: &str) -> bool {
    let year = read(text);
    text.len() == 4 && (year.starts_with("19") || year.starts_with("20")) && {
        text.bytes().filter(u8::is_ascii_digit).count() >= 2 && text.starts_with(['1', '2'])
    }
}

/// Four digits before two capitals.
fn is_postcode(token: Token<'_>) -> bool {
    let text = token.text();
    let letters = token
        .next()
        .is_some_and(|t| t.text().len() == 2 && t.text().bytes().all(|b| b.is_ascii_uppercase()));
    text.len() == 4 && letters && starts_and_ends_with_digit(text)
}

/// A number of five or more digits, one of them damaged, standing free.
fn is_number(token: Token<'_>) -> bool {
    let text = token.text();
    let damaged = text.bytes().filter(|b| !b.is_ascii_digit()).count();
    text.len() >= 5 && damaged == 1 && starts_and_ends_with_digit(text) && token.stands_free()
}

fn starts_and_ends_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the token is a part of a web or e-mail address, where letters mean themselves.
fn in_code(token: Token<'_>) -> bool {
    let sign = |c: Option<char>| c.is_some_and(|c| "@_=&%?+#".contains(c));
    sign(token.before()) || sign(token.after())
}

/// The run of digits and separators around the token, if it is a Dutch phone number.
fn phone_around(token: Token<'_>) -> Option<(usize, usize)> {
    let from = token.start - run_len(token.block[..token.start].chars().rev());
    let to = token.end + run_len(token.block[token.end..].chars());
    let run = read(&token.block[from..to]);
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let original = &token.block[from..to];
    let damaged = original.bytes().filter(u8::is_ascii_alphabetic).count();
    (run.starts_with('0') && digits == 10 && damaged <= 3).then_some((from, to))
}

/// How far digits and single separators reach, in whole groups.
fn run_len(chars: impl Iterator<Item = char>) -> usize {
    let (mut at, mut whole) = (0, 0);
    let mut in_group = true;
    for c in chars.take(PHONE) {
        if is_digit_like(c) {
            in_group = true;
        } else if c.is_alphanumeric() {
            return whole;
        } else {
            if !in_group {
                return whole;
            }
            whole = at;
            in_group = false;
            if !matches!(c, ' ' | '-' | '.') {
                return whole;
            }
        }
        at += 1;
    }
    if in_group { at } else { whole }
}
