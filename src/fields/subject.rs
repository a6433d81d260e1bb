//! What it is about: under Onderwerp or Betreft, or the unlabelled title of a note, mostly
//! behind the word "nota" or "TER BESLISSING".

use super::context::{Context, Line, Region, Slice, is_salutation};
use super::join;
use super::pairs::{self, Pairs};
use super::shape::Shape;
use crate::lexicon::doctypes;
use crate::lexicon::labels::Label;
use crate::lexicon::ministries;
use crate::model::FieldValue;

pub(super) fn read<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    labelled(context, pairs).or_else(|| title(context, pairs))
}

fn labelled<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let pair = pairs
        .of(Label::Subject)
        .find(|p| join::join(&p.values).chars().any(char::is_alphabetic))?;
    let value = join::join(&pair.values);
    let confidence = if pair.exact { 0.98 } else { 0.93 };
    let (value, damage) = mended(without_text(join::tidy(&value)));
    context.value(&pair.values, value, confidence - damage)
}

/// The best group of free lines that read as a title.
fn title<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let note = is_note(context, pairs);
    let groups = groups(context, pairs);
    let scored: Vec<_> = groups
        .iter()
        .map(|g| (score(context, pairs, g, note), g))
        .collect();
    let best = scored
        .iter()
        .filter(|(score, _)| *score >= 4)
        .max_by_key(|(score, g)| (*score, std::cmp::Reverse(g[0])));
    // A note has a title: what alone is left is it.
    let mut left = scored.iter().filter(|(score, _)| note && *score >= 1);
    let only = left.next().filter(|_| left.next().is_none());
    let confidence = if best.is_some() { 0.85 } else { 0.7 };
    let best = best.or(only)?.1;
    let slices: Vec<Slice<'a>> = best
        .iter()
        .map(|&i| context.whole(&context.lines[i]))
        .collect();
    let value = join::join(&slices);
    let (value, damage) = mended(without_hour(join::tidy(&value)));
    context.value(&slices, value, confidence - damage)
}

/// A title whose line was read together with the reference beside it.
pub(super) fn without_reference(
    mut subject: FieldValue,
    kenmerk: Option<&FieldValue>,
) -> FieldValue {
    if let Some(title) = kenmerk
        .and_then(|k| subject.value.strip_suffix(k.value.as_str()))
        .filter(|t| t.ends_with(' ') && !super::context::breaks_off(t))
    {
        subject.value = title.trim_end().to_owned();
    }
    subject
}

/// A subject whose line was joined with what follows it, cut where a letter's text begins; and
/// without the "Memo" of the column beside it.
fn without_text(value: &str) -> &str {
    let end = [" Geachte ", " Beste ", " Dag ", " Hoi "]
        .iter()
        .filter_map(|s| value.find(s))
        .min()
        .unwrap_or(value.len());
    let value = &value[..end];
    value
        .strip_suffix(" Memo")
        .filter(|v| v.contains(' ') && !super::context::breaks_off(v))
        .unwrap_or(value)
}

/// "vw" is no word but what a scan makes of "uw".
fn mended(value: &str) -> (String, f32) {
    if value.split(' ').any(|w| w == "vw") {
        (value.replace(" vw ", " uw "), 0.05)
    } else {
        (value.to_owned(), 0.0)
    }
}

/// A meeting's title without the hour at which it began.
fn without_hour(value: &str) -> &str {
    [", aangevangen", ", aanvang"]
        .iter()
        .find_map(|s| value.find(s))
        .map_or(value, |at| &value[..at])
}

/// Signs that the document is a note, which has a title.
fn is_note(context: &Context<'_>, pairs: &Pairs<'_>) -> bool {
    context
        .lines
        .iter()
        .any(|l| l.is(Label::NoteKind) || l.is(Label::ActivelyPublic) || l.is(Label::Consent))
        || pairs.of(Label::To).next().is_some()
        || context.lines.iter().any(|l| l.shape() == Shape::DocType)
        || context.lines.iter().take(12).any(|l| {
            l.shape() == Shape::ShortOffices
                || l.shape() == Shape::Offices
                    && ["Minister", "Staatssecretaris"]
                        .iter()
                        .any(|m| l.text.starts_with(m))
        })
}

/// Runs of free lines of words, each as indices of lines. A finished line ends its group where
/// the next one starts afresh.
pub(super) fn groups(context: &Context<'_>, pairs: &Pairs<'_>) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (i, line) in context.lines.iter().enumerate() {
        if line.page > 1 || i > 120 {
            break;
        }
        let ends_title = open
            && line.shape() == Shape::DocType
            && i > 0
            && super::context::breaks_off(context.lines[i - 1].text);
        if pairs.claimed[i]
            || !(is_title_line(line) || ends_title)
            || line.goes_on
            || is_salutation(line.text)
        {
            // A label between two halves of a unit's name does not part them.
            open &= false;
            continue;
        }
        let joins = open
            && out.last().and_then(|g| g.last()).is_some_and(|&last| {
                let above = &context.lines[last];
                above.region == line.region
                    && (pairs::is_unfinished(above.text)
                        || line.text.starts_with(char::is_lowercase)
                        || line.text.starts_with(['(', '‘', '“'])
                        || (44..=80).contains(&above.text.len())
                            && !line.text.starts_with("Direct")
                        || line.text.len() <= 12 && above.text.len() >= 18)
            });
        match out.last_mut() {
            Some(group) if joins && group.len() < 6 => group.push(i),
            _ => out.push(vec![i]),
        }
        open = true;
    }
    out
}

fn is_title_line(line: &Line<'_>) -> bool {
    let lower = line
        .text
        .get(..9)
        .is_some_and(|t| t.eq_ignore_ascii_case("nota ter "));
    let words = matches!(line.shape(), Shape::Words) && !lower
        || line.shape() == Shape::Bullet
            && line.text.starts_with(|c: char| c.is_ascii_digit())
            && line.text.get(1..2) == Some(" ")
        || line.shape() == Shape::Junk && line.text.starts_with('(');
    words && line.hit.is_none() && line.text.len() <= 260 || is_long_office_title(line)
}

/// A title may begin with a word that opens a unit or office: "Programma …", "Kabinet …".
fn is_long_office_title(line: &Line<'_>) -> bool {
    line.hit.is_none()
        && matches!(line.shape(), Shape::Unit | Shape::Offices)
        && line.text.len() > 70
        && !line.text.contains(',')
}

fn score(context: &Context<'_>, pairs: &Pairs<'_>, group: &[usize], note: bool) -> i32 {
    let first = &context.lines[group[0]];
    let text: usize = group.iter().map(|&i| context.lines[i].text.len()).sum();
    let words: usize = group
        .iter()
        .map(|&i| context.lines[i].text.split_whitespace().count())
        .sum();
    // A page stamp or a scrap may stand between.
    let stamp = |l: &Line<'_>| l.text.len() == 4 && l.text.bytes().all(|b| b.is_ascii_digit());
    let passed = |l: &&Line<'_>| {
        let scrap = matches!(
            l.shape(),
            Shape::Junk | Shape::Nothing | Shape::Count | Shape::PageNumber
        );
        scrap || stamp(l)
    };
    let before = context.lines[..group[0]]
        .iter()
        .rev()
        .take(3)
        .find(|l| !passed(l));
    let mut score = 0;
    let after_type = before.is_some_and(|b| b.shape() == Shape::DocType);
    let after_kind = before.is_some_and(|b| b.is(Label::NoteKind));
    score += if after_type { 5 } else { 0 } + if after_kind { 3 } else { 0 };
    score += i32::from(words >= 3) + i32::from(words >= 5) + i32::from(text >= 40);
    score += i32::from(note) * 3 - 1;
    if doctypes::of_title(first.text).is_some() {
        score += 3;
    }
    let lower = group.iter().any(|&i| {
        context.lines[i]
            .text
            .split(' ')
            .any(|w| w.len() > 3 && w.chars().all(char::is_lowercase))
    });
    score += i32::from(lower);
    if words < 2 && !after_type || text < 8 {
        score -= 4;
    }
    if words > 45 || first.text.ends_with('.') && !after_type {
        score -= 4;
    }
    if first.region == Region::BodyHead && pairs.claimed.iter().filter(|c| **c).count() > 2 {
        // With a colofon of its own, the head of the body may still hold the title.
        score -= 1;
    }
    // Half a unit's name: "Hoger Onderwijs en".
    if group
        .last()
        .is_some_and(|&i| super::context::breaks_off(context.lines[i].text))
    {
        score -= 4;
    }
    if pairs::is_name_like(first.text) && !after_type && words <= 4 {
        score -= if note { 1 } else { 4 };
    }
    if ministries::is_body(first.text) {
        score -= 3;
    }
    score
}
