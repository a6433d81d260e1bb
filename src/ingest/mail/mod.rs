//! Mails: as they are sent ([`mime`]), as Outlook saves them ([`outlook`]), in a row in a mailbox
//! ([`mbox`]). [`render`] makes of each the text that a printed mail has, so that whatever knows mails
//! on paper knows these.

mod apart;
mod clock;
mod html;
pub(super) mod mbox;
mod mime;
mod outlook;
mod render;
mod rtf;
pub(super) mod sealed;
pub(super) mod sniff;
mod tnef;

#[cfg(test)]
mod carriers;
#[cfg(test)]
mod tests;

use super::{IngestError, Limits};
use crate::model::{Content, MediaType, Source, Warning};

/// A mail as its format tells it.
#[derive(Debug, Default)]
pub(super) struct Mail {
    from: Vec<Person>,
    to: Vec<Person>,
    cc: Vec<Person>,
    bcc: Vec<Person>,
    date: Option<Moment>,
    subject: Option<String>,
    id: Option<String>,
    earlier: Vec<String>,
    body: String,
    /// Judged, never published.
    aside: String,
    pub(super) attachments: Vec<Attachment>,
    warnings: Vec<Warning>,
}

/// Someone in a header.
#[derive(Debug, Default, PartialEq, Eq)]
struct Person {
    name: Option<String>,
    address: Option<String>,
}

/// When a mail was sent, by the clock of its sender.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Moment {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    /// Ahead of universal time, in minutes, where that is said.
    offset: Option<i16>,
}

/// A file in a mail.
#[derive(Debug)]
pub(super) struct Attachment {
    /// As the mail names it.
    pub(super) name: Option<String>,
    /// What its name would end with.
    pub(super) extension: String,
    pub(super) bytes: Vec<u8>,
    /// No document of its own: what it is instead.
    pub(super) part: Option<Part>,
}

/// What stands among the attachments and is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// An image in the text.
    Image,
    /// A signature by which the sender can be checked.
    Signature,
}

/// A mail as it is sent.
pub(super) fn of_mime(bytes: &[u8], limits: &Limits) -> Option<Mail> {
    // Told of when it is read as a document.
    can_be_read(bytes, limits).ok()?;
    mime::read(bytes)
}

/// Nothing, unless a mail is made to keep readers busy or to use up their stack.
fn can_be_read(bytes: &[u8], limits: &Limits) -> Result<(), IngestError> {
    /// Some seconds.
    const LONGEST: u64 = 4 << 30;
    limits.at_depth(mime::nested(bytes))?;
    if mime::sought(bytes) > LONGEST {
        return Err(IngestError::Damaged(
            "very many parts are announced in it that are not there".into(),
        ));
    }
    Ok(())
}

/// A mail as Outlook saves it.
pub(super) fn of_outlook(bytes: &[u8], _limits: &Limits) -> Option<Mail> {
    outlook::read(bytes)
}

/// The text of a piece of a web page.
pub(super) fn page_text(page: &str) -> String {
    html::page(page).text.trim().to_owned()
}

/// Reads a mail as a document.
pub(super) fn read(
    bytes: &[u8],
    kind: sniff::Kind,
    limits: &Limits,
) -> Result<Source, IngestError> {
    if kind == sniff::Kind::Mime {
        can_be_read(bytes, limits)?;
    }
    let (mail, media_type) = match kind {
        sniff::Kind::Mime => (mime::read(bytes), MediaType::Mail),
        sniff::Kind::Outlook => (outlook::read(bytes), MediaType::OutlookMail),
    };
    let damaged = || IngestError::Damaged("the mail can't be followed".into());
    let mut mail = mail.ok_or_else(damaged)?;
    let warnings = std::mem::take(&mut mail.warnings);
    let text = render::text(&mail);
    if text.text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    Ok(Source {
        media_type,
        content: Content::Mail(Box::new(text)),
        warnings,
    })
}
