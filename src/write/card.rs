//! What lists need to know of a document: what is published of it, in short.
//!
//! A card travels with the manifest, never in it: from the worker that read the document to the
//! step that publishes the batch.

use crate::redact::Published;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A document in short. Made of what is published alone.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Card {
    title: Option<String>,
    date: Option<String>,
    document_type: Option<String>,
    kenmerk: Option<String>,
    grounds: BTreeSet<String>,
    /// How many passages were taken out.
    pub redacted: u32,
    /// How many of these a person must decide on.
    pub review: u32,
    /// How many were taken out before the document came here.
    pub existing: u32,
    /// Whether nothing is left that can be read.
    pub withheld: bool,
    /// What it is written in, where that is beyond doubt.
    pub language: Option<Language>,
    media_type: String,
}

/// What a document is written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Nederlands.
    Dutch,
    /// English.
    English,
}

/// How much of a text is looked at to tell its language, in bytes.
const ENOUGH: usize = 16 << 10;
/// Fewer small words of a language than this are no evidence of it.
const FEW: usize = 8;
/// So many times more words of the one than of the other are beyond doubt.
const BEYOND_DOUBT: usize = 6;
const DUTCH: [&str; 16] = [
    "de", "het", "een", "van", "en", "dat", "voor", "niet", "met", "zijn", "aan", "deze", "bij",
    "ook", "naar", "wordt",
];
const ENGLISH: [&str; 16] = [
    "the", "of", "and", "to", "that", "for", "not", "with", "are", "this", "from", "which", "by",
    "have", "it", "be",
];

impl Card {
    /// The card of a document of this media type, on which nothing else stands yet.
    #[must_use]
    pub fn new(media_type: &'static str) -> Self {
        Self {
            media_type: media_type.to_owned(),
            ..Self::default()
        }
    }

    /// What it is about.
    #[must_use]
    pub fn with_title(mut self, title: Option<&Published>) -> Self {
        self.title = title.and_then(on_one_line);
        self
    }

    /// Its date, if that is a day.
    #[must_use]
    pub fn with_date(mut self, date: Option<&Published>) -> Self {
        self.date = date.and_then(|d| day(d.as_str()));
        self
    }

    /// What kind of document it is.
    #[must_use]
    pub fn with_type(mut self, document_type: Option<&Published>) -> Self {
        self.document_type = document_type.and_then(on_one_line);
        self
    }

    /// What its author calls it.
    #[must_use]
    pub fn with_kenmerk(mut self, kenmerk: Option<&Published>) -> Self {
        self.kenmerk = kenmerk.and_then(on_one_line);
        self
    }

    /// A ground on which something of it is taken out.
    pub fn add_ground(&mut self, ground: &Published) {
        self.grounds.insert(ground.as_str().to_owned());
    }

    /// What it is about.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Its date: year, month and day.
    #[must_use]
    pub fn date(&self) -> Option<&str> {
        self.date.as_deref()
    }

    /// What kind of document it is, such as `nota`.
    #[must_use]
    pub fn document_type(&self) -> Option<&str> {
        self.document_type.as_deref()
    }

    /// What its author calls it.
    #[must_use]
    pub fn kenmerk(&self) -> Option<&str> {
        self.kenmerk.as_deref()
    }

    /// The grounds on which something of it is taken out, here or before.
    pub fn grounds(&self) -> impl Iterator<Item = &str> {
        self.grounds.iter().map(String::as_str)
    }

    /// Whether the file was a mail.
    #[must_use]
    pub fn is_mail(&self) -> bool {
        matches!(
            self.media_type(),
            "message/rfc822" | "application/vnd.ms-outlook"
        )
    }

    /// What the file was, such as `application/pdf`.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }
}

fn on_one_line(text: &Published) -> Option<String> {
    let words: Vec<&str> = text.as_str().split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The first ten characters of an ISO 8601 date or time.
fn day(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(n, b)| match n {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    is_day.then(|| day.to_owned())
}

/// What a published text is written in, by its small words: none where both or neither are met.
#[must_use]
pub fn language(text: &str) -> Option<Language> {
    let text = &text[..text.floor_char_boundary(ENOUGH)];
    let (mut dutch, mut english) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let is = |known: &&str| known.eq_ignore_ascii_case(word);
        dutch += usize::from(DUTCH.iter().any(is));
        english += usize::from(ENGLISH.iter().any(is));
    }
    if dutch >= FEW && dutch >= BEYOND_DOUBT * english {
        Some(Language::Dutch)
    } else if english >= FEW && english >= BEYOND_DOUBT * dutch {
        Some(Language::English)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_redacted_or_is_no_day_is_no_date() {
        let dated = |text| {
            let card = Card::new("text/plain").with_date(Some(&Published::fixed(text)));
            card.date().map(str::to_owned)
        };
        assert_eq!(dated("2024-04-09").as_deref(), Some("2024-04-09"));
        assert_eq!(dated("2024-04-09T10:31:00").as_deref(), Some("2024-04-09"));
        assert_eq!(dated("[5.1.2e]"), None);
        assert_eq!(dated("2024-04"), None);
        assert_eq!(dated("é024-04-09"), None);
    }

    #[test]
    fn a_title_over_two_lines_is_one_line() {
        let card = Card::new("text/plain").with_title(Some(&Published::fixed("Nota\n over  Y")));
        assert_eq!(card.title(), Some("Nota over Y"));
        let card = Card::new("text/plain").with_title(Some(&Published::fixed(" \n")));
        assert_eq!(card.title(), None);
    }

    #[test]
    fn a_language_is_told_only_beyond_doubt() {
        let dutch = "De nota is aan het kabinet gezonden en van een advies voorzien. ".repeat(3);
        let english = "The letter of the board was sent to the minister and not answered. ";
        assert_eq!(language(&dutch), Some(Language::Dutch));
        assert_eq!(language(&english.repeat(3)), Some(Language::English));
        assert_eq!(language(&format!("{dutch}{}", english.repeat(3))), None);
        assert_eq!(language("Akkoord."), None);
        assert_eq!(language(""), None);
    }

    #[test]
    fn a_card_survives_the_way_from_a_worker() {
        let mut card = Card::new("application/pdf")
            .with_title(Some(&Published::fixed("Kern")))
            .with_kenmerk(Some(&Published::fixed("2024-0000700225")));
        card.add_ground(&Published::fixed("5.1.2e"));
        card.redacted = 3;
        let wire = serde_json::to_string(&card).unwrap();
        assert_eq!(serde_json::from_str::<Card>(&wire).unwrap(), card);
    }
}
