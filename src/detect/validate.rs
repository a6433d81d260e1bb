//! Whether a number is what it looks like.

use super::rules::Validator;

/// Whether `text` passes.
pub(super) fn valid(validator: Validator, text: &str) -> bool {
    match validator {
        Validator::Elfproef => elfproef(&digits(text)),
        Validator::Mod97 => mod97(text),
        Validator::Kenteken => kenteken(text),
        Validator::IpAddress => ip_address(text),
        Validator::Date => date(text),
        Validator::Phone => phone(&digits(text)),
        Validator::NotWord => {
            !text.bytes().all(|b| b.is_ascii_alphabetic())
                || !crate::lexicon::words::is_known(&text.to_lowercase())
        }
    }
}

/// The digit a character stands for, through OCR confusions.
pub(super) fn digit(c: char) -> Option<u8> {
    Some(match c {
        '0'..='9' => c as u8 - b'0',
        'O' | 'o' | 'Q' | 'D' => 0,
        'l' | 'I' | '|' | 'i' | '!' => 1,
        'Z' | 'z' => 2,
        'S' | 's' => 5,
        'G' | 'b' => 6,
        'B' => 8,
        'g' | 'q' => 9,
        _ => return None,
    })
}

fn digits(text: &str) -> Vec<u8> {
    text.chars().filter_map(digit).collect()
}

/// Nine digits, or eight with a zero dropped, whose weighted sum is a multiple of eleven.
fn elfproef(digits: &[u8]) -> bool {
    let nine: Vec<i32> = match digits.len() {
        9 => digits.iter().map(|&d| i32::from(d)).collect(),
        8 => std::iter::once(0)
            .chain(digits.iter().map(|&d| i32::from(d)))
            .collect(),
        _ => return false,
    };
    if nine.iter().all(|&d| d == nine[0]) {
        return false;
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = nine.iter().zip(weights).map(|(d, w)| d * w).sum();
    sum % 11 == 0
}

/// Whether an IBAN checks, if need be after reading its digits through OCR confusions.
fn mod97(text: &str) -> bool {
    let plain: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if plain.len() < 15 || plain.len() > 34 {
        return false;
    }
    if remainder(&plain) == Some(1) {
        return true;
    }
    // A Dutch one: NL, two digits, four letters, ten digits.
    let repaired: Option<Vec<char>> = plain
        .iter()
        .enumerate()
        .map(|(i, &c)| match i {
            0 => Some('N'),
            1 => Some('L'),
            4..8 => Some(letter(c)),
            _ => digit(c).map(|d| (b'0' + d) as char),
        })
        .collect();
    plain.len() == 18 && repaired.is_some_and(|r| remainder(&r) == Some(1))
}

fn letter(c: char) -> char {
    match c {
        '0' => 'O',
        '1' | '|' => 'I',
        '5' => 'S',
        '8' => 'B',
        '6' => 'G',
        other => other.to_ascii_uppercase(),
    }
}

fn remainder(iban: &[char]) -> Option<u32> {
    let turned = iban[4..].iter().chain(&iban[..4]);
    turned.into_iter().try_fold(0u32, |rest, &c| {
        let value = c.to_digit(36)?;
        Some(if value > 9 {
            (rest * 100 + value) % 97
        } else {
            (rest * 10 + value) % 97
        })
    })
}

/// The series of Dutch plates: X a letter, 9 a digit.
const SERIES: [&str; 14] = [
    "XX9999", "9999XX", "99XX99", "XX99XX", "XXXX99", "99XXXX", "99XXX9", "9XXX99", "XX999X",
    "X999XX", "XXX99X", "X99XXX", "9XX999", "999XX9",
];

fn kenteken(text: &str) -> bool {
    let plate: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let fits = |series: &&str| {
        series.chars().zip(&plate).all(|(s, &c)| match s {
            'X' => c.is_ascii_alphabetic(),
            _ => c.is_ascii_digit() || (c.is_ascii_uppercase() && "OISB".contains(c)),
        })
    };
    plate.len() == 6 && SERIES.iter().any(fits)
}

fn ip_address(text: &str) -> bool {
    text.parse::<std::net::IpAddr>().is_ok()
}

/// A phone number: Dutch with ten digits, or with a country's code.
fn phone(digits: &[u8]) -> bool {
    match digits {
        [0, 0, 3, 1, rest @ ..] | [3, 1, rest @ ..] => {
            let rest = rest.strip_prefix(&[0]).unwrap_or(rest);
            rest.len() == 9
        }
        [0, 0, rest @ ..] => (8..=13).contains(&rest.len()),
        [0, second, ..] => digits.len() == 10 && *second != 0,
        // T 06 read as T066
        [6, 0, 6, rest @ ..] => rest.len() == 8,
        _ => (9..=15).contains(&digits.len()),
    }
}

/// A date with numbers: day, month, year in that order, or year first.
fn date(text: &str) -> bool {
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|part| {
            part.chars()
                .map(digit)
                .try_fold(0u32, |n, d| Some(n.checked_mul(10)? + u32::from(d?)))
        })
        .collect();
    match numbers[..] {
        [d, m, y] | [y, m, d] if (1..=31).contains(&d) && (1..=12).contains(&m) => {
            y < 100 || (1880..2100).contains(&y)
        }
        // A month in letters: day and year.
        [d, y] => (1..=31).contains(&d) && (y < 100 || (1880..2100).contains(&y)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_hold_and_fail_where_they_must() {
        assert!(elfproef(&digits("111222333")));
        assert!(elfproef(&digits("1112.22.333")));
        assert!(!elfproef(&digits("123456789")));
        assert!(!elfproef(&digits("000000000")));
        assert!(mod97("NL91 ABNA 0417 1643 00"));
        assert!(mod97("NL91 ABNA O417 l643 00"), "read through OCR");
        assert!(!mod97("NL92 ABNA 0417 1643 00"));
        assert!(mod97("BE68 5390 0754 7034"));
        assert!(kenteken("12-ABC-3") && kenteken("GV-123-B") && kenteken("AB1234"));
        assert!(!kenteken("AB-CD-EF"));
        assert!(phone(&digits("+31 (0)6 12345678")) && phone(&digits("070-3456789")));
        assert!(!phone(&digits("0612345")));
        assert!(date("12-03-1984") && date("1984-03-12") && !date("45-13-1984"));
        assert!(ip_address("192.168.4.12") && !ip_address("1.2.3.400"));
    }
}
