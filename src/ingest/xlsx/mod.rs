//! Excel files (`.xlsx`): all sheets, hidden ones too, with what their cells show; headers and
//! footers, text boxes; comments are read and kept apart.

mod formats;

use std::borrow::Cow;
use std::cell::Cell as Flag;

use self::formats::Format;
use super::gather::{Gather, Why};
use super::package::Package;
use super::relations::Relations;
use super::sheet::Sheet;
use super::xml::{Token, Xml};
use super::{IngestError, Limits};
use crate::model::{BlockRole, MediaType, Source};

/// Reads an Excel file. `main` is the name of its main part.
pub(super) fn read(
    mut package: Package,
    main: &str,
    limits: &Limits,
) -> Result<Source, IngestError> {
    let Some(workbook) = package.xml(main)? else {
        return Err(IngestError::Damaged("it has no main part".into()));
    };
    let relations = Relations::of(&mut package, main)?;
    let strings = match relations.one("sharedStrings") {
        Some(part) => shared_strings(&package.xml(part)?.unwrap_or_default(), limits)?,
        None => Vec::new(),
    };
    let formats = match relations.one("styles") {
        Some(part) => formats::of_styles(&package.xml(part)?.unwrap_or_default(), limits)?,
        None => Vec::new(),
    };
    let used: Vec<Flag<bool>> = strings.iter().map(|_| Flag::new(false)).collect();
    let book = Book::of(&workbook, limits)?;
    let mut gather = Gather::new(limits);
    let several = book.sheets.len() > 1;
    for (number, entry) in (1..).zip(&book.sheets) {
        let Some((kind, part)) = relations.by_id.get(&entry.id).cloned() else {
            continue;
        };
        if kind != "worksheet" {
            gather.warn_of_embedded();
            continue;
        }
        let text = package.xml(&part)?.unwrap_or_default();
        let mut sheet = Sheet::begin(&mut gather, number, &entry.name, entry.hidden, several)?;
        let cells = Cells {
            strings: &strings,
            used: &used,
            formats: &formats,
            from_1904: book.from_1904,
        };
        cells.read(&text, &mut sheet)?;
        around(&mut package, &part, &mut gather)?;
    }
    // What no cell refers to any more was in one.
    for (text, used) in strings.iter().zip(&used) {
        if !used.get() {
            gather.apart(Why::Deleted, text)?;
        }
    }
    package.leftovers(&mut gather)?;
    gather.finish(MediaType::Excel)
}

/// The sheets of a file.
#[derive(Default)]
struct Book {
    sheets: Vec<Entry>,
    from_1904: bool,
}

struct Entry {
    name: String,
    id: String,
    hidden: bool,
}

impl Book {
    fn of(text: &str, limits: &Limits) -> Result<Self, IngestError> {
        let mut book = Self::default();
        let mut xml = Xml::new(text, limits);
        while let Some(token) = xml.next()? {
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "sheet" => book.sheets.push(Entry {
                    name: tag.get("name").unwrap_or_default(),
                    id: tag.get("id").unwrap_or_default(),
                    hidden: tag.get("state").is_some_and(|state| state != "visible"),
                }),
                "workbookPr" => {
                    book.from_1904 = matches!(tag.get("date1904").as_deref(), Some("1" | "true"));
                }
                _ => {}
            }
        }
        Ok(book)
    }
}

/// The strings that cells refer to by number.
fn shared_strings(text: &str, limits: &Limits) -> Result<Vec<String>, IngestError> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(text, limits);
    let (mut now, mut inside) = (String::new(), false);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => match tag.name() {
                "t" => inside = true,
                // How words are pronounced, once more.
                "rPh" => xml.skip()?,
                _ => {}
            },
            Token::Close(name) => match name.as_str() {
                "t" => inside = false,
                "si" => strings.push(std::mem::take(&mut now)),
                _ => {}
            },
            Token::Text(text) if inside => now.push_str(&text),
            Token::Text(_) => {}
        }
    }
    Ok(strings)
}

/// What cells refer to.
struct Cells<'c> {
    strings: &'c [String],
    /// Which strings cells refer to.
    used: &'c [Flag<bool>],
    formats: &'c [Format],
    from_1904: bool,
}

#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    value: String,
}

impl<'c> Cells<'c> {
    fn read(&self, text: &str, sheet: &mut Sheet<'_>) -> Result<(), IngestError> {
        let mut xml = Xml::new(text, sheet.gather().limits());
        let mut row: Vec<(usize, Cow<'c, str>)> = Vec::new();
        let mut cell = Cell::default();
        let (mut next, mut inside) = (0, false);
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(tag) => match tag.name() {
                    "row" => {
                        next = 0;
                        row.clear();
                        if is_true(tag.get("hidden").as_deref()) {
                            sheet.warn_of_hidden();
                        }
                    }
                    "col" if is_true(tag.get("hidden").as_deref()) => sheet.warn_of_hidden(),
                    "c" => {
                        let place = tag.get("r").unwrap_or_default();
                        let column = column(&place).unwrap_or(next);
                        next = column + 1;
                        cell = Cell {
                            column,
                            kind: tag.get("t").unwrap_or_default(),
                            style: tag.number("s").unwrap_or(0) as usize,
                            value: String::new(),
                        };
                    }
                    "v" | "t" => inside = true,
                    "oddHeader" | "evenHeader" | "firstHeader" | "oddFooter" | "evenFooter"
                    | "firstFooter" => {
                        cell.value.clear();
                        inside = true;
                    }
                    "f" | "rPh" => xml.skip()?,
                    _ => {}
                },
                Token::Close(name) => match name.as_str() {
                    "v" | "t" => inside = false,
                    "c" => row.push((cell.column, self.shown(&cell))),
                    "row" => sheet.row(&row)?,
                    "oddHeader" | "evenHeader" | "firstHeader" | "oddFooter" | "evenFooter"
                    | "firstFooter" => {
                        inside = false;
                        let role = match name.ends_with("Header") {
                            true => BlockRole::Header,
                            false => BlockRole::Footer,
                        };
                        let text = without_codes(&std::mem::take(&mut cell.value));
                        sheet.gather().add(role, &text, None)?;
                    }
                    _ => {}
                },
                Token::Text(text) if inside => cell.value.push_str(&text),
                Token::Text(_) => {}
            }
        }
        Ok(())
    }

    /// What a cell shows.
    fn shown(&self, cell: &Cell) -> Cow<'c, str> {
        let value = cell.value.trim();
        let own = || Cow::Owned(value.to_owned());
        match cell.kind.as_str() {
            "s" => {
                let at = value.parse().unwrap_or(usize::MAX);
                if let Some(used) = self.used.get(at) {
                    used.set(true);
                }
                (self.strings.get(at)).map_or(Cow::Borrowed(""), |text| Cow::Borrowed(text))
            }
            "b" => Cow::Borrowed(if value == "1" { "WAAR" } else { "ONWAAR" }),
            "" | "n" => (self.formats.get(cell.style).unwrap_or(&Format::Plain))
                .shown(value, self.from_1904)
                .map_or_else(own, Cow::Owned),
            _ => own(),
        }
    }
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// The column of `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let mut column = 0usize;
    for b in place.bytes().take_while(u8::is_ascii_alphabetic).take(4) {
        column = column * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1;
    }
    column.checked_sub(1)
}

/// A header without its codes: `&L&"Arial"&8Naam&RBlad &P`.
fn without_codes(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '&' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => out.push('&'),
            Some('L' | 'C' | 'R') => out.push('\n'),
            Some('"') => while chars.next().is_some_and(|c| c != '"') {},
            Some('0'..='9') => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    out
}

/// What stands around the cells of a sheet: comments, text boxes and pictures.
fn around(package: &mut Package, part: &str, gather: &mut Gather) -> Result<(), IngestError> {
    let relations = Relations::of(package, part)?;
    for (kind, target) in relations.by_id.values() {
        match kind.as_str() {
            "comments" | "threadedComment" => {
                let text = package.xml(target)?.unwrap_or_default();
                for line in lines_of(&text, &["t", "text", "author"], gather.limits())? {
                    gather.apart(Why::Comment, &line)?;
                }
            }
            "drawing" => {
                let text = package.xml(target)?.unwrap_or_default();
                for line in lines_of(&text, &["t"], gather.limits())? {
                    gather.add(BlockRole::Paragraph, &line, None)?;
                }
                let drawn = Relations::of(package, target)?;
                if drawn.one("image").is_some() {
                    gather.warn_of_images();
                }
                if drawn.one("chart").is_some() || drawn.one("diagramData").is_some() {
                    gather.warn_of_embedded();
                }
            }
            "oleObject" | "package" | "control" => gather.warn_of_embedded(),
            _ => {}
        }
    }
    Ok(())
}

/// The text in elements of these names, a line a paragraph or comment.
fn lines_of(text: &str, names: &[&str], limits: &Limits) -> Result<Vec<String>, IngestError> {
    let mut lines = Vec::new();
    let (mut now, mut inside) = (String::new(), 0_usize);
    let mut xml = Xml::new(text, limits);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => inside += usize::from(names.contains(&tag.name())),
            Token::Close(name) => {
                inside = inside.saturating_sub(usize::from(names.contains(&name.as_str())));
                if matches!(
                    name.as_str(),
                    "p" | "comment" | "author" | "threadedComment"
                ) {
                    lines.push(std::mem::take(&mut now));
                }
            }
            Token::Text(text) if inside > 0 => now.push_str(&text),
            Token::Text(_) => {}
        }
    }
    lines.push(now);
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_headers() {
        assert_eq!(
            (column("A1"), column("AB12"), column("12")),
            (Some(0), Some(27), None)
        );
        assert_eq!(
            without_codes("&L&\"Arial,Bold\"&8Noor&CR&&D&RBlad &P"),
            "\nNoor\nR&D\nBlad "
        );
    }
}
