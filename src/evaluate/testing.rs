//! Tiny hand-made cases for the tests of this room.

use super::{Case, Found, Gold, GoldAction, Mention};
use crate::model::{Action, Kind, RawSpan};
use std::collections::BTreeMap;

pub fn mention(text: &str, kind: &str, word: &str, action: GoldAction) -> Mention {
    let at = text.find(word).unwrap();
    let start = text[..at].chars().count();
    Mention {
        start,
        end: start + word.chars().count(),
        kind: kind.to_owned(),
        action,
        text: word.to_owned(),
        entity: None,
        origin: None,
        orig: None,
    }
}

pub fn found(text: &str, word: &str) -> Found {
    let at = text.find(word).unwrap();
    Found {
        span: RawSpan::new(at, at + word.len()),
        kind: Kind::Person,
        action: Action::Redact,
        confidence: 0.95,
    }
}

pub fn case(truth: &str, spans: Vec<Mention>) -> Case {
    Case {
        path: "x.txt".into(),
        name: "x.txt".to_owned(),
        gold: Gold {
            id: "x".to_owned(),
            genre: "nota".to_owned(),
            noise: "clean".to_owned(),
            ministry: None,
            truth: Some(truth.to_owned()),
            encoding: None,
            spans,
            fields: super::GoldFields::default(),
            alt: BTreeMap::new(),
        },
    }
}
