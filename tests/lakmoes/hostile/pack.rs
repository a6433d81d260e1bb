//! Containers made by hand, so that anything in them can be a lie.

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use std::io::Write;

pub(super) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A member of a ZIP archive, with all that may be untrue of it.
#[derive(Clone, Default)]
pub(super) struct Part {
    pub(super) name: Vec<u8>,
    pub(super) packed: Vec<u8>,
    pub(super) method: u16,
    pub(super) flags: u16,
    pub(super) crc: u32,
    pub(super) size: u32,
    pub(super) claimed: Option<u32>,
    pub(super) mode: u32,
    /// Where the directory says that it stands.
    pub(super) header: Option<u32>,
    pub(super) extra: Vec<u8>,
}

/// A member that is what it says.
pub(super) fn part(name: impl Into<Vec<u8>>, bytes: &[u8]) -> Part {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    Part {
        name: name.into(),
        packed: deflated(bytes),
        method: 8,
        crc: crc.sum(),
        size: bytes.len() as u32,
        ..Part::default()
    }
}

/// A ZIP archive.
pub(super) fn zip(parts: &[Part]) -> Vec<u8> {
    zip_of(parts, parts.len() as u16)
}

/// A ZIP archive that says that it has so many members.
pub(super) fn zip_of(parts: &[Part], claimed: u16) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let header = part.header.unwrap_or(out.len() as u32);
        let mut common = vec![20, 0];
        common.extend(part.flags.to_le_bytes());
        common.extend(part.method.to_le_bytes());
        common.extend([0; 4]);
        common.extend(part.crc.to_le_bytes());
        common.extend(
            part.claimed
                .unwrap_or(part.packed.len() as u32)
                .to_le_bytes(),
        );
        common.extend(part.size.to_le_bytes());
        common.extend((part.name.len() as u16).to_le_bytes());
        common.extend((part.extra.len() as u16).to_le_bytes());
        if part.header.is_none() {
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend(&part.name);
            out.extend(&part.extra);
            out.extend(&part.packed);
        }
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&common);
        directory.extend([0; 6]);
        directory.extend((part.mode << 16).to_le_bytes());
        directory.extend(header.to_le_bytes());
        directory.extend(&part.name);
        directory.extend(&part.extra);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(claimed.to_le_bytes());
    out.extend(claimed.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

/// A ZIP archive of texts, as office documents are.
pub(super) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<Part> = parts
        .iter()
        .map(|(name, text)| part(*name, text.as_bytes()))
        .collect();
    zip(&parts)
}

/// One member of a tape archive: its header with these fields, and data that need not fit them.
pub(super) fn taped(name: &[u8], kind: u8, size: &[u8], link: &str, data: &[u8]) -> Vec<u8> {
    let mut header = [0; 512];
    header[..name.len().min(100)].copy_from_slice(&name[..name.len().min(100)]);
    header[100..108].copy_from_slice(b"0000644\0");
    header[124..124 + size.len()].copy_from_slice(size);
    header[148..156].fill(b' ');
    header[156] = kind;
    header[157..157 + link.len()].copy_from_slice(link.as_bytes());
    header[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = header.iter().map(|&b| u32::from(b)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut out = header.to_vec();
    out.extend(data);
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

/// A member of a tape archive that is what it says.
pub(super) fn tape_file(name: &str, data: &[u8]) -> Vec<u8> {
    let size = format!("{:011o}\0", data.len());
    taped(name.as_bytes(), b'0', size.as_bytes(), "", data)
}

/// A tape archive of members.
pub(super) fn tape(members: &[Vec<u8>]) -> Vec<u8> {
    let mut out = members.concat();
    out.extend([0; 1024]);
    out
}
