//! What no file of ours holds: keys, text and bytes that the writer never writes.

use super::carriers::Holds;
use super::names;
use super::objects::{Dict, Part, Value};

/// What was noticed of a file that claims to be ours.
#[derive(Default)]
pub(super) struct Strict {
    foreign: Option<String>,
    ends: u32,
    heads: u32,
}

/// Keys whose strings say nothing of the source's pages, or are redacted: all are searched too.
const TEXTS: [&[u8]; 12] = [
    b"Title",
    b"Producer",
    b"Lang",
    b"Alt",
    b"ID",
    b"Registry",
    b"Ordering",
    b"OutputConditionIdentifier",
    b"OutputCondition",
    b"Info",
    b"RegistryName",
    // A string in it is a list of colours.
    b"ColorSpace",
];

impl Strict {
    /// Notes something that does not belong in an object.
    pub fn foreign(&mut self, object: u32, what: &str) {
        if self.foreign.is_none() {
            self.foreign = Some(format!("{what}, in object {object}"));
        }
    }

    pub fn part(&mut self, part: &Part<'_>) {
        match part {
            Part::Object(number, values) => self.values(*number, values, None),
            Part::Stream(number, dict, _) => self.dict(*number, dict),
            Part::Mark(mark) if mark.starts_with(b"%PDF-") => {
                self.heads += 1;
                if mark.len() != b"%PDF-1.7".len() {
                    self.foreign(0, "something behind the mark of the first line");
                }
            }
            Part::Mark(_) => self.ends += 1,
            Part::Junk(_) => self.foreign(0, "bytes that are no object"),
            Part::Table => {}
        }
    }

    pub fn stream(&mut self, object: u32, dict: &Dict<'_>, holds: Holds) {
        if holds == Holds::Text && dict.name(b"Type") != Some(b"Metadata") {
            self.foreign(object, "a stream of text");
        }
    }

    fn values(&mut self, object: u32, values: &[Value<'_>], key: Option<&[u8]>) {
        for value in values {
            match value {
                // An array of an object of its own: a colour space, with the list of its colours.
                Value::Text(_) if key.is_none_or(|k| TEXTS.contains(&k)) => {}
                Value::Text(_) => self.foreign(object, "a text where there should be none"),
                Value::Comment(_) => self.foreign(object, "a comment"),
                Value::Dict(dict) => self.dict(object, dict),
                Value::Array(items) => self.values(object, items, key),
                Value::Name(_) | Value::Word(_) => {}
            }
        }
    }

    fn dict(&mut self, object: u32, dict: &Dict<'_>) {
        if !dict.stray.is_empty() {
            self.foreign(object, "values without a key");
        }
        for (at, (key, values)) in dict.entries.iter().enumerate() {
            if dict.entries[..at].iter().any(|(other, _)| other == key) {
                self.foreign(object, "a key that comes twice");
            }
            if !names::is_key_of_ours(key) {
                let key = String::from_utf8_lossy(key);
                let short: String = key.chars().take(24).collect();
                self.foreign(object, &format!("the key /{short}"));
            }
            self.values(object, values, Some(key));
        }
    }

    /// What should not be in the file, if anything is; looks at its bytes once more.
    pub fn verdict(self, file: &[u8]) -> Option<String> {
        let count = |mark: &[u8]| memchr::memmem::find_iter(file, mark).take(2).count();
        let told = |what: &str| Some(what.to_owned());
        if self.foreign.is_some() {
            self.foreign
        } else if self.ends != 1 || count(b"%%EOF") != 1 || count(b"startxref") != 1 {
            told("more than one revision")
        } else if !file.trim_ascii_end().ends_with(b"%%EOF") {
            told("bytes behind its end")
        } else if self.heads != 1 || !file.starts_with(b"%PDF-") {
            told("bytes before its beginning")
        } else {
            None
        }
    }
}
