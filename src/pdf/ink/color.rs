//! Colours, as near as it takes to tell ink from paper.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// Red, green and blue.
pub(super) type Rgb = [u8; 3];

/// Deepest nesting of colour spaces.
const DEEPEST: u32 = 4;

/// What the numbers of a colour mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Space {
    #[default]
    Gray,
    Rgb,
    Cmyk,
    Lab,
    /// Much of it is dark, none of it is paper: spot colours.
    Ink,
    /// None of it can be told.
    Unknown,
    /// What is painted is no one colour.
    Pattern,
}

impl Space {
    /// The space of `cs` and `CS`, in these resources.
    pub fn named(name: &[u8], spaces: &Dict<'_>) -> Self {
        Self::device(name).unwrap_or_else(|| match spaces.get::<Object<'_>>(name) {
            Some(object) => Self::of(&object, 0),
            None => Self::Unknown,
        })
    }

    fn device(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"DeviceGray" | b"CalGray" | b"G" => Self::Gray,
            b"DeviceRGB" | b"CalRGB" | b"RGB" => Self::Rgb,
            b"DeviceCMYK" | b"CMYK" => Self::Cmyk,
            b"Pattern" => Self::Pattern,
            _ => return None,
        })
    }

    fn of(object: &Object<'_>, depth: u32) -> Self {
        let array = match object {
            Object::Name(name) => return Self::device(name).unwrap_or(Self::Unknown),
            Object::Array(array) if depth < DEEPEST => array,
            _ => return Self::Unknown,
        };
        let mut items = array.flex_iter();
        let Some(kind) = items.next::<Name<'_>>() else {
            return Self::Unknown;
        };
        match kind.as_ref() {
            b"Lab" => Self::Lab,
            b"ICCBased" => {
                let components = items
                    .next::<Stream<'_>>()
                    .and_then(|profile| profile.dict().get::<u8>(b"N"));
                match components {
                    Some(1) => Self::Gray,
                    Some(3) => Self::Rgb,
                    Some(4) => Self::Cmyk,
                    _ => Self::Unknown,
                }
            }
            b"Separation" => match items.next::<Name<'_>>().as_deref() {
                Some(b"Black" | b"All") => Self::Ink,
                _ => Self::Unknown,
            },
            b"Pattern" => Self::Pattern,
            name => Self::device(name).unwrap_or(Self::Unknown),
        }
    }

    /// The colour in force after `cs`.
    pub fn first(self) -> Option<Rgb> {
        match self {
            Self::Unknown | Self::Pattern => None,
            _ => Some([0; 3]),
        }
    }

    /// The colour of these numbers; none when it can't be told.
    pub fn rgb(self, numbers: &[f64]) -> Option<Rgb> {
        let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        match (self, numbers) {
            (Self::Gray, [gray]) => Some([byte(*gray); 3]),
            (Self::Ink, [tint]) => Some([byte(1.0 - tint); 3]),
            (Self::Rgb, [r, g, b]) => Some([byte(*r), byte(*g), byte(*b)]),
            (Self::Cmyk, [c, m, y, k]) => Some(
                [c, m, y].map(|ink| byte((1.0 - ink.clamp(0.0, 1.0)) * (1.0 - k.clamp(0.0, 1.0)))),
            ),
            (Self::Lab, [lightness, _, _]) => Some([byte(lightness / 100.0); 3]),
            _ => None,
        }
    }
}

/// The numbers before an operator, no more than four.
pub(super) fn numbers(operation: &Instruction<'_, '_>) -> ([f64; 6], usize) {
    let mut found = [0.0; 6];
    let mut count = 0;
    for object in operation.operands() {
        if let (Object::Number(number), Some(slot)) = (object, found.get_mut(count)) {
            *slot = number.as_f64();
            count += 1;
        }
    }
    (found, count)
}

/// The colour of an annotation's /C or /IC: as many numbers as its space has.
pub(super) fn of_array(array: &Array<'_>) -> Option<Rgb> {
    let numbers: Vec<f64> = array.iter::<f64>().take(5).collect();
    let space = match numbers.len() {
        1 => Space::Gray,
        3 => Space::Rgb,
        4 => Space::Cmyk,
        _ => return None,
    };
    space.rgb(&numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_is_black_and_white_is_white_in_every_space() {
        for (space, black, white) in [
            (Space::Gray, &[0.0][..], &[1.0][..]),
            (Space::Rgb, &[0.0; 3], &[1.0; 3]),
            (Space::Cmyk, &[0.0, 0.0, 0.0, 1.0], &[0.0; 4]),
            (Space::Ink, &[1.0], &[0.0]),
            (Space::Lab, &[0.0; 3], &[100.0, 0.0, 0.0]),
        ] {
            assert_eq!(space.rgb(black), Some([0; 3]), "{space:?}");
            assert_eq!(space.rgb(white), Some([255; 3]), "{space:?}");
        }
        assert_eq!(Space::Unknown.rgb(&[0.0]), None);
        assert_eq!(Space::Gray.rgb(&[]), None);
    }
}
