//! What one document of a batch says of a name holds for all of them.
//!
//! Every document is first done on its own. What is left of it, as it stands in the store, is then
//! searched for the names of all, and only where one still stands is the document
//! done again, from its source. No text is held in between. The names are those of the first
//! round, so that neither order nor threads matter.

use super::collect::Input;
use super::facts::Failure;
use super::progress::{Load, Phase, Progress};
use super::stage::{self, Known, Shared, Staged};
use super::store::File;
use super::worker::Names;
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
) -> Option<Arc<Names>> {
    let names = std::mem::take(&mut shared.told().names);
    if names.is_empty() || results.iter().flatten().count() < 2 {
        return None;
    }
    progress.phase(Phase::Names, Load::all(inputs));
    let names = Arc::new(Names::new(shared.engine, names.into_iter().collect()));
    results
        .par_iter_mut()
        .zip(inputs)
        .with_max_len(1)
        .for_each(|(result, input)| {
            progress.step(Load::of(input));
            let Ok(staged) = result else { return };
            if !touched(shared, staged, names.dossier()) {
                return;
            }
            let known = Known {
                names: Some(Arc::clone(&names)),
                numbers: None,
            };
            *result = stage::process(shared, input, &known);
            if let Err(failure) = result {
                progress.document(input, failure.status, Some(&failure.reason));
            }
        });
    Some(names)
}

/// Whether a name of the dossier is left in a staged document.
fn touched(shared: &Shared<'_>, staged: &Staged, dossier: &Dossier) -> bool {
    let Ok(json) = fs::read(shared.store.path(staged.key, File::Json)) else {
        return true;
    };
    let Ok(parts) = verify::left(&json) else {
        return true;
    };
    parts
        .iter()
        .any(|part| dossier.touches(&part.text, |range| part.is_kept(range)))
        || verify::check(&json, &BTreeSet::new(), &shared.engine.known(Some(dossier))).is_err()
}
