//! The objects of the new file, and the file of them.
//!
//! The bytes follow from the objects alone: what nothing refers to is left out, the others are
//! numbered in the order in which they are first referred to, keys stand in a fixed order and
//! numbers are written in one way.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, Writer};
use sha2::{Digest, Sha256};

/// Objects in one compressed object stream.
const TOGETHER: usize = 200;

/// The objects of the new file, numbered in the order in which they are asked for.
pub(in crate::write::pdf) struct Objects {
    made: BTreeMap<u32, Object>,
    last: u32,
}

impl Objects {
    pub fn new() -> Self {
        Self {
            made: BTreeMap::new(),
            last: 0,
        }
    }

    /// A number for an object that is made later.
    pub fn reserve(&mut self) -> ObjectId {
        self.last += 1;
        (self.last, 0)
    }

    /// Puts an object at its number.
    pub fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.made.insert(id.0, object.into());
    }

    /// Adds an object.
    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.set(id, object);
        id
    }

    /// A stream whose data is compressed here, unless it already is in some way.
    pub fn stream(dict: Dictionary, data: Vec<u8>) -> Object {
        if !dict.has(b"Filter")
            && let Some(less) = deflate(&data)
        {
            let mut dict = dict;
            dict.set("Filter", "FlateDecode");
            return Object::Stream(Stream::new(dict, less));
        }
        Object::Stream(Stream::new(dict, data))
    }

    /// What can be reached from these, each once; these too.
    pub fn reached<'o>(&'o self, from: impl IntoIterator<Item = &'o Object>) -> Vec<&'o Object> {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&Object> = from.into_iter().collect();
        let mut reached = Vec::new();
        while let Some(object) = waiting.pop() {
            match object {
                Object::Reference(id) => {
                    if seen.insert(id.0) {
                        waiting.extend(self.made.get(&id.0));
                    }
                    continue;
                }
                Object::Array(items) => waiting.extend(items),
                Object::Dictionary(dict) => waiting.extend(dict.iter().map(|(_, value)| value)),
                Object::Stream(stream) => {
                    waiting.extend(stream.dict.iter().map(|(_, value)| value));
                }
                _ => {}
            }
            reached.push(object);
        }
        reached
    }

    /// An object that was made.
    pub fn get(&self, id: ObjectId) -> Option<&Object> {
        self.made.get(&id.0)
    }

    /// The file.
    pub fn save(self, catalog: ObjectId, info: ObjectId) -> Vec<u8> {
        let (objects, catalog, info) = in_order(self.made, catalog, info);
        let mut document = Document::with_version("1.7");
        document.max_id = objects.len() as u32;
        let digest = digest(&objects);
        document.objects = objects;
        let id = Object::String(digest[..16].to_vec(), StringFormat::Hexadecimal);
        document.trailer.set("ID", vec![id.clone(), id]);
        document.trailer.set("Info", info);
        document.trailer.set("Root", catalog);
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .max_objects_per_stream(TOGETHER)
            .compression_level(6)
            .build();
        let mut bytes = Vec::new();
        document
            .save_with_options(&mut bytes, options)
            .expect("writing to memory does not fail");
        bytes
    }
}

/// The data compressed, when that makes it smaller.
fn deflate(data: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).ok()?;
    // The filter has to be named, too.
    const NAMED: usize = "/Filter/FlateDecode".len();
    let less = encoder.finish().ok()?;
    (less.len() + NAMED < data.len()).then_some(less)
}

/// The objects that can be reached, numbered anew.
fn in_order(
    mut made: BTreeMap<u32, Object>,
    catalog: ObjectId,
    info: ObjectId,
) -> (BTreeMap<ObjectId, Object>, ObjectId, ObjectId) {
    let mut order = Order::default();
    let catalog = order.number(catalog);
    let info = order.number(info);
    let mut objects = BTreeMap::new();
    while let Some((old, new)) = order.waiting.pop_front() {
        let object = made.remove(&old).unwrap_or(Object::Null);
        objects.insert((new, 0), order.settle(object, &made));
    }
    (objects, catalog, info)
}

/// Gives numbers in the order in which they are asked for.
#[derive(Default)]
struct Order {
    numbers: BTreeMap<u32, u32>,
    waiting: VecDeque<(u32, u32)>,
}

impl Order {
    fn number(&mut self, old: ObjectId) -> ObjectId {
        let next = self.numbers.len() as u32 + 1;
        let new = *self.numbers.entry(old.0).or_insert(next);
        if new == next {
            self.waiting.push_back((old.0, new));
        }
        (new, 0)
    }

    /// The object in its one fixed form. What refers to nothing is gone.
    fn settle(&mut self, object: Object, made: &BTreeMap<u32, Object>) -> Object {
        let settle = |object| self.settle(object, made);
        match object {
            Object::Array(items) => Object::Array(items.into_iter().map(settle).collect()),
            Object::Dictionary(dict) => Object::Dictionary(sorted(dict, settle)),
            Object::Stream(mut stream) => {
                stream.dict = sorted(std::mem::take(&mut stream.dict), settle);
                Object::Stream(stream)
            }
            Object::Reference(old) => {
                if made.contains_key(&old.0) || self.numbers.contains_key(&old.0) {
                    Object::Reference(self.number(old))
                } else {
                    Object::Null
                }
            }
            Object::Real(value) => real(value),
            other => other,
        }
    }
}

/// The entries in their order: what it is first, the others by name.
fn sorted(dict: Dictionary, mut settle: impl FnMut(Object) -> Object) -> Dictionary {
    let mut entries: Vec<_> = dict.into_iter().collect();
    let rank = |key: &[u8]| match key {
        b"Type" => 0,
        b"Subtype" => 1,
        _ => 2,
    };
    entries.sort_by(|(a, _), (b, _)| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
    let mut sorted = Dictionary::new();
    for (key, value) in entries {
        let value = settle(value);
        if value != Object::Null {
            sorted.set(key, value);
        }
    }
    sorted
}

/// A whole number as one; nothing that isn't a number.
fn real(value: f32) -> Object {
    const WHOLE_BELOW: f32 = 16_777_216.0;
    if !value.is_normal() {
        Object::Integer(0)
    } else if value.fract() == 0.0 && value.abs() < WHOLE_BELOW {
        Object::Integer(value as i64)
    } else {
        Object::Real(value)
    }
}

/// What the objects are, in a number: the file's identifier.
fn digest(objects: &BTreeMap<ObjectId, Object>) -> [u8; 32] {
    let mut hash = Hash(Sha256::new());
    for object in objects.values() {
        Writer::write_object(&mut hash, object)
            .and_then(|()| hash.write_all(b"\n"))
            .expect("hashing does not fail");
    }
    hash.0.finalize().into()
}

struct Hash(Sha256);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
