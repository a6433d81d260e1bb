//! Rich text (`.rtf`): paragraphs, tables, headers, footers, notes and text boxes. Comments,
//! deleted and hidden text are read and kept apart.
//!
//! [`lex`] cuts the bytes into groups, control words and text; this file follows what they say.

mod lex;

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use self::lex::{Lexer, Word};
use super::gather::{Gather, Why};
use super::rows::{self, Cell};
use super::traces::Traces;
use super::{IngestError, Limits};
use crate::model::{BlockRole, MediaType, Source};

/// Whether bytes begin like rich text.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// Reads rich text.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Source, IngestError> {
    let mut reader = Reader::new(limits);
    let mut lexer = Lexer::new(bytes);
    while let Some(word) = lexer.next() {
        reader.word(word, &mut lexer)?;
    }
    reader.finish()
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Block(BlockRole),
    Apart(Why),
    /// Judged and never published: what fields, properties and unknown groups say.
    Trace,
    /// Who wrote or changed it.
    Author,
    /// The code of a field.
    Code,
    Nowhere,
    Fonts,
}

/// What holds until the end of a group.
#[derive(Clone, Copy)]
struct Group {
    place: Place,
    hidden: bool,
    deleted: bool,
    bold: bool,
    /// Characters to pass over behind one that is given by its number.
    skip: usize,
    encoding: &'static Encoding,
    /// Whether a flow of paragraphs of its own began with it.
    flow: bool,
    /// It comes behind the body: a foot, or the head of later pages.
    later: bool,
}

/// Paragraphs that follow each other: of the body, of a header, of a note.
#[derive(Default)]
struct Flow {
    text: String,
    hidden: String,
    deleted: String,
    letters: usize,
    bold: usize,
    heading: Option<u8>,
    in_table: bool,
    cell: Cell,
    cells: Vec<Cell>,
}

struct Reader {
    gather: Gather,
    groups: Vec<Group>,
    now: Group,
    flows: Vec<Flow>,
    fonts: BTreeMap<i32, &'static Encoding>,
    font: i32,
    page_encoding: &'static Encoding,
    bytes: Vec<u8>,
    /// Characters still to be passed over.
    passing: usize,
    /// A star stands before the next word: who does not know it passes over its group.
    starred: bool,
    notes: Vec<String>,
    /// Rows and paragraphs that come behind the body.
    later: Vec<(BlockRole, String, Option<bool>)>,
    /// Whether the first page of the section has a head of its own.
    title: bool,
    traces: Traces,
    page: u32,
    high: Option<u16>,
}

impl Reader {
    fn new(limits: &Limits) -> Self {
        Self {
            gather: Gather::new(limits),
            groups: Vec::new(),
            now: Group {
                place: Place::Block(BlockRole::Paragraph),
                hidden: false,
                deleted: false,
                bold: false,
                skip: 1,
                encoding: WINDOWS_1252,
                flow: false,
                later: false,
            },
            flows: vec![Flow::default()],
            fonts: BTreeMap::new(),
            font: 0,
            page_encoding: WINDOWS_1252,
            bytes: Vec::new(),
            passing: 0,
            starred: false,
            notes: Vec::new(),
            later: Vec::new(),
            title: false,
            traces: Traces::default(),
            page: 1,
            high: None,
        }
    }

    fn word(&mut self, word: Word<'_>, lexer: &mut Lexer<'_>) -> Result<(), IngestError> {
        if !matches!(word, Word::Byte(_)) {
            self.flush();
        }
        match word {
            Word::Open => {
                self.groups.push(self.now);
                self.gather.limits().at_depth(self.groups.len())?;
                self.now.flow = false;
                self.passing = 0;
                self.starred = false;
            }
            Word::Close => self.close()?,
            Word::Star => self.starred = true,
            Word::Text(text) => self.plain(text),
            Word::Byte(byte) => {
                if self.passing > 0 {
                    self.passing -= 1;
                } else {
                    self.bytes.push(byte);
                }
            }
            Word::Control(name, value) => {
                let starred = std::mem::take(&mut self.starred);
                if name == "bin" {
                    lexer.pass(usize::try_from(value.unwrap_or(0)).unwrap_or(0));
                } else {
                    self.control(name, value, starred)?;
                }
            }
        }
        Ok(())
    }

    fn plain(&mut self, text: &[u8]) {
        let passed = self.passing.min(text.len());
        self.passing -= passed;
        let text = &text[passed..];
        if text.is_ascii() {
            let text = String::from_utf8_lossy(text);
            self.write(&text);
        } else {
            self.bytes.extend_from_slice(text);
            self.flush();
        }
    }

    /// Bytes of a code page to text.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let text = self.now.encoding.decode_without_bom_handling(&bytes).0;
            self.write(&text);
        }
    }

    fn write(&mut self, text: &str) {
        let now = self.now;
        if matches!(now.place, Place::Nowhere | Place::Fonts) {
            return;
        }
        let Some(flow) = self.flows.last_mut() else {
            return;
        };
        if now.deleted {
            flow.deleted.push_str(text);
        } else if now.hidden {
            flow.hidden.push_str(text);
        } else {
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            flow.letters += letters;
            flow.bold += if now.bold { letters } else { 0 };
            flow.text.push_str(text);
        }
    }

    fn close(&mut self) -> Result<(), IngestError> {
        if self.now.flow {
            self.end_flow()?;
            self.now.flow = false;
        } else if self.is_trace() {
            // Each group is a value.
            self.end_para()?;
        }
        if let Some(group) = self.groups.pop() {
            self.now = group;
        }
        self.passing = 0;
        self.starred = false;
        Ok(())
    }

    fn is_trace(&self) -> bool {
        matches!(self.now.place, Place::Trace | Place::Author | Place::Code)
    }

    fn begin_flow(&mut self, place: Place) {
        if self.now.place == Place::Nowhere || self.now.flow {
            return;
        }
        // A box in a header is of the header; what stands in a comment is of the comment.
        let inner = match (self.now.place, place) {
            (Place::Apart(why), _) => Place::Apart(why),
            (Place::Trace | Place::Author | Place::Code, Place::Author) => Place::Author,
            (Place::Trace | Place::Author | Place::Code, _) => self.now.place,
            (Place::Block(role), Place::Block(BlockRole::Paragraph)) => Place::Block(role),
            (_, place) => place,
        };
        self.now.place = inner;
        self.now.flow = true;
        self.now.bold = false;
        self.flows.push(Flow::default());
    }

    fn end_flow(&mut self) -> Result<(), IngestError> {
        self.end_para()?;
        self.end_row()?;
        if self.flows.len() > 1 {
            self.flows.pop();
        }
        Ok(())
    }

    fn control(
        &mut self,
        name: &str,
        value: Option<i32>,
        starred: bool,
    ) -> Result<(), IngestError> {
        let on = value != Some(0);
        match name {
            "par" | "sect" => self.end_para()?,
            "pard" => self.with_flow(|flow| {
                flow.heading = None;
                flow.in_table = false;
            }),
            "intbl" => self.with_flow(|flow| flow.in_table = true),
            "cell" | "nestcell" => {
                self.with_flow(|flow| flow.in_table = true);
                self.end_para()?;
                self.with_flow(|flow| flow.cells.push(std::mem::take(&mut flow.cell)));
            }
            "row" | "nestrow" => self.end_row()?,
            "outlinelevel" => {
                let level = value.and_then(|n| u8::try_from(n).ok()).filter(|&n| n < 9);
                self.with_flow(|flow| flow.heading = level.map(|n| n + 1));
            }
            "page" | "pagebb" if self.now.place == Place::Block(BlockRole::Paragraph) => {
                self.page += 1;
                self.end_para()?;
                self.gather.page(self.page)?;
            }
            "line" | "softline" => self.write("\n"),
            "tab" => self.write("\t"),
            "plain" => {
                self.now.bold = false;
                self.now.hidden = false;
                self.now.deleted = false;
            }
            "b" => self.now.bold = on,
            "v" => self.now.hidden = on,
            "deleted" | "mvf" => self.now.deleted = on,
            "u" => self.unicode(value),
            "uc" => self.now.skip = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(64),
            "f" => self.font(value.unwrap_or(0)),
            "fcharset" => self.charset(value.unwrap_or(0)),
            "ansicpg" => {
                if let Some(encoding) = code_page(value.unwrap_or(1252)) {
                    self.page_encoding = encoding;
                    self.now.encoding = encoding;
                }
            }
            "mac" => {
                self.page_encoding = encoding_rs::MACINTOSH;
                self.now.encoding = encoding_rs::MACINTOSH;
            }
            "fonttbl" => self.now.place = Place::Fonts,
            "titlepg" => self.title = true,
            "sectd" => self.title = false,
            "header" | "headerl" | "headerr" | "headerf" => {
                self.begin_flow(Place::Block(BlockRole::Header));
                self.now.later |= self.gather.has_body() || self.title && name != "headerf";
            }
            "footer" | "footerl" | "footerr" | "footerf" => {
                self.begin_flow(Place::Block(BlockRole::Footer));
                self.now.later = true;
            }
            "footnote" => self.begin_flow(Place::Block(BlockRole::Note)),
            "annotation" | "atnauthor" => self.begin_flow(Place::Apart(Why::Comment)),
            "shptxt" | "dptxbxtext" => self.begin_flow(Place::Block(BlockRole::Paragraph)),
            "shpinst" | "shp" | "do" | "fldrslt" | "listtext" | "pntext" => {}
            "pict" => {
                if self.now.place == Place::Block(BlockRole::Paragraph) {
                    self.gather.warn_of_images();
                }
                self.now.place = Place::Nowhere;
            }
            "object" => self.gather.warn_of_embedded(),
            "colortbl" | "stylesheet" | "nonshppict" | "objdata" | "filetbl" | "listtable"
            | "listoverridetable" | "bkmkend" | "atndate" | "atnref" | "atrfstart" | "atrfend"
            | "datafield" | "themedata" | "colorschememapping" | "datastore" | "latentstyles"
            | "rsidtbl" | "blipuid" | "panose" | "pnseclvl" => self.now.place = Place::Nowhere,
            "info" | "sp" | "xe" | "tc" | "bkmkstart" | "atnid" | "userprops" | "docvar"
            | "formfield" | "template" => self.begin_flow(Place::Trace),
            "revtbl" | "author" | "operator" | "manager" if self.now.place != Place::Fonts => {
                self.begin_flow(Place::Author);
            }
            "fldinst" => self.begin_flow(Place::Code),
            "shppict" => {}
            _ => match sign(name) {
                Some(sign) => self.write(sign),
                // What nobody knows is not shown.
                None if starred => self.begin_flow(Place::Trace),
                None => {}
            },
        }
        Ok(())
    }

    fn with_flow(&mut self, change: impl FnOnce(&mut Flow)) {
        if let Some(flow) = self.flows.last_mut() {
            change(flow);
        }
    }

    /// A character by its number; those above 65,535 come in two halves.
    fn unicode(&mut self, value: Option<i32>) {
        let unit = (value.unwrap_or(0) & 0xFFFF) as u16;
        let text = match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                String::new()
            }
            (Some(high), _) => String::from_utf16_lossy(&[high, unit]),
            (None, _) => String::from_utf16_lossy(&[unit]),
        };
        self.write(&text);
        self.passing = self.now.skip;
    }

    fn font(&mut self, font: i32) {
        self.font = font;
        if self.now.place != Place::Fonts {
            self.now.encoding = *self.fonts.get(&font).unwrap_or(&self.page_encoding);
        }
    }

    fn charset(&mut self, charset: i32) {
        let page = match charset {
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return,
        };
        if let Some(encoding) = code_page(page) {
            self.fonts.insert(self.font, encoding);
        }
    }

    fn end_para(&mut self) -> Result<(), IngestError> {
        let place = self.now.place;
        let Some(flow) = self.flows.last_mut() else {
            return Ok(());
        };
        let text = std::mem::take(&mut flow.text);
        let hidden = std::mem::take(&mut flow.hidden);
        let deleted = std::mem::take(&mut flow.deleted);
        let bold = (flow.letters > 0).then_some(flow.bold * 10 >= flow.letters * 9);
        (flow.letters, flow.bold) = (0, 0);
        let why = match place {
            Place::Apart(why) => Some(why),
            _ => None,
        };
        self.gather.apart(why.unwrap_or(Why::Hidden), &hidden)?;
        self.gather.apart(why.unwrap_or(Why::Deleted), &deleted)?;
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if self.now.later {
            let role = match place {
                Place::Block(role) => role,
                _ => BlockRole::Paragraph,
            };
            if matches!(place, Place::Block(BlockRole::Header | BlockRole::Footer))
                && !flow.in_table
            {
                self.later.push((role, text.to_owned(), bold));
                return Ok(());
            }
        }
        let role = match (place, flow.heading) {
            (Place::Apart(why), _) => return self.gather.apart(why, text),
            (Place::Trace, _) => {
                self.traces.add(text);
                return Ok(());
            }
            (Place::Author, _) => {
                for name in text.split(';') {
                    self.traces.author(name);
                }
                return Ok(());
            }
            (Place::Code, _) => {
                self.traces.quoted(text);
                return Ok(());
            }
            (Place::Block(BlockRole::Note), _) => {
                self.notes.push(text.to_owned());
                return Ok(());
            }
            (Place::Block(BlockRole::Paragraph), Some(level)) if text.len() <= 250 => {
                BlockRole::Heading(level)
            }
            (Place::Block(role), _) => role,
            _ => BlockRole::Paragraph,
        };
        if flow.in_table {
            flow.cell.push(text, role, bold, self.page);
            return Ok(());
        }
        self.gather.add(role, text, bold)
    }

    fn end_row(&mut self) -> Result<(), IngestError> {
        let Some(flow) = self.flows.last_mut() else {
            return Ok(());
        };
        let mut cells = std::mem::take(&mut flow.cells);
        cells.push(std::mem::take(&mut flow.cell));
        let role = match self.now.place {
            Place::Block(role) => role,
            _ => BlockRole::Paragraph,
        };
        for line in rows::lines(cells, role) {
            if self.now.later {
                self.later.push((line.role, line.text, line.bold));
            } else {
                self.gather.add(line.role, &line.text, line.bold)?;
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Source, IngestError> {
        self.flush();
        // A file that was cut off leaves groups open.
        let cut = !self.groups.is_empty();
        while !self.groups.is_empty() {
            self.close()?;
        }
        self.end_flow()?;
        if cut {
            self.gather.warn(
                "cut-off",
                "the file ends too soon: what is missing could not be read",
            );
        }
        for (number, note) in (1..).zip(std::mem::take(&mut self.notes)) {
            self.gather
                .add(BlockRole::Note, &format!("{number} {note}"), None)?;
        }
        for (role, text, bold) in std::mem::take(&mut self.later) {
            self.gather.add(role, &text, bold)?;
        }
        for line in self.traces.take() {
            self.gather.apart(Why::Trace, &line)?;
        }
        self.gather.finish(MediaType::Rtf)
    }
}

/// Control words that stand for a sign.
fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "~" => "\u{a0}",
        "_" => "\u{2011}",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    match number {
        437 | 850 | 858 => Some(encoding_rs::WINDOWS_1252),
        10000 => Some(encoding_rs::MACINTOSH),
        65001 => Some(encoding_rs::UTF_8),
        932 => Some(encoding_rs::SHIFT_JIS),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        874 => Some(encoding_rs::WINDOWS_874),
        number => Encoding::for_label(format!("windows-{number}").as_bytes()),
    }
}
