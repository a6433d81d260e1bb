//! Which files there are, in an order that does not depend on the file system.

use super::BatchError;
use super::hold::Held;
use super::paths;
use crate::ingest::container::Refusal;
use std::fs;
use std::path::{Path, PathBuf};

/// One document to process.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its path below the input folder, or its name when it was given itself; a member of an
    /// archive stands below the archive.
    pub relative: PathBuf,
    /// Where the file is that it is, or that it is in.
    pub path: PathBuf,
    /// What was unpacked of the file, if it is a member of it.
    pub held: Option<Held>,
    /// Why it can't be processed, if that is known from its entry alone.
    pub obstacle: Option<Obstacle>,
}

/// What an entry of a folder is when it isn't a file to read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Obstacle {
    /// A folder that can't be listed.
    Unlisted(String),
    /// A link, device, pipe or socket.
    NotAFile(&'static str),
    /// What operating systems leave behind in folders.
    SystemFile,
    /// What `eval` knows of the document beside it.
    Gold,
    /// Documents are in it, so many: they have lines of their own.
    Container(usize),
    /// It, or what follows in it, can't be read.
    Refused(Refusal),
}

impl Input {
    /// Where it is, for a person: the file, and the way within it.
    #[must_use]
    pub fn shown(&self) -> PathBuf {
        let outer = self.relative.ancestors().find(|a| self.path.ends_with(a));
        match outer.and_then(|a| self.relative.strip_prefix(a).ok()) {
            Some(inner) if inner.components().next().is_some() => self.path.join(inner),
            _ => self.path.clone(),
        }
    }

    /// How large it is; nothing where there is nothing to read.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        match (&self.obstacle, &self.held) {
            (Some(_), _) => 0,
            (None, Some(held)) => held.bytes(),
            (None, None) => fs::metadata(&self.path).map_or(0, |m| m.len()),
        }
    }

    /// The same, with what stands in its way.
    pub(super) fn with(self, obstacle: Obstacle) -> Self {
        Self {
            obstacle: Some(obstacle),
            ..self
        }
    }
}

/// All files below the inputs, sorted by relative path; the output itself is left out.
///
/// # Errors
/// When an input isn't there, or the output would lie around it.
pub fn collect(inputs: &[PathBuf], out: &Path) -> Result<Vec<Input>, BatchError> {
    let out = absolute(out);
    let mut found = Vec::new();
    for input in inputs {
        let kind = fs::metadata(input).map_err(|e| {
            BatchError::Usage(format!(
                "{}: {e}; give a file or folder that exists",
                input.display()
            ))
        })?;
        if kind.is_dir() {
            let root = absolute(input);
            if root.starts_with(&out) {
                return Err(BatchError::Usage(format!(
                    "{}: lies in the output folder {}: the originals would stand among what is published; choose another --out",
                    input.display(),
                    out.display()
                )));
            }
            walk(input, Path::new(""), &out, &mut found);
        } else {
            let name = input
                .file_name()
                .map_or_else(|| PathBuf::from("input"), PathBuf::from);
            found.push(Input {
                relative: name,
                path: input.clone(),
                held: None,
                obstacle: None,
            });
        }
    }
    found.sort_by(|a, b| (&a.relative, &a.path).cmp(&(&b.relative, &b.path)));
    found.dedup_by(|a, b| a.path == b.path);
    Ok(found)
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}

/// Folders are kept on a stack of our own: a deep tree must not exhaust the program's.
fn walk(root: &Path, below: &Path, out: &Path, found: &mut Vec<Input>) {
    let mut folders = vec![below.to_owned()];
    let private = super::private::folder_of(out);
    while let Some(relative) = folders.pop() {
        let folder = root.join(&relative);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) => {
                found.push(Input {
                    relative,
                    path: folder,
                    held: None,
                    obstacle: Some(Obstacle::Unlisted(e.to_string())),
                });
                continue;
            }
        };
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            let relative = relative.join(entry.file_name());
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() {
                let itself = absolute(&path);
                if itself != out && itself != private {
                    folders.push(relative);
                }
                continue;
            }
            let obstacle = obstacle(&path, kind);
            found.push(Input {
                relative,
                path,
                held: None,
                obstacle,
            });
        }
    }
}

/// Whether it is what operating systems leave behind.
pub(super) fn system_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    paths::system_name(&name).is_some() || name.starts_with("._")
}

fn obstacle(path: &Path, kind: fs::FileType) -> Option<Obstacle> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if system_file(path) {
        return Some(Obstacle::SystemFile);
    }
    if name.strip_suffix(".gold.json").is_some_and(|stem| {
        ["txt", "pdf"]
            .iter()
            .any(|e| path.with_file_name(format!("{stem}.{e}")).exists())
    }) {
        return Some(Obstacle::Gold);
    }
    if kind.is_symlink() {
        // A link to a file is read; a link to a folder could lead anywhere, itself included.
        return match fs::metadata(path) {
            Ok(target) if target.is_file() => None,
            Ok(_) => Some(Obstacle::NotAFile("a link to something that is not a file")),
            Err(_) => Some(Obstacle::NotAFile("a link that leads nowhere")),
        };
    }
    (!kind.is_file()).then_some(Obstacle::NotAFile("a device, pipe or socket"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inputs: &[Input]) -> Vec<String> {
        inputs
            .iter()
            .map(|i| i.relative.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_paths() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.txt", "sub/c.txt"] {
            let path = folder.path().join("in").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let found = collect(&[folder.path().join("in")], &folder.path().join("out")).unwrap();
        assert_eq!(names(&found), ["a.txt", "b.txt", "sub/c.txt"]);
    }

    #[test]
    fn an_output_folder_inside_the_input_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("out")).unwrap();
        fs::create_dir(folder.path().join("out.lakmoes")).unwrap();
        fs::write(folder.path().join("out/old.json"), "{}").unwrap();
        fs::write(folder.path().join("out.lakmoes/x"), "{}").unwrap();
        fs::write(folder.path().join("a.txt"), "x").unwrap();
        let found = collect(&[folder.path().to_owned()], &folder.path().join("out")).unwrap();
        assert_eq!(names(&found), ["a.txt"]);
    }

    #[test]
    fn an_input_inside_the_output_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("in");
        fs::create_dir(&inner).unwrap();
        assert!(collect(&[inner], folder.path()).is_err());
    }

    #[test]
    fn a_missing_input_is_an_error_that_names_it() {
        let error = collect(&["no-such-file.txt".into()], Path::new("out")).unwrap_err();
        assert!(error.to_string().contains("no-such-file.txt"));
    }
}
