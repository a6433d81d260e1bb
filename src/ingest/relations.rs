//! Which parts of an Office Open XML file a part refers to.

use std::collections::BTreeMap;

use super::IngestError;
use super::package::Package;
use super::xml::{Token, Xml};

/// The relations of a part: kind and target by id.
#[derive(Default)]
pub(super) struct Relations {
    pub by_id: BTreeMap<String, (String, String)>,
}

impl Relations {
    /// Reads the relations of a part.
    pub(super) fn of(package: &mut Package, part: &str) -> Result<Self, IngestError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = match folder {
            "" => format!("_rels/{file}.rels"),
            folder => format!("{folder}/_rels/{file}.rels"),
        };
        let mut by_id = BTreeMap::new();
        let text = package.xml(&rels)?.unwrap_or_default();
        let mut xml = Xml::new(&text, package.limits());
        while let Some(token) = xml.next()? {
            if let Token::Open(tag) = token
                && tag.name() == "Relationship"
                && tag.get("TargetMode").as_deref() != Some("External")
                && let (Some(id), Some(kind), Some(target)) =
                    (tag.get("Id"), tag.get("Type"), tag.get("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                by_id.insert(id, (kind, resolved(folder, &target)));
            }
        }
        Ok(Self { by_id })
    }

    /// The first part of this kind.
    pub(super) fn one(&self, kind: &str) -> Option<&str> {
        (self.by_id.values())
            .find(|(k, _)| k == kind)
            .map(|(_, part)| part.as_str())
    }

    /// The parts of this kind.
    pub(super) fn all<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r str> {
        self.by_id
            .values()
            .filter(move |(k, _)| k == kind)
            .map(|(_, part)| part.as_str())
    }
}

/// A target of a relation, from the folder of the part that has it.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
