//! OpenDocument: texts (`.odt`) and sheets (`.ods`).
//!
//! [`styles`] says what paragraphs look like; [`text`] walks through texts, [`sheets`] through
//! tables of sheets.

mod sheets;
mod styles;
mod text;

use super::gather::Gather;
use super::package::Package;
use super::xml::{Token, Xml};
use super::{IngestError, Limits};
use crate::model::{MediaType, Source};

/// Reads an OpenDocument file of this media type.
pub(super) fn read(
    mut package: Package,
    media_type: &str,
    limits: &Limits,
) -> Result<Source, IngestError> {
    if let Some(manifest) = package.xml("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err(IngestError::Encrypted);
    }
    let Some(content) = package.xml("content.xml")? else {
        return Err(IngestError::Damaged("it has no content".into()));
    };
    let styles = package.xml("styles.xml")?.unwrap_or_default();
    if media_type.contains("opendocument.text") {
        texts(&content, &styles, limits)
    } else if media_type.contains("opendocument.spreadsheet") {
        let mut gather = Gather::new(limits);
        sheets::read(&content, &mut gather)?;
        gather.finish(MediaType::OpenSheet)
    } else {
        Err(IngestError::UnknownFormat(
            "it looks like an OpenDocument file of a kind that is not read (a presentation or \
             drawing): print or save it as PDF, and run again"
                .into(),
        ))
    }
}

fn texts(content: &str, around: &str, limits: &Limits) -> Result<Source, IngestError> {
    let mut styles = styles::Styles::default();
    styles.read(around, limits)?;
    styles.read(content, limits)?;
    let mut gather = Gather::new(limits);
    text::headers(around, &styles, &mut gather)?;
    text::body(content, &styles, &mut gather)?;
    text::footers(around, &styles, &mut gather)?;
    gather.finish(MediaType::OpenText)
}

/// Passes over an element and hands back the text in it, a line a paragraph.
fn text_in(xml: &mut Xml<'_>) -> Result<String, IngestError> {
    let mut text = String::new();
    let mut depth = 1;
    while depth > 0 {
        match xml.next()? {
            Some(Token::Open(tag)) => {
                depth += 1;
                match tag.name() {
                    "s" | "tab" => text.push(' '),
                    "line-break" => text.push('\n'),
                    _ => {}
                }
            }
            Some(Token::Close(name)) => {
                depth -= 1;
                if matches!(name.as_str(), "p" | "h" | "creator" | "date") {
                    text.push('\n');
                }
            }
            Some(Token::Text(more)) => text.push_str(&spaced(&more)),
            None => break,
        }
    }
    Ok(text)
}

/// Line ends in the file are blanks of the text.
fn spaced(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
