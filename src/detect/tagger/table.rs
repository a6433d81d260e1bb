//! What was learned, as it lies in the file: small whole numbers, used where they lie.

/// Places for the weights of name-likeness; a power of two.
pub(super) const LIKENESS: usize = 1 << 19;
/// Places for the weights of features; a power of two.
pub(super) const FEATURES: usize = 1 << 21;
/// Numbers a place.
pub(super) const KINDS: usize = 2;
/// What one step of a weight stands for.
pub(super) const STEP: f32 = 1.0 / 16.0;
/// Weights of the steps from one tag to the next.
pub(super) const CHAIN: usize = 9;
/// What one step of the weights stands for that are more precise, two bytes each.
pub(super) const PRECISE_STEP: f32 = 1.0 / 1024.0;

/// Places of the layer that sees things together; a power of two.
pub(super) const TRAITS: usize = 1 << 17;
/// What the layer makes of them: this many numbers.
pub(super) const CELLS: usize = 16;
/// What one step of a trait stands for.
pub(super) const TRAIT_STEP: f32 = 1.0 / 48.0;
/// Weights of the layer: of each cell alone and for each kind.
pub(super) const LAYER: usize = CELLS * (1 + KINDS);
const PRECISE: usize = CHAIN + LAYER;

/// The file's length.
pub(super) const LENGTH: usize = PRECISE_AT + 2 * PRECISE;
const FEATURES_AT: usize = KINDS * LIKENESS;
const TRAITS_AT: usize = FEATURES_AT + KINDS * FEATURES;
const PRECISE_AT: usize = TRAITS_AT + CELLS * TRAITS;

/// The weights that ship, made by `examples/train-tagger`; see `assets/README.md`.
pub(super) static BUILT_IN: &[u8] = include_bytes!("../../../assets/names.weights");

const _: () = assert!(
    include_bytes!("../../../assets/names.weights").len() == LENGTH,
    "the weights do not fit the tagger: train it again"
);

/// The weights, wherever they lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    likeness: &'a [[u8; KINDS]],
    features: &'a [[u8; KINDS]],
    traits: &'a [[u8; CELLS]],
    precise: &'a [[u8; 2]],
}

impl<'a> Table<'a> {
    /// None where the length is not [`LENGTH`].
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        (bytes.len() == LENGTH).then_some(Self {
            likeness: bytes[..FEATURES_AT].as_chunks().0,
            features: bytes[FEATURES_AT..TRAITS_AT].as_chunks().0,
            traits: bytes[TRAITS_AT..PRECISE_AT].as_chunks().0,
            precise: bytes[PRECISE_AT..].as_chunks().0,
        })
    }

    /// The sum over places of name-likeness.
    #[inline]
    pub fn likeness(&self, places: &[u32]) -> [f32; KINDS] {
        sum(self.likeness, places)
    }

    /// The sum over features.
    #[inline]
    pub fn features(&self, places: &[u32]) -> [f32; KINDS] {
        sum(self.features, places)
    }

    /// What the layer is given: the sum over traits.
    #[inline]
    pub fn traits(&self, places: &[u32]) -> [f32; CELLS] {
        let mut total = [0i16; CELLS];
        for &place in places {
            if let Some(cells) = self.traits.get(place as usize) {
                for n in 0..CELLS {
                    total[n] += i16::from(cells[n] as i8);
                }
            }
        }
        total.map(|t| f32::from(t) * TRAIT_STEP)
    }

    /// The weights of the steps between tags, and those of the layer.
    pub fn precise(&self) -> ([f32; CHAIN], [f32; LAYER]) {
        let mut out = [0.0; PRECISE];
        for (weight, two) in out.iter_mut().zip(self.precise) {
            *weight = f32::from(i16::from_le_bytes(*two)) * PRECISE_STEP;
        }
        let (mut chain, mut layer) = ([0.0; CHAIN], [0.0; LAYER]);
        chain.copy_from_slice(&out[..CHAIN]);
        layer.copy_from_slice(&out[CHAIN..]);
        (chain, layer)
    }
}

#[inline]
fn sum(table: &[[u8; KINDS]], places: &[u32]) -> [f32; KINDS] {
    let [mut begin, mut inside] = [0i32; KINDS];
    for &place in places {
        if let Some(&[b, i]) = table.get(place as usize) {
            begin += i32::from(b as i8);
            inside += i32::from(i as i8);
        }
    }
    [begin as f32 * STEP, inside as f32 * STEP]
}
