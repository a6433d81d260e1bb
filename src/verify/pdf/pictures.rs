//! What may lie in a coded picture besides the picture.

/// Reads a coded picture; `see` gets its notes. What no picture of ours has, if it has that.
pub(super) fn read(filter: &[u8], data: &[u8], mut see: impl FnMut(&[u8])) -> Option<&'static str> {
    match filter {
        b"DCTDecode" | b"DCT" => jpeg(data, &mut see),
        b"JPXDecode" | b"JBIG2Decode" => {
            see(data);
            Some("a picture in a coding in which others can hide things")
        }
        b"CCITTFaxDecode" | b"CCF" => None,
        _ => {
            see(data);
            Some("a stream in a coding that is not known")
        }
    }
}

/// The segments of a JPEG: nothing but what the picture needs may stand in it.
fn jpeg(data: &[u8], see: &mut impl FnMut(&[u8])) -> Option<&'static str> {
    const SOS: u8 = 0xDA;
    const EOI: u8 = 0xD9;
    let mut foreign = None;
    let mut at = 2;
    if !data.starts_with(&[0xFF, 0xD8]) {
        see(data);
        return Some("a picture that is no JPEG");
    }
    loop {
        let Some(&[0xFF, marker]) = data.get(at..at + 2) else {
            see(data.get(at..).unwrap_or_default());
            return Some("a damaged JPEG");
        };
        if marker == 0xFF {
            at += 1;
            continue;
        }
        at += 2;
        if marker == EOI {
            let behind = &data[at..];
            see(behind);
            return if behind.is_empty() {
                foreign
            } else {
                Some("bytes behind a JPEG")
            };
        }
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        let length = data
            .get(at..at + 2)
            .map_or(0, |l| usize::from(l[0]) << 8 | usize::from(l[1]));
        let Some(segment) = data.get(at + 2..at + length.max(2)) else {
            see(&data[at..]);
            return Some("a damaged JPEG");
        };
        at += length.max(2);
        match marker {
            // Which colours it has, and nothing more.
            0xEE if segment.starts_with(b"Adobe") && segment.len() == 12 => {}
            0xE0 if segment.starts_with(b"JFIF\0") && segment.len() == 14 => {}
            0xE0..=0xEF | 0xFE => {
                see(segment);
                foreign = Some("a note in a JPEG");
            }
            SOS => at += scan(&data[at..]),
            _ => {}
        }
    }
}

/// The length of the coded pixels.
fn scan(data: &[u8]) -> usize {
    memchr::memchr_iter(0xFF, data)
        .find(|&at| !matches!(data.get(at + 1), Some(0 | 0xD0..=0xD7)))
        .unwrap_or(data.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: &[u8] =
        b"\xff\xd8\xff\xdb\0\x03\x01\xff\xda\0\x02\x12\xff\0\x34\xff\xd0\x56\xff\xd9";

    fn told(data: &[u8]) -> (Option<&'static str>, Vec<u8>) {
        let mut seen = Vec::new();
        let told = read(b"DCTDecode", data, |note| seen.extend_from_slice(note));
        (told, seen)
    }

    #[test]
    fn a_plain_jpeg_holds_nothing_else() {
        assert_eq!(told(PICTURE), (None, Vec::new()));
    }

    #[test]
    fn notes_and_what_lies_behind_are_read() {
        let note = [&PICTURE[..2], b"\xff\xfe\0\x05Jan", &PICTURE[2..]].concat();
        assert_eq!(told(&note), (Some("a note in a JPEG"), b"Jan".to_vec()));
        let behind = [PICTURE, b"Jan"].concat();
        assert_eq!(
            told(&behind),
            (Some("bytes behind a JPEG"), b"Jan".to_vec())
        );
        assert_eq!(told(&PICTURE[..9]).0, Some("a damaged JPEG"));
    }
}
