//! XML as a row of tokens: nothing is fetched, no entity is expanded but the five of XML, and
//! depth is limited. A document type is passed over.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{IngestError, Limits};

/// A token of an XML file.
pub(super) enum Token<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// An element ends; its local name.
    Close(String),
    /// Text.
    Text(String),
}

/// A start tag.
pub(super) struct Tag<'a> {
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        local(self.start.name().into_inner())
    }

    /// The value of an attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| local(a.key.into_inner()) == name)
            .map(
                |a| match a.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
                    Ok(value) => value.into_owned(),
                    Err(_) => a.value.into_owned(),
                },
            )
    }

    /// The value of an attribute whose name has a prefix.
    pub(super) fn get_prefixed(&self, name: &str) -> Option<String> {
        let prefixed = |key: &str| key.rsplit_once(':').is_some_and(|(_, local)| local == name);
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| prefixed(a.key.into_inner()))
            .map(|a| a.value.into_owned())
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether a property that is on by being there is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(
            self.get("val").as_deref(),
            Some("0" | "false" | "off" | "none")
        )
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The tokens of an XML file.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    limits: Limits,
}

impl<'a> Xml<'a> {
    /// Starts reading.
    pub(super) fn new(text: &'a str, limits: &Limits) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            depth: 0,
            limits: *limits,
        }
    }

    /// The next token; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'a>>, IngestError> {
        loop {
            let event = (self.reader.read_event())
                .map_err(|_| IngestError::Damaged("its XML is not well-formed".into()))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    self.limits.at_depth(self.depth)?;
                    Token::Open(Tag { start })
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close(local(end.name().into_inner()).to_owned())
                }
                Event::Text(text) => Token::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Token::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => Token::Text(self.entity(&entity)),
                Event::Eof if self.depth > 0 => {
                    return Err(IngestError::Damaged("its XML ends too soon".into()));
                }
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    /// What an entity stands for. One that the file itself explains is not looked up.
    fn entity(&self, entity: &quick_xml::events::BytesRef<'_>) -> String {
        if let Ok(Some(c)) = entity.resolve_char_ref() {
            return c.to_string();
        }
        let name = entity.xml10_content();
        quick_xml::escape::resolve_predefined_entity(&name)
            .unwrap_or("\u{FFFD}")
            .to_owned()
    }

    /// Passes over what is left of the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), IngestError> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Some(Token::Open(_)) => depth += 1,
                Some(Token::Close(_)) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => break,
            }
        }
        Ok(())
    }
}
