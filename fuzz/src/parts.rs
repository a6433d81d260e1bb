//! A file made of others, as text: a mutation changes a part and never the door it stands behind.
//!
//! ```text
//! --- word/document.xml
//! <w:document>…
//! --- word/styles.xml
//! <w:styles>…
//! ```
//!
//! What stands before the first line of dashes is a part without a name.

/// One part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part<'a> {
    /// What follows the dashes.
    pub name: &'a [u8],
    /// All up to the next line of dashes.
    pub data: &'a [u8],
}

const MARK: &[u8] = b"--- ";

/// More parts than these take time and show nothing new.
const MOST: usize = 64;

/// The parts, in their order.
#[must_use]
pub fn split(data: &[u8]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut name, mut from) = (&b""[..], 0);
    let mut at = 0;
    while at < data.len() && parts.len() < MOST {
        let end = line_end(data, at);
        if data[at..end].starts_with(MARK) {
            if at > from || !name.is_empty() {
                let until = at.saturating_sub(1).max(from);
                parts.push(Part {
                    name,
                    data: &data[from..until],
                });
            }
            name = &data[at + MARK.len()..end];
            from = (end + 1).min(data.len());
        }
        at = end + 1;
    }
    if from < data.len() || !name.is_empty() {
        parts.push(Part {
            name,
            data: &data[from..],
        });
    }
    parts
}

fn line_end(data: &[u8], at: usize) -> usize {
    let end = data[at..].iter().position(|&b| b == b'\n');
    end.map_or(data.len(), |n| at + n)
}

/// The parts as one input, to be split again.
#[must_use]
pub fn join<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, data) in parts {
        if !out.is_empty() {
            out.push(b'\n');
        }
        out.extend_from_slice(MARK);
        out.extend_from_slice(name.as_bytes());
        out.push(b'\n');
        out.extend_from_slice(data);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_as_they_were() {
        let wanted = [("a", &b"x\ny"[..]), ("b/c", b""), ("d", b"--\n\n")];
        let joined = join(wanted);
        let found: Vec<_> = split(&joined)
            .into_iter()
            .map(|p| (p.name, p.data))
            .collect();
        let wanted: Vec<_> = wanted.iter().map(|(n, d)| (n.as_bytes(), *d)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_stands_first_needs_no_name() {
        let parts = split(b"<a/>\n--- b\nx");
        assert_eq!((parts[0].name, parts[0].data), (&b""[..], &b"<a/>"[..]));
        assert_eq!((parts[1].name, parts[1].data), (&b"b"[..], &b"x"[..]));
        assert_eq!(split(b""), []);
    }
}
