//! Pieces into blocks: one paragraph, list item, row or heading a line.

use super::hyphen::{self, Joint};
use super::proposal::Proposals;
use super::{characters, words};
use crate::model::{Break, CleanText, EditKind, Laid, Part, Piece, RawSpan, TextBuilder};

/// So often at most is a block looked at again; a block that is noise through and through
/// must come to an end too.
const ROUNDS: usize = 8;

/// Builds the clean text of `pieces`, in their order. Where the part changes, a block begins.
pub(super) fn assemble<'a>(
    laid: &'a Laid,
    pieces: impl Iterator<Item = &'a Piece>,
    capacity: usize,
) -> CleanText {
    let mut blocks = Blocks {
        raw: &laid.raw,
        out: TextBuilder::with_capacity(capacity),
        proposals: Proposals::default(),
        open: None,
    };
    let mut pieces = pieces.filter(|p| !p.span.is_empty()).peekable();
    let mut joint = Joint::NewBlock;
    let mut in_address = false;
    while let Some(piece) = pieces.next() {
        let after = match pieces.peek() {
            Some(next) if next.before != Break::Paragraph && next.part == piece.part => {
                let (left, right) = (blocks.trimmed(piece), blocks.trimmed(next));
                let (left, right) = (&laid.raw[left.range()], &laid.raw[right.range()]);
                let carried = hyphen::carries_on(in_address, joint, left);
                let after = match next.before {
                    Break::Wrap => hyphen::joint(left, right, carried),
                    _ => Joint::Space,
                };
                in_address = after == Joint::Close && (carried || hyphen::ends_in_address(left));
                after
            }
            _ => Joint::NewBlock,
        };
        blocks.add(piece, joint, after);
        joint = after;
    }
    blocks.close();
    blocks.out.finish()
}

struct Blocks<'a> {
    raw: &'a str,
    out: TextBuilder,
    proposals: Proposals,
    /// The first piece of the block being built.
    open: Option<&'a Piece>,
}

impl<'a> Blocks<'a> {
    fn trimmed(&self, piece: &Piece) -> RawSpan {
        let text = &self.raw[piece.span.range()];
        let from = piece.span.start as usize + (text.len() - text.trim_start().len());
        RawSpan::new(from, from + text.trim().len())
    }

    /// Adds a piece that is joined to the one before it by `joint`, and to the next by `after`.
    fn add(&mut self, piece: &'a Piece, joint: Joint, after: Joint) {
        match joint {
            Joint::NewBlock => {
                self.close();
                self.out.start_block(piece.page, piece.heading.clone());
                self.open = Some(piece);
            }
            Joint::Space => self.out.insert(" "),
            Joint::Close | Joint::Drop(_) => {}
        }
        let span = self.trimmed(piece);
        if let Joint::Drop(len) = after {
            let cut = (span.end as usize)
                .saturating_sub(len)
                .max(span.start as usize);
            self.out
                .copy(self.raw, RawSpan::new(span.start as usize, cut));
            let hyphen = RawSpan::new(cut, span.end as usize);
            self.out.replace(hyphen, "", Some(EditKind::Hyphen));
        } else {
            self.out.copy(self.raw, span);
        }
    }

    /// Repairs the block being built, until it is quiet.
    fn close(&mut self) {
        let Some(first) = self.open.take() else {
            return;
        };
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
        self.out.drop_empty_block();
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
