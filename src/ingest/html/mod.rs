//! Web pages: the text that a browser shows, block by block. What is hidden and what stands in
//! comments is read and kept apart; nothing is fetched.

mod css;
mod tags;

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use self::css::Hidden;
use self::tags::{EFFECTS, Effect, attribute, effect, is_block, is_tiny, is_void};
use super::gather::{Gather, Why};
use super::rows::{self, Cell};
use super::traces::{Look, Traces};
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
    for line in page.traces.take() {
        page.gather.apart(Why::Trace, &line)?;
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
        // Over a limit: nothing more is looked at.
        if page.failed.is_some() {
            return TokenSinkResult::Continue;
        }
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
    /// How many open elements have each effect.
    counts: [usize; EFFECTS],
    /// What style sheets hide.
    hides: Hidden,
    sheet: String,
    /// For each open list the number of its next item, where it has numbers.
    lists: Vec<Option<u32>>,
    traces: Traces,
    trace: String,
    /// Text of this block that is not shown.
    apart: Vec<(Why, String)>,
    /// How long the sign is with which an item begins.
    mark: usize,
    rows: Vec<Row>,
    /// Which of them have cells.
    filled: Vec<usize>,
    /// How many rows stood open when each open table began.
    tables: Vec<usize>,
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
            counts: [0; EFFECTS],
            hides: Hidden::default(),
            sheet: String::new(),
            lists: Vec::new(),
            traces: Traces::default(),
            trace: String::new(),
            apart: Vec::new(),
            mark: 0,
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
            let last = self.open.last().map(|(open, _)| open.as_str());
            if last == Some("p") || last == Some(name) && matches!(name, "li" | "td" | "tr") {
                self.end_element();
            }
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.role = BlockRole::Heading(name.as_bytes()[1] - b'0');
            }
            "li" => {
                // A sign that nothing followed is not kept: the next takes its place.
                self.text.clear();
                self.role = BlockRole::Item;
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let value = attribute(tag, "value").and_then(|n| n.parse().ok());
                        let own = value.unwrap_or(*number);
                        *number = own.saturating_add(1);
                        self.text = format!("{own}. ");
                    }
                    _ => self.text.push_str("• "),
                }
                self.mark = self.text.len();
            }
            "ol" => {
                let start = attribute(tag, "start").and_then(|n| n.parse().ok());
                self.lists.push(Some(start.unwrap_or(1)));
            }
            "ul" | "menu" => self.lists.push(None),
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
        self.note_attributes(tag);
        if name == "a" && tags::is_comment_sign(tag) {
            self.begin_comment();
        }
        let effect = match effect(tag, &self.hides) {
            Effect::Plain if name == "a" && tags::is_comment_mark(tag) => Effect::Skipped,
            effect => effect,
        };
        if matches!(effect, Effect::Header | Effect::Footer) {
            self.end_block();
        }
        if !is_void(name) && !tag.self_closing {
            self.forget();
            self.counts[effect as usize] += 1;
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
            let count = &mut self.counts[Effect::Plain as usize];
            *count = count.saturating_sub(plain);
            let deep = self.gather.limits().at_depth(self.open.len() * 2);
            self.keep(deep);
        }
    }

    fn has(&self, effect: Effect) -> bool {
        self.counts[effect as usize] > 0
    }

    /// Where text goes that is not shown.
    fn why(&self) -> Option<Why> {
        if self.has(Effect::Comment) {
            Some(Why::Comment)
        } else if self.has(Effect::Deleted) {
            Some(Why::Deleted)
        } else {
            self.has(Effect::Hidden).then_some(Why::Hidden)
        }
    }

    /// What attributes say to those who do not see, to programs, and of links.
    fn note_attributes(&mut self, tag: &Tag) {
        for name in [
            "alt",
            "title",
            "aria-label",
            "placeholder",
            "data-author",
            "summary",
        ] {
            if let Some(text) = attribute(tag, name) {
                self.traces.add(text);
            }
        }
        match &*tag.name {
            "a" => {
                if let Some(to) = attribute(tag, "href").and_then(|to| to.strip_prefix("mailto:")) {
                    self.traces.add(to);
                }
            }
            "meta" => {
                let named = attribute(tag, "name").unwrap_or_default();
                if let Some(content) = attribute(tag, "content") {
                    match named.to_ascii_lowercase().as_str() {
                        "author" | "creator" | "dc.creator" | "changedby" => {
                            self.traces.author(content);
                        }
                        _ => self.traces.add(content),
                    }
                }
            }
            "input" if attribute(tag, "type") == Some("hidden") => {
                self.traces.add(attribute(tag, "value").unwrap_or_default());
            }
            "iframe" => self
                .traces
                .add(attribute(tag, "srcdoc").unwrap_or_default()),
            _ => {}
        }
    }

    /// What stands around the sign of a comment is that comment.
    fn begin_comment(&mut self) {
        self.text.clear();
        self.mark = 0;
        let around = self.open.iter_mut().rev().take(8);
        let mut last = None;
        for open in around {
            let ends = open.0 == "div";
            last = Some(open);
            if ends {
                break;
            }
        }
        if let Some((_, effect)) = last {
            let old = std::mem::replace(effect, Effect::Comment);
            let count = &mut self.counts[old as usize];
            *count = count.saturating_sub(1);
            self.counts[Effect::Comment as usize] += 1;
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
                self.end_element();
            }
        }
        if matches!(name, "ul" | "ol" | "menu") {
            self.lists.pop();
        }
        if name == "tr" {
            self.end_rows(self.tables.last().copied().unwrap_or(0));
        } else if name == "table" {
            let base = self.tables.pop().unwrap_or(0);
            self.end_rows(base);
        }
    }

    fn end_element(&mut self) {
        let Some((_, effect)) = self.open.pop() else {
            return;
        };
        let count = &mut self.counts[effect as usize];
        *count = count.saturating_sub(1);
        match effect {
            Effect::Style => {
                let sheet = std::mem::take(&mut self.sheet);
                self.hides.read(&sheet);
            }
            Effect::Trace => {
                let text = std::mem::take(&mut self.trace);
                self.traces.add(&text);
            }
            _ => {}
        }
    }

    /// Ends the rows that stand open within a table.
    fn end_rows(&mut self, base: usize) {
        while self.rows.len() > base {
            self.end_row();
        }
    }

    fn write(&mut self, text: &str) {
        if self.failed.is_some() {
            return;
        }
        if self.has(Effect::Style) {
            self.sheet.push_str(text);
            return;
        }
        if self.has(Effect::Trace) {
            self.trace.push_str(text);
            return;
        }
        if self.has(Effect::Skipped) {
            return;
        }
        if let Some(why) = self.why() {
            match self.apart.last_mut() {
                Some((last, all)) if *last == why => all.push_str(text),
                _ => self.apart.push((why, text.to_owned())),
            }
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.bold += if self.has(Effect::Strong) { letters } else { 0 };
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
        if text.contains("[if") || text.contains("endif") {
            // The properties of the file stand in one.
            if text.contains("DocumentProperties") {
                let from = text.find('<').unwrap_or(text.len());
                let to = text.rfind('>').map_or(from, |at| (at + 1).max(from));
                let xml = &text[from..to];
                let xml = &xml[..xml.rfind("<![").unwrap_or(xml.len())];
                self.traces.of_part(xml, Look::All);
            }
        } else if !self.has(Effect::Skipped) && !self.has(Effect::Style) {
            let kept = self.gather.apart(Why::Comment, text);
            self.keep(kept);
        }
    }

    fn end_block(&mut self) {
        for (why, text) in std::mem::take(&mut self.apart) {
            let kept = self.gather.apart(why, &text);
            self.keep(kept);
        }
        let text = std::mem::take(&mut self.text);
        let role = std::mem::replace(&mut self.role, BlockRole::Paragraph);
        let bold = (self.letters > 0).then_some(self.bold * 10 >= self.letters * 9);
        (self.bold, self.letters) = (0, 0);
        let mark = std::mem::take(&mut self.mark).min(text.len());
        if text[mark..].trim().is_empty() {
            // A paragraph within an item is that item.
            if mark > 0 {
                (self.text, self.role, self.mark) = (text, role, mark);
            }
            return;
        }
        let role = match role {
            BlockRole::Paragraph if self.has(Effect::Header) => BlockRole::Header,
            BlockRole::Paragraph if self.has(Effect::Footer) => BlockRole::Footer,
            BlockRole::Paragraph | BlockRole::Item if self.has(Effect::Note) => BlockRole::Note,
            role => role,
        };
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
