//! The laid-out document: body, colofon and furniture as pieces in reading order.

use super::colofon::{self, Placed};
use super::paras::{Flow, Para};
use super::sheet::{Doc, Place, Row};
use super::{headings, start, tables};
use crate::lexicon::labels;
use crate::model::{Break, Heading, Laid, Part, Piece, RawSpan, Warning};

/// Letters that turned text needs to be more than a stamp in the margin.
const TURNED_TEXT: u32 = 240;

/// Places every line.
pub(super) fn pieces(doc: Doc) -> Laid {
    let flow = Flow::read(&doc);
    let (begin, sure) = start::find(&doc, &flow);
    let mut out = Out {
        doc: &doc,
        body: Vec::new(),
        colofon: Vec::new(),
        furniture: Vec::new(),
        warnings: Vec::new(),
    };
    out.colofon(&flow, begin);
    out.body(&flow, begin, sure);
    out.turned();
    out.notes();
    let Out {
        mut body,
        colofon,
        furniture,
        warnings,
        ..
    } = out;
    body.extend(colofon);
    body.extend(furniture);
    let pages = doc.pages.len();
    Laid {
        raw: doc.raw,
        glyphs: doc.glyphs,
        pieces: body,
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        interleaved: false,
        aside: String::new(),
        warnings,
    }
}

struct Out<'a> {
    doc: &'a Doc,
    body: Vec<Piece>,
    colofon: Vec<Piece>,
    furniture: Vec<Piece>,
    warnings: Vec<Warning>,
}

impl Out<'_> {
    fn piece(&self, span: RawSpan, page: u32, part: Part, before: Break) -> Piece {
        let page = self.doc.pages.get(page as usize).map_or(1, |p| p.number);
        Piece {
            span,
            part,
            page,
            before,
            heading: None,
            confidence: 0.95,
        }
    }

    fn line(&self, line: usize, part: Part, before: Break) -> Piece {
        let l = &self.doc.lines[line];
        self.piece(l.span, l.page, part, before)
    }

    /// What stands before the body, and on each page its heads and side columns.
    fn colofon(&mut self, flow: &Flow, begin: usize) {
        let first_body_row = flow
            .paras
            .get(begin)
            .map_or(flow.rows.len(), |p| p.rows.start);
        let header = &flow.rows[..first_body_row];
        let mut placed: Vec<Placed> = Vec::new();
        for page in 0..self.doc.pages.len() {
            let of = |place: Place| {
                let doc = self.doc;
                doc.pages[page]
                    .lines
                    .clone()
                    .filter(move |&i| doc.places[i] == place)
            };
            let width = self.doc.pages[page].width;
            colofon::lines(self.doc, of(Place::Head), width, &mut placed);
            let from = header.partition_point(|r| (r.page as usize) < page);
            let to = header.partition_point(|r| r.page as usize <= page);
            let rows: &[Row] = &header[from..to];
            let right = rows.first().map_or(width, |r| flow.edges_of(r).1);
            colofon::header(self.doc, rows, right, &mut placed);
            colofon::lines(self.doc, of(Place::Side), 0.9 * width, &mut placed);
            for line in of(Place::Furniture) {
                let piece = self.line(line, Part::Furniture, Break::Paragraph);
                self.furniture.push(piece);
            }
        }
        let sure = self.sure_of_side_columns();
        for (line, before) in placed {
            let mut piece = self.line(line, Part::Colofon, before);
            if !sure && self.doc.places[line] == Place::Side {
                piece.confidence = 0.6;
            }
            self.colofon.push(piece);
        }
    }

    /// A side column in which no label stands may be something else.
    fn sure_of_side_columns(&mut self) -> bool {
        let doc = self.doc;
        let mut side = (0..doc.lines.len()).filter(|&l| doc.places[l] == Place::Side);
        let Some(first) = side.next() else {
            return true;
        };
        let sure = std::iter::once(first)
            .chain(side)
            .any(|l| labels::at_start(doc.text(l)).is_some());
        if !sure {
            let page = doc.pages[doc.lines[first].page as usize].number;
            let message =
                format!("page {page}: a side column without a label was taken for the colofon");
            self.warnings
                .push(Warning::new("layout-uncertain", message));
        }
        sure
    }

    fn body(&mut self, flow: &Flow, begin: usize, sure: bool) {
        if !sure && begin < flow.paras.len() {
            let page = self.doc.pages[flow.rows[0].page as usize].number;
            let message = format!(
                "page {page}: no heading, salutation or sentence shows where the body begins"
            );
            self.warnings
                .push(Warning::new("layout-uncertain", message));
        }
        let from = self.body.len();
        for (at, para) in flow.paras.iter().enumerate().skip(begin) {
            if para.table {
                self.table(flow, para);
            } else {
                let heading = headings::find(self.doc, flow, at);
                self.paragraph(flow, para, heading);
            }
        }
        if !sure {
            for piece in &mut self.body[from..] {
                piece.confidence = 0.6;
            }
        }
    }

    fn paragraph(&mut self, flow: &Flow, para: &Para, mut heading: Option<Heading>) {
        for (i, row) in flow.rows[para.rows.clone()].iter().enumerate() {
            let before = if i == 0 {
                Break::Paragraph
            } else {
                Break::Wrap
            };
            if tables::is_celled(self.doc, row) {
                for line in row.first..row.end {
                    let before = if line == row.first {
                        before
                    } else {
                        Break::Gap
                    };
                    let piece = self.line(line, Part::Body, before);
                    self.body.push(piece);
                }
                continue;
            }
            // A list mark and its text are one piece.
            let (a, b) = (
                self.doc.lines[row.first].span,
                self.doc.lines[row.end - 1].span,
            );
            let mut piece = self.piece(a.unite(b), row.page, Part::Body, before);
            piece.heading = heading.take();
            self.body.push(piece);
        }
    }

    fn table(&mut self, flow: &Flow, para: &Para) {
        for cells in tables::cells(self.doc, &flow.rows[para.rows.clone()]) {
            let mut before = Break::Paragraph;
            for cell in cells {
                for line in cell {
                    let piece = self.line(line, Part::Body, before);
                    self.body.push(piece);
                    before = Break::Wrap;
                }
                if before == Break::Wrap {
                    before = Break::Gap;
                }
            }
        }
    }

    /// Text that runs in another direction: a stamp in the margin, or a table set sideways.
    fn turned(&mut self) {
        let doc = self.doc;
        for page in &doc.pages {
            let lines = || {
                page.lines
                    .clone()
                    .filter(|&i| doc.places[i] == Place::Turned)
            };
            let chars: u32 = lines().map(|i| doc.lines[i].chars).sum();
            let part = if chars >= TURNED_TEXT {
                Part::Body
            } else {
                Part::Colofon
            };
            let mut last = None;
            for i in lines() {
                let line = &doc.lines[i];
                let before = if last == Some(line.row) {
                    Break::Gap
                } else {
                    Break::Paragraph
                };
                last = Some(line.row);
                let mut piece = self.line(i, part, before);
                piece.confidence = 0.6;
                match part {
                    Part::Body => self.body.push(piece),
                    _ => self.colofon.push(piece),
                }
            }
        }
    }

    /// Footnotes, behind the text they belong to.
    fn notes(&mut self) {
        for page in 0..self.doc.pages.len() {
            for row in self.doc.rows(page, Place::Note) {
                let starts = super::notes::is_mark(self.doc, &row);
                for line in row.first..row.end {
                    let before = match (line == row.first, starts) {
                        (false, _) => Break::Gap,
                        (true, true) => Break::Paragraph,
                        (true, false) => Break::Wrap,
                    };
                    let piece = self.line(line, Part::Body, before);
                    self.body.push(piece);
                }
            }
        }
    }
}
