//! Writes font programs: CFF of the kind that PDF calls `CIDFontType0C`, with outlines and widths
//! and nothing else.

mod charstring;

pub(super) use charstring::charstring;

/// A font program: the first glyph is the blank one of codes that stand for nothing.
pub(super) struct Program<'g> {
    /// Its name, in ASCII.
    pub name: &'g str,
    /// Left, bottom, right and top of all glyphs.
    pub bounds: [i32; 4],
    /// The outlines, in the order of their numbers.
    pub charstrings: &'g [&'g [u8]],
}

/// The first string that is not one of the standard.
const FIRST_STRING: i32 = 391;

impl Program<'_> {
    /// The bytes of it.
    pub fn write(&self) -> Vec<u8> {
        let header = [1, 0, 4, 4];
        let name = index(&[self.name.as_bytes()]);
        let strings = index(&[b"Adobe", b"Identity"]);
        let subroutines = index(&[]);
        // Offsets are written at one size, so the dictionary is as long with any.
        let top_length = index(&[&self.top([0; 4])]).len();
        let charset_at = header.len() + name.len() + top_length + strings.len() + subroutines.len();
        let charset = self.charset();
        let select_at = charset_at + charset.len();
        let select = self.select();
        let charstrings_at = select_at + select.len();
        let charstrings = index(self.charstrings);
        let private_at = charstrings_at + charstrings.len();
        let private = private();
        let fonts_at = private_at + private.len();
        let fonts = index(&[&font_of(private.len(), private_at)]);
        let top = index(&[&self.top([charset_at, select_at, charstrings_at, fonts_at])]);
        [
            &header[..],
            &name,
            &top,
            &strings,
            &subroutines,
            &charset,
            &select,
            &charstrings,
            &private,
            &fonts,
        ]
        .concat()
    }

    fn count(&self) -> usize {
        self.charstrings.len()
    }

    fn top(&self, [charset, select, charstrings, fonts]: [usize; 4]) -> Vec<u8> {
        let mut dict = DictData::default();
        // Registry, ordering, supplement: this comes first.
        dict.entry(&[FIRST_STRING, FIRST_STRING + 1, 0], &[12, 30]);
        dict.entry(&self.bounds, &[5]);
        dict.entry(&[self.count() as i32], &[12, 34]);
        dict.offset(charset, &[15]);
        dict.offset(charstrings, &[17]);
        dict.offset(fonts, &[12, 36]);
        dict.offset(select, &[12, 37]);
        dict.0
    }

    /// Glyphs have the numbers they stand at.
    fn charset(&self) -> Vec<u8> {
        match self.count() {
            0 | 1 => vec![0],
            count => {
                let more = (count - 2) as u16;
                let [high, low] = more.to_be_bytes();
                vec![2, 0, 1, high, low]
            }
        }
    }

    /// All glyphs are of the one font.
    fn select(&self) -> Vec<u8> {
        let [high, low] = (self.count() as u16).to_be_bytes();
        vec![3, 0, 1, 0, 0, 0, high, low]
    }
}

/// Widths are written in full, with each glyph.
fn private() -> Vec<u8> {
    let mut dict = DictData::default();
    dict.entry(&[0], &[20]);
    dict.entry(&[0], &[21]);
    dict.0
}

fn font_of(private_length: usize, private_at: usize) -> Vec<u8> {
    let mut dict = DictData::default();
    dict.long(private_length as i32);
    dict.offset(private_at, &[18]);
    dict.0
}

#[derive(Default)]
struct DictData(Vec<u8>);

impl DictData {
    fn entry(&mut self, operands: &[i32], operator: &[u8]) {
        for &operand in operands {
            match i16::try_from(operand) {
                Ok(short) => {
                    self.0.push(28);
                    self.0.extend(short.to_be_bytes());
                }
                Err(_) => self.long(operand),
            }
        }
        self.0.extend(operator);
    }

    fn offset(&mut self, at: usize, operator: &[u8]) {
        self.long(i32::try_from(at).unwrap_or(i32::MAX));
        self.0.extend(operator);
    }

    fn long(&mut self, operand: i32) {
        self.0.push(29);
        self.0.extend(operand.to_be_bytes());
    }
}

/// A list of things of any length.
fn index(items: &[&[u8]]) -> Vec<u8> {
    let mut out = (items.len() as u16).to_be_bytes().to_vec();
    if items.is_empty() {
        return out;
    }
    let length: usize = items.iter().map(|item| item.len()).sum();
    let size = match length + 1 {
        0..=0xFF => 1,
        0x100..=0xFFFF => 2,
        0x1_0000..=0xFF_FFFF => 3,
        _ => 4,
    };
    out.reserve(1 + (items.len() + 1) * size + length);
    out.push(size as u8);
    let mut at = 1_u32;
    out.extend(&at.to_be_bytes()[4 - size..]);
    for item in items {
        at += item.len() as u32;
        out.extend(&at.to_be_bytes()[4 - size..]);
    }
    for item in items {
        out.extend(*item);
    }
    out
}
