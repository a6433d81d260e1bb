//! Decodes streams, as far as they hold text or numbers; what pictures are coded in stays coded.

use super::lex::{digit, from_hex, is_white};
use std::borrow::Cow;
use std::io::Read;

/// Most bytes that one stream may unpack to, and all of a file together.
const MOST_OF_ONE: u64 = 256 << 20;
const MOST_OF_ALL: u64 = 2 << 30;
/// Most filters on one stream: more are put there to hide something or to keep readers busy.
const MOST_FILTERS: usize = 8;

/// How much more may be unpacked.
pub(super) struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Self(MOST_OF_ALL)
    }
}

/// A filter of a stream, and how its rows were predicted.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub name: Vec<u8>,
    pub predictor: Option<Predictor>,
    /// LZW's /EarlyChange.
    pub early: bool,
}

/// PNG's prediction of rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Predictor {
    /// Bytes of a row.
    pub row: usize,
    /// Bytes of a pixel.
    pub pixel: usize,
}

/// What a stream holds.
pub(super) struct Decoded<'a> {
    pub data: Cow<'a, [u8]>,
    /// What it is still coded in: a filter of pictures, or one that is not known.
    pub coded: Option<Vec<u8>>,
}

/// It unpacks to more than is sane.
#[derive(Debug)]
pub(super) struct TooLarge;

impl Budget {
    pub fn decode<'a>(
        &mut self,
        data: &'a [u8],
        filters: &[Filter],
    ) -> Result<Decoded<'a>, TooLarge> {
        let mut data = Cow::Borrowed(data);
        for (n, filter) in filters.iter().enumerate() {
            let most = self.0.min(MOST_OF_ONE);
            let plain = match &*filter.name {
                _ if n >= MOST_FILTERS => return Err(TooLarge),
                b"FlateDecode" | b"Fl" => Some(inflate(&data, most)?),
                b"LZWDecode" | b"LZW" => Some(unpack_lzw(&data, filter.early, most)?),
                b"RunLengthDecode" | b"RL" => Some(unpack_runs(&data, most)?),
                b"ASCIIHexDecode" | b"AHx" => Some(from_hex(until(&data, b">"))),
                b"ASCII85Decode" | b"A85" => Some(from_85(&data)),
                b"Crypt" => continue,
                _ => None,
            };
            let Some(mut plain) = plain else {
                let coded = Some(filter.name.clone());
                return Ok(Decoded { data, coded });
            };
            self.0 = self.0.checked_sub(plain.len() as u64).ok_or(TooLarge)?;
            if let Some(predictor) = filter.predictor {
                plain = unpredict(&plain, predictor);
            }
            data = Cow::Owned(plain);
        }
        Ok(Decoded { data, coded: None })
    }
}

fn until<'a>(data: &'a [u8], end: &[u8]) -> &'a [u8] {
    &data[..memchr::memmem::find(data, end).unwrap_or(data.len())]
}

/// What can be unpacked; a damaged rest is left out. Tried without the zlib header, too.
fn inflate(data: &[u8], most: u64) -> Result<Vec<u8>, TooLarge> {
    let mut out = Vec::new();
    // An error ends the reading: what came out before it stays.
    let _ = flate2::read::ZlibDecoder::new(data)
        .take(most + 1)
        .read_to_end(&mut out);
    if out.is_empty() && data.len() > 2 {
        let _ = flate2::read::DeflateDecoder::new(&data[2..])
            .take(most + 1)
            .read_to_end(&mut out);
    }
    if out.len() as u64 > most {
        return Err(TooLarge);
    }
    Ok(out)
}

fn unpack_runs(data: &[u8], most: u64) -> Result<Vec<u8>, TooLarge> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&sign) = data.get(at) {
        at += 1;
        let many = usize::from(sign);
        match sign {
            128 => break,
            0..128 => {
                let end = data.len().min(at + many + 1);
                out.extend_from_slice(&data[at..end]);
                at = end;
            }
            _ => {
                let Some(byte) = data.get(at) else { break };
                out.resize(out.len() + 257 - many, *byte);
                at += 1;
            }
        }
        if out.len() as u64 > most {
            return Err(TooLarge);
        }
    }
    Ok(out)
}

fn unpack_lzw(data: &[u8], early: bool, most: u64) -> Result<Vec<u8>, TooLarge> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut out: Vec<u8> = Vec::new();
    // Each entry is a stretch of what came out: the one before it, and one byte more.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held, mut width) = (0u32, 0u32, 9);
    for &byte in data {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held) as usize & ((1 << width) - 1);
        bits &= (1 << held) - 1;
        match code {
            CLEAR => {
                table.clear();
                last = None;
                width = 9;
                continue;
            }
            END => break,
            _ => {}
        }
        let start = out.len();
        match (code, table.get(code.wrapping_sub(258)), last) {
            (0..256, _, _) => out.push(code as u8),
            (_, Some(&(from, len)), _) => out.extend_from_within(from..from + len),
            (_, None, Some((from, len))) if code == 258 + table.len() => {
                out.extend_from_within(from..from + len);
                out.push(out[from]);
            }
            _ => break,
        }
        if let Some((from, len)) = last
            && table.len() < 4096 - 258
        {
            table.push((from, len + 1));
        }
        last = Some((start, out.len() - start));
        let next = 258 + table.len() + usize::from(last.is_some()) + usize::from(early);
        // Nine bits up to code 511, one more for each doubling, twelve at most.
        width = (usize::BITS - (next.max(2) - 1).leading_zeros()).clamp(9, 12);
        if out.len() as u64 > most {
            return Err(TooLarge);
        }
    }
    Ok(out)
}

/// ASCII85 to bytes.
fn from_85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group = Vec::with_capacity(5);
    for &byte in until(data, b"~").iter().filter(|b| !is_white(**b)) {
        match byte {
            b'z' if group.is_empty() => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group.push(byte - b'!');
                if group.len() == 5 {
                    out.extend_from_slice(&of_85(&group));
                    group.clear();
                }
            }
            _ => {}
        }
    }
    if group.len() > 1 {
        let keep = group.len() - 1;
        group.resize(5, 84);
        out.extend_from_slice(&of_85(&group)[..keep]);
    }
    out
}

fn of_85(group: &[u8]) -> [u8; 4] {
    let add = |sum: u32, digit: &u8| sum.wrapping_mul(85).wrapping_add(u32::from(*digit));
    group.iter().fold(0, add).to_be_bytes()
}

fn unpredict(data: &[u8], Predictor { row, pixel }: Predictor) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    for line in data.chunks(row.saturating_add(1)) {
        let [kind, line @ ..] = line else { break };
        let start = out.len();
        for (x, byte) in line.iter().enumerate() {
            let at = |back: usize, there: bool| if there { out[start + x - back] } else { 0 };
            let left = at(pixel, x >= pixel);
            let up = at(row, start >= row);
            let corner = at(row + pixel, start >= row && x >= pixel);
            let guess = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let far = |b: u8| (guess - i16::from(b)).abs();
    let nearer = if far(left) <= far(up) { left } else { up };
    if far(nearer) <= far(corner) {
        nearer
    } else {
        corner
    }
}

/// Text without its percent signs: `%4a` is a J.
pub(super) fn from_percent(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let code = match &text[at..] {
            [b'%', a, b, ..] => digit(*a).zip(digit(*b)),
            _ => None,
        };
        out.push(code.map_or(text[at], |(high, low)| high << 4 | low));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(name: &str) -> Filter {
        Filter {
            name: name.as_bytes().to_vec(),
            predictor: None,
            early: true,
        }
    }

    fn decoded(data: &[u8], filters: &[Filter]) -> Vec<u8> {
        let decoded = Budget::default().decode(data, filters).unwrap();
        decoded.data.into_owned()
    }

    #[test]
    fn each_filter_is_undone() {
        assert_eq!(decoded(b"4A 61 6E>xx", &[filter("ASCIIHexDecode")]), b"Jan");
        assert_eq!(decoded(b"87cUR D]i,\"~>", &[filter("A85")]), b"Hello Wo");
        assert_eq!(decoded(b"\x02Jan\xfee\x80x", &[filter("RL")]), b"Janeee");
        // The example of the PDF standard.
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let plain = [45, 45, 45, 45, 45, 65, 45, 45, 45, 66];
        assert_eq!(decoded(&lzw, &[filter("LZWDecode")]), plain);
    }

    #[test]
    fn rows_that_were_predicted_are_brought_back() {
        let rows = [
            [1, b'J', b'a' - b'J', b'n' - b'a'],
            [2, 1, 0, 0],
            [4, 1, 0, 0],
        ];
        let predictor = Predictor { row: 3, pixel: 1 };
        let plain = unpredict(&rows.concat(), predictor);
        assert_eq!(&plain[..6], b"JanKan");
        assert_eq!(plain.len(), 9);
    }

    #[test]
    fn what_grows_without_end_is_refused() {
        let bomb = vec![129; 64 << 10];
        let runs: Vec<Filter> = vec![filter("RL"); 9];
        assert!(Budget::default().decode(&bomb, &runs).is_err());
    }

    #[test]
    fn pictures_stay_coded() {
        let decoded = Budget::default()
            .decode(b"x", &[filter("DCTDecode")])
            .unwrap();
        assert_eq!(decoded.coded.as_deref(), Some(&b"DCTDecode"[..]));
    }
}
