//! Files that are broken, locked, endless, or pictures.

use super::make::{Make, write_file};
use super::{codes, open, text};
use crate::ingest::{IngestError, Limits, read};

const TEXT: &str = "BT /F1 10 Tf 72 700 Td (Geachte minister) Tj ET";
const SCAN: &str = "q 595 0 0 842 0 0 cm /Im Do Q";

fn scanned(pdf: &mut Make, content: &str) {
    pdf.page_with(
        format!("{SCAN} {content}"),
        "/Resources<</XObject<</Im 30 0 R>>/Font<</F1 3 0 R>>>>",
    );
}

fn with_image(pdf: &mut Make) -> Vec<u8> {
    pdf.stream(
        30,
        "/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        "x",
    );
    pdf.bytes()
}

fn error(bytes: &[u8]) -> IngestError {
    match open(bytes) {
        Ok((pages, _)) => panic!("read {} pages", pages.len()),
        Err(error) => error,
    }
}

#[test]
fn a_file_of_images_has_no_text() {
    let mut pdf = Make::new();
    scanned(&mut pdf, "");
    scanned(&mut pdf, "BT /F1 9 Tf 500 800 Td (0001) Tj ET");
    assert_eq!(error(&with_image(&mut pdf)), IngestError::NoText);
    assert_eq!(error(&Make::page_of("")), IngestError::NoText);
}

#[test]
fn a_scan_with_a_text_layer_is_read() {
    let mut pdf = Make::new();
    scanned(&mut pdf, "BT 3 Tr /F1 10 Tf 72 700 Td (ocr) Tj ET");
    let (pages, warnings) = open(&with_image(&mut pdf)).expect("can be read");
    assert_eq!(text(&pages[0]), "ocr");
    assert!(pages[0].image_cover > 0.99);
    assert_eq!(codes(&warnings), [""; 0]);
}

#[test]
fn a_page_without_text_among_others_is_named() {
    let mut pdf = Make::new();
    pdf.page(TEXT, "");
    scanned(&mut pdf, "");
    pdf.page(TEXT, "");
    scanned(&mut pdf, "BT /F1 9 Tf 500 800 Td (0004) Tj ET");
    let (pages, warnings) = open(&with_image(&mut pdf)).expect("can be read");
    assert_eq!(pages.len(), 4);
    assert_eq!(pages[3].number, 4);
    assert_eq!(codes(&warnings), ["page-without-text"]);
    assert!(warnings[0].message.starts_with("pages 2, 4 are images"));
}

#[test]
fn a_blank_page_is_no_cause_for_a_warning() {
    let mut pdf = Make::new();
    pdf.page(TEXT, "").page("", "");
    let (pages, warnings) = open(&pdf.bytes()).expect("can be read");
    assert_eq!((pages.len(), codes(&warnings).len()), (2, 0));
}

#[test]
fn a_file_that_was_cut_off_is_read_with_a_warning() {
    let mut pdf = Make::new();
    pdf.page(TEXT, "");
    let bytes = pdf.bytes();
    let table = memchr::memmem::find(&bytes, b"xref\n0 1").expect("has a table");
    let (pages, warnings) = open(&bytes[..table]).expect("can be repaired");
    assert_eq!(text(&pages[0]), "Geachte minister");
    assert!(codes(&warnings).contains(&"truncated"));
    // Before the page is complete there is nothing to read.
    let page = memchr::memmem::find(&bytes, b"/MediaBox").expect("has a page");
    assert!(matches!(
        error(&bytes[..page]),
        IngestError::Damaged(_) | IngestError::NoText
    ));
}

#[test]
fn every_way_of_cutting_a_file_off_is_survived() {
    let bytes = Make::page_of(TEXT);
    for end in 0..bytes.len() {
        let _ = open(&bytes[..end]);
    }
}

#[test]
fn every_byte_may_be_wrong() {
    let bytes = Make::page_of(TEXT);
    for at in 0..bytes.len() {
        for wrong in [0, b'<', b'9', 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] = wrong;
            let _ = open(&bytes);
        }
    }
}

#[test]
fn junk_before_the_header_does_no_harm() {
    let bytes = [b"\xEF\xBB\xBF\r\njunk\r\n".to_vec(), Make::page_of(TEXT)].concat();
    let (pages, _) = open(&bytes).expect("can be read");
    assert_eq!(text(&pages[0]), "Geachte minister");
}

#[test]
fn a_pdf_that_needs_a_password_says_so() {
    let encrypt = "/ID[<00112233445566778899AABBCCDDEEFF><00>]/Encrypt<</Filter/Standard/V 1/R 2\
        /P -44/O<0102030405060708091011121314151617181920212223242526272829303132>\
        /U<0102030405060708091011121314151617181920212223242526272829303132>>>";
    let objects = [
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (2, b"<</Type/Pages/Count 0/Kids[]>>".to_vec()),
    ];
    assert_eq!(
        error(&write_file(&objects, encrypt)),
        IngestError::Encrypted
    );
}

#[test]
fn a_page_tree_that_bites_its_tail_ends() {
    let objects = [
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (
            2,
            b"<</Type/Pages/Count 9/Kids[2 0 R 3 0 R 2 0 R 4 0 R]>>".to_vec(),
        ),
        (
            3,
            b"<</Type/Pages/Count 9/Kids[2 0 R 3 0 R 4 0 R]>>".to_vec(),
        ),
        (
            4,
            b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]/Contents 5 0 R>>".to_vec(),
        ),
        (
            5,
            b"<</Length 17>>\nstream\nBT /F 1 Tf (a) Tj\nendstream".to_vec(),
        ),
    ];
    let (pages, warnings) = open(&write_file(&objects, "")).expect("can be read");
    assert_eq!(pages.len(), 1);
    assert_eq!(codes(&warnings), ["pages-missing"]);
}

#[test]
fn a_long_chain_of_cross_reference_tables_ends() {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut before = String::new();
    for _ in 0..20_000 {
        let here = bytes.len();
        bytes.extend_from_slice(
            format!("xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R{before}>>\n")
                .as_bytes(),
        );
        before = format!("/Prev {here}");
    }
    bytes.extend_from_slice(format!("startxref{}\n%%EOF", &before[5..]).as_bytes());
    assert!(matches!(error(&bytes), IngestError::Damaged(_)));
}

#[test]
fn more_pages_than_allowed_are_over_the_limit() {
    let mut pdf = Make::new();
    pdf.page(TEXT, "").page(TEXT, "").page(TEXT, "");
    let limits = Limits {
        pages: 2,
        ..Limits::default()
    };
    let error = read(pdf.bytes(), None, &limits).map(|_| ());
    assert_eq!(error.map_err(|e| e.code()), Err("limit"));
}

#[test]
fn forms_that_multiply_are_over_the_limit() {
    let mut pdf = Make::new();
    pdf.page_with("/F Do", "/Resources<</XObject<</F 20 0 R>>>>");
    for number in 20..28 {
        pdf.stream(
            number,
            &format!(
                "/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {} 0 R>>>>",
                number + 1
            ),
            "/F Do ".repeat(1000),
        );
    }
    pdf.stream(28, "/Subtype/Form/BBox[0 0 9 9]", "q Q");
    assert_eq!(error(&pdf.bytes()).code(), "limit");
}

#[test]
fn a_small_file_can_not_unpack_to_a_huge_one() {
    use std::io::Write as _;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let blank = vec![b' '; 1 << 20];
    for _ in 0..300 {
        packer.write_all(&blank).expect("memory");
    }
    let packed = packer.finish().expect("memory");
    let mut pdf = Make::new();
    pdf.page_with("", "/Contents 40 0 R");
    pdf.stream(40, "/Filter/FlateDecode", &packed);
    // The entry added last counts.
    assert_eq!(error(&pdf.bytes()).code(), "limit");
}
