//! What was done, line by line, in the private folder: a run that is cut off goes on from it.
//!
//! Each line carries a check of its own. A line that was cut off by the end of the program, of the
//! power or of the disk is passed over: what it told is done again.

use super::digest::Digest;
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Digits of the check.
const CHECK: usize = 16;

/// A journal that is open for reading and writing.
pub(super) struct Journal {
    inner: Mutex<Inner>,
}

struct Inner {
    file: File,
    /// Behind the last whole line.
    end: u64,
    /// Where the last record of each key stands.
    known: HashMap<Digest, (u64, usize)>,
}

impl Journal {
    /// Opens a journal, and finds what stands in it.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        let (known, mut end) = replay(&mut file)?;
        if end > 0 {
            // The next line must not run on from one that was cut off.
            file.seek(SeekFrom::Start(end - 1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                file.write_all(b"\n")?;
                end += 1;
            }
        }
        let inner = Mutex::new(Inner { file, end, known });
        Ok(Self { inner })
    }

    /// How many records stand in a journal, if there is one.
    pub(super) fn count(path: &Path) -> usize {
        let replayed = File::open(path).and_then(|mut file| replay(&mut file));
        replayed.map_or(0, |(known, _)| known.len())
    }

    /// The last record of a key.
    pub(super) fn read(&self, key: Digest) -> Option<Vec<u8>> {
        let mut inner = self.lock();
        let &(start, length) = inner.known.get(&key)?;
        let mut record = vec![0; length];
        inner.file.seek(SeekFrom::Start(start)).ok()?;
        inner.file.read_exact(&mut record).ok()?;
        Some(record)
    }

    /// Adds a record of a key; it must have no line ends.
    pub(super) fn add(&self, key: Digest, record: &[u8]) -> io::Result<()> {
        let mut line = Vec::with_capacity(record.len() + 100);
        line.extend(key.hex().bytes());
        line.push(b' ');
        line.extend(record);
        let check = check(&line);
        line.splice(0..0, check.bytes().chain([b' ']));
        line.push(b'\n');
        let mut inner = self.lock();
        let end = inner.end;
        inner.file.seek(SeekFrom::Start(end))?;
        if let Err(error) = inner.file.write_all(&line) {
            // What is left of it is passed over when it can't be taken back.
            let _ = inner.file.set_len(end);
            return Err(error);
        }
        inner.end = end + line.len() as u64;
        let start = inner.end - 1 - record.len() as u64;
        inner.known.insert(key, (start, record.len()));
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        // Positions are set before every use: a panic elsewhere leaves nothing wrong.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check(rest: &[u8]) -> String {
    let mut digits = Digest::of(&[rest]).hex();
    digits.truncate(CHECK);
    digits
}

type Known = HashMap<Digest, (u64, usize)>;

fn replay(file: &mut File) -> io::Result<(Known, u64)> {
    let mut known = Known::new();
    let mut at = 0;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok((known, at));
        }
        if let Some((key, record)) = parse(&line) {
            let start = at + (length - 1 - record.len()) as u64;
            known.insert(key, (start, record.len()));
        }
        at += length as u64;
    }
}

fn parse(line: &[u8]) -> Option<(Digest, &[u8])> {
    let line = line.strip_suffix(b"\n")?;
    let (told, rest) = line.split_at_checked(CHECK + 1)?;
    if check(rest).bytes().chain([b' ']).ne(told.iter().copied()) {
        return None;
    }
    let (key, record) = rest.split_at_checked(65)?;
    let key = Digest::from_hex(std::str::from_utf8(&key[..64]).ok()?)?;
    Some((key, record))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn key(n: u8) -> Digest {
        Digest::of(&[&[n]])
    }

    #[test]
    fn what_was_added_is_there_the_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let journal = Journal::open(&path).unwrap();
        journal.add(key(1), b"one").unwrap();
        journal.add(key(2), b"two").unwrap();
        journal.add(key(1), b"new one").unwrap();
        for journal in [journal, Journal::open(&path).unwrap()] {
            assert_eq!(journal.read(key(1)).unwrap(), b"new one");
            assert_eq!(journal.read(key(2)).unwrap(), b"two");
            assert_eq!(journal.read(key(3)), None);
        }
    }

    #[test]
    fn a_journal_cut_off_anywhere_loses_only_its_last_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let journal = Journal::open(&path).unwrap();
        journal.add(key(1), b"one").unwrap();
        let first = fs::metadata(&path).unwrap().len();
        journal.add(key(2), b"two").unwrap();
        let whole = fs::read(&path).unwrap();
        for cut in 0..whole.len() as u64 {
            fs::write(&path, &whole[..cut as usize]).unwrap();
            let journal = Journal::open(&path).unwrap();
            assert_eq!(journal.read(key(1)).is_some(), cut >= first, "{cut}");
            assert_eq!(journal.read(key(2)), None);
            journal.add(key(3), b"three").unwrap();
            let again = Journal::open(&path).unwrap();
            assert_eq!(again.read(key(3)).unwrap(), b"three");
        }
    }

    #[test]
    fn a_line_that_was_changed_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let journal = Journal::open(&path).unwrap();
        journal.add(key(1), b"one").unwrap();
        journal.add(key(2), b"two").unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let at = bytes.windows(3).position(|w| w == b"one").unwrap();
        bytes[at] = b'O';
        fs::write(&path, bytes).unwrap();
        let journal = Journal::open(&path).unwrap();
        assert_eq!(journal.read(key(1)), None);
        assert_eq!(journal.read(key(2)).unwrap(), b"two");
    }
}
