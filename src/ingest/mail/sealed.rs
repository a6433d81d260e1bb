//! What mail programs encrypt or sign as a whole: it can't be read, and is named.

use crate::ingest::IngestError;
use crate::model::Warning;

/// Looked at.
const HEAD: usize = 256;
/// The beginning of the names of all kinds of content of S/MIME (1.2.840.113549.1.7), as DER.
const CONTENT: &[u8] = &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];

/// Why a file is not read, if it is one of these.
pub(in crate::ingest) fn refusal(bytes: &[u8]) -> Option<IngestError> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let text = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    if text.starts_with(b"-----BEGIN PGP MESSAGE-----")
        || text.starts_with(b"-----BEGIN PKCS7-----")
        || text.starts_with(b"-----BEGIN CMS-----")
        || (text.starts_with(b"Version: 1") && text.trim_ascii_end().len() <= 12)
    {
        return Some(IngestError::Encrypted);
    }
    if head.first() != Some(&0x30) {
        return None;
    }
    let at = memchr::memmem::find(&head[..head.len().min(32)], CONTENT)?;
    match head.get(at + CONTENT.len()) {
        Some(2) => Some(IngestError::UnknownFormat(
            "it is a mail in a signature (S/MIME); open it in a mail program and save what it says"
                .into(),
        )),
        _ => Some(IngestError::Encrypted),
    }
}

/// What is said of a mail of which the text is in such a file.
pub(super) fn warning() -> Warning {
    Warning::new(
        "encrypted",
        "the text of this mail is encrypted or sealed: only its header was read",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_told_from_what_is_not() {
        let mut der = vec![0x30, 0x80];
        der.extend(CONTENT);
        der.push(3);
        assert_eq!(refusal(&der), Some(IngestError::Encrypted));
        *der.last_mut().unwrap() = 2;
        assert!(matches!(refusal(&der), Some(IngestError::UnknownFormat(_))));
        assert_eq!(
            refusal(b"\n-----BEGIN PGP MESSAGE-----\n\nx"),
            Some(IngestError::Encrypted)
        );
        for text in [
            &b"0 meldingen"[..],
            b"-----BEGIN",
            b"Version: 12 is uit",
            b"",
        ] {
            assert_eq!(refusal(text), None);
        }
    }
}
