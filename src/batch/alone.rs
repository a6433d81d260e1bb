//! One PDF, redacted to a file of the user's choice.

use super::facts::Failure;
use super::isolate;
use crate::ingest::IngestError;
use crate::pipeline::{CheckedPdf, Engine, PdfRefusal, PdfWish};
use crate::redact::Given;
use crate::write::pdf::BoxStyle;
use crate::write::write_atomically;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// One PDF to redact.
#[derive(Clone, Debug)]
pub struct AloneJob {
    /// The PDF.
    pub input: PathBuf,
    /// Where the redacted one goes.
    pub output: PathBuf,
    /// What goes besides what is found.
    pub given: Given,
    /// Whether personal data are looked for, or only what is given goes.
    pub detect: bool,
    /// How boxes look.
    pub style: BoxStyle,
    /// The most time it may take.
    pub timeout: Duration,
}

/// Redacts one PDF. Nothing is written unless it passed the gate.
///
/// # Errors
/// [`Failure`]: what stopped it, and whether it was a leak.
pub fn redact_alone(engine: &Arc<Engine>, job: &AloneJob) -> Result<CheckedPdf, Failure> {
    let bytes = super::stage::read(&job.input, engine.limits.bytes)?;
    let (engine, task) = (Arc::clone(engine), job.clone());
    let outcome = isolate::apart(job.timeout, move || redacted(&engine, &task, bytes));
    let pdf = outcome.unwrap_or_else(|loss| Err(super::stage::lost(loss, job.timeout, 0)))?;
    write_atomically(&job.output, &pdf.bytes).map_err(|e| {
        let message = format!("{}: can't be written: {e}", job.output.display());
        Failure::new("write", "unwritable", message)
    })?;
    Ok(pdf)
}

fn redacted(engine: &Engine, job: &AloneJob, bytes: Vec<u8>) -> Result<CheckedPdf, Failure> {
    let extension = job.input.extension().and_then(|e| e.to_str());
    let source = bytes.clone();
    let analysis = if job.detect {
        engine.analyse(bytes, extension)
    } else {
        engine.read_pdf_unread(bytes)
    };
    let analysis = analysis.map_err(|e| {
        let remedy = match e {
            IngestError::NoText | IngestError::NoUnicode => {
                "; or look at it yourself, and say what goes with --no-detect and --plan"
            }
            _ => "",
        };
        Failure::new("ingest", e.code(), format!("{e}{remedy}"))
    })?;
    let wish = PdfWish {
        given: &job.given,
        dossier: None,
        style: &job.style,
    };
    engine
        .redacted_pdf(&source, &analysis, &wish)
        .map_err(|refusal| refused(&refusal))
}

/// Why a document has no redacted PDF.
pub(super) fn refused(refusal: &PdfRefusal) -> Failure {
    match refusal {
        PdfRefusal::NotPdf => Failure::new("write", "not-a-pdf", refusal.to_string()),
        PdfRefusal::Write(e) => Failure::new("write", "pdf-unwritable", e.to_string()),
        PdfRefusal::Leak(leak) => {
            Failure::withdrawn(format!("withdrawn: {leak}; please report it"))
        }
    }
}
