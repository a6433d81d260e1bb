//! What one document, and one run, may use up. All limits are here; each is an option of the
//! program, and what says that one was reached names the option.
//!
//! Time and memory are not: they are bounded from outside, by whoever runs a reader.

use super::IngestError;

/// What a reader may use up for one document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// Most bytes of a file, of a part that is unpacked, and of text read from it (`--max-bytes`).
    pub bytes: u64,
    /// Most pages, or sheets (`--max-pages`).
    pub pages: u32,
    /// Deepest that elements, groups and parts of one document may be nested (`--max-depth`).
    pub depth: u32,
    /// Most cells with something in them that a table or spreadsheet may have, those that it only
    /// says to repeat too (`--max-cells`).
    pub cells: u64,
    /// Most samples of an image that is carried over into a redacted PDF: one for each pixel in gray
    /// or two tones, three or four in colour (`--max-pixels`).
    pub pixels: u64,
    /// How many times larger than the file what is unpacked from it may be (`--max-expansion`);
    /// see [`Limits::unpacks_to`].
    pub expansion: u32,
    /// Most archives in archives (`--max-nesting`).
    pub nesting: u32,
    /// Most members of a file and of all that is nested in it, or parts of an office document
    /// (`--max-members`).
    pub members: u32,
    /// Most bytes unpacked in a run (`--max-unpacked`).
    pub unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            pages: 20_000,
            depth: 2_000,
            cells: 20_000_000,
            pixels: 256 << 20,
            expansion: 200,
            nesting: 8,
            members: 100_000,
            unpacked: 64 << 30,
        }
    }
}

impl Limits {
    /// How many bytes may be unpacked of a file of this size. A small file of nothing but blanks is
    /// no attack: the first quarter of what a file may have is free.
    #[must_use]
    pub fn unpacks_to(&self, size: u64) -> u64 {
        size.saturating_mul(u64::from(self.expansion))
            .saturating_add(self.bytes / 4)
    }

    /// A file that is too large.
    pub(super) fn file_too_large(&self) -> IngestError {
        IngestError::Limit(format!("larger than {}; see --max-bytes", size(self.bytes)))
    }

    /// Text that is too much.
    pub(super) fn too_much_text(&self) -> IngestError {
        IngestError::Limit(format!(
            "more than {} of text; see --max-bytes",
            size(self.bytes)
        ))
    }

    /// What is unpacked is too large.
    pub(super) fn unpacked_too_large(&self) -> String {
        format!(
            "larger than {} when unpacked; see --max-bytes",
            size(self.bytes)
        )
    }

    /// What is unpacked is too large for the file that it is packed in.
    pub(super) fn expands_too_much(&self) -> String {
        format!(
            "what is packed in it is more than {} times its size; see --max-expansion",
            self.expansion
        )
    }

    /// Pages that are too many.
    pub(crate) fn too_many_pages(&self) -> IngestError {
        IngestError::Limit(format!("more than {} pages; see --max-pages", self.pages))
    }

    /// Parts of an office document that are too many.
    pub(super) fn too_many_parts(&self) -> IngestError {
        IngestError::Limit(format!(
            "more than {} parts; see --max-members",
            self.members
        ))
    }

    /// Cells that are too many.
    pub(super) fn too_many_cells(&self) -> IngestError {
        IngestError::Limit(format!("more than {} cells; see --max-cells", self.cells))
    }

    /// Nothing, unless something is nested too deep.
    pub(super) fn at_depth(&self, depth: usize) -> Result<(), IngestError> {
        if depth <= self.depth as usize {
            return Ok(());
        }
        Err(IngestError::Limit(format!(
            "elements nested more than {} deep; see --max-depth",
            self.depth
        )))
    }
}

/// A number of bytes as people say it.
fn size(bytes: u64) -> String {
    match bytes {
        0..0x10_0000 => format!("{bytes} bytes"),
        _ => format!("{} MiB", bytes >> 20),
    }
}
