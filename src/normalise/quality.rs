//! How readable a page is: the share of its words that look like words or numbers.
//!
//! The score is published, so it must not tell anything about a redacted name: whoever
//! publishes it computes it again with the redacted spans left out.

use crate::model::{CleanSpan, CleanText};

/// For each page on which the text has words, how readable they are, 0 to 1, in hundredths.
/// Words that touch the `hidden` spans (disjoint, in ascending order) do not count.
#[must_use]
pub fn quality(text: &CleanText, hidden: &[CleanSpan]) -> Vec<f32> {
    let mut counts = Vec::new();
    count(text, hidden, &mut counts);
    counts.retain(|&(_, all)| all > 0);
    counts.into_iter().map(score).collect()
}

/// Adds the words of a text to the readable and all words of each page.
fn count(text: &CleanText, hidden: &[CleanSpan], counts: &mut Vec<(u32, u32)>) {
    let mut hidden = hidden.iter().peekable();
    for block in &text.blocks {
        let index = (block.page.max(1) - 1) as usize;
        if counts.len() <= index {
            counts.resize(index + 1, (0, 0));
        }
        block_counts(text, block.span, &mut hidden, &mut counts[index]);
    }
}

fn score((good, all): (u32, u32)) -> f32 {
    if all == 0 {
        return 1.0;
    }
    (good as f32 / all as f32 * 100.0).round() / 100.0
}

fn block_counts<'a>(
    text: &CleanText,
    block: CleanSpan,
    skip: &mut std::iter::Peekable<impl Iterator<Item = &'a CleanSpan>>,
    (good, all): &mut (u32, u32),
) {
    let (mut start, mut rest) = (block.start as usize, text.slice(block));
    while !rest.is_empty() {
        // Words are short: no search for longer distances.
        let len = rest.bytes().take_while(|b| *b != b' ').count();
        let token = &rest[..len];
        let span = CleanSpan::new(start, start + len);
        start += len + 1;
        rest = rest.get(len + 1..).unwrap_or_default();
        while skip.peek().is_some_and(|s| s.end <= span.start) {
            skip.next();
        }
        if token.is_empty() || skip.peek().is_some_and(|s| s.overlaps(span)) {
            continue;
        }
        *all += 1;
        *good += u32::from(is_readable(token));
    }
}

/// Whether a run without blanks looks like a word, a number or a sign that stands alone in print.
fn is_readable(token: &str) -> bool {
    let mut letters = 0;
    let mut digits = 0;
    let mut vowels = 0;
    let mut odd = 0;
    let mut turns = 0;
    let mut was_lower = false;
    for b in token.bytes() {
        match b {
            b'a'..=b'z' | 0x80.. => {
                letters += 1;
                vowels +=
                    u32::from(b >= 0x80 || matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
                was_lower = true;
            }
            b'A'..=b'Z' => {
                letters += 1;
                vowels += 1; // abbreviations need none
                turns += u32::from(was_lower);
                was_lower = false;
            }
            b'0'..=b'9' => {
                digits += 1;
                was_lower = false;
            }
            b'|' | b'\\' | b'~' | b'^' | b'_' | b'{' | b'}' | b'<' | b'>' | b'=' | b'`' | b'#' => {
                odd += 1;
            }
            _ => was_lower = false,
        }
    }
    if letters + digits == 0 {
        return odd == 0 && token.len() <= 3;
    }
    if token.len() > 24 && (token.contains("://") || token.contains('@')) {
        return true;
    }
    let one_letter = letters == 1 && digits == 0 && token.len() == 1;
    let words = letters < 2 || vowels > 0 || letters <= 3;
    words
        && odd == 0
        && turns <= 1
        && (!one_letter || matches!(token, "u" | "U" | "a" | "A" | "e" | "o"))
}
