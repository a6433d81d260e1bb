//! What the tagger looks at: the word, its form and likeness to names, and the words, forms and
//! layout around it. Each thing seen is a place in the table of weights.

use super::active::Role;
use super::likeness;
use super::table::{FEATURES, Table};
use crate::detect::scan::{Gap, Scan, Shape, Token, word};

/// The most features of a token.
pub(super) const MOST: usize = 56;

/// The features of a token, as places.
pub(super) struct Places {
    list: [u32; MOST],
    count: usize,
    /// How many at the start stand for the word itself, whole: training leaves these out at times,
    /// so that names nobody listed are learned too.
    #[cfg_attr(not(feature = "training"), allow(dead_code))]
    pub own: usize,
}

impl Places {
    pub fn new() -> Self {
        Self {
            list: [0; MOST],
            count: 0,
            own: 0,
        }
    }

    pub fn list(&self) -> &[u32] {
        &self.list[..self.count]
    }

    #[inline]
    fn see(&mut self, what: u64, value: u64) {
        let mut h =
            (value ^ what.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        h = (h ^ (h >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB);
        if let Some(place) = self.list.get_mut(self.count) {
            *place = (h >> 40) as u32 & (FEATURES as u32 - 1);
            self.count += 1;
        }
    }
}

/// Two things seen together.
#[inline]
fn both(a: u64, b: u64) -> u64 {
    a.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23) ^ b.wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// The line that a token stands in.
#[derive(Clone, Copy, Default)]
struct Line {
    /// Its first token, and that of the line before.
    from: usize,
    before: usize,
    /// The word before its last colon.
    label: u64,
}

/// A text as the tagger sees it.
pub(super) struct Page<'s, 'a> {
    scan: &'s Scan<'a>,
    roles: &'s [Role],
    /// How much each token is like a name.
    degrees: Vec<u8>,
    /// A bit for each hash of a word that stands here in lower case.
    small: Vec<u64>,
    line: Line,
}

const SMALL_BITS: u32 = 1 << 15;

impl<'s, 'a> Page<'s, 'a> {
    pub fn new(scan: &'s Scan<'a>, roles: &'s [Role], table: Table<'_>) -> Self {
        let mut small = vec![0u64; SMALL_BITS as usize / 64];
        let mut degrees = vec![likeness::UNASKED; scan.tokens.len()];
        for (i, t) in scan.tokens.iter().enumerate() {
            if t.shape == Shape::Lower {
                let bit = t.hash % SMALL_BITS;
                small[bit as usize / 64] |= 1 << (bit % 64);
            }
            if roles[i] == Role::Word {
                degrees[i] = likeness::degree(table, scan.word(i));
            }
        }
        Self {
            scan,
            roles,
            degrees,
            small,
            line: Line::default(),
        }
    }

    /// Goes on to token `i`, which is the next one.
    pub fn step(&mut self, i: usize) {
        let t = &self.scan.tokens[i];
        if t.begins_line() {
            self.line = Line {
                from: i,
                before: self.line.from,
                label: 0,
            };
        } else if t.hash == u64::from(b':') as u32 + 1 && t.shape == Shape::Sign {
            self.line.label = self.word(i.wrapping_sub(1));
        }
    }

    fn token(&self, i: usize) -> Option<&Token> {
        self.scan.tokens.get(i)
    }

    fn word(&self, i: usize) -> u64 {
        self.token(i).map_or(0, |t| u64::from(t.hash))
    }

    fn flags(&self, i: usize) -> u64 {
        self.token(i).map_or(0, |t| u64::from(t.flags))
    }

    /// Form and gap.
    fn form(&self, i: usize) -> u64 {
        self.token(i)
            .map_or(99, |t| t.shape as u64 | (t.gap as u64) << 4)
    }

    fn degree(&self, i: usize) -> u64 {
        let Some(t) = self.token(i) else { return 63 };
        match self.roles[i] {
            Role::Word => u64::from(self.degrees[i]),
            _ if t.shape == Shape::Sign => 32 + u64::from(t.hash & 15),
            _ if t.is(word::PREFIX) => 48,
            _ => 49 + t.shape as u64,
        }
    }

    fn ordinary(&self, t: &Token) -> u64 {
        u64::from(t.is(word::ORDINARY | word::CRAFT | word::STOP))
    }

    /// Whether a sentence or line begins here.
    fn opens(&self, i: usize) -> u64 {
        let t = &self.scan.tokens[i];
        if t.begins_line() {
            return 1 + u64::from(t.gap == Gap::Para);
        }
        let before = self.word(i.wrapping_sub(1));
        match u32::try_from(before).unwrap_or(0).wrapping_sub(1) {
            b if b == u32::from(b'.') && t.gap >= Gap::Blank => 3,
            b if b == u32::from(b'!') || b == u32::from(b'?') => 4,
            b if b == u32::from(b':') => 5,
            b if b == u32::from(b'"') || b == u32::from(b'\'') => 6,
            b if b == u32::from(b'(') => 7,
            _ => 0,
        }
    }

    /// How many tokens the line goes on, up to three.
    fn rest(&self, i: usize) -> u64 {
        (1..4)
            .find(|&n| self.token(i + n).is_none_or(Token::begins_line))
            .unwrap_or(4) as u64
    }

    /// The features of token `i`.
    pub fn features(&self, i: usize, out: &mut Places) {
        out.count = 0;
        let t = &self.scan.tokens[i];
        let (w0, w1, w2) = (self.word(i), self.word(i + 1), self.word(i + 2));
        let (b1, b2) = (self.word(i.wrapping_sub(1)), self.word(i.wrapping_sub(2)));
        let (d0, d1, e1) = (
            self.degree(i),
            self.degree(i + 1),
            self.degree(i.wrapping_sub(1)),
        );
        let opens = self.opens(i);
        let own = both(w0, t.shape as u64);
        // Itself, whole.
        out.see(1, own);
        out.see(2, both(b1, own));
        out.see(3, both(own, w1));
        out.own = out.count;
        // Itself, as a kind of word.
        let kind = t.shape as u64 | d0 << 4 | self.ordinary(t) << 10;
        let placed = both(kind, opens);
        out.see(4, kind);
        out.see(5, placed);
        out.see(6, both(self.flags(i), t.shape as u64));
        self.pieces(i, t, out);
        // The words around it.
        for (what, w) in [(10, b1), (11, w1), (12, b2), (13, w2)] {
            out.see(what, w);
            out.see(what + 10, both(w, kind));
        }
        out.see(30, both(both(b1, w1), kind));
        out.see(31, both(both(b2, b1), kind));
        out.see(32, both(both(w1, w2), kind));
        out.see(33, both(both(b2, b1), t.shape as u64));
        out.see(34, both(self.word(i.wrapping_sub(3)), kind));
        out.see(35, both(self.word(i + 3), kind));
        // The forms around it.
        let (f0, f1, g1) = (self.form(i), self.form(i + 1), self.form(i.wrapping_sub(1)));
        let (f2, g2) = (self.form(i + 2), self.form(i.wrapping_sub(2)));
        out.see(40, both(both(g1, f0), f1));
        out.see(41, both(both(both(g2, g1), f0), both(f1, f2)));
        // The likeness of what stands around it.
        out.see(42, both(both(e1, kind), f0));
        out.see(43, both(both(kind, d1), f1));
        out.see(44, both(both(both(e1, kind), d1), both(f0, f1)));
        let (e2, d2) = (self.degree(i.wrapping_sub(2)), self.degree(i + 2));
        out.see(45, both(both(e2, e1), both(kind, f0)));
        out.see(46, both(both(kind, d1), both(d2, f1)));
        // What is known of what stands around it.
        let (k1, j1) = (self.flags(i + 1), self.flags(i.wrapping_sub(1)));
        out.see(47, both(both(j1, kind), f0));
        out.see(48, both(both(kind, k1), f1));
        out.see(49, both(both(j1, self.flags(i)), k1));
        out.see(50, both(self.flags(i.wrapping_sub(2)), both(j1, kind)));
        out.see(51, both(self.flags(i + 2), both(k1, kind)));
        // The line.
        let place = (i - self.line.from).min(4) as u64 | self.rest(i) << 3;
        out.see(60, both(kind, place));
        out.see(61, both(kind, self.line.label));
        out.see(62, both(kind, self.word(self.line.from)));
        out.see(63, both(both(kind, place), self.word(self.line.before)));
        out.see(64, both(t.shape as u64, both(self.line.label, place)));
        // The whole text.
        let bit = t.hash % SMALL_BITS;
        let seen = self.small[bit as usize / 64] >> (bit % 64) & 1;
        out.see(65, both(placed, seen));
        out.see(66, both(both(w0, seen), opens));
    }

    /// The beginning and the end of the word.
    fn pieces(&self, i: usize, t: &Token, out: &mut Places) {
        if self.roles[i] != Role::Word {
            return;
        }
        let bytes = self.scan.word(i).as_bytes();
        let piece = |from: usize, to: usize| {
            bytes[from..to]
                .iter()
                .fold(7u64, |h, b| h << 8 ^ u64::from(b | 0x20) ^ h >> 56)
        };
        let n = bytes.len();
        if n > 3 {
            out.see(70, piece(0, 3));
            out.see(71, both(piece(n - 3, n), t.shape as u64));
        }
        if n > 4 {
            out.see(72, piece(n - 4, n));
            out.see(73, both(piece(0, 2), piece(n - 2, n)));
        }
    }
}
