//! What asks for the eye of a person, the most pressing first.

use super::gather::Gathered;
use super::html::Html;
use super::listing::{self, STUKKEN, document, list};
use super::words::{self, Level};
use crate::write::ManifestLine;

/// Writes the chapter.
pub(super) fn write(out: &mut Html, all: &Gathered<'_>) {
    out.put("<section id=\"nakijken\">\n<h2>Nakijken</h2>\n");
    let mut any = false;
    for level in Level::ALL {
        any |= warnings(out, all, level);
        match level {
            Level::Decide => any |= review(out, all) | withheld(out, all),
            Level::Look => any |= pages(out, all) | blank(out, all),
            Level::Stop | Level::Know => {}
        }
    }
    if !any {
        out.put("<p>Geen van de stukken geeft aanleiding tot een waarschuwing.</p>\n");
    }
    out.put("<p class=\"note\">Geen programma vindt alles: lees ook stukken zonder waarschuwing steekproefsgewijs mee.</p>\n</section>\n");
}

/// What a warning that is not known here asks: a look.
fn level(code: &str) -> Level {
    words::warning(code).map_or(Level::Look, |m| m.level)
}

fn warnings(out: &mut Html, all: &Gathered<'_>, wanted: Level) -> bool {
    let mut any = false;
    for (&code, lines) in all.warned.iter().filter(|(code, _)| level(code) == wanted) {
        any = true;
        out.put("<h3>").put(wanted.mark());
        match words::warning(code) {
            Some(meaning) => {
                out.put(meaning.title);
                size(out, lines.len());
                out.put("<p>").put(meaning.text).put("</p>\n");
            }
            None => {
                out.put("<code>").text(code).put("</code>");
                size(out, lines.len());
                out.put(
                    "<p>Wat dit betekent, staat bij <code>warnings</code> in het resultaat.</p>\n",
                );
            }
        }
        listing::documents(out, lines);
    }
    any
}

fn size(out: &mut Html, n: usize) {
    out.put(" <small>(").number(n).put(")</small></h3>\n");
}

/// Passages on which a person must decide.
fn review(out: &mut Html, all: &Gathered<'_>) -> bool {
    if all.review.is_empty() {
        return false;
    }
    let passages: usize = all.review.iter().map(|(_, n)| *n).sum();
    out.put("<h3>").put(Level::Decide.mark());
    out.put("Passages waarover iemand moet beslissen");
    size(out, passages);
    out.put("<p>Bijvoorbeeld een directeur of een woordvoerder. In het resultaat staan ze met <code>\"action\": \"review\"</code>.</p>\n");
    list(out, &all.review, STUKKEN, |out, (line, n)| {
        document(out, line);
        out.put(": ").count(*n, "passage", "passages");
    });
    true
}

fn withheld(out: &mut Html, all: &Gathered<'_>) -> bool {
    marked(
        out,
        &all.pages.withheld,
        Level::Decide,
        "Geheel afgedekte pagina’s in gelakte PDF’s",
        "Niemand heeft deze pagina’s gelezen. Doe tekstherkenning over het origineel en draai opnieuw, of bekijk ze zelf.",
    )
}

fn pages(out: &mut Html, all: &Gathered<'_>) -> bool {
    let covered = marked(
        out,
        &all.pages.covered,
        Level::Look,
        "Tekst onder een vlak",
        "Er stond tekst onder iets ondoorzichtigs, zoals onder een zwart vlak. Die is weggehaald.",
    );
    let rasterised = marked(
        out,
        &all.pages.rasterised,
        Level::Look,
        "Pagina’s die een afbeelding zijn geworden",
        "Er stond iets op dat lakmoes niet begrijpt. Bekijk ze voordat u publiceert.",
    );
    covered | rasterised
}

fn blank(out: &mut Html, all: &Gathered<'_>) -> bool {
    if all.blank.is_empty() {
        return false;
    }
    out.put("<h3>").put(Level::Look.mark());
    out.put("Er blijft niets te lezen over");
    size(out, all.blank.len());
    out.put("<p>Alles wat erin stond, is gelakt. Klopt dat?</p>\n");
    listing::documents(out, &all.blank);
    true
}

fn marked(
    out: &mut Html,
    lines: &[(&ManifestLine, &[u32])],
    level: Level,
    title: &'static str,
    text: &'static str,
) -> bool {
    if lines.is_empty() {
        return false;
    }
    out.put("<h3>").put(level.mark()).put(title);
    size(out, lines.iter().map(|(_, pages)| pages.len()).sum());
    out.put("<p>").put(text).put("</p>\n");
    list(out, lines, STUKKEN, |out, (line, pages)| {
        document(out, line);
        out.put(": ");
        listing::pages(out, pages);
    });
    true
}
