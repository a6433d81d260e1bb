//! What a chat is called: the name of its group, where it is stated.

use super::context::{Context, Slice};
use crate::lexicon::chat;
use crate::model::{CleanSpan, FieldValue};

/// What programs say where a group is named.
const NAMED: &[&str] = &[
    "heeft de groep",
    "hebt de groep",
    "groep aangemaakt",
    "created group",
    "created the group",
    "het onderwerp gewijzigd",
    "de groepsnaam gewijzigd",
    "changed the subject",
    "changed the group name",
];
/// What stands above a chat.
const TITLES: &[&str] = &[
    "whatsapp-chat met ",
    "whatsapp chat met ",
    "whatsapp-chat with ",
    "whatsapp chat with ",
    "whatsapp-groep ",
    "whatsappgroep ",
    "app-groep ",
    "signal-groep ",
    "signal-gesprek: ",
    "signal group: ",
    "groepschat ",
    "vergaderchat: ",
    "teams-chat ",
    "teamschat ",
    "telegram-groep ",
    "chat ",
];

/// The name of the group.
pub(super) fn name(context: &Context<'_>) -> Option<FieldValue> {
    let mut found = None;
    for slice in context.body_start() {
        let head = chat::head(slice.text);
        let named = match &head {
            // The last name counts, and is told last.
            Some(head) if head.sender.is_none() => {
                let said = &slice.text[head.text.clone()];
                let tells = NAMED.iter().any(|n| said.contains(n));
                tells.then(|| last_quoted(said)).flatten()
            }
            // iOS has the group say that all is encrypted.
            Some(head) if found.is_none() && chat::is_notice(&slice.text[head.text.clone()]) => {
                head.sender.clone().map(|sender| &slice.text[sender])
            }
            Some(_) => None,
            None if found.is_none() => title(slice.text),
            None => None,
        };
        if let Some(name) = named {
            let from = name.as_ptr() as usize - slice.text.as_ptr() as usize;
            let start = slice.span.start as usize + from;
            let named = Slice {
                text: name,
                span: CleanSpan::new(start, start + name.len()),
                ..slice
            };
            found = context.value(&[named], name.to_owned(), 0.9);
        }
    }
    found
}

/// `… naar "Dijk"`
fn last_quoted(text: &str) -> Option<&str> {
    let end = text.rfind(['"', '”', '\''])?;
    let start = text[..end].rfind(['"', '“', '‘', '\''])?;
    let open = text[start..].chars().next()?.len_utf8();
    let name = text[start + open..end].trim();
    (!name.is_empty() && name.len() <= 120).then_some(name)
}

/// `WhatsApp-chat met Dijkteam.txt`, `Signal-groep "Dijkteam" (export)`
fn title(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let behind = TITLES.iter().find(|t| lower.starts_with(*t))?.len();
    let rest = text[behind..].trim();
    // "Afstemming BO - 13 deelnemers"
    let bare = rest.split_once(" (").map_or(rest, |(name, _)| name);
    let bare = bare.rsplit_once(" - ").map_or(bare, |(name, _)| name);
    let name = last_quoted(rest).unwrap_or(bare);
    let name = name.strip_suffix(".txt").unwrap_or(name).trim();
    (!name.is_empty() && name.len() <= 120).then_some(name)
}
