//! Finds a text in another in spite of reading damage: letters and digits only, look-alikes folded.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters and digits of a text, folded, each with the bytes it came from.
#[derive(Debug, Default)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// For each, the first byte and one past the last byte of its character in the text.
    pub at: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut out = Self::default();
        for (i, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            for f in fold(c) {
                out.chars.push(f);
                out.at.push((i, i + c.len_utf8()));
            }
        }
        out
    }

    /// The index of the first folded character at or after byte `byte`.
    #[must_use]
    pub fn index_at(&self, byte: usize) -> usize {
        self.at.partition_point(|&(start, _)| start < byte)
    }
}

fn fold(c: char) -> impl Iterator<Item = char> {
    c.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '1' | 'i' | 'ı' => 'l',
            '0' => 'o',
            '5' => 's',
            '8' => 'b',
            '9' => 'g',
            c => c,
        })
}

/// A place where a pattern was found: folded characters `start..end`, at this edit distance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// First folded character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Insertions, deletions and substitutions.
    pub distance: usize,
}

/// All places where `pattern` stands in `text` with at most `most` edits, best end first kept where
/// several ends belong to one place. Time grows with the product of the lengths.
#[must_use]
pub fn find(pattern: &[char], text: &[char], most: usize) -> Vec<Hit> {
    if pattern.is_empty() {
        return Vec::new();
    }
    let mut column: Vec<(usize, usize)> = (0..=pattern.len()).map(|i| (i, 0)).collect();
    let mut hits: Vec<Hit> = Vec::new();
    for (j, &c) in text.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, j + 1);
        for i in 1..=pattern.len() {
            let substitute = (diagonal.0 + usize::from(pattern[i - 1] != c), diagonal.1);
            diagonal = column[i];
            let insert = (column[i].0 + 1, column[i].1);
            let delete = (column[i - 1].0 + 1, column[i - 1].1);
            column[i] = best(best(substitute, insert), delete);
        }
        let (distance, start) = column[pattern.len()];
        if distance <= most {
            keep(
                &mut hits,
                Hit {
                    start,
                    end: j + 1,
                    distance,
                },
            );
        }
    }
    hits
}

/// The lower distance; of equals, the one that starts later, so that a hit is no longer than it must be.
fn best(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    if b.0 < a.0 || (b.0 == a.0 && b.1 > a.1) {
        b
    } else {
        a
    }
}

/// Adds a hit, unless the one before it overlaps and is at least as good.
fn keep(hits: &mut Vec<Hit>, hit: Hit) {
    match hits.last_mut() {
        Some(last) if hit.start < last.end => {
            if hit.distance < last.distance {
                *last = hit;
            }
        }
        _ => hits.push(hit),
    }
}

/// How alike two texts are, 0 to 1, by edit distance.
#[must_use]
pub fn likeness(a: &[char], b: &[char]) -> f64 {
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 0.0;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (diagonal + usize::from(x != y))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = cost;
        }
    }
    1.0 - row[b.len()] as f64 / longest as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(pattern: &str, text: &str, most: usize) -> Vec<(String, usize)> {
        let (p, t) = (Folded::new(pattern), Folded::new(text));
        find(&p.chars, &t.chars, most)
            .into_iter()
            .map(|h| {
                let span = t.at[h.start].0..t.at[h.end - 1].1;
                (text[span].to_owned(), h.distance)
            })
            .collect()
    }

    #[test]
    fn spaces_line_ends_and_look_alikes_do_not_count() {
        assert_eq!(
            hits("W. Hiemstra", "heer W.Hiern-\nstra, en W. H1emstra", 2),
            [
                ("W.Hiern-\nstra".to_owned(), 2),
                ("W. H1emstra".to_owned(), 0)
            ]
        );
    }

    #[test]
    fn accents_do_not_count() {
        assert_eq!(hits("Yıldız", "van Yildiz.", 0), [("Yildiz".to_owned(), 0)]);
    }

    #[test]
    fn what_is_too_far_off_is_not_found() {
        assert!(hits("Wojciechowska", "volgens de woordvoerder", 4).is_empty());
    }

    #[test]
    fn an_empty_pattern_is_nowhere() {
        assert!(hits("…", "tekst", 3).is_empty());
    }
}
