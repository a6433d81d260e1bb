//! What the styles of an OpenDocument file say: bold, hidden, and whether lists have numbers.

use std::collections::BTreeMap;

use super::super::xml::{Token, Xml};
use super::super::{IngestError, Limits};

/// What a style says, its parents left out.
#[derive(Clone, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    breaks: bool,
    list: Option<String>,
    master: Option<String>,
}

/// All styles by name, and the levels of lists that have numbers.
#[derive(Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    numbered: BTreeMap<(String, u32), Level>,
}

/// How items of a list are numbered.
#[derive(Clone)]
pub(super) struct Level {
    pub start: u32,
    pub suffix: String,
    pub shown: u32,
    pub letters: bool,
}

const DEEPEST: usize = 16;

/// The name under which the numbers of headings are kept: no list is called so.
const OUTLINE: &str = "\0outline";

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn read(&mut self, text: &str, limits: &Limits) -> Result<(), IngestError> {
        let mut xml = Xml::new(text, limits);
        let mut now: Option<(String, Style)> = None;
        let mut list = String::new();
        while let Some(token) = xml.next()? {
            match token {
                Token::Open(tag) => match tag.name() {
                    "body" => xml.skip()?,
                    "style" => {
                        let style = Style {
                            parent: tag.get("parent-style-name"),
                            list: tag.get("list-style-name"),
                            master: tag.get("master-page-name").filter(|m| !m.is_empty()),
                            ..Style::default()
                        };
                        now = tag.get("name").map(|name| (name, style));
                    }
                    "text-properties" => {
                        if let Some((_, style)) = &mut now {
                            style.bold = tag.get("font-weight").map(|w| is_bold(&w));
                            style.hidden = tag.get("display").map(|d| d == "none");
                        }
                    }
                    "paragraph-properties" => {
                        if let Some((_, style)) = &mut now {
                            style.breaks = tag.get("break-before").as_deref() == Some("page");
                        }
                    }
                    "list-style" => list = tag.get("name").unwrap_or_default(),
                    "outline-style" => OUTLINE.clone_into(&mut list),
                    "list-level-style-number" | "outline-level-style" => {
                        let format = tag.get("num-format").unwrap_or_default();
                        if !format.is_empty() {
                            self.numbered.insert(
                                (list.clone(), tag.number("level").unwrap_or(1)),
                                Level {
                                    start: tag.number("start-value").unwrap_or(1),
                                    suffix: suffix(tag.get("num-suffix").unwrap_or_default()),
                                    shown: tag.number("display-levels").unwrap_or(1).min(9),
                                    letters: format == "a",
                                },
                            );
                        }
                    }
                    _ => {}
                },
                Token::Close(name) if name == "style" => {
                    if let Some((name, style)) = now.take() {
                        self.all.insert(name, style);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn find<T>(&self, name: &str, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut next = Some(name);
        for _ in 0..DEEPEST {
            let style = self.all.get(next?)?;
            if let Some(value) = what(style) {
                return Some(value);
            }
            next = style.parent.as_deref();
        }
        None
    }

    /// Whether text in this style is bold, where it says so.
    pub(super) fn bold(&self, name: &str) -> Option<bool> {
        self.find(name, |style| style.bold)
    }

    /// Whether text in this style is hidden.
    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.find(name, |style| style.hidden) == Some(true)
    }

    /// Whether a page ends before a paragraph in this style.
    pub(super) fn breaks(&self, name: &str) -> bool {
        self.find(name, |style| style.breaks.then_some(()))
            .is_some()
    }

    /// The page style that a paragraph in this style begins.
    pub(super) fn master(&self, name: &str) -> Option<String> {
        self.find(name, |style| style.master.clone())
    }

    /// How headings of this level are numbered; none where they are not.
    pub(super) fn outline(&self, level: u32) -> Option<&Level> {
        self.numbers(OUTLINE, level)
    }

    /// The list that a style belongs to.
    pub(super) fn list(&self, name: &str) -> Option<String> {
        self.find(name, |style| style.list.clone())
    }

    /// How this level of a list is numbered; none where it has bullets.
    pub(super) fn numbers(&self, list: &str, level: u32) -> Option<&Level> {
        self.numbered.get(&(list.to_owned(), level))
    }
}

/// Cut where it is longer than any list has it: it comes back with every item.
fn suffix(mut text: String) -> String {
    const LONGEST: usize = 32;
    text.truncate(text.floor_char_boundary(LONGEST));
    text
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|w| w >= 600)
}
