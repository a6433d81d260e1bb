//! The objects of the new file.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// The objects of the new file, numbered in the order in which they are asked for.
pub(super) struct Objects {
    document: Document,
}

impl Objects {
    pub fn new() -> Self {
        Self {
            document: Document::with_version("1.7"),
        }
    }

    /// A number for an object that is made later.
    pub fn reserve(&mut self) -> ObjectId {
        self.document.new_object_id()
    }

    /// Puts an object at its number.
    pub fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.document.objects.insert(id, object.into());
    }

    /// Adds an object.
    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.document.add_object(object)
    }

    /// A stream whose data is compressed here.
    pub fn stream(dict: Dictionary, data: Vec<u8>) -> Object {
        let mut stream = Stream::new(dict, data);
        // What can't be made smaller stays as it is.
        let _ = stream.compress();
        Object::Stream(stream)
    }
}
