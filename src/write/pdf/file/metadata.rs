//! What the file says of itself: a title, a language, what wrote it and which standards it meets.
//! No dates, no authors, nothing of the source.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::Objects;
use super::conformance::Met;
use super::text::string;
use crate::redact::Published;

/// The language of all text.
pub(super) const LANGUAGE: &str = "nl-NL";
const PRODUCER: &str = concat!("lakmoes ", env!("CARGO_PKG_VERSION"));
/// When nothing says what the document is about.
const UNTITLED: &str = "Gelakt document";

/// The title as it is shown.
pub(super) fn title(title: &Published) -> String {
    let text: String = title
        .as_str()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        // Not characters that XML takes.
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        UNTITLED.into()
    } else {
        text
    }
}

/// The document information dictionary.
pub(super) fn info(objects: &mut Objects, title: &str) -> ObjectId {
    objects.add(dictionary! { "Producer" => string(PRODUCER), "Title" => string(title) })
}

/// The metadata stream, not compressed: so others find it.
pub(super) fn xmp(objects: &mut Objects, title: &str, met: Met) -> ObjectId {
    let dict = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = packet(title, met).into_bytes();
    objects.add(Object::Stream(lopdf::Stream::new(dict, packet)))
}

/// The markup around the title, so far as it is the program's own: a value such as `Lang` may stand
/// there.
pub(in crate::write::pdf) fn markup() -> Vec<String> {
    /// No line holds this by itself.
    const TITLE: &str = "\u{e000}";
    let all = Met {
        archive: true,
        accessible: true,
    };
    let packet = packet(TITLE, all);
    let lines = packet.split(TITLE).flat_map(str::lines);
    // Sentences are met without the tags around them, too.
    let sentences = packet
        .split(['<', '>'])
        .filter(|part| part.trim().contains(' '));
    let parts = lines
        .chain(sentences)
        .filter(|part| !part.trim().is_empty());
    parts.map(str::to_owned).collect()
}

fn packet(title: &str, met: Met) -> String {
    let mut xml = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n",
    );
    let _ = write!(
        xml,
        "<dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n\
         </rdf:Description>\n",
        escaped(title)
    );
    if met.archive {
        xml.push_str(
            "<rdf:Description rdf:about=\"\" \
             xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
             <pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n\
             </rdf:Description>\n",
        );
    }
    if met.accessible {
        xml.push_str(
            "<rdf:Description rdf:about=\"\" \
             xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n\
             <pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n",
        );
    }
    if met.archive && met.accessible {
        xml.push_str(EXTENSION);
    }
    xml.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    xml
}

/// PDF/A wants to be told what the mark of PDF/UA is.
const EXTENSION: &str = "<rdf:Description rdf:about=\"\" \
xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// What readers are told of the document as a whole.
pub(super) fn preferences(catalog: &mut Dictionary) {
    catalog.set("Lang", string(LANGUAGE));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_and_never_missing() {
        assert_eq!(title(&Published::fixed("Nota\n over \u{0} ")), "Nota over");
        assert_eq!(title(&Published::fixed(" \t")), "Gelakt document");
    }

    #[test]
    fn a_title_is_text_not_markup() {
        let xml = packet("Rente < 5 % & meer", Met::default());
        assert!(xml.contains(">Rente &lt; 5 % &amp; meer<"));
    }

    #[test]
    fn only_what_is_met_is_claimed() {
        let xml = packet("x", Met::default());
        assert!(!xml.contains("pdfaid") && !xml.contains("pdfuaid"));
        let archive = Met {
            archive: true,
            accessible: false,
        };
        assert!(!packet("x", archive).contains("pdfuaid"));
    }

    #[test]
    fn all_of_the_metadata_is_known_but_the_title() {
        let packet = packet("Nota van Lang", Met::default());
        let markup = markup();
        let rest: Vec<_> = packet
            .lines()
            .filter(|line| !markup.iter().any(|known| known == line))
            .collect();
        let [title] = rest[..] else {
            panic!("one line with the title, not {rest:?}");
        };
        let around = title.split_once("Nota van Lang").expect("the title");
        assert!(
            [around.0, around.1]
                .iter()
                .all(|part| markup.iter().any(|known| known == part))
        );
    }
}
