//! Markdown: its text without the signs.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::gather::{Gather, Why};
use super::traces::Traces;
use super::{IngestError, Limits, rows};
use crate::model::{BlockRole, MediaType, Source, Warning};

/// Reads a decoded Markdown text.
pub(super) fn read(
    text: &str,
    warnings: Vec<Warning>,
    limits: &Limits,
) -> Result<Source, IngestError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = Page {
        gather: Gather::new(limits),
        text: String::new(),
        role: BlockRole::Paragraph,
        cells: Vec::new(),
        lists: Vec::new(),
        head: false,
        traces: Traces::default(),
    };
    for event in Parser::new_ext(text, options) {
        page.event(event)?;
    }
    page.end()?;
    for line in page.traces.take() {
        page.gather.apart(Why::Trace, &line)?;
    }
    let mut source = page.gather.finish(MediaType::Markdown)?;
    source.warnings.splice(..0, warnings);
    Ok(source)
}

struct Page {
    gather: Gather,
    text: String,
    role: BlockRole,
    cells: Vec<String>,
    lists: Vec<Option<u64>>,
    /// In what is said of the text before it begins.
    head: bool,
    traces: Traces,
}

impl Page {
    fn event(&mut self, event: Event<'_>) -> Result<(), IngestError> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::End(end) => self.stop(end)?,
            Event::Text(text) if self.head => {
                for line in text.lines() {
                    let line = field(line);
                    self.gather.add(BlockRole::Paragraph, &line, None)?;
                }
            }
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            // Tags say nothing; comments are not shown.
            Event::Html(text) | Event::InlineHtml(text) => match text.strip_prefix("<!--") {
                Some(comment) => {
                    let comment = comment.trim().trim_end_matches("-->");
                    self.gather.apart(Why::Comment, comment)?;
                }
                None if !text.trim_start().starts_with('<') => self.text.push_str(&text),
                None => self.text.push_str(&without_tags(&text)),
            },
            Event::FootnoteReference(_) => {}
            Event::Rule => self.end()?,
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        match tag {
            Tag::Heading { level, .. } => {
                self.end()?;
                self.role = BlockRole::Heading(*level as u8);
            }
            Tag::List(first) => {
                self.end()?;
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end()?;
                self.role = BlockRole::Item;
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.text = format!("{number}. ");
                        *number = number.saturating_add(1);
                    }
                    _ => self.text.push_str("• "),
                }
            }
            // A paragraph in an item is that item.
            Tag::Paragraph if self.role == BlockRole::Item => {}
            Tag::FootnoteDefinition(name) => {
                self.end()?;
                self.role = BlockRole::Note;
                self.text = format!("{name} ");
            }
            Tag::Paragraph if self.role == BlockRole::Note => {}
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::Table(_) | Tag::BlockQuote(_) => {
                self.end()?;
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                self.gather.warn_of_images();
                self.traces.add(title);
                self.traces.target(dest_url);
            }
            Tag::Link {
                dest_url, title, ..
            } => {
                self.traces.add(title);
                self.traces.target(dest_url);
            }
            Tag::MetadataBlock(_) => {
                self.end()?;
                self.head = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn stop(&mut self, end: TagEnd) -> Result<(), IngestError> {
        match end {
            TagEnd::List(_) => {
                self.end()?;
                self.lists.pop();
            }
            TagEnd::TableCell => self.cells.push(std::mem::take(&mut self.text)),
            TagEnd::TableRow | TagEnd::TableHead => {
                let cells = std::mem::take(&mut self.cells);
                let line = rows::joined(cells.iter().map(String::as_str));
                self.gather.add(BlockRole::Row, &line, None)?;
            }
            TagEnd::MetadataBlock(_) => self.head = false,
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition => self.end()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), IngestError> {
        let text = std::mem::take(&mut self.text);
        let role = std::mem::replace(&mut self.role, BlockRole::Paragraph);
        self.gather.add(role, &text, None)
    }
}

/// A line of the head as a letter would have it.
fn field(line: &str) -> String {
    let Some((key, value)) = line.split_once(':') else {
        return line.trim_start_matches(['-', ' ']).to_owned();
    };
    let value = value.trim().trim_matches(['"', '\'', '[', ']']);
    match key.trim().to_ascii_lowercase().as_str() {
        "title" | "titel" => value.to_owned(),
        "author" | "authors" | "auteur" | "auteurs" => format!("Auteur: {value}"),
        "date" | "datum" => format!("Datum: {value}"),
        _ => line.trim().to_owned(),
    }
}

/// A line of HTML without its tags.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}
