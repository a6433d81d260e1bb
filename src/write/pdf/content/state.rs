//! External graphics states, by an allow-list.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Dict, Name, Object as Source, Stream};

use super::digits::rounded;
use super::ink::{blend_mode, intent};
use super::operators::{dash, style};
use super::scribe::Scribe;
use crate::pdf::sink::{Here, Key};

impl<'a> Scribe<'_, 'a> {
    /// `gs`. What only guides the inks of a press is left out.
    pub(super) fn graphics_state(&mut self, operation: &Instruction<'_, '_>, here: Here<'_, 'a>) {
        let Some(Source::Name(name)) = operation.operands().last() else {
            return;
        };
        let Some(dict) = here.resources.ext_g_states.get::<Dict<'a>>(name) else {
            return;
        };
        self.pen_state(&dict);
        self.blend_state(&dict);
        match dict.get::<Source<'a>>(b"SMask") {
            Some(Source::Dict(mask)) => self.set_mask(&mask, here),
            Some(Source::Name(_)) => self.ink.blend.mask = None,
            _ => {}
        }
        let transfer = |key: &[u8]| match dict.get::<Source<'_>>(key) {
            Some(Source::Name(name)) => !matches!(name.as_ref(), b"Identity" | b"Default"),
            Some(_) => true,
            None => false,
        };
        // The newer key goes before the older one.
        let key: &[u8] = if dict.contains_key(b"TR2") {
            b"TR2"
        } else {
            b"TR"
        };
        if transfer(key) {
            self.is_strange("colours that are changed by a function");
        }
    }

    fn set_mask(&mut self, mask: &Dict<'a>, here: Here<'_, 'a>) {
        let found = mask.get::<Stream<'a>>(b"G").and_then(|group| {
            let key = Key::of(&group, here.state.ctm);
            self.masks.get(&key).copied().flatten()
        });
        if found.is_none() {
            self.is_strange("a soft mask that is not understood");
        }
        self.ink.blend.mask = found;
    }

    fn pen_state(&mut self, dict: &Dict<'a>) {
        let number = |key: &[u8]| dict.get::<f64>(key).filter(|n| n.is_finite());
        let pen = &mut self.ink.pen;
        if let Some(width) = number(b"LW") {
            pen.width = width.abs();
        }
        if let Some(cap) = number(b"LC") {
            pen.cap = style(cap);
        }
        if let Some(join) = number(b"LJ") {
            pen.join = style(join);
        }
        if let Some(miter) = number(b"ML") {
            pen.miter = miter.max(1.0);
        }
        if let Some(dashes) = dict.get::<Array<'a>>(b"D") {
            let mut parts = dashes.iter::<Source<'_>>();
            if let (Some(Source::Array(lengths)), Some(phase)) =
                (parts.next(), parts.next().and_then(Source::into_f32))
            {
                pen.dash = dash(super::color::floats(&lengths), f64::from(phase));
            }
        }
        if let Some(flatness) = number(b"FL") {
            self.ink.flatness = Some(rounded(flatness.clamp(0.0, 100.0), 4));
        }
        if let Some(name) = dict.get::<Name<'_>>(b"RI") {
            self.ink.intent = intent(&name).or(self.ink.intent);
        }
    }

    fn blend_state(&mut self, dict: &Dict<'a>) {
        let opacity = |key: &[u8]| {
            let number = dict.get::<f64>(key).filter(|n| n.is_finite())?;
            Some(rounded(number.clamp(0.0, 1.0), 4))
        };
        let flag = |key: &[u8], now: bool| dict.get::<bool>(key).unwrap_or(now);
        let blend = &mut self.ink.blend;
        blend.fill_opacity = opacity(b"ca").unwrap_or(blend.fill_opacity);
        blend.stroke_opacity = opacity(b"CA").unwrap_or(blend.stroke_opacity);
        blend.opacity_is_shape = flag(b"AIS", blend.opacity_is_shape);
        blend.knockout = flag(b"TK", blend.knockout);
        blend.adjust = flag(b"SA", blend.adjust);
        if let Some(both) = dict.get::<bool>(b"OP") {
            blend.overprint_stroke = both;
            blend.overprint_fill = both;
        }
        blend.overprint_fill = flag(b"op", blend.overprint_fill);
        if let Some(mode) = dict.get::<i64>(b"OPM") {
            blend.overprint_mode = mode.clamp(0, 1);
        }
        let mode = match dict.get::<Source<'_>>(b"BM") {
            None => return,
            Some(Source::Name(name)) => blend_mode(&name),
            Some(Source::Array(names)) => {
                names.iter::<Name<'_>>().find_map(|name| blend_mode(&name))
            }
            Some(_) => None,
        };
        match mode {
            Some(mode) => self.ink.blend.mode = mode,
            None => self.is_strange("a blend mode that is not known"),
        }
    }
}
