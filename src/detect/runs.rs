//! Takes apart what the learned detector read as one name where rules read several.
//!
//! "Kees Brunthaver, Jan de Wit" and two names on two lines look like one name with a comma or a
//! line end in it. Where a surer rule knows where a name ends, the rest is another one.

use crate::model::{CleanSpan, EvidenceSource, Finding};

/// The findings, in order of position, with runs of names taken apart.
pub(super) fn part(text: &str, findings: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut pieces = Vec::new();
    let mut apart = vec![false; findings.len()];
    let mut heard: Vec<(usize, usize)> = Vec::new();
    for (n, run) in findings.iter().enumerate() {
        if run.rule.source() != EvidenceSource::Learned {
            continue;
        }
        let known = surer_inside(&findings, n);
        let spans = disjoint(&findings, &known);
        if let Some(rest) = rest(text, run.span, &spans) {
            apart[n] = true;
            heard.extend(known.into_iter().map(|k| (k, n)));
            pieces.extend(rest.into_iter().map(|span| Finding {
                span,
                ..run.clone()
            }));
        }
    }
    if heard.is_empty() {
        return findings;
    }
    let said: Vec<(usize, Finding)> = heard
        .into_iter()
        .map(|(known, run)| (known, findings[run].clone()))
        .collect();
    let mut findings = findings;
    for (known, run) in said {
        findings[known].hear(&run);
    }
    let mut apart = apart.into_iter();
    findings.retain(|_| !apart.next().unwrap_or(false));
    out.append(&mut findings);
    out.append(&mut pieces);
    out.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    out
}

/// The surer findings of the same kind within finding `n`.
fn surer_inside(findings: &[Finding], n: usize) -> Vec<usize> {
    let run = &findings[n];
    let from = findings.partition_point(|f| f.span.start < run.span.start);
    (from..findings.len())
        .take_while(|&i| findings[i].span.start < run.span.end)
        .filter(|&i| {
            let f = &findings[i];
            i != n
                && f.kind == run.kind
                && run.span.covers(f.span)
                && f.span != run.span
                && f.confidence >= run.confidence
                && f.rule.source() != EvidenceSource::Learned
        })
        .collect()
}

/// What these findings cover, overlaps united.
fn disjoint(findings: &[Finding], list: &[usize]) -> Vec<CleanSpan> {
    let mut out: Vec<CleanSpan> = Vec::new();
    for &i in list {
        let span = findings[i].span;
        match out.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.unite(span),
            _ => out.push(span),
        }
    }
    out
}

/// What is left of a run beside the names that are known in it; none where it is one name.
fn rest(text: &str, run: CleanSpan, known: &[CleanSpan]) -> Option<Vec<CleanSpan>> {
    if known.is_empty() {
        return None;
    }
    let mut separate = false;
    let mut out = Vec::new();
    let mut from = run.start as usize;
    let ends = known.iter().map(|k| k.range());
    let last = run.end as usize..run.end as usize;
    for (n, gap) in ends.chain(std::iter::once(last)).enumerate() {
        let between = &text[from..gap.start];
        let inner = between.trim_matches(|c: char| !c.is_alphanumeric());
        let lead = between.len()
            - between
                .trim_start_matches(|c: char| !c.is_alphanumeric())
                .len();
        let (before, after) = (
            &between[..lead],
            &between[(lead + inner.len()).min(between.len())..],
        );
        let parts =
            |s: &str| s.contains(['\n', ',', ';', '/', '|', '&', '\t']) || s.contains(" - ");
        separate |= n > 0 && parts(before) || n < known.len() && parts(after);
        if matches!(inner, "en" | "and" | "of" | "cs" | "c.s") {
            separate = true;
        } else if !inner.is_empty() {
            let start = from + lead;
            out.push(CleanSpan::new(start, start + inner.len()));
        }
        from = gap.end;
    }
    separate.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Action, Kind, RuleId};

    fn finding(text: &str, word: &str, source: EvidenceSource, confidence: f32) -> Finding {
        let at = text.find(word).unwrap();
        let rule = match source {
            EvidenceSource::Learned => RuleId::fixed("t/learned", source),
            _ => RuleId::fixed("t/rule", source),
        };
        let span = CleanSpan::new(at, at + word.len());
        Finding::new(span, Kind::Person, Action::Redact, rule, confidence)
    }

    fn parted<'t>(text: &'t str, run: &str, known: &[&str]) -> Vec<&'t str> {
        let mut list = vec![finding(text, run, EvidenceSource::Learned, 0.85)];
        list.extend(
            known
                .iter()
                .map(|k| finding(text, k, EvidenceSource::Context, 0.9)),
        );
        list.sort_by_key(|f| f.span);
        part(text, list)
            .iter()
            .map(|f| &text[f.span.range()])
            .collect()
    }

    #[test]
    fn a_run_of_names_falls_apart_where_rules_know_their_ends() {
        let text = "Kees Brunthaver, Jan de Wit\nJ. Bos\nBo";
        assert_eq!(
            parted(text, "Kees Brunthaver, Jan de Wit", &["Kees Brunthaver"]),
            ["Kees Brunthaver", "Jan de Wit"]
        );
        assert_eq!(parted(text, "J. Bos\nBo", &["J. Bos"]), ["J. Bos", "Bo"]);
        assert_eq!(
            parted(
                "An Bos en Bo Vos",
                "An Bos en Bo Vos",
                &["An Bos", "Bo Vos"]
            ),
            ["An Bos", "Bo Vos"]
        );
    }

    #[test]
    fn one_name_of_which_rules_know_parts_stays_one() {
        let text = "Nguyen Thi Hoa";
        assert_eq!(parted(text, text, &["Nguyen Thi", "Hoa"]).len(), 3);
        let text = "Wilhelmina van den Brunthaver-Oosterhuis";
        assert_eq!(
            parted(text, text, &["Wilhelmina"]),
            ["Wilhelmina", "Wilhelmina van den Brunthaver-Oosterhuis"]
        );
    }
}
