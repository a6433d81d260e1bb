//! Relative paths as they are published: names of files are a leak, too.

use super::beside::OWN;
use crate::matching::Needles;
use crate::pipeline::Engine;
use crate::redact::Published;
use std::collections::BTreeSet;
use std::path::Path;

/// The longest name of a file or folder that all file systems take, less room for what is added.
const NAME_BYTES: usize = 200;

/// What systems leave in folders, under these names and no others.
pub(super) fn system_name(name: &str) -> Option<&'static str> {
    [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".localized",
        "__MACOSX",
    ]
    .into_iter()
    .find(|own| *own == name)
}

/// Neither what a terminal obeys, nor what turns the order of letters round or can't be seen.
fn is_shown(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

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
    let mut components: Vec<Published> = relative
        .components()
        .map(|c| {
            let name = c.as_os_str().to_string_lossy();
            // Names that operating systems give are no names of people.
            if let Some(own) = system_name(&name) {
                return Published::fixed(own);
            }
            let name: String = name
                .chars()
                .map(|c| if is_shown(c) { c } else { '_' })
                .collect();
            engine
                .redact_name(&name, values, &mut labels)
                .shortened(NAME_BYTES)
        })
        .collect();
    // A folder must not stand where the program writes a file of its own.
    if let [first, _, ..] = &mut components[..]
        && OWN
            .iter()
            .any(|own| own.eq_ignore_ascii_case(first.as_str()))
    {
        *first = first.with_suffix("_");
    }
    RedactedPath {
        path: Published::joined(&components, "/"),
        name: components.last().cloned().unwrap_or_default(),
        labels,
    }
}
