//! `NAME;PARAMETER=value:value`, folded and escaped.

use crate::ingest::text::decode_loosely;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

/// One line, unfolded.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// In capitals, without the group before it.
    pub(super) name: String,
    /// Names in capitals.
    parameters: Vec<(String, String)>,
    value: String,
}

impl Line {
    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All parameters that someone may read.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// Whether a parameter is of this type: `TYPE=HOME`, `HOME`.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.parameters.iter().any(|(n, v)| {
            n == kind
                || n == "TYPE"
                    && v.split(',')
                        .any(|t| t.trim_matches('"').eq_ignore_ascii_case(kind))
        })
    }

    /// The value as text.
    pub(super) fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The value, where parts of it are separated by semicolons.
    pub(super) fn parts(&self) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut escaped = false;
        for c in self.value.chars() {
            match (c, parts.last_mut()) {
                (';', _) if !escaped => parts.push(String::new()),
                (_, Some(last)) => last.push(c),
                _ => {}
            }
            escaped = c == '\\' && !escaped;
        }
        parts
            .iter()
            .map(|p| unescaped(p).trim().to_owned())
            .collect()
    }

    /// Whether the value is no text but a picture, a key or the like.
    pub(super) fn is_binary(&self) -> bool {
        self.parameter("ENCODING")
            .is_some_and(|e| e.eq_ignore_ascii_case("b") || e.eq_ignore_ascii_case("base64"))
            || self.parameters.iter().any(|(n, _)| n == "BASE64")
            || self
                .value
                .get(..5)
                .is_some_and(|v| v.eq_ignore_ascii_case("data:"))
    }

    fn is_quoted(&self) -> bool {
        self.parameters.iter().any(|(n, v)| {
            n == "QUOTED-PRINTABLE" || n == "ENCODING" && v.eq_ignore_ascii_case("QUOTED-PRINTABLE")
        })
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut whole = String::new();
    let mut rest = text.lines().peekable();
    while let Some(line) = rest.next() {
        whole.clear();
        whole.push_str(line);
        while let Some(more) = rest.peek() {
            if let Some(folded) = more.strip_prefix([' ', '\t']) {
                whole.push_str(folded);
            } else if whole.ends_with('=') && is_quoted(&whole) {
                whole.pop();
                whole.push_str(more);
            } else {
                break;
            }
            rest.next();
        }
        out.extend(line_of(&whole));
    }
    out
}

fn is_quoted(line: &str) -> bool {
    let head = line.split(':').next().unwrap_or("");
    head.to_ascii_uppercase().contains("QUOTED-PRINTABLE")
}

fn line_of(text: &str) -> Option<Line> {
    let mut line = Line::default();
    let (mut quoted, mut from, mut first) = (false, 0, true);
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        if quoted || !matches!(c, ';' | ':') {
            continue;
        }
        let piece = &text[from..at];
        from = at + 1;
        if first {
            let name = piece.rsplit('.').next().unwrap_or(piece);
            line.name = name.trim().to_ascii_uppercase();
            first = false;
        } else {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            let value = value.trim_matches('"').replace("\\,", ",");
            line.parameters
                .push((name.trim().to_ascii_uppercase(), value));
        }
        if c == ':' {
            line.value = text[from..].to_owned();
            if line.is_quoted() {
                let bytes = quoted_printable_decode(line.value.as_bytes());
                line.value = bytes.map_or(line.value, |b| decode_loosely(&b));
            }
            return Some(line);
        }
    }
    None
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c) => out.push(c),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}
