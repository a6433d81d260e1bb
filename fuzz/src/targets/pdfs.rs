//! PDFs, read and redacted.

use super::document;
use crate::checks;
use crate::engine::ENGINE;
use crate::pdf;
use lakmoes::ingest;
use lakmoes::pipeline::PdfWish;
use lakmoes::redact::{Given, Phrase};
use lakmoes::write::pdf::BoxStyle;

/// A PDF of the objects that the input describes (see [`crate::pdf`]), or as it is.
pub fn pdf(data: &[u8]) {
    document(pdf::file(data), Some("pdf"));
}

/// The same, redacted: a file that can be read again, or a refusal.
pub fn redacted_pdf(data: &[u8]) {
    let source = pdf::file(data);
    let read = ENGINE.analyse(source.clone(), Some("pdf"));
    let Ok(analysis) = read.or_else(|_| ENGINE.read_pdf_unread(source.clone())) else {
        return;
    };
    let given = Given {
        phrases: vec![Phrase::new("Geachte heer")],
        ..Given::default()
    };
    let style = BoxStyle::default();
    let wish = PdfWish {
        given: &given,
        dossier: None,
        style: &style,
    };
    let Ok(checked) = ENGINE.redacted_pdf(&source, &analysis, &wish) else {
        return;
    };
    let again = ingest::read_pdf_unread(checked.bytes, &ENGINE.limits);
    let again = ENGINE.analyse_source(again.expect("what passed the gate can be read"));
    assert_eq!(again.pages.len(), analysis.pages.len(), "no page is lost");
    checks::laid(&again.laid);
}
