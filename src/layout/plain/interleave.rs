//! Colofon lines between body lines, where OCR or extraction wove the side column into the text.

use super::kinds::Kind;
use super::lines::{Lines, Role, offset};
use super::profile::Profile;
use super::tails;
use crate::layout::paragraphs::{is_field_line, starts_item};
use crate::layout::shape::{First, Last};
use crate::lexicon::labels::Label;

/// How many lines away other colofon still counts as near.
const NEAR: usize = 4;

/// Marks colofon lines and tails from line `start` on; returns the pages on which a line was
/// left in the body that may be colofon.
pub(super) fn mark(lines: &mut Lines<'_>, profile: &Profile, start: usize) -> Vec<u32> {
    let mut weave = Weave {
        marks: vec![Mark::None; lines.all.len()],
        looked: vec![None; lines.all.len()],
        unsure: Vec::new(),
    };
    if profile.talk {
        return weave.unsure;
    }
    weave.hint(lines, start);
    weave.tails(lines, profile, start);
    weave.blocks(lines, start);
    if weave.marks.contains(&Mark::Found) {
        weave.strays(lines, start);
        weave.tails(lines, profile, start);
        weave.blocks(lines, start);
        weave.strays(lines, start);
    }
    weave.unsure.dedup();
    weave.unsure
}

/// What is known of a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    None,
    /// A label alone, of the sort that a side column has: no proof, but a reason to look.
    Hint,
    /// Side-column text was found in it.
    Found,
}

struct Weave {
    marks: Vec<Mark>,
    /// With which signs a line was looked at that has no tail.
    looked: Vec<Option<tails::Signs>>,
    unsure: Vec<u32>,
}

impl Weave {
    /// Whether a line within reach is marked at least so.
    fn is_near(&self, at: usize, least: Mark) -> bool {
        let from = at.saturating_sub(NEAR);
        let to = (at + NEAR + 1).min(self.marks.len());
        self.marks[from..to].iter().any(|mark| *mark >= least)
    }

    fn hint(&mut self, lines: &Lines<'_>, start: usize) {
        for at in start..lines.all.len() {
            if lines.all[at].role == Role::Body && is_side_label(lines, at) {
                self.marks[at] = Mark::Hint;
            }
        }
    }

    fn tails(&mut self, lines: &mut Lines<'_>, profile: &Profile, start: usize) {
        for at in start..lines.all.len() {
            let line = &lines.all[at];
            if line.role != Role::Body || line.tail != line.end {
                continue;
            }
            let Some(look) = tails::Look::at(lines, at, profile, self.is_near(at, Mark::Hint))
            else {
                continue;
            };
            // The second time round little has changed.
            if self.looked[at] == Some(look.signs()) {
                continue;
            }
            if let Some(cut) = look.find() {
                lines.all[at].tail = lines.all[at].start + offset(cut);
                self.marks[at] = Mark::Found;
            } else {
                self.looked[at] = Some(look.signs());
            }
        }
    }

    fn blocks(&mut self, lines: &mut Lines<'_>, start: usize) {
        let mut at = start;
        while at < lines.all.len() {
            if lines.all[at].role != Role::Body || !speaks(lines, at) {
                at += 1;
                continue;
            }
            let block = Block::at(lines, at);
            let near = (at..block.end).any(|line| self.is_near(line, Mark::Found));
            if block.is_colofon(lines, near) {
                for line in at..block.end {
                    if lines.all[line].role == Role::Body {
                        lines.all[line].role = Role::Colofon;
                        self.marks[line] = Mark::Found;
                    }
                }
            } else if block.labels > 0 && block.splits(lines) && !near {
                self.unsure.push(lines.all[at].page);
            }
            at = block.end;
        }
    }

    /// Short lines without a verb between two halves of a sentence, close to other colofon.
    fn strays(&mut self, lines: &mut Lines<'_>, start: usize) {
        for at in start..lines.all.len() {
            let shape = lines.all[at].shape;
            let short = shape.width <= 36
                && shape.words <= 4
                && shape.last != Last::Stop
                && shape.lowers <= 2
                && (shape.first != First::Lower || tails::continues_unit(lines.text(at)));
            if lines.all[at].role != Role::Body || !short || !self.is_near(at, Mark::Found) {
                continue;
            }
            let whole = lines.all[at].tail == lines.all[at].end;
            let follows = at > start && self.marks[at.saturating_sub(2)..at].contains(&Mark::Found);
            let text = lines.text(at);
            let value = follows && tails::is_initialed(text);
            if whole && (value || splits(lines, at, at + 1)) {
                lines.all[at].role = Role::Colofon;
                self.marks[at] = Mark::Found;
            }
        }
    }
}

/// Whether a line begins or carries a block of colofon. A label with its value on the line is
/// the way of forms and lists: in the body it is none.
fn speaks(lines: &Lines<'_>, at: usize) -> bool {
    match lines.all[at].kind {
        Some(Kind::Labelled(_, typed)) => {
            typed && !is_field_line(lines.text(at), &lines.all[at].shape)
        }
        Some(Kind::Label(_)) => {
            !lines.text(at).ends_with(':') && !crate::layout::headings::is_known(lines.text(at))
        }
        Some(kind) => kind.is_strong(),
        None => false,
    }
}

/// A label without a value, as a side column has them.
fn is_side_label(lines: &Lines<'_>, at: usize) -> bool {
    let side = lines.all[at].kind.is_some_and(tails::is_side_label);
    side && speaks(lines, at)
}

/// A run of lines that a side column may have left.
struct Block {
    start: usize,
    end: usize,
    strong: u32,
    labels: u32,
    /// Whether a label met a value of its type.
    typed: bool,
}

impl Block {
    fn at(lines: &Lines<'_>, start: usize) -> Self {
        let mut block = Self {
            start,
            end: start,
            strong: 0,
            labels: 0,
            typed: false,
        };
        let (mut pending, mut dates, mut references) = (0u32, false, false);
        let mut want = [false; 2];
        for at in start..lines.all.len().min(start + 40) {
            if lines.all[at].role != Role::Body {
                continue;
            }
            if speaks(lines, at) {
                block.strong += 1;
                match lines.all[at].kind {
                    Some(Kind::Label(label)) => {
                        block.labels += 1;
                        pending += 1;
                        want[0] |= matches!(label, Label::Date | Label::Deadline);
                        want[1] |= matches!(label, Label::Reference | Label::YourReference);
                    }
                    Some(Kind::Labelled(..)) => {
                        block.labels += 1;
                        block.typed = true;
                    }
                    Some(Kind::Date) => dates = true,
                    Some(Kind::Reference) => references = true,
                    _ => {}
                }
                block.end = at + 1;
                continue;
            }
            if pending == 0 || !is_value(lines, at) {
                break;
            }
            pending -= 1;
            block.end = at + 1;
        }
        block.typed |= (want[0] && dates) || (want[1] && references);
        block.drop_values(lines);
        block
    }

    /// What stands behind the last evidence is a value only where the label is right above it.
    fn drop_values(&mut self, lines: &Lines<'_>) {
        while self.end > self.start + 1 && !speaks(lines, self.end - 1) {
            let above = self.end - 2;
            let valued = matches!(lines.all[above].kind, Some(Kind::Label(_)))
                && lines.all[self.end - 1].blanks <= 1;
            if valued && self.strong > 1 {
                break;
            }
            self.end -= 1;
        }
    }

    fn splits(&self, lines: &Lines<'_>) -> bool {
        splits(lines, self.start, self.end)
    }

    fn is_colofon(&self, lines: &Lines<'_>, near: bool) -> bool {
        if self.splits(lines) {
            return self.strong >= 2 || self.labels > 0 || near || self.is_unit(lines);
        }
        if self.is_stamp(lines) {
            return true;
        }
        if near {
            return self.strong > 0;
        }
        let edge = lines.begins_page(self.start) || self.ends_page(lines);
        (self.typed && (edge || self.strong >= 3)) || (edge && self.labels >= 2)
    }

    /// `Ontvangen BPZ` at the foot of a page.
    fn is_stamp(&self, lines: &Lines<'_>) -> bool {
        matches!(
            lines.all[self.start].kind,
            Some(Kind::Label(Label::Received))
        ) && self.ends_page(lines)
    }

    fn is_unit(&self, lines: &Lines<'_>) -> bool {
        lines.all[self.start..self.end]
            .iter()
            .any(|line| matches!(line.kind, Some(Kind::Unit | Kind::Address | Kind::Purpose)))
    }

    fn ends_page(&self, lines: &Lines<'_>) -> bool {
        let next = lines.body_after(self.end - 1);
        next.is_none_or(|next| lines.all[next].page != lines.all[self.end - 1].page)
    }
}

/// Whether the body line before runs on in the body line after.
fn splits(lines: &Lines<'_>, from: usize, to: usize) -> bool {
    let (Some(before), Some(after)) = (lines.body_before(from), lines.body_after(to - 1)) else {
        return false;
    };
    let (a, b) = (&lines.all[before], &lines.all[after]);
    a.shape.is_prose()
        && a.shape.is_open()
        && b.shape.first == First::Lower
        && !starts_item(lines.text(after), &b.shape, &a.shape)
}

/// A value that may stand under a label: short, no sentence, no list item.
fn is_value(lines: &Lines<'_>, at: usize) -> bool {
    let shape = &lines.all[at].shape;
    shape.width <= 45
        && shape.words <= 6
        && shape.first != First::Lower
        && shape.last != Last::Stop
        && !shape.is_prose()
        && !starts_item(lines.text(at), shape, shape)
        && !crate::layout::headings::is_known(lines.text(at))
}
