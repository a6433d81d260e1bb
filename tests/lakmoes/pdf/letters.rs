//! Capitals of five by seven dots, and the pictures that are made of them.

const DOTS: [(char, [u8; 7]); 28] = [
    (
        'A',
        [
            0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001,
        ],
    ),
    (
        'B',
        [
            0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110,
        ],
    ),
    (
        'C',
        [
            0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110,
        ],
    ),
    (
        'D',
        [
            0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110,
        ],
    ),
    (
        'E',
        [
            0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111,
        ],
    ),
    (
        'F',
        [
            0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b10000,
        ],
    ),
    (
        'G',
        [
            0b01110, 0b10001, 0b10000, 0b10111, 0b10001, 0b10001, 0b01110,
        ],
    ),
    (
        'H',
        [
            0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001,
        ],
    ),
    (
        'I',
        [
            0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110,
        ],
    ),
    (
        'J',
        [
            0b00111, 0b00010, 0b00010, 0b00010, 0b00010, 0b10010, 0b01100,
        ],
    ),
    (
        'K',
        [
            0b10001, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010, 0b10001,
        ],
    ),
    (
        'L',
        [
            0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111,
        ],
    ),
    (
        'M',
        [
            0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001,
        ],
    ),
    (
        'N',
        [
            0b10001, 0b11001, 0b10101, 0b10011, 0b10001, 0b10001, 0b10001,
        ],
    ),
    (
        'O',
        [
            0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110,
        ],
    ),
    (
        'P',
        [
            0b11110, 0b10001, 0b10001, 0b11110, 0b10000, 0b10000, 0b10000,
        ],
    ),
    (
        'Q',
        [
            0b01110, 0b10001, 0b10001, 0b10001, 0b10101, 0b10010, 0b01101,
        ],
    ),
    (
        'R',
        [
            0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001,
        ],
    ),
    (
        'S',
        [
            0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110,
        ],
    ),
    (
        'T',
        [
            0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100,
        ],
    ),
    (
        'U',
        [
            0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110,
        ],
    ),
    (
        'V',
        [
            0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01010, 0b00100,
        ],
    ),
    (
        'W',
        [
            0b10001, 0b10001, 0b10001, 0b10101, 0b10101, 0b11011, 0b10001,
        ],
    ),
    (
        'X',
        [
            0b10001, 0b10001, 0b01010, 0b00100, 0b01010, 0b10001, 0b10001,
        ],
    ),
    (
        'Y',
        [
            0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100,
        ],
    ),
    (
        'Z',
        [
            0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b10000, 0b11111,
        ],
    ),
    ('-', [0, 0, 0, 0b01110, 0, 0, 0]),
    ('.', [0, 0, 0, 0, 0, 0b00110, 0b00110]),
];

/// The rows of a letter, five dots each.
pub(crate) fn rows(letter: char) -> [u8; 7] {
    let capital = letter.to_ascii_uppercase();
    let found = DOTS.iter().find(|(c, _)| *c == capital);
    found.map_or([0; 7], |(_, rows)| *rows)
}

/// Text as dots: each letter in a cell of [`CELL`], one dot of margin.
pub(crate) struct Dots {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) ink: Vec<bool>,
}

/// Width and height of a letter's cell.
pub(crate) const CELL: (usize, usize) = (6, 9);

impl Dots {
    pub(crate) fn of(text: &str) -> Self {
        let (width, height) = (text.chars().count() * CELL.0, CELL.1);
        let mut ink = vec![false; width * height];
        for (nth, letter) in text.chars().enumerate() {
            for (y, row) in rows(letter).into_iter().enumerate() {
                for x in 0..5 {
                    ink[(y + 1) * width + nth * CELL.0 + x] = row >> (4 - x) & 1 == 1;
                }
            }
        }
        Self { width, height, ink }
    }

    /// One byte a dot.
    pub(crate) fn gray(&self, ink: u8, paper: u8) -> Vec<u8> {
        let shade = |&dark: &bool| if dark { ink } else { paper };
        self.ink.iter().map(shade).collect()
    }

    /// One bit a dot, rows on whole bytes; ink is 0.
    pub(crate) fn bits(&self) -> Vec<u8> {
        let byte = |dots: &[bool]| {
            let bits = dots
                .iter()
                .fold(0, |byte, &dark| byte << 1 | u8::from(!dark));
            bits << (8 - dots.len())
        };
        let row = |dots: &[bool]| dots.chunks(8).map(byte).collect::<Vec<_>>();
        self.ink.chunks(self.width).flat_map(row).collect()
    }

    /// A gray JPEG in which each dot is one even block of eight by eight, and `segments` before its frame.
    pub(crate) fn jpeg(&self, segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        let mut segment = |marker: u8, data: &[u8]| {
            bytes.extend_from_slice(&[0xff, marker]);
            bytes.extend_from_slice(&(data.len() as u16 + 2).to_be_bytes());
            bytes.extend_from_slice(data);
        };
        segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        for (marker, data) in segments {
            segment(*marker, data);
        }
        segment(0xdb, &[&[0][..], &[128; 64]].concat());
        let size = [(self.height * 8) as u16, (self.width * 8) as u16].map(u16::to_be_bytes);
        segment(
            0xc0,
            &[&[8][..], size.as_flattened(), &[1, 1, 0x11, 0]].concat(),
        );
        // Differences of the even part: 0 as `0`, of four bits as `10`, of five bits as `110`.
        let counts = |counts: [u8; 3]| [&counts[..], &[0; 13]].concat();
        segment(0xc4, &[&[0][..], &counts([1, 1, 1]), &[0, 4, 5]].concat());
        segment(0xc4, &[&[0x10][..], &counts([1, 0, 0]), &[0]].concat());
        segment(0xda, &[1, 1, 0, 0, 63, 0]);
        bytes.extend(self.scan());
        bytes.extend_from_slice(&[0xff, 0xd9]);
        bytes
    }

    fn scan(&self) -> Vec<u8> {
        let (mut bits, mut level) = (String::new(), 0);
        for &dark in &self.ink {
            let wanted = if dark { -8 } else { 8 };
            bits.push_str(match wanted - level {
                8 => "101000",
                -8 => "100111",
                16 => "11010000",
                -16 => "11001111",
                _ => "0",
            });
            bits.push('0');
            level = wanted;
        }
        let full = bits.len().next_multiple_of(8);
        let bits = format!("{bits:1<full$}");
        let byte = |at: usize| u8::from_str_radix(&bits[at..at + 8], 2).unwrap();
        let stuffed = |byte: u8| [byte, 0].into_iter().take(if byte == 0xff { 2 } else { 1 });
        (0..full).step_by(8).map(byte).flat_map(stuffed).collect()
    }
}
