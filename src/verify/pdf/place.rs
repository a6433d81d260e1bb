//! Where something was found.

use crate::matching::Needle;
use crate::model::{Kind, Rect};
use std::fmt;

/// A place in a PDF.
#[derive(Clone, PartialEq, Debug)]
pub enum Place {
    /// On a page, from 1; and where on it.
    Page(u32, Option<Rect>),
    /// In an object, by its number (0: the trailer), and in what of it.
    Object(u32, &'static str),
    /// Elsewhere in the file.
    File(&'static str),
}

impl Place {
    #[cfg(test)]
    pub(super) fn file(what: &'static str) -> Self {
        Self::File(what)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(page, None) => write!(f, "page {page}"),
            Self::Page(page, Some(r)) => {
                write!(
                    f,
                    "page {page}, {:.0} from the left and {:.0} from the top",
                    r.x0, r.y0
                )
            }
            Self::Object(0, what) => write!(f, "trailer: {what}"),
            Self::Object(number, what) => write!(f, "object {number}: {what}"),
            Self::File(what) => write!(f, "{what}"),
        }
    }
}

/// A value that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// What kind of value.
    pub kind: Kind,
    /// The value itself: as confidential as the document.
    pub value: String,
    /// Where.
    pub place: Place,
}

impl Hit {
    pub(super) fn new(needle: &Needle, place: Place) -> Self {
        Self {
            kind: needle.kind,
            value: needle.value().to_owned(),
            place,
        }
    }
}
