//! Archives: whatever is in them, what comes out has a path below them and is bounded.

use crate::engine::limits;
use crate::packed::{self, Member};
use crate::parts;
use lakmoes::ingest::container::{self, Budget, Found};
use std::io::Cursor;
use std::path::{Component, Path, PathBuf};

/// The documents in a file that is named like this, with their paths.
pub(super) fn walked(bytes: &[u8], name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let limits = limits();
    let mut file = Cursor::new(bytes);
    let base = Path::new(name);
    let kind = container::kind(&mut file, base).expect("what is in memory can be read");
    let Some(kind) = kind else { return Vec::new() };
    let budget = Budget::new(&limits, bytes.len() as u64, limits.unpacked);
    let mut documents = Vec::new();
    let (mut size, mut told) = (0, 0);
    container::walk(base, &mut file, kind, &budget, &mut |path, found| {
        assert!(path.starts_with(base), "{path:?} lies below the archive");
        let plain = path.components().all(|c| matches!(c, Component::Normal(_)));
        assert!(plain, "{path:?} leads elsewhere");
        assert!(
            !path.to_string_lossy().contains('\0'),
            "{path:?} is no path"
        );
        told += 1;
        match found {
            Found::Document(bytes) => {
                assert!(bytes.len() as u64 <= limits.bytes, "a member is bounded");
                size += bytes.len() as u64;
                documents.push((path, bytes));
            }
            Found::Refused(refusal) => assert!(!refusal.code.is_empty()),
            Found::Container(members, _) => assert!(members <= limits.members as usize),
        }
    });
    // What is attached to a mail is unpacked too, and a nested archive has a line of its own.
    assert!(
        size <= limits.unpacked + bytes.len() as u64,
        "what is unpacked is bounded"
    );
    assert!(
        told <= 3 * limits.members + 3,
        "the number of members is bounded"
    );
    documents
}

/// Any file with others in it, as it is.
pub fn archive(data: &[u8]) {
    walked(data, "archief");
}

/// ZIP: parts are members; a name that begins with `z ` is packed.
pub fn zip(data: &[u8]) {
    if data.starts_with(b"PK") {
        walked(data, "archief.zip");
        return;
    }
    let parts = parts::split(data);
    let members: Vec<_> = parts
        .iter()
        .map(|part| match part.name.strip_prefix(b"z ") {
            Some(name) => Member {
                name,
                data: part.data,
                deflated: true,
            },
            None => Member {
                name: part.name,
                data: part.data,
                deflated: false,
            },
        })
        .collect();
    walked(&packed::zip(&members), "archief.zip");
}

/// Tape archives: the checksums of headers are put right.
pub fn tar(data: &[u8]) {
    walked(&packed::tar(data), "archief.tar");
}

/// gzip: by the first byte, something that is packed well, or something that claims to be packed.
pub fn gzip(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let bytes = match first % 4 {
        0 => packed::gzip(rest),
        1 => packed::gzip(&packed::tar(rest)),
        2 => [b"\x1F\x8B\x08\0\0\0\0\0\0\xFF", rest].concat(),
        _ => [b"\x1F\x8B\x08", rest].concat(),
    };
    walked(&bytes, "archief.tar.gz");
}

/// 7-Zip: how much is packed data (two bytes), these, and the directory; checksums are put right.
pub fn sevenzip(data: &[u8]) {
    let Some((length, rest)) = data.split_first_chunk() else {
        return;
    };
    let length = usize::from(u16::from_le_bytes(*length)).min(rest.len());
    let (packed, directory) = rest.split_at(length);
    walked(&packed::seven(packed, directory), "archief.7z");
}

/// The name of a member, in each kind of archive.
pub fn archive_path(data: &[u8]) {
    let member = Member {
        name: data,
        data: b"inhoud",
        deflated: false,
    };
    walked(&packed::zip(&[member, member]), "archief.zip");
    let name = String::from_utf8_lossy(data);
    let mut long = packed::tar_member("././@LongLink", b'L', data);
    long.extend(packed::tar_member(&name, b'0', b"inhoud"));
    walked(&packed::tar(&long), "archief.tar");
    let directory = packed::seven_directory(&name, 6, 6, &[0x01, 0x00]);
    walked(&packed::seven(b"inhoud", &directory), "archief.7z");
    let head = b"From: a@voorbeeld.nl\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"";
    walked(&[head, data, b"\"\r\n\r\n%PDF"].concat(), "mail.eml");
}
