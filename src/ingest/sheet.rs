//! What spreadsheets have in common: rows as lines, cells apart, and what is hidden said.

use super::gather::Gather;
use super::{IngestError, rows};
use crate::model::BlockRole;

/// More empty cells in a row say nothing of the columns any more.
const GAP: usize = 40;

/// A sheet being read, row by row.
pub(super) struct Sheet<'g> {
    gather: &'g mut Gather,
}

impl<'g> Sheet<'g> {
    /// Begins a sheet on a page of its own, with its name.
    pub(super) fn begin(
        gather: &'g mut Gather,
        number: u32,
        name: &str,
        hidden: bool,
        several: bool,
    ) -> Result<Self, IngestError> {
        gather.page(number)?;
        // What a program calls a sheet of itself, or the only one there is, parts nothing.
        let role = match several && !is_given_by_program(name) {
            true => BlockRole::Heading(1),
            false => BlockRole::Paragraph,
        };
        gather.add(role, name, None)?;
        if hidden {
            gather.warn(
                "hidden-sheet",
                "a sheet of the file is hidden: it was read and is in the text",
            );
        }
        Ok(Self { gather })
    }

    /// Adds a row: its cells by column, from 0.
    pub(super) fn row<T: AsRef<str>>(&mut self, cells: &[(usize, T)]) -> Result<(), IngestError> {
        let sizes = cells.iter().map(|(_, text)| text.as_ref().len());
        let filled = sizes.clone().filter(|&size| size > 0).count();
        // Many cells may refer to one long text.
        let bytes = sizes.fold(0, usize::saturating_add);
        self.gather.row(filled, bytes)?;
        let mut line: Vec<&str> = Vec::new();
        for (column, text) in cells {
            let text = text.as_ref();
            if text.trim().is_empty() {
                continue;
            }
            let empty = column.saturating_sub(line.len());
            line.extend(std::iter::repeat_n("", if empty > GAP { 1 } else { empty }));
            line.push(text);
        }
        let text = rows::joined(line.into_iter());
        self.gather
            .add(BlockRole::Row, &text.replace(['\n', '\r'], " "), None)
    }

    /// Says that rows or columns are hidden.
    pub(super) fn warn_of_hidden(&mut self) {
        self.gather.warn(
            "hidden-cells",
            "rows or columns of the file are hidden: they were read and are in the text",
        );
    }

    /// What the sheet is written to.
    pub(super) fn gather(&mut self) -> &mut Gather {
        self.gather
    }
}

/// "Blad1", "Sheet2", "Tabel 3".
fn is_given_by_program(name: &str) -> bool {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    bare.len() < name.len() && matches!(bare, "Blad" | "Sheet" | "Tabel" | "Table" | "Werkblad")
}
