//! What unpacks a folder: a chain of coders, each reading what the one before it makes.

use super::super::{Bytes, Refusal};
use super::directory::{Coder, Folder, broken};
use flate2::read::DeflateDecoder;
use lzma_rust2::filter::{bcj::BcjReader, delta::DeltaReader};
use lzma_rust2::{Lzma2Reader, LzmaReader};
use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

/// The most memory that dictionaries may take together.
const MEMORY: u64 = 256 << 20;

/// What reads a folder; the file stands at its packed data.
pub(super) fn decoder<'a>(
    file: &'a mut dyn Bytes,
    folder: &Folder,
) -> Result<Box<dyn Read + 'a>, Refusal> {
    let starved = Rc::new(Cell::new(0));
    let packed = Packed {
        inner: BufReader::new(file.take(folder.packed_size())),
        starved: Rc::clone(&starved),
    };
    let mut reader: Box<dyn Read + 'a> = Box::new(packed);
    let mut memory = MEMORY;
    for (coder, size) in folder.chain().ok_or_else(unknown)? {
        reader = Box::new(one(reader, coder, size, &mut memory)?.take(size));
    }
    Ok(Box::new(Guarded {
        inner: reader,
        starved,
        failed: None,
    }))
}

/// The packed data, which counts how often it is asked for more than there is.
struct Packed<R> {
    inner: R,
    starved: Rc<Cell<u32>>,
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        if n == 0 && !buf.is_empty() {
            self.starved.set(self.starved.get().saturating_add(1));
        }
        Ok(n)
    }
}

/// Coders look ahead a little; one that goes on asking makes things up.
const STARVED: u32 = 1024;

/// What a chain of coders makes, as long as that can be trusted. The decoders of the library must
/// not be asked again once they failed: they go round in circles then. And for data that are cut off
/// they go on making bytes of nothing.
struct Guarded<R> {
    inner: R,
    starved: Rc<Cell<u32>>,
    failed: Option<io::ErrorKind>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if let Some(kind) = self.failed {
            return Err(kind.into());
        }
        let done = self.inner.read(buf);
        let kind = match &done {
            Ok(_) if self.starved.get() > STARVED => io::ErrorKind::UnexpectedEof,
            Err(e) if e.kind() != io::ErrorKind::Interrupted => e.kind(),
            _ => return done,
        };
        self.failed = Some(kind);
        Err(kind.into())
    }
}

fn one<'a>(
    input: Box<dyn Read + 'a>,
    coder: &Coder,
    size: u64,
    memory: &mut u64,
) -> Result<Box<dyn Read + 'a>, Refusal> {
    let properties = &coder.properties[..];
    let mut within = |dictionary: u32| {
        // A dictionary larger than all that is unpacked is never filled.
        let needed = u64::from(dictionary).min(size.max(1 << 16));
        *memory = memory.checked_sub(needed).ok_or_else(too_large)?;
        u32::try_from(needed).map_err(|_| too_large())
    };
    Ok(match coder.id.as_slice() {
        [0] => input,
        [0x21] => {
            let dictionary = within(lzma2_dictionary(properties).ok_or_else(broken)?)?;
            Box::new(Lzma2Reader::new(input, dictionary, None))
        }
        [3, 1, 1] => {
            let [props, a, b, c, d] = *properties else {
                return Err(broken());
            };
            let dictionary = within(u32::from_le_bytes([a, b, c, d]))?;
            let reader = LzmaReader::new_with_props(input, size, props, dictionary, None);
            Box::new(reader.map_err(|_| broken())?)
        }
        [4, 1, 8] => Box::new(DeflateDecoder::new(input)),
        [3] => {
            let distance = properties.first().copied().unwrap_or(0);
            Box::new(DeltaReader::new(input, usize::from(distance) + 1))
        }
        [4] | [3, 3, 1, 3] => Box::new(BcjReader::new_x86(input, 0)),
        [6, 0xF1, 7, 1] => return Err(Refusal::encrypted()),
        _ => return Err(unknown()),
    })
}

fn lzma2_dictionary(properties: &[u8]) -> Option<u32> {
    match u32::from(*properties.first()?) {
        40 => Some(u32::MAX),
        bits @ 0..40 => Some((2 | (bits & 1)) << (bits / 2 + 11)),
        _ => None,
    }
}

fn unknown() -> Refusal {
    Refusal::new(
        "unknown-format",
        "packed by a method that is not read: pack it as ZIP, or as 7z with LZMA, and run again",
    )
}

fn too_large() -> Refusal {
    Refusal::new(
        "limit",
        "over the limit: unpacking it takes more memory than is given: pack it with a smaller dictionary",
    )
}
