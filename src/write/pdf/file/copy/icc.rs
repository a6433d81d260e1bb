//! Colour profiles: their numbers without the texts in them.

/// Largest profile: that of a press with four colours takes a few MiB.
const LARGEST: usize = 16 << 20;
/// Most entries of a table of tags.
const MOST_TAGS: usize = 100;
const HEADER: usize = 128;

/// Tags of numbers that say how a colour is to look.
const TAGS: [&[u8; 4]; 20] = [
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1", b"D2B2", b"D2B3",
    b"bTRC", b"bXYZ", b"bkpt", b"chad", b"gTRC", b"gXYZ", b"kTRC", b"rTRC", b"rXYZ", b"wtpt",
];
/// What such tags are made of: never text.
const KINDS: [&[u8; 4]; 8] = [
    b"XYZ ", b"curv", b"mAB ", b"mBA ", b"mft1", b"mft2", b"para", b"sf32",
];

/// A profile of numbers.
pub(super) struct Profile {
    pub data: Vec<u8>,
    pub components: usize,
}

/// The profile without texts, dates and names; none when it can't be read.
pub(super) fn plain(profile: &[u8]) -> Option<Profile> {
    if profile.len() > LARGEST || profile.get(36..40)? != b"acsp" {
        return None;
    }
    let components = match profile.get(16..20)? {
        b"GRAY" => 1,
        b"RGB " | b"Lab " => 3,
        b"CMYK" => 4,
        _ => return None,
    };
    let header = header(profile)?;
    let mut tags = tags(profile)?;
    let has = |name: &[u8; 4]| tags.iter().any(|(tag, _)| *tag == name);
    let usable = has(b"A2B0")
        || has(b"kTRC")
        || [b"rTRC", b"gTRC", b"bTRC", b"rXYZ", b"gXYZ", b"bXYZ"]
            .iter()
            .all(|name| has(name));
    if !usable {
        return None;
    }
    // They have to be there: and say nothing.
    let modern = header[8] >= 4;
    let (description, rights) = if modern {
        (unicode("ICC"), unicode("CC0"))
    } else {
        (described(), b"text\0\0\0\0CC0\0".to_vec())
    };
    tags.push((b"cprt", rights));
    tags.push((b"desc", description));
    tags.sort_by_key(|(tag, _)| **tag);
    Some(Profile {
        data: written(header, &tags),
        components,
    })
}

/// What the colours mean; not who made it, when and with what.
fn header(profile: &[u8]) -> Option<[u8; HEADER]> {
    const CLASSES: [&[u8; 4]; 4] = [b"mntr", b"prtr", b"scnr", b"spac"];
    let class = profile.get(12..16)?;
    let connection = profile.get(20..24)?;
    let version = *profile.get(8)?;
    let known = CLASSES.iter().any(|known| *known == class)
        && (connection == b"XYZ " || connection == b"Lab ")
        && (2..=4).contains(&version);
    if !known {
        return None;
    }
    let mut header = [0; HEADER];
    header[8] = version;
    header[9] = profile[9];
    header[12..24].copy_from_slice(&profile[12..24]);
    // A date has to stand there.
    header[24..30].copy_from_slice(&[0x07, 0xcf, 0, 1, 0, 1]);
    header[36..40].copy_from_slice(b"acsp");
    header[67] = profile.get(67)? & 3;
    // The white of all connections: D50.
    header[68..80].copy_from_slice(&[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    Some(header)
}

fn tags(profile: &[u8]) -> Option<Vec<(&'static [u8; 4], Vec<u8>)>> {
    let count = word(profile, HEADER)?.min(MOST_TAGS);
    let mut found: Vec<(&'static [u8; 4], Vec<u8>)> = Vec::new();
    let mut total = 0;
    for index in 0..count {
        let entry = HEADER + 4 + 12 * index;
        let name = profile.get(entry..entry + 4)?;
        let Some(tag) = TAGS.iter().find(|tag| **tag == name) else {
            continue;
        };
        let start = word(profile, entry + 4)?;
        let data = profile.get(start..start.checked_add(word(profile, entry + 8)?)?)?;
        let kind = data.get(..4)?;
        let twice = found.iter().any(|(known, _)| known == tag);
        if twice || !KINDS.iter().any(|known| *known == kind) {
            return None;
        }
        let data = cut(kind, data)?;
        total += data.len();
        if total > LARGEST {
            return None;
        }
        found.push((tag, data));
    }
    Some(found)
}

/// Without what lies behind the numbers.
fn cut(kind: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let half = |at: usize| {
        let bytes = data.get(at..at + 2)?;
        Some(usize::from(u16::from_be_bytes(bytes.try_into().ok()?)))
    };
    let length = match kind {
        b"XYZ " => 20,
        b"sf32" => 8 + 4 * 9,
        b"curv" => 12 + 2 * word(data, 8)?.min(LARGEST),
        b"para" => 12 + 4 * [1, 3, 4, 5, 7].get(half(8)?)?,
        b"mft1" | b"mft2" => {
            let [inputs, outputs, grid] = [8, 9, 10].map(|at| data.get(at).copied());
            let (inputs, outputs) = (usize::from(inputs?), usize::from(outputs?));
            let points = usize::from(grid?).checked_pow(inputs as u32)?;
            if kind == b"mft1" {
                48 + 256 * (inputs + outputs) + points.checked_mul(outputs)?
            } else {
                let curves = half(48)? * inputs + half(50)? * outputs;
                52 + 2 * curves.checked_add(points.checked_mul(outputs)?)?
            }
        }
        _ => data.len(),
    };
    let mut data = data.get(..length)?.to_vec();
    // Four bytes behind the kind mean nothing.
    data.get_mut(4..8)?.fill(0);
    Some(data)
}

fn written(mut header: [u8; HEADER], tags: &[(&'static [u8; 4], Vec<u8>)]) -> Vec<u8> {
    let start = HEADER + 4 + 12 * tags.len();
    let mut table = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    let mut places: Vec<(&[u8], usize)> = Vec::new();
    for (name, tag) in tags {
        // Curves of several channels are often one.
        let known = places.iter().find(|(known, _)| *known == tag.as_slice());
        let at = known.map_or(start + data.len(), |(_, at)| *at);
        if at == start + data.len() {
            places.push((tag, at));
            data.extend_from_slice(tag);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        table.extend_from_slice(*name);
        table.extend_from_slice(&(at as u32).to_be_bytes());
        table.extend_from_slice(&(tag.len() as u32).to_be_bytes());
    }
    let size = start + data.len();
    header[..4].copy_from_slice(&(size as u32).to_be_bytes());
    [&header[..], &table, &data].concat()
}

/// A description in the old form.
fn described() -> Vec<u8> {
    let mut data = b"desc\0\0\0\0\0\0\0\x04ICC\0".to_vec();
    data.resize(data.len() + 8 + 3 + 67, 0);
    data
}

/// A text in the new form.
fn unicode(text: &str) -> Vec<u8> {
    let mut data = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    data.extend_from_slice(&(2 * text.len() as u32).to_be_bytes());
    data.extend_from_slice(&28_u32.to_be_bytes());
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    data
}

fn word(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
}
