//! Every string of a JSON text, one after another, without building a tree of it.

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer as _};
use std::borrow::Cow;
use std::fmt;

/// Whether the string of a key is the program's own: no text of a document.
fn is_own(key: &str) -> bool {
    matches!(
        key,
        "rule"
            | "kind"
            | "ground"
            | "label"
            | "action"
            | "part"
            | "code"
            | "media_type"
            | "schema"
            | "id"
    )
}

/// Calls `see` with the first key above each string, and the string.
pub(super) fn strings(
    json: &str,
    mut see: impl FnMut(&str, &str),
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    deserializer.deserialize_any(Walk {
        at: None,
        own: false,
        see: &mut see,
    })?;
    deserializer.end()
}

/// Somewhere in the text, below the first key `at`.
struct Walk<'a> {
    at: Option<&'a str>,
    /// A string right here is the program's own.
    own: bool,
    see: &'a mut dyn FnMut(&str, &str),
}

/// A key as it stands in the JSON, where it can stand so.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if !self.own {
            (self.see)(self.at.unwrap_or_default(), text);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items
            .next_element_seed(Walk {
                at: self.at,
                own: false,
                see: &mut *self.see,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            let walk = Walk {
                at: Some(self.at.unwrap_or(&key)),
                own: is_own(&key),
                see: &mut *self.see,
            };
            map.next_value_seed(walk)?;
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_is_seen_but_the_programs_own_words() {
        let json = r#"{"text": "a", "fields": {"kind": {"value": "b", "n": [1, -2, 3.5, true, null, "c"]}}, "redactions": [{"rule": "r"}]}"#;
        let mut seen = Vec::new();
        strings(json, |at, text| seen.push(format!("{at}={text}"))).unwrap();
        assert_eq!(seen, ["text=a", "fields=b", "fields=c"]);
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        assert!(strings("{\"a\": ", |_, _| {}).is_err());
        assert!(strings("{} {}", |_, _| {}).is_err());
    }
}
