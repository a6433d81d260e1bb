//! Archives for tests, made by hand where a library would not make them.

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use std::io::Write;

/// A member of a ZIP archive, with all that may be odd about it.
#[derive(Clone, Default)]
pub(super) struct Part {
    pub(super) name: Vec<u8>,
    pub(super) bytes: Vec<u8>,
    pub(super) flags: u16,
    pub(super) mode: u32,
    pub(super) stored: bool,
    /// Another header that the directory points to.
    pub(super) header: Option<u32>,
}

pub(super) fn part(name: &str, bytes: &[u8]) -> Part {
    Part {
        name: name.into(),
        bytes: bytes.into(),
        ..Part::default()
    }
}

pub(super) fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let header = part.header.unwrap_or(out.len() as u32);
        let packed = if part.stored {
            part.bytes.clone()
        } else {
            deflate(&part.bytes)
        };
        let mut crc = flate2::Crc::new();
        crc.update(&part.bytes);
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend(part.flags.to_le_bytes());
        common.extend((if part.stored { 0_u16 } else { 8 }).to_le_bytes());
        common.extend([0; 4]);
        common.extend(crc.sum().to_le_bytes());
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((part.bytes.len() as u32).to_le_bytes());
        common.extend((part.name.len() as u16).to_le_bytes());
        common.extend([0; 2]);
        if part.header.is_none() {
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend(&part.name);
            out.extend(&packed);
        }
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&common);
        directory.extend([0; 6]);
        directory.extend((part.mode << 16).to_le_bytes());
        directory.extend(header.to_le_bytes());
        directory.extend(&part.name);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A tape archive of members of any kind; names are not looked at.
pub(super) fn tar(parts: &[(&str, tar::EntryType, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, kind, bytes) in parts {
        let mut header = tar::Header::new_gnu();
        let named = name.as_bytes();
        if named.len() <= 100 {
            header.as_old_mut().name[..named.len()].copy_from_slice(named);
        } else {
            let mut long = tar::Header::new_gnu();
            long.as_old_mut().name[..13].copy_from_slice(b"././@LongLink");
            long.set_entry_type(tar::EntryType::GNULongName);
            long.set_size(named.len() as u64 + 1);
            long.set_cksum();
            builder.append(&long, &[named, b"\0"].concat()[..]).unwrap();
        }
        header.set_entry_type(*kind);
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

pub(super) fn seven(parts: &[(&str, &[u8])], password: Option<&str>, solid: bool) -> Vec<u8> {
    use sevenz_rust2::encoder_options::{AesEncoderOptions, EncoderOptions};
    use sevenz_rust2::{
        ArchiveEntry, ArchiveWriter, EncoderConfiguration, EncoderMethod, Password, SourceReader,
    };
    let mut writer = ArchiveWriter::new(std::io::Cursor::new(Vec::new())).unwrap();
    if let Some(password) = password {
        let options = EncoderOptions::Aes(AesEncoderOptions::new(Password::from(password)));
        let aes = EncoderConfiguration::new(EncoderMethod::AES256_SHA256).with_options(options);
        writer.set_content_methods(vec![aes, EncoderMethod::LZMA2.into()]);
    }
    if solid {
        let entries = parts
            .iter()
            .map(|(name, _)| ArchiveEntry::new_file(name))
            .collect();
        let readers = parts
            .iter()
            .map(|(_, bytes)| SourceReader::from(*bytes))
            .collect();
        writer.push_archive_entries(entries, readers).unwrap();
    } else {
        for (name, bytes) in parts {
            writer
                .push_archive_entry(ArchiveEntry::new_file(name), Some(*bytes))
                .unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}
