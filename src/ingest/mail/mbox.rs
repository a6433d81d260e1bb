//! Mails in a row: `.mbox`.

use super::sniff::is_from_line;
use std::io::{self, BufRead};

/// Calls `each` with every mail, or with none where it has more than `limit` bytes, until it says no.
pub(in crate::ingest) fn split(
    reader: &mut dyn BufRead,
    limit: u64,
    each: &mut dyn FnMut(Option<Vec<u8>>) -> bool,
) -> io::Result<()> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut mail: Option<Vec<u8>> = None;
    let (mut began, mut blank) = (false, true);
    let mut line = Vec::new();
    let mut starts = true;
    loop {
        line.clear();
        // A line may be as long as it likes: it comes in pieces then.
        let n = io::Read::take(&mut *reader, 1 << 16).read_until(b'\n', &mut line)?;
        let ended = n == 0;
        if ended || (starts && blank && is_from_line(&line)) {
            if began && !each(mail.take().map(trimmed)) {
                return Ok(());
            }
            if ended {
                return Ok(());
            }
            (began, mail) = (true, Some(Vec::new()));
            blank = false;
            continue;
        }
        if starts {
            blank = line.trim_ascii().is_empty();
        }
        // ">From ", ">>From ": one mark was put before it.
        let marks = line.iter().take_while(|&&b| b == b'>').count();
        let marked = starts && marks > 0 && line[marks..].starts_with(b"From ");
        let text = &line[usize::from(marked)..];
        if let Some(bytes) = &mut mail {
            if bytes.len() + text.len() > limit {
                mail = None;
            } else {
                bytes.extend_from_slice(text);
            }
        }
        starts = line.ends_with(b"\n");
    }
}

/// The blank line before the next mail belongs to neither.
fn trimmed(mut mail: Vec<u8>) -> Vec<u8> {
    if mail.ends_with(b"\r\n\r\n") {
        mail.truncate(mail.len() - 2);
    } else if mail.ends_with(b"\n\n") {
        mail.truncate(mail.len() - 1);
    }
    mail
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mails(text: &str, limit: u64) -> Vec<Option<String>> {
        let mut out = Vec::new();
        split(&mut text.as_bytes(), limit, &mut |mail| {
            out.push(mail.map(|m| String::from_utf8(m).unwrap()));
            true
        })
        .unwrap();
        out
    }

    const FROM: &str = "From a@example.nl Tue Feb  8 10:02:11 2022\n";

    #[test]
    fn marks_go_and_lines_that_begin_alike_split_nothing() {
        let text = format!(
            "{FROM}Subject: x\n\n>From hier\n>>From daar\nFrom nu af\n\n{FROM}Subject: y\n\nz\n"
        );
        assert_eq!(
            mails(&text, 1000),
            [
                Some("Subject: x\n\nFrom hier\n>From daar\nFrom nu af\n".into()),
                Some("Subject: y\n\nz\n".into())
            ]
        );
    }

    #[test]
    fn a_mail_over_the_limit_is_told_and_the_next_is_read() {
        let text = format!(
            "{FROM}Subject: {}\n\n{FROM}Subject: y\n",
            "x".repeat(200_000)
        );
        assert_eq!(mails(&text, 1000), [None, Some("Subject: y\n".into())]);
    }
}
