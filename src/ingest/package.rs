//! The ZIP file that an office document is: parts by name, each unpacked no further than limits
//! allow.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::gather::{Gather, Why};
use super::traces::{self, Look, Traces};
use super::{IngestError, Limits};

/// An office document.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    limits: Limits,
    /// Bytes that may still be unpacked; a part that is read twice counts twice.
    left: u64,
    /// Whether the size of the file is what bounds them.
    by_size: bool,
    /// Parts by their names without case, made when a name is not found as it stands.
    folded: Option<HashMap<String, usize>>,
    /// Parts that were read.
    read: HashSet<usize>,
    /// What stands in these beside their text.
    traces: Traces,
}

impl Package {
    /// Reads the table of contents.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Self, IngestError> {
        let allowed = limits.unpacks_to(bytes.len() as u64);
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| IngestError::Damaged("the ZIP file that it is can't be opened".into()))?;
        if archive.len() > limits.members as usize {
            return Err(limits.too_many_parts());
        }
        Ok(Self {
            archive,
            limits: *limits,
            left: limits.bytes.min(allowed),
            by_size: allowed < limits.bytes,
            folded: None,
            read: HashSet::new(),
            traces: Traces::default(),
        })
    }

    /// What may be used up.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The bytes of a part; none where there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        self.at(index).map(Some)
    }

    fn at(&mut self, index: usize) -> Result<Vec<u8>, IngestError> {
        self.read.insert(index);
        let part = match self.archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(IngestError::Encrypted);
            }
            Err(_) => return Err(damaged()),
        };
        let mut bytes = Vec::new();
        part.take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| damaged())?;
        let size = bytes.len() as u64;
        self.left = (self.left.checked_sub(size)).ok_or_else(|| self.too_large())?;
        Ok(bytes)
    }

    fn too_large(&self) -> IngestError {
        IngestError::Limit(match self.by_size {
            true => self.limits.expands_too_much(),
            false => self.limits.unpacked_too_large(),
        })
    }

    fn index(&mut self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        if let Some(index) = self.archive.index_for_name(name) {
            return Some(index);
        }
        // Some programs write other cases, or a slash in front.
        let archive = &self.archive;
        let folded = self.folded.get_or_insert_with(|| {
            let mut folded = HashMap::new();
            for at in 0..archive.len() {
                if let Some(Ok(other)) = archive.name_for_index(at) {
                    let other = other.trim_start_matches('/').replace('\\', "/");
                    folded.entry(other.to_ascii_lowercase()).or_insert(at);
                }
            }
            folded
        });
        folded.get(&name.to_ascii_lowercase()).copied()
    }

    /// The text of an XML part; none where there is no such part.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, IngestError> {
        let text = self.bytes(name)?.map(decode).transpose()?;
        if let Some(text) = text.as_deref().filter(|_| !traces::is_form(name)) {
            // Where it is not well-formed its reader says so.
            self.traces.of_part(text, Look::Beside);
        }
        Ok(text)
    }

    /// Puts what was not read of the file apart, to be judged with it; says what can't be read.
    pub(super) fn leftovers(&mut self, gather: &mut Gather) -> Result<(), IngestError> {
        for index in 0..self.archive.len() {
            let name = match self.archive.name_for_index(index) {
                Some(Ok(name)) => name.into_owned(),
                _ => continue,
            };
            if self.read.contains(&index) || name.ends_with('/') || traces::is_form(&name) {
                continue;
            }
            match Rest::of(&name) {
                Rest::Xml => {
                    let text = decode(self.at(index)?)?;
                    if !self.traces.of_part(&text, Look::All) {
                        gather.warn(
                            "part-not-read",
                            "a part of the file that it does not show can't be read: it is not published",
                        );
                    }
                    if let Some((code, message)) = told(&name) {
                        gather.warn(code, message);
                    }
                }
                Rest::Macros => gather.warn(
                    "macros-not-read",
                    "the file holds macros: they were not read and are not published",
                ),
                Rest::File => gather.warn_of_embedded(),
                Rest::Picture => {}
            }
        }
        for line in self.traces.take() {
            gather.apart(Why::Trace, &line)?;
        }
        Ok(())
    }
}

/// A part that no reader has read.
enum Rest {
    Xml,
    Macros,
    /// Readers tell of those that are shown.
    Picture,
    File,
}

impl Rest {
    fn of(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let extension = lower.rsplit_once('.').map_or("", |(_, e)| e);
        match extension {
            "xml" | "rels" | "vml" | "svg" | "rdf" | "xhtml" | "xsl" | "xsd" => Self::Xml,
            "png" | "jpg" | "jpeg" | "gif" | "emf" | "wmf" | "bmp" | "tif" | "tiff" | "ico"
            | "webp" | "wdp" | "jfif" | "emz" | "wmz" | "svm" | "pcz" => Self::Picture,
            "odttf" | "ttf" | "otf" | "fntdata" | "psmdcp" => Self::Picture,
            _ if lower.contains("vbaproject") || lower.contains("vbadata") => Self::Macros,
            _ if lower.starts_with("objectreplacements/") => Self::Picture,
            _ => Self::File,
        }
    }
}

/// Parts of which a person should know.
fn told(name: &str) -> Option<(&'static str, &'static str)> {
    let lower = name.to_ascii_lowercase();
    let stored = ["pivotcache", "externallink", "querytable"];
    if stored.iter().any(|kind| lower.contains(kind)) {
        return Some((
            "stored-data",
            "the file keeps copies of data that its sheets need not show: they were read and not published",
        ));
    }
    if lower.contains("/revisions/") {
        return Some((
            "deleted-text",
            "text that was deleted with changes tracked is still in the file: it was read and not published",
        ));
    }
    None
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
