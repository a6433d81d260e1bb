//! Names: what leads elsewhere, what can't be shown, what is taken, what is no name.

use super::pack::{part, zip};
use super::{Bad, CLEAN};

pub(super) fn all() -> Vec<Bad> {
    let long = format!("{}.txt", "n".repeat(4000));
    let deep = format!("{}x.txt", "d/".repeat(2000));
    let mut names: Vec<Vec<u8>> = [
        "../ontsnapt.txt",
        "/abs.txt",
        "a/../../b.txt",
        "C:\\x.txt",
        "\\\\host\\x.txt",
        ".",
        "..",
        "...",
        " ",
        "a\0b.txt",
        "bel\x07\x1b[2J.txt",
        "om\u{202E}txt.exe",
        "regel\nnog.txt",
        "CON",
        "nul.txt",
        "COM1.txt",
        "punt.",
        "spatie ",
        "A.txt",
        "a.txt",
        "manifest.jsonl",
        "summary",
        "summary.json",
        "manifest.jsonl/x.txt",
        "summary.json/x.txt",
        "a.txt.json/b.txt",
        "a.txt.json",
        "a.txt/b.txt",
        "Jan de Vries.txt",
        "Piet de Vries.txt",
        "%2e%2e%2fx.txt",
        "-rf.txt",
        "--help",
        "<script>alert(1)</script>.txt",
        "'; drop table x.txt",
        "$(id).txt",
        ".lakmoes",
        "x.part",
    ]
    .map(|name| name.as_bytes().to_vec())
    .into();
    names.push(b"\xFF\xFE\x80.txt".to_vec());
    names.push(long.into_bytes());
    names.push(deep.into_bytes());
    let parts: Vec<_> = names.into_iter().map(|name| part(name, CLEAN)).collect();
    vec![Bad::new("names.zip", zip(&parts)).has("unsafe-path")]
}

/// Names that a folder on a disk can have.
pub(super) fn on_disk() -> Vec<Vec<u8>> {
    let mut names: Vec<Vec<u8>> = [
        "...txt",
        "bel\x07\x1b]0;titel\x07\x1b[2J.txt",
        "om\u{202E}txt.exe.txt",
        "regel\nnog.txt",
        "CON.txt",
        "summary",
        "manifest.jsonl",
        "C:x.txt",
        "a\\..\\b.txt",
        "-rf.txt",
        ".DS_Store",
        "Thumbs.db",
        "._nota.txt",
        " .txt",
        "A.txt",
        "a.txt",
        "a.txt.json",
    ]
    .map(|name| name.as_bytes().to_vec())
    .into();
    names.push(b"\xFF\xFE\x80.txt".to_vec());
    names.push([&[b'n'; 251][..], b".txt"].concat());
    names
}
