//! Learns the tagger's weights from text in which the names are known.
//!
//! Only built with the feature `training`; `examples/train-tagger` drives it. Everything is done
//! in a fixed order with a seeded source of chance: the same examples give the same weights.

use std::ops::Range;

use super::active::{self, Role};
use super::chain::{BEGIN, Chain, INSIDE, OUTSIDE, Steps, TAGS};
use super::features::{Page, Places};
use super::layer::Layer;
use super::likeness::Pieces;
use super::powers::exp;
use super::table::{
    CELLS, CHAIN, FEATURES, KINDS, LAYER, LENGTH, LIKENESS, PRECISE_STEP, STEP, TRAIT_STEP, TRAITS,
    Table,
};
use super::{Likely, Tagger};
use crate::detect::engine::lexicon_words;
use crate::detect::scan::{Scan, Words};

/// A seeded source of chance (SplitMix64).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 {
            return 0;
        }
        (self.bits() % n as u64) as usize
    }

    /// True in a share of the cases.
    pub fn share(&mut self, share: f64) -> bool {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64 <= share
    }

    /// Puts a list in another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.below(i + 1));
        }
    }
}

/// A text with its names; byte offsets.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Where the names are.
    pub names: Vec<Range<usize>>,
    /// Where nobody knows whether there are names: learned from on neither side.
    pub unsure: Vec<Range<usize>>,
}

/// A word, and whether it is a first name and a surname.
#[derive(Clone, Debug)]
pub struct Word {
    /// The word.
    pub word: String,
    /// Whether it is a first name.
    pub first: bool,
    /// Whether it is a surname.
    pub surname: bool,
}

/// One weight and how much it has moved.
#[derive(Clone, Copy, Default)]
struct Weight {
    value: f32,
    moved: f32,
}

impl Weight {
    /// Moves against the slope, less the more it has moved before.
    fn learn(&mut self, slope: f32, rate: f32) {
        let slope = slope + SHRINK * self.value;
        self.moved += slope * slope;
        self.value -= rate * slope / (1e-6 + self.moved).sqrt();
    }
}

const SHRINK: f32 = 2e-5;

/// What is being learned.
pub struct Learner {
    words: Words,
    likeness: Vec<Weight>,
    features: Vec<Weight>,
    chain: [Weight; CHAIN],
    traits: Vec<Weight>,
    layer: [Weight; LAYER],
    /// The sum of what was learned at the end of each round noted, and how many.
    noted: (Vec<f32>, usize),
    chance: Chance,
}

/// How well names were found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Names in the texts.
    pub names: usize,
    /// Those found whole.
    pub found: usize,
    /// Names that were said to be there.
    pub said: usize,
    /// Those that touch a name.
    pub right: usize,
}

impl Learner {
    /// Nothing learned yet.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let mut near = |size: f32| Weight {
            value: ((chance.bits() >> 40) as f32 / (1u64 << 23) as f32 - 1.0) * size,
            moved: 0.0,
        };
        let traits = (0..TRAITS * CELLS).map(|_| near(0.08)).collect();
        let layer = std::array::from_fn(|i| if i < CELLS { near(0.1) } else { near(0.4) });
        Self {
            words: lexicon_words(),
            traits,
            layer,
            likeness: vec![Weight::default(); LIKENESS * KINDS],
            features: vec![Weight::default(); FEATURES * KINDS],
            chain: [Weight::default(); CHAIN],
            noted: (Vec::new(), 0),
            chance,
        }
    }

    /// Learns which words are like names by themselves.
    pub fn learn_words(&mut self, words: &mut [Word], rounds: usize) {
        for round in 0..rounds {
            self.chance.shuffle(words);
            let rate = 0.15 / (1.0 + round as f32);
            for word in words.iter() {
                let pieces = Pieces::of(&word.word);
                let truth = [word.first, word.surname];
                for (kind, truth) in truth.into_iter().enumerate() {
                    let score: f32 = pieces
                        .places()
                        .iter()
                        .map(|&p| self.likeness[p as usize * KINDS + kind].value)
                        .sum();
                    let slope = 1.0 / (1.0 + exp(-score)) - f32::from(u8::from(truth));
                    for &p in pieces.places() {
                        self.likeness[p as usize * KINDS + kind].learn(slope, rate);
                    }
                }
            }
        }
    }

    /// Goes once through the examples, in another order each time.
    pub fn learn(&mut self, examples: &mut [Example], rate: f32) {
        self.chance.shuffle(examples);
        let bytes = self.weights();
        let table = Table::of(&bytes).expect("made with this length");
        for example in examples.iter() {
            self.learn_from(example, &table, rate);
        }
    }

    fn learn_from(&mut self, example: &Example, table: &Table<'_>, rate: f32) {
        let words = std::mem::take(&mut self.words);
        let scan = Scan::new(&example.text, 0..example.text.len(), &words);
        let roles = active::roles(&scan);
        let tags = tags(&scan, example);
        let mut page = Page::new(&scan, &roles, table);
        let mut run: Vec<Seen> = Vec::new();
        let mut places = Places::new();
        for i in 0..=roles.len() {
            if i < roles.len() {
                page.step(i);
            }
            if roles.get(i).is_some_and(|r| *r != Role::Outside) {
                page.features(i, &mut places);
                page.traits(i, &mut places);
                run.push(self.some(&places));
            } else if !run.is_empty() {
                self.learn_run(&run, &tags[i - run.len()..i], rate);
                run.clear();
            }
        }
        self.words = words;
    }

    /// The features, some groups left out at times.
    fn some(&mut self, places: &Places) -> Seen {
        let all = places.list();
        let traits = places.traits();
        let [own, several, single] = places.groups;
        let [own_trait, single_trait] = places.trait_groups;
        let mut out = Seen::default();
        if !self.chance.share(WITHOUT_ITSELF) {
            out.features.extend_from_slice(&all[..own]);
            out.traits.extend_from_slice(&traits[..own_trait]);
        }
        let alone = self.chance.share(WITHOUT_WORDS);
        if !alone && !self.chance.share(WITHOUT_SEVERAL) {
            out.features.extend_from_slice(&all[own..several]);
        }
        if !alone {
            out.features.extend_from_slice(&all[several..single]);
            out.traits
                .extend_from_slice(&traits[own_trait..single_trait]);
        }
        out.features.extend_from_slice(&all[single..]);
        out.traits.extend_from_slice(&traits[single_trait..]);
        out
    }

    fn learn_run(&mut self, run: &[Seen], tags: &[Tag], rate: f32) {
        let steps = Steps::new(self.chain.map(|w| w.value));
        let layer = Layer(self.layer.map(|w| w.value));
        let cells: Vec<[f32; CELLS]> = run
            .iter()
            .map(|seen| layer.cells(self.sum(&seen.traits)))
            .collect();
        let weights: Vec<[f32; KINDS]> = run
            .iter()
            .zip(&cells)
            .map(|(seen, cells)| self.score(&seen.features, layer.kinds(cells)))
            .collect();
        let mut free = Chain::default();
        free.run(&steps, &weights);
        let mut bound = Chain::default();
        bound.run_within(&steps, &weights, |n, tag| tags[n].allows(tag, n == 0));
        for (n, seen) in run.iter().enumerate() {
            let slopes = [BEGIN, INSIDE].map(|tag| free.likely[n][tag] - bound.likely[n][tag]);
            for (kind, slope) in slopes.into_iter().enumerate() {
                if slope.abs() < 1e-4 {
                    continue;
                }
                for &p in &seen.features {
                    self.features[p as usize * KINDS + kind].learn(slope, rate);
                }
            }
            if slopes.iter().any(|s| s.abs() > 1e-3) {
                self.learn_layer(&layer, &seen.traits, &cells[n], slopes, rate * LAYER_RATE);
            }
        }
        let (free, bound) = (free.steps(&steps), bound.steps(&steps));
        for (weight, (f, b)) in self.chain.iter_mut().zip(free.iter().zip(bound)) {
            weight.learn(f - b, rate * 0.3);
        }
    }

    fn learn_layer(
        &mut self,
        layer: &Layer,
        traits: &[u32],
        cells: &[f32; CELLS],
        slopes: [f32; KINDS],
        rate: f32,
    ) {
        for (c, &cell) in cells.iter().enumerate() {
            let mut back = 0.0;
            for (kind, slope) in slopes.into_iter().enumerate() {
                let at = CELLS * (1 + kind) + c;
                back += slope * layer.0[at];
                if cell > 0.0 {
                    self.layer[at].learn(slope * cell, rate);
                }
            }
            if cell > 0.0 {
                self.layer[c].learn(back, rate);
                for &p in traits {
                    self.traits[p as usize * CELLS + c].learn(back, rate);
                }
            }
        }
    }

    /// The sum over traits.
    fn sum(&self, traits: &[u32]) -> [f32; CELLS] {
        let mut out = [0.0; CELLS];
        for &p in traits {
            let of = &self.traits[p as usize * CELLS..][..CELLS];
            out.iter_mut().zip(of).for_each(|(o, w)| *o += w.value);
        }
        out
    }

    fn score(&self, places: &[u32], mut out: [f32; KINDS]) -> [f32; KINDS] {
        for &p in places {
            for (kind, o) in out.iter_mut().enumerate() {
                *o += self.features[p as usize * KINDS + kind].value;
            }
        }
        out
    }

    /// All weights that are learned from examples, in the order in which they are written.
    fn learned(&self) -> impl Iterator<Item = f32> + '_ {
        self.features
            .iter()
            .chain(&self.traits)
            .chain(&self.chain)
            .chain(&self.layer)
            .map(|w| w.value)
    }

    /// Notes where the weights stand: what is written is the mean of what was noted, which is
    /// steadier than the last step.
    pub fn note(&mut self) {
        let mut sums = std::mem::take(&mut self.noted.0);
        sums.resize(self.learned().count(), 0.0);
        for (sum, w) in sums.iter_mut().zip(self.learned()) {
            *sum += w;
        }
        self.noted = (sums, self.noted.1 + 1);
    }

    /// The weights as they are written to a file.
    #[must_use]
    pub fn weights(&self) -> Vec<u8> {
        let (sums, count) = &self.noted;
        let share = 1.0 / (*count).max(1) as f32;
        let learned: Vec<f32> = match count {
            0 => self.learned().collect(),
            _ => sums.iter().map(|s| s * share).collect(),
        };
        let small = |w: f32, step: f32| ((w / step).round().clamp(-127.0, 127.0) as i8) as u8;
        let traits_at = FEATURES * KINDS;
        let precise_at = traits_at + TRAITS * CELLS;
        let mut out = Vec::with_capacity(LENGTH);
        out.extend(self.likeness.iter().map(|w| small(w.value, STEP)));
        out.extend(learned[..traits_at].iter().map(|&w| small(w, STEP)));
        out.extend(
            learned[traits_at..precise_at]
                .iter()
                .map(|&w| small(w, TRAIT_STEP)),
        );
        for w in &learned[precise_at..] {
            let steps = (w / PRECISE_STEP).round().clamp(-32_767.0, 32_767.0);
            out.extend((steps as i16).to_le_bytes());
        }
        out
    }

    /// What finds names with what was learned so far.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            weights: self.weights(),
            words: &self.words,
        }
    }
}

/// Finds names with what was learned up to a moment.
pub struct Reader<'l> {
    weights: Vec<u8>,
    words: &'l Words,
}

impl Reader<'_> {
    /// Where names are likely, as byte ranges with how likely.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, f32)> {
        let Some(table) = Table::of(&self.weights) else {
            return Vec::new();
        };
        let scan = Scan::new(text, 0..text.len(), self.words);
        let bytes = |l: Likely| {
            let from = scan.tokens[l.from].start as usize;
            (from..scan.tokens[l.to - 1].end as usize, l.sure)
        };
        Tagger::new(table)
            .names(&scan)
            .into_iter()
            .map(bytes)
            .collect()
    }

    /// How well the names of the examples are found.
    #[must_use]
    pub fn measure(&self, examples: &[Example]) -> Figures {
        let mut out = Figures::default();
        for example in examples {
            let found = self.find(&example.text);
            out.names += example.names.len();
            out.said += found.len();
            out.found += example
                .names
                .iter()
                .filter(|n| {
                    found
                        .iter()
                        .any(|(f, _)| f.start <= n.start && n.end <= f.end)
                })
                .count();
            let known = |f: &Range<usize>| {
                let touches = |n: &Range<usize>| n.start < f.end && f.start < n.end;
                example.names.iter().any(touches) || example.unsure.iter().any(touches)
            };
            out.right += found.iter().filter(|(f, _)| known(f)).count();
        }
        out
    }
}

/// What the learner is shown of a token.
#[derive(Default)]
struct Seen {
    features: Vec<u32>,
    traits: Vec<u32>,
}

/// How fast the layer learns beside the rest.
const LAYER_RATE: f32 = 0.4;

/// How often the word itself is left out, the words around it together, and all words around it.
const WITHOUT_ITSELF: f64 = 0.5;
const WITHOUT_SEVERAL: f64 = 0.45;
const WITHOUT_WORDS: f64 = 0.15;

/// What is known of a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Outside,
    Begin,
    Inside,
    Unsure,
}

impl Tag {
    fn allows(self, tag: usize, first_of_run: bool) -> bool {
        match self {
            Self::Outside => tag == OUTSIDE,
            Self::Begin => tag == BEGIN,
            Self::Inside => tag == if first_of_run { BEGIN } else { INSIDE },
            Self::Unsure => true,
        }
    }
}

fn tags(scan: &Scan<'_>, example: &Example) -> Vec<Tag> {
    let mut tags = vec![Tag::Outside; scan.tokens.len()];
    for name in &example.names {
        let mut tag = Tag::Begin;
        // A word that is glued to a name goes with it.
        let from = scan
            .tokens
            .partition_point(|t| t.end as usize <= name.start);
        for slot in &mut tags[from..scan.token_at(name.end).max(from)] {
            *slot = tag;
            tag = Tag::Inside;
        }
    }
    for unsure in &example.unsure {
        tags[scan.token_at(unsure.start)..scan.token_at(unsure.end)].fill(Tag::Unsure);
    }
    // Behind what is unsure, a name may go on.
    for i in 1..tags.len() {
        if tags[i] == Tag::Inside && tags[i - 1] == Tag::Outside {
            tags[i] = Tag::Begin;
        }
    }
    tags
}

impl Chain {
    /// As [`Chain::run`], with only the tags that are allowed.
    fn run_within(
        &mut self,
        steps: &Steps,
        weights: &[[f32; KINDS]],
        allows: impl Fn(usize, usize) -> bool,
    ) {
        self.run_with(
            steps,
            weights,
            |n, tag| if allows(n, tag) { 0.0 } else { -60.0 },
        );
    }

    /// How often each step is expected.
    fn steps(&self, steps: &Steps) -> [f32; CHAIN] {
        let mut out = [0.0; CHAIN];
        let n = self.likely.len();
        for tag in 0..TAGS {
            out[OUTSIDE * TAGS + tag] += self.likely[0][tag];
            out[tag * TAGS + OUTSIDE] += self.likely[n - 1][tag];
        }
        for i in 1..n {
            for from in 0..TAGS {
                for to in 0..TAGS {
                    out[from * TAGS + to] += self.pair(steps, i, from, to);
                }
            }
        }
        out
    }
}
