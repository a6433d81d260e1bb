//! Which bytes are a mail.

/// The two forms of one mail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::ingest) enum Kind {
    /// As it is sent.
    Mime,
    /// As Outlook saves it.
    Outlook,
}

/// Looked at.
const HEAD: usize = 64 << 10;
/// Fields that people do not write.
const MACHINE: &[&str] = &[
    "authentication-results",
    "content-language",
    "content-transfer-encoding",
    "content-type",
    "delivered-to",
    "dkim-signature",
    "in-reply-to",
    "message-id",
    "mime-version",
    "received",
    "references",
    "return-path",
    "thread-index",
    "thread-topic",
    "user-agent",
];
/// Fields that say what a mail is.
const PEOPLE: &[&str] = &[
    "from", "to", "cc", "bcc", "subject", "date", "sender", "reply-to",
];

/// What a file that begins with `head` is.
pub(in crate::ingest) fn kind(head: &[u8], extension: Option<&str>) -> Option<Kind> {
    if is_mime(&head[..head.len().min(HEAD)], extension) {
        return Some(Kind::Mime);
    }
    is_outlook(head).then_some(Kind::Outlook)
}

/// A compound file, such as Outlook, Word and Excel save, with the streams of a mail in its directory.
fn is_outlook(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return false;
    }
    let name: Vec<u8> = "__properties_version1.0"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// A mail begins with header fields alone, of which some are not such as people type.
fn is_mime(head: &[u8], extension: Option<&str>) -> bool {
    let named = |name: &str| extension.is_some_and(|e| e.eq_ignore_ascii_case(name));
    let (mut machine, mut people, mut encoded) = (0, 0, false);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut lines = head.split(|&b| b == b'\n').peekable();
    let mut nth = 0;
    while let Some(line) = lines.next() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let cut = lines.peek().is_none();
        nth += 1;
        if line.is_empty() {
            break;
        }
        if nth > 1 && line[0].is_ascii_whitespace() {
            continue;
        }
        let Some(name) = field_name(line) else {
            // The last line that is looked at may be cut off.
            if cut && nth > 4 {
                break;
            }
            return false;
        };
        machine += usize::from(MACHINE.contains(&&*name) || name.starts_with("x-"));
        people += usize::from(PEOPLE.contains(&&*name));
        encoded |= matches!(&*name, "mime-version" | "content-transfer-encoding");
    }
    if named("eml") {
        return people + machine >= 1 && people >= 1;
    }
    // Offsets in a text count in the text as it was given: only where it can't be read as it is.
    let typed = named("txt") || named("md");
    people >= 1 && machine >= 1 && (encoded || !typed)
}

fn field_name(line: &[u8]) -> Option<String> {
    let end = memchr::memchr(b':', line)?;
    let name = line[..end].trim_ascii_end();
    let fine = !name.is_empty()
        && name
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    fine.then(|| String::from_utf8_lossy(name).to_ascii_lowercase())
}

/// Whether a file that begins with `head` is mails in a row.
pub(in crate::ingest) fn is_mbox(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let mut lines = head.split(|&b| b == b'\n');
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return false;
    };
    is_from_line(first) && (field_name(second).is_some() || second.starts_with(b">From "))
}

/// `From someone@example.nl Tue Feb  8 10:02:11 2022`
pub(super) fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let rest = rest.trim_ascii();
    let clock = memchr::memchr_iter(b':', rest).any(|at| {
        at > 0 && rest[at - 1].is_ascii_digit() && rest.get(at + 1).is_some_and(u8::is_ascii_digit)
    });
    let year = rest
        .split(|b| b.is_ascii_whitespace())
        .any(|w| w.len() == 4 && w.iter().all(u8::is_ascii_digit) && matches!(w[0], b'1' | b'2'));
    rest.len() < 300 && clock && year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_told_from_a_note_that_looks_like_one() {
        let mail = b"From: a@example.nl\r\nMessage-ID: <1@x>\r\nSubject: x\r\n\r\nHoi";
        assert_eq!(kind(mail, None), Some(Kind::Mime));
        assert_eq!(kind(mail, Some("txt")), None);
        let bare = b"From: a@example.nl\nSubject: x\n\nHoi";
        assert_eq!(
            (kind(bare, None), kind(bare, Some("eml"))),
            (None, Some(Kind::Mime))
        );
        for text in [
            &b"Van: Jan\nAan: Piet\nOnderwerp: x\n\nHoi"[..],
            b"From: Jan\nSent: today\nTo: Piet\nSubject: x\n\nHoi",
            b"Geachte lezer,\n\nMessage-ID: x",
            b"",
        ] {
            assert_eq!(kind(text, None), None);
        }
    }

    #[test]
    fn a_mailbox_begins_with_who_and_when() {
        assert!(is_mbox(
            b"From a@example.nl Tue Feb  8 10:02:11 2022\nFrom: a@example.nl\n\nx"
        ));
        assert!(!is_mbox(b"From here to 2022\nit is far"));
        assert!(!is_mbox(b"From: a@example.nl\nTo: b\n"));
    }
}
