//! What a mail says besides the text that is read of it: judged, so that its names are known, never
//! published.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Fields of a header that name people and are not shown.
const PEOPLE: &[&str] = &[
    "reply-to",
    "mail-followup-to",
    "sender",
    "return-path",
    "return-receipt-to",
    "disposition-notification-to",
    "errors-to",
    "delivered-to",
    "envelope-to",
    "original-recipient",
    "resent-from",
    "resent-sender",
    "resent-to",
    "resent-cc",
    "resent-bcc",
    "apparently-to",
    "x-sender",
    "x-original-to",
    "x-original-from",
    "x-envelope-from",
    "x-envelope-to",
    "x-forwarded-to",
    "x-forwarded-for",
    "x-authenticated-user",
    "x-authenticated-sender",
    "x-ms-exchange-organization-originaladdress",
    "x-zimbra-from",
    "x-ms-exchange-calendar-originator",
];

/// Fields of a header that say something of people in words.
const WORDS: &[&str] = &["comments", "keywords", "organization", "thread-topic"];

/// What the header says in fields that are not shown, a line each.
pub(super) fn of_header<'a>(fields: impl Iterator<Item = (&'a str, Cow<'a, str>)>) -> String {
    let mut out = String::new();
    for (name, value) in fields {
        let is = |list: &[&str]| list.iter().any(|n| name.eq_ignore_ascii_case(n));
        let people = is(PEOPLE);
        if !people && !is(WORDS) {
            continue;
        }
        // As on paper, so that it is judged as that is.
        out.push_str(if people { "Van: " } else { "" });
        out.extend(value.split_whitespace().flat_map(|word| [word, " "]));
        out.push('\n');
    }
    out
}

/// The lines of one form of a text that hold a word that the other form has not.
pub(super) fn missing(other: &str, shown: &str) -> String {
    let known: BTreeSet<&str> = words(shown).collect();
    let mut out = String::new();
    for line in other.lines() {
        if words(line).any(|word| !known.contains(word)) {
            out.push_str(line.trim());
            out.push('\n');
        }
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_name_people_are_told_and_machines_are_not() {
        let fields = [
            ("Received", "from pc.example"),
            ("Reply-To", "Jan\r\n Bos <j@x.example>"),
            ("sender", "Ans"),
            ("Comments", "namens Piet"),
        ];
        assert_eq!(
            of_header(fields.into_iter().map(|(n, v)| (n, v.into()))),
            "Van: Jan Bos <j@x.example> \nVan: Ans \nnamens Piet \n"
        );
    }

    #[test]
    fn only_what_the_other_form_lacks_is_told() {
        assert_eq!(
            missing(
                "Beste Ans,\nhet is zo.\nGroet, Piet",
                "Beste Ans, het\nis zo. Groet"
            ),
            "Groet, Piet\n"
        );
    }
}
