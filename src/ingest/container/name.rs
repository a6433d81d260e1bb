//! What an archive calls a member, as a path below the archive. Paths that lead elsewhere are never
//! followed: such a member is named and not read.

use super::Refusal;
use encoding_rs::WINDOWS_1252;
use std::path::PathBuf;

/// More folders than these are no dossier.
const DEEPEST: usize = 48;
/// The longest name of a member, in bytes.
const LONGEST: usize = 4096;

/// What MS-DOS shows for the bytes 128 to 255.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

/// The name in a ZIP archive: UTF-8, or what MS-DOS would show.
pub(super) fn of_dos(bytes: &[u8]) -> String {
    if let Ok(name) = std::str::from_utf8(bytes) {
        return name.to_owned();
    }
    let high: Vec<char> = CP437.chars().collect();
    let show = |&b: &u8| match usize::from(b).checked_sub(128) {
        Some(n) => high.get(n).copied().unwrap_or('\u{FFFD}'),
        None => char::from(b),
    };
    bytes.iter().map(show).collect()
}

/// The name in a tape archive: UTF-8, or what Windows would show.
pub(super) fn of_unix(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

/// The path below the archive, and why the member is not read if its name leads elsewhere.
pub(super) fn below(name: &str) -> (PathBuf, Option<Refusal>) {
    let mut path = PathBuf::new();
    let cut = &name[..name.floor_char_boundary(LONGEST)];
    let rooted = cut.starts_with(['/', '\\']) || is_drive(cut);
    let (mut up, mut deep) = (false, cut.len() < name.len());
    for part in cut.split(['/', '\\']) {
        match part {
            "" | "." => {}
            _ if part.trim_end_matches([' ', '.']).is_empty() => {
                up = true;
                path.push("_");
            }
            _ if path.iter().count() >= DEEPEST => deep = true,
            _ => path.push(plain(part)),
        }
    }
    if path.as_os_str().is_empty() {
        path.push("naamloos");
    }
    let refusal = if up || rooted {
        Some(Refusal::new(
            "unsafe-path",
            "its name leads out of the archive: not read; such archives are made to do harm",
        ))
    } else {
        deep.then(|| {
            Refusal::new(
                "unsafe-path",
                "its name is too long, or has too many folders in it: not read",
            )
        })
    };
    (path, refusal)
}

/// The last part of a name that a mail gives an attachment.
pub(super) fn last(name: &str) -> Option<String> {
    let part = name.rsplit(['/', '\\']).next()?;
    let part: String = part.chars().take(LONGEST / 16).collect();
    let part = part.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    (!part.trim_end_matches([' ', '.']).is_empty()).then(|| plain(part))
}

/// With something else in the place of what no file system takes: were it left out, what stands around
/// it could be two dots.
fn plain(part: &str) -> String {
    part.replace([':', '\0'], "_")
}

/// `C:`, with or without a path.
fn is_drive(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1) == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Component, Path};

    fn read(name: &str) -> (String, bool) {
        let (path, refusal) = below(name);
        (path.to_string_lossy().into_owned(), refusal.is_some())
    }

    #[test]
    fn folders_stay_in_either_notation() {
        assert_eq!(read("a/b.txt"), ("a/b.txt".into(), false));
        assert_eq!(read("a\\b.txt"), ("a/b.txt".into(), false));
        assert_eq!(read("./a//b.txt"), ("a/b.txt".into(), false));
    }

    #[test]
    fn what_leads_elsewhere_is_refused() {
        for name in [
            "../a.txt",
            "a/../../b",
            "/etc/x",
            "\\\\host\\x",
            "C:\\x",
            "c:x",
            "..",
            "a/.. /b",
        ] {
            assert!(read(name).1, "{name}");
        }
        assert!(read(&"a/".repeat(100)).1);
        assert!(read(&"a".repeat(5000)).1);
    }

    #[test]
    fn what_is_taken_out_of_a_name_leaves_no_two_dots() {
        assert_eq!(read("a/.\0./b.txt"), ("a/._./b.txt".into(), false));
        assert_eq!(read("\0.\0.\0"), ("_._._".into(), false));
        assert_eq!(last(".\0."), Some("._.".into()));
    }

    #[test]
    fn old_names_are_read_as_they_were_shown() {
        assert_eq!(of_dos(b"co\x94rdinatie.txt"), "coördinatie.txt");
        assert_eq!(of_dos("coördinatie.txt".as_bytes()), "coördinatie.txt");
        assert_eq!(of_unix(b"co\xF6rdinatie.txt"), "coördinatie.txt");
        assert_eq!(CP437.chars().count(), 128);
    }

    proptest::proptest! {
        #[test]
        fn no_name_leads_out(name in "(\\.\\.|[a-z. :]|/|\\\\|\\x00|\\PC){0,40}") {
            let (path, _) = below(&name);
            for part in Path::new(&path).components() {
                proptest::prop_assert!(matches!(part, Component::Normal(_)), "{:?}", path);
            }
            if let Some(last) = last(&name) {
                proptest::prop_assert_eq!(Path::new(&last).components().count(), 1);
                proptest::prop_assert!(matches!(Path::new(&last).components().next(), Some(Component::Normal(_))));
            }
        }
    }
}
