//! Glyphs with positions, to lines in reading order.
//!
//! [`marks`] turns each page upright; [`runs`] joins glyphs to words; [`columns`] finds the
//! side columns; [`lines`] writes the lines of each column; [`furniture`] takes out heads, feet
//! and page numbers, [`margins`] remarks beside the text, [`notes`] the footnotes; [`paras`] reads
//! what is left through from page to page and cuts it into paragraphs and [`tables`]; [`start`]
//! finds where the body begins, [`headings`] its headings; [`colofon`] orders the rest and
//! [`emit`] writes it all down.

mod colofon;
mod columns;
mod emit;
mod furniture;
mod headings;
mod lines;
mod margins;
mod marks;
mod notes;
mod paras;
mod runs;
mod sheet;
mod start;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use crate::model::{GlyphPage, Laid};
use columns::Column;
use marks::{Upright, upright};
use runs::Runs;
use sheet::{Doc, PageInfo};

/// Lays out pages of glyphs.
pub(super) fn lay_out(pages: &[GlyphPage]) -> Laid {
    let mut doc = read_lines(pages);
    doc.survey();
    furniture::mark(&mut doc);
    margins::mark(&mut doc);
    notes::mark(&mut doc);
    emit::pieces(doc)
}

/// Reads the lines of all pages, column by column.
fn read_lines(pages: &[GlyphPage]) -> Doc {
    let sheets: Vec<(Upright, Vec<Runs>)> = pages
        .iter()
        .map(|page| {
            let upright = upright(page);
            let runs = upright
                .directions
                .iter()
                .map(|d| runs::cut(&d.marks, page))
                .collect();
            (upright, runs)
        })
        .collect();
    let columns = find_columns(pages, &sheets);
    let mut text = lines::Page::default();
    let mut infos = Vec::with_capacity(pages.len());
    for (index, ((page, (upright, runs)), columns)) in
        pages.iter().zip(&sheets).zip(columns).enumerate()
    {
        if index > 0 {
            text.raw.push('\u{c}');
        }
        let first = text.lines.len();
        for (direction, runs) in upright.directions.iter().zip(runs) {
            let whole = columns::whole();
            text.add(&lines::Sheet {
                page,
                index: index as u32,
                marks: &direction.marks,
                runs,
                columns: if direction.angle == 0 {
                    &columns
                } else {
                    &whole
                },
                angle: direction.angle,
            });
        }
        infos.push(PageInfo {
            number: page.number,
            width: upright.width,
            height: upright.height,
            columns,
            lines: first..text.lines.len(),
        });
    }
    Doc {
        raw: text.raw,
        glyphs: text.glyphs,
        lines: text.lines,
        pages: infos,
        ..Doc::default()
    }
}

/// The columns of each page, those of a whole document made alike.
fn find_columns(pages: &[GlyphPage], sheets: &[(Upright, Vec<Runs>)]) -> Vec<Vec<Column>> {
    let none = Runs::default();
    let mut found: Vec<(Vec<Column>, &Runs, f32)> = pages
        .iter()
        .zip(sheets)
        .map(|(page, (upright, runs))| {
            let main = upright
                .directions
                .iter()
                .zip(runs)
                .find(|(d, _)| d.angle == 0);
            match main {
                Some((d, runs)) => {
                    let columns = columns::find(runs, &d.marks, page, upright.width);
                    (columns, runs, upright.width)
                }
                None => (columns::whole(), &none, upright.width),
            }
        })
        .collect();
    columns::share(&mut found);
    found.into_iter().map(|(columns, ..)| columns).collect()
}
