//! Writes a PDF byte by byte, so that anything can be put anywhere in it.

use flate2::{Compression, write::ZlibEncoder};
use std::collections::BTreeMap;
use std::io::Write;

const CATALOG: u32 = 1;
const PAGES: u32 = 2;
pub(crate) const PAGE: u32 = 3;
const CONTENT: u32 = 4;
const HELVETICA: u32 = 5;
const INFO: u32 = 6;

/// A PDF in the making: what is in it besides the page that every one has.
#[derive(Default)]
pub(crate) struct Maker {
    /// Bodies of the objects; the first six are made at the end.
    objects: Vec<Vec<u8>>,
    /// Of each page.
    contents: Vec<Vec<u8>>,
    lines: u32,
    resources: BTreeMap<&'static str, String>,
    entries: BTreeMap<(Table, usize, String), String>,
    /// Kept in an object stream.
    pub(crate) packed: Vec<u32>,
    /// Bytes in front of the second object.
    pub(crate) between: Vec<u8>,
    /// Bytes behind the end of the file.
    pub(crate) tail: Vec<u8>,
    /// Bodies of objects in an earlier revision.
    pub(crate) before: BTreeMap<u32, Vec<u8>>,
}

/// A dictionary that many places write in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    Catalog,
    Page,
    Info,
    Trailer,
    Names,
    Form,
}

impl Maker {
    pub(crate) fn new() -> Self {
        let mut maker = Self {
            objects: vec![Vec::new(); 6],
            contents: vec![Vec::new()],
            ..Self::default()
        };
        maker.resource("Font", "F1", HELVETICA);
        maker
    }

    pub(crate) fn add(&mut self, body: impl Into<Vec<u8>>) -> u32 {
        self.objects.push(body.into());
        self.objects.len() as u32
    }

    pub(crate) fn put(&mut self, object: u32, body: impl Into<Vec<u8>>) {
        self.objects[object as usize - 1] = body.into();
    }

    pub(crate) fn stream(&mut self, entries: &str, data: impl AsRef<[u8]>) -> u32 {
        let body = stream(entries, data.as_ref());
        self.add(body)
    }

    /// Adds a form XObject that may use the page's font.
    pub(crate) fn form(&mut self, resources: &str, content: &str) -> u32 {
        let entries = format!(
            "/Type/XObject/Subtype/Form/BBox[0 -5 600 850]/Resources<</Font<</F1 {HELVETICA} 0 R>>{resources}>>"
        );
        self.stream(&entries, content)
    }

    /// Names an object among the page's resources.
    pub(crate) fn resource(&mut self, kind: &'static str, name: &str, object: u32) {
        self.resource_as(kind, name, &format!("{object} 0 R"));
    }

    pub(crate) fn resource_as(&mut self, kind: &'static str, name: &str, value: &str) {
        let all = self.resources.entry(kind).or_default();
        if all.contains(&format!("/{name} ")) {
            return;
        }
        all.push_str(&format!("/{name} {value}"));
    }

    /// Sets an entry (of the last page), or adds to the array that it is.
    pub(crate) fn set(&mut self, table: Table, key: &str, value: &str) {
        let page = if table == Table::Page {
            self.contents.len()
        } else {
            0
        };
        let all = self
            .entries
            .entry((table, page, key.to_owned()))
            .or_default();
        all.push_str(value);
    }

    pub(crate) fn draw(&mut self, operators: impl AsRef<[u8]>) {
        let content = self.contents.last_mut().unwrap();
        content.extend_from_slice(operators.as_ref());
        content.push(b'\n');
    }

    /// Begins a page where the last one holds more than so many lines.
    pub(crate) fn turn_page(&mut self, lines: u32) {
        if self.lines > lines {
            self.lines = 0;
            self.contents.push(Vec::new());
        }
    }

    /// The height of the next free line of the page.
    pub(crate) fn line(&mut self) -> u32 {
        self.lines += 1;
        780 - 13 * self.lines
    }

    /// Draws text operators on a line of their own.
    pub(crate) fn write(&mut self, operators: impl AsRef<[u8]>) {
        let y = self.line();
        self.draw(format!("BT /F1 10 Tf 14 TL 50 {y} Td"));
        self.draw(operators);
        self.draw("ET");
    }

    fn table(&self, table: Table, page: usize) -> String {
        let open = |key: &str| ["Annots", "Fields", "XFA"].contains(&key);
        let of_table = (self.entries.iter()).filter(|((t, p, _), _)| (*t, *p) == (table, page));
        of_table
            .map(|((_, _, key), value)| match open(key) {
                true => format!("/{key}[{value}]"),
                false => format!("/{key} {value}"),
            })
            .collect()
    }

    /// The bytes of the file.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let resources: String = (self.resources.iter())
            .map(|(kind, all)| format!("/{kind}<<{all}>>"))
            .collect();
        let (mut kids, mut count) = (String::new(), 0);
        for content in std::mem::take(&mut self.contents) {
            let first = count == 0;
            count += 1;
            let (page, written) = match first {
                true => (PAGE, CONTENT),
                false => (self.add(""), self.add("")),
            };
            self.put(written, stream("", &content));
            let mut entries = self.table(Table::Page, count);
            let own = [
                ("MediaBox", "[0 0 595 842]"),
                ("Contents", &format!("{written} 0 R")),
            ];
            for (key, value) in own {
                let set = (Table::Page, count, key.to_owned());
                if !self.entries.contains_key(&set) {
                    entries.push_str(&format!("/{key} {value}"));
                }
            }
            self.put(
                page,
                format!("<</Type/Page/Parent {PAGES} 0 R/Resources<<{resources}>>{entries}>>"),
            );
            kids.push_str(&format!("{page} 0 R "));
        }
        self.put(PAGES, format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"));
        self.put(
            HELVETICA,
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        );
        let mut catalog = self.table(Table::Catalog, 0);
        for (key, table) in [("Names", Table::Names), ("AcroForm", Table::Form)] {
            let entries = self.table(table, 0);
            if !entries.is_empty() {
                catalog.push_str(&format!("/{key}<<{entries}>>"));
            }
        }
        self.put(
            CATALOG,
            format!("<</Type/Catalog/Pages {PAGES} 0 R{catalog}>>"),
        );
        let info = self.table(Table::Info, 0);
        self.put(INFO, format!("<<{info}>>"));
        File::default().write(&self)
    }

    /// The page as an earlier revision had it: with this content.
    pub(crate) fn had_content(&mut self, content: &str) {
        self.before.insert(CONTENT, stream("", content.as_bytes()));
    }
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut body = format!("<</Length {}{entries}>>\nstream\n", data.len()).into_bytes();
    body.extend_from_slice(data);
    body.extend_from_slice(b"\nendstream");
    body
}

pub(crate) fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// Where an object stands: its offset, or the object stream and the index in it.
#[derive(Clone, Copy)]
enum Spot {
    At(usize),
    In(u32, usize),
}

#[derive(Default)]
struct File {
    bytes: Vec<u8>,
    spots: BTreeMap<u32, Spot>,
    previous: Option<usize>,
}

impl File {
    fn write(mut self, maker: &Maker) -> Vec<u8> {
        self.bytes
            .extend_from_slice(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        let mut now = BTreeMap::new();
        for (number, body) in (1..).zip(&maker.objects) {
            if !maker.packed.contains(&number) {
                let body = match maker.before.get(&number) {
                    Some(old) => {
                        now.insert(number, body);
                        old
                    }
                    None => body,
                };
                self.object(number, body);
            }
            if number == 1 {
                self.bytes.extend_from_slice(&maker.between);
            }
        }
        let mut size = maker.objects.len() as u32 + 1;
        if !maker.packed.is_empty() {
            self.pack(size, maker);
            size += 1;
        }
        self.section(size, maker);
        if !now.is_empty() {
            for (number, body) in now {
                self.object(number, body);
            }
            self.section(
                if maker.packed.is_empty() {
                    size
                } else {
                    size + 1
                },
                maker,
            );
        }
        self.bytes.extend_from_slice(&maker.tail);
        self.bytes
    }

    fn object(&mut self, number: u32, body: &[u8]) {
        self.spots.insert(number, Spot::At(self.bytes.len()));
        self.bytes
            .extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(body);
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    fn pack(&mut self, number: u32, maker: &Maker) {
        let (mut head, mut bodies) = (String::new(), Vec::new());
        for (index, &packed) in maker.packed.iter().enumerate() {
            head.push_str(&format!("{packed} {} ", bodies.len()));
            bodies.extend_from_slice(&maker.objects[packed as usize - 1]);
            bodies.push(b'\n');
            self.spots.insert(packed, Spot::In(number, index));
        }
        let entries = format!(
            "/Type/ObjStm/N {}/First {}/Filter/FlateDecode",
            maker.packed.len(),
            head.len()
        );
        let data = deflated(&[head.as_bytes(), &bodies].concat());
        self.object(number, &stream(&entries, &data));
    }

    /// Cross-references of what was written since the last one, as a table or as a stream.
    fn section(&mut self, size: u32, maker: &Maker) {
        let mut trailer = format!(
            "/Root {CATALOG} 0 R/Info {INFO} 0 R{}",
            maker.table(Table::Trailer, 0)
        );
        if let Some(previous) = self.previous {
            trailer.push_str(&format!("/Prev {previous}"));
        }
        let start = self.bytes.len();
        let spots = std::mem::take(&mut self.spots);
        if maker.packed.is_empty() {
            self.bytes
                .extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
            for (number, spot) in spots {
                let Spot::At(offset) = spot else { continue };
                self.bytes
                    .extend_from_slice(format!("{number} 1\n{offset:010} 00000 n \n").as_bytes());
            }
            self.bytes
                .extend_from_slice(format!("trailer\n<</Size {size}{trailer}>>\n").as_bytes());
        } else {
            let (mut index, mut data) = (String::from("0 1 "), vec![0, 0, 0, 0, 0, 255, 255]);
            for (number, spot) in spots.into_iter().chain([(size, Spot::At(start))]) {
                let (kind, place, rest) = match spot {
                    Spot::At(offset) => (1, offset as u32, 0),
                    Spot::In(stream, nth) => (2, stream, nth as u16),
                };
                index.push_str(&format!("{number} 1 "));
                data.push(kind);
                data.extend_from_slice(&place.to_be_bytes());
                data.extend_from_slice(&rest.to_be_bytes());
            }
            let size = size + 1;
            let entries = format!("/Type/XRef/Size {size}/W[1 4 2]/Index[{index}]{trailer}");
            self.object(size - 1, &stream(&entries, &data));
            self.spots.clear();
        }
        self.previous = Some(start);
        self.bytes
            .extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    }
}

/// A string in hexadecimal.
pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    let digits: String = (bytes.as_ref().iter())
        .map(|b| format!("{b:02x}"))
        .collect();
    format!("<{digits}>")
}

/// UTF-16 with its mark, most significant byte first.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    [0xfe, 0xff].into_iter().chain(units).collect()
}

/// A name that may hold spaces.
pub(crate) fn name(text: &str) -> String {
    text.replace(' ', "#20")
}
