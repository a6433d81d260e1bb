//! What a person gives by hand: phrases that go wherever they stand, and regions of pages.

use crate::matching::{Needle, Needles};
use crate::model::{Kind, Rect};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What is to go besides what is found.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Given {
    /// Every occurrence of these goes, in any carrier, kept or not.
    pub phrases: Vec<Phrase>,
    /// All that stands in these goes: text, strokes and pixels.
    pub regions: Vec<Region>,
    /// Leave pages that are images without text as they are, though nobody could read them.
    pub keep_unread: bool,
}

/// A phrase that goes wherever it stands.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// As it is written; case, accents and spaces do not count.
    pub text: String,
    /// The ground in its box.
    #[serde(default = "default_ground")]
    pub ground: String,
}

/// A rectangle of a page.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// From 1.
    pub page: u32,
    /// Left, top, right and bottom edge in points from the top left of the page as it is shown.
    pub rect: [f32; 4],
    /// The ground in its box.
    #[serde(default = "default_ground")]
    pub ground: String,
}

fn default_ground() -> String {
    "5.1.2e".to_owned()
}

/// Why a plan file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum GivenError {
    /// The file can't be read.
    #[error("{}: can't be read: {source}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is no plan.
    #[error("{}: not a plan: {message}", path.display())]
    Parse {
        /// Which file.
        path: PathBuf,
        /// What is wrong, and what to do.
        message: String,
    },
}

impl Phrase {
    /// A phrase that goes on the ground of the personal sphere.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ground: default_ground(),
        }
    }
}

impl Region {
    /// The rectangle, whichever way its corners were given.
    #[must_use]
    pub fn rect(&self) -> Rect {
        let [a, b, c, d] = self.rect;
        Rect {
            x0: a.min(c),
            y0: b.min(d),
            x1: a.max(c),
            y1: b.max(d),
        }
    }
}

impl Given {
    /// Reads a plan file (JSON): `{"phrases": [{"text", "ground"}], "regions": [{"page", "rect", "ground"}]}`.
    ///
    /// # Errors
    /// [`GivenError`], which names the file and what is wrong with it.
    pub fn load(path: &Path) -> Result<Self, GivenError> {
        let text = std::fs::read_to_string(path).map_err(|source| GivenError::Read {
            path: path.to_owned(),
            source,
        })?;
        let given: Self = serde_json::from_str(&text).map_err(|e| GivenError::Parse {
            path: path.to_owned(),
            message: e.to_string(),
        })?;
        given.check().map_err(|message| GivenError::Parse {
            path: path.to_owned(),
            message,
        })?;
        Ok(given)
    }

    /// Whether a person marked something on a page, and so has looked at it.
    #[must_use]
    pub fn looks_at(&self, page: u32) -> bool {
        self.regions.iter().any(|region| region.page == page)
    }

    /// The phrases, ready to be sought.
    #[must_use]
    pub fn values(&self) -> Needles {
        let needle = |phrase: &Phrase| Needle::any_form(Kind::Person, &phrase.text);
        Needles::new(self.phrases.iter().map(needle).collect())
    }

    /// Whether each phrase can be sought and each region is one.
    ///
    /// # Errors
    /// What is wrong, for a person.
    pub fn check(&self) -> Result<(), String> {
        for phrase in &self.phrases {
            if phrase.text.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
                return Err("a phrase needs two letters or digits at least".to_owned());
            }
        }
        for (n, region) in self.regions.iter().enumerate() {
            let n = n + 1;
            if region.page == 0 {
                return Err(format!("region {n}: pages are counted from 1"));
            }
            let rect = region.rect();
            let sane = region.rect.iter().all(|v| v.is_finite());
            if !sane || rect.x1 - rect.x0 < 0.1 || rect.y1 - rect.y0 < 0.1 {
                return Err(format!(
                    "region {n}: `rect` is [left, top, right, bottom] in points and can't be empty"
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Given, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        Given::load(file.path()).map_err(|e| e.to_string())
    }

    #[test]
    fn a_plan_names_phrases_and_regions() {
        let given = load(
            r#"{"phrases": [{"text": "Wiltvank"}], "regions": [{"page": 2, "rect": [10, 40, 5, 20], "ground": "5.1.2i"}]}"#,
        )
        .unwrap();
        assert_eq!(given.phrases, [Phrase::new("Wiltvank")]);
        let rect = given.regions[0].rect();
        assert_eq!(
            (rect.x0, rect.y0, rect.x1, rect.y1),
            (5.0, 20.0, 10.0, 40.0)
        );
    }

    #[test]
    fn a_wrong_plan_is_an_error_that_says_what_to_do() {
        for (text, says) in [
            ("{", "not a plan"),
            (r#"{"phrase": []}"#, "unknown field"),
            (r#"{"phrases": [{"text": "-"}]}"#, "two letters"),
            (r#"{"regions": [{"page": 0, "rect": [1,1,2,2]}]}"#, "from 1"),
            (r#"{"regions": [{"page": 1, "rect": [1,1,1,2]}]}"#, "empty"),
        ] {
            let error = load(text).unwrap_err();
            assert!(error.contains(says), "{error}");
        }
    }
}
