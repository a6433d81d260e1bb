//! The targets: each takes any bytes, and panics where something does not hold.

mod containers;
mod formats;
mod pdfs;
mod stages;
mod words;

pub use containers::{archive, archive_path, gzip, sevenzip, tar, zip};
pub use formats::{docx, html, mail, mbox, opendocument, outlook, rtf, tables, text, xlsx};
pub use pdfs::{pdf, redacted_pdf};
pub use stages::{fields, layout, normalise, redact};
pub use words::{given, name, policy, rules};

use crate::checks;
use crate::engine::ENGINE;
use lakmoes::ingest;

/// Reads a file and does with it all that is done with documents.
fn document(bytes: Vec<u8>, extension: Option<&str>) {
    let Ok(source) = ingest::read(bytes, extension, &ENGINE.limits) else {
        return;
    };
    let analysis = ENGINE.analyse_source(source);
    checks::laid(&analysis.laid);
    checks::clean(&analysis.laid, &analysis.clean);
    checks::note(&analysis.clean, &analysis.note);
    checks::published(&analysis);
}
