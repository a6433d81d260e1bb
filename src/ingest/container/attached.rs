//! Mails with attachments, and mailboxes.

use super::{Budget, Bytes, Each, Kind, Member, Refusal, name};
use crate::ingest::Limits;
use crate::ingest::mail::{self, Attachment, Mail, Part, sniff};
use std::io::{self, BufReader, Read};
use std::path::PathBuf;

/// What a file that begins with `head` is, as far as mails go.
pub(super) fn kind(
    file: &mut dyn Bytes,
    head: &[u8],
    extension: Option<&str>,
) -> io::Result<Option<Kind>> {
    if sniff::is_mbox(head) {
        return Ok(Some(Kind::Mbox));
    }
    if sniff::kind(head, extension) == Some(sniff::Kind::Mime) {
        return Ok(Some(Kind::Mail));
    }
    if !head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Ok(None);
    }
    // The directory may stand anywhere in the file.
    file.rewind()?;
    let Ok(file) = cfb::CompoundFile::open(file) else {
        return Ok(None);
    };
    Ok(file
        .exists("/__properties_version1.0")
        .then_some(Kind::Outlook))
}

/// The mails of a mailbox, by number.
pub(super) fn of_mbox(
    file: &mut dyn Bytes,
    budget: &Budget,
    each: Each<'_>,
) -> Result<(), Refusal> {
    let mut number = 0;
    let mut next = |mail: Option<Vec<u8>>| {
        number += 1;
        each(Member {
            path: PathBuf::from(format!("{number:05}.eml")),
            content: mail.ok_or_else(|| budget.too_large()),
        })
    };
    let mut reader = BufReader::new(budget.metered(file));
    mail::mbox::split(&mut reader, budget.bytes(), &mut next)
        .map_err(|e| budget.over().unwrap_or_else(|| Refusal::unreadable(&e)))
}

/// The attachments of a mail.
pub(super) fn of_mail(
    file: &mut dyn Bytes,
    budget: &Budget,
    each: Each<'_>,
) -> Result<(), Refusal> {
    attachments(file, budget, mail::of_mime, each)
}

/// The attachments of a mail as Outlook saves it.
pub(super) fn of_outlook(
    file: &mut dyn Bytes,
    budget: &Budget,
    each: Each<'_>,
) -> Result<(), Refusal> {
    attachments(file, budget, mail::of_outlook, each)
}

fn attachments(
    file: &mut dyn Bytes,
    budget: &Budget,
    read: fn(&[u8], &Limits) -> Option<Mail>,
    each: Each<'_>,
) -> Result<(), Refusal> {
    let mut bytes = Vec::new();
    // One that is too large is told of when it is read as a document.
    file.take(budget.bytes() + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| Refusal::unreadable(&e))?;
    if bytes.len() as u64 > budget.bytes() {
        return Ok(());
    }
    let Some(mail) = read(&bytes, budget.limits()) else {
        return Ok(());
    };
    for (n, attachment) in (1..).zip(mail.attachments) {
        let path = PathBuf::from(named(n, &attachment));
        let content = match attachment.part {
            Some(part) => Err(no_document(part)),
            None => budget
                .spend(attachment.bytes.len())
                .map(|()| attachment.bytes),
        };
        if !each(Member { path, content }) {
            break;
        }
    }
    Ok(())
}

fn named(n: usize, attachment: &Attachment) -> String {
    let name = attachment.name.as_deref().and_then(name::last);
    name.unwrap_or_else(|| format!("bijlage-{n}.{}", attachment.extension))
}

fn no_document(part: Part) -> Refusal {
    let (code, message) = match part {
        Part::Image => (
            "inline-image",
            "an image in the text of a mail, such as a logo: not read, and not published",
        ),
        Part::Signature => (
            "signature",
            "the digital signature of a mail: not a document",
        ),
    };
    Refusal {
        skipped: true,
        ..Refusal::new(code, message)
    }
}
