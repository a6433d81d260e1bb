//! Which files have documents in them: told by their bytes.

use super::{Bytes, Kind, zip};
use std::io::{self, Read, SeekFrom};
use std::path::Path;

/// Looked at.
const HEAD: u64 = 32 << 10;
/// Enough to know a tape archive by.
pub(super) const TAR_HEAD: usize = 8 << 10;

/// What a file is, if documents may be in it; `path` is its name, which only settles doubt.
///
/// # Errors
/// When it can't be read.
pub fn kind(file: &mut dyn Bytes, path: &Path) -> io::Result<Option<Kind>> {
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    (&mut *file).take(HEAD).read_to_end(&mut head)?;
    let starts = |mark: &[u8]| head.starts_with(mark);
    let extension = path.extension().and_then(|e| e.to_str());
    Ok(if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        (!is_office(file, &head)).then_some(Kind::Zip)
    } else if starts(b"\x1F\x8B\x08") {
        Some(Kind::Gzip)
    } else if starts(b"7z\xBC\xAF\x27\x1C") {
        Some(Kind::SevenZip)
    } else if is_tar(&head) {
        Some(Kind::Tar)
    } else {
        super::attached::kind(file, &head, extension)?
    })
}

/// A header of 512 bytes with its own checksum.
pub(super) fn is_tar(head: &[u8]) -> bool {
    let Some(header) = head.get(..512) else {
        return false;
    };
    let sum: u32 = (0..)
        .zip(header)
        .map(|(n, &b)| {
            if (148..156).contains(&n) {
                32
            } else {
                u32::from(b)
            }
        })
        .sum();
    let claimed = std::str::from_utf8(&header[148..156]).ok();
    let claimed = claimed.map(|c| c.trim_matches(['\0', ' ']));
    header[0] != 0 && claimed.and_then(|c| u32::from_str_radix(c, 8).ok()) == Some(sum)
}

/// A ZIP archive that is one document: Office Open XML and OpenDocument.
fn is_office(file: &mut dyn Bytes, head: &[u8]) -> bool {
    // OpenDocument and EPUB: the first member says so, unpacked.
    if head
        .get(30..)
        .is_some_and(|h| h.starts_with(b"mimetypeapplication/"))
    {
        return true;
    }
    match zip::entries(file) {
        Ok(entries) => {
            let has = |name: &str| entries.iter().any(|e| e.name == name);
            has("[Content_Types].xml") && has("_rels/.rels")
        }
        // Cut off, most likely: the reader of such documents can say more.
        Err(_) => memchr::memmem::find(head, b"[Content_Types].xml").is_some(),
    }
}
