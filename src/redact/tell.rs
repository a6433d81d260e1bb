//! What is published of why a name is redacted.
//!
//! Which rules find a name, and how sure they are, depends on its letters: whether a list holds
//! it, what it looks like. Whoever reads a rule and a confidence could tell one name from
//! another by them. So neither is published: what is published follows from the text before the
//! redaction, in which other redactions are gaps.

use super::{PartPlan, Plan, Told};
use crate::model::{Clean, EvidenceSource, Kind, RuleId};

/// The rule that is published where nothing before a name announces it.
const IN_TEXT: RuleId = RuleId::fixed("naam/in-tekst", EvidenceSource::Context);
/// Its confidence: that of no name in particular.
const SURE: f32 = 0.9;

/// How much of the text before a redaction is looked at, in bytes.
const WINDOW: usize = 96;

/// Says of every name what may be published; `announces` gives the rule by which the end of a
/// text announces a person, where `gap` stands for what is taken out.
pub fn tell(
    clean: &Clean,
    plan: &mut Plan,
    gap: char,
    announces: impl Fn(&str) -> Option<(RuleId, f32)>,
) {
    for (text, part) in [
        (&clean.body.text, &mut plan.body),
        (&clean.colofon.text, &mut plan.colofon),
    ] {
        for n in 0..part.redactions.len() {
            if !is_name(part.redactions[n].kind) {
                continue;
            }
            let before = before(text, part, n, gap);
            let (rule, confidence) = announces(&before).unwrap_or((IN_TEXT, SURE));
            part.redactions[n].told = Told { rule, confidence };
        }
    }
}

/// Whether what is found depends on the letters of a name.
fn is_name(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Signature | Kind::Username)
}

/// The text before the `n`th redaction, with gaps for those before it.
fn before(text: &str, part: &PartPlan, mut n: usize, gap: char) -> String {
    let mut mark = [0; 4];
    let mark: &str = gap.encode_utf8(&mut mark);
    let mut pieces = Vec::new();
    let mut left = WINDOW;
    loop {
        let to = part.redactions[n].span.start as usize;
        let from = n
            .checked_sub(1)
            .map_or(0, |n| part.redactions[n].span.end as usize);
        let piece = &text[from.min(to)..to];
        if piece.len() >= left {
            let cut = piece.ceil_char_boundary(piece.len() - left);
            // What is cut off in the middle begins no line.
            pieces.extend([&piece[cut..], "… "]);
            break;
        }
        pieces.push(piece);
        if n == 0 {
            break;
        }
        pieces.push(mark);
        left -= piece.len();
        n -= 1;
    }
    pieces.reverse();
    pieces.concat()
}
