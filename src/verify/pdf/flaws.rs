//! Bad redactions: what a reader of a published file can still get at, without knowing what to
//! look for.

use super::labels::{is_label, repeated};
use super::place::Place;
use super::{earlier, survey};
use crate::ingest::{IngestError, Limits};
use crate::layout;
use crate::matching::{Needle, Needles, folded, needles_of};
use crate::model::{Carrier, Content, Glyph, GlyphPage, Kind, RawSpan, Rect};
use crate::pdf::covered::{How, hidden};
use std::collections::BTreeSet;

/// What is wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Text under something opaque can be copied out.
    CoveredText,
    /// Text in the colour of what it stands on can be copied out.
    SameColour,
    /// Text outside of the page that is shown.
    OutsidePage,
    /// Text of a layer that is switched off.
    HiddenText,
    /// Text of a note or button that is not shown now.
    OtherAppearance,
    /// What is covered in one place stands openly in another.
    NamedElsewhere,
    /// A box or label that does not tell on what ground.
    NoGround,
    /// Who made or changed the file.
    Author,
    /// A file within the file.
    Attachment,
    /// A state of the file from before the last change, with the same text.
    EarlierRevision,
    /// Text of an earlier state that is no longer there.
    EarlierText,
}

impl Sort {
    /// Whether it lets somebody read what should be gone; else it is a note.
    #[must_use]
    pub fn is_leak(self) -> bool {
        match self {
            Self::CoveredText
            | Self::SameColour
            | Self::OutsidePage
            | Self::HiddenText
            | Self::NamedElsewhere
            | Self::EarlierText => true,
            Self::NoGround
            | Self::Author
            | Self::Attachment
            | Self::EarlierRevision
            | Self::OtherAppearance => false,
        }
    }

    /// In words.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::CoveredText => "text under something opaque can be copied out",
            Self::SameColour => "text in the colour of its background can be copied out",
            Self::OutsidePage => "text outside of the page",
            Self::HiddenText => "text of a layer that is switched off",
            Self::OtherAppearance => "text of a note or button that is not shown now",
            Self::EarlierText => "an earlier state of the file holds text that was taken out",
            Self::NamedElsewhere => "what is covered elsewhere stands here openly",
            Self::NoGround => "a redaction that does not tell its ground",
            Self::Author => "the properties tell who made the file",
            Self::Attachment => "a file is attached",
            Self::EarlierRevision => "an earlier state of the file can be brought back",
        }
    }
}

/// Something that is wrong with a published file.
#[derive(Clone, PartialEq, Debug)]
pub struct Flaw {
    /// What.
    pub sort: Sort,
    /// Where.
    pub place: Place,
    /// What can be read there: as confidential as the document.
    pub text: String,
}

/// Text of fewer letters and digits says nothing: a comma, a bullet.
const LETTERS: usize = 2;
/// Most flaws that are told of one page.
const MOST: usize = 200;

/// What is wrong with a published file.
///
/// # Errors
/// When its pages can't be read.
pub fn flaws(pdf: &[u8], limits: &Limits) -> Result<Vec<Flaw>, IngestError> {
    let pages = super::read(pdf, limits)?;
    let mut out = Vec::new();
    let mut unseen: Vec<BTreeSet<u32>> = Vec::new();
    for page in &pages {
        let found = on_page(page);
        unseen.push(
            found
                .iter()
                .flat_map(|f| f.glyphs.iter().copied())
                .collect(),
        );
        out.extend(found.into_iter().take(MOST).map(|f| f.flaw(page)));
        out.extend(super::ground::missing(page).into_iter().take(MOST));
    }
    let now = earlier::words(&pages);
    elsewhere(pages, &unseen, &mut out);
    let survey = survey::survey(pdf)?;
    if survey.earlier {
        out.push(earlier::judge(pdf, &now, limits));
    }
    out.extend(survey.found);
    Ok(out)
}

/// Glyphs in a row that are hidden in the same way.
struct Unseen {
    sort: Sort,
    glyphs: Vec<u32>,
}

impl Unseen {
    fn flaw(&self, page: &GlyphPage) -> Flaw {
        let glyphs = || self.glyphs.iter().map(|g| &page.glyphs[*g as usize]);
        let rect = glyphs().map(|g| g.rect).reduce(unite);
        Flaw {
            sort: self.sort,
            place: Place::Page(page.number, rect),
            text: text_of(glyphs()),
        }
    }
}

fn on_page(page: &GlyphPage) -> Vec<Unseen> {
    let mut out: Vec<Unseen> = Vec::new();
    let found = sorts(page);
    for &(at, sort) in &found {
        match out.last_mut() {
            Some(last) if last.sort == sort && goes_on(page, last.glyphs.last(), at) => {
                last.glyphs.push(at);
            }
            _ => out.push(Unseen {
                sort,
                glyphs: vec![at],
            }),
        }
    }
    let says = |u: &Unseen| {
        let glyphs = u.glyphs.iter().map(|g| &page.glyphs[*g as usize]);
        let letters = glyphs.flat_map(|g| g.unicode.chars());
        letters.filter(|c| c.is_alphanumeric()).count() >= LETTERS
    };
    out.retain(says);
    let texts: Vec<String> = out
        .iter()
        .map(|u| text_of(u.glyphs.iter().map(|g| &page.glyphs[*g as usize])))
        .collect();
    let repeated = repeated(
        out.iter()
            .zip(&texts)
            .filter(|(u, _)| u.sort == Sort::SameColour)
            .map(|(_, t)| t.as_str()),
    );
    let mut texts = texts.iter();
    out.retain(|u| {
        let text = texts.next().map_or("", String::as_str);
        let label = match u.sort {
            Sort::SameColour => is_label(text) || repeated.made_of(text),
            Sort::CoveredText => is_label(text) || is_on_top(page, &found, u, text),
            Sort::OutsidePage => runs_over(page, u),
            _ => false,
        };
        !label
    });
    out
}

/// Whether it is the end of a line that is too long for its page.
fn runs_over(page: &GlyphPage, unseen: &Unseen) -> bool {
    let Some(&first) = unseen.glyphs.first() else {
        return false;
    };
    let before = page.glyphs[..first as usize].iter().rev();
    let before = before.take(4).find(|g| !g.unicode.trim().is_empty());
    before.is_some_and(|before| {
        let first = &page.glyphs[first as usize];
        let same_line = (before.origin.1 - first.origin.1).abs() < first.size * 0.5;
        let gap = first.rect.x0 - before.rect.x1;
        same_line && !is_outside(page, &before.rect) && gap < first.space * 4.0
    })
}

/// Whether the same can be read on top of what covers it, nearly.
fn is_on_top(page: &GlyphPage, hidden: &[(u32, Sort)], unseen: &Unseen, text: &str) -> bool {
    const NEAR: f32 = 60.0;
    let glyphs = unseen.glyphs.iter().map(|g| &page.glyphs[*g as usize]);
    let (Some(last), Some(rect)) = (
        glyphs.clone().map(|g| g.nth).max(),
        glyphs.map(|g| g.rect).reduce(unite),
    ) else {
        return false;
    };
    let is_hidden = |at: u32| hidden.binary_search_by_key(&at, |h| h.0).is_ok();
    let shown = (0..).zip(&page.glyphs).filter(|(at, g)| {
        let middle = f32::midpoint(g.rect.y0, g.rect.y1);
        let near = g.rect.x1 > rect.x0 - NEAR && g.rect.x0 < rect.x1 + NEAR;
        g.nth > last && near && rect.y0 < middle && middle < rect.y1 && !is_hidden(*at)
    });
    let mut shown: Vec<&Glyph> = shown.map(|(_, g)| g).collect();
    shown.sort_by(|a, b| a.rect.x0.total_cmp(&b.rect.x0));
    let shown: String = shown.iter().map(|g| &*g.unicode).collect();
    let (shown, sought) = (folded(&shown), folded(text));
    // A letter painted over its like is read once: a few may be missing.
    in_common(&sought, &shown) * 5 >= sought.len() * 4
}

/// How many letters the two have in common, in the same order.
fn in_common(a: &[u8], b: &[u8]) -> usize {
    /// Longer ones are no words on a line.
    const LONGEST: usize = 1000;
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y {
                corner + 1
            } else {
                above.max(row[at])
            };
            corner = above;
        }
    }
    row[b.len()]
}

/// The glyphs that can't be seen, and why.
fn sorts(page: &GlyphPage) -> Vec<(u32, Sort)> {
    let mut out: Vec<(u32, Sort)> = hidden(page)
        .into_iter()
        .filter(|(at, _)| page.glyphs[*at as usize].carrier == Carrier::Page)
        .map(|(at, how)| match how {
            How::Under(_) => (at, Sort::CoveredText),
            How::Alike => (at, Sort::SameColour),
        })
        .collect();
    for (at, glyph) in (0..).zip(&page.glyphs) {
        let blank = glyph.unicode.chars().all(char::is_whitespace);
        if !blank && is_outside(page, &glyph.rect) {
            out.push((at, Sort::OutsidePage));
        } else if !blank && glyph.carrier == Carrier::HiddenLayer {
            out.push((at, Sort::HiddenText));
        } else if !blank && glyph.carrier == Carrier::HiddenAnnotation {
            out.push((at, Sort::OtherAppearance));
        }
    }
    out.sort_by_key(|(at, _)| *at);
    out.dedup_by_key(|(at, _)| *at);
    out
}

fn is_outside(page: &GlyphPage, r: &Rect) -> bool {
    r.x1 < 0.0 || r.y1 < 0.0 || r.x0 > page.width || r.y0 > page.height
}

/// Whether a glyph goes on where another ended, but for a space.
fn goes_on(page: &GlyphPage, last: Option<&u32>, next: u32) -> bool {
    let Some(&last) = last else { return false };
    let (a, b) = (&page.glyphs[last as usize], &page.glyphs[next as usize]);
    let same_line = (a.origin.1 - b.origin.1).abs() < a.size * 0.5;
    let spaces = (last + 1..next).all(|g| page.glyphs[g as usize].unicode.trim().is_empty());
    same_line && (spaces || b.rect.x0 - a.rect.x1 < a.space * 2.0) && b.rect.x0 > a.rect.x0
}

/// The text of glyphs in the order in which they are painted.
pub(super) fn text_of<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> String {
    let mut out = String::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        out.extend(last.and_then(|last| super::pages::between(last, glyph)));
        out.push_str(&glyph.unicode);
        last = Some(glyph);
    }
    out
}

fn unite(a: Rect, b: Rect) -> Rect {
    Rect {
        x0: a.x0.min(b.x0),
        y0: a.y0.min(b.y0),
        x1: a.x1.max(b.x1),
        y1: a.y1.max(b.y1),
    }
}

/// A few words, of which the first and the last begin with a capital and none with a digit.
fn is_like_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let upper = |w: Option<&&str>| w.is_some_and(|w| w.starts_with(char::is_uppercase));
    words.len() <= 5
        && upper(words.first())
        && upper(words.last())
        && !text.contains(|c: char| c.is_numeric())
}

/// What is covered and stands openly elsewhere.
fn elsewhere(pages: Vec<GlyphPage>, unseen: &[BTreeSet<u32>], out: &mut Vec<Flaw>) {
    let mut needles: Vec<Needle> = Vec::new();
    for flaw in out.iter().filter(|f| f.sort == Sort::CoveredText) {
        if is_like_name(&flaw.text) {
            needles_of(Kind::Person, &flaw.text, &mut needles);
        }
    }
    // Ordinary words stand everywhere.
    needles.retain(|n| !n.is_exact());
    let needles = Needles::new(needles);
    if needles.is_empty() {
        return;
    }
    let (laid, pages) = layout::lay_out(Content::Glyphs(pages));
    let mut found = Vec::new();
    needles.find(&laid.raw, |needle, range| {
        let mut glyphs = laid.glyphs_of(RawSpan::new(range.start, range.end));
        let first = glyphs.next();
        let open = |g: &&crate::model::GlyphRange| !unseen[g.page as usize].contains(&g.glyph);
        if let Some(g) = first.filter(open) {
            let page = &pages[g.page as usize];
            found.push(Flaw {
                sort: Sort::NamedElsewhere,
                place: Place::Page(page.number, Some(page.glyphs[g.glyph as usize].rect)),
                text: needle.value().to_owned(),
            });
        }
        found.len() < MOST
    });
    out.append(&mut found);
}
