//! Powers of e and their logarithms that come out the same on every machine: those of the system
//! differ in their last bit from one processor to the next, and a likelihood decides what is
//! redacted. Right to about a millionth.

use std::f32::consts::{LN_2, LOG2_E, SQRT_2};

/// Added to a number, it leaves no place for what is behind the point: the quickest way to round.
const WHOLE: f32 = 12_582_912.0;

/// e to the power of `x`; beyond ±87 it stays where it is there.
#[inline]
pub(super) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 87.0);
    let whole = x * LOG2_E + WHOLE;
    let twos = whole - WHOLE;
    let exponent = whole
        .to_bits()
        .wrapping_sub(WHOLE.to_bits())
        .wrapping_add(127);
    // The logarithm of two in two parts: the first is exact in few bits.
    let rest = x - twos * 0.693_359_4 + twos * 2.121_944_4e-4;
    let tail = 1.0 / 24.0 + rest * (1.0 / 120.0 + rest * (1.0 / 720.0));
    let power = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * tail)));
    power * f32::from_bits(exponent << 23)
}

/// The natural logarithm of a positive number.
#[inline]
pub(super) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let mut twos = (bits >> 23) as i32 - 127;
    let mut part = f32::from_bits(bits & 0x007F_FFFF | 0x3F80_0000);
    if part > SQRT_2 {
        part *= 0.5;
        twos += 1;
    }
    let s = (part - 1.0) / (part + 1.0);
    let q = s * s;
    let series = 1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0))));
    twos as f32 * LN_2 + 2.0 * s * series
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn powers_are_right(x in -80.0f32..80.0) {
            let exact = f64::from(x).exp();
            prop_assert!((f64::from(exp(x)) / exact - 1.0).abs() < 1e-5);
        }

        #[test]
        fn logarithms_are_right(x in 1e-30f32..1e30) {
            let exact = f64::from(x).ln();
            prop_assert!((f64::from(ln(x)) - exact).abs() < 1e-5 * exact.abs().max(1.0));
        }
    }
}
