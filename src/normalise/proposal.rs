//! Proposed repairs of one block, and how they are settled where they overlap.

use std::borrow::Cow;

use crate::model::{Amendment, CleanSpan, EditKind};

/// The repairs proposed for a block in one round.
#[derive(Debug, Default)]
pub(super) struct Proposals {
    /// Where the block starts in the text.
    base: usize,
    list: Vec<Amendment>,
}

impl Proposals {
    /// Starts a round on a block that starts at `base`.
    pub(super) fn start(&mut self, base: usize) {
        self.base = base;
        self.list.clear();
    }

    /// Proposes that the bytes `from..to` of the block read `text`.
    pub(super) fn push(
        &mut self,
        from: usize,
        to: usize,
        text: impl Into<Cow<'static, str>>,
        kind: Option<EditKind>,
    ) {
        self.list.push(Amendment {
            span: CleanSpan::new(self.base + from, self.base + to),
            text: text.into(),
            kind,
        });
    }

    /// Proposes that the bytes from `from` on that read `old` read `new`, and names only what differs.
    pub(super) fn rewrite(&mut self, from: usize, old: &str, new: &str, kind: EditKind) {
        let (lead, tail) = common_ends(old, new);
        if lead + tail == old.len() && lead + tail == new.len() {
            return;
        }
        let text = new[lead..new.len() - tail].to_owned();
        self.push(from + lead, from + old.len() - tail, text, Some(kind));
    }

    /// The settled repairs, in order: of two that overlap, the one that starts first stays;
    /// of two that start together, the longer one; of two alike, the one proposed first.
    pub(super) fn settle(&mut self) -> &[Amendment] {
        self.list
            .sort_by_key(|a| (a.span.start, std::cmp::Reverse(a.span.end)));
        let mut end = 0;
        let mut first = true;
        self.list.retain(|a| {
            let free = first || a.span.start > end || (a.span.start == end && !a.span.is_empty());
            if free {
                end = a.span.end;
                first = false;
            }
            free
        });
        &self.list
    }
}

/// The lengths of the common start and of the common end of two texts, which do not overlap.
fn common_ends(a: &str, b: &str) -> (usize, usize) {
    let lead: usize = a
        .chars()
        .zip(b.chars())
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum();
    let tail = a[lead..]
        .chars()
        .rev()
        .zip(b[lead..].chars().rev())
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum();
    (lead, tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rewrite_names_only_what_differs() {
        let mut p = Proposals::default();
        p.start(10);
        p.rewrite(2, "vitvoering", "uitvoering", EditKind::Word);
        let a = &p.settle()[0];
        assert_eq!((a.span, &*a.text), (CleanSpan::new(12, 13), "u"));
    }

    #[test]
    fn of_two_overlapping_repairs_the_first_stays() {
        let mut p = Proposals::default();
        p.start(0);
        p.push(3, 6, "x", None);
        p.push(1, 4, "y", None);
        p.push(4, 5, "z", None);
        let texts: Vec<_> = p.settle().iter().map(|a| &*a.text).collect();
        assert_eq!(texts, ["y", "z"]);
    }
}
