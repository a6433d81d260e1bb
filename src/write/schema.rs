//! The JSON Schema of the output, generated from the types that write it.

use super::Document;

/// The schema.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Document)
}
