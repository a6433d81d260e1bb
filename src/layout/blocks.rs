//! Blocks of which the structure is known: their lines are marked as lines of plain text are, but
//! for what the source says of them itself.

use super::plain::lines::{Given, Line, Lines, Role};
use super::plain::profile::Profile;
use super::plain::{emit, header, kinds};
use super::shape::Shape;
use crate::model::{BlockRole, Blocks, Laid, TextBlock};

/// Lays out blocks.
pub(super) fn lay_out(blocks: Blocks) -> Laid {
    let mut lines = Lines::none(&blocks.text);
    for block in &blocks.list {
        add(&mut lines, block);
    }
    let profile = Profile::of_blocks(&lines);
    header::mark(&mut lines, &profile);
    keep_tables_whole(&mut lines);
    let (pieces, interleaved) = emit::pieces(&lines, &profile);
    let pages = lines.pages;
    Laid {
        raw: blocks.text,
        pieces,
        pages,
        interleaved,
        aside: blocks.aside,
        ..Laid::default()
    }
}

/// Adds the lines of a block.
fn add(lines: &mut Lines<'_>, block: &TextBlock) {
    let from = block.span.start as usize;
    let mut at = from;
    let mut begins = true;
    for line in lines.raw[block.span.range()].split('\n') {
        let text = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        if text.is_empty() {
            continue;
        }
        let shape = Shape::of(text);
        let kind = match block.role {
            BlockRole::Heading(_) | BlockRole::Item | BlockRole::Note => None,
            _ => kinds::kind(text, &shape),
        };
        let role = match block.role {
            BlockRole::Header | BlockRole::Footer if is_page_number(text, kind) => Role::PageNumber,
            BlockRole::Header | BlockRole::Footer => Role::Colofon,
            _ => Role::Body,
        };
        let given = Given {
            begins,
            role: block.role,
            bold: block.bold,
        };
        let line = Line {
            start: 0,
            end: 0,
            tail: 0,
            page: block.page,
            blanks: u16::from(begins),
            indent: 0,
            shape,
            kind,
            role,
            given: Some(given),
        };
        lines.give(start..start + text.len(), line);
        begins = false;
    }
}

/// What stands between two cells.
const BAR: &str = " | ";
/// Fewer cells, or rows of as many cells, are no table: a letterhead has such.
const FEW: usize = 3;

/// A table of which a part is body is all body: its head says what stands in the cells below it.
fn keep_tables_whole(lines: &mut Lines<'_>) {
    let cells = |line: &Line| {
        let given = line.given.filter(|g| g.role == BlockRole::Row);
        let text = &lines.raw[line.start as usize..line.end as usize];
        given.map(|g| g.begins.then(|| text.matches(BAR).count() + 1))
    };
    // Of each line, how many cells its row has; a line that goes on in a row has no number.
    let rows: Vec<Option<Option<usize>>> = lines.all.iter().map(cells).collect();
    let mut from = 0;
    while from < rows.len() {
        let Some(Some(deep)) = rows[from] else {
            from += 1;
            continue;
        };
        // Empty cells at the end of a row are not written.
        let goes_on = |row: &&Option<Option<usize>>| match row {
            Some(Some(cells)) => (2..=deep).contains(cells),
            Some(None) => true,
            None => false,
        };
        let to = from + rows[from..].iter().take_while(goes_on).count();
        let begun = rows[from..to]
            .iter()
            .filter(|row| matches!(row, Some(Some(_))));
        if deep >= FEW && begun.count() >= FEW {
            let table = &mut lines.all[from..to];
            if table.iter().any(|line| line.role == Role::Body) {
                table.iter_mut().for_each(|line| line.role = Role::Body);
            }
        }
        from = to.max(from + 1);
    }
}

/// `Pagina 2 van 6`, or the bare number of a page.
fn is_page_number(text: &str, kind: Option<kinds::Kind>) -> bool {
    kind == Some(kinds::Kind::PageNumber)
        || text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'/'))
            && text.len() <= 9
            // A longer number is a reference.
            && text.split(|c: char| !c.is_ascii_digit()).all(|n| n.len() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Part, RawSpan};

    fn body(rows: &[&str]) -> String {
        let mut blocks = Blocks::default();
        for row in rows {
            let start = blocks.text.len();
            blocks.text.push_str(row);
            let role = if row.contains(BAR) {
                BlockRole::Row
            } else {
                BlockRole::Paragraph
            };
            blocks.list.push(TextBlock {
                span: RawSpan::new(start, blocks.text.len()),
                role,
                page: 1,
                bold: None,
            });
            blocks.text.push('\n');
        }
        let laid = lay_out(blocks);
        let body = laid.pieces.iter().filter(|p| p.part == Part::Body);
        body.map(|p| &laid.raw[p.span.range()])
            .collect::<Vec<_>>()
            .join("/")
    }

    #[test]
    fn the_head_of_a_table_stays_with_its_rows() {
        let rows = [
            "Naam | E-mail | Telefoon | BSN | Opmerking",
            "Zilver, A. | a.zilver@example.nl | 06-12345678 | 111222333",
            "Brons, B. | b.brons@example.nl | 06-12345679 | 123456782 | De zaak is in behandeling genomen en wordt nog voor de zomer afgedaan, zo is aan de aanvrager gemeld.",
            "Lood, C. | c.lood@example.nl | 06-12345670 | 111222333 | De aanvraag is afgewezen, omdat de termijn waarin dat kon al een jaar was verstreken.",
            "De aanvragen zijn in behandeling genomen en worden voor de zomer afgedaan.",
        ];
        let body = body(&rows);
        let held = rows[..4].iter().filter(|row| body.contains(**row)).count();
        assert!(held == 0 || held == 4, "{body}");
    }
}
