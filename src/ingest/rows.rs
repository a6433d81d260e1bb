//! Rows of tables to lines: the cells of a row of data on one line, what is laid out with a table
//! paragraph by paragraph.

use crate::lexicon::labels;
use crate::model::BlockRole;

/// What stands between two cells of a row.
pub(super) const BETWEEN: &str = " | ";

/// A paragraph of a cell, or a line made of a row.
#[derive(Clone)]
pub(super) struct Line {
    pub text: String,
    pub role: BlockRole,
    pub bold: Option<bool>,
    pub page: u32,
}

/// The paragraphs of a cell.
#[derive(Default)]
pub(super) struct Cell {
    lines: Vec<Line>,
}

/// More paragraphs than a cell of data has.
const PARAGRAPHS: usize = 4;

/// Longer than a cell of data of several paragraphs is.
const LONG: usize = 400;

impl Cell {
    pub(super) fn push(&mut self, text: &str, role: BlockRole, bold: Option<bool>, page: u32) {
        self.lines.push(Line {
            text: text.to_owned(),
            role,
            bold,
            page,
        });
    }

    /// Whether it is a cell of data, and not a place where text is put.
    fn is_data(&self) -> bool {
        self.lines.len() <= PARAGRAPHS
            && (self.lines.len() <= 1
                || self.lines.iter().map(|l| l.text.len()).sum::<usize>() <= LONG)
            && self
                .lines
                .iter()
                .all(|l| !matches!(l.role, BlockRole::Row | BlockRole::Heading(_)))
    }

    fn one_line(&self) -> String {
        let all: Vec<&str> = self.lines.iter().flat_map(|l| l.text.split('\n')).collect();
        all.join(" ")
    }
}

/// The lines that a row makes. `role` is what text is in this part of the document.
pub(super) fn lines(cells: Vec<Cell>, role: BlockRole) -> Vec<Line> {
    let filled = cells.iter().filter(|c| !c.lines.is_empty()).count();
    let single = cells.iter().all(|c| c.lines.len() <= 1);
    let head = role != BlockRole::Paragraph;
    if filled < 2 || !cells.iter().all(Cell::is_data) || (head && !single) {
        return cells.into_iter().flat_map(|c| c.lines).collect();
    }
    let first = cells.iter().find_map(|c| c.lines.first());
    let Some(first) = first.cloned() else {
        return Vec::new();
    };
    let bold = cells
        .iter()
        .flat_map(|c| &c.lines)
        .all(|l| l.bold == Some(true));
    let texts: Vec<String> = cells.iter().map(Cell::one_line).collect();
    let label = filled == 2 && labels::at_start(&first.text).is_some_and(|hit| hit.alone);
    let text = if label {
        // A label and its value: as a form has them.
        let filled: Vec<&str> = texts
            .iter()
            .map(String::as_str)
            .filter(|t| !t.is_empty())
            .collect();
        filled.join("\t")
    } else {
        joined(texts.iter().map(String::as_str))
    };
    if let Some(pairs) = pairs(&texts) {
        return pairs
            .into_iter()
            .map(|text| Line {
                text,
                role,
                bold: None,
                page: first.page,
            })
            .collect();
    }
    let role = match role {
        BlockRole::Paragraph if label => BlockRole::Paragraph,
        BlockRole::Paragraph => BlockRole::Row,
        role => role,
    };
    vec![Line {
        text,
        role,
        bold: Some(bold),
        page: first.page,
    }]
}

/// "Datum | 3 mei 2024 | Ons kenmerk | 5731902": labels, each with its value behind it.
fn pairs(texts: &[String]) -> Option<Vec<String>> {
    let filled: Vec<&str> = texts
        .iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    let is_label = |text: &str| labels::at_start(text).is_some_and(|hit| hit.alone);
    let paired = filled.len() >= 4
        && filled
            .iter()
            .enumerate()
            .all(|(n, text)| is_label(text) == (n % 2 == 0));
    (paired && filled.len().is_multiple_of(2))
        .then(|| filled.chunks(2).map(|pair| pair.join("\t")).collect())
}

/// The cells of a row on one line; empty ones at its end are left out.
pub(super) fn joined<'t>(cells: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            text.push_str(BETWEEN);
        }
        text.push_str(cell.trim());
    }
    let kept = text.trim_end_matches([' ', '|']).len();
    text.truncate(kept);
    text
}
