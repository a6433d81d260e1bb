//! The directory of a 7-Zip archive.

use super::super::Refusal;

/// No chain of coders is longer.
const CODERS: usize = 8;
/// More files, or folders, than these are an attack on memory.
const MOST: usize = 1 << 20;

#[derive(Default)]
pub(super) struct Archive {
    pub(super) pack_pos: u64,
    pub(super) folders: Vec<Folder>,
    pub(super) files: Vec<Entry>,
}

/// Data that are packed together.
#[derive(Default)]
pub(super) struct Folder {
    coders: Vec<Coder>,
    /// Which input each bound output feeds.
    binds: Vec<(u64, u64)>,
    inputs: u64,
    /// Unpacked, of each output.
    sizes: Vec<u64>,
    crc: Option<u32>,
    packed: Vec<u64>,
    pub(super) streams: Vec<Stream>,
}

pub(super) struct Coder {
    pub(super) id: Vec<u8>,
    pub(super) properties: Vec<u8>,
    simple: bool,
}

/// The data of one file.
#[derive(Clone)]
pub(super) struct Stream {
    pub(super) size: u64,
    pub(super) crc: Option<u32>,
}

/// What the directory says of a file.
#[derive(Clone, Default)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) has_stream: bool,
    pub(super) is_folder: bool,
    /// Says that a file is to be removed.
    pub(super) is_anti: bool,
    /// The Unix file type, where it is given.
    pub(super) mode: u32,
}

impl Folder {
    pub(super) fn packed_size(&self) -> u64 {
        self.packed.iter().fold(0, |sum, &n| sum.saturating_add(n))
    }

    /// The output that feeds no other coder.
    fn last(&self) -> Option<usize> {
        (0..self.coders.len()).find(|&n| self.binds.iter().all(|&(_, out)| out != n as u64))
    }

    /// What all of it is when unpacked.
    pub(super) fn size(&self) -> u64 {
        let size = self.last().and_then(|n| self.sizes.get(n));
        size.copied().unwrap_or(0)
    }

    /// The coders from the packed data on, each with what it makes; none where they are no chain.
    pub(super) fn chain(&self) -> Option<Vec<(&Coder, u64)>> {
        if self.packed.len() != 1 || self.coders.iter().any(|c| !c.simple) {
            return None;
        }
        let mut chain = Vec::new();
        let mut at = Some(self.last()?);
        while let Some(n) = at {
            if chain.len() >= self.coders.len() {
                return None;
            }
            chain.push((self.coders.get(n)?, *self.sizes.get(n)?));
            let feeds = self.binds.iter().find(|&&(input, _)| input == n as u64);
            at = feeds.and_then(|&(_, out)| usize::try_from(out).ok());
        }
        chain.reverse();
        Some(chain)
    }
}

pub(super) fn broken() -> Refusal {
    Refusal::damaged("its directory can't be followed")
}

type Read<T> = Option<T>;

/// Where a packed directory is, if it is packed.
pub(super) fn packed(bytes: &[u8]) -> Result<Option<Archive>, Refusal> {
    let mut input = Input(bytes);
    match input.byte() {
        Some(0x17) => input.streams().map(Some).ok_or_else(broken),
        Some(1) => Ok(None),
        _ => Err(broken()),
    }
}

/// The directory itself.
pub(super) fn read(bytes: &[u8]) -> Result<Archive, Refusal> {
    Input(bytes).archive().ok_or_else(broken)
}

/// What is left of the directory.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, length: usize) -> Read<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }

    fn byte(&mut self) -> Read<u8> {
        self.take(1).map(|b| b[0])
    }

    fn u32(&mut self) -> Read<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// A number that says by its first bits how long it is.
    fn number(&mut self) -> Read<u64> {
        let first = u64::from(self.byte()?);
        let mut value = 0;
        for n in 0..8 {
            let mask = 0x80_u64 >> n;
            if first & mask == 0 {
                return Some(value | (first & (mask - 1)) << (8 * n));
            }
            value |= u64::from(self.byte()?) << (8 * n);
        }
        Some(value)
    }

    /// A count of things of which each takes at least a byte of what follows.
    fn count(&mut self) -> Read<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.0.len()).then_some(count)
    }

    fn bits(&mut self, count: usize) -> Read<Vec<bool>> {
        let bytes = self.take(count.div_ceil(8))?;
        Some(
            (0..count)
                .map(|n| bytes[n / 8] & (0x80 >> (n % 8)) != 0)
                .collect(),
        )
    }

    fn all_or_bits(&mut self, count: usize) -> Read<Vec<bool>> {
        match self.byte()? {
            0 => self.bits(count),
            _ => Some(vec![true; count]),
        }
    }

    fn digests(&mut self, count: usize) -> Read<Vec<Option<u32>>> {
        let known = self.all_or_bits(count)?;
        known
            .into_iter()
            .map(|k| if k { self.u32().map(Some) } else { Some(None) })
            .collect()
    }

    fn archive(mut self) -> Read<Archive> {
        (self.byte()? == 1).then_some(())?;
        let mut archive = Archive::default();
        let mut next = self.byte()?;
        if next == 2 {
            while self.byte()? != 0 {
                let size = self.count()?;
                self.take(size)?;
            }
            next = self.byte()?;
        }
        if next == 3 {
            return None;
        }
        if next == 4 {
            archive = self.streams()?;
            next = self.byte()?;
        }
        if next == 5 {
            archive.files = self.files()?;
        }
        Some(archive)
    }

    fn streams(&mut self) -> Read<Archive> {
        let mut archive = Archive::default();
        let mut sizes = Vec::new();
        let mut next = self.byte()?;
        if next == 6 {
            (archive.pack_pos, sizes) = self.packs()?;
            next = self.byte()?;
        }
        if next == 7 {
            archive.folders = self.folders(&sizes)?;
            next = self.byte()?;
        }
        if next == 8 {
            self.substreams(&mut archive.folders)?;
            next = self.byte()?;
        } else {
            for folder in &mut archive.folders {
                let (size, crc) = (folder.size(), folder.crc);
                folder.streams = vec![Stream { size, crc }];
            }
        }
        (next == 0).then_some(archive)
    }

    fn packs(&mut self) -> Read<(u64, Vec<u64>)> {
        let position = self.number()?;
        let count = self.count().filter(|c| *c <= MOST)?;
        let mut sizes = Vec::new();
        loop {
            match self.byte()? {
                0 => return Some((position, sizes)),
                9 => sizes = (0..count).map(|_| self.number()).collect::<Read<_>>()?,
                10 => drop(self.digests(count)?),
                _ => return None,
            }
        }
    }

    fn folders(&mut self, packed: &[u64]) -> Read<Vec<Folder>> {
        (self.byte()? == 11).then_some(())?;
        let count = self.count().filter(|c| *c <= MOST / 4)?;
        // Not kept elsewhere.
        (self.byte()? == 0).then_some(())?;
        let mut packed = packed.iter();
        let mut folders = Vec::new();
        for _ in 0..count {
            folders.push(self.folder(&mut packed)?);
        }
        (self.byte()? == 12).then_some(())?;
        for folder in &mut folders {
            for _ in 0..folder.coders.len() {
                folder.sizes.push(self.number()?);
            }
        }
        loop {
            match self.byte()? {
                0 => return Some(folders),
                10 => {
                    let crcs = self.digests(count)?;
                    folders
                        .iter_mut()
                        .zip(crcs)
                        .for_each(|(f, crc)| f.crc = crc);
                }
                _ => return None,
            }
        }
    }

    fn folder(&mut self, packed: &mut std::slice::Iter<'_, u64>) -> Read<Folder> {
        let mut folder = Folder::default();
        let count = self.count().filter(|c| (1..=CODERS).contains(c))?;
        for _ in 0..count {
            let flags = self.byte()?;
            let id = self.take(usize::from(flags & 0xF))?.to_vec();
            let (ins, outs) = match flags & 0x10 {
                0 => (1, 1),
                _ => (self.number()?, self.number()?),
            };
            // Several outputs no coder in use has; several inputs only one for programs.
            (outs == 1 && ins <= CODERS as u64 && flags & 0x80 == 0).then_some(())?;
            let length = if flags & 0x20 == 0 { 0 } else { self.count()? };
            let properties = self.take(length)?.to_vec();
            folder.inputs += ins;
            folder.coders.push(Coder {
                id,
                properties,
                simple: ins == 1,
            });
        }
        for _ in 1..count {
            folder.binds.push((self.number()?, self.number()?));
        }
        let loose = usize::try_from(folder.inputs)
            .ok()?
            .checked_sub(count - 1)?;
        if loose > 1 {
            for _ in 0..loose {
                self.number()?;
            }
        }
        folder.packed = packed.by_ref().take(loose).copied().collect();
        Some(folder)
    }

    fn substreams(&mut self, folders: &mut [Folder]) -> Read<()> {
        let mut counts = vec![1; folders.len()];
        let mut next = self.byte()?;
        if next == 13 {
            for count in &mut counts {
                *count = usize::try_from(self.number()?).ok()?;
                // Each but the last takes a byte for its size.
                (*count <= self.0.len() + 1).then_some(())?;
            }
            next = self.byte()?;
        }
        let all = counts.iter().fold(0_usize, |all, &n| all.saturating_add(n));
        (all <= MOST).then_some(())?;
        let sized = next == 9;
        for (folder, &count) in folders.iter_mut().zip(&counts) {
            let mut rest = folder.size();
            for n in 0..count {
                let size = match n + 1 == count {
                    true => rest,
                    false if sized => self.number()?,
                    false => return None,
                };
                rest = rest.checked_sub(size)?;
                folder.streams.push(Stream { size, crc: None });
            }
        }
        if sized {
            next = self.byte()?;
        }
        loop {
            match next {
                0 => return Some(()),
                10 => self.stream_digests(folders)?,
                _ => return None,
            }
            next = self.byte()?;
        }
    }

    /// Those that the folders do not give already.
    fn stream_digests(&mut self, folders: &mut [Folder]) -> Read<()> {
        let known = |f: &Folder| f.streams.len() == 1 && f.crc.is_some();
        let open: usize = folders
            .iter()
            .filter(|f| !known(f))
            .map(|f| f.streams.len())
            .sum();
        let mut crcs = self.digests(open)?.into_iter();
        for folder in folders {
            let own = folder.crc.filter(|_| known(folder));
            for stream in &mut folder.streams {
                stream.crc = own.or_else(|| crcs.next().flatten());
            }
        }
        Some(())
    }

    fn files(&mut self) -> Read<Vec<Entry>> {
        let count = self.count().filter(|c| *c <= MOST)?;
        let mut files = vec![Entry::default(); count];
        let (mut empty, mut plain, mut anti) = (vec![false; count], Vec::new(), Vec::new());
        loop {
            let kind = self.byte()?;
            if kind == 0 {
                break;
            }
            let size = self.count()?;
            let mut part = Input(self.take(size)?);
            let empties = empty.iter().filter(|&&e| e).count();
            match kind {
                14 => empty = part.bits(count)?,
                15 => plain = part.bits(empties)?,
                16 => anti = part.bits(empties)?,
                17 => part.names(&mut files)?,
                21 => part.attributes(&mut files)?,
                _ => {}
            }
        }
        let mut nth = 0;
        for (file, empty) in files.iter_mut().zip(empty) {
            file.has_stream = !empty;
            if empty {
                file.is_folder = !plain.get(nth).copied().unwrap_or(false);
                file.is_anti = anti.get(nth).copied().unwrap_or(false);
                nth += 1;
            }
        }
        Some(files)
    }

    fn names(&mut self, files: &mut [Entry]) -> Read<()> {
        (self.byte()? == 0).then_some(())?;
        let mut units = self
            .0
            .chunks_exact(2)
            .map(|c| u16::from_le_bytes([c[0], c[1]]));
        for file in files {
            let mut name = Vec::new();
            loop {
                match units.next()? {
                    0 => break,
                    unit => name.push(unit),
                }
            }
            file.name = String::from_utf16_lossy(&name);
        }
        Some(())
    }

    fn attributes(&mut self, files: &mut [Entry]) -> Read<()> {
        const UNIX: u32 = 0x8000;
        let known = self.all_or_bits(files.len())?;
        (self.byte()? == 0).then_some(())?;
        for (file, _) in files.iter_mut().zip(known).filter(|(_, known)| *known) {
            let attributes = self.u32()?;
            if attributes & UNIX != 0 {
                file.mode = attributes >> 16;
            }
        }
        Some(())
    }
}
