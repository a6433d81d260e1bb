//! Rules as data: what to look for, what it is, what happens to it, and examples of both sides.
//!
//! The built-in rules are the files of `redaction-rules/`, one file a subject, compiled in.
//! A folder given by the user *extends* them: a rule with the id (`file/name`) of a built-in
//! one replaces it, a new id is added, and `disabled = true` switches one off.

mod check;
mod schema;

use std::path::{Path, PathBuf};

pub use check::ExampleFailure;
pub(crate) use schema::{RawRule, Take, Trigger, Validator};

use crate::model::{Action, Kind};

const BUILT_IN: &[(&str, &str)] = &[
    ("adres", include_str!("../../../redaction-rules/adres.toml")),
    ("ambt", include_str!("../../../redaction-rules/ambt.toml")),
    (
        "behouden",
        include_str!("../../../redaction-rules/behouden.toml"),
    ),
    (
        "bestaand",
        include_str!("../../../redaction-rules/bestaand.toml"),
    ),
    ("bsn", include_str!("../../../redaction-rules/bsn.toml")),
    ("email", include_str!("../../../redaction-rules/email.toml")),
    (
        "gebruikersnaam",
        include_str!("../../../redaction-rules/gebruikersnaam.toml"),
    ),
    (
        "geboortedatum",
        include_str!("../../../redaction-rules/geboortedatum.toml"),
    ),
    (
        "handtekening",
        include_str!("../../../redaction-rules/handtekening.toml"),
    ),
    ("iban", include_str!("../../../redaction-rules/iban.toml")),
    (
        "iddocument",
        include_str!("../../../redaction-rules/iddocument.toml"),
    ),
    ("ip", include_str!("../../../redaction-rules/ip.toml")),
    (
        "kenteken",
        include_str!("../../../redaction-rules/kenteken.toml"),
    ),
    (
        "personeelsnummer",
        include_str!("../../../redaction-rules/personeelsnummer.toml"),
    ),
    (
        "personen",
        include_str!("../../../redaction-rules/personen.toml"),
    ),
    ("regio", include_str!("../../../redaction-rules/regio.toml")),
    (
        "telefoon",
        include_str!("../../../redaction-rules/telefoon.toml"),
    ),
];

/// A rule as a person sees it.
#[derive(Clone, PartialEq, Debug)]
pub struct RuleInfo {
    /// `file/name`.
    pub id: String,
    /// What it finds.
    pub kind: Kind,
    /// What is to happen to it.
    pub action: Action,
    /// The ground under the Woo; none for what stays.
    pub ground: Option<String>,
    /// How sure a finding of this rule is, 0 to 1; the more confident of two that disagree wins.
    pub confidence: f32,
    /// What it is for, in a sentence.
    pub why: String,
    /// How many examples it carries.
    pub examples: usize,
}

/// Why a folder of rules cannot be used.
#[derive(thiserror::Error, Debug)]
pub enum RulesError {
    /// The folder or a file in it cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is no TOML, or has unknown or missing keys.
    #[error("{file}: {reason}")]
    Syntax {
        /// The file.
        file: String,
        /// Where and what.
        reason: String,
    },
    /// A rule makes no sense.
    #[error("{file}: rule \"{rule}\": {reason}")]
    Rule {
        /// The file.
        file: String,
        /// The name of the rule in it.
        rule: String,
        /// What is wrong and what would be right.
        reason: String,
    },
}

/// One rule, checked but not yet compiled.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub info: RuleInfo,
    pub raw: RawRule,
}

/// The rules in force.
#[derive(Clone, Debug)]
pub struct Rules {
    list: Vec<Rule>,
}

impl Rules {
    /// The rules this program comes with.
    ///
    /// # Panics
    /// Never in a released build: the tests load every built-in file.
    #[must_use]
    pub fn built_in() -> Self {
        let mut rules = Self { list: Vec::new() };
        for (stem, text) in BUILT_IN {
            rules
                .extend(stem, &format!("{stem}.toml"), text, false)
                .expect("the built-in rules load: a test holds this");
        }
        rules
    }

    /// The built-in rules, extended by every `*.toml` in a folder, in order of file name.
    ///
    /// # Errors
    /// When the folder or a file cannot be read, or a rule in it is not right.
    pub fn with_dir(dir: &Path) -> Result<Self, RulesError> {
        let unreadable = |path: &Path| {
            let path = path.to_path_buf();
            move |source| RulesError::Read { path, source }
        };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(unreadable(dir))? {
            let path = entry.map_err(unreadable(dir))?.path();
            if path.extension().is_some_and(|e| e == "toml") {
                files.push(path);
            }
        }
        files.sort();
        let mut rules = Self::built_in();
        for path in files {
            let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            rules.extend(&stem, &path.display().to_string(), &text, true)?;
        }
        Ok(rules)
    }

    /// Adds or replaces the rules of one file. Where it is not one of ours, every pattern is
    /// `tried`: those of the built-in rules are compiled once, when they are put to use.
    fn extend(
        &mut self,
        stem: &str,
        file: &str,
        text: &str,
        tried: bool,
    ) -> Result<(), RulesError> {
        let parsed = schema::parse(text).map_err(|reason| RulesError::Syntax {
            file: file.to_owned(),
            reason,
        })?;
        for raw in parsed {
            let id = format!("{stem}/{}", raw.name);
            let place = self.list.iter().position(|r| r.info.id == id);
            if raw.disabled {
                if let Some(i) = place {
                    self.list.remove(i);
                }
                continue;
            }
            let name = raw.name.clone();
            let fine = if tried {
                schema::compiles(&raw)
            } else {
                Ok(())
            };
            let rule = fine
                .and_then(|()| schema::checked(id, raw))
                .map_err(|reason| RulesError::Rule {
                    file: file.to_owned(),
                    rule: name,
                    reason,
                })?;
            match place {
                Some(i) => self.list[i] = rule,
                None => self.list.push(rule),
            }
        }
        Ok(())
    }

    /// The rules, in order.
    pub fn iter(&self) -> impl Iterator<Item = &RuleInfo> {
        self.list.iter().map(|r| &r.info)
    }

    /// Runs every rule's own examples; empty when all hold.
    #[must_use]
    pub fn check(&self) -> Vec<ExampleFailure> {
        check::check(self)
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_rule_holds_its_own_examples() {
        let failures = Rules::built_in().check();
        let lines: Vec<String> = failures.iter().map(ToString::to_string).collect();
        assert!(failures.is_empty(), "{}", lines.join("\n"));
    }

    #[test]
    fn every_built_in_rule_has_a_hit_to_show() {
        for rule in Rules::built_in().rules() {
            assert!(!rule.raw.hits.is_empty(), "{}", rule.info.id);
        }
    }

    fn dir_with(text: &str) -> (tempfile::TempDir, Result<Rules, RulesError>) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("email.toml"), text).unwrap();
        let rules = Rules::with_dir(dir.path());
        (dir, rules)
    }

    #[test]
    fn a_folder_extends_replaces_and_switches_off() {
        let (_dir, rules) = dir_with(
            "[[rule]]\nname='adres'\ndisabled=true\n\
             [[rule]]\nname='pasnummer'\nkind='username'\nconfidence=0.9\nwhy='x'\n\
             words=['toegangspas']\npattern='\\s*(?<x>P\\d{4})'\nhits=['Toegangspas {P1234} ligt klaar']",
        );
        let rules = rules.unwrap();
        assert!(!rules.iter().any(|r| r.id == "email/adres"));
        assert!(rules.iter().any(|r| r.id == "email/pasnummer"));
        assert_eq!(rules.check(), []);
    }

    #[test]
    fn an_error_names_file_rule_and_reason() {
        let (_dir, rules) = dir_with(
            "[[rule]]\nname='kapot'\nkind='phone'\nconfidence=0.9\nwords=['tel']\npattern='('",
        );
        let message = rules.unwrap_err().to_string();
        assert!(
            message.contains("email.toml") && message.contains("\"kapot\""),
            "{message}"
        );
        let (_dir, rules) = dir_with("[[rule]]\nname='x'\nkleur='rood'");
        assert!(rules.unwrap_err().to_string().contains("kleur"));
    }

    #[test]
    fn an_example_that_fails_says_what_was_found() {
        let (_dir, rules) = dir_with(
            "[[rule]]\nname='n'\nkind='username'\nconfidence=0.9\nwords=['pas']\n\
             pattern='\\s*(?<x>P\\d{4})'\nhits=['pas {P123}']",
        );
        let failures = rules.unwrap().check();
        assert_eq!(failures.len(), 1);
        assert!(failures[0].to_string().contains("email/n"));
    }
}
