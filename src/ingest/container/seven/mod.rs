//! 7-Zip archives. The directory is read by hand: every count in it is held against the bytes that
//! are there, before room is made for it; what unpacks is a library.

mod coder;
mod directory;

use super::zip::not_a_file;
use super::{Budget, Bytes, Each, Member, Refusal, name};
use directory::{Archive, Entry, Folder};
use std::io::{self, Read, SeekFrom};

/// The signature header.
const START: u64 = 32;
/// The largest directory that is read.
const DIRECTORY: u64 = 64 << 20;

/// Hands over every member.
pub(super) fn each(file: &mut dyn Bytes, budget: &Budget, each: Each<'_>) -> Result<(), Refusal> {
    let archive = open(file, budget)?;
    let mut entries = archive.files.iter().peekable();
    let mut packed = START.saturating_add(archive.pack_pos);
    for folder in &archive.folders {
        let mut decoder = decoder(file, folder, packed, budget);
        packed = packed.saturating_add(folder.packed_size());
        let mut streams = folder.streams.iter();
        while let Some(&entry) = entries.peek() {
            if !entry.has_stream {
                entries.next();
                if !bare(entry, each) {
                    return Ok(());
                }
                continue;
            }
            let Some(stream) = streams.next() else { break };
            entries.next();
            let (path, refusal) = name::below(&entry.name);
            let content = match (&mut decoder, refusal.or_else(|| of_kind(entry))) {
                (Err(refusal), _) => Err(refusal.clone()),
                (Ok(decoder), Some(refusal)) => {
                    skip(decoder, stream.size);
                    Err(refusal)
                }
                (Ok(decoder), None) => read(decoder, stream, budget),
            };
            if !each(Member { path, content }) {
                return Ok(());
            }
        }
    }
    for entry in entries {
        if entry.has_stream {
            return Err(Refusal::damaged("members without data"));
        }
        if !bare(entry, each) {
            return Ok(());
        }
    }
    Ok(())
}

/// An empty file, or a folder.
fn bare(entry: &Entry, each: Each<'_>) -> bool {
    if entry.is_folder || entry.is_anti {
        return true;
    }
    let (path, refusal) = name::below(&entry.name);
    let content = refusal.map_or(Ok(Vec::new()), Err);
    each(Member { path, content })
}

fn of_kind(entry: &Entry) -> Option<Refusal> {
    match entry.mode & 0o170_000 {
        0 | 0o100_000 => None,
        0o120_000 => Some(not_a_file("a link")),
        _ => Some(not_a_file("a device or the like")),
    }
}

fn decoder<'a>(
    file: &'a mut dyn Bytes,
    folder: &Folder,
    at: u64,
    budget: &'a Budget,
) -> Result<impl Read + 'a, Refusal> {
    if let Some(over) = budget.over() {
        return Err(over);
    }
    file.seek(SeekFrom::Start(at))
        .map_err(|e| Refusal::unreadable(&e))?;
    Ok(budget.metered(coder::decoder(file, folder)?))
}

fn read(
    decoder: &mut impl Read,
    stream: &directory::Stream,
    budget: &Budget,
) -> Result<Vec<u8>, Refusal> {
    let mut data = decoder.take(stream.size);
    let content = budget.whole(&mut data);
    let rest = data.limit();
    skip(decoder, rest);
    let bytes = content?;
    let mut crc = flate2::Crc::new();
    crc.update(&bytes);
    if bytes.len() as u64 != stream.size || stream.crc.is_some_and(|c| c != crc.sum()) {
        return Err(Refusal::damaged("its checksum is wrong"));
    }
    Ok(bytes)
}

/// What fails here fails again at the next member, and is told there.
fn skip(decoder: &mut impl Read, bytes: u64) {
    let _ = io::copy(&mut decoder.take(bytes), &mut io::sink());
}

fn open(file: &mut dyn Bytes, budget: &Budget) -> Result<Archive, Refusal> {
    let io = |e: io::Error| Refusal::unreadable(&e);
    let length = file.seek(SeekFrom::End(0)).map_err(io)?;
    let mut start = [0; START as usize];
    file.rewind().map_err(io)?;
    file.read_exact(&mut start).map_err(io)?;
    let of = |at: usize| u64::from_le_bytes(std::array::from_fn(|n| start[at + n]));
    let (offset, size) = (START.saturating_add(of(12)), of(20));
    if size > DIRECTORY || offset.saturating_add(size) > length {
        return Err(Refusal::damaged(
            "its directory is missing, it may have been cut off",
        ));
    }
    let mut bytes = vec![0; usize::try_from(size).unwrap_or(0)];
    file.seek(SeekFrom::Start(offset)).map_err(io)?;
    file.read_exact(&mut bytes).map_err(io)?;
    if bytes.is_empty() {
        return Ok(Archive::default());
    }
    // A packed directory may be packed again; not for ever.
    for _ in 0..4 {
        let Some(packed) = directory::packed(&bytes)? else {
            return directory::read(&bytes);
        };
        let Some(folder) = packed.folders.first() else {
            return Err(directory::broken());
        };
        let at = START.saturating_add(packed.pack_pos);
        let size = folder.size().min(DIRECTORY + 1);
        let mut unpacked = Vec::new();
        decoder(file, folder, at, budget)?
            .take(size)
            .read_to_end(&mut unpacked)
            .map_err(|e| budget.over().unwrap_or_else(|| Refusal::unreadable(&e)))?;
        if unpacked.len() as u64 > DIRECTORY {
            return Err(Refusal::damaged("its directory is too large"));
        }
        bytes = unpacked;
    }
    Err(directory::broken())
}
