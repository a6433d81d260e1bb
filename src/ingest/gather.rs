//! Collects blocks while a reader walks through a document, and what is not to be published
//! apart from them.

use crate::model::{BlockRole, Blocks, Content, MediaType, RawSpan, Source, TextBlock, Warning};

use super::{IngestError, Limits};

/// Why text is kept apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    /// Deleted by someone, with changes tracked.
    Deleted,
    /// Set to be hidden.
    Hidden,
    /// A comment.
    Comment,
    /// What every file says beside its text, of which nobody needs to be told.
    Trace,
}

/// Blocks in the making.
pub(super) struct Gather {
    blocks: Blocks,
    page: u32,
    limits: Limits,
    /// Cells of tables so far.
    cells: u64,
    apart: [bool; 4],
    warnings: Vec<Warning>,
}

impl Gather {
    /// Nothing yet.
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            blocks: Blocks::default(),
            page: 1,
            limits: *limits,
            cells: 0,
            apart: [false; 4],
            warnings: Vec::new(),
        }
    }

    /// What may be used up.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// From here on, another page.
    pub(super) fn page(&mut self, page: u32) -> Result<(), IngestError> {
        if page > self.limits.pages {
            return Err(self.limits.too_many_pages());
        }
        self.page = page;
        Ok(())
    }

    /// Adds a block; what is blank is left out.
    pub(super) fn add(
        &mut self,
        role: BlockRole,
        text: &str,
        bold: Option<bool>,
    ) -> Result<(), IngestError> {
        let text = text.trim_matches(|c: char| c.is_whitespace());
        if text.is_empty() {
            return Ok(());
        }
        self.fits(text.len())?;
        let all = &mut self.blocks.text;
        if let Some(last) = self.blocks.list.last() {
            all.push(if last.page == self.page { '\n' } else { '\x0c' });
        }
        let start = all.len();
        // A page ends between blocks only.
        all.extend(text.chars().map(|c| match c {
            '\x0c' | '\x0b' | '\r' | '\u{2028}' | '\u{2029}' => '\n',
            // What no text has, a file can still say.
            '\0'..='\x08' | '\x0e'..='\x1f' => ' ',
            c => c,
        }));
        self.blocks.list.push(TextBlock {
            span: RawSpan::new(start, all.len()),
            role,
            page: self.page,
            bold,
        });
        Ok(())
    }

    /// Whether anything but heads and feet of pages has been added.
    pub(super) fn has_body(&self) -> bool {
        let edge = |b: &TextBlock| matches!(b.role, BlockRole::Header | BlockRole::Footer);
        self.blocks.list.iter().any(|b| !edge(b))
    }

    /// Keeps text apart that is judged but not published.
    pub(super) fn apart(&mut self, why: Why, text: &str) -> Result<(), IngestError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.fits(text.len())?;
        self.apart[why as usize] = true;
        self.blocks.aside.push_str(text);
        self.blocks.aside.push_str("\n\n");
        Ok(())
    }

    /// Says that a row of so many cells with so many bytes is to come, before it is put together.
    pub(super) fn row(&mut self, cells: usize, bytes: usize) -> Result<(), IngestError> {
        self.cells += cells as u64;
        if self.cells > self.limits.cells {
            return Err(self.limits.too_many_cells());
        }
        self.fits(bytes)
    }

    fn fits(&self, more: usize) -> Result<(), IngestError> {
        let size = (self.blocks.text.len() + self.blocks.aside.len()).saturating_add(more);
        if size as u64 > self.limits.bytes || size > u32::MAX as usize / 2 {
            return Err(self.limits.too_much_text());
        }
        Ok(())
    }

    /// Says something to a person, once.
    pub(super) fn warn(&mut self, code: &'static str, message: impl Into<String>) {
        if self.warnings.iter().all(|w| w.code != code) {
            self.warnings.push(Warning::new(code, message));
        }
    }

    /// Everything as a source.
    pub(super) fn finish(mut self, media_type: MediaType) -> Result<Source, IngestError> {
        const APART: [(&str, &str); 3] = [
            (
                "deleted-text",
                "text that was deleted with changes tracked is still in the file: it was read and not published",
            ),
            (
                "hidden-text",
                "the file holds hidden text: it was read and not published",
            ),
            (
                "comments",
                "the file holds comments: they were read and not published",
            ),
        ];
        for (found, (code, message)) in self.apart.into_iter().zip(APART) {
            if found {
                self.warn(code, message);
            }
        }
        if self.blocks.list.is_empty() {
            return Err(match self.warnings.iter().any(|w| w.code == IMAGES) {
                true => IngestError::NoText,
                false => IngestError::Empty,
            });
        }
        Ok(Source {
            media_type,
            content: Content::Blocks(self.blocks),
            warnings: self.warnings,
        })
    }

    /// Says that images were not read.
    pub(super) fn warn_of_images(&mut self) {
        self.warn(
            IMAGES,
            "the file holds images: what can be read in them was not read and is not published",
        );
    }

    /// Says that something within the file was not read.
    pub(super) fn warn_of_embedded(&mut self) {
        self.warn(
            "embedded-not-read",
            "the file holds other files or drawings within it: they were not read and are not published",
        );
    }
}

const IMAGES: &str = "images-not-read";
