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
use lakmoes::model::Source;
use lakmoes::{fields as read, ingest, layout as lay, normalise as repair};

/// Reads a file and does with it what is done with documents.
fn document(bytes: Vec<u8>, extension: Option<&str>) {
    // Redacting costs more than all before it: by their sum, one in four is.
    let redacted = bytes.iter().map(|&b| usize::from(b)).sum::<usize>() % 4 == 0;
    let Ok(source) = ingest::read(bytes, extension, &ENGINE.limits) else {
        return;
    };
    if redacted {
        whole(source)
    } else {
        half(source)
    }
}

fn whole(source: Source) {
    let analysis = ENGINE.analyse_source(source);
    checks::laid(&analysis.laid);
    checks::clean(&analysis.laid, &analysis.clean);
    checks::note(&analysis.clean, &analysis.note);
    checks::published(&analysis);
}

fn half(source: Source) {
    let (laid, _) = lay::lay_out(source.content);
    checks::laid(&laid);
    let clean = repair::clean(&laid);
    checks::clean(&laid, &clean);
    checks::note(&clean, &read::read(&clean));
}
