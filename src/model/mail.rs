//! What a mail says of itself, as places in its text: nothing is copied out before the plan has
//! decided what may be published.

use super::RawSpan;

/// A line of the header that is told apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MailField {
    /// Who wrote it.
    From,
    /// A recipient.
    To,
    /// Who got a copy.
    Cc,
    /// When it was sent.
    Date,
    /// What it is about.
    Subject,
    /// The name of a file in it.
    Attachment,
}

/// The header of a mail. It stands in the text of the document; this says where.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MailHeader {
    /// Each person, the date and the subject, in the order of the text.
    pub places: Vec<(MailField, RawSpan)>,
    /// When it was sent: ISO 8601.
    pub date: Option<String>,
    /// Its own identifier. Never published.
    pub id: Option<String>,
    /// Those of the mails that it answers, oldest first. Never published.
    pub earlier: Vec<String>,
}

/// A mail as text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MailText {
    /// The header as it is printed, a blank line, the body.
    pub text: String,
    /// Where in it the header says what.
    pub header: MailHeader,
    /// Text that is judged but never published: what the header says to machines, a second form of
    /// the body, what is hidden in it.
    pub aside: String,
}
