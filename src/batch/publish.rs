//! From the store to the output: names settled over the whole batch, then written where they belong.
//!
//! The store keeps all until the manifest stands: a run that is cut off here does it again.

use super::beside::{self, OWN};
use super::collect::Input;
use super::duplicates::{self, Seen};
use super::facts::Failure;
use super::families::{self, Member};
use super::paths::{self, RedactedPath};
use super::placed::{MANIFEST, Placed, SUMMARY};
use super::private::Private;
use super::progress::{Load, Phase, Progress};
use super::stage::{self, Shared, Staged};
use super::store::File;
use super::threads::{self, Numbers};
use super::worker::Names;
use super::{BatchError, Job};
use crate::matching::Needles;
use crate::redact::Published;
use crate::verify;
use crate::write::{
    self, Confidential, Duplicate, Manifest, ManifestLine, Status, write_atomically,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

type Outcome = Result<Staged, Failure>;

/// A document with its names.
struct Item<'a> {
    input: &'a Input,
    outcome: Outcome,
    path: RedactedPath,
    output: Published,
    pdf_output: Option<Published>,
    numbers: Option<Numbers>,
    duplicate: Option<Duplicate>,
}

/// What publishing needs.
pub(super) struct Publication<'a> {
    pub(super) job: &'a Job,
    pub(super) private: &'a Private,
    /// The names of the dossier, which may stand in no path.
    pub(super) names: Option<&'a Names>,
    pub(super) progress: &'a dyn Progress,
}

impl Publication<'_> {
    /// Publishes a batch, and says what became of each document.
    pub(super) fn publish(
        &self,
        shared: &Shared<'_>,
        inputs: &[Input],
        results: Vec<Outcome>,
    ) -> Result<Manifest, BatchError> {
        let Self {
            job,
            private,
            names,
            progress,
        } = *self;
        let documents = |documents| Load {
            documents,
            ..Load::default()
        };
        progress.phase(Phase::Publishing, documents(inputs.len()));
        let values =
            std::mem::take(&mut *shared.values.lock().unwrap_or_else(PoisonError::into_inner));
        let own = Needles::new(values.into_iter().collect());
        let mut values = vec![&own];
        values.extend(shared.engine.known(names.map(Names::dossier)));
        let items = named(shared, inputs, results, &values);
        let unfinished = |source| BatchError::unfinished(&job.out)(source);
        let mut placed = Placed::begin(&job.out, private.placed()).map_err(unfinished)?;
        let outputs = items.iter().flat_map(|item| {
            let pdf = item.pdf_output.iter();
            std::iter::once(&item.output)
                .chain(pdf)
                .map(Published::as_str)
        });
        placed.announce(outputs).map_err(unfinished)?;
        let done: Vec<_> = items
            .into_par_iter()
            .with_max_len(16)
            .map(|mut item| {
                let was_done = item.outcome.is_ok();
                let id = item.place(shared, job, &values);
                if let (true, Err(failure)) = (was_done, &item.outcome) {
                    progress.document(item.input, failure.status, Some(&failure.reason));
                }
                progress.step(documents(1));
                (item, id)
            })
            .collect();
        if shared.full.load(Ordering::Relaxed) {
            return Err(unfinished(io::ErrorKind::StorageFull.into()));
        }
        if let Some(path) = &job.confidential {
            confidential(shared, path, &done).map_err(BatchError::unfinished(path))?;
        }
        placed.sync().map_err(unfinished)?;
        let families = families(&done);
        let lines = done.into_iter().zip(families);
        let lines = lines.map(|((item, id), family)| ManifestLine {
            family,
            ..item.line(id)
        });
        let mut manifest = Manifest {
            lines: lines.collect(),
        };
        beside::write(job, &shared.engine.policy, &mut manifest, &mut placed)?;
        let write = |name, bytes: &[u8]| {
            let path = job.out.join(name);
            (placed.put(name, bytes)).map_err(BatchError::unfinished(&path))
        };
        write(MANIFEST, &manifest.to_jsonl())?;
        let mut summary = serde_json::to_vec_pretty(&manifest.summary()).unwrap_or_default();
        summary.push(b'\n');
        write(SUMMARY, &summary)?;
        placed.sync().map_err(unfinished)?;
        private.clear();
        placed.end().map_err(unfinished)?;
        Ok(manifest)
    }
}

/// Which documents came together, by number.
fn families(done: &[(Item<'_>, Option<String>)]) -> Vec<Option<u32>> {
    let member = |(item, _): &'_ (Item<'_>, Option<String>)| match &item.outcome {
        Ok(staged) => staged.facts.card.is_mail(),
        Err(_) => families::is_called_mail(&item.input.relative),
    };
    let members: Vec<Member<'_>> = done
        .iter()
        .map(|done| Member {
            path: &done.0.input.relative,
            is_mail: member(done),
        })
        .collect();
    families::number(&members)
}

/// Gives each document its names and numbers.
fn named<'a>(
    shared: &Shared<'_>,
    inputs: &'a [Input],
    results: Vec<Outcome>,
    values: &[&Needles],
) -> Vec<Item<'a>> {
    let paths: Vec<RedactedPath> = inputs
        .par_iter()
        .map(|input| paths::redacted(shared.engine, &input.relative, values))
        .collect();
    let traces: Vec<_> = results
        .iter()
        .map(|r| r.as_ref().ok().and_then(|s| s.facts.trace.as_ref()))
        .collect();
    let numbers = threads::number(&traces);
    let seen: Vec<_> = results
        .iter()
        .map(|r| r.as_ref().ok().map(Staged::seen))
        .collect();
    let numbers = numbers.into_iter().zip(duplicates::groups(&seen));
    let mut taken = BTreeSet::new();
    let all = inputs.iter().zip(results).zip(paths).zip(numbers);
    all.map(|(((input, outcome), path), (numbers, duplicate))| {
        let output = free(&path.path, &mut taken);
        let has_pdf = outcome.as_ref().is_ok_and(|s| {
            let pdf = s.facts.pdf.as_ref();
            pdf.is_some_and(|line| line.status == Status::Done)
        });
        let pdf_output = has_pdf.then(|| free_pdf(&path.path, &mut taken));
        Item {
            input,
            outcome,
            path,
            output,
            pdf_output,
            numbers,
            duplicate,
        }
    })
    .collect()
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
    let own = |name: &str| OWN.contains(&name);
    let mut output = path.with_suffix(first);
    let mut n = 2;
    // File systems that do not tell cases apart must not mix documents up either.
    while own(output.as_str()) || !taken.insert(output.as_str().to_lowercase()) {
        output = path.with_suffix(&format!(".{n}{other}"));
        n += 1;
    }
    output
}

impl Item<'_> {
    /// Writes it where it belongs, and gives its id; what fails now is its outcome.
    fn place(&mut self, shared: &Shared<'_>, job: &Job, values: &[&Needles]) -> Option<String> {
        let staged = self.outcome.as_ref().ok()?;
        match self.placed(staged, shared, job, values) {
            Ok(id) => Some(id),
            Err(failure) => {
                self.outcome = Err(failure);
                None
            }
        }
    }

    fn placed(
        &self,
        staged: &Staged,
        shared: &Shared<'_>,
        job: &Job,
        values: &[&Needles],
    ) -> Result<String, Failure> {
        verify::check_path(self.path.path.as_str(), &self.path.labels, values)
            .map_err(|leak| Failure::withdrawn(format!("withdrawn: {leak}")))?;
        let io = |e: io::Error| stage::unwritable(shared, &e);
        let target = job.out.join(self.output.as_str());
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(io)?;
        }
        let json = fs::read(shared.store.path(staged.key, File::Json)).map_err(io)?;
        let is_mail = staged.facts.trace.as_ref().is_some_and(|t| t.is_file);
        let place = write::Place {
            name: &self.path.name,
            path: &self.path.path,
            numbers: (self.numbers.as_ref().filter(|_| is_mail))
                .and_then(|n| Some((*n.messages.first()?, n.thread))),
        };
        let (json, id) = place.file(&json, &staged.facts.content).ok_or_else(|| {
            let message = "its staged result was changed by another program";
            Failure::new("write", "unwritable", message)
        })?;
        write_atomically(&target, &json).map_err(io)?;
        if let Some(output) = &self.pdf_output {
            let from = shared.store.path(staged.key, File::Pdf);
            link(&from, &job.out.join(output.as_str())).map_err(io)?;
        }
        Ok(id)
    }

    fn line(self, id: Option<String>) -> ManifestLine {
        let numbers = self.numbers.unwrap_or_default();
        let mut line = ManifestLine {
            id,
            ..ManifestLine::new(self.path.path, Status::Done)
        };
        match self.outcome {
            Ok(Staged { facts, .. }) => {
                line.output = Some(self.output);
                line.pages = Some(facts.pages);
                line.redactions = Some(facts.redactions);
                line.warnings = facts.warnings;
                line.thread = (numbers.thread > 0).then_some(numbers.thread);
                line.messages = numbers.messages;
                line.duplicate = self.duplicate;
                line.card = Some(facts.card);
                line.pdf = facts.pdf;
                if let Some(pdf) = &mut line.pdf {
                    pdf.output = self.pdf_output;
                }
            }
            Err(failure) => {
                line.status = failure.status;
                line.reason = Some(failure.reason);
            }
        }
        line
    }
}

impl Staged {
    fn seen(&self) -> Seen<'_> {
        Seen {
            content: self.content,
            sketch: self.facts.sketch.as_ref(),
        }
    }
}

/// The same file under another name, in one step.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = Path::new(&part);
    // One may have been left by a run that was killed.
    let _ = fs::remove_file(part);
    // Not every file system gives a file two names.
    let linked = fs::hard_link(from, part).or_else(|_| fs::copy(from, part).map(drop));
    let result = linked.and_then(|()| fs::rename(part, to));
    if result.is_err() {
        // Best effort: the error that matters is the first.
        let _ = fs::remove_file(part);
    }
    result
}

/// Writes the originals of the documents that were placed, and who is behind each number.
fn confidential(
    shared: &Shared<'_>,
    path: &Path,
    done: &[(Item<'_>, Option<String>)],
) -> io::Result<()> {
    let mut file = Confidential::create(path)?;
    let mut key: BTreeMap<u32, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    for (item, id) in done {
        let (Ok(staged), Some(_)) = (&item.outcome, id) else {
            continue;
        };
        let originals = fs::read(shared.store.path(staged.key, File::Originals))?;
        if shared.pseudonyms {
            for (number, form) in Confidential::persons(&originals) {
                let (forms, documents) = key.entry(number).or_default();
                forms.insert(form);
                documents.insert(item.output.as_str().to_owned());
            }
        }
        let relative = item.input.relative.to_string_lossy();
        file.add(&Confidential::line(&relative, &item.output, &originals))?;
    }
    for (number, (forms, documents)) in &key {
        file.add(&Confidential::key_line(*number, forms, documents))?;
    }
    file.finish()
}
