//! Finds the documents of a corpus: every `NAME.gold.json` with the document of that name beside it.

use super::Gold;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const GOLD: &str = ".gold.json";

/// What documents are called behind their name.
const FORMS: [&str; 15] = [
    "txt", "pdf", "docx", "odt", "rtf", "html", "xlsx", "ods", "csv", "tsv", "md", "json", "eml",
    "ics", "vcf",
];

/// One document with its gold.
#[derive(Clone, Debug)]
pub struct Case {
    /// The document.
    pub path: PathBuf,
    /// Its path within the corpus, with forward slashes.
    pub name: String,
    /// What is known about it.
    pub gold: Gold,
}

/// Why a corpus can't be used.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum CorpusError {
    #[error("{path}: can't be read: {source}")]
    Read { path: PathBuf, source: io::Error },
    #[error("{path}: is no gold: {source}")]
    Gold {
        path: PathBuf,
        source: serde_json::Error,
    },
    #[error("{path}: has no document beside it (.txt, .pdf, .docx … of the same name)")]
    NoDocument { path: PathBuf },
    #[error("{path}: mention {index} does not fit its text")]
    Misfit { path: PathBuf, index: usize },
    #[error("{id}: two documents have this id")]
    Twice { id: String },
    #[error(
        "{path}: holds no document with gold (NAME.gold.json beside NAME.txt, NAME.pdf, NAME.docx …)"
    )]
    Empty { path: PathBuf },
}

impl Case {
    /// The bytes of the document.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        fs::read(&self.path)
    }

    /// The text that the gold's offsets point into.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn truth(&self) -> io::Result<String> {
        match &self.gold.truth {
            Some(t) => Ok(t.clone()),
            None => Ok(decode(&self.bytes()?, self.gold.encoding.as_deref())),
        }
    }
}

fn decode(bytes: &[u8], label: Option<&str>) -> String {
    // Python's name for the encoding is not among the labels of the web.
    let label = match label {
        Some("cp1252") => "windows-1252",
        Some(l) => l,
        None => "utf-8",
    };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0.into_owned()
}

/// The cases of a folder and the folders in it, in the order of their names.
///
/// # Errors
/// When the folder can't be read, holds no gold, or a gold is broken: a corpus that is only
/// half read would hide what got worse.
pub fn load_corpus(dir: &Path) -> Result<Vec<Case>, CorpusError> {
    let mut golds = Vec::new();
    walk(dir, &mut golds)?;
    golds.sort();
    let mut cases = golds
        .iter()
        .map(|path| load_case(dir, path))
        .collect::<Result<Vec<_>, _>>()?;
    if cases.is_empty() {
        return Err(CorpusError::Empty { path: dir.into() });
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    let mut ids: Vec<_> = cases.iter().map(|c| &c.gold.id).collect();
    ids.sort();
    if let Some(pair) = ids.windows(2).find(|p| p[0] == p[1]) {
        return Err(CorpusError::Twice {
            id: pair[0].clone(),
        });
    }
    Ok(cases)
}

fn walk(dir: &Path, out: &mut Vec<PathBuf>) -> Result<(), CorpusError> {
    let failed = |source| CorpusError::Read {
        path: dir.into(),
        source,
    };
    for entry in fs::read_dir(dir).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        if entry.file_type().map_err(failed)?.is_dir() {
            walk(&path, out)?;
        } else if path.to_string_lossy().ends_with(GOLD) {
            out.push(path);
        }
    }
    Ok(())
}

fn load_case(root: &Path, gold_path: &Path) -> Result<Case, CorpusError> {
    let failed = |source| CorpusError::Read {
        path: gold_path.into(),
        source,
    };
    let json = fs::read(gold_path).map_err(failed)?;
    let gold: Gold = serde_json::from_slice(&json).map_err(|source| CorpusError::Gold {
        path: gold_path.into(),
        source,
    })?;
    let whole = gold_path.to_string_lossy();
    let stem = whole.strip_suffix(GOLD).unwrap_or(&whole);
    let path = FORMS
        .iter()
        .map(|ext| PathBuf::from(format!("{stem}.{ext}")))
        .find(|p| p.is_file())
        .ok_or_else(|| CorpusError::NoDocument {
            path: gold_path.into(),
        })?;
    let name = path
        .strip_prefix(root)
        .unwrap_or(&path)
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/");
    let case = Case { path, name, gold };
    let truth = case.truth().map_err(failed)?;
    match misfit(&truth, &case.gold) {
        Some(index) => Err(CorpusError::Misfit {
            path: gold_path.into(),
            index,
        }),
        None => Ok(case),
    }
}

/// The first mention whose offsets do not lead to its text.
fn misfit(truth: &str, gold: &Gold) -> Option<usize> {
    let chars: Vec<char> = truth.chars().collect();
    gold.spans.iter().position(|m| {
        chars
            .get(m.start..m.end)
            .is_none_or(|c| m.start == m.end || !c.iter().copied().eq(m.text.chars()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(dir: &Path, name: &str, text: &str, start: usize) {
        fs::write(dir.join(format!("{name}.txt")), text).unwrap();
        let gold = format!(
            r#"{{"id":"{name}","genre":"nota","noise":"clean","spans":[
            {{"start":{start},"end":{},"type":"PERSON","action":"redact","text":"Vos"}}]}}"#,
            start + 3
        );
        fs::write(dir.join(format!("{name}.gold.json")), gold).unwrap();
    }

    #[test]
    fn cases_come_in_the_order_of_their_names() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("a")).unwrap();
        write(dir.path(), "b", "één Vos", 4);
        write(&dir.path().join("a"), "z", "Vos", 0);
        let names: Vec<_> = load_corpus(dir.path())
            .unwrap()
            .into_iter()
            .map(|c| c.name)
            .collect();
        assert_eq!(names, ["a/z.txt", "b.txt"]);
    }

    #[test]
    fn gold_that_does_not_fit_its_text_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "b", "één Vos", 5);
        assert!(matches!(
            load_corpus(dir.path()),
            Err(CorpusError::Misfit { index: 0, .. })
        ));
    }

    #[test]
    fn a_folder_without_gold_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(
            load_corpus(dir.path()),
            Err(CorpusError::Empty { .. })
        ));
    }

    /// Guards the corpus itself: gold that no longer fits its document, or a corpus that shrank.
    #[test]
    fn the_corpus_is_whole() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        if !dir.is_dir() {
            return; // not part of the published package
        }
        let cases = load_corpus(&dir).unwrap();
        let distinct = |f: fn(&Case) -> &str| {
            let mut all: Vec<_> = cases.iter().map(f).collect();
            all.sort_unstable();
            all.dedup();
            all.len()
        };
        let pdfs = cases.iter().filter(|c| c.name.ends_with(".pdf")).count();
        assert!(cases.len() >= 100, "{} documents", cases.len());
        assert!(pdfs >= 25, "{pdfs} PDFs");
        assert!(distinct(|c| &c.gold.genre) >= 12);
        assert_eq!(distinct(|c| &c.gold.noise), 4);
        assert!(distinct(|c| c.gold.ministry.as_deref().unwrap_or_default()) > 8);
    }

    #[test]
    fn a_text_in_windows_1252_is_decoded() {
        assert_eq!(decode(b"Ren\xe9e", Some("cp1252")), "Renée");
    }
}
