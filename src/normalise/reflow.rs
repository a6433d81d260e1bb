//! Pieces into blocks: one paragraph, list item, row or heading a line.

use super::hyphen::{self, Joint};
use super::proposal::Proposals;
use super::{characters, words};
use crate::model::{Break, CleanText, EditKind, Laid, Part, Piece, RawSpan, TextBuilder};

/// So often at most is a block looked at again; a block that is noise through and through
/// must come to an end too.
const ROUNDS: usize = 8;

/// Builds the clean text of `pieces`, in their order. Where the part changes, a block begins.
/// What became of each block is noted in `made`.
pub(super) fn assemble<'a>(
    laid: &'a Laid,
    pieces: &[&'a Piece],
    capacity: usize,
    made: &mut Vec<Made>,
) -> CleanText {
    let mut blocks = Blocks::new(&laid.raw, capacity);
    let mut next = 0;
    for block in paragraphs(pieces) {
        let kept = blocks.add_block(block);
        if let [first, ..] = block {
            made.push(Made {
                part: first.part,
                start: first.span.start,
                pieces: block.len(),
                block: kept.then_some(next),
            });
        }
        next += usize::from(kept);
    }
    blocks.finish()
}

/// The runs of pieces that make a block each.
pub(super) fn paragraphs<'s, 'a>(pieces: &'s [&'a Piece]) -> impl Iterator<Item = &'s [&'a Piece]> {
    pieces.chunk_by(|a, b| b.before != Break::Paragraph && a.part == b.part)
}

/// What became of the pieces of one block.
pub(super) struct Made {
    pub(super) part: Part,
    /// Where its first piece starts in the raw text.
    pub(super) start: u32,
    /// How many pieces it has.
    pub(super) pieces: usize,
    /// Which block of the text they make; none when nothing was left of them.
    pub(super) block: Option<usize>,
}

pub(super) struct Blocks<'a> {
    raw: &'a str,
    out: TextBuilder,
    proposals: Proposals,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(raw: &'a str, capacity: usize) -> Self {
        Self {
            raw,
            out: TextBuilder::with_capacity(capacity),
            proposals: Proposals::default(),
        }
    }

    pub(super) fn finish(self) -> CleanText {
        self.out.finish()
    }

    /// Adds a block that was made before, of pieces that lie in `raw`.
    pub(super) fn add_made(&mut self, from: &CleanText, block: usize, raw: RawSpan) {
        self.out.copy_block(from, block, raw);
    }

    /// Adds a sign of text left out.
    pub(super) fn add_gap(&mut self, page: u32) {
        self.out.start_block(page, None);
        self.out.insert("…");
    }

    /// Adds the block that these pieces make; whether anything was left of it.
    pub(super) fn add_block(&mut self, pieces: &[&'a Piece]) -> bool {
        let Some(first) = pieces.first() else {
            return false;
        };
        self.out.start_block(first.page, first.heading.clone());
        let mut span = self.trimmed(first);
        let mut joint = Joint::NewBlock;
        let mut in_address = false;
        for next in &pieces[1..] {
            let right = self.trimmed(next);
            let (left, line) = (&self.raw[span.range()], &self.raw[right.range()]);
            let carried = hyphen::carries_on(in_address, joint, left);
            joint = match next.before {
                Break::Wrap => hyphen::joint(left, line, carried),
                _ => Joint::Space,
            };
            in_address = joint == Joint::Close && (carried || hyphen::ends_in_address(left));
            self.copy(span, joint);
            if joint == Joint::Space {
                self.out.insert(" ");
            }
            span = right;
        }
        self.copy(span, Joint::NewBlock);
        self.close(first)
    }

    fn trimmed(&self, piece: &Piece) -> RawSpan {
        let text = &self.raw[piece.span.range()];
        let led = text.trim_start();
        let from = piece.span.start as usize + (text.len() - led.len());
        RawSpan::new(from, from + led.trim_end().len())
    }

    /// Copies a line that is joined to the next by `after`.
    fn copy(&mut self, span: RawSpan, after: Joint) {
        let Joint::Drop(len) = after else {
            return self.out.copy(self.raw, span);
        };
        let (start, end) = (span.start as usize, span.end as usize);
        let cut = end.saturating_sub(len).max(start);
        self.out.copy(self.raw, RawSpan::new(start, cut));
        let hyphen = RawSpan::new(cut, end);
        self.out.replace(hyphen, "", Some(EditKind::Hyphen));
    }

    /// Repairs the block being built, until it is quiet; whether anything is left of it.
    fn close(&mut self, first: &Piece) -> bool {
        let labels = first.part != Part::Body;
        for _ in 0..ROUNDS {
            if !self.round(characters::propose) {
                break;
            }
        }
        for _ in 0..ROUNDS {
            if !self.round(|block, out| words::propose(block, labels, out)) {
                break;
            }
            self.round(characters::propose);
        }
        if let Some(heading) = &first.heading {
            self.out.set_title_at(first.span.start + heading.title_at);
        }
        let kept = !self.out.block().is_empty();
        self.out.drop_empty_block();
        kept
    }

    /// One round of proposals; whether anything changed.
    fn round(&mut self, propose: impl Fn(&str, &mut Proposals)) -> bool {
        self.proposals.start(self.out.block_start());
        propose(self.out.block(), &mut self.proposals);
        let edits = self.proposals.settle();
        self.out.amend(edits);
        !edits.is_empty()
    }
}
