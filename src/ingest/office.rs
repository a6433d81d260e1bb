//! Which office document a ZIP file is: by what is in it, whatever it is called.

use super::package::Package;
use super::xml::{Token, Xml};
use super::{IngestError, Limits, docx, opendocument, pptx, xlsx};
use crate::model::Source;

/// Whether the bytes are a ZIP file.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads an office document.
pub(super) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Source, IngestError> {
    let mut package = Package::open(bytes, limits)?;
    if let Some((main, kind)) = main_part(&mut package)? {
        if kind.contains("wordprocessingml") || kind.contains("ms-word") {
            return docx::read(package, &main, limits);
        }
        if kind.contains("spreadsheetml") || kind.contains("ms-excel.sheet.macro") {
            return xlsx::read(package, &main, limits);
        }
        if kind.contains("presentationml") || kind.contains("ms-powerpoint") {
            return pptx::read(package, &main, limits);
        }
        return Err(IngestError::UnknownFormat(
            "it looks like an Office file of a kind that is not read: print or save it as PDF, and run again".into(),
        ));
    }
    if let Some(media_type) = package.bytes("mimetype")? {
        let media_type = String::from_utf8_lossy(&media_type).trim().to_owned();
        if media_type.starts_with("application/vnd.oasis.opendocument.") {
            return opendocument::read(package, &media_type, limits);
        }
    }
    Err(IngestError::UnknownFormat(
        "it looks like a ZIP archive: unpack it and run again on what is in it".into(),
    ))
}

/// The main part of an Office Open XML file, and its content type.
fn main_part(package: &mut Package) -> Result<Option<(String, String)>, IngestError> {
    let Some(types) = package.xml("[Content_Types].xml")? else {
        return Ok(None);
    };
    let mut main = None;
    let mut xml = Xml::new(&types, package.limits());
    while let Some(token) = xml.next()? {
        if let Token::Open(tag) = token
            && tag.name() == "Override"
            && let (Some(part), Some(kind)) = (tag.get("PartName"), tag.get("ContentType"))
            && kind.ends_with(".main+xml")
        {
            main.get_or_insert((part.trim_start_matches('/').to_owned(), kind));
        }
    }
    Ok(main)
}
