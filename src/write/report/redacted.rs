//! What was taken out, by kind and by ground.

use super::gather::Gathered;
use super::html::Html;
use super::words;

/// Writes the chapter.
pub(super) fn write(out: &mut Html, all: &Gathered<'_>) {
    out.put("<section id=\"gelakt\">\n<h2>Gelakt</h2>\n");
    kinds(out, all);
    if all.existing > 0 {
        out.put("<p>Daarnaast was er in het origineel al ")
            .count(all.existing, "passage", "passages")
            .put(" gelakt; die zijn zo gebleven.</p>\n");
    }
    grounds(out, all);
    out.put("</section>\n");
}

fn kinds(out: &mut Html, all: &Gathered<'_>) {
    let mut kinds: Vec<_> = all.summary.redactions.iter().collect();
    let sum: usize = kinds.iter().map(|(_, n)| **n).sum();
    if sum == 0 {
        out.put("<p>Er is niets gelakt.</p>\n");
        return;
    }
    kinds.sort_by_key(|(kind, n)| (std::cmp::Reverse(**n), **kind));
    let most = kinds.first().map_or(0, |(_, n)| **n);
    out.put("<table>\n<caption>Gelakte passages naar soort</caption>\n<thead><tr><th scope=\"col\">Soort</th><th scope=\"col\" class=\"n\">Passages</th><td></td></tr></thead>\n<tbody>\n");
    for (kind, n) in kinds {
        out.put("<tr><th scope=\"row\">")
            .put(words::kind(*kind))
            .put("</th><td class=\"n\">")
            .number(*n)
            .put("</td><td>")
            .bar(*n, most)
            .put("</td></tr>\n");
    }
    out.put("<tr class=\"sum\"><th scope=\"row\">Samen</th><td class=\"n\">")
        .number(sum)
        .put("</td><td></td></tr>\n</tbody>\n</table>\n");
}

fn grounds(out: &mut Html, all: &Gathered<'_>) {
    if all.grounds.is_empty() {
        return;
    }
    out.put("<table>\n<caption>Stukken naar grond: een stuk kan er meer hebben; gronden die er al in stonden, tellen mee</caption>\n<thead><tr><th scope=\"col\">Grond</th><th scope=\"col\">Betekenis</th><th scope=\"col\" class=\"n\">Stukken</th><td></td></tr></thead>\n<tbody>\n");
    for (ground, n) in &all.grounds {
        out.put("<tr><th scope=\"row\"><bdi>")
            .text(ground)
            .put("</bdi></th><td>")
            .put(words::ground(ground))
            .put("</td><td class=\"n\">")
            .number(*n)
            .put("</td><td>")
            .bar(*n, all.summary.done)
            .put("</td></tr>\n");
    }
    out.put("</tbody>\n</table>\n");
}
