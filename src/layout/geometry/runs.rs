//! Marks to runs: what was painted one glyph after the other along one baseline, cut into words.

use std::ops::Range;

use super::marks::Mark;
use crate::model::GlyphPage;

/// A word, or a part of one that was painted apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub x0: f32,
    pub x1: f32,
    /// First mark.
    pub start: u32,
    /// One past the last mark.
    pub end: u32,
    /// Whether a space stands before it; false for a part of a word.
    pub space_before: bool,
}

/// Glyphs painted in a row along one baseline.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub x0: f32,
    pub x1: f32,
    pub base: f32,
    pub size: f32,
    pub space: f32,
    /// Indices into the words.
    pub words: Range<u32>,
    /// Number of glyphs.
    pub chars: u32,
    /// Whether a blank was painted before the first glyph, or a raised mark starts the run.
    pub blank_before: bool,
    /// Whether it starts with a raised, smaller mark.
    pub raised_start: bool,
}

/// The runs of one direction of a page.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub runs: Vec<Run>,
    pub words: Vec<Word>,
}

/// Cuts marks into runs and words. A glyph painted twice in the same place stays in the word of
/// the first; the caller tells the two apart with [`is_twin`].
pub(super) fn cut(marks: &[Mark], page: &GlyphPage) -> Runs {
    let mut out = Runs::default();
    let mut gaps = Vec::new();
    let mut start = 0;
    while start < marks.len() {
        let mut line = Line::new(&marks[start]);
        let mut end = start + 1;
        while end < marks.len() && line.takes(&marks[end - 1], &marks[end]) {
            line.add(&marks[end]);
            end += 1;
        }
        out.push_run(marks, start..end, &line, &mut gaps, page);
        start = end;
    }
    out
}

/// Whether `b` was painted over `a` and says the same: a shadow, or fake bold.
pub(super) fn is_twin(a: &Mark, b: &Mark, page: &GlyphPage) -> bool {
    (a.x0 - b.x0).abs() <= 0.12 * a.size
        && (a.base - b.base).abs() <= 0.12 * a.size
        && page.glyphs[a.glyph as usize].unicode == page.glyphs[b.glyph as usize].unicode
}

/// What is known of a run while it grows.
struct Line {
    base: f32,
    size: f32,
    raised_start: bool,
}

impl Line {
    fn new(first: &Mark) -> Self {
        Self {
            base: first.base,
            size: first.size,
            raised_start: false,
        }
    }

    /// Whether the next mark goes on with the run that `last` ends.
    fn takes(&self, last: &Mark, next: &Mark) -> bool {
        let size = self.size.max(next.size);
        let forward = next.x0 - last.x0;
        let gap = next.x0 - last.x1;
        if forward < -0.15 * size || gap > size {
            return false;
        }
        let drop = next.base - last.base;
        let on_line = drop.abs() <= 0.22 * size || (next.base - self.base).abs() <= 0.12 * size;
        let alike = next.size <= 1.7 * self.size && next.size >= 0.45 * self.size;
        (on_line && (alike || gap < 0.5 * size)) || self.is_script(next, gap)
    }

    /// A smaller mark, raised or lowered, close behind; or the text behind such a mark.
    fn is_script(&self, next: &Mark, gap: f32) -> bool {
        let (small, large) = (next.size.min(self.size), next.size.max(self.size));
        let shift = if next.size < self.size {
            self.base - next.base
        } else {
            next.base - self.base
        };
        small <= 0.88 * large && shift > -0.35 * large && shift < 0.7 * large && gap < 0.8 * large
    }

    fn add(&mut self, next: &Mark) {
        if next.size > 1.12 * self.size {
            self.raised_start = next.base - self.base > 0.1 * next.size;
            self.base = next.base;
            self.size = next.size;
        } else if next.size > 0.9 * self.size {
            self.base = next.base;
        }
    }
}

impl Runs {
    fn push_run(
        &mut self,
        marks: &[Mark],
        range: Range<usize>,
        line: &Line,
        gaps: &mut Vec<f32>,
        page: &GlyphPage,
    ) {
        let run = &marks[range.clone()];
        let first_word = self.words.len() as u32;
        let limit = Limit::of(run, gaps);
        let mut x1 = f32::MIN;
        for (i, mark) in run.iter().enumerate() {
            let at = (range.start + i) as u32;
            if i > 0 && is_twin(&run[i - 1], mark, page) {
                if let Some(word) = self.words.last_mut() {
                    word.end = at + 1;
                }
                continue;
            }
            let breaks = i == 0
                || mark.blank_before
                || limit.breaks(&run[i - 1], mark)
                || (line.raised_start && mark.size > 1.12 * run[i - 1].size);
            if breaks {
                self.words.push(Word {
                    x0: mark.x0,
                    x1: mark.x1,
                    start: at,
                    end: at + 1,
                    space_before: i > 0,
                });
            } else if let Some(word) = self.words.last_mut() {
                word.end = at + 1;
                word.x1 = word.x1.max(mark.x1);
            }
            // Advances of a broken layer overlap their successors: the next origin is right.
            if i > 0 && !breaks {
                x1 = x1.min(mark.x0.max(run[i - 1].x0));
            }
            x1 = x1.max(mark.x1);
        }
        self.runs.push(Run {
            x0: run[0].x0,
            x1,
            base: line.base,
            size: line.size,
            space: run[run.len() / 2].space,
            words: first_word..self.words.len() as u32,
            chars: run.len() as u32,
            blank_before: run[0].blank_before,
            raised_start: line.raised_start,
        });
    }
}

/// How wide a gap parts two words of a run.
struct Limit {
    /// What letter-spacing adds between any two glyphs.
    spacing: f32,
    /// The share of a space that makes a gap.
    share: f32,
}

impl Limit {
    fn of(run: &[Mark], gaps: &mut Vec<f32>) -> Self {
        let blanks = run[1..].iter().filter(|m| m.blank_before).count();
        gaps.clear();
        gaps.extend(
            run.windows(2)
                .filter(|w| !w[1].blank_before)
                .map(|w| (w[1].x0 - w[0].x1) / w[0].size.max(w[1].size)),
        );
        let mut spacing = 0.0;
        if gaps.len() >= 4 && gaps.iter().sum::<f32>() > 0.03 * gaps.len() as f32 {
            let middle = gaps.len() * 2 / 5;
            let (_, &mut median, _) = gaps.select_nth_unstable_by(middle, f32::total_cmp);
            spacing = if median > 0.05 { median } else { 0.0 };
        }
        Self {
            spacing,
            share: if blanks > 0 { 0.8 } else { 0.5 },
        }
    }

    fn breaks(&self, last: &Mark, next: &Mark) -> bool {
        let size = last.size.max(next.size);
        let gap = next.x0 - last.x1 - self.spacing * size;
        gap > (self.share * last.space.max(next.space)).clamp(0.12 * size, 0.3 * size)
    }
}
