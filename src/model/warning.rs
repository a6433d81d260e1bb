//! Something a person should know about a document.

/// A warning. The message never quotes the document: it is published as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// A stable, kebab-case code such as `encoding-guessed`.
    pub code: &'static str,
    /// One sentence for a person.
    pub message: String,
}

impl Warning {
    /// A warning with this code and message.
    #[must_use]
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}
