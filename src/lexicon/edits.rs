//! How far a word is from another.

/// How many letters to change, add or leave out to make `b` of `a`, or more than `most` where it
/// takes more. `row` has room for one more than the letters of `b`.
#[inline]
pub(crate) fn edits<T: Copy>(
    a: &[T],
    b: &[T],
    row: &mut [usize],
    most: usize,
    same: impl Fn(T, T) -> bool,
) -> usize {
    for (j, cell) in row.iter_mut().enumerate().take(b.len() + 1) {
        *cell = j;
    }
    for (i, &x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        let mut least = row[0];
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (corner + usize::from(!same(x, y)))
                .min(above + 1)
                .min(row[j] + 1);
            corner = above;
            least = least.min(row[j + 1]);
        }
        if least > most {
            return least;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_changed_added_and_left_out_count_alike() {
        let of = |a: &str, b: &str, most| {
            edits(a.as_bytes(), b.as_bytes(), &mut [0; 20], most, |x, y| {
                x == y
            })
        };
        assert_eq!(of("nota", "nota", 9), 0);
        assert_eq!(of("rota", "nota", 9), 1);
        assert_eq!(of("nta", "nota", 9), 1);
        assert_eq!(of("", "nota", 9), 4);
        assert_eq!(of("kitten", "sitting", 9), 3);
        assert!(of("abcdef", "uvwxyz", 2) > 2);
    }
}
