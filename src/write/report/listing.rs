//! Lists of documents: short ones open, long ones folded, very long ones cut off, and it says so.

use super::html::Html;
use crate::write::{ManifestLine, Status};

/// A list of so many stands open.
const OPEN: usize = 8;
/// No more of a list than this is shown: the manifest has them all.
const SHOWN: usize = 250;

/// A list of things, each written by `each`.
pub(super) fn list<T>(
    out: &mut Html,
    things: &[T],
    (one, more): (&'static str, &'static str),
    mut each: impl FnMut(&mut Html, &T),
) {
    let folded = things.len() > OPEN;
    if folded {
        out.put("<details>\n<summary>")
            .count(things.len(), one, more)
            .put("</summary>\n");
    }
    out.put("<ul>\n");
    for thing in things.iter().take(SHOWN) {
        out.put("<li>");
        each(out, thing);
        out.put("</li>\n");
    }
    if let Some(rest) = things.len().checked_sub(SHOWN).filter(|&n| n > 0) {
        out.put("<li class=\"more\">en nog ")
            .number(rest)
            .put("; ze staan alle in <code>manifest.jsonl</code></li>\n");
    }
    out.put("</ul>\n");
    if folded {
        out.put("</details>\n");
    }
}

/// A list of documents.
pub(super) fn documents(out: &mut Html, lines: &[&ManifestLine]) {
    list(out, lines, STUKKEN, |out, line| document(out, line));
}

/// What most lists are of.
pub(super) const STUKKEN: (&str, &str) = ("stuk", "stukken");

/// A document by its path, with a link to its result and its redacted PDF.
pub(super) fn document(out: &mut Html, line: &ManifestLine) {
    match &line.output {
        Some(output) if line.status == Status::Done => {
            out.link(output.as_str(), line.path.as_str());
        }
        _ => path(out, line),
    }
    if let Some(pdf) = line.pdf.as_ref().and_then(|pdf| pdf.output.as_ref()) {
        out.put(" (").link(pdf.as_str(), "gelakte PDF").put(")");
    }
}

/// A document by its path.
pub(super) fn path(out: &mut Html, line: &ManifestLine) {
    out.put("<bdi>").text(line.path.as_str()).put("</bdi>");
}

/// Page numbers, of which a thousand say no more than ten.
pub(super) fn pages(out: &mut Html, pages: &[u32]) {
    out.put(if pages.len() == 1 {
        "pagina "
    } else {
        "pagina’s "
    });
    for (n, page) in pages.iter().take(20).enumerate() {
        out.put(if n == 0 { "" } else { ", " })
            .text(&page.to_string());
    }
    if pages.len() > 20 {
        out.put(" en nog ").number(pages.len() - 20);
    }
}
