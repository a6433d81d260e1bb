//! The resources that names in a content stream point to.

use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;

use super::font::Fonts;

/// The parts of a resource dictionary.
#[derive(Clone, Default)]
pub(crate) struct Resources<'a> {
    pub fonts: Dict<'a>,
    pub x_objects: Dict<'a>,
    pub ext_g_states: Dict<'a>,
    pub properties: Dict<'a>,
    pub color_spaces: Dict<'a>,
    pub patterns: Dict<'a>,
    pub shadings: Dict<'a>,
    /// Fonts by name, met so far in this stream.
    known: Vec<(Vec<u8>, usize)>,
}

impl<'a> Resources<'a> {
    pub fn new(dict: &Dict<'a>) -> Self {
        let part = |key: &[u8]| dict.get::<Dict<'a>>(key).unwrap_or_default();
        Self {
            fonts: part(b"Font"),
            x_objects: part(b"XObject"),
            ext_g_states: part(b"ExtGState"),
            properties: part(b"Properties"),
            color_spaces: part(b"ColorSpace"),
            patterns: part(b"Pattern"),
            shadings: part(b"Shading"),
            known: Vec::new(),
        }
    }

    pub fn of_page(page: &Page<'a>) -> Self {
        let of = page.resources();
        Self {
            fonts: of.fonts.clone(),
            x_objects: of.x_objects.clone(),
            ext_g_states: of.ext_g_states.clone(),
            properties: of.properties.clone(),
            color_spaces: of.color_spaces.clone(),
            patterns: of.patterns.clone(),
            shadings: of.shadings.clone(),
            known: Vec::new(),
        }
    }

    /// Those of a stream that stands in others: its own, or those around it.
    pub fn within(dict: Option<&Dict<'a>>, outer: &Self) -> Self {
        let mut resources = match dict {
            Some(dict) => Self::new(dict),
            None => outer.clone(),
        };
        if resources.fonts.is_empty() {
            resources.fonts = outer.fonts.clone();
        }
        resources
    }

    pub fn font(&mut self, fonts: &mut Fonts<'a>, name: &[u8]) -> usize {
        if let Some((_, font)) = self.known.iter().find(|(known, _)| known == name) {
            return *font;
        }
        let font = fonts.named(&self.fonts, name);
        if self.known.len() < 64 {
            self.known.push((name.to_vec(), font));
        }
        font
    }
}
