//! What the tags of web pages do to the text in them.

use html5ever::tokenizer::Tag;

use super::css::Hidden;

/// What an element does to the text in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Effect {
    Hidden,
    Deleted,
    Comment,
    Skipped,
    /// It is read, but not shown: titles and data.
    Trace,
    Style,
    Strong,
    Pre,
    Note,
    Header,
    Footer,
    Plain,
}

/// How many effects there are.
pub(super) const EFFECTS: usize = Effect::Plain as usize + 1;

/// What an element does.
pub(super) fn effect(tag: &Tag, hidden: &Hidden) -> Effect {
    let name: &str = &tag.name;
    let style = style(tag);
    if style.contains("mso-element:comment") {
        return Effect::Comment;
    }
    if attribute(tag, "hidden").is_some() || hides(&style) || is_of(tag, hidden) {
        return Effect::Hidden;
    }
    let title = attribute(tag, "title");
    match name {
        "title" | "noscript" | "template" | "option" if !is_chosen(tag) => Effect::Trace,
        "script" if attribute(tag, "type").is_some_and(|kind| kind.contains("json")) => {
            Effect::Trace
        }
        "style" => Effect::Style,
        "head" | "script" => Effect::Skipped,
        "del" => Effect::Deleted,
        "a" if is_note_sign(tag) => Effect::Skipped,
        "b" | "strong" | "th" => Effect::Strong,
        "pre" => Effect::Pre,
        "div" if title == Some("header") => Effect::Header,
        "div" if title == Some("footer") => Effect::Footer,
        "div" | "li" | "aside" | "p" if is_note(tag, &style) => Effect::Note,
        _ => Effect::Plain,
    }
}

/// An option that is chosen.
fn is_chosen(tag: &Tag) -> bool {
    &*tag.name == "option" && attribute(tag, "selected").is_some()
}

fn style(tag: &Tag) -> String {
    attribute(tag, "style")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a declaration, blanks left out, hides what it is about.
pub(super) fn hides(style: &str) -> bool {
    [
        "display:none",
        "visibility:hidden",
        "mso-hide:all",
        "font-size:0;",
        "font-size:0px",
    ]
    .iter()
    .any(|hides| style.contains(hides))
        || style.ends_with("font-size:0")
}

fn is_of(tag: &Tag, hidden: &Hidden) -> bool {
    let of = |name: &str, sign: char| {
        attribute(tag, name)
            .into_iter()
            .flat_map(str::split_ascii_whitespace)
            .any(|one| hidden.has(sign, one))
    };
    !hidden.is_empty() && (of("class", '.') || of("id", '#'))
}

/// The sign in running text of a note that stands elsewhere; not the one before the note itself.
fn is_note_sign(tag: &Tag) -> bool {
    let target = attribute(tag, "href").unwrap_or_default();
    let Some(target) = target.strip_prefix('#') else {
        return attribute(tag, "role") == Some("doc-noteref");
    };
    let back = target.contains("ref") || target.ends_with("anc");
    let notes = ["_ftn", "_edn", "sdfootnote", "sdendnote", "ftnt", "fn"];
    let note = notes.iter().any(|sign| target.starts_with(sign));
    attribute(tag, "role") == Some("doc-backlink") || note && !back
}

/// The sign before a comment, as Google Docs writes it.
pub(super) fn is_comment_sign(tag: &Tag) -> bool {
    attribute(tag, "href").is_some_and(|target| target.starts_with("#cmnt_ref"))
}

/// The sign in running text of a comment.
pub(super) fn is_comment_mark(tag: &Tag) -> bool {
    attribute(tag, "href").is_some_and(|target| {
        target.starts_with("#cmnt") && !target.starts_with("#cmnt_ref")
            || target.starts_with("#_msocom_")
    })
}

fn is_note(tag: &Tag, style: &str) -> bool {
    let id = attribute(tag, "id").unwrap_or_default();
    let numbered = |sign: &str| {
        id.strip_prefix(sign)
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    style.contains("mso-element:footnote;")
        || style == "mso-element:footnote"
        || ["fn", "ftn", "edn", "sdfootnote", "sdendnote"]
            .into_iter()
            .any(numbered)
}

/// The value of an attribute.
pub(super) fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs
        .iter()
        .find(|a| &*a.name.local == name)
        .map(|a| &*a.value)
}

/// A picture that only counts who opens a page.
pub(super) fn is_tiny(tag: &Tag) -> bool {
    ["width", "height"]
        .iter()
        .any(|side| matches!(attribute(tag, side), Some("0" | "1" | "2")))
}

/// Elements that hold nothing.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that begin and end a line.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
