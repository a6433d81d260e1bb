//! What stands beside the documents and tells of all of them: one line a list.

use super::placed::Placed;
use super::{BatchError, Job};
use crate::write::Manifest;

/// The program's own names: no document gets one.
pub(super) const OWN: [&str; 5] = [
    super::placed::MANIFEST,
    super::placed::SUMMARY,
    "report.html",
    "inventarislijst.csv",
    "inventarislijst.xlsx",
];

/// Writes all that was asked for.
pub(super) fn write(job: &Job, manifest: &Manifest, placed: &mut Placed) -> Result<(), BatchError> {
    let files = files(job, manifest);
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
fn files(_job: &Job, _manifest: &Manifest) -> Vec<(String, Vec<u8>)> {
    Vec::new()
}
