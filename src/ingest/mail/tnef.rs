//! `winmail.dat` ([MS-OXTNEF]): what Outlook packs a mail's layout and attachments into for programs
//! that do not know it.

use super::{Attachment, html, rtf};
use crate::ingest::text::decode_loosely;

/// What every such file begins with.
const SIGNATURE: &[u8] = &[0x78, 0x9F, 0x3E, 0x22];
/// More properties no message has.
const MOST: u32 = 4_096;

/// Attributes of a message and its attachments.
mod attribute {
    pub(super) const TITLE: u16 = 0x8010;
    pub(super) const DATA: u16 = 0x800F;
    pub(super) const BODY: u16 = 0x800C;
    pub(super) const BEGINS: u16 = 0x9002;
    pub(super) const PROPERTIES: u16 = 0x9003;
    pub(super) const OF_ATTACHMENT: u16 = 0x9005;
}

/// What was packed.
#[derive(Default)]
pub(super) struct Packed {
    pub(super) page: html::Page,
    pub(super) attachments: Vec<Attachment>,
}

/// Whether a file is one of these.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Unpacks; what is cut off is read up to there.
pub(super) fn unpack(bytes: &[u8]) -> Packed {
    let mut out = Packed::default();
    let mut plain = None;
    let mut rest = Bytes(bytes.get(6..).unwrap_or(&[]));
    while let Some((id, data)) = rest.attribute() {
        match id {
            attribute::BODY => plain = Some(text(data)),
            attribute::PROPERTIES => out.page = body(data).unwrap_or_default(),
            attribute::BEGINS => out.attachments.push(Attachment {
                name: None,
                extension: "bin".to_owned(),
                bytes: Vec::new(),
                part: None,
            }),
            _ => {
                let Some(last) = out.attachments.last_mut() else {
                    continue;
                };
                match id {
                    attribute::TITLE => last.name = Some(text(data)),
                    attribute::DATA => last.bytes = data.to_vec(),
                    attribute::OF_ATTACHMENT => name_and_message(data, last),
                    _ => {}
                }
            }
        }
    }
    if out.page.text.trim().is_empty() {
        out.page.text = plain.unwrap_or_default();
    }
    out.attachments.retain(|a| !a.bytes.is_empty());
    out
}

/// The text of a message, of its web page or its rich text.
fn body(properties: &[u8]) -> Option<html::Page> {
    let (mut page, mut rich, mut plain) = (None, None, None);
    each(properties, &mut |id, kind, value| match (id, kind) {
        (0x1013, _) => page = Some(html::page(&decode_loosely(value))),
        (0x1009, 0x102) => rich = rtf::unpack(value).map(|rtf| rtf::page(&rtf)),
        (0x1000, kind) => {
            plain = Some(html::Page {
                text: string(kind, value),
                aside: String::new(),
            });
        }
        _ => {}
    });
    page.or(rich).or(plain)
}

fn name_and_message(properties: &[u8], attachment: &mut Attachment) {
    each(properties, &mut |id, kind, value| match (id, kind) {
        (0x3707, kind) => attachment.name = Some(string(kind, value)),
        // A message in it: an identifier, then one of these.
        (0x3701, 0x0D) if attachment.bytes.is_empty() => {
            if let Some(inner) = value.get(16..).filter(|v| is_packed(v)) {
                attachment.bytes = inner.to_vec();
                "dat".clone_into(&mut attachment.extension);
            }
        }
        (0x3701, 0x102) if attachment.bytes.is_empty() => attachment.bytes = value.to_vec(),
        _ => {}
    });
}

fn string(kind: u16, value: &[u8]) -> String {
    if kind == 0x1F {
        let (text, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(value);
        return text.trim_end_matches('\0').to_owned();
    }
    text(value)
}

fn text(bytes: &[u8]) -> String {
    decode_loosely(bytes).trim_end_matches('\0').to_owned()
}

/// Calls `with` for each property that is text, bytes or an object: its number, kind and value.
fn each(properties: &[u8], with: &mut dyn FnMut(u16, u16, &[u8])) {
    let mut rest = Bytes(properties);
    let Some(count) = rest.long() else { return };
    for _ in 0..count.min(MOST) {
        if rest.property(with).is_none() {
            return;
        }
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn short(&mut self) -> Option<u16> {
        self.take(2).map(|b| u16::from_le_bytes([b[0], b[1]]))
    }

    fn long(&mut self) -> Option<u32> {
        self.take(4)
            .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    /// The next attribute: its number and data. The last may be cut off.
    fn attribute(&mut self) -> Option<(u16, &'a [u8])> {
        self.take(1)?;
        let id = self.short()?;
        self.short()?;
        let length = self.long()? as usize;
        let data = self.take(length.min(self.0.len()))?;
        let _ = self.take(2);
        Some((id, data))
    }

    fn property(&mut self, with: &mut dyn FnMut(u16, u16, &[u8])) -> Option<()> {
        let kind = self.short()?;
        let id = self.short()?;
        if id >= 0x8000 {
            self.take(16)?;
            if self.long()? == 0 {
                self.long()?;
            } else {
                let length = self.long()? as usize;
                self.padded(length)?;
            }
        }
        let (single, many) = (kind & 0x0FFF, kind & 0x1000 != 0);
        let fixed = match single {
            0x02 | 0x03 | 0x04 | 0x0A | 0x0B => 4,
            0x05 | 0x06 | 0x07 | 0x14 | 0x40 => 8,
            0x48 => 16,
            0x0D | 0x1E | 0x1F | 0x102 => 0,
            _ => return None,
        };
        let count = if many || fixed == 0 { self.long()? } else { 1 };
        for _ in 0..count {
            if fixed > 0 {
                self.take(fixed)?;
                continue;
            }
            let length = self.long()? as usize;
            let value = self.padded(length)?;
            with(id, single, value);
        }
        Some(())
    }

    /// Values fill whole words.
    fn padded(&mut self, length: usize) -> Option<&'a [u8]> {
        let value = self.take(length)?;
        let _ = self.take((4 - length % 4) % 4);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(level: u8, id: u16, data: &[u8]) -> Vec<u8> {
        let mut out = vec![level];
        out.extend(id.to_le_bytes());
        out.extend([0, 0]);
        out.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        out.extend(data);
        out.extend([0, 0]);
        out
    }

    fn property(kind: u16, id: u16, value: &[u8]) -> Vec<u8> {
        let mut out = kind.to_le_bytes().to_vec();
        out.extend(id.to_le_bytes());
        out.extend(1_u32.to_le_bytes());
        out.extend(u32::try_from(value.len()).unwrap().to_le_bytes());
        out.extend(value);
        out.resize(out.len() + (4 - value.len() % 4) % 4, 0);
        out
    }

    fn packed() -> Vec<u8> {
        let mut properties = 3_u32.to_le_bytes().to_vec();
        properties.extend([0x03, 0, 0x17, 0, 1, 0, 0, 0]);
        properties.extend(property(0x1E, 0x0037, b"Onderwerp\0"));
        properties.extend(property(0x102, 0x1013, b"<p>Dag <b>Ans</b></p>"));
        let wide: Vec<u8> = "nota lang.txt\0"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let mut named = 1_u32.to_le_bytes().to_vec();
        named.extend(property(0x1F, 0x3707, &wide));
        [
            [SIGNATURE, &[1, 0]].concat(),
            attribute(1, 0x9003, &properties),
            attribute(2, 0x9002, &[0; 14]),
            attribute(2, 0x8010, b"NOTA~1.TXT\0"),
            attribute(2, 0x800F, b"Geachte lezer"),
            attribute(2, 0x9005, &named),
        ]
        .concat()
    }

    #[test]
    fn text_and_attachments_come_out() {
        let out = unpack(&packed());
        assert_eq!(out.page.text.trim(), "Dag Ans");
        assert_eq!(out.attachments.len(), 1);
        assert_eq!(out.attachments[0].name.as_deref(), Some("nota lang.txt"));
        assert_eq!(out.attachments[0].bytes, b"Geachte lezer");
    }

    proptest::proptest! {
        #[test]
        fn no_damage_brings_it_down(hits in proptest::collection::vec((0..400_usize, 0..=255_u8), 0..12), cut in 0..400_usize) {
            let mut bytes = packed();
            for (at, value) in hits {
                let at = at % bytes.len();
                bytes[at] = value;
            }
            bytes.truncate(cut.max(4));
            unpack(&bytes);
        }
    }
}
