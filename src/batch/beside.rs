//! What stands beside the documents and tells of all of them: one line a list.

use super::placed::Placed;
use super::{BatchError, Job};
use crate::redact::Policy;
use crate::write::Manifest;
use crate::write::report::{self, Settings};

/// What a person reads first.
const REPORT: &str = "report.html";
use std::io;

/// The program's own names: no document gets one.
pub(super) const OWN: [&str; 5] = [
    super::placed::MANIFEST,
    super::placed::SUMMARY,
    REPORT,
    super::lists::CSV,
    super::lists::XLSX,
];

/// Writes all that was asked for.
pub(super) fn write(
    job: &Job,
    policy: &Policy,
    manifest: &mut Manifest,
    placed: &mut Placed,
) -> Result<(), BatchError> {
    let metadata = job.lists.metadata(manifest, placed);
    metadata.map_err(BatchError::unfinished(&job.out))?;
    let files = files(job, policy, manifest).map_err(BatchError::unfinished(&job.out))?;
    let names = files.iter().map(|(name, _)| name.as_str());
    placed
        .announce(names)
        .map_err(BatchError::unfinished(&job.out))?;
    for (name, bytes) in &files {
        let path = job.out.join(name);
        placed
            .put(name, bytes)
            .map_err(BatchError::unfinished(&path))?;
    }
    Ok(())
}

/// Each file: its path below the output folder, and its bytes.
fn files(job: &Job, policy: &Policy, manifest: &Manifest) -> io::Result<Vec<(String, Vec<u8>)>> {
    let settings = Settings {
        policy: policy.clone(),
        apart: job.apart,
        pseudonyms: job.pseudonyms,
        pdf: job.pdf.is_some(),
    };
    let mut files = vec![(REPORT.to_owned(), report::html(manifest, &settings))];
    files.extend(job.lists.inventaris(manifest)?);
    Ok(files)
}
