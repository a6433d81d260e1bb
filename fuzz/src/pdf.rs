//! PDFs whose objects are what is being tried, in a file whose cross-references are right.
//!
//! ```text
//! --- content
//! BT /F1 12 Tf 70 700 Td (Geachte heer) Tj ET
//! --- page
//! /Annots[8 0 R]
//! --- 8
//! <</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>
//! --- 9 stream
//! /Filter/FlateDecode
//! …
//! ```
//!
//! A number is an object; with `stream`, its first line says what its dictionary holds; with `zlib`
//! the data are packed first. `root` says which is the catalog, where it isn't 1. `content` runs on the page; `page` and `catalog` add to those
//! dictionaries. Fonts `F1` (plain), `F2` (read by the map in object 5), `F3` (procedures), a form, an
//! image and a pattern are there to be used.

use crate::packed::zlib;
use crate::parts::{self, Part};
use std::collections::BTreeMap;

/// Objects above this would make the table larger than what is in it.
const LARGEST: u32 = 9999;

const RESOURCES: &str = "/Resources 10 0 R";

/// What is there unless a part replaces it.
const DEFAULTS: &[(u32, &str)] = &[
    (
        3,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ),
    (
        4,
        "<</Type/Font/Subtype/Type0/BaseFont/Vrij/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[11 0 R]>>",
    ),
    (
        6,
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97/LastChar 98/Widths[9 9]/Encoding<</Differences[97/a/b]>>/CharProcs<</a 12 0 R/b 12 0 R>>>>",
    ),
    (
        10,
        "<</Font<</F1 3 0 R/F2 4 0 R/F3 6 0 R>>/XObject<</X1 7 0 R/I1 13 0 R>>/Pattern<</P1 14 0 R>>/ExtGState<</G1 15 0 R>>/Properties<</O1 16 0 R>>>>",
    ),
    (
        11,
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Vrij/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>",
    ),
    (15, "<</ca .5/SMask/None>>"),
    (16, "<</Type/OCG/Name(laag)>>"),
];
const STREAMS: &[(u32, &str, &str)] = &[
    (
        5,
        "",
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0041> <005a> <0061> endbfrange endcmap",
    ),
    (
        7,
        "/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources 10 0 R",
        "BT /F1 9 Tf 9 9 Td (in een vorm) Tj ET",
    ),
    (12, "", "9 0 0 0 9 9 d1 0 0 9 9 re f"),
    (
        13,
        "/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8",
        "\u{1}\u{2}\u{3}\u{4}",
    ),
    (
        14,
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources 10 0 R",
        "0 0 5 5 re f",
    ),
];

/// The file that the parts describe, or the input itself where it is one.
#[must_use]
pub fn file(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"%PDF") {
        return data.to_vec();
    }
    let mut objects: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    for &(n, body) in DEFAULTS {
        objects.insert(n, body.as_bytes().to_vec());
    }
    for &(n, dictionary, data) in STREAMS {
        objects.insert(n, stream(dictionary.as_bytes(), data.as_bytes()));
    }
    let (mut page, mut catalog) = (RESOURCES.as_bytes().to_vec(), Vec::new());
    let mut contents = Vec::new();
    let mut root = 1;
    for Part { name, data } in parts::split(data) {
        let name = String::from_utf8_lossy(name);
        let mut words = name.split_whitespace();
        match (words.next().unwrap_or("content"), words.next()) {
            ("content", _) => contents.push(data),
            ("page", _) => page.extend(data),
            ("resources", _) => {
                objects.insert(10, data.to_vec());
            }
            ("catalog", _) => catalog.extend(data),
            ("root", _) => {
                root = std::str::from_utf8(data)
                    .ok()
                    .and_then(|n| n.parse().ok())
                    .unwrap_or(1)
            }
            (number, form) => {
                let Some(n) = number.parse().ok().filter(|&n| n <= LARGEST) else {
                    continue;
                };
                objects.insert(n, object(form, data));
            }
        }
    }
    let mut kids = String::new();
    for (n, content) in (1000..).step_by(2).zip(&contents) {
        objects.insert(n + 1, stream(b"", content));
        let head = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R",
            n + 1
        );
        objects.insert(n, [head.as_bytes(), &page, b">>"].concat());
        kids.push_str(&format!("{n} 0 R "));
    }
    let tree = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", contents.len());
    objects.entry(2).or_insert_with(|| tree.into_bytes());
    let first = [b"<</Type/Catalog/Pages 2 0 R", &catalog[..], b">>"].concat();
    objects.entry(1).or_insert(first);
    written(&objects, root)
}

fn object(form: Option<&str>, data: &[u8]) -> Vec<u8> {
    let Some(form @ ("stream" | "zlib")) = form else {
        return data.to_vec();
    };
    let line = data.iter().position(|&b| b == b'\n').unwrap_or(data.len());
    let rest = data.get(line + 1..).unwrap_or_default();
    if form == "zlib" {
        let dictionary = [&data[..line], b"/Filter/FlateDecode"].concat();
        return stream(&dictionary, &zlib(rest));
    }
    stream(&data[..line], rest)
}

fn stream(dictionary: &[u8], data: &[u8]) -> Vec<u8> {
    let length = format!("/Length {}>>\nstream\n", data.len());
    [b"<<", dictionary, length.as_bytes(), data, b"\nendstream"].concat()
}

fn written(objects: &BTreeMap<u32, Vec<u8>>, root: u32) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    for (number, body) in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    }
    let size = objects.keys().next_back().map_or(1, |n| n + 1);
    let end = format!(
        "xref\n0 1\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root {root} 0 R>>\nstartxref\n{}\n%%EOF\n",
        out.len()
    );
    out.extend_from_slice(end.as_bytes());
    out
}
