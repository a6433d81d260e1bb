//! Writes small PDFs for the tests.

use std::fmt::Write as _;

/// A PDF in the making: numbered objects, of which 1 is the catalog and 2 the page tree.
pub struct Make {
    objects: Vec<(u32, Vec<u8>)>,
    kids: Vec<u32>,
    catalog: String,
}

/// A4, with fonts `F1` (Helvetica) and `F2` (Times-Bold).
pub const FONTS: &str = "/Font<</F1 3 0 R/F2 4 0 R>>";

impl Make {
    pub fn new() -> Self {
        Self {
            objects: vec![
                (
                    3,
                    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
                        .to_vec(),
                ),
                (
                    4,
                    b"<</Type/Font/Subtype/Type1/BaseFont/Times-Bold/Encoding/WinAnsiEncoding>>"
                        .to_vec(),
                ),
            ],
            kids: Vec::new(),
            catalog: String::new(),
        }
    }

    /// A document of one plain page with this content.
    pub fn page_of(content: &str) -> Vec<u8> {
        let mut pdf = Self::new();
        pdf.page(content, "");
        pdf.bytes()
    }

    /// More entries for the catalog.
    pub fn catalog(&mut self, entries: &str) -> &mut Self {
        self.catalog.push_str(entries);
        self
    }

    pub fn object(&mut self, number: u32, body: impl AsRef<[u8]>) -> &mut Self {
        self.objects.push((number, body.as_ref().to_vec()));
        self
    }

    pub fn stream(&mut self, number: u32, dict: &str, data: impl AsRef<[u8]>) -> &mut Self {
        let data = data.as_ref();
        let mut body = format!("<<{dict}/Length {}>>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(number, body)
    }

    /// A page with `FONTS` and, from `entries`, what else it is to have.
    pub fn page(&mut self, content: &str, entries: &str) -> &mut Self {
        let resources = format!("/Resources<<{FONTS}>>");
        self.page_with(content, &format!("{resources}{entries}"))
    }

    /// A page with nothing but what `entries` give.
    pub fn page_with(&mut self, content: impl AsRef<[u8]>, entries: &str) -> &mut Self {
        let number = 1000 + 2 * self.kids.len() as u32;
        self.kids.push(number);
        self.stream(number + 1, "", content);
        let body = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R{entries}>>",
            number + 1
        );
        self.object(number, body)
    }

    pub fn bytes(&mut self) -> Vec<u8> {
        let mut kids = String::new();
        for kid in &self.kids {
            let _ = write!(kids, "{kid} 0 R ");
        }
        let tree = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", self.kids.len());
        let catalog = format!("<</Type/Catalog/Pages 2 0 R{}>>", self.catalog);
        let mut objects = vec![(1, catalog.into_bytes()), (2, tree.into_bytes())];
        objects.append(&mut self.objects);
        write_file(&objects, "")
    }
}

/// The file of these objects, with a correct cross-reference table.
pub fn write_file(objects: &[(u32, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    for (number, body) in objects {
        let _ = write!(table, "{number} 1\n{:010} 00000 n \n", out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    }
    let size = objects.iter().map(|(number, _)| number + 1).max();
    let end = format!(
        "xref\n0 1\n0000000000 65535 f \n{table}trailer\n<</Size {}/Root 1 0 R{trailer}>>\n\
         startxref\n{}\n%%EOF\n",
        size.unwrap_or(1),
        out.len()
    );
    out.extend_from_slice(end.as_bytes());
    out
}
