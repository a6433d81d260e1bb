//! One target a format that is read.

use super::{containers, document};
use crate::office::{self, DOCX, OPENDOCUMENT, XLSX};
use crate::packed;
use crate::parts;

/// Word: parts of the package, `word/document.xml` where they have no name.
pub fn docx(data: &[u8]) {
    document(office::file(data, DOCX, "word/document.xml"), Some("docx"));
}

/// Excel: parts of the package, the first sheet where they have no name.
pub fn xlsx(data: &[u8]) {
    document(
        office::file(data, XLSX, "xl/worksheets/sheet1.xml"),
        Some("xlsx"),
    );
}

/// OpenDocument, text and sheets: parts of the package, `content.xml` where they have no name.
pub fn opendocument(data: &[u8]) {
    document(office::file(data, OPENDOCUMENT, "content.xml"), Some("odt"));
}

/// RTF.
pub fn rtf(data: &[u8]) {
    let head = if data.starts_with(b"{\\rtf") {
        &b""[..]
    } else {
        b"{\\rtf1 "
    };
    document([head, data].concat(), Some("rtf"));
}

/// Web pages.
pub fn html(data: &[u8]) {
    document(data.to_vec(), Some("html"));
}

/// Tables, Markdown and JSON: the first byte says as which it is read.
pub fn tables(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let extension = ["csv", "md", "json", "tsv"][usize::from(first % 4)];
    document(rest.to_vec(), Some(extension));
}

/// Text in any encoding, of which nobody says which.
pub fn text(data: &[u8]) {
    document(data.to_vec(), Some("txt"));
}

/// Mails as they are sent, with all that is attached.
pub fn mail(data: &[u8]) {
    document(data.to_vec(), Some("eml"));
    containers::walked(data, "mail.eml");
}

/// Mailboxes.
pub fn mbox(data: &[u8]) {
    for (path, bytes) in containers::walked(data, "post.mbox").into_iter().take(8) {
        document(bytes, path.extension().and_then(|e| e.to_str()));
    }
}

/// Mails as Outlook saves them: parts are properties, by their name without `__substg1.0_`.
pub fn outlook(data: &[u8]) {
    let bytes = if data.starts_with(b"\xD0\xCF\x11\xE0") {
        data.to_vec()
    } else {
        let streams: Vec<_> = parts::split(data).iter().filter_map(property).collect();
        let Some(bytes) = packed::compound(&streams) else {
            return;
        };
        bytes
    };
    containers::walked(&bytes, "mail.msg");
    document(bytes, Some("msg"));
}

/// The path of a property and its bytes: of text, in the units that Outlook writes.
fn property(part: &parts::Part<'_>) -> Option<(String, Vec<u8>)> {
    let name = std::str::from_utf8(part.name).ok()?;
    let (folder, last) = name
        .rsplit_once('/')
        .map_or((None, name), |(f, l)| (Some(f), l));
    let is_tag = last.len() == 8 && last.bytes().all(|b| b.is_ascii_hexdigit());
    let last = if is_tag {
        format!("__substg1.0_{last}")
    } else {
        last.to_owned()
    };
    let path = folder.map_or(last.clone(), |folder| format!("{folder}/{last}"));
    let data = if last.ends_with("001F") {
        String::from_utf8_lossy(part.data)
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect()
    } else {
        part.data.to_vec()
    };
    Some((path, data))
}
