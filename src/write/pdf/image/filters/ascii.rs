//! The filters that are simple: hexadecimal, base 85 and runs.

/// Hexadecimal, up to `>`.
pub(super) fn hex(data: &[u8]) -> Vec<u8> {
    let digits = data
        .iter()
        .take_while(|b| **b != b'>')
        .filter_map(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(data.len() / 2 + 1);
    let mut high = None;
    for digit in digits {
        match high.take() {
            None => high = Some(digit),
            Some(first) => out.push((first * 16 + digit) as u8),
        }
    }
    out.extend(high.map(|first| (first * 16) as u8));
    out
}

/// Base 85, up to `~>`.
pub(super) fn base85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4 + 4);
    let mut group = Vec::with_capacity(5);
    for &b in data {
        match b {
            b'z' if group.is_empty() => out.extend([0; 4]),
            b'!'..=b'u' => group.push(b - b'!'),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            out.extend(four(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let whole = group.len() - 1;
        group.resize(5, 84);
        out.extend(&four(&group)[..whole]);
    }
    out
}

fn four(group: &[u8]) -> [u8; 4] {
    let digit = |number: u32, digit: &u8| number.wrapping_mul(85).wrapping_add(u32::from(*digit));
    group.iter().fold(0, digit).to_be_bytes()
}

/// Runs of bytes, at most `most` of them.
pub(super) fn runs(data: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = data;
    while let Some((&length, after)) = rest.split_first() {
        if length == 128 || out.len() >= most {
            break;
        }
        if length < 128 {
            let (literal, left) = after.split_at(after.len().min(usize::from(length) + 1));
            out.extend_from_slice(literal);
            rest = left;
        } else {
            let Some((&byte, left)) = after.split_first() else {
                break;
            };
            out.resize(out.len() + 257 - usize::from(length), byte);
            rest = left;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_comes_off_as_it_was_put_on() {
        assert_eq!(hex(b"4c 61 6B 6>junk"), b"Lak\x60");
        assert_eq!(
            base85(b"9jqo^BlbD-BleB1DJ+*+F(f,q~>junk"),
            b"Man is distinguished"
        );
        assert_eq!(base85(b"z!!"), [0, 0, 0, 0, 0]);
        assert_eq!(runs(b"\x02abc\xfed\x80junk", 99), b"abcddd");
        assert!(runs(&[0x81; 1000], 500).len() < 700);
    }
}
