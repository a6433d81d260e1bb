//! `lakmoes run`.

use crate::args::{Common, RunArgs};
use crate::engine::engine;
use crate::exit::{Exit, Outcome, tell};
use crate::progress::Reporter;
use crate::worker;
use lakmoes::batch::{self, BatchError, Job};
use lakmoes::write::{PdfSummary, Summary};
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
        threads: common.threads,
        timeout: Duration::from_secs(args.timeout),
        memory: args.max_memory << 20,
        worker: worker::program(common),
        resume: args.resume,
    };
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
        let took = reporter.took().in_words();
        tell(&told(&summary, &args.out.display().to_string(), &took));
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

fn told(summary: &Summary, out: &str, took: &str) -> String {
    let pdfs = summary.pdfs.unwrap_or_default();
    let redacted: usize = summary.redactions.values().sum();
    let opened = summary.reasons.get("container").copied().unwrap_or(0);
    let mut text = format!(
        "{} of {} documents written to {out} in {took}, {redacted} passages redacted",
        summary.done,
        summary.documents - summary.skipped
    );
    for (n, what) in [
        (summary.failed, "failed"),
        (summary.withdrawn, "withdrawn by the leak check"),
        (pdfs.failed, "redacted PDFs could not be written"),
        (pdfs.withdrawn, "redacted PDFs withdrawn by the leak check"),
        (opened, "archives opened"),
        (summary.skipped - opened, "other files skipped"),
    ] {
        if n > 0 {
            text.push_str(&format!(", {n} {what}"));
        }
    }
    if summary.failed + summary.withdrawn + pdfs.failed + pdfs.withdrawn > 0 {
        text.push_str(&format!(
            "; the reasons are above and in {out}/manifest.jsonl"
        ));
    }
    text
}
