//! JSON: each value that is text or a number on a line of its own, with its key before it.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::gather::Gather;
use super::{IngestError, Limits};
use crate::model::{BlockRole, MediaType, Source, Warning};

/// Reads a text that is JSON, or lines of JSON; none when it is something else.
pub(super) fn read(
    text: &str,
    warnings: &[Warning],
    limits: &Limits,
) -> Result<Option<Source>, IngestError> {
    if !text.trim_start().starts_with(['{', '[']) {
        return Ok(None);
    }
    let state = RefCell::new(State {
        gather: Gather::new(limits),
        failed: None,
    });
    let mut from = serde_json::Deserializer::from_str(text);
    loop {
        let value = Value {
            state: &state,
            key: "",
        };
        if value.deserialize(&mut from).is_err() {
            break;
        }
        if from.end().is_ok() {
            let state = state.into_inner();
            if let Some(error) = state.failed {
                return Err(error);
            }
            let mut source = match state.gather.finish(MediaType::Json) {
                Ok(source) => source,
                // Brackets with nothing to read between them.
                Err(_) => return Ok(None),
            };
            source.warnings.splice(..0, warnings.iter().cloned());
            return Ok(Some(source));
        }
    }
    match state.into_inner().failed {
        Some(error) => Err(error),
        None => Ok(None),
    }
}

struct State {
    gather: Gather,
    failed: Option<IngestError>,
}

/// A value and the key that it stands under.
#[derive(Clone, Copy)]
struct Value<'s> {
    state: &'s RefCell<State>,
    key: &'s str,
}

impl Value<'_> {
    fn add<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        let mut state = self.state.borrow_mut();
        let line = match self.key {
            "" => text.to_owned(),
            key => format!("{key}: {text}"),
        };
        let added = state.gather.add(BlockRole::Paragraph, &line, None);
        added.map_err(|error| {
            state.failed = Some(error);
            E::custom("over the limit")
        })
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.add(text)
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.add(&number.to_string())
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.add(&number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        self.add(&number.to_string())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        while all.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        while let Some(key) = all.next_key::<String>()? {
            all.next_value_seed(Value {
                state: self.state,
                key: &key,
            })?;
        }
        Ok(())
    }
}
