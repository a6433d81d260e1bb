//! Shadings of all seven kinds.

use hayro_syntax::object::{Array, Dict, Object as Source, Stream};
use lopdf::{Dictionary, Object, dictionary};

use super::super::Objects;
use super::{Copier, array, numbers};

impl<'a> Copier<'a> {
    pub(super) fn new_shading(
        &mut self,
        objects: &mut Objects,
        object: &Source<'a>,
    ) -> Option<Object> {
        let (dict, stream) = match object {
            Source::Dict(dict) => (dict, None),
            Source::Stream(stream) => (stream.dict(), Some(stream)),
            _ => return None,
        };
        let kind = dict.get::<u8>(b"ShadingType")?;
        let space = dict.get::<Source<'a>>(b"ColorSpace")?;
        let space = self.space(objects, &space, 0)?;
        let components = space.components;
        if components == 0 {
            return None;
        }
        let mut copy = dictionary! { "ShadingType" => kind, "ColorSpace" => space.object };
        copy_numbers(dict, &mut copy, &[("Background", components), ("BBox", 4)]);
        if dict.get::<bool>(b"AntiAlias") == Some(true) {
            copy.set("AntiAlias", true);
        }
        let inputs = if kind == 1 { 2 } else { 1 };
        let function = self.functions(objects, dict, inputs, components);
        let computed = function.is_some();
        if let Some(function) = function {
            copy.set("Function", function?);
        }
        let copy = match kind {
            1 if computed => {
                copy_numbers(dict, &mut copy, &[("Domain", 4), ("Matrix", 6)]);
                copy.into()
            }
            2 | 3 if computed => {
                let count = if kind == 2 { 4 } else { 6 };
                copy.set("Coords", array(&numbers(dict, b"Coords", count)?));
                copy_numbers(dict, &mut copy, &[("Domain", 2)]);
                if let Some(extend) = dict.get::<Array<'_>>(b"Extend") {
                    let extend: Vec<_> = extend.iter::<bool>().take(2).collect();
                    if extend.len() == 2 {
                        copy.set(
                            "Extend",
                            extend.into_iter().map(Object::from).collect::<Vec<_>>(),
                        );
                    }
                }
                copy.into()
            }
            4..=7 => self.mesh(stream?, kind, if computed { 1 } else { components }, copy)?,
            _ => return None,
        };
        Some(self.shared(objects, copy))
    }

    /// The functions of a shading: one for the whole colour, or one for each component. None when
    /// there are none.
    fn functions(
        &mut self,
        objects: &mut Objects,
        dict: &Dict<'a>,
        inputs: usize,
        components: usize,
    ) -> Option<Option<Object>> {
        Some(match dict.get::<Source<'a>>(b"Function")? {
            Source::Array(each) => {
                let each = each.iter::<Source<'a>>().take(components);
                let each: Option<Vec<Object>> = each
                    .map(|one| self.function(objects, &one, inputs, 0))
                    .collect();
                each.filter(|each| each.len() == components || each.len() == 1)
                    .map(Object::Array)
            }
            one => self.function(objects, &one, inputs, 0),
        })
    }

    fn mesh(
        &mut self,
        stream: &Stream<'a>,
        kind: u8,
        components: usize,
        mut copy: Dictionary,
    ) -> Option<Object> {
        let dict = stream.dict();
        let mut bits = |key: &str, known: &[u8]| {
            let bits = dict.get::<u8>(key)?;
            copy.set(key, bits);
            known.contains(&bits).then_some(usize::from(bits))
        };
        let coordinate = bits("BitsPerCoordinate", &[1, 2, 4, 8, 12, 16, 24, 32])?;
        let component = bits("BitsPerComponent", &[1, 2, 4, 8, 12, 16])?;
        let flag = if kind == 5 {
            0
        } else {
            bits("BitsPerFlag", &[2, 4, 8])?
        };
        let decode = numbers(dict, b"Decode", 4 + 2 * components)?;
        copy.set("Decode", array(&decode));
        let vertex = (flag + 2 * coordinate + components * component).div_ceil(8);
        let mut data = self.decoded(stream)?;
        // No rest of a point behind the last. Patches have no fixed length.
        if kind == 5 {
            let row = dict.get::<u16>(b"VerticesPerRow").filter(|row| *row >= 2)?;
            copy.set("VerticesPerRow", row);
            data.truncate(data.len() / (vertex * usize::from(row)) * vertex * usize::from(row));
        } else if kind == 4 {
            data.truncate(data.len() / vertex * vertex);
        }
        Some(Objects::stream(copy, data))
    }
}

fn copy_numbers(dict: &Dict<'_>, copy: &mut Dictionary, keys: &[(&str, usize)]) {
    for (key, count) in keys {
        if let Some(numbers) = numbers(dict, key.as_bytes(), *count) {
            copy.set(*key, array(&numbers));
        }
    }
}
