//! What a file is that is no text: so that the reason names it and what to do.

const PRINT: &str = "print or save it as PDF or text, and run again";

/// Beginnings of files that are no text, and what they are.
const BEGINNINGS: &[(&[u8], &str, Remedy)] = &[
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Office file (.doc, .xls, .ppt) or one with a password",
        Remedy::Save,
    ),
    (b"\x89PNG\r\n\x1A\n", "a PNG image", Remedy::Ocr),
    (b"\xFF\xD8\xFF", "a JPEG image", Remedy::Ocr),
    (b"GIF87a", "a GIF image", Remedy::Ocr),
    (b"GIF89a", "a GIF image", Remedy::Ocr),
    (b"II*\0", "a TIFF image", Remedy::Ocr),
    (b"MM\0*", "a TIFF image", Remedy::Ocr),
    (b"\0\0\0\x0CjP  ", "a JPEG 2000 image", Remedy::Ocr),
    (b"\x1F\x8B", "a gzip archive", Remedy::Unpack),
    (b"BZh", "a bzip2 archive", Remedy::Unpack),
    (b"\xFD7zXZ\0", "an xz archive", Remedy::Unpack),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", Remedy::Unpack),
    (b"Rar!\x1A\x07", "a RAR archive", Remedy::Unpack),
    (b"%!PS-Adobe", "PostScript", Remedy::Print),
    (b"SQLite format 3\0", "a database", Remedy::Print),
    (b"!BDN", "an Outlook mailbox (.pst)", Remedy::Print),
    (b"\x7FELF", "a program", Remedy::None),
    (b"MZ\x90", "a program", Remedy::None),
    (
        b"\xFF\xFE\0\0",
        "text in UTF-32: save it as UTF-8",
        Remedy::None,
    ),
    (
        b"\0\0\xFE\xFF",
        "text in UTF-32: save it as UTF-8",
        Remedy::None,
    ),
];

#[derive(Clone, Copy)]
enum Remedy {
    Save,
    Print,
    Ocr,
    Unpack,
    None,
}

/// What the file looks like, with the remedy, when it is a known format that is not read.
pub(super) fn known(bytes: &[u8]) -> Option<String> {
    let (_, kind, remedy) = BEGINNINGS
        .iter()
        .find(|(beginning, _, _)| bytes.starts_with(beginning))?;
    Some(match remedy {
        Remedy::Save => format!(
            "{kind}: open it in Word, Excel or LibreOffice, save it as .docx, .xlsx or PDF without a password, and run again"
        ),
        Remedy::Print => format!("{kind}: {PRINT}"),
        Remedy::Ocr => format!(
            "{kind}: make a PDF with a text layer of it (for instance with ocrmypdf -l nld) and run again"
        ),
        Remedy::Unpack => format!("{kind}: unpack it and run again on what is in it"),
        Remedy::None => (*kind).to_owned(),
    })
}

/// Whether a text is XML.
pub(super) fn is_xml(text: &str) -> bool {
    text.trim_start().starts_with("<?xml")
}
