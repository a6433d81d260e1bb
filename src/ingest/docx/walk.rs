//! One part of a Word file from begin to end: paragraphs, rows and text boxes, wherever they are
//! nested, and what was deleted or is hidden.

use super::super::IngestError;
use super::super::gather::{Gather, Why};
use super::super::rows::{self, Cell};
use super::super::xml::{Tag, Token, Xml};
use super::inserts::Inserts;
use super::numbers::{Mark, Numbers};
use super::styles::{Style, Styles, level, outline};
use crate::model::BlockRole;

/// What all parts share.
pub(super) struct Walk<'d> {
    pub styles: &'d Styles,
    pub numbers: &'d mut Numbers,
    pub gather: &'d mut Gather,
    /// What everything in this part is, or paragraphs and rows.
    pub role: BlockRole,
    /// What stands before the first paragraph: the number of a note.
    pub prefix: String,
    /// Everything goes apart, for this reason.
    pub apart: Option<Why>,
    /// What other parts have to put in.
    pub inserts: Option<&'d Inserts>,
    state: State,
}

#[derive(Default)]
struct State {
    paras: Vec<Para>,
    frames: Vec<Frame>,
    /// Elements around that were deleted.
    deleted: usize,
    page: u32,
    /// A page ended by a break, and nothing has been written since.
    broken: bool,
    run: Run,
    in_text: bool,
    /// Lengths of what was written when alternatives began.
    choices: Vec<usize>,
    written: usize,
}

#[derive(Default, Clone, Copy)]
struct Run {
    bold: bool,
    hidden: bool,
}

#[derive(Default)]
struct Para {
    text: String,
    deleted: String,
    hidden: String,
    style: Style,
    list: (Option<u32>, Option<u8>),
    heading: Option<Option<u8>>,
    page: Option<u32>,
    letters: usize,
    bold: usize,
}

enum Frame {
    Row { cells: Vec<Cell>, deleted: bool },
    Cell { cell: Cell, deleted: bool },
    Box,
}

impl<'d> Walk<'d> {
    pub(super) fn new(
        styles: &'d Styles,
        numbers: &'d mut Numbers,
        gather: &'d mut Gather,
        role: BlockRole,
    ) -> Self {
        Self {
            styles,
            numbers,
            gather,
            role,
            prefix: String::new(),
            apart: None,
            inserts: None,
            state: State {
                page: 1,
                ..State::default()
            },
        }
    }

    /// Walks through a whole part.
    pub(super) fn part(&mut self, text: &str) -> Result<(), IngestError> {
        let mut xml = Xml::new(text, self.gather.limits());
        while let Some(token) = xml.next()? {
            self.token(token, &mut xml)?;
        }
        self.close()
    }

    /// Ends what was not ended.
    pub(super) fn close(&mut self) -> Result<(), IngestError> {
        while !self.state.paras.is_empty() {
            self.end_para()?;
        }
        while let Some(frame) = self.state.frames.pop() {
            if let Frame::Row { cells, .. } = frame {
                self.end_row(cells)?;
            }
        }
        Ok(())
    }

    /// One token.
    pub(super) fn token(&mut self, token: Token<'_>, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        match token {
            Token::Open(tag) => self.open(&tag, xml),
            Token::Close(name) => self.shut(&name),
            Token::Text(text) => {
                if self.state.in_text {
                    self.write(&text);
                }
                Ok(())
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        match tag.name() {
            "p" => self.state.paras.push(Para::default()),
            "pPr" => self.paragraph_properties(xml)?,
            "r" => {
                let style = self.para().style.clone();
                self.state.run = Run {
                    bold: style.bold.unwrap_or(false),
                    hidden: style.hidden.unwrap_or(false),
                };
            }
            "rPr" => self.run_properties(xml)?,
            "t" | "delText" => self.state.in_text = true,
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" => self.line_break(tag.get("type").as_deref())?,
            "lastRenderedPageBreak" => self.rendered_break()?,
            "noBreakHyphen" => self.write("\u{2011}"),
            "sym" => self.symbol(tag),
            "del" | "moveFrom" => self.state.deleted += 1,
            "tr" => self.state.frames.push(Frame::Row {
                cells: Vec::new(),
                deleted: false,
            }),
            "trPr" => self.row_properties(xml)?,
            "tc" => self.state.frames.push(Frame::Cell {
                cell: Cell::default(),
                deleted: false,
            }),
            "tcPr" => self.cell_properties(xml)?,
            "txbxContent" => self.state.frames.push(Frame::Box),
            "AlternateContent" => self.state.choices.push(self.state.written),
            // The same once more, for old programs: unless nothing of it was read.
            "Fallback" if self.state.choices.last() != Some(&self.state.written) => xml.skip()?,
            "textpath" => {
                if let Some(text) = tag.get("string") {
                    self.deliver(&text, self.role, None, 1)?;
                }
            }
            "blip" | "imagedata" if self.role == BlockRole::Paragraph => {
                self.gather.warn_of_images();
            }
            "chart" | "altChunk" => self.insert(tag.get("id"))?,
            "relIds" => self.insert(tag.get("dm"))?,
            "OLEObject" | "contentPart" => self.gather.warn_of_embedded(),
            "instrText" | "delInstrText" | "sdtPr" | "sectPr" | "tblPr" | "tblGrid" | "tblPrEx"
            | "fldData" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn shut(&mut self, name: &str) -> Result<(), IngestError> {
        match name {
            "p" => self.end_para()?,
            "t" | "delText" => self.state.in_text = false,
            "del" | "moveFrom" => self.state.deleted = self.state.deleted.saturating_sub(1),
            "AlternateContent" => {
                self.state.choices.pop();
            }
            "txbxContent" => {
                if matches!(self.state.frames.last(), Some(Frame::Box)) {
                    self.state.frames.pop();
                }
            }
            "tc" => {
                if let Some(Frame::Cell { cell, deleted }) = self.state.frames.pop() {
                    self.state.deleted -= usize::from(deleted && self.state.deleted > 0);
                    if let Some(Frame::Row { cells, .. }) = self.state.frames.last_mut() {
                        cells.push(cell);
                    }
                }
            }
            "tr" => {
                if let Some(Frame::Row { cells, deleted }) = self.state.frames.pop() {
                    self.state.deleted -= usize::from(deleted && self.state.deleted > 0);
                    self.end_row(cells)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts in what stands in another part.
    fn insert(&mut self, id: Option<String>) -> Result<(), IngestError> {
        let inserts: Option<&'d Inserts> = self.inserts;
        let Some(lines) = inserts.zip(id).and_then(|(all, id)| all.get(&id)) else {
            self.gather.warn_of_embedded();
            return Ok(());
        };
        if self.state.deleted > 0 {
            return lines
                .iter()
                .try_for_each(|line| self.gather.apart(Why::Deleted, &line.text));
        }
        let page = self.state.page;
        for line in lines {
            let role = match self.role {
                BlockRole::Paragraph => line.role,
                role => role,
            };
            self.state.written += line.text.len();
            self.deliver(&line.text, role, line.bold, page)?;
        }
        Ok(())
    }

    fn para(&mut self) -> &mut Para {
        if self.state.paras.is_empty() {
            self.state.paras.push(Para::default());
        }
        let last = self.state.paras.len() - 1;
        &mut self.state.paras[last]
    }

    fn write(&mut self, text: &str) {
        let (deleted, run, page) = (self.state.deleted > 0, self.state.run, self.state.page);
        let para = self.para();
        if deleted {
            para.deleted.push_str(text);
            return;
        }
        if run.hidden {
            para.hidden.push_str(text);
            return;
        }
        // Where words were taken out, those around them do not touch.
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        para.letters += letters;
        para.bold += if run.bold { letters } else { 0 };
        para.text.push_str(text);
        if letters > 0 {
            para.page.get_or_insert(page);
            self.state.written += letters;
            self.state.broken = false;
        }
    }

    fn line_break(&mut self, kind: Option<&str>) -> Result<(), IngestError> {
        if kind == Some("page") {
            self.turn_page()?;
            self.state.broken = true;
        }
        self.write("\n");
        Ok(())
    }

    /// Where a page ended when the file was last shown: also behind a break that was counted.
    fn rendered_break(&mut self) -> Result<(), IngestError> {
        if std::mem::take(&mut self.state.broken) {
            return Ok(());
        }
        self.turn_page()
    }

    fn turn_page(&mut self) -> Result<(), IngestError> {
        if self.role == BlockRole::Paragraph {
            self.state.page += 1;
        }
        self.gather.page(self.state.page)
    }

    /// A sign of a font of signs: boxes that are ticked or not are known.
    fn symbol(&mut self, tag: &Tag<'_>) {
        let code = tag
            .get("char")
            .and_then(|hex| u32::from_str_radix(&hex, 16).ok())
            .unwrap_or(0);
        let sign = match code & 0xFF {
            0x6F | 0x71 | 0xA8 => "☐",
            0x78 | 0xFD | 0xFE | 0x52 | 0x53 => "☒",
            0xFC => "✓",
            _ => "•",
        };
        self.write(sign);
    }

    fn paragraph_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Some(Token::Open(tag)) => match tag.name() {
                    "pStyle" => {
                        depth += 1;
                        let style = self.styles.get(&tag.get("val").unwrap_or_default());
                        self.para().style = style;
                    }
                    "numId" => {
                        depth += 1;
                        self.para().list.0 = tag.number("val");
                    }
                    "ilvl" => {
                        depth += 1;
                        self.para().list.1 = level(tag.number("val"));
                    }
                    "outlineLvl" => {
                        depth += 1;
                        self.para().heading = Some(outline(tag.number("val")));
                    }
                    "pageBreakBefore" => {
                        depth += 1;
                        if tag.is_on() {
                            self.turn_page()?;
                            self.state.broken = true;
                        }
                    }
                    // What it was before a change, and what the mark at its end looks like.
                    "rPr" | "sectPr" | "pPrChange" | "numberingChange" => xml.skip()?,
                    _ => depth += 1,
                },
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn run_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Some(Token::Open(tag)) => {
                    match tag.name() {
                        "rStyle" => {
                            let style = self.styles.get(&tag.get("val").unwrap_or_default());
                            self.state.run.bold = style.bold.unwrap_or(self.state.run.bold);
                            self.state.run.hidden = style.hidden.unwrap_or(self.state.run.hidden);
                        }
                        "b" => self.state.run.bold = tag.is_on(),
                        "vanish" => self.state.run.hidden = tag.is_on(),
                        "rPrChange" => {
                            xml.skip()?;
                            continue;
                        }
                        _ => {}
                    }
                    depth += 1;
                }
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn row_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Some(Token::Open(tag)) => {
                    if tag.name() == "trPrChange" {
                        xml.skip()?;
                        continue;
                    }
                    depth += 1;
                    if tag.name() == "del"
                        && let Some(Frame::Row { deleted, .. }) = self.state.frames.last_mut()
                        && !*deleted
                    {
                        *deleted = true;
                        self.state.deleted += 1;
                    }
                }
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn cell_properties(&mut self, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Some(Token::Open(tag)) => {
                    if tag.name() == "tcPrChange" {
                        xml.skip()?;
                        continue;
                    }
                    depth += 1;
                    if tag.name() == "cellDel"
                        && let Some(Frame::Cell { deleted, .. }) = self.state.frames.last_mut()
                        && !*deleted
                    {
                        *deleted = true;
                        self.state.deleted += 1;
                    }
                }
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn end_para(&mut self) -> Result<(), IngestError> {
        let Some(para) = self.state.paras.pop() else {
            return Ok(());
        };
        self.gather
            .apart(self.apart.unwrap_or(Why::Deleted), &para.deleted)?;
        self.gather
            .apart(self.apart.unwrap_or(Why::Hidden), &para.hidden)?;
        if para.text.trim().is_empty() {
            // An empty item of a list has no number in print, but counts.
            return Ok(());
        }
        if let Some(why) = self.apart {
            return self.gather.apart(why, &para.text);
        }
        let heading = para.heading.unwrap_or(para.style.heading);
        let short = para.text.len() <= 250;
        let mut role = match (self.role, heading) {
            (BlockRole::Paragraph, Some(level)) if short => BlockRole::Heading(level),
            (role, _) => role,
        };
        let mut text = std::mem::take(&mut self.prefix);
        let list = para.list.0.or(para.style.list.0).filter(|&list| list > 0);
        let level = para.list.1.or(para.style.list.1).unwrap_or(0);
        match list.and_then(|list| self.numbers.next(list, level)) {
            Some(Mark::Bullet) => {
                text.push_str("• ");
                if role == BlockRole::Paragraph {
                    role = BlockRole::Item;
                }
            }
            Some(Mark::Number(number)) => {
                text.push_str(&number);
                text.push(' ');
            }
            None => {}
        }
        text.push_str(para.text.trim());
        let bold = (para.letters > 0).then_some(para.bold * 10 >= para.letters * 9);
        let page = para.page.unwrap_or(self.state.page);
        self.deliver(&text, role, bold, page)
    }

    /// Hands a paragraph to the cell that it stands in, or to the document.
    fn deliver(
        &mut self,
        text: &str,
        role: BlockRole,
        bold: Option<bool>,
        page: u32,
    ) -> Result<(), IngestError> {
        if let Some(why) = self.apart {
            return self.gather.apart(why, text);
        }
        let cell = self
            .state
            .frames
            .iter_mut()
            .rev()
            .find_map(|frame| match frame {
                Frame::Cell { cell, .. } => Some(cell),
                _ => None,
            });
        match cell {
            Some(cell) => {
                cell.push(text, role, bold, page);
                Ok(())
            }
            None => {
                self.gather.page(page)?;
                self.gather.add(role, text, bold)
            }
        }
    }

    fn end_row(&mut self, cells: Vec<Cell>) -> Result<(), IngestError> {
        for line in rows::lines(cells, self.role) {
            self.deliver(&line.text, line.role, line.bold, line.page)?;
        }
        Ok(())
    }
}
