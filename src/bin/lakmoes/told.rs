//! What a run comes to, for whoever started it: said once, at the end.

use crate::progress::{Took, number};
use lakmoes::write::{Copied, Manifest, Reason, Status};
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many reasons are told; the report has all.
const REASONS: usize = 8;

/// What to tell of a run that wrote to `out`.
pub(crate) fn told(manifest: &Manifest, out: &str, took: Took) -> String {
    let sum = manifest.summary();
    let mut text = format!(
        "{} of {} documents written to {out} in {}",
        number(sum.done),
        number(sum.documents - sum.skipped),
        took.in_words()
    );
    let passages: usize = sum.redactions.values().sum();
    line(
        &mut text,
        &format!(
            "{} pages, {} passages redacted{}",
            number(sum.pages),
            number(passages),
            waiting(manifest)
        ),
    );
    if let Some(pdfs) = sum.pdfs {
        line(
            &mut text,
            &format!("{} redacted PDFs written", number(pdfs.done)),
        );
    }
    copies(&mut text, manifest);
    let opened = sum.reasons.get("container").copied().unwrap_or(0);
    if opened > 0 {
        line(&mut text, &format!("{} archives opened", number(opened)));
    }
    if sum.skipped > opened {
        line(
            &mut text,
            &format!(
                "{} files skipped: no documents",
                number(sum.skipped - opened)
            ),
        );
    }
    let lost = Lost::of(manifest);
    lost.tell(&mut text);
    stops(&mut text, manifest);
    line(
        &mut text,
        &format!("look at {out}/report.html before you publish"),
    );
    text
}

fn line(text: &mut String, what: &str) {
    text.push_str("\n  ");
    text.push_str(what);
}

fn waiting(manifest: &Manifest) -> String {
    let cards = manifest.lines.iter().filter_map(|l| l.card.as_ref());
    match cards.map(|card| card.review as usize).sum::<usize>() {
        0 => String::new(),
        n => format!(", {} of them wait for a decision", number(n)),
    }
}

fn copies(text: &mut String, manifest: &Manifest) {
    let count = |copy| {
        let copies = manifest.lines.iter().filter_map(|l| l.duplicate);
        copies.filter(|d| d.copy == copy).count()
    };
    let (exact, near) = (count(Copied::Exact), count(Copied::Near));
    if exact + near > 0 {
        line(
            text,
            &format!(
                "copies of other documents: {} exact, {} near; all are written",
                number(exact),
                number(near)
            ),
        );
    }
}

fn stops(text: &mut String, manifest: &Manifest) {
    let stop = |code: &str| matches!(code, "classified" | "not-for-publication");
    let n = manifest
        .lines
        .iter()
        .filter(|l| l.warnings.iter().any(|code| stop(code)))
        .count();
    if n > 0 {
        line(
            text,
            &format!(
                "STOP: {} not to be published as they are (a rubricering, or \"Nota actief openbaar: Nee\")",
                number(n)
            ),
        );
    }
}

/// What has no result, by reason.
#[derive(Default)]
struct Lost<'a> {
    documents: BTreeMap<&'a str, Alike<'a>>,
    pdfs: BTreeMap<&'a str, Alike<'a>>,
}

/// So many have no result for one reason, of which this is said of the first.
struct Alike<'a> {
    n: usize,
    message: &'a str,
    same: bool,
}

impl<'a> Lost<'a> {
    fn of(manifest: &'a Manifest) -> Self {
        let mut lost = Self::default();
        for line in &manifest.lines {
            if let Some(reason) = &line.reason
                && line.status != Status::Skipped
            {
                add(&mut lost.documents, reason);
            }
            if let Some(reason) = line.pdf.as_ref().and_then(|pdf| pdf.reason.as_ref()) {
                add(&mut lost.pdfs, reason);
            }
        }
        lost
    }

    fn tell(&self, text: &mut String) {
        for (what, by_code) in [
            ("failed: nothing of them is published", &self.documents),
            ("redacted PDFs could not be written", &self.pdfs),
        ] {
            let all: usize = by_code.values().map(|a| a.n).sum();
            if all == 0 {
                continue;
            }
            line(text, &format!("{} {what}", number(all)));
            let mut sorted: Vec<_> = by_code.iter().collect();
            sorted.sort_by_key(|(code, alike)| (std::cmp::Reverse(alike.n), **code));
            for (code, alike) in sorted.iter().take(REASONS) {
                let more = if alike.same { "" } else { " (and the like)" };
                // Writing to a string cannot fail.
                let _ = write!(
                    text,
                    "\n    {:>6}  {code}: {}{more}",
                    number(alike.n),
                    alike.message
                );
            }
            if sorted.len() > REASONS {
                let _ = write!(
                    text,
                    "\n            and for {} more reasons",
                    sorted.len() - REASONS
                );
            }
        }
        if !self.documents.is_empty() {
            line(text, "when that is mended, run the same command again");
        }
    }
}

fn add<'a>(by_code: &mut BTreeMap<&'a str, Alike<'a>>, reason: &'a Reason) {
    let alike = by_code.entry(&reason.code).or_insert(Alike {
        n: 0,
        message: &reason.message,
        same: true,
    });
    alike.n += 1;
    alike.same &= alike.message == reason.message;
}
