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
    let mut gather = Gather::new(limits);
    let kind = if media_type.contains("opendocument.text") {
        texts(&content, &styles, &mut gather)?;
        MediaType::OpenText
    } else if media_type.contains("opendocument.spreadsheet") {
        sheets::read(&content, &mut gather)?;
        MediaType::OpenSheet
    } else {
        return Err(IngestError::UnknownFormat(
            "it looks like an OpenDocument file of a kind that is not read (a presentation or \
             drawing): print or save it as PDF, and run again"
                .into(),
        ));
    };
    package.leftovers(&mut gather)?;
    gather.finish(kind)
}

fn texts(content: &str, around: &str, gather: &mut Gather) -> Result<(), IngestError> {
    let mut styles = styles::Styles::default();
    styles.read(around, gather.limits())?;
    styles.read(content, gather.limits())?;
    let first = text::First::of(content, around, &styles)?;
    text::headers(around, &styles, gather, &first, true)?;
    text::body(content, &styles, gather)?;
    // What stands at the head of later pages only comes behind the letterhead of the first.
    text::headers(around, &styles, gather, &first, false)?;
    text::footers(around, &styles, gather)
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
