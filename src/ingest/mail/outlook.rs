//! A mail as Outlook saves it: `.msg`, properties as streams in a compound file.

use super::{Attachment, Mail, Moment, Part, Person, apart, clock, html, mime, rtf};
use crate::ingest::text::decode_loosely;
use cfb::CompoundFile;
use encoding_rs::Encoding;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Properties of a message, a recipient or an attachment, by their numbers.
mod tag {
    pub(super) const SUBJECT: u16 = 0x0037;
    pub(super) const SUBMITTED: u16 = 0x0039;
    pub(super) const SENT_BY: u16 = 0x0042;
    pub(super) const SENT_BY_ADDRESS: u16 = 0x0065;
    pub(super) const HEADERS: u16 = 0x007D;
    pub(super) const RECIPIENT_KIND: u16 = 0x0C15;
    pub(super) const SENDER: u16 = 0x0C1A;
    pub(super) const SENDER_ADDRESS: u16 = 0x0C1F;
    pub(super) const BCC_SHOWN: u16 = 0x0E02;
    pub(super) const CC_SHOWN: u16 = 0x0E03;
    pub(super) const TO_SHOWN: u16 = 0x0E04;
    pub(super) const DELIVERED: u16 = 0x0E06;
    pub(super) const BODY: u16 = 0x1000;
    pub(super) const RTF: u16 = 0x1009;
    pub(super) const HTML: u16 = 0x1013;
    pub(super) const ID: u16 = 0x1035;
    pub(super) const REFERENCES: u16 = 0x1039;
    pub(super) const REPLY_TO: u16 = 0x1042;
    pub(super) const NAME: u16 = 0x3001;
    pub(super) const ADDRESS: u16 = 0x3003;
    pub(super) const DATA: u16 = 0x3701;
    pub(super) const SHORT_NAME: u16 = 0x3704;
    pub(super) const LONG_NAME: u16 = 0x3707;
    pub(super) const MIME_TYPE: u16 = 0x370E;
    pub(super) const CONTENT_ID: u16 = 0x3712;
    pub(super) const SMTP: u16 = 0x39FE;
    pub(super) const CODE_PAGE: u16 = 0x3FDE;
    pub(super) const TEXT_CODE_PAGE: u16 = 0x3FFD;
    pub(super) const SENDER_SMTP: u16 = 0x5D01;
    pub(super) const SENT_BY_SMTP: u16 = 0x5D02;
}

/// Reads a mail.
pub(super) fn read(bytes: &[u8]) -> Option<Mail> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let root = Path::new("/");
    let code_page = {
        let fixed = Storage {
            file: &mut file,
            path: root.into(),
            encoding: encoding_rs::WINDOWS_1252,
        };
        let mut fixed = fixed;
        [tag::TEXT_CODE_PAGE, tag::CODE_PAGE].map(|t| fixed.number(t))
    };
    let encoding = encoding(code_page[0])
        .or(encoding(code_page[1]))
        .unwrap_or(encoding_rs::WINDOWS_1252);
    let page_encoding = self::encoding(code_page[1]).unwrap_or(encoding);
    let mut message = Storage {
        file: &mut file,
        path: root.into(),
        encoding,
    };
    let mut mail = message_of(&mut message, page_encoding);
    let (mut recipients, mut attachments) = (Vec::new(), Vec::new());
    for entry in file.read_storage(root).ok()? {
        let name = entry.name().to_owned();
        if name.starts_with("__recip_version1.0_") {
            recipients.push(entry.path().to_owned());
        } else if name.starts_with("__attach_version1.0_") {
            attachments.push(entry.path().to_owned());
        }
    }
    recipients.sort();
    attachments.sort();
    let shown = [mail.to, mail.cc, mail.bcc];
    (mail.to, mail.cc, mail.bcc) = (Vec::new(), Vec::new(), Vec::new());
    for path in recipients {
        let mut storage = Storage {
            file: &mut file,
            path,
            encoding,
        };
        let person = Person {
            name: storage.text(tag::NAME),
            address: storage
                .text(tag::SMTP)
                .or_else(|| storage.text(tag::ADDRESS))
                .filter(|a| a.contains('@')),
        };
        match storage.number(tag::RECIPIENT_KIND) {
            Some(2) => mail.cc.push(person),
            Some(3) => mail.bcc.push(person),
            _ => mail.to.push(person),
        }
    }
    for (field, shown) in [&mut mail.to, &mut mail.cc, &mut mail.bcc]
        .into_iter()
        .zip(shown)
    {
        if field.is_empty() {
            *field = shown;
        }
    }
    // Entries that share their bytes are how a small file is made into a large one.
    let mut left = bytes.len() * 2 + (1 << 20);
    for path in attachments {
        let attachment = attachment(&mut file, &path, encoding);
        left = left.checked_sub(attachment.bytes.len())?;
        mail.attachments.push(attachment);
    }
    Some(mail)
}

/// What the message itself says; of its recipients only how they are shown.
fn message_of(message: &mut Storage<'_, '_>, page: &'static Encoding) -> Mail {
    let headers = message
        .text(tag::HEADERS)
        .and_then(|h| mime::read(h.as_bytes()))
        .unwrap_or_default();
    let name = message
        .text(tag::SENT_BY)
        .or_else(|| message.text(tag::SENDER));
    let address = [
        tag::SENT_BY_SMTP,
        tag::SENDER_SMTP,
        tag::SENT_BY_ADDRESS,
        tag::SENDER_ADDRESS,
    ]
    .into_iter()
    .find_map(|t| message.text(t).filter(|a| a.contains('@')));
    let from = if name.is_some() || address.is_some() {
        vec![Person { name, address }]
    } else {
        headers.from
    };
    let mut shown = |tag: u16| -> Vec<Person> {
        let text = message.text(tag).unwrap_or_default();
        let names = text.split(';').map(str::trim).filter(|n| !n.is_empty());
        names
            .map(|n| Person {
                name: Some(n.to_owned()),
                address: None,
            })
            .collect()
    };
    let (to, cc, bcc) = (
        shown(tag::TO_SHOWN),
        shown(tag::CC_SHOWN),
        shown(tag::BCC_SHOWN),
    );
    let body = message.body(page);
    let earlier = [tag::REFERENCES, tag::REPLY_TO]
        .into_iter()
        .filter_map(|t| message.text(t));
    let earlier: Vec<String> = earlier
        .flat_map(|ids| ids.split_whitespace().map(bare).collect::<Vec<_>>())
        .collect();
    Mail {
        from,
        to,
        cc,
        bcc,
        date: headers
            .date
            .or_else(|| message.moment(tag::SUBMITTED))
            .or_else(|| message.moment(tag::DELIVERED)),
        subject: message.text(tag::SUBJECT).map(|s| without_control(&s)),
        id: message.text(tag::ID).map(|id| bare(&id)).or(headers.id),
        earlier: if earlier.is_empty() {
            headers.earlier
        } else {
            earlier
        },
        body: body.text,
        aside: body.aside + &headers.aside,
        attachments: Vec::new(),
        warnings: Vec::new(),
    }
}

fn bare(id: &str) -> String {
    id.trim().trim_matches(['<', '>']).to_owned()
}

/// Outlook puts two marks before a subject that has a prefix.
fn without_control(subject: &str) -> String {
    subject
        .trim_start_matches(|c: char| c.is_control())
        .to_owned()
}

fn encoding(code_page: Option<u32>) -> Option<&'static Encoding> {
    Some(match code_page? {
        65001 => encoding_rs::UTF_8,
        n @ 1250..=1258 => Encoding::for_label(format!("windows-{n}").as_bytes())?,
        28591 | 20127 => encoding_rs::WINDOWS_1252,
        n @ 28592..=28606 => Encoding::for_label(format!("iso-8859-{}", n - 28590).as_bytes())?,
        20866 => encoding_rs::KOI8_R,
        _ => return None,
    })
}

/// A message, recipient or attachment in the file.
struct Storage<'s, 'a> {
    file: &'s mut File<'a>,
    path: PathBuf,
    encoding: &'static Encoding,
}

impl Storage<'_, '_> {
    fn stream(&mut self, tag: u16, kind: u16) -> Option<Vec<u8>> {
        let path = self.path.join(format!("__substg1.0_{tag:04X}{kind:04X}"));
        stream(self.file, &path)
    }

    fn text(&mut self, tag: u16) -> Option<String> {
        let text = match self.stream(tag, 0x001F) {
            Some(bytes) => encoding_rs::UTF_16LE
                .decode_without_bom_handling(&bytes)
                .0
                .into_owned(),
            None => {
                let bytes = self.stream(tag, 0x001E)?;
                self.encoding
                    .decode_without_bom_handling(&bytes)
                    .0
                    .into_owned()
            }
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// The eight bytes of a property that has no stream.
    fn fixed(&mut self, tag: u16) -> Option<[u8; 8]> {
        let bytes = stream(self.file, &self.path.join("__properties_version1.0"))?;
        // The head is 8 bytes long, 24 or 32: whatever leaves whole entries.
        let head = match (bytes.len() % 16, self.path == Path::new("/")) {
            (0, true) => 32,
            (8, true) => 24,
            _ => 8,
        };
        let entries = bytes.get(head..)?.chunks_exact(16);
        let entry = entries
            .into_iter()
            .find(|e| u16::from_le_bytes([e[2], e[3]]) == tag)?;
        entry[8..16].try_into().ok()
    }

    fn number(&mut self, tag: u16) -> Option<u32> {
        self.fixed(tag)
            .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    /// Tenths of microseconds since 1601, in universal time; by the Dutch clock.
    fn moment(&mut self, tag: u16) -> Option<Moment> {
        let ticks = u64::from_le_bytes(self.fixed(tag)?);
        let minutes = ticks / 600_000_000;
        let (mut days, rest) = (minutes / 1440, minutes % 1440);
        let mut year = 1601;
        let leap =
            |y: u64| y.is_multiple_of(4) && (!y.is_multiple_of(100) || y.is_multiple_of(400));
        while year < 3000 && days >= 365 + u64::from(leap(year)) {
            days -= 365 + u64::from(leap(year));
            year += 1;
        }
        let lengths = [
            31,
            28 + u64::from(leap(year)),
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ];
        let mut month = 0;
        while month < 12 && days >= lengths[month] {
            days -= lengths[month];
            month += 1;
        }
        let moment = Moment {
            year: u16::try_from(year).ok()?,
            month: u8::try_from(month + 1).ok()?,
            day: u8::try_from(days + 1).ok()?,
            hour: u8::try_from(rest / 60).ok()?,
            minute: u8::try_from(rest % 60).ok()?,
            offset: Some(0),
        };
        (month < 12 && year < 3000).then(|| clock::dutch(moment))
    }

    /// The text, and what is kept apart of it.
    fn body(&mut self, page: &'static Encoding) -> html::Page {
        let other = self.formatted(page);
        match self.text(tag::BODY) {
            Some(text) => {
                let mut aside = apart::missing(&other.text, &text);
                aside.push_str(&apart::missing(&other.aside, &text));
                html::Page { text, aside }
            }
            None => other,
        }
    }

    /// The text in the form that has a layout.
    fn formatted(&mut self, page: &'static Encoding) -> html::Page {
        if let Some(bytes) = self
            .stream(tag::HTML, 0x0102)
            .or_else(|| self.stream(tag::HTML, 0x001E))
        {
            let text = if page == encoding_rs::UTF_8 || std::str::from_utf8(&bytes).is_ok() {
                decode_loosely(&bytes)
            } else {
                page.decode_without_bom_handling(&bytes).0.into_owned()
            };
            return html::page(&text);
        }
        let rtf = self
            .stream(tag::RTF, 0x0102)
            .and_then(|packed| rtf::unpack(&packed));
        rtf.map(|rtf| rtf::page(&rtf)).unwrap_or_default()
    }
}

fn stream(file: &mut File<'_>, path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(path).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn attachment(file: &mut File<'_>, path: &Path, encoding: &'static Encoding) -> Attachment {
    let mut storage = Storage {
        file,
        path: path.to_owned(),
        encoding,
    };
    let name = [tag::LONG_NAME, tag::SHORT_NAME, tag::NAME]
        .into_iter()
        .find_map(|t| storage.text(t));
    let kind = storage
        .text(tag::MIME_TYPE)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let inline = storage.text(tag::CONTENT_ID).is_some();
    let data = storage.stream(tag::DATA, 0x0102);
    let message = path.join(format!("__substg1.0_{:04X}000D", tag::DATA));
    let part = match kind.split_once('/') {
        Some(("image", _)) if inline => Some(Part::Image),
        _ => None,
    };
    let (bytes, extension) = match data {
        Some(bytes) => (bytes, "bin"),
        None => (copied(file, &message).unwrap_or_default(), "msg"),
    };
    Attachment {
        name,
        extension: extension.to_owned(),
        bytes,
        part,
    }
}

/// A mail in a mail, as a file of its own.
fn copied(file: &mut File<'_>, from: &Path) -> Option<Vec<u8>> {
    let entries: Vec<_> = file.walk_storage(from).ok()?.collect();
    let mut copy = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    for entry in entries {
        let Ok(below) = entry.path().strip_prefix(from) else {
            continue;
        };
        if below.as_os_str().is_empty() {
            continue;
        }
        let to = Path::new("/").join(below);
        if entry.is_stream() {
            let bytes = stream(file, entry.path())?;
            std::io::Write::write_all(&mut copy.create_stream(&to).ok()?, &bytes).ok()?;
        } else {
            copy.create_storage(&to).ok()?;
        }
    }
    copy.flush().ok()?;
    Some(copy.into_inner().into_inner())
}
