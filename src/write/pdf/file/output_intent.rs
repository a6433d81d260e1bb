//! The colours that RGB and gray numbers of the file mean: sRGB, as a profile made here.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::Objects;
use super::text::string;

/// Steps of the curve of a channel.
const STEPS: u32 = 256;

/// The output intent: what device colours are meant for.
pub(super) fn write(objects: &mut Objects) -> ObjectId {
    let profile = objects.add(profile_stream());
    objects.add(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => string("sRGB"),
        "Info" => string("sRGB"),
        "DestOutputProfile" => profile,
    })
}

fn profile_stream() -> Object {
    let mut dict = Dictionary::new();
    dict.set("N", 3);
    Objects::stream(dict, profile())
}

/// An ICC profile, version 2, of three primaries and a curve.
fn profile() -> Vec<u8> {
    let curve = curve();
    let xyz = |x: f64, y: f64, z: f64| {
        let mut data = b"XYZ \0\0\0\0".to_vec();
        for part in [x, y, z] {
            data.extend_from_slice(&fixed(part));
        }
        data
    };
    let tags: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cprt", b"text\0\0\0\0CC0\0".to_vec()),
        (b"desc", description()),
        (b"wtpt", xyz(0.964_2, 1.0, 0.824_9)),
        (b"rXYZ", xyz(0.436_07, 0.222_49, 0.013_92)),
        (b"gXYZ", xyz(0.385_15, 0.716_87, 0.097_08)),
        (b"bXYZ", xyz(0.143_07, 0.060_61, 0.714_1)),
        (b"rTRC", curve),
    ];
    // The other channels have the same curve.
    let count = tags.len() + 2;
    let mut table = (count as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * count;
    for (name, tag) in &tags {
        let at = ((start + data.len()) as u32).to_be_bytes();
        let length = (tag.len() as u32).to_be_bytes();
        let names: &[&[u8; 4]] = match *name {
            b"rTRC" => &[b"rTRC", b"gTRC", b"bTRC"],
            _ => &[name],
        };
        for name in names {
            table.extend_from_slice(&[&name[..], &at, &length].concat());
        }
        data.extend_from_slice(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let size = start + data.len();
    let mut profile = header(size as u32).to_vec();
    profile.append(&mut table);
    profile.append(&mut data);
    profile
}

fn header(size: u32) -> [u8; 128] {
    let mut header = [0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &size.to_be_bytes());
    put(8, &[2, 0x10, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // A date has to stand there: that of the standard's first edition.
    for (index, part) in [1999_u16, 10, 18, 0, 0, 0].into_iter().enumerate() {
        put(24 + 2 * index, &part.to_be_bytes());
    }
    put(36, b"acsp");
    put(68, &fixed(0.964_2));
    put(72, &fixed(1.0));
    put(76, &fixed(0.824_9));
    header
}

fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn description() -> Vec<u8> {
    let mut data = b"desc\0\0\0\0\0\0\0\x05sRGB\0".to_vec();
    // No description in other scripts.
    data.resize(data.len() + 8 + 3 + 67, 0);
    data
}

fn curve() -> Vec<u8> {
    let mut data = b"curv\0\0\0\0".to_vec();
    data.extend_from_slice(&STEPS.to_be_bytes());
    for step in 0..STEPS {
        let value = f64::from(step) / f64::from(STEPS - 1);
        let linear = if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        };
        data.extend_from_slice(&((linear * 65535.0).round() as u16).to_be_bytes());
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_holds_what_its_table_says() {
        let profile = profile();
        let at = |at: usize| {
            let bytes = profile[at..at + 4].try_into().expect("four bytes");
            u32::from_be_bytes(bytes) as usize
        };
        assert_eq!(at(0), profile.len());
        assert_eq!(at(128), 9);
        for tag in 0..9 {
            let entry = 132 + 12 * tag;
            let kind = &profile[at(entry + 4)..][..4];
            let expected: &[u8] = match &profile[entry..entry + 4] {
                b"cprt" => b"text",
                b"desc" => b"desc",
                b"rTRC" | b"gTRC" | b"bTRC" => b"curv",
                _ => b"XYZ ",
            };
            assert_eq!(kind, expected);
            assert!(at(entry + 4) + at(entry + 8) <= profile.len());
        }
    }
}
