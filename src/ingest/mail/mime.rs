//! A mail as it is sent: `.eml`.

use super::{Attachment, Mail, Moment, Part, Person, apart, html, sealed, tnef};
use crate::ingest::text::decode_loosely;
use crate::model::Warning;
use aho_corasick::AhoCorasick;
use mail_parser::decoders::{base64, quoted_printable};
use mail_parser::{
    Addr, Address, DateTime, Encoding, HeaderValue, Message, MessageParser, MessagePart,
    MimeHeaders, PartType,
};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Reads a mail.
pub(super) fn read(bytes: &[u8]) -> Option<Mail> {
    let bytes = readable_header(bytes);
    let message = MessageParser::default().parse(&*bytes)?;
    let mut warnings = Vec::new();
    let (mut body, mut aside) = body(&message, &bytes, &mut warnings);
    aside.push_str(&apart::of_header(headers(&message)));
    let attachments = message
        .attachments()
        .map(|part| attachment(part, &bytes))
        .collect();
    let attachments = unpacked(attachments, &mut body, &mut aside);
    if body.trim().is_empty() && is_sealed(&message) {
        warnings.push(sealed::warning());
    }
    Some(Mail {
        from: people(message.from().or(message.sender())),
        to: people(message.to()),
        cc: people(message.cc()),
        bcc: people(message.bcc()),
        date: message.date().and_then(moment),
        subject: message.subject().map(str::to_owned),
        id: message.message_id().map(str::to_owned),
        earlier: [message.references(), message.in_reply_to()]
            .into_iter()
            .flat_map(ids)
            .collect(),
        body,
        aside,
        attachments,
        warnings,
    })
}

/// How many mails in mails there are at most, each in the one before it. What is made of them is
/// nested as deep, and taking that apart takes room on the stack.
pub(super) fn nested(bytes: &[u8]) -> usize {
    static KINDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(["message/rfc822", "message/global", "multipart/digest"])
            .ok()
    });
    KINDS
        .as_ref()
        .map_or(0, |kinds| kinds.find_iter(bytes).count())
}

/// The attachments, with those that Outlook packed; where it packed the only text, that too.
fn unpacked(
    attachments: Vec<Attachment>,
    body: &mut String,
    aside: &mut String,
) -> Vec<Attachment> {
    let mut out = Vec::with_capacity(attachments.len());
    for attachment in attachments {
        if !tnef::is_packed(&attachment.bytes) {
            out.push(attachment);
            continue;
        }
        let packed = tnef::unpack(&attachment.bytes);
        if body.trim().is_empty() {
            *body = packed.page.text;
        } else {
            aside.push_str(&apart::missing(&packed.page.text, body));
        }
        aside.push_str(&apart::missing(&packed.page.aside, body));
        out.extend(packed.attachments);
    }
    out
}

/// How many bytes are passed over in search of parts that are announced and not there. The library
/// seeks each to the end of the mail.
pub(super) fn sought(bytes: &[u8]) -> u64 {
    const MARK: &[u8] = b"boundary=";
    /// Fewer than these are no matter.
    const FEW: usize = 64;
    /// And more than these no mail has.
    const MANY: usize = 20_000;
    /// What standards allow, and a little more.
    const LONGEST: usize = 72;
    let mut announced = Vec::new();
    for at in memchr::memmem::find_iter(bytes, MARK) {
        let value = &bytes[at + MARK.len()..];
        let value = value.strip_prefix(b"\"").unwrap_or(value);
        let value = &value[..value.len().min(LONGEST)];
        let ends = |b: &u8| matches!(b, b'"' | b';' | b'\r' | b'\n');
        let end = value.iter().position(ends).unwrap_or(value.len());
        announced.push((at, [b"--", &value[..end]].concat()));
    }
    match announced.len() {
        0..=FEW => return 0,
        MANY.. => return u64::MAX,
        _ => {}
    }
    let marks: BTreeSet<&[u8]> = announced.iter().map(|(_, mark)| &mark[..]).collect();
    let marks: Vec<&[u8]> = marks.into_iter().collect();
    let Ok(all) = AhoCorasick::new(&marks) else {
        return 0;
    };
    let mut last = vec![0; marks.len()];
    for found in all.find_overlapping_iter(bytes) {
        last[found.pattern().as_usize()] = found.start();
    }
    let lost = |(at, mark): &&(usize, Vec<u8>)| {
        let n = marks.binary_search(&&mark[..]).unwrap_or(0);
        last[n] < *at
    };
    let passed = announced
        .iter()
        .filter(lost)
        .map(|(at, _)| bytes.len() - at);
    passed.map(|n| n as u64).sum()
}

/// Headers in an old encoding without a word about it are read as Windows-1252.
fn readable_header(bytes: &[u8]) -> Cow<'_, [u8]> {
    let ends = [&b"\n\n"[..], b"\r\n\r\n"].map(|end| memchr::memmem::find(bytes, end));
    let end = ends.into_iter().flatten().min().unwrap_or(bytes.len());
    if std::str::from_utf8(&bytes[..end]).is_ok() {
        return Cow::Borrowed(bytes);
    }
    let header = decode_loosely(&bytes[..end]);
    Cow::Owned([header.as_bytes(), &bytes[end..]].concat())
}

fn people(address: Option<&Address<'_>>) -> Vec<Person> {
    let person = |addr: &Addr<'_>| Person {
        name: addr.name.as_deref().map(str::to_owned),
        address: addr.address.as_deref().map(str::to_owned),
    };
    match address {
        None => Vec::new(),
        Some(Address::List(list)) => list.iter().map(person).collect(),
        Some(Address::Group(groups)) => groups
            .iter()
            .flat_map(|group| {
                // "undisclosed-recipients:;" is no one.
                let named = group
                    .name
                    .as_deref()
                    .filter(|_| !group.addresses.is_empty());
                let named = named.map(|name| Person {
                    name: Some(name.to_owned()),
                    address: None,
                });
                named.into_iter().chain(group.addresses.iter().map(person))
            })
            .collect(),
    }
}

fn moment(date: &DateTime) -> Option<Moment> {
    let offset = i16::from(date.tz_hour) * 60 + i16::from(date.tz_minute);
    date.is_valid().then_some(Moment {
        year: date.year,
        month: date.month,
        day: date.day,
        hour: date.hour,
        minute: date.minute,
        offset: Some(if date.tz_before_gmt { -offset } else { offset }),
    })
}

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(ids) => ids.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// Whether the whole mail is one encrypted or sealed part.
fn is_sealed(message: &Message<'_>) -> bool {
    message.content_type().is_some_and(|kind| {
        let is = |main: &str, sub: &str| {
            kind.ctype().eq_ignore_ascii_case(main)
                && kind.subtype().is_some_and(|s| s.eq_ignore_ascii_case(sub))
        };
        is("application", "pkcs7-mime")
            || is("application", "x-pkcs7-mime")
            || is("multipart", "encrypted")
    })
}

/// The fields of the header, decoded.
fn headers<'a>(message: &'a Message<'_>) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
    message.headers_raw().map(|(name, value)| {
        let value = value.trim();
        if !value.contains("=?") {
            return (name, Cow::Borrowed(value));
        }
        let mail = format!("Subject: {value}\r\n\r\n");
        let decoded = MessageParser::default()
            .parse(&mail)
            .and_then(|m| m.subject().map(str::to_owned));
        (name, decoded.map_or(Cow::Borrowed(value), Cow::Owned))
    })
}

/// The text of the mail, and what is kept apart: what is plain, or what the web page says where
/// nothing is or next to nothing.
fn body(message: &Message<'_>, bytes: &[u8], warnings: &mut Vec<Warning>) -> (String, String) {
    let (mut plain, mut page) = (Joined::default(), Joined::default());
    for &id in &message.text_body {
        plain.add(message.part(id), bytes, warnings);
    }
    // A part that is the only form of its text is among both.
    let others = message.html_body.iter();
    for &id in others.filter(|id| !message.text_body.contains(id)) {
        page.add(message.part(id), bytes, warnings);
    }
    if is_stub(&plain.text, &page.text) {
        std::mem::swap(&mut plain, &mut page);
    }
    let mut aside = apart::missing(&page.text, &plain.text);
    for hidden in [&page.aside, &plain.aside] {
        aside.push_str(&apart::missing(hidden, &plain.text));
    }
    (plain.text, aside)
}

/// Whether the plain form only says that there is another.
fn is_stub(plain: &str, page: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    words(page) > 4 * words(plain) + 20
}

/// The texts of parts.
#[derive(Default)]
struct Joined {
    text: String,
    aside: String,
}

impl Joined {
    fn add(&mut self, part: Option<&MessagePart<'_>>, bytes: &[u8], warnings: &mut Vec<Warning>) {
        let Some(part) = part else { return };
        let page = match &part.body {
            PartType::Text(text) => html::Page {
                text: plain(part, text, bytes, warnings).into_owned(),
                aside: String::new(),
            },
            PartType::Html(page) => html::page(&plain(part, page, bytes, warnings)),
            _ => return,
        };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(&page.text);
        self.aside.push_str(&page.aside);
    }
}

/// The text of a part; again from its bytes where the library made nothing of them.
fn plain<'a>(
    part: &MessagePart<'_>,
    text: &'a str,
    bytes: &[u8],
    warnings: &mut Vec<Warning>,
) -> Cow<'a, str> {
    if !part.is_encoding_problem && !text.contains('\u{FFFD}') {
        return Cow::Borrowed(text);
    }
    let guessed = || {
        Warning::new(
            "encoding-guessed",
            "the mail does not say right which encoding it has: read as Windows-1252 where it is not UTF-8",
        )
    };
    let unpacked = unpacked_bytes(part, bytes);
    warnings.push(guessed());
    match unpacked {
        Some(unpacked) => Cow::Owned(decode_loosely(&unpacked)),
        None => Cow::Borrowed(text),
    }
}

/// What a part of text holds, before it was taken for text; nothing where an encoding is named that says
/// how to read it.
fn unpacked_bytes(part: &MessagePart<'_>, bytes: &[u8]) -> Option<Vec<u8>> {
    let named = part.content_type().and_then(|c| c.attribute("charset"));
    let named = named.is_some_and(|c| {
        encoding_rs::Encoding::for_label(c.as_bytes()).is_some_and(|e| e != encoding_rs::UTF_8)
    });
    let raw = bytes.get(part.offset_body as usize..part.offset_end as usize);
    raw.filter(|_| !named).and_then(|raw| match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable::quoted_printable_decode(raw),
        Encoding::Base64 => base64::base64_decode(raw),
    })
}

fn attachment(part: &MessagePart<'_>, bytes: &[u8]) -> Attachment {
    let kind = part.content_type();
    let main = kind.map_or("", |k| k.ctype()).to_ascii_lowercase();
    let sub = kind
        .and_then(|k| k.subtype())
        .unwrap_or("")
        .to_ascii_lowercase();
    let inline =
        part.content_id().is_some() || part.content_disposition().is_some_and(|d| d.is_inline());
    let what = match (&*main, &*sub) {
        ("image", _) if inline => Some(Part::Image),
        ("application", "pkcs7-signature" | "x-pkcs7-signature" | "pgp-signature") => {
            Some(Part::Signature)
        }
        _ => None,
    };
    Attachment {
        name: part.attachment_name().map(str::to_owned),
        extension: extension(&part.body, &main, &sub),
        bytes: match &part.body {
            PartType::Message(message) => message.raw_message().to_vec(),
            // A file of text that says nothing of its encoding is no worse off than beside the mail.
            PartType::Text(_) | PartType::Html(_) => {
                unpacked_bytes(part, bytes).unwrap_or_else(|| part.contents().to_vec())
            }
            _ => part.contents().to_vec(),
        },
        part: what,
    }
}

fn extension(body: &PartType<'_>, main: &str, sub: &str) -> String {
    match (body, main, sub) {
        (PartType::Message(_), ..) => "eml",
        (_, "text", "html") => "html",
        (_, "text", "csv") => "csv",
        (_, "text", "calendar") => "ics",
        (_, "text" | "message", _) => "txt",
        (_, _, "pdf" | "png" | "gif" | "jpeg" | "zip" | "rtf") => sub,
        _ => "bin",
    }
    .to_owned()
}
