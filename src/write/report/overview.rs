//! The first chapter: how it went, what to do first, and what became of what came in.

use super::gather::Gathered;
use super::html::Html;

/// Writes the chapter.
pub(super) fn write(out: &mut Html, all: &Gathered<'_>) {
    out.put("<section id=\"kort\">\n<h2>In het kort</h2>\n");
    verdict(out, all);
    todo(out, all);
    table(out, all);
    out.put("</section>\n");
}

fn verdict(out: &mut Html, all: &Gathered<'_>) {
    let sum = &all.summary;
    let lost = sum.failed + sum.withdrawn;
    out.put("<p class=\"verdict\">");
    match (sum.done, lost) {
        (0, 0) => {
            out.put("Er waren geen documenten om te verwerken.");
        }
        (done, 0) => {
            out.put(if done == 1 {
                "Het document is verwerkt"
            } else {
                "Alle "
            });
            if done > 1 {
                out.number(done).put(" documenten zijn verwerkt");
            }
            out.put(".");
        }
        (done, lost) => {
            out.number(done)
                .put(" van de ")
                .count(done + lost, "document is", "documenten zijn")
                .put(" verwerkt; ")
                .number(lost)
                .put(if lost == 1 {
                    " is niet gelukt."
                } else {
                    " zijn niet gelukt."
                });
        }
    }
    let passages: usize = sum.redactions.values().sum();
    if sum.done > 0 {
        out.put(" Er zijn ")
            .count(passages, "passage", "passages")
            .put(" gelakt.");
    }
    out.put("</p>\n");
}

/// What must be done before anything is published; nothing is left out, and nothing that is not there is told.
fn todo(out: &mut Html, all: &Gathered<'_>) {
    let stops = all.warned("classified") + all.warned("not-for-publication");
    let pages: usize = all.pages.withheld.iter().map(|(_, p)| p.len()).sum();
    let passages: usize = all.review.iter().map(|(_, n)| *n).sum();
    let hidden = all.warned("hidden-sheet") + all.warned("hidden-cells");
    let steps: [(usize, &str, &str, &str, &str); 8] = [
        (
            stops,
            "#nakijken",
            "Stop: ",
            "stuk draagt een rubricering of zegt zelf dat het niet openbaar mag worden",
            "stukken dragen een rubricering of zeggen zelf dat ze niet openbaar mogen worden",
        ),
        (
            all.withdrawn.len(),
            "#niet-gelukt",
            "Stop: ",
            "resultaat is ingetrokken door de eindcontrole",
            "resultaten zijn ingetrokken door de eindcontrole",
        ),
        (
            all.summary.failed,
            "#niet-gelukt",
            "",
            "bestand kon niet worden gelezen en is dus niet beoordeeld",
            "bestanden konden niet worden gelezen en zijn dus niet beoordeeld",
        ),
        (
            all.lost_pdfs(),
            "#niet-gelukt",
            "",
            "gelakte PDF kon niet worden gemaakt",
            "gelakte PDF’s konden niet worden gemaakt",
        ),
        (
            passages,
            "#nakijken",
            "",
            "gelakte passage wacht op een besluit",
            "gelakte passages wachten op een besluit",
        ),
        (
            pages,
            "#nakijken",
            "",
            "pagina is geheel afgedekt omdat niemand haar kon lezen",
            "pagina’s zijn geheel afgedekt omdat niemand ze kon lezen",
        ),
        (
            all.partly_read,
            "#nakijken",
            "",
            "stuk is niet helemaal gelezen",
            "stukken zijn niet helemaal gelezen",
        ),
        (
            hidden,
            "#nakijken",
            "",
            "stuk heeft verborgen tabbladen, rijen of kolommen",
            "stukken hebben verborgen tabbladen, rijen of kolommen",
        ),
    ];
    if steps.iter().all(|step| step.0 == 0) {
        return;
    }
    out.put("<h3>Voordat u publiceert</h3>\n<ol>\n");
    for (n, link, before, one, more) in steps.into_iter().filter(|step| step.0 > 0) {
        out.put("<li><a href=\"")
            .put(link)
            .put("\">")
            .put(before)
            .count(n, one, more)
            .put("</a></li>\n");
    }
    out.put("</ol>\n");
}

fn table(out: &mut Html, all: &Gathered<'_>) {
    let sum = &all.summary;
    out.put("<table>\n<caption>Wat er binnenkwam en wat ervan is geworden</caption>\n<thead><tr><th scope=\"col\">Bestanden</th><th scope=\"col\" class=\"n\">Aantal</th><td></td></tr></thead>\n<tbody>\n");
    let mut row = |class: &'static str, name: &'static str, n: usize| {
        out.put(class)
            .put("<th scope=\"row\">")
            .put(name)
            .put("</th><td class=\"n\">")
            .number(n)
            .put("</td><td>")
            .bar(n, sum.documents)
            .put("</td></tr>\n");
    };
    row("<tr>", "Verwerkt", sum.done);
    let copies = all.exact + all.near;
    if copies > 0 {
        row(
            "<tr class=\"sub\">",
            "waarvan precies gelijk aan een eerder stuk",
            all.exact,
        );
        row(
            "<tr class=\"sub\">",
            "waarvan bijna gelijk aan een eerder stuk",
            all.near,
        );
    }
    row("<tr>", "Niet gelukt", sum.failed);
    row("<tr>", "Ingetrokken door de eindcontrole", sum.withdrawn);
    row("<tr>", "Overgeslagen: geen documenten", sum.skipped);
    row("<tr class=\"sum\">", "Binnengekomen", sum.documents);
    out.put("</tbody>\n</table>\n<p>De verwerkte documenten hebben samen ")
        .count(usize::try_from(sum.pages).unwrap_or(usize::MAX), "pagina", "pagina’s")
        .put(". Archieven en postbussen zijn geopend; wat erin zit, telt als eigen bestanden mee. Van elk bestand staat in <code>manifest.jsonl</code> wat ervan is geworden.</p>\n");
}
