//! Relative paths as they are published: names of files are a leak, too.

use crate::matching::Needles;
use crate::pipeline::Engine;
use crate::redact::Published;
use std::collections::BTreeSet;
use std::path::Path;

/// The longest name of a file or folder that all file systems take, less room for what is added.
const NAME_BYTES: usize = 200;

/// A relative path as it is published.
pub(super) struct RedactedPath {
    pub(super) path: Published,
    /// Its last component.
    pub(super) name: Published,
    /// The labels in it.
    pub(super) labels: BTreeSet<String>,
}

/// Redacts a relative path, component by component.
pub(super) fn redacted(engine: &Engine, relative: &Path, values: &[&Needles]) -> RedactedPath {
    let mut labels = BTreeSet::new();
    let components: Vec<Published> = relative
        .components()
        .map(|c| {
            let name: String = c
                .as_os_str()
                .to_string_lossy()
                .chars()
                .map(|c| if c.is_control() { '_' } else { c })
                .collect();
            engine
                .redact_name(&name, values, &mut labels)
                .shortened(NAME_BYTES)
        })
        .collect();
    RedactedPath {
        path: Published::joined(&components, "/"),
        name: components.last().cloned().unwrap_or_default(),
        labels,
    }
}
