//! What the document as a whole looks like: how wide its body is set, whether it is a message or
//! a chat, which of its pages are set with a blank line after every line.

use super::lines::Lines;
use crate::layout::paragraphs::{is_chat_line, is_field_line};
use crate::layout::shape::First;
use crate::lexicon::chat::{self, Form};

/// The looks of a document.
pub(in crate::layout) struct Profile {
    /// Characters of a full body line; 0 where lines are whole paragraphs.
    pub width: u16,
    /// Messages or a chat: everything in it is body.
    pub talk: bool,
    /// How messages of a chat open, and whether they say the day.
    pub chat: Option<(Form, bool)>,
    /// For each page, whether a single blank line stands after every line.
    double: Vec<bool>,
}

impl Profile {
    /// Looks at all lines once.
    pub(super) fn of(lines: &Lines<'_>) -> Self {
        let chat = chat(lines);
        Self {
            width: width(lines),
            talk: is_mail(lines) || chat.is_some() || is_chat(lines),
            chat,
            double: double(lines),
        }
    }

    /// The looks of a document that knows where its paragraphs are.
    pub(in crate::layout) fn of_blocks(lines: &Lines<'_>) -> Self {
        let chat = chat(lines);
        Self {
            width: 0,
            talk: is_mail(lines) || chat.is_some() || is_chat(lines),
            chat,
            double: Vec::new(),
        }
    }

    /// Whether the blank lines before a line mean something.
    pub(super) fn is_gap(&self, page: u32, blanks: u16) -> bool {
        let double = self.double.get(page as usize - 1).copied().unwrap_or(false);
        blanks > u16::from(double)
    }
}

/// The width that most of the lines that run on keep to.
fn width(lines: &Lines<'_>) -> u16 {
    let mut counts = [0u32; 256];
    let (mut total, mut wide) = (0u32, 0u32);
    for pair in lines.all.windows(2) {
        let [line, next] = pair else { continue };
        if !line.shape.is_prose() || line.shape.words < 5 {
            continue;
        }
        if line.shape.width > 150 {
            wide += 1;
        } else if next.shape.first == First::Lower {
            total += 1;
            counts[usize::from(line.shape.width)] += 1;
        }
    }
    if total == 0 || wide > total {
        return 0;
    }
    densest(&counts)
}

/// The upper end of the span of widths that most lines fall in: lines with a side column
/// behind them are few, and wider.
fn densest(counts: &[u32; 256]) -> u16 {
    const SPAN: usize = 9;
    let (mut best, mut most, mut sum) = (0, counts[0], 0);
    for end in 0..counts.len() {
        sum += counts[end];
        if end >= SPAN {
            sum -= counts[end - SPAN];
        }
        if sum > most {
            (best, most) = (end, sum);
        }
    }
    u16::try_from(best).unwrap_or(0)
}

/// A message begins within the first lines: a sender, and what only a message's head says.
fn is_mail(lines: &Lines<'_>) -> bool {
    let (mut from, mut sent, mut to) = (false, false, false);
    for at in 0..lines.all.len().min(20) {
        let text = lines.text(at);
        if !is_field_line(text, &lines.all[at].shape) {
            continue;
        }
        let (label, value) = text.split_once(':').unwrap_or((text, ""));
        match label.trim() {
            "Van" | "From" => {
                from = true;
                sent |= value.contains('@');
            }
            "Verzonden" | "Sent" => sent = true,
            "Date" | "Datum" => sent |= value.contains(':'),
            "Aan" | "To" => {
                to = true;
                sent |= value.contains('@');
            }
            "Onderwerp" | "Subject" => to = true,
            _ => {}
        }
    }
    from && sent && to
}

fn chat(lines: &Lines<'_>) -> Option<(Form, bool)> {
    chat::form((0..lines.all.len()).map(|at| lines.text(at)))
}

fn is_chat(lines: &Lines<'_>) -> bool {
    let look = lines.all.len().min(400);
    let chats = (0..look).filter(|&at| is_chat_line(lines.text(at))).count();
    chats >= 3 && chats * 4 >= look
}

fn double(lines: &Lines<'_>) -> Vec<bool> {
    let mut pages = vec![(0u32, 0u32, 0u32); lines.pages as usize];
    for pair in lines.all.windows(2) {
        let [line, next] = pair else { continue };
        if line.page != next.page || !line.shape.is_prose() {
            continue;
        }
        let Some(page) = pages.get_mut(line.page as usize - 1) else {
            continue;
        };
        page.0 += 1;
        page.1 += u32::from(next.blanks > 0);
        page.2 +=
            u32::from(next.blanks > 0 && line.shape.is_open() && next.shape.first == First::Lower);
    }
    pages
        .iter()
        .map(|&(all, blank, broken)| all >= 3 && blank * 10 >= all * 8 && broken * 4 >= all)
        .collect()
}
