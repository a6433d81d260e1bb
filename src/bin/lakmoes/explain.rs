//! `lakmoes explain`: for people, why a passage is redacted, reviewed or kept.

use crate::args::{Common, ExplainArgs};
use crate::engine::{engine, rules};
use crate::exit::{Exit, Outcome, harmless, print};
use lakmoes::detect::Rules;
use lakmoes::model::{Action, RawSpan, Scalars};
use lakmoes::write::{EvidenceLine, FindingLine};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// What the rules that are no data go by.
const OWN_RULES: [(&str, &str); 16] = [
    (
        "chat/deelnemer",
        "Who takes part in a chat: named where a message begins, or by the program.",
    ),
    (
        "adres/naam",
        "Whoever the e-mail address of a person belongs to, whatever the name before it is made of.",
    ),
    (
        "naam/herkend",
        "The learned detector: its letters and what stands around it are those of a name.",
    ),
    (
        "tabel/kolom",
        "A cell of a table, below or behind a head that says what stands there.",
    ),
    (
        "document/zelfde-naam",
        "A name that is sure elsewhere in this document stands here again.",
    ),
    (
        "document/zelfde-ambtsdrager",
        "An office holder of this document, named without the office.",
    ),
    (
        "document/paraaf",
        "The initials of someone who is named in this document, where people sign.",
    ),
    (
        "sweep/same-value",
        "A value that is redacted elsewhere in this document stands here again.",
    ),
    (
        "sweep/file-name",
        "A value that is redacted in a document stands in its name.",
    ),
    (
        "dossier/zelfde-naam",
        "A name that is sure in another document of the dossier stands here again.",
    ),
    (
        "dossier/deel-van-naam",
        "Part of a name that is sure in another document of the dossier.",
    ),
    (
        "ambt/lijst",
        "Someone of the national list of office holders, where the text speaks of the holder.",
    ),
    (
        "ambt/voornaam",
        "The first name of an office holder of this text, where it speaks of parliament.",
    ),
    (
        "ambt/naamgenoot",
        "A namesake of an office holder, whom a label or function makes a civil servant.",
    ),
    (
        "lijst/altijd-lakken",
        "Stands in the organisation's own list of names to redact always.",
    ),
    (
        "lijst/altijd-houden",
        "Stands in the organisation's own list of names to keep always.",
    ),
];

/// Letters of context on each side.
const CONTEXT: usize = 48;

pub(crate) fn explain(common: &Common, args: &ExplainArgs) -> Outcome {
    let engine = engine(common, args.limits.limits())?;
    let why = reasons(&rules(common.rules.as_deref())?);
    let bytes = read(&args.file, engine.limits.bytes)?;
    let extension = args.file.extension().and_then(|e| e.to_str());
    let analysed = catch_unwind(AssertUnwindSafe(|| {
        engine.analyse(bytes, extension).map(|a| {
            let found = engine.explained(&a);
            (a.laid.raw, found)
        })
    }));
    let shown = args.file.display();
    let (raw, found) = analysed
        .map_err(|_| format!("{shown}: the program failed on this text; please report it"))?
        .map_err(|e| format!("{shown}: {e}"))?;
    let asked = asked(&raw, args);
    let page = Page { raw: &raw, why };
    // A document may hold what a terminal obeys.
    print(harmless(&page.shown(&found, asked.as_deref())).as_bytes())?;
    Ok(Exit::Done)
}

fn read(file: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let unreadable = |e| format!("{}: can't be read: {e}", file.display());
    let mut bytes = Vec::new();
    let mut from: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(file).map_err(unreadable)?)
    };
    // One byte over the limit is enough to know that it is over.
    (&mut from)
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

/// Each rule's sentence.
fn reasons(rules: &Rules) -> BTreeMap<String, String> {
    let own = OWN_RULES.map(|(id, why)| (id.to_owned(), why.to_owned()));
    let read = rules.iter().map(|r| (r.id.clone(), r.why.clone()));
    own.into_iter().chain(read).collect()
}

/// The places that were asked for; none where everything was.
fn asked(raw: &str, args: &ExplainArgs) -> Option<Vec<Range<usize>>> {
    if let Some(phrase) = args.text.as_ref().filter(|p| !p.is_empty()) {
        let places = raw.match_indices(phrase.as_str());
        return Some(places.map(|(at, m)| at..at + m.len()).collect());
    }
    let at = args.at?;
    let place = raw.char_indices().nth(at);
    Some(
        place
            .map(|(at, c)| at..at + c.len_utf8())
            .into_iter()
            .collect(),
    )
}

/// A text, and what its findings are explained with.
struct Page<'a> {
    raw: &'a str,
    why: BTreeMap<String, String>,
}

impl Page<'_> {
    fn shown(&self, found: &[(RawSpan, FindingLine)], asked: Option<&[Range<usize>]>) -> String {
        let mut out = String::new();
        let Some(asked) = asked else {
            for (span, line) in found {
                self.finding(span.range(), line, &mut out);
            }
            if found.is_empty() {
                out.push_str("Nothing was recognised: all of it stays.\n");
            }
            return out;
        };
        let mut told = vec![false; found.len()];
        for place in asked {
            let mut touched = false;
            for (n, (span, line)) in found.iter().enumerate() {
                let range = span.range();
                if range.start < place.end && place.start < range.end {
                    touched = true;
                    if !std::mem::replace(&mut told[n], true) {
                        self.finding(range, line, &mut out);
                    }
                }
            }
            if !touched {
                self.nothing(place.clone(), &mut out);
            }
        }
        if asked.is_empty() {
            out.push_str("There is no such place in the text.\n");
        }
        out
    }

    fn finding(&self, range: Range<usize>, line: &FindingLine, out: &mut String) {
        let verdict = match line.action {
            Action::Keep => "KEPT",
            Action::Review => "REVIEW",
            Action::Redact => "REDACTED",
        };
        let kind = published(line.kind);
        let who = line.entity.map_or(String::new(), |n| format!(" {n}"));
        let ground = line
            .ground
            .as_ref()
            .map_or(String::new(), |g| format!("  {g}"));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{verdict:<9} {kind}{who}{ground}  sure {:.2}  at {}, line {}",
            line.confidence,
            line.start,
            self.line_number(range.start)
        );
        let _ = writeln!(out, "          {}", self.in_context(range));
        let stays = |a: Action| a == Action::Keep;
        let (pro, contra): (Vec<&EvidenceLine>, Vec<_>) = line
            .evidence
            .iter()
            .partition(|e| stays(e.action) == stays(line.action));
        for (side, list) in [("for", pro), ("against", contra)] {
            for e in list {
                let why = self.why.get(e.rule.as_str()).map_or("", String::as_str);
                let kind = if e.kind == line.kind {
                    String::new()
                } else {
                    format!("({}) ", published(e.kind))
                };
                let from = e
                    .from
                    .as_ref()
                    .map_or(String::new(), |rule| format!(" Known there by {rule}."));
                let _ = writeln!(
                    out,
                    "  {side:<7} {:.2}  {:<28} {kind}{why}{from}",
                    e.weight,
                    e.rule.as_str()
                );
            }
        }
        out.push('\n');
    }

    fn nothing(&self, range: Range<usize>, out: &mut String) {
        let _ = writeln!(
            out,
            "STAYS     at {}, line {}: no rule recognised anything here\n          {}\n",
            Scalars::new(self.raw).at(range.start),
            self.line_number(range.start),
            self.in_context(range)
        );
    }

    fn line_number(&self, at: usize) -> usize {
        memchr::memchr_iter(b'\n', &self.raw.as_bytes()[..at]).count() + 1
    }

    /// The passage between guillemets, with what stands around it on one line.
    fn in_context(&self, range: Range<usize>) -> String {
        let before: String = self.raw[..range.start]
            .chars()
            .rev()
            .take(CONTEXT)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let after: String = self.raw[range.end..].chars().take(CONTEXT).collect();
        let line = format!("{before}«{}»{after}", &self.raw[range]);
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The name under which a kind is published.
fn published(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}
