//! Colour spaces, so far as what an image is made of depends on them.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use lopdf::StringFormat;

use super::samples::{Samples, Size};
use super::source::numbers;
use super::{ColorSpaces, NotUnderstood};
use crate::write::pdf::file::Objects;

const UNKNOWN: NotUnderstood = NotUnderstood("an image in a colour space that is not understood");
/// Most components of an image.
const MOST_COMPONENTS: usize = 32;

/// A colour space.
#[derive(Clone)]
pub(super) enum Space<'a> {
    Gray,
    Rgb,
    Cmyk,
    /// An index into a palette.
    Indexed(Box<Palette<'a>>),
    /// Anything else, copied by others.
    Other {
        object: Object<'a>,
        components: u8,
        /// What each component is when all is black; none where that is not known.
        black: Option<Vec<f64>>,
        /// What the lowest and highest sample of each component stand for.
        ranges: Option<Vec<f64>>,
    },
}

/// The colours of an indexed image.
#[derive(Clone)]
pub(super) struct Palette<'a> {
    base: Space<'a>,
    colours: Vec<u8>,
}

impl<'a> Space<'a> {
    /// Understands a colour space; `named` are those that the resources name.
    pub fn read(object: &Object<'a>, named: &Dict<'a>) -> Result<Self, NotUnderstood> {
        Self::within(object, named, 4)
    }

    fn within(object: &Object<'a>, named: &Dict<'a>, deeper: u8) -> Result<Self, NotUnderstood> {
        let deeper = deeper.checked_sub(1).ok_or(UNKNOWN)?;
        match object {
            Object::Name(name) => match device(name) {
                Some(space) => Ok(space),
                None => {
                    let object = named.get::<Object<'a>>(&**name).ok_or(UNKNOWN)?;
                    Self::within(&object, named, deeper)
                }
            },
            Object::Array(array) => Self::of_array(object, array, named, deeper),
            _ => Err(UNKNOWN),
        }
    }

    fn of_array(
        object: &Object<'a>,
        array: &Array<'a>,
        named: &Dict<'a>,
        deeper: u8,
    ) -> Result<Self, NotUnderstood> {
        let mut parts = array.iter::<Object<'a>>();
        let Some(Object::Name(family)) = parts.next() else {
            return Err(UNKNOWN);
        };
        let other = |components: usize, black: Option<Vec<f64>>, ranges: Option<Vec<f64>>| {
            if !(1..=MOST_COMPONENTS).contains(&components) {
                return Err(UNKNOWN);
            }
            Ok(Self::Other {
                object: object.clone(),
                components: components as u8,
                black,
                ranges,
            })
        };
        match &*family {
            b"CalGray" => other(1, Some(vec![0.0]), None),
            b"CalRGB" => other(3, Some(vec![0.0; 3]), None),
            b"CalCMYK" => Ok(Self::Cmyk),
            b"Lab" => {
                let dict = parts.next().and_then(Object::into_dict).unwrap_or_default();
                let range = dict.get::<Array<'a>>(b"Range").and_then(|a| numbers(&a));
                let range = range.filter(|r| r.len() == 4);
                let mut ranges = vec![0.0, 100.0];
                ranges.extend(range.unwrap_or_else(|| vec![-100.0, 100.0, -100.0, 100.0]));
                other(3, Some(vec![0.0; 3]), Some(ranges))
            }
            b"ICCBased" => {
                let profile = parts.next().and_then(Object::into_stream).ok_or(UNKNOWN)?;
                match profile.dict().get::<i64>(b"N") {
                    Some(1) => other(1, Some(vec![0.0]), None),
                    Some(3) => other(3, Some(vec![0.0; 3]), None),
                    Some(4) => other(4, Some(vec![0.0, 0.0, 0.0, 1.0]), None),
                    _ => Err(UNKNOWN),
                }
            }
            b"Separation" => {
                let ink = parts.next().and_then(Object::into_name);
                let black = ink.is_some_and(|ink| matches!(&*ink, b"Black" | b"All"));
                other(1, black.then(|| vec![1.0]), None)
            }
            b"DeviceN" => {
                let inks = parts.next().and_then(Object::into_array).ok_or(UNKNOWN)?;
                other(
                    inks.raw_iter().take(MOST_COMPONENTS + 1).count(),
                    None,
                    None,
                )
            }
            b"Indexed" | b"I" => {
                let base = Self::within(&parts.next().ok_or(UNKNOWN)?, named, deeper)?;
                let high = parts.next().and_then(Object::into_i32).ok_or(UNKNOWN)?;
                let colours = table(parts.next())?;
                Self::indexed(base, high, colours)
            }
            name => {
                let only = device_name(name).filter(|_| parts.next().is_none());
                only.ok_or(UNKNOWN)
            }
        }
    }

    fn indexed(base: Self, high: i32, mut colours: Vec<u8>) -> Result<Self, NotUnderstood> {
        if matches!(base, Self::Indexed(_)) {
            return Err(UNKNOWN);
        }
        let entries = high.clamp(0, 255) as usize + 1;
        colours.resize(entries * usize::from(base.components()), 0);
        Ok(Self::Indexed(Box::new(Palette { base, colours })))
    }

    /// The plain colour space of so many components.
    pub fn plain(components: u8) -> Option<Self> {
        match components {
            1 => Some(Self::Gray),
            3 => Some(Self::Rgb),
            4 => Some(Self::Cmyk),
            _ => None,
        }
    }

    pub fn components(&self) -> u8 {
        match self {
            Self::Gray | Self::Indexed(_) => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
            Self::Other { components, .. } => *components,
        }
    }

    pub fn is_indexed(&self) -> bool {
        matches!(self, Self::Indexed(_))
    }

    /// For each component, the sample that is black; 0 where that can't be known.
    pub fn black(&self, size: Size, decode: Option<&[f64]>) -> Vec<u32> {
        let components = usize::from(self.components());
        let (black, ranges) = match self {
            Self::Indexed(palette) => (
                Some(vec![f64::from(palette.darkest())]),
                Some(vec![0.0, f64::from(size.most())]),
            ),
            Self::Cmyk => (Some(vec![0.0, 0.0, 0.0, 1.0]), None),
            Self::Gray | Self::Rgb => (Some(vec![0.0; components]), None),
            Self::Other { black, ranges, .. } => (black.clone(), ranges.clone()),
        };
        let ranges = decode
            .filter(|d| d.len() >= 2 * components)
            .or(ranges.as_deref());
        let sample = |(at, value): (usize, f64)| {
            let (low, high) = ranges.map_or((0.0, 1.0), |r| (r[2 * at], r[2 * at + 1]));
            let share = (value - low) / (high - low);
            // As a cast, what is no number is 0.
            (share.clamp(0.0, 1.0) * f64::from(size.most())).round() as u32
        };
        match black {
            Some(black) => black.into_iter().enumerate().map(sample).collect(),
            None => vec![0; components],
        }
    }

    /// The colour space of the new file. Of a palette only what the samples, if they are known, use
    /// is kept.
    pub fn object(
        &self,
        objects: &mut Objects,
        spaces: &mut ColorSpaces<'_, 'a>,
        samples: Option<&Samples>,
    ) -> Result<lopdf::Object, NotUnderstood> {
        match self {
            Self::Gray => Ok("DeviceGray".into()),
            Self::Rgb => Ok("DeviceRGB".into()),
            Self::Cmyk => Ok("DeviceCMYK".into()),
            Self::Other { object, .. } => spaces(objects, object).ok_or(UNKNOWN),
            Self::Indexed(palette) => {
                let base = palette.base.object(objects, spaces, samples)?;
                let colours =
                    samples.map_or_else(|| palette.colours.clone(), |of| palette.used(of));
                let of_one = usize::from(palette.base.components());
                Ok(lopdf::Object::Array(vec![
                    "Indexed".into(),
                    base,
                    (((colours.len() / of_one).max(1) - 1) as i64).into(),
                    lopdf::Object::String(colours, StringFormat::Hexadecimal),
                ]))
            }
        }
    }
}

impl Palette<'_> {
    /// The index of the darkest colour, so far as that can be known without a profile.
    fn darkest(&self) -> u32 {
        let of_one = usize::from(self.base.components());
        let inks = matches!(of_one, 4..) || matches!(&self.base, Space::Other { black: None, .. });
        let light = |colour: &[u8]| {
            let sum: i32 = colour.iter().map(|part| i32::from(*part)).sum();
            if inks { -sum } else { sum }
        };
        let colours = self.colours.chunks(of_one).enumerate();
        let darkest = colours.min_by_key(|(at, colour)| (light(colour), *at));
        darkest.map_or(0, |(at, _)| at as u32)
    }

    /// The colours, those that no sample uses cut off or made 0.
    fn used(&self, samples: &Samples) -> Vec<u8> {
        let mut used = [false; 256];
        samples.mark_used(&mut used);
        let of_one = usize::from(self.base.components());
        let mut colours = self.colours.clone();
        for (colour, used) in colours.chunks_mut(of_one).zip(used) {
            if !used {
                colour.fill(0);
            }
        }
        let last = used.iter().rposition(|used| *used).unwrap_or(0);
        colours.truncate((last + 1) * of_one);
        colours
    }
}

fn table(object: Option<Object<'_>>) -> Result<Vec<u8>, NotUnderstood> {
    match object {
        Some(Object::String(colours)) => Ok(colours.to_vec()),
        Some(Object::Stream(stream)) => table_stream(&stream),
        _ => Err(UNKNOWN),
    }
}

fn table_stream(stream: &Stream<'_>) -> Result<Vec<u8>, NotUnderstood> {
    /// A palette is no larger than this, however it is compressed.
    const MOST: u64 = 1 << 20;
    super::filters::plain(stream, MOST)
}

fn device(name: &Name<'_>) -> Option<Space<'static>> {
    device_name(name)
}

fn device_name(name: &[u8]) -> Option<Space<'static>> {
    match name {
        b"DeviceGray" | b"G" => Some(Space::Gray),
        b"DeviceRGB" | b"RGB" => Some(Space::Rgb),
        b"DeviceCMYK" | b"CMYK" => Some(Space::Cmyk),
        _ => None,
    }
}
