//! Which documents are copies of one another, and which mails are of one conversation.

use super::gather::Gathered;
use super::html::Html;
use super::listing::{document, list};
use crate::write::{Copied, ManifestLine};
use std::collections::BTreeMap;

/// Writes the chapter.
pub(super) fn write(out: &mut Html, all: &Gathered<'_>) {
    out.put(
        "<section id=\"bij-elkaar\">\n<h2>Dubbel en bij elkaar</h2>\n<h3>Dubbele stukken</h3>\n",
    );
    if all.copies.is_empty() {
        out.put("<p>Er zijn geen dubbele stukken gevonden.</p>\n");
    } else {
        out.put("<p>")
            .count(all.copies.len(), "groep", "groepen")
            .put(": ")
            .count(
                all.exact,
                "stuk is precies gelijk aan een eerder stuk",
                "stukken zijn precies gelijk aan een eerder stuk",
            )
            .put(", ")
            .count(all.near, "stuk bijna", "stukken bijna")
            .put(". Er is niets weggelaten; wat u over het ene besluit, hoort ook voor het andere te gelden.</p>\n");
        grouped(out, &all.copies, ("groep", "groepen"), copy);
    }
    out.put("<h3>Gesprekken in mails</h3>\n");
    // A mail on its own is no conversation.
    let threads: BTreeMap<_, _> = all
        .threads
        .iter()
        .filter(|(_, mails)| mails.len() > 1)
        .map(|(n, mails)| (*n, mails.clone()))
        .collect();
    let mails: usize = all.threads.values().map(Vec::len).sum();
    if mails == 0 {
        out.put("<p>Er zijn geen mails.</p>\n");
    } else {
        out.put("<p>")
            .count(mails, "stuk met mail", "stukken met mail")
            .put(", ")
            .count(threads.len(), "gesprek", "gesprekken")
            .put(" van meer dan één stuk. De nummers zijn die van <code>thread</code> in het manifest.</p>\n");
        if !threads.is_empty() {
            grouped(out, &threads, ("gesprek", "gesprekken"), |_| "");
        }
    }
    out.put("</section>\n");
}

fn copy(line: &ManifestLine) -> &'static str {
    match line.duplicate.map(|d| d.copy) {
        Some(Copied::Exact) => " – precies gelijk",
        Some(Copied::Near) => " – bijna gelijk",
        Some(Copied::First) | None => "",
    }
}

fn grouped(
    out: &mut Html,
    groups: &BTreeMap<u32, Vec<&ManifestLine>>,
    words: (&'static str, &'static str),
    note: impl Fn(&ManifestLine) -> &'static str,
) {
    let groups: Vec<_> = groups.iter().collect();
    list(out, &groups, words, |out, (number, lines)| {
        out.put("Nummer ").number(**number as usize).put(":\n<ul>");
        for line in lines.iter().take(MEMBERS) {
            out.put("<li>");
            document(out, line);
            out.put(note(line)).put("</li>");
        }
        if lines.len() > MEMBERS {
            out.put("<li class=\"more\">en nog ")
                .number(lines.len() - MEMBERS)
                .put("; zie <code>manifest.jsonl</code></li>");
        }
        out.put("</ul>");
    });
}

/// No more of one group than this is shown.
const MEMBERS: usize = 25;
