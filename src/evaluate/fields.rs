//! Compares the fields with the gold: exact after folding of case, white space, quotes and dashes.

use super::{Gold, GoldAction, PredictedFields};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The fields that are scored as right or wrong, under their published names.
pub const FIELDS: [&str; 9] = [
    "date",
    "kenmerk",
    "recipients",
    "sender",
    "subject",
    "attachments",
    "document_type",
    "project",
    "your_reference",
];

/// How one field of one document came out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The document states it, and it was read right.
    Right,
    /// The document states it, and something else was read.
    Wrong,
    /// The document states it, and nothing was read.
    Empty,
    /// The document does not state it, and nothing was read.
    Absent,
    /// The document does not state it, and something was read.
    Invented,
}

/// The fields of one document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FieldScore {
    /// The verdict on each field.
    pub verdicts: BTreeMap<&'static str, Verdict>,
    /// Recipients: found and right, found and wrong, not found.
    pub recipients: [usize; 3],
    /// Headings in order: found and right, found and wrong, not found.
    pub headings: [usize; 3],
}

/// Scores the fields of a document.
pub(super) fn score_fields(gold: &Gold, got: &PredictedFields) -> FieldScore {
    let g = &gold.fields;
    let mut out = FieldScore::default();
    let mut tell = |name, gold: bool, got: bool, right: bool, accepted: bool| {
        out.verdicts
            .insert(name, verdict(gold, got, right, accepted));
    };
    for (name, alt, gold_value, got_value, fold) in [
        (
            "date",
            "date",
            &g.date,
            &got.date,
            key as fn(&str) -> String,
        ),
        (
            "kenmerk",
            "kenmerk",
            &g.kenmerk,
            &got.kenmerk,
            key_reference,
        ),
        ("subject", "subject", &g.subject, &got.subject, key),
        (
            "document_type",
            "doc_type",
            &g.doc_type,
            &got.document_type,
            key_type,
        ),
        ("project", "project", &g.project, &got.project, key),
        (
            "your_reference",
            "uw_kenmerk",
            &g.uw_kenmerk,
            &got.your_reference,
            key_reference,
        ),
    ] {
        let got_value = got_value.as_deref().filter(|v| !v.trim().is_empty());
        let others = alternatives(gold, alt);
        let same = |v: &str| got_value.is_some_and(|x| fold(x) == fold(v));
        let accepted = others.iter().any(|v| same(v));
        let right = gold_value.as_deref().is_some_and(same) || accepted;
        tell(
            name,
            gold_value.is_some(),
            got_value.is_some(),
            right,
            accepted,
        );
    }
    let (want, have) = (
        g.attachments.as_ref().map(super::gold::Attachments::count),
        got.attachments,
    );
    let have = have.filter(|n| *n > 0);
    let accepted = have.is_some_and(|n| accepted_counts(gold).contains(&n));
    tell(
        "attachments",
        want.is_some(),
        have.is_some(),
        want == have || accepted,
        accepted,
    );

    // A person's name or address as a value is published as a label only: neither right nor wrong.
    let sender = public(gold, &got.sender);
    let wanted = g.sender.as_deref().unwrap_or_default();
    let others = alternatives(gold, "sender");
    let accepted = others
        .iter()
        .any(|v| sender.iter().any(|x| key_person(x) == key_person(v)));
    let right = same_sender(wanted, &sender) || accepted;
    tell(
        "sender",
        !wanted.is_empty(),
        !sender.is_empty(),
        right,
        accepted,
    );

    let (counts, any) = recipients(gold, &public(gold, &got.recipients));
    let right = counts[1] == 0 && counts[2] == 0;
    tell("recipients", !g.recipients.is_empty(), any, right, false);
    out.recipients = counts;
    out.headings = headings(gold, &got.headings);
    out
}

fn verdict(gold: bool, got: bool, right: bool, accepted: bool) -> Verdict {
    match (gold, got) {
        (true, true) if right => Verdict::Right,
        (true, true) => Verdict::Wrong,
        (true, false) => Verdict::Empty,
        (false, true) if !accepted => Verdict::Invented,
        (false, _) => Verdict::Absent,
    }
}

fn alternatives(gold: &Gold, field: &str) -> Vec<String> {
    match gold.alt.get(field) {
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

fn accepted_counts(gold: &Gold) -> Vec<u32> {
    match gold.alt.get("attachments") {
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|v| u32::try_from(v.as_u64()?).ok())
            .collect(),
        _ => Vec::new(),
    }
}

/// The values that hold nothing that must be redacted.
fn public(gold: &Gold, values: &[String]) -> Vec<String> {
    let private = |v: &str| {
        let v = key(v);
        gold.spans.iter().any(|m| {
            let text = key(&m.text);
            m.action == GoldAction::Redact && text.chars().count() > 2 && v.contains(&text)
        })
    };
    values.iter().filter(|v| !private(v)).cloned().collect()
}

/// A sender is right when one of its lines, or the lines from the top, are given.
fn same_sender(wanted: &[String], got: &[String]) -> bool {
    let mut right: Vec<String> = wanted.iter().map(|w| key_person(w)).collect();
    for n in 1..=wanted.len() {
        for joint in [" ", ", ", " / "] {
            right.push(key_person(&wanted[..n].join(joint)));
        }
    }
    let joined = key_person(&got.join(" "));
    got.iter().any(|x| right.contains(&key_person(x))) || right.contains(&joined)
}

/// Right, wrong and missing recipients, as sets, and whether any counts at all.
fn recipients(gold: &Gold, got: &[String]) -> ([usize; 3], bool) {
    let set = |list: &[String]| {
        let mut keys: Vec<String> = list
            .iter()
            .map(|v| key_person(v))
            .filter(|k| !k.is_empty())
            .collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let want = set(&gold.fields.recipients);
    let optional = set(&gold.fields.recipients_optional);
    let mut have = set(got);
    have.retain(|k| want.contains(k) || !optional.contains(k));
    let right = have.iter().filter(|k| want.contains(k)).count();
    (
        [right, have.len() - right, want.len() - right],
        !have.is_empty(),
    )
}

/// Headings right in order, wrong and missing.
fn headings(gold: &Gold, got: &[String]) -> [usize; 3] {
    let keys = |list: &[String]| {
        list.iter()
            .map(|h| key_heading(h))
            .filter(|h| !h.is_empty())
            .collect::<Vec<_>>()
    };
    let want = keys(&gold.fields.section_headings);
    let optional = keys(&gold.fields.section_headings_optional);
    let mut have = keys(got);
    have.retain(|h| {
        want.contains(h)
            || !optional
                .iter()
                .any(|o| h == o || (o.chars().count() > 12 && h.starts_with(o.as_str())))
    });
    let right = common_in_order(&want, &have);
    [right, have.len() - right, want.len() - right]
}

/// The length of the longest common subsequence.
fn common_in_order(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[j])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Case, white space, quotes, dashes and outer punctuation folded.
fn key(s: &str) -> String {
    let folded: String = s
        .nfkc()
        .filter_map(|c| match c {
            '’' | '‘' | '‛' | '`' | '´' => Some('\''),
            '“' | '”' | '„' | '«' | '»' => Some('"'),
            '–' | '—' | '‑' | '‐' | '−' => Some('-'),
            '\u{ad}' | '\u{feff}' | '\u{200b}' => None,
            c => Some(c),
        })
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = folded.split_whitespace().collect();
    words
        .join(" ")
        .trim_matches([' ', '.', ',', ';', ':'])
        .to_owned()
}

/// In a reference white space does not count at all.
fn key_reference(s: &str) -> String {
    key(s).replace(' ', "")
}

fn key_type(s: &str) -> String {
    let k = key(s);
    match k.as_str() {
        "mail" | "email" => "e-mail".to_owned(),
        "notitie" | "oplegnota" | "oplegnotitie" => "nota".to_owned(),
        "antwoordbrief" => "brief".to_owned(),
        "woo-besluit" | "wob-besluit" => "besluit".to_owned(),
        "inventarisatielijst" => "inventarislijst".to_owned(),
        "besluitenlijst" => "verslag".to_owned(),
        "overig" | "anders" | "agenda" => "other".to_owned(),
        _ => k,
    }
}

/// Of an addressee, a leading "aan", "t.a.v." or article does not count.
fn key_person(s: &str) -> String {
    let k = key(s);
    let mut rest = k.as_str();
    for lead in ["aan: ", "aan ", "t.a.v. ", "tav "] {
        rest = rest.strip_prefix(lead).unwrap_or(rest);
    }
    while let Some(r) = rest
        .strip_prefix("de ")
        .or_else(|| rest.strip_prefix("het "))
    {
        rest = r;
    }
    rest.trim_matches([' ', '.', ',', ';', ':']).to_owned()
}

/// Of a heading, its number does not count.
fn key_heading(s: &str) -> String {
    let k = key(s);
    let rest = without_number(&k);
    if rest.is_empty() { k } else { rest.to_owned() }
}

/// `1.2 titel`, `3) titel`, `iv. titel`, `(a) titel` and `4 titel` without the number.
fn without_number(k: &str) -> &str {
    let inner = k.strip_prefix('(').unwrap_or(k);
    let digits = inner.len()
        - inner
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
            .len();
    let letters = inner
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(inner.len());
    let head = if digits > 0 {
        digits
    } else if (1..=5).contains(&letters)
        && (letters == 1 && matches!(inner.as_bytes()[0], b'a'..=b'h')
            || inner[..letters].bytes().all(|b| b"ivx".contains(&b)))
    {
        letters
    } else {
        return k;
    };
    let rest = &inner[head..];
    let closed = rest.trim_start_matches([' ', '.', ')']);
    let ends = digits > 0 && inner[..head].ends_with('.')
        || rest.starts_with(['.', ')'])
        || digits > 0 && rest.starts_with(' ');
    if ends {
        closed.trim_matches([' ', '.', ',', ';', ':'])
    } else {
        k
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{case, mention};
    use super::*;

    fn scored(gold: &str, alt: &str, got: &PredictedFields) -> FieldScore {
        let mut c = case("", vec![]);
        c.gold.fields = serde_json::from_str(gold).unwrap();
        c.gold.alt = serde_json::from_str(alt).unwrap();
        score_fields(&c.gold, got)
    }

    #[test]
    fn each_field_is_right_wrong_empty_absent_or_invented() {
        let got = PredictedFields {
            date: Some("2024-05-14".to_owned()),
            kenmerk: Some("dgad / 955".to_owned()),
            project: Some("Iets".to_owned()),
            ..PredictedFields::default()
        };
        let s = scored(
            r#"{"date":"2024-05-13","kenmerk":"DGAD/955","subject":"Uitstel"}"#,
            "{}",
            &got,
        );
        let v = |f| s.verdicts[f];
        assert_eq!(v("date"), Verdict::Wrong);
        assert_eq!(v("kenmerk"), Verdict::Right);
        assert_eq!(v("subject"), Verdict::Empty);
        assert_eq!(v("project"), Verdict::Invented);
        assert_eq!(v("your_reference"), Verdict::Absent);
    }

    #[test]
    fn recipients_are_a_set_and_optional_ones_may_be_left_out() {
        let got = PredictedFields {
            recipients: vec![
                "Aan de Minister van Financiën".to_owned(),
                "SG".to_owned(),
                "via FEZ".to_owned(),
            ],
            ..PredictedFields::default()
        };
        let gold = r#"{"recipients":["minister van Financiën","Staatssecretaris van Financiën"],"recipients_optional":["via FEZ"]}"#;
        let s = scored(gold, "{}", &got);
        assert_eq!(s.recipients, [1, 1, 1]);
        assert_eq!(s.verdicts["recipients"], Verdict::Wrong);
    }

    #[test]
    fn a_person_as_sender_or_recipient_is_neither_right_nor_wrong() {
        let text = "Van: Anna Vos Aan: Piet Bos";
        let mut c = case(text, vec![]);
        for who in ["Anna Vos", "Piet Bos"] {
            c.gold
                .spans
                .push(mention(text, "PERSON", who, GoldAction::Redact));
        }
        let got = PredictedFields {
            sender: vec!["Anna Vos <a.vos@minbzk.nl>".to_owned()],
            recipients: vec!["Piet Bos".to_owned()],
            ..PredictedFields::default()
        };
        let s = score_fields(&c.gold, &got);
        assert_eq!(s.verdicts["sender"], Verdict::Absent);
        assert_eq!(s.verdicts["recipients"], Verdict::Absent);
    }

    #[test]
    fn an_accepted_alternative_is_right() {
        let got = PredictedFields {
            document_type: Some("Beslisnota".to_owned()),
            attachments: Some(3),
            ..PredictedFields::default()
        };
        let s = scored(
            r#"{"doc_type":"nota","attachments":["a","b","c"]}"#,
            r#"{"doc_type":["beslisnota"]}"#,
            &got,
        );
        assert_eq!(s.verdicts["document_type"], Verdict::Right);
        assert_eq!(s.verdicts["attachments"], Verdict::Right);
    }

    #[test]
    fn headings_count_in_order_without_their_numbers() {
        let got = PredictedFields {
            headings: ["Aanleiding", "Toelichting", "Kern"]
                .map(str::to_owned)
                .to_vec(),
            ..PredictedFields::default()
        };
        let s = scored(
            r#"{"section_headings":["1. Aanleiding","2 Kern","4.1. Toelichting"]}"#,
            "{}",
            &got,
        );
        assert_eq!(s.headings, [2, 1, 1]);
    }

    #[test]
    fn only_a_number_is_taken_off_a_heading() {
        let cases = [
            ("5.1. Toelichting", "toelichting"),
            ("1 Aanleiding", "aanleiding"),
            ("iv) Slot", "slot"),
            ("b. Kosten", "kosten"),
            ("Civiel recht", "civiel recht"),
            ("Advies", "advies"),
        ];
        for (heading, bare) in cases {
            assert_eq!(key_heading(heading), bare, "{heading}");
        }
    }
}
