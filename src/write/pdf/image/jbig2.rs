//! How large JBIG2 data says its bitmaps are: looked at before anything is decoded, since a few
//! bytes can ask for half a gigabyte.

/// Says whether all that the data announces passes `usual`, given width and height.
pub(super) fn announces(data: &[u8], usual: impl Fn(u32, u32) -> bool) -> bool {
    let mut rest = data;
    while let Some(segment) = Segment::read(rest) {
        let size = match segment.kind {
            // A page, and regions of text, halftones, pixels and refinements.
            48 | 4 | 6 | 7 | 20 | 22 | 23 | 36 | 38 | 39 | 40 | 42 | 43 => {
                number(segment.data, 0).zip(number(segment.data, 4))
            }
            _ => None,
        };
        if let Some((width, height)) = size {
            // A page may leave its height open; then its stripes tell.
            let height = if height == u32::MAX { 1 } else { height };
            if !usual(width, height) {
                return false;
            }
        }
        let Some(length) = segment.length else {
            break;
        };
        rest = segment.data.get(length..).unwrap_or_default();
    }
    true
}

struct Segment<'d> {
    kind: u8,
    /// From the first byte of its own to the end of everything.
    data: &'d [u8],
    /// None where it goes on to a mark.
    length: Option<usize>,
}

impl<'d> Segment<'d> {
    fn read(data: &'d [u8]) -> Option<Self> {
        let own = number(data, 0)?;
        let flags = *data.get(4)?;
        let count = *data.get(5)? >> 5;
        let (count, mut at) = if count == 7 {
            let count = (number(data, 5)? & 0x1FFF_FFFF) as usize;
            (count, 9 + (count + 1).div_ceil(8))
        } else {
            (usize::from(count), 6)
        };
        let of_one = match own {
            0..=256 => 1,
            257..=65_536 => 2,
            _ => 4,
        };
        at += count * of_one + if flags & 0x40 > 0 { 4 } else { 1 };
        let length = number(data, at)?;
        Some(Self {
            kind: flags & 0x3F,
            data: data.get(at + 4..)?,
            length: (length != u32::MAX).then_some(length as usize),
        })
    }
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: u32, height: u32) -> Vec<u8> {
        let mut data = vec![0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19];
        data.extend(width.to_be_bytes());
        data.extend(height.to_be_bytes());
        data.extend([0; 11]);
        data
    }

    #[test]
    fn what_a_page_or_a_region_announces_is_seen() {
        let usual = |width: u32, height: u32| width.max(height) < 10_000;
        assert!(announces(&page(100, 200), usual));
        assert!(announces(&page(100, u32::MAX), usual));
        assert!(!announces(&page(100, 20_000), usual));
        let mut region = page(100, 200);
        region.extend([0, 0, 0, 1, 38, 0, 1, 0, 0, 0, 8]);
        region.extend([0, 1, 0, 0, 0, 0, 0, 9]);
        assert!(!announces(&region, usual));
    }

    #[test]
    fn any_bytes_come_to_an_end() {
        assert!(announces(&[0xFF; 99], |_, _| true));
        assert!(announces(&[], |_, _| false));
        assert!(announces(&page(1, 1)[..15], |_, _| true));
    }
}
