//! What lies in a file besides its pages: attachments, earlier states, who made it.

use super::carriers::TOO_LARGE;
use super::filters::Budget;
use super::flaws::{Flaw, Sort};
use super::hunt::readings;
use super::objects::{self, Dict, Part, Value};
use super::place::Place;
use crate::ingest::IngestError;

/// Keys that name a person.
const AUTHORS: [&[u8]; 3] = [b"Author", b"LastModifiedBy", b"Manager"];

/// What lies in a file that should not be published.
pub(super) fn survey(file: &[u8]) -> Result<Survey, IngestError> {
    let mut survey = Survey::default();
    let mut budget = Budget::default();
    let mut too_large = false;
    objects::parts(file, |part| match part {
        Part::Object(number, values) => survey.values(number, &values),
        Part::Stream(number, dict, data) => {
            survey.dict(number, &dict);
            match (dict.name(b"Type"), survey.encrypted) {
                (Some(b"ObjStm"), false) => match budget.decode(data, &dict.filters()) {
                    Ok(decoded) => survey.values(number, &objects::all(&decoded.data)),
                    Err(_) => too_large = true,
                },
                (Some(b"EmbeddedFile"), _) => survey.add(number, Sort::Attachment, String::new()),
                _ => {}
            }
        }
        Part::Mark(mark) if mark.starts_with(b"%%EOF") => survey.ends += 1,
        Part::Mark(_) | Part::Table | Part::Junk(_) => {}
    });
    if too_large {
        return Err(IngestError::Limit(TOO_LARGE.to_owned()));
    }
    // A file that is made for the web has two ends, and one state.
    survey.earlier = survey.ends > 1 + u32::from(survey.linearized);
    if survey.encrypted {
        // The strings of the file can't be read as they lie there.
        survey.found.retain(|f| f.sort != Sort::Author);
    }
    Ok(survey)
}

/// What was found.
#[derive(Default)]
pub(super) struct Survey {
    pub found: Vec<Flaw>,
    /// There is a state from before the last change.
    pub earlier: bool,
    ends: u32,
    linearized: bool,
    encrypted: bool,
}

impl Survey {
    fn add(&mut self, object: u32, sort: Sort, text: String) {
        let place = Place::Object(
            object,
            match sort {
                Sort::Author => "properties",
                _ => "attachment",
            },
        );
        let flaw = Flaw { sort, place, text };
        if !self.found.contains(&flaw) {
            self.found.push(flaw);
        }
    }

    fn values(&mut self, object: u32, values: &[Value<'_>]) {
        for value in values {
            match value {
                Value::Dict(dict) => self.dict(object, dict),
                Value::Array(items) => self.values(object, items),
                _ => {}
            }
        }
    }

    fn dict(&mut self, object: u32, dict: &Dict<'_>) {
        self.linearized |= dict.has(b"Linearized");
        self.encrypted |= dict.has(b"Encrypt");
        let is_info = dict.has(b"Producer")
            || dict.has(b"Creator")
            || dict.has(b"CreationDate")
            || dict.has(b"ModDate");
        for (key, values) in &dict.entries {
            if let (true, [Value::Text(text)]) =
                (is_info && AUTHORS.contains(&&**key), values.as_slice())
            {
                let text = readings(text).first().map(|t| t.trim().to_owned());
                if let Some(author) = text.filter(|t| may_be_person(t)) {
                    self.add(object, Sort::Author, author);
                }
            }
            self.values(object, values);
        }
    }
}

/// Whether it may be somebody's name: not that of an office, a program, or nothing at all.
fn may_be_person(text: &str) -> bool {
    const OFFICES: [&str; 22] = [
        "ministerie",
        "rijks",
        "gemeente",
        "provincie",
        "dienst",
        "directie",
        "afdeling",
        "overheid",
        "bureau",
        "raad",
        "stichting",
        "b.v.",
        " bv",
        "universiteit",
        "university",
        "office",
        "admin",
        "user",
        "gebruiker",
        "unknown",
        "anonymous",
        "department",
    ];
    let lower = text.to_lowercase();
    text.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !OFFICES.iter().any(|office| lower.contains(office))
}
