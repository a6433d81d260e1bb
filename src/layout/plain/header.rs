//! Where the body begins: at the first heading, at the salutation, or at the first running text
//! behind a header block.

use super::kinds::{Kind, is_sentence};
use super::lines::{Lines, Role};
use super::profile::Profile;
use crate::layout::headings::{Around, Neighbour, recognise};
use crate::layout::paragraphs::{is_field_line, is_salutation};
use crate::layout::shape::{First, Last};

/// How many lines a header can take.
const DEEP: usize = 150;

/// Marks the header block, if there is one, and returns the first line of the body.
pub(in crate::layout) fn mark(lines: &mut Lines<'_>, profile: &Profile) -> usize {
    let start = if profile.talk { 0 } else { begin(lines) };
    for line in &mut lines.all[..start] {
        if line.role == Role::Body {
            line.role = Role::Colofon;
        }
    }
    start
}

fn begin(lines: &Lines<'_>) -> usize {
    let deep = lines.all.len().min(DEEP);
    let mut above = Above::default();
    for at in 0..deep {
        let line = &lines.all[at];
        if line.role != Role::Body {
            continue;
        }
        let text = lines.text(at);
        if is_salutation(text) {
            return at;
        }
        let label = matches!(line.kind, Some(Kind::Label(_) | Kind::Labelled(..)));
        if !label && is_heading(lines, at) {
            return above.start_before(at);
        }
        if line.kind.is_none() && runs(lines, at) && !header_goes_on(lines, at, deep) {
            return above.start_before(at);
        }
        above.add(lines, at);
    }
    0
}

/// What stood above the line at which the body may begin.
#[derive(Default)]
struct Above {
    /// Lines that say what a header says.
    evidence: usize,
    /// Lines of a form, such as a header does not have.
    fields: usize,
    /// Lines of running text.
    prose: usize,
    /// The first of these.
    first: Option<usize>,
}

/// More lines of running text than a subject takes.
const SUBJECT: usize = 3;

impl Above {
    fn add(&mut self, lines: &Lines<'_>, at: usize) {
        let line = &lines.all[at];
        if line.kind.is_some() {
            self.evidence += 1;
        } else if is_field_line(lines.text(at), &line.shape) {
            self.fields += 1;
        } else if line.shape.is_prose() && line.shape.words >= 6 {
            self.prose += 1;
            self.first.get_or_insert(at);
        }
    }

    /// The start of the body, where its first heading or sentence stands at `at`. What is no
    /// header block but a form, a table or text without a heading belongs to the body.
    fn start_before(&self, at: usize) -> usize {
        let form = self.fields >= 4 && self.fields > self.evidence;
        let sparse = at > 12 && self.evidence * 8 < at;
        if form || sparse {
            return 0;
        }
        match self.first {
            Some(first) if self.prose > SUBJECT => first,
            _ => at,
        }
    }
}

fn is_heading(lines: &Lines<'_>, at: usize) -> bool {
    let near = |other: usize, blank: bool| Neighbour {
        text: lines.text(other),
        shape: &lines.all[other].shape,
        blank,
        heading: false,
    };
    let next = lines.body_after(at);
    let around = Around {
        prev: None,
        next: next.map(|next| near(next, lines.all[next].blanks > 0)),
        after: next
            .and_then(|next| lines.body_after(next))
            .map(|after| near(after, true)),
        bold: None,
        known_only: true,
    };
    recognise(lines.text(at), &lines.all[at].shape, &around).is_some()
}

/// Running text: a sentence with a verb that comes to an end within a few lines.
fn runs(lines: &Lines<'_>, at: usize) -> bool {
    let line = &lines.all[at];
    let begins = line.shape.is_prose() && line.shape.words >= 6 && line.shape.first != First::Lower;
    if !begins || is_field_line(lines.text(at), &line.shape) {
        return false;
    }
    let (mut verb, mut text_lines) = (false, 0);
    for next in at..lines.all.len().min(at + 6) {
        let text = lines.text(next);
        let shape = &lines.all[next].shape;
        if next > at {
            let broken = lines.all[next].blanks > 0
                && !(shape.first == First::Lower && lines.all[next - 1].shape.is_open());
            if broken || lines.all[next].kind.is_some() {
                return false;
            }
        }
        text_lines += usize::from(shape.is_prose());
        verb |= is_sentence(text);
        let ends = shape.last == Last::Stop || text.contains(". ");
        if ends {
            return text_lines > 0 && (verb || text_lines >= 3);
        }
    }
    verb && text_lines >= 4
}

/// Whether labels still follow, and only then a salutation or heading.
fn header_goes_on(lines: &Lines<'_>, at: usize, deep: usize) -> bool {
    let mut labels = 0;
    for next in at + 1..deep.min(at + 40) {
        let line = &lines.all[next];
        if line.role != Role::Body {
            continue;
        }
        labels += usize::from(matches!(
            line.kind,
            Some(Kind::Label(_) | Kind::Labelled(..) | Kind::Date | Kind::Reference)
        ));
        if is_salutation(lines.text(next)) || (line.kind.is_none() && is_heading(lines, next)) {
            return labels >= 2;
        }
    }
    false
}
