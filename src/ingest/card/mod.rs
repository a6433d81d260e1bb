//! Calendars (`.ics`) and contacts (`.vcf`), as programs send them with mails: lines of names and
//! values, told in the words that a person would use. What has no word of its own is judged only.

mod calendar;
mod contact;
mod line;

use super::text::decode_loosely;
use crate::model::{BlockRole, Blocks, Content, MediaType, RawSpan, Source, TextBlock, Warning};
use line::{Line, lines};

/// The two kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Calendar,
    Contact,
}

/// What bytes are, if they are one of these.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = head[..head.len().min(256)].trim_ascii_start();
    let begins = |with: &[u8]| {
        head.get(..with.len())
            .is_some_and(|h| h.eq_ignore_ascii_case(with))
    };
    if begins(b"BEGIN:VCALENDAR") {
        Some(Kind::Calendar)
    } else if begins(b"BEGIN:VCARD") {
        Some(Kind::Contact)
    } else {
        None
    }
}

/// Reads one.
pub(super) fn read(bytes: &[u8], kind: Kind) -> Source {
    let text = decode_loosely(bytes);
    let lines = lines(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
    let mut told = Told::default();
    let media_type = match kind {
        Kind::Calendar => {
            calendar::tell(&lines, &mut told);
            MediaType::Calendar
        }
        Kind::Contact => {
            contact::tell(&lines, &mut told);
            MediaType::Contact
        }
    };
    let mut warnings = Vec::new();
    if !told.blocks.aside.is_empty() {
        warnings.push(Warning::new(
            "kept-apart",
            "what programs note for themselves was read for names and is not published",
        ));
    }
    Source {
        media_type,
        content: Content::Blocks(told.blocks),
        warnings,
    }
}

/// What was told so far.
#[derive(Default)]
struct Told {
    blocks: Blocks,
}

impl Told {
    /// `Label: value`; the lines of a value go on.
    fn say(&mut self, label: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            self.block(&format!("{label}: {value}"), BlockRole::Paragraph);
        }
    }

    /// Text of which each line stands by itself.
    fn text(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            self.block(line, BlockRole::Paragraph);
        }
    }

    fn block(&mut self, text: &str, role: BlockRole) {
        let blocks = &mut self.blocks;
        if !blocks.text.is_empty() {
            blocks.text.push('\n');
        }
        let start = blocks.text.len();
        blocks.text.push_str(text);
        blocks.list.push(TextBlock {
            span: RawSpan::new(start, blocks.text.len()),
            role,
            page: 1,
            bold: None,
        });
    }

    /// Text that is judged and not published.
    fn apart(&mut self, label: &str, value: &str) {
        let value = value.trim();
        if value.contains(char::is_alphabetic) {
            let aside = &mut self.blocks.aside;
            aside.push_str(label);
            aside.push_str(value);
            aside.push('\n');
        }
    }
}

/// `3 februari 2024 14:05`, of what a line says of a moment; as it stands where it says it otherwise.
fn moment(value: &str) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let digits: String = value
        .chars()
        .filter(|c| !matches!(c, '-' | ':'))
        .take_while(|c| c.is_ascii_digit() || *c == 'T')
        .collect();
    let number =
        |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<usize>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(4, 6), number(6, 8)) else {
        return value.trim().to_owned();
    };
    let Some(month) = month.checked_sub(1).and_then(|m| MONTHS.get(m)) else {
        return value.trim().to_owned();
    };
    match (number(9, 11), number(11, 13)) {
        (Some(hour), Some(minute)) => {
            let universal = if value.trim().ends_with('Z') {
                " UTC"
            } else {
                ""
            };
            format!("{day} {month} {year} {hour:02}:{minute:02}{universal}")
        }
        _ => format!("{day} {month} {year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (String, String) {
        let kind = kind(text.as_bytes()).unwrap();
        let Content::Blocks(blocks) = read(text.as_bytes(), kind).content else {
            panic!("no blocks");
        };
        (blocks.text, blocks.aside)
    }

    #[test]
    fn an_invitation_tells_who_when_and_what() {
        let (text, aside) = told(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTIMEZONE\r\nTZID:Amsterdam\r\nDTSTART:19700101T000000\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Amsterdam:20220209T090000\r\nDTEND:20220209T100000Z\r\nORGANIZER;CN=\"Bos, J. (Jan)\":mailto:j.bos@min.example\r\nATTENDEE;CN=Ans Vis;ROLE=REQ-PARTICIPANT:MAILTO:a.v\r\n is@min.example\r\nATTENDEE;ROLE=OPT-PARTICIPANT:mailto:p@min.example\r\nSUMMARY:Dijk\\, sluis\r\nLOCATION:Zaal 2\r\nDESCRIPTION:Beste allen\\,\\n\\nTot dan.\r\nX-MS-OLK-SENDER:Piet Blom\r\nBEGIN:VALARM\r\nDESCRIPTION:Reminder voor Kees\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        );
        assert_eq!(
            text,
            "Onderwerp: Dijk, sluis\nDatum: 9 februari 2022 09:00 – 9 februari 2022 10:00 UTC\nLocatie: Zaal 2\nOrganisator: Bos, J. (Jan) <j.bos@min.example>\nVereist: Ans Vis <a.vis@min.example>\nOptioneel: p@min.example\nBeste allen,\nTot dan."
        );
        assert!(
            aside.contains("Piet Blom") && aside.contains("voor Kees"),
            "{aside}"
        );
    }

    #[test]
    fn a_contact_tells_what_stands_on_a_card() {
        let (text, aside) = told(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96ren;Zo=C3=\r\n=AB\r\nitem1.TEL;CELL:06-12345678\r\nEMAIL:z@x.example\r\nORG:Ministerie;Directie X\r\nTITLE:Adviseur\r\nBDAY:1980-02-03\r\nADR;HOME:;;Dorpsstraat 12;Delft;;2611 AB;Nederland\r\nNOTE:vrouw van Jan\r\nX-SPOUSE:Jan Bos\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Ans Vis\r\nN:Vis;Ans;;;\r\nEND:VCARD\r\n",
        );
        assert_eq!(
            text,
            "Naam: Zoë Ören\nTelefoon: 06-12345678\nE-mail: z@x.example\nOrganisatie: Ministerie, Directie X\nFunctie: Adviseur\nGeboortedatum: 3 februari 1980\nWoonadres: Dorpsstraat 12, 2611 AB Delft, Nederland\nOpmerking: vrouw van Jan\nNaam: Ans Vis"
        );
        assert!(
            aside.contains("Jan Bos") && !aside.contains("AAAA"),
            "{aside}"
        );
    }

    proptest::proptest! {
        #[test]
        fn no_lines_bring_it_down(text in "(BEGIN:|END:|VEVENT|VCARD|N|;|:|=|\"|\\\\|ENCODING=QUOTED-PRINTABLE|[0-9T]{0,9}|\r\n ?|\\PC){0,60}") {
            read(format!("BEGIN:VCARD\n{text}").as_bytes(), Kind::Contact);
            read(format!("BEGIN:VCALENDAR\n{text}").as_bytes(), Kind::Calendar);
        }
    }
}
