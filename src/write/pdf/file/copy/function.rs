//! Functions: sampled, exponential, stitched, calculated.

use hayro_syntax::object::{Array, Dict, Object as Source, Stream};
use lopdf::{Dictionary, Object, dictionary};

use super::super::Objects;
use super::{Copier, DEEPEST, Key, any_numbers, array, number, numbers, postscript};

/// Most bytes of samples: a table for four colours takes some 100 KiB.
const MOST_SAMPLES: usize = 16 << 20;
/// Most functions in one.
const MOST_PARTS: usize = 256;

impl<'a> Copier<'a> {
    /// A function of so many inputs.
    pub(super) fn function(
        &mut self,
        objects: &mut Objects,
        object: &Source<'a>,
        inputs: usize,
        depth: u8,
    ) -> Option<Object> {
        let key = (Key::of(object)?, inputs);
        if depth > DEEPEST {
            return None;
        }
        if let Some(known) = self.functions.get(&key) {
            return known.clone();
        }
        // Whoever names itself is not understood.
        self.functions.insert(key, None);
        let copy = self.new_function(objects, object, inputs, depth + 1);
        let copy = copy.map(|copy| self.shared(objects, copy));
        self.functions.insert(key, copy.clone());
        copy
    }

    fn new_function(
        &mut self,
        objects: &mut Objects,
        object: &Source<'a>,
        inputs: usize,
        depth: u8,
    ) -> Option<Object> {
        let (dict, stream) = match object {
            Source::Dict(dict) => (dict, None),
            Source::Stream(stream) => (stream.dict(), Some(stream)),
            _ => return None,
        };
        let kind = dict.get::<u8>(b"FunctionType")?;
        let mut copy = dictionary! {
            "FunctionType" => kind,
            "Domain" => array(&numbers(dict, b"Domain", 2 * inputs)?),
        };
        let range = any_numbers(dict, b"Range").filter(|range| range.len() >= 2);
        let range = range.map(|mut range| {
            range.truncate(range.len() / 2 * 2);
            range
        });
        if let Some(range) = &range {
            copy.set("Range", array(range));
        }
        let outputs = range.map(|range| range.len() / 2);
        match kind {
            0 => self.sampled(stream?, inputs, outputs?, copy),
            2 if inputs == 1 => exponential(dict, copy),
            3 if inputs == 1 => self.stitched(objects, dict, copy, depth),
            4 => {
                outputs?;
                let program = self.decoded(stream?)?;
                Some(Objects::stream(copy, postscript::plain(&program)?))
            }
            _ => None,
        }
    }

    fn sampled(
        &mut self,
        stream: &Stream<'a>,
        inputs: usize,
        outputs: usize,
        mut copy: Dictionary,
    ) -> Option<Object> {
        let dict = stream.dict();
        let bits = dict.get::<u8>(b"BitsPerSample")?;
        if !matches!(bits, 1 | 2 | 4 | 8 | 12 | 16 | 24 | 32) {
            return None;
        }
        let sizes: Vec<u32> = dict.get::<Array<'_>>(b"Size")?.iter::<u32>().collect();
        let sizes = sizes.get(..inputs)?;
        let samples = sizes
            .iter()
            .try_fold(outputs, |product, size| product.checked_mul(*size as usize))?;
        let used = samples.checked_mul(usize::from(bits))?;
        let length = used.div_ceil(8);
        if length == 0 || length > MOST_SAMPLES {
            return None;
        }
        let mut data = self.decoded(stream)?;
        data.resize(length, 0);
        if let Some(last) = data.last_mut() {
            *last &= 0xff << ((8 - used % 8) % 8);
        }
        copy.set("BitsPerSample", bits);
        let sizes = sizes.iter().map(|size| (*size).into());
        copy.set("Size", Object::Array(sizes.collect()));
        if dict.get::<u8>(b"Order") == Some(3) {
            copy.set("Order", 3);
        }
        for (key, count) in [("Encode", 2 * inputs), ("Decode", 2 * outputs)] {
            if let Some(numbers) = numbers(dict, key.as_bytes(), count) {
                copy.set(key, array(&numbers));
            }
        }
        Some(Objects::stream(copy, data))
    }

    fn stitched(
        &mut self,
        objects: &mut Objects,
        dict: &Dict<'a>,
        mut copy: Dictionary,
        depth: u8,
    ) -> Option<Object> {
        let parts = dict.get::<Array<'a>>(b"Functions")?;
        let parts = parts.iter::<Source<'a>>().take(MOST_PARTS + 1);
        let parts: Option<Vec<Object>> = parts
            .map(|part| self.function(objects, &part, 1, depth))
            .collect();
        let parts = parts.filter(|parts| (1..=MOST_PARTS).contains(&parts.len()))?;
        copy.set("Bounds", array(&numbers(dict, b"Bounds", parts.len() - 1)?));
        copy.set("Encode", array(&numbers(dict, b"Encode", 2 * parts.len())?));
        copy.set("Functions", parts);
        Some(copy.into())
    }
}

fn exponential(dict: &Dict<'_>, mut copy: Dictionary) -> Option<Object> {
    let from = any_numbers(dict, b"C0").unwrap_or_else(|| vec![0.0]);
    let to = any_numbers(dict, b"C1").unwrap_or_else(|| vec![1.0]);
    if from.len() != to.len() || from.is_empty() {
        return None;
    }
    copy.set("C0", array(&from));
    copy.set("C1", array(&to));
    copy.set("N", number(dict, b"N")?);
    Some(copy.into())
}
