//! Bytes to text. What is not certain is said in a warning.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::IngestError;
use crate::model::Warning;

/// Looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 64 << 10;

type Decoded = (String, Vec<Warning>);

/// Decodes a text in whatever encoding it is.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, IngestError> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let utf16 = match bytes {
        _ if bytes.starts_with(b"\xFF\xFE") => Some((UTF_16LE, true)),
        _ if bytes.starts_with(b"\xFE\xFF") => Some((UTF_16BE, true)),
        _ => utf16_by_pattern(&bytes).map(|encoding| (encoding, false)),
    };
    if let Some((encoding, marked)) = utf16 {
        return decode_utf16(&bytes, encoding, marked);
    }
    turn_away_binary(&bytes)?;
    // The way of nearly every text: no copy, nothing to say.
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, Vec::new())),
        Err(error) => decode_bytewise(error.as_bytes()),
    }
}

fn decode_utf16(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    marked: bool,
) -> Result<Decoded, IngestError> {
    let (text, damaged) = encoding.decode_with_bom_removal(bytes);
    let mut warnings = Vec::new();
    if !marked {
        warnings.push(Warning::new(
            "encoding-guessed",
            "nothing says which encoding this is: read as UTF-16, as its bytes suggest",
        ));
    }
    if damaged {
        warnings.push(Warning::new(
            "encoding-damaged",
            "some characters are damaged in the UTF-16 text and could not be read",
        ));
    }
    if too_many(controls(text.as_bytes()), text.len()) {
        return Err(binary());
    }
    Ok((text.into_owned(), warnings))
}

/// UTF-16 without a mark: western text has a NUL in every other byte.
fn utf16_by_pattern(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    memchr::memchr(0, sample)?;
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let pairs = sample.len() / 2;
    let most = |count: usize| count * 10 >= pairs * 6;
    let few = |count: usize| count * 50 <= pairs;
    match (even, odd) {
        (even, odd) if most(odd) && few(even) => Some(UTF_16LE),
        (even, odd) if most(even) && few(odd) => Some(UTF_16BE),
        _ => None,
    }
}

/// What is UTF-8 is kept, every other byte is read as Windows-1252: so texts pasted
/// together from both come out right too.
fn decode_bytewise(bytes: &[u8]) -> Result<Decoded, IngestError> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let (mut foreign, mut unknown, mut multibyte) = (0_usize, 0_usize, false);
    for chunk in bytes.utf8_chunks() {
        multibyte |= !chunk.valid().is_ascii();
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            foreign += 1;
            // Five bytes stand for nothing in Windows-1252.
            if matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) {
                unknown += 1;
                text.push('\u{FFFD}');
            } else {
                let one = [byte];
                text.push_str(&WINDOWS_1252.decode_without_bom_handling(&one).0);
            }
        }
    }
    if foreign * 4 > bytes.len() {
        return Err(IngestError::UnknownFormat(
            "its encoding is not known; save it as UTF-8 and run again".into(),
        ));
    }
    let mut warnings = vec![if multibyte {
        Warning::new(
            "encoding-mixed",
            "the text is UTF-8 but for some bytes, which were read as Windows-1252",
        )
    } else {
        Warning::new(
            "encoding-guessed",
            "the text is not UTF-8: read as Windows-1252",
        )
    }];
    if unknown > 0 {
        warnings.push(Warning::new(
            "encoding-damaged",
            "some bytes stand for no character and could not be read",
        ));
    }
    Ok((text, warnings))
}

/// What is UTF-8 is kept, every other byte is read as Windows-1252, whatever it is.
pub(in crate::ingest) fn decode_loosely(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

fn turn_away_binary(bytes: &[u8]) -> Result<(), IngestError> {
    if too_many(controls(bytes), bytes.len()) {
        return Err(binary());
    }
    Ok(())
}

fn binary() -> IngestError {
    IngestError::UnknownFormat(
        "it is binary data of no known kind; if it is a document, save it as PDF or text and run \
         again"
            .into(),
    )
}

/// Control characters that no text has.
fn controls(bytes: &[u8]) -> usize {
    const ODD: [bool; 256] = {
        let mut odd = [false; 256];
        let mut byte = 0;
        while byte < 32 {
            odd[byte] = !matches!(
                byte as u8,
                b'\t' | b'\n' | b'\x0b' | b'\x0c' | b'\r' | b'\x1a' | b'\x1b'
            );
            byte += 1;
        }
        odd[0x7F] = true;
        odd
    };
    bytes.iter().filter(|&&byte| ODD[usize::from(byte)]).count()
}

/// A few may have slipped into a text; more than one in 200 makes it no text.
fn too_many(controls: usize, length: usize) -> bool {
    controls > (length / 200).max(2)
}

#[cfg(test)]
mod tests {
    use super::super::super::{IngestError, Limits, read};
    use crate::model::{Content, Source};

    fn text(bytes: &[u8]) -> Result<(String, Vec<&'static str>), IngestError> {
        let Source {
            content, warnings, ..
        } = read(bytes.to_vec(), Some("txt"), &Limits::default())?;
        let Content::Text(text) = content else {
            panic!("read as PDF");
        };
        Ok((text, warnings.iter().map(|w| w.code).collect()))
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    const NOTE: &str = "Geachte collega’s,\r\nDe coördinatie ligt bij mij. Groet, Zoë\r\n";

    #[test]
    fn utf8_is_read_as_it_stands_with_and_without_a_mark() {
        assert_eq!(text(NOTE.as_bytes()), Ok((NOTE.to_owned(), vec![])));
        let marked = [b"\xEF\xBB\xBF", NOTE.as_bytes()].concat();
        assert_eq!(text(&marked), Ok((NOTE.to_owned(), vec![])));
    }

    #[test]
    fn utf16_is_read_in_both_orders_with_a_mark() {
        let little = [vec![0xFF, 0xFE], utf16(NOTE, u16::to_le_bytes)].concat();
        let big = [vec![0xFE, 0xFF], utf16(NOTE, u16::to_be_bytes)].concat();
        assert_eq!(text(&little), Ok((NOTE.to_owned(), vec![])));
        assert_eq!(text(&big), Ok((NOTE.to_owned(), vec![])));
    }

    #[test]
    fn utf16_without_a_mark_is_guessed_and_said_to_be() {
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(
                text(&utf16(NOTE, to_bytes)),
                Ok((NOTE.to_owned(), vec!["encoding-guessed"]))
            );
        }
    }

    #[test]
    fn windows_1252_is_read_and_said_to_be_guessed() {
        let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(NOTE);
        assert!(!lossy);
        assert_eq!(
            text(&bytes),
            Ok((NOTE.to_owned(), vec!["encoding-guessed"]))
        );
    }

    #[test]
    fn a_stray_windows_byte_does_not_spoil_the_utf8_around_it() {
        let mixed = [NOTE.as_bytes(), b"Financi\xEBn en co\xC3\xB6rdinatie"].concat();
        let (read, warnings) = text(&mixed).expect("is text");
        assert_eq!(read, format!("{NOTE}Financiën en coördinatie"));
        assert_eq!(warnings, ["encoding-mixed"]);
    }

    #[test]
    fn a_byte_that_stands_for_nothing_is_reported() {
        let (read, warnings) = text(b"Besluit \x81 van de minister").expect("is text");
        assert_eq!(read, "Besluit \u{FFFD} van de minister");
        assert_eq!(warnings, ["encoding-guessed", "encoding-damaged"]);
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        for note in ["een\rtwee\rdrie\r", "een\r\ntwee\r\n", "een\n\ntwee"] {
            assert_eq!(text(note.as_bytes()), Ok((note.to_owned(), vec![])));
        }
    }

    #[test]
    fn what_is_blank_is_empty() {
        for blank in [&b""[..], b" \r\n\t", b"\xEF\xBB\xBF", b"\xFF\xFE"] {
            assert_eq!(text(blank), Err(IngestError::Empty));
        }
    }

    #[test]
    fn binary_data_is_turned_away_with_what_it_looks_like() {
        let reason = |bytes: &[u8], extension| {
            let error = read(bytes.to_vec(), extension, &Limits::default()).map(|_| ());
            match error {
                Err(IngestError::UnknownFormat(reason)) => reason,
                other => panic!("{other:?}"),
            }
        };
        let junk: Vec<u8> = (0..4000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        assert!(reason(&junk, Some("txt")).contains("binary data"));
        assert!(reason(&junk, Some("PDF")).contains("no PDF header"));
        assert!(reason(b"\x89PNG\r\n\x1A\n....", None).contains("PNG"));
        assert!(reason(b"\x89PNG\r\n\x1A\n....", Some("pdf")).contains("PNG"));
        assert!(reason(&[0_u8; 512], Some("txt")).contains("binary data"));
    }

    #[test]
    fn a_text_that_speaks_of_pdf_headers_is_text() {
        let note = "Het bestand begint niet met %PDF-1.7 en is dus geen PDF.";
        assert_eq!(text(note.as_bytes()), Ok((note.to_owned(), vec![])));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_bring_the_reader_down(bytes: Vec<u8>) {
            let _ = text(&bytes);
        }

        #[test]
        fn every_text_without_controls_comes_back(note in "[\\PC\n]{1,200}") {
            proptest::prop_assume!(!note.trim().is_empty() && !note.starts_with('\u{FEFF}'));
            proptest::prop_assume!(!note.trim_start().starts_with(['<', '{', '[']));
            proptest::prop_assume!(super::super::sniff::known(note.as_bytes()).is_none());
            proptest::prop_assume!(!note.contains("%PDF-"));
            proptest::prop_assert_eq!(text(note.as_bytes()), Ok((note, vec![])));
        }
    }
}
