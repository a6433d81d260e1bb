//! Texts of an OpenDocument file: paragraphs, lists, tables, boxes, notes, headers and footers.

use super::super::IngestError;
use super::super::gather::{Gather, Why};
use super::super::rows::{self, Cell};
use super::super::xml::{Tag, Token, Xml};
use super::styles::Styles;
use super::{spaced, text_in};
use crate::model::BlockRole;

/// Headers of the first page, or of the others.
pub(super) fn headers(
    around: &str,
    styles: &Styles,
    gather: &mut Gather,
    first: &First,
    on_first: bool,
) -> Result<(), IngestError> {
    edges(
        around,
        styles,
        gather,
        BlockRole::Header,
        "header",
        |master, name| on_first == first.shows(master, name),
    )
}

/// What the first page looks like.
#[derive(Default)]
pub(super) struct First {
    /// Its page style; the first of all where the text does not say.
    master: Option<String>,
    /// Whether that has a header of its own for the first page.
    own: bool,
}

impl First {
    /// Looks at the first paragraph or table of the text, and at the page styles.
    pub(super) fn of(content: &str, around: &str, styles: &Styles) -> Result<Self, IngestError> {
        let limits = crate::ingest::Limits::default();
        let mut xml = Xml::new(content, &limits);
        let (mut inside, mut master) = (false, None);
        while let Some(token) = xml.next()? {
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "body" => inside = true,
                "tracked-changes" | "forms" | "sequence-decls" | "variable-decls" => xml.skip()?,
                "p" | "h" | "table" if inside => {
                    master = styles.master(&tag.get("style-name").unwrap_or_default());
                    break;
                }
                _ => {}
            }
        }
        let mut xml = Xml::new(around, &limits);
        let (mut all, mut now, mut own) = (Vec::new(), String::new(), Vec::new());
        while let Some(token) = xml.next()? {
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "master-page" => {
                    now = tag.get("name").unwrap_or_default();
                    all.push(now.clone());
                }
                "header-first" => own.push(now.clone()),
                _ => {}
            }
        }
        let standard = || all.iter().find(|name| *name == "Standard").cloned();
        let master = master.or_else(standard).or_else(|| all.first().cloned());
        let own = master.as_ref().is_some_and(|master| own.contains(master));
        Ok(Self { master, own })
    }

    fn shows(&self, master: &str, header: &str) -> bool {
        let wanted = if self.own { "-first" } else { "" };
        self.master.as_deref().is_none_or(|own| own == master) && header == wanted
    }
}

/// Footers of the pages.
pub(super) fn footers(
    around: &str,
    styles: &Styles,
    gather: &mut Gather,
) -> Result<(), IngestError> {
    edges(
        around,
        styles,
        gather,
        BlockRole::Footer,
        "footer",
        |_, _| true,
    )
}

fn edges(
    around: &str,
    styles: &Styles,
    gather: &mut Gather,
    role: BlockRole,
    kind: &str,
    wanted: impl Fn(&str, &str) -> bool,
) -> Result<(), IngestError> {
    let mut xml = Xml::new(around, gather.limits());
    let mut walk = Walk::new(styles, gather, role);
    let mut depth = 0_usize;
    let mut master = String::new();
    while let Some(token) = xml.next()? {
        match &token {
            Token::Open(tag) if tag.name() == "master-page" => {
                master = tag.get("name").unwrap_or_default();
            }
            Token::Open(tag) if depth == 0 => {
                // `header`, `header-left`, `header-first`; not `header-style`.
                let name = tag.name().strip_prefix(kind);
                if let Some(name @ ("" | "-left" | "-first")) = name
                    && wanted(&master, name)
                {
                    depth = 1;
                    let shown = tag.get("display").as_deref() != Some("false");
                    walk.apart = (!shown).then_some(Why::Hidden);
                }
            }
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth = depth.saturating_sub(1),
            Token::Text(_) => {}
        }
        if depth > 0 {
            let passed = matches!(&token, Token::Open(tag) if is_passed_over(tag.name()));
            walk.token(token, &mut xml)?;
            depth -= usize::from(passed);
        }
    }
    walk.close()
}

/// The body.
pub(super) fn body(content: &str, styles: &Styles, gather: &mut Gather) -> Result<(), IngestError> {
    let mut xml = Xml::new(content, gather.limits());
    let mut walk = Walk::new(styles, gather, BlockRole::Paragraph);
    let mut inside = false;
    while let Some(token) = xml.next()? {
        match &token {
            Token::Open(tag) if tag.name() == "body" => inside = true,
            _ if inside => walk.token(token, &mut xml)?,
            _ => {}
        }
    }
    walk.close()?;
    for (number, note) in std::mem::take(&mut walk.notes) {
        walk.gather
            .add(BlockRole::Note, &format!("{number} {note}"), None)?;
    }
    Ok(())
}

/// Elements that [`Walk::token`] reads to their end at once.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "annotation"
            | "tracked-changes"
            | "note"
            | "title"
            | "desc"
            | "variable-decls"
            | "sequence-decls"
            | "user-field-decls"
            | "forms"
    )
}

struct Walk<'d> {
    styles: &'d Styles,
    gather: &'d mut Gather,
    role: BlockRole,
    apart: Option<Why>,
    paras: Vec<Para>,
    frames: Vec<Frame>,
    lists: Vec<List>,
    /// Sections around that are not shown; for each whether it is hidden.
    sections: Vec<bool>,
    hidden_sections: usize,
    notes: Vec<(String, String)>,
    page: u32,
    /// How far headings have been counted, by level.
    outline: [u32; 10],
}

#[derive(Default)]
struct Para {
    text: String,
    hidden: String,
    heading: Option<u8>,
    mark: String,
    item: bool,
    /// Whether the paragraph and each span around are hidden, and bold: looked up once.
    look: Look,
    spans: Vec<Look>,
    letters: usize,
    bold: usize,
    page: u32,
}

#[derive(Clone, Copy, Default)]
struct Look {
    hidden: bool,
    bold: bool,
}

struct List {
    style: String,
    count: u32,
    fresh: bool,
}

enum Frame {
    Row(Vec<Cell>),
    Cell(Cell),
}

impl<'d> Walk<'d> {
    fn new(styles: &'d Styles, gather: &'d mut Gather, role: BlockRole) -> Self {
        Self {
            styles,
            gather,
            role,
            apart: None,
            paras: Vec::new(),
            frames: Vec::new(),
            lists: Vec::new(),
            sections: Vec::new(),
            hidden_sections: 0,
            notes: Vec::new(),
            page: 1,
            outline: [0; 10],
        }
    }

    fn token(&mut self, token: Token<'_>, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        match token {
            Token::Open(tag) => self.open(&tag, xml),
            Token::Close(name) => self.shut(&name),
            Token::Text(text) => {
                if !self.paras.is_empty() {
                    self.write(&spaced(&text));
                }
                Ok(())
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        match tag.name() {
            "p" | "h" => self.begin(tag)?,
            "span" => {
                let style = tag.get("style-name").unwrap_or_default();
                let styles = self.styles;
                if let Some(para) = self.paras.last_mut() {
                    let around = para.spans.last().copied().unwrap_or(para.look);
                    para.spans.push(Look {
                        hidden: around.hidden || styles.is_hidden(&style),
                        bold: styles.bold(&style).unwrap_or(around.bold),
                    });
                }
            }
            "s" => self.write(" "),
            "tab" => self.write("\t"),
            "line-break" => self.write("\n"),
            "soft-page-break" => self.turn_page()?,
            "list" => {
                let style = tag.get("style-name");
                let above = self.lists.last().map(|list| list.style.clone());
                self.lists.push(List {
                    style: style.or(above).unwrap_or_default(),
                    count: 0,
                    fresh: false,
                });
            }
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.count = list.count.saturating_add(1);
                    list.fresh = true;
                }
            }
            "table-row" => self.frames.push(Frame::Row(Vec::new())),
            "table-cell" | "covered-table-cell" => {
                self.frames.push(Frame::Cell(Cell::default()));
            }
            "section" => {
                let hidden = tag.get("display").is_some_and(|display| display == "none");
                self.sections.push(hidden);
                self.hidden_sections += usize::from(hidden);
            }
            "hidden-text" | "hidden-paragraph" => {
                let text = tag.get("string-value").unwrap_or_default();
                self.gather.apart(Why::Hidden, &text)?;
            }
            "annotation" => {
                let text = text_in(xml)?;
                self.gather.apart(Why::Comment, &text)?;
            }
            "tracked-changes" => {
                let text = text_in(xml)?;
                self.gather.apart(Why::Deleted, &text)?;
            }
            "note" => self.note(xml)?,
            "image" if self.role == BlockRole::Paragraph => self.gather.warn_of_images(),
            "object" | "object-ole" | "plugin" => self.gather.warn_of_embedded(),
            name if is_passed_over(name) => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn shut(&mut self, name: &str) -> Result<(), IngestError> {
        match name {
            "p" | "h" => self.end()?,
            "span" => {
                if let Some(para) = self.paras.last_mut() {
                    para.spans.pop();
                }
            }
            "list" => {
                self.lists.pop();
            }
            "section" => {
                let hidden = self.sections.pop() == Some(true);
                self.hidden_sections -= usize::from(hidden);
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(Frame::Cell(cell)) = self.frames.pop()
                    && let Some(Frame::Row(cells)) = self.frames.last_mut()
                {
                    cells.push(cell);
                }
            }
            "table-row" => {
                if let Some(Frame::Row(cells)) = self.frames.pop() {
                    for line in rows::lines(cells, self.role) {
                        self.deliver(&line.text, line.role, line.bold, line.page)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        let style = tag.get("style-name").unwrap_or_default();
        if self.styles.breaks(&style) {
            self.turn_page()?;
        }
        let heading = (tag.name() == "h").then(|| tag.number("outline-level").unwrap_or(1));
        let mut para = Para {
            heading: heading.map(|level| u8::try_from(level.clamp(1, 9)).unwrap_or(9)),
            page: self.page,
            ..Para::default()
        };
        if let Some(level) = para.heading.filter(|_| self.lists.is_empty()) {
            para.mark = self.outline_number(level);
        }
        let depth = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        if self.lists.last().is_some_and(|list| list.fresh) {
            let list = self.styles.list(&style);
            let name = self
                .lists
                .last()
                .map(|l| l.style.clone())
                .unwrap_or_default();
            let name = if name.is_empty() {
                list.unwrap_or_default()
            } else {
                name
            };
            para.mark = match self.styles.numbers(&name, depth) {
                Some(level) => {
                    let from = self.lists.len().saturating_sub(level.shown as usize);
                    let start = level.start.saturating_sub(1);
                    let numbers: Vec<String> = self.lists[from..]
                        .iter()
                        .map(|list| written(list.count.saturating_add(start), level.letters))
                        .collect();
                    format!("{}{} ", numbers.join("."), level.suffix)
                }
                None => {
                    para.item = true;
                    "• ".to_owned()
                }
            };
            if let Some(list) = self.lists.last_mut() {
                list.fresh = false;
            }
        }
        para.look = Look {
            hidden: self.styles.is_hidden(&style),
            bold: self.styles.bold(&style) == Some(true),
        };
        self.paras.push(para);
        Ok(())
    }

    /// The number of a heading that the outline of the text gives it.
    fn outline_number(&mut self, level: u8) -> String {
        let at = usize::from(level).min(9);
        self.outline[at] = self.outline[at].saturating_add(1);
        self.outline[at + 1..].fill(0);
        let styles = self.styles;
        let Some(own) = styles.outline(u32::from(level)) else {
            return String::new();
        };
        let from = (at + 1).saturating_sub(own.shown.max(1) as usize).max(1);
        let numbers: Vec<String> = self.outline[from..=at]
            .iter()
            .map(|n| {
                written(
                    n.saturating_add(own.start.saturating_sub(1)).max(1),
                    own.letters,
                )
            })
            .collect();
        format!("{}{} ", numbers.join("."), own.suffix)
    }

    fn write(&mut self, text: &str) {
        let Some(para) = self.paras.last_mut() else {
            return;
        };
        let look = para.spans.last().copied().unwrap_or(para.look);
        if self.hidden_sections > 0 || look.hidden {
            para.hidden.push_str(text);
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        para.letters += letters;
        para.bold += if look.bold { letters } else { 0 };
        para.text.push_str(text);
    }

    fn end(&mut self) -> Result<(), IngestError> {
        let Some(para) = self.paras.pop() else {
            return Ok(());
        };
        self.gather
            .apart(self.apart.unwrap_or(Why::Hidden), &para.hidden)?;
        if para.text.trim().is_empty() {
            return Ok(());
        }
        let role = match (self.role, para.heading) {
            (BlockRole::Paragraph, Some(level)) if para.text.len() <= 250 => {
                BlockRole::Heading(level)
            }
            (BlockRole::Paragraph, None) if para.item => BlockRole::Item,
            (role, _) => role,
        };
        let text = format!("{}{}", para.mark, para.text.trim());
        let bold = (para.letters > 0).then_some(para.bold * 10 >= para.letters * 9);
        self.deliver(&text, role, bold, para.page)
    }

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
        if let Some(Frame::Cell(cell)) = self.frames.last_mut() {
            cell.push(text, role, bold, page);
            return Ok(());
        }
        self.gather.page(page)?;
        self.gather.add(role, text, bold)
    }

    /// A note: its number, then its text. It stands behind the body.
    fn note(&mut self, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        let mut number = String::new();
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Some(Token::Open(tag)) => match tag.name() {
                    "note-citation" => number = text_in(xml)?,
                    "note-body" => {
                        let text = text_in(xml)?;
                        let number = std::mem::take(&mut number);
                        self.notes.push((number.trim().to_owned(), text));
                    }
                    _ => depth += 1,
                },
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    fn turn_page(&mut self) -> Result<(), IngestError> {
        if self.role == BlockRole::Paragraph {
            self.page += 1;
        }
        self.gather.page(self.page)
    }

    fn close(&mut self) -> Result<(), IngestError> {
        while !self.paras.is_empty() {
            self.end()?;
        }
        Ok(())
    }
}

fn written(n: u32, letters: bool) -> String {
    match (letters, n) {
        (true, 1..=26) => char::from(b'a' + (n - 1) as u8).to_string(),
        _ => n.to_string(),
    }
}
