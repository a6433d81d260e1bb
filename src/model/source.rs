//! What a reader made of the bytes of one document.

use super::{Blocks, GlyphPage, MailHeader, MailText, Warning};

/// The media types that are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaType {
    /// `text/plain`
    Text,
    /// `application/pdf`
    Pdf,
    /// `application/vnd.openxmlformats-officedocument.wordprocessingml.document`
    Word,
    /// `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`
    Excel,
    /// `application/vnd.openxmlformats-officedocument.presentationml.presentation`
    PowerPoint,
    /// `application/vnd.oasis.opendocument.text`
    OpenText,
    /// `application/vnd.oasis.opendocument.spreadsheet`
    OpenSheet,
    /// `application/rtf`
    Rtf,
    /// `text/html`
    Html,
    /// `text/csv`
    Csv,
    /// `text/markdown`
    Markdown,
    /// `application/json`
    Json,
    /// `message/rfc822`
    Mail,
    /// `application/vnd.ms-outlook`
    OutlookMail,
    /// `text/calendar`
    Calendar,
    /// `text/vcard`
    Contact,
}

impl MediaType {
    /// The registered name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Pdf => "application/pdf",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::PowerPoint => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::OpenText => "application/vnd.oasis.opendocument.text",
            Self::OpenSheet => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Rtf => "application/rtf",
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            Self::Markdown => "text/markdown",
            Self::Json => "application/json",
            Self::Mail => "message/rfc822",
            Self::OutlookMail => "application/vnd.ms-outlook",
            Self::Calendar => "text/calendar",
            Self::Contact => "text/vcard",
        }
    }
}

/// One document as read: text without geometry, glyphs with it, or blocks of text.
#[derive(Debug)]
pub struct Source {
    /// What the bytes were.
    pub media_type: MediaType,
    /// The text or the glyphs.
    pub content: Content,
    /// What the reader has to say.
    pub warnings: Vec<Warning>,
}

impl Source {
    /// The header of a mail, which the text keeps.
    #[must_use]
    pub fn take_header(&mut self) -> Option<MailHeader> {
        match &mut self.content {
            Content::Mail(mail) => Some(std::mem::take(&mut mail.header)),
            _ => None,
        }
    }
}

/// The forms in which text arrives.
#[derive(Debug)]
pub enum Content {
    /// Decoded text; pages, where there are any, are separated by form feeds.
    Text(String),
    /// Glyphs with their positions, page by page.
    Glyphs(Vec<GlyphPage>),
    /// Text of which the structure is known.
    Blocks(Blocks),
    /// The text of a mail, and where its header says what.
    Mail(Box<MailText>),
}
