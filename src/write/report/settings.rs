//! What was decided before the run, as far as it decides what is published.

use super::html::Html;
use super::words;
use crate::redact::{Policy, ReviewAs};

/// What was decided before the run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The policy in force.
    pub policy: Policy,
    /// Whether each document stood on its own.
    pub apart: bool,
    /// Whether persons have numbers.
    pub pseudonyms: bool,
    /// Whether redacted PDFs were wanted.
    pub pdf: bool,
}

/// Writes the chapter.
pub(super) fn write(out: &mut Html, settings: &Settings) {
    let policy = &settings.policy;
    out.put("<section id=\"instellingen\">\n<h2>Instellingen</h2>\n<table>\n<caption>Wat vooraf is bepaald</caption>\n<tbody>\n");
    row(out, "Versie", |out| {
        out.put("lakmoes ").put(env!("CARGO_PKG_VERSION"));
    });
    row(out, "Beleid", |out| {
        match policy.name() {
            Some(name) => out.put("<code>").put(name).put("</code> (meegeleverd)"),
            // What a file of one's own is called may hold a name.
            None => out.put("een eigen bestand"),
        };
    });
    row(out, "In de plaats van wat gelakt is", |out| {
        if settings.pseudonyms {
            out.put("een nummer per persoon; anders ");
        }
        out.put("<code>").text(&policy.label).put("</code>");
    });
    row(out, "Twijfelgevallen", |out| {
        out.put(match policy.review {
            ReviewAs::Redact => "gelakt tot iemand anders beslist",
            ReviewAs::Keep => "blijven staan",
        });
    });
    row(out, "E-mailadressen", |out| {
        out.put(if policy.whole_email {
            "geheel gelakt"
        } else {
            "gelakt vóór de @"
        });
    });
    row(out, "Eigen namenlijsten", |out| {
        out.number(policy.lists.redact.len())
            .put(" altijd lakken, ")
            .number(policy.lists.keep.len())
            .put(" altijd laten staan");
    });
    row(out, "Namen uit het ene stuk in het andere zoeken", |out| {
        out.put(if settings.apart { "nee" } else { "ja" });
    });
    row(out, "Gelakte PDF’s", |out| {
        out.put(if settings.pdf { "ja" } else { "nee" });
    });
    out.put("</tbody>\n</table>\n");
    classes(out, policy);
    kinds(out, policy);
    out.put("</section>\n");
}

fn row(out: &mut Html, name: &'static str, value: impl FnOnce(&mut Html)) {
    out.put("<tr><th scope=\"row\">").put(name).put("</th><td>");
    value(out);
    out.put("</td></tr>\n");
}

fn classes(out: &mut Html, policy: &Policy) {
    if policy.classes.is_empty() {
        return;
    }
    out.put("<table>\n<caption>Wie genoemd mag worden</caption>\n<tbody>\n");
    for (&class, &action) in &policy.classes {
        row(out, words::class(class), |out| {
            out.put(words::action(action));
        });
    }
    out.put("</tbody>\n</table>\n");
}

fn kinds(out: &mut Html, policy: &Policy) {
    if policy.kinds.is_empty() {
        return;
    }
    out.put(
        "<table>\n<caption>Soorten die anders dan gewoon worden behandeld</caption>\n<tbody>\n",
    );
    for (&kind, differs) in &policy.kinds {
        row(out, words::kind(kind), |out| {
            if let Some(action) = differs.action {
                out.put(words::action(action)).put(" ");
            }
            if let Some(ground) = &differs.ground {
                out.put("op grond van <code>").text(ground).put("</code>");
            }
        });
    }
    out.put("</tbody>\n</table>\n");
}
