//! White space: every run of blanks, of whatever sort, is one space; none at either end.
//!
//! This is part of the reflow and not noted as a repair.

use super::proposal::Proposals;

/// Whether a character is white space in print.
pub(super) fn is_blank(c: char) -> bool {
    // U+0085 is an ellipsis of Windows-1252 in disguise: see `mojibake`.
    c.is_whitespace() && c != '\u{85}'
}

/// Folds the run of blanks that starts at `at`; returns where it ends.
pub(super) fn fold(block: &str, at: usize, out: &mut Proposals) -> usize {
    let run = block[at..].len() - block[at..].trim_start_matches(is_blank).len();
    let end = at + run;
    let wanted = if at == 0 || end == block.len() {
        ""
    } else {
        " "
    };
    if &block[at..end] != wanted {
        // A plain space that may stay does stay: it keeps its place in the raw text.
        let kept = usize::from(wanted == " " && block.as_bytes()[at] == b' ');
        out.push(at + kept, end, &wanted[kept..], None);
    }
    end
}
