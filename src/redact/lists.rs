//! An organisation's own lists of names, as plain files: one name a line, `#` begins a comment.

use super::PolicyError;
use std::path::Path;

/// Longer lines are no names.
const LONGEST: usize = 120;

/// Reads a list.
///
/// # Errors
/// [`PolicyError`], which names the file and the line.
pub(super) fn read(path: &Path) -> Result<Vec<String>, PolicyError> {
    let bytes = std::fs::read(path).map_err(|source| PolicyError::Read {
        path: path.to_owned(),
        source,
    })?;
    let mut names = Vec::new();
    for (n, line) in bytes.split(|&b| b == b'\n').enumerate() {
        let wrong = |message: &str| PolicyError::List {
            path: path.to_owned(),
            line: n + 1,
            message: message.to_owned(),
        };
        let line = std::str::from_utf8(line).map_err(|_| wrong("is not UTF-8"))?;
        let line = line.trim_start_matches('\u{feff}');
        let name = line.split_once('#').map_or(line, |(name, _)| name).trim();
        if name.is_empty() {
            continue;
        }
        if name.len() > LONGEST {
            return Err(wrong("is too long for a name: one name a line"));
        }
        if name.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            return Err(wrong("is no name: two letters at least"));
        }
        names.push(name.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &[u8]) -> Result<Vec<String>, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        read(file.path()).map_err(|e| e.to_string())
    }

    #[test]
    fn a_list_holds_a_name_a_line_and_comments() {
        let text = "\u{feff}# staf\r\nTjibbe  Wiltvank # tot mei\r\n\nBos, J.\n".as_bytes();
        assert_eq!(list(text).unwrap(), ["Bos, J.", "Tjibbe Wiltvank"]);
    }

    #[test]
    fn an_error_names_the_line() {
        for text in [
            &b"Jan\nX\n"[..],
            b"Jan\n\xff\xfe\n",
            &[b"Jan\n", &[b'a'; 500][..]].concat(),
        ] {
            let error = list(text).unwrap_err();
            assert!(error.contains(":2: "), "{error}");
        }
    }
}
