//! Nothing half-written: a temporary file beside the target, then a rename.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file in one step; on an error nothing is left behind.
///
/// # Errors
/// What the file system says, for instance that the disk is full.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".part");
    let temporary = Path::new(&temporary);
    let written = File::create(temporary).and_then(|mut file| file.write_all(bytes));
    let result = written.and_then(|()| fs::rename(temporary, path));
    if result.is_err() {
        // Best effort: the error that matters is the first.
        let _ = fs::remove_file(temporary);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("taken");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("x"), "x").unwrap();
        assert!(write_atomically(&target, b"text").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
