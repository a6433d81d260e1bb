//! Files as archivers and word processors write them, around what is being tried.

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use std::io::{Cursor, Write};

/// A member of a ZIP file.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its name, in whatever encoding.
    pub name: &'a [u8],
    /// What it holds.
    pub data: &'a [u8],
    /// Whether it is packed.
    pub deflated: bool,
}

/// A ZIP file with a right directory.
#[must_use]
pub fn zip(members: &[Member<'_>]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let packed = if member.deflated {
            deflated(member.data)
        } else {
            member.data.to_vec()
        };
        let mut crc = flate2::Crc::new();
        crc.update(member.data);
        let name = &member.name[..member.name.len().min(usize::from(u16::MAX))];
        let mut common = Vec::new();
        // Needs 2.0; names are UTF-8; the method; no time.
        common.extend([
            20,
            0,
            0,
            8,
            if member.deflated { 8 } else { 0 },
            0,
            0,
            0,
            33,
            0,
        ]);
        common.extend(crc.sum().to_le_bytes());
        common.extend(short(packed.len()));
        common.extend(short(member.data.len()));
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        let at = short(out.len());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name);
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at);
        directory.extend(name);
    }
    let at = short(out.len());
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([(members.len() as u16).to_le_bytes(); 2].concat());
    out.extend(short(directory.len()));
    out.extend(at);
    out.extend([0, 0]);
    out
}

fn short(n: usize) -> [u8; 4] {
    (n as u32).to_le_bytes()
}

/// As ZIP packs.
#[must_use]
pub fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(data)
        .and_then(|()| encoder.finish())
        .expect("memory takes all")
}

/// As PDF packs.
#[must_use]
pub fn zlib(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(data)
        .and_then(|()| encoder.finish())
        .expect("memory takes all")
}

/// As gzip packs.
#[must_use]
pub fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder
        .write_all(data)
        .and_then(|()| encoder.finish())
        .expect("memory takes all")
}

/// A tape archive whose headers carry the right checksums, whatever else they say.
#[must_use]
pub fn tar(blocks: &[u8]) -> Vec<u8> {
    const BLOCK: usize = 512;
    let mut out = blocks.to_vec();
    out.resize(blocks.len().next_multiple_of(BLOCK), 0);
    let mut at = 0;
    while let Some(header) = out.get_mut(at..at + BLOCK) {
        if header.iter().all(|&b| b == 0) {
            break;
        }
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|&b| u32::from(b)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        let size = std::str::from_utf8(&header[124..136]).unwrap_or_default();
        let size = u64::from_str_radix(size.trim_matches(['\0', ' ']), 8).unwrap_or(0);
        let Ok(size) = usize::try_from(size) else {
            break;
        };
        at = at
            .saturating_add(BLOCK)
            .saturating_add(size.div_ceil(BLOCK).saturating_mul(BLOCK));
    }
    out.extend([0; 2 * BLOCK]);
    out
}

/// One file of a tape archive, to be handed to [`tar`].
#[must_use]
pub fn tar_member(name: &str, kind: u8, data: &[u8]) -> Vec<u8> {
    let mut header = vec![0; 512];
    let name = &name.as_bytes()[..name.len().min(100)];
    header[..name.len()].copy_from_slice(name);
    header[100..108].copy_from_slice(b"0000644\0");
    header[124..136].copy_from_slice(format!("{:011o}\0", data.len()).as_bytes());
    header[156] = kind;
    header[257..265].copy_from_slice(b"ustar\x0000");
    header.extend_from_slice(data);
    header.resize(header.len().next_multiple_of(512), 0);
    header
}

/// A 7-Zip archive of packed bytes and a directory that says of them what it likes.
#[must_use]
pub fn seven(packed: &[u8], directory: &[u8]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum().to_le_bytes()
    };
    let mut start = Vec::new();
    start.extend((packed.len() as u64).to_le_bytes());
    start.extend((directory.len() as u64).to_le_bytes());
    start.extend(crc(directory));
    let mut out = b"7z\xBC\xAF\x27\x1C\x00\x04".to_vec();
    out.extend(crc(&start));
    out.extend(start);
    out.extend(packed);
    out.extend(directory);
    out
}

/// The directory of a 7-Zip archive with one file, packed by the method with these bytes of code.
#[must_use]
pub fn seven_directory(name: &str, packed: usize, size: usize, coder: &[u8]) -> Vec<u8> {
    // Numbers of 7-Zip: here always as eight bytes.
    let number = |n: usize| [&[0xFF][..], &(n as u64).to_le_bytes()].concat();
    let mut out = vec![0x01, 0x04, 0x06];
    out.extend(number(0));
    out.extend([0x01, 0x09]);
    out.extend(number(packed));
    out.extend([0x00, 0x07, 0x0B, 0x01, 0x00, 0x01]);
    out.extend(coder);
    out.push(0x0C);
    out.extend(number(size));
    out.extend([0x00, 0x00, 0x05, 0x01, 0x11]);
    let utf16: Vec<u8> = name
        .encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect();
    out.extend(number(utf16.len() + 1));
    out.push(0x00);
    out.extend(utf16);
    out.extend([0x00, 0x00]);
    out
}

/// A compound file, as Outlook saves mails; names are paths in it. None where it can't be made.
#[must_use]
pub fn compound(streams: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    for (path, data) in streams
        .iter()
        .filter(|(path, _)| path.split('/').all(may_be_named))
    {
        if let Some((folder, _)) = path.rsplit_once('/') {
            // Where it can't be made its stream can't either.
            let _ = file.create_storage_all(format!("/{folder}"));
        }
        if let Ok(mut stream) = file.create_stream(format!("/{path}")) {
            stream.write_all(data).ok()?;
        }
    }
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// What the library that writes takes.
fn may_be_named(name: &str) -> bool {
    let fine = |c: char| !c.is_control() && !matches!(c, '\\' | ':' | '!');
    (1..32).contains(&name.encode_utf16().count()) && name.chars().all(fine)
}
