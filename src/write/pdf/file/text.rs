//! Numbers and strings as the new file writes them.

use lopdf::{Object, StringFormat};

/// A coordinate: at most four decimals, no trailing zeros, never an exponent. What isn't a number
/// is 0, and nothing is beyond what readers take.
pub(in crate::write::pdf) fn number(value: f64) -> String {
    /// Readers hold coordinates in 32 bits.
    const MOST: f64 = 1e9;
    let value = if value.is_finite() {
        value.clamp(-MOST, MOST)
    } else {
        0.0
    };
    if let Some(text) = plain(value) {
        return text;
    }
    let mut text = format!("{value:.4}");
    let kept = text.trim_end_matches('0').trim_end_matches('.').len();
    text.truncate(kept);
    if text == "-0" { "0".into() } else { text }
}

/// The same, reckoned in whole numbers: where that can't differ.
fn plain(value: f64) -> Option<String> {
    let scaled = value.abs() * 1e4;
    // In the middle between two numbers it is the last bit that decides.
    let is_sure = (scaled.fract() - 0.5).abs() > 1e-3;
    if scaled > 1e10 || !is_sure {
        return None;
    }
    let scaled = (scaled + 0.5) as u64;
    let mut digits = [0; 24];
    let mut at = digits.len();
    let mut rest = scaled;
    for place in 0.. {
        let digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        let is_kept = place >= 4 || digit != b'0' || at < digits.len();
        if is_kept {
            at -= 1;
            digits[at] = digit;
        }
        if place == 3 && at < digits.len() {
            at -= 1;
            digits[at] = b'.';
        }
        if place >= 4 && rest == 0 {
            break;
        }
    }
    if value < 0.0 && scaled > 0 {
        at -= 1;
        digits[at] = b'-';
    }
    std::str::from_utf8(&digits[at..]).ok().map(str::to_owned)
}

/// The same as an object.
pub(super) fn real(value: f64) -> Object {
    let rounded = number(value).parse::<f64>().unwrap_or_default();
    Object::Real(rounded as f32)
}

/// A text that people read. Characters that none of them can read are left out.
pub(super) fn string(text: &str) -> Object {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    if text.is_ascii() {
        return Object::String(text.into_bytes(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn whole_numbers_and_fractions_are_written_alike(value in -2e5f64..2e5, whole in -99_999i32..99_999) {
            let long = |value: f64| {
                let text = format!("{value:.4}");
                let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
                if text == "-0" { "0".to_owned() } else { text }
            };
            for value in [value, value / 1e5, f64::from(whole), f64::from(whole) / 1e4, f64::from(whole) / 8e4] {
                proptest::prop_assert_eq!(number(value), long(value));
            }
        }
    }

    #[test]
    fn numbers_are_written_in_one_way() {
        let written = [0.0, -0.000_01, 1.5, -12.0, 0.123_456, 1e-9, 1e300, f64::NAN].map(number);
        let expected = ["0", "0", "1.5", "-12", "0.1235", "0", "1000000000", "0"];
        assert_eq!(written, expected);
    }

    #[test]
    fn texts_are_plain_or_utf_16() {
        let Object::String(bytes, _) = string("Nota\u{7}") else {
            panic!("a string");
        };
        assert_eq!(bytes, b"Nota");
        let Object::String(bytes, _) = string("\u{eb}") else {
            panic!("a string");
        };
        assert_eq!(bytes, [0xfe, 0xff, 0, 0xeb]);
    }
}
