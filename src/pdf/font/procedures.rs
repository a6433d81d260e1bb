//! The content streams that draw the glyphs of a Type 3 font.

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use crate::pdf::matrix::Matrix;

/// The procedures of a Type 3 font.
pub(crate) struct Procedures<'a> {
    streams: Dict<'a>,
    /// The resources of the font; none where those of the page serve.
    pub resources: Option<Dict<'a>>,
    /// From glyph space to text space.
    pub matrix: Matrix,
    names: Vec<Option<Vec<u8>>>,
    /// For each code met: whether its procedure may paint text.
    texts: [Option<bool>; 256],
}

impl<'a> Procedures<'a> {
    pub fn new(dict: &Dict<'a>) -> Self {
        let matrix = dict.get::<[f64; 6]>(b"FontMatrix");
        Self {
            streams: dict.get::<Dict<'a>>(b"CharProcs").unwrap_or_default(),
            resources: dict.get::<Dict<'a>>(b"Resources"),
            matrix: Matrix::from_array(matrix.unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0])),
            names: names(dict),
            texts: [None; 256],
        }
    }

    /// The procedure for a code.
    pub fn stream(&self, code: u32) -> Option<Stream<'a>> {
        let name = self.names.get(code as usize)?.as_ref()?;
        self.streams.get::<Stream<'a>>(name.as_slice())
    }

    /// Whether the glyph may hold text: nearly none does, and it is cheap to know.
    pub fn may_hold_text(&mut self, code: u32) -> bool {
        let Some(known) = self.texts.get(code as usize) else {
            return false;
        };
        if let Some(known) = *known {
            return known;
        }
        let holds = self.stream(code).is_some_and(|stream| {
            let data = stream.decoded_data();
            data.is_ok_and(|data| shows_or_calls(&data))
        });
        self.texts[code as usize] = Some(holds);
        holds
    }
}

fn shows_or_calls(content: &[u8]) -> bool {
    let mut operations = UntypedIter::new(content);
    while let Some(operation) = operations.next() {
        let operator: &[u8] = operation.operator;
        if matches!(
            operator,
            b"Tj" | b"TJ" | b"'" | b"\"" | b"Do" | b"gs" | b"scn" | b"SCN"
        ) {
            return true;
        }
    }
    false
}

/// The name of the glyph of each code, by `/Differences`.
fn names(dict: &Dict<'_>) -> Vec<Option<Vec<u8>>> {
    let mut names = vec![None; 256];
    let differences = dict
        .get::<Dict<'_>>(b"Encoding")
        .and_then(|encoding| encoding.get::<Array<'_>>(b"Differences"));
    let mut code = 0;
    for item in differences.unwrap_or_default().iter::<Object<'_>>() {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
            Object::Name(name) => {
                if let Some(slot) = names.get_mut(code) {
                    *slot = Some(name_bytes(&name));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    names
}

fn name_bytes(name: &Name<'_>) -> Vec<u8> {
    name.as_ref().to_vec()
}
