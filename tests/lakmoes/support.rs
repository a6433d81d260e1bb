//! A folder to work in, and the binary to run in it.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A temporary folder with an input and an output in it.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        Self { folder }
    }

    /// With these input files.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let place = Self::new();
        for (name, bytes) in files {
            let path = place.path("in").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        place
    }

    /// With these texts.
    pub(crate) fn with_texts(files: &[(String, String)]) -> Self {
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes()))
            .collect();
        Self::with(&files)
    }

    /// What is published at several numbers of threads.
    pub(crate) fn published_by_threads(&self) -> Vec<BTreeMap<String, Vec<u8>>> {
        let published = |threads: &&str| {
            assert_eq!(self.run(&["--threads", threads]).code, 0);
            self.published()
        };
        ["1", "2", "7"].iter().map(published).collect()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `lakmoes run in --out out` and more.
    pub(crate) fn run(&self, more: &[&str]) -> Ran {
        let mut arguments = vec!["run", "in", "--out", "out"];
        arguments.extend(more);
        lakmoes(&arguments, self.folder.path(), b"")
    }

    pub(crate) fn json(&self, name: &str) -> Value {
        let bytes = fs::read(self.path("out").join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        serde_json::from_slice(&bytes).unwrap()
    }

    pub(crate) fn manifest(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.path("out/manifest.jsonl")).unwrap();
        text.lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect()
    }

    /// Why the one document has no output.
    pub(crate) fn reason(&self) -> (String, String) {
        let lines = self.manifest();
        assert_eq!(lines.len(), 1, "{lines:?}");
        let reason = &lines[0]["reason"];
        (
            reason["code"].as_str().unwrap().to_owned(),
            reason["message"].as_str().unwrap().to_owned(),
        )
    }

    /// Every file of the output, by its path: what a publisher would put on a website.
    pub(crate) fn published(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let root = self.path("out");
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path
                        .strip_prefix(&root)
                        .unwrap()
                        .to_string_lossy()
                        .into_owned();
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        files
    }
}

/// What a run of the binary said.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn lakmoes(arguments: &[&str], folder: &Path, input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lakmoes"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || {
        // The program may not want to read all of it.
        let _ = stdin.write_all(&input);
    });
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// A note with a name, an e-mail address, a telephone number and a minister in it.
pub(crate) fn note(name: &str) -> String {
    let local = name.to_lowercase().replace(' ', ".");
    format!(
        "Aan de Minister van Justitie en Veiligheid\n\nnota\n\nDatum\n3 juni 2024\n\nOns kenmerk\n5519311\n\n\
         Opgesteld door\n{name}\n{local}@minjenv.example\n06-12345678\n\n1. Aanleiding\n\n\
         De minister Van Weel heeft op 21 mei 2024 een brief gestuurd. Voor vragen kunt u terecht bij de heer {name}.\n\n\
         2. Geadviseerd besluit\n\nU wordt verzocht akkoord te gaan.\n"
    )
}
