//! A small XML file of elements in one namespace.

const PREFIX: &str = "diwoo";

/// What is written so far.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    pub(super) fn new() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            depth: 0,
        }
    }

    /// The root of every file: `Document`, and in it `DiWoo`.
    pub(super) fn document(
        &mut self,
        namespace: &str,
        schema: &str,
        content: impl FnOnce(&mut Self),
    ) {
        let attributes = format!(
            " xmlns:{PREFIX}=\"{namespace}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:schemaLocation=\"{namespace} {schema}\""
        );
        self.element("Document", &attributes, |xml| xml.within("DiWoo", content));
    }

    /// An element with others in it.
    pub(super) fn within(&mut self, name: &'static str, content: impl FnOnce(&mut Self)) {
        self.element(name, "", content);
    }

    fn element(&mut self, name: &'static str, attributes: &str, content: impl FnOnce(&mut Self)) {
        self.line(&format!("<{PREFIX}:{name}{attributes}>"));
        self.depth += 1;
        content(self);
        self.depth -= 1;
        self.line(&format!("</{PREFIX}:{name}>"));
    }

    /// An element with text in it.
    pub(super) fn text(&mut self, name: &'static str, text: &str) {
        self.line(&format!(
            "<{PREFIX}:{name}>{}</{PREFIX}:{name}>",
            escaped(text)
        ));
    }

    /// An element that names a thing by its identifier and its label.
    pub(super) fn resource(&mut self, name: &'static str, resource: &str, label: &str) {
        let (resource, label) = (escaped(resource), escaped(label));
        self.line(&format!(
            "<{PREFIX}:{name} resource=\"{resource}\">{label}</{PREFIX}:{name}>"
        ));
    }

    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.out.push_str(line);
        self.out.push('\n');
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }
}

/// As it may stand in text and in attributes. What XML has no room for, even escaped, becomes a blank.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_well_formed_and_reads_back(text in "\\PC{0,20}|[<>&\"'\\x00-\\x1f\\u{FFFE}a]{0,20}") {
            let mut xml = Xml::new();
            xml.document("n", "s", |xml| {
                xml.text("t", &text);
                xml.resource("r", &text, &text);
            });
            let bytes = xml.into_bytes();
            let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
            let mut buffer = Vec::new();
            loop {
                match reader.read_event_into(&mut buffer) {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(e) => prop_assert!(false, "{e}"),
                }
                buffer.clear();
            }
            let held = String::from_utf8(bytes).unwrap();
            prop_assert!(held.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}
