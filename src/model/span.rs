//! Half-open byte ranges that know which text they belong to.
//!
//! Internally every offset is a byte offset at a character boundary; published
//! offsets count Unicode scalar values and are made only when writing.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Marker: offsets into the raw text, as it was read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Raw {}
/// Marker: offsets into a cleaned text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cleaned {}

/// A half-open byte range of the text that `T` names. Ranges of different texts do not mix.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<T> {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    text: PhantomData<T>,
}

/// A range of the raw text.
pub type RawSpan = Span<Raw>;
/// A range of a cleaned text.
pub type CleanSpan = Span<Cleaned>;

impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Span<T> {}

impl<T> fmt::Debug for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<T> Span<T> {
    /// A span from byte `start` up to byte `end`.
    ///
    /// # Panics
    /// When the range is reversed or lies beyond 4 GiB: a reader's limits keep texts far below that.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "reversed span {start}..{end}");
        let at = |n: usize| u32::try_from(n).expect("texts are limited to 4 GiB");
        Self {
            start: at(start),
            end: at(end),
            text: PhantomData,
        }
    }

    /// The range, for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies in the span.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly within this span.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn unite(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
            text: PhantomData,
        }
    }
}
