//! Colour spaces.

use hayro_syntax::object::{Array, Dict, Object as Source, Stream};
use lopdf::{Dictionary, Object, StringFormat, dictionary};

use super::super::Objects;
use super::{Copier, DEEPEST, Key, any_numbers, array, icc, numbers};

/// Most components of a colour.
const MOST_COMPONENTS: usize = 32;

/// A colour space that was copied.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Space {
    pub object: Object,
    /// How many numbers make a colour; 0 for patterns.
    pub components: usize,
}

impl Space {
    fn device(name: &'static str, components: usize) -> Self {
        Self {
            object: name.into(),
            components,
        }
    }

    fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"DeviceGray" | b"G" => Self::device("DeviceGray", 1),
            b"DeviceRGB" | b"RGB" => Self::device("DeviceRGB", 3),
            b"DeviceCMYK" | b"CMYK" => Self::device("DeviceCMYK", 4),
            b"Pattern" => Self::device("Pattern", 0),
            _ => return None,
        })
    }

    /// The device's own of so many components.
    fn of_components(components: usize) -> Option<Self> {
        Self::named(match components {
            1 => b"DeviceGray",
            3 => b"DeviceRGB",
            4 => b"DeviceCMYK",
            _ => return None,
        })
    }
}

impl<'a> Copier<'a> {
    pub(super) fn space(
        &mut self,
        objects: &mut Objects,
        object: &Source<'a>,
        depth: u8,
    ) -> Option<Space> {
        if depth > DEEPEST {
            return None;
        }
        let parts = match object {
            Source::Name(name) => return Space::named(name),
            Source::Array(array) => array,
            _ => return None,
        };
        let key = Key::of(object)?;
        if let Some(known) = self.spaces.get(&key) {
            return known.clone();
        }
        let copy = self.new_space(objects, parts, depth + 1);
        self.spaces.insert(key, copy.clone());
        copy
    }

    fn new_space(&mut self, objects: &mut Objects, parts: &Array<'a>, depth: u8) -> Option<Space> {
        let parts: Vec<Source<'a>> = parts.iter::<Source<'a>>().take(5).collect();
        let Source::Name(family) = parts.first()? else {
            return None;
        };
        let of_dict = |at: usize| parts.get(at)?.clone().into_dict();
        match &**family {
            b"CalGray" => calibrated_gray(&of_dict(1)?),
            b"CalRGB" => calibrated_rgb(&of_dict(1)?),
            b"Lab" => lab(&of_dict(1)?),
            b"ICCBased" => {
                let profile = parts.get(1)?.clone().into_stream()?;
                self.icc_based(objects, &profile, depth)
            }
            b"Indexed" | b"I" => self.indexed(objects, &parts, depth),
            b"Separation" | b"DeviceN" => self.colorants(objects, &parts, depth),
            b"Pattern" => match parts.get(1) {
                Some(base) => {
                    let base = self.space(objects, base, depth)?;
                    (base.components > 0).then(|| Space {
                        object: vec!["Pattern".into(), base.object].into(),
                        components: 0,
                    })
                }
                None => Space::named(family),
            },
            // A name in an array of its own.
            name if parts.len() == 1 => Space::named(name),
            _ => None,
        }
    }

    fn icc_based(
        &mut self,
        objects: &mut Objects,
        stream: &Stream<'a>,
        depth: u8,
    ) -> Option<Space> {
        let dict = stream.dict();
        let components = dict.get::<u8>(b"N").map(usize::from);
        let profile = self
            .decoded(stream)
            .and_then(|data| icc::plain(&data))
            .filter(|profile| components.is_none_or(|n| n == profile.components));
        let Some(profile) = profile else {
            // As readers do: what it says stands for it, or what has as many components.
            let other = dict.get::<Source<'a>>(b"Alternate");
            let other = other.and_then(|other| self.space(objects, &other, depth));
            return other
                .filter(|other| components.is_none_or(|n| n == other.components))
                .or_else(|| Space::of_components(components?));
        };
        let n = dictionary! { "N" => profile.components as i64 };
        let stream = Objects::stream(n, profile.data);
        let profile_object = self.shared(objects, stream);
        Some(Space {
            object: vec!["ICCBased".into(), profile_object].into(),
            components: profile.components,
        })
    }

    fn indexed(&mut self, objects: &mut Objects, parts: &[Source<'a>], depth: u8) -> Option<Space> {
        let [_, base, highest, table, ..] = parts else {
            return None;
        };
        let base = self.space(objects, base, depth)?;
        let highest = highest.clone().into_i32()?.clamp(0, 255);
        let mut table = match table {
            Source::String(string) => string.as_bytes().to_vec(),
            Source::Stream(stream) => self.decoded(stream)?,
            _ => return None,
        };
        if base.components == 0 {
            return None;
        }
        table.resize((highest as usize + 1) * base.components, 0);
        let table = Object::String(table, StringFormat::Hexadecimal);
        let copy = vec!["Indexed".into(), base.object, highest.into(), table];
        Some(Space {
            object: self.shared(objects, copy.into()),
            components: 1,
        })
    }

    /// Separation and DeviceN: what colorants are called is nobody's business, what they look
    /// like is.
    fn colorants(
        &mut self,
        objects: &mut Objects,
        parts: &[Source<'a>],
        depth: u8,
    ) -> Option<Space> {
        let [_, names, alternate, tint, ..] = parts else {
            return None;
        };
        let (family, names, count) = match names {
            Source::Name(name) => ("Separation", self.colorant(name), 1),
            Source::Array(names) => {
                let names: Option<Vec<_>> = names
                    .iter::<Source<'a>>()
                    .take(MOST_COMPONENTS + 1)
                    .map(|name| Some(self.colorant(&name.into_name()?)))
                    .collect();
                let names = names?;
                let count = names.len();
                ("DeviceN", Object::Array(names), count)
            }
            _ => return None,
        };
        let alternate = self.space(objects, alternate, depth)?;
        if !(1..=MOST_COMPONENTS).contains(&count) || alternate.components == 0 {
            return None;
        }
        let tint = self.function(objects, tint, count, depth)?;
        let copy = vec![family.into(), names, alternate.object, tint];
        Some(Space {
            object: self.shared(objects, copy.into()),
            components: count,
        })
    }

    /// A name that says no more than which is the same.
    fn colorant(&mut self, name: &[u8]) -> Object {
        const PLAIN: [&str; 6] = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];
        if let Some(plain) = PLAIN.iter().find(|plain| plain.as_bytes() == name) {
            return (*plain).into();
        }
        let known = self.colorants.iter().position(|known| known == name);
        let number = known.unwrap_or_else(|| {
            self.colorants.push(name.to_vec());
            self.colorants.len() - 1
        });
        Object::Name(format!("Spot{}", number + 1).into_bytes())
    }
}

/// A white that readers can work with: of luminance 1.
fn white(dict: &Dict<'_>) -> Option<Dictionary> {
    let white = numbers(dict, b"WhitePoint", 3)?;
    let usable = white[0] > 0.0 && white[1] == 1.0 && white[2] > 0.0;
    let mut copy = dictionary! { "WhitePoint" => array(&white) };
    if let Some(black) = numbers(dict, b"BlackPoint", 3) {
        copy.set("BlackPoint", array(&black));
    }
    usable.then_some(copy)
}

fn calibrated_gray(dict: &Dict<'_>) -> Option<Space> {
    let mut copy = white(dict)?;
    if let Some(gamma) = super::number(dict, b"Gamma") {
        copy.set("Gamma", gamma);
    }
    Some(Space {
        object: vec!["CalGray".into(), copy.into()].into(),
        components: 1,
    })
}

fn calibrated_rgb(dict: &Dict<'_>) -> Option<Space> {
    let mut copy = white(dict)?;
    for (key, count) in [("Gamma", 3), ("Matrix", 9)] {
        if let Some(numbers) = numbers(dict, key.as_bytes(), count) {
            copy.set(key, array(&numbers));
        }
    }
    Some(Space {
        object: vec!["CalRGB".into(), copy.into()].into(),
        components: 3,
    })
}

fn lab(dict: &Dict<'_>) -> Option<Space> {
    let mut copy = white(dict)?;
    if let Some(range) = any_numbers(dict, b"Range").filter(|range| range.len() == 4) {
        copy.set("Range", array(&range));
    }
    Some(Space {
        object: vec!["Lab".into(), copy.into()].into(),
        components: 3,
    })
}
