//! Which things belong together.

/// Sets of numbers, of which each begins alone.
pub(super) struct Union {
    above: Vec<usize>,
}

impl Union {
    pub(super) fn new(count: usize) -> Self {
        Self {
            above: (0..count).collect(),
        }
    }

    /// The smallest number of the set.
    pub(super) fn root(&mut self, mut n: usize) -> usize {
        while self.above[n] != n {
            self.above[n] = self.above[self.above[n]];
            n = self.above[n];
        }
        n
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.above[a.max(b)] = a.min(b);
    }
}
