//! `lakmoes run`.

use crate::args::{Common, RunArgs};
use crate::engine::engine;
use crate::exit::{Exit, Outcome, tell};
use crate::progress::Reporter;
use crate::told::told;
use crate::worker;
use lakmoes::batch::{self, BatchError, Job};
use lakmoes::write::{PdfSummary, Summary};
use std::path::Path;
use std::time::Duration;

pub(crate) fn run(common: &Common, args: &RunArgs) -> Outcome {
    let engine = engine(common, args.limits.with(&args.unpacking))?;
    let job = Job {
        inputs: args.inputs.clone(),
        out: args.out.clone(),
        confidential: args.confidential.clone(),
        apart: args.apart,
        pseudonyms: args.pseudonyms,
        pdf: if args.pdf {
            Some(engine.policy.boxes.style()?)
        } else {
            None
        },
        lists: args.lists.wanted()?,
        threads: common.threads,
        timeout: Duration::from_secs(args.timeout),
        memory: args.max_memory << 20,
        worker: worker::program(common),
        resume: args.resume,
    };
    if let Some(path) = &job.confidential {
        has_folder(path)?;
    }
    let reporter = Reporter::new(common);
    if !common.quiet {
        tell_left_over(&job);
    }
    let manifest = match batch::run(&engine, &job, &reporter) {
        Ok(manifest) => manifest,
        Err(unfinished @ BatchError::Unfinished { .. }) => {
            tell(&unfinished.to_string());
            return Ok(Exit::Failed);
        }
        Err(e) => return Err(e.to_string()),
    };
    let summary = manifest.summary();
    if !common.quiet {
        tell(&told(
            &manifest,
            &args.out.display().to_string(),
            reporter.took(),
        ));
    }
    Ok(match summary {
        Summary { withdrawn: 1.., .. } => Exit::Leak,
        Summary {
            pdfs: Some(PdfSummary { withdrawn: 1.., .. }),
            ..
        } => Exit::Leak,
        Summary { failed: 1.., .. } => Exit::Failed,
        Summary {
            pdfs: Some(PdfSummary { failed: 1.., .. }),
            ..
        } => Exit::Failed,
        _ => Exit::Done,
    })
}

/// Hours are not to be lost over a folder that is not there.
fn has_folder(confidential: &Path) -> Result<(), String> {
    match confidential.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => Err(format!(
            "{}: there is no folder {}; make it first, not within --out: that is published",
            confidential.display(),
            folder.display()
        )),
        _ => Ok(()),
    }
}

/// Says what an earlier run left, if it was cut off.
fn tell_left_over(job: &Job) {
    match (batch::left_over(&job.out), job.resume) {
        (0, _) => {}
        (done, true) => tell(&format!(
            "going on: {done} results of an earlier run are there"
        )),
        (done, false) => tell(&format!(
            "an earlier run was cut off after {done} results, which are made again; --resume goes on with them"
        )),
    }
}
