//! Tape archives, read as a stream.

use super::zip::not_a_file;
use super::{Budget, Each, Member, Refusal, name};
use std::io::Read;
use tar::{Archive, EntryType};

/// The longest name or header that stands apart, in bytes.
const APART: u64 = 64 << 10;

/// What stands apart before the header of a member, of which it speaks.
#[derive(Default)]
struct Said {
    name: Option<Vec<u8>>,
    sparse: bool,
}

/// Hands over every member. `reader` must be metered.
pub(super) fn each(reader: impl Read, budget: &Budget, each: Each<'_>) -> Result<(), Refusal> {
    let fail = |e: std::io::Error| budget.over().unwrap_or_else(|| Refusal::unreadable(&e));
    let mut archive = Archive::new(reader);
    let mut said = Said::default();
    // Raw: what the library would gather for a long name has no bound.
    for entry in archive.entries().map_err(fail)?.raw(true) {
        let mut entry = entry.map_err(fail)?;
        let kind = entry.header().entry_type();
        if kind.is_pax_global_extensions() || kind.is_gnu_longlink() {
            continue;
        }
        if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
            let mut text = Vec::new();
            (&mut entry)
                .take(APART)
                .read_to_end(&mut text)
                .map_err(fail)?;
            if kind.is_gnu_longname() {
                said.name = Some(text.into_iter().take_while(|&b| b != 0).collect());
            } else {
                let (name, sparse) = pax(&text);
                said.name = name.or(said.name);
                said.sparse = sparse;
            }
            continue;
        }
        let Said { name, sparse } = std::mem::take(&mut said);
        if kind.is_dir() {
            continue;
        }
        let named = name.unwrap_or_else(|| entry.path_bytes().into_owned());
        let (path, refusal) = name::below(&name::of_unix(&named));
        let content = match refusal {
            Some(refusal) => Err(refusal),
            None if sparse || kind.is_gnu_sparse() => Err(Refusal::new(
                "unknown-format",
                "a file with holes in it: pack it without --sparse and run again",
            )),
            None => of_kind(kind).and_then(|()| budget.whole(&mut entry)),
        };
        if let Some(over) = budget.over() {
            each(Member { path, content });
            return Err(over);
        }
        if !each(Member { path, content }) {
            break;
        }
    }
    Ok(())
}

fn of_kind(kind: EntryType) -> Result<(), Refusal> {
    match kind {
        EntryType::Regular | EntryType::Continuous => Ok(()),
        EntryType::Symlink | EntryType::Link => Err(not_a_file("a link")),
        _ => Err(not_a_file("a device or the like")),
    }
}

/// The name in a POSIX header, and whether the file has holes: lines of `length key=value`.
fn pax(text: &[u8]) -> (Option<Vec<u8>>, bool) {
    let (mut name, mut sparse) = (None, false);
    let mut rest = text;
    while let Some(blank) = memchr::memchr(b' ', rest) {
        let length = std::str::from_utf8(&rest[..blank]).ok();
        let Some(length) = length.and_then(|l| l.parse::<usize>().ok()) else {
            break;
        };
        let Some(line) = rest.get(blank + 1..length) else {
            break;
        };
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        if let Some(value) = line.strip_prefix(b"path=") {
            name = Some(value.to_vec());
        }
        sparse |= line.starts_with(b"GNU.sparse.");
        rest = &rest[length..];
    }
    (name, sparse)
}
