//! Marked content: what is read at a place is tagged by it, all else is an artifact.

use super::sheet::Sheet;
use crate::model::Place;

/// The marked content that is open.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Mark {
    None,
    Artifact,
    Element(Place),
}

impl Sheet {
    pub(super) fn artifact(&mut self) {
        if self.tagged && self.mark != Mark::Artifact {
            self.end_mark();
            self.operator("/Artifact BMC");
            self.mark = Mark::Artifact;
        }
    }

    /// What follows is read at a place: in the marked content that is open, when it goes on there.
    pub(super) fn element(&mut self, place: Place) {
        if !self.tagged {
            return;
        }
        if let Mark::Element(last) = &mut self.mark
            && last.element == place.element
            && last.order <= place.order
            && !is_broken(&self.breaks, last.order, place.order)
        {
            *last = place;
            return;
        }
        self.end_mark();
        let number = self.marked.len();
        self.operator(&format!("/P<</MCID {number}>>BDC"));
        self.marked.push(place);
        self.mark = Mark::Element(place);
    }

    pub(super) fn end_mark(&mut self) {
        self.end_text();
        if self.mark != Mark::None {
            self.operator("EMC");
            self.mark = Mark::None;
        }
    }
}

/// Whether a box is read behind one place and not behind the other.
fn is_broken(breaks: &[u32], last: u32, next: u32) -> bool {
    if breaks.last().is_none_or(|at| *at <= last) {
        return false;
    }
    let behind = breaks.partition_point(|at| *at <= last);
    breaks.get(behind).is_some_and(|at| *at <= next)
}

#[cfg(test)]
mod tests {
    use super::is_broken;

    #[test]
    fn text_is_broken_by_a_box_in_its_midst() {
        let breaks = [5, 9];
        assert!(is_broken(&breaks, 3, 6) && is_broken(&breaks, 5, 20));
        assert!(!is_broken(&breaks, 0, 4) && !is_broken(&breaks, 6, 8) && !is_broken(&[], 0, 9));
    }
}
