//! UTF-8 that was read as Windows-1252: "Ã©" for é, "â€™" for ’. Only sequences that no
//! writer types, and only where they stand for a character that Dutch text uses.

use super::characters::{At, Fix};
use crate::model::EditKind;

pub(super) fn fix(here: At<'_>) -> Option<Fix> {
    if let Some(text) = control(here.c) {
        return Fix::one(here, text, EditKind::Mojibake);
    }
    // Behind another such letter this is the second layer of a double encoding.
    if !may_begin(here.c) || here.before().chars().next_back().is_some_and(may_begin) {
        return None;
    }
    let mut bytes = [0u8; 3];
    let mut to = here.at;
    for (n, c) in here.rest().chars().take(3).enumerate() {
        bytes[n] = to_windows_1252(c)?;
        to += c.len_utf8();
        let Ok(text) = std::str::from_utf8(&bytes[..=n]) else {
            continue;
        };
        let read = text.chars().next()?;
        return is_expected(read).then(|| Fix {
            from: here.at,
            to,
            text: text.to_owned(),
            kind: EditKind::Mojibake,
        });
    }
    None
}

/// Whether a character may begin such a sequence: the lead bytes C2, C3, C5 and E2.
pub(super) fn may_begin(c: char) -> bool {
    matches!(c, 'Â' | 'Ã' | 'Å' | 'â')
}

/// What Windows-1252 has where Latin-1 has control characters.
fn control(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{80}' => "€",
        '\u{82}' => "‚",
        '\u{84}' => "„",
        '\u{85}' => "…",
        '\u{8a}' => "Š",
        '\u{8e}' => "Ž",
        '\u{91}' => "‘",
        '\u{92}' => "’",
        '\u{93}' => "“",
        '\u{94}' => "”",
        '\u{95}' => "•",
        '\u{96}' => "–",
        '\u{97}' => "—",
        '\u{99}' => "™",
        '\u{9a}' => "š",
        '\u{9e}' => "ž",
        _ => return None,
    })
}

/// The byte that Windows-1252 reads as this character.
fn to_windows_1252(c: char) -> Option<u8> {
    Some(match c {
        '\u{80}'..='\u{ff}' => u8::try_from(u32::from(c)).ok()?,
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8a,
        '‹' => 0x8b,
        'Œ' => 0x8c,
        'Ž' => 0x8e,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9a,
        '›' => 0x9b,
        'œ' => 0x9c,
        'ž' => 0x9e,
        'Ÿ' => 0x9f,
        _ => return None,
    })
}

/// The characters that are looked for behind the damage.
fn is_expected(c: char) -> bool {
    let letter = matches!(c, 'À'..='ÿ') && !may_begin(c) && c != '×' && c != '÷';
    letter
        || matches!(
            c,
            '\u{a0}'
                | '£'
                | '§'
                | '©'
                | '«'
                | '\u{ad}'
                | '®'
                | '°'
                | '±'
                | '²'
                | '³'
                | '´'
                | 'µ'
                | '·'
                | '»'
                | '¼'
                | '½'
                | '¾'
                | 'Š'
                | 'š'
                | 'Ž'
                | 'ž'
                | 'ğ'
                | 'ş'
                | 'Ş'
                | 'ı'
                | 'İ'
                | '‘'
                | '’'
                | '‚'
                | '“'
                | '”'
                | '„'
                | '–'
                | '—'
                | '…'
                | '•'
                | '€'
                | '™'
                | '→'
                | '≥'
                | '≤'
        )
}
