//! Reads what was written as a stranger would, and looks for what should be gone.
//!
//! It knows the redacted values and the file's bytes, nothing of how the file was made; what the
//! file lists as kept, or as redacted before, may stand there.

use crate::matching::Needles;
use serde_json::Value;
use std::ops::Range;

/// A redacted value still stands in what was written. Says where, never what.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Leak {
    /// A value was found.
    #[error("a redacted {kind} still stands in `{at}`")]
    Found {
        /// The kind of the value.
        kind: String,
        /// The JSON key that holds it.
        at: String,
    },
    /// The file is not what a document looks like.
    #[error("the written file can't be read back: {0}")]
    Unreadable(String),
}

/// Checks the bytes of a written document.
///
/// # Errors
/// [`Leak`] when a value stands outside the passages that the document says were kept.
pub fn check(json: &[u8], values: &Needles) -> Result<(), Leak> {
    let document: Value =
        serde_json::from_slice(json).map_err(|e| Leak::Unreadable(e.to_string()))?;
    if values.is_empty() {
        return Ok(());
    }
    let kept = [kept_in(&document, "text"), kept_in(&document, "colofon")];
    let Value::Object(object) = &document else {
        return Err(Leak::Unreadable("it is not an object".into()));
    };
    for (key, value) in object {
        let allowed = match key.as_str() {
            "text" => Allowed::At(&kept[0]),
            "colofon" => Allowed::At(&kept[1]),
            _ => Allowed::Values(&kept),
        };
        check_value(key, value, values, allowed)?;
    }
    Ok(())
}

/// Checks a path or another text that stands outside a document.
///
/// # Errors
/// [`Leak`] when a value stands in it.
pub fn check_text(at: &str, text: &str, values: &Needles) -> Result<(), Leak> {
    check_string(
        at,
        text,
        values,
        Allowed::At(&Kept {
            ranges: Vec::new(),
            texts: Vec::new(),
        }),
    )
}

/// What the document says was kept in one of its parts.
struct Kept {
    ranges: Vec<Range<usize>>,
    texts: Vec<String>,
}

#[derive(Clone, Copy)]
enum Allowed<'a> {
    /// At these places.
    At(&'a Kept),
    /// Wherever the same text stands: fields and sections repeat what the parts hold.
    Values(&'a [Kept; 2]),
}

fn kept_in(document: &Value, part: &str) -> Kept {
    let text = document[part].as_str().unwrap_or_default();
    let listed = ["kept", "existing_redactions"]
        .into_iter()
        .flat_map(|list| document[list].as_array().into_iter().flatten());
    let mut scalars: Vec<(usize, usize)> = listed
        .filter(|k| k["part"] == part)
        .filter_map(|k| {
            Some((
                usize::try_from(k["start"].as_u64()?).ok()?,
                usize::try_from(k["end"].as_u64()?).ok()?,
            ))
        })
        .collect();
    scalars.sort_unstable();
    let ranges = to_bytes(text, &scalars);
    let mut texts: Vec<String> = ranges.iter().map(|r| text[r.clone()].to_owned()).collect();
    texts.sort();
    texts.dedup();
    Kept { ranges, texts }
}

/// Scalar ranges, sorted by start, to byte ranges.
fn to_bytes(text: &str, scalars: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut walk = text
        .char_indices()
        .map(|(i, _)| i)
        .chain([text.len()])
        .enumerate()
        .peekable();
    let mut out = Vec::with_capacity(scalars.len());
    for &(start, end) in scalars {
        while walk.next_if(|&(n, _)| n < start).is_some() {}
        let Some(&(_, from)) = walk.peek() else { break };
        let to = text[from..]
            .char_indices()
            .nth(end - start)
            .map_or(text.len(), |(i, _)| from + i);
        out.push(from..to);
    }
    out
}

fn check_value(
    at: &str,
    value: &Value,
    values: &Needles,
    allowed: Allowed<'_>,
) -> Result<(), Leak> {
    match value {
        Value::String(text) => check_string(at, text, values, allowed),
        Value::Array(items) => items
            .iter()
            .try_for_each(|v| check_value(at, v, values, allowed)),
        Value::Object(map) => map.iter().try_for_each(|(key, v)| {
            // The program's own words and the labels hold no text of the document.
            let own = matches!(
                key.as_str(),
                "rule" | "kind" | "ground" | "label" | "action" | "part" | "code" | "media_type"
            );
            if own && v.is_string() {
                Ok(())
            } else {
                check_value(&format!("{at}.{key}"), v, values, allowed)
            }
        }),
        _ => Ok(()),
    }
}

fn check_string(at: &str, text: &str, values: &Needles, allowed: Allowed<'_>) -> Result<(), Leak> {
    let mut leak = None;
    values.find(text, |needle, range| {
        let fine = match allowed {
            Allowed::At(kept) => covered(&kept.ranges, &range),
            Allowed::Values(parts) => parts
                .iter()
                .any(|k| k.texts.iter().any(|t| holds(t, text, &range))),
        };
        if !fine {
            leak = Some(Leak::Found {
                kind: format!("{:?}", needle.kind).to_lowercase(),
                at: at.to_owned(),
            });
        }
        fine
    });
    leak.map_or(Ok(()), Err)
}

fn covered(sorted: &[Range<usize>], range: &Range<usize>) -> bool {
    let after = sorted.partition_point(|k| k.start <= range.start);
    sorted[..after]
        .iter()
        .rev()
        .take(16)
        .any(|k| k.end >= range.end)
}

/// Whether the match lies within an occurrence of a kept text.
fn holds(kept: &str, text: &str, range: &Range<usize>) -> bool {
    let value = &text[range.clone()];
    kept.match_indices(value).any(|(i, _)| {
        range
            .start
            .checked_sub(i)
            .and_then(|from| text.get(from..from + kept.len()))
            .is_some_and(|there| there == kept)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Needle;
    use crate::model::Kind;
    use serde_json::json;

    fn checked(document: &Value, value: &str) -> Result<(), Leak> {
        let values = Needles::new(vec![Needle::any_form(Kind::Person, value)]);
        check(document.to_string().as_bytes(), &values)
    }

    #[test]
    fn a_value_that_still_stands_anywhere_is_a_leak() {
        for document in [
            json!({"text": "van Jan de Waard"}),
            json!({"text": "", "colofon": "JAN DE WAARD"}),
            json!({"text": "", "fields": {"sender": [{"value": "jan.de.waard"}]}}),
            json!({"text": "", "source": {"name": "Jan_de_Waard.pdf"}}),
            json!({"text": "", "warnings": [{"code": "x", "message": "Jan de Waard?"}]}),
        ] {
            assert!(
                matches!(checked(&document, "Jan de Waard"), Err(Leak::Found { .. })),
                "{document}"
            );
        }
        assert_eq!(
            checked(&json!({"text": "van [5.1.2e]"}), "Jan de Waard"),
            Ok(())
        );
    }

    #[test]
    fn what_was_kept_on_purpose_may_stand_where_it_was_kept_and_nowhere_else() {
        let kept = json!([{"part": "text", "start": 3, "end": 16, "kind": "office_holder"}]);
        let fine = json!({"text": "De minister Waard zei", "kept": [{"part": "text", "start": 3, "end": 17}], "fields": {"subject": "minister Waard"}});
        assert_eq!(checked(&fine, "Waard"), Ok(()));
        let leak = json!({"text": "De minister Waard en Waard", "kept": kept});
        assert!(checked(&leak, "Waard").is_err());
    }

    #[test]
    fn a_file_that_is_not_json_is_not_trusted() {
        let values = Needles::new(vec![Needle::any_form(Kind::Person, "x")]);
        assert!(matches!(
            check(b"{\"text\": ", &values),
            Err(Leak::Unreadable(_))
        ));
    }
}
