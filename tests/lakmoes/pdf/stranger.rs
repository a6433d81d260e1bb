//! Reads a PDF as a stranger would, with other code than the product's where it can, and seeks a secret in it.

use lakmoes::ingest::{self, Limits};
use lakmoes::model::Content;
use lopdf::{Dictionary, Document, Object, Stream};

/// Where a form of the secret, or of a word of it, stands in a file; empty when it is gone.
pub(crate) fn sightings(pdf: &[u8], secret: &str) -> Vec<String> {
    let forms = forms(secret);
    let mut seen = Vec::new();
    let mut look = |carrier: &str, bytes: &[u8]| {
        let small = bytes.to_ascii_lowercase();
        for (form, needle) in &forms {
            if memchr::memmem::find(&small, needle).is_some() {
                seen.push(format!("{form} in {carrier}"));
            }
        }
    };
    look("the raw bytes", pdf);
    look("our own text", text(pdf).join("\n").as_bytes());
    let mut squeezed = text(pdf).concat();
    squeezed.retain(|c| !c.is_whitespace());
    look("our own text without spaces", squeezed.as_bytes());
    match Document::load_mem(pdf) {
        Ok(document) => {
            walk_dictionary(&document.trailer, "the trailer", &mut look);
            for ((number, _), object) in &document.objects {
                walk(object, &format!("object {number}"), &mut look);
            }
        }
        Err(error) => seen.push(format!("lopdf can't read it: {error}")),
    }
    seen.dedup();
    seen
}

/// The text of each page as the product reads it, in painting order.
pub(crate) fn text(pdf: &[u8]) -> Vec<String> {
    let Ok(source) = ingest::read(pdf.to_vec(), Some("pdf"), &Limits::default()) else {
        return Vec::new();
    };
    match source.content {
        Content::Text(text) => vec![text],
        Content::Blocks(blocks) => vec![blocks.text],
        Content::Mail(mail) => vec![mail.text],
        Content::Glyphs(pages) => (pages.iter())
            .map(|page| page.glyphs.iter().map(|g| &*g.unicode).collect())
            .collect(),
    }
}

/// The forms in which a value can stand, in small letters: what they are, and their bytes.
fn forms(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let joined = secret.replace(' ', "");
    let words = secret.split([' ', '-']).filter(|word| word.len() > 3);
    let mut forms = Vec::new();
    for text in [secret, &joined].into_iter().chain(words) {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let each = |step: &dyn Fn(u8) -> String| text.bytes().map(step).collect::<String>();
        forms.extend([
            ("as written", text.to_owned()),
            ("backwards", text.chars().rev().collect()),
            (
                "spaced",
                each(&|b| format!("{} ", b as char)).trim().to_owned(),
            ),
            ("hexadecimal", hex(text.as_bytes())),
            ("hexadecimal UTF-16", hex(&utf16)),
            ("octal", each(&|b| format!("\\{b:03o}"))),
            ("percents", text.replace(' ', "%20")),
            ("name", text.replace(' ', "#20")),
            ("entities", each(&|b| format!("&#{b};"))),
            ("base64", base64(text)),
        ]);
        let raw = |form, bytes: Vec<u8>| (form, String::from_utf8(bytes).unwrap());
        forms.push(raw("UTF-16 BE", utf16.clone()));
        forms.push(raw("UTF-16 LE", utf16[1..].to_vec()));
    }
    let small = |(form, text): (_, String)| (form, text.to_ascii_lowercase().into_bytes());
    forms.into_iter().map(small).collect()
}

/// Whole groups of three only, so that what follows does not matter.
fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |bytes: &[u8]| {
        let bits = bytes.iter().fold(0u32, |bits, &b| bits << 8 | u32::from(b));
        [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift) as usize & 63] as char)
    };
    text.as_bytes().chunks_exact(3).flat_map(group).collect()
}

fn walk(object: &Object, carrier: &str, look: &mut impl FnMut(&str, &[u8])) {
    match object {
        Object::Name(bytes) => look(&format!("a name of {carrier}"), bytes),
        Object::String(bytes, _) => look(&format!("a string of {carrier}"), bytes),
        Object::Array(items) => items.iter().for_each(|item| walk(item, carrier, look)),
        Object::Dictionary(dictionary) => walk_dictionary(dictionary, carrier, look),
        Object::Stream(stream) => {
            walk_dictionary(&stream.dict, carrier, look);
            let plain = decoded(stream);
            look(&format!("the stream of {carrier}"), &plain);
            if let Ok(content) = lopdf::content::Content::decode(&plain) {
                for operation in &content.operations {
                    operation
                        .operands
                        .iter()
                        .for_each(|o| walk(o, &format!("the content of {carrier}"), look));
                }
            }
        }
        _ => {}
    }
}

fn walk_dictionary(dictionary: &Dictionary, carrier: &str, look: &mut impl FnMut(&str, &[u8])) {
    for (key, value) in dictionary {
        look(&format!("a key of {carrier}"), key);
        walk(value, carrier, look);
    }
}

fn decoded(stream: &Stream) -> Vec<u8> {
    stream
        .get_plain_content()
        .unwrap_or_else(|_| stream.content.clone())
}
