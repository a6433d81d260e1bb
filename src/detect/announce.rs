//! What the text before a redaction says of it, without looking at what is redacted: the only
//! reason for a redacted name that is published.

use super::engine::{Compiled, Engine, phrase_end};
use super::rules::Take;
use super::scan::{Gap, Scan};
use crate::model::{EvidenceSource, Kind, RuleId};

/// What stands for a redaction in the text that is looked at.
pub(super) const GAP: char = '█';

impl Engine {
    /// The rule for persons whose words stand last before the end of `scan`, and how sure it is.
    pub fn announces(&self, scan: &Scan<'_>) -> Option<(RuleId, f32)> {
        let mut at = scan.tokens.len();
        // Nothing but joints and other redactions may stand between.
        loop {
            if let Some(rule) = self.ends_at(scan, at) {
                return Some((rule.finding.rule.clone(), rule.finding.confidence));
            }
            if at == 0 || !joint(scan, at - 1) {
                return None;
            }
            at -= 1;
        }
    }

    /// The surest rule whose words end where token `end` begins.
    fn ends_at(&self, scan: &Scan<'_>, end: usize) -> Option<&Compiled> {
        const LONGEST: usize = 8;
        let mut best: Option<&Compiled> = None;
        for i in end.saturating_sub(LONGEST)..end {
            let list = usize::from(scan.tokens[i].phrase);
            for phrase in &self.phrases[list].list {
                let rule = &self.rules[phrase.rule];
                if !speaks_of_persons(rule)
                    || phrase_end(scan, i, &phrase.rest) != Some(end)
                    || !stands_right(rule, scan, i, end)
                {
                    continue;
                }
                let key = |r: &Compiled| (r.finding.confidence, r.finding.rule.clone());
                if best.is_none_or(|b| key(rule) > key(b)) {
                    best = Some(rule);
                }
            }
        }
        best
    }
}

fn speaks_of_persons(rule: &Compiled) -> bool {
    let finding = &rule.finding;
    finding.kind == Kind::Person
        && finding.action != crate::model::Action::Keep
        && finding.rule.source() == EvidenceSource::Context
}

/// Whether the rule's words, tokens `from` up to `to`, stand as they do before a name.
fn stands_right(rule: &Compiled, scan: &Scan<'_>, from: usize, to: usize) -> bool {
    let begins = scan.tokens[from].begins_line();
    let colon = scan.sign(to, ":");
    let ends = scan.get(to).is_none_or(|t| t.gap >= Gap::Wide);
    match rule.take {
        Some(Take::Value | Take::Names | Take::Header) => begins && (colon || ends),
        Some(Take::Greeting | Take::Signoff) => begins,
        Some(Take::Name | Take::ClearName | Take::Titled) => true,
        _ => false,
    }
}

/// Whether a token may stand between the words and the redaction.
fn joint(scan: &Scan<'_>, i: usize) -> bool {
    scan.any_sign(i, ":,;/&(-–+•█") || matches!(scan.word(i), "en" | "and")
}

#[cfg(test)]
mod tests {
    use crate::detect::Detectors;

    #[test]
    fn the_words_before_a_gap_say_what_it_is() {
        let detectors = Detectors::built_in();
        for (before, rule) in [
            ("Opgesteld door\n", Some("regio/steller")),
            ("Contactpersoon: ", Some("regio/steller")),
            ("Aanwezig: █, █ en ", Some("regio/aanwezig")),
            ("terecht bij de heer ", Some("personen/aanspreekvorm")),
            ("Beste ", Some("regio/aanhef")),
            ("Met vriendelijke groet,\n\n", Some("regio/groet")),
            ("Van: ", Some("regio/kop")),
            ("de brief van ", None),
            ("heeft opgesteld door toeval ", None),
            ("", None),
        ] {
            let said = detectors
                .announces(before)
                .map(|(rule, _)| rule.to_string());
            assert_eq!(said.as_deref(), rule, "{before:?}");
        }
    }
}
