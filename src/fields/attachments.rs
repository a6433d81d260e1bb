//! The annexes it states: how many, and their titles where they are listed: in the colofon, or in
//! a section "Bijlagen" with numbered rows.

use super::context::{Context, Slice};
use super::join;
use super::pairs::Pairs;
use super::shape::{self, Shape};
use crate::lexicon::labels::Label;
use crate::model::{Attachments, CleanSpan, FieldValue, Part};

/// More rows than this are no list of annexes.
const MOST: usize = 200;

pub(super) fn read<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<Attachments> {
    let mut stated = None;
    let mut titles: Vec<FieldValue> = Vec::new();
    for pair in pairs.of(Label::Annexes) {
        let first = &pair.values[0];
        if let Some(count) = number(first.text) {
            stated = stated.or(Some(count));
            if pair.values.len() > 1 && titles.is_empty() {
                titles = listed(context, &pair.values[1..]);
            }
        } else if titles.is_empty() {
            titles = listed(context, &pair.values);
        }
    }
    if titles.is_empty() {
        titles = table(context);
    }
    let count = stated.unwrap_or_else(|| u32::try_from(titles.len()).unwrap_or(u32::MAX));
    (stated.is_some() || !titles.is_empty()).then_some(Attachments { count, titles })
}

/// "2", "2 bijlagen", "twee", "geen".
fn number(text: &str) -> Option<u32> {
    const WORDS: [&str; 11] = [
        "geen", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    ];
    let text = text.trim().trim_matches(['(', ')', '.']);
    let first = text.split([' ', ',', ';', '(']).next()?;
    let only = text.len() == first.len()
        || text[first.len()..]
            .trim_matches([' ', ',', '(', ')'])
            .split(' ')
            .all(|w| {
                matches!(
                    w,
                    "bijlage" | "bijlagen" | "bijlage(n" | "stuks" | "st" | "" | "pdf" | "digitaal"
                )
            });
    if !only {
        return None;
    }
    if first == "één" || matches!(first, "l" | "I") {
        return Some(1);
    }
    if matches!(first, "nvt" | "n.v.t" | "-") {
        return Some(0);
    }
    match first.parse::<u32>() {
        Ok(n) if n < 1000 => Some(n),
        _ => WORDS
            .iter()
            .position(|w| first.eq_ignore_ascii_case(w))
            .and_then(|n| u32::try_from(n).ok()),
    }
}

/// A list in the colofon: one title a bullet, or a line each where there are none.
fn listed<'a>(context: &Context<'a>, values: &[Slice<'a>]) -> Vec<FieldValue> {
    let mut items: Vec<Vec<Slice<'a>>> = Vec::new();
    let bulleted = values.iter().any(|v| shape::is_bullet(v.text));
    for value in values {
        // An e-mail's list.
        if !bulleted && value.text.contains("; ") {
            let mut at = 0;
            for item in value.text.split_inclusive("; ") {
                let text = item.trim_end_matches(['.', ' ', ';']);
                let start = value.span.start as usize + at;
                at += item.len();
                items.push(vec![Slice {
                    text,
                    span: CleanSpan::new(start, start + text.len()),
                    ..*value
                }]);
            }
            continue;
        }
        let cut = shape::bullet_len(value.text);
        let item = from(*value, cut);
        let goes_on = if bulleted {
            cut == 0
        } else {
            items.last().and_then(|i| i.last()).is_some_and(|last| {
                super::pairs::is_unfinished(last.text) || item.text.starts_with(char::is_lowercase)
            })
        };
        match items.last_mut() {
            Some(last) if goes_on => last.push(item),
            _ => items.push(vec![item]),
        }
    }
    build(context, items, 0.9)
}

fn from(slice: Slice<'_>, cut: usize) -> Slice<'_> {
    Slice {
        text: &slice.text[cut..],
        span: CleanSpan::new(slice.span.start as usize + cut, slice.span.end as usize),
        ..slice
    }
}

/// The rows under a heading "Bijlagen" in the body: a number, then the name, on one line or on
/// lines of their own.
fn table<'a>(context: &Context<'a>) -> Vec<FieldValue> {
    let body = &context.clean.body;
    let is_head = |text: &str| {
        let bare = text.trim().trim_end_matches([':', '.']);
        [
            "bijlagen",
            "bijlage(n)",
            "overzicht bijlagen",
            "overzicht van bijlagen",
        ]
        .iter()
        .any(|h| bare.eq_ignore_ascii_case(h))
    };
    let Some(at) = body
        .blocks
        .iter()
        .rposition(|b| b.span.len() <= 40 && is_head(body.slice(b.span)))
    else {
        return Vec::new();
    };
    let mut items: Vec<Vec<Slice<'a>>> = Vec::new();
    let mut expect = 1;
    for block in body.blocks[at + 1..].iter().take(MOST) {
        let text = body.slice(block.span).trim();
        if block.heading.is_some() && shape::bullet_len(text) == 0 || text.len() > 300 {
            break;
        }
        if is_table_head(text) || shape::of(text) == Shape::PageNumber {
            continue;
        }
        let slice = Slice {
            text,
            span: block.span,
            page: block.page,
            part: Part::Body,
        };
        let slice = from_trimmed(slice, body.slice(block.span));
        let figures = text.bytes().take_while(u8::is_ascii_digit).count();
        let row = figures > 0 && text[..figures].parse::<usize>() == Ok(expect);
        if row {
            expect += 1;
            let rest = text[figures..].trim_start_matches(['.', ')', ' ', '\t']);
            let cut = text.len() - rest.len();
            items.push(if rest.is_empty() {
                Vec::new()
            } else {
                vec![from(slice, cut)]
            });
        } else if shape::is_bullet(text) {
            items.push(vec![from(slice, shape::bullet_len(text))]);
        } else if let Some(last) = items.last_mut() {
            last.push(slice);
        } else {
            break;
        }
    }
    items.retain(|i| !i.is_empty());
    build(context, items, 0.85)
}

fn from_trimmed<'a>(slice: Slice<'a>, whole: &str) -> Slice<'a> {
    let lead = whole.len() - whole.trim_start().len();
    let start = slice.span.start as usize + lead;
    Slice {
        span: CleanSpan::new(start, start + slice.text.len()),
        ..slice
    }
}

fn is_table_head(text: &str) -> bool {
    text.split([' ', '/', '\t'])
        .filter(|w| !w.is_empty())
        .all(|w| {
            matches!(
                w,
                "Volgnummer"
                    | "Naam"
                    | "Informatie"
                    | "Nr."
                    | "Nr"
                    | "Titel"
                    | "Document"
                    | "Omschrijving"
                    | "Toelichting"
                    | "#"
            )
        })
}

fn build<'a>(
    context: &Context<'a>,
    items: Vec<Vec<Slice<'a>>>,
    confidence: f32,
) -> Vec<FieldValue> {
    items
        .into_iter()
        .take(MOST)
        .filter_map(|slices| {
            let value = join::join(&slices);
            let value = join::tidy(&value);
            let titled = value.chars().filter(|c| c.is_alphabetic()).count() >= 2
                && !shape::is_redaction(value);
            titled.then(|| context.value(&slices, value.to_owned(), confidence))?
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn counts_are_read_in_figures_and_words() {
        for (text, count) in [
            ("2", Some(2)),
            ("2 bijlagen", Some(2)),
            ("geen", Some(0)),
            ("één", Some(1)),
            ("Drie", Some(3)),
            ("- Stand van de uitvoering", None),
            ("1.Beantwoording", None),
            ("2024-0000123456", None),
        ] {
            assert_eq!(number(text), count, "{text}");
        }
    }
}
