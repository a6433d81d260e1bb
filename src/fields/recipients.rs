//! To whom: under Aan, on an unlabelled line of offices, or in a letter's address block. Copies
//! and routes are no recipients, and where the addressee was taken out there is none.

use super::context::{Context, Region, Slice};
use super::join;
use super::letter;
use super::pairs::Pairs;
use super::shape::{self, Shape};
use crate::lexicon::labels::Label;
use crate::lexicon::ministries;
use crate::model::{CleanSpan, FieldValue};

pub(super) fn read<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Vec<FieldValue> {
    let mut out = labelled(context, pairs);
    if out.is_empty() {
        out = line_of_offices(context, pairs);
    }
    if out.is_empty() {
        out = above_type(context, pairs);
    }
    if out.is_empty() {
        out.extend(letter::addressee(context, pairs));
    }
    out
}

fn labelled<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Vec<FieldValue> {
    let mut out: Vec<FieldValue> = Vec::new();
    let mut from: Option<usize> = None;
    for pair in pairs.of(Label::To) {
        // A mail further down a thread has recipients of its own.
        if from.is_some_and(|first| {
            context.lines[first].region != context.lines[pair.line].region
                || context.lines[pair.line].page == context.lines[first].page
                    && pair.line > first + 1
        }) {
            break;
        }
        let base = 0.98 - if pair.exact { 0.0 } else { 0.05 } - if pair.apart { 0.05 } else { 0.0 };
        let before = out.len();
        for part in groups(&pair.values) {
            for person in split(&part) {
                add(context, &person, base, &mut out);
            }
        }
        if out.len() > before && from.is_none() {
            from = Some(pair.line);
        }
    }
    out
}

/// Lines that go on with one another are one group: "De voorzitter van de Tweede Kamer / der
/// Staten-Generaal".
fn groups<'a>(values: &[Slice<'a>]) -> Vec<Vec<Slice<'a>>> {
    let mut out: Vec<Vec<Slice<'a>>> = Vec::new();
    for value in values {
        let goes_on = out.last().and_then(|g| g.last()).is_some_and(|last| {
            !ministries::starts_with_office(value.text)
                && (super::pairs::is_unfinished(last.text)
                    || value.text.starts_with(char::is_lowercase))
                && !(last.text.ends_with(',') && ministries::starts_with_office(value.text))
        });
        match out.last_mut() {
            Some(group) if goes_on => group.push(*value),
            _ => out.push(vec![*value]),
        }
    }
    out
}

/// One value on one or more lines into one list of slices a recipient.
fn split<'a>(group: &[Slice<'a>]) -> Vec<Vec<Slice<'a>>> {
    let mut out: Vec<Vec<Slice<'a>>> = vec![Vec::new()];
    for slice in group {
        let mut from = 0;
        for (end, next) in borders(slice.text) {
            push(&mut out, *slice, from, end);
            out.push(Vec::new());
            from = next;
        }
        push(&mut out, *slice, from, slice.text.len());
    }
    out.retain(|g| !g.is_empty());
    out
}

fn push<'a>(out: &mut [Vec<Slice<'a>>], slice: Slice<'a>, from: usize, to: usize) {
    let text = &slice.text[from..to];
    let bare = without_redaction(join::tidy(text.trim()));
    let Some(lead) = text.find(bare) else { return };
    if bare.is_empty() {
        return;
    }
    let at = slice.span.start as usize + from + lead;
    if let Some(group) = out.last_mut() {
        group.push(Slice {
            text: bare,
            span: CleanSpan::new(at, at + bare.len()),
            ..slice
        });
    }
}

/// Without a redaction of the next column behind the name: "wethouder Van Zanten art. 5.1.2e".
fn without_redaction(text: &str) -> &str {
    let Some(last) = text.rfind(' ') else {
        return text;
    };
    let bare = text[last + 1..].trim_matches(['[', ']', '(', ')']);
    if bare.bytes().any(|b| b.is_ascii_digit()) && shape::is_redaction(bare) {
        let head = text[..last].trim_end();
        return head.strip_suffix(" art.").unwrap_or(head).trim_end();
    }
    text
}

/// Where one recipient ends and the next begins: at a semicolon, or at a comma, "en" or "/" before
/// an office. "Minister van Onderwijs, Cultuur en Wetenschap" is one.
fn borders(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let semicolons = text.contains(';');
    let mut from = 0;
    for (i, c) in text.char_indices() {
        if i < from || out.len() == 64 {
            continue;
        }
        let rest = &text[i..];
        let sign = match c {
            ';' => Some(1),
            '>' if rest.starts_with(">, ") => Some(2),
            ',' if !semicolons && opens_recipient(&text[i + 1..], &text[from..i]) => Some(1),
            '/' if opens_short_office(&text[i + 1..]) && is_short_office_end(&text[from..i]) => {
                Some(1)
            }
            ' ' if !semicolons => [" en ", " & ", " + "]
                .iter()
                .find(|and| {
                    rest.starts_with(**and)
                        && opens_recipient(&rest[and.len()..], "Minister van")
                        && !is_double_office(&text[from..i])
                })
                .map(|and| and.len())
                // Two offices on one line with nothing between them.
                .or_else(|| is_new_office(&text[from..i], &rest[1..]).then_some(1)),
            _ => None,
        };
        if let Some(len) = sign {
            let end = if c == '>' { i + 1 } else { i };
            out.push((end, i + len));
            from = i + len;
        }
    }
    out
}

/// Whether a new recipient begins here. After a minister's title only another office does.
fn opens_recipient(text: &str, before: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("en ").unwrap_or(text);
    if ministries::starts_with_office(text) || opens_short_office(text) {
        return true;
    }
    let titled =
        ministries::starts_with_office(before) || before.trim_start().starts_with("Ministerie");
    !titled
        && text.starts_with(char::is_uppercase)
        && before.contains(' ')
        && !before.trim().ends_with('.')
}

fn opens_short_office(text: &str) -> bool {
    let word = text
        .trim_start()
        .split([' ', ',', ';', '/'])
        .next()
        .unwrap_or_default();
    ministries::is_office_abbreviation(word)
}

fn is_short_office_end(text: &str) -> bool {
    let word = text.trim_end().rsplit([' ', ',', ';', '/']).next();
    word.is_some_and(ministries::is_office_abbreviation)
}

/// "burgemeester en wethouders" is one body.
fn is_double_office(before: &str) -> bool {
    before.trim_end().ends_with("urgemeester")
}

/// "… Klimaat de Directeur-generaal …": an office in full after a finished title.
fn is_new_office(before: &str, rest: &str) -> bool {
    let rest_bare = rest.strip_prefix("de ").unwrap_or(rest);
    let word = rest_bare.split([' ', ',']).next().unwrap_or_default();
    let full = rest_bare.starts_with(char::is_uppercase)
        && ministries::is_office_word(word)
        && word.len() > 7;
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    full && ministries::starts_with_office(before)
        && before.trim().contains(' ')
        && last.starts_with(char::is_uppercase)
        && !matches!(last, "De" | "Het" | "Aan" | "Plaatsvervangend")
        && !last.ends_with(['-', ','])
}

fn add<'a>(
    context: &Context<'a>,
    slices: &[Slice<'a>],
    confidence: f32,
    out: &mut Vec<FieldValue>,
) {
    let Some(slices) = without_article(slices) else {
        return;
    };
    let value = join::join(&slices);
    // The body, not who opens its post.
    let value = [", t.a.v.", " t.a.v.", ", ter attentie"]
        .iter()
        .filter_map(|s| value.find(s))
        .min()
        .map_or(value.as_str(), |at| &value[..at])
        .to_owned();
    let (value, confidence) = match ministries::mended_title(&value) {
        Some(mended) => (mended, confidence - 0.08),
        None => (value, confidence),
    };
    if !is_recipient(&value) || out.len() >= 60 {
        return;
    }
    if out.iter().any(|v| v.value.eq_ignore_ascii_case(&value)) {
        return;
    }
    out.extend(context.value(&slices, value, confidence));
}

/// "aan de Minister" is to the Minister.
fn without_article<'a>(slices: &[Slice<'a>]) -> Option<Vec<Slice<'a>>> {
    let mut slices = slices.to_vec();
    let first = slices.first_mut()?;
    loop {
        let text = first.text;
        let Some(rest) = [
            "aan ",
            "de ",
            "het ",
            "den ",
            "t.a.v. ",
            "T.a.v. ",
            "en ",
            "- ",
            "• ",
            "Aan ",
            "ter attentie van ",
        ]
        .iter()
        .find_map(|p| text.strip_prefix(p)) else {
            break;
        };
        let rest = rest.trim_start();
        let cut = text.len() - rest.len();
        first.text = rest;
        first.span = CleanSpan::new(first.span.start as usize + cut, first.span.end as usize);
    }
    Some(slices)
}

fn is_recipient(value: &str) -> bool {
    value.len() >= 2
        && !value.starts_with('@')
        && value.len() <= 200
        && value.contains(char::is_alphabetic)
        && !shape::is_redaction(value)
        && !matches!(
            shape::of(value),
            Shape::Date
                | Shape::Reference
                | Shape::Address
                | Shape::Phone
                | Shape::YesNo
                | Shape::Nothing
                | Shape::Junk
                | Shape::PageNumber
                | Shape::Url
                | Shape::Count
        )
        && !letter::is_emptied_person(value)
}

/// "Minister van …, Minister van … en de staatssecretaris van …" at the head of the colofon.
fn line_of_offices<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Vec<FieldValue> {
    let mut out = Vec::new();
    let head = context
        .lines
        .iter()
        .take_while(|l| l.region == Region::Colofon)
        .take(12)
        .enumerate();
    let mut group: Vec<Slice<'a>> = Vec::new();
    for (i, line) in head {
        if line.hit.is_some() {
            if !group.is_empty()
                || matches!(
                    line.hit.map(|h| h.label),
                    Some(Label::Date | Label::Reference | Label::Subject)
                )
            {
                break;
            }
            continue;
        }
        if pairs.claimed[i] {
            continue;
        }
        let goes_on = group.last().is_some_and(|last| {
            super::pairs::is_unfinished(last.text)
                || line.text.starts_with(char::is_lowercase) && line.shape() == Shape::Words
        });
        let whole = context.whole(line);
        if matches!(line.shape(), Shape::Offices | Shape::ShortOffices)
            && is_addressed(line.text)
            && is_titles_only(line.text)
            || goes_on
        {
            group.push(whole);
        } else if !group.is_empty() {
            break;
        }
    }
    for part in groups(&group) {
        for person in split(&part) {
            add(context, &person, 0.9, &mut out);
        }
    }
    out
}

/// How deep the name of a document's type may stand behind its colofon.
const TYPE: usize = 80;

/// "Minister van …" right above the word "nota", wherever the colofon beside it was read.
fn above_type<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Vec<FieldValue> {
    let lines = &context.lines;
    let is_type = |l: &super::context::Line<'_>| l.shape() == Shape::DocType && l.hit.is_none();
    let Some(at) = lines.iter().take(TYPE).position(is_type) else {
        return Vec::new();
    };
    let mut from = at;
    while from > 0
        && lines[from - 1].region == lines[at].region
        && lines[from - 1].hit.is_none()
        && !pairs.claimed[from - 1]
        && lines[from - 1].shape() == Shape::Offices
        && is_addressed(lines[from - 1].text)
        && is_titles_only(lines[from - 1].text)
    {
        from -= 1;
    }
    let group: Vec<Slice<'a>> = lines[from..at].iter().map(|l| context.whole(l)).collect();
    let mut out = Vec::new();
    for part in groups(&group) {
        for person in split(&part) {
            add(context, &person, 0.85, &mut out);
        }
    }
    out
}

/// Whose office alone on a line is an addressee: a minister's, not a meeting's voorzitter.
fn is_addressed(text: &str) -> bool {
    let first = text
        .trim_start_matches(['-', ' '])
        .split([' ', ','])
        .find(|w| !matches!(*w, "de" | "De" | "het" | "Het" | "aan" | ""))
        .unwrap_or_default();
    ![
        "voorzitter",
        "secretaris",
        "griffier",
        "directeur",
        "college",
    ]
    .iter()
    .any(|w| first.eq_ignore_ascii_case(w))
        || text.contains(" van de ")
}

/// Titles and no sentence: no verb-like word in lower case beyond the small ones.
fn is_titles_only(text: &str) -> bool {
    !text.ends_with('.')
        && text.split([' ', ',']).filter(|w| !w.is_empty()).all(|w| {
            w.starts_with(char::is_uppercase)
                || matches!(
                    w,
                    "van" | "voor" | "en" | "de" | "het" | "der" | "den" | "op"
                )
                || ministries::is_office_word(w)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Part;

    fn parts(text: &str) -> Vec<String> {
        let slice = Slice {
            text,
            span: CleanSpan::new(0, text.len()),
            page: 1,
            part: Part::Colofon,
        };
        split(&[slice]).iter().map(|s| join::join(s)).collect()
    }

    #[test]
    fn a_list_of_offices_is_split_between_offices_only() {
        for (text, count) in [
            (
                "Minister van Justitie en Veiligheid, Minister van Wonen en de staatssecretaris van Justitie en Veiligheid",
                3,
            ),
            ("Minister van Onderwijs, Cultuur en Wetenschap", 1),
            ("MBZK en SBZK", 2),
            ("MBZK, SBZK", 2),
            ("Gedeputeerde Eelderink, wethouder Van Zanten", 2),
            (
                "Minister van Economie en Klimaat de Directeur-generaal Economie",
                2,
            ),
            (
                "college van burgemeester en wethouders van Voorbeeldstad",
                1,
            ),
            ("Eelderink, Bram; Zanten, Sil van", 2),
            ("Eelderink, B.", 1),
            ("De voorzitter van de Tweede Kamer der Staten-Generaal", 1),
            ("Minister en Staatssecretaris van Defensie", 2),
        ] {
            assert_eq!(parts(text).len(), count, "{text}: {:?}", parts(text));
        }
    }
}
