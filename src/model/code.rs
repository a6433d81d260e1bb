//! Names of reasons and warnings.

use std::borrow::Cow;

/// A stable name, kebab-case: the program's own, or as a worker or an earlier run told it.
pub type Code = Cow<'static, str>;
