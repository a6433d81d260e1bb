//! Values that stand in the bytes of an image as text: pixels that are letters to whoever reads
//! the file, and no picture.

use aho_corasick::AhoCorasick;

use crate::matching::Needles;

/// Shorter values turn up in any photograph.
const LEAST_LETTERS: usize = 5;
/// In so many bytes of chance, a given value of five bytes turns up once in a million images.
const SMALL: usize = 1 << 20;

/// The values, as bytes.
pub(super) struct Hidden {
    forms: Option<AhoCorasick>,
}

impl Hidden {
    pub fn new(values: &[&Needles]) -> Self {
        let mut forms: Vec<Vec<u8>> = Vec::new();
        for needle in values.iter().flat_map(|needles| needles.all()) {
            let value = needle.value().trim();
            if value.chars().filter(|c| c.is_alphanumeric()).count() < LEAST_LETTERS {
                continue;
            }
            for text in [
                value.to_owned(),
                value.to_lowercase(),
                value.to_uppercase(),
                value.split_whitespace().collect(),
            ] {
                forms.extend(encoded(&text));
            }
        }
        forms.sort();
        forms.dedup();
        Self {
            forms: (!forms.is_empty())
                .then(|| AhoCorasick::new(&forms).ok())
                .flatten(),
        }
    }

    /// Whether one of them stands in these bytes. Short ones count only in small images: in a large
    /// one they are chance, which would make a photograph black.
    pub fn stands_in(&self, bytes: &[u8]) -> bool {
        let least = if bytes.len() > SMALL {
            LEAST_LETTERS + 1
        } else {
            LEAST_LETTERS
        };
        let Some(forms) = &self.forms else {
            return false;
        };
        forms
            .find_overlapping_iter(bytes)
            .any(|found| found.end() - found.start() >= least)
    }
}

/// A text as Latin-1, UTF-8 and UTF-16 of both orders.
fn encoded(text: &str) -> Vec<Vec<u8>> {
    let latin: Option<Vec<u8>> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    let wide: Vec<u16> = text.encode_utf16().collect();
    let mut all = vec![
        text.as_bytes().to_vec(),
        wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
    ];
    all.extend(latin);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Needle;
    use crate::model::Kind;

    #[test]
    fn a_value_is_found_in_each_encoding() {
        let needles = Needles::new(vec![Needle::any_form(Kind::Person, "Zoë de Waard")]);
        let hidden = Hidden::new(&[&needles]);
        for bytes in encoded("Zoë de Waard")
            .into_iter()
            .chain(encoded("ZOË DE WAARD"))
        {
            let mut pixels = vec![7; 99];
            pixels.extend(bytes);
            pixels.extend([9; 99]);
            assert!(hidden.stands_in(&pixels));
        }
        assert!(!hidden.stands_in(b"nothing of the kind stands in here"));
    }

    #[test]
    fn short_values_are_no_ground_to_blank_an_image() {
        let needles = Needles::new(vec![Needle::any_form(Kind::Person, "Bos")]);
        assert!(!Hidden::new(&[&needles]).stands_in(b"Het bos, Bos, BOS"));
    }
}
