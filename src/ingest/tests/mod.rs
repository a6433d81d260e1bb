//! Files made in the tests, and what is read of them.

mod carriers;
mod docx;
mod hostile;
mod opendocument;
mod others;
mod pptx;
mod xlsx;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{IngestError, Limits, read};
use crate::model::{BlockRole, Blocks, Content, MediaType};

/// A ZIP file of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a name");
        writer.write_all(text.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

/// What was read.
struct Seen {
    media_type: MediaType,
    blocks: Blocks,
    warnings: Vec<&'static str>,
}

impl Seen {
    /// The texts of the blocks.
    fn texts(&self) -> Vec<&str> {
        self.blocks
            .list
            .iter()
            .map(|b| &self.blocks.text[b.span.range()])
            .collect()
    }

    /// The roles of the blocks.
    fn roles(&self) -> Vec<BlockRole> {
        self.blocks.list.iter().map(|b| b.role).collect()
    }
}

fn seen_as(bytes: &[u8], extension: Option<&str>) -> Result<Seen, IngestError> {
    let source = read(bytes.to_vec(), extension, &Limits::default())?;
    let Content::Blocks(blocks) = source.content else {
        panic!("read as no blocks");
    };
    Ok(Seen {
        media_type: source.media_type,
        blocks,
        warnings: source.warnings.iter().map(|w| w.code).collect(),
    })
}

fn seen(bytes: &[u8]) -> Seen {
    seen_as(bytes, None).expect("can be read")
}
