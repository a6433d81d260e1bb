//! Byte offsets to published offsets, which count Unicode scalar values.

/// Converts byte offsets of one text; cheapest when asked in ascending order.
#[derive(Debug)]
pub struct Scalars<'a> {
    text: &'a str,
    ascii: bool,
    byte: usize,
    scalar: usize,
}

impl<'a> Scalars<'a> {
    /// For this text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            ascii: text.is_ascii(),
            byte: 0,
            scalar: 0,
        }
    }

    /// The number of scalar values before byte `byte`, which is a character boundary.
    pub fn at(&mut self, byte: usize) -> usize {
        if self.ascii {
            return byte;
        }
        if byte < self.byte {
            // Backwards: count only what lies between.
            self.scalar -= count(&self.text.as_bytes()[byte..self.byte]);
        } else {
            self.scalar += count(&self.text.as_bytes()[self.byte..byte]);
        }
        self.byte = byte;
        self.scalar
    }
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_scalar_values_in_any_order_of_asking() {
        let text = "aé€😀z";
        let expected: Vec<_> = text
            .char_indices()
            .enumerate()
            .map(|(n, (b, _))| (b, n))
            .collect();
        let mut scalars = Scalars::new(text);
        for &(byte, n) in expected.iter().chain(expected.iter().rev()) {
            assert_eq!(scalars.at(byte), n);
        }
    }
}
