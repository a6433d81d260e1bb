//! The text that tells a document from others: the letters of its sentences, folded so that what
//! OCR confuses is one, without spaces, page numbers and what is redacted in it.
//!
//! Of a letterhead, a side column and running heads only whole sentences count: their labels and
//! addresses are those of every note of the same office, and change between a draft and its final
//! version.

mod letters;
mod mail;

use crate::model::{CleanSpan, CleanText};
use crate::pipeline::Analysis;
use crate::redact::PartPlan;
use letters::push;
use mail::Mail;
use std::collections::HashSet;

/// Letters of a line of the colofon that is a sentence.
const SENTENCE: usize = 40;
/// With fewer letters in its sentences, a document is its colofon.
const LITTLE: usize = 400;
/// Bytes of a line that may be a page number or a stamp.
const FURNITURE: usize = 24;

/// What is compared of a document: folded letters.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Reading {
    pub(super) text: Vec<u8>,
    /// Of a mail: what it says itself, without those it quotes.
    pub(super) own: Option<Vec<u8>>,
}

/// A part of a document and what is redacted in it.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    clean: &'a CleanText,
    hidden: &'a PartPlan,
}

/// Reads a document.
pub(super) fn read(analysis: &Analysis) -> Reading {
    let note = &analysis.note;
    let typed = note.document_type.as_ref();
    let is_mail = analysis.mail.is_some() || typed.is_some_and(|t| t.value == "e-mail");
    let date = note.date.as_ref().map_or("", |d| &d.value);
    let [body, colofon] = analysis
        .plan
        .parts(&analysis.clean)
        .map(|(clean, hidden)| Part { clean, hidden });
    gather(body, colofon, is_mail.then(|| Mail::new(date)))
}

fn gather(body: Part<'_>, colofon: Part<'_>, mut mail: Option<Mail>) -> Reading {
    let mut text = Vec::with_capacity(body.clean.text.len());
    let mut redacted = 0;
    for n in 0..body.clean.blocks.len() {
        let start = text.len();
        body.push_line(n, &mut redacted, &mut text);
        if mail
            .as_mut()
            .is_some_and(|m| !m.line(body, n, &text[start..]))
        {
            text.truncate(start);
        }
    }
    let least = if text.len() < LITTLE { 0 } else { SENTENCE };
    let mut known = HashSet::new();
    redacted = 0;
    for (n, block) in colofon.clean.blocks.iter().enumerate() {
        let start = text.len();
        colofon.push_line(n, &mut redacted, &mut text);
        let mut is_new = || known.insert(colofon.clean.slice(block.span));
        if text.len() - start < least || !is_new() {
            text.truncate(start);
        }
    }
    Reading {
        text,
        own: mail.map(Mail::own),
    }
}

impl Part<'_> {
    /// A line, with its capitals and signs, and what is redacted in it.
    fn line(&self, n: usize) -> &str {
        let blocks = &self.clean.blocks;
        blocks.get(n).map_or("", |b| self.clean.slice(b.span))
    }

    fn lines(&self) -> usize {
        self.clean.blocks.len()
    }

    /// Adds the letters of a line, but for what is redacted. `redacted` counts the redactions
    /// that end before it: lines are pushed in order.
    fn push_line(&self, n: usize, redacted: &mut usize, out: &mut Vec<u8>) {
        let span = self.clean.blocks[n].span;
        let hidden = &self.hidden.redactions;
        let mut at = span.start;
        let start = out.len();
        while let Some(r) = hidden.get(*redacted).filter(|r| r.span.start < span.end) {
            self.push(at, r.span.start.min(span.end), out);
            at = at.max(r.span.end);
            if r.span.end > span.end {
                break;
            }
            *redacted += 1;
        }
        self.push(at, span.end, out);
        if at == span.start && is_furniture(self.clean.slice(span)) {
            out.truncate(start);
        }
    }

    fn push(&self, from: u32, to: u32, out: &mut Vec<u8>) {
        if from < to {
            let span = CleanSpan::new(from as usize, to as usize);
            push(self.clean.slice(span), out);
        }
    }
}

/// `0001`, `- 3 -`, `12-03-2024`, `Pagina 2 van 5`
fn is_furniture(line: &str) -> bool {
    if line.len() > FURNITURE {
        return false;
    }
    let line = line.trim_start();
    let begins = |word: &str| {
        let head = line.as_bytes().get(..word.len());
        head.is_some_and(|h| h.eq_ignore_ascii_case(word.as_bytes()))
    };
    begins("pagina ") || begins("page ") || !line.chars().any(char::is_alphabetic)
}

#[cfg(test)]
pub(super) mod tests;
