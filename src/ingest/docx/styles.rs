//! What the styles of a Word file say of paragraphs and runs.

use std::collections::BTreeMap;

use super::super::xml::{Token, Xml};
use super::super::{IngestError, Limits};

/// What a style says, its parents included.
#[derive(Clone, Default)]
pub(super) struct Style {
    /// The level of a heading.
    pub heading: Option<u8>,
    /// Bold or not.
    pub bold: Option<bool>,
    /// Hidden or not.
    pub hidden: Option<bool>,
    /// Its list, and the level in it.
    pub list: (Option<u32>, Option<u8>),
    parent: Option<String>,
}

/// All styles by their id.
#[derive(Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
}

/// Styles build on each other no deeper than this.
const DEEPEST: usize = 16;

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str, limits: &Limits) -> Result<Self, IngestError> {
        let mut styles = Self::default();
        let mut xml = Xml::new(text, limits);
        let mut now: Option<(String, Style)> = None;
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(tag) => match (tag.name(), &mut now) {
                    ("style", _) => {
                        let id = tag.get("styleId").unwrap_or_default();
                        now = Some((id, Style::default()));
                    }
                    (_, None) => {}
                    ("name", Some((_, style))) => {
                        let name = tag.get("val").unwrap_or_default();
                        style.heading = style.heading.or_else(|| level_by_name(&name));
                    }
                    ("basedOn", Some((_, style))) => style.parent = tag.get("val"),
                    ("outlineLvl", Some((_, style))) => {
                        style.heading = outline(tag.number("val")).or(style.heading);
                    }
                    ("numId", Some((_, style))) => style.list.0 = tag.number("val"),
                    ("ilvl", Some((_, style))) => style.list.1 = level(tag.number("val")),
                    ("b", Some((_, style))) => style.bold = Some(tag.is_on()),
                    ("vanish", Some((_, style))) => style.hidden = Some(tag.is_on()),
                    ("tblStylePr" | "rPrChange" | "pPrChange", _) => xml.skip()?,
                    _ => {}
                },
                Token::Close(name) if name == "style" => {
                    if let Some((id, style)) = now.take() {
                        styles.all.insert(id, style);
                    }
                }
                _ => {}
            }
        }
        let resolved = styles.all.keys().map(|id| (id.clone(), styles.whole(id)));
        styles.all = resolved.collect();
        Ok(styles)
    }

    fn whole(&self, id: &str) -> Style {
        let mut whole = Style::default();
        let mut next = Some(id);
        for _ in 0..DEEPEST {
            let Some(style) = next.and_then(|id| self.all.get(id)) else {
                break;
            };
            whole.heading = whole.heading.or(style.heading);
            whole.bold = whole.bold.or(style.bold);
            whole.hidden = whole.hidden.or(style.hidden);
            whole.list.0 = whole.list.0.or(style.list.0);
            whole.list.1 = whole.list.1.or(style.list.1);
            next = style.parent.as_deref();
        }
        whole
    }

    /// What a style says; nothing where there is no such style.
    pub(super) fn get(&self, id: &str) -> Style {
        self.all.get(id).cloned().unwrap_or_default()
    }
}

/// An outline level: 0 to 8 are headings, 9 is text.
pub(super) fn outline(value: Option<u32>) -> Option<u8> {
    let level = u8::try_from(value?).ok()?;
    (level < 9).then_some(level + 1)
}

/// A level of a list.
pub(super) fn level(value: Option<u32>) -> Option<u8> {
    u8::try_from(value?).ok().filter(|&level| level < 9)
}

/// `heading 2`, `Kop 2`.
fn level_by_name(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    let number = name
        .strip_prefix("heading ")
        .or_else(|| name.strip_prefix("kop "))?;
    number.parse().ok().filter(|level| (1..=9).contains(level))
}
