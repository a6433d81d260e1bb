//! The rich text in which Outlook may keep the only body of a mail: packed, and often a web page in disguise.

use super::html;
use encoding_rs::WINDOWS_1252;

/// What every packed text is taken to begin with.
const BEFORE: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW: usize = 4096;
/// Groups further in than this change nothing.
const DEEPEST: usize = 2_000;
/// No mail is longer.
const LONGEST: usize = 256 << 20;

/// Unpacks ([MS-OXRTFCP]).
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let word = |at: usize| {
        packed
            .get(at..at + 4)
            .and_then(|b| b.try_into().ok())
            .map(u32::from_le_bytes)
    };
    let (size, kind) = (word(4)? as usize, word(8)?);
    let data = packed.get(16..)?;
    match kind {
        0x414C_454D => Some(data[..size.min(data.len())].to_vec()),
        0x7546_5A4C => Some(inflated(data, size.min(LONGEST))),
        _ => None,
    }
}

fn inflated(data: &[u8], size: usize) -> Vec<u8> {
    let mut window = [b' '; WINDOW];
    window[..BEFORE.len()].copy_from_slice(BEFORE);
    let mut at = BEFORE.len();
    let mut out = Vec::new();
    let mut data = data.iter().copied();
    'all: while out.len() < size {
        let Some(control) = data.next() else { break };
        for bit in 0..8 {
            if control >> bit & 1 == 0 {
                let Some(byte) = data.next() else { break 'all };
                window[at % WINDOW] = byte;
                at += 1;
                out.push(byte);
                continue;
            }
            let (Some(a), Some(b)) = (data.next(), data.next()) else {
                break 'all;
            };
            let pair = usize::from(u16::from_be_bytes([a, b]));
            let (from, length) = (pair >> 4, (pair & 0xF) + 2);
            if from == at % WINDOW {
                break 'all;
            }
            for n in 0..length {
                let byte = window[(from + n) % WINDOW];
                window[at % WINDOW] = byte;
                at += 1;
                out.push(byte);
            }
        }
    }
    out
}

/// The text of it. Where it is a web page in disguise, of the page.
pub(super) fn page(rtf: &[u8]) -> html::Page {
    let disguised = memchr::memmem::find(&rtf[..rtf.len().min(1024)], b"\\fromhtml").is_some();
    let text = Reader::new(rtf, disguised).read();
    if disguised {
        return html::page(&text);
    }
    html::Page {
        text,
        aside: String::new(),
    }
}

#[cfg(test)]
fn text(rtf: &[u8]) -> String {
    page(rtf).text
}

/// Groups of which nothing is shown.
const HIDDEN: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "generator",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "themedata",
    "latentstyles",
    "datastore",
    "xmlnstbl",
    "fldinst",
];

/// What holds in a group.
#[derive(Clone, Copy)]
struct State {
    hidden: bool,
    /// Not shown in the page: what only the rich text has.
    rich: bool,
    /// Characters that stand for one that was given by number.
    skip: usize,
}

struct Reader<'a> {
    rtf: &'a [u8],
    at: usize,
    /// A web page in disguise: only its own marks and text count.
    disguised: bool,
    states: Vec<State>,
    /// Groups further in than are kept track of.
    deeper: usize,
    state: State,
    /// Characters of the group before that are still to be passed over.
    pending: usize,
    out: String,
    bytes: Vec<u8>,
}

impl<'a> Reader<'a> {
    fn new(rtf: &'a [u8], disguised: bool) -> Self {
        let state = State {
            hidden: false,
            rich: false,
            skip: 1,
        };
        Self {
            rtf,
            at: 0,
            disguised,
            states: Vec::new(),
            deeper: 0,
            state,
            pending: 0,
            out: String::new(),
            bytes: Vec::new(),
        }
    }

    fn read(mut self) -> String {
        while let Some(&byte) = self.rtf.get(self.at) {
            self.at += 1;
            match byte {
                b'{' if self.states.len() < DEEPEST => self.states.push(self.state),
                b'{' => self.deeper += 1,
                b'}' if self.deeper > 0 => self.deeper -= 1,
                b'}' => self.state = self.states.pop().unwrap_or(self.state),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ => self.byte(byte),
            }
        }
        self.settle();
        self.out
    }

    fn shown(&self) -> bool {
        !self.state.hidden && !self.state.rich
    }

    fn byte(&mut self, byte: u8) {
        if self.pending > 0 {
            self.pending -= 1;
        } else if self.shown() {
            self.bytes.push(byte);
        }
    }

    /// Bytes gathered so far are in the code page of Windows.
    fn settle(&mut self) {
        let text = WINDOWS_1252.decode_without_bom_handling(&self.bytes).0;
        self.out.push_str(&text);
        self.bytes.clear();
    }

    fn character(&mut self, text: &str) {
        if self.shown() {
            self.settle();
            self.out.push_str(text);
        }
    }

    fn control(&mut self) {
        let rest = &self.rtf[self.at..];
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if length == 0 {
            self.symbol(rest);
            return;
        }
        let word = String::from_utf8_lossy(&rest[..length]).into_owned();
        let sign = usize::from(rest.get(length) == Some(&b'-'));
        let digits = rest[length + sign..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
            .min(9);
        let end = length + if digits > 0 { sign + digits } else { 0 };
        let number = std::str::from_utf8(&rest[length..end])
            .ok()
            .and_then(|n| n.parse::<i32>().ok());
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        self.word(&word, number);
    }

    fn symbol(&mut self, rest: &[u8]) {
        self.at += 1;
        match rest.first() {
            Some(b'\'') => {
                let digits = rest.get(1..3).and_then(|d| std::str::from_utf8(d).ok());
                if let Some(byte) = digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
                    self.at += 2;
                    self.byte(byte);
                }
            }
            Some(b'~') => self.character("\u{A0}"),
            Some(b'_') => self.character("-"),
            Some(b'*') => {
                let html = rest[1..].starts_with(b"\\htmltag");
                self.state.hidden |= !(self.disguised && html);
            }
            Some(&byte @ (b'\\' | b'{' | b'}')) => self.byte(byte),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "line" => self.character("\n"),
            "tab" => self.character("\t"),
            "htmlrtf" => self.state.rich = number != Some(0),
            "uc" => self.state.skip = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
            "u" => {
                let unit = number.unwrap_or(0) as u16;
                let text = String::from_utf16_lossy(&[unit]);
                self.character(&text);
                self.pending = self.state.skip;
            }
            "bin" => {
                let length = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
                self.at = self.at.saturating_add(length);
            }
            "lquote" => self.character("‘"),
            "rquote" => self.character("’"),
            "ldblquote" => self.character("“"),
            "rdblquote" => self.character("”"),
            "endash" => self.character("–"),
            "emdash" => self.character("—"),
            "bullet" => self.character("•"),
            _ if HIDDEN.contains(&word) => self.state.hidden = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_disguise_is_read_once() {
        let rtf = b"{\\rtf1\\ansi\\fromhtml1 {\\fonttbl{\\f0 Arial;}}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Beste Zo\\'eb,\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}{\\*\\generator X}\\u8364? 5}";
        assert_eq!(text(rtf), "Beste Zoë,\n\n€ 5");
    }

    #[test]
    fn plain_rich_text_keeps_its_lines() {
        assert_eq!(
            text(b"{\\rtf1 Beste lezer,\\par Groet\\tab X}"),
            "Beste lezer,\nGroet\tX"
        );
    }

    #[test]
    fn the_example_of_the_specification_unpacks() {
        let packed = b"\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\x00\x0a\x00\x72\x63\x70\x67\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\x00\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f\xa0";
        assert_eq!(
            unpack(packed).unwrap(),
            b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
        );
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_bring_it_down(bytes: Vec<u8>, rtf in "(\\{|\\}|\\\\|u|bin|'|\\*|[0-9]{0,12}|htmltag|\\PC){0,60}") {
            let _ = unpack(&bytes);
            let _ = text(rtf.as_bytes());
        }
    }
}
