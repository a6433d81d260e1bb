//! Clean text to [`Note`]: one file per field.
//!
//! The lines of the colofon and of the head of the body are made once ([`context`]), each with
//! its label and its look ([`shape`]); labels and values are brought together ([`pairs`]); then
//! each field picks what is its own. What the document does not state stays empty.

mod address;
mod attachments;
mod chat;
mod classification;
mod context;
mod date;
mod deadline;
mod document_type;
mod join;
mod kenmerk;
mod kind;
mod letter;
mod mail;
mod pairs;
mod project;
mod recipients;
mod reference;
mod scraps;
mod sections;
mod sender;
mod shape;
mod subject;
mod your_letter;

#[cfg(test)]
mod tests;

use crate::model::{Clean, MailHeader, Note};
use context::Context;
use pairs::Pairs;

/// Reads the fields of a mail, of which it is known where its text says what.
#[must_use]
pub fn read_mail(clean: &Clean, header: &MailHeader) -> Note {
    let mut note = read(clean);
    mail::set(&mut note, header, clean);
    note
}

/// Reads the fields of a document.
#[must_use]
pub fn read(clean: &Clean) -> Note {
    let context = Context::new(clean);
    let pairs = Pairs::resolve(&context);
    let subject = subject::read(&context, &pairs);
    let recipients = recipients::read(&context, &pairs);
    let kenmerk = kenmerk::ours(&context, &pairs);
    let subject = subject.map(|s| subject::without_reference(s, kenmerk.as_ref()));
    let document_type = document_type::read(&context, &pairs, subject.as_ref(), &recipients);
    let talk = document_type.as_ref().is_some_and(|t| t.value == "chat");
    let subject = if talk { chat::name(&context) } else { subject };
    Note {
        date: date::read(&context, &pairs, document_type.as_ref()),
        kenmerk,
        your_reference: kenmerk::theirs(&context, &pairs),
        sender: sender::read(
            &context,
            &pairs,
            document_type.as_ref(),
            subject.as_ref(),
            &recipients,
        ),
        project: project::read(&context, &pairs),
        attachments: attachments::read(&context, &pairs),
        deadline: deadline::read(&context, &pairs),
        classification: classification::read(&context, &pairs),
        kind: kind::read(&context, &pairs),
        actively_public: classification::actively_public(&pairs),
        sections: sections::read(&clean.body),
        document_type,
        recipients,
        subject,
    }
}
