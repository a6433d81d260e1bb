//! Says which characters the codes of a font stand for.

use std::fmt::Write as _;

use lopdf::{Object, dictionary};

use super::super::file::Objects;

/// Most UTF-16 units that a code may stand for.
const MOST_UNITS: usize = 128;
/// Most lines of a block.
const MOST_LINES: usize = 100;

/// The map of codes of this many bytes: the same for the same codes. It is there even if no code
/// stands for anything: readers guess where there is none.
pub(super) fn to_unicode<'u>(bytes: usize, codes: impl Iterator<Item = (u32, &'u str)>) -> Object {
    let digits = bytes * 2;
    let mut lines: Vec<String> = Vec::new();
    for (code, unicode) in codes {
        let units: Vec<u16> = unicode.encode_utf16().collect();
        if units.is_empty() || units.len() > MOST_UNITS || units.iter().any(|&u| is_nothing(u)) {
            continue;
        }
        let mut line = format!("<{code:0digits$X}> <");
        for unit in units {
            let _ = write!(line, "{unit:04X}");
        }
        line.push_str(">\n");
        lines.push(line);
    }
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n",
    );
    let _ = writeln!(map, "<{}> <{}>", "0".repeat(digits), "F".repeat(digits));
    map.push_str("endcodespacerange\n");
    for block in lines.chunks(MOST_LINES) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        block.iter().for_each(|line| map.push_str(line));
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    Objects::stream(dictionary! {}, map.into_bytes())
}

/// Units that say nothing: PDF/A does not want them.
fn is_nothing(unit: u16) -> bool {
    matches!(unit, 0 | 0xFEFF | 0xFFFE | 0xFFFF)
}
