//! Images, carried over without what is not the image, and blank where a box stands.
//!
//! [`source`] says what an image is; [`samples`] decodes it, [`cover`] says which of its pixels
//! nobody may see, [`hidden`] whether its very bytes are text that must go, and [`encode`] writes
//! the rest; [`jpeg`] does the same for photographs without a loss. Nothing of the source is passed on as it was: what is not a pixel is not written.

mod cover;
mod encode;
mod filters;
mod hidden;
mod jbig2;
mod jpeg;
mod samples;
mod source;
mod space;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use hayro_syntax::object::{Dict, Object, Stream};
use lopdf::{Dictionary, ObjectId};
use sha2::{Digest, Sha256};

pub(super) use cover::{Placed, Quad, corners};
pub(super) use encode::encode;
pub(super) use samples::Samples;
pub(super) use source::plain_dict;

use self::cover::{Cover, Region};
use self::filters::{Chain, Codec};
use self::hidden::Hidden;
use self::jpeg::Jpeg;
use self::source::{Mask, Source, What};
use super::file::Objects;
use crate::ingest::Limits;
use crate::matching::Needles;

/// Something that can't be written safely, in words for the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct NotUnderstood(pub &'static str);

const TOO_LARGE: NotUnderstood =
    NotUnderstood("an image larger than is carried over; see --max-pixels");

/// Makes a colour space of the new file of one of the source; none where it is not understood.
pub(super) type ColorSpaces<'f, 'a> =
    dyn FnMut(&mut Objects, &Object<'a>) -> Option<lopdf::Object> + 'f;

/// Most bytes that the images of one document may decode to, all together.
const MOST_DECODED: u64 = 32 << 30;
/// Most bytes of a JPEG.
const MOST_JPEG: u64 = 256 << 20;
/// What an image costs besides its bytes.
const PRICE: u64 = 64 << 10;

/// What an image is known by: where its dictionary stands in memory, what it is used for, and what
/// of it is covered.
type Key = (usize, What, Vec<u64>);

/// The images of the new file.
pub(super) struct Images {
    hidden: Hidden,
    /// What was made of each image and what covers it.
    done: BTreeMap<Key, Result<Option<ObjectId>, NotUnderstood>>,
    /// The same bytes are written once.
    written: BTreeMap<[u8; 32], ObjectId>,
    left: u64,
    /// Most samples of one image.
    most: u64,
    #[cfg(test)]
    made: BTreeMap<ObjectId, lopdf::Stream>,
}

impl Images {
    /// No images yet; one whose bytes hold one of the values as text goes.
    pub fn new(values: &[&Needles], limits: &Limits) -> Self {
        Self {
            hidden: Hidden::new(values),
            done: BTreeMap::new(),
            written: BTreeMap::new(),
            left: MOST_DECODED,
            most: limits.pixels,
            #[cfg(test)]
            made: BTreeMap::new(),
        }
    }

    /// The image of the new file for one of the source, an XObject or inline; none where nothing of
    /// it can be seen, so that it need not be painted. `named` holds the colour spaces that the
    /// resources name.
    pub fn place<'a>(
        &mut self,
        objects: &mut Objects,
        spaces: &mut ColorSpaces<'_, 'a>,
        stream: &Stream<'a>,
        named: &Dict<'a>,
        placed: &Placed<'_>,
    ) -> Result<Option<ObjectId>, NotUnderstood> {
        let Some(cover) = Cover::of(placed) else {
            return Ok(None);
        };
        self.image(objects, spaces, stream, named, &cover, What::Image)
    }

    fn image<'a>(
        &mut self,
        objects: &mut Objects,
        spaces: &mut ColorSpaces<'_, 'a>,
        stream: &Stream<'a>,
        named: &Dict<'a>,
        cover: &Cover,
        what: What,
    ) -> Result<Option<ObjectId>, NotUnderstood> {
        let key = (stream.dict().data().as_ptr() as usize, what, cover.key());
        if let Some(done) = self.done.get(&key) {
            return *done;
        }
        let made = self.make(objects, spaces, stream, named, cover, what);
        self.done.insert(key, made);
        made
    }

    fn make<'a>(
        &mut self,
        objects: &mut Objects,
        spaces: &mut ColorSpaces<'_, 'a>,
        stream: &Stream<'a>,
        named: &Dict<'a>,
        cover: &Cover,
        what: What,
    ) -> Result<Option<ObjectId>, NotUnderstood> {
        let source = Source::read(stream, named, what, self.most)?;
        let chain = Chain::of(stream)?;
        if let Some((Codec::Dct, params)) = &chain.codec {
            return self.photograph(objects, spaces, &source, &chain, params, cover);
        }
        let mut read = samples::read(&source, &chain)?;
        self.pay(read.samples.data.len() as u64)?;
        let samples = &mut read.samples;
        if !cover.is_empty() {
            samples.refine();
        }
        let region = Region::of(samples.width, samples.height, cover);
        if region.is_all() && what == What::Image {
            return Ok(None);
        }
        let black = source.black(samples.size(), &read.space);
        samples.fill(&region, &black);
        if self.hidden.stands_in(&samples.data) {
            samples.fill(&Region::all(samples.width, samples.height), &black);
        }
        let mut dict = source.dict(samples.size());
        if !source.stencil {
            let space = read.space.object(objects, spaces, Some(samples))?;
            dict.set("ColorSpace", space);
        }
        if what == What::Image {
            self.mask(objects, spaces, &source, read.alpha, cover, &mut dict)?;
        }
        let data = encode::encode(&read.samples, &mut dict);
        Ok(Some(self.write(objects, dict, data)))
    }

    /// The same for a JPEG, of which the coefficients are carried over.
    fn photograph<'a>(
        &mut self,
        objects: &mut Objects,
        spaces: &mut ColorSpaces<'_, 'a>,
        source: &Source<'a>,
        chain: &Chain<'a>,
        params: &Dict<'a>,
        cover: &Cover,
    ) -> Result<Option<ObjectId>, NotUnderstood> {
        let data = chain.unpack(&source.stream, MOST_JPEG)?;
        let mut jpeg = Jpeg::read(&data, (source.width, source.height), self.most)?;
        let size = jpeg.size();
        let (width, height) = (size.width, size.height);
        self.pay(u64::from(width) * u64::from(height) * u64::from(size.components))?;
        let region = Region::of(width, height, cover);
        if region.is_all() && source.what == What::Image {
            return Ok(None);
        }
        let space = source
            .fitting(size.components)
            .filter(|_| !source.stencil)
            .ok_or(NotUnderstood("a JPEG with other colours than are told"))?;
        let black = source.black(size, &space);
        let transform = params.get::<i64>(b"ColorTransform");
        jpeg.blank(&region, &black, transform);
        let mut data = jpeg.write();
        if self.hidden.stands_in(&data) {
            jpeg.blank(&Region::all(width, height), &black, transform);
            data = jpeg.write();
        }
        let mut dict = source.dict(size);
        dict.set("ColorSpace", space.object(objects, spaces, None)?);
        dict.set("Filter", "DCTDecode");
        if let Some(transform) = transform.filter(|_| !jpeg.tells_transform()) {
            let mut params = Dictionary::new();
            params.set("ColorTransform", i64::from(transform != 0));
            dict.set("DecodeParms", params);
        }
        if source.what == What::Image {
            self.mask(objects, spaces, source, None, cover, &mut dict)?;
        }
        Ok(Some(self.write(objects, dict, data)))
    }

    fn pay(&mut self, bytes: u64) -> Result<(), NotUnderstood> {
        let left = self.left.checked_sub(bytes + PRICE);
        self.left = left.ok_or(NotUnderstood("more images than are carried over"))?;
        Ok(())
    }

    /// Says in `dict` what can be seen through the image.
    fn mask<'a>(
        &mut self,
        objects: &mut Objects,
        spaces: &mut ColorSpaces<'_, 'a>,
        source: &Source<'a>,
        alpha: Option<Samples>,
        cover: &Cover,
        dict: &mut Dictionary,
    ) -> Result<(), NotUnderstood> {
        let (name, what, stream) = match (&source.mask, alpha) {
            (Mask::Soft(stream), _) => ("SMask", What::SoftMask, stream),
            (Mask::InData, Some(alpha)) => {
                let id = self.alpha(objects, alpha, cover);
                dict.set("SMask", id);
                return Ok(());
            }
            (Mask::Stencil(stream), _) => ("Mask", What::Stencil, stream),
            (Mask::Key(key), _) => {
                let key = key.iter().map(|n| lopdf::Object::Integer(*n));
                dict.set("Mask", key.collect::<Vec<_>>());
                return Ok(());
            }
            (Mask::InData | Mask::None, _) => return Ok(()),
        };
        let named = Dict::empty();
        if let Some(id) = self.image(objects, spaces, stream, &named, cover, what)? {
            dict.set(name, id);
        }
        Ok(())
    }

    /// What the image itself says can be seen through it, as a mask of its own.
    fn alpha(&mut self, objects: &mut Objects, mut alpha: Samples, cover: &Cover) -> ObjectId {
        let region = Region::of(alpha.width, alpha.height, cover);
        alpha.fill(&region, &[alpha.size().most()]);
        if self.hidden.stands_in(&alpha.data) {
            alpha.fill(
                &Region::all(alpha.width, alpha.height),
                &[alpha.size().most()],
            );
        }
        let mut dict = source::plain_dict(alpha.size());
        dict.set("ColorSpace", "DeviceGray");
        let data = encode::encode(&alpha, &mut dict);
        self.write(objects, dict, data)
    }

    fn write(&mut self, objects: &mut Objects, dict: Dictionary, data: Vec<u8>) -> ObjectId {
        let mut hash = Sha256::new();
        hash.update(format!("{dict:?}"));
        hash.update(&data);
        let hash = hash.finalize().into();
        if let Some(id) = self.written.get(&hash) {
            return *id;
        }
        let stream = lopdf::Stream::new(dict, data).with_compression(false);
        #[cfg(test)]
        let for_tests = stream.clone();
        let id = objects.add(stream);
        #[cfg(test)]
        self.made.insert(id, for_tests);
        self.written.insert(hash, id);
        id
    }
}
