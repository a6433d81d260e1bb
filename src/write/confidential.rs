//! The originals, for the disclosure team alone: only in a file that the user names.

use crate::model::{Clean, Kind, Scalars};
use crate::redact::{Plan, Published};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The confidential file: JSON lines, readable by its owner alone.
pub struct Confidential {
    file: BufWriter<File>,
}

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    output: &'a Published,
    redactions: &'a RawValue,
}

#[derive(Serialize)]
struct Original<'a> {
    part: &'static str,
    /// In the cleaned, unredacted part.
    start: usize,
    end: usize,
    kind: Kind,
    rule: &'a str,
    entity: Option<u32>,
    text: &'a str,
}

#[derive(Serialize)]
struct Key<'a> {
    person: u32,
    forms: &'a BTreeSet<String>,
    documents: &'a BTreeSet<String>,
}

impl Confidential {
    /// Starts the file, with mode 0600 from its first byte.
    ///
    /// # Errors
    /// What the file system says.
    pub fn create(path: &Path) -> io::Result<Self> {
        match fs::remove_file(path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self {
            file: BufWriter::new(options.open(path)?),
        })
    }

    /// What was taken out of one document, as it was: a JSON list.
    ///
    /// # Panics
    /// Never: every key is a string.
    #[must_use]
    pub fn redactions(clean: &Clean, plan: &Plan) -> Vec<u8> {
        let mut redactions = Vec::new();
        for (part, text, plan) in [
            ("text", &clean.body, &plan.body),
            ("colofon", &clean.colofon, &plan.colofon),
        ] {
            let mut scalars = Scalars::new(&text.text);
            redactions.extend(plan.redactions.iter().map(|r| Original {
                part,
                start: scalars.at(r.span.start as usize),
                end: scalars.at(r.span.end as usize),
                kind: r.kind,
                rule: &r.rule,
                entity: r.entity,
                text: text.slice(r.span),
            }));
        }
        serde_json::to_vec(&redactions).expect("every key is a string")
    }

    /// The line of one document, from [`Confidential::redactions`].
    ///
    /// # Panics
    /// Never: every key is a string.
    #[must_use]
    pub fn line(path: &str, output: &Published, redactions: &[u8]) -> Vec<u8> {
        let list = String::from_utf8(redactions.to_vec())
            .ok()
            .and_then(|l| RawValue::from_string(l).ok());
        let empty = RawValue::from_string("[]".into()).expect("a list");
        let redactions = list.as_deref().unwrap_or(&empty);
        let mut bytes = serde_json::to_vec(&Line {
            path,
            output,
            redactions,
        })
        .expect("every key is a string");
        bytes.push(b'\n');
        bytes
    }

    /// The line that says whom a number stands for: in which forms, in which documents.
    ///
    /// # Panics
    /// Never: every key is a string.
    #[must_use]
    pub fn key_line(
        number: u32,
        forms: &BTreeSet<String>,
        documents: &BTreeSet<String>,
    ) -> Vec<u8> {
        let key = Key {
            person: number,
            forms,
            documents,
        };
        let mut bytes = serde_json::to_vec(&key).expect("every key is a string");
        bytes.push(b'\n');
        bytes
    }

    /// The numbers of persons in what [`Confidential::redactions`] gave, with their forms.
    #[must_use]
    pub fn persons(redactions: &[u8]) -> Vec<(u32, String)> {
        #[derive(serde::Deserialize)]
        struct Person {
            entity: Option<u32>,
            text: String,
        }
        let list: Vec<Person> = serde_json::from_slice(redactions).unwrap_or_default();
        let numbered = |p: Person| Some((p.entity?, p.text));
        list.into_iter().filter_map(numbered).collect()
    }

    /// Adds a line.
    ///
    /// # Errors
    /// What the file system says.
    pub fn add(&mut self, line: &[u8]) -> io::Result<()> {
        self.file.write_all(line)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// What the file system says.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}
