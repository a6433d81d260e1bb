//! Decoding streams without letting a small file become a huge one.

use std::borrow::Cow;
use std::io::Read;

use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};

use crate::ingest::IngestError;

/// Most bytes that the streams of one document may decode to, all together.
const MOST_DECODED: u64 = 2 << 30;
/// Compressed streams up to here can't grow beyond what is harmless: measured only above.
const SMALL: usize = 256 << 10;
/// Most bytes a single stream may decode to.
const MOST_OF_ONE: u64 = 256 << 20;
/// What decoding costs besides its bytes: a small form painted without end is a bomb too.
const PRICE: u64 = 4 << 10;
/// Most bytes between two compressions of one stream.
const MOST_BETWEEN: u64 = 64 << 10;

/// How much more may be decoded.
pub(crate) struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Self(MOST_DECODED)
    }
}

impl Budget {
    /// The decoded bytes; none when they can't be decoded.
    pub fn decode<'a>(
        &mut self,
        stream: &Stream<'a>,
    ) -> Result<Option<Cow<'a, [u8]>>, IngestError> {
        if grows_too_much(stream) {
            return Err(too_large());
        }
        let Ok(data) = stream.decoded_data() else {
            return Ok(None);
        };
        self.0 = self
            .0
            .checked_sub(data.len() as u64 + PRICE)
            .ok_or_else(too_large)?;
        Ok(Some(data))
    }

    /// What is asked for and not decoded has its price too, and a high one: only files that paint
    /// themselves, or forms in forms without end, ask for it.
    pub fn refuse(&mut self) -> Result<(), IngestError> {
        self.0 = self.0.checked_sub(PRICE << 4).ok_or_else(too_large)?;
        Ok(())
    }

    /// The content of a page, its streams joined; and whether all of it could be decoded.
    pub fn content(&mut self, page: &Dict<'_>) -> Result<(Vec<u8>, bool), IngestError> {
        if let Some(stream) = page.get::<Stream<'_>>(b"Contents") {
            let data = self.decode(&stream)?;
            let whole = data.is_some();
            return Ok((data.unwrap_or_default().into_owned(), whole));
        }
        let mut joined = Vec::new();
        let mut whole = true;
        let streams = page.get::<Array<'_>>(b"Contents").unwrap_or_default();
        for stream in streams.iter::<Stream<'_>>() {
            match self.decode(&stream)? {
                Some(data) => joined.extend_from_slice(&data),
                None => whole = false,
            }
            // A token never runs on into the next stream.
            joined.push(b' ');
        }
        Ok((joined, whole))
    }
}

fn too_large() -> IngestError {
    IngestError::Limit("its compressed content is too large when unpacked".into())
}

/// Whether a stream unpacks to more than is sane.
pub(super) fn grows_too_much(stream: &Stream<'_>) -> bool {
    let filters = stream.filters();
    let expanding = filters
        .iter()
        .filter(|filter| {
            matches!(
                filter,
                Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode
            )
        })
        .count();
    let starts_with_flate = filters.first() == Some(&Filter::FlateDecode);
    match expanding {
        0 => false,
        1 => {
            let raw = stream.raw_data();
            raw.len() > SMALL
                && (if starts_with_flate {
                    inflates_beyond(&raw, MOST_OF_ONE)
                } else {
                    raw.len() > 4 * SMALL
                })
        }
        2 if starts_with_flate => inflates_beyond(&stream.raw_data(), MOST_BETWEEN),
        _ => true,
    }
}

fn inflates_beyond(compressed: &[u8], most: u64) -> bool {
    let mut limited = flate2::read::ZlibDecoder::new(compressed).take(most + 1);
    std::io::copy(&mut limited, &mut std::io::sink()).is_ok_and(|length| length > most)
}

/// Whether a stream that describes the file's own structure unpacks to more than is sane.
/// These are decoded by the library as soon as the file is opened.
pub(super) fn structure_is_a_bomb(file: &[u8]) -> bool {
    const NEAR: usize = 2048;
    [&b"/ObjStm"[..], b"/XRef"].iter().any(|kind| {
        memchr::memmem::find_iter(file, kind).any(|at| {
            let near = &file[at..file.len().min(at + NEAR)];
            let Some(start) = memchr::memmem::find(near, b"stream") else {
                return false;
            };
            let body = file[at + start + 6..].trim_ascii_start();
            let window = &body[..body.len().min(64 << 20)];
            let length = memchr::memmem::find(window, b"endstream").unwrap_or(window.len());
            length > SMALL && inflates_beyond(&body[..length], MOST_OF_ONE)
        })
    })
}
