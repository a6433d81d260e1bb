//! The configuration that the arguments ask for.

use crate::args::Common;
use lakmoes::detect::Detectors;
use lakmoes::ingest::Limits;
use lakmoes::pipeline::Engine;
use lakmoes::redact::Policy;
use std::sync::Arc;

/// Builds the engine; errors name the file and the reason.
pub(crate) fn engine(common: &Common, limits: Limits) -> Result<Arc<Engine>, String> {
    let policy = match &common.policy {
        Some(path) => Policy::load(path).map_err(|e| e.to_string())?,
        None => Policy::default(),
    };
    let detectors = Detectors::built_in();
    Ok(Arc::new(Engine {
        detectors,
        policy,
        limits,
    }))
}
