//! What the tagger looks at: the word, its form and likeness to names, and the words, forms and
//! layout around it. Each thing seen is a place in the table of weights.

use super::active::Role;
use super::likeness;
use super::table::{FEATURES, TRAITS, Table};
use crate::detect::scan::{Gap, Scan, Shape, Token, word};

/// The most features of a token.
pub(super) const MOST: usize = 64;
/// The most traits of a token.
const MOST_TRAITS: usize = 32;

/// The features of a token, as places.
pub(super) struct Places {
    list: [u32; MOST],
    count: usize,
    /// Where the features of each group end: the word itself, several words around it together,
    /// single words around it. Training leaves groups out at times, so that names nobody listed
    /// and sentences nobody wrote before are learned too.
    #[cfg_attr(not(feature = "training"), allow(dead_code))]
    pub groups: [usize; 3],
    traits: [u32; MOST_TRAITS],
    trait_count: usize,
    /// Where the traits end that stand for the word itself, and for single words around it.
    #[cfg_attr(not(feature = "training"), allow(dead_code))]
    pub trait_groups: [usize; 2],
}

impl Places {
    pub fn new() -> Self {
        Self {
            list: [0; MOST],
            count: 0,
            groups: [0; 3],
            traits: [0; MOST_TRAITS],
            trait_count: 0,
            trait_groups: [0; 2],
        }
    }

    pub fn list(&self) -> &[u32] {
        &self.list[..self.count]
    }

    /// What the layer sees.
    pub fn traits(&self) -> &[u32] {
        &self.traits[..self.trait_count]
    }

    #[inline]
    fn see(&mut self, what: u64, value: u64) {
        if let Some(place) = self.list.get_mut(self.count) {
            *place = hash(what, value) & (FEATURES as u32 - 1);
            self.count += 1;
        }
    }

    #[inline]
    fn feel(&mut self, what: u64, value: u64) {
        if let Some(place) = self.traits.get_mut(self.trait_count) {
            *place = hash(what, value) & (TRAITS as u32 - 1);
            self.trait_count += 1;
        }
    }
}

#[inline]
fn hash(what: u64, value: u64) -> u32 {
    let mut h =
        (value ^ what.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h = (h ^ (h >> 32)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (h >> 40) as u32
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

/// How sentences begin here: in a text that does without capitals, names have none either.
#[derive(Clone, Copy, Default)]
struct Sentence {
    /// Whether the next word begins one.
    next: bool,
    /// The forms of the first words of this sentence and the two before it.
    forms: u64,
}

#[inline]
fn piece(bytes: &[u8]) -> u64 {
    let more = |h: u64, b: &u8| h << 8 ^ u64::from(b | 0x20) ^ h >> 56;
    bytes.iter().fold(7, more)
}

/// How many tokens a speaker's name and the time before it are at most.
const SPEAKER: usize = 12;

fn is_stop(t: &Token) -> bool {
    [b'.', b'!', b'?', b':']
        .iter()
        .any(|&b| t.hash == u32::from(b) + 1)
}

fn is_colon(t: &Token) -> bool {
    t.shape == Shape::Sign && t.hash == u32::from(b':') + 1
}

/// How far around a token is looked.
const REACH: usize = 3;

/// What is seen of a token from another one.
#[derive(Clone, Copy)]
struct Look {
    /// Its hash.
    word: u32,
    flags: u32,
    /// Form and gap.
    form: u8,
    /// How much it is like a name; of what may be no part of one, what it is.
    degree: u8,
}

impl Look {
    /// Where the text has ended.
    const NOTHING: Self = Self {
        word: 0,
        flags: 0,
        form: 99,
        degree: 63,
    };

    /// Of a token that may be no part of a name.
    fn of(t: &Token) -> Self {
        Self {
            word: t.hash,
            flags: t.flags,
            form: t.shape as u8 | (t.gap as u8) << 4,
            degree: match t.shape {
                Shape::Sign => 32 + (t.hash & 15) as u8,
                _ if t.is(word::PREFIX) => 48,
                _ => 49 + t.shape as u8,
            },
        }
    }

    fn word(self) -> u64 {
        u64::from(self.word)
    }

    fn flags(self) -> u64 {
        u64::from(self.flags)
    }

    fn form(self) -> u64 {
        u64::from(self.form)
    }

    fn degree(self) -> u64 {
        u64::from(self.degree)
    }
}

/// A text as the tagger sees it.
pub(super) struct Page<'s, 'a> {
    scan: &'s Scan<'a>,
    roles: &'s [Role],
    /// What is seen of each token from the tokens around it, with [`REACH`] empty places before
    /// the first and behind the last.
    looks: Vec<Look>,
    /// A bit for each hash of a word that stands here in lower case.
    small: Bits,
    /// The same of words that stand here where names stand: behind a title, initials or a first
    /// name, or before the colon of a line.
    placed: Bits,
    line: Line,
    sentence: Sentence,
}

/// A set of words by their hashes; now and then it holds one that nobody put in.
struct Bits(Vec<u64>);

impl Bits {
    const COUNT: u32 = 1 << 15;

    fn new() -> Self {
        Self(vec![0; Self::COUNT as usize / 64])
    }

    #[inline]
    fn put(&mut self, hash: u32) {
        let bit = hash % Self::COUNT;
        self.0[bit as usize / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn has(&self, hash: u32) -> u64 {
        let bit = hash % Self::COUNT;
        self.0[bit as usize / 64] >> (bit % 64) & 1
    }
}

impl<'s, 'a> Page<'s, 'a> {
    pub fn new(scan: &'s Scan<'a>, roles: &'s [Role], table: &Table<'_>) -> Self {
        let mut page = Self {
            scan,
            roles,
            looks: Vec::with_capacity(scan.tokens.len() + 2 * REACH),
            small: Bits::new(),
            placed: Bits::new(),
            line: Line::default(),
            sentence: Sentence::default(),
        };
        let mut known = likeness::Memo::new();
        let mut from = 0;
        page.looks.extend([Look::NOTHING; REACH]);
        for (i, t) in scan.tokens.iter().enumerate() {
            let mut look = Look::of(t);
            if t.begins_line() {
                from = i;
            }
            if t.shape == Shape::Lower {
                page.small.put(t.hash);
            }
            if roles[i] == Role::Word {
                look.degree = known.degree(table, scan.word(i), t.hash);
                if page.behind_a_sign(i) {
                    page.placed.put(t.hash);
                }
            } else if is_colon(t) && i - from <= SPEAKER {
                (from..i)
                    .filter(|&j| roles[j] == Role::Word)
                    .for_each(|j| page.placed.put(scan.tokens[j].hash));
            }
            page.looks.push(look);
        }
        page.looks.extend([Look::NOTHING; REACH]);
        page
    }

    /// Whether a title, an initial or a first name stands before token `i`.
    fn behind_a_sign(&self, i: usize) -> bool {
        let before = |n: usize| i.checked_sub(n).and_then(|j| self.token(j));
        let Some(last) = before(1) else { return false };
        if self.scan.tokens[i].gap > Gap::Line {
            return false;
        }
        let titled = |t: &Token| t.is(word::HONORIFIC | word::ACADEMIC | word::PREFIX);
        match last.shape {
            Shape::Sign if last.hash == u32::from(b'.') + 1 => {
                before(2).is_some_and(|t| t.shape == Shape::Single || titled(t))
            }
            Shape::Sign => false,
            _ => titled(last) || (last.is(word::FIRST) && last.capital()),
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
            self.sentence.next = true;
        } else if is_colon(t) {
            self.line.label = self.word(i.wrapping_sub(1));
        }
        match t.shape {
            Shape::Sign => self.sentence.next |= is_stop(t),
            Shape::Digits | Shape::Alnum => {}
            _ if self.sentence.next => {
                self.sentence.forms = (self.sentence.forms << 1 | u64::from(t.capital())) & 7;
                self.sentence.next = false;
            }
            _ => {}
        }
    }

    fn token(&self, i: usize) -> Option<&Token> {
        self.scan.tokens.get(i)
    }

    fn word(&self, i: usize) -> u64 {
        self.token(i).map_or(0, |t| u64::from(t.hash))
    }

    /// A token in the middle of those around it.
    #[inline]
    fn around(&self, i: usize) -> [Look; 2 * REACH + 1] {
        let from = self.looks.get(i..).and_then(<[Look]>::first_chunk);
        from.copied().unwrap_or([Look::NOTHING; 2 * REACH + 1])
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
        let [before3, before2, before, here, after, after2, after3] = self.around(i);
        let (w0, w1, w2) = (here.word(), after.word(), after2.word());
        let (b1, b2) = (before.word(), before2.word());
        let (d0, d1, e1) = (here.degree(), after.degree(), before.degree());
        let opens = self.opens(i);
        let own = both(w0, t.shape as u64);
        let kind = t.shape as u64 | d0 << 4 | self.ordinary(t) << 10;
        let placed = both(kind, opens);
        let place = (i - self.line.from).min(4) as u64 | self.rest(i) << 3;
        // Itself, whole.
        out.see(1, own);
        out.see(2, both(b1, own));
        out.see(3, both(own, w1));
        out.groups[0] = out.count;
        // Several words around it.
        out.see(30, both(both(b1, w1), kind));
        out.see(31, both(both(b2, b1), kind));
        out.see(32, both(both(w1, w2), kind));
        out.see(33, both(both(b2, b1), t.shape as u64));
        out.see(62, both(kind, self.word(self.line.from)));
        out.see(63, both(both(kind, place), self.word(self.line.before)));
        out.groups[1] = out.count;
        // Single words around it.
        for (what, w) in [(10, b1), (11, w1), (12, b2), (13, w2)] {
            out.see(what, w);
            out.see(what + 10, both(w, kind));
        }
        out.see(34, both(before3.word(), kind));
        out.see(35, both(after3.word(), kind));
        out.see(61, both(kind, self.line.label));
        out.see(64, both(t.shape as u64, both(self.line.label, place)));
        out.groups[2] = out.count;
        // Itself, as a kind of word.
        out.see(4, kind);
        out.see(5, placed);
        out.see(6, both(here.flags(), t.shape as u64));
        self.pieces(i, t, out);
        // The forms around it.
        let (f0, f1, g1) = (here.form(), after.form(), before.form());
        let (f2, g2) = (after2.form(), before2.form());
        out.see(40, both(both(g1, f0), f1));
        out.see(41, both(both(both(g2, g1), f0), both(f1, f2)));
        // The likeness of what stands around it.
        out.see(42, both(both(e1, kind), f0));
        out.see(43, both(both(kind, d1), f1));
        out.see(44, both(both(both(e1, kind), d1), both(f0, f1)));
        let (e2, d2) = (before2.degree(), after2.degree());
        out.see(45, both(both(e2, e1), both(kind, f0)));
        out.see(46, both(both(kind, d1), both(d2, f1)));
        // What is known of what stands around it.
        let (k1, j1) = (after.flags(), before.flags());
        out.see(47, both(both(j1, kind), f0));
        out.see(48, both(both(kind, k1), f1));
        out.see(49, both(both(j1, here.flags()), k1));
        out.see(50, both(before2.flags(), both(j1, kind)));
        out.see(51, both(after2.flags(), both(k1, kind)));
        // The line and the whole text.
        out.see(60, both(kind, place));
        let seen = self.small.has(t.hash) | self.placed.has(t.hash) << 1;
        out.see(65, both(placed, seen));
        out.see(67, both(kind, self.sentence.forms));
        out.see(68, both(both(kind, self.sentence.forms), both(f0, f1)));
        out.see(66, both(both(d0, seen), both(e1, t.shape as u64)));
    }

    /// The traits of token `i`: single things, which the layer puts together.
    pub fn traits(&self, i: usize, out: &mut Places) {
        out.trait_count = 0;
        let t = &self.scan.tokens[i];
        let around = self.around(i);
        let at = |n: isize| around[REACH.wrapping_add_signed(n)];
        out.feel(1, at(0).word());
        out.trait_groups[0] = out.trait_count;
        for n in [-3, -2, -1, 1, 2, 3] {
            out.feel((10 + n) as u64, at(n).word());
        }
        out.feel(20, self.line.label);
        out.feel(21, self.word(self.line.from));
        out.feel(22, self.word(self.line.before));
        out.trait_groups[1] = out.trait_count;
        for n in [-2, -1, 0, 1, 2] {
            out.feel((30 + n) as u64, both(at(n).form(), at(n).degree()));
        }
        for n in [-1, 0, 1] {
            out.feel((40 + n) as u64, at(n).flags());
        }
        let bytes = self.scan.word(i).as_bytes();
        let n = bytes.len();
        if self.roles[i] == Role::Word && n > 2 {
            out.feel(50, piece(&bytes[..2]));
            out.feel(51, piece(&bytes[..3]));
            out.feel(52, piece(&bytes[n - 2..]));
            out.feel(53, piece(&bytes[n - 3..]));
        }
        let place = (i - self.line.from).min(4) as u64 | self.rest(i) << 3;
        out.feel(60, place);
        out.feel(61, self.opens(i) | self.ordinary(t) << 4);
        out.feel(62, self.sentence.forms);
        out.feel(63, self.small.has(t.hash) | self.placed.has(t.hash) << 1);
        out.feel(64, n.min(12) as u64);
    }

    /// The beginning and the end of the word.
    fn pieces(&self, i: usize, t: &Token, out: &mut Places) {
        if self.roles[i] != Role::Word {
            return;
        }
        let bytes = self.scan.word(i).as_bytes();
        let n = bytes.len();
        if n > 3 {
            out.see(70, piece(&bytes[..3]));
            out.see(71, both(piece(&bytes[n - 3..]), t.shape as u64));
        }
        if n > 4 {
            out.see(72, piece(&bytes[n - 4..]));
            out.see(73, both(piece(&bytes[..2]), piece(&bytes[n - 2..])));
        }
    }
}
