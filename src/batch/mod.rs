//! Many documents at once: the only room that runs in parallel.
//!
//! Archives and mails are opened first ([`unpack`]): what is in them are documents as any other.
//! Every document is read, redacted, staged and checked on its own ([`isolate`]); what happens
//! to one never reaches another, but for the names in it, which are found in all ([`dossier`]).
//! Results are staged in a private folder beside the output and
//! published at the end, in the order of their paths: only then is it known which names must
//! not stand in any path. The same input gives the same bytes at any number of threads.

mod alone;
mod collect;
mod dossier;
mod hold;
mod isolate;
mod pdf;
mod progress;
mod pseudonyms;
mod publish;
mod stage;
mod threads;
mod unpack;

pub use alone::{AloneJob, redact_alone};
pub use collect::{Input, Obstacle, collect};
pub use hold::Held;
pub use progress::{Load, Phase, Progress};
pub use stage::Failure;

use crate::pipeline::Engine;
use crate::write::pdf::BoxStyle;
use crate::write::{Manifest, Status};
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

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
    /// 0 for one per core.
    pub threads: usize,
    /// The most time one document may take.
    pub timeout: Duration,
}

/// Why nothing was done at all.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// An input that isn't there, an output that can't be, and the like.
    #[error("{0}")]
    Usage(String),
    /// The end of the work can't be written, for instance because the disk is full.
    #[error("{}: can't be written: {source}; the documents in the folder are whole, but not all are accounted for: make room and run again", path.display())]
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
    let staging = stage::Staging::open(&job.out, job.confidential.as_deref())?;
    let unpacking = unpack::Unpacking {
        limits: engine.limits,
        timeout: job.timeout,
        hold: hold::Hold::create(staging.folder()).map_err(BatchError::io(staging.folder()))?,
    };
    progress.phase(Phase::Opening, Load::all(&inputs));
    let inputs = unpack::unpack(inputs, &unpacking, progress);
    let pool = pool(job.threads)?;
    progress.phase(Phase::Reading, Load::all(&inputs));
    let shared = stage::Shared {
        engine,
        staging: &staging,
        timeout: job.timeout,
        pseudonyms: job.pseudonyms,
        pdf: job.pdf.as_ref(),
    };
    let mut results: Vec<_> = pool.install(|| {
        inputs
            .par_iter()
            .enumerate()
            .with_max_len(1)
            .map(|(n, input)| {
                let result = stage::process(&shared, input, n, stage::Known::default());
                let status = result.as_ref().map_or_else(|f| f.status, |_| Status::Done);
                progress.document(input, status, result.as_ref().err().map(|f| &f.reason));
                progress.step(Load {
                    pages: result.as_ref().map_or(0, |s| u64::from(s.pages)),
                    ..Load::of(input)
                });
                result
            })
            .collect()
    });
    let dossier = if job.apart {
        None
    } else {
        pool.install(|| dossier::spread(&shared, &inputs, &mut results, progress))
    };
    if job.pseudonyms {
        let dossier = dossier.as_ref();
        pool.install(|| pseudonyms::number(&shared, &inputs, &mut results, dossier, progress));
    }
    let manifest = pool.install(|| {
        publish::publish(&shared, job, &inputs, results, dossier.as_deref(), progress)
    })?;
    progress.finish();
    Ok(manifest)
}
