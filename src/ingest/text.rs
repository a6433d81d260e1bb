//! Plain text in the encodings met in practice.

use super::IngestError;
use crate::model::{Content, MediaType, Source};

/// Decodes a text file.
pub(super) fn read(bytes: Vec<u8>, _extension: Option<&str>) -> Result<Source, IngestError> {
    let text = String::from_utf8(bytes).map_err(|e| IngestError::UnknownFormat(e.to_string()))?;
    Ok(Source {
        media_type: MediaType::Text,
        content: Content::Text(text),
        warnings: Vec::new(),
    })
}
