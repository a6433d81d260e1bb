//! PowerPoint files (`.pptx`): slides in their order, hidden ones too, with titles, text boxes,
//! tables, charts, diagrams and notes. Comments and hidden shapes are read and kept apart.

use super::docx::labels;
use super::gather::{Gather, Why};
use super::package::Package;
use super::relations::Relations;
use super::rows::{self, Cell};
use super::xml::{Tag, Token, Xml};
use super::{IngestError, Limits};
use crate::model::{BlockRole, MediaType, Source};

/// Reads a PowerPoint file. `main` is the name of its main part.
pub(super) fn read(
    mut package: Package,
    main: &str,
    limits: &Limits,
) -> Result<Source, IngestError> {
    let Some(presentation) = package.xml(main)? else {
        return Err(IngestError::Damaged("it has no main part".into()));
    };
    let relations = Relations::of(&mut package, main)?;
    let mut gather = Gather::new(limits);
    for (number, id) in (1..).zip(slides(&presentation, limits)?) {
        let Some((_, part)) = relations.by_id.get(&id) else {
            continue;
        };
        let part = part.clone();
        gather.page(number)?;
        slide(&mut package, &part, &mut gather)?;
    }
    package.leftovers(&mut gather)?;
    gather.finish(MediaType::PowerPoint)
}

/// The ids of the slides, in their order.
fn slides(presentation: &str, limits: &Limits) -> Result<Vec<String>, IngestError> {
    let mut ids = Vec::new();
    let mut xml = Xml::new(presentation, limits);
    while let Some(token) = xml.next()? {
        if let Token::Open(tag) = token
            && tag.name() == "sldId"
        {
            // Of its two ids the one of the relation.
            ids.extend(tag.get_prefixed("id"));
        }
    }
    Ok(ids)
}

/// A slide, what it refers to, and its notes.
fn slide(package: &mut Package, part: &str, gather: &mut Gather) -> Result<(), IngestError> {
    let Some(text) = package.xml(part)? else {
        return Ok(());
    };
    let relations = Relations::of(package, part)?;
    let mut walk = Walk::new(gather, BlockRole::Paragraph);
    walk.part(&text)?;
    for (kind, target) in relations.by_id.values() {
        match kind.as_str() {
            "notesSlide" => {
                let text = package.xml(target)?.unwrap_or_default();
                Walk::new(gather, BlockRole::Note).part(&text)?;
            }
            "chart" | "diagramData" => {
                for line in labels(package, target, gather.limits())? {
                    gather.add(BlockRole::Paragraph, &line, None)?;
                }
            }
            "comments" => {
                let text = package.xml(target)?.unwrap_or_default();
                let mut walk = Walk::new(gather, BlockRole::Note);
                walk.apart = Some(Why::Comment);
                walk.part(&text)?;
            }
            "image" => gather.warn_of_images(),
            "oleObject" | "package" => gather.warn_of_embedded(),
            _ => {}
        }
    }
    Ok(())
}

struct Walk<'g> {
    gather: &'g mut Gather,
    role: BlockRole,
    apart: Option<Why>,
    text: String,
    inside: bool,
    /// What the shape around is: a title, or one that only says which slide it is.
    title: bool,
    skipped: bool,
    hidden: bool,
    bullets: bool,
    rows: Vec<Vec<Cell>>,
}

impl<'g> Walk<'g> {
    fn new(gather: &'g mut Gather, role: BlockRole) -> Self {
        Self {
            gather,
            role,
            apart: None,
            text: String::new(),
            inside: false,
            title: false,
            skipped: false,
            hidden: false,
            bullets: false,
            rows: Vec::new(),
        }
    }

    fn part(&mut self, text: &str) -> Result<(), IngestError> {
        let mut xml = Xml::new(text, self.gather.limits());
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(tag) => self.open(&tag)?,
                Token::Close(name) => self.shut(&name)?,
                Token::Text(text) if self.inside => self.text.push_str(&text),
                Token::Text(_) => {}
            }
        }
        self.end_para()
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        match tag.name() {
            "sld" if matches!(tag.get("show").as_deref(), Some("0" | "false")) => {
                self.gather.warn(
                    "hidden-slide",
                    "a slide of the file is hidden: it was read and is in the text",
                );
            }
            "sp" | "graphicFrame" | "cxnSp" => {
                (self.title, self.skipped, self.hidden) = (false, false, false);
            }
            "cNvPr" => {
                self.hidden = matches!(tag.get("hidden").as_deref(), Some("1" | "true"));
            }
            "ph" => match tag.get("type").as_deref() {
                Some("title" | "ctrTitle") => self.title = true,
                // The picture of the slide above its notes, and its number.
                Some("sldNum" | "sldImg") => self.skipped = true,
                _ => {}
            },
            "t" | "text" => self.inside = true,
            "br" => self.text.push('\n'),
            "buChar" | "buAutoNum" => self.bullets = true,
            "tr" => self.rows.push(Vec::new()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Cell::default());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn shut(&mut self, name: &str) -> Result<(), IngestError> {
        match name {
            "t" => self.inside = false,
            "text" => {
                self.inside = false;
                self.end_para()?;
            }
            "p" => self.end_para()?,
            "tr" => {
                if let Some(row) = self.rows.pop() {
                    for line in rows::lines(row, self.role) {
                        self.gather.add(line.role, &line.text, line.bold)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_para(&mut self) -> Result<(), IngestError> {
        let text = std::mem::take(&mut self.text);
        let bullet = std::mem::take(&mut self.bullets);
        let text = text.trim();
        if text.is_empty() || self.skipped {
            return Ok(());
        }
        let why = self.apart.or(self.hidden.then_some(Why::Hidden));
        if let Some(why) = why {
            return self.gather.apart(why, text);
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(text, self.role, None, 1);
            return Ok(());
        }
        match self.role {
            BlockRole::Paragraph if self.title => {
                self.gather.add(BlockRole::Heading(1), text, None)
            }
            BlockRole::Paragraph if bullet => {
                self.gather.add(BlockRole::Item, &format!("• {text}"), None)
            }
            role => self.gather.add(role, text, None),
        }
    }
}
