//! Affine matrices the way PDF writes them: `[a b c d e f]`, row vectors.

/// Maps `(x, y)` to `(a·x + c·y + e, b·x + d·y + f)`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Matrix {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
    pub e: f64,
    pub f: f64,
}

impl Matrix {
    pub const IDENTITY: Self = Self::new(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);

    #[inline]
    pub const fn new(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64) -> Self {
        Self { a, b, c, d, e, f }
    }

    #[inline]
    pub const fn translate(x: f64, y: f64) -> Self {
        Self::new(1.0, 0.0, 0.0, 1.0, x, y)
    }

    pub const fn from_array([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self::new(a, b, c, d, e, f)
    }

    /// First `self`, then `next`: PDF's `self × next`.
    #[inline]
    pub fn then(self, next: Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    #[inline]
    pub fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (
            self.a * x + self.c * y + self.e,
            self.b * x + self.d * y + self.f,
        )
    }

    /// The upright box around the image of a box: `(x0, y0, x1, y1)`.
    pub fn bounds(self, x0: f64, y0: f64, x1: f64, y1: f64) -> (f64, f64, f64, f64) {
        if self.b == 0.0 && self.c == 0.0 {
            // Nearly all text: two corners say it all.
            let (p, q) = (self.apply(x0, y0), self.apply(x1, y1));
            if p.0.is_finite() && p.1.is_finite() && q.0.is_finite() && q.1.is_finite() {
                return (p.0.min(q.0), p.1.min(q.1), p.0.max(q.0), p.1.max(q.1));
            }
        }
        let corners = [
            self.apply(x0, y0),
            self.apply(x1, y0),
            self.apply(x1, y1),
            self.apply(x0, y1),
        ];
        corners.iter().fold(
            (
                f64::INFINITY,
                f64::INFINITY,
                f64::NEG_INFINITY,
                f64::NEG_INFINITY,
            ),
            |(l, t, r, b), &(x, y)| (l.min(x), t.min(y), r.max(x), b.max(y)),
        )
    }

    /// What brings everything back; none where it flattens everything onto a line.
    pub fn inverse(self) -> Option<Self> {
        let determinant = self.a * self.d - self.b * self.c;
        let Self { a, b, c, d, e, f } = self;
        let inverse = Self {
            a: d / determinant,
            b: -b / determinant,
            c: -c / determinant,
            d: a / determinant,
            e: (c * f - d * e) / determinant,
            f: (b * e - a * f) / determinant,
        };
        (determinant != 0.0 && inverse.is_finite()).then_some(inverse)
    }

    /// Whether every number in it is finite.
    #[inline]
    pub fn is_finite(self) -> bool {
        [self.a, self.b, self.c, self.d, self.e, self.f]
            .iter()
            .all(|n| n.is_finite())
    }
}

/// How long a vector is.
#[inline]
pub(crate) fn length(x: f64, y: f64) -> f64 {
    if x == 0.0 {
        y.abs()
    } else if y == 0.0 {
        x.abs()
    } else {
        x.hypot(y)
    }
}
