//! From the staging folder to the output: names settled over the whole batch, then moved.

use super::collect::Input;
use super::progress::{Load, Phase, Progress};
use super::stage::{Failure, RedactedPath, Shared, Staged, Staging, redacted_path};
use super::threads::{self, Numbers};
use super::{BatchError, Job};
use crate::detect::Dossier;
use crate::matching::Needles;
use crate::redact::Published;
use crate::verify;
use crate::write::{
    Confidential, Manifest, ManifestLine, Reason, Status, renamed, write_atomically,
};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

type Outcome = Result<Staged, Failure>;

/// Publishes a batch, in no path of which the names of the dossier may stand, and says what became of each document.
pub(super) fn publish(
    shared: &Shared<'_>,
    job: &Job,
    inputs: &[Input],
    results: Vec<Outcome>,
    dossier: Option<&Dossier>,
    progress: &dyn Progress,
) -> Result<Manifest, BatchError> {
    let Shared {
        engine, staging, ..
    } = *shared;
    progress.phase(
        Phase::Publishing,
        Load {
            documents: inputs.len(),
            ..Load::default()
        },
    );
    remove_earlier(&job.out);
    let values: Vec<_> = results
        .iter()
        .flatten()
        .flat_map(|s| s.values.iter().cloned())
        .collect();
    let own = Needles::new(values);
    let mut values = vec![&own];
    values.extend(engine.known(dossier));
    let paths: Vec<RedactedPath> = inputs
        .par_iter()
        .map(|input| redacted_path(engine, &input.relative, &values))
        .collect();
    let traces: Vec<_> = results
        .iter()
        .map(|r| r.as_ref().ok().and_then(|s| s.trace.as_ref()))
        .collect();
    let numbers = threads::number(&traces);
    let mut confidential = match &job.confidential {
        Some(path) => Some(Confidential::create(path).map_err(BatchError::io(path))?),
        None => None,
    };
    let mut key: BTreeMap<u32, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let mut manifest = Manifest::default();
    let all = inputs.iter().zip(results).zip(paths).zip(numbers);
    for (n, (((input, result), path), numbers)) in all.enumerate() {
        progress.step(Load {
            documents: 1,
            ..Load::default()
        });
        let output = free(&path.path, &mut taken);
        let moved = result.and_then(|mut staged| {
            let id = {
                let place_of = Place {
                    job,
                    staging,
                    n,
                    path: &path,
                    output: &output,
                    numbers: numbers.as_ref(),
                };
                place(&place_of, &staged, &values)?
            };
            if let Some(pdf) = &mut staged.pdf {
                let output = free_pdf(&path.path, &mut taken);
                super::pdf::place(&job.out, &staging.pdf(n), pdf, output)?;
            }
            Ok((staged, id))
        });
        if let (Ok(_), Some(file)) = (&moved, &mut confidential) {
            let originals = fs::read(staging.originals(n)).unwrap_or_default();
            if shared.pseudonyms {
                for (number, form) in Confidential::persons(&originals) {
                    let (forms, documents) = key.entry(number).or_default();
                    forms.insert(form);
                    documents.insert(output.as_str().to_owned());
                }
            }
            let line = Confidential::line(&input.relative.to_string_lossy(), &output, &originals);
            file.add(&line).map_err(BatchError::io(
                job.confidential.as_deref().unwrap_or(Path::new("-")),
            ))?;
        }
        manifest.lines.push(line(path.path, output, moved, numbers));
    }
    if let Some(mut file) = confidential {
        let io = || BatchError::io(job.confidential.as_deref().unwrap_or(Path::new("-")));
        for (number, (forms, documents)) in &key {
            file.add(&Confidential::key_line(*number, forms, documents))
                .map_err(io())?;
        }
        file.finish().map_err(BatchError::io(
            job.confidential.as_deref().unwrap_or(Path::new("-")),
        ))?;
    }
    // What is staged still may take the room that the manifest needs.
    staging.clear();
    write(&job.out.join("manifest.jsonl"), &manifest.to_jsonl())?;
    let mut summary = serde_json::to_vec_pretty(&manifest.summary()).unwrap_or_default();
    summary.push(b'\n');
    write(&job.out.join("summary.json"), &summary)?;
    Ok(manifest)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), BatchError> {
    write_atomically(path, bytes).map_err(|source| BatchError::Unfinished {
        path: path.to_owned(),
        source,
    })
}

fn line(
    path: Published,
    output: Published,
    moved: Result<(Staged, String), Failure>,
    numbers: Option<Numbers>,
) -> ManifestLine {
    let numbers = numbers.unwrap_or_default();
    match moved {
        Ok((staged, id)) => ManifestLine {
            path,
            status: Status::Done,
            output: Some(output),
            id: Some(id),
            pages: Some(staged.pages),
            redactions: Some(staged.redactions),
            warnings: staged.warnings,
            family: None,
            thread: (numbers.thread > 0).then_some(numbers.thread),
            duplicate: None,
            messages: numbers.messages,
            pdf: staged.pdf,
            reason: None,
            card: Some(staged.card),
        },
        Err(failure) => ManifestLine {
            path,
            status: failure.status,
            output: None,
            id: None,
            pages: None,
            redactions: None,
            warnings: Vec::new(),
            family: None,
            thread: None,
            duplicate: None,
            messages: Vec::new(),
            pdf: None,
            reason: Some(failure.reason),
            card: None,
        },
    }
}

/// A name for the output that no other document has: two inputs may have one name, or become one
/// by redaction.
fn free(path: &Published, taken: &mut BTreeSet<String>) -> Published {
    numbered(path, ".json", ".json", taken)
}

/// The same for its redacted PDF, which keeps its name where that says what it is.
fn free_pdf(path: &Published, taken: &mut BTreeSet<String>) -> Published {
    let named = path.as_str().to_lowercase().ends_with(".pdf");
    numbered(path, if named { "" } else { ".pdf" }, ".pdf", taken)
}

/// The first name that is not taken: with the first ending, or with a number and the other.
fn numbered(path: &Published, first: &str, other: &str, taken: &mut BTreeSet<String>) -> Published {
    // The program's own files are never overwritten.
    let own = |name: &str| matches!(name, "manifest.jsonl" | "summary.json");
    let mut output = path.with_suffix(first);
    let mut n = 2;
    // File systems that do not tell cases apart must not mix documents up either.
    while own(output.as_str()) || !taken.insert(output.as_str().to_lowercase()) {
        output = path.with_suffix(&format!(".{n}{other}"));
        n += 1;
    }
    output
}

/// Where a document goes, and with which numbers.
struct Place<'a> {
    job: &'a Job,
    staging: &'a Staging,
    n: usize,
    path: &'a RedactedPath,
    output: &'a Published,
    numbers: Option<&'a Numbers>,
}

fn place(place: &Place<'_>, staged: &Staged, values: &[&Needles]) -> Result<String, Failure> {
    let Place {
        job,
        staging,
        n,
        path,
        output,
        numbers,
    } = *place;
    let failed = |status, code: &'static str, stage: &'static str, message| Failure {
        status,
        reason: Reason {
            code: code.into(),
            stage: stage.into(),
            message,
        },
    };
    let io = |e: std::io::Error| {
        failed(
            Status::Failed,
            "unwritable",
            "write",
            format!("can't be written: {e}"),
        )
    };
    verify::check_path(path.path.as_str(), &path.labels, values).map_err(|leak| {
        failed(
            Status::Withdrawn,
            "leak",
            "verify",
            format!("withdrawn: {leak}"),
        )
    })?;
    let from = staging.result(n);
    let target = job.out.join(output.as_str());
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(io)?;
    }
    let is_file = staged.trace.as_ref().is_some_and(|t| t.is_file);
    let numbers = numbers
        .filter(|_| is_file)
        .and_then(|m| Some((*m.messages.first()?, m.thread)));
    if path.path == staged.path && numbers.is_none() {
        fs::rename(&from, &target).map_err(io)?;
        return Ok(staged.id.clone());
    }
    let json = fs::read(&from).map_err(io)?;
    let (json, id) = renamed(&json, &path.name, &path.path, numbers).ok_or_else(|| {
        failed(
            Status::Failed,
            "unwritable",
            "write",
            "its staged result was changed by another program".into(),
        )
    })?;
    write_atomically(&target, &json).map_err(io)?;
    Ok(id)
}

/// Removes what an earlier run wrote here, by its manifest: a document that fails today must not
/// stand there with yesterday's result.
fn remove_earlier(out: &Path) {
    let Ok(manifest) = fs::read_to_string(out.join("manifest.jsonl")) else {
        return;
    };
    for line in manifest.lines() {
        let Ok(value) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        for (output, ending) in [
            (&value["output"], ".json"),
            (&value["pdf"]["output"], ".pdf"),
        ] {
            let Some(output) = output.as_str() else {
                continue;
            };
            let below = Path::new(output)
                .components()
                .all(|c| matches!(c, Component::Normal(_)));
            if below && output.to_lowercase().ends_with(ending) {
                // It may have been removed by hand.
                let _ = fs::remove_file(out.join(output));
            }
        }
    }
}
