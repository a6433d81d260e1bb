//! Copies of what pages refer to besides fonts and images: colour spaces, functions, shadings and
//! transparency groups. An allow-list: only keys and values that are known are copied, numbers as
//! numbers, data decoded and cut to what is used. `None` is: not understood.

mod color;
mod function;
mod graphics;
mod icc;
mod postscript;
mod shading;

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Object as Source, Stream};
use lopdf::{Object, ObjectId, Writer};

use super::Objects;
use crate::pdf::Budget;

use color::Space;

/// How deeply what is copied may be nested.
const DEEPEST: u8 = 12;
/// Most numbers in one array.
const MOST_NUMBERS: usize = 4096;

/// Copies objects of the source: the same for the same.
#[derive(Default)]
pub(in crate::write::pdf) struct Copier<'a> {
    /// Colour spaces that were met, by their place in the source.
    spaces: HashMap<Key, Option<Space>>,
    functions: HashMap<(Key, usize), Option<Object>>,
    shadings: HashMap<Key, Option<Object>>,
    /// What was written, so that it is written once.
    written: HashMap<Vec<u8>, ObjectId>,
    /// Names of colorants, in order of first use.
    colorants: Vec<Vec<u8>>,
    budget: Budget,
    source: std::marker::PhantomData<Source<'a>>,
}

/// The place of an object of the source: its bytes lie there as long as anything is copied.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key(u8, usize, usize);

impl Key {
    fn of(object: &Source<'_>) -> Option<Self> {
        match object {
            Source::Array(array) => Self::new(0, array.data()),
            Source::Dict(dict) => Self::new(1, dict.data()),
            Source::Stream(stream) => Self::new(2, stream.dict().data()),
            _ => None,
        }
    }

    fn new(kind: u8, data: &[u8]) -> Option<Self> {
        (!data.is_empty()).then_some(Self(kind, data.as_ptr() as usize, data.len()))
    }
}

impl<'a> Copier<'a> {
    /// A colour space, as a resource dictionary or an image names it.
    pub fn color_space(&mut self, objects: &mut Objects, object: &Source<'a>) -> Option<Object> {
        self.space(objects, object, 0).map(|space| space.object)
    }

    /// A shading dictionary or stream.
    pub fn shading(&mut self, objects: &mut Objects, object: &Source<'a>) -> Option<Object> {
        let key = Key::of(object)?;
        if let Some(known) = self.shadings.get(&key) {
            return known.clone();
        }
        let copy = self.new_shading(objects, object);
        self.shadings.insert(key, copy.clone());
        copy
    }

    /// A reference to an object: the same for objects that are alike.
    fn shared(&mut self, objects: &mut Objects, object: Object) -> Object {
        let mut bytes = Vec::new();
        if Writer::write_object(&mut bytes, &object).is_err() {
            return Object::Reference(objects.add(object));
        }
        let id = self.written.entry(bytes);
        Object::Reference(*id.or_insert_with(|| objects.add(object)))
    }

    /// The decoded data of a stream.
    fn decoded(&mut self, stream: &Stream<'a>) -> Option<Vec<u8>> {
        let data = self.budget.decode(stream).ok()??;
        Some(data.into_owned())
    }
}

/// A number, when it is one that can be written.
fn number(dict: &Dict<'_>, key: &[u8]) -> Option<f32> {
    dict.get::<f32>(key).filter(|number| number.is_finite())
}

/// An array of exactly so many numbers; more are cut off.
fn numbers(dict: &Dict<'_>, key: &[u8], count: usize) -> Option<Vec<f32>> {
    let mut found = any_numbers(dict, key)?;
    (found.len() >= count).then(|| {
        found.truncate(count);
        found
    })
}

/// An array of nothing but numbers.
fn any_numbers(dict: &Dict<'_>, key: &[u8]) -> Option<Vec<f32>> {
    let array = dict.get::<Array<'_>>(key)?;
    let mut found = Vec::new();
    for item in array.iter::<Source<'_>>() {
        let number = item.into_f32().filter(|number| number.is_finite())?;
        if found.len() == MOST_NUMBERS {
            return None;
        }
        found.push(number);
    }
    Some(found)
}

fn array(numbers: &[f32]) -> Object {
    Object::Array(numbers.iter().map(|n| Object::Real(*n)).collect())
}

#[cfg(test)]
mod tests;
