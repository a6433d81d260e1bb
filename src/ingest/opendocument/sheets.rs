//! Sheets of an OpenDocument file: all of them, with what their cells show.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::gather::{Gather, Why};
use super::super::sheet::Sheet;
use super::super::xml::{Token, Xml};
use super::super::{IngestError, Limits};
use super::{spaced, text_in};

/// A row that is said to stand more often than this is meant to fill a sheet.
const REPEATS: u32 = 1_000;

/// Reads all sheets.
pub(super) fn read(content: &str, gather: &mut Gather) -> Result<(), IngestError> {
    let limits = &gather.limits().clone();
    let several = memchr::memmem::find_iter(content.as_bytes(), b"<table:table ")
        .nth(1)
        .is_some();
    let hidden = hidden_styles(content, limits)?;
    let mut xml = Xml::new(content, limits);
    let mut number = 0;
    while let Some(token) = xml.next()? {
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "table" => {
                number += 1;
                let name = tag.get("name").unwrap_or_default();
                let is_hidden = (tag.get("style-name")).is_some_and(|s| hidden.contains(&s));
                let mut sheet = Sheet::begin(gather, number, &name, is_hidden, several)?;
                table(&mut xml, &mut sheet)?;
            }
            "tracked-changes" => {
                let text = text_in(&mut xml)?;
                gather.apart(Why::Deleted, &text)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Styles of tables that are not shown.
fn hidden_styles(content: &str, limits: &Limits) -> Result<BTreeSet<String>, IngestError> {
    let mut hidden = BTreeSet::new();
    let mut xml = Xml::new(content, limits);
    let mut name = String::new();
    while let Some(token) = xml.next()? {
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "style" => name = tag.get("name").unwrap_or_default(),
            "table-properties" if tag.get("display").as_deref() == Some("false") => {
                hidden.insert(name.clone());
            }
            "body" => break,
            _ => {}
        }
    }
    Ok(hidden)
}

fn table(xml: &mut Xml<'_>, sheet: &mut Sheet<'_>) -> Result<(), IngestError> {
    let mut depth = 1;
    let mut row: Vec<(usize, Rc<str>)> = Vec::new();
    let (mut column, mut repeats) = (0_usize, 1);
    // The text of the cell, and how often it stands.
    let mut cell: Option<(String, usize)> = None;
    let mut in_text = 0_usize;
    while depth > 0 {
        match xml.next()? {
            Some(Token::Open(tag)) => {
                depth += 1;
                match tag.name() {
                    "table-row" => {
                        row.clear();
                        column = 0;
                        repeats = tag.number("number-rows-repeated").unwrap_or(1);
                        if is_out_of_sight(tag.get("visibility")) {
                            sheet.warn_of_hidden();
                        }
                    }
                    "table-column" if is_out_of_sight(tag.get("visibility")) => {
                        sheet.warn_of_hidden();
                    }
                    "table-cell" | "covered-table-cell" => {
                        let times = tag.number("number-columns-repeated").unwrap_or(1);
                        cell = Some((String::new(), times as usize));
                    }
                    "annotation" => {
                        let text = text_in(xml)?;
                        depth -= 1;
                        sheet.gather().apart(Why::Comment, &text)?;
                    }
                    "image" => sheet.gather().warn_of_images(),
                    "object" => sheet.gather().warn_of_embedded(),
                    "title" | "desc" => {
                        xml.skip()?;
                        depth -= 1;
                    }
                    "p" => {
                        in_text += 1;
                        if let Some((text, _)) = &mut cell
                            && !text.is_empty()
                        {
                            text.push(' ');
                        }
                    }
                    "s" | "tab" => {
                        if let Some((text, _)) = &mut cell {
                            text.push(' ');
                        }
                    }
                    _ => {}
                }
            }
            Some(Token::Close(name)) => {
                depth -= 1;
                match name.as_str() {
                    "p" => in_text = in_text.saturating_sub(1),
                    "table-cell" | "covered-table-cell" => {
                        if let Some((text, times)) = cell.take() {
                            if !text.trim().is_empty() {
                                let times = times.min(REPEATS as usize);
                                let text: Rc<str> = text.into();
                                row.extend(
                                    (0..times)
                                        .map(|n| (column.saturating_add(n), Rc::clone(&text))),
                                );
                            }
                            column = column.saturating_add(times);
                        }
                    }
                    "table-row" if !row.is_empty() => {
                        for _ in 0..repeats.clamp(1, REPEATS) {
                            sheet.row(&row)?;
                        }
                    }
                    _ => {}
                }
            }
            Some(Token::Text(text)) => match &mut cell {
                Some((cell, _)) if in_text > 0 => cell.push_str(&spaced(&text)),
                // A text box that stands on the sheet and not in a cell.
                None if in_text > 0 => {
                    sheet.row(&[(0, spaced(&text))])?;
                }
                _ => {}
            },
            None => break,
        }
    }
    Ok(())
}

fn is_out_of_sight(visibility: Option<String>) -> bool {
    visibility.is_some_and(|v| v != "visible")
}
