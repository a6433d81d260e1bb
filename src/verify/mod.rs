//! Reads what was written as a stranger would, and looks for what should be gone.
//!
//! It knows the redacted values and the file's bytes, nothing of how the file was made; what the
//! file lists as kept, or as redacted before, may stand there.

mod kept;
pub mod pdf;
mod walk;

pub use kept::PartLeft;

use crate::matching::{Needle, Needles, stem};
use std::cell::OnceCell;
use std::collections::BTreeSet;
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
    /// The file holds something that no file of ours does. Says what and where.
    #[error("the written file holds what no file of ours does: {0}")]
    Foreign(String),
    /// The file is not what a document looks like.
    #[error("the written file can't be read back: {0}")]
    Unreadable(String),
}

/// Checks the bytes of a written document. `labels` are those that stand in its name.
///
/// # Errors
/// [`Leak`] when a value stands outside the passages that the document says were kept.
pub fn check(json: &[u8], labels: &BTreeSet<String>, values: &[&Needles]) -> Result<(), Leak> {
    let json = text(json)?;
    if values.iter().all(|v| v.is_empty()) {
        return kept::read(json).map(drop).map_err(|e| unreadable(&e));
    }
    // Read only where a value stands: in most documents none does.
    let kept = OnceCell::new();
    let mut leak = None;
    walk::strings(json, |at, text| {
        if at == "source" {
            let of_name = check_path(text, labels, values).err();
            leak = leak.take().or(of_name);
            return;
        }
        let mut see = |needle: &Needle, range: Range<usize>| {
            let Ok(kept) = kept.get_or_init(|| kept::read(json)) else {
                return false;
            };
            let fine = match at {
                "text" => kept[0].covers(&range),
                "colofon" => kept[1].covers(&range),
                // The program's own sentences: a single word of them is nobody's name.
                "warnings" if !needle.value().contains(' ') => true,
                // Fields and sections repeat what the parts hold.
                _ => kept.iter().any(|k| k.says(text, &range)),
            };
            if !fine && leak.is_none() {
                leak = Some(found(needle, at));
            }
            fine
        };
        values.iter().for_each(|v| v.find(text, &mut see));
    })
    .map_err(|e| unreadable(&e))?;
    if let Some(Err(e)) = kept.into_inner() {
        return Err(unreadable(&e));
    }
    leak.map_or(Ok(()), Err)
}

/// What is left of the two parts of a written document.
///
/// # Errors
/// [`Leak::Unreadable`].
pub fn left(json: &[u8]) -> Result<[PartLeft; 2], Leak> {
    kept::left(text(json)?).map_err(|e| unreadable(&e))
}

fn text(json: &[u8]) -> Result<&str, Leak> {
    std::str::from_utf8(json).map_err(|_| Leak::Unreadable("Syntax error".to_owned()))
}

fn unreadable(error: &serde_json::Error) -> Leak {
    Leak::Unreadable(format!("{:?} error", error.classify()))
}

/// Checks a path that is published. Neither the labels in it nor the extensions of its names say
/// anything about a person.
///
/// # Errors
/// [`Leak`] when a value stands in it.
pub fn check_path(path: &str, labels: &BTreeSet<String>, values: &[&Needles]) -> Result<(), Leak> {
    let mut told = String::with_capacity(path.len());
    for name in path.split('/') {
        let bare = labels
            .iter()
            .rev() // of two that begin alike, the longer first
            .fold(stem(name).to_owned(), |name, label| {
                name.replace(label, "[]")
            });
        told.push_str(&bare);
        told.push('/');
    }
    let mut leak = None;
    for values in values {
        values.find(&told, |needle, _| {
            leak = Some(found(needle, "path"));
            false
        });
    }
    leak.map_or(Ok(()), Err)
}

/// Checks one text that is published, where nothing is kept on purpose.
///
/// # Errors
/// [`Leak`] when a value stands in it.
pub fn check_text(text: &str, values: &[&Needles]) -> Result<(), Leak> {
    let mut leak = None;
    for values in values {
        values.find(text, |needle, _| {
            leak = Some(found(needle, "title"));
            false
        });
    }
    leak.map_or(Ok(()), Err)
}

fn found(needle: &Needle, at: &str) -> Leak {
    Leak::Found {
        kind: format!("{:?}", needle.kind).to_lowercase(),
        at: at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use serde_json::{Value, json};

    fn checked(document: &Value, value: &str) -> Result<(), Leak> {
        let values = Needles::new(vec![Needle::any_form(Kind::Person, value)]);
        check(
            document.to_string().as_bytes(),
            &BTreeSet::new(),
            &[&values],
        )
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
            check(b"{\"text\": ", &BTreeSet::new(), &[&values]),
            Err(Leak::Unreadable(_))
        ));
    }

    #[test]
    fn labels_and_extensions_are_no_leak() {
        let label = json!([{"part": "text", "start": 4, "end": 12, "label": "[5.1.2e]"}]);
        let document = json!({
            "text": "van [5.1.2e]",
            "source": {"name": "Nota [5.1.2e].pdf"},
            "fields": {"subject": {"value": "over [5.1.2e]"}},
            "redactions": label,
        });
        let labels = BTreeSet::from(["[5.1.2e]".to_owned()]);
        for value in ["2e", "pdf", "5.1.2e"] {
            let values = Needles::new(vec![Needle::as_written(Kind::Person, value)]);
            let json = document.to_string();
            assert_eq!(
                check(json.as_bytes(), &labels, &[&values]),
                Ok(()),
                "{value}"
            );
        }
        let values = Needles::new(vec![Needle::as_written(Kind::Person, "Nota")]);
        assert!(check(document.to_string().as_bytes(), &labels, &[&values]).is_err());
        assert!(check_path("a/Nota [5.1.2e].pdf", &labels, &[&values]).is_err());
    }
}
