//! ZIP archives that unpack to more than there is room for, or to somewhere else.

use super::pack::{Part, part, zip, zip_of};
use super::{Bad, CLEAN, scaled};

pub(super) fn all() -> Vec<Bad> {
    let zeros = vec![0; scaled(8 << 20)];
    let clean = part("schoon.txt", CLEAN);
    let flat: Vec<Part> = (0..8).map(|n| part(format!("{n}.txt"), &zeros)).collect();
    vec![
        Bad::new("bomb-flat.zip", zip(&flat)).has("limit"),
        Bad::new("bomb-nested.zip", nested()).has("limit"),
        Bad::new("bomb-overlapping.zip", overlapping()).has("damaged"),
        Bad::new("bomb-deep.zip", deep(60)).has("limit"),
        Bad::new("lie-small.zip", lies(&zeros)).has("damaged"),
        Bad::new("lie-four-gigabytes.zip", claims(u32::MAX))
            .has("damaged")
            .clean(),
        Bad::new(
            "lie-count.zip",
            zip_of(std::slice::from_ref(&clean), 65_000),
        )
        .clean(),
        Bad::new(
            "lie-count-small.zip",
            zip_of(&[part("a.txt", CLEAN), clean.clone()], 1),
        )
        .clean(),
        Bad::new("lie-64.zip", huge_64()).has("damaged").clean(),
        Bad::new("many.zip", many()).has("limit"),
        Bad::new("links.zip", links()).has("not-a-file").clean(),
        Bad::new("two-ends.zip", two_ends()),
        Bad::new("methods.zip", methods())
            .has("unknown-format")
            .has("encrypted")
            .clean(),
        Bad::new("extra.zip", extra()).clean(),
        Bad::new(
            "no-directory.zip",
            zip(std::slice::from_ref(&clean))[..80].to_vec(),
        )
        .has("damaged"),
    ]
}

/// Archives in archives, each six times as much as the one within.
fn nested() -> Vec<u8> {
    let mut bytes = zip(&[part("0.txt", &vec![0; 1 << 20])]);
    for _ in 0..6 {
        let parts: Vec<Part> = (0..6).map(|n| part(format!("{n}.zip"), &bytes)).collect();
        bytes = zip(&parts);
    }
    bytes
}

/// One kernel that all members are.
fn overlapping() -> Vec<u8> {
    let kernel = part("0", &vec![0; 1 << 20]);
    let all: Vec<Part> = (0..500)
        .map(|n| Part {
            header: (n > 0).then_some(0),
            ..kernel.clone()
        })
        .collect();
    zip(&all)
}

fn deep(levels: usize) -> Vec<u8> {
    let mut bytes = CLEAN.to_vec();
    for _ in 0..levels {
        bytes = zip(&[part("r.zip", &bytes)]);
    }
    bytes
}

/// Says that it is a few bytes.
fn lies(zeros: &[u8]) -> Vec<u8> {
    let lie = Part {
        size: 10,
        ..part("klein.txt", &zeros[..300_000])
    };
    zip(&[lie])
}

/// A hundred bytes that say they are more than there is.
fn claims(size: u32) -> Vec<u8> {
    let stored = Part {
        method: 0,
        size,
        claimed: Some(size),
        packed: vec![b'x'; 100],
        ..part("groot.txt", b"x")
    };
    let deflated = Part {
        size,
        ..part("groter.txt", &[b'x'; 100])
    };
    zip(&[part("schoon.txt", CLEAN), deflated, stored])
}

/// Sizes in the large form, larger than any disk.
fn huge_64() -> Vec<u8> {
    let mut extra = vec![1, 0, 24, 0];
    extra.extend(u64::MAX.to_le_bytes());
    extra.extend((u64::MAX / 2).to_le_bytes());
    extra.extend((u64::MAX - 30).to_le_bytes());
    let part_64 = Part {
        extra,
        size: u32::MAX,
        claimed: Some(u32::MAX),
        header: Some(u32::MAX),
        ..part("enorm.txt", b"x")
    };
    zip(&[part("schoon.txt", CLEAN), part_64])
}

fn many() -> Vec<u8> {
    let all: Vec<Part> = (0..3000).map(|n| part(format!("{n}"), b"")).collect();
    zip(&all)
}

/// A link out of the archive, and a member that would be written through it.
fn links() -> Vec<u8> {
    let link = |name: &str, to: &str| Part {
        mode: 0o120_777,
        ..part(name, to.as_bytes())
    };
    let device = Part {
        mode: 0o020_666,
        ..part("nul", b"")
    };
    zip(&[
        link("weg", "/tmp"),
        part("weg/door-de-link.txt", CLEAN),
        link("wachtwoorden.txt", "/etc/passwd"),
        link("rond", "rond"),
        device,
        part("schoon.txt", CLEAN),
    ])
}

/// A whole archive in the comment of another.
fn two_ends() -> Vec<u8> {
    let inner = zip(&[part("binnen.txt", CLEAN)]);
    let mut outer = zip(&[part("buiten.txt", CLEAN)]);
    let length = outer.len();
    outer[length - 2..].copy_from_slice(&(inner.len() as u16).to_le_bytes());
    outer.extend(inner);
    outer
}

fn methods() -> Vec<u8> {
    let of = |n: u16| Part {
        method: n,
        ..part(format!("{n}.txt"), CLEAN)
    };
    let locked = Part {
        flags: 1,
        ..part("dicht.txt", CLEAN)
    };
    zip(&[
        of(12),
        of(14),
        of(99),
        of(65_535),
        locked,
        part("schoon.txt", CLEAN),
    ])
}

/// Extra fields that are longer than they are, or empty without end.
fn extra() -> Vec<u8> {
    let with = |name: &str, extra: Vec<u8>| Part {
        extra,
        ..part(name, CLEAN)
    };
    zip(&[
        with("lang.txt", vec![0x75, 0x70, 0xFF, 0xFF, 1]),
        with("leeg.txt", vec![0; 60_000]),
        with("kort.txt", vec![1, 0, 3, 0, 1, 2, 3]),
        part("schoon.txt", CLEAN),
    ])
}
