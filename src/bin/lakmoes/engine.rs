//! The configuration that the arguments ask for.

use crate::args::Common;
use lakmoes::detect::{DetectOptions, Detectors, Rules};
use lakmoes::ingest::Limits;
use lakmoes::pipeline::Engine;
use lakmoes::redact::Policy;
use std::path::Path;
use std::sync::Arc;

/// Builds the engine; errors name the file and the reason.
pub(crate) fn engine(common: &Common, limits: Limits) -> Result<Arc<Engine>, String> {
    let policy = match &common.policy {
        Some(path) => Policy::load(path).map_err(|e| e.to_string())?,
        None => Policy::default(),
    };
    let options = DetectOptions {
        whole_email: policy.whole_email,
        classes: policy.classes.clone(),
        redact_always: policy.lists.redact.clone(),
        keep_always: policy.lists.keep.clone(),
    };
    let detectors = Detectors::new(&rules(common.rules.as_deref())?, &options);
    Ok(Arc::new(Engine {
        detectors,
        policy,
        limits,
    }))
}

/// The built-in rules, extended by those of a folder.
pub(crate) fn rules(dir: Option<&Path>) -> Result<Rules, String> {
    dir.map_or_else(
        || Ok(Rules::built_in()),
        |dir| Rules::with_dir(dir).map_err(|e| e.to_string()),
    )
}
