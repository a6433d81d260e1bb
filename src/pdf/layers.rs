//! Optional content: which layers are switched off when the file is opened.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};

/// Deepest nesting of an expression of visibility.
const DEEPEST: usize = 16;

/// The layers of a document.
#[derive(Default)]
pub(super) struct Layers {
    any: bool,
    /// Layers are off unless they are among the exceptions; else they are on unless they are.
    off: bool,
    exceptions: HashSet<ObjectIdentifier>,
}

impl Layers {
    pub fn of(pdf: &Pdf) -> Self {
        let find = || {
            let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
            catalog
                .get::<Dict<'_>>(b"OCProperties")?
                .get::<Dict<'_>>(b"D")
        };
        let Some(config) = find() else {
            return Self::default();
        };
        let off = config.get::<Name<'_>>(b"BaseState").as_deref() == Some(b"OFF");
        let exceptions = config.get::<Array<'_>>(if off { b"ON".as_slice() } else { b"OFF" });
        let exceptions = exceptions.unwrap_or_default();
        let reference = |item: MaybeRef<Object<'_>>| match item {
            MaybeRef::Ref(id) => Some(id.into()),
            MaybeRef::NotRef(_) => None,
        };
        Self {
            any: true,
            off,
            exceptions: exceptions.raw_iter().filter_map(reference).collect(),
        }
    }

    /// Whether the entry of a dictionary names a layer, or layers, that are not shown.
    pub fn hide(&self, holder: &Dict<'_>, key: &[u8]) -> bool {
        if !self.any {
            return false;
        }
        let Some(layer) = holder.get::<Dict<'_>>(key) else {
            return false;
        };
        let id = holder.get_ref(key).map(Into::into).or(layer.obj_id());
        !self.shows(&layer, id)
    }

    fn shows(&self, layer: &Dict<'_>, id: Option<ObjectIdentifier>) -> bool {
        if layer.get::<Name<'_>>(b"Type").as_deref() != Some(b"OCMD") {
            return id.is_none_or(|id| self.is_on(id));
        }
        if let Some(expression) = layer.get::<Array<'_>>(b"VE") {
            return self.holds(&expression, 0);
        }
        let members: Vec<bool> = match layer.get_ref(b"OCGs") {
            Some(id) if layer.get::<Dict<'_>>(b"OCGs").is_some() => vec![self.is_on(id.into())],
            _ => layer
                .get::<Array<'_>>(b"OCGs")
                .unwrap_or_default()
                .raw_iter()
                .filter_map(|item| match item {
                    MaybeRef::Ref(id) => Some(self.is_on(id.into())),
                    MaybeRef::NotRef(_) => None,
                })
                .collect(),
        };
        if members.is_empty() {
            return true;
        }
        match layer.get::<Name<'_>>(b"P").as_deref() {
            Some(b"AllOn") => members.iter().all(|on| *on),
            Some(b"AnyOff") => members.iter().any(|on| !on),
            Some(b"AllOff") => members.iter().all(|on| !on),
            _ => members.iter().any(|on| *on),
        }
    }

    fn is_on(&self, id: ObjectIdentifier) -> bool {
        self.off == self.exceptions.contains(&id)
    }

    /// An expression such as `[/And ocg [/Not ocg]]`.
    fn holds(&self, expression: &Array<'_>, depth: usize) -> bool {
        if depth > DEEPEST {
            return true;
        }
        let mut items = expression.raw_iter();
        let operator = match items.next() {
            Some(MaybeRef::NotRef(Object::Name(name))) => name,
            _ => return true,
        };
        let mut operands = items.map(|item| match item {
            MaybeRef::Ref(id) => self.is_on(id.into()),
            MaybeRef::NotRef(Object::Array(inner)) => self.holds(&inner, depth + 1),
            MaybeRef::NotRef(_) => true,
        });
        match operator.as_ref() {
            b"Or" => operands.any(|on| on),
            b"Not" => operands.next().is_none_or(|on| !on),
            _ => operands.all(|on| on),
        }
    }
}
