//! Plain text in the encodings met in practice.
//!
//! [`sniff`] turns away what is no text, and says what it looks like; [`decode`] finds
//! the encoding. Line ends stay as they are: offsets count in the text that was given.

mod decode;
mod sniff;

pub(super) use decode::decode_loosely;

use super::IngestError;
use crate::model::{Content, MediaType, Source, Warning};

/// Decodes a text file.
pub(super) fn read(bytes: Vec<u8>, extension: Option<&str>) -> Result<Source, IngestError> {
    if extension.is_some_and(|name| name.eq_ignore_ascii_case("pdf")) {
        return Err(IngestError::UnknownFormat(match sniff::known(&bytes) {
            Some(kind) => format!("named .pdf but has no PDF header; it looks like {kind}"),
            None => "named .pdf but has no PDF header; it may be damaged, or something else under \
                     that name"
                .into(),
        }));
    }
    if let Some(kind) = sniff::known(&bytes) {
        return Err(IngestError::UnknownFormat(format!("it looks like {kind}")));
    }
    let (text, mut warnings) = decode::decode(bytes)?;
    if text.chars().all(char::is_whitespace) {
        return Err(IngestError::Empty);
    }
    if sniff::is_html(&text) {
        warnings.push(Warning::new(
            "looks-like-html",
            "this looks like HTML and was read as plain text, tags and all",
        ));
    }
    Ok(Source {
        media_type: MediaType::Text,
        content: Content::Text(text),
        warnings,
    })
}
