//! Carries findings of the linear view over to the parts that are published.

use super::PartFindings;
use crate::model::{Clean, CleanSpan, CleanText, Finding};

/// Adds to `parts` what was found in the linear view.
pub fn onto_parts(clean: &Clean, linear_findings: &[Finding], parts: &mut PartFindings) {
    let Some(linear) = &clean.linear else { return };
    for finding in linear_findings {
        let raw = linear.map.to_raw(finding.span);
        for (text, out) in [
            (&clean.body, &mut parts.body),
            (&clean.colofon, &mut parts.colofon),
        ] {
            for &span in &raw {
                let spans = text.map.to_clean(span);
                out.extend(joined(text, spans).map(|span| Finding {
                    span,
                    ..finding.clone()
                }));
            }
        }
    }
}

/// Spans that only blanks separate are one.
fn joined(text: &CleanText, spans: Vec<CleanSpan>) -> impl Iterator<Item = CleanSpan> {
    let mut out: Vec<CleanSpan> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last)
                if last.end >= span.start
                    || text.text[last.end as usize..span.start as usize]
                        .trim()
                        .is_empty() =>
            {
                *last = last.unite(span);
            }
            _ => out.push(span),
        }
    }
    out.into_iter()
}
