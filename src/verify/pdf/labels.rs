//! Words that stand in a box in the place of what was taken out, even where nobody can see them.

/// A text that stands in so many boxes of a page is what the program puts in each.
const OFTEN: usize = 3;

/// Whether a text is the ground of a redaction, or says that there is one.
pub(super) fn is_label(text: &str) -> bool {
    const WORDS: [&str; 24] = [
        "privilege",
        "privileged",
        "redacted",
        "redaction",
        "confidential",
        "sealed",
        "gelakt",
        "weggelakt",
        "geanonimiseerd",
        "vertrouwelijk",
        "persoonsgegevens",
        "woo",
        "wob",
        "art",
        "artikel",
        "lid",
        "onder",
        "sub",
        "ex",
        "exempt",
        "foia",
        "personal",
        "persoon",
        "naam",
    ];
    let word = |w: &str| {
        let lower = w.to_lowercase();
        WORDS.contains(&lower.as_str()) || is_ground(&lower)
    };
    text.split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',' | ':' | ';'))
        .map(|w| w.trim_matches('.'))
        .filter(|w| !w.is_empty())
        .all(word)
}

/// `5.1.2e`, `10.2.e`, `2e`, `e`, `j`.
fn is_ground(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let rest = word
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_alphabetic() || c == '.');
    rest && letters <= 1 && digits <= 4 && (digits == 0 || word.contains('.') || digits <= 2)
}

/// Texts that stand in many boxes of a page.
pub(super) struct Repeated(Vec<String>);

/// Finds them.
pub(super) fn repeated<'t>(texts: impl Iterator<Item = &'t str>) -> Repeated {
    let mut all: Vec<&str> = texts.map(str::trim).collect();
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a == b);
    let often = runs.filter(|run| run.len() >= OFTEN);
    Repeated(often.map(|run| run[0].to_owned()).collect())
}

impl Repeated {
    /// Whether a text is one of them, or some of them, or the beginning of one.
    pub fn made_of(&self, text: &str) -> bool {
        self.0.iter().any(|label| {
            let rest = text.replace(label.as_str(), "");
            label.starts_with(rest.trim())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ground_is_a_label_and_a_name_is_none() {
        for text in [
            "5.1.2e",
            "[5.1.2.e]",
            "Woo, art. 5.1 lid 2 onder e",
            "Privilege",
            "10.2.e",
        ] {
            assert!(is_label(text), "{text}");
        }
        for text in ["Jan", "06-12345678", "5 Jansen", "“No”"] {
            assert!(!is_label(text), "{text}");
        }
    }

    #[test]
    fn what_a_program_puts_in_every_box_is_known_by_its_repetition() {
        let found = repeated(["23/3", "23/3", "Jan", "23/3"].into_iter());
        assert!(found.made_of("23/3 23/3") && found.made_of("23/"));
        assert!(!found.made_of("Jan") && !found.made_of("23/3 Jan"));
    }
}
