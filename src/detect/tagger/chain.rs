//! How likely each tag is, given all the others of a run of words: forwards and backwards
//! through a linear chain.

use super::powers::{exp, ln};
use super::table::{CHAIN, KINDS};

/// No name, the first word of a name, a further word of it.
pub(super) const TAGS: usize = 3;
pub(super) const OUTSIDE: usize = 0;
pub(super) const BEGIN: usize = 1;
pub(super) const INSIDE: usize = 2;

/// Impossible.
const NEVER: f32 = -30.0;

/// How far off a rough look may be.
const ROUGH: f32 = 0.01;

/// What each step weighs: `from * TAGS + to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps {
    weights: [f32; CHAIN],
    /// How many times the step from outside to outside each is.
    times: [f32; CHAIN],
}

impl Steps {
    /// The weights; a name never begins with a further word of it.
    pub fn new(mut weights: [f32; CHAIN]) -> Self {
        weights[OUTSIDE * TAGS + INSIDE] = NEVER;
        let outside = weights[OUTSIDE * TAGS + OUTSIDE];
        Self {
            weights,
            times: weights.map(|w| exp(w - outside)),
        }
    }

    /// Whether no word of a run can be part of a name with a likelihood of `least`: most runs hold
    /// none, and that much a rough look tells. It sets all ways to tag the run against the one
    /// in which every word is outside.
    pub fn all_outside(&self, weights: &[[f32; KINDS]], least: f32) -> bool {
        let enough = 1.0 / (1.0 - (least - ROUGH));
        let [[oo, ob, oi], [bo, bb, bi], [io, ib, ii]] =
            [0, 1, 2].map(|from| [0, 1, 2].map(|to| self.times[from * TAGS + to]));
        let never = exp(NEVER);
        let (mut outside, mut begin, mut inside) = (1.0, never, never);
        for [first, further] in weights {
            (outside, begin, inside) = (
                outside * oo + begin * bo + inside * io,
                (outside * ob + begin * bb + inside * ib) * exp(*first),
                (outside * oi + begin * bi + inside * ii) * exp(*further),
            );
            if outside > enough {
                return false;
            }
        }
        outside * oo + begin * bo + inside * io < enough
    }

    #[inline]
    fn of(&self, from: usize, to: usize) -> f32 {
        self.weights[from * TAGS + to]
    }
}

/// The likelihood of each tag of each word; outside, a word that begins no name weighs 0.
#[derive(Default)]
pub(super) struct Chain {
    forward: Vec<[f32; TAGS]>,
    after: Vec<[f32; TAGS]>,
    /// What comes out: one for each word.
    pub likely: Vec<[f32; TAGS]>,
    /// The logarithm of the sum over all ways to tag the run.
    total: f32,
}

impl Chain {
    /// Takes the weights of `begin` and `inside` for each word of a run with nothing beside it.
    pub fn run(&mut self, steps: &Steps, weights: &[[f32; KINDS]]) {
        self.run_with(steps, weights, |_, _| 0.0);
    }

    /// The same, with more weight for a tag of a word.
    #[inline]
    pub(super) fn run_with(
        &mut self,
        steps: &Steps,
        weights: &[[f32; KINDS]],
        more: impl Fn(usize, usize) -> f32,
    ) {
        let own = |n: usize, tag: usize| {
            let w = weights[n];
            [0.0, w[0], w[1]][tag] + more(n, tag)
        };
        let count = weights.len();
        self.forward.clear();
        self.after.clear();
        self.likely.clear();
        let mut before = [0.0, NEVER, NEVER];
        for n in 0..count {
            let to = |to: usize| {
                let of = |from: usize| before[from] + steps.of(from, to);
                sum([of(OUTSIDE), of(BEGIN), of(INSIDE)]) + own(n, to)
            };
            before = [to(OUTSIDE), to(BEGIN), to(INSIDE)];
            self.forward.push(before);
        }
        let end = |from: usize| steps.of(from, OUTSIDE);
        let mut after = [end(OUTSIDE), end(BEGIN), end(INSIDE)];
        let all = |tag: usize| before[tag] + after[tag];
        self.total = sum([all(OUTSIDE), all(BEGIN), all(INSIDE)]);
        self.likely.resize(count, [0.0; TAGS]);
        self.after.resize(count, [0.0; TAGS]);
        for i in (0..count).rev() {
            let likely = |tag: usize| exp(self.forward[i][tag] + after[tag] - self.total);
            self.likely[i] = [likely(OUTSIDE), likely(BEGIN), likely(INSIDE)];
            let next = |tag: usize| own(i, tag) + after[tag];
            let next = [next(OUTSIDE), next(BEGIN), next(INSIDE)];
            self.after[i] = next;
            let from = |from: usize| {
                let to = |to: usize| steps.of(from, to) + next[to];
                sum([to(OUTSIDE), to(BEGIN), to(INSIDE)])
            };
            after = [from(OUTSIDE), from(BEGIN), from(INSIDE)];
        }
    }

    /// How likely word `i` has the tag `to` and the one before it `from`.
    #[cfg(feature = "training")]
    pub(super) fn pair(&self, steps: &Steps, i: usize, from: usize, to: usize) -> f32 {
        exp(self.forward[i - 1][from] + steps.of(from, to) + self.after[i][to] - self.total)
    }
}

/// The logarithm of a sum of powers of e.
#[inline]
fn sum(of: [f32; TAGS]) -> f32 {
    let most = of[0].max(of[1]).max(of[2]);
    let part = |w: f32| if w == most { 1.0 } else { exp(w - most) };
    most + ln(part(of[0]) + part(of[1]) + part(of[2]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_weights_a_further_word_needs_a_first_one() {
        let mut chain = Chain::default();
        chain.run(&Steps::new([0.0; CHAIN]), &[[0.0; KINDS]]);
        assert!(chain.likely[0][INSIDE] < 1e-6);
        assert!((chain.likely[0][BEGIN] - 0.5).abs() < 1e-4);
    }

    proptest! {
        #[test]
        fn the_tags_of_a_word_are_certain_together(weights in proptest::collection::vec(prop::array::uniform2(-9.0f32..9.0), 1..8), steps in prop::array::uniform9(-4.0f32..4.0)) {
            let mut chain = Chain::default();
            chain.run(&Steps::new(steps), &weights);
            for likely in &chain.likely {
                prop_assert!((likely.iter().sum::<f32>() - 1.0).abs() < 1e-3);
            }
        }
    }
}
