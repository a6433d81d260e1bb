//! What a scan leaves of stamps, logos and handwriting: no words.

/// For each ASCII byte, a one in the count it belongs to: letters, small letters, signs, vowels.
const COUNTS: [u32; 128] = {
    let mut counts = [0u32; 128];
    let mut b = 0;
    while b < 128 {
        let c = b as u8;
        let plain = c.is_ascii_digit()
            || c.is_ascii_whitespace()
            || matches!(c, b'.' | b',' | b'-' | b'(' | b')' | b'/' | b'\'' | b':');
        let vowel = matches!(
            c.to_ascii_lowercase(),
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y'
        );
        if c.is_ascii_alphabetic() {
            counts[b] = 1 | (c.is_ascii_lowercase() as u32) << 8 | (vowel as u32) << 24;
        } else if !plain {
            counts[b] = 1 << 16;
        }
        b += 1;
    }
    counts
};

/// So many characters decide; no count overflows its byte.
const DECISIVE: usize = 100;

struct Counts {
    letters: usize,
    lower: usize,
    signs: usize,
    vowel: bool,
}

/// Scraps: a few letters, or more signs than letters. The first hundred characters decide.
pub(super) fn is_junk(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(DECISIVE)];
    let counts = if head.is_ascii() {
        count_ascii(head)
    } else {
        count(text)
    };
    let Counts {
        letters,
        lower,
        signs,
        vowel,
    } = counts;
    letters < 2
        || signs * 2 > letters
        || letters <= 3 && lower == letters
        || !vowel && letters > 2 && lower > 0
        || is_scrawl(text.as_bytes())
}

fn count_ascii(head: &[u8]) -> Counts {
    let sum: u32 = head.iter().map(|b| COUNTS[usize::from(b & 127)]).sum();
    let [letters, lower, signs, vowels] = sum.to_le_bytes();
    Counts {
        letters: usize::from(letters),
        lower: usize::from(lower),
        signs: usize::from(signs),
        vowel: vowels > 0,
    }
}

fn count(text: &str) -> Counts {
    let mut sum = 0u32;
    let mut foreign = false;
    for c in text.chars().take(DECISIVE) {
        if c.is_ascii() {
            sum += COUNTS[c as usize & 127];
        } else {
            foreign = true;
            let plain = c.is_alphanumeric()
                || c.is_whitespace()
                || matches!(c, '’' | '‘' | '“' | '”' | '–');
            sum += u32::from(c.is_alphabetic())
                + (u32::from(c.is_lowercase()) << 8)
                + (u32::from(!plain) << 16);
        }
    }
    let [letters, lower, signs, vowels] = sum.to_le_bytes();
    Counts {
        letters: usize::from(letters),
        lower: usize::from(lower),
        signs: usize::from(signs),
        vowel: foreign || vowels > 0,
    }
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const VOWEL: u8 = 4;
const SIGN: u8 = 8;
const OTHER: u8 = 16;

/// What each byte is to a word that may be scrawl.
const KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut b = 0;
    while b < 128 {
        let c = b as u8;
        kinds[b] = match c {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => LOWER | VOWEL,
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'\\' | b'{' | b'}' | b'~' | b'^' => SIGN,
            _ => OTHER,
        };
        b += 1;
    }
    kinds
};

/// Handwriting read as print: half of its words end in odd signs, or turn to capitals inside.
fn is_scrawl(text: &[u8]) -> bool {
    let (mut words, mut odd) = (0usize, 0usize);
    let of_text = text.split(|b| *b == b' ').filter(|w| !w.is_empty());
    for word in of_text.take(16) {
        words += 1;
        let (first, last) = (word[0], word[word.len() - 1]);
        let kinds = word.iter().fold(0, |all, b| all | KINDS[usize::from(*b)]);
        let small = first.is_ascii_lowercase();
        let turns = small && word.len() <= 4 && kinds & UPPER != 0;
        let signs = kinds & SIGN != 0 || word.len() > 1 && matches!(last, b'(' | b'&' | b'\'');
        // Small letters only, and no vowel.
        let mute = kinds == LOWER && word.len() >= 3 && !matches!(word, b"mrt" | b"drs" | b"nvt");
        odd += usize::from(turns || signs || mute);
    }
    words >= 2 && odd * 2 >= words
}

#[cfg(test)]
mod tests {
    use super::is_junk;

    #[test]
    fn scraps_are_told_from_words() {
        for text in [
            "nn",
            "cL vult nv( kvi-fi Ey&",
            "~ ^^ x",
            "—¬ k",
            "brrr tkj",
            "é",
        ] {
            assert!(is_junk(text), "{text}");
        }
        for text in [
            "Inzet van de iPad",
            "drs mrt jan",
            "Ændring ’s avonds",
            "geen één ¬",
        ] {
            assert!(!is_junk(text), "{text}");
        }
    }
}
