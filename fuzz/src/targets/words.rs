//! What people give besides documents: names of files, rules, a policy, a plan.

use crate::engine::ENGINE;
use lakmoes::detect::Rules;
use lakmoes::matching::{Needle, Needles};
use lakmoes::model::Kind;
use lakmoes::redact::{Given, Policy};
use lakmoes::verify;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// The name of a file: on the first line, before it the values that are redacted elsewhere.
pub fn name(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines: Vec<&str> = text.split('\n').take(8).collect();
    let name: String = lines.pop().unwrap_or_default().chars().map(plain).collect();
    let values = lines
        .iter()
        .map(|line| Needle::any_form(Kind::Person, line));
    let values = Needles::new(values.collect());
    let mut labels = BTreeSet::new();
    let published = ENGINE.redact_name(&name, &[&values], &mut labels);
    let leak = verify::check_path(published.as_str(), &labels, &[&values]);
    assert_eq!(leak, Ok(()), "{name:?} became {published:?}");
    assert!(!published.as_str().contains('\0'));
    let _ = published.shortened(200);
}

/// As a batch shows what can't be shown.
fn plain(c: char) -> char {
    if c.is_control() || c == '/' { '_' } else { c }
}

/// Rules: they are right or refused; their examples can be tried.
pub fn rules(data: &[u8]) {
    let file = scratch("rules").join("probeersel.toml");
    if fs::write(&file, data).is_ok()
        && let Ok(rules) = Rules::with_dir(file.parent().expect("a file has a folder"))
    {
        let _ = rules.check();
    }
}

/// A policy: it is right or refused.
pub fn policy(data: &[u8]) {
    let file = scratch("policy").join("beleid.toml");
    if fs::write(&file, data).is_ok()
        && let Ok(policy) = Policy::load(&file)
    {
        assert!(
            !policy.label_for("5.1.2e").trim().is_empty(),
            "readers see that something was taken out"
        );
        assert!(policy.boxes.style().is_ok());
    }
}

/// A plan of what goes from a PDF: it is right or refused.
pub fn given(data: &[u8]) {
    let file = scratch("plan").join("plan.json");
    if fs::write(&file, data).is_ok()
        && let Ok(given) = Given::load(&file)
    {
        let _ = given.values();
        for region in &given.regions {
            let rect = region.rect();
            assert!(rect.x0 < rect.x1 && rect.y0 < rect.y1);
        }
    }
}

/// A folder of this process alone.
fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lakmoes-fuzz-{name}-{}", std::process::id()));
    // What can't be made can't be written to either.
    let _ = fs::create_dir_all(&folder);
    folder
}
