//! `lakmoes verify`: what a stranger can still get out of a published PDF.

use crate::args::{Common, Told, VerifyArgs};
use crate::engine::engine;
use crate::exit::{Exit, Outcome, harmless, print, tell};
use lakmoes::ingest::Limits;
use lakmoes::matching::{Needle, Needles, needles_of};
use lakmoes::model::{GlyphPage, Kind, Rect};
use lakmoes::pipeline::{Analysis, Engine};
use lakmoes::redact::Given;
use lakmoes::verify::pdf::{Flaw, Hit, Place};
use lakmoes::verify::{pdf, pdf::Kept};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most hits that are told of one file.
const MOST: usize = 500;

const LEAK: &str = "leak";
const NOTE: &str = "note";

/// One finding.
#[derive(Serialize)]
struct Line<'a> {
    file: String,
    page: Option<u32>,
    /// From the left and top, to the right and bottom, in points.
    #[serde(rename = "box")]
    place: Option<[i32; 4]>,
    at: String,
    /// `leak` or `note`.
    level: &'static str,
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

pub(crate) fn verify(common: &Common, args: &VerifyArgs) -> Outcome {
    let (original, redacted) = match args.files.as_slice() {
        [redacted] => (None, redacted),
        [original, redacted] => (Some(original), redacted),
        _ => {
            return Err("give one file or folder, or the original and the redacted one".to_owned());
        }
    };
    let seeker = Seeker {
        engine: engine(common, Limits::default())?,
        given: given(args)?,
        args,
    };
    let mut files = Vec::new();
    collect(redacted, &mut files).map_err(|e| format!("{}: {e}", redacted.display()))?;
    files.sort();
    if files.is_empty() {
        return Err(format!("{}: no PDF in it", redacted.display()));
    }
    let mut exit = Exit::Done;
    for file in &files {
        let source = original.map(|o| match file.strip_prefix(redacted) {
            Ok(below) if !below.as_os_str().is_empty() => o.join(below),
            _ => o.clone(),
        });
        match seeker.file(file, source.as_deref()) {
            Ok(0) => {}
            Ok(_) => exit = Exit::Leak,
            Err(message) => {
                tell(&format!("{}: {message}", file.display()));
                if exit == Exit::Done {
                    exit = Exit::Failed;
                }
            }
        }
    }
    if exit == Exit::Done && !common.quiet {
        tell(&format!("{} files, nothing found", files.len()));
    }
    Ok(exit)
}

/// All PDFs below a path.
fn collect(path: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        std::fs::metadata(path)?;
        out.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let path = entry.path();
        let is_pdf = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("pdf"));
        if entry.file_type()?.is_dir() || is_pdf && entry.file_type()?.is_file() {
            collect(&path, out)?;
        }
    }
    Ok(())
}

/// The values that are given: phrases, a list, a plan, a confidential file.
fn given(args: &VerifyArgs) -> Result<Vec<Needle>, String> {
    let mut out = Vec::new();
    let mut add = |value: &str| {
        if !value.trim().is_empty() {
            out.push(Needle::any_form(Kind::Person, value.trim()));
        }
    };
    args.phrase.iter().for_each(|p| add(p));
    let read =
        |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()));
    if let Some(path) = &args.values {
        read(path)?.lines().for_each(&mut add);
    }
    if let Some(path) = &args.plan {
        let given = Given::load(path).map_err(|e| e.to_string())?;
        out.extend(given.values().iter().cloned());
    }
    if let Some(path) = &args.confidential {
        for line in read(path)?.lines() {
            let line: Value =
                serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
            for redaction in line["redactions"].as_array().into_iter().flatten() {
                let kind =
                    serde_json::from_value(redaction["kind"].clone()).unwrap_or(Kind::Person);
                needles_of(
                    kind,
                    redaction["text"].as_str().unwrap_or_default(),
                    &mut out,
                );
            }
        }
    }
    Ok(out)
}

struct Seeker<'a> {
    engine: Arc<Engine>,
    given: Vec<Needle>,
    args: &'a VerifyArgs,
}

impl Seeker<'_> {
    /// Tells what is wrong with a file; how much that is.
    fn file(&self, file: &Path, original: Option<&Path>) -> Result<usize, String> {
        let bytes = std::fs::read(file).map_err(|e| format!("can't be read: {e}"))?;
        let limits = &self.engine.limits;
        let mut values = self.given.clone();
        let mut kept = Vec::new();
        let mut lost = Vec::new();
        if let Some(original) = original {
            let source = std::fs::read(original)
                .map_err(|e| format!("{}: can't be read: {e}", original.display()))?;
            let analysis = self
                .engine
                .analyse(source, Some("pdf"))
                .map_err(|e| format!("the original: {e}"))?;
            values.extend_from_slice(analysis.plan.values());
            let redacted = self.engine.analyse(bytes.clone(), Some("pdf")).ok();
            kept = redacted.as_ref().map(places_kept).unwrap_or_default();
            lost = redacted.map_or_else(Vec::new, |r| lost_pages(&analysis, &r));
        }
        let needles = Needles::new(values);
        let kept = Kept {
            places: &kept,
            texts: &[],
        };
        let hits =
            pdf::seek(&bytes, &[&needles], &kept, MOST, limits).map_err(|e| e.to_string())?;
        let flaws = pdf::flaws(&bytes, limits).map_err(|e| e.to_string())?;
        let hits_told: Vec<Line<'_>> = hits.iter().map(|h| self.of_hit(file, h)).collect();
        let lines: Vec<Line<'_>> = hits_told
            .into_iter()
            .chain(flaws.iter().map(|f| self.of_flaw(file, f)))
            .chain(
                lost.iter()
                    .map(|(place, what, text)| self.line(file, place, what, text)),
            )
            .collect();
        for line in &lines {
            self.tell(line)?;
        }
        let counts = |l: &&Line<'_>| self.args.strict || l.level == LEAK;
        Ok(lines.iter().filter(counts).count())
    }

    fn of_hit<'l>(&self, file: &Path, hit: &'l Hit) -> Line<'l> {
        Line {
            level: LEAK,
            ..self.line(file, &hit.place, "a redacted value stands here", &hit.value)
        }
    }

    fn of_flaw<'l>(&self, file: &Path, flaw: &'l Flaw) -> Line<'l> {
        Line {
            level: if flaw.sort.is_leak() { LEAK } else { NOTE },
            ..self.line(file, &flaw.place, flaw.sort.told(), &flaw.text)
        }
    }

    fn line<'l>(&self, file: &Path, place: &Place, what: &'l str, text: &'l str) -> Line<'l> {
        let round = |r: &Rect| [r.x0, r.y0, r.x1, r.y1].map(|n| n.round() as i32);
        let (page, rect) = match place {
            Place::Page(page, rect) => (Some(*page), rect.as_ref().map(round)),
            _ => (None, None),
        };
        Line {
            file: file.display().to_string(),
            page,
            place: rect,
            at: place.to_string(),
            level: NOTE,
            what,
            text: Some(text).filter(|t| self.args.show && !t.is_empty()),
        }
    }

    fn tell(&self, line: &Line<'_>) -> Result<(), String> {
        let mut told = match self.args.format {
            Told::Json => serde_json::to_string(line).map_err(|e| e.to_string())?,
            Told::Text => {
                let Line { file, at, what, .. } = line;
                let note = if line.level == NOTE { "note: " } else { "" };
                let text = line.text.map(|t| format!(": {t}")).unwrap_or_default();
                harmless(&format!("{file}: {at}: {note}{what}{text}"))
            }
        };
        told.push('\n');
        print(told.as_bytes())
    }
}

/// Where a file holds what stays on purpose: a minister of the same name.
fn places_kept(analysis: &Analysis) -> Vec<(u32, Rect)> {
    let mut out = Vec::new();
    for (text, part) in analysis.plan.parts(&analysis.clean) {
        let raw = part.kept.iter().flat_map(|k| text.map.to_raw(k.span));
        for glyph in raw.flat_map(|raw| analysis.laid.glyphs_of(raw)) {
            let page = &analysis.pages[glyph.page as usize];
            out.push((page.number, page.glyphs[glyph.glyph as usize].rect));
        }
    }
    out
}

/// Characters that were to stay and are no longer on their page, and those that are new there.
fn lost_pages(original: &Analysis, redacted: &Analysis) -> Vec<(Place, &'static str, String)> {
    let mut goes: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); original.pages.len()];
    for (text, part) in original.plan.parts(&original.clean) {
        let raw = part.redactions.iter().flat_map(|r| text.map.to_raw(r.span));
        for glyph in raw.flat_map(|raw| original.laid.glyphs_of(raw)) {
            goes[glyph.page as usize].insert(glyph.glyph);
        }
    }
    let mut out = Vec::new();
    for ((page, goes), now) in original.pages.iter().zip(&goes).zip(&redacted.pages) {
        let all = counted(page, &BTreeSet::new());
        let stays = counted(page, goes);
        let there = counted(now, &BTreeSet::new());
        let place = || Place::Page(page.number, None);
        let lost = more(&stays, &there);
        if !lost.is_empty() {
            out.push((place(), "characters that were to stay are gone", lost));
        }
        let new = more(&there, &all);
        if !new.is_empty() {
            out.push((place(), "characters are new, such as those of labels", new));
        }
    }
    if original.pages.len() != redacted.pages.len() {
        let what = "it has more or fewer pages than the original";
        out.push((Place::File("the whole file"), what, String::new()));
    }
    out
}

/// How often each character stands on a page, without some of its glyphs.
fn counted(page: &GlyphPage, without: &BTreeSet<u32>) -> BTreeMap<char, usize> {
    let mut out = BTreeMap::new();
    for (at, glyph) in (0..).zip(&page.glyphs) {
        if !without.contains(&at) {
            for c in glyph.unicode.chars().filter(|c| !c.is_whitespace()) {
                *out.entry(c).or_default() += 1;
            }
        }
    }
    out
}

/// What is in one count and not in the other.
fn more(these: &BTreeMap<char, usize>, those: &BTreeMap<char, usize>) -> String {
    let rest = |(c, n): (&char, &usize)| {
        let n = n.saturating_sub(those.get(c).copied().unwrap_or(0));
        std::iter::repeat_n(*c, n)
    };
    these.iter().flat_map(rest).collect()
}
