//! The address block of a letter: whom it is sent to.

use super::context::{Context, Region, Slice};
use super::join;
use super::pairs::Pairs;
use super::shape::{self, Shape};
use crate::lexicon::labels::Label;
use crate::lexicon::ministries;
use crate::model::FieldValue;

/// The name above a street or postbus that is not the sender's own.
pub(super) fn addressee<'a>(context: &Context<'a>, pairs: &Pairs<'a>) -> Option<FieldValue> {
    let lines = &context.lines;
    let own = pairs.of(Label::Reference).next().is_some()
        || lines
            .iter()
            .any(|l| l.is(Label::Author) || l.is(Label::Contact));
    for (i, line) in lines.iter().enumerate().take(60) {
        let address = line.hit.is_none() && line.shape() == Shape::Address
            || line.is(Label::OfficeAddress) && line.text.starts_with("Postbus");
        if !address || is_letterhead(context, i) || pairs.claimed[i] && line.hit.is_none() {
            continue;
        }
        let names = names_above(context, pairs, i);
        if names.is_empty() {
            continue;
        }
        let value = join::join(&names);
        // Who has a reference of its own under its name is the sender.
        if own && ministries::is_body(&value) {
            continue;
        }
        return context.value(&names, join::tidy(&value).to_owned(), 0.8);
    }
    None
}

/// Whether an address is the sender's: labelled as one, or with a website, a switchboard or
/// another address beside it.
fn is_letterhead(context: &Context<'_>, i: usize) -> bool {
    let lines = &context.lines;
    let region = lines[i].region;
    let near = |j: usize| lines.get(j).filter(|l| l.region == region);
    let before = (1..=3).filter_map(|d| i.checked_sub(d)).find_map(near);
    let labelled = (1..=3).any(|d| {
        i.checked_sub(d).and_then(near).is_some_and(|l| {
            // A return address on one line says nothing of the lines below it.
            let whole = l.text.contains("etouradres") && !l.is_lone_label();
            l.is(Label::OfficeAddress) && !l.text.starts_with("Postbus") && !whole
        })
    });
    let after: Vec<_> = (1..=4).filter_map(|d| near(i + d)).collect();
    let contact = after
        .iter()
        .take(3)
        .any(|l| matches!(l.shape(), Shape::Url | Shape::Phone) || l.is(Label::Phone));
    let streets = after
        .iter()
        .filter(|l| l.shape() == Shape::Address && !shape::is_postcode(l.text))
        .count()
        + usize::from(after.iter().any(|l| l.is(Label::OfficeAddress)));
    let own_unit = before.is_some_and(|l| {
        l.shape() == Shape::Unit && lines[..i].iter().any(|l| l.is(Label::NoteKind))
    });
    labelled || contact || streets > 0 || own_unit
}

/// The lines of a name above an address: the one nearest, or the organisation above "t.a.v.".
fn names_above<'a>(context: &Context<'a>, pairs: &Pairs<'a>, address: usize) -> Vec<Slice<'a>> {
    let lines = &context.lines;
    let mut found: Option<usize> = None;
    let mut j = address;
    let mut scraps = 0;
    while j > 0 && address - j < 5 {
        j -= 1;
        let line = &lines[j];
        // A receipt stamp was put where there was room.
        if line.is(Label::Received) || line.shape() == Shape::Date && found.is_none() {
            continue;
        }
        if line.region != lines[address].region || line.hit.is_some() || pairs.claimed[j] {
            break;
        }
        match line.shape() {
            // A scrap between name and street, a redacted contact line.
            Shape::Junk | Shape::Nothing | Shape::Redacted if found.is_none() => {
                scraps += 1;
                if scraps > 1 {
                    break;
                }
            }
            Shape::Words
            | Shape::Offices
            | Shape::Unit
            | Shape::ShortUnit
            | Shape::ShortOffices => {
                let text = line.text;
                if is_emptied_person(text) || is_stamp(text) || is_kind_of_address(text) {
                    break;
                }
                // "Gemeente … / WOB-verzoek / Postbus …": the body, not what is between.
                if ministries::is_body(text)
                    && found.is_some_and(|f| lines[f].shape() == Shape::Words)
                {
                    return vec![context.whole(line)];
                }
                if let Some(first) = found
                    && !is_detail(lines[first].text)
                    && !reads_on(text, lines[first].text)
                {
                    break;
                }
                found = Some(j);
            }
            _ => break,
        }
    }
    let Some(mut first) = found else {
        return Vec::new();
    };
    let mut last = first;
    while last + 1 < address && reads_on(lines[last].text, lines[last + 1].text) {
        last += 1;
    }
    // What is left is a detail when nothing stood above it.
    if is_detail(lines[first].text) && first == last {
        return Vec::new();
    }
    while first < last && is_detail(lines[first].text) {
        first += 1;
    }
    lines[first..=last]
        .iter()
        .filter(|l| l.region == Region::Colofon || l.region == Region::BodyHead)
        .map(|l| context.whole(l))
        .collect()
}

/// "t.a.v. …", "Afdeling …": a detail of the addressee above it.
fn is_detail(text: &str) -> bool {
    [
        "t.a.v.",
        "T.a.v.",
        "T.A.V.",
        "ter attentie",
        "Ter attentie",
        "Afdeling",
        "afdeling",
        "p/a",
        "Locatie",
    ]
    .iter()
    .any(|p| text.starts_with(p))
}

/// "De voorzitter van de Tweede Kamer / der Staten-Generaal".
fn reads_on(above: &str, below: &str) -> bool {
    super::pairs::is_unfinished(above)
        || ["der ", "van ", "en ", "voor "]
            .iter()
            .any(|p| below.starts_with(p))
}

/// "Factuuradres": what stands below is the sender's.
fn is_kind_of_address(text: &str) -> bool {
    text.ends_with("adres") && !text.contains(' ')
}

/// A stamp's word among the lines.
fn is_stamp(text: &str) -> bool {
    [
        "Ingekomen",
        "Ontvangen",
        "INGEKOMEN",
        "ONTVANGEN",
        "Retour",
        "Verzonden",
        "VERZONDEN",
        "Aangetekend",
        "AANGETEKEND",
    ]
    .iter()
    .any(|p| text.starts_with(p))
}

/// "De heer EN", "Mevrouw": a person whose name was taken out.
pub(super) fn is_emptied_person(text: &str) -> bool {
    let rest = [
        "De heer", "de heer", "Mevrouw", "mevrouw", "Dhr.", "dhr.", "Mw.", "mw.", "Mevr.",
    ]
    .iter()
    .find_map(|p| text.strip_prefix(p));
    rest.is_some_and(|r| {
        let bare = r.trim();
        bare.chars().filter(|c| c.is_alphabetic()).count() <= 2 || shape::is_redaction(bare)
    })
}
