//! The ZIP file that an office document is: parts by name, each unpacked no further than limits
//! allow.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{IngestError, Limits};

/// A part that grows more than this is no document; XML shrinks to a hundredth at best.
const RATIO: u64 = 300;

/// Below this size, growth does no harm.
const SMALL: u64 = 4 << 20;

/// More parts than any document has.
const PARTS: usize = 50_000;

/// An office document.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    left: u64,
    most: u64,
}

impl Package {
    /// Reads the table of contents.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Self, IngestError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| IngestError::Damaged("the ZIP file that it is can't be opened".into()))?;
        if archive.len() > PARTS {
            return Err(IngestError::Limit(format!("more than {PARTS} parts")));
        }
        Ok(Self {
            archive,
            left: limits.bytes,
            most: limits.bytes,
        })
    }

    /// The bytes of a part; none where there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        let part = match self.archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(IngestError::Encrypted);
            }
            Err(_) => return Err(damaged()),
        };
        let packed = part.compressed_size();
        let allowed = packed.saturating_mul(RATIO).max(SMALL);
        let most = self.left.min(allowed);
        let mut bytes = Vec::new();
        part.take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| damaged())?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(IngestError::Limit(if allowed < self.left {
                format!("a part unpacks to more than {RATIO} times its size")
            } else {
                format!(
                    "unpacks to more than {} MiB; see --max-bytes",
                    self.most >> 20
                )
            }));
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    fn index(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.archive.index_for_name(name).or_else(|| {
            // Some programs write other cases, or a slash in front.
            (0..self.archive.len()).find(|&at| {
                matches!(self.archive.name_for_index(at), Some(Ok(other))
                    if other.trim_start_matches('/').replace('\\', "/").eq_ignore_ascii_case(name))
            })
        })
    }

    /// The text of an XML part; none where there is no such part.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, IngestError> {
        self.bytes(name)?.map(decode).transpose()
    }
}

fn damaged() -> IngestError {
    IngestError::Damaged("a part of it can't be unpacked".into())
}

/// XML is UTF-8, or UTF-16 with a mark, or says what else it is.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, IngestError> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        return Ok(encoding.decode_with_bom_removal(&bytes).0.into_owned());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let bytes = error.as_bytes();
            let encoding = declared(bytes).unwrap_or(encoding_rs::WINDOWS_1252);
            Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
        }
    }
}

/// `<?xml version="1.0" encoding="ISO-8859-1"?>`
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    let at = memchr::memmem::find(head, b"encoding=")? + 10;
    let quote = *head.get(at - 1)?;
    let label = head.get(at..)?.split(|&b| b == quote).next()?;
    encoding_rs::Encoding::for_label(label)
}
