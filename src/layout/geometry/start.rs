//! Where the body begins: at its first heading, salutation or paragraph of prose.

use super::paras::{Flow, Para};
use super::sheet::Doc;
use super::{headings, words};
use crate::lexicon::headings::{Known, known};
use crate::lexicon::labels::{self, Label};

/// The first paragraph of the body, and whether there is good reason to think so.
pub(super) fn find(doc: &Doc, flow: &Flow) -> (usize, bool) {
    let limit = flow
        .paras
        .iter()
        .take_while(|p| flow.rows[p.rows.start].page < 3)
        .count()
        .min(120);
    for at in 0..limit {
        if begins(doc, flow, at) {
            return (at, true);
        }
        if is_prose(doc, flow, &flow.paras[at]) {
            return (back_over_heading(doc, flow, at), true);
        }
    }
    (0, false)
}

/// A salutation, a known heading, a numbered first heading, or the details of a meeting.
fn begins(doc: &Doc, flow: &Flow, at: usize) -> bool {
    let para = &flow.paras[at];
    let text = flow.first_text(doc, para);
    if words::is_salutation(text) {
        return true;
    }
    let (number, title_at) = words::heading_number(text);
    let title = &text[title_at..];
    match known(title) {
        Some(Known::Always | Known::Begun) => return true,
        Some(Known::Alone) if headings::find(doc, flow, at).is_some() => return true,
        _ => {}
    }
    if number.is_some_and(|n| n.starts_with(['0', '1'])) && headings::find(doc, flow, at).is_some()
    {
        return true;
    }
    // A meeting's own date, place and attendance stand in the minutes, below their title.
    let meeting = |p: &Para| labels::at_start(flow.first_text(doc, p)).map(|hit| hit.label);
    let is_meeting = |l: Option<Label>| {
        matches!(
            l,
            Some(Label::Attendees | Label::Place | Label::Time | Label::MeetingDate)
        )
    };
    let dated = matches!(meeting(para), Some(Label::Date));
    let follows = flow.paras[at + 1..]
        .iter()
        .take(3)
        .any(|p| is_meeting(meeting(p)));
    is_meeting(meeting(para)) || dated && follows
}

/// Sentences over more than one line, no label before them.
fn is_prose(doc: &Doc, flow: &Flow, para: &Para) -> bool {
    if para.table || flow.rows[para.rows.clone()].iter().all(|r| r.bold) {
        return false;
    }
    let text: usize = flow.rows[para.rows.clone()]
        .iter()
        .map(|r| doc.row_text(r).len())
        .sum();
    let first = flow.first_text(doc, para);
    let closed = !words::is_open(flow.last_text(doc, para));
    let sentences = flow.rows[para.rows.clone()]
        .iter()
        .any(|r| doc.row_text(r).contains(". "));
    let long = para.rows.len() >= 2 && text >= 90
        || text >= 70 && flow.is_full(&flow.rows[para.rows.start]) && closed;
    let one = para.rows.len() == 1 && text >= 45 && closed && words::is_sentence(first);
    let long = long || one;
    long && (closed || sentences || para.rows.len() >= 4) && labels::at_start(first).is_none()
}

/// A heading straight above the first prose is where the body begins.
fn back_over_heading(doc: &Doc, flow: &Flow, prose: usize) -> usize {
    let Some(before) = prose.checked_sub(1) else {
        return prose;
    };
    let para = &flow.paras[before];
    let text = flow.first_text(doc, para);
    let row = &flow.rows[para.rows.start];
    let same_page = row.page == flow.rows[flow.paras[prose].rows.start].page;
    let short = para.rows.len() == 1 && text.len() <= 60 && row.size <= 1.6 * doc.size;
    let close = !flow.paras[prose].gap_before;
    let heading = headings::find(doc, flow, before).is_some();
    if same_page && short && close && heading && labels::at_start(text).is_none() {
        before
    } else {
        prose
    }
}
