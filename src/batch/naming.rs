//! A name for each output that nothing else has: two inputs may have one name, or become one by
//! redaction; and a folder may be called as a document will be.

use super::beside::OWN;
use super::paths::RedactedPath;
use crate::redact::Published;
use std::collections::{HashMap, HashSet};

/// The names that are taken, in small letters: file systems that do not tell cases apart must not
/// mix documents up either.
pub(super) struct Naming {
    taken: HashSet<String>,
    /// The number to try next for each name that was asked for before.
    next: HashMap<String, u32>,
}

impl Naming {
    /// None taken, but by the folders that these paths lie in and by the program's own files.
    pub(super) fn beside(paths: &[RedactedPath]) -> Self {
        let mut taken: HashSet<String> = OWN.map(str::to_lowercase).into();
        for path in paths {
            let path = path.path.as_str().to_lowercase();
            let folders = memchr::memchr_iter(b'/', path.as_bytes());
            // The folder of a folder that is known is known.
            for at in folders.rev() {
                if !taken.insert(path[..at].to_owned()) {
                    break;
                }
            }
        }
        Self {
            taken,
            next: HashMap::new(),
        }
    }

    /// A name for the JSON of a document.
    pub(super) fn json(&mut self, path: &Published) -> Published {
        self.numbered(path, ".json", ".json")
    }

    /// A name for its redacted PDF, which keeps its own where that says what it is.
    pub(super) fn pdf(&mut self, path: &Published) -> Published {
        let named = path.as_str().to_lowercase().ends_with(".pdf");
        self.numbered(path, if named { "" } else { ".pdf" }, ".pdf")
    }

    /// The first name that is not taken: with the first ending, or with a number and the other.
    fn numbered(&mut self, path: &Published, first: &str, other: &str) -> Published {
        let mut output = path.with_suffix(first);
        let asked = output.as_str().to_lowercase();
        if self.taken.insert(asked.clone()) {
            return output;
        }
        // Very many may have one name: none is tried twice.
        let mut n = self.next.get(&asked).copied().unwrap_or(2);
        loop {
            output = path.with_suffix(&format!(".{n}{other}"));
            n += 1;
            if self.taken.insert(output.as_str().to_lowercase()) {
                self.next.insert(asked, n);
                return output;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn path(text: &'static str) -> RedactedPath {
        RedactedPath {
            path: Published::fixed(text),
            name: Published::default(),
            labels: BTreeSet::new(),
        }
    }

    fn named(paths: &[&'static str]) -> Vec<String> {
        let paths: Vec<_> = paths.iter().map(|p| path(p)).collect();
        let mut names = Naming::beside(&paths);
        let json = |p: &RedactedPath| names.json(&p.path).as_str().to_owned();
        paths.iter().map(json).collect()
    }

    #[test]
    fn no_document_takes_the_place_of_another_or_of_a_folder_or_of_the_programs_own_files() {
        assert_eq!(
            named(&["A.txt", "a.txt", "a.txt", "summary", "Summary"]),
            [
                "A.txt.json",
                "a.txt.2.json",
                "a.txt.3.json",
                "summary.2.json",
                "Summary.3.json"
            ]
        );
        assert_eq!(
            named(&["a.txt", "a.txt.json/b.txt", "a.txt.2.json/x/y.txt"]),
            [
                "a.txt.3.json",
                "a.txt.json/b.txt.json",
                "a.txt.2.json/x/y.txt.json"
            ]
        );
        let mut names = Naming::beside(&[]);
        let pdf = Published::fixed("nota.pdf");
        assert_eq!(names.pdf(&pdf).as_str(), "nota.pdf");
        assert_eq!(names.pdf(&pdf).as_str(), "nota.pdf.2.pdf");
    }

    #[test]
    fn a_hundred_thousand_of_one_name_take_no_time() {
        let mut names = Naming::beside(&[]);
        let path = Published::fixed("a.txt");
        let last = (0..100_000).map(|_| names.json(&path)).last();
        assert_eq!(
            last.map(|l| l.as_str().to_owned()).as_deref(),
            Some("a.txt.100000.json")
        );
    }
}
