//! The configuration that the arguments ask for.

use crate::args::Common;
use lakmoes::detect::Rules;
use lakmoes::ingest::Limits;
use lakmoes::pipeline::Engine;
use lakmoes::redact::{Policy, PolicyError};
use std::path::Path;
use std::sync::Arc;

/// Builds the engine; errors name the file and the reason.
pub(crate) fn engine(common: &Common, limits: Limits) -> Result<Arc<Engine>, String> {
    let policy = match &common.policy {
        Some(path) => Policy::load(path).map_err(|e| with_names(&e))?,
        None => Policy::default(),
    };
    let rules = rules(common.rules.as_deref())?;
    Ok(Arc::new(Engine::new(&rules, policy, limits)))
}

/// Whoever mistypes the name of a policy is told which there are.
fn with_names(error: &PolicyError) -> String {
    match error {
        PolicyError::Read { .. } => {
            let names: Vec<_> = Policy::names().collect();
            format!(
                "{error}; --policy takes {} or a file (TOML)",
                names.join(", ")
            )
        }
        _ => error.to_string(),
    }
}

/// The built-in rules, extended by those of a folder.
pub(crate) fn rules(dir: Option<&Path>) -> Result<Rules, String> {
    dir.map_or_else(
        || Ok(Rules::built_in()),
        |dir| Rules::with_dir(dir).map_err(|e| e.to_string()),
    )
}
