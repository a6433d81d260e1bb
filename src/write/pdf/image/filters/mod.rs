//! Takes off the filters of a stream, never growing beyond what is asked for: a bomb is read as
//! far as the image reaches, and no further.

mod ascii;
mod lzw;
mod predictor;

use std::io::Read;

use hayro_syntax::object::{Dict, Name, Object, Stream};

use super::NotUnderstood;
use predictor::Predictor;
pub(super) use predictor::paeth;

const UNKNOWN: NotUnderstood = NotUnderstood("an image packed in a way that is not understood");
const DAMAGED: NotUnderstood = NotUnderstood("an image that can't be unpacked");
/// Most bytes between two filters.
const MOST_BETWEEN: u64 = 256 << 20;
/// Most filters of one stream.
const MOST_FILTERS: usize = 8;

/// What packs an image as such.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Codec {
    /// JPEG.
    Dct,
    /// JPEG 2000.
    Jpx,
    /// Fax.
    Ccitt,
    Jbig2,
}

/// What packs any bytes.
#[derive(Clone, Copy)]
enum Packed {
    Hex,
    Base85,
    Runs,
    Lzw,
    Flate,
}

/// The filters of a stream, in the order in which they come off.
pub(super) struct Chain<'a> {
    packed: Vec<(Packed, Dict<'a>)>,
    /// The last one, with its parameters.
    pub codec: Option<(Codec, Dict<'a>)>,
}

impl<'a> Chain<'a> {
    pub fn of(stream: &Stream<'a>) -> Result<Self, NotUnderstood> {
        let dict = stream.dict();
        let mut chain = Self {
            packed: Vec::new(),
            codec: None,
        };
        let filters = match dict.get::<Object<'a>>(b"F") {
            // The data stands in another file.
            Some(Object::String(_) | Object::Dict(_)) => return Err(UNKNOWN),
            Some(filters) => Some(filters),
            None => dict.get::<Object<'a>>(b"Filter"),
        };
        let params = dict.get::<Object<'a>>(b"DP");
        let params = params.or_else(|| dict.get::<Object<'a>>(b"DecodeParms"));
        match filters {
            None | Some(Object::Null(_)) => {}
            Some(Object::Name(name)) => {
                let params = match params {
                    Some(Object::Array(of)) => of.iter::<Object<'a>>().next(),
                    other => other,
                };
                chain.push(&name, params)?;
            }
            Some(Object::Array(names)) => {
                let mut all: Vec<Option<Object<'a>>> = match params {
                    Some(Object::Array(of)) => of
                        .iter::<Object<'a>>()
                        .take(MOST_FILTERS)
                        .map(Some)
                        .collect(),
                    other => vec![other],
                };
                all.resize(MOST_FILTERS, None);
                let mut all = all.into_iter();
                for name in names.iter::<Object<'a>>() {
                    let Object::Name(name) = name else {
                        return Err(UNKNOWN);
                    };
                    chain.push(&name, all.next().ok_or(UNKNOWN)?)?;
                }
            }
            Some(_) => return Err(UNKNOWN),
        }
        Ok(chain)
    }

    fn push(&mut self, name: &Name<'_>, params: Option<Object<'a>>) -> Result<(), NotUnderstood> {
        let params = params.and_then(Object::into_dict).unwrap_or_default();
        let packed = match &**name {
            // Taken off with the encryption.
            b"Crypt" if self.packed.is_empty() && self.codec.is_none() => return Ok(()),
            b"ASCIIHexDecode" | b"AHx" => Packed::Hex,
            b"ASCII85Decode" | b"A85" => Packed::Base85,
            b"RunLengthDecode" | b"RL" => Packed::Runs,
            b"LZWDecode" | b"LZW" => Packed::Lzw,
            b"FlateDecode" | b"Fl" => Packed::Flate,
            name => {
                let codec = match name {
                    b"DCTDecode" | b"DCT" => Codec::Dct,
                    b"JPXDecode" => Codec::Jpx,
                    b"CCITTFaxDecode" | b"CCF" => Codec::Ccitt,
                    b"JBIG2Decode" => Codec::Jbig2,
                    _ => return Err(UNKNOWN),
                };
                if self.codec.replace((codec, params)).is_some() {
                    return Err(UNKNOWN);
                }
                return Ok(());
            }
        };
        // An image that is unpacked is no bytes any more.
        if self.codec.is_some() {
            return Err(UNKNOWN);
        }
        self.packed.push((packed, params));
        Ok(())
    }

    /// Takes off all but the codec; at most `most` bytes come out.
    pub fn unpack(&self, stream: &Stream<'a>, most: u64) -> Result<Vec<u8>, NotUnderstood> {
        let mut data = stream.raw_data().into_owned();
        for (at, (packed, params)) in self.packed.iter().enumerate() {
            let last = at + 1 == self.packed.len();
            let most = if last { most } else { MOST_BETWEEN };
            data = packed.take_off(&data, params, most)?;
        }
        data.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(data)
    }
}

/// The bytes of a stream that is no image, at most `most`.
pub(super) fn plain(stream: &Stream<'_>, most: u64) -> Result<Vec<u8>, NotUnderstood> {
    let chain = Chain::of(stream)?;
    if chain.codec.is_some() {
        return Err(UNKNOWN);
    }
    chain.unpack(stream, most)
}

impl Packed {
    fn take_off(self, data: &[u8], params: &Dict<'_>, most: u64) -> Result<Vec<u8>, NotUnderstood> {
        let bound = usize::try_from(most).unwrap_or(usize::MAX);
        let unpacked = match self {
            Self::Hex => ascii::hex(data),
            Self::Base85 => ascii::base85(data),
            Self::Runs => ascii::runs(data, bound),
            Self::Lzw => {
                let predictor = Predictor::of(params)?;
                let early = params.get::<i64>(b"EarlyChange") != Some(0);
                predictor.undo(lzw::decode(data, early, predictor.before(bound)))
            }
            Self::Flate => {
                let predictor = Predictor::of(params)?;
                predictor.undo(inflate(data, predictor.before(bound)))
            }
        };
        if unpacked.is_empty() && !data.is_empty() {
            return Err(DAMAGED);
        }
        Ok(unpacked)
    }
}

/// What can be read of compressed data, with or without its header.
fn inflate(data: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::new();
    // What was read before an error stays: other viewers show it too.
    let _ = flate2::read::ZlibDecoder::new(data)
        .take(most as u64)
        .read_to_end(&mut out);
    if out.is_empty() {
        let _ = flate2::read::DeflateDecoder::new(data)
            .take(most as u64)
            .read_to_end(&mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(data).expect("a vector takes all");
        packed.finish().expect("a vector takes all")
    }

    #[test]
    fn a_bomb_is_read_as_far_as_is_asked() {
        let bomb = deflated(&vec![0; 64 << 20]);
        assert!(bomb.len() < 100_000);
        assert_eq!(inflate(&bomb, 1000).len(), 1000);
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let data: Vec<u8> = (0..100_000_u32)
            .flat_map(|n| n.wrapping_mul(n).to_le_bytes())
            .collect();
        let packed = deflated(&data);
        let read = inflate(&packed[..packed.len() / 2], usize::MAX);
        assert!(read.len() > data.len() / 4 && data.starts_with(&read));
    }
}
