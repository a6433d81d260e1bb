//! ZIP archives, by their central directory. Read by hand: members of one name, members that
//! overlap, and names in old encodings must all be told, and libraries drop them.

use super::{Budget, Bytes, Each, Member, Refusal, name};
use flate2::read::DeflateDecoder;
use std::io::{self, Read, SeekFrom};

const END: &[u8; 4] = b"PK\x05\x06";
const END_64: &[u8; 4] = b"PK\x06\x06";
const LOCATOR_64: &[u8; 4] = b"PK\x06\x07";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const LOCAL: &[u8; 4] = b"PK\x03\x04";
/// The end record, and the longest comment behind it.
const TAIL: u64 = 22 + 0xFFFF;
/// The largest directory that is read.
const DIRECTORY: u64 = 64 << 20;
/// More members than these are an attack on memory: their names stand in it many times over.
const MOST: usize = 1 << 20;

/// One member, as the directory tells it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    encrypted: bool,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    header: u64,
    /// The Unix file type, where it is given.
    mode: u32,
    overlaps: bool,
}

/// Where the directory is, and by how much offsets are off (a program may stand before the archive).
struct Directory {
    start: u64,
    size: u64,
    shift: u64,
}

/// The members, in the order of the directory.
pub(super) fn entries(file: &mut dyn Bytes) -> Result<Vec<Entry>, Refusal> {
    let io = |e: io::Error| Refusal::unreadable(&e);
    let length = file.seek(SeekFrom::End(0)).map_err(io)?;
    let directory = directory(file, length)?;
    if directory.size > DIRECTORY {
        return Err(Refusal::damaged("its directory is too large"));
    }
    let bytes = read_at(file, directory.start, directory.size).map_err(io)?;
    let mut entries = Vec::new();
    let mut rest = &bytes[..];
    while rest.starts_with(CENTRAL) {
        let Some((mut entry, length)) = entry(rest) else {
            return Err(Refusal::damaged("its directory can't be followed"));
        };
        if entries.len() >= MOST {
            return Err(Refusal::damaged("its directory is too large"));
        }
        entry.header = entry.header.saturating_add(directory.shift);
        entries.push(entry);
        rest = rest.get(length..).unwrap_or_default();
    }
    mark_overlaps(&mut entries, directory.start);
    Ok(entries)
}

/// Members that share bytes are how a small archive is made into a bomb.
fn mark_overlaps(entries: &mut [Entry], directory: u64) {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&n| entries[n].header);
    let mut end = 0;
    for n in order {
        let entry = &mut entries[n];
        let data = entry.header.saturating_add(30).saturating_add(entry.packed);
        entry.overlaps = entry.header < end || data > directory;
        end = end.max(data);
    }
}

fn directory(file: &mut dyn Bytes, length: u64) -> Result<Directory, Refusal> {
    let io = |e: io::Error| Refusal::unreadable(&e);
    let none = || Refusal::damaged("its directory is missing, it may have been cut off");
    let from = length.saturating_sub(TAIL);
    let tail = read_at(file, from, length - from).map_err(io)?;
    let ends: Vec<usize> = memchr::memmem::find_iter(&tail, END)
        .filter(|&at| at + 22 <= tail.len())
        .collect();
    let fits = |&&at: &&usize| at + 22 + usize::from(u16_at(&tail, at + 20)) == tail.len();
    let at = *ends.iter().rfind(fits).or(ends.last()).ok_or_else(none)?;
    let (mut size, mut claimed) = (
        u64::from(u32_at(&tail, at + 12)),
        u64::from(u32_at(&tail, at + 16)),
    );
    let mut end = from + at as u64;
    let large = size == 0xFFFF_FFFF || claimed == 0xFFFF_FFFF || u16_at(&tail, at + 10) == 0xFFFF;
    if large
        && let Some(locator) = at
            .checked_sub(20)
            .filter(|&l| tail[l..].starts_with(LOCATOR_64))
    {
        let place = u64_at(&tail, locator + 8);
        let record = read_at(file, place, 56).map_err(io)?;
        if !record.starts_with(END_64) {
            return Err(Refusal::damaged("its directory can't be followed"));
        }
        (size, claimed, end) = (u64_at(&record, 40), u64_at(&record, 48), place);
    }
    let start = end.checked_sub(size).ok_or_else(none)?;
    Ok(Directory {
        start,
        size,
        shift: start.saturating_sub(claimed),
    })
}

/// An entry of the directory, and its length there.
fn entry(bytes: &[u8]) -> Option<(Entry, usize)> {
    let head = bytes.get(..46)?;
    let [name, extra, comment] = [28, 30, 32].map(|at| usize::from(u16_at(head, at)));
    let named = bytes.get(46..46 + name)?;
    let extras = bytes.get(46 + name..46 + name + extra)?;
    let made_by = head[5];
    let mut entry = Entry {
        name: unicode_name(extras, named).unwrap_or_else(|| name::of_dos(named)),
        encrypted: u16_at(head, 8) & 1 != 0,
        method: u16_at(head, 10),
        crc: u32_at(head, 16),
        packed: u64::from(u32_at(head, 20)),
        size: u64::from(u32_at(head, 24)),
        header: u64::from(u32_at(head, 42)),
        mode: if made_by == 3 {
            u32_at(head, 38) >> 16
        } else {
            0
        },
        overlaps: false,
    };
    if let Some(mut large) = extra_field(extras, 1) {
        for value in [&mut entry.size, &mut entry.packed, &mut entry.header] {
            if *value == 0xFFFF_FFFF && large.len() >= 8 {
                *value = u64_at(large, 0);
                large = &large[8..];
            }
        }
    }
    Some((entry, 46 + name + extra + comment))
}

fn extra_field(mut extras: &[u8], id: u16) -> Option<&[u8]> {
    while extras.len() >= 4 {
        let length = usize::from(u16_at(extras, 2));
        let field = extras.get(4..4 + length)?;
        if u16_at(extras, 0) == id {
            return Some(field);
        }
        extras = &extras[4 + length..];
    }
    None
}

/// The name in UTF-8 that some programs put beside the old one, if it is still that of this member.
fn unicode_name(extras: &[u8], named: &[u8]) -> Option<String> {
    let field = extra_field(extras, 0x7075).filter(|f| f.len() > 5)?;
    let mut crc = flate2::Crc::new();
    crc.update(named);
    (u32_at(field, 1) == crc.sum()).then(|| String::from_utf8(field[5..].to_vec()).ok())?
}

/// Hands over every member.
pub(super) fn each(file: &mut dyn Bytes, budget: &Budget, each: Each<'_>) -> Result<(), Refusal> {
    for entry in entries(file)? {
        let is_folder = entry.name.ends_with(['/', '\\']) && entry.size == 0;
        if is_folder {
            continue;
        }
        let (path, refusal) = name::below(&entry.name);
        let content = match refusal {
            Some(refusal) => Err(refusal),
            None => read(file, &entry, budget),
        };
        if !each(Member { path, content }) {
            break;
        }
    }
    Ok(())
}

fn read(file: &mut dyn Bytes, entry: &Entry, budget: &Budget) -> Result<Vec<u8>, Refusal> {
    let io = |e: io::Error| Refusal::unreadable(&e);
    match entry.mode & 0o170_000 {
        0 | 0o100_000 => {}
        0o120_000 => return Err(not_a_file("a link")),
        _ => return Err(not_a_file("a device or the like")),
    }
    if entry.encrypted {
        return Err(Refusal::encrypted());
    }
    if entry.overlaps {
        return Err(Refusal::damaged(
            "members of the archive overlap: such archives are made to do harm",
        ));
    }
    if let Some(over) = budget.over() {
        return Err(over);
    }
    let local = read_at(file, entry.header, 30).map_err(io)?;
    if !local.starts_with(LOCAL) {
        return Err(Refusal::damaged(
            "the member is not where the directory says",
        ));
    }
    let skip = u64::from(u16_at(&local, 26)) + u64::from(u16_at(&local, 28));
    file.seek(SeekFrom::Start(entry.header + 30 + skip))
        .map_err(io)?;
    let packed = file.take(entry.packed);
    let bytes = match entry.method {
        0 => budget.whole(&mut budget.metered(packed)),
        8 => budget.whole(&mut budget.metered(DeflateDecoder::new(packed))),
        _ => Err(Refusal::new(
            "unknown-format",
            "packed by a method that is not read: pack it as plain ZIP (deflate) and run again",
        )),
    }?;
    let mut crc = flate2::Crc::new();
    crc.update(&bytes);
    if crc.sum() != entry.crc || bytes.len() as u64 != entry.size {
        return Err(Refusal::damaged("its checksum is wrong"));
    }
    Ok(bytes)
}

pub(super) fn not_a_file(what: &str) -> Refusal {
    Refusal::new("not-a-file", format!("{what} in an archive: not followed"))
}

fn read_at(file: &mut dyn Bytes, at: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let part = bytes.get(at..at + 2).and_then(|b| b.try_into().ok());
    part.map_or(0, u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let part = bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
    part.map_or(0, u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let part = bytes.get(at..at + 8).and_then(|b| b.try_into().ok());
    part.map_or(0, u64::from_le_bytes)
}
