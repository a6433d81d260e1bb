//! `lakmoes redact`.

use crate::args::{Common, RedactArgs};
use crate::engine::engine;
use crate::exit::{Exit, Outcome, tell};
use lakmoes::batch::{self, AloneJob};
use lakmoes::pipeline::CheckedPdf;
use lakmoes::redact::{Given, Phrase};
use lakmoes::write::Status;
use std::path::Path;
use std::time::Duration;

pub(crate) fn redact(common: &Common, args: &RedactArgs) -> Outcome {
    let engine = engine(common, args.limits.limits())?;
    let given = given(args)?;
    if args.no_detect && given.phrases.is_empty() && given.regions.is_empty() {
        return Err("--no-detect leaves nothing to take out: give --phrase or --plan".to_owned());
    }
    if is_same(&args.input, &args.out) {
        return Err(format!(
            "{}: the redacted PDF can't take the place of the original; choose another -o",
            args.out.display()
        ));
    }
    let job = AloneJob {
        input: args.input.clone(),
        output: args.out.clone(),
        given,
        detect: !args.no_detect,
        style: engine.policy.boxes.style()?,
        timeout: Duration::from_secs(args.timeout),
    };
    match batch::redact_alone(&engine, &job) {
        Ok(pdf) => {
            if !common.quiet {
                told(&pdf, &args.out);
            }
            Ok(Exit::Done)
        }
        Err(failure) => {
            tell(&format!(
                "{}: {}",
                args.input.display(),
                failure.reason.message
            ));
            Ok(match failure.status {
                Status::Withdrawn => Exit::Leak,
                _ => Exit::Failed,
            })
        }
    }
}

fn given(args: &RedactArgs) -> Result<Given, String> {
    let mut given = match &args.plan {
        Some(path) => Given::load(path).map_err(|e| e.to_string())?,
        None => Given::default(),
    };
    given
        .phrases
        .extend(args.phrase.iter().map(|p| Phrase::new(p)));
    given.keep_unread |= args.keep_unread;
    given.check().map_err(|e| format!("--phrase: {e}"))?;
    Ok(given)
}

fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

fn told(pdf: &CheckedPdf, out: &Path) {
    tell(&format!(
        "{} written with {} boxes",
        out.display(),
        pdf.boxes
    ));
    for (page, why) in &pdf.rasterised {
        tell(&format!(
            "page {page} was made into an image: {why}; look at it before you publish"
        ));
    }
    for page in &pdf.covered {
        tell(&format!(
            "page {page}: text stood under something opaque, as under a black box; it was taken out"
        ));
    }
    for page in &pdf.withheld {
        tell(&format!(
            "page {page} is covered: nothing on it could be read; run OCR over the original, or look at it and use --keep-unread"
        ));
    }
}
