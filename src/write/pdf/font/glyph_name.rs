//! Names of glyphs: those that say a character and nothing else.

use std::collections::HashSet;
use std::sync::LazyLock;

use skrifa::raw::ps::Sid;
use skrifa::raw::tables::post::DEFAULT_GLYPH_NAMES;

/// Longest name of a glyph that is taken over.
const LONGEST: usize = 24;

/// Letters of Greek, as the Symbol font names them; others of its names are among the standard ones.
const GREEK: &[&str] = &[
    "Alpha",
    "Beta",
    "Gamma",
    "Epsilon",
    "Zeta",
    "Eta",
    "Theta",
    "Iota",
    "Kappa",
    "Lambda",
    "Mu",
    "Nu",
    "Xi",
    "Omicron",
    "Pi",
    "Rho",
    "Sigma",
    "Tau",
    "Upsilon",
    "Phi",
    "Chi",
    "Psi",
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "nu",
    "xi",
    "omicron",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
    "Euro",
    "arrowleft",
    "arrowright",
    "arrowup",
    "arrowdown",
];

/// Names that are known to every reader of fonts.
static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let standard = (0..391).filter_map(standard);
    let names = DEFAULT_GLYPH_NAMES.iter().chain(GREEK).copied();
    names.chain(standard).collect()
});

fn standard(number: u16) -> Option<&'static str> {
    std::str::from_utf8(Sid::new(number).resolve_standard().ok()?).ok()
}

/// A name for a glyph: the one it has, if that is a well-known one, or one after its character.
pub(super) fn harmless(name: &str, unicode: &str) -> Option<String> {
    if is_known(name) {
        return Some(name.to_owned());
    }
    let mut chars = unicode.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(match u32::from(c) {
            code @ 0..=0xFFFF => format!("uni{code:04X}"),
            code => format!("u{code:X}"),
        }),
        _ => None,
    }
}

/// Whether the name says the ASCII character that this code is in all encodings.
pub(super) fn is_ascii(name: &str, code: u8) -> bool {
    matches!(code, b' '..=b'~')
        && !matches!(code, b'\'' | b'`')
        // The standard names start with those of ASCII.
        && standard(u16::from(code) - 31) == Some(name)
}

fn is_known(name: &str) -> bool {
    let plain = name.len() <= LONGEST && name.bytes().all(|b| b.is_ascii_alphanumeric());
    plain && (KNOWN.contains(name) || is_number(name) || is_character(name))
}

/// `uni20AC`: a character by its number.
fn is_character(name: &str) -> bool {
    name.strip_prefix("uni").is_some_and(|digits| {
        digits.len() == 4
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'))
    })
}

/// `g12`, `cid12`: a glyph by its number in the font.
fn is_number(name: &str) -> bool {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let kind = &name[..name.len() - digits.len()];
    matches!(
        kind,
        "g" | "G" | "a" | "c" | "C" | "cid" | "glyph" | "index"
    ) && (1..=5).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_names_stay() {
        for name in ["eacute", "a10", "uni20AC", "g17", "Scaron", "f", "alpha"] {
            assert_eq!(harmless(name, "x").as_deref(), Some(name));
        }
    }

    #[test]
    fn other_names_give_way_to_the_character() {
        for name in ["Jansen", "J.Jansen", "J_a_n", "g123456", ""] {
            assert_eq!(harmless(name, "é").as_deref(), Some("uni00E9"), "{name}");
            assert_eq!(harmless(name, ""), None);
            assert_eq!(harmless(name, "fi"), None);
        }
    }

    #[test]
    fn letters_of_ascii_have_their_codes() {
        assert!(is_ascii("A", b'A') && is_ascii("space", b' '));
        assert!(!is_ascii("A", b'B') && !is_ascii("eacute", 0xE9));
    }
}
