//! File and folder names: a name in a path is as much a leak as one in the text.

use super::{PartPlan, Policy, resolve};
use crate::matching::Needles;
use crate::model::{Action, CleanSpan, Finding};

/// The rule that values of the document carry when found in its name.
const RULE: &str = "sweep/file-name";

/// A name as detectors should read it: separators as blanks, every byte in its place.
#[must_use]
pub fn spaced(name: &str) -> String {
    name.chars()
        .map(|c| {
            if matches!(c, '_' | '+' | '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

/// The plan for a name: what the detectors found in [`spaced`], and the values redacted in documents.
#[must_use]
pub fn plan_name(
    name: &str,
    findings: Vec<Finding>,
    values: &Needles,
    policy: &Policy,
) -> PartPlan {
    let mut plan = resolve::resolve(name, findings, policy);
    let mut more = Vec::new();
    values.find(name, |needle, range| {
        let span = CleanSpan::new(range.start, range.end);
        let rule = RULE.to_owned();
        more.push(Finding {
            span,
            kind: needle.kind,
            action: Action::Redact,
            ground: None,
            rule,
            confidence: 0.95,
            entity: None,
        });
        true
    });
    more.sort_by_key(|f| f.span);
    resolve::add(name, &mut plan, &more, policy);
    plan
}

#[cfg(test)]
mod tests {
    use super::super::published::redacted_name;
    use super::*;
    use crate::matching::Needle;
    use crate::model::Kind;

    #[test]
    fn a_redacted_value_goes_from_the_file_name_in_any_form() {
        let values = Needles::new(vec![Needle::any_form(Kind::Person, "Jan de Waard")]);
        let name = "Brief_jan-de-waard_2024.pdf";
        let plan = plan_name(name, Vec::new(), &values, &Policy::default());
        assert_eq!(
            redacted_name(name, &plan, &Policy::default()).as_str(),
            "Brief_[5.1.2e]_2024.pdf"
        );
    }
}
