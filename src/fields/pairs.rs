//! Labels and their values, brought together however the columns were read: on one line, on the
//! next lines, several labels before several values, or a value before its label.
//!
//! A value goes to the label whose values look like that; among labels that want the same look
//! it goes by order. An empty label takes nothing: the next label is no value.

use super::context::{Context, Line, Region, Slice, breaks_off};
use super::shape::{self, Shape};
use crate::lexicon::labels::Label;
use crate::lexicon::{doctypes, ministries};
use crate::model::CleanSpan;

/// How well a shape suits a label.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
enum Fit {
    No,
    /// May be it, if it comes right behind.
    Weak,
    Strong,
}

/// A label and what was found to be its value.
#[derive(Clone, Debug)]
pub(super) struct Pair<'a> {
    pub(super) label: Label,
    /// Index of the label's line.
    pub(super) line: usize,
    pub(super) exact: bool,
    /// In the order of the lines.
    pub(super) values: Vec<Slice<'a>>,
    /// Not on the label's line and not right behind it.
    pub(super) apart: bool,
}

/// All pairs, and which lines are no label's.
pub(super) struct Pairs<'a> {
    pub(super) list: Vec<Pair<'a>>,
    /// For each line, whether it is a label or belongs to one.
    pub(super) claimed: Vec<bool>,
}

impl<'a> Pairs<'a> {
    /// The pairs of a label, in order; those without a value left out.
    pub(super) fn of(&self, label: Label) -> impl Iterator<Item = &Pair<'a>> {
        self.list
            .iter()
            .filter(move |p| p.label == label && !p.values.is_empty())
    }

    pub(super) fn resolve(context: &Context<'a>) -> Self {
        let mut state = State {
            context,
            lines: &context.lines,
            list: Vec::new(),
            claimed: vec![false; context.lines.len()],
        };
        state.run();
        Self {
            list: state.list,
            claimed: state.claimed,
        }
    }
}

struct State<'c, 'a> {
    context: &'c Context<'a>,
    lines: &'c [Line<'a>],
    list: Vec<Pair<'a>>,
    claimed: Vec<bool>,
}

impl<'a> State<'_, 'a> {
    /// One region at a time: no value is looked for across their border.
    fn run(&mut self) {
        let border = self.lines.partition_point(|l| l.region == Region::Colofon);
        self.run_region(0, border);
        self.run_region(border, self.lines.len());
        self.look_back();
        self.more_addressees();
    }

    /// "Aan de Minister … / Auteur / de Directeur-generaal …": where two columns were read line by
    /// line, the second addressee stands behind an empty label of the other column.
    fn more_addressees(&mut self) {
        for p in 0..self.list.len() {
            let pair = &self.list[p];
            if pair.label != Label::To
                || !pair
                    .values
                    .last()
                    .is_some_and(|v| ministries::starts_with_office(v.text))
            {
                continue;
            }
            let at = pair.line;
            let end = (at + 4).min(self.lines.len());
            let found = (at + 1..end).find(|&v| {
                !self.claimed[v]
                    && self.lines[v].region == self.lines[at].region
                    && self.lines[v].shape() == Shape::Offices
                    && (self.lines[v].text.starts_with("de ")
                        || self.lines[v].text.starts_with("het "))
            });
            if let Some(v) = found {
                self.claim(p, v, v + 1, false);
            }
        }
    }

    fn run_region(&mut self, start: usize, end: usize) {
        let mut open: Vec<usize> = Vec::new();
        let mut i = start;
        while i < end {
            // A run of labels, with what stands on their lines …
            let run_from = self.list.len();
            while i < end
                && (self.lines[i].hit.is_some() || self.lines[i].shape() == Shape::Nothing)
            {
                self.open_label(i);
                i += 1;
            }
            // … and a run of lines that are none.
            let values_from = i;
            while i < end && self.lines[i].hit.is_none() {
                i += 1;
            }
            let fresh: Vec<usize> = (run_from..self.list.len())
                .filter(|&p| self.list[p].values.is_empty())
                .collect();
            self.continue_inline(run_from, values_from, i);
            self.assign(&fresh, &open, values_from, i);
            open.extend(fresh);
            open.retain(|&p| self.list[p].values.is_empty());
            let surplus = open.len().saturating_sub(8);
            open.drain(..surplus);
        }
    }

    fn open_label(&mut self, i: usize) {
        let line = &self.lines[i];
        self.claimed[i] = true;
        let Some(hit) = line.hit else { return };
        let mut values = Vec::new();
        if hit.label == Label::NoteKind || hit.label == Label::Unit && !hit.alone {
            values.push(self.context.whole(line));
        } else if !hit.alone {
            values.push(inline_value(self.context, line, hit.len));
        }
        self.list.push(Pair {
            label: hit.label,
            line: i,
            exact: hit.exact,
            values,
            apart: false,
        });
    }

    /// A value that began on the last label's line may go on below it.
    fn continue_inline(&mut self, run_from: usize, from: usize, to: usize) {
        if let Some(p) = self.list.len().checked_sub(1)
            && p >= run_from
            && self.list[p].line + 1 == from
            && !self.list[p].values.is_empty()
            && self.list[p].label != Label::NoteKind
        {
            self.extend(p, from, to);
        }
    }

    fn assign(&mut self, fresh: &[usize], open: &[usize], from: usize, to: usize) {
        for v in from..to {
            if self.claimed[v] {
                continue;
            }
            let shape = self.lines[v].shape();
            let strong = |p: &usize| {
                self.list[*p].values.is_empty() && fit(self.list[*p].label, shape) == Fit::Strong
            };
            let wanting: Vec<usize> = fresh.iter().copied().filter(strong).collect();
            let chosen = match wanting.as_slice() {
                [] => open.iter().rev().copied().find(strong),
                [one] => Some(*one),
                many => self.among(many, v, to),
            };
            if let Some(p) = chosen {
                let apart = self.list[p].line + 1 != v;
                self.claim(p, v, to, apart);
            } else if v == from
                && let Some(&p) = fresh.last()
                && self.list[p].line + 1 == v
                && self.list[p].values.is_empty()
                && self.fits_weakly(p, v)
            {
                self.claim(p, v, to, false);
            }
        }
        self.assign_in_order(fresh, from, to);
    }

    /// Aan, Van, then two lines of no particular look: by order.
    fn assign_in_order(&mut self, fresh: &[usize], from: usize, to: usize) {
        let wanting: Vec<usize> = fresh
            .iter()
            .copied()
            .filter(|&p| {
                self.list[p].values.is_empty()
                    && matches!(self.list[p].label, Label::To | Label::From)
            })
            .collect();
        let free: Vec<usize> = (from..to)
            .filter(|&v| {
                !self.claimed[v]
                    && matches!(
                        self.lines[v].shape(),
                        Shape::Offices | Shape::ShortOffices | Shape::Unit | Shape::ShortUnit
                    )
            })
            .collect();
        if wanting.len() == free.len() {
            for (p, v) in wanting.into_iter().zip(free) {
                self.claim(p, v, v + 1, true);
            }
        }
    }

    /// Which of several labels that want this look gets value `v`.
    fn among(&self, labels: &[usize], v: usize, to: usize) -> Option<usize> {
        let first = *labels.first()?;
        let last = *labels.last()?;
        let label = self.list[first].label;
        let alike = (v..to)
            .filter(|&w| !self.claimed[w] && fit(label, self.lines[w].shape()) == Fit::Strong)
            .count();
        if alike >= labels.len() {
            return Some(first);
        }
        // A document's date is seldom left out, a deadline often.
        labels
            .iter()
            .copied()
            .find(|&p| self.list[p].label == Label::Date)
            .or(Some(last))
    }

    fn fits_weakly(&self, p: usize, v: usize) -> bool {
        let line = &self.lines[v];
        match self.list[p].label {
            label if label.introduces_person() => {
                line.shape() == Shape::Words && is_name_like(line.text)
                    || line.shape() == Shape::Redacted
            }
            // A list of annexes is marked as one, unless nothing else follows the label.
            Label::Annexes => {
                line.shape() == Shape::Words
                    && !self.lines[self.list[p].line].text.starts_with("Aantal")
                    && (doctypes::of_title(line.text).is_some()
                        || ["Concept", "Antwoord", "Beantwoording", "Ontwerp"]
                            .iter()
                            .any(|w| line.text.starts_with(w)))
                    && !self.lines[v + 1..]
                        .iter()
                        .take_while(|l| l.hit.is_none())
                        .take(8)
                        .any(|l| l.shape() == Shape::Bullet)
            }
            label => fit(label, line.shape()) == Fit::Weak,
        }
    }

    fn claim(&mut self, p: usize, v: usize, to: usize, apart: bool) {
        let line = &self.lines[v];
        self.claimed[v] = true;
        self.list[p].values.push(self.context.whole(line));
        self.list[p].apart = apart;
        self.extend(p, v + 1, to);
    }

    /// Takes the lines from `from` on as long as they go on with the value of pair `p`.
    fn extend(&mut self, p: usize, from: usize, to: usize) {
        for v in from..to {
            let Some(last) = self.list[p].values.last() else {
                return;
            };
            if self.claimed[v]
                || !goes_on(
                    self.list[p].label,
                    &self.list[p].values,
                    last.text,
                    &self.lines[v],
                )
            {
                return;
            }
            self.claimed[v] = true;
            let slice = self.context.whole(&self.lines[v]);
            self.list[p].values.push(slice);
        }
    }

    /// Labels left without a value take the free line of their look that stands just before.
    fn look_back(&mut self) {
        for p in 0..self.list.len() {
            let pair = &self.list[p];
            if !pair.values.is_empty()
                || !matches!(pair.label, Label::Date | Label::Reference | Label::To)
            {
                continue;
            }
            let at = pair.line;
            let found = (at.saturating_sub(3)..at).rev().find(|&v| {
                !self.claimed[v]
                    && self.lines[v].region == self.lines[at].region
                    && fit(pair.label, self.lines[v].shape()) == Fit::Strong
            });
            if let Some(v) = found {
                self.claim(p, v, v + 1, true);
            }
        }
    }
}

fn inline_value<'a>(context: &Context<'a>, line: &Line<'a>, len: usize) -> Slice<'a> {
    let text = &line.text[len..];
    let lead = text.len() - text.trim_start().len();
    let text = text.trim().trim_end_matches(['|', ' ']);
    let at = line.span.start as usize + len + lead;
    Slice {
        text,
        span: CleanSpan::new(at, at + text.len()),
        ..context.whole(line)
    }
}

/// How well a line of this shape suits a label as its value.
fn fit(label: Label, shape: Shape) -> Fit {
    use Shape as S;
    match (label, shape) {
        (
            Label::Date
            | Label::MeetingDate
            | Label::Received
            | Label::Deadline
            | Label::YourLetter,
            S::Date,
        )
        | (Label::Reference | Label::YourReference | Label::Dossier, S::Reference)
        | (Label::YourReference, S::Foreign)
        | (Label::ActivelyPublic, S::YesNo)
        | (Label::Annexes, S::Count | S::Bullet)
        | (Label::To, S::Offices | S::ShortOffices)
        | (Label::From, S::Unit | S::ShortUnit)
        | (Label::Phone, S::Phone)
        | (Label::Email, S::Email)
        | (Label::OfficeAddress, S::Address)
        | (Label::Classification, S::Classification) => Fit::Strong,
        (Label::To, S::Unit | S::ShortUnit | S::Words)
        | (Label::From, S::Offices | S::ShortOffices | S::Words | S::Redacted)
        | (Label::Unit, S::Words | S::ShortUnit | S::Unit | S::ShortOffices)
        | (
            Label::Subject | Label::Project,
            S::Words | S::DocType | S::Unit | S::Offices | S::Bullet | S::Count,
        )
        | (Label::Project, S::ShortUnit | S::Reference)
        | (
            Label::Copy | Label::Via | Label::OnBehalf | Label::CoordinatedWith | Label::Portfolio,
            S::Words | S::Offices | S::ShortOffices | S::Unit | S::ShortUnit | S::Redacted,
        )
        | (Label::Deadline | Label::Place | Label::Time, S::Words)
        | (Label::To | Label::Reference | Label::Phone | Label::Email, S::Redacted) => Fit::Weak,
        _ => Fit::No,
    }
}

/// Whether a line goes on with a value that so far ends with `last`.
fn goes_on(label: Label, values: &[Slice<'_>], last: &str, line: &Line<'_>) -> bool {
    use Shape as S;
    let text = line.text;
    let unfinished = is_unfinished(last) || text.starts_with(char::is_lowercase);
    match label {
        Label::Subject | Label::Project => {
            let text_like = matches!(
                line.shape(),
                S::Words | S::Unit | S::Offices | S::Bullet | S::DocType
            ) || is_year(text);
            // A line as long as a column goes on below; a longer one was joined already.
            let full = (24..=75).contains(&last.len()) && !last.ends_with('.');
            let prose = text.len() > 120 || text.ends_with('.') && text.split(' ').count() > 5;
            values.len() < 6
                && text_like
                && !prose
                && !super::context::is_salutation(text)
                && (unfinished || line.shape() == S::Words && full || is_year(text))
        }
        Label::To => {
            values.len() < 12
                && (matches!(line.shape(), S::Offices | S::ShortOffices)
                    || unfinished && matches!(line.shape(), S::Words | S::Offices)
                    || breaks_off(last) && line.shape() == S::Unit)
        }
        Label::From | Label::Unit => {
            values.len() < 3
                && unfinished
                && matches!(line.shape(), S::Words | S::Unit | S::Offices)
        }
        Label::Annexes => {
            let listed = values.iter().any(|v| shape::is_bullet(v.text));
            line.shape() == S::Bullet
                || (unfinished && !is_file_name(last) || last.len() >= 24 && text.len() <= 16)
                    && (listed || !values.iter().any(|v| shape::of(v.text) == S::Count))
                    && line.shape() == S::Words
                    && values.len() < 40
        }
        Label::Reference | Label::YourReference => {
            // "331 / 87721": a number broken by its kerning.
            let figures = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
            let broken = figures(last) && figures(text) && last.len() <= 4 && text.len() >= 4;
            values.len() < 2
                && (last.ends_with(['/', '-'])
                    && matches!(line.shape(), S::Reference | S::ShortUnit)
                    || broken)
        }
        label if label.introduces_person() => {
            values.len() < 6
                && (line.shape() == S::Words && is_name_like(text) || line.shape() == S::Redacted)
        }
        Label::Copy | Label::CoordinatedWith => {
            values.len() < 8
                && matches!(
                    line.shape(),
                    S::Offices | S::ShortOffices | S::Unit | S::ShortUnit | S::Redacted
                )
                || unfinished && line.shape() == S::Words && values.len() < 8
        }
        Label::OnBehalf => unfinished && values.len() < 4,
        Label::OfficeAddress => matches!(line.shape(), S::Address) && values.len() < 4,
        _ => false,
    }
}

/// Whether a line breaks off: the next one goes on with it.
pub(super) fn is_unfinished(line: &str) -> bool {
    breaks_off(line)
        || line.trim_end().ends_with(['/', '-', '–'])
        || ministries::is_unit_word_alone(line)
}

fn is_file_name(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(_, end)| {
        (3..=4).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn is_year(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ',']);
    text.len() == 4
        && (text.starts_with("20") || text.starts_with("19"))
        && text.parse::<u16>().is_ok()
}

/// Up to five words that may be somebody's name: initials, capitals, small words between them.
pub(super) fn is_name_like(text: &str) -> bool {
    let mut words = 0;
    let mut capitals = 0;
    for word in text.split([' ', ',']).filter(|w| !w.is_empty()) {
        words += 1;
        let first = word.chars().next().unwrap_or(' ');
        if first.is_uppercase() {
            capitals += 1;
        } else if !matches!(
            word.trim_end_matches('.'),
            "van"
                | "de"
                | "der"
                | "den"
                | "het"
                | "'t"
                | "ten"
                | "ter"
                | "te"
                | "el"
                | "al"
                | "ben"
                | "bin"
                | "la"
                | "le"
                | "di"
                | "da"
                | "dos"
                | "von"
                | "zu"
                | "op"
                | "in"
                | "en"
                | "dhr"
                | "mw"
                | "mevr"
                | "drs"
                | "mr"
                | "ir"
                | "dr"
                | "ing"
                | "prof"
                | "d'"
                | "ould"
                | "y"
        ) {
            return false;
        }
        if word.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
    }
    capitals > 0 && words <= 5 && text.len() <= 60
}
