//! A long text is scanned in stretches that overlap, so that memory stays small and every
//! place is seen with what stands around it.

use std::ops::Range;

/// How long a stretch is, and how far two of them overlap.
const STRETCH: usize = 1 << 20;
const OVERLAP: usize = 1 << 13;

/// The stretches of a text: what to scan, and from where up to where to believe it.
pub(crate) fn stretches(text: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        if from >= text.len() {
            return None;
        }
        let believe_to = blank_near(text, from + STRETCH);
        let scan_from = blank_near(text, from.saturating_sub(OVERLAP).max(1)).min(from);
        let scan_from = if from == 0 { 0 } else { scan_from };
        let scan_to = blank_near(text, believe_to + OVERLAP);
        let out = (scan_from..scan_to, from..believe_to);
        from = believe_to;
        Some(out)
    })
}

/// A place near `at`, at or before it, where a word begins or a line ends.
fn blank_near(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let bytes = text.as_bytes();
    let low = at.saturating_sub(OVERLAP / 2).max(1);
    let window = &bytes[low..at];
    let found = memchr::memrchr(b'\n', window).or_else(|| memchr::memrchr(b' ', window));
    let mut place = found.map_or(at, |i| low + i);
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_a_long_text_once() {
        for text in ["x".repeat(3 << 20), "ab cd\n".repeat(700_000)] {
            let mut at = 0;
            for (scan, believe) in stretches(&text) {
                assert_eq!(believe.start, at);
                assert!(believe.end > believe.start);
                assert!(scan.start <= believe.start && believe.end <= scan.end);
                at = believe.end;
            }
            assert_eq!(at, text.len());
        }
    }
}
