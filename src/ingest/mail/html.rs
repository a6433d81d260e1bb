//! The text of a mail that is a web page: what can be read, a line where a block begins.

use mail_parser::decoders::html::add_html_token;

/// Elements that begin and end on a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tr",
    "ul",
];
/// Elements of which nothing is shown.
const HIDDEN: &[&str] = &["head", "script", "style", "template", "title"];
/// The longest name of a character.
const ENTITY: usize = 32;

/// The text of a page.
pub(super) fn text(page: &str) -> String {
    let mut out = Text::default();
    let mut rest = page;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        out.push(&rest[..at]);
        rest = &rest[at..];
        rest = if rest.starts_with('&') {
            out.entity(rest)
        } else {
            out.tag(rest)
        };
    }
    out.push(rest);
    out.text
}

#[derive(Default)]
struct Text {
    text: String,
    /// A blank is due before the next word.
    blank: bool,
    /// Cells were passed on this line.
    preserved: u32,
}

impl Text {
    fn push(&mut self, text: &str) {
        if self.preserved > 0 {
            self.text.push_str(text);
            return;
        }
        for (n, word) in text.split([' ', '\t', '\r', '\n']).enumerate() {
            self.blank |= n > 0;
            if word.is_empty() {
                continue;
            }
            if self.blank && !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) {
                self.text.push(' ');
            }
            self.blank = false;
            self.text.push_str(word);
        }
    }

    fn line(&mut self) {
        self.blank = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// A character by its name; gives what follows.
    fn entity<'a>(&mut self, rest: &'a str) -> &'a str {
        let bytes = &rest.as_bytes()[..rest.len().min(ENTITY)];
        let name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
        let end = 1 + bytes[1..].iter().take_while(|b| name(b)).count();
        if bytes.get(end) != Some(&b';') || end == 1 {
            self.push("&");
            return &rest[1..];
        }
        let mut read = String::new();
        add_html_token(&mut read, &bytes[..=end], false);
        match read.as_str() {
            "\u{A0}" => self.blank = true,
            _ => self.push(&read),
        }
        &rest[end + 1..]
    }

    /// An element's start or end, or a comment; gives what follows.
    fn tag<'a>(&mut self, rest: &'a str) -> &'a str {
        if rest.starts_with("<!--") {
            return after(rest, "-->");
        }
        let closes = rest.as_bytes().get(1) == Some(&b'/');
        let from = 1 + usize::from(closes);
        let length = rest.as_bytes()[from..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        let name = rest[from..from + length].to_ascii_lowercase();
        if name.is_empty() && !rest.starts_with("<!") && !rest.starts_with("<?") && !closes {
            self.push("<");
            return &rest[1..];
        }
        let behind = after(rest, ">");
        match name.as_str() {
            "br" => {
                self.blank = false;
                self.text.push('\n');
            }
            "td" | "th" if !closes && !self.text.is_empty() && !self.text.ends_with('\n') => {
                self.blank = false;
                self.text.push('\t');
            }
            _ if HIDDEN.contains(&&*name) && !closes => return hidden(behind, &name),
            _ if BLOCKS.contains(&&*name) => {
                self.line();
                if name == "p" && closes {
                    self.text.push('\n');
                }
                if name == "pre" {
                    self.preserved = u32::from(!closes);
                }
            }
            _ => {}
        }
        behind
    }
}

/// Behind the end of an element of which nothing is shown.
fn hidden<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut at = 0;
    while let Some(n) = memchr::memmem::find(&rest.as_bytes()[at..], b"</") {
        at += n + 2;
        let here = rest.as_bytes().get(at..at + name.len());
        if here.is_some_and(|h| h.eq_ignore_ascii_case(name.as_bytes())) {
            return after(&rest[at..], ">");
        }
    }
    ""
}

fn after<'a>(rest: &'a str, mark: &str) -> &'a str {
    memchr::memmem::find(rest.as_bytes(), mark.as_bytes()).map_or("", |at| &rest[at + mark.len()..])
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn blocks_are_lines_and_what_is_not_shown_is_not_read() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><p>Beste&nbsp;lezer,</p>\
            <div>Eén &eacute;n <b>twee</b> &lt;drie&gt; &#8364; 5</div><!-- weg --><table><tr><td>a</td><td>b</td></tr>\
            <tr><td>c</td></tr></table>Groet<br>Z &amp; Y 1 < 2</body></html>";
        assert_eq!(
            text(page).trim_end(),
            "Beste lezer,\n\nEén én twee <drie> € 5\na\tb\nc\nGroet\nZ & Y 1 < 2"
        );
    }

    #[test]
    fn a_word_that_is_half_bold_stays_one_word() {
        assert_eq!(text("Jan<b>sen</b> <i> is</i>\n hier"), "Jansen is hier");
    }

    proptest::proptest! {
        #[test]
        fn no_page_brings_it_down(page in "(<|>|/|&|;|!--|-->|script|p|td|#x?[0-9]{0,12}|\\PC){0,60}") {
            let _ = text(&page);
        }
    }
}
