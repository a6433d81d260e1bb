//! Where a page's columns are, and which of them are side columns.
//!
//! Gutters are the strips that (almost) no run crosses. A column beside the main one is a
//! *side column* (the colofon) when it is narrow and its lines are short and do not answer the
//! main column's lines row by row, a *text column* when it is prose itself, and otherwise a
//! part of a table, which stays with the main column.

use super::marks::Mark;
use super::runs::{Run, Runs};
use crate::lexicon::labels;
use crate::model::GlyphPage;

/// How many strips a page is divided into to look for gutters.
const STRIPS: usize = 600;
/// The narrowest gutter, in points.
const GUTTER: f32 = 4.0;
/// How far apart lines of one column start at most.
const ALIGNED: f32 = 1.2;
/// How far left of a column's edge a run may start and still belong to it.
pub(super) const SLACK: f32 = 2.5;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// Running text.
    Text,
    /// A colofon beside it.
    Side,
}

/// A column of a page, up to the next one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Column {
    /// Left edge; the first column starts at minus infinity.
    pub from: f32,
    /// What it holds.
    pub role: Role,
}

/// The column in which a position lies.
pub(super) fn column_at(columns: &[Column], x: f32) -> usize {
    columns
        .iter()
        .rposition(|c| c.from - SLACK <= x)
        .unwrap_or(0)
}

/// A page's columns, left to right.
pub(super) fn find(runs: &Runs, marks: &[Mark], page: &GlyphPage, width: f32) -> Vec<Column> {
    let look = Look {
        runs,
        marks,
        page,
        width,
    };
    let mut edges = gutters(&runs.runs, width);
    look.add_aligned(&mut edges);
    let mut parts = measure(&runs.runs, &edges);
    merge_markers(&mut parts, width);
    let Some(main) = (0..parts.len()).max_by_key(|&i| parts[i].chars) else {
        return whole();
    };
    let mut columns = look.left_of(&parts, main);
    columns.push(Column {
        from: parts[main].from,
        role: Role::Text,
    });
    columns.extend(look.right_of(&parts, main));
    columns[0].from = f32::NEG_INFINITY;
    columns
}

/// The page as one column of text.
pub(super) fn whole() -> Vec<Column> {
    vec![Column {
        from: f32::NEG_INFINITY,
        role: Role::Text,
    }]
}

/// Gives pages on which too little stands to see a side column the edge that other pages have.
pub(super) fn share(pages: &mut [(Vec<Column>, &Runs, f32)]) {
    let sides: Vec<(Vec<Column>, f32)> = pages
        .iter()
        .filter(|(columns, ..)| columns.iter().any(|c| c.role == Role::Side))
        .map(|(columns, _, width)| (columns.clone(), *width))
        .take(8)
        .collect();
    for (columns, runs, width) in pages {
        if columns.len() > 1 {
            continue;
        }
        let fit = sides
            .iter()
            .find(|(side, w)| (w - *width).abs() < 2.0 && fits(runs, side));
        if let Some((side, _)) = fit {
            columns.clone_from(side);
        }
    }
}

/// Whether almost no run crosses these edges, and some run uses each side column.
fn fits(runs: &Runs, columns: &[Column]) -> bool {
    let crossing = columns[1..]
        .iter()
        .map(|c| {
            runs.runs
                .iter()
                .filter(|r| crosses_whole(runs, r, c.from))
                .count()
        })
        .sum::<usize>();
    let used = columns
        .iter()
        .enumerate()
        .filter(|(_, c)| c.role == Role::Side)
        .all(|(i, _)| {
            let inside = || runs.runs.iter().filter(|r| column_at(columns, r.x0) == i);
            let chars: u32 = inside().map(|r| r.chars).sum();
            chars > 0 && chars as usize <= 30 * inside().count()
        });
    crossing * 12 <= runs.runs.len() && used
}

/// Whether a run crosses an edge with no word that starts there.
fn crosses_whole(runs: &Runs, run: &Run, edge: f32) -> bool {
    let words = &runs.words[run.words.start as usize..run.words.end as usize];
    crosses(run, edge) && !words.iter().any(|w| (w.x0 - edge).abs() <= ALIGNED)
}

/// Whether a run lies on both sides of an edge.
pub(super) fn crosses(run: &Run, edge: f32) -> bool {
    run.x0 < edge - SLACK && run.x1 > edge + SLACK
}

/// The right edges of the gutters.
fn gutters(runs: &[Run], width: f32) -> Vec<f32> {
    let strip = width.max(1.0) / STRIPS as f32;
    let at = |x: f32| ((x / strip).max(0.0) as usize).min(STRIPS);
    let mut change = [0i32; STRIPS + 2];
    for run in runs {
        let (from, to) = (at(run.x0 + 0.5), at(run.x1 - 0.5));
        change[from] += 1;
        change[to.max(from) + 1] -= 1;
    }
    let mut cover = [0i32; STRIPS + 1];
    let mut sum = 0;
    for (cover, change) in cover.iter_mut().zip(change) {
        sum += change;
        *cover = sum;
    }
    let most = cover.iter().copied().max().unwrap_or(0);
    let few = most * 3 / 100;
    let mut edges = Vec::new();
    let mut empty_from = None;
    let mut seen = false;
    for (i, &cover) in cover.iter().enumerate() {
        if cover <= few {
            empty_from.get_or_insert(i);
        } else {
            let wide = empty_from.is_some_and(|from| (i - from) as f32 * strip >= GUTTER);
            if seen && wide {
                edges.push(i as f32 * strip);
            }
            seen = true;
            empty_from = None;
        }
    }
    edges
}

/// What stands between two gutters.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: f32,
    x0: f32,
    x1: f32,
    /// Number of runs.
    runs: u32,
    /// Number of lines: runs painted one after the other on one baseline count once.
    lines: u32,
    chars: u32,
    size: f32,
    last_base: f32,
}

const EMPTY: Stretch = Stretch {
    from: f32::NEG_INFINITY,
    x0: f32::INFINITY,
    x1: f32::NEG_INFINITY,
    runs: 0,
    lines: 0,
    chars: 0,
    size: 0.0,
    last_base: f32::NEG_INFINITY,
};

fn measure(runs: &[Run], edges: &[f32]) -> Vec<Stretch> {
    let start = |from| Stretch { from, ..EMPTY };
    let mut out = vec![start(f32::NEG_INFINITY)];
    out.extend(edges.iter().map(|&edge| start(edge)));
    for run in runs {
        let i = edges.partition_point(|&edge| edge - SLACK <= run.x0);
        let part = &mut out[i];
        part.x0 = part.x0.min(run.x0);
        if edges.get(i).is_none_or(|&edge| !crosses(run, edge)) {
            part.x1 = part.x1.max(run.x1);
        }
        part.runs += 1;
        part.lines += u32::from((run.base - part.last_base).abs() > 0.3 * run.size);
        part.last_base = run.base;
        part.chars += run.chars;
        part.size += run.size * run.chars as f32;
    }
    for part in &mut out {
        part.size /= part.chars.max(1) as f32;
    }
    out.retain(|p| p.runs > 0);
    out
}

/// Bullets and item numbers stand apart from their text but are no column.
fn merge_markers(parts: &mut Vec<Stretch>, width: f32) {
    let mut i = 0;
    while i + 1 < parts.len() {
        let part = parts[i];
        let narrow = part.x1 - part.x0 < 0.04 * width || part.chars <= 4 * part.runs;
        let near = parts[i + 1].x0 - part.x1 < 0.08 * width;
        if narrow && near && part.chars * 5 < parts[i + 1].chars {
            parts[i + 1] = unite(part, parts[i + 1]);
            parts.remove(i);
        } else {
            i += 1;
        }
    }
}

fn unite(a: Stretch, b: Stretch) -> Stretch {
    let chars = a.chars + b.chars;
    Stretch {
        from: a.from,
        x0: a.x0.min(b.x0),
        x1: a.x1.max(b.x1),
        runs: a.runs + b.runs,
        lines: a.lines + b.lines,
        chars,
        last_base: b.last_base,
        size: (a.size * a.chars as f32 + b.size * b.chars as f32) / chars.max(1) as f32,
    }
}

struct Look<'a> {
    runs: &'a Runs,
    marks: &'a [Mark],
    page: &'a GlyphPage,
    width: f32,
}

impl Look<'_> {
    /// Adds edges at which several runs start, though the strip before them is too narrow or is
    /// crossed: by a letterhead, by notes over the full width, by handwriting.
    fn add_aligned(&self, edges: &mut Vec<f32>) {
        let runs = &self.runs.runs;
        let mut starts: Vec<f32> = runs
            .iter()
            .map(|r| r.x0)
            .filter(|x| *x > 0.5 * self.width && *x < 0.9 * self.width)
            .collect();
        starts.sort_unstable_by(f32::total_cmp);
        let mut from = 0;
        while from < starts.len() {
            let edge = starts[from];
            let count = starts[from..].partition_point(|&x| x <= edge + ALIGNED);
            from += count;
            let known = edges.iter().any(|e| (e - edge).abs() <= 2.0 * SLACK);
            if count < 3 || known {
                continue;
            }
            let crossing = runs
                .iter()
                .filter(|r| crosses_whole(self.runs, r, edge))
                .count();
            let beside = Stretch {
                x0: edge,
                x1: edge + ALIGNED,
                ..EMPTY
            };
            let labels = if crossing * 6 <= runs.len() {
                self.labels(beside)
            } else {
                0
            };
            let allowed = if labels >= 2 {
                runs.len() / 6
            } else {
                runs.len() / 33
            };
            if crossing <= allowed {
                edges.push(edge);
            }
        }
        edges.sort_unstable_by(f32::total_cmp);
    }

    fn right_of(&self, parts: &[Stretch], main: usize) -> Vec<Column> {
        let mut columns = Vec::new();
        for i in main + 1..parts.len() {
            let rest = parts[i + 1..].iter().fold(parts[i], |a, &b| unite(a, b));
            if rest.x0 > 0.5 * self.width && self.is_side(rest, parts[main]) {
                columns.push(Column {
                    from: rest.from,
                    role: Role::Side,
                });
                return columns;
            }
            if self.is_prose(parts[i]) && self.is_prose(parts[main]) {
                columns.push(Column {
                    from: parts[i].from,
                    role: Role::Text,
                });
            }
        }
        columns
    }

    fn left_of(&self, parts: &[Stretch], main: usize) -> Vec<Column> {
        let mut columns = Vec::new();
        for i in (0..main).rev() {
            let rest = parts[..i].iter().fold(parts[i], |a, &b| unite(b, a));
            if rest.x1 < 0.4 * self.width && self.is_side(rest, parts[main]) {
                columns.push(Column {
                    from: f32::NEG_INFINITY,
                    role: Role::Side,
                });
                break;
            }
            if self.is_prose(parts[i]) && self.is_prose(parts[main]) {
                columns.push(Column {
                    from: parts[i].from,
                    role: Role::Text,
                });
            }
        }
        columns.reverse();
        columns
    }

    /// Long lines, enough of them: text that is read down before the next column.
    fn is_prose(&self, part: Stretch) -> bool {
        part.lines >= 4 && part.chars >= 22 * part.lines && part.x1 - part.x0 >= 0.2 * self.width
    }

    fn is_side(&self, side: Stretch, main: Stretch) -> bool {
        let narrow = side.x1 - side.x0 <= 0.36 * self.width;
        let short = side.chars <= 26 * side.lines && side.chars <= main.chars;
        if !narrow || !short || side.chars < 8 {
            return false;
        }
        // Lines that nearly all answer a line of the main column are the cells of its rows.
        let alike = (side.size / main.size - 1.0).abs() < 0.1;
        let answering = self.main_lines_with_a_neighbour(main, side);
        if alike && side.lines >= 4 && answering * 5 >= 4 * side.runs as usize {
            return false;
        }
        let labels = self.labels(side);
        if labels >= 2 && main.chars > 2 * side.chars {
            return true;
        }
        // Main lines are a column of text, not the cells of a table that is all there is.
        let beside = self.main_lines_with_a_neighbour(side, main);
        let table = beside * 2 > main.runs as usize && alike;
        !table && (labels >= 1 || main.chars >= 25 * main.lines || side.size < 0.93 * main.size)
    }

    fn inside<'a>(&'a self, part: &'a Stretch) -> impl Iterator<Item = &'a Run> {
        self.runs
            .runs
            .iter()
            .filter(|r| r.x0 >= part.x0 - 0.01 && r.x0 <= part.x1)
    }

    fn main_lines_with_a_neighbour(&self, side: Stretch, main: Stretch) -> usize {
        let mut bases: Vec<f32> = self.inside(&side).map(|r| r.base).collect();
        bases.sort_unstable_by(f32::total_cmp);
        self.inside(&main)
            .filter(|r| {
                let i = bases.partition_point(|&b| b < r.base - 1.5);
                bases.get(i).is_some_and(|&b| b <= r.base + 1.5)
            })
            .count()
    }

    fn labels(&self, part: Stretch) -> usize {
        let mut text = String::new();
        self.inside(&part)
            .filter(|run| {
                text.clear();
                self.head(run, &mut text);
                labels::at_start(&text).is_some()
            })
            .take(4)
            .count()
    }

    /// The first words of a run.
    fn head(&self, run: &Run, text: &mut String) {
        for word in &self.runs.words[run.words.start as usize..run.words.end as usize] {
            if text.len() > 24 {
                return;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            for mark in &self.marks[word.start as usize..word.end as usize] {
                text.push_str(&self.page.glyphs[mark.glyph as usize].unicode);
            }
        }
    }
}
