//! A text's letters, with what OCR mixes up made one, and where each stood.

use crate::lexicon::edits::edits;

/// More than the longest form; what follows in the line is of no interest.
pub(super) const ROOM: usize = 32;

/// The first letters of a form: what a text must begin with to begin with the form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    letters: u64,
    mask: u64,
}

/// The first letters of a text, folded; see the module.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skeleton {
    letters: [u8; ROOM],
    /// Byte position behind each letter in the text it was made of.
    ends: [u8; ROOM],
    len: u8,
    /// How many bytes of the text were read.
    at: u8,
    /// One bit a letter that occurs; of forms only.
    mask: u32,
}

/// How many pairs of first letters there are.
pub(super) const SLOTS: usize = 1024;

/// Marks a letter that may make one with the letter before it: "rn", "lc".
const JOINS: u8 = 0x80;

/// How many bytes of a text are read.
const LOOK: usize = 96;

/// The folded form of each ASCII byte; 0 for what is left out, 1 for what ends the skeleton.
const FOLD: [u8; 128] = {
    let mut fold = [0u8; 128];
    let mut b = 0;
    while b < 128 {
        let c = b as u8;
        fold[b] = match c.to_ascii_lowercase() {
            b'l' | b'i' | b'j' | b'1' | b'|' | b'!' => b'i',
            b'o' | b'0' => b'o',
            b'e' => b'e',
            b'c' => b'e' | JOINS,
            b'n' => b'n' | JOINS,
            b'u' | b'v' => b'u',
            b's' | b'5' => b's',
            b'g' | b'q' | b'9' => b'g',
            c if c.is_ascii_lowercase() => c,
            b':' | b';' | b'@' => 1,
            b'2'..=b'9' => 1,
            _ => 0,
        };
        b += 1;
    }
    fold
};

/// The letters that occur, one bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mask(u32);

impl Mask {
    /// Whether no more letters differ than two, the most that may be damaged.
    #[inline]
    pub(super) fn may_be_near(self, form: Self) -> bool {
        at_most_two(self.0 & !form.0) && at_most_two(form.0 & !self.0)
    }
}

#[inline]
fn at_most_two(bits: u32) -> bool {
    let less_one = bits & bits.wrapping_sub(1);
    less_one & less_one.wrapping_sub(1) == 0
}

/// The first letters that are looked at by themselves.
const BEGIN: usize = 8;

impl Skeleton {
    /// The skeleton of a form, which a text's is compared with.
    pub(super) fn of_form(text: &str) -> Self {
        let mut s = Self::begun(text);
        s.finish(text);
        s.mask = mask_of(s.letters());
        s
    }

    /// Only the beginning, for a first look: the letters that [`begins_like`](Self::begins_like)
    /// compares. The rest comes with [`finish`](Self::finish).
    pub(super) fn begun(text: &str) -> Self {
        let mut s = Self {
            letters: [0; ROOM],
            ends: [0; ROOM],
            len: 0,
            at: 0,
            mask: 0,
        };
        // The letter behind them may still change the last one ("rn").
        s.read(text, BEGIN + 1);
        s
    }

    /// Reads on in the text that was begun, up to the last letter that can matter.
    pub(super) fn finish(&mut self, text: &str) {
        self.read(text, ROOM);
    }

    fn read(&mut self, text: &str, room: usize) {
        let bytes = text.as_bytes();
        // Blanks and points are left out, so a bound on the bytes looked at is needed too.
        let look = bytes.len().min(LOOK);
        let (mut n, mut i) = (self.len(), usize::from(self.at));
        while i < look && n < room {
            let b = bytes[i];
            i += 1;
            let letter = match b {
                0..128 => FOLD[usize::from(b)],
                // é, è, ë, ê; then ï, í, î; then no-break space; anything else is left out.
                0xC3 => {
                    i += 1;
                    match bytes.get(i - 1) {
                        Some(0xA8..=0xAB | 0x88..=0x8B) => b'e',
                        Some(0xAC..=0xAF) => b'i',
                        _ => 0,
                    }
                }
                _ => 0,
            };
            if letter < 2 {
                if letter == 1 && n > 0 {
                    i = LOOK;
                }
                continue;
            }
            let mut letter = letter;
            if letter & JOINS != 0 {
                letter &= !JOINS;
                if n > 0 {
                    let (last, end) = (self.letters[n - 1], self.ends[n - 1]);
                    let joined = match letter {
                        b'n' if last == b'r' && touches(end, i) => b'm',
                        // "Kenmerlc"
                        b'e' if last == b'i' => b'k',
                        _ => 0,
                    };
                    if joined != 0 {
                        self.letters[n - 1] = joined;
                        self.ends[n - 1] = i as u8;
                        continue;
                    }
                }
            }
            self.letters[n] = letter;
            self.ends[n] = i as u8;
            n += 1;
        }
        self.len = n as u8;
        self.at = i as u8;
    }

    /// The first two letters as a number below [`SLOTS`].
    pub(super) fn slot(&self) -> usize {
        usize::from(self.letters[0] & 31) << 5 | usize::from(self.letters[1] & 31)
    }

    /// Each [`slot`](Self::slot) of a text that may begin with this form.
    pub(super) fn slots(&self) -> std::ops::Range<usize> {
        let slot = self.slot();
        if self.len() == 1 {
            slot & !31..(slot | 31) + 1
        } else {
            slot..slot + 1
        }
    }

    pub(super) fn mask(&self) -> Mask {
        Mask(self.mask)
    }

    /// The mask of the first `n` letters.
    pub(super) fn mask_of_first(&self, n: usize) -> Mask {
        Mask(mask_of(&self.letters()[..n]))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.len)
    }

    pub(super) fn first(&self) -> u8 {
        self.letters[0]
    }

    #[inline]
    fn first_eight(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.letters;
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }

    /// The first eight letters, or all there are.
    pub(super) fn head(&self) -> Head {
        let missing = BEGIN - self.len().min(BEGIN);
        Head {
            letters: self.first_eight(),
            mask: u64::MAX.checked_shr(8 * missing as u32).unwrap_or(0),
        }
    }

    /// Whether the first letters are those of a form.
    #[inline]
    pub(super) fn begins_like(&self, head: Head) -> bool {
        (self.first_eight() ^ head.letters) & head.mask == 0
    }

    fn letters(&self) -> &[u8] {
        &self.letters[..self.len()]
    }

    pub(super) fn starts_with(&self, form: &Self) -> bool {
        self.letters().starts_with(form.letters())
    }

    /// The byte position behind the `n`th letter, `n` counted from 1.
    pub(super) fn end_of(&self, n: usize) -> usize {
        usize::from(self.ends[n - 1])
    }

    /// How many letters lie before a byte position.
    pub(super) fn letters_before(&self, position: usize) -> usize {
        self.ends[..self.len()]
            .iter()
            .take_while(|&&end| usize::from(end) <= position)
            .count()
    }

    /// The first `n` letters, with their mask.
    pub(super) fn prefix(&self, n: usize) -> Self {
        let mut s = *self;
        s.len = n.min(self.len()) as u8;
        s.mask = mask_of(s.letters());
        s
    }

    /// Whether this may be a damaged `form`: one letter off, two in a longer form; never an
    /// inflection of it ("datums").
    pub(super) fn near(&self, form: &Self) -> bool {
        if !form.may_be_near(self.len()) {
            return false;
        }
        let allowed = form.allowed();
        let (a, b) = (self.mask, form.mask);
        if (a & !b).count_ones() as usize > allowed || (b & !a).count_ones() as usize > allowed {
            return false;
        }
        !self.starts_with(form) && self.is_within(form, allowed)
    }

    /// Whether a text of so many letters may be near this form.
    pub(super) fn may_be_near(&self, length: usize) -> bool {
        let gap = self.len().abs_diff(length);
        gap <= self.allowed() && (self.len() >= 7 || gap == 0)
    }

    /// How many letters of a form may be damaged.
    fn allowed(&self) -> usize {
        if self.len() >= 10 { 2 } else { 1 }
    }

    /// Whether the edit distance is no greater than `most`. Begins alike and ends alike are left
    /// out: they take no part in it, and what is left tells most pairs apart at once.
    fn is_within(&self, other: &Self, most: usize) -> bool {
        let (mut a, mut b) = (self.letters(), other.letters());
        while let ([x, rest @ ..], [y, more @ ..]) = (a, b)
            && x == y
        {
            (a, b) = (rest, more);
        }
        while let ([rest @ .., x], [more @ .., y]) = (a, b)
            && x == y
        {
            (a, b) = (rest, more);
        }
        // One letter changed leaves one; two leave as many as stand between them.
        match most {
            0 => a.is_empty() && b.is_empty(),
            1 => a.len() <= 1 && b.len() <= 1,
            _ => self.distance(other) <= most,
        }
    }

    /// Edit distance.
    pub(super) fn distance(&self, other: &Self) -> usize {
        let (a, b) = (self.letters(), other.letters());
        edits(a, b, &mut [0; ROOM + 1], usize::MAX, |x, y| x == y)
    }
}

fn touches(end: u8, now: usize) -> bool {
    usize::from(end) + 1 == now
}

fn mask_of(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |mask, b| mask | 1 << (b & 31))
}

/// Whether `text` is `form` but for case, points and parentheses; blanks must agree, except
/// before a parenthesis.
pub(super) fn same_letters(text: &str, form: &str) -> bool {
    let mut a = significant(text);
    let mut b = significant(form);
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(x), Some(y)) if x == y => {}
            _ => return false,
        }
    }
}

/// Letters and digits in lower case, and one blank for each run between two of them.
fn significant(text: &str) -> impl Iterator<Item = u8> {
    let mut blank = false;
    let mut begun = false;
    let mut held = None;
    let mut bytes = text.bytes();
    std::iter::from_fn(move || {
        if let Some(b) = held.take() {
            return Some(b);
        }
        for b in bytes.by_ref() {
            match b {
                b' ' | b'\t' => blank = true,
                b'(' => blank = false,
                b')' | b'.' | b'-' | b'/' | b',' | b'\'' => {}
                _ => {
                    let b = b.to_ascii_lowercase();
                    if std::mem::take(&mut blank) && begun {
                        held = Some(b);
                        return Some(b' ');
                    }
                    begun = true;
                    return Some(b);
                }
            }
        }
        None
    })
}
