//! What a run placed in the output folder, so that the next one can take it away: a document that fails
//! today must not stand there with yesterday's result, however yesterday ended.
//!
//! Before anything is placed its name is written to a list in the private folder, which stays there. A run
//! begins by taking away what stands on that list and in the manifest.

use super::beside::OWN;
use crate::write::write_atomically;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// The program's own files.
pub(super) const MANIFEST: &str = "manifest.jsonl";
pub(super) const SUMMARY: &str = "summary.json";

/// The output folder, and the list of what is placed in it.
pub(super) struct Placed {
    out: PathBuf,
    list: PathBuf,
    file: File,
    announced: String,
}

impl Placed {
    /// Takes away what an earlier run placed.
    pub(super) fn begin(out: &Path, list: PathBuf) -> io::Result<Self> {
        let mut earlier = on_list(&list)?;
        earlier.extend(in_manifest(out));
        let lines: String = earlier.iter().map(|name| format!("{name}\n")).collect();
        write_atomically(&list, lines.as_bytes())?;
        // First what tells of the rest: from here on nothing claims to be whole.
        for name in OWN {
            remove(&out.join(name))?;
        }
        for name in &earlier {
            if is_below(name) {
                remove(&out.join(name))?;
                remove_empty(out, name);
            }
        }
        let file = OpenOptions::new().append(true).open(&list)?;
        Ok(Self {
            out: out.to_owned(),
            list,
            file,
            announced: String::new(),
        })
    }

    /// Announces what will be placed: paths below the output folder.
    pub(super) fn announce<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> io::Result<()> {
        let lines: String = names.map(|name| format!("{name}\n")).collect();
        self.announced.push_str(&lines);
        self.file.write_all(lines.as_bytes())?;
        self.file.sync_data()
    }

    /// Places a file that was announced.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        write_atomically(&self.out.join(name), bytes)
    }

    /// Ends the run: what earlier ones placed is forgotten.
    pub(super) fn end(self) -> io::Result<()> {
        write_atomically(&self.list, self.announced.as_bytes())
    }

    /// Waits until what was placed is on the disk: after a power cut a manifest must not tell of files
    /// that are not there.
    pub(super) fn sync(&self) -> io::Result<()> {
        sync(&self.out)
    }
}

#[cfg(target_os = "linux")]
fn sync(out: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(out)?).map_err(Into::into)
}

#[cfg(not(target_os = "linux"))]
fn sync(_out: &Path) -> io::Result<()> {
    Ok(())
}

fn on_list(list: &Path) -> io::Result<BTreeSet<String>> {
    match fs::read(list) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes)
            .lines()
            .map(str::to_owned)
            .collect()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(e) => Err(e),
    }
}

fn in_manifest(out: &Path) -> Vec<String> {
    let Ok(manifest) = fs::read_to_string(out.join(MANIFEST)) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for line in manifest.lines() {
        let Ok(value) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        for (output, ending) in [
            (&value["output"], ".json"),
            (&value["pdf"]["output"], ".pdf"),
            (&value["diwoo"], ".diwoo.xml"),
        ] {
            // What is no result of ours is nobody's to remove.
            let ours = |name: &&str| name.to_lowercase().ends_with(ending);
            names.extend(output.as_str().filter(ours).map(str::to_owned));
        }
    }
    names
}

/// Whether a name leads nowhere but below the output folder.
fn is_below(name: &str) -> bool {
    let mut components = Path::new(name).components();
    !name.is_empty() && components.all(|c| matches!(c, Component::Normal(_)))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        // It may have been removed by hand.
        Err(e)
            if !matches!(
                e.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Err(e)
        }
        _ => Ok(()),
    }
}

/// Removes the folders around a file that was removed, as far as there is nothing else in them.
fn remove_empty(out: &Path, name: &str) {
    let mut folder = Path::new(name).parent();
    while let Some(below) = folder.filter(|f| !f.as_os_str().is_empty()) {
        if fs::remove_dir(out.join(below)).is_err() {
            return;
        }
        folder = below.parent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_announced_is_taken_away_by_the_next_run_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (out, list) = (folder.path().join("out"), folder.path().join("placed"));
        fs::create_dir_all(out.join("a/b")).unwrap();
        let mut placed = Placed::begin(&out, list.clone()).unwrap();
        let names = ["a/b/x.json", "y.pdf", "../z"];
        placed.announce(names.into_iter()).unwrap();
        for name in names.into_iter().chain(["mine.json"]) {
            fs::write(out.join(name), "x").unwrap();
        }
        drop(placed);
        Placed::begin(&out, list).unwrap();
        assert!(!out.join("a").exists());
        assert!(!out.join("y.pdf").exists());
        assert!(out.join("mine.json").exists());
        assert!(folder.path().join("z").exists());
    }
}
