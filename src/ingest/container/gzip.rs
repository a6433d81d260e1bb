//! What gzip packed: one file, or a tape archive.

use super::{Budget, Each, Member, Refusal, sniff, tar};
use flate2::bufread::MultiGzDecoder;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Hands over what is in it. `named` is what the file itself is called.
pub(super) fn each(
    file: impl Read,
    named: &Path,
    budget: &Budget,
    each: Each<'_>,
) -> Result<(), Refusal> {
    let decoder = MultiGzDecoder::new(BufReader::new(file));
    let mut reader = BufReader::with_capacity(sniff::TAR_HEAD, budget.metered(decoder));
    let head = reader
        .fill_buf()
        .map_err(|e| budget.over().unwrap_or_else(|| Refusal::unreadable(&e)))?;
    if sniff::is_tar(head) {
        return tar::each(reader, budget, each);
    }
    let content = budget.whole(&mut reader);
    each(Member {
        path: inner_name(named),
        content,
    });
    Ok(())
}

/// `nota.txt.gz` holds `nota.txt`.
fn inner_name(named: &Path) -> PathBuf {
    let stem = named.file_stem().unwrap_or_default();
    if stem.is_empty() {
        "inhoud".into()
    } else {
        stem.into()
    }
}
