//! Plain text in the encodings met in practice.
//!
//! [`sniff`] turns away what is no text, and says what it looks like; [`decode`] finds
//! the encoding. Line ends stay as they are: offsets count in the text that was given.

mod decode;
mod sniff;

pub(super) use decode::decode_loosely;

use super::{IngestError, Limits, chat, csv, html, json, markdown};
use crate::model::{Content, MediaType, Source, Warning};

/// Decodes a text file.
pub(super) fn read(
    mut bytes: Vec<u8>,
    extension: Option<&str>,
    limits: &Limits,
) -> Result<Source, IngestError> {
    if extension.is_some_and(|name| name.eq_ignore_ascii_case("pdf")) && !html::is_html(&bytes) {
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
    if html::is_html(&bytes)
        && let Some(encoding) = html::declared(&bytes)
    {
        // Where it is none of UTF-8, the page says what it is.
        if encoding != encoding_rs::UTF_8 && std::str::from_utf8(&bytes).is_err() {
            bytes = encoding.decode(&bytes).0.into_owned().into_bytes();
        }
    }
    let (text, mut warnings) = decode::decode(bytes)?;
    if text.chars().all(char::is_whitespace) {
        return Err(IngestError::Empty);
    }
    if html::is_html(text.as_bytes()) {
        return html::read(&text, warnings, limits);
    }
    let named = |names: &[&str]| {
        extension.is_some_and(|own| names.iter().any(|name| own.eq_ignore_ascii_case(name)))
    };
    if let Some(mut source) = chat::read(&text, limits)? {
        source.warnings.splice(..0, warnings);
        return Ok(source);
    }
    if let Some(source) = json::read(&text, &warnings, limits)? {
        return Ok(source);
    }
    // The lines of a chat are neither paragraphs nor a table, whatever signs stand in them.
    let talk = crate::lexicon::chat::form(text.lines()).is_some();
    if talk {
        return Ok(plain(text, warnings));
    }
    if named(&["md", "markdown"]) {
        return markdown::read(&text, warnings, limits);
    }
    if named(&["csv", "tsv", "tab"]) || (!named(&["txt", "text"]) && csv::is_table(&text)) {
        return csv::read(&text, warnings, limits);
    }
    if sniff::is_xml(&text) {
        warnings.push(Warning::new(
            "looks-like-xml",
            "this looks like XML and was read as plain text, tags and all",
        ));
    }
    Ok(plain(text, warnings))
}

fn plain(text: String, warnings: Vec<Warning>) -> Source {
    Source {
        media_type: MediaType::Text,
        content: Content::Text(text),
        warnings,
    }
}
