//! What could not be read, by reason, with what to do about it; and what is no document.

use super::gather::{Gathered, Lost};
use super::html::Html;
use super::listing::{document, list, path};
use super::words;

/// Writes the chapter.
pub(super) fn write(out: &mut Html, all: &Gathered<'_>) {
    out.put("<section id=\"niet-gelukt\">\n<h2>Niet gelukt</h2>\n");
    if all.lost.is_empty() && all.withdrawn.is_empty() {
        out.put("<p>Alles wat gelezen kon worden, is gelezen.</p>\n");
    } else {
        out.put("<p>Van deze bestanden is er geen resultaat: ze zijn niet beoordeeld en niet gepubliceerd. Waar alleen de gelakte PDF ontbreekt, staat dat erbij.</p>\n");
    }
    if !all.withdrawn.is_empty() {
        group(out, "leak", &all.withdrawn);
    }
    let mut groups: Vec<_> = all.lost.iter().collect();
    groups.sort_by_key(|(code, lost)| (std::cmp::Reverse(lost.len()), **code));
    for (code, lost) in groups {
        group(out, code, lost);
    }
    skipped(out, all);
    out.put("</section>\n");
}

fn group(out: &mut Html, code: &str, lost: &[Lost<'_>]) {
    out.put("<h3>");
    if code == "leak" {
        out.put("<span class=\"level stop\">Stop</span>");
    }
    title(out, code)
        .put(" <small>(")
        .number(lost.len())
        .put(")</small></h3>\n");
    if let Some(why) = words::reason(code) {
        out.put("<p>").text(why.remedy).put("</p>\n");
    }
    // Where all say the same it is said once.
    let said = &lost[0].reason.message;
    let same = lost.iter().all(|l| l.reason.message == *said);
    out.put("<p class=\"note\">In het manifest: <code>")
        .text(code)
        .put("</code>");
    if same {
        out.put(" <span lang=\"en\">").text(said).put("</span>");
    }
    out.put("</p>\n");
    list(out, lost, ("bestand", "bestanden"), |out, lost| {
        if lost.pdf {
            document(out, lost.line);
            out.put(" (alleen de gelakte PDF)");
        } else {
            path(out, lost.line);
        }
        if !same {
            out.put("<br><span class=\"note\" lang=\"en\">")
                .text(&lost.reason.message)
                .put("</span>");
        }
    });
}

fn title<'h>(out: &'h mut Html, code: &str) -> &'h mut Html {
    match words::reason(code) {
        Some(why) => out.put(why.title),
        None => out.put("<code>").text(code).put("</code>"),
    }
}

fn skipped(out: &mut Html, all: &Gathered<'_>) {
    if all.skipped.is_empty() {
        return;
    }
    out.put("<h3>Overgeslagen: geen documenten</h3>\n");
    for (code, lost) in &all.skipped {
        out.put("<p>");
        title(out, code).put(": ").number(lost.len()).put(". ");
        if let Some(why) = words::reason(code) {
            out.text(why.remedy);
        }
        out.put("</p>\n");
        list(out, lost, ("bestand", "bestanden"), |out, lost| {
            path(out, lost.line);
        });
    }
}
