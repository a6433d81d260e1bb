//! A TrueType font program of dotted capitals, with the characters of one text only.

use super::letters::rows;

/// The characters of a text, each once, in the order in which they first stand in it.
pub(crate) fn characters(text: &str) -> Vec<char> {
    let mut seen = Vec::new();
    for letter in text.chars() {
        if !seen.contains(&letter) {
            seen.push(letter);
        }
    }
    seen
}

/// The width of a character, in thousandths: one that gives away which it is.
pub(crate) fn width(letter: char) -> u16 {
    560 + (letter as u16 * 7) % 83
}

/// The program; the n-th of the characters is glyph n + 1. `family` is the name it calls itself.
pub(crate) fn program(characters: &[char], family: &str) -> Vec<u8> {
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), vec![0u32], vec![600u16, 0]);
    loca.push(0);
    for &letter in characters {
        glyf.extend(outline(letter));
        loca.push(glyf.len() as u32);
        hmtx.extend([width(letter), 0]);
    }
    let glyphs = characters.len() as u16 + 1;
    let words = |words: &[u16]| {
        words
            .iter()
            .flat_map(|w| w.to_be_bytes())
            .collect::<Vec<_>>()
    };
    let head = [
        1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 700, 0, 8, 2,
        1, 0,
    ];
    let hhea = [
        1, 0, 800, 65336, 0, 700, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, glyphs,
    ];
    let maxp = [1, 0, glyphs, 200, 40, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    let text = family.as_bytes();
    let names = [
        0,
        2,
        30,
        1,
        0,
        0,
        1,
        text.len() as u16,
        0,
        1,
        0,
        0,
        4,
        text.len() as u16,
        0,
    ];
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"glyf", glyf),
        (b"head", words(&head)),
        (b"hhea", words(&hhea)),
        (b"hmtx", words(&hmtx)),
        (
            b"loca",
            loca.iter().flat_map(|at| at.to_be_bytes()).collect(),
        ),
        (b"maxp", words(&maxp)),
        (b"name", [words(&names), text.to_vec()].concat()),
    ];
    let mut font = words(&[1, 0, tables.len() as u16, 64, 2, 48]);
    let mut at = 12 + 16 * tables.len();
    let mut bodies = Vec::new();
    for (tag, mut table) in tables {
        font.extend_from_slice(tag);
        let length = table.len();
        table.resize(length.next_multiple_of(4), 0);
        let sum = table.chunks(4).fold(0u32, |sum, word| {
            sum.wrapping_add(u32::from_be_bytes([word[0], word[1], word[2], word[3]]))
        });
        for number in [sum, at as u32, length as u32] {
            font.extend_from_slice(&number.to_be_bytes());
        }
        at += table.len();
        bodies.extend(table);
    }
    font.extend(bodies);
    font
}

/// Each dot a square.
fn outline(letter: char) -> Vec<u8> {
    let dots: Vec<(i16, i16)> = (rows(letter).into_iter().enumerate())
        .flat_map(|(y, row)| {
            let dark = (0..5).filter(move |x| row >> (4 - x) & 1 == 1);
            dark.map(move |x| (x * 100, 600 - 100 * y as i16))
        })
        .collect();
    if dots.is_empty() {
        return Vec::new();
    }
    let mut numbers = vec![dots.len() as i16, 0, 0, 500, 700];
    numbers.extend((0..dots.len()).map(|n| n as i16 * 4 + 3));
    numbers.push(0);
    let mut glyph: Vec<u8> = numbers.iter().flat_map(|n| n.to_be_bytes()).collect();
    glyph.resize(glyph.len() + dots.len() * 4, 1);
    let corners =
        |(x, y): &(i16, i16)| [(*x, *y), (*x, y + 100), (x + 100, y + 100), (x + 100, *y)];
    for axis in [|p: (i16, i16)| p.0, |p: (i16, i16)| p.1] {
        let mut last = 0;
        for place in dots.iter().flat_map(corners).map(axis) {
            glyph.extend_from_slice(&(place - last).to_be_bytes());
            last = place;
        }
    }
    glyph.resize(glyph.len().next_multiple_of(4), 0);
    glyph
}
