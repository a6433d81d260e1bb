//! What stands in each row.

use super::{judgement, remark};
use crate::write::{Copied, Manifest, ManifestLine, Status};
use std::collections::BTreeMap;

/// The platform takes no longer name of a document, in bytes.
const LONGEST_NAME: usize = 500;

/// A row of the list.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number in the list, from 1.
    pub(super) id: u32,
    /// The redacted name of the file.
    pub(super) document: String,
    /// Year, month, day; or nothing.
    pub(super) date: String,
    pub(super) judgement: &'static str,
    /// Divided by `;`.
    pub(super) grounds: String,
    pub(super) remark: String,
    pub(super) to_do: String,
    /// The row of the mail to which it belongs: with the mail itself that is its own.
    pub(super) family: Option<u32>,
    pub(super) thread: Option<u32>,
    /// The row of the document that it is a copy of.
    pub(super) related: Option<u32>,
    /// As the platform calls it.
    pub(super) file_type: &'static str,
    pub(super) matter: String,
    pub(super) subject: String,
    /// The redacted path of the file.
    pub(super) path: String,
}

/// A row for each document, in the order of the manifest.
pub(super) fn rows(manifest: &Manifest, matter: &str) -> Vec<Row> {
    let lines: Vec<(u32, &ManifestLine)> = (1..)
        .zip(manifest.lines.iter().filter(|l| is_document(l)))
        .collect();
    let families = first_of(&lines, |line| line.family);
    let groups = first_of(&lines, |line| line.duplicate.map(|d| d.group));
    let row = |&(id, line): &(u32, &ManifestLine)| {
        let card = line.card.as_ref();
        let copied = line.duplicate.filter(|d| d.copy != Copied::First);
        let first = copied.and_then(|d| groups.get(&d.group).copied());
        let related = first.filter(|first| *first != id);
        let path = line.path.as_str();
        Row {
            id,
            document: shortened(path.rsplit('/').next().unwrap_or(path)),
            date: card.and_then(|c| c.date()).unwrap_or_default().to_owned(),
            judgement: judgement::of(line),
            grounds: card.map_or_else(String::new, |c| c.grounds().collect::<Vec<_>>().join(";")),
            remark: remark::of(line, related),
            to_do: remark::to_do(line),
            family: line.family.and_then(|f| families.get(&f).copied()),
            thread: line.thread,
            related,
            file_type: file_type(line),
            matter: matter.to_owned(),
            subject: card.and_then(|c| c.title()).unwrap_or_default().to_owned(),
            path: path.to_owned(),
        }
    };
    lines.iter().map(row).collect()
}

/// What is skipped is no document: an archive, of which the members have rows, or what an operating
/// system left there.
fn is_document(line: &ManifestLine) -> bool {
    line.status != Status::Skipped
}

/// The first row with each number.
fn first_of(
    lines: &[(u32, &ManifestLine)],
    number: impl Fn(&ManifestLine) -> Option<u32>,
) -> BTreeMap<u32, u32> {
    let mut first = BTreeMap::new();
    for (id, line) in lines {
        if let Some(number) = number(line) {
            first.entry(number).or_insert(*id);
        }
    }
    first
}

fn shortened(name: &str) -> String {
    name[..name.floor_char_boundary(LONGEST_NAME)].to_owned()
}

/// One of the words that the platform knows; nothing for what it has no word for.
fn file_type(line: &ManifestLine) -> &'static str {
    let Some(card) = &line.card else { return "" };
    if card.document_type() == Some("chat") {
        return "chat";
    }
    match card.media_type() {
        "application/pdf" => "pdf",
        "message/rfc822" | "application/vnd.ms-outlook" => "email",
        "text/html" => "html",
        "text/csv"
        | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        | "application/vnd.oasis.opendocument.spreadsheet" => "spreadsheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        | "application/vnd.oasis.opendocument.text"
        | "application/rtf"
        | "text/markdown"
        | "text/plain" => "doc",
        _ => "",
    }
}
