//! Glyphs made upright: a page is turned so that most of its text reads from left to right,
//! and what is left over is sorted by the direction in which it runs.

use crate::model::{Glyph, GlyphPage};

/// Coordinates beyond this are nonsense; clamping keeps all sums finite.
const FAR: f32 = 100_000.0;

/// One painted glyph in the frame of its direction: x along the line, y down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Index of the glyph on its page.
    pub glyph: u32,
    /// Where it starts along the line.
    pub x0: f32,
    /// Where it ends along the line.
    pub x1: f32,
    /// Its baseline.
    pub base: f32,
    /// Font size.
    pub size: f32,
    /// Width of a space.
    pub space: f32,
    /// Whether the font is bold.
    pub bold: bool,
    /// Whether a blank was painted just before it.
    pub blank_before: bool,
}

/// All glyphs of one direction.
#[derive(Debug, Default)]
pub(super) struct Direction {
    /// Clockwise, in degrees, after the page was turned: 0 for the main text.
    pub angle: i32,
    /// In painting order, blanks left out.
    pub marks: Vec<Mark>,
}

/// A page turned upright.
#[derive(Debug, Default)]
pub(super) struct Upright {
    /// Width in the turned frame.
    pub width: f32,
    /// Height in the turned frame.
    pub height: f32,
    /// The main text first; none when nothing was painted.
    pub directions: Vec<Direction>,
}

/// Turns a page upright.
pub(super) fn upright(page: &GlyphPage) -> Upright {
    let quarter = main_quarter(page);
    let (width, height) = if quarter % 2 == 0 {
        (page.width, page.height)
    } else {
        (page.height, page.width)
    };
    let mut sorted = Sorter::default();
    let mut blank: Option<i32> = None;
    for (index, glyph) in page.glyphs.iter().enumerate() {
        let angle = bin(glyph.angle - 90.0 * quarter as f32);
        if glyph.unicode.chars().all(is_blank) && !glyph.unicode.is_empty() {
            blank = Some(angle);
            continue;
        }
        let Ok(index) = u32::try_from(index) else {
            break;
        };
        let mut mark = mark(glyph, index, 90 * quarter + angle);
        mark.blank_before = blank == Some(angle);
        blank = None;
        sorted.put(angle, mark);
    }
    for direction in &mut sorted.directions {
        straighten(page, direction, quarter);
        to_first_quadrant(direction, quarter, page);
    }
    sorted.directions.sort_by_key(|d| (d.angle != 0, d.angle));
    Upright {
        width: sane(width, 595.0),
        height: sane(height, 842.0),
        directions: sorted.directions,
    }
}

/// Whether a character leaves no ink.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

#[derive(Default)]
struct Sorter {
    directions: Vec<Direction>,
    last: usize,
}

impl Sorter {
    fn put(&mut self, angle: i32, mark: Mark) {
        if self
            .directions
            .get(self.last)
            .is_none_or(|d| d.angle != angle)
        {
            self.last = match self.directions.iter().position(|d| d.angle == angle) {
                Some(at) => at,
                None => {
                    self.directions.push(Direction {
                        angle,
                        marks: Vec::new(),
                    });
                    self.directions.len() - 1
                }
            };
        }
        self.directions[self.last].marks.push(mark);
    }
}

/// The quarter turn in which most glyphs stand; 0 when none has a clear majority.
fn main_quarter(page: &GlyphPage) -> i32 {
    let mut counts = [0usize; 4];
    for glyph in &page.glyphs {
        let angle = bin(glyph.angle);
        if angle % 90 == 0 {
            counts[(angle / 90) as usize % 4] += 1;
        }
    }
    let all: usize = counts.iter().sum();
    (1..4)
        .find(|&q| counts[q] * 10 > all * 6)
        .map_or(0, |q| q as i32)
}

/// Rounds a direction to a quarter turn when it is near one, otherwise to ten degrees.
fn bin(angle: f32) -> i32 {
    if !angle.is_finite() {
        return 0;
    }
    let angle = angle.rem_euclid(360.0);
    let quarter = (angle / 90.0).round();
    let rounded = if (angle - quarter * 90.0).abs() <= 10.0 {
        quarter * 90.0
    } else {
        (angle / 10.0).round() * 10.0
    };
    rounded as i32 % 360
}

fn mark(glyph: &Glyph, index: u32, angle: i32) -> Mark {
    let r = glyph.rect;
    let (ox, oy) = (sane(glyph.origin.0, r.x0), sane(glyph.origin.1, r.y1));
    let (w, h) = ((r.x1 - r.x0).abs(), (r.y1 - r.y0).abs());
    let (along, across, x0, base) = match angle.rem_euclid(360) {
        0 => (w, h, ox, oy),
        90 => (h, w, oy, -ox),
        180 => (w, h, -ox, -oy),
        270 => (h, w, -oy, ox),
        other => {
            let (sin, cos) = (other as f32).to_radians().sin_cos();
            let high = glyph.size.abs() * 1.15;
            let along = if cos.abs() > sin.abs() {
                (w - high * sin.abs()) / cos.abs()
            } else {
                (h - high * cos.abs()) / sin.abs()
            };
            (
                along.max(0.0),
                high,
                ox * cos + oy * sin,
                oy * cos - ox * sin,
            )
        }
    };
    let across = sane(across, 10.0).abs();
    let size = sane(glyph.size.abs(), across);
    let size = if size < 0.5 { across.max(0.5) } else { size };
    let space = sane(glyph.space.abs(), 0.0);
    let x0 = sane(x0, 0.0);
    Mark {
        glyph: index,
        x0,
        x1: x0 + sane(along, size * 0.5).max(0.0),
        base: sane(base, 0.0),
        size,
        space: if space > 0.12 * size && space < size {
            space
        } else {
            0.28 * size
        },
        bold: glyph.bold,
        blank_before: false,
    }
}

/// Takes out the slant of a text layer whose lines run slightly up or down.
fn straighten(page: &GlyphPage, direction: &mut Direction, quarter: i32) {
    let turned = (90 * quarter + direction.angle) as f32;
    let off = |m: &Mark| {
        let angle = page.glyphs[m.glyph as usize].angle - turned;
        (angle + 180.0).rem_euclid(360.0) - 180.0
    };
    if direction.marks.iter().all(|m| off(m).abs() < 0.05) {
        return;
    }
    let mut angles: Vec<f32> = direction
        .marks
        .iter()
        .map(off)
        .filter(|a| a.is_finite())
        .collect();
    if angles.is_empty() {
        return;
    }
    let middle = angles.len() / 2;
    let (_, &mut median, _) = angles.select_nth_unstable_by(middle, f32::total_cmp);
    shear(&mut direction.marks, median.to_radians().tan());
}

/// Lowers each baseline by the slope times its place on the line.
pub(super) fn shear(marks: &mut [Mark], slope: f32) {
    for mark in marks {
        mark.base -= slope * mark.x0;
    }
}

/// Moves turned text so that its frame starts at the top left of the turned page.
fn to_first_quadrant(direction: &mut Direction, quarter: i32, page: &GlyphPage) {
    let (dx, dy) = match (90 * quarter + direction.angle).rem_euclid(360) {
        90 => (0.0, page.width),
        180 => (page.width, page.height),
        270 => (page.height, 0.0),
        _ => return,
    };
    for mark in &mut direction.marks {
        mark.x0 += sane(dx, 0.0);
        mark.x1 += sane(dx, 0.0);
        mark.base += sane(dy, 0.0);
    }
}

fn sane(value: f32, otherwise: f32) -> f32 {
    let value = if value.is_finite() { value } else { otherwise };
    if value.is_finite() {
        value.clamp(-FAR, FAR)
    } else {
        0.0
    }
}
