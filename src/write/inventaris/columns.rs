//! The columns. The platform knows them by these names, in any order; it does not look at others.

use super::rows::Row;

/// What stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cell<'a> {
    Number(Option<u32>),
    Text(&'a str),
}

/// A column.
pub(super) struct Column {
    pub(super) name: &'static str,
    /// In a workbook, in characters.
    pub(super) width: u8,
    pub(super) cell: fn(&Row) -> Cell<'_>,
}

/// A new column is one line here. Dates are text, for the platform reads `2024-04-09` in any version
/// of it, and a date of a workbook only in some.
pub(super) const COLUMNS: [Column; 14] = [
    column("id", 8, |r| Cell::Number(Some(r.id))),
    column("document", 44, |r| Cell::Text(&r.document)),
    column("datum", 12, |r| Cell::Text(&r.date)),
    column("beoordeling", 16, |r| Cell::Text(r.judgement)),
    column("beoordelingsgrond", 20, |r| Cell::Text(&r.grounds)),
    column("toelichting", 50, |r| Cell::Text(&r.remark)),
    column("familie", 9, |r| Cell::Number(r.family)),
    column("thread id", 10, |r| Cell::Number(r.thread)),
    column("gerelateerd id", 14, |r| Cell::Number(r.related)),
    column("file type", 13, |r| Cell::Text(r.file_type)),
    column("matter", 12, |r| Cell::Text(&r.matter)),
    // For people: the platform passes over these.
    column("nog te doen", 50, |r| Cell::Text(&r.to_do)),
    column("onderwerp", 44, |r| Cell::Text(&r.subject)),
    column("pad", 60, |r| Cell::Text(&r.path)),
];

const fn column(name: &'static str, width: u8, cell: fn(&Row) -> Cell<'_>) -> Column {
    Column { name, width, cell }
}
