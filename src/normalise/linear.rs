//! The text in the order as read, where that differs from the order of the parts.
//!
//! It is searched besides the parts for one reason: a name may stand next to its label in this
//! order alone, when layout took them to different parts. That can only be near a place where
//! the parts meet; further off the same lines stand in the same order in the part itself, and
//! searching them again finds the same again. So only blocks near such a place are kept, each
//! of them whole, with a sign between runs that do not follow each other. A long document with
//! a letterhead on its first page then pays for that page alone.
//!
//! At the end of such a run an address may lose the firm above it, and what may be read would
//! be taken for private: so a run goes on to an empty line, and only much is left out.

use super::reflow::{self, Blocks, Made};
use crate::model::{CleanText, Laid, Part, Piece, RawSpan};

/// Pieces this many away from where the parts meet are near; labels reach less far.
const NEAR_PIECES: usize = 8;

/// If no more bytes than this lie between.
const NEAR_BYTES: u32 = 600;

/// So many pieces further on an empty line is looked for.
const TO_EMPTY_LINE: usize = 24;

/// Less than this is not left out.
const WORTH_LEAVING_OUT: u32 = 3000;

/// Builds the text. Blocks of it that were `made` (in the order of their start) as a block of
/// a part are taken from there.
pub(super) fn assemble(
    laid: &Laid,
    body: &CleanText,
    colofon: &CleanText,
    made: &[Made],
) -> CleanText {
    let mut order: Vec<(usize, &Piece)> = laid.pieces.iter().enumerate().collect();
    order.retain(|(_, p)| !p.span.is_empty());
    order.sort_by_key(|(_, p)| p.span);
    let mut near = near_meetings(&order);
    widen(&mut near, &order, &laid.raw);
    let pieces: Vec<&Piece> = order.iter().map(|&(_, p)| p).collect();
    let mut blocks = Blocks::new(&laid.raw, 0);
    let mut at = 0;
    let mut gap = false;
    for block in reflow::paragraphs(&pieces) {
        let range = at..at + block.len();
        at = range.end;
        let [first, ..] = block else {
            continue;
        };
        if !near[range.clone()].contains(&true) {
            gap = range.start > 0;
            continue;
        }
        if std::mem::take(&mut gap) {
            blocks.add_gap(first.page);
        }
        let in_order = order[range].is_sorted_by_key(|(index, _)| index);
        let same = made
            .binary_search_by_key(&first.span.start, |m| m.start)
            .ok()
            .map(|i| &made[i])
            .filter(|m| in_order && m.part == first.part && m.pieces == block.len());
        let end = block[block.len() - 1].span.end;
        match same.and_then(|m| m.block) {
            Some(index) => {
                let from = if first.part == Part::Body {
                    body
                } else {
                    colofon
                };
                let raw = RawSpan::new(first.span.start as usize, end as usize);
                blocks.add_made(from, index, raw);
            }
            None => {
                blocks.add_block(block);
            }
        }
    }
    blocks.finish()
}

/// For each piece in the order as read, whether one of another part, or from elsewhere in its
/// own part, is near.
fn near_meetings(order: &[(usize, &Piece)]) -> Vec<bool> {
    let mut near = vec![false; order.len()];
    let meets = |at: usize| {
        let ((i, a), (j, b)) = (order[at - 1], order[at]);
        a.part != b.part || i > j
    };
    for at in (1..order.len()).filter(|&at| meets(at)) {
        let edge = order[at].1.span.start;
        let on = order[at..].iter().take(NEAR_PIECES);
        let on = on.take_while(|(_, p)| p.span.start - edge <= NEAR_BYTES);
        let on = on.count();
        near[at..at + on].fill(true);
        let edge = order[at - 1].1.span.end;
        let back = order[..at].iter().rev().take(NEAR_PIECES);
        let back = back.take_while(|(_, p)| edge.saturating_sub(p.span.end) <= NEAR_BYTES);
        let back = back.count();
        near[at - back..at].fill(true);
    }
    near
}

/// Lets the runs of near pieces go on to an empty line, and over all that is not worth leaving out.
fn widen(near: &mut [bool], order: &[(usize, &Piece)], raw: &str) {
    let empty_line = |at: usize| {
        let between = order[at - 1].1.span.end as usize..order[at].1.span.start as usize;
        raw.as_bytes()
            .get(between)
            .is_some_and(|b| b.iter().filter(|&&b| b == b'\n').count() > 1)
    };
    let mut at = 0;
    while at < near.len() {
        if near[at] {
            at += 1;
            continue;
        }
        let len = near[at..].iter().take_while(|&&n| !n).count();
        let (mut from, mut to) = (at, at + len);
        at = to;
        if from > 0 {
            let most = (from + TO_EMPTY_LINE).min(to);
            from = (from..most).find(|&i| empty_line(i)).unwrap_or(most);
        }
        if to < near.len() {
            let most = to.saturating_sub(TO_EMPTY_LINE).max(from);
            to = (most + 1..=to)
                .rev()
                .find(|&i| empty_line(i))
                .unwrap_or(most);
        }
        let left_out = match order.get(from..to) {
            Some([(_, first), .., (_, last)]) => last.span.end - first.span.start,
            _ => 0,
        };
        if left_out < WORTH_LEAVING_OUT {
            (from, to) = (at, at);
        }
        near[at - len..from].fill(true);
        near[to..at].fill(true);
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Break, Laid, Part, Piece, RawSpan};

    /// Lines of which `colofon` says whether they were taken out of the body.
    fn linear(lines: &[String], colofon: impl Fn(usize) -> bool) -> String {
        let mut laid = Laid {
            interleaved: true,
            ..Laid::default()
        };
        for (n, line) in lines.iter().enumerate() {
            let start = laid.raw.len();
            laid.raw.push_str(line);
            laid.pieces.push(Piece {
                span: RawSpan::new(start, laid.raw.len()),
                part: if colofon(n) {
                    Part::Colofon
                } else {
                    Part::Body
                },
                page: 1,
                before: Break::Paragraph,
                heading: None,
                confidence: 1.0,
            });
            laid.raw.push('\n');
        }
        let linear = crate::normalise::clean(&laid).linear;
        linear.map(|l| l.text).unwrap_or_default()
    }

    #[test]
    fn a_short_text_is_kept_whole_in_its_order() {
        let lines: Vec<_> = (0..40).map(|n| format!("Regel {n} van de brief")).collect();
        assert_eq!(linear(&lines, |n| n % 9 == 4), lines.join("\n"));
    }

    #[test]
    fn a_long_text_is_kept_only_where_the_parts_meet() {
        let lines: Vec<_> = (0..900)
            .map(|n| format!("Regel {n} van de brief"))
            .collect();
        let text = linear(&lines, |n| n == 300 || n == 600);
        for at in [300, 600] {
            assert!(text.contains(&lines[at - 8..at + 9].join("\n")));
        }
        assert!(
            text.len() < 5_000 && text.contains("\n…\n"),
            "{}",
            text.len()
        );
    }
}
