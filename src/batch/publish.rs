//! From the store to the output: names settled over the whole batch, then written where they belong.
//!
//! The store keeps all until the manifest stands: a run that is cut off here does it again.

use super::beside;
use super::collect::Input;
use super::duplicates::{self, Seen};
use super::facts::Failure;
use super::families::{self, Member};
use super::item::{Done, Item};
use super::naming::Naming;
use super::paths::{self, RedactedPath};
use super::placed::{MANIFEST, Placed, SUMMARY};
use super::private::Private;
use super::progress::{Load, Phase, Progress};
use super::stage::{Shared, Staged};
use super::store::File;
use super::threads::{self, Numbers};
use super::worker::Names;
use super::{BatchError, Job};
use crate::matching::Needles;
use crate::redact::Published;
use crate::write::{Confidential, Duplicate, Manifest, ManifestLine};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::Ordering;

type Outcome = Result<Staged, Failure>;

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
        let values = std::mem::take(&mut shared.told().values);
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
            .zip(inputs)
            .with_max_len(16)
            .map(|(item, input)| {
                let was_done = item.outcome.is_ok();
                let done = item.publish(shared, job, &values);
                if let (true, Some(reason)) = (was_done, &done.line.reason) {
                    progress.document(input, done.line.status, Some(reason));
                }
                progress.step(documents(1));
                done
            })
            .collect();
        if shared.full.load(Ordering::Relaxed) {
            return Err(unfinished(io::ErrorKind::StorageFull.into()));
        }
        if let Some(path) = &job.confidential {
            confidential(shared, path, inputs, &done).map_err(BatchError::unfinished(path))?;
        }
        placed.sync().map_err(unfinished)?;
        let families = families(inputs, &done);
        let lines = done.into_iter().zip(families);
        let lines = lines.map(|(done, family)| ManifestLine {
            family,
            ..done.line
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
fn families(inputs: &[Input], done: &[Done]) -> Vec<Option<u32>> {
    let members: Vec<Member<'_>> = (inputs.iter().zip(done))
        .map(|(input, done)| Member {
            path: &input.relative,
            is_mail: match &done.line.card {
                Some(card) => card.is_mail(),
                None => families::is_called_mail(&input.relative),
            },
        })
        .collect();
    families::number(&members)
}

/// Gives each document its names and numbers.
fn named(
    shared: &Shared<'_>,
    inputs: &[Input],
    results: Vec<Outcome>,
    values: &[&Needles],
) -> Vec<Item> {
    let paths: Vec<RedactedPath> = inputs
        .par_iter()
        .map(|input| paths::redacted(shared.engine, &input.relative, values))
        .collect();
    let numbers = numbered(shared, &results);
    let mut naming = Naming::beside(&paths);
    let all = results.into_iter().zip(paths).zip(numbers);
    all.map(|((outcome, path), (numbers, duplicate))| {
        let output = naming.json(&path.path);
        let has_pdf = outcome.as_ref().is_ok_and(|staged| staged.has_pdf);
        let pdf_output = has_pdf.then(|| naming.pdf(&path.path));
        Item {
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

/// The numbers of conversations, messages and copies.
fn numbered(shared: &Shared<'_>, results: &[Outcome]) -> Vec<(Option<Numbers>, Option<Duplicate>)> {
    let known: Vec<_> = results
        .par_iter()
        .map(|result| {
            let staged = result.as_ref().ok()?;
            let facts = shared.store.facts(staged.key)?;
            Some((staged.content, facts.trace, facts.sketch))
        })
        .collect();
    let traces: Vec<_> = (known.iter())
        .map(|k| k.as_ref().and_then(|(_, trace, _)| trace.as_ref()))
        .collect();
    let seen: Vec<_> = (known.iter())
        .map(|k| {
            k.as_ref().map(|(content, _, sketch)| Seen {
                content: *content,
                sketch: sketch.as_ref(),
            })
        })
        .collect();
    let numbers = threads::number(&traces).into_iter();
    numbers.zip(duplicates::groups(&seen)).collect()
}

/// Writes the originals of the documents that were placed, and who is behind each number.
fn confidential(
    shared: &Shared<'_>,
    path: &Path,
    inputs: &[Input],
    done: &[Done],
) -> io::Result<()> {
    let mut file = Confidential::create(path)?;
    let mut persons: BTreeMap<u32, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    for (input, done) in inputs.iter().zip(done) {
        let (Some(staged), Some(output)) = (done.key, &done.line.output) else {
            continue;
        };
        let originals = fs::read(shared.store.path(staged, File::Originals))?;
        if shared.pseudonyms {
            for (number, form) in Confidential::persons(&originals) {
                let (forms, documents) = persons.entry(number).or_default();
                forms.insert(form);
                documents.insert(output.as_str().to_owned());
            }
        }
        let relative = input.relative.to_string_lossy();
        file.add(&Confidential::line(&relative, output, &originals))?;
    }
    for (number, (forms, documents)) in &persons {
        file.add(&Confidential::key_line(*number, forms, documents))?;
    }
    file.finish()
}
