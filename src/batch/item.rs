//! One document on its way from the store to its place in the output folder.

use super::Job;
use super::digest::Digest;
use super::facts::{Facts, Failure};
use super::paths::RedactedPath;
use super::stage::{self, Shared, Staged};
use super::store::File;
use super::threads::Numbers;
use crate::matching::Needles;
use crate::redact::Published;
use crate::verify;
use crate::write::{Duplicate, ManifestLine, Place, Status, write_atomically};
use std::fs;
use std::io;
use std::path::Path;

/// A document with its names and numbers.
pub(super) struct Item {
    pub(super) outcome: Result<Staged, Failure>,
    pub(super) path: RedactedPath,
    pub(super) output: Published,
    pub(super) pdf_output: Option<Published>,
    pub(super) numbers: Option<Numbers>,
    pub(super) duplicate: Option<Duplicate>,
}

/// A document that was published, or why not.
pub(super) struct Done {
    pub(super) line: ManifestLine,
    /// Where in the store the rest of it is.
    pub(super) key: Option<Digest>,
}

impl Item {
    /// Writes it where it belongs, and says what became of it.
    pub(super) fn publish(self, shared: &Shared<'_>, job: &Job, values: &[&Needles]) -> Done {
        match self.place(shared, job, values) {
            Ok((staged, facts, id)) => Done {
                key: Some(staged.key),
                line: self.line(facts, id),
            },
            Err(failure) => Done {
                key: None,
                line: ManifestLine {
                    reason: Some(failure.reason),
                    ..ManifestLine::new(self.path.path, failure.status)
                },
            },
        }
    }

    fn place(
        &self,
        shared: &Shared<'_>,
        job: &Job,
        values: &[&Needles],
    ) -> Result<(Staged, Facts, String), Failure> {
        let staged = self.outcome.clone()?;
        verify::check_path(self.path.path.as_str(), &self.path.labels, values)
            .map_err(|leak| Failure::withdrawn(format!("withdrawn: {leak}")))?;
        let io = |e: io::Error| stage::unwritable(shared, &e);
        let target = job.out.join(self.output.as_str());
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(io)?;
        }
        let facts = shared.store.facts(staged.key).ok_or_else(changed)?;
        let json = fs::read(shared.store.path(staged.key, File::Json)).map_err(io)?;
        let is_mail = facts.trace.as_ref().is_some_and(|t| t.is_file);
        let numbers = self.numbers.as_ref().filter(|_| is_mail);
        let place = Place {
            name: &self.path.name,
            path: &self.path.path,
            numbers: numbers.and_then(|n| Some((*n.messages.first()?, n.thread))),
        };
        let (json, id) = place.file(&json, &facts.content).ok_or_else(changed)?;
        write_atomically(&target, &json).map_err(io)?;
        if let Some(output) = &self.pdf_output {
            let from = shared.store.path(staged.key, File::Pdf);
            link(&from, &job.out.join(output.as_str())).map_err(io)?;
        }
        Ok((staged, facts, id))
    }

    fn line(self, facts: Facts, id: String) -> ManifestLine {
        let numbers = self.numbers.unwrap_or_default();
        let mut pdf = facts.pdf;
        if let Some(pdf) = &mut pdf {
            pdf.output = self.pdf_output;
        }
        ManifestLine {
            output: Some(self.output),
            id: Some(id),
            pages: Some(facts.pages),
            redactions: Some(facts.redactions),
            warnings: facts.warnings,
            thread: (numbers.thread > 0).then_some(numbers.thread),
            messages: numbers.messages,
            duplicate: self.duplicate,
            card: Some(facts.card),
            pdf,
            ..ManifestLine::new(self.path.path, Status::Done)
        }
    }
}

fn changed() -> Failure {
    let message = "its staged result was changed by another program";
    Failure::new("write", "unwritable", message)
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
