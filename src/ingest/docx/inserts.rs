//! What a Word file shows that stands in parts of its own: other documents that it takes in,
//! charts and diagrams.

use std::collections::BTreeMap;

use super::super::gather::{Gather, Why};
use super::super::package::Package;
use super::super::relations::Relations;
use super::super::xml::{Token, Xml};
use super::super::{IngestError, Limits};
use crate::model::{BlockRole, Content};

/// A line to put in.
pub(super) struct Insert {
    pub role: BlockRole,
    pub text: String,
    pub bold: Option<bool>,
}

/// Lines by the id of the relation to the part that they stand in.
pub(super) type Inserts = BTreeMap<String, Vec<Insert>>;

/// Reads the parts that a part refers to.
pub(super) fn read(
    package: &mut Package,
    relations: &Relations,
    gather: &mut Gather,
) -> Result<Inserts, IngestError> {
    let mut inserts = Inserts::new();
    for (id, (kind, part)) in &relations.by_id {
        let lines = match kind.as_str() {
            "aFChunk" => chunk(package, part, gather)?,
            "chart" | "chartEx" | "diagramData" => {
                let lines = labels(package, part, gather.limits())?;
                Some(lines.iter().map(|line| paragraph(line)).collect())
            }
            _ => None,
        };
        if let Some(lines) = lines {
            inserts.insert(id.clone(), lines);
        }
    }
    Ok(inserts)
}

/// A document of another format that is taken in.
fn chunk(
    package: &mut Package,
    part: &str,
    gather: &mut Gather,
) -> Result<Option<Vec<Insert>>, IngestError> {
    let Some(nesting) = gather.limits().nesting.checked_sub(1) else {
        return Ok(None);
    };
    let limits = Limits {
        nesting,
        ..*gather.limits()
    };
    let Some(bytes) = package.bytes(part)? else {
        return Ok(None);
    };
    let extension = part.rsplit_once('.').map(|(_, extension)| extension);
    let Ok(source) = super::super::read(bytes, extension, &limits) else {
        // What can't be read is told of where it stands.
        return Ok(None);
    };
    for warning in source.warnings {
        gather.warn(warning.code, warning.message);
    }
    Ok(Some(match source.content {
        Content::Blocks(blocks) => {
            gather.apart(Why::Trace, &blocks.aside)?;
            let insert = |block: &crate::model::TextBlock| Insert {
                role: block.role,
                text: blocks.text[block.span.range()].to_owned(),
                bold: block.bold,
            };
            blocks.list.iter().map(insert).collect()
        }
        Content::Text(text) => text.lines().map(paragraph).collect(),
        _ => return Ok(None),
    }))
}

fn paragraph(text: &str) -> Insert {
    Insert {
        role: BlockRole::Paragraph,
        text: text.to_owned(),
        bold: None,
    }
}

/// What a chart or diagram says, each label once: titles, names of series and categories.
pub(in super::super) fn labels(
    package: &mut Package,
    part: &str,
    limits: &Limits,
) -> Result<Vec<String>, IngestError> {
    let text = package.xml(part)?.unwrap_or_default();
    labels_of(&text, limits)
}

/// The paragraphs and cached strings of a drawing.
fn labels_of(text: &str, limits: &Limits) -> Result<Vec<String>, IngestError> {
    let mut lines: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let (mut now, mut inside, mut strings) = (String::new(), false, 0_usize);
    let mut xml = Xml::new(text, limits);
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => match tag.name() {
                "strCache" | "strLit" | "lvl" => strings += 1,
                "t" => inside = true,
                "v" if strings > 0 => inside = true,
                "br" => now.push(' '),
                _ => {}
            },
            Token::Close(name) => match name.as_str() {
                "strCache" | "strLit" | "lvl" => strings = strings.saturating_sub(1),
                "t" => inside = false,
                "p" | "v" => {
                    inside = false;
                    let line = std::mem::take(&mut now);
                    if !line.trim().is_empty() && seen.insert(line.clone()) {
                        lines.push(line);
                    }
                }
                _ => {}
            },
            Token::Text(text) if inside => now.push_str(&text),
            Token::Text(_) => {}
        }
    }
    Ok(lines)
}
