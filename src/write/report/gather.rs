//! The lines of the manifest, put together by what they say.

use super::words;
use crate::model::Code;
use crate::write::{Copied, Manifest, ManifestLine, Reason, Status, Summary};
use std::collections::BTreeMap;

/// A document, or its redacted PDF, of which there is no result.
#[derive(Clone, Copy)]
pub(super) struct Lost<'a> {
    pub(super) line: &'a ManifestLine,
    pub(super) reason: &'a Reason,
    /// Only its redacted PDF.
    pub(super) pdf: bool,
}

/// All that the chapters need.
pub(super) struct Gathered<'a> {
    pub(super) summary: Summary,
    /// What has no result, by reason.
    pub(super) lost: BTreeMap<&'a str, Vec<Lost<'a>>>,
    /// What was taken back by the leak check.
    pub(super) withdrawn: Vec<Lost<'a>>,
    /// What is no document, by reason.
    pub(super) skipped: BTreeMap<&'a str, Vec<Lost<'a>>>,
    /// Documents by warning.
    pub(super) warned: BTreeMap<&'a str, Vec<&'a ManifestLine>>,
    /// Documents in which something was not read.
    pub(super) partly_read: usize,
    /// Redacted PDFs in which pages want a look.
    pub(super) pages: Pages<'a>,
    /// Documents with passages on which a person must decide, and how many.
    pub(super) review: Vec<(&'a ManifestLine, usize)>,
    /// How many passages were taken out before the documents came here.
    pub(super) existing: usize,
    /// Documents of which nothing is left to read.
    pub(super) blank: Vec<&'a ManifestLine>,
    /// How many documents something is taken out of on each ground.
    pub(super) grounds: BTreeMap<&'a str, usize>,
    /// Documents by group of copies.
    pub(super) copies: BTreeMap<u32, Vec<&'a ManifestLine>>,
    pub(super) exact: usize,
    pub(super) near: usize,
    /// Mails by conversation.
    pub(super) threads: BTreeMap<u32, Vec<&'a ManifestLine>>,
}

/// Redacted PDFs with pages of a kind.
#[derive(Default)]
pub(super) struct Pages<'a> {
    pub(super) withheld: Vec<(&'a ManifestLine, &'a [u32])>,
    pub(super) covered: Vec<(&'a ManifestLine, &'a [u32])>,
    pub(super) rasterised: Vec<(&'a ManifestLine, &'a [u32])>,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(manifest: &'a Manifest) -> Self {
        let mut all = Self {
            summary: manifest.summary(),
            lost: BTreeMap::new(),
            withdrawn: Vec::new(),
            skipped: BTreeMap::new(),
            warned: BTreeMap::new(),
            partly_read: 0,
            pages: Pages::default(),
            review: Vec::new(),
            existing: 0,
            blank: Vec::new(),
            grounds: BTreeMap::new(),
            copies: BTreeMap::new(),
            exact: 0,
            near: 0,
            threads: BTreeMap::new(),
        };
        for line in &manifest.lines {
            all.add(line);
        }
        all
    }

    fn add(&mut self, line: &'a ManifestLine) {
        if let Some(reason) = &line.reason {
            let lost = Lost {
                line,
                reason,
                pdf: false,
            };
            self.lose(line.status, lost);
        }
        for code in &line.warnings {
            self.warned.entry(code).or_default().push(line);
        }
        let unread = |code: &Code| words::PARTLY_READ.contains(&code.as_ref());
        self.partly_read += usize::from(line.warnings.iter().any(unread));
        if let Some(card) = &line.card {
            if card.review > 0 {
                self.review.push((line, card.review as usize));
            }
            self.existing += card.existing as usize;
            if card.withheld {
                self.blank.push(line);
            }
            for ground in card.grounds() {
                *self.grounds.entry(ground).or_default() += 1;
            }
        }
        if let Some(pdf) = &line.pdf {
            if let Some(reason) = &pdf.reason {
                let lost = Lost {
                    line,
                    reason,
                    pdf: true,
                };
                self.lose(pdf.status, lost);
            }
            for (list, pages) in [
                (&mut self.pages.withheld, &pdf.withheld),
                (&mut self.pages.covered, &pdf.covered),
                (&mut self.pages.rasterised, &pdf.rasterised),
            ] {
                if !pages.is_empty() {
                    list.push((line, pages));
                }
            }
        }
        if let Some(duplicate) = line.duplicate {
            self.copies.entry(duplicate.group).or_default().push(line);
            match duplicate.copy {
                Copied::First => {}
                Copied::Exact => self.exact += 1,
                Copied::Near => self.near += 1,
            }
        }
        if let Some(thread) = line.thread {
            self.threads.entry(thread).or_default().push(line);
        }
    }

    fn lose(&mut self, status: Status, lost: Lost<'a>) {
        match status {
            Status::Withdrawn => self.withdrawn.push(lost),
            Status::Skipped if !lost.pdf => {
                self.skipped
                    .entry(&lost.reason.code)
                    .or_default()
                    .push(lost);
            }
            _ => self.lost.entry(&lost.reason.code).or_default().push(lost),
        }
    }

    /// How many documents carry a warning.
    pub(super) fn warned(&self, code: &str) -> usize {
        self.warned.get(code).map_or(0, Vec::len)
    }

    /// How many redacted PDFs could not be made.
    pub(super) fn lost_pdfs(&self) -> usize {
        self.summary.pdfs.map_or(0, |p| p.failed + p.withdrawn)
    }
}
