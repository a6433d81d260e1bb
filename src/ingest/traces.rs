//! What an office document holds beside what it shows: who wrote and changed it, properties,
//! alternative text, lists to choose from, targets of links, data kept by templates. It is judged
//! with the document and never published.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// Lines that were found, each once, in the order of the file.
#[derive(Default)]
pub(super) struct Traces {
    lines: Vec<String>,
    seen: HashSet<String>,
}

/// How much of a part is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A reader has read its text: only what readers leave.
    Beside,
    /// Nobody has read it.
    All,
}

impl Traces {
    /// The lines.
    pub(super) fn take(&mut self) -> Vec<String> {
        self.seen.clear();
        std::mem::take(&mut self.lines)
    }

    /// Adds what an XML part holds. False where it is not well-formed.
    pub(super) fn of_part(&mut self, text: &str, look: Look) -> bool {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_dangling_amp = true;
        let mut at = At::default();
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.end_leaf(&mut at, look);
                    self.tag(&tag);
                    at.begin(&tag, look);
                }
                Ok(Event::Empty(tag)) => self.tag(&tag),
                Ok(Event::End(tag)) => {
                    self.end_leaf(&mut at, look);
                    if look == Look::All && is_paragraph(local(tag.name().into_inner())) {
                        self.add(&std::mem::take(&mut at.run));
                    }
                    at.kept = look == Look::All;
                }
                Ok(Event::Text(text)) if at.kept => at.text.push_str(&text.xml10_content()),
                Ok(Event::CData(text)) if at.kept => at.text.push_str(&text.xml10_content()),
                Ok(Event::GeneralRef(entity)) if at.kept => at.entity(&entity),
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        self.add(&at.run);
        true
    }

    /// The text of an element without elements in it.
    fn end_leaf(&mut self, at: &mut At, look: Look) {
        let text = std::mem::take(&mut at.text);
        if text.trim().is_empty() {
            return;
        }
        match look {
            Look::Beside if is_description(&at.name) => self.add(&text),
            // Of fields, formulas and lists.
            Look::Beside => self.quoted(&text),
            Look::All if is_run(&at.name) => at.run.push_str(&text),
            Look::All if is_author(&at.name) => self.author(&text),
            Look::All => self.add(&format!("{}: {}", at.name, text.trim())),
        }
    }

    fn tag(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        let element = local(name.into_inner());
        if element == "Relationship" && !is_external(tag) {
            return;
        }
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = local(attribute.key.into_inner());
            let kind = kind(element, key);
            if kind == Kind::None {
                continue;
            }
            let raw = &*attribute.value;
            let value = unescape(raw).map_or_else(|_| raw.to_owned(), |v| v.into_owned());
            match kind {
                Kind::Author => self.author(&value),
                Kind::Text => self.add(&value),
                Kind::Quoted => self.quoted(&value),
                Kind::Name if !value.starts_with('_') => self.add(&value.replace('_', " ")),
                Kind::Target => self.target(&value),
                Kind::Name | Kind::None => {}
            }
        }
    }

    /// Adds where a link leads, unless that is a page of the web.
    pub(super) fn target(&mut self, target: &str) {
        if !target.starts_with("http") {
            self.add(target.trim_start_matches("mailto:"));
        }
    }

    /// Adds what stands between quotes: the rest of a code is of programs.
    pub(super) fn quoted(&mut self, code: &str) {
        let quoted = code.split('"').skip(1).step_by(2);
        self.add(&quoted.collect::<Vec<_>>().join(", "));
    }

    /// A person as programs note them.
    pub(super) fn author(&mut self, name: &str) {
        let lower = name.to_lowercase();
        if NOBODY.iter().any(|word| lower.contains(word)) {
            self.add(name);
        } else if !name.trim().is_empty() {
            self.add(&format!("Auteur: {}", name.trim()));
        }
    }

    /// Adds a line, unless it says nothing.
    pub(super) fn add(&mut self, line: &str) {
        let line = line.trim();
        if line.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !self.seen.contains(line)
        {
            self.seen.insert(line.to_owned());
            self.lines.push(line.to_owned());
        }
    }
}

/// Where in a part.
#[derive(Default)]
struct At {
    name: String,
    text: String,
    /// Text of a paragraph that is not at its end yet.
    run: String,
    kept: bool,
}

impl At {
    fn begin(&mut self, tag: &BytesStart<'_>, look: Look) {
        let name = tag.name();
        let name = local(name.into_inner());
        self.kept = look == Look::All || is_code(name) || is_description(name);
        if self.kept {
            name.clone_into(&mut self.name);
        }
    }

    fn entity(&mut self, entity: &quick_xml::events::BytesRef<'_>) {
        if let Ok(Some(c)) = entity.resolve_char_ref() {
            self.text.push(c);
            return;
        }
        let name = entity.xml10_content();
        self.text
            .push_str(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or(" "));
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether a relation leads out of the file.
fn is_external(tag: &BytesStart<'_>) -> bool {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .any(|a| a.key.into_inner() == "TargetMode" && &*a.value == "External")
}

/// What an attribute holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    None,
    Author,
    Text,
    /// A name without blanks, as programs ask for.
    Name,
    /// Only what stands between quotes is of people.
    Quoted,
    /// Of a link.
    Target,
}

fn kind(element: &str, key: &str) -> Kind {
    match key {
        "author" | "userName" | "displayName" | "lastGuid" => Kind::Author,
        "descr"
        | "title"
        | "alt"
        | "tooltip"
        | "screenTip"
        | "prompt"
        | "promptTitle"
        | "error"
        | "errorTitle"
        | "displayText"
        | "comment"
        | "user"
        | "userId"
        | "help-message"
        | "string-value-if-true"
        | "string-value-if-false"
        | "current-value"
        | "helpText"
        | "statusText" => Kind::Text,
        // Names of pages, styles and columns are known by their elements.
        "val" if matches!(element, "docVar" | "listEntry" | "default" | "inputCells") => Kind::Text,
        "value" if matches!(element, "listItem" | "option" | "item" | "attr") => Kind::Text,
        "label" | "value" if matches!(element, "text" | "textarea" | "listbox" | "combobox") => {
            Kind::Text
        }
        "label" if matches!(element, "option" | "item") => Kind::Text,
        "display" if element == "hyperlink" => Kind::Text,
        "string-value" if element != "hidden-text" => Kind::Text,
        "v" if element == "s" => Kind::Text,
        "name" if matches!(element, "tableColumn" | "scenario" | "cacheField") => Kind::Text,
        "name" if matches!(element, "bookmarkStart" | "bookmark" | "bookmark-start") => Kind::Name,
        "alias" | "tag" => Kind::None,
        "href" | "Target" | "hlinkClick" => Kind::Target,
        "formula" | "condition" => Kind::Quoted,
        _ => Kind::None,
    }
}

/// Elements of which readers leave the text.
fn is_code(name: &str) -> bool {
    matches!(
        name,
        "instrText" | "delInstrText" | "definedName" | "f" | "formula" | "formula1" | "formula2"
    )
}

/// Elements that describe a picture or box of an OpenDocument file.
fn is_description(name: &str) -> bool {
    matches!(name, "desc" | "title")
}

fn is_run(name: &str) -> bool {
    matches!(name, "t" | "span" | "delText")
}

fn is_paragraph(name: &str) -> bool {
    matches!(name, "p" | "h" | "si" | "is" | "comment" | "text")
}

fn is_author(name: &str) -> bool {
    matches!(
        name,
        "creator"
            | "lastModifiedBy"
            | "Author"
            | "LastAuthor"
            | "initial-creator"
            | "printed-by"
            | "Manager"
            | "author"
    )
}

/// Words in the names of programs and bodies, which stand where an author is asked for.
const NOBODY: &[&str] = &[
    "gebruiker",
    "user",
    "admin",
    "office",
    "python",
    "apache",
    "aspose",
    "ministerie",
    "gemeente",
    "provincie",
    "rijks",
    "dienst",
    "unknown",
    "onbekend",
    "afdeling",
    "directie",
    "template",
    "account",
    "auteur",
    "author",
    "beheer",
    "secretariaat",
];

/// Parts that say how a document looks and no more.
pub(super) fn is_form(part: &str) -> bool {
    let part = part.to_ascii_lowercase();
    let last = part.rsplit('/').next().unwrap_or_default();
    [
        "theme",
        "printersettings",
        "configurations2",
        "fonts",
        "meta-inf",
    ]
    .iter()
    .any(|folder| part.split('/').any(|step| step == *folder))
        || matches!(
            last,
            "[content_types].xml"
                | "styleswitheffects.xml"
                | "fonttable.xml"
                | "websettings.xml"
                | "numbering.xml"
                | "tablestyles.xml"
                | "calcchain.xml"
                | "presprops.xml"
                | "viewprops.xml"
                | "manifest.rdf"
                | "layout-cache"
                | "mimetype"
        )
        || last == "styles.xml" && part != last
        || (last.starts_with("colors")
            || last.starts_with("quickstyle")
            || last.starts_with("layout"))
            && part.contains("diagrams/")
        || last == "styles.xml" && part != last
        || (last.starts_with("colors") || last.starts_with("style")) && part.contains("charts/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, look: Look) -> Vec<String> {
        let mut traces = Traces::default();
        assert!(traces.of_part(text, look), "{text}");
        traces.take()
    }

    #[test]
    fn beside_what_is_read_stand_authors_targets_choices_and_codes() {
        let read = lines(
            r#"<w:p><w:ins w:author="Noor Veldhuis"><w:t>tekst</w:t></w:ins><wp:docPr descr="Foto van &quot;Bram&quot;"/>
            <w:instrText> HYPERLINK "mailto:noor@x.nl" </w:instrText><w:listItem w:displayText="Bram Weverink" w:value="7"/>
            <w:del w:author="Noor Veldhuis"/><w:bookmarkStart w:name="_Toc1"/><w:bookmarkStart w:name="naam_Aldenkamp"/></w:p>"#,
            Look::Beside,
        );
        assert_eq!(
            read,
            [
                "Auteur: Noor Veldhuis",
                "Foto van \"Bram\"",
                "mailto:noor@x.nl",
                "Bram Weverink",
                "naam Aldenkamp"
            ]
        );
    }

    #[test]
    fn of_what_nobody_read_all_text_counts_with_what_it_is_called() {
        let read = lines(
            "<cp><dc:creator>Noor Veldhuis</dc:creator><Steller>Bram &amp; co</Steller><a:p><a:t>No</a:t><a:t>or</a:t></a:p><n>12</n></cp>",
            Look::All,
        );
        assert_eq!(
            read,
            ["Auteur: Noor Veldhuis", "Steller: Bram & co", "Noor"]
        );
        assert_eq!(
            lines(
                "<dc:creator>Microsoft Office-gebruiker</dc:creator>",
                Look::All
            ),
            ["Microsoft Office-gebruiker"]
        );
        assert!(!Traces::default().of_part("<a b=<", Look::All));
    }

    #[test]
    fn parts_of_form_are_known() {
        assert!(is_form("word/theme/theme1.xml") && is_form("xl/styles.xml"));
        assert!(!is_form("customXml/item1.xml") && !is_form("word/comments.xml"));
    }
}
