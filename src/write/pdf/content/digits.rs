//! Numbers of content streams, in one fixed form.

/// Readers hold coordinates in 32 bits.
const MOST: f64 = 1e9;

/// A coordinate: at most four decimals.
pub(super) fn coordinate(out: &mut Vec<u8>, value: f64) {
    put(out, value, 4);
}

/// A factor, such as those of a matrix: at most six decimals.
pub(super) fn factor(out: &mut Vec<u8>, value: f64) {
    put(out, value, 6);
}

/// A matrix: factors and a place.
pub(super) fn matrix(out: &mut Vec<u8>, [a, b, c, d, e, f]: [f64; 6]) {
    // The place as finely as the factors: an image that ends just below the edge of a pixel should
    // not end just above it.
    for value in [a, b, c, d, e] {
        factor(out, value);
        out.push(b' ');
    }
    factor(out, f);
}

/// Coordinates, each followed by a space.
pub(super) fn coordinates(out: &mut Vec<u8>, values: &[f64]) {
    for &value in values {
        coordinate(out, value);
        out.push(b' ');
    }
}

/// The value as it reads once written with so many decimals.
#[inline]
pub(super) fn rounded(value: f64, decimals: u32) -> f64 {
    let scale = scale(decimals);
    tamed(value, scale) as f64 / scale
}

/// Ten to a small power.
#[inline]
fn scale(decimals: u32) -> f64 {
    const SCALES: [f64; 7] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];
    let known = SCALES.get(decimals as usize).copied();
    known.unwrap_or_else(|| 10_f64.powi(decimals as i32))
}

#[inline]
fn tamed(value: f64, scale: f64) -> i64 {
    if value.is_finite() {
        (value.clamp(-MOST, MOST) * scale).round() as i64
    } else {
        0
    }
}

/// Writes a number: no exponent, no zeros at the end, nothing that isn't a number.
pub(super) fn put(out: &mut Vec<u8>, value: f64, decimals: u32) {
    let scaled = tamed(value, scale(decimals));
    if scaled < 0 {
        out.push(b'-');
    }
    let scaled = scaled.unsigned_abs();
    let one = 10_u64.pow(decimals);
    whole(out, scaled / one);
    let mut rest = scaled % one;
    if rest == 0 {
        return;
    }
    out.push(b'.');
    let mut place = one / 10;
    while rest > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

fn whole(out: &mut Vec<u8>, mut value: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64, decimals: u32) -> String {
        let mut out = Vec::new();
        put(&mut out, value, decimals);
        String::from_utf8(out).expect("digits")
    }

    #[test]
    fn numbers_are_written_in_one_way() {
        let cases = [
            (0.0, "0"),
            (-0.000_01, "0"),
            (1.5, "1.5"),
            (-12.0, "-12"),
            (0.123_46, "0.1235"),
            (-0.05, "-0.05"),
            (1e300, "1000000000"),
            (f64::NAN, "0"),
            (595.276, "595.276"),
        ];
        for (value, wanted) in cases {
            assert_eq!(written(value, 4), wanted);
        }
        assert_eq!(written(0.000_012, 6), "0.000012");
    }

    #[test]
    fn what_is_written_is_what_is_reckoned_with() {
        for value in [1.0 / 3.0, -2.0 / 3.0, 123.456_789, 1e-7] {
            let read: f64 = written(value, 4).parse().expect("a number");
            assert_eq!(read, rounded(value, 4));
        }
    }
}
