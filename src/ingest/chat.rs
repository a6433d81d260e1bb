//! Chats that programs export as data (Telegram, Slack, Teams, Signal): a line a message, as exports
//! in words have them. What is said besides goes apart: it is judged and not published.

use super::gather::{Gather, Why};
use super::{IngestError, Limits};
use crate::model::{BlockRole, MediaType, Source};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Larger files are read as any data: a tree of all of it would take too much room.
const LARGEST: usize = 32 << 20;
const FROM: &[&str] = &[
    "from",
    "sender",
    "author",
    "user_profile",
    "sender_name",
    "senderName",
    "fromDisplayName",
    "displayName",
    "username",
    "user",
    "actor",
    "source",
    "sourceName",
    "name",
    "from_name",
];
const TEXT: &[&str] = &["text", "body", "content", "message", "msg", "Text", "Body"];
const WHEN: &[&str] = &[
    "date",
    "ts",
    "timestamp",
    "time",
    "createdDateTime",
    "sent_at",
    "sentAt",
    "dateSent",
    "created_at",
    "timestamp_ms",
    "sent",
    "date_sent",
    "Timestamp",
    "datetime",
    "originalarrivaltime",
    "composetime",
];

/// Reads a chat; none where the text is other data, or none.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Option<Source>, IngestError> {
    let start = text.trim_start();
    if !start.starts_with(['{', '[']) || text.len() > LARGEST || !may_be(start) {
        return Ok(None);
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return Ok(None);
    };
    let Some((messages, around)) = messages(&value) else {
        return Ok(None);
    };
    let known = people(messages);
    let mut gather = Gather::new(limits);
    if let Some(name) = around.and_then(|a| {
        ["name", "title", "topic", "chatName"]
            .iter()
            .find_map(|k| a.get(*k)?.as_str())
    }) {
        gather.add(BlockRole::Paragraph, &format!("Chat \"{name}\""), None)?;
    }
    for message in messages.iter().filter_map(Value::as_object) {
        let when = first(message, WHEN).map(moment).unwrap_or_default();
        let who = first(message, FROM).map_or(String::new(), |w| person(w, &known));
        let mut said = first(message, TEXT).map_or(String::new(), |t| spoken(t, &known));
        if said.is_empty() {
            said = action(message);
        }
        let line = match (when.is_empty(), who.is_empty()) {
            (false, false) => format!("{when} - {who}: {said}"),
            (false, true) => format!("{when} - {said}"),
            (true, false) => format!("{who}: {said}"),
            (true, true) => said,
        };
        gather.add(BlockRole::Paragraph, &line, None)?;
        let mut rest = String::new();
        aside(message, &line, &mut rest, 0);
        if !rest.is_empty() {
            gather.apart(Why::Hidden, &rest)?;
        }
    }
    Ok(gather.finish(MediaType::Json).ok())
}

/// A look at the beginning, before all of it is read.
fn may_be(start: &str) -> bool {
    let head = &start[..start.floor_char_boundary(16 << 10)];
    let has = |keys: &[&str]| {
        keys.iter().any(|k| {
            memchr::memmem::find_iter(head.as_bytes(), k).any(|at| {
                at > 0
                    && head.as_bytes()[at - 1] == b'"'
                    && head.as_bytes().get(at + k.len()) == Some(&b'"')
            })
        })
    };
    has(FROM) && has(TEXT) && has(WHEN)
}

/// Messages, and the object around them.
type Messages<'v> = (&'v [Value], Option<&'v Map<String, Value>>);

/// The list of messages, and the object that it stands in.
fn messages(value: &Value) -> Option<Messages<'_>> {
    let (list, around) = match value {
        Value::Array(list) => (list, None),
        Value::Object(object) => {
            let list = ["messages", "value", "conversation", "items", "chat"]
                .iter()
                .find_map(|k| object.get(*k)?.as_array())?;
            (list, Some(object))
        }
        _ => return None,
    };
    let messages = list.iter().filter(|m| {
        m.as_object().is_some_and(|m| {
            first(m, WHEN).is_some_and(|w| !moment(w).is_empty())
                && first(m, FROM).is_some()
                && TEXT.iter().any(|k| m.contains_key(*k))
        })
    });
    let count = messages.count();
    (count > 0 && count * 2 >= list.len()).then_some((list.as_slice(), around))
}

fn first<'v>(message: &'v Map<String, Value>, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().find_map(|k| {
        message
            .get(*k)
            .filter(|v| !v.is_null() && v.as_str() != Some(""))
    })
}

/// Slack names people by numbers; who is who stands with some messages.
fn people(messages: &[Value]) -> BTreeMap<&str, &str> {
    let known = messages.iter().filter_map(|m| {
        let id = m.get("user")?.as_str()?;
        let profile = m.get("user_profile")?;
        Some((
            id,
            ["real_name", "display_name", "name"]
                .iter()
                .find_map(|k| profile.get(*k)?.as_str())?,
        ))
    });
    known.collect()
}

fn person(value: &Value, known: &BTreeMap<&str, &str>) -> String {
    match value {
        Value::String(name) => one_line(known.get(name.as_str()).unwrap_or(&name.as_str())),
        Value::Object(object) => {
            let keys = [
                "displayName",
                "display_name",
                "real_name",
                "name",
                "user",
                "emailAddress",
                "application",
                "title",
                "id",
            ];
            keys.iter()
                .find_map(|k| object.get(*k).filter(|v| !v.is_null()))
                .map_or(String::new(), |v| person(v, known))
        }
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// What was said: text, pieces of text, or a page.
fn spoken(value: &Value, known: &BTreeMap<&str, &str>) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(pieces) => pieces.iter().map(|p| spoken(p, known)).collect(),
        Value::Object(object) => first(object, TEXT).map_or(String::new(), |t| spoken(t, known)),
        _ => String::new(),
    };
    let text = if text.contains("</") || text.contains("<br") {
        super::mail::page_text(&text)
    } else {
        text
    };
    mentions(&text, known)
}

/// `<@U02DEF>` is someone.
fn mentions(text: &str, known: &BTreeMap<&str, &str>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("<@") {
        out.push_str(before);
        let (id, after) = behind.split_once('>').unwrap_or((behind, ""));
        let id = id.split('|').next().unwrap_or(id);
        out.push('@');
        out.push_str(known.get(id).unwrap_or(&id));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What was done where nothing was said: `create_group`, a photo.
fn action(message: &Map<String, Value>) -> String {
    if let Some(action) = message.get("action").and_then(Value::as_str) {
        return format!("({})", action.replace('_', " "));
    }
    let kinds = [
        "photo",
        "file",
        "media_type",
        "attachments",
        "files",
        "sticker_emoji",
    ];
    match kinds
        .iter()
        .any(|k| message.get(*k).is_some_and(|v| !v.is_null()))
    {
        true => "(bestand)".to_owned(),
        false => String::new(),
    }
}

/// All text of a message that its line has not.
fn aside(message: &Map<String, Value>, line: &str, out: &mut String, deep: u32) {
    for (key, value) in message {
        said_aside(key, value, line, out, deep);
    }
}

fn said_aside(key: &str, value: &Value, line: &str, out: &mut String, deep: u32) {
    match value {
        Value::String(text) => {
            let text = one_line(text);
            let words =
                text.contains(char::is_alphabetic) && !text.bytes().any(|b| b.is_ascii_digit());
            if words && !line.contains(&text) {
                let person = key.contains("name")
                    || key.contains("Name")
                    || key == "members"
                    || key == "actor";
                out.push_str(if person { "Naam: " } else { "" });
                out.push_str(&text);
                out.push('\n');
            }
        }
        Value::Array(list) if deep < 16 => {
            for item in list {
                said_aside(key, item, line, out, deep + 1);
            }
        }
        Value::Object(object) if deep < 16 => aside(object, line, out, deep + 1),
        _ => {}
    }
}

/// `12-03-2024 14:05`, of a date or of seconds since 1970.
fn moment(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.trim(),
        Value::Number(number) => return number.as_f64().map(of_seconds).unwrap_or_default(),
        _ => return String::new(),
    };
    let bytes = text.as_bytes();
    let two = |at: usize| {
        bytes
            .get(at..at + 2)
            .is_some_and(|d| d.iter().all(u8::is_ascii_digit))
    };
    let iso = two(0)
        && two(2)
        && two(5)
        && two(8)
        && bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-');
    if iso {
        let day = format!("{}-{}-{}", &text[8..10], &text[5..7], &text[..4]);
        let timed = two(11) && two(14) && bytes.get(13) == Some(&b':');
        return if timed {
            format!("{day} {}", &text[11..16])
        } else {
            day
        };
    }
    text.parse::<f64>().map(of_seconds).unwrap_or_default()
}

fn of_seconds(seconds: f64) -> String {
    // Milliseconds and less, where the number is too large for seconds.
    let mut seconds = seconds;
    while seconds > 1e11 {
        seconds /= 1000.0;
    }
    if !(1e8..1e11).contains(&seconds) {
        return String::new();
    }
    // Between the bounds above: no sign, nothing lost but parts of seconds.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded above"
    )]
    let whole = seconds as u64;
    let (days, rest) = (whole / 86_400, whole % 86_400);
    // Days to a date, years beginning in March.
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    let year = year + era * 400 + next;
    format!(
        "{day:02}-{month:02}-{year} {:02}:{:02}",
        rest / 3600,
        rest / 60 % 60
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Content;

    fn lines(text: &str) -> Option<(String, String)> {
        let source = read(text, &Limits::default()).unwrap()?;
        let Content::Blocks(blocks) = source.content else {
            panic!("no blocks");
        };
        Some((blocks.text, blocks.aside))
    }

    #[test]
    fn messages_of_each_program_are_lines() {
        for (text, expected) in [
            (
                r#"{"name":"Dijk","messages":[{"type":"service","date":"2024-03-12T14:01:00","actor":"Ans","action":"create_group","text":""},{"type":"message","date":"2024-03-12T14:05:00","from":"Ans","text":["Hoi ",{"type":"mention","text":"@ton"}]}]}"#,
                "Chat \"Dijk\"\n12-03-2024 14:01 - Ans: (create group)\n12-03-2024 14:05 - Ans: Hoi @ton",
            ),
            (
                r#"[{"user":"U1","type":"message","ts":"1710248700.0001","text":"Hoi <@U2>","user_profile":{"real_name":"Jan Bos"}},{"user":"U2","type":"message","ts":"1710248760.0","text":"ja","user_profile":{"real_name":"Ans Vis"}}]"#,
                "12-03-2024 13:05 - Jan Bos: Hoi @Ans Vis\n12-03-2024 13:06 - Ans Vis: ja",
            ),
            (
                r#"{"value":[{"createdDateTime":"2024-03-12T14:05:00Z","from":{"user":{"displayName":"Vis, A. (Ans)"}},"body":{"contentType":"html","content":"<p>Dag <b>Jan</b></p>"}}]}"#,
                "12-03-2024 14:05 - Vis, A. (Ans): Dag Jan",
            ),
            (
                r#"[{"sender":"Ans","date":1710248700000,"body":"ja\nnee"}]"#,
                "12-03-2024 13:05 - Ans: ja\nnee",
            ),
        ] {
            assert_eq!(lines(text).map(|l| l.0).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_said_besides_is_judged() {
        let (_, aside) = lines(r#"[{"sender":"Ans","date":1710248700,"body":"ja","reply":{"author_name":"Wubbo Zeeman"}}]"#).unwrap();
        assert!(aside.contains("Naam: Wubbo Zeeman"), "{aside}");
    }

    #[test]
    fn other_data_is_no_chat() {
        for text in [
            r#"[{"name":"Ans","date":"2024-03-12"}]"#,
            r#"{"from":1,"text":2,"date":3}"#,
            r#"[{"from":"x","text":"y","date":"gisteren"}]"#,
            "[12-03-2021, 14:05:33] Jan: \"from\" \"text\" \"date\"",
        ] {
            assert_eq!(lines(text), None, "{text}");
        }
    }
}
