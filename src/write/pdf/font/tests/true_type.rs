//! An embedded TrueType font, made by hand.

use hayro_syntax::Pdf;
use lopdf::dictionary;

use super::{Source, assert_same, code, dict, font_of, outline, rebuilt, text};
use crate::pdf::open_program;

/// A program of two glyphs: a blank one, and a blob with a round side for the character U+F041 of
/// the encoding of symbols.
fn program() -> Vec<u8> {
    // One contour: on, off, on, on.
    let mut glyph = shorts(&[1, 0, 0, 1000, 1365, 3, 0]);
    glyph.extend([1, 0, 1, 1]);
    glyph.extend(shorts(&[0, 500, 500, -1000]));
    glyph.extend(shorts(&[0, 1365, -465, 0]));
    let end = (glyph.len() / 2) as i16;
    let cmap = shorts(&[
        0, 1, 3, 0, 0, 12, // one table, of symbols
        4, 32, 0, 4, 4, 1, 0, // of runs: two
        -4031, -1, 0, -4031, -1, // U+F041, and the end
        4032, 1, 0, 0,
    ]);
    let head = [
        shorts(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 2048]),
        vec![0; 16],
        shorts(&[0, 0, 1000, 1365, 0, 8, 2, 0, 0]),
    ];
    let hhea = shorts(&[
        1, 0, 1500, -500, 0, 1000, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2,
    ]);
    let maxp = shorts(&[1, 0, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cmap", cmap),
        (b"glyf", glyph),
        (b"head", head.concat()),
        (b"hhea", hhea),
        (b"hmtx", shorts(&[1024, 0, 1024, 0])),
        (b"loca", shorts(&[0, 0, end])),
        (b"maxp", maxp),
    ];
    let mut out = shorts(&[1, 0, 7, 64, 2, 48]);
    let mut at = 12 + 16 * tables.len();
    for (tag, table) in &tables {
        out.extend(*tag);
        out.extend([0; 4]);
        out.extend((at as u32).to_be_bytes());
        out.extend((table.len() as u32).to_be_bytes());
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        out.extend(&table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

fn shorts(numbers: &[i16]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_be_bytes())
        .collect()
}

/// The font, with these flags in its description.
fn source(flags: i64) -> Pdf {
    let mut source = Source::new();
    let file = source.stream(dictionary! {}, program());
    source.font(dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "ABCDEF+Verdana",
        "Encoding" => "WinAnsiEncoding",
        "FontDescriptor" => dictionary! {"Flags" => flags, "FontFile2" => file},
    })
}

#[test]
fn curves_of_two_points_become_curves_of_three() {
    let source = source(4);
    let (file, shown) = rebuilt(&source, &[(65, "A", 0.5)]);
    assert_eq!(text(&file), "A");
    let pdf = Pdf::new(file).expect("can be read");
    let theirs = open_program(&dict(&source)).expect("opens");
    let ours = open_program(&font_of(&pdf)).expect("opens");
    let theirs = outline(&theirs.font, 65);
    assert!(theirs.elements().len() > 3, "{theirs:?}");
    assert_same(&outline(&ours.font, code(shown[0])), &theirs, 0.71);
}

#[test]
fn a_font_that_is_not_of_symbols_as_it_says_has_its_glyphs_all_the_same() {
    let (one, _) = rebuilt(&source(4), &[(65, "A", 0.5)]);
    let (other, _) = rebuilt(&source(32), &[(65, "A", 0.5)]);
    assert_eq!(one, other);
}
