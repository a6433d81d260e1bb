//! Marked lines to pieces: headings found, wrapped lines joined.

use super::lines::{Given, Line, Lines, Role};
use super::profile::Profile;
use crate::layout::headings::{Around, Found, Neighbour, recognise, titled};
use crate::layout::paragraphs::{Seam, joins, starts_item};
use crate::layout::shape::{First, Last, Shape, first_word, last_word};
use crate::lexicon::chat::{self, Form};
use crate::lexicon::grammar;
use crate::model::{BlockRole, Break, Heading, Part, Piece, RawSpan};

/// The pieces in the order of the text, and whether other lines stood between body lines.
pub(in crate::layout) fn pieces(lines: &Lines<'_>, profile: &Profile) -> (Vec<Piece>, bool) {
    let body = Body::of(lines, profile);
    let mut pieces = Vec::with_capacity(lines.all.len() + 8);
    let (mut at_body, mut interleaved, mut pending) = (0, false, false);
    let mut above: Option<usize> = None;
    for (at, line) in lines.all.iter().enumerate() {
        if line.role != Role::Body {
            pending |= line.role == Role::Colofon;
            pieces.push(other(lines, at, &mut above));
            continue;
        }
        interleaved |= pending && at_body > 0;
        pending = false;
        let seat = &body.lines[at_body];
        pieces.push(Piece {
            span: RawSpan::new(seat.start, seat.end),
            part: Part::Body,
            page: line.page,
            before: seat.before,
            heading: seat.heading.clone(),
            confidence: 1.0,
        });
        at_body += 1;
        if line.tail < line.end {
            pending = true;
            above = None;
            pieces.push(Piece {
                span: RawSpan::new(line.tail as usize, line.end as usize),
                part: Part::Colofon,
                page: line.page,
                before: Break::Paragraph,
                heading: None,
                confidence: 0.8,
            });
        }
    }
    (pieces, interleaved)
}

/// A piece that is not body.
fn other(lines: &Lines<'_>, at: usize, above: &mut Option<usize>) -> Piece {
    let line = &lines.all[at];
    let part = if line.role == Role::Colofon {
        Part::Colofon
    } else {
        Part::Furniture
    };
    let wraps = part == Part::Colofon
        && above.is_some_and(|above| above + 1 == at && reads_on(lines, above, at));
    *above = (part == Part::Colofon).then_some(at);
    Piece {
        span: RawSpan::new(line.start as usize, line.end as usize),
        part,
        page: line.page,
        before: if wraps { Break::Wrap } else { Break::Paragraph },
        heading: None,
        confidence: 0.9,
    }
}

/// Whether a colofon line goes on in the next one: a subject or a unit over two lines.
fn reads_on(lines: &Lines<'_>, above: usize, at: usize) -> bool {
    let (a, b) = (&lines.all[above], &lines.all[at]);
    if b.blanks > 0
        || b.kind.is_some()
        || a.page != b.page
        || b.given.is_some_and(|given| given.begins)
        || starts_item(lines.text(at), &b.shape, &a.shape)
    {
        return false;
    }
    let text = lines.text(above);
    let open = a.shape.is_open() && a.shape.words > 1;
    // Letterheads are shreds: only what is long, or goes on with "en" or "van", reads on.
    let small = grammar::keeps_open(first_word(lines.text(at)));
    let lower = b.shape.first == First::Lower
        && (small || a.shape.width >= 40)
        && a.kind.is_none_or(super::kinds::Kind::takes_more);
    let kept_open = grammar::keeps_open(last_word(text)) || a.shape.last == Last::Comma;
    let bracket = b.shape.first == First::Opening;
    let closing = lines.text(at).ends_with('.') && b.shape.words == 1;
    let year =
        b.shape.words == 1 && b.shape.letters == 0 && b.shape.digits == 4 && b.shape.width == 4;
    open && (lower
        || kept_open && a.kind.is_none_or(super::kinds::Kind::takes_more)
        || (a.kind.is_none() && (bracket || year))
        || (closing && a.shape.width > 50))
}

/// A body line with what was decided about it.
struct Seat {
    start: usize,
    end: usize,
    shape: Shape,
    blank: bool,
    page_end: bool,
    over_other: bool,
    before: Break,
    heading: Option<Heading>,
    given: Option<Given>,
}

impl Seat {
    /// Whether the source says that a paragraph begins here.
    fn begins(&self) -> bool {
        self.given.is_some_and(|given| given.begins)
    }
}

struct Body {
    lines: Vec<Seat>,
}

impl Body {
    fn of(lines: &Lines<'_>, profile: &Profile) -> Self {
        let mut body = Self {
            lines: seats(lines, profile),
        };
        body.decide(lines, profile);
        body
    }

    fn decide(&mut self, lines: &Lines<'_>, profile: &Profile) {
        let mut wrapped = false;
        let mut talking = false;
        for at in 0..self.lines.len() {
            let opens = profile.chat.is_some() && chat::head(self.text(lines, at)).is_some();
            talking |= opens;
            if talking {
                if !opens && self.goes_on(lines, profile, at) {
                    self.lines[at].before = Break::Wrap;
                }
                continue;
            }
            if wrapped {
                // The second line of a heading.
                self.lines[at].before = Break::Wrap;
                wrapped = false;
                continue;
            }
            let found = self.heading(lines, profile, at);
            if let Some(found) = found {
                wrapped = found.wraps && at + 1 < self.lines.len();
                self.lines[at].heading = Some(found.heading);
            } else if at > 0 && self.joins(lines, profile, at) {
                self.lines[at].before = Break::Wrap;
            }
        }
    }

    /// Whether a line of a chat that opens no message goes on in the line before it.
    fn goes_on(&self, lines: &Lines<'_>, profile: &Profile, at: usize) -> bool {
        let Some((form, dated)) = profile.chat.filter(|_| at > 0) else {
            return false;
        };
        match form {
            // What begins with a number may open a message and be misread.
            Form::Before if dated => {
                let text = self.text(lines, at);
                !text.starts_with(|c: char| c.is_ascii_digit() || "[(|".contains(c))
                    || self.joins(lines, profile, at)
            }
            Form::Before => self.joins(lines, profile, at),
            // The text stands below who sent it.
            Form::Above | Form::Behind => {
                chat::head(self.text(lines, at - 1)).is_none() && self.joins(lines, profile, at)
            }
        }
    }

    fn heading(&self, lines: &Lines<'_>, profile: &Profile, at: usize) -> Option<Found> {
        let seat = &self.lines[at];
        let text = self.text(lines, at);
        match seat.given.map(|given| given.role) {
            Some(BlockRole::Heading(level)) => seat.begins().then(|| titled(text, level)),
            Some(BlockRole::Item | BlockRole::Row | BlockRole::Note) => None,
            // A title behind a line break begins nothing.
            Some(_) if !seat.begins() => None,
            _ => recognise(text, &seat.shape, &self.around(lines, profile, at)),
        }
    }

    fn joins(&self, lines: &Lines<'_>, profile: &Profile, at: usize) -> bool {
        let (prev, seat) = (&self.lines[at - 1], &self.lines[at]);
        if seat.begins() {
            return false;
        }
        if prev.heading.is_some()
            || (at > 1 && self.lines[at - 2].heading.is_some() && prev.before == Break::Wrap)
        {
            return false;
        }
        let seam = Seam {
            blank: seat.blank,
            page_end: seat.page_end,
            over_other: seat.over_other,
            width: profile.width,
        };
        joins(
            self.text(lines, at - 1),
            &prev.shape,
            self.text(lines, at),
            &seat.shape,
            seam,
        )
    }

    fn text<'a>(&self, lines: &Lines<'a>, at: usize) -> &'a str {
        &lines.raw[self.lines[at].start..self.lines[at].end]
    }

    fn around<'s>(&'s self, lines: &Lines<'s>, profile: &Profile, at: usize) -> Around<'s> {
        let near = |other: usize, blank: bool| {
            let seat = &self.lines[other];
            Neighbour {
                text: self.text(lines, other),
                shape: &seat.shape,
                blank,
                heading: seat.heading.is_some(),
            }
        };
        let apart = |seat: &Seat| seat.blank || seat.page_end;
        Around {
            prev: at
                .checked_sub(1)
                .map(|prev| near(prev, apart(&self.lines[at]))),
            next: self.lines.get(at + 1).map(|next| near(at + 1, apart(next))),
            after: self
                .lines
                .get(at + 2)
                .map(|after| near(at + 2, apart(after))),
            bold: self.lines[at].given.and_then(|given| given.bold),
            known_only: profile.talk,
        }
    }
}

fn seats(lines: &Lines<'_>, profile: &Profile) -> Vec<Seat> {
    let mut seats = Vec::with_capacity(lines.all.len());
    let (mut blank, mut over_other, mut page) = (false, false, 0);
    for line in &lines.all {
        blank |= profile.is_gap(line.page, line.blanks);
        if line.role != Role::Body {
            over_other = true;
            continue;
        }
        let end = head_end(lines, line);
        seats.push(Seat {
            start: line.start as usize,
            end,
            shape: if end == line.end as usize {
                line.shape
            } else {
                Shape::of(&lines.raw[line.start as usize..end])
            },
            blank,
            page_end: page != 0 && page != line.page,
            over_other,
            before: Break::Paragraph,
            heading: None,
            given: line.given,
        });
        blank = false;
        over_other = line.tail < line.end;
        page = line.page;
    }
    seats
}

/// Where the body text of a line ends: at its tail, the blanks before it left out.
fn head_end(lines: &Lines<'_>, line: &Line) -> usize {
    line.start as usize
        + lines.raw[line.start as usize..line.tail as usize]
            .trim_end()
            .len()
}
