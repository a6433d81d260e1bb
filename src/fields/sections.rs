//! The sections of the body: each from its heading to the next.

use crate::model::{CleanSpan, CleanText, Section};

pub(super) fn read(body: &CleanText) -> Vec<Section> {
    let blocks = &body.blocks;
    let heads: Vec<usize> = (0..blocks.len())
        .filter(|&i| blocks[i].heading.is_some())
        .collect();
    heads
        .iter()
        .enumerate()
        .filter_map(|(n, &i)| {
            let heading = blocks[i].heading.as_ref()?;
            let next = heads.get(n + 1).copied().unwrap_or(blocks.len());
            Some(Section {
                number: heading.number.clone(),
                level: heading.level,
                title: title(body, blocks[i].span, heading.title_at as usize),
                text: text(body, i + 1, next),
            })
        })
        .collect()
}

/// The heading without its number; `title_at` is not trusted blindly, normalising may have moved
/// what stands before it.
fn title(body: &CleanText, span: CleanSpan, title_at: usize) -> CleanSpan {
    let whole = body.slice(span);
    let at = if title_at < whole.len() && whole.is_char_boundary(title_at) {
        title_at
    } else {
        0
    };
    let rest = &whole[at..];
    let lead = rest.len() - rest.trim_start().len();
    let from = span.start as usize + at + lead;
    CleanSpan::new(from, from + rest.trim().len())
}

fn text(body: &CleanText, from: usize, to: usize) -> CleanSpan {
    match (body.blocks.get(from), to.checked_sub(1)) {
        (Some(first), Some(last)) if last >= from => first.span.unite(body.blocks[last].span),
        _ => {
            let at = body
                .blocks
                .get(from.saturating_sub(1))
                .map_or(0, |b| b.span.end as usize);
            CleanSpan::new(at, at)
        }
    }
}
