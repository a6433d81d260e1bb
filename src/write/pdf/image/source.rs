//! What the dictionary of an image says of it. Keys that are not named here are not read, so they
//! can't get into the new file.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use lopdf::Dictionary;

use super::NotUnderstood;
use super::samples::Size;
use super::space::Space;

/// What an image is used for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum What {
    /// Something that is painted.
    Image,
    /// How opaque each pixel of another is.
    SoftMask,
    /// Which pixels of another are painted.
    Stencil,
}

/// Most pixels along one side.
const LONGEST: u32 = 65_535;

/// An image as its dictionary tells.
pub(super) struct Source<'a> {
    pub stream: Stream<'a>,
    pub what: What,
    pub width: u32,
    pub height: u32,
    /// Bits per component; none where it is not said.
    pub bits: Option<u8>,
    /// None where it is not said: JPEG 2000 brings its own.
    pub space: Option<Space<'a>>,
    /// Whether it is painted in the colour of the moment.
    pub stencil: bool,
    /// What the lowest and the highest sample of each component stand for, where that is said.
    pub decode: Option<Vec<f64>>,
    pub mask: Mask<'a>,
    /// Most samples that are carried over.
    pub most: u64,
    interpolate: bool,
    intent: Option<&'static str>,
    matte: Option<Vec<f64>>,
}

/// What can be seen through an image.
pub(super) enum Mask<'a> {
    None,
    /// Pixels of these colours.
    Key(Vec<i64>),
    Stencil(Stream<'a>),
    Soft(Stream<'a>),
    /// As it says itself.
    InData,
}

impl<'a> Source<'a> {
    pub fn read(
        stream: &Stream<'a>,
        named: &Dict<'a>,
        what: What,
        most: u64,
    ) -> Result<Self, NotUnderstood> {
        let dict = stream.dict();
        let size = |key: &[u8], short: &[u8]| {
            let of = get::<i64>(dict, key, short).and_then(|n| u32::try_from(n).ok());
            of.filter(|n| (1..=LONGEST).contains(n))
        };
        let (Some(width), Some(height)) = (size(b"Width", b"W"), size(b"Height", b"H")) else {
            return Err(NotUnderstood("an image of an impossible size"));
        };
        let stencil =
            what == What::Stencil || get::<bool>(dict, b"ImageMask", b"IM").unwrap_or(false);
        let bits = get::<i64>(dict, b"BitsPerComponent", b"BPC")
            .and_then(|n| u8::try_from(n).ok())
            .filter(|n| matches!(n, 1 | 2 | 4 | 8 | 16));
        let space = match what {
            _ if stencil => Some(Space::Gray),
            What::SoftMask => Some(Space::Gray),
            _ => get::<Object<'a>>(dict, b"ColorSpace", b"CS")
                .map(|space| Space::read(&space, named))
                .transpose()?,
        };
        Ok(Self {
            stream: stream.clone(),
            what,
            width,
            height,
            bits: if stencil { Some(1) } else { bits },
            space,
            stencil,
            decode: get::<Array<'a>>(dict, b"Decode", b"D").and_then(|a| numbers(&a)),
            mask: if what == What::Image && !stencil {
                mask(dict)
            } else {
                Mask::None
            },
            most,
            interpolate: get::<bool>(dict, b"Interpolate", b"I").unwrap_or(false),
            intent: dict
                .get::<Name<'_>>(b"Intent")
                .and_then(|name| intent(&name)),
            matte: dict
                .get::<Array<'a>>(b"Matte")
                .filter(|_| what == What::SoftMask)
                .and_then(|a| numbers(&a)),
        })
    }

    /// Its colour space, or a plain one where that has not as many components as the data.
    pub fn fitting(&self, components: u8) -> Option<Space<'a>> {
        match &self.space {
            Some(space) if space.components() == components => Some(space.clone()),
            _ if self.stencil || self.what != What::Image => None,
            _ => Space::plain(components),
        }
    }

    /// For each component, the sample that is black, opaque or painted.
    pub fn black(&self, size: Size, space: &Space<'_>) -> Vec<u32> {
        let decode = self.decode.as_deref();
        if self.stencil {
            // What is 0 once decoded is painted.
            let turned = decode.is_some_and(|d| d.first() > d.last());
            return vec![u32::from(turned)];
        }
        if self.what == What::SoftMask {
            let turned = decode.is_some_and(|d| d.first() > d.last());
            return vec![if turned { 0 } else { size.most() }];
        }
        space.black(size, decode)
    }

    /// The dictionary of the new image, but for its colour space and masks.
    pub fn dict(&self, size: Size) -> Dictionary {
        let mut dict = plain_dict(size);
        if self.stencil {
            dict.set("ImageMask", true);
        }
        let pairs = 2 * usize::from(size.components);
        if let Some(decode) = self.decode.as_ref().filter(|d| d.len() >= pairs) {
            dict.set("Decode", reals(&decode[..pairs]));
        }
        if self.interpolate {
            dict.set("Interpolate", true);
        }
        if let Some(intent) = self.intent.filter(|_| self.what == What::Image) {
            dict.set("Intent", intent);
        }
        if let Some(matte) = &self.matte {
            dict.set("Matte", reals(matte));
        }
        dict
    }
}

/// The dictionary of an image of these samples.
pub(in crate::write::pdf) fn plain_dict(size: Size) -> Dictionary {
    let mut dict = Dictionary::new();
    dict.set("Type", "XObject");
    dict.set("Subtype", "Image");
    dict.set("Width", i64::from(size.width));
    dict.set("Height", i64::from(size.height));
    dict.set("BitsPerComponent", i64::from(size.bits));
    dict
}

fn reals(numbers: &[f64]) -> Vec<lopdf::Object> {
    let one = |n: &f64| match n.fract() {
        0.0 if n.abs() < 1e9 => lopdf::Object::Integer(*n as i64),
        _ => lopdf::Object::Real((n.clamp(-1e9, 1e9) * 1e4).round() as f32 / 1e4),
    };
    numbers.iter().map(one).collect()
}

fn mask<'a>(dict: &Dict<'a>) -> Mask<'a> {
    if let Some(soft) = dict.get::<Stream<'a>>(b"SMask") {
        return Mask::Soft(soft);
    }
    if dict.get::<i64>(b"SMaskInData").is_some_and(|n| n > 0) {
        return Mask::InData;
    }
    match dict.get::<Object<'a>>(b"Mask") {
        Some(Object::Stream(stencil)) => Mask::Stencil(stencil),
        Some(Object::Array(key)) => {
            let whole = |n: f64| (n as i64).clamp(0, 0xFFFF);
            numbers(&key).map_or(Mask::None, |key| {
                Mask::Key(key.into_iter().map(whole).collect())
            })
        }
        _ => Mask::None,
    }
}

fn intent(name: &[u8]) -> Option<&'static str> {
    [
        "AbsoluteColorimetric",
        "RelativeColorimetric",
        "Saturation",
        "Perceptual",
    ]
    .into_iter()
    .find(|intent| intent.as_bytes() == name)
}

/// The value of a key or, in inline images, of its short form.
fn get<'a, T: TryFrom<Object<'a>>>(dict: &Dict<'a>, key: &[u8], short: &[u8]) -> Option<T> {
    let of = |key| dict.get::<Object<'a>>(key);
    of(key)
        .or_else(|| of(short))
        .and_then(|object| T::try_from(object).ok())
}

/// The numbers of an array of nothing else; few, since there are four colours at most that count.
pub(super) fn numbers(array: &Array<'_>) -> Option<Vec<f64>> {
    const MOST: usize = 64;
    let numbers: Vec<f64> = array.iter::<f64>().take(MOST).collect();
    numbers.iter().all(|n| n.is_finite()).then_some(numbers)
}
