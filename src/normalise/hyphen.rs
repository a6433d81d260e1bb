//! Where a line ended: whether its hyphen divides a word, belongs to it, or hangs in the air.

use crate::lexicon::words;

/// How a piece is joined to the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joint {
    /// Not at all: a block begins.
    NewBlock,
    /// With a space.
    Space,
    /// Directly: the hyphen, or the point at which an address was broken, belongs to the word.
    Close,
    /// Directly, without the last bytes of the piece before: a hyphen that divides a word.
    Drop(usize),
}

/// A word that is longer than this is none.
const WORD: usize = 60;

/// Behind a suspended hyphen: "in- en uitvoer".
const AFTER_SUSPENDED: [&str; 9] = [
    "en",
    "of",
    "en/of",
    "dan",
    "tot",
    "als",
    "maar",
    "respectievelijk",
    "c.q.",
];

/// First parts that keep their hyphen: "oud-minister".
const KEEPS_HYPHEN: [&str; 16] = [
    "oud",
    "ex",
    "vice",
    "niet",
    "non",
    "adjunct",
    "aspirant",
    "bijna",
    "pseudo",
    "quasi",
    "semi",
    "interim",
    "substituut",
    "co",
    "collega",
    "kandidaat",
];

/// Endings of file names.
const FILES: [&str; 8] = [
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".msg", ".pptx", ".txt",
];

/// Whether a line is the middle of an address that began on a line before: `joint` says how it
/// is joined to that one, `was` whether that one ended in an address.
pub(super) fn carries_on(was: bool, joint: Joint, line: &str) -> bool {
    was && joint == Joint::Close && first_token(line).len() == line.len()
}

/// Whether a line ends in (the start of) an address.
pub(super) fn ends_in_address(line: &str) -> bool {
    is_address(last_token(line))
}

/// How the lines `left` and `right`, both trimmed, are joined; `in_address` when `left` is the
/// middle of an address.
pub(super) fn joint(left: &str, right: &str, in_address: bool) -> Joint {
    let Some(hyphen) = left.chars().next_back() else {
        return Joint::Space;
    };
    let stem = &left[..left.len() - hyphen.len_utf8()];
    let before = stem.chars().next_back();
    let after = right.chars().next();
    let in_word =
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    match hyphen {
        '-' | '\u{2010}' | '\u{2011}' if in_word && in_address => Joint::Close,
        '\u{ad}' | '¬' if in_word => Joint::Drop(hyphen.len_utf8()),
        '-' | '\u{2010}' | '\u{2011}' if in_word => match of_hyphen(stem, right) {
            Joint::Drop(_) => Joint::Drop(hyphen.len_utf8()),
            other => other,
        },
        _ if goes_on(left, right) => Joint::Close,
        _ => Joint::Space,
    }
}

/// How a hyphen between two letters or digits joins them.
fn of_hyphen(stem: &str, right: &str) -> Joint {
    let token = last_token(stem);
    let next = first_token(right);
    let bare = next.trim_end_matches([',', '.', ';', ':', ')']);
    if AFTER_SUSPENDED.contains(&bare) {
        return Joint::Space;
    }
    let first = trailing_letters(stem);
    let second = leading_letters(right);
    let file = FILES.iter().any(|ending| bare.ends_with(ending));
    let path = is_path(token) || next.contains(['/', '#', '%', '@']) || file;
    if is_address(token) || path || first.is_empty() || second.is_empty() {
        return Joint::Close;
    }
    if by_letters(first, second) {
        Joint::Drop(1)
    } else if words::is_function_word(bare) && !begins_name(first) {
        Joint::Space
    } else {
        Joint::Close
    }
}

/// Whether `first` and `second` are the halves of one divided word.
fn by_letters(first: &str, second: &str) -> bool {
    let lower = |s: &str| s.chars().all(char::is_lowercase);
    let both = || format!("{first}{second}").to_lowercase();
    if first.len() > 3
        && !first.contains(char::is_lowercase)
        && !second.contains(char::is_lowercase)
    {
        return words::is_known(&both());
    }
    if !lower(second) || first.chars().next_back().is_some_and(char::is_uppercase) {
        return false;
    }
    if first.chars().count() < 2 || KEEPS_HYPHEN.contains(&first.to_lowercase().as_str()) {
        return false;
    }
    let joined = both();
    if words::is_word(&joined) {
        return true;
    }
    // "juridisch-planologische": two qualities side by side.
    if first.ends_with("isch") && second.contains("isch") {
        return false;
    }
    if words::is_word(&format!("{}-{second}", first.to_lowercase())) {
        return false;
    }
    if begins_name(first) || words::is_function_word(second) {
        // A short capital begins an abbreviation of its own: "Wob-uitspraken".
        return first.len() > 3 && words::is_known(&joined);
    }
    if is_abbreviation(first) || vowels_clash(first, second) {
        return false;
    }
    // A word behind what is none: "biz-subsidie", or the lines of two columns.
    words::is_known(&joined) || words::is_word(first) || !words::is_word(second)
}

/// A capital: it may be the first of two surnames.
fn begins_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Letters that cannot be a syllable, such as "tv" or "btw".
fn is_abbreviation(word: &str) -> bool {
    !word.contains(|c| is_vowel(c) || c == 'y')
}

/// Whether two words would run together into one sound: such compounds have a hyphen of their own.
fn vowels_clash(first: &str, second: &str) -> bool {
    let ends = (first.chars().next_back(), second.chars().next());
    let (Some(a), Some(b)) = ends else {
        return false;
    };
    let pair = matches!(
        (a, b),
        ('a', 'a' | 'e' | 'i' | 'u')
            | ('e', 'e' | 'i' | 'u')
            | ('i', 'e' | 'j')
            | ('o', 'e' | 'i' | 'o' | 'u')
            | ('u', 'i' | 'u')
    );
    pair && words::is_word(first) && words::is_word(second)
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'ë' | 'ï' | 'é' | 'è' | 'ö' | 'ü'
    )
}

/// Whether an address was broken at the line end without a hyphen.
fn goes_on(left: &str, right: &str) -> bool {
    if !left.ends_with(['/', '_', '=', '&', '?', '%', '@', '.']) {
        return false;
    }
    let token = last_token(left);
    if !is_address(token) {
        return false;
    }
    let next = first_token(right);
    let starts =
        next.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '%');
    if !starts {
        return false;
    }
    if token.contains('@') {
        // A domain follows the sign; its last label follows a point, unless one was there already.
        let domain = token.rsplit('@').next().unwrap_or("");
        return domain.is_empty()
            || (domain.ends_with('.')
                && domain.matches('.').count() == 1
                && next.trim_end_matches(['.', ',', ';', ')', '>']).len() <= 6
                && next.len() > 1
                && !words::is_function_word(next));
    }
    !token.ends_with('.') && next.contains(|c: char| c.is_ascii_digit() || "/-.=_&?%".contains(c))
        || matches!(token.chars().next_back(), Some('_' | '=' | '&' | '?' | '%'))
}

/// Whether a token is a part of a path, or of the name of a page.
fn is_path(token: &str) -> bool {
    token.matches('/').count() > 1 || token.matches('-').count() > 1
}

/// Whether a token is (the start of) an e-mail or web address.
fn is_address(token: &str) -> bool {
    token.contains('@') || token.contains("://") || token.contains("www.")
}

/// The last run without white space, as far as a word may reach.
fn last_token(text: &str) -> &str {
    let long = 4 * WORD;
    let mut from = text.len();
    for (i, c) in text.char_indices().rev().take(long) {
        if c.is_whitespace() {
            break;
        }
        from = i;
    }
    &text[from..]
}

fn first_token(text: &str) -> &str {
    let mut to = 0;
    for (i, c) in text.char_indices().take(4 * WORD) {
        if c.is_whitespace() {
            break;
        }
        to = i + c.len_utf8();
    }
    &text[..to]
}

fn trailing_letters(text: &str) -> &str {
    let mut from = text.len();
    for (i, c) in text.char_indices().rev().take(WORD) {
        if !c.is_alphabetic() {
            break;
        }
        from = i;
    }
    &text[from..]
}

fn leading_letters(text: &str) -> &str {
    let to = text
        .char_indices()
        .take(WORD)
        .find(|(_, c)| !c.is_alphabetic())
        .map_or_else(
            || text.chars().take(WORD).map(char::len_utf8).sum(),
            |(i, _)| i,
        );
    &text[..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(left: &str, right: &str, wanted: &str) {
        let text = match joint(left, right, false) {
            Joint::NewBlock => format!("{left}\n{right}"),
            Joint::Space => format!("{left} {right}"),
            Joint::Close => format!("{left}{right}"),
            Joint::Drop(n) => format!("{}{right}", &left[..left.len() - n]),
        };
        assert_eq!(text, wanted);
    }

    #[test]
    fn a_divided_word_is_joined() {
        reads("de uit-", "voering van", "de uitvoering van");
        reads("kabinets-", "reactie", "kabinetsreactie");
        reads("Uit-", "voering", "Uitvoering");
        reads("bestuurs\u{ad}", "organen", "bestuursorganen");
    }

    #[test]
    fn a_suspended_hyphen_hangs() {
        reads(
            "Immigratie-",
            "en Naturalisatiedienst",
            "Immigratie- en Naturalisatiedienst",
        );
        reads("wet-", "en regelgeving", "wet- en regelgeving");
        reads("in-", "of uitvoer", "in- of uitvoer");
    }

    #[test]
    fn a_hyphen_of_the_word_itself_stays() {
        reads("het ICT-", "systeem", "het ICT-systeem");
        reads("NGF-", "subsidieaanvragen", "NGF-subsidieaanvragen");
        reads("de oud-", "minister", "de oud-minister");
        reads("Noord-", "Holland", "Noord-Holland");
        reads("2023-", "0000700225", "2023-0000700225");
        reads("16-12-", "2022", "16-12-2022");
        reads("een btw-", "verhoging", "een btw-verhoging");
    }

    #[test]
    fn names_are_not_merged() {
        reads("mevrouw Jansen-", "de Vries", "mevrouw Jansen-de Vries");
        reads("Quispel-", "Adelaar", "Quispel-Adelaar");
    }

    #[test]
    fn an_address_goes_on_as_it_was_printed() {
        reads(
            "zie https://voorbeeld.nl/407F-",
            "51B1/x",
            "zie https://voorbeeld.nl/407F-51B1/x",
        );
        reads(
            "www.voorbeeld.nl/stukken/",
            "2024/brief",
            "www.voorbeeld.nl/stukken/2024/brief",
        );
        reads("info@", "voorbeeld.nl", "info@voorbeeld.nl");
        reads("info@voorbeeld.", "nl", "info@voorbeeld.nl");
        reads(
            "naar info@voorbeeld.nl.",
            "de rest",
            "naar info@voorbeeld.nl. de rest",
        );
        reads(
            "zie www.voorbeeld.nl/",
            "voor meer",
            "zie www.voorbeeld.nl/ voor meer",
        );
    }

    #[test]
    fn a_path_keeps_its_hyphens() {
        reads(
            "gemeente/erotiek/plan-",
            "voor/x",
            "gemeente/erotiek/plan-voor/x",
        );
        reads("het-plan-van-", "morgen", "het-plan-van-morgen");
        reads("concept-", "memo.pdf", "concept-memo.pdf");
        assert_eq!(joint("milaan-", "centrum", true), Joint::Close);
    }

    #[test]
    fn a_word_behind_a_scrap_is_not_merged() {
        reads("juridisch-", "planologische", "juridisch-planologische");
        reads("biz-", "subsidie", "biz-subsidie");
        reads("Wob-", "uitspraken", "Wob-uitspraken");
        reads("gekapt/ver-", "plant", "gekapt/verplant");
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        reads(
            "het kabinet -",
            "net als vorig jaar",
            "het kabinet - net als vorig jaar",
        );
    }
}
