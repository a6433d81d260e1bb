//! `lakmoes detect`.

use crate::support::lakmoes;
use serde_json::Value;
use std::path::Path;

fn lines(out: &str) -> Vec<Value> {
    out.lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

fn redacted(line: &Value, text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    line["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["action"] != "keep")
        .map(|f| {
            let at = |key: &str| usize::try_from(f[key].as_u64().unwrap()).unwrap();
            chars[at("start")..at("end")].iter().collect()
        })
        .collect()
}

#[test]
fn offsets_count_scalar_values_in_the_text_that_was_given() {
    let text = "Één café 😀\r\nContactpersoon: Zoë Ümit\r\nTel. 06-12345678\r\n";
    let ran = lakmoes(&["detect", "-"], Path::new("."), text.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found = redacted(&lines(&ran.out)[0], text);
    assert!(found.iter().any(|f| f.contains("Zoë Ümit")), "{found:?}");
    assert!(found.iter().any(|f| f.contains("06-12345678")), "{found:?}");
}

#[test]
fn each_line_is_answered_in_order() {
    let input: String = (0..200)
        .map(|n| format!("{{\"id\": \"d{n}\", \"text\": \"bel {n} 06-12345678\"}}\n"))
        .collect();
    let ran = lakmoes(&["detect", "--jsonl"], Path::new("."), input.as_bytes());
    assert_eq!(ran.code, 0);
    let ids: Vec<_> = lines(&ran.out)
        .iter()
        .map(|l| l["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, (0..200).map(|n| format!("d{n}")).collect::<Vec<_>>());
}

#[test]
fn a_line_that_is_no_json_is_named_and_never_quoted() {
    let ran = lakmoes(
        &["detect", "--jsonl"],
        Path::new("."),
        b"{\"id\":1,\"text\":\"x\"}\n{\"id\": Geheim}\n",
    );
    assert_eq!(ran.code, 2);
    assert_eq!(lines(&ran.out).len(), 1);
    assert!(
        ran.err.contains("line 2") && !ran.err.contains("Geheim"),
        "{}",
        ran.err
    );
}

#[test]
fn an_id_is_given_back_as_it_came() {
    let ran = lakmoes(
        &["detect", "--jsonl"],
        Path::new("."),
        b"{\"text\":\"\",\"id\":{\"a\":[1,null]}}\n",
    );
    assert_eq!(lines(&ran.out)[0]["id"].to_string(), r#"{"a":[1,null]}"#);
}

const WITH_MINISTER: &str =
    "Opgesteld door: mr. J. Wiltvank\n\nMinister Van Weel sprak mevrouw Wiltvank.\n";

#[test]
fn evidence_is_told_only_where_it_is_asked_for() {
    let evidence = |more: &[&str]| {
        let mut arguments = vec!["detect", "-"];
        arguments.extend(more);
        let ran = lakmoes(&arguments, Path::new("."), WITH_MINISTER.as_bytes());
        let findings = lines(&ran.out)[0]["findings"].as_array().unwrap().clone();
        findings
            .into_iter()
            .map(|f| (f["rule"].clone(), f["evidence"].clone()))
            .collect::<Vec<_>>()
    };
    assert!(evidence(&[]).iter().all(|(_, e)| e.is_null()));
    let told = evidence(&["-v"]);
    assert!(told.len() >= 3, "{told:?}");
    for (rule, list) in told {
        let list = list.as_array().unwrap();
        assert!(list.iter().any(|e| e["rule"] == rule), "{rule}: {list:?}");
    }
}

#[test]
fn explain_says_why_something_goes_and_why_something_stays() {
    let explained = |more: &[&str]| {
        let mut arguments = vec!["explain", "-"];
        arguments.extend(more);
        let ran = lakmoes(&arguments, Path::new("."), WITH_MINISTER.as_bytes());
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    };
    let all = explained(&[]);
    assert!(all.contains("REDACTED  person 1"), "{all}");
    assert!(all.contains("KEPT      office_holder"), "{all}");
    let one = explained(&["--text", "Wiltvank"]);
    assert!(
        one.contains("regio/steller") && !one.contains("KEPT"),
        "{one}"
    );
    assert_eq!(one.matches("REDACTED").count(), 2, "{one}");
    let kept = explained(&["--at", "43"]);
    assert!(
        kept.starts_with("KEPT") && kept.contains("«Van Weel»"),
        "{kept}"
    );
    let none = explained(&["--text", "sprak"]);
    assert!(none.starts_with("STAYS"), "{none}");
}

#[test]
fn every_rule_that_speaks_is_explained() {
    let mut all = String::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/corpus"
    ))];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            return; // the corpus is not part of the published package
        };
        for path in entries.map(|e| e.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "txt")
                && let Ok(text) = std::fs::read_to_string(&path)
            {
                all.push_str(&text);
                all.push_str("\n\u{c}");
            }
        }
    }
    let ran = lakmoes(&["explain", "-"], Path::new("."), all.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let speaks = |line: &&str| line.starts_with("  for ") || line.starts_with("  against ");
    let spoken: Vec<&str> = ran.out.lines().filter(speaks).collect();
    assert!(spoken.len() > 1000, "{}", spoken.len());
    for line in spoken {
        assert!(
            line.split_whitespace().count() > 4,
            "no reason is given: {line}"
        );
    }
}
