//! Text of which the structure is known: what word processors, spreadsheets and web pages say.

use super::RawSpan;

/// A document as blocks, in the order of the file.
#[derive(Debug, Default)]
pub struct Blocks {
    /// The text of all blocks; between two of them lies a line feed, or a form feed where a page
    /// ends.
    pub text: String,
    /// The blocks, in the order of the text.
    pub list: Vec<TextBlock>,
    /// Text that is judged but never published: comments, what was deleted, what is hidden.
    pub aside: String,
}

/// A paragraph, a row, or whatever else stands by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextBlock {
    /// Where it is in [`Blocks::text`]; line feeds in it are line breaks that someone typed.
    pub span: RawSpan,
    /// What it is.
    pub role: BlockRole,
    /// Page number, from 1.
    pub page: u32,
    /// Whether all of it is bold; none where the format does not say.
    pub bold: Option<bool>,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockRole {
    /// A heading of this level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// What stands at the head of pages.
    Header,
    /// What stands at the foot of pages.
    Footer,
    /// A footnote or endnote.
    Note,
}
