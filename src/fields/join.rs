//! The parts of a value that stand on several lines, made one text.

use super::context::Slice;

/// Joins the parts with single blanks; a word broken at a line end is made whole. Blanks within
/// a part are folded.
pub(super) fn join(slices: &[Slice<'_>]) -> String {
    let mut out = String::new();
    for slice in slices {
        let broken = out.ends_with('-')
            && slice.text.starts_with(char::is_lowercase)
            && !slice.text.starts_with("en ")
            && !slice.text.starts_with("of ")
            && out.trim_end_matches('-').ends_with(char::is_lowercase);
        if broken {
            out.pop();
        }
        for (i, word) in slice.text.split_whitespace().enumerate() {
            if !(out.is_empty() || broken && i == 0) {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

/// Takes marks off both ends that belong to no value.
pub(super) fn tidy(value: &str) -> &str {
    value
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '_' | ':' | ';'))
        .trim_end_matches(',')
}
