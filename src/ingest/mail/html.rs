//! The text of a mail that is a web page: what can be read, a line where a block begins. What is
//! hidden, and what links, pictures and comments say, is kept apart.

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
const HIDDEN: &[&str] = &["script", "style", "template", "xml"];
/// The longest name of a character.
const ENTITY: usize = 32;

/// Elements that are not closed.
const EMPTY: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
];
/// Attributes whose value someone may read.
const SAID: &[&str] = &[
    "alt",
    "title",
    "href",
    "content",
    "placeholder",
    "aria-label",
];
/// Ways to hide an element, in small letters without blanks.
const UNSEEN: &[&str] = &[
    "display:none",
    "visibility:hidden",
    "mso-hide:all",
    "font-size:0",
    "font-size:1px",
    "max-height:0",
    "opacity:0",
];

/// The text of a page.
#[cfg(test)]
fn text(page: &str) -> String {
    self::page(page).text
}

/// What a page says.
#[derive(Default)]
pub(super) struct Page {
    pub(super) text: String,
    /// What is not shown of it.
    pub(super) aside: String,
}

/// Reads a page.
pub(super) fn page(page: &str) -> Page {
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
    Page {
        text: out.text,
        aside: out.aside,
    }
}

#[derive(Default)]
struct Text {
    text: String,
    aside: String,
    /// A blank is due before the next word.
    blank: bool,
    /// Cells were passed on this line.
    preserved: u32,
    /// The element that is hidden, and how many of its name are open.
    unseen: Option<(String, u32)>,
}

impl Text {
    fn push(&mut self, text: &str) {
        if self.unseen.is_some() {
            self.aside.push_str(text);
            return;
        }
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

    /// Notes what is said and not shown.
    fn say(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.aside.push('\n');
            self.aside.push_str(text);
            self.aside.push('\n');
        }
    }

    /// What an element says besides its text, and whether it hides that.
    fn attributes(&mut self, name: &str, inside: &str) {
        let mut hides = false;
        for (attribute, value) in attributes(inside) {
            if attribute.eq_ignore_ascii_case("style") {
                let style: String = value
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .map(|c| c.to_ascii_lowercase())
                    .collect();
                hides |= is_unseen(&style);
            } else if attribute.eq_ignore_ascii_case("hidden") {
                hides = true;
            } else if SAID.iter().any(|s| attribute.eq_ignore_ascii_case(s)) {
                // Of links only who is written to: where they lead, their text tells.
                let link = attribute.eq_ignore_ascii_case("href");
                let mail = value
                    .get(..7)
                    .is_some_and(|v| v.eq_ignore_ascii_case("mailto:"));
                if mail {
                    self.say(&percent(&value[7..]));
                } else if !link && value.contains(char::is_alphabetic) {
                    self.say(value);
                }
            }
        }
        if hides && !EMPTY.contains(&name) && self.unseen.is_none() {
            self.aside.push('\n');
            self.unseen = Some((name.to_owned(), 0));
        }
    }

    /// Counts the elements of the name of the one that is hidden.
    fn count(&mut self, name: &str, closes: bool) {
        let Some((hidden, open)) = &mut self.unseen else {
            return;
        };
        if hidden != name {
            return;
        }
        if closes {
            *open = open.saturating_sub(1);
        } else {
            *open += 1;
        }
        if *open == 0 {
            self.aside.push('\n');
            self.unseen = None;
        }
    }

    fn line(&mut self) {
        if self.unseen.is_some() {
            self.aside.push('\n');
            return;
        }
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
            // Soft hyphens and joiners that fill a preview.
            "\u{AD}" | "\u{200B}" | "\u{200C}" | "\u{200D}" | "\u{FEFF}" | "\u{34F}" => {}
            _ => self.push(&read),
        }
        &rest[end + 1..]
    }

    /// An element's start or end, or a comment; gives what follows.
    fn tag<'a>(&mut self, rest: &'a str) -> &'a str {
        const COMMENT: &str = "<!--";
        if rest.starts_with(COMMENT) {
            let behind = after(rest, "-->");
            // One that never ends goes on to the end of the page; `<!-->` holds nothing.
            let end = rest.find("-->").unwrap_or(rest.len());
            let comment = &rest[COMMENT.len()..end.max(COMMENT.len())];
            // Markup for one program is no remark of a person.
            if !comment.trim_start().starts_with('[') && !comment.contains('{') {
                self.say(comment);
            }
            return behind;
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
        if name == "title" && !closes {
            let hidden = hidden(behind, &name);
            let title = &behind[..behind.len() - hidden.len()];
            self.say(title.split('<').next().unwrap_or(""));
            return hidden;
        }
        if !closes {
            let inside = &rest[from + length..rest.len() - behind.len()];
            self.attributes(&name, inside);
        }
        self.count(&name, closes);
        let unseen = self.unseen.is_some() && name != "style" && name != "script";
        match name.as_str() {
            "head" => {}
            name if unseen && (name == "br" || BLOCKS.contains(&name)) => self.line(),
            _ if unseen => {}
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

/// Whether a style hides what has it.
fn is_unseen(style: &str) -> bool {
    UNSEEN.iter().any(|unseen| {
        style.match_indices(unseen).any(|(at, _)| {
            // "font-size:0.9em" can be read.
            let behind = &style.as_bytes()[at + unseen.len()..];
            !behind
                .first()
                .is_some_and(|b| b.is_ascii_digit() || (*b == b'.' && unseen.ends_with('0')))
        })
    })
}

/// The names and values of the attributes in a tag.
fn attributes(inside: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/' || c == '>');
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>'))
            .unwrap_or(rest.len());
        // A sign that begins nothing.
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let value = &value[1..];
                value.split_once(quote).unwrap_or((value, ""))
            }
            _ => {
                let end = value
                    .find(|c: char| c.is_whitespace() || c == '>')
                    .unwrap_or(value.len());
                value.split_at(end)
            }
        };
        rest = behind;
        Some((name, value))
    })
}

/// `jan%40example.nl`
fn percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit = |n: usize| bytes.get(at + n).and_then(|b| (*b as char).to_digit(16));
        match (byte, digit(1), digit(2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
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
    fn a_comment_that_never_ends_or_never_begins_is_survived() {
        assert_eq!(super::page("a<!-- noot 𐖔").aside.trim(), "noot 𐖔");
        assert_eq!(text("a<!-->b<!--->c"), "abc");
    }

    #[test]
    fn a_word_that_is_half_bold_stays_one_word() {
        assert_eq!(text("Jan<b>sen</b> <i> is</i>\n hier"), "Jansen is hier");
    }

    #[test]
    fn what_is_hidden_is_kept_apart() {
        let page = super::page(
            "<head><title>Titel</title><meta name=author content='Meta Bos'></head><div style=\"Display: none; x\">Vooraf \
             <div>dieper</div> nog<br>weg</div><p style='font-size:0.9em'>Zicht<span hidden>baar</span></p><!-- <b>noot -->\
             <img alt='Foto van Jan' width=1><a href=mailto:jan%40x.example?subject=x>hier</a>",
        );
        assert_eq!(page.text.trim_end(), "Zicht\n\nhier");
        for said in [
            "Titel",
            "Meta Bos",
            "Vooraf",
            "dieper",
            "nog",
            "weg",
            "baar",
            "noot",
            "Foto van Jan",
            "jan@x.example",
        ] {
            assert!(page.aside.contains(said), "{said}: {}", page.aside);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_page_brings_it_down(page in "(<|>|/|&|;|!--|-->|script|p |td|style|=|hidden|alt=|'|\"|display:none|%4|#x?[0-9]{0,12}|\\PC){0,60}") {
            let _ = super::page(&page);
        }
    }
}
