//! Word files (`.docx`): the body, tables, text boxes, headers and footers, foot- and endnotes.
//! Comments, text that was deleted with changes tracked and hidden text are read and kept apart.
//!
//! [`styles`] and [`numbers`] say what paragraphs are; [`walk`] goes through the parts.

mod inserts;
mod numbers;
mod styles;
mod walk;

use std::collections::BTreeSet;

pub(super) use self::inserts::labels;
use self::numbers::Numbers;
use self::styles::Styles;
use self::walk::Walk;
use super::gather::{Gather, Why};
use super::package::Package;
use super::relations::Relations;
use super::xml::{Token, Xml};
use super::{IngestError, Limits};
use crate::model::{BlockRole, MediaType, Source};

/// Reads a Word file. `main` is the name of its main part.
pub(super) fn read(
    mut package: Package,
    main: &str,
    limits: &Limits,
) -> Result<Source, IngestError> {
    let Some(body) = package.xml(main)? else {
        return Err(IngestError::Damaged("it has no main part".into()));
    };
    let parts = Parts {
        relations: Relations::of(&mut package, main)?,
    };
    let styles = match parts.relations.one("styles").map(|name| package.xml(name)) {
        Some(text) => Styles::read(&text?.unwrap_or_default(), limits)?,
        None => Styles::default(),
    };
    let mut numbers = match parts
        .relations
        .one("numbering")
        .map(|name| package.xml(name))
    {
        Some(text) => Numbers::read(&text?.unwrap_or_default(), limits)?,
        None => Numbers::default(),
    };
    let even = match parts
        .relations
        .one("settings")
        .map(|name| package.xml(name))
    {
        Some(text) => is_set(&text?.unwrap_or_default(), "evenAndOddHeaders", limits)?,
        None => false,
    };
    let mut gather = Gather::new(limits);
    let edges = Edges::of(&body, even, limits)?;
    let inserts = inserts::read(&mut package, &parts.relations, &mut gather)?;
    let mut reader = Reader {
        package: &mut package,
        styles: &styles,
        numbers: &mut numbers,
        gather: &mut gather,
    };
    let headers = parts.in_order("header", &edges.headers);
    // What stands at the head of later pages only comes behind the letterhead of the first.
    let (above, below) = headers.split_at(usize::from(edges.on_first_page && !headers.is_empty()));
    for &(part, shown) in above {
        reader.edge(part, BlockRole::Header, shown)?;
    }
    let mut walk = reader.walk(BlockRole::Paragraph);
    walk.inserts = Some(&inserts);
    walk.part(&body)?;
    for kind in ["footnotes", "endnotes"] {
        if let Some(part) = parts.relations.one(kind) {
            reader.notes(part)?;
        }
    }
    for &(part, shown) in below {
        reader.edge(part, BlockRole::Header, shown)?;
    }
    for (part, shown) in parts.in_order("footer", &edges.footers) {
        reader.edge(part, BlockRole::Footer, shown)?;
    }
    if let Some(part) = parts.relations.one("comments") {
        reader.comments(part)?;
    }
    // What nothing in the body asks for is not shown.
    for (id, lines) in &inserts {
        if !body.contains(&format!("\"{id}\"")) {
            for line in lines {
                gather.apart(Why::Trace, &line.text)?;
            }
        }
    }
    package.leftovers(&mut gather)?;
    gather.finish(MediaType::Word)
}

/// What all parts are read with.
struct Reader<'r> {
    package: &'r mut Package,
    styles: &'r Styles,
    numbers: &'r mut Numbers,
    gather: &'r mut Gather,
}

impl Reader<'_> {
    fn walk(&mut self, role: BlockRole) -> Walk<'_> {
        Walk::new(self.styles, self.numbers, self.gather, role)
    }

    /// A header or footer; one that no page shows goes apart.
    fn edge(&mut self, part: &str, role: BlockRole, shown: bool) -> Result<(), IngestError> {
        let Some(text) = self.package.xml(part)? else {
            return Ok(());
        };
        let mut walk = self.walk(role);
        if !shown {
            walk.apart = Some(Why::Hidden);
        }
        walk.part(&text)
    }

    /// Foot- or endnotes, each with its number.
    fn notes(&mut self, part: &str) -> Result<(), IngestError> {
        let Some(text) = self.package.xml(part)? else {
            return Ok(());
        };
        let mut xml = Xml::new(&text, self.package.limits());
        let mut walk = self.walk(BlockRole::Note);
        let mut number = 0;
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(tag) if matches!(tag.name(), "footnote" | "endnote") => {
                    // The lines that part notes from text.
                    if tag.get("type").is_some_and(|kind| kind != "normal") {
                        xml.skip()?;
                        continue;
                    }
                    number += 1;
                    walk.prefix = format!("{number} ");
                }
                token => walk.token(token, &mut xml)?,
            }
        }
        walk.close()
    }

    /// Comments, with who wrote them.
    fn comments(&mut self, part: &str) -> Result<(), IngestError> {
        let Some(text) = self.package.xml(part)? else {
            return Ok(());
        };
        let mut xml = Xml::new(&text, self.package.limits());
        let mut walk = self.walk(BlockRole::Note);
        walk.apart = Some(Why::Comment);
        while let Some(token) = xml.next()? {
            if let Token::Open(tag) = &token
                && tag.name() == "comment"
                && let Some(author) = tag.get("author")
            {
                walk.gather
                    .apart(Why::Comment, &format!("Auteur: {author}"))?;
            }
            walk.token(token, &mut xml)?;
        }
        walk.close()
    }
}

/// The parts that the main part refers to.
struct Parts {
    relations: Relations,
}

impl Parts {
    /// All parts of a kind, each once: those that are shown in the order of `shown`, then those
    /// that no page shows.
    fn in_order<'p>(&'p self, kind: &'p str, shown: &[String]) -> Vec<(&'p str, bool)> {
        let of_kind = |id: &String| self.relations.by_id.get(id).filter(|(k, _)| k == kind);
        let mut seen = BTreeSet::new();
        let mut parts = Vec::new();
        let first = shown
            .iter()
            .filter_map(of_kind)
            .map(|(_, part)| (part.as_str(), true));
        let rest = self.relations.all(kind).map(|part| (part, false));
        for (part, is_shown) in first.chain(rest) {
            if seen.insert(part) {
                parts.push((part, is_shown));
            }
        }
        parts
    }
}

/// The headers and footers that pages show, by the ids of their relations.
#[derive(Default)]
struct Edges {
    headers: Vec<String>,
    footers: Vec<String>,
    /// Whether the first of the headers is that of the first page.
    on_first_page: bool,
}

impl Edges {
    /// Looks at the sections of the body only: they stand behind what they hold for.
    fn of(body: &str, even: bool, limits: &Limits) -> Result<Self, IngestError> {
        let mut edges = Self::default();
        let (mut title, mut refs) = (false, Vec::new());
        let finder = memchr::memmem::Finder::new("sectPr");
        let mut at = 0;
        while let Some(found) = finder.find(&body.as_bytes()[at..]) {
            let name = at + found;
            at = name + "sectPr".len();
            let Some(open) = body[..name].rfind('<') else {
                continue;
            };
            let is_open = !body[open..name].contains(['/', ' ', '>'])
                && body[at..].starts_with([' ', '>', '\r', '\n', '\t']);
            if !is_open {
                continue;
            }
            let Some(end) = finder.find(&body.as_bytes()[at..]).map(|end| at + end) else {
                break;
            };
            refs.clear();
            // The begin of a section's description; its end is not well-formed XML any more.
            let mut xml = Xml::new(&body[open..end], limits);
            while let Ok(Some(token)) = xml.next() {
                let Token::Open(tag) = token else { continue };
                match tag.name() {
                    "headerReference" | "footerReference" => refs.push((
                        tag.name() == "headerReference",
                        tag.get("type").unwrap_or_default(),
                        tag.get("id").unwrap_or_default(),
                    )),
                    "titlePg" => title = tag.is_on(),
                    _ => {}
                }
            }
            for wanted in ["first", "default", "even"] {
                let shown = match wanted {
                    "first" => title,
                    "even" => even,
                    _ => true,
                };
                if edges.headers.is_empty() && wanted == "default" {
                    edges.on_first_page = !title;
                }
                for (header, _, id) in refs.iter().filter(|(_, kind, _)| kind == wanted && shown) {
                    edges.on_first_page |= *header && wanted == "first" && edges.headers.is_empty();
                    let list = if *header {
                        &mut edges.headers
                    } else {
                        &mut edges.footers
                    };
                    list.push(id.clone());
                }
            }
            title = false;
        }
        Ok(edges)
    }
}

fn is_set(settings: &str, name: &str, limits: &Limits) -> Result<bool, IngestError> {
    let mut xml = Xml::new(settings, limits);
    while let Some(token) = xml.next()? {
        if let Token::Open(tag) = token
            && tag.name() == name
        {
            return Ok(tag.is_on());
        }
    }
    Ok(false)
}
