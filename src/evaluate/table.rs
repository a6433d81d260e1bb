//! The report as aligned tables for a person.

use super::{Goal, Report, Tally};
use std::fmt::Write as _;

/// The report as text; `more` adds what thresholds would give and how sure findings were.
#[must_use]
pub fn render_table(report: &Report, more: bool) -> String {
    let mut out = String::new();
    let all = &report.all;
    goals(&mut out, &report.goals);
    headline(&mut out, all);
    groups(&mut out, "kind", &report.by_kind, false);
    groups(&mut out, "noise", &report.by_noise, true);
    groups(&mut out, "genre", &report.by_genre, true);
    groups(&mut out, "form", &report.by_form, true);
    groups(&mut out, "origin of name", &report.by_origin, false);
    origins(&mut out, report);
    if more {
        sureness(&mut out, report);
    }
    fields(&mut out, all);
    leaks(&mut out, report);
    out
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |s| format!("{:.1}", 100.0 * s))
}

/// The figures for names, each beside its target.
fn goals(out: &mut String, goals: &[Goal]) {
    let _ = writeln!(out, "{:<42}{:>7}{:>9}", "names", "now", "target");
    for g in goals {
        let value = g
            .value
            .map_or_else(|| "–".to_owned(), |v| format!("{v:.1}"));
        let target = g.target.map_or_else(String::new, |t| {
            format!("{} {t}", if g.at_most { "≤" } else { "≥" })
        });
        let verdict = match g.reached() {
            Some(true) => "reached",
            Some(false) => "short",
            None => "",
        };
        let _ = writeln!(
            out,
            "{:<42}{value:>7}{target:>9}  {verdict:<8} {}",
            g.name, g.counts
        );
    }
    out.push('\n');
}

/// Origins that are behind the rest.
fn origins(out: &mut String, report: &Report) {
    let behind: Vec<String> = report
        .origin_gaps
        .iter()
        .filter(|g| g.behind > 0.0)
        .map(|g| format!("{} {:.1}", g.origin, g.behind))
        .collect();
    if !behind.is_empty() {
        let _ = writeln!(out, "points behind the rest: {}", behind.join(", "));
    }
}

/// Whether confidences are what they say, and what each threshold would give.
fn sureness(out: &mut String, report: &Report) {
    let _ = writeln!(
        out,
        "\n{:<18}{:>9}{:>8}{:>8}",
        "persons, sure", "found", "said %", "right %"
    );
    for b in &report.calibration {
        let _ = writeln!(
            out,
            "{:<18}{:>9}{:>8}{:>8}",
            format!("{:.2} to {:.2}", b.from, b.to),
            b.redactions,
            percent(Some(b.said)),
            percent(super::tally::ratio(b.right, b.redactions))
        );
    }
    let _ = writeln!(
        out,
        "\n{:<18}{:>9}{:>8}{:>8}{:>8}",
        "min_confidence", "found", "full %", "prec %", "F3"
    );
    for t in &report.thresholds {
        let _ = writeln!(
            out,
            "{:<18}{:>9}{:>8}{:>8}{:>8}",
            format!("{:.2}", t.at),
            t.spans[0],
            percent(t.recall),
            percent(t.precision),
            percent(t.f3)
        );
    }
}

fn headline(out: &mut String, t: &Tally) {
    let rows = [
        ("documents", t.documents.to_string()),
        ("without a result", t.failed.to_string()),
        (
            "mentions fully covered",
            format!("{} % of {}", percent(t.recall()), t.mentions),
        ),
        (
            "persons with all mentions covered",
            format!("{} % of {}", percent(t.entity_recall()), t.entities[0]),
        ),
        (
            "documents with a leak",
            format!(
                "{} of {} ({} wholly missed one)",
                t.leaking, t.with_direct, t.missing
            ),
        ),
        ("mentions lost in reading", t.lost.to_string()),
        (
            "precision of redactions",
            format!("{} % of {}", percent(t.precision()), t.spans[0]),
        ),
        (
            "other characters redacted",
            t.over_redaction()
                .map_or_else(|| "–".to_owned(), |s| format!("{:.2} %", 100.0 * s)),
        ),
        (
            "keeps wrongly redacted",
            format!("{} of {} ({} wholly)", t.keeps[1], t.keeps[0], t.keeps[2]),
        ),
        ("F3", percent(t.f3())),
    ];
    for (name, value) in rows {
        let _ = writeln!(out, "{name:<36}{value}");
    }
}

fn groups(out: &mut String, title: &str, list: &[(String, Tally)], whole_documents: bool) {
    let _ = write!(
        out,
        "\n{title:<18}{:>9}{:>8}{:>8}{:>9}",
        "mentions", "full %", "any %", "person %"
    );
    if whole_documents {
        let _ = write!(
            out,
            "{:>6}{:>7}{:>8}{:>8}{:>7}{:>8}{:>8}",
            "docs", "leak", "prec %", "over %", "keeps", "F3", "date %"
        );
    }
    out.push('\n');
    for (name, t) in list {
        let any = super::tally::ratio(t.touched, t.mentions);
        let _ = write!(
            out,
            "{name:<18}{:>9}{:>8}{:>8}{:>9}",
            t.mentions,
            percent(t.recall()),
            percent(any),
            percent(t.entity_recall())
        );
        if whole_documents {
            let over = t
                .over_redaction()
                .map_or_else(|| "–".to_owned(), |s| format!("{:.2}", 100.0 * s));
            let date = t.fields.get("date").and_then(super::FieldTally::accuracy);
            let _ = write!(
                out,
                "{:>6}{:>7}{:>8}{over:>8}{:>7}{:>8}{:>8}",
                t.documents,
                t.leaking,
                percent(t.precision()),
                t.keeps[1],
                percent(t.f3()),
                percent(date)
            );
        }
        out.push('\n');
    }
}

fn fields(out: &mut String, t: &Tally) {
    let _ = writeln!(
        out,
        "\n{:<18}{:>9}{:>8}{:>8}{:>9}{:>10}",
        "field", "stated", "right %", "wrong", "empty", "invented"
    );
    for (name, f) in &t.fields {
        let stated = f.right + f.wrong + f.empty;
        let _ = writeln!(
            out,
            "{name:<18}{stated:>9}{:>8}{:>8}{:>9}{:>10}",
            percent(f.accuracy()),
            f.wrong,
            f.empty,
            format!("{} of {}", f.invented, f.invented + f.absent)
        );
    }
    for (name, score) in [
        ("recipients F1", t.recipients_f1()),
        ("headings F1", t.headings_f1()),
    ] {
        let _ = writeln!(out, "{name:<18}{:>17}", percent(score));
    }
}

fn leaks(out: &mut String, report: &Report) {
    let failed = report
        .documents
        .iter()
        .filter_map(|d| Some((d, d.failed.as_ref()?)));
    for (d, reason) in failed {
        let _ = writeln!(out, "\nno result: {}: {reason}", d.name);
    }
    let leaking: Vec<&str> = report
        .documents
        .iter()
        .filter(|d| d.leaks())
        .map(|d| d.id.as_str())
        .collect();
    if !leaking.is_empty() {
        let _ = writeln!(out, "\nleaking: {}", leaking.join(" "));
    }
}
