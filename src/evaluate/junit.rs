//! The report as JUnit XML for CI: a suite per genre, a case per document.

use super::{Change, DocumentScore, Outcome, Report};
use std::fmt::Write as _;

/// The report as JUnit XML. With changes against a baseline, a document fails when it got worse;
/// without a baseline, when it leaks.
#[must_use]
pub fn render_junit(report: &Report, changes: Option<&[Change]>) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"lakmoes\">\n");
    for (genre, _) in &report.by_genre {
        let documents: Vec<_> = report
            .documents
            .iter()
            .filter(|d| d.genre == *genre)
            .collect();
        let failures: Vec<_> = documents.iter().map(|d| failure(d, changes)).collect();
        let failed = failures.iter().filter(|f| f.is_some()).count();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failed}\">",
            escape(genre),
            documents.len()
        );
        for (d, failure) in documents.iter().zip(failures) {
            case(&mut out, &d.name, failure.as_deref());
        }
        out.push_str("  </testsuite>\n");
    }
    goals(&mut out, report);
    if let Some(changes) = changes {
        totals(&mut out, changes);
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, name: &str, failure: Option<&str>) {
    let _ = write!(
        out,
        "    <testcase classname=\"corpus\" name=\"{}\"",
        escape(name)
    );
    match failure {
        None => out.push_str("/>\n"),
        Some(text) => {
            let first = text.lines().next().unwrap_or_default();
            let _ = write!(
                out,
                ">\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
                escape(first),
                escape(text)
            );
        }
    }
}

/// The figures for names beside their targets. One that is short is told, not failed: what may
/// not happen is that one gets worse, and the totals say that.
fn goals(out: &mut String, report: &Report) {
    let _ = writeln!(
        out,
        "  <testsuite name=\"goals\" tests=\"{}\" failures=\"0\">",
        report.goals.len()
    );
    for g in &report.goals {
        let value = g
            .value
            .map_or_else(|| "none".to_owned(), |v| format!("{v:.1}"));
        let target = g
            .target
            .map_or_else(|| "none".to_owned(), |t| t.to_string());
        let _ = writeln!(
            out,
            "    <testcase classname=\"goals\" name=\"{}\">\n      <system-out>{}</system-out>\n    </testcase>",
            escape(&g.name),
            escape(&format!("{value}, target {target} ({})", g.counts))
        );
    }
    out.push_str("  </testsuite>\n");
}

/// What fails that belongs to no document.
fn totals(out: &mut String, changes: &[Change]) {
    let worse: Vec<_> = changes
        .iter()
        .filter(|c| c.worse && c.document.is_none())
        .map(|c| c.message.as_str())
        .collect();
    let _ = writeln!(
        out,
        "  <testsuite name=\"totals\" tests=\"1\" failures=\"{}\">",
        usize::from(!worse.is_empty())
    );
    let text = worse.join("\n");
    case(out, "totals", (!worse.is_empty()).then_some(text.as_str()));
    out.push_str("  </testsuite>\n");
}

fn failure(d: &DocumentScore, changes: Option<&[Change]>) -> Option<String> {
    let lines: Vec<String> = match changes {
        Some(changes) => changes
            .iter()
            .filter(|c| c.worse && c.document.as_deref() == Some(&d.id))
            .map(|c| c.message.clone())
            .collect(),
        None => d
            .failed
            .iter()
            .cloned()
            .chain(
                d.mentions
                    .iter()
                    .filter(|m| matches!(m.outcome, Outcome::Partly | Outcome::Missed))
                    .map(|m| format!("{} not covered: {}", m.kind, m.text)),
            )
            .collect(),
    };
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Text for XML, without the control characters that XML has no way to write.
fn escape(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::{case, mention};
    use super::super::{GoldAction, Prediction, score_case};
    use super::*;

    fn report() -> Report {
        let text = "P. <Bos> & \u{1}";
        let spans = vec![mention(text, "PERSON", "<Bos>", GoldAction::Redact)];
        let prediction = Prediction {
            raw_text: text.to_owned(),
            ..Prediction::default()
        };
        Report::new(vec![score_case(&case(text, spans), &Ok(prediction))])
    }

    #[test]
    fn a_leaking_document_fails_and_its_text_is_escaped() {
        let xml = render_junit(&report(), None);
        assert!(xml.contains(r#"<testsuite name="nota" tests="1" failures="1">"#));
        assert!(xml.contains("PERSON not covered: &lt;Bos&gt;"));
        assert!(!xml.contains('\u{1}'));
    }

    #[test]
    fn with_a_baseline_only_what_got_worse_fails() {
        let known = render_junit(&report(), Some(&[]));
        assert!(known.contains(r#"<testsuite name="nota" tests="1" failures="0">"#));
        let total = Change {
            document: None,
            worse: true,
            message: "recall fell".to_owned(),
        };
        let worse = render_junit(&report(), Some(&[total]));
        assert!(worse.contains(r#"<failure message="recall fell">"#));
    }
}
