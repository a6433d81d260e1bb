//! How a rule reads on from its trigger: one file a way.

mod address;
mod column;
mod compound;
mod email;
mod firm;
mod greeting;
mod labelled;
mod monogram;
mod name;
mod office;
mod pair;
mod region;
mod speaker;

use super::engine::{Compiled, Engine};
pub(super) use compound::compound_word;
pub(super) use firm::firm_word;
pub(super) use name::ends_like_a_noun as is_noun;

use super::name::Name;
use super::rules::Take;
use super::scan::Scan;
use crate::model::{CleanSpan, Finding};

/// Where a rule was triggered and from where it reads on, as tokens.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub trigger: usize,
    pub at: usize,
}

/// Reads on in the way that the rule names.
pub(super) fn take(
    way: Take,
    engine: &Engine,
    rule: &Compiled,
    scan: &Scan<'_>,
    place: Place,
    out: &mut Vec<Finding>,
) {
    match way {
        Take::Email => email::address(engine, rule, scan, place.trigger, out),
        Take::Name => name::behind_title(rule, scan, place.at, out),
        Take::ClearName => name::behind_function(rule, scan, place.at, out),
        Take::Initials => name::with_initials(rule, scan, place.trigger, out),
        Take::FirstName => name::with_first_name(rule, scan, place.trigger, out),
        Take::Surname => name::lone_surname(rule, scan, place.trigger, out),
        Take::Value => region::value(rule, scan, place, out),
        Take::Names => region::names(rule, scan, place, out),
        Take::Greeting => greeting::greeting(rule, scan, place, out),
        Take::Signoff => greeting::signoff(rule, scan, place, out),
        Take::Speaker => speaker::speaker(rule, scan, place.at, out),
        Take::Timed => speaker::timed(rule, scan, place.trigger, out),
        Take::Small => name::written_small(rule, scan, place.trigger, out),
        Take::Says => speaker::says(rule, scan, place.trigger, out),
        Take::Office => office::holders(rule, scan, place, out),
        Take::Judges => office::judges(rule, scan, place.at, out),
        Take::Titled => name::titled(rule, scan, place.trigger, out),
        Take::Itself => compound::itself(rule, scan, place, out),
        Take::Compound => compound::compound(rule, scan, place.trigger, out),
        Take::Quoted => speaker::quoted(rule, scan, place, out),
        Take::Mention => speaker::mention(rule, scan, place.trigger, out),
        Take::Header => region::header(rule, scan, place, out),
        Take::Firm => firm::firm(rule, scan, place.trigger, out),
        Take::Address => address::address(rule, scan, place.trigger, out),
        Take::Residence => address::residence(rule, scan, place, out),
        Take::Before => name::before(rule, scan, place, out),
        Take::Pair => pair::pair(rule, scan, place.trigger, out),
        Take::Labelled => labelled::labelled(rule, scan, place, out),
        Take::Column => column::below(rule, scan, place, out),
        Take::Monogram => monogram::monogram(rule, scan, place.trigger, out),
        Take::Route => column::route(rule, scan, place.trigger, out),
    }
}

/// The text from token `from` up to token `to`.
pub(super) fn span(scan: &Scan<'_>, from: usize, to: usize) -> Option<CleanSpan> {
    let first = scan.get(from)?;
    let last = scan.get(to.checked_sub(1)?)?;
    (from < to).then(|| CleanSpan::new(first.start as usize, last.end as usize))
}

/// Notes a name.
pub(super) fn push(rule: &Compiled, scan: &Scan<'_>, name: &Name, out: &mut Vec<Finding>) {
    push_tokens(rule, scan, name.from, name.to, out);
}

/// Notes the text of some tokens.
pub(super) fn push_tokens(
    rule: &Compiled,
    scan: &Scan<'_>,
    from: usize,
    to: usize,
    out: &mut Vec<Finding>,
) {
    if let Some(span) = span(scan, from, to) {
        out.push(rule.at(span));
    }
}
