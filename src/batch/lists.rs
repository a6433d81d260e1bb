//! Lists of the documents, for who publishes them: made of the manifest.

use super::placed::Placed;
use crate::redact::Published;
use crate::write::diwoo::{self, Families, Publication};
use crate::write::inventaris::Inventarislijst;
use crate::write::{Manifest, ManifestLine};
use rayon::prelude::*;
use std::io;

/// The names of the inventarislijst.
pub(super) const CSV: &str = "inventarislijst.csv";
pub(super) const XLSX: &str = "inventarislijst.xlsx";

/// Which lists are wanted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lists {
    /// The inventarislijst, as CSV and XLSX.
    pub inventaris: bool,
    /// The number under which the publication platform keeps these documents together.
    pub matter: Option<String>,
    /// Metadata beside each document.
    pub diwoo: Option<Publication>,
}

impl Lists {
    /// The inventarislijst: each file, and its bytes.
    pub(super) fn inventaris(&self, manifest: &Manifest) -> io::Result<Vec<(String, Vec<u8>)>> {
        if !self.inventaris {
            return Ok(Vec::new());
        }
        let list = Inventarislijst::new(manifest, self.matter.as_deref());
        Ok(vec![
            (CSV.to_owned(), list.to_csv()?),
            (XLSX.to_owned(), list.to_xlsx()?),
        ])
    }

    /// Places the metadata of each document beside it, and tells it in the manifest. One a document, so they are
    /// not held together.
    pub(super) fn metadata(&self, manifest: &mut Manifest, placed: &mut Placed) -> io::Result<()> {
        let Some(publication) = &self.diwoo else {
            return Ok(());
        };
        for line in &mut manifest.lines {
            line.diwoo = line.output.as_ref().map(diwoo::name);
        }
        let names = manifest.lines.iter().filter_map(|l| l.diwoo.as_ref());
        placed.announce(names.map(Published::as_str))?;
        let families = Families::new(manifest);
        let put = |line: &ManifestLine| {
            let xml = diwoo::xml(line, &families, publication);
            match line.diwoo.as_ref().zip(xml) {
                Some((name, xml)) => placed.put(name.as_str(), &xml),
                None => Ok(()),
            }
        };
        manifest.lines.par_iter().with_max_len(64).try_for_each(put)
    }
}
