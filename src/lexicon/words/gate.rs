//! A Bloom filter over the dictionary, one cache line a word: tells in a few nanoseconds that a
//! word is in it, and errs for about one in sixty of those that are not.

/// Bytes of a block: one cache line.
const BLOCK: usize = 64;
/// Bits set for each word.
const BITS: u32 = 6;
/// Bits of the table for each word.
const BITS_PER_WORD: usize = 10;

/// The table for these words.
#[must_use]
pub fn build<'a>(words: impl ExactSizeIterator<Item = &'a [u8]>) -> Vec<u8> {
    let blocks = (words.len() * BITS_PER_WORD).div_ceil(8 * BLOCK).max(1);
    let mut table = vec![0; blocks * BLOCK];
    for word in words {
        let (block, bits) = place(word, blocks);
        for at in positions(bits) {
            table[block * BLOCK + at / 8] |= 1 << (at % 8);
        }
    }
    table
}

/// Whether the table says that it holds the word.
pub(super) fn holds(table: &[u8], word: &[u8]) -> bool {
    let blocks = table.len() / BLOCK;
    if blocks == 0 {
        return false;
    }
    let (block, bits) = place(word, blocks);
    let Some(line) = table.get(block * BLOCK..(block + 1) * BLOCK) else {
        return false;
    };
    positions(bits).all(|at| line[at / 8] & (1 << (at % 8)) != 0)
}

/// The block of a word, and the bits that choose its positions there.
fn place(word: &[u8], blocks: usize) -> (usize, u64) {
    let hash = hash(word);
    let block = ((u128::from(hash) * blocks as u128) >> 64) as usize;
    (block, hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 8)
}

fn positions(bits: u64) -> impl Iterator<Item = usize> {
    (0..BITS).map(move |i| ((bits >> (9 * i)) & 511) as usize)
}

/// Eight bytes at a time; the table that ships depends on it.
pub(super) fn hash(word: &[u8]) -> u64 {
    let mut h = word.len() as u64 ^ 0x51_7c_c1_b7_27_22_0a_95;
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        h = mix(h ^ u64::from_le_bytes(eight));
    }
    let mut rest = 0;
    for &b in chunks.remainder() {
        rest = rest << 8 | u64::from(b);
    }
    mix(h ^ rest)
}

fn mix(h: u64) -> u64 {
    let wide = u128::from(h) * 0xa076_1d64_78bd_642f;
    (wide >> 64) as u64 ^ wide as u64
}
