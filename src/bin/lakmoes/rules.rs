//! `lakmoes rules`: the rules in force, and whether they stand by their own examples.

use crate::args::{Common, RulesArgs, RulesCommand};
use crate::engine;
use crate::exit::{Exit, Outcome, print};
use lakmoes::detect::Rules;
use lakmoes::model::{Action, Kind};
use serde::Serialize;
use std::fmt::Write;

pub(crate) fn rules(common: &Common, args: &RulesArgs) -> Outcome {
    match &args.command {
        RulesCommand::List { dir } => {
            let rules = engine::rules(dir.as_deref().or(common.rules.as_deref()))?;
            print(listed(&rules).as_bytes())?;
            Ok(Exit::Done)
        }
        RulesCommand::Check { dir } => {
            check(&engine::rules(dir.as_deref().or(common.rules.as_deref()))?)
        }
    }
}

/// The name under which a kind or an action is published.
fn published(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn listed(rules: &Rules) -> String {
    let mut out = format!(
        "{:<44} {:<18} {:<7} {:<7} {:<5} why\n",
        "rule", "kind", "action", "ground", "sure"
    );
    for rule in rules.iter() {
        let (kind, action): (Kind, Action) = (rule.kind, rule.action);
        let ground = rule.ground.as_deref().unwrap_or("-");
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{:<44} {:<18} {:<7} {ground:<7} {:<5.2} {}",
            rule.id,
            published(kind),
            published(action),
            rule.confidence,
            rule.why
        );
    }
    out
}

fn check(rules: &Rules) -> Outcome {
    let failures = rules.check();
    let examples: usize = rules.iter().map(|r| r.examples).sum();
    let mut out = String::new();
    for failure in &failures {
        let _ = writeln!(out, "{failure}");
    }
    let _ = writeln!(
        out,
        "{} rules, {examples} examples, {} failed",
        rules.iter().count(),
        failures.len()
    );
    print(out.as_bytes())?;
    Ok(if failures.is_empty() {
        Exit::Done
    } else {
        Exit::Failed
    })
}
