//! One number for one person in all documents, in place of the ground.
//!
//! Who is who is known only when all documents are done: then those with persons in them are done
//! once more, now with the numbers. Numbers follow the order of the paths, never the names.

use super::collect::Input;
use super::facts::Failure;
use super::progress::{Load, Phase, Progress};
use super::stage::{self, Known, Shared, Staged};
use super::worker::Names;
use crate::model::Entity;
use rayon::prelude::*;
use std::sync::Arc;

type Outcome = Result<Staged, Failure>;

/// Numbers the persons of all documents. Tells of documents that fail now.
pub(super) fn number(
    shared: &Shared<'_>,
    inputs: &[Input],
    results: &mut [Outcome],
    names: Option<&Arc<Names>>,
    progress: &dyn Progress,
) {
    progress.phase(Phase::Numbering, Load::all(inputs));
    let people: Vec<Vec<(Entity, String)>> = results
        .iter()
        .map(|result| {
            let facts = shared.store.facts(result.as_ref().ok()?.key)?;
            Some(facts.people)
        })
        .map(Option::unwrap_or_default)
        .collect();
    let people: Vec<&[(Entity, String)]> = people.iter().map(Vec::as_slice).collect();
    let numbers = shared.engine.detectors.number_over(&people);
    results
        .par_iter_mut()
        .zip(numbers)
        .zip(inputs)
        .with_max_len(1)
        .for_each(|((result, numbers), input)| {
            progress.step(Load::of(input));
            let Ok(staged) = result else { return };
            if numbers.is_empty() {
                return;
            }
            let known = Known {
                names: names.filter(|_| staged.knows_dossier).cloned(),
                numbers: Some(numbers),
            };
            *result = stage::process(shared, input, &known);
            if let Err(failure) = result {
                progress.document(input, failure.status, Some(&failure.reason));
            }
        });
}
