//! The bits of a scan.

/// Reads bits up to the next marker; behind it there are only zeros.
pub(super) struct Bits<'d> {
    data: &'d [u8],
    at: usize,
    buffer: u64,
    held: u32,
    /// How many of the last bits held, or once held, are none of the file's.
    made_up: u32,
}

impl<'d> Bits<'d> {
    pub fn new(data: &'d [u8], at: usize) -> Self {
        Self {
            data,
            at,
            buffer: 0,
            held: 0,
            made_up: 0,
        }
    }

    #[inline]
    fn refill(&mut self) {
        while self.held <= 56 {
            let byte = match self.data.get(self.at) {
                Some(0xFF) => match self.data.get(self.at + 1) {
                    Some(0) => {
                        self.at += 2;
                        Some(0xFF)
                    }
                    _ => None,
                },
                Some(byte) => {
                    self.at += 1;
                    Some(*byte)
                }
                None => None,
            };
            if byte.is_none() {
                self.made_up = self.made_up.saturating_add(8);
            }
            self.buffer = (self.buffer << 8) | u64::from(byte.unwrap_or(0));
            self.held += 8;
        }
    }

    /// The next 16 bits, which stay.
    #[inline]
    pub fn peek(&mut self) -> u32 {
        if self.held < 16 {
            self.refill();
        }
        (self.buffer >> (self.held - 16)) as u32 & 0xFFFF
    }

    /// Leaves out bits that were peeked at.
    #[inline]
    pub fn skip(&mut self, count: u32) {
        self.held = self.held.saturating_sub(count);
    }

    /// The next bits, up to 16.
    #[inline]
    pub fn take(&mut self, count: u32) -> u32 {
        let value = self.peek() >> (16 - count);
        self.skip(count);
        value
    }

    /// A number with its sign, of so many bits.
    #[inline]
    pub fn signed(&mut self, count: u32) -> i32 {
        if count == 0 {
            return 0;
        }
        let value = self.take(count).cast_signed();
        let half = 1 << (count - 1);
        if value < half {
            value - 2 * half + 1
        } else {
            value
        }
    }

    /// Whether more was read than there is.
    pub fn exhausted(&self) -> bool {
        self.held < self.made_up
    }

    /// Goes on behind the next restart marker; false where there is none.
    pub fn restart(&mut self) -> bool {
        let Some(at) = next_marker(self.data, self.at) else {
            return false;
        };
        if !matches!(self.data[at + 1], 0xD0..=0xD7) {
            return false;
        }
        *self = Self::new(self.data, at + 2);
        true
    }

    /// Where the marker behind the scan stands.
    pub fn end(&self) -> usize {
        let mut at = self.at;
        while let Some(found) = next_marker(self.data, at) {
            if !matches!(self.data[found + 1], 0xD0..=0xD7) {
                return found;
            }
            at = found + 2;
        }
        self.data.len()
    }
}

/// Where the next marker stands: its `FF`, with the sign of its kind behind it.
pub(super) fn next_marker(data: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr(0xFF, data.get(at..)?)?;
        match data.get(at + 1)? {
            0 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}
