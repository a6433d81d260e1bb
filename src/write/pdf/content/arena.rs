//! Keeps bytes for as long as the source is open: what is made of an inline image.

use std::cell::{Cell, OnceCell};

const TOGETHER: usize = 256;

/// Bytes that stay where they are.
pub(in crate::write::pdf) struct Arena {
    kept: Box<[OnceCell<Vec<u8>>]>,
    used: Cell<usize>,
    next: OnceCell<Box<Self>>,
}

impl Arena {
    pub fn new() -> Self {
        Self {
            kept: (0..TOGETHER).map(|_| OnceCell::new()).collect(),
            used: Cell::new(0),
            next: OnceCell::new(),
        }
    }

    /// Keeps bytes.
    pub fn keep(&self, bytes: Vec<u8>) -> &[u8] {
        let mut arena = self;
        while arena.used.get() == TOGETHER {
            arena = arena.next.get_or_init(|| Box::new(Self::new()));
        }
        let slot = &arena.kept[arena.used.get()];
        arena.used.set(arena.used.get() + 1);
        slot.get_or_init(|| bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stays_where_it_is() {
        let arena = Arena::new();
        let kept: Vec<&[u8]> = (0..1000_u32)
            .map(|n| arena.keep(n.to_be_bytes().to_vec()))
            .collect();
        for (n, bytes) in (0..1000_u32).zip(kept) {
            assert_eq!(bytes, n.to_be_bytes());
        }
    }
}
