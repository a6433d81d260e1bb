//! Web pages: the text that a browser shows, block by block. What is hidden and what stands in
//! comments is read and kept apart; nothing is fetched.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::gather::{Gather, Why};
use super::rows::{self, Cell};
use super::{IngestError, Limits};
use crate::model::{BlockRole, MediaType, Source, Warning};

/// Whether bytes begin like a web page.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    let mut head = &bytes[..bytes.len().min(1024)];
    head = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    if head.starts_with(b"<?xml") {
        let end = memchr::memchr(b'>', head).map_or(head.len(), |at| at + 1);
        head = head[end..].trim_ascii_start();
    }
    while head.starts_with(b"<!--") {
        let end = memchr::memmem::find(head, b"-->").map_or(head.len(), |at| at + 3);
        head = head[end..].trim_ascii_start();
    }
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| {
            head.get(..tag.len())
                .is_some_and(|h| h.eq_ignore_ascii_case(tag))
        })
}

/// The encoding that a web page says it has.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    let lower = head.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"charset=")? + "charset=".len();
    let label: Vec<u8> = lower[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
        .collect();
    encoding_rs::Encoding::for_label(&label)
}

/// Reads a decoded web page.
pub(super) fn read(
    text: &str,
    warnings: Vec<Warning>,
    limits: &Limits,
) -> Result<Source, IngestError> {
    let sink = Sink {
        page: RefCell::new(Page::new(Gather::new(limits))),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    // Piece by piece: a tendril holds no more than 4 GiB.
    queue.push_back(StrTendril::from_slice(text));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut page = tokenizer.sink.page.into_inner();
    page.end_block();
    page.end_rows(0);
    if let Some(error) = page.failed {
        return Err(error);
    }
    let mut source = page.gather.finish(MediaType::Html)?;
    source.warnings.splice(..0, warnings);
    Ok(source)
}

struct Sink {
    page: RefCell<Page>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == StartTag => return page.open(&tag),
            Token::TagToken(tag) => page.close(&tag.name),
            Token::CharacterTokens(text) => page.write(&text),
            Token::CommentToken(text) => page.comment(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The page as far as it has been read.
struct Page {
    gather: Gather,
    failed: Option<IngestError>,
    text: String,
    role: BlockRole,
    bold: usize,
    letters: usize,
    /// Open elements that change what text in them is.
    open: Vec<(String, Effect)>,
    hidden: usize,
    skipped: usize,
    strong: usize,
    pre: usize,
    rows: Vec<Row>,
    /// Which of them have cells.
    filled: Vec<usize>,
    /// How many rows stood open when each open table began.
    tables: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Hidden,
    Skipped,
    Strong,
    Pre,
    Plain,
}

#[derive(Default)]
struct Row {
    cells: Vec<Cell>,
}

impl Page {
    fn new(gather: Gather) -> Self {
        Self {
            gather,
            failed: None,
            text: String::new(),
            role: BlockRole::Paragraph,
            bold: 0,
            letters: 0,
            open: Vec::new(),
            hidden: 0,
            skipped: 0,
            strong: 0,
            pre: 0,
            rows: Vec::new(),
            filled: Vec::new(),
            tables: Vec::new(),
        }
    }

    fn keep(&mut self, result: Result<(), IngestError>) {
        if let Err(error) = result {
            self.failed.get_or_insert(error);
        }
    }

    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if is_block(name) {
            self.end_block();
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.role = BlockRole::Heading(name.as_bytes()[1] - b'0');
            }
            "li" => {
                // A sign that nothing followed is not kept: the next takes its place.
                self.text.clear();
                self.role = BlockRole::Item;
                self.text.push_str("• ");
            }
            "br" => self.text.push('\n'),
            "table" => {
                let deep = self.gather.limits().at_depth(self.tables.len());
                self.keep(deep);
                self.tables.push(self.rows.len());
            }
            "tr" => {
                self.end_rows(self.tables.last().copied().unwrap_or(0));
                self.rows.push(Row::default());
            }
            "td" | "th" => {
                let at = self.rows.len().saturating_sub(1);
                if let Some(row) = self.rows.last_mut() {
                    if row.cells.is_empty() {
                        self.filled.push(at);
                    }
                    row.cells.push(Cell::default());
                }
            }
            "img" | "svg" | "canvas" if !is_tiny(tag) => self.gather.warn_of_images(),
            "object" | "embed" | "iframe" => self.gather.warn_of_embedded(),
            "input" => {
                let kind = attribute(tag, "type").unwrap_or("text");
                if let Some(value) = attribute(tag, "value")
                    && !matches!(kind, "hidden" | "password")
                {
                    let value = value.to_owned();
                    self.write(&value);
                }
            }
            _ => {}
        }
        let effect = match name {
            _ if is_hidden(tag) => Effect::Hidden,
            "head" | "script" | "style" | "noscript" | "template" | "title" => Effect::Skipped,
            "b" | "strong" | "th" => Effect::Strong,
            "pre" => Effect::Pre,
            _ => Effect::Plain,
        };
        if !is_void(name) && !tag.self_closing {
            self.forget();
            *self.count(effect) += 1;
            self.open.push((name.to_owned(), effect));
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "noframes" | "xmp" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }

    /// Where very many elements stand open, as in pages that end no paragraph, those that change
    /// nothing are forgotten.
    fn forget(&mut self) {
        let deepest = self.gather.limits().depth as usize;
        if self.open.len() > deepest {
            let plain = self.open.len();
            self.open.retain(|(_, effect)| *effect != Effect::Plain);
            let plain = plain - self.open.len();
            self.pre = self.pre.saturating_sub(plain);
            let deep = self.gather.limits().at_depth(self.open.len() * 2);
            self.keep(deep);
        }
    }

    fn count(&mut self, effect: Effect) -> &mut usize {
        match effect {
            Effect::Hidden => &mut self.hidden,
            Effect::Skipped => &mut self.skipped,
            Effect::Strong => &mut self.strong,
            Effect::Pre | Effect::Plain => &mut self.pre,
        }
    }

    fn close(&mut self, name: &str) {
        if is_block(name) {
            self.end_block();
        }
        // A tag that was never closed ends with what it stands in.
        let near = self.open.iter().rev().take(64);
        if let Some(back) = near.into_iter().position(|(open, _)| open == name) {
            for _ in 0..=back {
                if let Some((_, effect)) = self.open.pop() {
                    let count = self.count(effect);
                    *count = count.saturating_sub(1);
                }
            }
        }
        if name == "tr" {
            self.end_rows(self.tables.last().copied().unwrap_or(0));
        } else if name == "table" {
            let base = self.tables.pop().unwrap_or(0);
            self.end_rows(base);
        }
    }

    /// Ends the rows that stand open within a table.
    fn end_rows(&mut self, base: usize) {
        while self.rows.len() > base {
            self.end_row();
        }
    }

    fn write(&mut self, text: &str) {
        if self.skipped > 0 || self.failed.is_some() {
            return;
        }
        if self.hidden > 0 {
            let kept = self.gather.apart(Why::Hidden, text);
            self.keep(kept);
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.bold += if self.strong > 0 { letters } else { 0 };
        // Only `pre` keeps lines; elsewhere a line end is a blank.
        let in_pre = self
            .open
            .iter()
            .rev()
            .take(8)
            .any(|(_, e)| *e == Effect::Pre);
        if in_pre {
            self.text.push_str(text);
        } else {
            let blank = |c: char| matches!(c, '\n' | '\r' | '\t');
            self.text
                .extend(text.chars().map(|c| if blank(c) { ' ' } else { c }));
        }
    }

    fn comment(&mut self, text: &str) {
        // What only some browsers are to see is no comment of a person.
        if self.skipped == 0 && !text.contains("[if") && !text.contains("endif") {
            let kept = self.gather.apart(Why::Comment, text);
            self.keep(kept);
        }
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let role = std::mem::replace(&mut self.role, BlockRole::Paragraph);
        let bold = (self.letters > 0).then_some(self.bold * 10 >= self.letters * 9);
        (self.bold, self.letters) = (0, 0);
        if !text.chars().any(|c| !c.is_whitespace() && c != '•') {
            // A paragraph within an item is that item.
            if text.contains('•') {
                self.text = text;
                self.role = role;
            }
            return;
        }
        self.deliver(text.trim(), role, bold);
    }

    /// Hands a paragraph to the cell that it stands in, or to the document.
    fn deliver(&mut self, text: &str, role: BlockRole, bold: Option<bool>) {
        let row = self.filled.last().and_then(|&at| self.rows.get_mut(at));
        let cell = row.and_then(|row| row.cells.last_mut());
        if let Some(cell) = cell {
            cell.push(text, role, bold, 1);
        } else {
            let added = self.gather.add(role, text, bold);
            self.keep(added);
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        self.filled.pop_if(|at| *at == self.rows.len());
        for line in rows::lines(row.cells, BlockRole::Paragraph) {
            self.deliver(&line.text, line.role, line.bold);
        }
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs
        .iter()
        .find(|a| &*a.name.local == name)
        .map(|a| &*a.value)
}

/// Whether a browser does not show an element.
fn is_hidden(tag: &Tag) -> bool {
    if attribute(tag, "hidden").is_some() {
        return true;
    }
    let style: String = attribute(tag, "style")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    ["display:none", "visibility:hidden", "mso-hide:all"]
        .iter()
        .any(|hides| style.contains(hides))
}

/// A picture that only counts who opens a page.
fn is_tiny(tag: &Tag) -> bool {
    ["width", "height"]
        .iter()
        .any(|side| matches!(attribute(tag, side), Some("0" | "1" | "2")))
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
