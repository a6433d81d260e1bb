//! `DIR.lakmoes` beside `DIR`: what must not be published, for one run at a time.

use super::BatchError;
use super::store::Store;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::path::{Path, PathBuf};

/// Where results wait.
const STAGING: &str = "staging";

/// The private folder of a run, locked against a second one.
pub(super) struct Private {
    folder: PathBuf,
    _lock: File,
}

/// Where the private folder of an output folder is.
pub(super) fn folder_of(out: &Path) -> PathBuf {
    let mut name = out
        .file_name()
        .map_or_else(|| OsString::from("out"), OsString::from);
    name.push(".lakmoes");
    out.with_file_name(name)
}

/// How many results a run that was cut off left for one that goes on (`resume`).
#[must_use]
pub fn left_over(out: &Path) -> usize {
    let out = out.canonicalize().unwrap_or_else(|_| out.to_owned());
    Store::count(&folder_of(&out).join(STAGING))
}

impl Private {
    /// Makes both folders, and locks the private one.
    pub(super) fn open(out: &Path, confidential: Option<&Path>) -> Result<Self, BatchError> {
        if out.exists() && !out.is_dir() {
            return Err(BatchError::Usage(format!(
                "{}: is a file; --out takes a folder",
                out.display()
            )));
        }
        if let Some(path) = confidential {
            refuse_published(path, out)?;
        }
        fs::create_dir_all(out).map_err(BatchError::io(out))?;
        let out = out.canonicalize().map_err(BatchError::io(out))?;
        let folder = folder_of(&out);
        create(&folder)?;
        let lock = lock(&folder)?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    /// Where results wait; emptied first, unless they are wanted.
    pub(super) fn staging(&self, keep: bool) -> Result<PathBuf, BatchError> {
        let folder = self.folder.join(STAGING);
        if !keep {
            remove(&folder)?;
        }
        create(&folder)?;
        Ok(folder)
    }

    /// Where what is unpacked may wait. Nothing of it outlives the run.
    pub(super) fn unpacked(&self) -> PathBuf {
        self.folder.join("unpacked")
    }

    /// The list of what was placed in the output folder.
    pub(super) fn placed(&self) -> PathBuf {
        self.folder.join("placed")
    }

    /// Removes all but the lock.
    pub(super) fn clear(&self) {
        // What can't be removed stays private.
        let _ = fs::remove_dir_all(self.folder.join(STAGING));
    }
}

fn remove(folder: &Path) -> Result<(), BatchError> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(BatchError::io(folder)(e)),
        _ => Ok(()),
    }
}

fn refuse_published(confidential: &Path, out: &Path) -> Result<(), BatchError> {
    let folder = confidential
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(BatchError::io(folder))?;
    let out = out
        .canonicalize()
        .or_else(|_| std::path::absolute(out))
        .map_err(BatchError::io(out))?;
    if folder.starts_with(&out) {
        return Err(BatchError::Usage(format!(
            "{}: the confidential file must not stand in the folder that is published; put it elsewhere",
            confidential.display()
        )));
    }
    Ok(())
}

fn create(folder: &Path) -> Result<(), BatchError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(BatchError::io(folder))
}

fn lock(private: &Path) -> Result<File, BatchError> {
    let path = private.join("lock");
    let file = File::create(&path).map_err(BatchError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(BatchError::Usage(format!(
            "{}: another run is writing to this folder; wait for it or choose another --out",
            private.display()
        ))),
        Err(TryLockError::Error(source)) => Err(BatchError::Io { path, source }),
    }
}
