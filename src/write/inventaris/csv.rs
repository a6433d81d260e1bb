//! As CSV. The platform reads commas and takes a byte order mark for a part of the first column's
//! name; for people there is the workbook.

use super::columns::{COLUMNS, Cell};
use super::rows::Row;
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;
use std::io;

/// The bytes of the file.
pub(super) fn write(rows: &[Row]) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().map(|c| c.name))?;
    for row in rows {
        for column in &COLUMNS {
            match (column.cell)(row) {
                Cell::Number(None) => writer.write_field("")?,
                Cell::Number(Some(n)) => writer.write_field(n.to_string())?,
                Cell::Text(text) => writer.write_field(&*harmless(text))?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.into_inner().map_err(|e| e.into_error())
}

/// A text that no program takes for a formula: an apostrophe before what begins one, also behind a
/// semicolon, where a Dutch Excel that opens the file begins a new cell. Dates and numbers have nothing
/// before which it would come.
fn harmless(text: &str) -> Cow<'_, str> {
    let dangerous = |c: char| "=+-@＝＋－＠".contains(c);
    let mut out = String::new();
    let mut kept = 0;
    let mut begins = true;
    for (at, c) in text.char_indices() {
        if c.is_control() {
            out.push_str(&text[kept..at]);
            out.push(' ');
            kept = at + c.len_utf8();
            begins = true;
        } else if begins && dangerous(c) {
            out.push_str(&text[kept..at]);
            out.push('\'');
            kept = at;
            begins = false;
        } else {
            begins = ",;".contains(c) || (begins && (c.is_whitespace() || c == '"'));
        }
    }
    if kept == 0 && out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::harmless;
    use proptest::prelude::*;

    #[test]
    fn what_begins_a_formula_is_text() {
        for (text, harmless_text) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+31", "'+31"),
            ("-nota.txt", "'-nota.txt"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", " '=1"),
            ("\r\n=1", "  '=1"),
            (" =1", " '=1"),
            ("'=1", "'=1"),
            ("a;\"=1\"", "a;\"'=1\""),
            ("nota;=cmd|' /C calc'!A0", "nota;'=cmd|' /C calc'!A0"),
            ("a, -b", "a, '-b"),
            ("＝1+1", "'＝1+1"),
        ] {
            assert_eq!(harmless(text), harmless_text, "{text:?}");
        }
    }

    #[test]
    fn dates_grounds_and_names_stay_as_they_are() {
        for text in [
            "",
            "2024-04-09",
            "5.1.2e;5.1.2i",
            "Nota A-B = C.docx",
            "[5.1.2e] 06-2024.pdf",
            "e-mail @ minvenj",
        ] {
            assert_eq!(harmless(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_cell_begins_a_formula_whatever_divides_them(text in "[ =+@;,'\"\t\r\na1-]{0,12}") {
            let written = harmless(&text);
            for cell in written.split([',', ';', '\t', '\n', '\r']) {
                let cell = cell.trim_start_matches([' ', '"']);
                prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{written:?}");
            }
            prop_assert_eq!(harmless(&written), written.as_ref());
        }
    }
}
