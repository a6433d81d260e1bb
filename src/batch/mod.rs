//! Many documents at once: the only room that runs in parallel.
//!
//! Archives and mails are opened first ([`unpack`]): what is in them are documents as any other.
//! Every document is read, redacted, staged and checked on its own ([`isolate`]); what happens
//! to one never reaches another, but for the names in it, which are found in all ([`dossier`]).
//! Results wait in a private folder beside the output ([`store`]) and are
//! published at the end, in the order of their paths: only then is it known which names must
//! not stand in any path. What waits is known by all that made it, so that a run that was cut off goes on
//! where it was. Documents that can take a process down are read by others ([`worker`]). The same input
//! gives the same bytes at any number of threads.

mod alone;
mod beside;
mod collect;
mod digest;
mod dossier;
mod duplicates;
mod facts;
mod families;
mod hold;
mod isolate;
mod item;
mod journal;
mod lists;
mod make;
mod naming;
mod paths;
mod pdf;
mod placed;
mod private;
mod progress;
mod pseudonyms;
mod publish;
mod stage;
mod store;
mod threads;
mod unpack;
mod worker;

pub use alone::{AloneJob, redact_alone};
pub use collect::{Input, Obstacle, collect};
pub use facts::Failure;
pub use hold::Held;
pub use lists::Lists;
pub use private::left_over;
pub use progress::{Load, Phase, Progress};
pub use worker::{Program, serve};

use crate::pipeline::Engine;
use crate::write::pdf::BoxStyle;
use crate::write::{Manifest, Status};
use private::Private;
use rayon::prelude::*;
use stage::{Known, Shared, Staged};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::Store;
use worker::{Names, Workers};

/// What to do.
#[derive(Clone, Debug)]
pub struct Job {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// Where the results go.
    pub out: PathBuf,
    /// Where the originals of what is redacted go, if anywhere.
    pub confidential: Option<PathBuf>,
    /// Whether names found in one document are left where they stand in others.
    pub apart: bool,
    /// Whether persons are numbered over all documents: `[persoon 1]` in the place of the ground.
    pub pseudonyms: bool,
    /// Whether each PDF is also written as a redacted PDF, and how boxes look in it.
    pub pdf: Option<BoxStyle>,
    /// Which lists of the documents are also written.
    pub lists: Lists,
    /// 0 for one per core.
    pub threads: usize,
    /// The most time one document may take.
    pub timeout: Duration,
    /// The most memory one document may take in a worker, in bytes; a large one may take some thirty times
    /// its size.
    pub memory: u64,
    /// How workers are started. Without them a document that takes the process down takes all down.
    pub worker: Option<Program>,
    /// Whether to go on where an earlier run was cut off.
    pub resume: bool,
}

/// Why nothing was done at all.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// An input that isn't there, an output that can't be, and the like.
    #[error("{0}")]
    Usage(String),
    /// The end of the work can't be written, for instance because the disk is full.
    #[error("{}: can't be written: {source}; the documents in the folder are whole, but not all are accounted for: make room and run again with --resume", path.display())]
    Unfinished {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The output folder can't be written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl BatchError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }

    fn unfinished(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::Unfinished {
            path: path.to_owned(),
            source,
        }
    }
}

/// Threads with room for deeply nested documents; 0 is one for each core.
///
/// # Errors
/// When the system gives no more threads.
pub fn pool(threads: usize) -> Result<rayon::ThreadPool, BatchError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(isolate::STACK)
        .build()
        .map_err(|e| BatchError::Usage(format!("can't start {threads} threads: {e}")))
}

/// Runs a job.
///
/// # Errors
/// Only when the job as a whole can't be done; what goes wrong with a document is in the manifest.
pub fn run(
    engine: &Arc<Engine>,
    job: &Job,
    progress: &dyn Progress,
) -> Result<Manifest, BatchError> {
    progress.phase(Phase::Collecting, Load::default());
    let inputs = collect(&job.inputs, &job.out)?;
    let private = Private::open(&job.out, job.confidential.as_deref())?;
    let staging = private.staging(job.resume)?;
    let store = Store::open(&staging).map_err(BatchError::io(&staging))?;
    let workers = Workers::new(engine, job.worker.as_ref(), job.timeout, job.memory);
    let unpacked = private.unpacked();
    let unpacking = unpack::Unpacking {
        limits: engine.limits,
        workers: &workers,
        hold: hold::Hold::create(&unpacked).map_err(BatchError::io(&unpacked))?,
    };
    progress.phase(Phase::Opening, Load::all(&inputs));
    let inputs = unpack::unpack(inputs, &unpacking, progress);
    let shared = Shared {
        engine,
        store: &store,
        workers: &workers,
        confidential: job.confidential.is_some(),
        pseudonyms: job.pseudonyms,
        pdf: job.pdf.as_ref(),
        told: Mutex::default(),
        full: AtomicBool::new(false),
    };
    let manifest = pool(job.threads)?.install(|| {
        let (results, names) = results(&shared, job, &inputs, progress);
        if shared.full.load(Ordering::Relaxed) {
            let full = io::Error::from(io::ErrorKind::StorageFull);
            return Err(BatchError::unfinished(&staging)(full));
        }
        let publication = publish::Publication {
            job,
            private: &private,
            names: names.as_deref(),
            progress,
        };
        publication.publish(&shared, &inputs, results)
    })?;
    progress.finish();
    Ok(manifest)
}

type Results = Vec<Result<Staged, Failure>>;

/// Does all documents, and does again what other documents have something to say to.
fn results(
    shared: &Shared<'_>,
    job: &Job,
    inputs: &[Input],
    progress: &dyn Progress,
) -> (Results, Option<Arc<Names>>) {
    progress.phase(Phase::Reading, Load::all(inputs));
    let mut results: Results = inputs
        .par_iter()
        .with_max_len(1)
        .map(|input| {
            let result = stage::process(shared, input, &Known::default());
            let status = result.as_ref().map_or_else(|f| f.status, |_| Status::Done);
            progress.document(input, status, result.as_ref().err().map(|f| &f.reason));
            progress.step(Load {
                pages: result.as_ref().map_or(0, |s| u64::from(s.pages)),
                ..Load::of(input)
            });
            result
        })
        .collect();
    let names = if job.apart {
        None
    } else {
        dossier::spread(shared, inputs, &mut results, progress)
    };
    if job.pseudonyms {
        pseudonyms::number(shared, inputs, &mut results, names.as_ref(), progress);
    }
    (results, names)
}
