//! Tape archives, what gzip packs, and 7-Zip archives.

use super::pack::{gzip, tape, tape_file, taped};
use super::{Bad, CLEAN, scaled};

pub(super) fn all() -> Vec<Bad> {
    let zeros = vec![0; scaled(8 << 20)];
    let mut all = vec![
        Bad::new("leads-out.tar", leads_out())
            .has("unsafe-path")
            .clean(),
        Bad::new("links.tar", links()).has("not-a-file").clean(),
        Bad::new("sparse.tar", sparse())
            .has("unknown-format")
            .clean(),
        Bad::new("pax.tar", pax()).clean(),
        Bad::new("pax-endless.tar", pax_endless()),
        Bad::new(
            "bomb.tar.gz",
            gzip(&tape(&vec![tape_file("0.txt", &zeros); 8])),
        )
        .has("limit"),
        Bad::new("bomb.txt.gz", gzip(&vec![b' '; scaled(40 << 20)])).has("limit"),
        Bad::new("bomb-deep.gz", deep()).has("limit"),
        Bad::new("many.gz", gzip(b"").repeat(20_000)),
        Bad::new("cut.txt.gz", cut()).has("damaged"),
        Bad::new("name.txt.gz", long_name()),
        Bad::new(
            "in-the-middle.tar",
            tape_file("half.txt", &[b'x'; 5000])[..3000].to_vec(),
        )
        .has("damaged"),
    ];
    for (n, size) in SIZES.iter().enumerate() {
        let member = taped(b"vreemd.txt", b'0', size, "", b"abc");
        all.push(Bad::new(
            &format!("size-{n}.tar"),
            tape(&[tape_file("schoon.txt", CLEAN), member]),
        ));
    }
    all.extend(seven());
    all
}

/// Sizes that are none: negative, larger than any disk, no number.
const SIZES: &[&[u8]] = &[
    b"-0000000001\0",
    b"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    b"\x80\0\0\0\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    b"777777777777",
    b"nonsense....",
];

fn leads_out() -> Vec<u8> {
    let names = [
        "../ontsnapt.txt",
        "/tmp/lakmoes-ontsnapt.txt",
        "a/../../ontsnapt.txt",
        "C:\\ontsnapt.txt",
        "..",
        "\\\\host\\share\\x.txt",
    ];
    let mut members: Vec<_> = names.map(|n| tape_file(n, CLEAN)).into();
    members.push(tape_file("schoon.txt", CLEAN));
    tape(&members)
}

fn links() -> Vec<u8> {
    let none = b"00000000000\0";
    tape(&[
        taped(b"weg", b'2', none, "/tmp", b""),
        tape_file("weg/door-de-link.txt", CLEAN),
        taped(b"hard", b'1', none, "/etc/passwd", b""),
        taped(b"teken", b'3', none, "", b""),
        taped(b"blok", b'4', none, "", b""),
        taped(b"pijp", b'6', none, "", b""),
        taped(b"raar", b'Z', none, "", b""),
        tape_file("schoon.txt", CLEAN),
    ])
}

/// A file that is nothing but holes, of eight gigabytes.
fn sparse() -> Vec<u8> {
    let old = taped(b"gaten.txt", b'S', b"00000000000\0", "", b"");
    let lines = [
        "22 GNU.sparse.major=1\n",
        "31 GNU.sparse.realsize=8589934592\n",
    ]
    .concat();
    let said = taped(
        b"h",
        b'x',
        format!("{:011o}\0", lines.len()).as_bytes(),
        "",
        lines.as_bytes(),
    );
    tape(&[
        old,
        said,
        tape_file("ook.txt", b"x"),
        tape_file("schoon.txt", CLEAN),
    ])
}

/// Headers that speak of the member behind them: too long, with lengths that are none.
fn pax() -> Vec<u8> {
    let said = |text: &str| {
        taped(
            b"h",
            b'x',
            format!("{:011o}\0", text.len()).as_bytes(),
            "",
            text.as_bytes(),
        )
    };
    let long = format!("{} path={}\n", 200_009, "a/".repeat(100_000));
    tape(&[
        said("99999999999999999999 path=x\n"),
        tape_file("1.txt", CLEAN),
        said("0 path=x\n"),
        tape_file("2.txt", CLEAN),
        said(&long),
        tape_file("3.txt", CLEAN),
        said("21 path=../../../uit\n"),
        tape_file("4.txt", CLEAN),
        said("20 size=99999999999\n"),
        tape_file("schoon.txt", CLEAN),
    ])
}

fn pax_endless() -> Vec<u8> {
    let said = taped(b"h", b'x', b"00000000012\0", "", b"9 path=x\n.");
    tape(&vec![said; 5000])
}

fn deep() -> Vec<u8> {
    let mut bytes = CLEAN.to_vec();
    for _ in 0..40 {
        bytes = gzip(&bytes);
    }
    bytes
}

fn cut() -> Vec<u8> {
    let text: Vec<u8> = (0..20_000_u32).map(|n| ((n * n) >> 7) as u8).collect();
    let bytes = gzip(&text);
    bytes[..bytes.len() / 2].to_vec()
}

/// A header with a name that is all of the file.
fn long_name() -> Vec<u8> {
    let mut bytes = b"\x1F\x8B\x08\x08\0\0\0\0\0\x03".to_vec();
    bytes.extend(vec![b'n'; scaled(2 << 20)]);
    bytes
}

fn seven_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use sevenz_rust2::{ArchiveEntry, ArchiveWriter};
    let mut writer = ArchiveWriter::new(std::io::Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in parts {
        writer
            .push_archive_entry(ArchiveEntry::new_file(name), Some(*bytes))
            .unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The signature header for a directory that stands behind `data`.
fn seven_with(data: &[u8], directory: &[u8], claims: (u64, u64)) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum().to_le_bytes()
    };
    let mut next = Vec::new();
    next.extend(claims.0.to_le_bytes());
    next.extend(claims.1.to_le_bytes());
    next.extend(crc(directory));
    let mut out = b"7z\xBC\xAF\x27\x1C\0\x04".to_vec();
    out.extend(crc(&next));
    out.extend(next);
    out.extend(data);
    out.extend(directory);
    out
}

fn seven() -> Vec<Bad> {
    let noise: Vec<u8> = (0..6000_u32)
        .map(|n| (n.wrapping_mul(n) >> 5) as u8)
        .collect();
    let whole = seven_of(&[("a.txt", &noise), ("schoon.txt", CLEAN)]);
    let mut all = vec![
        Bad::new(
            "bomb.7z",
            seven_of(&[("0.txt", &vec![0; scaled(40 << 20)])]),
        )
        .has("limit"),
        Bad::new("far.7z", seven_with(b"", b"", (u64::MAX, u64::MAX))).has("damaged"),
        Bad::new("long.7z", seven_with(b"", b"\x01", (0, 1 << 62))).has("damaged"),
        // Billions of files, folders, streams and coders.
        Bad::new(
            "files.7z",
            directory(&[1, 5, 0xFF, 255, 255, 255, 255, 255, 255, 255, 127, 0, 0]),
        )
        .has("damaged"),
        Bad::new(
            "packs.7z",
            directory(&[1, 4, 6, 0, 0xF0, 255, 255, 255, 255, 9, 1, 0, 0]),
        )
        .has("damaged"),
        Bad::new(
            "folders.7z",
            directory(&[1, 4, 7, 11, 0xF0, 255, 255, 255, 15, 0, 0, 0]),
        )
        .has("damaged"),
        // Packed directories, each packed by the next, that are the same.
        Bad::new(
            "circle.7z",
            directory(&[0x17, 6, 0, 1, 9, 1, 0, 7, 11, 1, 0, 1, 1, 0, 12, 1, 0, 0]),
        )
        .has("damaged"),
    ];
    // Every way of damaging the packed data and the directory: a few here, all in the readers' tests.
    for at in [32, 33, 35, 37, 38, 60, 500] {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        all.push(Bad::new(&format!("hit-{at}.7z"), bytes));
    }
    for cut in [20, 40, 3000, whole.len() - 5] {
        all.push(Bad::new(&format!("cut-{cut}.7z"), whole[..cut].to_vec()));
    }
    all
}

fn directory(bytes: &[u8]) -> Vec<u8> {
    seven_with(b"", bytes, (0, bytes.len() as u64))
}
