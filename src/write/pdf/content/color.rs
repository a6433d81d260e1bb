//! Colours: what the colour operators and the colour spaces of the source mean.

use std::rc::Rc;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Dict, Name, Object as Source, Stream};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::digits::rounded;
use super::ink::Color;
use super::scribe::Scribe;
use crate::pdf::matrix::Matrix;
use crate::pdf::sink::{Here, Key};
use crate::pdf::walk::{number, numbers};

/// Most components of a colour.
const MOST: usize = 32;

/// A colour space of the source.
enum Space {
    Gray,
    Rgb,
    Cmyk,
    /// Patterns, over colours of another space.
    Pattern(Option<Rc<Object>>),
    Other(Rc<Object>),
}

impl<'a> Scribe<'_, 'a> {
    /// `g rg k cs sc scn` and those for strokes.
    pub(super) fn color(&mut self, operation: &Instruction<'_, '_>, here: Here<'_, 'a>) {
        let operator: &[u8] = operation.operator;
        let stroke = operator.first().is_some_and(u8::is_ascii_uppercase);
        let found = match operator {
            b"g" | b"G" => numbers(operation)
                .and_then(|[gray]| self.device("DefaultGray", here, Color::Gray(unit(gray)))),
            b"rg" | b"RG" => numbers::<3>(operation)
                .and_then(|rgb| self.device("DefaultRGB", here, Color::Rgb(rgb.map(unit)))),
            b"k" | b"K" => numbers::<4>(operation)
                .and_then(|cmyk| self.device("DefaultCMYK", here, Color::Cmyk(cmyk.map(unit)))),
            b"cs" | b"CS" => self.space_operator(operation, here),
            b"sc" | b"SC" | b"scn" | b"SCN" => self.values(operation, here, stroke),
            _ => None,
        };
        if let Some(color) = found {
            if stroke {
                self.ink.stroke = color;
            } else {
                self.ink.fill = color;
            }
        }
    }

    /// A colour of a device, which the resources may give another meaning.
    fn device(&mut self, key: &str, here: Here<'_, 'a>, color: Color) -> Option<Color> {
        let spaces = &here.resources.color_spaces;
        if spaces.is_empty() || !spaces.contains_key(key) {
            return Some(color);
        }
        let Some(source) = spaces.get::<Source<'a>>(key) else {
            return Some(color);
        };
        let values: Rc<[f64]> = match &color {
            Color::Gray(gray) => Rc::new([*gray]),
            Color::Rgb(rgb) => Rc::new(*rgb),
            Color::Cmyk(cmyk) => Rc::new(*cmyk),
            _ => return Some(color),
        };
        let tools = &mut *self.tools;
        match tools.copier.color_space(&mut tools.objects, &source) {
            Some(Object::Name(_)) => Some(color),
            Some(space) => Some(Color::Space(Rc::new(space), Some(values))),
            None => {
                self.is_strange("a colour space that is not understood");
                Some(color)
            }
        }
    }

    fn space_operator(
        &mut self,
        operation: &Instruction<'_, '_>,
        here: Here<'_, 'a>,
    ) -> Option<Color> {
        let Source::Name(name) = operation.operands().last()? else {
            return None;
        };
        match self.space(name, here)? {
            Space::Gray => self.device("DefaultGray", here, Color::Gray(0.0)),
            Space::Rgb => self.device("DefaultRGB", here, Color::Rgb([0.0; 3])),
            Space::Cmyk => self.device("DefaultCMYK", here, Color::Cmyk([0.0, 0.0, 0.0, 1.0])),
            Space::Pattern(under) => Some(match under {
                // Kept, for the colours of patterns to come.
                Some(space) => Color::Space(Rc::new(under_pattern(&space)), None),
                None => Color::Nothing,
            }),
            Space::Other(space) => Some(Color::Space(space, None)),
        }
    }

    fn space(&mut self, name: &Name<'_>, here: Here<'_, 'a>) -> Option<Space> {
        if let Some(device) = device_space(name) {
            return Some(device);
        }
        let source = here.resources.color_spaces.get::<Source<'a>>(name)?;
        if let Source::Name(name) = &source {
            return device_space(name);
        }
        if let Source::Array(array) = &source {
            let mut parts = array.iter::<Source<'a>>();
            if let Some(Source::Name(family)) = parts.next()
                && let Some(device) = device_space(&family)
            {
                return match (device, parts.next()) {
                    (Space::Pattern(_), Some(under)) => {
                        let under = self.copied(&under)?;
                        Some(Space::Pattern(Some(Rc::new(under))))
                    }
                    (device, _) => Some(device),
                };
            }
        }
        Some(Space::Other(Rc::new(self.copied(&source)?)))
    }

    fn copied(&mut self, source: &Source<'a>) -> Option<Object> {
        let tools = &mut *self.tools;
        let copy = tools.copier.color_space(&mut tools.objects, source);
        if copy.is_none() {
            self.is_strange("a colour space that is not understood");
        }
        copy
    }

    /// `sc` and `scn`: values in the space in force, or a pattern.
    fn values(
        &mut self,
        operation: &Instruction<'_, '_>,
        here: Here<'_, 'a>,
        stroke: bool,
    ) -> Option<Color> {
        let now = if stroke {
            &self.ink.stroke
        } else {
            &self.ink.fill
        };
        let values: Vec<f64> = operation
            .operands()
            .filter_map(number)
            .take(MOST)
            .map(|n| rounded(n, 4))
            .collect();
        if let Some(Source::Name(name)) = operation.operands().last() {
            let under = match now {
                Color::Pattern {
                    under: Some((space, _)),
                    ..
                } => Some(Rc::clone(space)),
                Color::Space(space, None) => pattern_base(space),
                _ => None,
            };
            let under = under.map(|space| (space, Rc::from(values)));
            return Some(self.pattern(name, under, here));
        }
        match (now, values.as_slice()) {
            (Color::Gray(_), &[gray]) => Some(Color::Gray(unit(gray))),
            (Color::Rgb(_), &[r, g, b]) => Some(Color::Rgb([r, g, b].map(unit))),
            (Color::Cmyk(_), &[c, m, y, k]) => Some(Color::Cmyk([c, m, y, k].map(unit))),
            (Color::Space(space, _), _) if !values.is_empty() => {
                Some(Color::Space(Rc::clone(space), Some(Rc::from(values))))
            }
            _ => None,
        }
    }

    fn pattern(
        &mut self,
        name: &Name<'_>,
        under: Option<(Rc<Object>, Rc<[f64]>)>,
        here: Here<'_, 'a>,
    ) -> Color {
        let found = match here.resources.patterns.get::<Source<'a>>(name) {
            Some(Source::Stream(stream)) => self.tiling(&stream, here),
            Some(Source::Dict(dict)) => self.shading_pattern(&dict, here),
            _ => return Color::Nothing,
        };
        match found {
            Some(pattern) => Color::Pattern { pattern, under },
            None => {
                self.is_strange("a pattern that is not understood");
                Color::Nothing
            }
        }
    }

    /// A pattern of cells: the walker has just been through it, or had been before.
    fn tiling(&mut self, stream: &Stream<'a>, here: Here<'_, 'a>) -> Option<ObjectId> {
        let key = Key::of(stream, here.base);
        Some(self.patterns.get(&key).copied().flatten()?.id)
    }

    fn shading_pattern(&mut self, dict: &Dict<'a>, here: Here<'_, 'a>) -> Option<ObjectId> {
        let source = dict.get::<Source<'a>>(b"Shading")?;
        let tools = &mut *self.tools;
        let shading = tools.copier.shading(&mut tools.objects, &source)?;
        let own = dict
            .get::<[f64; 6]>(b"Matrix")
            .map_or(Matrix::IDENTITY, Matrix::from_array);
        let m = self.to_base(own.then(here.base));
        let mut matrix: Vec<Object> = Vec::new();
        for (value, decimals) in [(m.a, 6), (m.b, 6), (m.c, 6), (m.d, 6), (m.e, 4), (m.f, 4)] {
            matrix.push(Object::Real(rounded(value, decimals) as f32));
        }
        let pattern: Dictionary = dictionary! {
            "Type" => "Pattern",
            "PatternType" => 2,
            "Matrix" => matrix,
            "Shading" => shading,
        };
        let known = self.tools.shading_patterns.iter();
        if let Some((_, id)) = known.rev().take(64).find(|(known, _)| *known == pattern) {
            return Some(*id);
        }
        let id = self.tools.objects.add(pattern.clone());
        self.tools.shading_patterns.push((pattern, id));
        Some(id)
    }
}

/// A colour space of devices, or that of patterns.
fn device_space(name: &[u8]) -> Option<Space> {
    match name {
        b"DeviceGray" | b"G" | b"CalGray" => Some(Space::Gray),
        b"DeviceRGB" | b"RGB" => Some(Space::Rgb),
        b"DeviceCMYK" | b"CMYK" | b"CalCMYK" => Some(Space::Cmyk),
        b"Pattern" => Some(Space::Pattern(None)),
        _ => None,
    }
}

fn under_pattern(space: &Object) -> Object {
    Object::Array(vec!["Pattern".into(), space.clone()])
}

/// The space under that of patterns.
fn pattern_base(space: &Object) -> Option<Rc<Object>> {
    match space {
        Object::Array(parts) => match parts.as_slice() {
            [Object::Name(family), base] if family == b"Pattern" => Some(Rc::new(base.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// The numbers of an array.
pub(super) fn floats(array: &Array<'_>) -> Vec<f64> {
    array.iter::<f64>().take(MOST).collect()
}

/// A component of a device colour.
fn unit(value: f64) -> f64 {
    rounded(value.clamp(0.0, 1.0), 4)
}
