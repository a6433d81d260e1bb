//! Fonts of pictures, and what their bullets, boxes and arrows are in Unicode.
//!
//! Office suites write these as private characters U+F020 to U+F0FF: the byte in the font.

use hayro_syntax::object::{Dict, Name};

use super::{Code, shared};

/// Which pictures the private characters of a font are.
#[derive(Clone, Copy)]
pub(super) enum Pictures {
    Symbol,
    Wingdings,
    /// Not a font of pictures: private characters are letters.
    Letters,
    /// Pictures that are not known.
    Other,
}

impl Pictures {
    /// By the name of the font.
    pub fn of(dict: &Dict<'_>) -> Self {
        let name = dict
            .get::<Name<'_>>(b"BaseFont")
            .map(|name| name.as_str().to_ascii_lowercase())
            .unwrap_or_default();
        let has = |part: &str| name.contains(part);
        if has("symbol") {
            Self::Symbol
        } else if has("wingdings2") || has("wingdings3") || has("wingdings-2") || has("wingdings-3")
        {
            Self::Other
        } else if has("wingdings") {
            Self::Wingdings
        } else if has("webdings") || has("dingbat") || has("awesome") || has("icon") {
            Self::Other
        } else {
            Self::Letters
        }
    }

    /// Puts a public character where a private one stands.
    pub fn name(self, code: Code) -> Code {
        let mut chars = code.unicode.chars();
        let (Some(private @ '\u{F020}'..='\u{F0FF}'), None) = (chars.next(), chars.next()) else {
            return code;
        };
        let byte = (u32::from(private) & 0xFF) as u8;
        let public = match self {
            Self::Symbol => symbol(byte),
            Self::Wingdings => wingdings(byte),
            Self::Letters => byte.is_ascii().then_some(char::from(byte)),
            Self::Other => None,
        };
        match public {
            Some(public) => Code {
                unicode: shared(public),
                ..code
            },
            None => code,
        }
    }
}

fn symbol(byte: u8) -> Option<char> {
    Some(match byte {
        b' '
        | b'('
        | b')'
        | b'+'
        | b','
        | b'.'
        | b'/'
        | b'0'..=b'9'
        | b':'
        | b';'
        | b'<'
        | b'='
        | b'>'
        | b'['
        | b']'
        | b'_'
        | b'{'
        | b'|'
        | b'}' => char::from(byte),
        b'-' => '−',
        0xA3 => '≤',
        0xAE => '→',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        0xBC => '…',
        0xDE => '⇒',
        _ => return None,
    })
}

fn wingdings(byte: u8) -> Option<char> {
    Some(match byte {
        b' ' => ' ',
        b'(' => '☎',
        b'*' => '✉',
        b'l' => '●',
        b'n' => '■',
        b'o' => '□',
        b'q' => '❑',
        b'r' => '❒',
        b'u' => '◆',
        b'v' => '❖',
        0x9F => '•',
        0xA1 => '○',
        0xA7 => '▪',
        0xA8 => '◻',
        0xD8 => '➢',
        0xE0 | 0xE8 => '→',
        0xF0 => '⇨',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Code;
    use super::Pictures;
    use std::sync::Arc;

    fn name(pictures: Pictures, unicode: &str) -> String {
        let code = Code {
            unicode: Arc::from(unicode),
            width: 0.5,
        };
        pictures.name(code).unicode.to_string()
    }

    #[test]
    fn bullets_and_boxes_get_their_public_names() {
        assert_eq!(name(Pictures::Symbol, "\u{F0B7}"), "•");
        assert_eq!(name(Pictures::Wingdings, "\u{F0A7}"), "▪");
        assert_eq!(name(Pictures::Wingdings, "\u{F0FE}"), "☑");
        assert_eq!(name(Pictures::Letters, "\u{F041}"), "A");
    }

    #[test]
    fn what_is_not_known_stays() {
        assert_eq!(name(Pictures::Symbol, "\u{F0F0}"), "\u{F0F0}");
        assert_eq!(name(Pictures::Letters, "A"), "A");
        assert_eq!(name(Pictures::Letters, "\u{F0E9}"), "\u{F0E9}");
        assert_eq!(name(Pictures::Wingdings, "n"), "n");
    }
}
