//! Names in the output folder, each given once.

use super::beside::OWN;
use crate::redact::Published;
use std::collections::BTreeSet;

/// A name for the output that no other document has: two inputs may have one name, or become one
/// by redaction.
pub(super) fn document(path: &Published, taken: &mut BTreeSet<String>) -> Published {
    numbered(path, ".json", ".json", taken)
}

/// The same for its redacted PDF, which keeps its name where that says what it is.
pub(super) fn pdf(path: &Published, taken: &mut BTreeSet<String>) -> Published {
    let named = path.as_str().to_lowercase().ends_with(".pdf");
    numbered(path, if named { "" } else { ".pdf" }, ".pdf", taken)
}

/// The first name that is not taken: with the first ending, or with a number and the other.
fn numbered(path: &Published, first: &str, other: &str, taken: &mut BTreeSet<String>) -> Published {
    // The program's own files are never overwritten.
    let own = |name: &str| OWN.contains(&name);
    let mut output = path.with_suffix(first);
    let mut n = 2;
    // File systems that do not tell cases apart must not mix documents up either.
    while own(output.as_str()) || !taken.insert(output.as_str().to_lowercase()) {
        output = path.with_suffix(&format!(".{n}{other}"));
        n += 1;
    }
    output
}
