//! What was learned, as it lies in the file: small whole numbers, used where they lie.

/// Places for the weights of name-likeness; a power of two.
pub(super) const LIKENESS: usize = 1 << 19;
/// Places for the weights of features; a power of two.
pub(super) const FEATURES: usize = 1 << 21;
/// Numbers a place.
pub(super) const KINDS: usize = 2;
/// What one step of a weight stands for.
pub(super) const STEP: f32 = 1.0 / 16.0;
/// Weights of the steps from one tag to the next, and of each tag: more precise, two bytes each.
pub(super) const CHAIN: usize = 9;
/// What one step of those stands for.
pub(super) const CHAIN_STEP: f32 = 1.0 / 1024.0;

/// The file's length.
pub(super) const LENGTH: usize = KINDS * (LIKENESS + FEATURES) + 2 * CHAIN;

/// The weights that ship, made by `examples/train-tagger`; see `assets/README.md`.
pub(super) static BUILT_IN: &[u8] = include_bytes!("../../../assets/names.weights");

const _: () = assert!(
    include_bytes!("../../../assets/names.weights").len() == LENGTH,
    "the weights do not fit the tagger: train it again"
);

/// The weights, wherever they lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a>(&'a [u8]);

impl<'a> Table<'a> {
    /// None where the length is not [`LENGTH`].
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        (bytes.len() == LENGTH).then_some(Self(bytes))
    }

    /// The sum over places of name-likeness.
    #[inline]
    pub fn likeness(self, places: &[u32]) -> [f32; KINDS] {
        sum(&self.0[..KINDS * LIKENESS], places)
    }

    /// The sum over features.
    #[inline]
    pub fn features(self, places: &[u32]) -> [f32; KINDS] {
        sum(
            &self.0[KINDS * LIKENESS..KINDS * (LIKENESS + FEATURES)],
            places,
        )
    }

    /// The weights of the steps between tags.
    pub fn chain(self) -> [f32; CHAIN] {
        let mut out = [0.0; CHAIN];
        let bytes = &self.0[KINDS * (LIKENESS + FEATURES)..];
        for (weight, two) in out.iter_mut().zip(bytes.chunks_exact(2)) {
            *weight = f32::from(i16::from_le_bytes([two[0], two[1]])) * CHAIN_STEP;
        }
        out
    }
}

#[inline]
fn sum(bytes: &[u8], places: &[u32]) -> [f32; KINDS] {
    let mut total = [0i32; KINDS];
    for &place in places {
        let at = place as usize * KINDS;
        if let Some(two) = bytes.get(at..at + KINDS) {
            total[0] += i32::from(two[0] as i8);
            total[1] += i32::from(two[1] as i8);
        }
    }
    total.map(|t| t as f32 * STEP)
}
