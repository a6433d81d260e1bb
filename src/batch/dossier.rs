//! What one document of a batch says of a name holds for all of them.
//!
//! Every document is first done on its own. What is left of it, as it stands in the staging
//! folder, is then searched for the names of all, and only where one still stands is the document
//! done again, from its source. No text is held in between. The names are those of the first round,
//! so that neither order nor threads matter.

use super::collect::Input;
use super::progress::{Load, Phase, Progress};
use super::stage::{self, Failure, Known, Shared, Staged};
use crate::detect::Dossier;
use crate::verify;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

type Outcome = Result<Staged, Failure>;

/// Finds the names of all documents in all of them. Tells of documents that fail now.
pub(super) fn spread(
    shared: &Shared<'_>,
    inputs: &[Input],
    results: &mut [Outcome],
    progress: &dyn Progress,
) -> Option<Arc<Dossier>> {
    let names: BTreeSet<&str> = results
        .iter()
        .flatten()
        .flat_map(|staged| staged.names.iter().map(|n| &**n))
        .collect();
    if names.is_empty() || results.iter().flatten().count() < 2 {
        return None;
    }
    progress.phase(Phase::Names, Load::all(inputs));
    let dossier = Arc::new(shared.engine.detectors.dossier(names));
    results
        .par_iter_mut()
        .zip(inputs)
        .enumerate()
        .with_max_len(1)
        .for_each(|(n, (result, input))| {
            progress.step(Load::of(input));
            let Ok(staged) = result else { return };
            if !touched(shared, n, staged, &dossier) {
                return;
            }
            let known = Known {
                dossier: Some(Arc::clone(&dossier)),
                numbers: None,
            };
            *result = stage::process(shared, input, n, known);
            if let Err(failure) = result {
                progress.document(input, failure.status, Some(&failure.reason));
            }
        });
    Some(dossier)
}

/// Whether a name of the dossier is left in a staged document.
fn touched(shared: &Shared<'_>, n: usize, staged: &Staged, dossier: &Dossier) -> bool {
    let Ok(json) = fs::read(shared.staging.result(n)) else {
        return true;
    };
    let Ok(parts) = verify::left(&json) else {
        return true;
    };
    parts
        .iter()
        .any(|part| dossier.touches(&part.text, |range| part.is_kept(range)))
        || verify::check(&json, &staged.labels, &shared.engine.known(Some(dossier))).is_err()
}
