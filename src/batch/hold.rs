//! What was unpacked, until its turn comes: little of it in memory, the rest in a file without a
//! name in the private folder. Such a file is gone when the program is, however it ends.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So much is held in memory.
const MEMORY: usize = 8 << 20;

/// Where unpacked documents are kept.
pub(super) struct Hold {
    inner: Mutex<Inner>,
}

struct Inner {
    file: File,
    end: u64,
    memory: usize,
}

/// One unpacked document.
#[derive(Clone, Debug)]
pub struct Held(Place);

#[derive(Clone, Debug)]
enum Place {
    Memory(Arc<[u8]>),
    File {
        start: u64,
        length: u64,
        hold: Handle,
    },
}

#[derive(Clone)]
struct Handle(Arc<Hold>);

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hold")
    }
}

impl Hold {
    /// In a file of this name, which it loses at once.
    pub(super) fn create(path: &Path) -> io::Result<Arc<Self>> {
        // One may be left of a run that was killed before its file lost its name.
        let _ = std::fs::remove_file(path);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        // Where a system does not let go of the name of an open file, it goes with the folder.
        let _ = std::fs::remove_file(path);
        let inner = Mutex::new(Inner {
            file,
            end: 0,
            memory: MEMORY,
        });
        Ok(Arc::new(Self { inner }))
    }

    /// Keeps a document.
    pub(super) fn put(self: &Arc<Self>, bytes: Vec<u8>) -> io::Result<Held> {
        let mut inner = self.lock();
        if let Some(left) = inner.memory.checked_sub(bytes.len()) {
            inner.memory = left;
            return Ok(Held(Place::Memory(bytes.into())));
        }
        let start = inner.end;
        inner.file.seek(SeekFrom::Start(start))?;
        inner.file.write_all(&bytes)?;
        let length = bytes.len() as u64;
        inner.end += length;
        Ok(Held(Place::File {
            start,
            length,
            hold: Handle(Arc::clone(self)),
        }))
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Positions are set before every use: a panic elsewhere leaves nothing wrong.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// How large it is.
    pub(super) fn bytes(&self) -> u64 {
        match &self.0 {
            Place::Memory(bytes) => bytes.len() as u64,
            Place::File { length, .. } => *length,
        }
    }

    /// The document.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        match &self.0 {
            Place::Memory(bytes) => Ok(bytes.to_vec()),
            Place::File {
                start,
                length,
                hold,
            } => {
                let mut inner = hold.0.lock();
                let mut bytes = vec![0; usize::try_from(*length).unwrap_or(0)];
                inner.file.seek(SeekFrom::Start(*start))?;
                inner.file.read_exact(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_comes_back_from_memory_and_from_the_file_that_has_no_name() {
        let folder = tempfile::tempdir().unwrap();
        let hold = Hold::create(&folder.path().join("unpacked")).unwrap();
        let held: Vec<_> = [1_u8, 2, 3, 4]
            .map(|n| hold.put(vec![n; MEMORY / 2]).unwrap())
            .into();
        assert!(matches!(held[0].0, Place::Memory(_)));
        assert!(matches!(held[3].0, Place::File { .. }));
        for (n, held) in (1_u8..).zip(&held) {
            let bytes = held.read().unwrap();
            assert!(bytes.len() == MEMORY / 2 && bytes.iter().all(|&b| b == n));
        }
        if cfg!(unix) {
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }
}
