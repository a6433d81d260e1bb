//! As an Excel workbook: for people, and for the platform. Every text is a text cell, never a formula
//! or a link; the same list gives the same bytes.

use super::columns::{COLUMNS, Cell};
use super::rows::Row;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::io;

/// Rows of a sheet below its header; what is more goes on to a next sheet.
const SHEET: usize = 1_048_575;
/// Characters of a cell: Excel takes some hundreds more.
const LONGEST: usize = 32_000;
/// The height of a line, in points, and how many of them Excel takes.
const LINE: u32 = 15;
const HIGHEST: u32 = 27;

/// The bytes of the file.
pub(super) fn write(rows: &[Row]) -> io::Result<Vec<u8>> {
    build(rows, SHEET).map_err(io::Error::other)
}

fn build(rows: &[Row], sheet: usize) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Not the clock: the day on which the Woo came into force.
    let created = ExcelDateTime::from_ymd(2022, 5, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title("Inventarislijst")
            .set_creation_datetime(&created),
    );
    let mut sheets = rows.chunks(sheet);
    fill(workbook.add_worksheet(), 1, sheets.next().unwrap_or(&[]))?;
    for (n, rows) in (2..).zip(sheets) {
        fill(workbook.add_worksheet(), n, rows)?;
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, n: usize, rows: &[Row]) -> Result<(), XlsxError> {
    match n {
        1 => sheet.set_name("Inventarislijst")?,
        n => sheet.set_name(format!("Inventarislijst {n}"))?,
    };
    let header = Format::new().set_bold();
    let text = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    // To the left, or it would touch the text of the next column.
    let number = Format::new()
        .set_num_format("0")
        .set_align(FormatAlign::Left)
        .set_align(FormatAlign::Top);
    for (c, column) in (0..).zip(&COLUMNS) {
        sheet.set_column_width(c, column.width)?;
        sheet.write_string_with_format(0, c, column.name, &header)?;
    }
    for (r, row) in (1..).zip(rows) {
        // Not every program finds out for itself how high a row of broken lines is.
        match lines(row) {
            1 => {}
            n => drop(sheet.set_row_height(r, LINE * n)?),
        }
        for (c, column) in (0..).zip(&COLUMNS) {
            match (column.cell)(row) {
                Cell::Number(None) | Cell::Text("") => {}
                Cell::Number(Some(n)) => {
                    sheet.write_number_with_format(r, c, n, &number)?;
                }
                Cell::Text(value) => {
                    sheet.write_string_with_format(r, c, shortened(value), &text)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let columns = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, columns)?;
    Ok(())
}

/// How many lines the longest text of a row takes.
fn lines(row: &Row) -> u32 {
    let lines = COLUMNS.iter().map(|column| match (column.cell)(row) {
        Cell::Number(_) => 1,
        Cell::Text(text) => text.chars().count().div_ceil(usize::from(column.width)),
    });
    lines
        .max()
        .map_or(1, |n| u32::try_from(n).unwrap_or(HIGHEST).clamp(1, HIGHEST))
}

/// What fits in a cell. What XML has no room for becomes a blank: a workbook with it can't be opened.
fn shortened(text: &str) -> String {
    let fits = |c: char| match c {
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => ' ',
        c => c,
    };
    text.chars().take(LONGEST).map(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::Published;
    use crate::write::{Manifest, ManifestLine, Status};

    fn rows(n: usize) -> Vec<Row> {
        let line = |_| ManifestLine::new(Published::fixed("map/naam.txt"), Status::Failed);
        let manifest = Manifest {
            lines: (0..n).map(line).collect(),
        };
        super::super::rows::rows(&manifest, "")
    }

    #[test]
    fn what_does_not_fit_on_a_sheet_goes_on_on_the_next() {
        let bytes = build(&rows(5), 2).unwrap();
        let archive = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let is_sheet = |name: &str| name.starts_with("xl/worksheets/sheet");
        let sheets = archive
            .file_names()
            .filter(|n| is_sheet(n.as_deref().unwrap()));
        assert_eq!(sheets.count(), 3);
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let mut row = rows(1).remove(0);
        row.remark = String::new();
        assert_eq!(lines(&row), 1);
        row.remark = "x".repeat(120);
        assert_eq!(lines(&row), 3);
        row.remark = "x".repeat(100_000);
        assert_eq!(lines(&row), HIGHEST);
        assert!(build(&[row], SHEET).is_ok());
    }
}
