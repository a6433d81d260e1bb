//! The redacted PDF of a document of a batch. Its JSON stands without it: what can't be written as a
//! PDF is told beside it.

use super::alone::refused;
use super::facts::Failure;
use crate::detect::Dossier;
use crate::pipeline::{Analysis, Engine, PdfWish};
use crate::redact::Given;
use crate::write::pdf::BoxStyle;
use crate::write::{PdfLine, Status};

/// Writes and checks the redacted PDF of a document: what became of it, and its bytes.
pub(super) fn make(
    engine: &Engine,
    analysis: &Analysis,
    source: &[u8],
    dossier: Option<&Dossier>,
    style: &BoxStyle,
) -> (PdfLine, Option<Vec<u8>>) {
    let wish = PdfWish {
        given: &Given::default(),
        dossier,
        style,
    };
    let mut line = PdfLine {
        status: Status::Done,
        output: None,
        rasterised: Vec::new(),
        withheld: Vec::new(),
        covered: Vec::new(),
        reason: None,
    };
    match engine.redacted_pdf(source, analysis, &wish) {
        Ok(pdf) => {
            line.rasterised = pdf.rasterised.iter().map(|(page, _)| *page).collect();
            line.withheld = pdf.withheld;
            line.covered = pdf.covered;
            (line, Some(pdf.bytes))
        }
        Err(refusal) => {
            let Failure { status, reason } = refused(&refusal);
            line.status = status;
            line.reason = Some(reason);
            (line, None)
        }
    }
}
