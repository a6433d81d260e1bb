//! The pixels of an image, decoded: exactly as many as it is wide and high, nothing behind them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::object::stream::{FilterResult, ImageDecodeParams};
use hayro_syntax::object::{Dict, Stream};

use super::cover::Region;
use super::filters::{self, Chain, Codec};
use super::jbig2;
use super::source::Source;
use super::space::Space;
use super::{NotUnderstood, TOO_LARGE};

const DAMAGED: NotUnderstood = NotUnderstood("an image that can't be decoded");

/// Pixels, row by row, each row beginning with a byte of its own.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::write::pdf) struct Samples {
    pub width: u32,
    pub height: u32,
    pub components: u8,
    /// Of each component: 1, 2, 4, 8 or 16.
    pub bits: u8,
    pub data: Vec<u8>,
}

/// An image, decoded.
pub(super) struct Read<'a> {
    pub samples: Samples,
    pub space: Space<'a>,
    /// How opaque each pixel is, where the data says so itself.
    pub alpha: Option<Samples>,
}

/// How large an image is and what its samples are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::write::pdf) struct Size {
    pub width: u32,
    pub height: u32,
    pub components: u8,
    pub bits: u8,
}

impl Size {
    /// The highest value of a sample.
    pub fn most(self) -> u32 {
        (1 << self.bits) - 1
    }
}

impl Samples {
    pub fn size(&self) -> Size {
        Size {
            width: self.width,
            height: self.height,
            components: self.components,
            bits: self.bits,
        }
    }

    /// Bytes of a row.
    pub fn row(&self) -> usize {
        row_bytes(self.width, self.components, self.bits)
    }

    /// Makes pixels of a region all alike: `colour` has a value for each component.
    pub(super) fn fill(&mut self, region: &Region, colour: &[u32]) {
        let (row, bits) = (self.row(), usize::from(self.bits));
        let components = usize::from(self.components);
        for (line, ranges) in self.data.chunks_mut(row).zip(region.rows()) {
            for range in ranges {
                for at in range.start as usize * components..range.end as usize * components {
                    let value = colour.get(at % components).copied().unwrap_or(0);
                    set_bits(line, at, bits, value);
                }
            }
        }
    }

    /// Makes a coarse image fine, each pixel many of the same: so that a box on it takes no more
    /// than what is under it.
    pub(super) fn refine(&mut self) {
        /// Pixels along a side that are fine enough.
        const FINE: u32 = 128;
        let (across, down) = (FINE.div_ceil(self.width), FINE.div_ceil(self.height));
        if across == 1 && down == 1 {
            return;
        }
        let (bits, components) = (usize::from(self.bits), usize::from(self.components));
        let from = self.row();
        let old = std::mem::take(&mut self.data);
        self.width *= across;
        self.height *= down;
        let mut row = vec![0; self.row()];
        for line in old.chunks(from) {
            for at in 0..self.width as usize * components {
                let pixel = at / components / across as usize;
                let value = get_bits(line, pixel * components + at % components, bits);
                set_bits(&mut row, at, bits, value);
            }
            for _ in 0..down {
                self.data.extend_from_slice(&row);
            }
        }
    }

    /// Notes which values the samples have, up to 255.
    pub fn mark_used(&self, used: &mut [bool; 256]) {
        let bits = usize::from(self.bits);
        let in_row = self.width as usize * usize::from(self.components);
        for line in self.data.chunks(self.row()) {
            for at in 0..in_row {
                if let Some(used) = used.get_mut(get_bits(line, at, bits) as usize) {
                    *used = true;
                }
            }
        }
    }

    /// Makes what was decoded fit: rows of `from` bytes become rows of their own size, what is
    /// missing is `missing`, and bits behind the last pixel of a row are 0.
    fn fitted(mut self, from: usize, missing: u8) -> Self {
        let row = self.row();
        let size = row * self.height as usize;
        if from != row && from > 0 {
            let mut data = Vec::with_capacity(size);
            for line in self.data.chunks(from).take(self.height as usize) {
                data.extend_from_slice(&line[..line.len().min(row)]);
                data.resize(data.len().next_multiple_of(row), missing);
            }
            self.data = data;
        }
        self.data.resize(size, missing);
        let over = row * 8 - self.width as usize * usize::from(self.components * self.bits);
        if over > 0 {
            for last in self.data.chunks_mut(row).filter_map(|line| line.last_mut()) {
                *last &= 0xFF << over;
            }
        }
        self
    }
}

fn row_bytes(width: u32, components: u8, bits: u8) -> usize {
    (width as usize * usize::from(components) * usize::from(bits)).div_ceil(8)
}

/// The `at`-th sample of a row.
pub(super) fn get_bits(row: &[u8], at: usize, bits: usize) -> u32 {
    match bits {
        8 => u32::from(row[at]),
        16 => u32::from(row[2 * at]) << 8 | u32::from(row[2 * at + 1]),
        _ => {
            let bit = at * bits;
            let shift = 8 - bits - bit % 8;
            u32::from(row[bit / 8] >> shift) & ((1 << bits) - 1)
        }
    }
}

/// Sets the `at`-th sample of a row.
pub(super) fn set_bits(row: &mut [u8], at: usize, bits: usize, value: u32) {
    match bits {
        8 => row[at] = value as u8,
        16 => row[2 * at..2 * at + 2].copy_from_slice(&(value as u16).to_be_bytes()),
        _ => {
            let bit = at * bits;
            let shift = 8 - bits - bit % 8;
            let mask = ((1_u32 << bits) - 1) as u8;
            let byte = &mut row[bit / 8];
            *byte = *byte & !(mask << shift) | (value as u8 & mask) << shift;
        }
    }
}

/// Decodes an image.
pub(super) fn read<'a>(source: &Source<'a>, chain: &Chain<'a>) -> Result<Read<'a>, NotUnderstood> {
    match &chain.codec {
        None => plain(source, chain),
        Some((Codec::Ccitt | Codec::Jbig2, params)) => two_tone(source, chain, params),
        Some((Codec::Jpx, _)) => wavelets(source, chain),
        // These are carried over as coefficients.
        Some((Codec::Dct, _)) => Err(DAMAGED),
    }
}

fn bounded(
    source: &Source<'_>,
    (width, height): (u32, u32),
    components: u8,
    bits: u8,
) -> Result<u64, NotUnderstood> {
    let bytes = row_bytes(width, components, bits) as u64 * u64::from(height);
    if bytes > source.most {
        Err(TOO_LARGE)
    } else {
        Ok(bytes)
    }
}

fn plain<'a>(source: &Source<'a>, chain: &Chain<'a>) -> Result<Read<'a>, NotUnderstood> {
    let space = source.space.clone().ok_or(DAMAGED)?;
    let (width, height, components) = (source.width, source.height, space.components());
    // Where the depth is not said, it is a byte: all there is in practice.
    let bits = source.bits.unwrap_or(8);
    let bytes = bounded(source, (width, height), components, bits)?;
    let data = chain.unpack(&source.stream, bytes)?;
    if data.is_empty() {
        return Err(DAMAGED);
    }
    let samples = Samples {
        width,
        height,
        components,
        bits,
        data,
    };
    Ok(fitted(samples, space, None))
}

/// Fax and JBIG2: one bit a pixel.
fn two_tone<'a>(
    source: &Source<'a>,
    chain: &Chain<'a>,
    params: &Dict<'a>,
) -> Result<Read<'a>, NotUnderstood> {
    let space = source.space.clone().unwrap_or(Space::Gray);
    if space.components() != 1 {
        return Err(DAMAGED);
    }
    // As if each pixel were a byte: so much is used while they are decoded.
    let usual = |width: u32, height: u32| bounded(source, (width, height), 1, 8);
    usual(source.width, source.height)?;
    if let Some((Codec::Ccitt, _)) = chain.codec {
        let columns = params.get::<i64>(b"Columns").unwrap_or(1728);
        let columns = u32::try_from(columns).map_err(|_| DAMAGED)?;
        usual(columns, source.height)?;
    } else {
        let data = chain.unpack(&source.stream, source.most)?;
        let globals = params.get::<Stream<'a>>(b"JBIG2Globals");
        let globals = globals.map_or(Ok(Vec::new()), |all| filters::plain(&all, source.most))?;
        for data in [globals, data] {
            if !jbig2::announces(&data, |width, height| usual(width, height).is_ok()) {
                return Err(TOO_LARGE);
            }
        }
    }
    let decoded = decode(source, 1, true)?;
    let from = decoded.image_data.map_or(source.width, |image| image.width);
    let samples = Samples {
        width: source.width,
        height: source.height,
        components: 1,
        bits: 1,
        data: decoded.data.into_owned(),
    };
    Ok(Read {
        samples: samples.fitted(row_bytes(from, 1, 1), 0xFF),
        space,
        alpha: None,
    })
}

/// Decodes with the codecs of the library, which is called only for what is known to be bounded.
fn decode<'a>(
    source: &Source<'a>,
    components: u8,
    packed: bool,
) -> Result<FilterResult<'a>, NotUnderstood> {
    let params = ImageDecodeParams {
        is_indexed: packed,
        bpc: source.bits,
        num_components: Some(components),
        target_dimension: None,
        width: source.width,
        height: source.height,
    };
    // These libraries are well fuzzed, but a panic in them is a damaged image, not an end.
    let decoded = catch_unwind(AssertUnwindSafe(|| source.stream.decoded_image(&params)));
    decoded.map_err(|_| DAMAGED)?.map_err(|_| DAMAGED)
}

/// JPEG 2000.
fn wavelets<'a>(source: &Source<'a>, chain: &Chain<'a>) -> Result<Read<'a>, NotUnderstood> {
    let packed = chain.unpack(&source.stream, source.most)?;
    let (width, height, components) = size_of_wavelets(&packed).ok_or(DAMAGED)?;
    // They are decoded as numbers of four bytes.
    bounded(source, (width, height), components.saturating_mul(2), 16)?;
    let indexed = source.space.as_ref().is_some_and(Space::is_indexed);
    let decoded = decode(source, components, indexed)?;
    let Some(image) = decoded.image_data else {
        return Err(DAMAGED);
    };
    let bits = image.bits_per_component;
    if !matches!(bits, 1 | 2 | 4 | 8 | 16) {
        return Err(DAMAGED);
    }
    let rows = (decoded.data.len() / (image.height as usize).max(1)) * 8;
    let components = rows / (image.width as usize * usize::from(bits)).max(1);
    let components = u8::try_from(components).map_err(|_| DAMAGED)?;
    let data = decoded.data.into_owned();
    let alpha = image.alpha.map(|data| {
        let alpha = Samples {
            width: image.width,
            height: image.height,
            components: 1,
            bits,
            data,
        };
        let row = alpha.row();
        alpha.fitted(row, 0xFF)
    });
    finished(
        source,
        image.width,
        image.height,
        components,
        bits,
        data,
        alpha,
    )
}

/// The width, height and number of components that JPEG 2000 data says it has.
fn size_of_wavelets(data: &[u8]) -> Option<(u32, u32, u8)> {
    let at = memchr::memmem::find(data, &[0xFF, 0x4F, 0xFF, 0x51])?;
    let size = data.get(at + 8..at + 42)?;
    let number = |at: usize| {
        size.get(at..at + 4)
            .and_then(|four| four.try_into().ok())
            .map(u32::from_be_bytes)
    };
    let across = number(0)?.checked_sub(number(8)?)?;
    let down = number(4)?.checked_sub(number(12)?)?;
    let components = u16::from_be_bytes([size[32], size[33]]);
    Some((across, down, u8::try_from(components).ok()?))
}

/// Puts together what a codec brought, in a colour space that fits it.
fn finished<'a>(
    source: &Source<'a>,
    width: u32,
    height: u32,
    components: u8,
    bits: u8,
    data: Vec<u8>,
    alpha: Option<Samples>,
) -> Result<Read<'a>, NotUnderstood> {
    if width == 0 || height == 0 || components == 0 {
        return Err(DAMAGED);
    }
    let space = source.fitting(components).ok_or(DAMAGED)?;
    if source.stencil && bits != 1 {
        return Err(DAMAGED);
    }
    let samples = Samples {
        width,
        height,
        components,
        bits,
        data,
    };
    Ok(fitted(samples, space, alpha))
}

/// Samples with as many bytes as their rows need.
fn fitted(samples: Samples, space: Space<'_>, alpha: Option<Samples>) -> Read<'_> {
    let row = samples.row();
    Read {
        samples: samples.fitted(row, 0),
        space,
        alpha,
    }
}
