//! The redacted PDF of a document of a batch. Its JSON stands without it: what can't be written as a
//! PDF is told beside it.

use super::alone::refused;
use super::stage::Failure;
use crate::detect::Dossier;
use crate::pipeline::{Analysis, Engine, PdfWish};
use crate::redact::{Given, Published};
use crate::write::pdf::BoxStyle;
use crate::write::{PdfLine, Status, write_atomically};
use std::fs;
use std::path::Path;

/// Writes and checks the redacted PDF of a document.
pub(super) fn stage(
    engine: &Engine,
    analysis: &Analysis,
    source: &[u8],
    dossier: Option<&Dossier>,
    style: &BoxStyle,
    path: &Path,
) -> Result<PdfLine, Failure> {
    let wish = PdfWish {
        given: &Given::default(),
        dossier,
        style,
    };
    match engine.redacted_pdf(source, analysis, &wish) {
        Ok(pdf) => {
            write_atomically(path, &pdf.bytes).map_err(|e| {
                Failure::new("write", "unwritable", format!("can't be written: {e}"))
            })?;
            Ok(PdfLine {
                status: Status::Done,
                output: None,
                rasterised: pdf.rasterised.iter().map(|(page, _)| *page).collect(),
                withheld: pdf.withheld,
                covered: pdf.covered,
                reason: None,
            })
        }
        Err(refusal) => {
            // One of an earlier round may stand there.
            let _ = fs::remove_file(path);
            let Failure { status, reason } = refused(&refusal);
            Ok(PdfLine {
                status,
                output: None,
                rasterised: Vec::new(),
                withheld: Vec::new(),
                covered: Vec::new(),
                reason: Some(reason),
            })
        }
    }
}

/// Moves a redacted PDF from the staging folder to its place.
pub(super) fn place(
    out: &Path,
    staged: &Path,
    line: &mut PdfLine,
    output: Published,
) -> Result<(), Failure> {
    if line.status != Status::Done {
        return Ok(());
    }
    fs::rename(staged, out.join(output.as_str()))
        .map_err(|e| Failure::new("write", "unwritable", format!("can't be written: {e}")))?;
    line.output = Some(output);
    Ok(())
}
