//! Results that wait to be published, each under the digest of all that made it: the file, the rules,
//! the policy, the program, the names of the dossier. The same again is not done again, neither for a
//! copy of a document nor by a run that goes on where another was cut off.

use super::digest::Digest;
use super::facts::{Facts, Failure};
use super::journal::Journal;
use super::make::Made;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The journal's name.
const JOURNAL: &str = "journal";

/// What the journal tells of a key.
#[derive(Serialize, Deserialize)]
enum Record {
    Done {
        /// The digest of each file.
        files: Vec<(File, String)>,
        facts: Box<Facts>,
    },
    Failed(Failure),
}

/// A file of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum File {
    Json,
    Pdf,
    Originals,
}

/// The staging folder and its journal.
pub(super) struct Store {
    folder: PathBuf,
    journal: Journal,
    busy: Mutex<HashSet<Digest>>,
    /// Told when somebody is no longer busy.
    free: Condvar,
}

/// A key that nobody else is busy with.
pub(super) struct Claim<'a> {
    store: &'a Store,
    key: Digest,
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.store.busy().remove(&self.key);
        self.store.free.notify_all();
    }
}

impl Store {
    /// Opens the store in a folder, with what is in it.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            folder: folder.to_owned(),
            journal: Journal::open(&folder.join(JOURNAL))?,
            busy: Mutex::default(),
            free: Condvar::new(),
        })
    }

    /// How many results are known to the store in a folder, if there is one.
    pub(super) fn count(folder: &Path) -> usize {
        Journal::count(&folder.join(JOURNAL))
    }

    /// Waits until nobody else is busy with a key: of two copies, one is done.
    pub(super) fn claim(&self, key: Digest) -> Claim<'_> {
        let mut busy = self.busy();
        while !busy.insert(key) {
            busy = self.free.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
        Claim { store: self, key }
    }

    fn busy(&self) -> MutexGuard<'_, HashSet<Digest>> {
        // A set of keys is whole at any time.
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn path(&self, key: Digest, file: File) -> PathBuf {
        let name = key.hex();
        let ending = match file {
            File::Json => "json",
            File::Pdf => "pdf",
            File::Originals => "originals",
        };
        self.folder
            .join(&name[..2])
            .join(format!("{}.{ending}", &name[2..]))
    }

    /// What is known under a key, if its files are as they were written.
    pub(super) fn recall(&self, key: Digest) -> Option<Result<Facts, Failure>> {
        match serde_json::from_slice(&self.journal.read(key)?).ok()? {
            Record::Failed(failure) => Some(Err(failure)),
            Record::Done { files, facts } => {
                let whole = |(file, digest): &(File, String)| {
                    fs::read(self.path(key, *file))
                        .is_ok_and(|bytes| Digest::of(&[&bytes]).hex() == *digest)
                };
                files.iter().all(whole).then_some(Ok(*facts))
            }
        }
    }

    /// What is known of a document that was done.
    pub(super) fn facts(&self, key: Digest) -> Option<Facts> {
        match serde_json::from_slice(&self.journal.read(key)?).ok()? {
            Record::Done { facts, .. } => Some(*facts),
            Record::Failed(_) => None,
        }
    }

    /// Writes the files of a document.
    pub(super) fn write(&self, key: Digest, made: &Made) -> io::Result<()> {
        for (file, bytes) in files(made) {
            let path = self.path(key, file);
            match fs::write(&path, bytes) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {
                    if let Some(folder) = path.parent() {
                        fs::create_dir_all(folder)?;
                    }
                    fs::write(&path, bytes)?;
                }
                other => other?,
            }
        }
        Ok(())
    }

    /// Notes that a document is done. Only then is it known to the next run.
    pub(super) fn done(&self, key: Digest, made: &Made) -> io::Result<()> {
        self.note(
            key,
            &Record::Done {
                files: files(made)
                    .map(|(file, bytes)| (file, Digest::of(&[bytes]).hex()))
                    .collect(),
                facts: Box::new(made.facts.clone()),
            },
        )
    }

    /// Notes that a document will never be done.
    pub(super) fn failed(&self, key: Digest, failure: &Failure) -> io::Result<()> {
        self.note(key, &Record::Failed(failure.clone()))
    }

    fn note(&self, key: Digest, record: &Record) -> io::Result<()> {
        let record = serde_json::to_vec(record).map_err(io::Error::other)?;
        self.journal.add(key, &record)
    }

    /// Removes the files of a document that has no result.
    pub(super) fn remove(&self, key: Digest) {
        for file in [File::Json, File::Pdf, File::Originals] {
            // There may be nothing to remove.
            let _ = fs::remove_file(self.path(key, file));
        }
    }
}

fn files(made: &Made) -> impl Iterator<Item = (File, &[u8])> {
    [
        (File::Json, Some(&made.json)),
        (File::Pdf, made.pdf.as_ref()),
        (File::Originals, made.originals.as_ref()),
    ]
    .into_iter()
    .filter_map(|(file, bytes)| Some((file, bytes?.as_slice())))
}
